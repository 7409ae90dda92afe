"""The action that is mentoring itself is never the one that a town was helped with: which one that was is asked."""

import pytest
from builders import csv_of

from sct_dash.records import values
from sct_dash.records.corrections import NONE, Correction, Corrections
from sct_dash.records.headers import Mapping
from sct_dash.records.readers import look, read
from sct_dash.records.values import Unclear, Understood

HEADER = ["Mentor", "Mentee", "Action", "Type of support", "Date started", "Notes"]
TITLE = "Engage in a Sustainable CT Mentorship with Other Municipalities"
ASKS = "8.5 is mentoring itself, not the action that was implemented; write that one"


def sheet(*rows):
    """A file with a row for each action and note."""
    towns = ("Avon", "Canton", "Bolton", "Vernon")
    told = [
        ["Hartford", town, row[0], "staff time", "2024-05-01", row[1]] for town, row in zip(towns, rows, strict=False)
    ]
    return csv_of(HEADER, *told)


@pytest.mark.parametrize(
    ("cells", "suggestion", "options"),
    [
        (["8.5"], "", ()),
        ([8.5], "", ()),
        (["Action 8.5"], "", ()),
        ([TITLE], "", ()),
        ([8.5, TITLE], "", ()),
        ([f"8.5 {TITLE}"], "", ()),
        (["mentorship"], "", ()),
        (["Engage in a Sustainable CT Mentorship with Other Towns"], "", ()),
        (["8.5 mentor Avon"], "", ()),
        (["8.5 Enhance Pollinator Pathways"], "3.12", ("3.12",)),
        (["8.5 - dark skies"], "3.13", ("3.13",)),
        (["8.5 trees"], "", ("3.9",)),
        (["8.5 / 3.12"], "3.12", ("3.12",)),
    ],
)
def test_mentoring_itself_asks_for_the_action_and_offers_what_other_words_tell(cells, suggestion, options):
    assert values.action(cells, 2024) == Unclear(ASKS, suggestion, options, of_row=True)


def test_several_actions_beside_mentoring_itself_are_a_row_each_without_it():
    asked = values.action(["8.5: 3.12 and 5.4"], 2024)
    assert (asked.options, asked.several) == (("3.12", "5.4"), True)


def test_number_of_mentoring_itself_was_another_action_before_2021():
    assert values.action(["8.5"], 2019).value == "8.5"


def test_action_that_the_notes_name_is_offered_and_each_row_asks_for_itself():
    reading = read(
        "r.csv", sheet(["8.5", "helped with dark skies"], ["8.5", TITLE], ["8.5", ""], ["3.12", "mentorship"])
    )
    assert [(fault.row, fault.reason, fault.options) for fault in reading.faults] == [
        (2, f"{ASKS}; the notes speak of 3.13", ("3.13",)),
        (3, ASKS, ()),
        (4, ASKS, ()),
    ]
    assert [problem.rows for problem in reading.problems] == [(2,), (3,), (4,)]
    assert len({problem.name for problem in reading.problems}) == 3


def with_column(header, *cells, action="8.5", notes=""):
    """A file with an action of mentoring itself in every row and one more column."""
    towns = ("Avon", "Canton", "Bolton", "Vernon", "Kent")
    told = [
        ["Hartford", town, action, cell, "staff time", "2024-05-01", notes]
        for town, cell in zip(towns, cells, strict=False)
    ]
    return csv_of([*HEADER[:3], header, *HEADER[3:]], *told)


def unread(content, corrections=NONE):
    """The reading of such a file by which the column is not read."""
    mapping = Mapping(("mentor", "mentee", "action", "", "support", "started", "notes"))
    return read("r.csv", content, mapping=mapping, corrections=corrections)


def offered(content):
    return [(fault.row, fault.suggestion, fault.options) for fault in unread(content).faults]


@pytest.mark.parametrize("header", ["Topic", "Action mentored", "Mentee action", "Project", "SCT item worked on"])
def test_action_that_another_cell_of_the_row_names_is_suggested(header):
    content = with_column(header, "3.12 Enhance Pollinator Pathways", "5.4", "trees", "")
    assert offered(content) == [
        (2, "3.12", ("3.12",)), (3, "5.4", ("5.4",)), (4, "", ("3.9",)), (5, "", ()),
    ]  # fmt: skip
    assert unread(content).faults[1].reason == f"{ASKS}; the column {header!r} says '5.4'"


def test_rows_in_which_the_other_cell_says_the_same_are_one_question():
    reading = unread(with_column("Topic", "5.4", "5.4", "3.9", "5.4", ""))
    assert [problem.rows for problem in reading.problems] == [(2, 3, 5), (4,), (6,)]
    answered = unread(with_column("Topic", "5.4"), Corrections((Correction(2, "action", "5.4"),)))
    assert (answered.faults, answered.records["action"].tolist()) == ((), ["5.4"])


@pytest.mark.parametrize("header", ["Hours", "Miles driven", "Cost"])
def test_numbers_that_may_be_no_action_are_not_offered(header):
    assert offered(with_column(header, "3.9", "5.4")) == [(2, "", ()), (3, "", ())]
    assert [problem.rows for problem in unread(with_column(header, "3.9", "3.9")).problems] == [(2,), (3,)]


def test_action_with_its_title_is_offered_under_any_header():
    assert offered(with_column("What", "3.12 Enhance Pollinator Pathways")) == [(2, "3.12", ("3.12",))]


@pytest.mark.parametrize(("header", "cell"), [("Next action", "5.4"), ("Action mentored", "5.4; 3.9")])
def test_action_that_may_be_another_or_one_of_several_is_offered_and_not_suggested(header, cell):
    ((_, suggestion, options),) = offered(with_column(header, cell))
    assert (suggestion, set(options) - {"3.9"}) == ("", {"5.4"})


def test_cell_that_says_mentoring_itself_again_is_not_offered():
    assert offered(with_column("Topic", "8.5", "mentorship")) == [(2, "", ()), (3, "", ())]


def test_number_that_may_have_lost_its_zero_is_offered_both_ways():
    assert offered(with_column("Mentee action", "3.1")) == [(2, "", ("3.1", "3.10"))]


@pytest.mark.parametrize(("said", "suggestion"), [("5.4", ""), ("3.12", "3.12")])
def test_action_is_suggested_where_its_own_cell_and_the_other_name_the_same(said, suggestion):
    ((_, suggested, options),) = offered(with_column("Topic", said, action="8.5 Enhance Pollinator Pathways"))
    assert (suggested, options) == (suggestion, tuple(dict.fromkeys((said, "3.12"))))


def test_notes_that_name_another_action_are_offered_behind_the_other_cell():
    content = with_column("Topic", "5.4", notes="helped with dark skies")
    assert offered(content) == [(2, "5.4", ("5.4", "3.13"))]


@pytest.mark.parametrize("header", ["Topic", "Action mentored", "Mentee action", "Action implemented"])
def test_column_of_actions_beside_one_of_mentoring_itself_is_the_action(header):
    reading = read("r.csv", with_column(header, "3.12 Enhance Pollinator Pathways", "5.4", "3.9"))
    assert (reading.faults, reading.records["action"].tolist()) == ((), ["3.12", "5.4", "3.9"])
    assert f"the column {header!r} is read as action" in [note.text for note in reading.notes]


@pytest.mark.parametrize("header", ["Next action", "Action hours", "Miles"])
def test_column_of_other_numbers_beside_one_of_mentoring_itself_is_not(header):
    reading = read("r.csv", with_column(header, "3.12", "5.4", "3.9"))
    assert [(fault.row, fault.column, fault.value) for fault in reading.faults] == [
        (row, "action", "8.5") for row in (2, 3, 4)
    ]


@pytest.mark.parametrize("other", ["Topic", "Action mentored"])
def test_column_of_mentoring_itself_and_other_actions_stays_the_action(other):
    rows = [["Hartford", "Avon", "8.5", "5.4", "staff time", "2024-05-01"]]
    rows += [["Hartford", "Canton", "3.12", "5.4", "staff time", "2024-05-01"]]
    header = [*HEADER[:3], other, *HEADER[3:5]]
    assert look("r.csv", csv_of(header, *rows)).mapping.fields[2:4] == ("action", "")


@pytest.mark.parametrize("rows", [1, 3])
def test_header_of_implementation_above_actions_is_the_action(rows):
    header = ["Mentor", "Mentee", "Action implemented", "Support", "Started"]
    told = [("Avon", "3.12"), ("Bolton", "5.4"), ("Canton", "3.9 Develop a plan")][:rows]
    told = [["Hartford", town, action, "staff time", "2024-05-01"] for town, action in told]
    assert look("r.csv", csv_of(header, *told)).mapping.fields[2] == "action"


@pytest.mark.parametrize("cell", ["6/1/2025", "yes", "May 2025", "2025-06-01"])
def test_header_of_implementation_above_days_or_yes_is_when_it_was(cell):
    header = ["Mentor", "Mentee", "Action", "Action implemented", "Support", "Started"]
    told = [["Hartford", town, "3.12", cell, "staff time", "2024-05-01"] for town in ("Avon", "Kent", "Lyme")]
    assert look("r.csv", csv_of(header, *told)).mapping.fields[2:4] == ("action", "implemented_on")
    alone = csv_of([*header[:2], *header[3:]], *[[*row[:2], *row[3:]] for row in told])
    assert look("r.csv", alone).mapping.fields[2] == "implemented_on"


def test_person_may_say_that_it_was_mentoring_itself():
    reading = read("r.csv", sheet(["8.5", ""]), corrections=Corrections((Correction(2, "action", "8.5"),)))
    assert (reading.faults, reading.records["action"].tolist()) == ((), ["8.5"])


def test_file_of_our_own_keeps_it():
    row = ["Hartford", "Avon", "8.5", "staff_time", "2024-05-01"]
    reading = read("r.csv", csv_of(["mentor", "mentee", "action", "support", "started"], row))
    assert (reading.faults, reading.records["action"].tolist()) == ((), ["8.5"])
    assert values.action(["8.5"], 2024, trusted=True) == Understood("8.5")
