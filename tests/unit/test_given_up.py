"""Help that was cancelled, rests or never began: not implemented, and never silently as if it went on."""

from datetime import date

import pytest
from builders import csv_of

from sct_dash.records import ended, given_up, questions
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.headers import Mapping
from sct_dash.records.readers import look, read

HEADER = ["Mentor", "Mentee", "Action", "Support", "Started"]
MENTEES = ["Avon", "Canton", "Bolton", "Vernon", "Tolland", "Granby", "Hebron", "Enfield"]
ROW = ["3.12", "staff time", "2024-05-01"]
DONE = "done 6/1/2025"


def sheet(columns, *rows):
    """A file with more columns, filled in row by row."""
    told = [["Hartford", town, *ROW, *cells] for town, cells in zip(MENTEES, rows, strict=False)]
    return csv_of([*HEADER, *columns], *told)


def asked(reading):
    return [(fault.row, fault.column, fault.value, fault.question) for fault in reading.faults]


def days(reading, field):
    return [None if day != day else day.date() for day in reading.records[field]]


@pytest.mark.parametrize(
    "said",
    ["cancelled", "Canceled", "Cancelled - staff left", "cancelled by the town", "was cancelled", "dropped",
     "Dropped out", "withdrawn", "withdrew", "fell through", "Fell through: no funding", "abandoned", "called off",
     "no longer pursued", "discontinued", "inactive"],
)  # fmt: skip
def test_status_that_help_was_given_up_is_not_implemented_and_asks_when_it_ended(said):
    reading = read("r.csv", sheet(["Status"], [said], [DONE]))
    assert asked(reading) == [(2, "last_active", said, questions.ENDED_WHEN)]
    answered = read("r.csv", sheet(["Status"], [said], [DONE]), corrections=_ended(2))
    assert (answered.faults, days(answered, "implemented_on")) == ((), [None, date(2025, 6, 1)])
    assert days(answered, "last_active") == [date(2024, 5, 1), None]


def _ended(row):
    return Corrections((Correction(row, "last_active", ended.NOT_KNOWN),))


@pytest.mark.parametrize("said", ["cancelled 6/1/2025", "Cancelled in June 2025", "dropped (June 2025)"])
def test_day_behind_the_word_is_offered_and_never_taken(said):
    (fault,) = read("r.csv", sheet(["Status"], [said], [DONE])).faults
    assert (fault.column, fault.suggestion) == ("last_active", "2025-06-01")
    assert fault.options == ("2025-06-01", ended.NOT_KNOWN)


@pytest.mark.parametrize("said", ["on hold", "Put on hold", "paused", "stalled", "postponed until May"])
def test_status_that_help_rests_is_told_where_no_day_says_that_it_ended(said):
    reading = read("r.csv", sheet(["Status"], [said], [DONE]))
    assert (reading.faults, days(reading, "implemented_on")) == ((), [None, date(2025, 6, 1)])
    told = f"Row 2, last active: {said!r}, and no day says that the help ended, so it counts as still active."
    assert [str(note) for note in reading.notes if note.kind == "unusual" and note.row == 2] == [told]


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("on hold, completed 3/4/2025", ("2025-03-04",)),
        ("tabled, adopted 5/1/2025", ("2025-05-01",)),
        ("postponed; done 6/1/2025", ("2025-06-01",)),
        ("Paused. Implemented 2025-03-04", ("2025-03-04",)),
        ("cancelled, then implemented 5/1/2025", ("2025-05-01",)),
        ("on hold; signed by the mayor", ()),
        ("tabled, passed in May", ()),
        ("deferred - in place now", ()),
        ("postponed, went ahead after all", ()),
        ("paused: up and running now", ()),
        ("on hold 3/4/2025", ()),
        ("cancelled, not completed until 6/1/2025", ()),
    ],
)
def test_status_that_help_stopped_and_something_was_done_asks_whether_it_was_implemented(said, offered):
    content = sheet(["Status"], [said], [DONE])
    (fault,) = read("r.csv", content).faults
    assert (fault.row, fault.column, fault.value, fault.options) == (2, "implemented_on", said, offered)
    assert (fault.suggestion, fault.reason) == (
        "", "says that it stopped, and may say that it was implemented; write the date, or leave it empty",
    )  # fmt: skip
    answered = read("r.csv", content, corrections=Corrections((Correction(2, "implemented_on", "2025-03-04"),)))
    assert (answered.faults, days(answered, "implemented_on")[0]) == ((), date(2025, 3, 4))


def test_help_given_up_that_was_not_implemented_after_all_asks_when_it_ended():
    content = sheet(["Status"], ["cancelled, then implemented 5/1/2025"], [DONE])
    answered = read("r.csv", content, corrections=Corrections((Correction(2, "implemented_on", ""),)))
    assert [(fault.column, fault.question) for fault in answered.faults] == [("last_active", questions.ENDED_WHEN)]


def test_status_that_is_not_read_and_says_that_help_rested_and_was_done_asks():
    content = sheet(["Status"], ["on hold, completed 3/4/2025"], ["on hold"])
    unread = Mapping((*look("r.csv", content).mapping.fields[:5], ""))
    assert [(one.row, one.column) for one in read("r.csv", content, mapping=unread).faults] == [(2, "implemented_on")]


@pytest.mark.parametrize(
    "said", ["on hold, not completed", "paused - never finished", "cancelled; not yet in place", "on hold: incomplete"]
)
def test_status_that_help_stopped_before_anything_was_done_is_not_implemented(said):
    assert not [one for one in read("r.csv", sheet(["Status"], [said], [DONE])).faults if one.column != "last_active"]


def test_day_on_which_it_was_done_is_offered_in_either_order_where_the_column_has_the_day_first():
    rows = ["on hold, completed 5/6/2025"], ["on hold 5/6/2025"], ["31/7/2024"]
    first, second = read("r.csv", sheet(["Status"], *rows)).faults[:2]
    assert (first.question, first.options) == ("", ("2025-05-06", "2025-06-05"))
    assert (second.question, second.options) == ("", ())


@pytest.mark.parametrize(
    "said", ["Didn't start until May 2025", "never began, not before June", "did not begin in 2024; began in 2025"]
)
def test_help_that_began_late_did_begin(said):
    assert given_up.status(said) is None
    (fault,) = read("r.csv", sheet(["Status"], [said], [DONE])).faults
    assert (fault.column, fault.value) == ("implemented_on", said)


@pytest.mark.parametrize("said", ["never started", "Never happened", "didn’t happen", "did not take place"])
def test_status_that_help_never_began_asks_whether_it_is_a_mentorship_and_then_when_it_ended(said):
    content = sheet(["Status"], [said], [DONE])
    (fault,) = read("r.csv", content).faults
    assert (fault.column, fault.value, fault.options) == ("started", "2024-05-01", ("2024-05-01",))
    assert fault.reason == f"a status says {said!r}; set the row aside, or confirm the day on which the help began"
    began = Correction(2, "started", "2024-05-01")
    assert asked(read("r.csv", content, corrections=Corrections((began,)))) == [
        (2, "last_active", said, questions.ENDED_WHEN)
    ]


def test_several_that_never_began_are_one_question_of_which_each_has_its_day():
    content = sheet(["Status"], ["never started"], ["never happened"], [DONE])
    content = content.replace(b"2024-05-01,never h", b"2024-06-01,never h")
    (problem,) = read("r.csv", content).problems
    assert (problem.rows, problem.each_its_own) == ((2, 3), True)
    assert [one.text for one in problem.chosen(0)] == ["2024-05-01", "2024-06-01"]


@pytest.mark.parametrize(
    "said", ["in progress", "not started", "dropped in twice", "delayed", "planning", "done 6/1/2025", "no", ""]
)
def test_other_words_say_nothing_of_an_end(said):
    assert given_up.status(said) is None


def test_last_day_that_the_sheet_gives_settles_it_and_ongoing_does_not():
    rows = (
        ["cancelled", "6/1/2025"],
        ["cancelled", "ongoing"],
        ["on hold", "7/1/2025"],
        ["never started", "8/1/2025"],
        [DONE, ""],
    )
    reading = read("r.csv", sheet(["Status", "Last active"], *rows))
    assert asked(reading) == [(3, "last_active", "cancelled", questions.ENDED_WHEN)]
    assert not [note for note in reading.notes if note.kind == "unusual" and note.row > 1]


def test_person_who_says_that_it_goes_on_is_believed():
    reading = read(
        "r.csv", sheet(["Status"], ["cancelled"], [DONE]), corrections=Corrections((Correction(2, "last_active", ""),))
    )
    assert (reading.faults, days(reading, "last_active")) == ((), [None, None])


def test_status_that_is_not_read_tells_it_as_well_and_notes_do_not():
    content = sheet(["Status", "Notes"], ["cancelled", ""], ["", "cancelled in June"], [DONE, ""])
    unread = Mapping((*look("r.csv", content).mapping.fields[:5], "", "notes"))
    told = [(fault.row, fault.column) for fault in read("r.csv", content, mapping=unread).faults]
    assert told == [(2, "last_active"), (4, "implemented_on")]


@pytest.mark.parametrize(("said", "offered"), [("cancelled", ""), ("dropped 6/1/2025", "2025-06-01")])
def test_word_in_the_column_of_the_last_day_asks_when(said, offered):
    (fault,) = read("r.csv", sheet(["Last active"], [said], ["6/1/2025"])).faults
    assert (fault.column, fault.suggestion) == ("last_active", offered)
    assert "is not a date" not in fault.reason


def test_mark_only_of_what_goes_on_asks_of_a_blank_once():
    rows = ["", "cancelled"], ["x", "in progress"], ["x", DONE]
    reading = read("r.csv", sheet(["Still going?", "Status"], *rows))
    assert asked(reading) == [(2, "last_active", "", questions.NOT_TICKED)]
