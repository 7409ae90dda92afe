"""When the help ended: columns that ask by yes and no whether it goes on, alone or beside a day."""

from dataclasses import replace
from datetime import date

import pytest
from builders import csv_of

from sct_dash.exports import quarantine
from sct_dash.records import ended, questions
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.headers import Mapping
from sct_dash.records.readers import look, read

HEADER = ["Mentor", "Mentee", "Action", "Support", "Started"]
MENTEES = ["Avon", "Canton", "Bolton", "Vernon", "Tolland", "Granby", "Hebron", "Enfield"]
ROW = ["3.12", "staff time", "2024-05-01"]


def sheet(columns, *rows):
    """A file with more columns, filled in row by row."""
    started = [["Hartford", town, *ROW, *cells] for town, cells in zip(MENTEES, rows, strict=False)]
    return csv_of([*HEADER, *columns], *started)


def days(reading):
    return [None if day != day else day.date() for day in reading.records["last_active"]]


def asked(reading):
    return [(fault.row, fault.value, fault.question) for fault in reading.faults]


@pytest.mark.parametrize(
    "header",
    ["Still going? (Y/N)", "Still\ngoing?\n(Y/N)", "Is it still going on?", "Mentorship still active?",
     "Still working together (yes/no)", "Partnership status (active Y/N)", "Help ongoing? Y/N"],
)  # fmt: skip
def test_yes_is_still_active_and_no_asks_for_the_day_in_one_question(header):
    reading = read("r.csv", sheet([header], ["Y"], ["N"], ["yes"], ["no"], ["ongoing"], ["ended"], [""]))
    assert days(reading) == [None] * 4
    assert asked(reading) == [(3, "N", questions.ENDED_WHEN), (5, "no", questions.ENDED_WHEN),
                              (7, "ended", questions.ENDED_WHEN)]  # fmt: skip
    (problem,) = reading.problems
    assert (problem.each_its_own, problem.faults[0].options, problem.faults[0].suggestion) == (True, (), "")


@pytest.mark.parametrize("header", ["Ended? (Y/N)", "Help over? Y/N", "Mentorship ended?", "No longer active (Y/N)"])
def test_where_the_header_asks_for_the_end_yes_is_the_end_and_no_goes_on(header):
    reading = read("r.csv", sheet([header], ["Y"], ["N"], ["y"], ["n"]))
    assert days(reading) == [None, None]
    assert [row for row, *_ in asked(reading)] == [2, 4]


@pytest.mark.parametrize(
    "header",
    ["Ongoing? Y/N", "Active?", "Are they still working on it? Y/N", "In progress? Y/N", "Is help complete? (Y/N)"],
)
def test_header_that_may_mean_the_action_is_asked_about(header):
    layout = look("r.csv", sheet([header], ["Y"], ["N"], ["Y"])).layout
    assert {heading.header: heading.options for heading in layout.questions} == {header: ("last_active",)}


@pytest.mark.parametrize("header", ["Still interested? Y/N", "Action still relevant?", "Active member of SCT? Y/N"])
def test_yes_and_no_of_other_things_say_nothing_of_the_end(header):
    layout = look("r.csv", sheet([header], ["Y"], ["N"], ["Y"])).layout
    assert (layout.mapping.fields[-1], layout.questions) == ("", ())


def test_end_of_unknown_day_is_the_day_of_the_start_and_told_so_that_no_points_are_promised():
    content = sheet(["Still going?"], ["Y"], ["N"], ["Y"])
    answer = Corrections((Correction(3, "last_active", ended.NOT_KNOWN),))
    reading = read("r.csv", content, corrections=answer)
    assert (reading.faults, days(reading)) == ((), [None, date(2024, 5, 1), None])
    assert "Row 3, last active: 'ended, day not known' read as May 1, 2024, the day it started." in map(
        str, reading.notes
    )
    dated = Corrections((Correction(3, "last_active", "6/2/2025"),))
    assert days(read("r.csv", content, corrections=dated)) == [None, date(2025, 6, 2), None]


def test_answer_not_known_stands_in_the_sheet_of_rows_to_look_at_and_is_read_again():
    content = sheet(["Still going?"], ["Y"], ["N"], ["Y"])
    both = Corrections((Correction(3, "last_active", ended.NOT_KNOWN), Correction(3, "mentee", "Nowhere")))
    written = quarantine.to_csv(read("r.csv", content, corrections=both)).decode("utf-8-sig")
    assert written.splitlines()[1].endswith('Hartford,Nowhere,3.12,staff time,2024-05-01,"ended, day not known"')
    assert days(read("q.csv", written.replace("Nowhere", "Canton").encode())) == [date(2024, 5, 1)]


def test_day_beside_it_is_the_end_where_it_says_no_and_a_contact_where_it_goes_on():
    columns = ["Still going? (Y/N)", "Last contact"]
    reading = read("r.csv", sheet(columns, ["N", "2025-06-01"], ["Y", "2025-06-01"], ["", "2025-06-01"], ["N", ""],
                                  ["Y", ""]))  # fmt: skip
    assert days(reading) == [date(2025, 6, 1), None, date(2025, 6, 1), None]
    assert asked(reading) == [(5, "N", questions.ENDED_WHEN)]


def test_day_of_an_end_beside_one_that_goes_on_asks_unless_it_is_still_to_come():
    columns = ["Still going? (Y/N)", "Ended on"]
    reading = read("r.csv", sheet(columns, ["Y", "2025-06-01"], ["Y", "2090-06-01"], ["N", "2025-07-01"], ["Y", ""]))
    assert asked(reading) == [(2, "Y; 2025-06-01", questions.STILL_OR_ENDED)]
    assert reading.faults[0].options == ("2025-06-01", "ongoing")
    assert days(reading) == [date(2090, 6, 1), date(2025, 7, 1), None]
    for answer, day in (("2025-06-01", date(2025, 6, 1)), ("ongoing", None), ("", None)):
        given = Corrections((Correction(2, "last_active", answer),))
        content = sheet(columns, ["Y", "2025-06-01"], ["N", "2025-07-01"], ["Y", ""])
        assert days(read("r.csv", content, corrections=given))[0] == day


def test_no_with_its_day_in_one_cell_is_that_day():
    reading = read("r.csv", sheet(["Still going?"], ["Y"], ["N - ended 6/1/2025"], ["no (June 2025)"], ["Y"]))
    assert days(reading) == [None, date(2025, 6, 1), date(2025, 6, 1), None]


def test_two_columns_of_days_are_asked_about_beside_one_that_says_whether_it_goes_on():
    content = sheet(["Still going?", "Last contact", "Ended"], *[["Y", "2025-06-01", "2025-06-02"]] * 3)
    layout = look("r.csv", content).layout
    assert layout.mapping.fields[-3:] == ("last_active", "", "")
    assert [(h.header, h.options, h.doubled) for h in layout.questions] == [
        ("Last contact", ("last_active",), True), ("Ended", ("last_active",), True),
    ]  # fmt: skip


def test_column_without_a_header_may_be_the_day_of_an_end_that_another_column_only_tells():
    layout = look("r.csv", sheet(["Still going?", "Col X"], *[["Y", "2025-06-01"]] * 3)).layout
    assert {h.header: h.options for h in layout.questions} == {"Col X": ("last_active", "implemented_on")}
    seen = look("r.csv", sheet(["Still going?", "Last seen"], *[["N", "2025-06-01"]] * 3)).layout
    assert seen.mapping.fields[-2:] == ("last_active", "last_active")


def test_cell_that_says_anything_else_asks_by_itself():
    reading = read("r.csv", sheet(["Still going?"], ["Y"], ["N"], ["ask Deb"], ["Y"]))
    assert [(fault.value, fault.reason) for fault in reading.faults if not fault.question] == [
        ("ask Deb", "says neither that the help goes on nor when it ended; write the day, or leave it empty")
    ]


def test_column_of_the_last_day_that_asks_no_yes_or_no_is_read_as_before():
    reading = read("r.csv", sheet(["Last active"], ["2025-06-01"], ["ongoing"], ["Y"], ["N"]))
    assert days(reading) == [date(2025, 6, 1), None]
    assert [fault.reason for fault in reading.faults] == [
        "does not say until when; leave it empty while the mentorship is active",
        "is not a date; write month/day/year, as in 5/1/2024",
    ]


def test_empty_cell_asks_where_only_what_goes_on_is_marked_and_no_is_never_said():
    reading = read("r.csv", sheet(["Still active?"], ["x"], [""], ["x"], [""]))
    assert asked(reading) == [(3, "", questions.NOT_TICKED), (5, "", questions.NOT_TICKED)]
    (problem,) = reading.problems
    assert problem.faults[0].options == (ended.NOT_KNOWN, "ongoing")
    goes_on = Corrections(tuple(Correction(row, "last_active", text) for row, text in ((3, ""), (5, "ongoing"))))
    assert days(read("r.csv", sheet(["Still active?"], ["x"], [""], ["x"], [""]), corrections=goes_on)) == [None] * 4
    unknown = Corrections(problem.chosen(0))
    answered = read("r.csv", sheet(["Still active?"], ["x"], [""], ["x"], [""]), corrections=unknown)
    assert days(answered) == [None, date(2024, 5, 1), None, date(2024, 5, 1)]
    assert read("r.csv", sheet(["Ended? (Y/N)"], ["x"], [""], [""])).faults[0].row == 2
    assert days(read("r.csv", sheet(["Still active?", "Last contact"], ["x", ""], ["", "2025-06-01"]))) == [
        None, date(2025, 6, 1),
    ]  # fmt: skip


def of_two(first, second, *rows):
    """What a file of two columns of the end says, whichever of them stands first: the days, and who is asked what."""
    said = []
    for turn in (1, -1):
        reading = read("r.csv", sheet([first, second][::turn], *(row[::turn] for row in rows)))
        said.append((days(reading), [(fault.row, fault.question or fault.reason) for fault in reading.faults]))
    assert said[0] == said[1]
    return said[0]


@pytest.mark.parametrize("mark", ["x", "Y", "yes", "TRUE"])
@pytest.mark.parametrize("header", ["Ended", "End date"])
def test_mark_in_place_of_the_day_of_the_end_is_an_end_beside_a_column_of_what_goes_on(header, mark):
    rows = ["", mark], ["x", ""], ["", "2025-06-01"], ["", "2025-06-02"], ["", "2025-06-03"]
    ends = [None, date(2025, 6, 1), date(2025, 6, 2), date(2025, 6, 3)]
    assert of_two("Still going?", header, *rows) == (ends, [(2, questions.ENDED_WHEN)])


def test_each_of_two_columns_of_marks_answers_its_own_question():
    rows = ["", "x"], ["x", ""], ["x", ""], ["x", "x"], ["", ""]
    both = "says that it goes on and that it ended; write the day on which it ended, or leave it empty"
    asked_of = [(2, questions.ENDED_WHEN), (5, both), (6, questions.NOT_TICKED)]
    assert of_two("Still active?", "Ended?", *rows) == ([None, None], asked_of)


def test_yes_of_the_end_and_no_of_what_goes_on_say_the_same():
    rows = ["Y", "no"], ["N", "yes"], ["Y", "no"], ["N", "N"]
    both = "says that it goes on and that it ended; write the day on which it ended, or leave it empty"
    asked_of = [(2, questions.ENDED_WHEN), (4, questions.ENDED_WHEN), (5, both)]
    assert of_two("Ended?", "Still going?", *rows) == ([None], asked_of)


def test_day_under_ended_beside_no_longer_going_is_kept_and_beside_going_on_asks():
    rows = ["7/1/2025", "N"], ["7/2/2025", "N"], ["N", "Y"], ["7/3/2025", "Y"]
    ends = [date(2025, 7, 1), date(2025, 7, 2), None]
    assert of_two("Ended?", "Still going?", *rows) == (ends, [(5, questions.STILL_OR_ENDED)])
    mostly_marks = ["Y", "N"], ["N", "Y"], ["N", "Y"], ["7/3/2025", "Y"]
    asked_of = [(2, questions.ENDED_WHEN), (5, questions.STILL_OR_ENDED)]
    assert of_two("No longer active?", "Still going?", *mostly_marks) == ([None, None], asked_of)


@pytest.mark.parametrize("header", ["Ended on", "Until", "Terminated"])
def test_day_of_an_end_beside_a_mark_that_it_goes_on_asks(header):
    rows = ["x", "2025-06-01"], ["", "2025-06-02"]
    assert of_two("Still active?", header, *rows) == ([date(2025, 6, 2)], [(2, questions.STILL_OR_ENDED)])


def test_mark_among_days_that_were_chosen_as_the_end_is_an_end():
    content = sheet(["Still going?", "No longer active"], ["", "x"], ["Y", ""], ["", "2025-06-01"], ["", "2025-06-02"])
    mapping = look("r.csv", content).layout.mapping
    reading = read("r.csv", content, mapping=replace(mapping, fields=(*mapping.fields[:-1], "last_active")))
    assert asked(reading) == [(2, "x", questions.ENDED_WHEN)]


def test_mark_in_place_of_the_day_of_a_contact_asks_whatever_the_other_column_says():
    rows = ["Y", "Y"], ["N", "2025-06-01"], ["Y", "2025-06-01"], ["Y", ""]
    why = "does not say until when; leave it empty while the mentorship is active"
    assert of_two("Still going?", "Last contact", *rows) == ([date(2025, 6, 1), None, None], [(2, why)])


def test_dash_beside_an_empty_cell_says_nothing_of_the_end():
    ends = ["", "-"], ["", "2025-06-01"], ["N", "2025-06-01"]
    rows = [["Hartford", "Avon", *ROW, *cells] for cells in ends]
    reading = read("r.csv", csv_of([*HEADER, "Still going?", "Ended"], *rows))
    assert (reading.faults, days(reading)) == ((), [date(2025, 6, 1)])


@pytest.mark.parametrize(
    "header", ["Mentee completed?", "Completed by mentee", "Mentee completed (Y/N)", "Completed (mentee)"]
)
def test_yes_and_no_of_what_the_helped_town_finished_are_asked_about(header):
    layout = look("r.csv", sheet([header], ["Y"], ["N"], ["Y"])).layout
    options = ("implemented_on", "last_active", "mentee_documented")
    assert (layout.mapping.fields[-1], layout.questions[0].options) == ("", options)


@pytest.mark.parametrize(
    "header", ["Mentor completed?", "Completed (mentor)", "Mentor done (Y/N)", "Helper finished", "Helping town done?"]
)
def test_yes_and_no_of_what_the_helping_town_finished_are_asked_about_and_never_read_as_one(header):
    content = sheet([header], ["Y"], ["N"], ["Y"])
    layout = look("r.csv", content).layout
    options = ("mentor_documented", "implemented_on", "last_active")
    assert (layout.mapping.fields[-1], layout.questions[0].options) == ("", options)
    told = "which actions were implemented, which help ended or which mentors documented their part"
    assert f"Row 1: the column {header!r} is not read and may say {told}; 3 cells in it." in map(
        str, read("r.csv", content).notes
    )


@pytest.mark.parametrize("header", ["Over?", "Wrapped up", "Closed out (Y/N)", "Mentee done (Y/N)", "Mentor done"])
def test_yes_is_the_end_where_a_person_says_that_such_a_column_tells_of_it(header):
    content = sheet([header], ["Y"], ["N"], ["yes"], [""])
    chosen = look("r.csv", content).mapping.fields[:5]
    reading = read("r.csv", content, mapping=Mapping((*chosen, "last_active")))
    assert asked(reading) == [(2, "Y", questions.ENDED_WHEN), (4, "yes", questions.ENDED_WHEN)]
    assert days(reading) == [None, None]


def test_word_that_help_was_given_up_asks_when_also_in_a_column_of_yes_and_no_and_other_dates_ask_as_dates():
    reading = read("r.csv", sheet(["Still going?"], ["Y"], ["N"], ["cancelled"], ["Y"], ["5/6"], ["Y"]))
    assert [(fault.row, fault.reason.split(";")[0]) for fault in reading.faults] == [
        (3, questions.ENDED_WHEN), (4, questions.ENDED_WHEN), (6, "has no year"),
    ]  # fmt: skip
