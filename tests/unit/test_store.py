"""The store: versions, steps, undo, conflicts, backups; the same on SQLite and on PostgreSQL."""

import csv
import io
import json
import threading
import zipfile
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
import sqlalchemy as sql
from builders import csv_of, record, records

from sct_dash import archive, facts
from sct_dash.errors import UserError
from sct_dash.records import headers, mappings, readers, schema
from sct_dash.records import source as sources
from sct_dash.records.sheets import Sheet
from sct_dash.records.store import EXPERIENCE, NEEDS, Conflict, Gone, Store, database, open_store
from sct_dash.records.store import backup as backups
from sct_dash.records.store.database import Database

AVON, CANTON = record(record_id="R1", mentee="Avon"), record(record_id="R2", mentee="Canton")
NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)  # noon in Connecticut


class Clock:
    """A clock that stands until it is set."""

    def __init__(self):
        self.at = NOON

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(url, clock):
    return Store(Database(url), clock)


@pytest.fixture
def filled(store):
    """A store with `AVON` and `CANTON`, imported by Ana in step 1."""
    store.import_records(records(AVON, CANTON), "Ana", "first sheet")
    return store


def held(store, **when):
    return schema.to_csv(store.records(**when))


def names(table):
    return list(table["record_id"])


def needs(*rows):
    return pd.DataFrame(list(rows), columns=["town", "action", "note"], dtype="str")


def experience(*rows):
    table = pd.DataFrame(list(rows), columns=["town", "action", "programme_year", "source"])
    return table.astype({"programme_year": "int64"})


# --- reading and importing


def test_a_store_that_was_never_written_is_empty_and_reading_makes_no_file(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/below/records.db")
    assert (store.version(), store.is_empty(), store.history(), len(store.records())) == ("0", True, (), 0)
    assert (len(store.needs()), len(store.experience()), store.changes_since(date(2026, 1, 1)).sentences) == (0, 0, ())
    plan = store.plan_import(records(AVON))
    assert (plan.version, store.corrections(plan, {"R9"}), store.taken_off(plan)) == ("0", (), ())
    assert list(tmp_path.iterdir()) == []


def test_without_a_name_the_store_is_the_local_file(tmp_path):
    open_store().import_records(records(AVON), "Ana")
    assert tmp_path / "local" == facts.LOCAL
    assert [path.name for path in facts.LOCAL.iterdir()] == ["records.db"]


def test_the_environment_names_the_database(monkeypatch, url):
    monkeypatch.setenv("SCT_DASH_DATABASE_URL", url)
    open_store().import_records(records(AVON), "Ana")
    assert names(open_store(url).records()) == ["R1"]
    assert not facts.LOCAL.exists()


def test_records_come_back_as_they_went_in(store):
    given = records(
        record(record_id="=1+1", last_active=date(2024, 2, 29), partners="A; B", notes="two\nlines, “quotes” 'n' all"),
        record(record_id="ü", mentor="Northampton, MA", started=date(2023, 1, 1), implemented_on=None),
        record(record_id="7", action="3.10", programme_year=2019, mentee_documented=True, started=date(2023, 2, 1)),
    )
    result = store.import_records(given, "Ana")
    assert (result.step, result.added, result.changed, result.unchanged) == (1, 3, 0, 0)
    pd.testing.assert_frame_equal(store.records(), given)


def test_records_of_an_empty_store_have_the_columns_and_types_of_records(store):
    pd.testing.assert_frame_equal(store.records(), schema.frame([]), check_index_type=False)


def test_importing_the_same_again_does_nothing_and_is_no_step(filled):
    before = filled.version()
    result = filled.import_records(records(AVON, CANTON), "Ana")
    assert (result.step, result.added, result.changed, result.unchanged) == (None, 0, 0, 2)
    assert (filled.version(), len(filled.history())) == (before, 1)


def test_next_months_sheet_is_a_difference_and_records_that_it_lacks_stay(filled):
    sheet = records(AVON | {"notes": "visited"}, record(record_id="R3", mentee="Bolton"))
    plan = filled.plan_import(sheet)
    assert [entry.name for entry in plan.added] == ["R3"]
    assert names(plan.added_rows) == ["R3"]
    subject = "Hartford's mentorship of Avon on 3.12"
    assert plan.changed_fields.values.tolist() == [["R1", subject, "notes", "", "visited"]]
    assert (plan.unchanged, plan.version) == (0, filled.version())
    result = filled.import_records(sheet, "Bo", base_version=plan.version)
    assert (result.added, result.changed, result.unchanged) == (1, 1, 0)
    assert names(filled.records()) == ["R1", "R3", "R2"]


def test_a_plan_writes_nothing(filled):
    before = filled.version()
    filled.plan_import(records(AVON | {"notes": "visited"}))
    assert (filled.version(), filled.records()["notes"].tolist()) == (before, ["", ""])


def test_a_row_without_a_known_name_is_the_record_with_the_same_key_and_takes_its_name(filled):
    filled.import_records(records(AVON | {"record_id": "another", "notes": "visited"}), "Ana")
    assert filled.records()[["record_id", "notes"]].values.tolist() == [["R1", "visited"], ["R2", ""]]


def test_a_row_with_a_known_name_is_that_record_whatever_else_it_says(filled):
    filled.import_records(records(AVON | {"mentee": "Bolton"}), "Ana")
    assert filled.records()[["record_id", "mentee"]].values.tolist() == [["R1", "Bolton"], ["R2", "Canton"]]


def test_a_name_merely_made_from_the_key_gives_way_to_the_record_with_that_key(filled):
    key = (AVON["mentor"], AVON["mentee"], AVON["action"], AVON["programme_year"], AVON["started"])
    made = schema.made_id(key)
    filled.import_records(records(record(record_id=made, mentee="Bolton")), "Ana")
    result = filled.import_records(records(AVON | {"record_id": made, "notes": "visited"}), "Ana")
    assert (result.added, result.changed) == (0, 1)
    assert dict(filled.records()[["record_id", "notes"]].values.tolist()) == {"R1": "visited", "R2": "", made: ""}


def test_an_edited_record_keeps_its_name_and_leaves_its_old_key_free(store):
    by_hand = record(record_id="", action="3.12")
    store.edit(records(by_hand), store.version(), "Ana")
    (first,) = names(store.records())
    store.edit(records(by_hand | {"record_id": first, "action": "3.2"}), store.version(), "Ana")
    result = store.edit(records(by_hand), store.version(), "Ana")
    assert (result.added, result.changed) == (1, 0)
    assert sorted(store.records()["action"]) == ["3.12", "3.2"]
    assert dict(store.records()[["record_id", "action"]].values.tolist())[first] == "3.2"
    assert store.import_records(store.records(), "Ana").step is None


def test_the_first_sheet_again_does_not_turn_an_edited_record_back(store):
    sheet = readers.read("r.csv", csv_of(record(record_id=""))).records
    store.import_records(sheet, "Ana")
    (first,) = names(store.records())
    store.edit(records(record(record_id=first, action="3.2")), store.version(), "Bo")
    store.import_records(sheet, "Ana")
    assert dict(store.records()[["action", "record_id"]].values.tolist())["3.2"] == first
    assert store.import_records(sheet, "Ana").step is None


def test_an_import_that_would_make_two_records_the_same_mentorship_is_refused_whole(filled):
    with pytest.raises(
        UserError, match=r"Hartford's mentorship of Canton on 3\.12 would stand there twice, as R1 and as R2"
    ):
        filled.import_records(records(AVON | {"mentee": "Canton"}, record(record_id="R3")), "Ana")
    assert (len(filled.history()), names(filled.records())) == (1, ["R1", "R2"])


def test_a_sheet_that_says_nothing_in_a_column_empties_nothing(store):
    store.import_records(records(AVON | {"notes": "visited", "mentor_documented": True}), "Ana")
    assert store.import_records(records(AVON), "Ana").unchanged == 1
    store.import_records(records(AVON), "Ana", columns=schema.NAMES)
    assert store.records()[["notes", "mentor_documented"]].values.tolist() == [["", False]]


@pytest.mark.parametrize("by", ["", "  ", "\n"])
def test_nobody_changes_anything_without_a_name(filled, by):
    for act in (
        lambda: filled.import_records(records(record()), by),
        lambda: filled.edit(records(AVON), filled.version(), by),
        lambda: filled.remove(["R1"], filled.version(), by),
        lambda: filled.undo(by=by),
        lambda: filled.restore(filled.backup(), by),
    ):
        with pytest.raises(UserError, match="Say who does this"):
            act()
    assert len(filled.history()) == 1


def test_a_record_name_too_long_for_an_index_is_refused(store):
    with pytest.raises(UserError, match="longer than 200 characters"):
        store.import_records(records(record(record_id="x" * 201)), "Ana")


# --- next month's sheet and what was edited by hand


def sheet_of(*rows):
    """Rows of a sheet without names of its own."""
    return readers.read("s.csv", csv_of(*(row | {"record_id": ""} for row in rows))).records


SHEET = (AVON | {"notes": "first call"}, CANTON)


@pytest.fixture
def edited(store):
    """A store with `SHEET`, of which Bo changed Avon's notes by hand."""
    store.import_records(sheet_of(*SHEET), "Ana", columns=schema.NAMES)
    by_hand(store, notes="second call")
    return store


def by_hand(store, mentee="Avon", **cells):
    rows = store.records()
    row = rows[rows["mentee"] == mentee].assign(**cells)
    store.edit(row, store.version(), "Bo")


def cell(store, field, mentee="Avon"):
    return store.records().set_index("mentee")[field][mentee]


def test_a_cell_that_the_sheet_did_not_change_keeps_the_edit_every_month(edited):
    for month in ("June", "July"):
        sheet = sheet_of(SHEET[0] | {"evidence": month}, CANTON)
        plan = edited.plan_import(sheet, schema.NAMES)
        assert [(d.field, d.base, d.mine, d.theirs) for d in plan.kept] == [
            ("notes", "first call", "first call", "second call")
        ]
        assert (plan.clashes, plan.changed_fields["field"].tolist()) == ((), ["evidence"])
        edited.import_records(sheet, "Ana", month, plan.version, schema.NAMES)
        assert (cell(edited, "notes"), cell(edited, "evidence")) == ("second call", month)


def test_a_cell_that_the_sheet_alone_changed_is_the_sheets(edited):
    edited.import_records(sheet_of(SHEET[0], CANTON | {"notes": "new"}), "Ana", columns=schema.NAMES)
    assert (cell(edited, "notes", "Canton"), cell(edited, "notes")) == ("new", "second call")


def test_a_cell_changed_here_and_in_the_sheet_stays_unless_the_sheets_is_taken(edited):
    sheet = sheet_of(SHEET[0] | {"notes": "third call"}, CANTON)
    plan = edited.plan_import(sheet, schema.NAMES)
    (clash,) = plan.clashes
    assert (clash.field, clash.base, clash.mine, clash.theirs) == ("notes", "first call", "third call", "second call")
    assert (len(plan.changed), plan.unchanged) == (0, 2)
    taken = edited.plan_import(sheet, schema.NAMES, take=[(clash.name, "notes")])
    assert taken.changed_fields["after"].tolist() == ["third call"]
    edited.import_records(sheet, "Ana", columns=schema.NAMES)
    assert cell(edited, "notes") == "second call"
    assert edited.history()[0].sentence == "Ana imported on November 3, 2026: no record changed."
    assert edited.plan_import(sheet, schema.NAMES).clashes == ()
    edited.undo(by="Ana")
    edited.import_records(sheet, "Ana", columns=schema.NAMES, take=[(clash.name, "notes")])
    assert cell(edited, "notes") == "third call"


def test_a_field_that_was_added_by_hand_is_not_overwritten_unasked(filled):
    filled.edit(records(record(record_id="", mentee="Bolton", notes="ours")), filled.version(), "Bo")
    sheet = sheet_of(record(mentee="Bolton", notes="theirs", evidence="minutes"))
    plan = filled.plan_import(sheet)
    assert [(d.field, d.base, d.mine, d.theirs) for d in plan.clashes] == [("notes", "", "theirs", "ours")]
    assert plan.changed_fields["field"].tolist() == ["evidence"]


def test_a_column_that_the_sheet_no_longer_has_does_not_forget_what_it_said(edited):
    less = [name for name in schema.NAMES if name != "notes"]
    edited.import_records(sheet_of(AVON | {"evidence": "x"}, CANTON), "Ana", columns=less)
    assert edited.plan_import(sheet_of(*SHEET), schema.NAMES).kept[0].field == "notes"


def test_a_hands_edit_and_a_sheets_that_contradict_each_other_are_asked(store):
    store.import_records(sheet_of(AVON), "Ana", columns=schema.NAMES)
    by_hand(store, started=pd.Timestamp("2023-05-01"))
    sheet = sheet_of(AVON | {"implemented_on": date(2022, 6, 1)})
    assert [d.field for d in store.plan_import(sheet, schema.NAMES).clashes] == ["implemented_on"]
    name = names(store.records())[0]
    with pytest.raises(UserError, match="a day would be before the start"):
        store.plan_import(sheet, schema.NAMES, take=[(name, "implemented_on")])
    store.import_records(sheet, "Ana", columns=schema.NAMES)
    assert cell(store, "implemented_on") == pd.Timestamp("2023-06-01")


def test_a_clash_that_came_after_the_plan_is_told_and_nothing_is_imported(edited):
    sheet = sheet_of(*SHEET[:1], CANTON | {"notes": "sheet"})
    plan = edited.plan_import(sheet, schema.NAMES)
    by_hand(edited, "Canton", notes="hand")
    with pytest.raises(Conflict, match="notes is now hand"):
        edited.import_records(sheet, "Ana", "", plan.version, schema.NAMES)
    by_hand(edited, evidence="anything else")
    again = edited.plan_import(sheet, schema.NAMES)
    by_hand(edited, evidence="and more")
    assert edited.import_records(sheet, "Ana", "", again.version, schema.NAMES).changed == 0


def test_a_record_edited_by_hand_in_what_names_it_is_found_in_the_same_sheet(edited):
    by_hand(edited, action="3.2")
    assert edited.import_records(sheet_of(*SHEET), "Ana", columns=schema.NAMES).step is None
    assert len(edited.records()) == 2


@pytest.mark.parametrize("form", [1, 2])
def test_an_older_backup_knows_what_its_imports_had_brought(edited, new_url, form):
    older = repacked(edited.backup(), "store.csv", lambda text: text.replace("schema,5", f"schema,{form}"))
    older = repacked(older, "versions-brought.csv", lambda _: "")
    fresh = open_store(new_url())
    fresh.restore(older, "Cy")
    assert fresh.backup() == edited.backup()


def test_an_older_database_knows_what_its_imports_had_brought(url):
    laid(url, FIRST_SCHEMA)
    store = open_store(url)
    plan = store.plan_import(records(AVON), schema.NAMES)
    assert [(d.field, d.mine, d.theirs) for d in plan.kept] == [("mentee_documented", "no", "yes")]


def test_undoing_an_import_forgets_what_it_brought(edited):
    edited.import_records(sheet_of(SHEET[0], CANTON | {"notes": "new"}), "Ana", columns=schema.NAMES)
    edited.undo(by="Ana")
    plan = edited.plan_import(sheet_of(SHEET[0], CANTON | {"notes": "new"}), schema.NAMES)
    assert (plan.changed_fields["after"].tolist(), plan.clashes) == (["new"], ())


# --- a correction in next month's sheet


def corrected(store, *rows):
    sheet = sheet_of(*rows)
    plan = store.plan_import(sheet)
    return sheet, store.corrections(plan, set(names(store.records())) - plan.names)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"started": date(2022, 5, 14)}, "another start (May 14, 2022 instead of May 1, 2022)"),
        ({"action": "3.2"}, "another action (3.2 instead of 3.12)"),
        ({"mentee": "Coventry"}, "another mentee (Coventry instead of Avon)"),
        ({"mentor": "Coventry"}, "another mentor (Coventry instead of Hartford)"),
    ],
)
def test_a_row_corrected_in_one_field_is_the_record_that_the_sheet_has_no_more(filled, change, told):
    sheet, (pair,) = corrected(filled, AVON | change, CANTON)
    assert (pair.old, pair.sure) == ("R1", True)
    assert pair.sentence == f"Hartford's mentorship of Avon on 3.12, with {told}"
    result = filled.import_records(sheet, "Ana", same=[(pair.new, pair.old)])
    assert (result.added, result.changed, sorted(names(filled.records()))) == (0, 1, ["R1", "R2"])
    assert filled.import_records(sheet, "Ana").step is None


def test_a_row_that_differs_in_one_field_is_paired_before_those_that_differ_in_two(filled):
    filled.import_records(records(AVON | {"record_id": "R3", "mentee": "Bolton", "action": "5.4"}), "Ana")
    new = AVON | {"action": "5.4", "record_id": "R9"}  # one field from each of two records: neither is sure
    assert corrected(filled, new)[1] == ()
    near = AVON | {"started": date(2022, 5, 14), "record_id": "R9"}  # one field from R1, three from R3
    _, (pair,) = corrected(filled, near, CANTON)
    assert (pair.old, pair.sure) == ("R1", True)
    both = [near, AVON | {"mentee": "Bolton", "action": "5.5", "started": date(2022, 5, 14), "record_id": "R8"}]
    assert {(one.old, one.sure) for one in corrected(filled, *both)[1]} == {("R1", True), ("R3", False)}


def test_what_is_taken_of_one_record_is_not_taken_of_another(edited):
    by_hand(edited, "Canton", notes="mine")
    sheet = sheet_of(SHEET[0] | {"notes": "third call"}, CANTON | {"notes": "theirs"})
    clash = next(d for d in edited.plan_import(sheet, schema.NAMES).clashes if d.mine == "third call")
    edited.import_records(sheet, "Ana", columns=schema.NAMES, take=[(clash.name, "notes")])
    assert (cell(edited, "notes"), cell(edited, "notes", "Canton")) == ("third call", "mine")


def test_a_row_that_differs_in_two_fields_is_offered_and_not_sure(filled):
    _, (pair,) = corrected(filled, AVON | {"action": "3.2", "mentee": "Bolton"}, CANTON)
    assert (pair.old, pair.sure) == ("R1", False)
    assert pair.sentence.endswith(
        "with another mentee (Bolton instead of Avon) and another action (3.2 instead of 3.12)"
    )
    assert corrected(filled, AVON | {"action": "3.2", "mentee": "Bolton", "mentor": "Essex"}, CANTON)[1] == ()


def test_rows_that_could_be_several_records_are_none_of_them(filled):
    assert corrected(filled, AVON | {"mentee": "Bolton"})[1] == ()
    assert corrected(filled, AVON | {"action": "3.2"}, AVON | {"action": "3.3"}, CANTON)[1] == ()


def test_a_corrected_row_keeps_what_was_edited_by_hand(edited):
    sheet, (pair,) = corrected(edited, SHEET[0] | {"action": "3.2"}, CANTON)
    edited.import_records(sheet, "Ana", same=[(pair.new, pair.old)])
    assert (cell(edited, "action"), cell(edited, "notes"), len(edited.records())) == ("3.2", "second call", 2)


# --- versions


def test_version_is_another_after_every_step_and_the_same_between(filled):
    first = filled.version()
    assert filled.version() == first
    filled.edit(records(AVON | {"notes": "x"}), first, "Bo")
    second = filled.version()
    filled.undo(by="Bo")
    assert len({first, second, filled.version()}) == 3


def test_an_open_store_sees_what_another_wrote(url, filled):
    other = open_store(url)
    before = other.version()
    filled.edit(records(AVON | {"notes": "x"}), before, "Bo")
    assert other.version() == filled.version() != before
    assert other.records()["notes"].tolist() == ["x", ""]


def test_records_as_they_were_on_a_day(filled, clock):
    clock.at = NOON + timedelta(days=2)
    filled.edit(records(AVON | {"notes": "x"}), filled.version(), "Bo")
    assert len(filled.records(as_of=date(2026, 11, 2))) == 0
    assert filled.records(as_of=date(2026, 11, 4))["notes"].tolist() == ["", ""]
    assert filled.records(as_of=date(2026, 11, 5))["notes"].tolist() == ["x", ""]
    assert filled.records(as_of=datetime(2026, 11, 5, 11, 59))["notes"].tolist() == ["", ""]
    assert filled.records(as_of=datetime(2026, 11, 5, 17, tzinfo=UTC))["notes"].tolist() == ["x", ""]


def test_a_day_ends_at_midnight_in_connecticut(store, clock):
    clock.at = datetime(2026, 11, 4, 3, tzinfo=UTC)  # 10 pm on November 3
    store.import_records(records(AVON), "Ana")
    assert store.history()[0].day == date(2026, 11, 3)
    assert len(store.records(as_of=date(2026, 11, 3))) == 1


def test_a_clock_set_back_does_not_change_what_was_when(filled, clock):
    clock.at = NOON - timedelta(days=9)
    filled.edit(records(AVON | {"notes": "x"}), filled.version(), "Bo")
    assert [step.at for step in filled.history()] == [NOON, NOON]


def test_history_tells_each_step_and_what_it_did_to_a_record(filled):
    filled.edit(records(AVON | {"notes": "x", "last_active": date(2026, 10, 1)}), filled.version(), "Bo", "a call")
    assert [step.sentence for step in filled.history()] == [
        "Bo edited on November 3, 2026: 1 changed (a call).",
        "Ana imported on November 3, 2026: 2 added (first sheet).",
    ]
    newest, oldest = filled.history_of("R1")
    assert [str(field) for field in newest.fields] == [
        "last active from empty to October 1, 2026",
        "notes from empty to “x”",
    ]
    assert (newest.step.number, newest.change, oldest.step.number, oldest.change) == (2, "changed", 1, "added")
    with pytest.raises(UserError, match="There is no record 'R9' in the store, and never was"):
        filled.history_of("R9")


# --- editing


def test_edit_makes_a_new_record_and_names_it(filled):
    result = filled.edit(records(record(record_id="", mentee="Bolton")), filled.version(), "Bo")
    assert (result.step, result.added, result.changed) == (2, 1, 0)
    assert filled.records().set_index("mentee")["record_id"]["Bolton"].startswith("R-")


def test_edit_can_empty_a_cell(filled):
    filled.edit(records(AVON | {"implemented_on": None}), filled.version(), "Bo")
    assert filled.records()["implemented_on"].isna().tolist() == [True, False]


def test_a_new_record_never_overwrites_one_that_is_there(filled):
    with pytest.raises(UserError, match="is there already, as R1"):
        filled.edit(records(AVON | {"record_id": "", "notes": "x"}), filled.version(), "Bo")


def test_an_edit_never_becomes_an_edit_of_another_record(filled):
    with pytest.raises(UserError, match="would stand there twice"):
        filled.edit(records(AVON | {"mentee": "Canton"}), filled.version(), "Bo")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"mentee": "Hartford"}, "mentee: Hartford cannot be its own mentor"),
        ({"last_active": date(2020, 1, 1)}, "last active: is before the mentorship started"),
        ({"action": "99.1"}, "action: "),
        ({"support": ""}, "support: must be filled in"),
    ],
)
def test_an_edit_is_checked_as_a_row_of_a_file_is(filled, change, told):
    with pytest.raises(UserError, match=told):
        filled.edit(records(AVON | change), filled.version(), "Bo")
    assert len(filled.history()) == 1


def test_the_second_of_two_editors_is_shown_what_changed_and_chooses(filled):
    seen = filled.version()
    filled.edit(records(AVON | {"notes": "Bo's", "evidence": "minutes"}), seen, "Bo")
    mine = records(AVON | {"notes": "Cy's"})
    with pytest.raises(Conflict) as caught:
        filled.edit(mine, seen, "Cy")
    conflict = caught.value
    assert [(d.name, d.field, d.base, d.mine, d.theirs) for d in conflict.differences] == [
        ("R1", "notes", "", "Cy's", "Bo's")
    ]
    assert str(conflict) == (
        "Hartford's mentorship of Avon on 3.12 was changed by Bo on November 3, 2026 after you opened it: "
        "notes is now Bo's. Nothing was saved; look at it again and choose."
    )
    assert filled.records()["notes"].tolist() == ["Bo's", ""]
    result = filled.edit(mine, seen, "Cy", over=conflict.version)
    assert (filled.records()["notes"].tolist(), result.joined) == (["Cy's", ""], ("evidence",))
    assert filled.records()["evidence"].tolist() == ["minutes", ""]


def test_fields_that_only_one_of_two_editors_changed_join_by_themselves(filled):
    seen = filled.version()
    filled.edit(records(AVON | {"evidence": "minutes"}), seen, "Bo")
    result = filled.edit(records(AVON | {"notes": "Cy's"}), seen, "Cy")
    assert (result.changed, result.joined) == (1, ("evidence",))
    assert filled.records()[["evidence", "notes"]].values.tolist() == [["minutes", "Cy's"], ["", ""]]


def test_two_edits_that_contradict_each_other_do_not_join(filled):
    seen = filled.version()
    filled.edit(records(AVON | {"started": date(2023, 1, 1)}), seen, "Bo")
    with pytest.raises(UserError, match="implemented on: is before the mentorship started"):
        filled.edit(records(AVON | {"implemented_on": date(2022, 6, 1)}), seen, "Cy")
    assert len(filled.history()) == 2


def test_a_decided_conflict_does_not_overwrite_what_came_after_it(filled):
    seen = filled.version()
    filled.edit(records(AVON | {"notes": "Bo's"}), seen, "Bo")
    with pytest.raises(Conflict) as caught:
        filled.edit(records(AVON | {"notes": "Cy's"}), seen, "Cy")
    filled.edit(records(AVON | {"notes": "Di's"}), filled.version(), "Di")
    with pytest.raises(Conflict, match="notes is now Di's"):
        filled.edit(records(AVON | {"notes": "Cy's"}), seen, "Cy", over=caught.value.version)


def test_two_editors_of_different_records_are_not_in_each_others_way(filled):
    seen = filled.version()
    filled.edit(records(AVON | {"notes": "a"}), seen, "Bo")
    filled.edit(records(CANTON | {"notes": "c"}), seen, "Cy")
    assert filled.records()["notes"].tolist() == ["a", "c"]


def test_two_editors_who_write_the_same_are_not_in_each_others_way(filled):
    seen = filled.version()
    filled.edit(records(AVON | {"notes": "a"}), seen, "Bo")
    assert filled.edit(records(AVON | {"notes": "a"}), seen, "Cy").unchanged == 1


def test_editing_a_record_that_was_removed_meanwhile_is_a_conflict(filled):
    seen = filled.version()
    filled.remove(["R1"], seen, "Bo")
    with pytest.raises(Conflict, match="it is not there any more"):
        filled.edit(records(AVON | {"notes": "x"}), seen, "Cy")


def test_removing_a_record_that_was_changed_meanwhile_is_a_conflict(filled):
    seen = filled.version()
    filled.edit(records(AVON | {"notes": "x"}), seen, "Bo")
    with pytest.raises(Conflict, match="notes is now x"):
        filled.remove(["R1"], seen, "Cy")


def test_an_import_planned_before_somebody_elses_edit_is_a_conflict(filled):
    sheet = records(AVON | {"notes": "sheet"}, CANTON)
    plan = filled.plan_import(sheet)
    filled.edit(records(AVON | {"notes": "edit"}), filled.version(), "Bo")
    with pytest.raises(Conflict):
        filled.import_records(sheet, "Ana", base_version=plan.version)
    assert filled.records()["notes"].tolist() == ["edit", ""]


def test_a_version_of_another_store_counts_as_having_seen_nothing(filled):
    with pytest.raises(Conflict):
        filled.edit(records(AVON | {"notes": "x"}), "0badf00d-1", "Bo")


def test_a_removed_record_is_gone_and_its_history_stays(filled):
    filled.remove(["R1"], filled.version(), "Bo", "was a mistake")
    assert names(filled.records()) == ["R2"]
    assert [version.change for version in filled.history_of("R1")] == ["removed", "added"]
    with pytest.raises(UserError, match="There is no record 'R1' to remove"):
        filled.remove(["R1"], filled.version(), "Bo")


# --- what a sheet does not have any more


def test_records_that_a_sheet_lost_are_taken_off_by_the_same_step_and_come_back_with_its_undo(filled):
    before = held(filled)
    sheet = records(AVON | {"notes": "sheet"}, record(record_id="R3", mentee="Bolton"))
    result = filled.import_records(sheet, "Bo", "june", filled.version(), gone=Gone(("R2",), filled.version()))
    assert (result.step, result.added, result.changed, result.removed) == (2, 1, 1, 1)
    assert sorted(names(filled.records())) == ["R1", "R3"]
    assert filled.history_of("R2")[0].sentence == (
        "Bo imported on November 3, 2026: removed, no longer in the sheet (june)."
    )
    gone = filled.changes_since(filled.last_import()).table.set_index("name").loc["R2"]
    assert (gone["change"], gone["details"]) == ("removed", "no longer in the sheet")
    filled.undo(by="Ana")
    assert held(filled) == before


def test_taking_records_off_is_an_import_also_where_the_sheet_changes_nothing_else(filled):
    result = filled.import_records(records(AVON), "Bo", gone=Gone(("R2",), filled.version()))
    assert (result.step, result.unchanged, result.removed) == (2, 1, 1)
    assert [(step.kind, step.removed) for step in filled.history()] == [("import", 1), ("import", 0)]
    assert names(filled.records()) == ["R1"]


def test_nothing_is_imported_where_a_record_to_be_taken_off_was_changed_meanwhile(filled):
    seen = filled.version()
    filled.edit(records(CANTON | {"notes": "call Cy"}), seen, "Bo")
    with pytest.raises(Conflict, match="notes is now call Cy") as caught:
        filled.import_records(records(AVON | {"notes": "sheet"}), "Ana", gone=Gone(("R2",), seen))
    assert filled.records()["notes"].tolist() == ["", "call Cy"]
    filled.import_records(records(AVON | {"notes": "sheet"}), "Ana", gone=Gone(("R2",), caught.value.version))
    assert filled.records()["notes"].tolist() == ["sheet"]


def test_a_record_that_is_off_the_list_already_stops_no_import(filled):
    seen = filled.version()
    filled.remove(["R2"], seen, "Bo")
    result = filled.import_records(records(AVON | {"notes": "sheet"}), "Ana", gone=Gone(("R2",), seen))
    assert (result.changed, result.removed, names(filled.records())) == (1, 0, ["R1"])


def test_a_record_that_a_row_speaks_of_is_not_taken_off_with_the_sheet(filled):
    result = filled.import_records(records(AVON, CANTON), "Ana", gone=Gone(("R2",), filled.version()))
    assert (result.step, names(filled.records())) == (None, ["R1", "R2"])


def test_a_row_may_become_what_a_record_is_that_the_same_step_takes_off(filled):
    sheet = records(AVON | {key: CANTON[key] for key in ("mentor", "mentee", "action", "programme_year", "started")})
    with pytest.raises(UserError, match="would stand there twice, as R1 and as R2"):
        filled.plan_import(sheet)
    with pytest.raises(UserError, match="would stand there twice"):
        filled.import_records(sheet, "Ana")
    plan = filled.plan_import(sheet, gone=["R2"])
    assert [entry.name for entry in plan.changed] == ["R1"]
    filled.import_records(sheet, "Ana", base_version=plan.version, gone=Gone(("R2",), plan.version))
    assert filled.records()[["record_id", "mentee"]].to_numpy().tolist() == [["R1", CANTON["mentee"]]]
    filled.undo(by="Ana")
    assert names(filled.records()) == ["R1", "R2"]


def test_a_record_that_a_row_speaks_of_is_in_the_way_of_another_row_although_it_was_named_as_gone(filled):
    third = record(record_id="R3", mentee="Bolton")
    filled.import_records(records(third), "Ana")
    sheet = records(AVON | {"mentee": "Bolton"}, third)
    with pytest.raises(UserError, match="would stand there twice"):
        filled.plan_import(sheet, gone=["R3"])


def test_a_record_taken_off_with_a_sheet_is_told_when_a_later_sheet_has_it(filled):
    filled.import_records(records(AVON), "Bo", "june", gone=Gone(("R2",), filled.version()))
    (back,) = filled.taken_off(filled.plan_import(records(AVON, CANTON)))
    assert (back.name, back.step.number, back.step.by) == ("R2", 2, "Bo")


# --- undo


def test_undo_of_the_first_import_leaves_an_empty_store_with_its_history(filled):
    result = filled.undo(by="Bo")
    assert (result.step, result.removed, filled.is_empty()) == (2, 2, True)
    assert [(step.kind, step.undone, step.undoes) for step in filled.history()] == [
        ("undo", False, 1),
        ("import", True, None),
    ]


def test_undoing_again_goes_further_back_and_ends(filled):
    filled.edit(records(AVON | {"notes": "x"}), filled.version(), "Bo")
    filled.undo(by="Bo")
    assert filled.records()["notes"].tolist() == ["", ""]
    filled.undo(by="Bo")
    assert filled.is_empty()
    with pytest.raises(UserError, match="There is nothing left to undo"):
        filled.undo(by="Bo")


def test_undo_of_an_undo_restores(filled):
    before = held(filled)
    filled.undo(by="Bo")
    filled.undo(2, by="Bo")
    assert held(filled) == before
    assert [step.undone for step in filled.history()] == [False, True, False]
    filled.undo(1, by="Bo")
    assert filled.is_empty()


def test_a_step_that_a_later_one_builds_on_is_not_undone_and_that_one_is_named(filled):
    filled.edit(records(AVON | {"notes": "x"}), filled.version(), "Bo", "a call")
    with pytest.raises(UserError) as caught:
        filled.undo(1, by="Ana")
    assert str(caught.value) == "Undo step 2 first: it builds on this one."
    filled.undo(2, by="Ana")
    filled.undo(1, by="Ana")
    assert filled.is_empty()


def test_a_step_that_nothing_builds_on_is_undone_from_the_middle(filled):
    filled.edit(records(AVON | {"notes": "a"}), filled.version(), "Bo")
    filled.edit(records(CANTON | {"notes": "c"}), filled.version(), "Bo")
    filled.undo(2, by="Ana")
    assert filled.records()["notes"].tolist() == ["", "c"]


def test_an_undo_that_would_make_two_records_the_same_is_refused(filled):
    filled.edit(records(AVON | {"mentee": "Bolton"}), filled.version(), "Bo")
    filled.import_records(records(AVON | {"record_id": "R3"}), "Bo")
    with pytest.raises(UserError, match=r"mentorship of Avon on 3\.12 would stand there twice"):
        filled.undo(2, by="Ana")


def test_only_a_step_that_is_there_and_stands_is_undone(filled):
    filled.undo(1, by="Bo")
    with pytest.raises(UserError, match="Step 1 is undone already, by step 2"):
        filled.undo(1, by="Bo")
    with pytest.raises(UserError, match="There is no step 9; the last one is 2"):
        filled.undo(9, by="Bo")


# --- what changed


def test_what_changed_since_a_day_is_told_in_sentences_and_as_a_table(filled, clock):
    clock.at = NOON + timedelta(days=7)
    filled.edit(records(AVON | {"last_active": date(2026, 10, 1)}), filled.version(), "Bo", "a call")
    filled.import_records(records(record(record_id="R3", mentor="Simsbury", mentee="Bolton")), "Cy")
    filled.remove(["R2"], filled.version(), "Cy")
    filled.import_records(records(record(record_id="R4", mentee="Darien")), "Cy")
    filled.undo(by="Cy")
    changes = filled.changes_since(date(2026, 11, 10))
    assert changes.sentences == (
        "Hartford's mentorship of Canton on 3.12 was removed by Cy on November 10, 2026.",
        "Simsbury's mentorship of Bolton on 3.12 was added by Cy on November 10, 2026.",
        "Hartford's mentorship of Avon on 3.12 was changed by Bo on November 10, 2026: "
        "last active from empty to October 1, 2026.",
    )
    assert changes.table[["change", "by", "why", "name", "step", "details"]].values.tolist() == [
        ["removed", "Cy", "", "R2", 4, ""],
        ["added", "Cy", "", "R3", 3, ""],
        ["changed", "Bo", "a call", "R1", 2, "last active from empty to October 1, 2026"],
    ]
    assert changes.table["day"].tolist() == [pd.Timestamp("2026-11-10")] * 3
    assert filled.changes_since(date(2026, 11, 11)).sentences == ()
    assert len(filled.changes_since(date(2026, 11, 3)).sentences) == 2


def test_who_added_a_record_is_told_whoever_changed_it_since(filled):
    filled.edit(records(AVON | {"notes": "x"}), filled.version(), "Bo")
    filled.remove(["R2"], filled.version(), "Bo")
    filled.import_records(records(CANTON), "Cy")
    assert filled.changes_since(date(2026, 11, 3)).sentences == (
        "Hartford's mentorship of Canton on 3.12 was added by Cy on November 3, 2026.",
        "Hartford's mentorship of Avon on 3.12 was added by Ana on November 3, 2026.",
    )


def test_what_the_last_import_that_stands_changed_and_everything_since(filled):
    filled.edit(records(AVON | {"notes": "x"}), filled.version(), "Bo")
    filled.import_records(records(CANTON | {"notes": "y"}, record(record_id="R3", mentee="Bolton")), "Cy")
    filled.edit(records(AVON | {"notes": "z"}), filled.version(), "Bo")
    filled.import_records(records(record(record_id="R4", mentee="Darien")), "Cy")
    filled.undo(by="Cy")
    assert filled.last_import().number == 3
    changes = filled.changes_since(filled.last_import())
    assert changes.first.by == "Cy"
    assert changes.table[["name", "change", "details", "step"]].values.tolist() == [
        ["R1", "changed", "notes from “x” to “z”", 4],
        ["R2", "changed", "notes from empty to “y”", 3],
        ["R3", "added", "", 3],
    ]


def test_what_the_first_import_brought(filled):
    assert filled.changes_since(filled.last_import()).table["name"].tolist() == ["R1", "R2"]


def test_last_steps_name_their_records_the_hour_and_why_one_cannot_be_undone(filled, clock):
    clock.at = NOON + timedelta(hours=4, minutes=5)
    filled.edit(records(AVON | {"notes": "x"}), filled.version(), "Bo", "a call")
    filled.import_records(records(*(record(record_id=f"S{n}", action=f"3.{n}") for n in (1, 2, 3))), "Cy")
    filled.remove(["S3"], filled.version(), "Cy")
    told = filled.last_steps(9)
    assert [step.sentence for step in told] == [
        "Cy edited on November 3, 2026 at 4:05 PM: Hartford's mentorship of Simsbury on 3.3: 1 removed.",
        "Cy imported on November 3, 2026 at 4:05 PM: Hartford's mentorship of Simsbury on 3.1, "
        "Hartford's mentorship of Simsbury on 3.2 and 1 more: 3 added.",
        "Bo edited on November 3, 2026 at 4:05 PM: Hartford's mentorship of Avon on 3.12: 1 changed (a call).",
        "Ana imported on November 3, 2026 at 12:00 PM: Hartford's mentorship of Avon on 3.12, "
        "Hartford's mentorship of Canton on 3.12: 2 added (first sheet).",
    ]
    assert [bool(step.why_not) for step in told] == [False, True, False, True]
    assert told[3].why_not == "Undo step 2 first: it builds on this one."
    assert len(filled.last_steps(2)) == 2


# --- needs and experience


def test_needs_and_experience_have_the_same_steps_history_and_undo(filled):
    filled.import_records(needs(["Avon", "", "any"], ["Bolton", "3.12", ""]), "Ana", table=NEEDS)
    filled.import_records(experience(["Avon", "3.10", 2019, "report"]), "Ana", table=EXPERIENCE)
    assert filled.needs().values.tolist() == [["Avon", "", "any"], ["Bolton", "3.12", ""]]
    assert filled.experience().values.tolist() == [["Avon", "3.10", 2019, "report"]]
    filled.edit(needs(["Avon", "", "soon"]), filled.version(), "Bo", table=NEEDS)
    assert [version.change for version in filled.history_of("Avon|", NEEDS)] == ["changed", "added"]
    filled.remove(["Avon|3.10|2019"], filled.version(), "Bo", table=EXPERIENCE)
    assert filled.experience().empty
    filled.undo(by="Bo")
    filled.undo(by="Bo")
    assert filled.needs()["note"].tolist() == ["any", ""]
    assert len(filled.experience()) == 1
    told = filled.changes_since(date(2026, 11, 1)).sentences
    assert told[:3] == (
        "Avon's experience with 3.10 was added by Ana on November 3, 2026.",
        "Avon's need for any action was added by Ana on November 3, 2026.",
        "Bolton's need for 3.12 was added by Ana on November 3, 2026.",
    )


def test_a_whole_list_is_replaced_in_one_step_and_never_over_somebody_elses_change(filled):
    filled.import_records(needs(["Avon", "", "any"], ["Bolton", "3.12", ""]), "Ana", table=NEEDS)
    seen = filled.version()
    result = filled.replace(needs(["avon", "", "soon"], ["Canton", "5.4", ""]), seen, "Bo")
    assert (result.added, result.changed, result.removed) == (1, 1, 1)
    assert filled.needs().values.tolist() == [["Avon", "", "soon"], ["Canton", "5.4", ""]]
    with pytest.raises(Conflict):
        filled.replace(needs(["Bolton", "3.12", ""]), seen, "Cy")
    filled.undo(by="Bo")
    assert filled.needs().values.tolist() == [["Avon", "", "any"], ["Bolton", "3.12", ""]]
    filled.replace(needs(), filled.version(), "Bo")
    assert filled.needs().empty


@pytest.mark.parametrize("text", ["bell \x07", "nul \0"])
def test_an_edit_with_a_character_that_is_not_text_is_refused(filled, text):
    with pytest.raises(UserError, match=r"notes: .* has a character that is not text"):
        filled.edit(records(AVON | {"notes": text}), filled.version(), "Bo")


def test_a_need_of_no_town_is_refused(filled):
    with pytest.raises(UserError, match="169 towns"):
        filled.edit(needs(["Northampton, MA", "", ""]), filled.version(), "Bo", table=NEEDS)


def test_a_store_with_needs_alone_has_no_records(store):
    store.import_records(needs(["Avon", "", ""]), "Ana", table=NEEDS)
    assert store.is_empty()


# --- backup and restore


def lived(store):
    """Give a store two of everything."""
    store.edit(records(AVON | {"notes": "two\nlines, = “x”"}), store.version(), "Bo")
    store.import_records(needs(["Avon", "", "any"]), "Ana", table=NEEDS)
    store.import_records(experience(["Avon", "3.10", 2019, "report"]), "Ana", table=EXPERIENCE)
    store.remove(["R2"], store.version(), "Bo")
    store.undo(by="Cy", why="too early")


def test_a_backup_is_the_same_bytes_for_the_same_content_and_comes_back_as_them(filled, new_url):
    lived(filled)
    content = filled.backup()
    assert filled.backup() == content
    fresh = open_store(new_url())
    fresh.restore(content, "Cy")
    assert fresh.backup() == content
    assert (fresh.history(), fresh.version(), held(fresh)) == (filled.history(), filled.version(), held(filled))
    fresh.undo(by="Cy")
    assert fresh.experience().empty


def test_a_backup_crosses_between_databases(filled, tmp_path):
    lived(filled)
    content = filled.backup()
    local = open_store(f"sqlite:///{tmp_path}/other.db")
    local.restore(content, "Cy")
    assert local.backup() == content


def test_restoring_an_older_backup_is_one_step_that_can_be_undone(filled):
    content = filled.backup()
    lived(filled)
    before = held(filled)
    result = filled.restore(content, "Cy")
    assert (result.step, result.changed, result.removed) == (7, 1, 2)
    assert (held(filled), len(filled.needs())) == (schema.to_csv(records(AVON, CANTON)), 0)
    assert len(filled.history()) == 7
    filled.undo(by="Cy")
    assert (held(filled), len(filled.needs()), len(filled.experience())) == (before, 1, 1)


def test_another_stores_backup_keeps_both_histories(filled, new_url):
    lived(filled)
    other = open_store(new_url())
    other.import_records(records(record(record_id="R1", mentee="Darien")), "Di")
    mine = held(other)
    content = filled.backup()
    other.restore(content, "Cy")
    assert (held(other), len(other.needs())) == (held(filled), 1)
    assert [(s.number, s.by, s.archived) for s in other.history()] == [
        (8, "Cy", False),
        *[(7, "Cy", True), (6, "Bo", True), (5, "Ana", True), (4, "Ana", True), (3, "Bo", True), (2, "Ana", True)],
        (1, "Di", False),
    ]
    assert [(v.step.number, v.change) for v in other.history_of("R1")] == [
        *[(8, "changed"), (3, "changed"), (2, "added"), (1, "added")]
    ]
    with pytest.raises(UserError, match="Step 3 came with a backup"):
        other.undo(3, by="Cy")
    other.undo(by="Cy")
    assert held(other) == mine
    other.restore(content, "Cy")
    assert len(other.history()) == 10  # the archived steps are known by now


def test_a_store_with_archived_history_is_backed_up_whole(filled, new_url):
    other = open_store(new_url())
    other.import_records(records(record(mentee="Darien")), "Di")
    other.restore(filled.backup(), "Cy")
    third = open_store(new_url())
    third.restore(other.backup(), "Cy")
    assert (third.backup(), held(third)) == (other.backup(), held(other))


def repacked(content, name, change):
    """The backup with one of its files changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        files = {entry: whole.read(entry).decode() for entry in whole.namelist()}
    files[name] = change(files[name])
    return archive.packed((entry, text.encode()) for entry, text in files.items() if text)


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("store.csv", lambda _: "", "it has no store.csv"),
        ("store.csv", lambda text: text.replace("schema,5", "schema,x"), "store.csv names no schema"),
        ("store.csv", lambda text: text.replace("schema,5", "schema,6"), "made by a newer version of this program"),
        ("versions-brought.csv", lambda _: "", "it has no versions-brought.csv"),
        ("versions-open.csv", lambda _: "", "it has no versions-open.csv"),
        ("steps.csv", lambda text: text.replace("step,at", "at,step"), "steps.csv does not begin with step, at"),
        ("steps.csv", lambda text: text.replace("\n1,", "\n2,"), "step 2 cannot follow step 0"),
        ("steps.csv", lambda text: text.replace(",import,", ",dream,"), "step 1 cannot follow step 0"),
        ("steps.csv", lambda text: text.replace(",Ana,", ",,"), "step 1 cannot follow step 0"),
        ("steps.csv", lambda text: text.replace("2026-11-03T", "yesterday "), "steps.csv, step 1"),
        ("steps.csv", lambda text: text.replace(",import,,0", ",import,1,0"), "step 1 cannot follow step 0"),
        ("steps.csv", lambda text: text.replace(",import,,0", ",import,,2"), "step 1 cannot follow step 0"),
        ("versions-record.csv", lambda text: text + text.splitlines(keepends=True)[1], "says that step 1 added 'R1'"),
        ("versions-record.csv", lambda text: text.replace("2022-05-01", "May"), "has a cell that does not fit"),
        ("versions-record.csv", lambda text: text.replace("1,added,R1", "9,added,R1"), "says that step 9 added 'R1'"),
        ("versions-record.csv", lambda text: text.replace("added,R1", "added,R7"), "says that step 1 added 'R7'"),
        (
            "versions-record.csv",
            lambda text: text.replace("\n1,added,R1", "\n1,R1"),
            "line 2 has 16 cells instead of 17",
        ),
    ],
)
def test_a_backup_that_does_not_hold_together_is_refused_whole(filled, name, change, told):
    with pytest.raises(UserError, match=told):
        filled.restore(repacked(filled.backup(), name, change), "Bo")
    assert len(filled.history()) == 1


def test_no_file_of_a_backup_runs_as_a_formula(store, new_url):
    noted = AVON | {"notes": '=HYPERLINK("x")', "partners": "'=1"}
    store.import_records(records(noted), "=cmd", "@why")
    store.import_records(needs(["Avon", "", "+1"]), "-Ana", table=NEEDS)
    content = store.backup()
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        for name in whole.namelist():
            if name.endswith(".csv"):
                cells = [cell for row in csv.reader(io.StringIO(whole.read(name).decode())) for cell in row]
                assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    fresh = open_store(new_url())
    fresh.restore(content, "Cy")
    assert (fresh.history(), held(fresh), fresh.backup()) == (store.history(), held(store), content)


def test_a_backup_of_the_first_format_comes_back_as_it_was_meant(store, new_url):
    store.import_records(records(AVON | {"notes": "=1+1", "partners": "'=1"}), "Ana")
    older = repacked(store.backup(), "store.csv", lambda text: text.replace("schema,5", "schema,1"))
    older = repacked(older, "versions-brought.csv", lambda _: "")
    older = repacked(older, "versions-record.csv", lambda text: text.replace("'=1+1", "=1+1").replace("''=1", "'=1"))
    fresh = open_store(new_url())
    fresh.restore(older, "Cy")
    assert held(fresh) == held(store)


def test_a_backup_that_unpacks_beyond_the_limit_is_not_opened(filled, monkeypatch):
    content = filled.backup()
    monkeypatch.setattr(backups, "LARGEST", 100)
    with pytest.raises(UserError, match="unpacks to more than"):
        filled.restore(content, "Bo")


def test_no_clock_is_in_a_backup_but_the_steps_own(filled):
    with zipfile.ZipFile(io.BytesIO(filled.backup())) as whole:
        assert {entry.date_time for entry in whole.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_there_is_nothing_to_back_up_in_an_empty_store(store):
    with pytest.raises(UserError, match="nothing to back up"):
        store.backup()


# --- the database under it


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("mysql://x/y", "mysql is not supported"),
        ("sqlite://", "sqlite is not supported"),
        ("nonsense", "is not the address of a database"),
    ],
)
def test_another_kind_of_database_is_refused(named, told):
    with pytest.raises(UserError, match=told):
        open_store(named)


def test_a_server_that_cannot_be_reached_is_one_line_without_its_password():
    with pytest.raises(UserError) as caught:
        open_store("postgresql://ana:secret@127.0.0.1:9/records").records()
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_database_is_one_line(tmp_path):
    (tmp_path / "x.db").write_text("town,cog\n" * 1000)
    with pytest.raises(UserError, match=r"The records in x\.db cannot be reached: file is not a database\."):
        open_store(f"sqlite:///{tmp_path}/x.db").records()


def test_a_store_of_a_newer_program_is_refused_with_one_line(filled, url):
    with filled._database.write() as connection:
        connection.execute(sql.update(database.META).where(database.META.c.name == "schema").values(value="9"))
    newer = open_store(url)
    for act in (newer.version, newer.records, newer.backup, lambda: newer.import_records(records(record()), "Ana")):
        with pytest.raises(UserError, match=r"newer version of this program \(schema 9, this one knows 3\); update"):
            act()


AVON_CELLS = {
    "record_id": "R1", "mentor": "Hartford", "mentee": "Avon", "action": "3.12", "programme_year": "2024",
    "support": "presentation", "started": "2022-05-01", "implemented_on": "2023-06-01", "mentor_documented": "no",
    "mentee_documented": "no",
}  # fmt: skip
DOCUMENTED_CELLS = AVON_CELLS | {"mentee_documented": "yes"}
FIRST_SCHEMA = (
    "CREATE TABLE sct_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE sct_steps (number INTEGER PRIMARY KEY, at TEXT NOT NULL, by_whom TEXT NOT NULL, why TEXT NOT NULL,"
    " kind TEXT NOT NULL, undoes INTEGER, archived INTEGER NOT NULL)",
    "CREATE TABLE sct_versions (kind TEXT NOT NULL, name TEXT NOT NULL, step INTEGER NOT NULL REFERENCES sct_steps,"
    " change TEXT NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (kind, name, step))",
    "CREATE INDEX sct_versions_by_step ON sct_versions (step)",
    "INSERT INTO sct_meta VALUES ('schema', '1')",
    "INSERT INTO sct_meta VALUES ('store', '0badf00d')",
    "INSERT INTO sct_steps VALUES (1, '2026-11-03T17:00:00.000000Z', 'Ana', 'sheet', 'import', NULL, 0)",
    "INSERT INTO sct_steps VALUES (2, '2026-11-04T17:00:00.000000Z', 'Bo', '', 'edit', NULL, 0)",
    f"INSERT INTO sct_versions VALUES ('record', 'R1', 1, 'added', '{json.dumps(AVON_CELLS)}')",
    f"INSERT INTO sct_versions VALUES ('record', 'R1', 2, 'changed', '{json.dumps(DOCUMENTED_CELLS)}')",
)
"""A store as the first version of the program left it; it must open for ever. Never to be changed."""


def laid(url, statements):
    made = Database(url)
    if made.is_sqlite:
        made._make_folder()
    with made._connection(sct_writes=True) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_store_of_the_first_schema_opens(url):
    laid(url, FIRST_SCHEMA)
    store = open_store(url)
    assert held(store) == schema.to_csv(records(AVON | {"mentee_documented": True}))
    assert (store.version(), [step.by for step in store.history()]) == ("0badf00d-2", ["Bo", "Ana"])
    store.undo(by="Cy")
    assert held(store) == schema.to_csv(records(AVON))


def test_an_older_store_is_brought_up_to_date_when_it_is_opened(url, monkeypatch):
    laid(url, FIRST_SCHEMA)
    monkeypatch.setattr(
        database, "MIGRATIONS", (*database.MIGRATIONS, ("UPDATE sct_steps SET why = 'migrated' WHERE number = 2",))
    )
    assert [step.why for step in open_store(url).history()] == ["migrated", "sheet"]
    assert open_store(url).import_records(records(CANTON), "Ana").step == 3
    monkeypatch.undo()
    with pytest.raises(UserError, match="schema 4, this one knows 3"):
        open_store(url).records()


def test_writers_at_the_same_moment_wait_for_each_other(url):
    barrier = threading.Barrier(4)
    failures = []

    def work(number):
        store = open_store(url)
        barrier.wait()
        try:
            store.import_records(
                records(record(record_id=f"R{number}", started=date(2022, 5, number + 1))), f"by{number}"
            )
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = open_store(url)
    assert failures == []
    assert [step.number for step in store.history()] == [4, 3, 2, 1]
    assert sorted(names(store.records())) == ["R0", "R1", "R2", "R3"]


def test_the_second_of_two_editors_at_the_same_moment_is_told(filled, url):
    seen, barrier, told = filled.version(), threading.Barrier(2), []

    def work(by):
        store = open_store(url)
        barrier.wait()
        try:
            store.edit(records(AVON | {"notes": by}), seen, by)
        except Conflict as conflict:
            told.append((by, conflict.differences[0].theirs))

    threads = [threading.Thread(target=work, args=(by,)) for by in ("Bo", "Cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 1
    loser, winner = told[0]
    assert {loser, winner} == {"Bo", "Cy"}
    assert filled.records()["notes"].tolist() == [winner, ""]


def test_an_edit_empties_no_field_that_a_sheet_with_such_headers_did_not_read(filled):
    own = [name.replace("_", " ").capitalize() for name in schema.NAMES]
    shape = headers.layout(Sheet("", [tuple(own)])).shape
    mappings.remember(shape, headers.Mapping((*schema.NAMES[:-1], "")))
    filled.edit(records(AVON | {"notes": "visited"}), filled.version(), "Bo")
    assert filled.records()["notes"].tolist() == ["visited", ""]


# --- the source on the screen


def test_a_store_with_any_record_of_the_sample_is_marked_as_a_sample(store):
    shipped = sources.sample().records
    store.import_records(shipped, "Ana")
    store.edit(records(AVON), store.version(), "Ana")
    assert sources.of_store(store).sample
    store.remove(list(shipped["record_id"]), store.version(), "Ana")
    assert not sources.of_store(store).sample


def test_a_file_with_a_record_of_the_sample_under_another_name_is_marked_as_a_sample():
    both = pd.concat([records(AVON), sources.sample().records.tail(1).assign(record_id="X1")], ignore_index=True)
    assert sources.of(readers.read("r.csv", schema.to_csv(both))).sample
    assert not sources.of(readers.read("r.csv", csv_of(AVON))).sample


def test_current_records_are_the_sample_until_something_was_imported_and_again_after_undo():
    assert sources.current() is sources.sample()
    open_store().import_records(records(AVON), "Ana")
    kept = sources.current()
    assert (kept.name, kept.sample, names(kept.records)) == ("our records", False, ["R1"])
    assert kept.version == schema.version(records(AVON))
    assert sources.current() is kept
    open_store().undo(by="Ana")
    assert sources.current() is sources.sample()
