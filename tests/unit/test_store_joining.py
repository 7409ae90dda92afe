"""What a sheet does to records that a hand changed, case by case; and what an undo or a backup makes of it."""

import io
import zipfile
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from builders import record, records

from sct_dash import archive
from sct_dash.errors import UserError
from sct_dash.records import schema
from sct_dash.records.store import RECORDS, Conflict, Store, open_store
from sct_dash.records.store.database import Database
from sct_dash.records.store.matching import named
from sct_dash.records.store.tables import to_cells

AVON, CANTON, BOLTON = (
    record(record_id=f"R{n}", mentee=town) for n, town in enumerate(("Avon", "Canton", "Bolton"), 1)
)


@pytest.fixture
def store(tmp_path):
    return open_store(f"sqlite:///{tmp_path}/records.db")


@pytest.fixture
def filled(store):
    """A store with `AVON` and `CANTON`, imported by Ana in step 1."""
    store.import_records(records(AVON, CANTON), "Ana", columns=schema.NAMES)
    return store


def edited(store, row):
    store.edit(records(row), store.version(), "Bo")


def plan(store, *rows, **how):
    return store.plan_import(records(*rows), schema.NAMES, **how)


def towns(store):
    return dict(store.records()[["record_id", "mentee"]].values.tolist())


# --- an answer that says no more than an empty cell


@pytest.mark.parametrize(
    ("here", "sheet", "changed"), [(False, True, ["mentor_documented"]), (True, False, []), (False, False, [])]
)
def test_no_is_what_nobody_said_and_clashes_with_nothing(store, here, sheet, changed):
    edited(store, BOLTON | {"record_id": "", "mentor_documented": here})
    found = plan(store, BOLTON | {"record_id": "", "mentor_documented": sheet})
    assert (found.clashes, found.changed_fields["field"].tolist()) == ((), changed)


def test_what_a_record_made_by_hand_has_beside_the_sheet_is_no_news(store):
    edited(store, BOLTON | {"record_id": "", "notes": "ours"})
    assert plan(store, BOLTON | {"record_id": ""}).kept == ()


# --- which record a row is


def test_a_record_that_is_edited_there_and_back_is_still_the_same(store):
    edited(store, record(record_id=""))
    (name,) = store.records()["record_id"]
    edited(store, record(record_id=name, action="3.2"))
    edited(store, record(record_id=name))
    assert store.records()[["record_id", "action"]].values.tolist() == [[name, "3.12"]]


def test_of_two_rows_that_could_be_a_record_the_second_is_a_new_one(filled):
    filled.import_records(records(AVON | {"mentee": "Bolton"}, AVON | {"record_id": "R9"}), "Ana")
    assert towns(filled) == {"R1": "Bolton", "R2": "Canton", "R9": "Avon"}


def test_a_row_corrects_no_record_that_the_sheet_still_has(filled):
    corrected = [("R9", "R1")]
    filled.import_records(records(AVON, BOLTON | {"record_id": "R9"}), "Ana", same=corrected)
    assert towns(filled) == {"R1": "Avon", "R2": "Canton", "R9": "Bolton"}


def test_a_correction_does_not_change_the_names_of_the_rows_after_it():
    first, second = record(record_id=""), record(record_id="", mentee="Canton")
    made = schema.made_id(RECORDS.key_of(to_cells(RECORDS, records(first))[0]))
    state = {"R1": to_cells(RECORDS, records(AVON))[0]}
    rows = [*to_cells(RECORDS, records(first)), *to_cells(RECORDS, records(second | {"record_id": made}))]
    _, after = named(RECORDS, state, rows)
    assert list(named(RECORDS, state, rows, same={made: "R1"})) == ["R1", after]


def test_what_names_a_mentorship_is_always_the_sheets(filled):
    filled.import_records(records(AVON | {"mentee": "Bolton"}), "Ana", columns=("notes",))
    assert towns(filled)["R1"] == "Bolton"


def test_what_a_row_says_without_a_column_is_taken_and_empties_no_other_record(filled):
    filled.import_records(records(AVON | {"partners": "YMCA"}, CANTON | {"partners": "Rotary"}), "Ana")
    filled.import_records(records(AVON | {"partners": "Lions"}, CANTON), "Ana", columns=("notes",))
    assert filled.records()["partners"].tolist() == ["Lions", "Rotary"]


# --- a hand and a sheet that contradict each other


def test_a_sheet_does_not_make_a_town_its_own_mentor(filled):
    edited(filled, AVON | {"mentee": "Bolton"})
    sheet = AVON | {"mentor": "Bolton"}
    assert [clash.field for clash in plan(filled, sheet).clashes] == ["mentor"]
    filled.import_records(records(sheet), "Ana", columns=schema.NAMES)
    assert filled.records()["mentor"].tolist() == ["Hartford", "Hartford"]


def test_a_sheets_last_day_before_a_hands_start_is_asked(filled):
    edited(filled, AVON | {"started": date(2023, 5, 1)})
    assert [d.field for d in plan(filled, AVON | {"last_active": date(2022, 6, 1)}).clashes] == ["last_active"]


# --- undo beside a backup's history


def test_a_backups_history_does_not_stand_in_the_way_of_an_undo(filled, tmp_path):
    other = open_store(f"sqlite:///{tmp_path}/other.db")
    other.import_records(records(AVON | {"mentee": "Darien"}), "Di")
    other.restore(filled.backup(), "Cy")
    other.undo(by="Cy")
    other.undo(by="Cy")
    assert (other.is_empty(), other.history()[0].undoes) == (True, 1)


def test_a_step_that_was_taken_back_once_more_does_not_free_the_steps_between(filled):
    filled.undo(by="Bo")
    filled.undo(2, by="Bo")
    filled.undo(1, by="Bo")
    with pytest.raises(UserError, match="Undo step 4 first: it builds on this one"):
        filled.undo(3, by="Bo")


def test_two_sheets_that_said_the_same_do_not_stand_in_the_way_of_an_undo(filled):
    edited(filled, AVON | {"mentee": "Bolton"})
    filled.import_records(records(AVON | {"record_id": "R9"}), "Ana")
    filled.import_records(records(CANTON | {"notes": "x"}), "Ana")
    filled.undo(by="Ana")
    assert (towns(filled)["R9"], filled.records()["notes"].tolist()) == ("Avon", ["", "", ""])


# --- two people


def test_what_was_changed_and_taken_back_is_in_nobodys_way(filled):
    seen = filled.version()
    edited(filled, AVON | {"notes": "x"})
    filled.undo(by="Bo")
    filled.remove(["R1"], seen, "Cy")
    assert towns(filled) == {"R2": "Canton"}


def test_who_never_saw_a_record_is_asked_again_when_it_changed_after_the_choice(filled):
    with pytest.raises(Conflict) as first:
        filled.edit(records(AVON | {"notes": "Cy's"}), "0badf00d-1", "Cy")
    edited(filled, AVON | {"notes": "Bo's"})
    with pytest.raises(Conflict, match="notes is now Bo's") as second:
        filled.edit(records(AVON | {"notes": "Cy's"}), "0badf00d-1", "Cy", over=first.value.version)
    filled.edit(records(AVON | {"notes": "Cy's"}), "0badf00d-1", "Cy", over=second.value.version)
    assert filled.records()["notes"].tolist() == ["Cy's", ""]


def test_a_record_that_was_taken_off_after_the_plan_does_not_come_back_unseen(filled):
    sheet = AVON | {"notes": "x"}
    planned = plan(filled, sheet)
    filled.remove(["R1"], filled.version(), "Bo")
    with pytest.raises(Conflict, match=r"was changed by Bo .* it is not there any more"):
        filled.import_records(records(sheet), "Ana", base_version=planned.version, columns=schema.NAMES)
    assert towns(filled) == {"R2": "Canton"}


def test_a_conflict_about_a_list_tells_the_fields_that_differ_and_the_newest_step(store):
    def needs(avon, bolton):
        rows = [["Avon", "3.2", avon], ["Bolton", "3.2", bolton]]
        return pd.DataFrame(rows, columns=["town", "action", "note"], dtype="str")

    store.replace(needs("first", "first"), store.version(), "Ana")
    seen = store.version()
    store.replace(needs("second", "first"), seen, "Bo")
    store.replace(needs("second", "third"), store.version(), "Dee")
    with pytest.raises(Conflict) as caught:
        store.replace(needs("mine", "mine"), seen, "Cy")
    assert [(d.name, d.field, d.base, d.mine, d.theirs) for d in caught.value.differences] == [
        ("Avon|3.2", "note", "first", "mine", "second"),
        ("Bolton|3.2", "note", "first", "mine", "third"),
    ]
    assert caught.value.step.by == "Dee"


def test_a_records_history_tells_what_a_step_did_to_it_and_not_to_the_others(filled):
    filled.import_records(records(AVON | {"notes": "x"}, BOLTON), "Ana", "fall sheet", columns=schema.NAMES)
    told = [version.sentence.split(": ")[1] for version in filled.history_of("R1")]
    assert told == ["changed (fall sheet).", "added."]


# --- backups


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_is_pressed_otherwise_than_a_backup_is_none(filled, method):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(filled.backup())) as whole, zipfile.ZipFile(made, "w", method) as other:
        for name in whole.namelist():
            other.writestr(name, whole.read(name))
    with pytest.raises(UserError, match=r"it has no store\.csv"):
        filled.restore(made.getvalue(), "Cy")


def test_an_undo_in_a_backups_history_undoes_the_step_that_it_undid_there(filled, tmp_path):
    filled.undo(by="Bo")
    other = open_store(f"sqlite:///{tmp_path}/other.db")
    other.import_records(records(BOLTON), "Di")
    other.restore(filled.backup(), "Cy")
    assert [(step.number, step.undone_by) for step in other.history()] == [(4, None), (3, None), (2, 3), (1, None)]


def test_a_plan_to_restore_counts_what_a_person_keeps_and_no_more(filled):
    content = filled.backup()
    filled.import_records(records(AVON | {"notes": "x"}, CANTON), "Ana", columns=schema.NAMES)
    plan_, result = filled.plan_restore(content), filled.restore(content, "Cy")
    assert (plan_.added, plan_.changed, plan_.removed) == (0, 1, 0) == (result.added, result.changed, result.removed)


def test_history_that_came_with_a_backup_never_speaks_for_the_records(tmp_path):
    def lived(name, *days):
        made = Store(Database(f"sqlite:///{tmp_path}/{name}.db"), lambda: datetime(2026, 11, days[0], tzinfo=UTC))
        made.import_records(records(AVON), "Ana")
        for day in days[1:]:
            made._now = lambda day=day: datetime(2026, 11, day, tzinfo=UTC)
            edited(made, AVON | {"notes": f"call {day}"})
        return made

    ours, theirs = lived("ours", 1, 3), lived("theirs", 1, 2, 3)
    ours.restore(theirs.backup(), "Cy")  # the step of the second day comes last, as history
    third = lived("third", 5)
    third.restore(ours.backup(), "Cy")
    assert third.records()["notes"].tolist() == ["call 3"]


def test_an_undone_import_of_an_older_backup_brought_nothing(filled, tmp_path):
    sheet = AVON | {"notes": "new"}
    filled.import_records(records(sheet), "Ana", columns=schema.NAMES)
    filled.undo(by="Ana")
    with zipfile.ZipFile(io.BytesIO(filled.backup())) as whole:
        files = {name: whole.read(name) for name in whole.namelist() if name != "versions-brought.csv"}
    files["store.csv"] = files["store.csv"].replace(b"schema,5", b"schema,2")
    fresh = open_store(f"sqlite:///{tmp_path}/fresh.db")
    fresh.restore(archive.packed(files.items()), "Cy")
    assert (plan(fresh, sheet).changed_fields["after"].tolist(), plan(fresh, sheet).kept) == (["new"], ())


def test_what_was_done_at_midnight_in_connecticut_is_of_the_day_that_begins(tmp_path):
    store = Store(Database(f"sqlite:///{tmp_path}/m.db"), lambda: datetime(2026, 11, 10, 5, tzinfo=UTC))
    store.import_records(records(AVON), "Ana")
    assert len(store.changes_since(date(2026, 11, 10)).sentences) == 1
    assert store.changes_since(date(2026, 11, 11)).sentences == ()
