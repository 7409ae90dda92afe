"""Questions that are about a row and not about a cell's text, as the page asks them and takes their answers."""

from datetime import date

import pytest

from sct_dash import actions
from sct_dash.records.store import open_store

HEADER = "Mentor,Mentee,Action,Type of help,Started,Status,Notes"
DONE = "Bolton,Kent,3.2,staff time,2024-05-01,done 6/1/2025,"
DARK = actions.label("3.13", 2024)


def sheet(*rows):
    return "\n".join([HEADER, DONE, *rows, ""]).encode()


def said(app):
    return "\n".join(text.value.replace("\\", "") for text in [*app.markdown, *app.caption])


def press(app, label):
    next(button for button in app.button if button.label.replace("\\", "") == label).click().run()
    assert not app.exception


def test_row_of_mentoring_itself_asks_for_its_action_and_offers_what_its_notes_name(bring):
    app = bring(sheet("Avon,Canton,8.5,staff time,2024-05-01,,dark skies", "Avon,Salem,8.5,staff time,2024-05-01,,"))
    assert said(app).count("8.5 is mentoring itself, not the action that was implemented.") == 2
    press(app, DARK)
    assert app.title[0].value == "1 problem to look at; 2 of 3 rows are ready"


def test_help_that_was_given_up_asks_once_when_it_ended_and_not_known_promises_no_points(bring):
    rows = "Avon,Canton,3.12,staff time,2024-05-01,cancelled,", "Avon,Salem,3.12,staff time,2024-06-01,fell through,"
    app = bring(sheet(*rows))
    assert "'cancelled' and 'fell through', but when did the help end?" in said(app)
    press(app, "Not known: as if on the day it began")
    press(app, "Save the records")
    ended = open_store().records().set_index("mentee")["last_active"]
    assert (ended["Canton"].date(), ended["Salem"].date()) == (date(2024, 5, 1), date(2024, 6, 1))


@pytest.mark.parametrize(
    ("rows", "asked", "answer"),
    [
        (
            [
                "Avon,Canton,3.12,staff time,2024-05-01,never started,",
                "Avon,Salem,3.2,staff time,2024-06-01,never began,",
            ],
            "two rows never began, as a status says: 5/1/2024 and 6/1/2024.",
            "They began, keep the days",
        ),
        (
            ["Avon,Canton,3.12,staff time,2015,done 6/1/2025,", "Avon,Salem,3.2,staff time,2016-06-01,done 6/1/2025,"],
            "two rows started before Sustainable CT's first year: 2015 and 6/1/2016.",
            "Keep all as written",
        ),
    ],
)
def test_unlikely_starts_are_one_question_that_one_click_answers(bring, rows, asked, answer):
    app = bring(sheet(*rows))
    assert asked in said(app)
    press(app, answer)
    assert asked not in said(app)


def test_ditto_offers_what_stands_above_and_a_place_its_state(bring):
    app = bring(sheet("ditto,Canton,ditto,staff time,2024-05-01,,", "Springfield,Salem,3.2,staff time,2024-05-01,,"))
    labels = [button.label for button in app.button]
    assert {"Bolton", "Springfield, MA", "Springfield, VT", actions.label("3.2", 2024)} <= set(labels)


SHORT = "Mentor,Mentee,Act. #,Act. title,Type of help,Start,Impl'd (Y/N),Date impl.."


def test_sentence_that_ends_with_a_header_has_one_full_stop_and_cells_of_one_action_are_told_apart(bring):
    rows = (
        "Avon,Canton,3.12,pollinators,staff time,2024-05-01,Y,2025-06-01",
        "Avon,Canton,3.12,pollinators,staff time,2024-05-01,N,",
        "Avon,Salem,3.1,knots,staff time,2024-05-01,N,",
    )
    asked = said(bring("\n".join([SHORT, *rows, ""]).encode()))
    assert "Rows 2 and 3 are one mentorship and differ in Impl'd (Y/N) and Date impl.\n" in f"{asked}\n"
    assert "'3.1' and 'knots': may have been 3.10: spreadsheets drop the last zero." in asked


def test_two_actions_in_two_cells_are_told_apart(bring):
    asked = said(bring(f"{SHORT}\nAvon,Canton,3.12,5.4,staff time,2024-05-01,N,\n".encode()))
    assert "'3.12' and '5.4' name two actions." in asked


def test_total_of_counts_asks_nothing_and_is_a_record_by_one_click(bring):
    app = bring(sheet("40 in all,,,12,,,", "Total,2,,,,,"))
    assert app.title[0].value == "The only row is ready"
    assert [fold.label for fold in app.expander if "no record" in fold.label] == ["2 rows are no records: 2 totals"]
    press(app, "It is a record")
    assert "problem" in app.title[0].value


def test_words_beside_action_numbers_are_taken_as_the_actions_by_one_click(bring):
    header = "Mentor,Mentee,Act. #,What,Type of help,Start"
    rows = (
        "Avon,Canton,3.12,pollinators,staff time,2024-05-01",
        "Avon,Salem,3.1,watershed educ,webinar,2024-05-01",
        "Avon,Essex,3.9,tree inventory,webinar,2024-05-01",
    )
    app = bring("\n".join([header, *rows, ""]).encode())
    assert app.title[0].value == "1 problem to look at; 2 of 3 rows are ready"
    press(app, "Action")
    assert app.title[0].value == "All 3 rows are ready"


def test_what_was_done_without_its_day_can_be_done_on_the_day_on_which_each_row_s_help_ended(bring):
    columns = "Mentor,Mentee,Action,Type of help,Started,Wrapped up,Implemented?"
    rows = (
        "Avon,Canton,3.12,staff time,2024-05-01,2025-02-03,Y",
        "Avon,Salem,3.12,staff time,2024-06-01,2025-04-05,Y",
        "Avon,Kent,3.12,staff time,2024-06-01,,Y",
        "Avon,Lyme,3.12,staff time,2024-06-01,2025-05-06,N",
        "Avon,Union,3.12,staff time,2024-06-01,4/31/2025,Y",
    )
    app = bring("\n".join([columns, *rows, ""]).encode())
    press(app, "When the help ended")
    assert app.title[0].value == "2 problems to look at; 1 of 5 rows is ready"
    press(app, "The day each help ended, for 3 of 4")
    assert app.title[0].value == "2 problems to look at; 3 of 5 rows are ready"
    press(app, "Not known: no points yet")
    press(app, "4/30/2025")
    press(app, "Save the records")
    done = open_store().records().set_index("mentee")["implemented_on"].dt.date
    assert (done["Canton"], done["Salem"]) == (date(2025, 2, 3), date(2025, 4, 5))
    assert done["Union"] == date(2025, 4, 30)
    assert done[["Kent", "Lyme"]].isna().all()


def test_list_of_towns_begins_with_those_of_the_sheet_s_region(bring):
    rows = "WestCOG,Groton,3.12,staff time,2024-05-01,,", "Norwich,Ledyard,3.2,staff time,2024-05-01,,"
    app = bring("\n".join([HEADER, *rows, ""]).encode())
    (towns,) = [box.options for box in app.selectbox if "Norwich" in box.options]
    assert (towns[0], towns[1], towns[-1]) == ("Bozrah", "Colchester", "Another state…")
    assert (towns.index("Norwich") < towns.index("Andover"), len(towns)) == (True, 170)
