"""Who has documented its part, said of many records in one step: what it changes, what stays, what is in the way."""

from datetime import date

import pytest
from builders import record, records

from sct_dash.errors import UserError
from sct_dash.records import schema
from sct_dash.records.store import Conflict, open_store

AVON, CANTON, BOLTON = (
    record(record_id=f"R{n}", mentee=town) for n, town in enumerate(("Avon", "Canton", "Bolton"), 1)
)
BY_MENTOR, BY_MENTEE = "mentor_documented", "mentee_documented"


@pytest.fixture
def store(url):
    """A store with three records, imported by Ana in step 1."""
    store = open_store(url)
    store.import_records(records(AVON, CANTON, BOLTON), "Ana", columns=schema.NAMES)
    return store


def documented(store):
    """By record: whether the mentor and whether the mentee has documented its part."""
    rows = store.records()[["record_id", BY_MENTOR, BY_MENTEE]]
    return {name: flags for name, *flags in sorted(rows.itertuples(index=False, name=None))}


def edit(store, row, by="Bo"):
    store.edit(records(row), store.version(), by)


def test_many_are_said_in_one_step_under_a_name_and_undone_by_one(store):
    said = [("R1", BY_MENTOR, True), ("R1", BY_MENTEE, True), ("R3", BY_MENTEE, True)]
    result = store.document(said, store.version(), "Cy", "at the meeting")
    assert (result.step, result.added, result.changed) == (2, 0, 2)
    assert documented(store) == {"R1": [True, True], "R2": [False, False], "R3": [False, True]}
    newest = store.history()[0]
    assert (newest.by, newest.why, newest.kind) == ("Cy", "at the meeting", "edit")
    assert [str(field) for field in store.history_of("R3")[0].fields] == ["documented by the mentee from no to yes"]
    store.undo(by="Cy")
    assert documented(store) == {"R1": [False, False], "R2": [False, False], "R3": [False, False]}


def test_it_is_taken_back_as_well(store):
    store.document([("R1", BY_MENTOR, True), ("R1", BY_MENTEE, True)], store.version(), "Cy")
    store.document([("R1", BY_MENTOR, False)], store.version(), "Cy")
    assert documented(store)["R1"] == [False, True]


def test_what_stands_there_already_is_no_step(store):
    result = store.document([("R1", BY_MENTOR, False)], store.version(), "Cy")
    assert (result.step, result.unchanged) == (None, 1)
    assert len(store.history()) == 1


def test_what_somebody_else_changed_meanwhile_stays(store):
    seen = store.version()
    edit(store, AVON | {"notes": "a call", "started": date(2022, 6, 1), BY_MENTEE: True})
    store.document([("R1", BY_MENTOR, True), ("R2", BY_MENTOR, True)], seen, "Cy")
    assert documented(store) == {"R1": [True, True], "R2": [True, False], "R3": [False, False]}
    assert store.records().set_index("record_id").loc["R1", "notes"] == "a call"


@pytest.mark.parametrize(
    ("field", "other"),
    [("mentor", "Kent"), ("mentee", "Kent"), ("action", "3.2"), ("programme_year", 2023)],
)
def test_record_that_became_another_mentorship_is_a_conflict_and_nothing_is_saved(store, field, other):
    seen = store.version()
    edit(store, AVON | {field: other})
    with pytest.raises(Conflict, match=f"was changed by Bo on .*: {schema.label(field)} is now {other}") as met:
        store.document([("R1", BY_MENTEE, True), ("R2", BY_MENTEE, True)], seen, "Cy")
    assert {d.name for d in met.value.differences} == {"R1"}
    assert documented(store) == {"R1": [False, False], "R2": [False, False], "R3": [False, False]}
    store.document([("R1", BY_MENTEE, True), ("R2", BY_MENTEE, True)], seen, "Cy", over=met.value.version)
    assert documented(store) == {"R1": [False, True], "R2": [False, True], "R3": [False, False]}
    assert str(store.records().set_index("record_id").loc["R1", field]) == str(other)


def test_decision_holds_only_for_what_was_met(store):
    seen = store.version()
    edit(store, AVON | {"mentee": "Kent"})
    with pytest.raises(Conflict) as met:
        store.document([("R1", BY_MENTEE, True)], seen, "Cy")
    edit(store, AVON | {"mentee": "Essex"})
    with pytest.raises(Conflict, match="mentee is now Essex"):
        store.document([("R1", BY_MENTEE, True)], seen, "Cy", over=met.value.version)


def test_record_that_was_taken_off_meanwhile_is_a_conflict_and_comes_back_only_knowingly(store):
    seen = store.version()
    store.remove(["R1"], seen, "Bo")
    with pytest.raises(Conflict, match="it is not there any more") as met:
        store.document([("R1", BY_MENTOR, True)], seen, "Cy")
    assert sorted(documented(store)) == ["R2", "R3"]
    store.document([("R1", BY_MENTOR, True)], seen, "Cy", over=met.value.version)
    assert documented(store)["R1"] == [True, False]


def test_record_does_not_come_back_beside_one_that_took_its_place(store):
    seen = store.version()
    store.remove(["R1"], seen, "Bo")
    store.import_records(records(AVON | {"record_id": "R9"}), "Bo")
    with pytest.raises(Conflict) as met:
        store.document([("R1", BY_MENTOR, True)], seen, "Cy")
    with pytest.raises(UserError, match="would stand there twice, as R9 and as R1"):
        store.document([("R1", BY_MENTOR, True)], seen, "Cy", over=met.value.version)


def test_record_that_came_meanwhile_is_no_conflict(store):
    seen = store.version()
    store.import_records(records(record(record_id="R9", mentee="Kent")), "Bo")
    store.document([("R9", BY_MENTOR, True), ("R1", BY_MENTOR, True)], seen, "Cy")
    assert (documented(store)["R9"], documented(store)["R1"]) == ([True, False], [True, False])


def test_record_that_never_was_and_nobody_who_says_it_are_refused(store):
    with pytest.raises(UserError, match="There is no record 'R7' of which to say who documented"):
        store.document([("R7", BY_MENTOR, True)], store.version(), "Cy")
    with pytest.raises(UserError, match="Say who does this"):
        store.document([("R1", BY_MENTOR, True)], store.version(), " ")
    assert len(store.history()) == 1


@pytest.mark.parametrize("seen", ["", "0", "another-1"])
def test_what_was_seen_of_no_step_of_this_store_is_refused(store, seen):
    edit(store, AVON | {"mentee": "Kent"})
    with pytest.raises(UserError, match="These records are not the ones that you looked at: open the page anew"):
        store.document([("R1", BY_MENTEE, True)], seen, "Cy", over=store.version())
    assert documented(store)["R1"] == [False, False]
    assert len(store.history()) == 2


def test_store_without_a_record_says_so_whatever_was_seen(url):
    with pytest.raises(UserError, match="There is no record 'R1' of which to say who documented"):
        open_store(url).document([("R1", BY_MENTEE, True)], "", "Cy")
