"""A field that a sheet leaves blank and that is filled here: told, emptied or kept, and never emptied unseen."""

from datetime import date

import pytest
from builders import record, records

from sct_dash.records import schema
from sct_dash.records.store import Conflict, open_store

AVON = record(record_id="R1", mentee="Avon", notes="first call", implemented_on=date(2023, 6, 1))
CANTON = record(record_id="R2", mentee="Canton", last_active=date(2023, 7, 1))
SPARSE = AVON | {"notes": "", "implemented_on": None}


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/records.db")
    store.import_records(records(AVON, CANTON), "Ana", columns=schema.NAMES)
    return store


def plan(store, *rows, columns=schema.NAMES, **how):
    return store.plan_import(records(*rows), columns, **how)


def bring(store, *rows, **how):
    return store.import_records(records(*rows), "Bo", columns=schema.NAMES, **how)


def edited(store, **cells):
    rows = store.records()
    store.edit(rows[rows["mentee"] == "Avon"].assign(**cells), store.version(), "Cy")


def avon(store):
    row = store.records().set_index("mentee").loc["Avon"]
    return row["notes"], str(row["implemented_on"].date()), row["evidence"]


@pytest.mark.parametrize("keep", [True, False])
def test_every_field_that_the_sheet_alone_leaves_blank_is_told(store, keep):
    found = plan(store, SPARSE, CANTON, keep_blanks=keep)
    assert [(d.name, d.field, d.mine, d.theirs) for d in found.blanks] == [
        ("R1", "implemented_on", "", "2023-06-01"),
        ("R1", "notes", "", "first call"),
    ]
    assert found.changed_fields["field"].tolist() == ([] if keep else ["implemented_on", "notes"])
    assert (found.clashes, found.kept) == ((), ())


def test_blank_fields_are_emptied_unless_they_are_kept(store):
    bring(store, SPARSE)
    assert avon(store)[0] == ""
    store.undo(by="Bo")
    bring(store, SPARSE | {"evidence": "minutes"}, keep_blanks=True)
    assert avon(store) == ("first call", "2023-06-01", "minutes")


@pytest.mark.parametrize("keep", [True, False])
def test_blank_that_was_kept_is_no_change_and_no_clash_when_the_sheet_says_it_again(store, keep):
    assert bring(store, SPARSE, keep_blanks=True).changed == 0
    assert store.history()[0].sentence.endswith("no record changed.")
    again = plan(store, SPARSE, keep_blanks=keep)
    assert (again.blanks, again.clashes, again.changed, again.unchanged) == ((), (), (), 1)
    assert bring(store, SPARSE, keep_blanks=keep).step is None
    edited(store, notes="second call")
    assert plan(store, SPARSE, keep_blanks=keep).clashes == ()
    bring(store, SPARSE | {"evidence": "x"}, keep_blanks=keep)
    assert avon(store) == ("second call", "2023-06-01", "x")


def test_first_sheet_again_changes_nothing_after_a_blank_was_kept(store):
    bring(store, SPARSE, keep_blanks=True)
    found = plan(store, AVON, CANTON)
    assert (found.blanks, found.clashes, found.changed, found.kept) == ((), (), (), ())


@pytest.mark.parametrize("keep", [True, False])
def test_blank_against_a_hands_edit_is_a_clash_as_before(store, keep):
    edited(store, notes="second call")
    found = plan(store, AVON | {"notes": ""}, keep_blanks=keep)
    assert ([(d.field, d.theirs) for d in found.clashes], found.blanks) == ([("notes", "second call")], ())


def test_column_that_the_sheet_does_not_have_leaves_nothing_blank(store):
    assert plan(store, SPARSE, columns=[n for n in schema.NAMES if n not in ("notes", "implemented_on")]).blanks == ()


def test_flag_that_says_no_is_no_blank(store):
    bring(store, AVON | {"mentor_documented": True})
    found = plan(store, AVON)
    assert (found.blanks, found.changed_fields["field"].tolist()) == ((), ["mentor_documented"])


def test_field_that_another_sheet_filled_after_the_plan_is_not_emptied_unseen(store):
    sheet = AVON | {"evidence": "", "notes": "new"}
    seen = plan(store, sheet)
    bring(store, AVON | {"evidence": "minutes"})
    with pytest.raises(Conflict, match="evidence is now minutes"):
        bring(store, sheet, base_version=seen.version)
    bring(store, sheet, base_version=seen.version, keep_blanks=True)
    assert avon(store) == ("new", "2023-06-01", "minutes")


def test_import_that_kept_blanks_is_undone_whole(store):
    before = plan(store, SPARSE)
    bring(store, SPARSE, keep_blanks=True)
    store.undo(by="Bo")
    assert plan(store, SPARSE).blanks == before.blanks
