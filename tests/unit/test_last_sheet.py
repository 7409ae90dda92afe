"""A sheet that gained a column or a better header is known as the sheet that it is; another one is not."""

import json

import pytest
from builders import csv_of

from sct_dash import facts
from sct_dash.records import last_sheet, learned, memory
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.headers import Mapping
from sct_dash.records.memory import Decision, Memory
from sct_dash.records.readers import look, read

HEADER = ["Mentor Town", "Mentee Town", "Action #", "Type of support", "Date started", "Stuff"]
ROW = ["Hartford", "Simsbury", "3.12", "staff time", "2024-05-01", "x"]
MAY = csv_of(HEADER, ROW, ["Darren", *ROW[1:]])
DECIDED = Corrections((Correction(3, "mentor", "Darien"),))
FIELDS = ("mentor", "mentee", "action", "support", "started", "notes")


@pytest.fixture(autouse=True)
def may():
    """The sheet of May as it was saved: a town corrected, and its last column kept in the notes."""
    layout = look("may.csv", MAY).layout
    reading = read("may.csv", MAY, mapping=Mapping(FIELDS), corrections=DECIDED)
    last_sheet.remember(layout, reading.mapping, lambda known: learned.after(known, reading, DECIDED, ["R1", "R2"]))


def june(header, *row):
    """Next month's sheet under other headers."""
    return csv_of(header, list(row), ["Darren", *row[1:]])


def asked(content):
    return [fault.value for fault in read("june.csv", content).faults]


@pytest.mark.parametrize(
    ("header", "row", "fields"),
    [
        ([*HEADER, "Contact"], [*ROW, "Ann"], (*FIELDS, "")),
        (["No.", *HEADER], ["1", *ROW], ("", *FIELDS)),
        ([*HEADER, "Ended"], [*ROW, "2025-01-31"], (*FIELDS, "last_active")),
        ([*HEADER[1::-1], *HEADER[2:]], [*ROW[1::-1], *ROW[2:]], ("mentee", "mentor", *FIELDS[2:])),
        ([*HEADER[:4], "Began on", "Stuff"], ROW, FIELDS),
    ],
)
def test_sheet_with_another_column_or_one_header_put_right_is_read_as_it_was(header, row, fields):
    content = csv_of(header, row)
    assert look("june.csv", content).mapping.fields == fields


def test_what_was_decided_about_its_rows_is_done_again_and_remembered_for_the_new_headers():
    content = june([*HEADER, "Contact"], *ROW, "Ann")
    assert asked(content) == []
    layout = look("june.csv", content).layout
    reading = read("june.csv", content)
    last_sheet.remember(layout, reading.mapping, lambda known: learned.after(known, reading, Corrections(), ["R1"]))
    kept = memory.remembered(layout.shape)
    assert [(one.value, one.text) for one in kept.cells] == [("Darren", "Darien")]
    assert kept.imports == (frozenset({"R1"}),)
    assert memory.remembered(look("may.csv", MAY).layout.shape).imports == (frozenset({"R1", "R2"}),)


def test_own_headers_know_what_their_imports_became():
    assert last_sheet.decisions(look("may.csv", MAY).layout).imports == (frozenset({"R1", "R2"}),)


def test_decision_that_one_month_has_no_use_for_is_still_known_the_month_after():
    header = [*HEADER, "Contact"]
    content = csv_of(header, [*ROW, "Ann"])
    layout, reading = look("june.csv", content).layout, read("june.csv", content)
    last_sheet.remember(layout, reading.mapping, lambda known: learned.after(known, reading, Corrections(), ["R1"]))
    assert asked(june(header, *ROW, "Ann")) == []


def test_header_that_stands_twice_says_nothing_about_either_column():
    header = ["Town", "Town", *HEADER[2:]]
    content = csv_of(header, ROW)
    layout = look("may.csv", content).layout
    last_sheet.remember(layout, Mapping(FIELDS), lambda known: known)
    later = look("june.csv", csv_of([*header, "Contact"], [*ROW, "Ann"]))
    assert later.mapping.fields == ("", "", *FIELDS[2:], "")


def test_new_column_does_not_become_what_another_was_decided_to_be():
    last_sheet.remember(look("may.csv", MAY).layout, Mapping((*FIELDS[:5], "mentee_documented")), lambda known: known)
    content = csv_of([*HEADER, "Documented by mentee"], [*ROW, "Y"])
    assert look("june.csv", content).mapping.fields == (*FIELDS[:5], "mentee_documented", "")


def test_new_column_is_not_sure_to_be_known_and_may_be_asked_about():
    glance = look("june.csv", csv_of([*HEADER, "Contact"], [*ROW, "Ann"]))
    assert not glance.remembered


@pytest.mark.parametrize(
    "header",
    [
        ["Helping town", *HEADER[1:]],  # another word for a town is another sheet
        [*HEADER[:2], "Activity", *HEADER[3:]],
        [*HEADER, "A", "B", "C"],  # six of nine
        ["Mentor Town", "Mentee Town", "Action #", "How", "When", "Stuff"],
    ],
)
def test_sheet_with_few_of_its_headers_is_another(header):
    row = [*ROW, "a", "b", "c"][: len(header)]
    assert look("other.csv", csv_of(header, row)).mapping.fields[5] == ""
    assert last_sheet.decisions(look("other.csv", csv_of(header, row)).layout) == memory.NOTHING


def test_sheet_that_is_as_much_like_two_is_neither():
    content = csv_of([*HEADER, "Contact"], [*ROW, "Ann"])
    layout, reading = look("b.csv", content).layout, read("b.csv", content)
    last_sheet.remember(layout, reading.mapping, lambda known: known)
    between = look("june.csv", csv_of([*HEADER, "Phone"], [*ROW, "1"])).layout
    assert last_sheet.mapping(between) is None
    nearer = look("june.csv", csv_of([*HEADER, "Contact", "Phone"], [*ROW, "Ann", "1"])).layout
    assert last_sheet.mapping(nearer) is not None


def test_what_was_remembered_before_headers_were_is_read_and_used_for_its_own_headers_alone():
    shape = look("may.csv", MAY).layout.shape
    (facts.LOCAL / "mappings.json").write_text(json.dumps({shape: list(FIELDS)}))
    assert look("may.csv", MAY).mapping.fields == FIELDS
    assert look("june.csv", csv_of([*HEADER, "Contact"], [*ROW, "Ann"])).mapping.fields[5] == ""


def test_file_in_our_own_layout_knows_nothing_of_a_sheet():
    theirs = look("theirs.csv", csv_of(["Mentor", "Mentee", "Action"], ROW[:3])).layout
    last_sheet.remember(theirs, theirs.mapping, lambda _: Memory((Decision("mentor", "Darren", "Darien"),)))
    ours = look("ours.csv", csv_of(["mentor", "mentee", "action"], ROW[:3])).layout
    assert last_sheet.decisions(theirs) != memory.NOTHING
    assert (ours.canonical, last_sheet.decisions(ours)) == (True, memory.NOTHING)
