"""A sheet saved with rows that nobody answered waits in the store, whole, until its rows are answered."""

import io
import os
import zipfile
from dataclasses import replace

import pytest
from builders import record, records

from sct_dash import archive
from sct_dash.errors import UserError
from sct_dash.records import readers, schema
from sct_dash.records.store import OpenSheet, left_open, open_store

AVON = record(record_id="R1", mentor="Hartford", mentee="Avon")
CANTON = record(record_id="R2", mentor="Hartford", mentee="Canton")
LYME = record(record_id="R3", mentor="Essex", mentee="Lyme")
BOLTON = record(record_id="R4", mentor="Essex", mentee="Bolton")
KENT = record(record_id="R5", mentor="Essex", mentee="Kent")
MAY = OpenSheet("partners.xlsx", b"the sheet of May", "Sheet1", 3, "one shape")
JUNE = OpenSheet("June.xlsx", b"the sheet of June", "Sheet1", 1, "one shape")


@pytest.fixture
def store(url):
    return open_store(url)


def bring(store, sheet, *rows, by="Ana"):
    return store.import_records(records(*rows), by, sheet=sheet)


def again(sheet, rows):
    """The same sheet with other rows open."""
    return replace(sheet, rows=rows)


def is_news(store, sheet, *names):
    return store.plan_open(sheet, names).is_news


def waiting(store):
    return [(one.file, one.sheet, one.rows, one.step.by) for one in store.left_open()]


def test_rows_that_ask_wait_with_their_whole_sheet_for_anybody(store, url):
    assert (store.left_open(), is_news(store, MAY, "R1")) == ((), True)
    assert bring(store, MAY, AVON).added == 1
    found = open_store(url).left_open()
    assert waiting(store) == [("partners.xlsx", "Sheet1", 3, "Ana")]
    assert (found[0].kept, store.file_left_open(found[0].name)) == (True, b"the sheet of May")


def test_sheet_whose_every_row_is_answered_leaves_nothing_open(store):
    assert not is_news(store, again(MAY, 0), "R1")
    bring(store, again(MAY, 0), AVON)
    assert store.left_open() == ()


def test_same_sheet_saved_again_waits_only_with_what_is_left(store):
    bring(store, MAY, AVON)
    assert not is_news(store, MAY, "R1")
    assert bring(store, MAY, AVON).step is None
    assert is_news(store, again(MAY, 1), "R1", "R2")
    bring(store, again(MAY, 1), AVON, CANTON, by="Ben")
    assert waiting(store) == [("partners.xlsx", "Sheet1", 1, "Ben")]
    bring(store, again(MAY, 0), AVON, CANTON, LYME)
    assert waiting(store) == []


def test_file_by_another_name_is_the_same_sheet(store):
    bring(store, MAY, AVON)
    renamed = replace(MAY, file="copy of partners.xlsx")
    assert not is_news(store, renamed, "R1")
    assert bring(store, renamed, AVON).step is None
    csv = OpenSheet("may.csv", b"a list", "may", 1)
    bring(store, csv, CANTON)
    assert not is_news(store, OpenSheet("may (1).csv", b"a list", "may (1)", 1), "R2")


def test_rows_set_aside_are_news_though_no_record_changes(store):
    bring(store, MAY, AVON)
    assert is_news(store, again(MAY, 2), "R1")
    result = bring(store, again(MAY, 2), AVON)
    assert (result.added, result.changed, result.unchanged) == (0, 0, 1)
    assert [one.rows for one in store.left_open()] == [2]


def test_later_version_of_a_sheet_stands_for_the_earlier_and_another_sheet_does_not(store):
    bring(store, MAY, AVON)
    bring(store, OpenSheet("other.csv", b"another office", "", 2, "other shape"), AVON)
    assert waiting(store) == [("other.csv", "", 2, "Ana"), ("partners.xlsx", "Sheet1", 3, "Ana")]
    assert [(one.file, one.rows) for one in store.plan_open(JUNE, ["R1", "R2"]).replaced] == [("partners.xlsx", 3)]
    bring(store, JUNE, AVON, CANTON)
    assert waiting(store) == [("June.xlsx", "Sheet1", 1, "Ana"), ("other.csv", "", 2, "Ana")]
    july = OpenSheet("July.xlsx", b"the sheet of July", "Sheet1", 0, "one shape")
    assert is_news(store, july, "R1", "R2")
    bring(store, july, AVON, CANTON)
    assert waiting(store) == [("other.csv", "", 2, "Ana")]


@pytest.mark.parametrize(
    ("sheet", "rows"),
    [
        (replace(JUNE, shape="other shape"), (AVON, CANTON)),
        (replace(JUNE, shape=""), (AVON, CANTON)),  # our own layout, such as an export
        (JUNE, (AVON,)),  # it lacks a record: the older version, brought in again
        (JUNE, (AVON, CANTON, LYME, BOLTON, KENT)),  # most of it is another office's
    ],
)
def test_sheet_that_is_not_surely_a_later_version_leaves_the_other_waiting(store, sheet, rows):
    bring(store, MAY, AVON, CANTON)
    names = [row["record_id"] for row in rows]
    assert store.plan_open(sheet, names).replaced == ()
    bring(store, sheet, *rows)
    assert [one.file for one in store.left_open()] == ["June.xlsx", "partners.xlsx"]


def test_sheets_of_our_own_layout_wait_each_for_itself(store):
    for name in ("a.csv", "b.csv"):
        bring(store, OpenSheet(name, name.encode(), "", 1), AVON)
    assert [one.file for one in store.left_open()] == ["b.csv", "a.csv"]


def test_sheets_that_became_no_record_wait_each_for_itself(store):
    store.wait(MAY, [], "Ana")
    store.wait(JUNE, [], "Ana")
    assert [one.file for one in store.left_open()] == ["June.xlsx", "partners.xlsx"]


@pytest.mark.parametrize(
    ("content", "has_shape"),
    [(schema.to_csv(records(AVON)), False), (b"Mentor,Mentee,Action\nAvon,Canton,3.12\n", True)],
)
def test_file_in_our_own_layout_has_no_shape_by_which_another_could_be_its_version(content, has_shape):
    sheet = OpenSheet.of(readers.read("ours.csv", content), content)
    assert bool(sheet.shape) is has_shape


def test_rows_to_look_at_that_come_back_whole_stand_for_the_sheet_that_they_are_from(store):
    back = OpenSheet("to-look-at.csv", b"three rows", "", 1, "shape of the rows", "one shape", 3)
    bring(store, MAY, AVON)
    bring(store, replace(back, looked_at=2, rows=0), CANTON)
    assert [one.file for one in store.left_open()] == ["partners.xlsx"]
    assert [one.file for one in store.plan_open(back, ["R2"]).replaced] == ["partners.xlsx"]
    bring(store, back, CANTON, LYME)
    assert waiting(store) == [("to-look-at.csv", "", 1, "Ana")]


def test_rows_to_look_at_of_one_of_two_such_sheets_leave_both_waiting(store):
    bring(store, MAY, AVON)
    bring(store, JUNE, CANTON)
    bring(store, OpenSheet("to-look-at.csv", b"three rows", "", 0, "shape of the rows", "one shape", 3), LYME)
    assert [one.file for one in store.left_open()] == ["June.xlsx", "partners.xlsx"]


def test_two_sheets_of_one_workbook_wait_each_for_itself(store):
    bring(store, MAY, AVON)
    bring(store, OpenSheet(MAY.file, MAY.content, "Sheet2", 1), LYME)
    assert [one.sheet for one in store.left_open()] == ["Sheet2", "Sheet1"]


def test_import_that_names_no_sheet_leaves_the_waiting_ones_alone(store):
    bring(store, MAY, AVON)
    store.import_records(records(AVON, CANTON), "Ben")
    assert waiting(store) == [("partners.xlsx", "Sheet1", 3, "Ana")]


def test_rows_that_are_not_needed_are_taken_off_under_a_name_and_come_back_with_undo(store):
    bring(store, MAY, AVON)
    name = store.left_open()[0].name
    with pytest.raises(UserError, match="name"):
        store.close_open(name, " ")
    step = store.close_open(name, "Ben", "not needed: partners.xlsx").step
    assert store.left_open() == ()
    assert store.history()[0].sentence.endswith("no record changed (not needed: partners.xlsx).")
    for act in (lambda: store.close_open(name, "Ben"), lambda: store.file_left_open(name)):
        with pytest.raises(UserError, match="Somebody answered these rows meanwhile, or said that they are not needed"):
            act()
    store.undo(step, "Ana")
    assert store.file_left_open(name) == b"the sheet of May"


def test_undone_import_leaves_nothing_open_and_done_again_leaves_it_open_again(store):
    bring(store, MAY, AVON)
    undone = store.undo(by="Ana")
    assert undone.files == ("3 rows of partners.xlsx wait for an answer no more.",)
    assert (store.left_open(), len(store.records())) == ((), 0)
    assert store.undo(undone.step, "Ana").files == ("3 rows of partners.xlsx wait for an answer again.",)
    assert [one.rows for one in store.left_open()] == [3]


def test_answering_rows_later_holds_no_import_back_from_being_undone(store):
    bring(store, MAY, AVON)
    bring(store, again(MAY, 1), AVON, CANTON)
    store.undo(1, "Ana")
    assert list(store.records()["record_id"]) == ["R2"]
    assert [one.rows for one in store.left_open()] == [1]
    assert store.file_left_open(store.left_open()[0].name) == b"the sheet of May"


def test_undoing_the_answers_opens_the_rows_again(store):
    bring(store, MAY, AVON)
    step = bring(store, again(MAY, 0), AVON, CANTON).step
    store.undo(step, "Ana")
    assert [one.rows for one in store.left_open()] == [3]


def test_undoing_all_steps_leaves_nothing_waiting_and_none_is_undone_in_vain(store):
    bring(store, MAY, AVON)
    store.wait(again(MAY, 2), ["R1"], "Ben")
    name = store.left_open()[0].name
    store.close_open(name, "Cy")
    with pytest.raises(UserError, match="Step 2 changes nothing any more: what it left open was settled since"):
        store.undo(2, "Ana")
    store.undo(1, "Ana")
    assert (len(store.records()), store.left_open()) == (0, ())
    store.undo(3, "Ana")
    assert [one.rows for one in store.left_open()] == [2]
    undone = store.undo(2, "Ana").step
    assert store.left_open() == ()
    again_undone = store.undo(undone, "Ana").step
    assert [one.rows for one in store.left_open()] == [2]
    store.undo(again_undone, "Ana")
    assert store.left_open() == ()


def test_who_took_it_off_and_back_is_not_who_saved_it(store):
    bring(store, MAY, AVON)
    step = store.close_open(store.left_open()[0].name, "Pat").step
    store.undo(step, "Pat")
    assert waiting(store) == [("partners.xlsx", "Sheet1", 3, "Ana")]


def test_what_waits_is_told_of_nowhere_as_a_record(store):
    bring(store, MAY, AVON)
    assert [(step.added, step.changed) for step in store.history()] == [(1, 0)]
    assert store.last_steps()[0].subjects == ("Hartford's mentorship of Avon on 3.12",)
    assert len(store.changes_since(store.history()[0]).found) == 1
    assert len(store.records()) == 1


def test_backup_takes_what_waits_along_into_an_empty_store_and_into_another_where_nothing_is_lost(store, new_url):
    bring(store, MAY, AVON)
    content = store.backup()
    empty, other = open_store(new_url()), open_store(new_url())
    empty.restore(content, "Cy")
    bring(other, OpenSheet("other.csv", b"another office", "", 2), LYME)
    step = other.restore(content, "Cy").step
    assert [(one.file, one.rows) for one in empty.left_open()] == [("partners.xlsx", 3)]
    assert {(one.file, one.rows) for one in other.left_open()} == {("partners.xlsx", 3), ("other.csv", 2)}
    for one in (empty, other):
        may = next(its for its in one.left_open() if its.file == "partners.xlsx")
        assert one.file_left_open(may.name) == b"the sheet of May"
    other.undo(step, "Cy")
    assert [(one.file, one.rows) for one in other.left_open()] == [("other.csv", 2)]
    assert other.file_left_open(other.left_open()[0].name) == b"another office"


def test_large_sheet_comes_back_with_its_backup_and_is_kept_once(store, new_url):
    large = replace(MAY, content=os.urandom(200_000))
    bring(store, large, AVON)
    before = len(store.backup())
    for rows in (2, 1, 4):
        store.wait(again(large, rows), ["R1"], "Ana")
    assert len(store.backup()) < before + 3_000
    other = open_store(new_url())
    other.restore(store.backup(), "Cy")
    assert other.file_left_open(other.left_open()[0].name) == large.content
    other.undo(1, "Cy")
    bring(other, large, AVON)
    assert other.file_left_open(other.left_open()[0].name) == large.content


@pytest.mark.parametrize(
    ("name", "cell", "wrong", "told"),
    [
        ("versions-open.csv", ",3,R1,", ",many,R1,", "This is not a backup of the records"),
        ("versions-file.csv", "eJ", "!!", "partners.xlsx: is damaged in the store; bring it in again."),
        ("versions-file.csv", "eJ", "AA", "partners.xlsx: is damaged in the store; bring it in again."),
    ],
)
def test_damaged_entry_of_a_backup_is_told(store, new_url, name, cell, wrong, told):
    bring(store, MAY, AVON)
    damaged = _with(store.backup(), name, lambda text: text.replace(cell, wrong, 1))
    other = open_store(new_url())

    def take_up():
        other.restore(damaged, "Cy")
        other.file_left_open(other.left_open()[0].name)

    with pytest.raises(UserError, match=told):
        take_up()


def test_backup_from_before_sheets_could_wait_comes_back(store, new_url):
    bring(store, MAY, AVON)
    older = _with(store.backup(), "store.csv", lambda text: text.replace("schema,5", "schema,4"))
    other = open_store(new_url())
    other.restore(_with(_with(older, "versions-open.csv", lambda _: ""), "versions-file.csv", lambda _: ""), "Cy")
    assert (len(other.records()), other.left_open()) == (1, ())


def test_sheet_of_which_nothing_became_a_record_waits_until_it_is_answered_itself(store):
    bring(store, MAY)
    bring(store, OpenSheet("other.csv", b"another office", "", 0), LYME)
    assert waiting(store) == [("partners.xlsx", "Sheet1", 3, "Ana")]


def test_file_too_large_to_be_kept_waits_by_its_name_alone(store, monkeypatch):
    monkeypatch.setattr(left_open, "LARGEST", 10)
    bring(store, MAY, AVON)
    found = store.left_open()[0]
    assert (found.rows, found.kept) == (3, False)
    with pytest.raises(UserError, match=r"partners\.xlsx: was too large to be kept; bring it in again\."):
        store.file_left_open(found.name)


def test_file_that_unpacks_beyond_what_may_be_brought_in_is_damaged(store, monkeypatch):
    bring(store, MAY, AVON)
    monkeypatch.setattr(left_open.sheets, "MAX_BYTES", 7)
    with pytest.raises(UserError, match="is damaged in the store"):
        store.file_left_open(store.left_open()[0].name)


def _with(content, name, change):
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        files = [(one, zipped.read(one)) for one in zipped.namelist()]
    return archive.packed([(one, change(text.decode()).encode() if one == name else text) for one, text in files])
