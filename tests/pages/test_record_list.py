"""The list of records: what a search finds, what stays in sight, who saves, and the way back beside what was saved."""

from datetime import date

import pandas as pd
import pytest
from builders import record, records

from sct_dash import clock, words
from sct_dash.records import source as sources
from sct_dash.records.store import open_store
from sct_dash.ui.tables import _Picked

FILE = "pages/records.py"
ROWS = records(
    record(record_id="R1", mentor="Avon", mentee="Glastonbury", action="3.12"),
    record(record_id="R2", mentor="Glastonbury", mentee="Avon", action="5.8"),
    record(record_id="R3", mentor="Essex", mentee="Lyme", action="3.12"),
)


@pytest.fixture
def store():
    """A store with the three records, brought in by Ben."""
    kept = open_store()
    kept.import_records(ROWS, "Ben")
    return kept


def said(app):
    return [text.value.replace("\\", "") for text in (*app.markdown, *app.caption, *app.success, *app.error)]


def listed(app):
    return [(row["mentor"], row["mentee"], row["action"]) for _, row in app.dataframe[0].value.iterrows()]


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def at_record(open_page, name, link=None, **state):
    return open_page(FILE, link, **{"records-picked": _Picked(name=name)}, **state)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("text", "number"), [("Avon Glastonbury", 2), ("pollin", 2), ("POLLINATOR essex", 1), ("x", 1)]
)
def test_search_finds_records_by_every_word_of_it(open_page, text, number):
    app = open_page(FILE, search=text)
    assert f"**{words.count(number, 'record')}**" in said(app)
    assert len(listed(app)) == number


@pytest.mark.usefixtures("store")
def test_link_holds_what_the_list_was_asked_for(open_page):
    store = open_store()
    ended = ROWS.iloc[[1]].assign(last_active=pd.Timestamp("2025-01-01"))
    store.edit(ended, store.version(), "Ben")
    app = open_page(FILE, {"search": "Avon", "only": "Ended"})
    assert listed(app) == [("Glastonbury", "Avon", "5.8")]
    assert "**1 record**" in said(app)
    app = open_page(FILE, {"only": "Still active"})
    assert listed(app) == [("Avon", "Glastonbury", "3.12"), ("Essex", "Lyme", "3.12")]
    app = open_page(FILE, {"only": "Whatever", "seen_on": "2024-01-01"})
    assert "**0 records**, as they were on January 1, 2024" in said(app)


def test_records_of_the_store_can_be_changed_also_where_they_are_those_of_the_sample(open_page):
    assert "The sample is for looking only." in said(open_page(FILE))
    open_store().import_records(sources.sample().records, "Ben")
    app = open_page(FILE)
    assert "Select a row to see a record's history and to change it." in said(app)
    assert "As they were on" in [field.label for field in app.date_input]
    assert "The sample is for looking only." in said(open_page(FILE, sample_shown=True))


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("day", [None, clock.today()])
def test_another_region_has_its_own_records_also_of_the_past_and_in_a_search(open_page, day):
    app = open_page(FILE, {"region": "RiverCOG"} | ({"seen_on": day.isoformat()} if day else {}))
    assert listed(app) == [("Essex", "Lyme", "3.12")]
    app.selectbox(key="region").select("CRCOG").run()
    assert listed(app) == [("Avon", "Glastonbury", "3.12"), ("Glastonbury", "Avon", "5.8")]
    app.text_input(key="search").set_value("3.12").run()
    assert listed(app) == [("Avon", "Glastonbury", "3.12")]
    app.selectbox(key="region").select("RiverCOG").run()
    assert listed(app) == [("Essex", "Lyme", "3.12")]


@pytest.mark.usefixtures("store")
def test_kind_of_record_in_a_link_is_found_however_it_is_cased(open_page):
    app = open_page(FILE, {"only": "still ACTIVE"})
    assert (app.selectbox(key="only").value, len(app.toast)) == ("Still active", 0)


@pytest.mark.parametrize(
    ("task", "link", "why"),
    [
        ("The records", {"only": "Bogus"}, "kind of record was not used: 'Bogus' is not among those here."),
        ("The records", {"seen_on": "soon"}, "day to look back to was not used: 'soon' is no date such as 2026-11-01."),
        (
            "The records",
            {"seen_on": "2099-01-01"},
            "day to look back to was not used: January 1, 2099 is after {today}.",
        ),
        (
            "The records",
            {"seen_on": "1999-12-31"},
            "day to look back to was not used: December 31, 1999 is before January 1, 2000.",
        ),
        (
            "What changed",
            {"changed_since": "soon"},
            "day since which things changed was not used: 'soon' is no date such as 2026-11-01.",
        ),
        (
            "What changed",
            {"changed_since": "2099-01-01"},
            "day since which things changed was not used: January 1, 2099 is after {today}.",
        ),
    ],
)
@pytest.mark.usefixtures("store")
def test_link_that_asks_records_for_what_is_not_there_says_so(open_page, task, link, why):
    app = open_page(FILE, {"task": task} | link)
    toasts = [toast.value.replace("\\", "") for toast in app.toast]
    assert toasts == ["The link's " + why.format(today=words.day(clock.today()))]


@pytest.mark.usefixtures("store")
def test_link_that_looks_far_back_is_heeded(open_page):
    app = open_page(FILE, {"seen_on": "2005-01-01"})
    assert "**0 records**, as they were on January 1, 2005" in said(app)
    app = open_page(FILE, {"task": "What changed", "changed_since": "2005-01-01"})
    assert "**3 changes since January 1, 2005**" in said(app)
    assert not app.toast


def test_reason_that_is_told_is_kept_with_the_change(open_page, store):
    app = at_record(open_page, "R1", who="Ana")
    next(box for box in app.text_area if box.label == "Notes").set_value("a call")
    next(box for box in app.text_input if box.label == "Why").set_value("the mayor called").run()
    press(app, "Save")
    assert store.history_of("R1")[0].step.why == "the mayor called"
    assert next(box for box in app.text_input if box.label == "Why").value == ""


def test_what_is_wrong_with_a_field_stands_under_its_row(open_page):
    app = open_page(FILE, {"task": "Add one"}, who="Ana")
    app.text_input(key="new-0-mentor-outside").set_value("Glastonberry")
    app.date_input(key="new-0-started").set_value(date(2025, 5, 1))
    app.date_input(key="new-0-last_active").set_value(date(2025, 4, 1)).run()
    seen = [getattr(one, "label", "") or getattr(one, "value", "") for one in app.main]
    town, support = seen.index("Did you mean Glastonbury?"), seen.index("Support")
    day = next(place for place, text in enumerate(seen) if str(text).startswith(":red[Last active"))
    assert seen.index("Mentee") < town < seen.index("Action") < support < day < seen.index("Notes")


def test_saving_a_form_in_which_nothing_was_changed_says_so_and_is_no_step(open_page, store):
    app = at_record(open_page, "R1", who="Ana")
    press(app, "Save")
    assert "Nothing was changed: Avon mentors Glastonbury on 3.12." in said(app)
    assert len(store.history()) == 1
    assert not [button for button in app.button if button.label == "Undo"]


@pytest.mark.usefixtures("store")
def test_records_are_listed_and_searched_before_any_point_is_counted(open_page, monkeypatch):
    monkeypatch.setattr("sct_dash.scoring.score", lambda *_: pytest.fail("points were counted"))
    app = open_page(FILE, {"region": "RiverCOG"}, search="3.12")
    assert not app.exception
    assert listed(app) == [("Essex", "Lyme", "3.12")]


@pytest.mark.usefixtures("store")
def test_towns_come_first_in_the_list_and_the_records_name_last(open_page):
    columns = list(open_page(FILE).dataframe[0].value.columns)
    assert (columns[:3], columns[-1]) == (["mentor", "mentee", "action"], "record_id")


def test_record_that_was_saved_stays_in_sight_until_others_are_looked_for(open_page, store):
    app = at_record(open_page, "R2", who="Ana", search="5.8")
    next(box for box in app.selectbox if box.label == "Action").select("3.9").run()
    press(app, "Save")
    assert "Saved: Glastonbury mentors Avon on 3.9." in said(app)
    assert "**0 records**" in said(app)
    assert listed(app) == [("Glastonbury", "Avon", "3.9")]
    assert any("is no longer among them" in text for text in said(app))
    assert "**Glastonbury mentors Avon** · R2" in said(app)
    app.text_input(key="search").set_value("essex").run()
    assert listed(app) == [("Essex", "Lyme", "3.12")]
    assert store.records().set_index("record_id").loc["R2", "action"] == "3.9"


@pytest.mark.usefixtures("store")
def test_record_that_was_saved_out_of_the_region_stays_in_sight(open_page):
    app = at_record(open_page, "R3", {"region": "RiverCOG"}, who="Ana")
    for side, town in (("Mentor", "Canaan"), ("Mentee", "Kent")):
        next(box for box in app.selectbox if box.label == side).select(town).run()
    press(app, "Save")
    assert listed(app) == [("Canaan", "Kent", "3.12")]


@pytest.mark.usefixtures("store")
def test_name_is_asked_for_once_and_beside_save_the_reason_why_it_is_grey(open_page):
    app = at_record(open_page, "R1")
    assert [field.key for field in app.text_input if field.label == "Your name"] == ["who"]
    assert app.button(key="save").disabled
    assert "Give your name to save it." in said(app)
    app.text_input(key="who").set_value(" Ana ").run()
    assert not app.button(key="save").disabled
    assert "Give your name to save it." not in said(app)


@pytest.mark.parametrize("task", ["Add one", "What changed"])
@pytest.mark.usefixtures("store")
def test_every_task_that_writes_asks_for_the_name_once(open_page, task):
    assert [field.key for field in open_page(FILE, {"task": task}).text_input if field.label == "Your name"] == ["who"]


def test_what_was_saved_is_undone_beside_the_message_and_done_again(open_page, store):
    app = at_record(open_page, "R1", who="Ana")
    next(area for area in app.text_area if area.label == "Notes").set_value("a call").run()
    press(app, "Save")
    assert "Saved: Avon mentors Glastonbury on 3.12." in said(app)
    press(app, "Undo")
    assert "It was undone: the records are as they were before." in said(app)
    assert store.records()["notes"].tolist() == ["", "", ""]
    assert [(step.by, step.undoes) for step in store.history()[:2]] == [("Ana", 2), ("Ana", None)]
    press(app, "Redo")
    assert "It was done again." in said(app)
    assert sorted(store.records()["notes"]) == ["", "", "a call"]


def test_record_taken_off_is_named_and_brought_back_by_undo(open_page, store):
    app = at_record(open_page, "R1", who="Ana")
    press(app, "Take it off")
    assert "Taken off the list: Avon mentors Glastonbury on 3.12." in said(app)
    press(app, "Undo")
    assert sorted(store.records()["record_id"]) == ["R1", "R2", "R3"]


def test_undo_that_somebody_built_on_meanwhile_says_what_is_in_the_way(open_page, store):
    app = at_record(open_page, "R1", who="Ana")
    press(app, "Take it off")
    store.undo(by="Ben")
    store.edit(ROWS.iloc[[0]].assign(notes="x"), store.version(), "Ben")
    press(app, "Undo")
    assert any("undone already" in error.value for error in app.error)
    assert store.records()["notes"].tolist().count("x") == 1


def test_message_is_told_once_and_goes_with_its_undo(open_page):
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    open_store().import_records(ROWS, "Ben")
    app.run()
    press(app, "Undo")
    assert "Step 1 was undone." in said(app)
    app.run()
    assert "Step 1 was undone." not in said(app)
    assert "Redo" not in [button.label for button in app.button]


def test_other_application_date_is_told_where_the_sample_goes_and_where_it_comes_back(open_page):
    app = open_page(FILE, {"task": "Add one"}, who="Ana")
    app.selectbox(key="new-0-mentor").select("Avon")
    app.selectbox(key="new-0-mentee").select("Canton")
    app.selectbox(key="new-0-action").select("3.12")
    app.multiselect(key="new-0-support").select("staff_time")
    app.date_input(key="new-0-started").set_value(date(2025, 1, 1)).run()
    press(app, "Add the record")
    assert "Added: Avon mentors Canton on 3.12." in said(app)
    today = words.day(clock.today())
    gone = "The sample is no longer shown; the application date is now today,"
    assert f"{gone} {today}." in said(app)
    press(app, "Undo")
    back = "The sample is shown again; the application date is now the sample's, November 1, 2026"
    assert f"{back}." in said(app)


def test_application_date_that_was_chosen_stays_without_a_word(open_page):
    app = open_page(FILE, {"task": "What changed", "date": "2027-05-01"}, who="Ana")
    open_store().import_records(ROWS, "Ben")
    app.run()
    press(app, "Undo")
    assert "The sample is shown again." in said(app)
    assert app.date_input(key="date").value == date(2027, 5, 1)


@pytest.mark.usefixtures("store")
def test_steps_stand_before_what_changed_which_is_folded(open_page):
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    headings = [heading.value for heading in app.subheader]
    assert headings == ["Every step, the newest first", "What changed, record by record"]
    assert [fold.label for fold in app.expander] == ["One by one", "The same as a table"]
    assert len(app.expander[0].markdown) == 1


@pytest.mark.usefixtures("store")
def test_of_many_changes_the_first_are_told_and_the_rest_is_counted(open_page, monkeypatch):
    monkeypatch.setattr("sct_dash.ui.history._SHOWN", 1)
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    assert app.expander[0].markdown[0].value.count("was added by Ben") == 1
    assert app.expander[0].caption[0].value == "and 2 more, in the table."


@pytest.mark.usefixtures("store")
def test_table_of_what_changed_is_drawn_once_it_is_opened(open_page):
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    assert not app.dataframe
    app.session_state["changes_as_table"] = True
    app.run()
    assert app.dataframe[0].value["change"].tolist() == ["added"] * len(ROWS)


def test_steps_beyond_the_first_few_are_folded(open_page, store):
    for number in range(9):
        store.edit(ROWS.iloc[[0]].assign(notes=str(number)), store.version(), "Ben")
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    earlier = next(fold for fold in app.expander if fold.label == "Earlier steps")
    assert [text.value[:5] for text in earlier.markdown] == ["**2**", "**1**"]


SHEET = b"""Mentor,Mentee,Action,Support,Started,Implemented
Avon,Glastonbury,3.12,staff time,2024-05-01,2025-03-01
Essex,Lyme,3.12,staff time,2024-05-01,2025-03-01
"""


def bring(open_page, content, **state):
    app = open_page(FILE, {"task": "Bring in a sheet"}, **state)
    app.get("file_uploader")[0].set_value([("sheet.csv", content, "text/csv")]).run()
    assert not app.exception
    return app


def test_name_is_asked_for_where_a_sheet_is_saved(open_page):
    app = bring(open_page, SHEET)
    assert [field.key for field in app.text_input if field.label == "Your name"] == ["who"]
    press(app, "Save the records")
    assert [error.value for error in app.error] == ["Give your name, which is kept with every change; then save."]
    assert open_store().is_empty()
    app.text_input(key="who").set_value("Ana").run()
    press(app, "Save the records")
    assert [step.by for step in open_store().history()] == ["Ana"]


def test_first_sheet_says_before_it_is_saved_what_becomes_of_the_sample_and_the_date(open_page):
    told = " ".join(said(bring(open_page, SHEET, who="Ana")))
    assert "They replace the sample." in told


def test_undo_takes_back_all_of_one_click_and_redo_does_it_again(open_page):
    press(bring(open_page, SHEET, who="Ana"), "Save the records")
    before = sorted(open_store().records()["mentee"])
    next_month = SHEET.replace(b"Essex,Lyme,3.12,staff time,2024-05-01", b"Kent,Canaan,5.8,webinar,2025-01-07")
    app = bring(open_page, next_month, who="Ana")
    app.checkbox[0].check().run()
    press(app, "Save the records")
    assert (len(open_store().history()), sorted(open_store().records()["mentee"])) == (2, ["Canaan", "Glastonbury"])
    press(app, "Undo")
    assert sorted(open_store().records()["mentee"]) == before == ["Glastonbury", "Lyme"]
    press(app, "Redo")
    assert sorted(open_store().records()["mentee"]) == ["Canaan", "Glastonbury"]
    press(app, "Undo")
    assert sorted(open_store().records()["mentee"]) == before
