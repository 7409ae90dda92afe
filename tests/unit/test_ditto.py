"""Marks that say again what the row above says: that is offered in every needed column, and never taken by itself."""

import pytest
from builders import csv_of

from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.ditto import is_ditto
from sct_dash.records.readers import look, read

HEADER = ["Mentor", "Mentee", "Action", "Support", "Started"]
GOOD = ["Town of Avon", "Simsbury", "3.12 Enhance Pollinator Pathways", "talk", "5/1/2024"]
FIRST = dict(zip(HEADER, ["Avon", "Simsbury", "3.12", "presentation", "2024-05-01"], strict=True))
OTHER = ["Hartford", "Canton", "5.4", "staff time", "6/1/2024"]


def asked(reading):
    return [(fault.row, fault.column, fault.suggestion) for fault in reading.faults]


@pytest.mark.parametrize(
    "mark",
    ['"', "″", "”", "“", "〃", "''", '-"-', '- " -', "–″–", '" "', "ditto", "Ditto.", "do.", "Do", "dito", "same",
     "Same.", "same as above", "(same)", "as above", "same town", "same as last", "idem"],
)  # fmt: skip
def test_marks_are_known(mark):
    assert is_ditto(mark)


@pytest.mark.parametrize(
    "text",
    ["", "-", "'", "same day service", "Somers", "above", "doing", "done", "Done.", "do it", "to do", "does", "don",
     "Dover", "same thing", "dittos"],
)  # fmt: skip
def test_other_texts_are_no_marks(text):
    assert not is_ditto(text)


@pytest.mark.parametrize("column", HEADER)
def test_word_that_only_begins_like_a_mark_is_asked_about_by_what_it_says(column):
    place = HEADER.index(column)
    row = [*OTHER[:place], "done", *OTHER[place + 1 :]]
    (fault,) = read("r.csv", csv_of(HEADER, GOOD, row)).faults
    assert (fault.column, fault.value) == (column.casefold(), "done")
    assert FIRST[column] not in (fault.suggestion, *fault.options)
    assert "in every row" not in fault.reason


def test_short_word_for_ditto_is_only_offered_and_no_town():
    (fault,) = read("r.csv", csv_of(HEADER, GOOD, ["do", *OTHER[1:]])).faults
    assert (fault.column, fault.value, fault.options) == ("mentor", "do", ("Avon",))


@pytest.mark.parametrize("column", HEADER)
def test_what_stands_above_is_offered_by_itself_in_every_needed_column(column):
    place = HEADER.index(column)
    row = [*OTHER[:place], "ditto", *OTHER[place + 1 :]]
    what = {"Mentor": "town", "Mentee": "town", "Started": "day"}.get(column, column.casefold())
    (fault,) = read("r.csv", csv_of(HEADER, GOOD, row)).faults
    assert (fault.suggestion, fault.options) == (FIRST[column], (FIRST[column],))
    assert fault.reason == f"write the {what} in every row"


def test_marks_below_each_other_mean_the_last_row_that_says_something():
    rows = ['"', "Canton", '"', *OTHER[3:]], ['"', "Granby", "″", *OTHER[3:]], ["same", "Hebron", "do.", *OTHER[3:]]
    reading = read("r.csv", csv_of(HEADER, GOOD, *rows))
    assert asked(reading) == [(row, *said) for row in (3, 4, 5) for said in [("mentor", "Avon"), ("action", "3.12")]]


def test_answer_for_one_row_is_what_the_next_one_means():
    rows = ["ditto", *OTHER[1:]], ["ditto", "Granby", *OTHER[2:]]
    answer = Corrections((Correction(3, "mentor", "Bolton"),))
    assert asked(read("r.csv", csv_of(HEADER, GOOD, *rows), corrections=answer)) == [(4, "mentor", "Bolton")]


@pytest.mark.parametrize("above", ["Sprngville", "Simsbury, Canton"])
def test_town_above_that_is_not_understood_is_not_offered_and_each_row_asks_for_itself(above):
    rows = [above, "Kent", *OTHER[2:]], ["ditto", *OTHER[1:]], ["ditto", "Granby", *OTHER[2:]]
    reading = read("r.csv", csv_of(HEADER, GOOD, *rows))
    assert asked(reading)[-2:] == [(4, "mentor", ""), (5, "mentor", "")]
    assert [problem.rows for problem in reading.problems if problem.faults[0].value == "ditto"] == [(4,), (5,)]


def test_month_above_is_no_day_to_offer():
    reading = read("r.csv", csv_of(HEADER, [*GOOD[:4], "May 2024"], [*OTHER[:4], "same"]))
    assert asked(reading) == [(3, "started", "")]


def test_town_at_the_other_end_is_not_offered():
    reading = read("r.csv", csv_of(HEADER, GOOD, ["ditto", "Avon", *OTHER[2:]]))
    assert asked(reading) == [(3, "mentor", "")]


def test_column_of_little_but_marks_is_still_what_its_header_says():
    towns = [
        "Simsbury",
        "Canton",
        "Granby",
        "Hebron",
        "Bolton",
        "Kent",
        "Salem",
        "Union",
        "Essex",
        "Lyme",
        "Avon",
        "Bethel",
    ]
    rows = [["Hartford" if not place else '"', town, *OTHER[2:]] for place, town in enumerate(towns)]
    content = csv_of(["From", "To", *HEADER[2:]], *rows)
    assert look("r.csv", content).mapping.fields[:2] == ("mentor", "mentee")
    assert set(asked(read("r.csv", content))) == {(row, "mentor", "Hartford") for row in range(3, 14)}
