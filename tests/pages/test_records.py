"""The Records page: bring in, fix, save, change, undo, and the sample that is never touched."""

from datetime import date

import pytest
from builders import record, records

from sct_dash.records.store import open_store

SHEET = b"""Mentor Town,Helped town,SCT action #,Type of help,Date started,Completed on
Town of Simsbury,Avon,3.12 Enhance Pollinator Pathways,staff time,2024-05-01,2025-03-01
Glastonberry,Bolton,3.2,staff time,2024-05-06,2025-01-01
Glastonberry,Vernon,3.3,staff time,2024-05-06,2025-01-01
Mystic,Ledyard,2.3,staff time,2024-07-01,2025-07-01
"""
FILE = "pages/records.py"


@pytest.fixture
def sheet(open_page):
    """The page with Ana at it and the sheet dropped in."""
    app = open_page(FILE, {"task": "Bring in a sheet"}, who="Ana")
    app.get("file_uploader")[0].set_value([("sheet.csv", SHEET, "text/csv")]).run()
    return app


def said(app) -> list[str]:
    return [text.value.replace("\\", "") for text in app.markdown]


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def test_sheet_is_read_and_every_row_accounted_for(sheet):
    assert "**sheet.csv: 4 rows = 1 accepted + 0 merged + 3 to look at.**" in said(sheet)
    assert "**2 problems to look at**" in said(sheet)


def test_one_click_settles_every_row_like_this(sheet):
    press(sheet, "Read as Glastonbury")
    assert "**sheet.csv: 4 rows = 3 accepted + 0 merged + 1 to look at.**" in said(sheet)
    press(sheet, "Read as Stonington")
    assert "**sheet.csv: 4 rows = 4 accepted + 0 merged + 0 to look at.**" in said(sheet)


def test_nothing_is_saved_before_save_is_pressed(sheet):
    press(sheet, "Read as Glastonbury")
    assert open_store().is_empty()
    press(sheet, "Save the records")
    assert len(open_store().records()) == 3
    assert [step.by for step in open_store().history()] == ["Ana"]


def test_first_import_replaces_the_sample_and_counts_from_today(sheet):
    press(sheet, "Save the records")
    assert "These mentorships are fictional." not in said(sheet)
    assert sheet.date_input(key="date").value == date.today()


def test_same_sheet_again_changes_nothing(sheet):
    press(sheet, "Save the records")
    assert "**Saving brings 0 new records, changes 0 and leaves 1 as they are.**" in said(sheet)


def test_nobody_saves_without_a_name(open_page):
    app = open_page(FILE, {"task": "Bring in a sheet"})
    app.get("file_uploader")[0].set_value([("sheet.csv", SHEET, "text/csv")]).run()
    assert next(button for button in app.button if button.label == "Save the records").disabled


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


@pytest.mark.parametrize(("name", "content"), [("a.csv", b""), ("a.xlsx", PNG), ("a.csv", PNG)])
def test_file_that_is_no_sheet_is_one_line_and_changes_nothing(open_page, name, content):
    app = open_page(FILE, {"task": "Bring in a sheet"}, who="Ana")
    app.get("file_uploader")[0].set_value([(name, content, "text/csv")]).run()
    assert not app.exception
    assert len(app.error) == 1
    assert open_store().is_empty()


def test_undo_takes_a_step_back_and_says_so(open_page):
    open_store().import_records(records(record()), "Ben")
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    press(app, "Undo")
    assert [success.value for success in app.success] == ["Step 1 was undone."]
    assert open_store().is_empty()


def test_a_new_record_is_added_when_its_form_is_complete(open_page):
    app = open_page(FILE, {"task": "Add one"}, who="Ana")
    assert next(button for button in app.button if button.label == "Add the record").disabled
    app.selectbox(key="new-0-mentor").select("Avon")
    app.selectbox(key="new-0-mentee").select("Canton")
    app.selectbox(key="new-0-action").select("3.12")
    app.multiselect(key="new-0-support").select("staff_time")
    app.date_input(key="new-0-started").set_value(date(2025, 1, 1)).run()
    press(app, "Add the record")
    row = open_store().records().iloc[0]
    assert (row["mentor"], row["mentee"], row["action"], row["support"]) == ("Avon", "Canton", "3.12", "staff_time")


def test_form_says_what_is_wrong_while_it_is_filled_in(open_page):
    app = open_page(FILE, {"task": "Add one"}, who="Ana")
    app.selectbox(key="new-0-mentor").select("Avon")
    app.selectbox(key="new-0-mentee").select("Avon")
    app.selectbox(key="new-0-action").select("3.12")
    app.multiselect(key="new-0-support").select("staff_time")
    app.date_input(key="new-0-started").set_value(date(2025, 1, 1)).run()
    assert any("Avon cannot be its own mentor" in text for text in said(app))
    assert next(button for button in app.button if button.label == "Add the record").disabled


def test_the_sample_can_be_looked_at_again_and_the_records_stay(open_page):
    open_store().import_records(records(record()), "Ben")
    app = open_page(FILE, {"task": "Take out"})
    press(app, "Look at the sample")
    assert "These mentorships are fictional." in said(app)
    press(app, "Back to our records")
    assert "These mentorships are fictional." not in said(app)
    assert len(open_store().records()) == 1
