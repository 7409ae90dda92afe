"""Records, who documented: ticks for many mentorships, one step under a name, and who may only look."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pandas as pd
import pytest
import streamlit as st
from builders import record, records

from sct_dash import clock
from sct_dash.records.store import open_store
from sct_dash.ui import documenting
from sct_dash.ui.signed_in import EDITORS

FILE, TASK = "pages/records.py", {"task": "Who documented", "date": "2026-11-22"}
AVON = record(record_id="R1", mentor="Avon", mentee="Canton")
ESSEX = record(record_id="R2", mentor="Essex", mentee="Lyme", action="5.4", mentor_documented=True)
DONE = record(record_id="R3", mentor="Kent", mentee="Sharon", mentor_documented=True, mentee_documented=True)
BY_MENTOR, BY_MENTEE = "mentor_documented", "mentee_documented"


@pytest.fixture
def store():
    kept = open_store()
    kept.import_records(records(AVON, ESSEX, DONE), "Ben")
    return kept


@dataclass
class Editor:
    """Stands in for the table, which AppTest cannot edit: `ticks` are by mentor's town, column and what it becomes.

    As a browser does, it keeps what was ticked as long as it is given the same table; given another one under the same
    key, a browser would answer by itself, and lose a click that comes before its answer.
    """

    ticks: list[tuple[str, str, bool]] = field(default_factory=list)
    given: dict[str, pd.DataFrame] = field(default_factory=dict)
    table: pd.DataFrame | None = None
    options: dict[str, object] = field(default_factory=dict)

    def __call__(self, table, key, on_change, args, **options):
        for other in self.given.keys() - {key}:
            del self.given[other], st.session_state[other]
        pd.testing.assert_frame_equal(self.given.setdefault(key, table), table)
        towns = table["mentor"].tolist()
        edited = st.session_state.get(key, {"edited_rows": {}})["edited_rows"]
        for town, column, has in self.ticks:
            edited.setdefault(towns.index(town), {})[column] = has
        st.session_state[key] = {"edited_rows": edited}
        if self.ticks:
            self.ticks = []
            on_change(*args)
        self.table, self.options = table.copy(), options
        for row, cells in edited.items():
            self.table.loc[row, list(cells)] = list(cells.values())
        return table


@pytest.fixture
def editor(monkeypatch):
    stand_in = Editor()
    monkeypatch.setattr(st, "data_editor", stand_in)
    return stand_in


def said(app):
    every = (*app.markdown, *app.caption, *app.success, *app.error, *app.warning)
    return [text.value.replace("\\", "").replace("\u2060", "") for text in every]


def buttons(app):
    return [button.label for button in app.button if button.label != "Light or dark"]


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def tick(app, editor, *ticks):
    editor.ticks = list(ticks)
    app.run()
    assert not app.exception


def documented():
    rows = open_store().records()[["record_id", BY_MENTOR, BY_MENTEE]]
    return {name: flags for name, *flags in sorted(rows.itertuples(index=False, name=None))}


BEFORE = {"R1": [False, False], "R2": [True, False], "R3": [True, True]}


@pytest.mark.usefixtures("store")
def test_task_opens_with_what_waits_and_shows_what_waits_with_a_box_for_each_side(open_page, editor):
    app = open_page(FILE, TASK)
    assert app.title[0].value == "15 points wait only for the documentation of 3 of Connecticut's towns"
    assert any("2 mentorships wait for documentation." in text for text in said(app))
    shown = editor.table[["mentor", BY_MENTOR, "mentee", BY_MENTEE, "waits_for"]].values.tolist()
    assert shown == [["Avon", False, "Canton", False, "both"], ["Essex", True, "Lyme", False, "mentee"]]
    assert set(editor.table.columns) - set(editor.options["disabled"]) == {BY_MENTOR, BY_MENTEE}
    boxes = [editor.options["column_config"][column] for column in (BY_MENTOR, BY_MENTEE)]
    assert [(box["label"], box["help"].split()[1]) for box in boxes] == [("✓", "mentor"), ("✓", "mentee")]
    assert editor.options["alt"] == "Mentorships that wait for a town to document its part, to be ticked"
    for region, mentors in (("CRCOG", ["Avon"]), ("RiverCOG", ["Essex"])):
        app.selectbox(key="region").select(region).run()
        assert editor.table["mentor"].tolist() == mentors


@pytest.mark.usefixtures("store")
def test_ticks_change_nothing_until_they_are_saved_as_one_step_with_its_undo(open_page, editor):
    app = open_page(FILE, TASK, who="Ana")
    assert app.button(key="save-ticks").disabled
    tick(app, editor, ("Avon", BY_MENTOR, True), ("Avon", BY_MENTEE, True), ("Essex", BY_MENTEE, True))
    assert documented() == BEFORE
    press(app, "Save 3 changes")
    assert documented() == {"R1": [True, True], "R2": [True, True], "R3": [True, True]}
    newest = open_store().history()[0]
    assert (newest.by, newest.why, newest.changed, newest.number) == ("Ana", "who documented", 2, 2)
    assert "Saved: documented by Avon (3.12), Canton (3.12) and Lyme (5.4)." in said(app)
    links = [link.proto.label.replace("\\", "") for link in app.main.get("page_link")]
    assert "Connecticut's towns have earned 30 points; all of them are ready to submit. See them now" in links
    assert app.title[0].value == "All 30 points of Connecticut's towns are documented"
    assert "Nothing waits to be documented." in said(app)
    press(app, "Undo")
    assert documented() == BEFORE
    assert editor.table[[BY_MENTOR, BY_MENTEE]].values.tolist() == [[False, False], [True, False]]
    assert app.button(key="save-ticks").label == "Save"


@pytest.mark.usefixtures("store")
def test_tick_is_taken_back_by_itself_or_with_all_others_and_a_mistake_is_unticked(open_page, editor):
    app = open_page(FILE, TASK, who="Ana")
    tick(app, editor, ("Avon", BY_MENTOR, True), ("Essex", BY_MENTOR, False))
    assert "Save 2 changes" in buttons(app)
    tick(app, editor, ("Avon", BY_MENTOR, False))
    assert "Save 1 change" in buttons(app)
    press(app, "Take the ticks back")
    assert ("Save" in buttons(app), "Take the ticks back" in buttons(app)) == (True, False)
    assert editor.table[BY_MENTOR].tolist() == [False, True]
    tick(app, editor, ("Essex", BY_MENTOR, False))
    press(app, "Save 1 change")
    assert "Saved: no longer documented by Essex (5.4)." in said(app)
    assert documented()["R2"] == [False, False]


@pytest.mark.usefixtures("store")
def test_nothing_is_saved_without_a_name(open_page, editor):
    app = open_page(FILE, TASK)
    assert "Give your name to save." not in said(app)
    tick(app, editor, ("Avon", BY_MENTOR, True))
    assert app.button(key="save-ticks").disabled
    assert "Give your name to save." in said(app)
    app.text_input(key="who").set_value("Ana").run()
    press(app, "Save 1 change")
    assert documented()["R1"] == [True, False]


@pytest.mark.usefixtures("store")
def test_link_chooses_region_and_town_and_ticks_stay_while_others_are_looked_at(open_page, editor):
    app = open_page(FILE, TASK | {"region": "CRCOG", "whose": "canton"}, who="Ana")
    assert app.title[0].value == "10 points wait only for the documentation of 2 of CRCOG's towns"
    assert any("1 mentorship waits for Canton." in text for text in said(app))
    assert editor.options["alt"] == "Mentorships that wait for Canton to document its part, to be ticked"
    tick(app, editor, ("Avon", BY_MENTEE, True))
    app.selectbox(key="whose").select("Lyme").run()  # outside the region, since it was asked for
    assert editor.table["mentor"].tolist() == ["Essex"]
    assert "1 of them is not in this list." in said(app)
    app.selectbox(key="whose").select("Kent").run()
    assert "Nothing waits for Kent to be documented." in said(app)
    app.selectbox(key="whose").select(None).run()
    assert editor.table[["mentor", BY_MENTEE]].values.tolist() == [["Avon", True]]
    press(app, "Save 1 change")
    assert documented()["R1"] == [False, True]


@pytest.mark.usefixtures("store")
def test_tick_in_one_list_stays_beside_a_tick_in_another(open_page, editor):
    app = open_page(FILE, TASK | {"whose": "Canton"}, who="Ana")
    tick(app, editor, ("Avon", BY_MENTEE, True))
    app.selectbox(key="whose").select("Lyme").run()
    tick(app, editor, ("Essex", BY_MENTEE, True))
    press(app, "Save 2 changes")


@pytest.mark.usefixtures("store")
def test_what_was_ticked_is_printed_as_it_is_seen(open_page, editor, monkeypatch):
    printed = []
    monkeypatch.setattr(documenting.tables, "lay_on_paper", lambda table, *_: printed.append(table))
    app = open_page(FILE, TASK, who="Ana")
    tick(app, editor, ("Avon", BY_MENTEE, True))
    app.run()
    assert printed[-1][["mentor", BY_MENTEE]].values.tolist() == [["Avon", True], ["Essex", False]]


@pytest.mark.usefixtures("store", "editor")
def test_town_that_is_none_is_told(open_page):
    app = open_page(FILE, TASK | {"whose": "Gotham"})
    assert [toast.value for toast in app.toast] == ["The link's town was not used\\: 'Gotham' is not among those here."]


@pytest.mark.usefixtures("store")
def test_link_to_all_towns_shows_all_whatever_town_was_looked_at_before(open_page, editor):
    app = open_page(FILE, TASK | {"whose": ""}, whose="Lyme")
    assert (app.selectbox(key="whose").value, list(app.toast)) == (None, [])
    assert editor.table["mentor"].tolist() == ["Avon", "Essex"]


def test_step_of_somebody_else_loses_no_tick_and_what_both_said_is_no_change(open_page, editor, store):
    app = open_page(FILE, TASK, who="Ana")
    tick(app, editor, ("Avon", BY_MENTOR, True), ("Essex", BY_MENTEE, True))
    store.edit(records(ESSEX | {BY_MENTEE: True}), store.version(), "Ben")
    store.edit(records(AVON | {"notes": "a call"}), store.version(), "Ben")
    app.run()
    assert editor.table[["mentor", BY_MENTOR]].values.tolist() == [["Avon", True]]
    press(app, "Save 1 change")
    assert documented() == BEFORE | {"R1": [True, False], "R2": [True, True]}
    assert "a call" in store.records()["notes"].tolist()


def test_what_was_ticked_first_is_held_against_what_was_seen_then_whatever_is_ticked_later(open_page, editor, store):
    app = open_page(FILE, TASK, who="Ana")
    tick(app, editor, ("Avon", BY_MENTEE, True))
    store.edit(records(AVON | {"mentee": "Granby"}), store.version(), "Ben")
    tick(app, editor, ("Essex", BY_MENTEE, True))
    press(app, "Save 2 changes")
    assert any("mentee is now Granby" in text for text in said(app))
    assert documented() == BEFORE


def meet(open_page, editor, store):
    """Ana ticks two; meanwhile Ben makes another mentorship of the first, and she saves."""
    app = open_page(FILE, TASK, who="Ana")
    tick(app, editor, ("Avon", BY_MENTEE, True), ("Essex", BY_MENTEE, True))
    store.edit(records(AVON | {"mentee": "Granby"}), store.version(), "Ben")
    press(app, "Save 2 changes")
    assert any("was changed by Ben" in text and "mentee is now Granby" in text for text in said(app))
    assert documented() == BEFORE
    assert not [label for label in buttons(app) if label.startswith(("Save 2", "Take"))]
    return app


def test_mentorship_that_became_another_meanwhile_is_shown_and_its_tick_goes_while_the_others_stay(
    open_page, editor, store
):
    app = meet(open_page, editor, store)
    press(app, "Keep what is there now")
    assert editor.table[["mentee", BY_MENTEE]].values.tolist() == [["Granby", False], ["Lyme", True]]
    tick(app, editor, ("Avon", BY_MENTEE, True))  # now seen as it is
    press(app, "Save 2 changes")
    assert documented() == BEFORE | {"R1": [False, True], "R2": [True, True]}


def test_tick_that_stays_after_a_conflict_can_meet_another(open_page, editor, store):
    app = meet(open_page, editor, store)
    press(app, "Keep what is there now")
    store.edit(records(ESSEX | {"action": "5.8"}), store.version(), "Ben")
    press(app, "Save 1 change")
    assert any("action is now 5.8" in text for text in said(app))
    assert documented() == BEFORE


def test_conflict_goes_with_the_last_tick(open_page, editor, store):
    app = meet(open_page, editor, store)
    said_by_ben = [("R1", BY_MENTEE, True), ("R2", BY_MENTEE, True)]
    store.document(said_by_ben, store.version(), "Ben")
    app.run()
    tick(app, editor, ("Avon", BY_MENTOR, True))
    assert not app.warning
    press(app, "Save 1 change")
    assert documented() == BEFORE | {"R1": [True, True], "R2": [True, True]}


def test_mentorship_that_became_another_meanwhile_is_saved_knowingly(open_page, editor, store):
    press(meet(open_page, editor, store), "Save mine anyway")
    assert documented() == BEFORE | {"R1": [False, True], "R2": [True, True]}
    assert "Granby" in store.records()["mentee"].tolist()


def test_record_taken_off_meanwhile_comes_back_only_knowingly(open_page, editor, store):
    app = open_page(FILE, TASK, who="Ana")
    tick(app, editor, ("Avon", BY_MENTEE, True))
    store.remove(["R1"], store.version(), "Ben")
    press(app, "Save 1 change")
    assert any("it is not there any more" in text for text in said(app))
    press(app, "Keep what is there now")
    assert (buttons(app).count("Save"), "R1" in documented()) == (1, False)


def for_looking(app, editor, told):
    assert told in said(app)
    assert editor.table is None
    assert {BY_MENTOR, BY_MENTEE} <= set(app.dataframe[0].value.columns)
    assert not [label for label in buttons(app) if label.startswith("Save")]
    assert not [box for box in app.text_input if box.label == "Your name"]


def test_sample_is_for_looking_only(open_page, editor):
    for_looking(open_page(FILE, {"task": "Who documented"}), editor, "The sample is for looking only.")


@pytest.mark.usefixtures("store")
def test_past_is_for_looking_only_and_is_what_it_was(open_page, editor):
    today = clock.today().isoformat()
    app = open_page(FILE, TASK | {"seen_on": today})
    assert any("The past is for looking only; empty the day to tick a box." in text for text in said(app))
    assert editor.table is None
    assert app.dataframe[0].value["mentor"].tolist() == ["Avon", "Essex"]
    app = open_page(FILE, TASK | {"seen_on": "2005-01-01"})
    assert app.title[0].value == "Connecticut's towns have no points to document"
    assert not app.dataframe


def test_past_day_that_is_still_today_knows_what_was_saved_since_it_was_looked_at(open_page, store):
    seen = TASK | {"seen_on": clock.today().isoformat()}
    assert open_page(FILE, seen).dataframe[0].value["mentor"].tolist() == ["Avon", "Essex"]
    store.remove(["R1"], store.version(), "Ben")
    assert open_page(FILE, seen).dataframe[0].value["mentor"].tolist() == ["Essex"]


@pytest.mark.usefixtures("store")
def test_who_may_only_look_sees_the_table_and_can_tick_nothing(open_page, editor, monkeypatch):
    monkeypatch.setenv(EDITORS, "ana@crcog.org")
    app = open_page(FILE, TASK, who="Ana")
    app.user = {"email": "ben@nvcog.org"}
    editor.table = None
    app.run()
    told = "ben@nvcog.org is not among those who may change records on this server."
    for_looking(app, editor, f"You can look at everything. {told}")


@pytest.mark.parametrize(
    ("file", "query", "leads"),
    [
        ("pages/points.py", {"region": "CRCOG"}, [{"region": "CRCOG", "whose": ""}]),
        ("pages/points.py", {"region": "NHCOG"}, []),
        ("pages/town.py", {"region": "CRCOG", "town": "Canton"}, [{"region": "CRCOG", "whose": "Canton"}]),
        ("pages/town.py", {"region": "CRCOG", "town": "Lyme"}, [{"region": "CRCOG", "whose": "Lyme"}]),
        ("pages/town.py", {"region": "CRCOG", "town": "Essex"}, []),
    ],
)
@pytest.mark.usefixtures("store")
def test_points_and_town_lead_to_it_where_anything_waits(open_page, file, query, leads):
    app = open_page(file, query | {"date": "2026-11-22"})
    links = [link.proto for link in app.main.get("page_link") if link.proto.label == "Say who documented"]
    assert [dict(parse_qsl(link.query_string, keep_blank_values=True)) for link in links] == [TASK | to for to in leads]


@pytest.mark.parametrize(
    ("file", "query"), [("app.py", {}), ("pages/points.py", {}), ("pages/town.py", {"town": "Wilton"})]
)
def test_sample_leads_to_no_boxes_that_could_not_be_ticked(open_page, file, query):
    app = open_page(file, query)
    assert not app.exception
    assert "Say who documented" not in [link.proto.label for link in app.main.get("page_link")]
