"""The action that is mentoring itself is never the one that a town was helped with: which one that was is asked."""

import pytest
from builders import csv_of

from sct_dash.records import values
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.readers import read
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


def test_person_may_say_that_it_was_mentoring_itself():
    reading = read("r.csv", sheet(["8.5", ""]), corrections=Corrections((Correction(2, "action", "8.5"),)))
    assert (reading.faults, reading.records["action"].tolist()) == ((), ["8.5"])


def test_file_of_our_own_keeps_it():
    row = ["Hartford", "Avon", "8.5", "staff_time", "2024-05-01"]
    reading = read("r.csv", csv_of(["mentor", "mentee", "action", "support", "started"], row))
    assert (reading.faults, reading.records["action"].tolist()) == ((), ["8.5"])
    assert values.action(["8.5"], 2024, trusted=True) == Understood("8.5")
