"""An older version of a sheet brought again: what it would make again as it was is told."""

from datetime import date

import pytest
from builders import record, records

from sct_dash.records import schema
from sct_dash.records.store import open_store

AVON = record(record_id="R1", mentee="Avon", started=date(2024, 5, 1), implemented_on=None, notes="first call")
CANTON = record(record_id="R2", mentee="Canton", notes="")


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/records.db")
    store.import_records(records(AVON, CANTON), "Ana", columns=schema.NAMES)
    return store


def bring(store, *rows, **how):
    return store.import_records(records(*rows), "Bo", columns=schema.NAMES, **how)


def told(store, *rows):
    found = store.plan_import(records(*rows), schema.NAMES).set_back
    return [(one.name, one.change.field, one.change.before, one.change.after, one.since.number) for one in found]


def test_field_that_would_be_again_what_it_was_is_told_with_the_step_that_changed_it(store):
    bring(store, AVON | {"notes": "second call"}, CANTON)
    bring(store, AVON | {"notes": "third call"}, CANTON)
    assert told(store, AVON, CANTON) == [("R1", "notes", "third call", "first call", 2)]
    assert told(store, AVON | {"notes": "second call"}) == [("R1", "notes", "third call", "second call", 3)]


def test_field_that_was_so_twice_was_changed_the_last_time(store):
    for note in ("second call", "first call", "third call"):
        bring(store, AVON | {"notes": note})
    assert told(store, AVON) == [("R1", "notes", "third call", "first call", 4)]


def test_field_that_was_never_so_is_a_change_and_not_set_back(store):
    bring(store, AVON | {"notes": "second call"})
    assert told(store, AVON | {"notes": "third call"}) == []
    assert told(store, CANTON | {"notes": "first call"}) == []


def test_fields_of_one_record_are_told_each_with_its_own_step(store):
    bring(store, AVON | {"notes": "second call"})
    bring(store, AVON | {"notes": "second call", "support": "webinar"})
    before = records(AVON)["support"].item()
    assert told(store, AVON) == [
        ("R1", "support", "webinar", before, 3),
        ("R1", "notes", "second call", "first call", 2),
    ]


@pytest.mark.parametrize(
    ("field", "earlier", "later"),
    [("notes", "", "a call"), ("implemented_on", None, date(2024, 9, 1)), ("mentor_documented", False, True)],
)
def test_field_that_says_nothing_any_more_is_not_told_here(store, field, earlier, later):
    bring(store, CANTON | {field: earlier})
    bring(store, CANTON | {field: later})
    assert told(store, CANTON | {field: earlier}) == []


def test_flag_that_is_yes_again_is_told(store):
    bring(store, CANTON | {"mentor_documented": True})
    bring(store, CANTON | {"mentor_documented": False})
    assert told(store, CANTON | {"mentor_documented": True}) == [("R2", "mentor_documented", "no", "yes", 3)]


def test_what_an_undone_step_said_was_never_so(store):
    bring(store, AVON | {"notes": "second call"})
    store.undo(by="Bo")
    assert told(store, AVON | {"notes": "second call"}) == []
    store.undo(3, by="Bo")
    assert told(store, AVON) == [("R1", "notes", "second call", "first call", 2)]


def test_what_a_backup_brought_along_as_history_was_never_so_here(store, tmp_path):
    other = open_store(f"sqlite:///{tmp_path}/other.db")
    for note in ("second call", "first call"):
        other.import_records(records(AVON | {"notes": note}, CANTON), "Cy", columns=schema.NAMES)
    store.restore(other.backup(), "Cy")
    assert [step.archived for step in store.history()].count(True) == 2
    assert told(store, AVON | {"notes": "second call"}) == []


def test_what_is_kept_as_edited_here_is_not_set_back(store):
    rows = store.records()
    store.edit(rows[rows["record_id"] == "R1"].assign(notes="by hand"), store.version(), "Cy")
    assert told(store, AVON) == []


def test_more_records_than_are_asked_for_at_once_are_all_told(store):
    mentors = "Ashford", "Bolton", "Canton", "Granby", "Kent", "Vernon"
    many = [record(mentor=mentor, mentee="Avon", action=f"3.{number}") for mentor in mentors for number in range(1, 96)]
    for note in ("a", "b"):
        bring(store, *(one | {"notes": note} for one in many))
    assert len(told(store, *(one | {"notes": "a"} for one in many))) == 6 * 95
