"""What a sheet's cells probably meant: one click takes every suggestion over, and nothing is taken before it."""

import io
from datetime import date

import openpyxl
import pytest

from sct_dash import places
from sct_dash.records.store import open_store

HEADER = b"Mentor Town,Helped town,SCT action #,Type of help,Date started,Completed on\n"
MISSPELLED = HEADER + (
    b"Darren,Canton,3.12,staff time,2024-05-01,2025-03-01\n"
    b"Avon,Darren,3.2,site visit,2024-05-01,2025-03-01\n"
    b"Bolton,Kent,3.3,site visit,7/1/24,2025-03-01\n"
    b"Mystic,Vernon,3.4,staff time,2024-05-01,2025-03-01\n"
    b"Groton,Suffield,3.5,staff time,2024-05-01,2025-03-01\n"
)
TOWNS = tuple(places.towns().index)


def press(app, label, which=0):
    [button for button in app.button if button.label.replace("\\", "") == label][which].click().run()
    assert not app.exception


def said(app):
    return [text.value.replace("\\", "") for text in [*app.markdown, *app.caption]]


def labels(app):
    return [button.label.replace("\\", "") for button in app.button]


def test_suggestions_are_one_list_and_what_nobody_can_suggest_is_asked_about_apart(bring):
    app = bring(MISSPELLED)
    assert app.title[0].value == "5 problems to look at; 1 of 5 rows is ready"
    lines = [line for line in said(app) if " is **" in line]
    assert sorted(lines) == ["7/1/24 is **7/1/2024**", "Darren is **Darien**"]
    where = {"A2 · Darren → Canton, 3.12", "B3 · Avon → Darren, 3.2", "E4 · Bolton → Kent, 3.3"}
    assert where <= set(said(app))
    assert "Mystic lies in Groton and Stonington." in said(app)
    assert {"**Which help was this?**", "**site visit**"} <= set(said(app))


def test_nothing_is_taken_over_before_the_click_and_all_of_it_by_the_click(bring):
    app = bring(MISSPELLED)
    press(app, "Save the records")
    assert open_store().records()["mentor"].tolist() == ["Groton"]
    press(app, "Yes, both")
    press(app, "Staff time")
    press(app, "Save the records")
    kept = open_store().records().set_index("mentor")
    assert kept["mentee"].to_dict() == {"Groton": "Suffield", "Darien": "Canton", "Avon": "Darien", "Bolton": "Kent"}
    assert kept["support"].to_dict()["Bolton"] == "staff_time"
    assert str(kept["started"]["Bolton"].date()) == "2024-07-01"


def test_each_of_the_suggestions_that_were_taken_over_is_undone_alone(bring):
    app = bring(MISSPELLED)
    press(app, "Yes, both")
    told = [line for line in said(app) if line.startswith(("Row", "2 rows")) and " is now " in line]
    assert len(told) == 2
    press(app, "Undo", next(place for place, line in enumerate(told) if "7/1/24" in line))
    assert any("does 24 mean 2024" in line for line in said(app))
    assert app.title[0].value == "3 problems to look at; 2 of 5 rows are ready"


def test_suggestion_that_is_not_what_was_meant_is_asked_about_apart_and_not_taken_over(bring):
    app = bring(MISSPELLED)
    press(app, "Not this", [line for line in said(app) if " is **" in line].index("Darren is **Darien**"))
    assert sum("'Darren' is no Connecticut town." in line for line in said(app)) == 2
    assert not any(label.startswith("Yes, ") for label in labels(app))
    assert app.title[0].value == "5 problems to look at; 1 of 5 rows is ready"


def test_suggestion_that_stands_alone_is_asked_about_like_every_other_problem(bring):
    app = bring(HEADER + b"Darren,Canton,3.12,staff time,2024-05-01,\n")
    assert "'Darren' is no Connecticut town." in said(app)
    assert not any(label.startswith("Yes") for label in labels(app))


def test_nobody_says_yes_to_suggestions_that_are_not_shown(bring):
    towns = "Avn Boltn Cantn Darin Fairfild Granb Hamdn Ledyrd Madisn Norwlk Plainvile Ridgefld Southbry Tolnd".split()
    more = "Vernn Wallingfrd Woodbry Bristl Cheshir Durhm Enfild Guilfrd Hebrn Mansfild Milfrd Putnm Seymur".split()
    rows = "".join(f"{town},Kent,3.12,staff time,2024-05-01,\n" for town in [*towns, *more])
    app = bring(HEADER + rows.encode())
    every = [line for line in said(app) if " is **" in line]
    assert len(every) == 25
    press(app, "Yes, these 25 of 27")
    assert app.title[0].value == "2 problems to look at; 25 of 27 rows are ready"
    press(app, "Yes, both")
    assert app.title[0].value == "All 27 rows are ready"


def test_years_of_two_digits_are_one_line_for_their_column(bring):
    days = HEADER + b"Avon,Canton,3.12,staff time,5/6/24,\nDarren,Canton,3.2,staff time,7/1/25,\n"
    assert "Date started: 24 and 25 mean **2024 and 2025**" in said(bring(days))


WORDS = HEADER + (
    b"Avon,Canton,3.12,lunch,2024-05-01,2025-03-01\n"
    b"Bolton,Kent,3.2,lunch,2024-05-01,2025-03-01\n"
    b"Darien,Kent,3.3,kayaks,2024-05-01,2025-03-01\n"
)


def test_words_for_the_help_are_one_list_that_says_what_earns_points(bring):
    app = bring(WORDS)
    assert {"**Which help was this?**", "**lunch**", "**kayaks**"} <= set(said(app))
    assert {"D2 · Avon → Canton, 3.12", "D3 · Bolton → Kent, 3.2", "D4 · Darien → Kent, 3.3"} <= set(said(app))
    assert "Only staff time and a presentation with discussion earn points." in said(app)
    press(app, "Staff time")
    assert app.title[0].value == "1 problem to look at; 2 of 3 rows are ready"
    press(app, "Other support")
    press(app, "Save the records")
    assert open_store().records().set_index("mentor")["support"].to_dict() == {
        "Avon": "staff_time", "Bolton": "staff_time", "Darien": "other",
    }  # fmt: skip


def test_words_for_the_help_stand_with_what_their_row_says_and_many_with_where_they_are(bring):
    notes = HEADER.replace(b"\n", b",Notes\n") + b"Essex,Kent,3.3,kayaks,2024-05-01,,on the Lieutenant River\n"
    for town in (b"Avon", b"Bolton", b"Canton", b"Darien"):
        notes += town + b",Kent,3.12,lunch,2024-05-01,,\n"
    told = said(bring(notes))
    assert {"D2 · Essex → Kent, 3.3 · on the Lieutenant River", "4 rows (D3, D4, D5 and D6)"} <= set(told)


LIKELY = HEADER + (
    b"Avon,Canton,3.12,site visit,2024-05-01,2025-03-01\n"
    b"Bolton,Kent,3.2,field visit,2024-05-01,2025-03-01\n"
    b"Darien,Kent,3.3,kayaks,2024-05-01,2025-03-01\n"
)


def test_what_words_for_the_help_probably_mean_is_taken_by_one_click_and_the_answers_keep_their_order(bring):
    app = bring(LIKELY)
    forms = ["Presentation with discussion", "Staff time", "Conference", "Webinar", "Other support"]
    offered = [button for button in app.button if button.label in forms]
    assert [button.label for button in offered] == 3 * forms
    assert [button.label for button in offered if button.proto.type == "primary"] == 2 * ["Staff time"]
    press(app, "Take both suggestions")
    assert app.title[0].value == "1 problem to look at; 2 of 3 rows are ready"
    press(app, "Other support")
    press(app, "Save the records")
    assert open_store().records().set_index("mentor")["support"].to_dict() == {
        "Avon": "staff_time", "Bolton": "staff_time", "Darien": "other",
    }  # fmt: skip


TWO_FORMS = LIKELY.replace(b"field visit", b"panel before the zoning commission").replace(b"kayaks", b"office hours")


def test_what_became_one_form_by_one_click_is_told_together_and_undone_apart_from_what_became_another(bring):
    app = bring(TWO_FORMS)
    press(app, "Take all 3 suggestions")
    told = [line for line in said(app) if " now " in line and "support" in line.casefold()]
    assert told == [
        "2 rows (2 and 4), support: site visit and office hours are now staff time",
        "Row 3, support: panel before the zoning commission is now presentation with discussion",
    ]
    press(app, "Undo", 1)
    assert app.title[0].value == "1 problem to look at; 2 of 3 rows are ready"
    assert "**panel before the zoning commission**" in said(app)


def test_last_word_for_the_help_stays_where_it_was_asked_with_its_words(bring):
    remark = LIKELY.replace(b"kayaks", b"staff time; volunteers") + b"Mystic,Essex,3.4,webinar,2024-05-01,\n"
    app = bring(remark.replace(b"Darien,", b"Darren,"))
    press(app, "Take both suggestions")
    left = said(app)
    assert left.index("**Which help was this?**") < left.index("**staff time; volunteers**")
    assert left.index("**staff time; volunteers**") < left.index("Mystic lies in Groton and Stonington.")
    assert not any("other support" in label and label.startswith(("Both", "All")) for label in labels(app))


@pytest.mark.parametrize("word", ["talked on phone", "email only", "planner", "coffee with mayor", "workshop"])
def test_word_that_may_be_no_help_that_counts_suggests_nothing(bring, word):
    app = bring(LIKELY.replace(b"site visit", word.encode()))
    assert not any(label.startswith("Take ") for label in labels(app))
    assert f"**{word}**" in said(app)
    assert [button.label for button in app.button if button.proto.type == "primary"].count("Staff time") == 1


def test_words_for_the_help_are_all_other_support_by_one_click_or_asked_about_row_by_row(bring):
    app = bring(WORDS)
    press(app, "Row by row")
    assert labels(app).count("Staff time") == 3
    press(app, "Ask about equal rows at once again")
    assert labels(app).count("Staff time") == 2
    app = bring(WORDS)
    press(app, "Both are other support")
    assert app.title[0].value == "All 3 rows are ready"


def test_word_for_the_help_is_set_aside_with_its_rows(bring):
    app = bring(WORDS)
    press(app, "Set aside")
    assert app.title[0].value == "1 problem to look at; 0 of 1 row is ready"
    assert "3 rows = 0 accepted + 1 to look at + 2 set aside" in said(app)


def test_few_rows_that_ask_the_same_are_each_told_and_of_many_the_first(bring):
    rows = b"Avon,Canton,3.12,,2024-05-01,\nBolton,Kent,3.2,,2024-05-01,\nDarien,Kent,3.3,,2024-05-01,\n"
    told = {"D2 · Avon → Canton, 3.12", "D3 · Bolton → Kent, 3.2", "D4 · Darien → Kent, 3.3"}
    assert told <= set(said(bring(HEADER + rows)))
    more = said(bring(HEADER + rows + b"Essex,Kent,3.4,,2024-05-01,\n"))
    assert [line for line in more if " → " in line] == ["Avon → Canton, 3.12"]


def test_several_columns_that_are_not_read_are_kept_in_the_notes_by_one_click(bring):
    header = HEADER.replace(b"\n", b",Contact,Weather\n")
    app = bring(header + b"Avon,Canton,3.12,staff time,2024-05-01,2025-03-01,Ann,rain\n")
    assert "Not read: *Contact: Ann* · *Weather: rain*" in said(app)
    press(app, "Keep them in the notes")
    assert not any(line.startswith("Not read") for line in said(app))
    press(app, "Save the records")
    assert open_store().records()["notes"].tolist() == ["Contact: Ann; Weather: rain"]


def test_answer_for_several_rows_is_asked_about_again_by_one_click_next_month(bring):
    villages = HEADER + (
        b"Mystic,Canton,3.12,staff time,2024-05-01,2025-03-01\nMystic,Kent,3.2,staff time,2024-05-01,2025-03-01\n"
    )
    app = bring(villages)
    press(app, "Stonington")
    press(app, "Save the records")
    again = bring(villages)
    assert "Corrected as last time: 1" in {fold.label for fold in again.expander}
    press(again, "Ask again")
    assert again.title[0].value == "1 problem to look at; 0 of 2 rows are ready"


AT_ODDS = HEADER.replace(b"\n", b",Notes\n") + (
    b"Avon,Canton,3.12,staff time,2024-05-01,2025-03-01,garden\nAvon,Canton,3.12,webinar,2024-05-01,2025-03-01,wall\n"
)


@pytest.mark.parametrize(
    ("row", "support", "notes"),
    [("Row 2: Staff time · Garden", "staff_time", "garden"), ("Row 3: ", "webinar", "wall")],
)
def test_rows_at_odds_in_several_columns_are_one_question(bring, row, support, notes):
    app = bring(AT_ODDS)
    assert "Rows 2 and 3 are one mentorship and differ in Type of help and Notes." in said(app)
    assert app.title[0].value == "1 problem to look at; 1 of 2 rows is ready"
    press(app, next(label for label in labels(app) if label.startswith(row)))
    assert app.title[0].value == "All 2 rows are ready"
    press(app, "Save the records")
    kept = open_store().records()
    assert (kept["support"].tolist(), kept["notes"].tolist()) == ([support], [notes])


def test_rows_at_odds_in_several_columns_are_asked_about_column_by_column_and_together_again(bring):
    app = bring(AT_ODDS)
    press(app, "Ask one by one")
    press(app, "Row 2: Staff time")
    press(app, "Row 3: Wall")
    assert app.title[0].value == "All 2 rows are ready"
    app = bring(AT_ODDS)
    press(app, "Set aside")
    assert "2 rows = 1 accepted + 1 set aside" in said(app)


DONE = HEADER.replace(b"Completed on", b"Completed?") + (
    b"Avon,Canton,3.12,staff time,2024-05-01,Y\nBolton,Kent,3.2,staff time,2024-05-01,done\n"
    b"Darien,Kent,3.3,staff time,2024-05-01,Y - adopted June 2025 or so\n"
    b"Essex,Kent,3.4,staff time,2024-05-01,complete when the grant arrives\n"
)


def test_what_is_called_done_without_its_day_is_one_question_and_what_says_more_is_shown_by_itself(bring):
    app = bring(DONE)
    when = "but when was it implemented? Points count from that day on."
    asked = [line for line in said(app) if line.startswith("**Completed?")]
    assert asked[0] == f"**Completed? 2 rows (F2 and F3):** 'Y' and 'done', {when}"
    assert any("complete when the grant arrives" in line and when not in line for line in asked)
    press(app, "Not known: no points yet")
    press(app, "Save the records")
    assert open_store().records()["implemented_on"].isna().tolist() == [True, True]


def test_year_long_before_the_programme_is_looked_at_by_itself(bring):
    days = HEADER + b"Avon,Canton,3.12,staff time,5/6/07,\nDarren,Canton,3.2,site visit,7/1/25,\n"
    app = bring(days)
    assert not any("2007**" in line for line in said(app))
    assert any(
        "5/6/07: does 07 mean 2007, and is the day or the month first?" in line.replace("\\", "") for line in said(app)
    )
    assert {"Month first: 5/6/07 is May 6, 2007", "Day first: 5/6/07 is June 5, 2007"} <= {
        button.label.replace("\\", "") for button in app.button
    }


def test_suggestion_that_was_refused_is_no_longer_the_likely_one(bring):
    app = bring(MISSPELLED)
    press(app, "Not this", [line for line in said(app) if " is **" in line].index("7/1/24 is **7/1/2024**"))
    assert [button.proto.type for button in app.button if button.label == "Darien"] == ["primary", "primary"]
    app = bring(MISSPELLED)
    press(app, "Not this", [line for line in said(app) if " is **" in line].index("Darren is **Darien**"))
    assert [button.proto.type for button in app.button if button.label == "Darien"] == ["secondary", "secondary"]


def test_words_beside_a_number_that_may_have_lost_its_zero_suggest_which_it_is(bring):
    book = openpyxl.Workbook()
    book.active.append([*HEADER.decode().strip().split(",")[:5], "Action title"])
    book.active.append(["Avon", "Canton", 3.1, "staff time", date(2024, 5, 1), "invasive species"])
    book.active.append(["Bolton", "Kent", 3.1, "staff time", date(2024, 5, 1), "knotweed"])
    book.active.append(["Groton", "Kent", 3.1, "staff time", date(2024, 5, 1), "help"])
    file = io.BytesIO()
    book.save(file)
    lines = [line for line in said(bring(file.getvalue(), "sheet.xlsx")) if " is **" in line]
    assert lines == [
        "3.1 · invasive species is **3.10 Facilitate Invasive Species Education and Management**",
        "3.1 · knotweed is **3.10 Facilitate Invasive Species Education and Management**",
    ]


def test_town_that_mentors_itself_by_the_name_of_its_village_is_told_where_that_is(bring):
    app = bring(HEADER + b"Windham,Willimantic,3.12,staff time,2024-05-01,\n")
    assert "Windham cannot be its own mentor; Willimantic is in Windham." in "\n".join(said(app))
    hints = [box.placeholder for box in app.selectbox]
    assert {"The mentee was…", "The mentor was…"} <= set(hints)


def test_row_at_odds_with_two_others_asks_about_each(bring):
    rows = (
        b"Avon,Canton,3.12,staff time,2024-05-01,2025-03-01,\nAvon,Canton,3.12,staff time,2024-05-01,2025-03-01,wall\n"
        b"Avon,Canton,3.12,webinar,2024-05-01,2025-03-01,fence\n"
    )
    asked = said(bring(HEADER.replace(b"\n", b",Notes\n") + rows))
    assert "Rows 2 and 4 are one mentorship and differ in Type of help." in asked
    assert "**Notes, G4:** Rows 3 and 4 are one mentorship and differ in Notes." in asked


def test_problems_that_wait_for_a_column_are_not_counted(bring):
    header = HEADER.replace(b"Type of help", b"Stuff")
    app = bring(header + b"Mystic,Canton,3.12,qwerty,2024-05-01,\nBolton,Kent,3.2,asdf,2024-05-01,\n")
    assert "2 rows wait for the column that is asked about above." in said(app)
    assert app.title[0].value == "1 problem to look at; 0 of 2 rows are ready"


def test_towns_that_the_notes_name_are_offered_where_a_town_is_asked_for(bring):
    rows = (
        b"WestCOG,Canton,3.12,staff time,2024-05-01,,the West Hartford planner came to Canton with Kent\n"
        b"NECCOG,Bolton,3.2,staff time,2024-05-01,,somebody came\n"
    )
    app = bring(HEADER.replace(b"\n", b",Notes\n") + rows)
    assert {"West Hartford", "Kent"} <= set(labels(app))
    assert not {"Hartford", "Canton"} & set(labels(app))
    press(app, "West Hartford")
    press(app, "Save the records")
    assert open_store().records()[["mentor", "partners"]].values.tolist() == [["West Hartford", "WestCOG"]]


def test_towns_that_notes_name_are_offered_in_their_order_and_never_the_one_at_the_other_end(bring):
    header = HEADER.replace(b"\n", b",Notes\n")
    notes = b"Kent and West Hartford staff came to Avon; Hartford too"
    app = bring(header + b"WestCOG,Town of Avon,3.12,staff time,2024-05-01,," + notes + b"\n")
    assert [label for label in labels(app) if label in TOWNS] == ["Kent", "West Hartford", "Hartford"]


def test_town_that_was_given_for_the_other_end_is_not_offered_from_the_notes(bring):
    header = HEADER.replace(b"\n", b",Notes\n")
    app = bring(header + b"WestCOG,Avonn,3.12,staff time,2024-05-01,,Avon and Kent\n")
    assert [label for label in labels(app) if label in TOWNS] == ["Avon", "Kent", "Avon"]
    press(app, "Avon", 1)
    assert [label for label in labels(app) if label in TOWNS] == ["Kent"]


def test_town_that_mentors_itself_offers_the_towns_of_its_notes_for_either_end(bring):
    header, notes = HEADER.replace(b"\n", b",Notes\n"), b"Avon's planner came to Bolton with Kent"
    row = b"Bolton,Town of Bolton,3.12,staff time,2024-05-01,," + notes + b"\n"
    app = bring(header + row)
    ends = [label for label in labels(app) if label.startswith(("Mentor: ", "Mentee: "))]
    assert ends == ["Mentee: Avon", "Mentee: Kent", "Mentor: Avon", "Mentor: Kent"]
    assert not set(TOWNS) & set(labels(app))
    press(app, "Mentor: Avon")
    press(app, "Save the records")
    assert open_store().records()[["mentor", "mentee"]].values.tolist() == [["Avon", "Bolton"]]


def test_other_end_of_a_town_that_mentors_itself_is_a_town_of_its_notes_by_one_click_as_well(bring):
    header = HEADER.replace(b"\n", b",Notes\n")
    app = bring(header + b"Bolton,Bolton,3.12,staff time,2024-05-01,,for Kent\n")
    press(app, "Mentee: Kent")
    press(app, "Save the records")
    assert open_store().records()[["mentor", "mentee"]].values.tolist() == [["Bolton", "Kent"]]


@pytest.mark.parametrize("notes", [b"", b"Avon Kent Canton and Vernon came"])
def test_town_that_mentors_itself_offers_no_towns_where_its_notes_name_none_or_many(bring, notes):
    header = HEADER.replace(b"\n", b",Notes\n")
    app = bring(header + b"Bolton,Bolton,3.12,staff time,2024-05-01,," + notes + b"\n")
    assert not any(label.startswith(("Mentor: ", "Mentee: ")) for label in labels(app))
    hints = [box.placeholder for box in app.selectbox if (box.placeholder or "").startswith("The ")]
    assert hints == ["The mentee was…", "The mentor was…"]


def test_university_is_a_partner_and_its_town_one_click(bring):
    header = HEADER.replace(b"\n", b",Notes\n")
    app = bring(header + b"UConn Extension,Tolland,3.12,staff time,2024-05-01,,with Coventry\n")
    assert "UConn Extension is an organization, not a town; it becomes a partner." in said(app)
    assert [label for label in labels(app) if label in TOWNS] == ["Mansfield", "Coventry"]
    press(app, "Mansfield")
    press(app, "Save the records")
    assert open_store().records()[["mentor", "partners"]].values.tolist() == [["Mansfield", "UConn Extension"]]


def test_topic_in_place_of_an_action_offers_its_actions_and_takes_none_by_itself(bring):
    app = bring(HEADER + b"Avon,Canton,equity,staff time,2024-05-01,\n")
    assert app.title[0].value == "1 problem to look at; 0 of 1 row is ready"
    offered = [label for label in labels(app) if label.startswith("1.")]
    assert offered == ["1.1 Optimize for Equity", "1.2 Participate in Equity Training",
                       "1.3 Develop and Adopt a Statement on Equity"]  # fmt: skip
    press(app, "1.2 Participate in Equity Training")
    press(app, "Save the records")
    assert open_store().records()["action"].tolist() == ["1.2"]


def test_number_that_became_another_by_its_title_is_told_in_sight(bring):
    book = openpyxl.Workbook()
    book.active.append([*HEADER.decode().strip().split(",")[:5], "Action title"])
    title = "Facilitate Invasive Species Education and Management"
    book.active.append(["Avon", "Canton", 3.1, "staff time", date(2024, 5, 1), title])
    file = io.BytesIO()
    book.save(file)
    app = bring(file.getvalue(), "sheet.xlsx")
    folded = "\n".join(text.value.replace("\\", "") for fold in app.expander for text in fold.markdown)
    assert "read as 3.10, as its title says" in "\n".join(said(app))
    assert "read as 3.10, as its title says" not in folded


def test_topic_of_one_word_is_not_among_what_one_click_takes_over_and_a_misspelled_title_is(bring):
    rows = b"Avon,Canton,pollinators,staff time,2024-05-01,\n"
    rows += b"Darren,Kent,Enhance Polinator Pathways,staff time,2024-05-01,\n"
    lines = [line for line in said(bring(HEADER + rows)) if " is **" in line]
    assert lines == ["Darren is **Darien**", "Enhance Polinator Pathways is **3.12 Enhance Pollinator Pathways**"]


HALF_TITLES = HEADER + (
    b"Avon,Canton,Invasive Species,staff time,2024-05-01,\n"
    b"Bolton,Kent,Open Space,staff time,2024-05-01,\n"
    b"Darien,Kent,Watershed,staff time,2024-05-01,\n"
    b"Essex,Kent,Solar,staff time,2024-05-01,\n"
    b"Groton,Kent,Youth Program,staff time,2024-05-01,\n"
    b"Vernon,Kent,Pollinator Pathways,staff time,2024-05-01,\n"
)


def test_halves_of_titles_are_one_list_with_the_titles_in_full_and_looser_topics_are_asked_about_each(bring):
    app = bring(HALF_TITLES)
    assert app.title[0].value == "5 problems to look at; 1 of 6 rows is ready"
    assert [line for line in said(app) if " is **" in line] == [
        "Invasive Species is **3.10 Facilitate Invasive Species Education and Management**",
        "Open Space is **3.4 Develop an Open Space Plan**",
    ]
    press(app, "Yes, both")
    press(app, "Save the records")
    assert open_store().records().set_index("mentor")["action"].to_dict() == {
        "Avon": "3.10", "Bolton": "3.4", "Vernon": "3.12",
    }  # fmt: skip


def test_half_of_a_title_that_is_told_no_is_asked_about_by_itself_and_not_taken_over(bring):
    app = bring(HALF_TITLES.replace(b"Youth Program", b"Watershed Plan"))
    lines = [line for line in said(app) if " is **" in line]
    press(app, "Not this", lines.index("Open Space is **3.4 Develop an Open Space Plan**"))
    press(app, "Yes, both")
    press(app, "Save the records")
    assert open_store().records().set_index("mentor")["action"].to_dict() == {
        "Avon": "3.10", "Groton": "3.2", "Vernon": "3.12",
    }  # fmt: skip


@pytest.mark.parametrize("note", ["text", "aside", "each", "said-0"])
def test_rows_at_odds_may_say_any_word(bring, note):
    rows = f"Avon,Canton,3.12,staff time,2024-05-01,,{note}\nAvon,Canton,3.12,staff time,2024-05-01,,other\n"
    app = bring(HEADER.replace(b"\n", b",Notes\n") + rows.encode())
    assert app.title[0].value == "1 problem to look at; 1 of 2 rows is ready"
