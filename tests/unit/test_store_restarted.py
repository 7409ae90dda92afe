"""A new row that is a record here but for its start, in a sheet that never had that record: asked, not doubled."""

from datetime import date

import pytest
from builders import record, records

from sct_dash.records import schema
from sct_dash.records.store import Gone, open_store

FEBRUARY = date(2024, 2, 13)
AVON = record(record_id="R1", mentee="Avon", started=FEBRUARY, implemented_on=None, notes="first call")
CANTON = record(record_id="R2", mentee="Canton", started=FEBRUARY, implemented_on=None)


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/records.db")
    store.import_records(records(AVON, CANTON), "Ana", columns=schema.NAMES)
    return store


def row(like=AVON, **changes):
    return like | {"record_id": "", "started": date(2024, 2, 1)} | changes


def asked(store, *rows, gone=()):
    return store.corrections(store.plan_import(records(*rows), schema.NAMES), gone)


def pairs(found):
    return [(one.old, one.sure, one.sentence.split(", with ")[1]) for one in found]


@pytest.mark.parametrize(
    ("started", "sure", "told"),
    [
        (date(2024, 2, 1), True, "February 1, 2024"),
        (date(2024, 2, 29), True, "February 29, 2024"),
        (date(2024, 1, 31), False, "January 31, 2024"),
        (date(2023, 2, 13), False, "February 13, 2023"),
        (date(2025, 2, 13), False, "February 13, 2025"),
    ],
)
def test_row_with_another_start_is_asked_about_and_sure_in_the_same_month(store, started, sure, told):
    found = asked(store, row(started=started))
    assert pairs(found) == [("R1", sure, f"another start ({told} instead of February 13, 2024)")]
    assert found[0].subject == "Hartford's mentorship of Avon on 3.12"


@pytest.mark.parametrize(
    "change", [{"mentor": "Bolton"}, {"mentee": "Bolton"}, {"action": "3.2"}, {"programme_year": 2025}]
)
def test_row_that_differs_in_more_than_its_start_is_a_new_record(store, change):
    assert asked(store, row(**change)) == ()


def test_record_that_a_row_speaks_of_is_none_that_started_otherwise(store):
    assert asked(store, AVON, row()) == ()


def test_several_new_rows_or_several_records_with_other_starts_are_not_asked_about(store):
    assert asked(store, row(), row(started=date(2024, 2, 2))) == ()
    store.import_records(records(AVON | {"record_id": "R3", "started": date(2023, 3, 1)}), "Ana")
    assert asked(store, row()) == ()
    assert pairs(asked(store, row(), AVON)) == [
        ("R3", False, "another start (February 1, 2024 instead of March 1, 2023)")
    ]


def test_each_row_is_paired_with_its_own_record(store):
    found = asked(store, row(), row(CANTON, started=date(2024, 5, 1)))
    assert [(one.old, one.sure) for one in found] == [("R1", True), ("R2", False)]
    assert len({one.new for one in found}) == 2


def test_record_that_the_sheet_has_no_more_comes_first_and_once(store):
    rows = row(started=date(2024, 5, 1)), row(CANTON)
    assert [(one.old, one.sure) for one in asked(store, *rows, gone={"R2"})] == [("R2", True), ("R1", False)]
    assert [(one.old, one.sure) for one in asked(store, *rows, gone={"R1", "R2"})] == [("R1", True), ("R2", True)]


def test_start_as_a_hand_edited_it_is_the_one_that_is_told(store):
    store.edit(records(AVON | {"started": date(2024, 2, 20)}), store.version(), "Bo")
    assert pairs(asked(store, row())) == [("R1", True, "another start (February 1, 2024 instead of February 20, 2024)")]
    assert asked(store, row(started=FEBRUARY)) == ()


def test_row_that_is_the_record_changes_its_start_and_undo_brings_the_old_one_back(store):
    sheet = records(row(notes="first call", evidence="minutes"))
    (one,) = asked(store, row())
    same = [(one.new, one.old)]
    plan = store.plan_import(sheet, schema.NAMES, same=same)
    assert (plan.names, plan.added, plan.restarted) == ({"R1"}, (), ())
    assert plan.changed_fields["field"].tolist() == ["started", "evidence"]
    gone = Gone(("R1",), store.version())  # ticked as gone before the row was the record: it is spoken of, and stays
    result = store.import_records(sheet, "Bo", base_version=plan.version, columns=schema.NAMES, same=same, gone=gone)
    assert (result.added, result.changed, result.removed) == (0, 1, 0)
    assert store.import_records(sheet, "Bo", columns=schema.NAMES).step is None
    store.undo(by="Bo")
    assert store.records()["started"].dt.date.tolist() == [FEBRUARY, FEBRUARY]
    assert [one.old for one in asked(store, row())] == ["R1"]


def test_row_that_was_taken_as_a_new_record_is_not_asked_about_again(store):
    store.import_records(records(row()), "Bo", columns=schema.NAMES)
    assert len(store.records()) == 3
    assert asked(store, row()) == ()


def test_row_that_is_left_out_is_not_asked_about_and_in_no_other_rows_way(store):
    late = row(started=date(2024, 5, 1))
    off = [one.name for one in store.plan_import(records(late), schema.NAMES).added]
    plan = store.plan_import(records(late, row()), schema.NAMES, off=off)
    assert [(one.old, one.sure) for one in store.corrections(plan, ())] == [("R1", True)]
