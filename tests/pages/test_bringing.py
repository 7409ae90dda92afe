"""What bringing in a sheet asks once, what one Undo takes back, and what is told before Save."""

from dataclasses import replace

import pytest

from sct_dash.records.store import open_store

FILE = "pages/records.py"
HEADER = b"Mentor Town,Helped town,SCT action #,Type of help,Date started,Completed on\n"


def bring(open_page, content, name="sheet.csv"):
    app = open_page(FILE, {"task": "Bring in a sheet"}, who="Ana")
    app.get("file_uploader")[0].set_value([(name, content, "text/csv")]).run()
    assert not app.exception
    return app


def press(app, label):
    next(button for button in app.button if button.label.replace("\\", "") == label).click().run()
    assert not app.exception


def said(app):
    return [text.value.replace("\\", "") for text in [*app.markdown, *app.caption]]


def labels(app):
    return [button.label.replace("\\", "") for button in app.button]


ODDS = (
    HEADER
    + b"""Avon,Canton,3.12,staff time,2024-05-01,2025-03-01
Avon,Canton,3.12,staff time,2024-05-01,2025-04-01
Avon,Canton,3.12,staff time,2024-05-01,2025-05-01
"""
)


def test_rows_at_odds_that_nobody_answered_are_told_beside_save_with_the_one_that_is_kept(open_page):
    app = bring(open_page, ODDS)
    told = "Rows 2, 3 and 4 differ: until you say which is right, row 2 is saved."
    assert told in said(app)
    press(app, "Save the records")
    assert open_store().records()["implemented_on"].dt.strftime("%Y-%m-%d").tolist() == ["2025-03-01"]
    app = bring(open_page, ODDS)
    press(app, "Row 3: 4/1/2025")
    assert told not in said(app)


def test_several_mentorships_at_odds_are_told_together(open_page):
    two = ODDS + b"Bolton,Kent,3.2,staff time,2024-05-01,2025-03-01\nBolton,Kent,3.2,staff time,2024-05-01,2025-04-01\n"
    assert (
        "Rows 2, 3 and 4 and also rows 5 and 6 differ: until you say which is right, rows 2 and 5 are saved."
        in said(bring(open_page, two))
    )


def test_many_mentorships_at_odds_are_counted(open_page):
    rows = b"".join(
        b"%s,Kent,3.2,staff time,2024-05-01,2025-0%d-01\n" % (town, month)
        for town in (b"Avon", b"Bolton", b"Canton", b"Darien")
        for month in (3, 4)
    )
    assert "In 4 mentorships rows differ: until you say which is right, the first is saved." in said(
        bring(open_page, HEADER + rows)
    )


def test_one_answer_for_rows_at_odds_is_one_undo(open_page):
    app = bring(open_page, ODDS)
    next(box for box in app.text_input if box.placeholder == "month/day/year").set_value("6/1/2025").run()
    assert "Corrected by you: 1" in [fold.label for fold in app.expander]
    assert "3 rows (2, 3 and 4), implemented on: 3/1/2025, 4/1/2025 and 5/1/2025 are now 6/1/2025" in said(app)
    press(app, "Undo")
    assert "Row 2: 3/1/2025" in labels(app)
    assert not [fold for fold in app.expander if fold.label.startswith("Corrected")]


def test_an_answer_that_keeps_a_cell_says_that_it_stays(open_page):
    app = bring(open_page, HEADER + b"Avon,Canton,5.91,staff time,2024-05-01,\n")
    press(app, "Keep 5.91")
    assert "Row 2, action: 5.91 stays" in said(app)


MIXED = (
    HEADER
    + b"""Avon,Canton,3.12,staff time,31/7/24,
Bolton,Canton,3.12,staff time,5/6/24,
Darien,Canton,3.12,staff time,5/30/24,
"""
)


def test_order_of_day_and_month_is_asked_once_with_what_each_answer_gives(open_page):
    app = bring(open_page, MIXED)
    assert "**In 'Date started', 3 dates: is the day or the month first?**" in said(app)
    assert "31/7/24 can only be July 31, 2024; 5/30/24 can only be May 30, 2024" in said(app)
    orders = [label for label in labels(app) if "first:" in label]
    assert orders == ["Month first: 5/6/24 is May 6, 2024", "Day first: 5/6/24 is June 5, 2024"]
    press(app, orders[1])
    assert "3 rows (2, 3 and 4), started: 3 cells, such as 31/7/24 is now July 31, 2024" in said(app)
    press(app, "Save the records")
    days = open_store().records().set_index("mentor")["started"].dt.strftime("%Y-%m-%d")
    assert days.to_dict() == {"Avon": "2024-07-31", "Bolton": "2024-06-05", "Darien": "2024-05-30"}


def test_one_date_of_each_order_shows_which_it_can_only_have(open_page):
    more = b"Essex,Canton,3.12,staff time,9/9/24,\nKent,Canton,3.12,staff time,28/7/24,\n"
    assert "31/7/24 can only be July 31, 2024; 5/30/24 can only be May 30, 2024" in said(bring(open_page, MIXED + more))


def test_orders_are_offered_in_their_place_and_the_likelier_one_is_the_green_one(open_page):
    app = bring(open_page, MIXED + b"Enfield,Canton,3.12,staff time,22/6/24,\n")
    told = [(button.label.replace("\\", "").split(":")[0], button.proto.type) for button in app.button]
    orders = [(label, kind) for label, kind in told if label.endswith(" first")]
    assert orders == [("Month first", "secondary"), ("Day first", "primary")]


def test_order_asked_row_by_row_names_the_months(open_page):
    app = bring(open_page, MIXED)
    press(app, "Ask row by row")
    assert {"May 6, 2024", "June 5, 2024"} <= set(labels(app))


def test_days_before_months_alone_are_confirmed_by_one_click(open_page):
    app = bring(open_page, MIXED.replace(b"5/6/24", b"22/6/24").replace(b"5/30/24", b'"May 30, 2024"'))
    assert "**In 'Date started', are these days meant?**" in said(app)
    press(app, "Yes, in all 2 cells")
    assert "3 rows = 3 accepted" in said(app)


def test_future_days_however_they_are_written_are_left_empty_by_one_click(open_page):
    rows = b"""Avon,Kent,3.2,staff time,2024-05-01,5/30/2039
Bolton,Kent,3.2,staff time,2024-05-01,"April 12, 2039"
Canton,Kent,3.2,staff time,2024-05-01,2039-01-01
"""
    app = bring(open_page, HEADER + rows)
    asked = "three rows were implemented on a day that has not come yet: 5/30/2039, April 12, 2039 and 1/1/2039."
    assert f"**Completed on, 3 rows (F2, F3 and F4):** {asked}" in said(app)
    press(app, "Leave all empty")
    assert "3 rows = 3 accepted" in said(app)


COMPLETED = HEADER.replace(b"\n", b",Completed?\n")


@pytest.mark.parametrize(
    ("content", "asked", "answer", "implemented"),
    [
        (
            COMPLETED + b"Avon,Kent,3.2,staff time,2024-05-01,5/30/2025,N\n"
            b'Bolton,Kent,3.2,staff time,2024-05-01,"April 12, 2025",No\n',
            "two rows say not implemented, and when: 5/30/2025; N and April 12, 2025; No.",
            "Take the days",
            ["2025-05-30", "2025-04-12"],
        ),
        (
            COMPLETED + b"Avon,Kent,3.2,staff time,2024-05-01,,Y\nBolton,Kent,3.2,staff time,2024-05-01,,Done\n",
            "'Y' and 'Done', but when was it implemented? Points count from that day on.",
            "6/1/2025",
            ["2025-06-01", "2025-06-01"],
        ),
        (
            HEADER + b"Avon,Kent,3.2,staff time,5/1/2039,\nBolton,Kent,3.2,staff time,June 2039,\n",
            "two rows start more than a year from now: 5/1/2039 and June 2039.",
            "Keep all as written",
            ["", ""],
        ),
    ],
)
def test_several_rows_that_ask_the_same_about_a_date_have_one_answer(open_page, content, asked, answer, implemented):
    app = bring(open_page, content)
    assert any(text.endswith(asked) for text in said(app))
    if answer in labels(app):
        press(app, answer)
    else:
        next(box for box in app.text_input if box.placeholder == "month/day/year").set_value(answer).run()
    press(app, "Save the records")
    kept = open_store().records().sort_values("mentor")["implemented_on"]
    assert kept.dt.strftime("%Y-%m-%d").fillna("").tolist() == implemented


def test_what_an_answer_brings_to_light_is_said_with_the_number_of_problems(open_page):
    late = HEADER + b"Avon,Canton,3.12,staff time,5/1/26,2025-03-01\nMystic,Canton,3.12,staff time,2024-05-01,\n"
    app = bring(open_page, late)
    assert app.title[0].value.startswith("2 problems to look at; ")
    press(app, "Yes")
    assert app.title[0].value.startswith("2 problems to look at; ")
    assert "**1 problem brought to light by your last answer**" in said(app)
    press(app, "Groton")
    assert app.title[0].value.startswith("1 problem to look at; ")
    assert not any("brought to light" in text for text in said(app))


def test_what_stood_there_before_is_not_brought_to_light_by_an_answer_however_alike_it_is(open_page):
    rows = (b"%s,3.12,staff time,2024-05-01,\n" % towns for towns in (b"Boltn,Bolton", b"Boltn,Avon"))
    app = bring(open_page, HEADER + b"".join(rows))
    assert app.title[0].value.startswith("2 problems to look at; ")
    press(app, "Bolton")
    assert app.title[0].value.startswith("1 problem to look at; ")


def test_day_that_differs_from_another_cell_is_chosen_by_the_name_of_its_month(open_page):
    row = b"Avon,Kent,3.2,staff time,2024-05-01,"
    app = bring(
        open_page, COMPLETED + row + b"31/7/2025,Y\n" + row.replace(b"Avon", b"Bolton") + b"5/6/2025,4/30/2025\n"
    )
    assert {"May 6, 2025", "June 5, 2025", "April 30, 2025"} <= set(labels(app))
    press(app, "Yes")
    assert "April 30, 2025" in labels(app)


def test_day_beside_another_cell_is_said_as_people_write_it(open_page):
    row = b"Avon,Kent,3.2,staff time,2024-05-01,2023-05-01,Y\n"
    assert any("'5/1/2023; Y' is before" in text for text in said(bring(open_page, COMPLETED + row)))


def test_number_of_problems_does_not_rise_by_asking_row_by_row(open_page):
    app = bring(open_page, MIXED)
    press(app, "Ask row by row")
    assert app.title[0].value.startswith("1 problem to look at; ")


@pytest.mark.parametrize("asks", [0, 1])
def test_row_that_asks_shows_at_once_that_it_is_at_odds_with_another(open_page, asks):
    rows = ODDS.splitlines(keepends=True)[1:3]
    rows[asks] = rows[asks].replace(b"staff time", b"coffee chats")
    app = bring(open_page, HEADER + b"".join(rows) + b"Kent,Canton,3.12,staff time,2024-05-01,\n")
    assert app.title[0].value.startswith("2 problems to look at; ")
    assert ("Rows 2 and 3 differ: until you say which is right, row 2 is saved." in said(app)) == bool(asks)
    press(app, "Row 2: 3/1/2025")
    press(app, "Staff time")
    assert "3 rows = 2 accepted + 1 merged" in said(app)


def test_cell_that_is_at_odds_once_it_was_answered_asks_anew(open_page):
    row = b"Avon,Canton,3.12,staff time,2024-05-01,2025-03-01\n"
    app = bring(open_page, HEADER + row + row.replace(b"staff time", b"coffee chats"))
    press(app, "Webinar")
    assert "**1 problem brought to light by your last answer**" in said(app)


def test_column_about_8_6_is_kept_in_the_notes_and_said_so_where_rows_differ(open_page):
    header = HEADER.replace(b"Completed on", b"Also in 8.6?")
    content = header + b"Avon,Canton,3.12,staff time,2024-05-01,Y\nAvon,Canton,3.12,staff time,2024-05-01,N\n"
    app = bring(open_page, content + b"Kent,Canton,3.12,staff time,2024-05-01,\n")
    assert not any("worth reading" in text or "Not read" in text for text in said(app))
    press(app, "Row 2: Also in 8.6?: Y")
    assert "Row 3, notes: Also in 8.6?: N is now Also in 8.6?: Y" in said(app)
    press(app, "Save the records")
    assert sorted(open_store().records()["notes"]) == ["", "Also in 8.6?: Y"]


def test_column_that_was_left_out_is_only_named(open_page):
    header = HEADER.replace(b"Completed on", b"Year")
    app = bring(open_page, header + b"Avon,Canton,3.12,staff time,2024-05-01,2022\n" * 2)
    assert any(text.startswith("The programme year is") for text in said(app))
    press(app, "Leave it out")
    assert "Not read: Year" in said(app)
    assert "Keep it in the notes" not in labels(app)


def test_pickers_of_columns_are_named_as_a_screen_reader_says_them(open_page):
    app = bring(open_page, MIXED)
    assert "SCT action" in [box.label for box in app.selectbox]
    assert not any("\\" in box.label for box in app.selectbox)


def test_each_box_for_an_answer_is_named_after_its_cell(open_page):
    app = bring(open_page, HEADER + b"Mystic,Canton,3.12,staff time,2024-05-01,\nAvon,Cantonn,3.12,webinar,soon,\n")
    names = [box.label for box in [*app.selectbox, *app.text_input] if box.label.startswith("What is right")]
    assert names == [f"What is right, {cell}" for cell in ("Mentor Town, A2", "Helped town, B3", "Date started, E3")]


def test_organization_that_becomes_a_partner_is_told_again_only_next_month(open_page):
    content = HEADER + b"WestCOG,Canton,3.12,staff time,2024-05-01,\n"
    app = bring(open_page, content)
    kept = "Partners, row 2: 'WestCOG' in place of a town is kept as a partner."
    assert "WestCOG is a COG, not a town; it becomes a partner." in said(app)
    next(box for box in app.selectbox if box.placeholder == "The town").select("Wilton").run()
    bullets = next(text for text in said(app) if kept in text)
    assert bullets in [text.value.replace("\\", "") for fold in app.expander for text in fold.markdown]
    press(app, "Save the records")
    again = bring(open_page, content, "june.csv")
    folded = [text.value.replace("\\", "") for fold in again.expander for text in fold.markdown]
    assert any(kept in text for text in said(again))
    assert not any(kept in text for text in folded)


ODD = (
    b"Mentor Town,Helped town,SCT action #,Type of help,Date started,Wrapped,Day of it\n"
    b"Avon,Canton,3.12,staff time,2024-05-01,yes,2025-03-01\nBolton,Kent,3.2,webinar,2024-06-01,no,\n"
)


def test_same_file_again_is_read_as_it_was_decided_and_saved(open_page):
    app = bring(open_page, ODD)
    at = app.session_state["sheet_at_hand"]
    fields = ("mentor", "mentee", "action", "support", "started", "", "implemented_on")
    app.session_state["sheet_at_hand"] = replace(at, fields=fields)
    app.run()
    press(app, "Save the records")
    assert open_store().records()["implemented_on"].notna().sum() == 1
    app.get("file_uploader")[0].set_value([("sheet.csv", ODD, "text/csv")]).run()
    assert not app.exception
    assert app.session_state["sheet_glance"].made.mapping.fields == fields
    assert app.session_state["sheet_glance"].made.remembered
