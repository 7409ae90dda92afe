"""The Records page: bring in, fix, save, change, undo, and the sample that is never touched."""

from datetime import UTC, date, datetime

import pytest
from builders import record, records

from sct_dash import clock, facts, places
from sct_dash.records.schema import to_csv
from sct_dash.records.store import open_store
from sct_dash.ui.tables import _Picked

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


def small_print(app) -> list[str]:
    return [text.value.replace("\\", "") for text in app.caption]


def press(app, label):
    next(button for button in app.button if button.label.replace("\\", "") == label).click().run()
    assert not app.exception


def test_sheet_is_read_and_every_row_accounted_for(sheet):
    assert "4 rows = 1 accepted + 3 to look at" in small_print(sheet)
    assert sheet.title[0].value.startswith("2 problems to look at; ")


def test_one_click_settles_every_row_like_this(sheet):
    press(sheet, "Glastonbury")
    assert "4 rows = 3 accepted + 1 to look at" in small_print(sheet)
    press(sheet, "Stonington")
    assert "4 rows = 4 accepted" in small_print(sheet)


def test_nothing_is_saved_before_save_is_pressed(sheet):
    press(sheet, "Glastonbury")
    assert open_store().is_empty()
    press(sheet, "Save the records")
    assert len(open_store().records()) == 3
    assert [step.by for step in open_store().history()] == ["Ana"]


def test_first_import_replaces_the_sample_and_counts_from_today(sheet):
    press(sheet, "Save the records")
    assert "These mentorships are fictional." not in said(sheet)
    assert sheet.date_input(key="date").value == clock.today()


def test_same_sheet_again_changes_nothing(sheet):
    press(sheet, "Save the records")
    saving = "**Saving brings 0 new records, changes 0 and leaves 1 as it is; 3 rows stay out until answered.**"
    assert saving in said(sheet)


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


KEPT = "What was decided about the sheet is kept."


def done(app) -> str:
    return app.success[0].value.replace("\\", "")


def test_undo_of_an_import_says_that_what_was_decided_about_its_sheet_is_kept(sheet):
    press(sheet, "Glastonbury")
    press(sheet, "Save the records")
    press(sheet, "Undo")
    assert done(sheet) == (
        f"It was undone: the records are as they were before. 1 row of sheet.csv waits for an answer no more. {KEPT}"
    )
    press(sheet, "Redo")
    assert done(sheet) == "It was done again. 1 row of sheet.csv waits for an answer again."


def test_undo_of_an_import_says_nothing_of_decisions_where_nothing_was_decided(sheet):
    press(sheet, "Save the records")
    press(sheet, "Undo")
    assert done(sheet) == (
        "It was undone: the records are as they were before. 3 rows of sheet.csv wait for an answer no more."
    )


def test_undo_of_an_import_says_that_what_was_decided_about_its_columns_is_kept(open_page):
    app = bring(open_page, NO_ACTION)
    press(app, "Stuff: 3.12, 3.2")
    press(app, "Save the records")
    press(app, "Undo")
    assert done(app) == f"It was undone: the records are as they were before. {KEPT}"


def test_history_too_says_after_an_undo_that_what_was_decided_is_kept(sheet, open_page):
    press(sheet, "Set aside")
    press(sheet, "Save the records")
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    press(app, "Undo")
    assert done(app) == f"Step 1 was undone. 2 rows of sheet.csv wait for an answer no more. {KEPT}"


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


def test_form_names_what_is_missing_and_checks_what_is_there(open_page):
    app = open_page(FILE, {"task": "Add one"}, who="Ana")
    assert "Still missing: mentor, mentee, action, support and started." in [caption.value for caption in app.caption]
    app.date_input(key="new-0-started").set_value(date(2025, 1, 1))
    app.date_input(key="new-0-last_active").set_value(date(2024, 1, 1)).run()
    assert any("Last active: is before the mentorship started" in text for text in said(app))
    assert "Still missing: mentor, mentee, action and support." in [caption.value for caption in app.caption]


def test_form_takes_towns_and_actions_from_their_lists_alone(open_page):
    app = open_page(FILE, {"task": "Add one"}, who="Ana")
    assert [
        app.selectbox(key=f"new-0-{field}").proto.accept_new_options for field in ("mentor", "mentee", "action")
    ] == [False] * 3


def test_place_outside_connecticut_is_typed_and_a_misspelled_town_is_one_click(open_page):
    app = open_page(FILE, {"task": "Add one"}, who="Ana")
    app.text_input(key="new-0-mentor-outside").set_value("Northampton, MA").run()
    assert not any("Mentor:" in text for text in said(app))
    app.text_input(key="new-0-mentee-outside").set_value("Simsbry").run()
    assert any("Mentee:" in text for text in said(app))
    press(app, "Did you mean Simsbury?")
    assert (app.selectbox(key="new-0-mentee").value, app.text_input(key="new-0-mentee-outside").value) == (
        "Simsbury",
        "",
    )
    assert not any("Mentee:" in text for text in said(app))


def test_the_sample_can_be_looked_at_again_and_the_records_stay(open_page):
    open_store().import_records(records(record()), "Ben")
    app = open_page(FILE, {"task": "Take out"})
    press(app, "Look at the sample")
    assert "These mentorships are fictional." in said(app)
    press(app, "Back to our records")
    assert "These mentorships are fictional." not in said(app)
    assert len(open_store().records()) == 1


def test_one_task_is_drawn_at_a_time(open_page):
    assert not open_page(FILE, {"task": "Add one"}).get("file_uploader")
    assert open_page(FILE).text_input(key="search")


def rows_to_save(app):
    app.get("file_uploader")[0].set_value([("mine.csv", to_csv(records(record(notes="mine"))), "text/csv")]).run()
    return app


def change_it(**cells):
    store = open_store()
    row = store.records().iloc[[0]].assign(**cells)
    store.edit(row, store.version(), "Ben")


@pytest.mark.parametrize(("choice", "kept"), [("Keep ours: theirs", "theirs"), ("Take the sheet's: mine", "mine")])
def test_change_between_the_plan_and_the_click_is_told_and_then_asked(open_page, choice, kept):
    open_store().import_records(records(record()), "Ben")
    app = rows_to_save(open_page(FILE, {"task": "Bring in a sheet"}, who="Ana"))
    change_it(notes="theirs")
    press(app, "Save the records")
    assert open_store().records()["notes"].tolist() == ["theirs"]
    assert "notes is now theirs" in app.warning[0].value
    asked = next(radio for radio in app.radio if "Hartford" in radio.label)
    assert (asked.value, asked.options) == ("Keep ours: theirs", ["Keep ours: theirs", "Take the sheet's: mine"])
    asked.set_value(choice).run()
    press(app, "Save the records")
    assert open_store().records()["notes"].tolist() == [kept]
    assert not app.warning


def test_header_of_a_sheet_is_text_in_its_label(open_page):
    app = open_page(FILE, {"task": "Bring in a sheet"}, who="Ana")
    content = SHEET.replace(b"Type of help", b"![x](http://example.org/a.png)")
    app.get("file_uploader")[0].set_value([("sheet.csv", content, "text/csv")]).run()
    labels = [box.label for box in app.selectbox if "example" in box.label]
    assert labels == ["x http //\u2060example.org/a.png"]
    assert next(text.value for text in app.markdown if "example" in text.value).startswith("\\!\\[x\\]\\(")


def open_record(open_page, name):
    return open_page(FILE, who="Ana", **{"records-picked": _Picked(name=name)})


def notes(app):
    return next(area for area in app.text_area if area.label == "Notes")


@pytest.fixture
def two(open_page):
    """The first of two records is open, edited, and was changed by Ben meanwhile."""
    open_store().import_records(records(record(), record(mentee="Bolton", started="2024-06-01")), "Ben")
    name = open_store().records()["record_id"].iloc[0]
    app = open_record(open_page, name)
    notes(app).set_value("mine").run()
    change_it(notes="theirs")
    return app


def test_record_changed_meanwhile_is_a_conflict_and_mine_can_be_saved(two):
    press(two, "Save")
    assert "notes is now theirs" in two.warning[0].value
    press(two, "Save mine anyway")
    assert open_store().records()["notes"].iloc[0] == "mine"


def test_while_a_conflict_is_open_nothing_else_offers_to_save(two):
    press(two, "Save")
    labels = {button.label for button in two.button}
    assert labels >= {"Save mine anyway", "Keep what is there now"}
    assert not labels & {"Save", "Take it off"}


def test_what_only_the_other_changed_joins_by_itself_and_is_told(two):
    notes(two).set_value("").run()
    next(box for box in two.text_input if box.label == "Evidence").set_value("minutes").run()
    press(two, "Save")
    assert not two.warning
    assert open_store().records()[["notes", "evidence"]].iloc[0].tolist() == ["theirs", "minutes"]
    assert "Notes, which somebody else changed meanwhile, stays so." in two.success[0].value.replace("\\", "")


def test_mine_saved_after_a_conflict_leaves_what_only_the_other_changed(two):
    change_it(evidence="minutes")
    press(two, "Save")
    press(two, "Save mine anyway")
    assert open_store().records()[["notes", "evidence"]].iloc[0].tolist() == ["mine", "minutes"]


def test_keeping_theirs_shows_it_and_the_next_save_is_none_of_a_conflict(two):
    press(two, "Save")
    press(two, "Keep what is there now")
    assert notes(two).value == "theirs"
    notes(two).set_value("theirs and mine").run()
    press(two, "Save")
    assert not two.warning
    assert open_store().records()["notes"].iloc[0] == "theirs and mine"


def test_conflict_of_taking_off_takes_off(two):
    press(two, "Take it off")
    assert not any(button.label == "Save mine anyway" for button in two.button)
    press(two, "Take it off anyway")
    assert len(open_store().records()) == 1


def test_conflict_of_one_record_is_not_shown_under_another(two):
    press(two, "Save")
    assert two.warning
    other = open_store().records()["record_id"].iloc[1]
    two.session_state["changing"] = "another"
    two.session_state["records-picked"] = _Picked(name=other)
    two.run()
    assert not two.warning


def test_selected_record_that_others_took_off_is_said_and_no_other_is_shown(two):
    store = open_store()
    store.remove([store.records()["record_id"].iloc[0]], store.version(), "Ben")
    two.run()
    assert not two.exception
    assert "was taken off the list meanwhile" in two.warning[0].value
    assert not two.text_area


def test_damaged_database_is_one_line(open_page, tmp_path, monkeypatch):
    (tmp_path / "broken.db").write_bytes(b"this is no database, whatever its name may say. " * 99)
    monkeypatch.setenv("SCT_DASH_DATABASE_URL", f"sqlite:///{tmp_path}/broken.db")
    for state in ({}, {"sample_shown": True}):
        app = open_page(FILE, **state)
        assert not app.exception
        assert len(app.error) == 1
        assert "cannot be reached" in app.error[0].value


def test_day_is_the_one_in_connecticut(monkeypatch):
    class Late(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 3, 2, 3, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Late)
    assert clock.today() == date(2026, 3, 1)


def test_the_official_list_of_a_year_gives_its_titles(open_page):
    from sct_dash import actions

    app = open_page(FILE, {"task": "Bring in a sheet"}, who="Ana")
    content = b"programme_year,action,title\n2026,3.12,Pollinators First\n"
    app.get("file_uploader")[1].set_value([("list.csv", content, "text/csv")]).run()
    try:
        press(app, "Use this list")
        assert [success.value for success in app.success] == ["1 action of the official list of 2026 in use now."]
        assert actions.title("3.12", 2026) == "Pollinators First"
        app.run()
        press(app, "Back to the shipped list for 2026")
        assert actions.title("3.12", 2026) == "Enhance Pollinator Pathways"
        (facts.LOCAL / actions.OFFICIAL).write_text("programme_year,action,title\n2026,3.12,Pollinators First\n")
        actions.forget()
        app.run()
        (facts.LOCAL / actions.OFFICIAL).write_text("damaged meanwhile")
        press(app, "Back to the shipped list for 2026")
        assert [error.value.replace("\\", "") for error in app.error] == [
            "actions.csv: its first row must be programme_year, action, title."
        ]
    finally:
        actions.forget()


def bring(open_page, content, name="sheet.csv", who="Ana"):
    """The page with a file dropped in."""
    app = open_page(FILE, {"task": "Bring in a sheet"}, who=who)
    app.get("file_uploader")[0].set_value([(name, content, "text/csv")]).run()
    assert not app.exception
    return app


NO_ACTION = b"""Mentor,Mentee,Stuff,Type of help,Date started,Done?,Adopted when
Simsbury,Avon,3.12,staff time,2024-05-01,Y,2025-03-01
Glastonbury,Bolton,3.2,staff time,2024-05-06,N,
Glastonbury,Vernon,3.3,staff time,2024-05-06,Y,2025-04-01
"""


def test_needed_column_that_is_missing_is_asked_for_before_anything_else_and_one_click_reads_it(open_page):
    app = bring(open_page, NO_ACTION)
    texts = said(app)
    assert "#### Which column is the action?" in texts
    assert not any("to look at**" in text for text in texts[1:] if "rows =" not in text)
    assert not any(text.startswith("Not read") for text in texts)
    assert "3 rows wait for the column that is asked about above." in [one.value for one in app.caption]
    press(app, "Stuff: 3.12, 3.2")
    assert "3 rows = 3 accepted" in small_print(app)
    press(app, "Save the records")
    assert open_store().records()["implemented_on"].notna().sum() == 2


def test_of_two_silent_columns_of_towns_one_click_says_which_is_the_mentor(open_page):
    app = bring(open_page, NO_ACTION.replace(b"Mentor,Mentee,Stuff", b"A,B,Action"))
    assert not any("rows =" in text for text in said(app))
    press(app, "B: Avon, Bolton")
    press(app, "Save the records")
    assert set(open_store().records()["mentee"]) == {"Simsbury", "Glastonbury"}


def test_optional_column_is_asked_about_second_and_can_be_left_out(open_page):
    content = SHEET.replace(b"Completed on", b"D2").replace(b"Glastonberry", b"Glastonbury")
    app = bring(open_page, content)
    assert "**What does this column say?**" in said(app)
    press(app, "Leave it out")
    assert "**What does this column say?**" not in said(app)


def test_rows_set_aside_are_counted_apart_and_brought_back(sheet):
    press(sheet, "Set all 2 rows aside")
    assert "4 rows = 1 accepted + 1 to look at + 2 set aside" in small_print(sheet)
    press(sheet, "Bring it back")
    assert "4 rows = 1 accepted + 2 to look at + 1 set aside" in small_print(sheet)


def test_correction_is_undone_by_one_click(sheet):
    press(sheet, "Glastonbury")
    press(sheet, "Undo")
    assert "4 rows = 1 accepted + 3 to look at" in small_print(sheet)


def test_years_of_two_digits_are_settled_for_a_column_by_one_click(open_page):
    rows = SHEET.replace(b"2024-", b"6/").replace(b"-01,", b"/24,").replace(b"-06,", b"/24,")
    app = bring(open_page, rows.replace(b"Glastonberry", b"Glastonbury"))
    assert any("does 24 mean 2024?" in text for text in said(app))
    press(app, "Yes, in all 4 cells")
    assert not any("does 24 mean 2024?" in text for text in said(app))


def test_fields_and_forms_of_support_are_said_in_words(open_page):
    rows = SHEET.replace(b"Glastonberry", b"Glastonbury")
    app = bring(open_page, rows.replace(b"Avon,3.12 Enhance Pollinator Pathways,staff time", b"Avon,3.12,site visit"))
    shown = [*said(app), *(button.label for button in app.button)]
    assert "Staff time" in shown
    assert not [text for text in shown if "staff_time" in text or "implemented_on" in text]


def test_problems_beyond_the_first_are_shown_by_one_click(open_page):
    rows = b"".join(b"Nowhere%d,Avon,3.12,staff time,2024-05-01,\n" % number for number in range(20))
    app = bring(open_page, SHEET.splitlines(keepends=True)[0] + rows)
    assert sum("no Connecticut town" in text for text in said(app)) == 12
    press(app, "Show all 20")
    assert sum("no Connecticut town" in text for text in said(app)) == 20


def test_sheet_stays_at_hand_while_another_task_is_opened_and_can_be_put_away(sheet):
    press(sheet, "Glastonbury")
    sheet.session_state["task"] = "What changed"
    sheet.run()
    assert not any("rows =" in text for text in said(sheet))
    sheet.session_state["task"] = "Bring in a sheet"
    sheet.run()
    assert "4 rows = 3 accepted + 1 to look at" in small_print(sheet)
    press(sheet, "Close without saving")
    assert not any("rows =" in text for text in said(sheet))


def test_document_is_refused_in_our_own_line_and_a_sheet_can_follow(open_page):
    app = bring(open_page, b"PK", "agenda.docx")
    assert [error.value.replace("\\", "") for error in app.error] == [
        "agenda.docx: is a document, not a spreadsheet; copy its table into a spreadsheet and bring that in."
    ]
    app.get("file_uploader")[0].set_value([("sheet.csv", SHEET, "text/csv")]).run()
    assert not app.error


def test_next_months_sheet_is_corrected_as_last_time_and_tells_what_it_lost(open_page):
    app = bring(open_page, SHEET)
    press(app, "Glastonbury")
    press(app, "Set aside")
    press(app, "Save the records")
    later = SHEET.replace(b"Glastonberry,Bolton,3.2,staff time,2024-05-06,2025-01-01\n", b"")
    app = bring(open_page, later, "june.csv")
    assert "3 rows = 2 accepted + 1 set aside" in small_print(app)
    assert any(box.label.startswith("Corrected as last time: 1") for box in app.expander)
    assert "**No longer in this sheet: 1**" in said(app)
    assert len(open_store().records()) == 3
    app.checkbox[0].check().run()
    press(app, "Save the records")
    assert open_store().records()["mentee"].tolist() == ["Avon", "Vernon"]


def test_correction_of_last_time_is_asked_about_again_by_one_click(open_page):
    app = bring(open_page, SHEET)
    press(app, "Glastonbury")
    press(app, "Save the records")
    app = bring(open_page, SHEET, "june.csv")
    assert "4 rows = 3 accepted + 1 to look at" in small_print(app)
    press(app, "Ask again")
    assert "4 rows = 1 accepted + 3 to look at" in small_print(app)


MINE = b"""Mentor,Mentee,Action,Type of help,Date started,Remarks
Simsbury,Avon,3.12,staff time,2024-05-01,first call
Simsbury,Canton,3.12,staff time,2024-05-01,
Simsbury,Granby,3.12,staff time,2024-05-01,
"""


def test_next_months_sheet_keeps_what_was_edited_here_and_shows_it(open_page):
    press(bring(open_page, MINE), "Save the records")
    store = open_store()
    store.edit(store.records().query("mentee == 'Avon'").assign(notes="second call"), store.version(), "Ben")
    app = bring(open_page, MINE.replace(b"Granby,3.12,staff time,2024-05-01,", b"Granby,3.12,staff time,2024-05-01,x"))
    assert "**Saving brings 0 new records, changes 1 and leaves 2 as they are.**" in said(app)
    assert any(box.label == "Edited here and unchanged in the sheet: 1 field stays" for box in app.expander)
    press(app, "Save the records")
    assert open_store().records().set_index("mentee")["notes"].to_dict() == {
        "Avon": "second call", "Canton": "", "Granby": "x",
    }  # fmt: skip


@pytest.mark.parametrize(("ticked", "count"), [(True, 3), (False, 4)])
def test_row_corrected_in_one_field_is_ticked_to_be_a_change(open_page, ticked, count):
    press(bring(open_page, MINE), "Save the records")
    app = bring(open_page, MINE.replace(b"Avon,3.12,staff time,2024-05-01", b"Avon,3.12,staff time,2024-05-14"))
    (asked,) = app.checkbox
    assert asked.value is True
    assert asked.label.replace("\\", "") == (
        "This looks like Simsbury's mentorship of Avon on 3.12, with another start "
        "(May 14, 2024 instead of May 1, 2024): change it?"
    )
    if not ticked:
        asked.uncheck().run()
    assert ("**No longer in this sheet: 1**" in said(app)) is not ticked
    press(app, "Save the records")
    assert len(open_store().records()) == count


def test_decision_that_changes_no_record_is_kept_for_the_next_sheet_by_one_click(open_page):
    press(bring(open_page, SHEET), "Save the records")
    app = bring(open_page, SHEET, "again.csv")
    assert next(button for button in app.button if button.label == "Save the records").disabled
    press(app, "Set all 2 rows aside")
    assert not [button for button in app.button if button.label == "Save the records"]
    press(app, "Keep what was decided")
    assert [told.value for told in app.success] == [
        "What you decided is kept for the next sheet like this. No record changed."
    ]
    assert not [button for button in app.button if button.label == "Keep what was decided"]
    assert [one.rows for one in open_store().left_open()] == [1]
    assert len(open_store().records()) == 1
    app = bring(open_page, SHEET, "june.csv")
    assert "4 rows = 1 accepted + 1 to look at + 2 set aside" in small_print(app)


def test_total_and_note_stay_out_and_one_click_has_a_row_read_after_all(open_page):
    app = bring(open_page, SHEET + b"Total,12,,,,\nNote: ask Bob,,,,,\n")
    assert "6 rows = 1 accepted + 3 to look at + 2 that are no records" in small_print(app)
    assert "2 rows are no records: a total and a note" in {fold.label for fold in app.expander}
    app.button(key="back-6").click().run()
    assert "6 rows = 1 accepted + 4 to look at + 1 that is no record" in small_print(app)


def test_note_that_may_name_a_town_is_read_by_one_click(open_page):
    app = bring(open_page, SHEET.splitlines(keepends=True)[0] + b"Simsbury and Avon: soon,,,,,\n")
    assert "**Row 2:** 'Simsbury and Avon: soon' looks like a note and may be a record." in said(app)
    press(app, "It is a record")
    assert any("seems to name Simsbury and Avon" in text for text in said(app))


ODDS = b"""Mentor Town,Helped town,SCT action #,Type of help,Date started,Write-up by mentor
Avon,Canton,3.12,staff time,2024-05-01,Y
Avon,Canton,3.12,staff time,2024-05-01,N
Avon,Canton,3.12,staff time,2024-05-01,N
"""


def test_rows_at_odds_are_one_question_with_a_button_for_each_answer(open_page):
    app = bring(open_page, ODDS, who="Ana")
    labels = [button.label for button in app.button if button.label.startswith(("Row", "Yes", "No"))]
    assert labels == ["Row 2\\: Yes", "Rows 3 and 4\\: No"]
    assert any("Rows 2, 3 and 4 are one mentorship and differ in Write-up by mentor." in text for text in said(app))
    press(app, "Rows 3 and 4: No")
    assert "3 rows = 1 accepted + 2 merged" in small_print(app)
    press(app, "Save the records")
    assert open_store().records()["mentor_documented"].tolist() == [False]


def test_date_that_is_typed_for_rows_at_odds_settles_them(open_page):
    app = bring(open_page, SHEET + SHEET.splitlines(keepends=True)[1].replace(b"2025-03-01", b"2025-04-01"))
    box = next(box for box in app.text_input if box.placeholder == "month/day/year")
    box.set_value("7/15/2025").run()
    assert not any("same mentorship" in text for text in said(app))
    assert "5 rows = 1 accepted + 1 merged + 3 to look at" in small_print(app)


def test_what_may_cost_points_stands_open_before_save_and_first_with_the_column_that_may_say_it(open_page):
    told = "No column says when an action was implemented, so no row earns points."
    app = bring(open_page, SHEET.replace(b"Completed on", b"Colour"))
    assert told not in " ".join(said(app))
    assert "Without the day on which an action was implemented no row earns points." in [c.value for c in app.caption]
    press(app, "Leave it out")
    assert told in " ".join(said(app))


def test_years_of_two_digits_that_were_one_question_are_one_answer_and_one_undo(open_page):
    content = SHEET.replace(b"2024-05-06", b"5/6/24").replace(b"2024-07-01", b"7/1/24")
    app = bring(open_page, content.replace(b"Glastonberry", b"Glastonbury"))
    press(app, "Yes, in all 3 cells")
    assert "Corrected by you: 1" in {fold.label for fold in app.expander}
    told = "3 rows (3, 4 and 5), started: 3 cells, such as 5/6/24 is now May 6, 2024"
    assert told in [text.replace("\\", "") for text in said(app)]
    press(app, "Undo")
    assert "Yes, in all 3 cells" in {button.label for button in app.button}


def test_cell_of_which_a_part_is_no_form_of_support_is_shown_whole(open_page):
    app = bring(open_page, SHEET.replace(b"2.3,staff time", b"2.3,webinar / coffee"))
    assert any("'webinar / coffee': 'coffee' is not a form of support." in text for text in said(app))


def test_empty_cell_asks_for_the_town_and_the_action_and_not_for_another(open_page):
    hints = {box.placeholder for box in bring(open_page, SHEET.replace(b"Mystic,Ledyard,2.3", b"Groton,,")).selectbox}
    assert {"The town", "The action"} <= hints


def test_two_equal_rows_that_look_like_totals_are_read_by_one_click(open_page):
    app = bring(open_page, SHEET + b"Total,Avonn,,,,\nTotal,Avonn,,,,\n")
    press(app, "It is a record")
    assert not app.exception
    assert "6 rows = 1 accepted + 5 to look at" in small_print(app)
    assert not any("looks like a total" in text for text in said(app))


def test_two_questions_about_one_cell_stand_together(open_page, monkeypatch):
    monkeypatch.setattr("sct_dash.clock.today", lambda: date(2026, 11, 22))
    app = bring(open_page, SHEET.replace(b"2024-07-01,2025-07-01", b"2027-06-01,2027-02-01"))
    assert not app.exception
    assert len([text for text in said(app) if "Completed on, F5:" in text]) == 2


def test_town_for_an_organization_is_one_choice_and_the_organization_is_a_partner(open_page):
    app = bring(open_page, SHEET.replace(b"Mystic", b"CRCOG"), who="Ana")
    next(box for box in app.selectbox if box.placeholder == "The town").select("Bolton").run()
    press(app, "Save the records")
    kept = open_store().records().set_index("mentor")["partners"]
    assert kept["Bolton"] == "CRCOG"


def test_sheet_whose_rows_are_all_set_aside_is_kept_too_and_needs_no_name(open_page):
    content = SHEET.splitlines(keepends=True)[0] + b"Simsbury and Avon: soon,,,,,\n"
    app = bring(open_page, content, who="")
    press(app, "Set aside")
    press(app, "Keep what was decided")
    assert not any("rows =" in text or "row =" in text for text in small_print(app))
    assert open_store().is_empty()
    again = bring(open_page, content, "june.csv")
    assert "1 row = 0 accepted + 1 set aside" in small_print(again)


def test_what_columns_mean_is_kept_though_no_record_changes(open_page):
    app = bring(open_page, NO_ACTION)
    press(app, "Stuff: 3.12, 3.2")
    press(app, "Save the records")
    app = bring(open_page, NO_ACTION, "june.csv")
    app.selectbox(key="column-6-implemented_on").select("").run()
    assert not app.exception
    press(app, "Keep what was decided")
    app = bring(open_page, NO_ACTION, "july.csv")
    assert app.selectbox(key="column-6-").value == ""


def test_decision_that_leaves_the_store_as_it_is_needs_no_name(open_page):
    sheet = b"Mentor,Mentee,Action,Type of help,Date started,Remarks\nSimsbury,Avon,3.12,staff time,2024-05-01,a call\n"
    press(bring(open_page, sheet), "Save the records")
    app = bring(open_page, sheet, "june.csv", who="")
    app.selectbox(key="column-5-notes").select("").run()
    assert not [box for box in app.text_input if box.label == "Your name"]
    press(app, "Keep what was decided")
    assert len(open_store().history()) == 1


def test_columns_and_decisions_that_were_saved_with_the_records_are_not_offered_once_more(open_page):
    app = bring(open_page, NO_ACTION.replace(b"Glastonbury,Vernon", b"Mystic,Vernon"))
    press(app, "Stuff: 3.12, 3.2")
    press(app, "Save the records")
    assert "3 rows = 2 accepted + 1 to look at" in small_print(app)
    assert not [button for button in app.button if button.label == "Keep what was decided"]


JUNE = MINE.replace(b"Simsbury,Granby,3.12,staff time,2024-05-01,\n", b"")


def test_record_no_longer_in_the_sheet_that_a_colleague_edited_meanwhile_is_not_taken_off_unseen(open_page):
    press(bring(open_page, MINE), "Save the records")
    app = bring(open_page, JUNE)
    app.checkbox[0].check().run()
    store = open_store()
    store.edit(store.records().query("mentee == 'Granby'").assign(notes="call Cy"), store.version(), "Ben")
    press(app, "Save the records")
    assert len(open_store().records()) == 3
    assert any("Ben" in warning.value for warning in app.warning)
    assert app.dataframe[-1].value[["Field", "As it is now"]].to_numpy().tolist() == [["notes", "call Cy"]]
    press(app, "Keep what is there now")
    assert "**No longer in this sheet: 1**" in said(app)
    assert not app.checkbox[0].value
    app.checkbox[0].check().run()
    press(app, "Save the records")
    assert sorted(open_store().records()["mentee"]) == ["Avon", "Canton"]


WITH_IDS = b"""Mentorship ID,Mentor,Mentee,Action,Type of help,Date started
M-1,Simsbury,Avon,3.12,staff time,2024-05-01
M-2,Simsbury,Granby,3.12,staff time,2024-05-01
M-3,Simsbury,Canton,3.12,staff time,2024-05-01
M-4,Simsbury,Lyme,3.12,staff time,2024-05-01
"""


def test_row_that_became_what_a_record_is_that_the_sheet_lost_is_saved_once_that_is_ticked(open_page):
    press(bring(open_page, WITH_IDS), "Save the records")
    assert sorted(open_store().records()["record_id"]) == ["M-1", "M-2", "M-3", "M-4"]
    store = open_store()
    store.remove(["M-3"], store.version(), "Ben")  # so that saving is planned again, with that row left out
    june = WITH_IDS.replace(b"M-2,Simsbury,Granby,3.12,staff time,2024-05-01\n", b"").replace(b"Avon", b"Granby")
    app = bring(open_page, june)
    assert any(text.startswith("**Saving brings 0 new records, changes 1 and leaves 1") for text in said(app))
    assert "**No longer in this sheet: 1**" in said(app)
    press(app, "Save the records")
    (refused,) = app.error
    assert "mentorship of Granby on 3.12 would stand there twice, as M\\-1 and as M\\-2" in refused.value
    app.checkbox[-1].check().run()
    press(app, "Save the records")
    assert done(app) == "Saved: 1 changed and 1 unchanged. 1 record taken off the list."
    assert store.records()[["record_id", "mentee"]].to_numpy().tolist() == [["M-1", "Granby"], ["M-4", "Lyme"]]


def test_saving_with_records_that_the_sheet_lost_is_one_step_and_one_undo(open_page):
    press(bring(open_page, MINE), "Save the records")
    app = bring(open_page, JUNE.replace(b"Avon,3.12,staff time", b"Avon,3.12,presentation"))
    app.checkbox[0].check().run()
    press(app, "Save the records")
    assert done(app) == "Saved: 1 changed and 1 unchanged. 1 record taken off the list."
    last, first = open_store().history()
    assert (last.kind, last.added, last.changed, last.removed) == ("import", 0, 1, 1)
    assert first.kind == "import"
    press(app, "Undo")
    assert [(step.kind, step.undoes) for step in open_store().history()][:2] == [("undo", 2), ("import", None)]
    assert sorted(open_store().records()["mentee"]) == ["Avon", "Canton", "Granby"]
    assert set(open_store().records()["support"]) == {"staff_time"}


def test_records_that_are_ticked_go_or_stay_with_the_whole_saving(open_page):
    press(bring(open_page, MINE), "Save the records")
    app = bring(open_page, JUNE.replace(b"Avon,3.12,staff time", b"Avon,3.12,presentation"))
    app.checkbox[0].check().run()
    store = open_store()
    store.edit(store.records().query("mentee == 'Granby'").assign(notes="call Cy"), store.version(), "Ben")
    press(app, "Save the records")
    assert set(open_store().records()["support"]) == {"staff_time"}
    assert not [button for button in app.button if button.label == "Save the records"]
    press(app, "Save and take it off anyway")
    assert sorted(open_store().records()["support"]) == ["presentation", "staff_time"]
    assert [step.kind for step in open_store().history()] == ["import", "edit", "import"]


def test_record_edited_meanwhile_is_taken_off_when_the_person_says_so(open_page):
    press(bring(open_page, MINE), "Save the records")
    app = bring(open_page, JUNE)
    app.checkbox[0].check().run()
    store = open_store()
    store.edit(store.records().query("mentee == 'Granby'").assign(notes="call Cy"), store.version(), "Ben")
    press(app, "Save the records")
    press(app, "Save and take it off anyway")
    assert sorted(open_store().records()["mentee"]) == ["Avon", "Canton"]


def test_what_a_third_person_changed_before_the_choice_is_told_too(open_page):
    press(bring(open_page, MINE), "Save the records")
    app = bring(open_page, JUNE.replace(b"first call", b"second call"))
    app.checkbox[0].check().run()
    store = open_store()
    store.edit(store.records().query("mentee == 'Granby'").assign(notes="call Dee"), store.version(), "Ben")
    press(app, "Save the records")
    store.edit(store.records().query("mentee == 'Avon'").assign(notes="call Ed"), store.version(), "Cy")
    press(app, "Save and take it off anyway")
    assert [step.by for step in store.history()] == ["Cy", "Ben", "Ana"]
    assert any("changed by Cy" in warning.value for warning in app.warning)


@pytest.mark.parametrize(("ticked", "mentees"), [(False, ["Avon", "Canton"]), (True, ["Avon", "Canton", "Granby"])])
def test_record_taken_off_by_hand_comes_back_with_the_next_sheet_only_when_it_is_ticked(open_page, ticked, mentees):
    press(bring(open_page, MINE), "Save the records")
    store = open_store()
    name = store.records().set_index("mentee").loc["Granby", "record_id"]
    store.remove([name], store.version(), "Ben")
    app = bring(open_page, MINE.replace(b"first call", b"second call"), "june.csv")
    (asked,) = app.checkbox
    today = f"{clock.today():%B} {clock.today().day}, {clock.today().year}"
    assert asked.label.replace("\\", "") == (
        f"Simsbury's mentorship of Granby on 3.12 was taken off the list by Ben on {today}: bring it back?"
    )
    sums = "**Saving brings 0 new records, changes 1 and leaves 1 as it is."
    assert f"{sums} 1 row taken off the list before stays off.**" in said(app)
    if ticked:
        asked.check().run()
        assert "**Saving brings 1 new record, changes 1 and leaves 1 as it is.**" in said(app)
    press(app, "Save the records")
    assert sorted(open_store().records()["mentee"]) == mentees


def test_steps_are_told_apart_and_undo_is_offered_only_where_it_is_not_refused(open_page):
    open_store().import_records(records(record()), "Ben")
    change_it(notes="x")
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    assert [button.key for button in app.button if button.label == "Undo"] == ["undo-2"]
    assert "Undo step 2 first: it builds on this one." in [text.value.replace("\\", "") for text in app.caption]
    assert any("Hartford's mentorship of Simsbury on 3.12: 1 changed" in text for text in said(app))


def test_refusal_of_an_undo_stands_beside_its_step(open_page):
    store = open_store()
    store.import_records(records(record()), "Ben")
    change_it(mentee="Bolton")
    store.import_records(records(record(record_id="R3")), "Ben")
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    app.button(key="undo-2").click().run()
    assert "would stand there twice" in app.error[0].value
    steps = [column for column in app.columns if any("Ben edited" in text.value for text in column.markdown)]
    assert [len(column.error) for column in steps] == [1]


def test_what_the_last_import_changed_is_told_with_all_since(open_page):
    open_store().import_records(records(record()), "Ben")
    change_it(notes="x")
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    app.toggle(key="since_import").set_value(True).run()
    assert any(text.startswith("**1 change by Ben's import on ") for text in said(app))
    assert any("was added by Ben" in text for text in said(app))


def test_sheet_is_put_away_when_all_of_it_was_saved_and_the_points_are_told(open_page):
    app = bring(open_page, SHEET.replace(b"Glastonberry", b"Glastonbury").replace(b"Mystic", b"Groton"))
    press(app, "Save the records")
    assert not any("rows =" in text for text in said(app))
    links = [link.proto.label.replace("\\", "") for link in app.get("page_link")]
    assert any(
        label.startswith("Connecticut's towns have earned") and label.endswith("See them now") for label in links
    )


def test_title_and_list_count_the_records_of_the_region_alike(open_page):
    open_store().import_records(
        records(record(), record(mentor="Groton", mentee="Ledyard"), record(mentor="Avon", mentee="Groton")), "Ben"
    )
    app = open_page(FILE, {"region": "SCCOG"})
    assert app.title[0].value == "2 of 3 records are about SCCOG's towns"
    assert "**2 records about SCCOG's towns**" in said(app)


def test_field_without_a_column_is_no_more_asked_for_when_its_rows_were_filled_in(open_page):
    app = bring(open_page, NO_ACTION.replace(b"Type of help", b"Phone").replace(b"staff time", b"860"))
    question = "#### Which column says how they helped?"
    assert question in said(app)
    assert "Staff time" not in {button.label for button in app.button}
    app.button(key="which-support-none").click().run()
    assert question not in said(app)
    press(app, "Staff time")
    assert not app.exception
    assert question not in said(app)


def test_problem_names_the_sheets_own_header_and_cell(open_page):
    app = bring(open_page, SHEET)
    assert any(text.startswith("**Mentor Town, 2 rows (A3 and A4):**") for text in said(app))
    assert any(text.startswith("A5 · ") for text in small_print(app))


def test_problem_says_which_help_it_is_about_and_holds_the_whole_row(open_page):
    app = bring(open_page, SHEET)
    (card,) = (caption for caption in app.caption if "Mystic" in caption.value)
    whole = "Mystic · Ledyard · 2.3 · staff time · 2024-07-01 · 2025-07-01"
    assert card.value == "A5 · Mystic → Ledyard, 2.3"
    assert card.proto.help.replace("\\", "") == whole


def test_problem_shows_the_notes_of_its_row_which_may_settle_it(open_page):
    header, first, *_ = SHEET.splitlines()
    content = header + b",Comments\n" + first.replace(b"3.12 Enhance Pollinator Pathways", b"99.3") + b",bees\n"
    captions = small_print(bring(open_page, content))
    assert "C2 · Town of Simsbury → Avon, 99.3 · bees" in captions


def test_year_of_two_digits_in_one_cell_is_asked_about_in_its_own_words(open_page):
    app = bring(open_page, SHEET.replace(b"2024-07-01", b"7/1/24").replace(b"Glastonberry", b"Glastonbury"))
    assert "**Date started, E5:** 7/1/24: does 24 mean 2024?" in said(app)


def test_cell_that_names_several_towns_becomes_a_row_for_each_by_one_click(open_page):
    app = bring(open_page, SHEET.replace(b"Mystic,Ledyard", b'Groton,"Ledyard, Bolton & Vernon"'))
    assert {"Only Bolton", "Make 3 rows"} <= {button.label for button in app.button}
    press(app, "Make 3 rows")
    assert "4 rows = 2 accepted + 2 to look at" in small_print(app)
    became = "1 row of the accepted became 3 records, one for each town or action."
    assert became in [caption.value for caption in app.caption]


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"mentor": "CRCOG"}, "CRCOG is a COG, not a town; it becomes a partner."),
        ({"mentor": "Darren"}, "'Darren' is no Connecticut town."),
        ({"mentor": "Northampton"}, "'Northampton' is no Connecticut town."),
        ({"mentor": "Mystic"}, "Mystic lies in Groton and Stonington."),
        ({"mentor": "Avon and Kent"}, "'Avon and Kent' names two towns."),
        ({"action": "5.8; 5.6"}, "'5.8; 5.6' names two actions."),
        ({"action": ""}, "**Action, C2:** This is empty."),
        ({"support": "phone calls"}, "**phone calls**"),
        ({"started": "2/30/2024"}, "**Start, E2:** '2/30/2024': there is no such day: February 2024 has 29 days."),
        ({"started": "1/1/2090"}, "**Start, E2:** January 1, 2090 lies far in the future; check the year."),
    ],
)
def test_problem_is_told_as_a_sentence_that_says_the_cell_once(open_page, cells, line):
    row = {"mentor": "Hartford", "mentee": "Bolton", "action": "3.2", "support": "staff", "started": "5/1/2024"} | cells
    app = bring(open_page, b"Mentor Town,Helped town,Action,Support,Start\n" + ",".join(row.values()).encode())
    assert line in said(app)


def test_counts_of_a_large_sheet_have_their_thousands_parted(open_page):
    rows = (f"Avon,Canton,3.12,staff time,2024-05-01,{number}\n" for number in range(1_200))
    app = bring(open_page, b"Mentor,Mentee,Action,Support,Started,Record ID\n" + "".join(rows).encode())
    assert "1,200 rows = 1 accepted + 1,199 to look at" in small_print(app)


def test_year_of_two_digits_in_one_cell_has_a_place_for_another_answer(open_page):
    app = bring(open_page, SHEET.replace(b"2024-07-01", b"7/1/24").replace(b"Glastonberry", b"Glastonbury"))
    box = next(box for box in app.text_input if box.placeholder == "month/day/year")
    assert [button.label for button in app.button].count("Set aside") == 1
    box.set_value("7/1/2023").run()
    assert not any("does 24 mean 2024?" in text for text in said(app))


def test_all_faults_of_a_row_stand_together_and_it_is_set_aside_once(open_page):
    app = bring(open_page, SHEET.replace(b"Mystic,Ledyard,2.3,staff time", b"Mystic,Ledyard,99.3,phone calls"))
    buttons = [button.label for button in app.button]
    assert not app.title[0].value.startswith("3 problems to look at")
    assert app.title[0].value.startswith("4 problems to look at; ")
    assert buttons.count("Set aside") == 1


CONTRADICTED = b"""Mentor,Mentee,Action,Support,Started,Done
Avon,Canton,3.12,staff time,2024-05-01,2025-03-01
Avon,Canton,3.12,webinar,2024-05-01,
"""


@pytest.mark.parametrize(("label", "support"), [("Row 2: Staff time", "staff_time"), ("Row 3: Webinar", "webinar")])
def test_of_two_rows_that_contradict_each_other_either_is_right_by_one_click(open_page, label, support):
    app = bring(open_page, CONTRADICTED)
    assert not any("staff_time" in text for text in said(app))
    press(app, label)
    assert "2 rows = 1 accepted + 1 merged" in small_print(app)
    press(app, "Save the records")
    assert open_store().records()["support"].tolist() == [support]


def test_answer_about_rows_at_odds_is_known_next_month_and_asked_about_again_by_one_click(open_page):
    app = bring(open_page, CONTRADICTED)
    press(app, "Row 3: Webinar")
    press(app, "Save the records")
    header, *rows = CONTRADICTED.splitlines(keepends=True)
    app = bring(open_page, b"".join([header, b"Kent,Bolton,3.2,staff time,2024-05-01,\n", *rows]), "june.csv")
    assert "3 rows = 2 accepted + 1 merged" in small_print(app)
    assert any(box.label == "Corrected as last time: 1" for box in app.expander)
    assert "Row 3, support: staff time is now webinar" in said(app)
    press(app, "Ask again")
    assert "3 rows = 2 accepted + 1 to look at" in small_print(app)
    press(app, "Row 3: Staff time")


def test_end_before_the_start_is_put_right_in_either(open_page):
    app = bring(open_page, b"".join(CONTRADICTED.splitlines(keepends=True)[:2]).replace(b"2025-03-01", b"2024-03-01"))
    next(box for box in app.text_input if box.placeholder == "Started instead").set_value("2/3/24").run()
    press(app, "Save the records")
    assert [day.date() for day in open_store().records()["started"]] == [date(2024, 2, 3)]


def test_lists_of_the_worklist_take_no_new_text_and_another_state_has_its_own_field(open_page):
    app = bring(open_page, SHEET)
    box = next(box for box in app.selectbox if box.placeholder == "Another town")
    assert not any(box.proto.accept_new_options for box in app.selectbox)
    box.select("Another state…").run()
    next(box for box in app.text_input if box.placeholder == "Northampton, MA").set_value("Northampton, MA").run()
    assert "4 rows = 3 accepted + 1 to look at" in small_print(app)


NUMBERED = b"""No.,Mentor,Mentee,Action,Support,Started,Contact
1,Avon,Canton,3.12,staff time,2024-05-01,Ann
2,Avon,Bolton,3.12,staff time,2024-05-01,Bob
"""


def test_column_that_is_not_read_is_kept_in_the_notes_by_one_click(open_page):
    app = bring(open_page, NUMBERED)
    assert [text for text in said(app) if text.startswith("Not read")] == ["Not read: *Contact: Ann, Bob*"]
    press(app, "Keep it in the notes")
    assert not any(text.startswith("Not read") for text in said(app))
    press(app, "Save the records")
    assert sorted(open_store().records()["notes"]) == ["Contact: Ann", "Contact: Bob"]


def test_unread_column_that_may_be_partners_is_read_as_them_by_one_click(open_page):
    app = bring(open_page, NUMBERED.replace(b"Contact", b"With whom else"))
    press(app, "They are partners")
    press(app, "Save the records")
    assert sorted(open_store().records()["partners"]) == ["Ann", "Bob"]
    assert not any(button.label == "They are partners" for button in bring(open_page, NUMBERED).button)


def test_what_was_assumed_is_changed_in_its_place_and_remembered(open_page):
    content = SHEET.replace(b"staff time,2024-05-01", b"staff time,Spring 2024")
    app = bring(open_page, content)
    line = "Row 2, started: 'Spring 2024' read as March 1, 2024, its first day"
    app.selectbox(key="change_assumed").select(line).run()
    next(box for box in app.text_input if box.key.startswith("change_assumed")).set_value("4/20/2024").run()
    assert not app.exception
    assert not [box for box in app.selectbox if box.key == "change_assumed"]
    press(app, "Save the records")
    assert [day.date() for day in open_store().records()["started"]] == [date(2024, 4, 20)]
    assert any(box.label == "Corrected as last time: 1" for box in bring(open_page, content).expander)


def test_row_like_another_is_set_aside_where_it_is_told(open_page):
    again = b"Town of Simsbury,Avon,3.12,staff time,2024-06-01,2025-03-01\n"
    app = bring(open_page, SHEET + again)
    line = next(one for one in app.selectbox(key="change_assumed").options if one.startswith("Row 6"))
    app.selectbox(key="change_assumed").select(line).run()
    press(app, "Set row 6 aside")
    assert "5 rows = 1 accepted + 3 to look at + 1 set aside" in small_print(app)
    assert any(text.startswith("Row 6:") for text in said(app))


def test_saving_says_what_stays_out_and_what_was_set_aside(sheet):
    press(sheet, "Set aside")
    saving = "**Saving brings 1 new record; 2 rows stay out until answered.**"
    assert any(text.startswith(saving) for text in said(sheet))
    press(sheet, "Save the records")
    assert "1 new. 2 rows stay out until answered. 1 row set aside." in sheet.success[0].value


def test_record_no_longer_in_the_sheet_is_asked_about_again_when_that_was_undone(open_page):
    press(bring(open_page, MINE), "Save the records")
    app = bring(open_page, JUNE)
    app.checkbox[0].check().run()
    press(app, "Save the records")
    assert sorted(open_store().records()["mentee"]) == ["Avon", "Canton"]
    open_store().undo(by="Ana")
    assert "**No longer in this sheet: 1**" in said(bring(open_page, JUNE))


def test_many_records_no_longer_in_the_sheet_are_drawn_step_by_step_and_ticks_stay(open_page):
    towns = [town for town in places.towns().index if town != "Avon"][:150]
    rows = [f"Avon,{town},3.12,staff time,2024-05-01\n".encode() for town in towns]
    header = b"Mentor town,Mentee,Action,Support,Started\n"
    press(bring(open_page, b"".join([header, *rows])), "Save the records")
    app = bring(open_page, b"".join([header, *rows[71:]]), "june.csv")
    assert "**No longer in this sheet: 71**" in said(app)
    assert len(app.checkbox) == 20
    app.checkbox[3].check().run()
    press(app, "Tick those in sight")
    assert [box.value for box in app.checkbox] == [True] * 20
    for box in [*app.checkbox[:3], *app.checkbox[4:]]:
        box.uncheck()
    press(app, "Show all 71")
    assert (len(app.checkbox), [place for place, box in enumerate(app.checkbox) if box.value]) == (71, [3])
    app.checkbox[60].check().run()
    assert not any(button.label.startswith("Show") for button in app.button)
    press(app, "Save the records")
    assert len(open_store().records()) == 148


def test_record_no_longer_in_the_sheet_that_a_colleague_takes_off_meanwhile_is_not_shown_any_more(open_page):
    lost = b"Simsbury,Kent,3.12,staff time,2024-05-01,\nSimsbury,Lyme,3.12,staff time,2024-05-01,\n"
    press(bring(open_page, MINE + lost), "Save the records")
    app = bring(open_page, MINE, "june.csv")
    assert [box.label.split(" on ")[0] for box in app.checkbox] == ["Simsbury mentors Kent", "Simsbury mentors Lyme"]
    store = open_store()
    store.remove(store.records().query("mentee == 'Kent'")["record_id"].tolist(), store.version(), "Ben")
    app.run()
    assert "**No longer in this sheet: 1**" in said(app)
    assert [box.label.split(" on ")[0] for box in app.checkbox] == ["Simsbury mentors Lyme"]


def test_all_records_no_longer_in_the_sheet_are_ticked_by_one_click_and_taken_off_in_one_step(open_page):
    more = b"".join(b"Simsbury,%s,3.12,staff time,2024-05-01,\n" % town for town in (b"Kent", b"Lyme", b"Salem"))
    press(bring(open_page, MINE + more), "Save the records")
    app = bring(open_page, MINE, "june.csv")
    assert "**No longer in this sheet: 3**" in said(app)
    press(app, "Tick all")
    assert "Tick all" not in [button.label for button in app.button]
    press(app, "Save the records")
    assert sorted(open_store().records()["mentee"]) == ["Avon", "Canton", "Granby"]
    assert (len(open_store().history()), open_store().history()[0].removed) == (2, 3)
