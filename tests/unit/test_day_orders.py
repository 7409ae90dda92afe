"""Days before months in a part of a column: asked once for the column, never concluded from the other dates."""

import io
from datetime import date

import openpyxl
import pytest
from builders import csv_of
from hypothesis import given
from hypothesis import strategies as st

from sct_dash.records import dates
from sct_dash.records.corrections import Corrections
from sct_dash.records.readers import read

HEADER = ["Mentor Town", "Town Helped", "SCT Action #", "How they helped", "Date started", "Completed on"]
TOWNS = ("Avon", "Bolton", "Canton", "Darien", "Enfield", "Granby")


def sheet(*days):
    """A row for each (start, implementation)."""
    rows = zip(TOWNS, days, strict=False)
    return csv_of(HEADER, *[[town, "Hartford", "3.12", "staff time", *both] for town, both in rows])


def starts(reading):
    return [day.date() for day in reading.records["started"]]


MIXED = sheet(("31/7/24", ""), ("5/6/24", ""), ("5/30/24", ""), ("6/6/24", ""), ("April 12, 2024", ""))


@pytest.mark.parametrize(
    ("text", "month_first", "day_first"),
    [
        ("5/6/24", date(2024, 5, 6), date(2024, 6, 5)),
        ("5.6.2024 10:30", date(2024, 5, 6), date(2024, 6, 5)),
        ("31/7/24", None, date(2024, 7, 31)),
        ("7-31-2024", date(2024, 7, 31), None),
        ("2024-05-06", None, None),
        ("May 6, 2024", None, None),
        ("31/31/24", None, None),
        ("5/6/95", None, None),
    ],
)
def test_numbers_of_a_date_have_two_orders(text, month_first, day_first):
    assert dates.orders(text) == dates.Orders(month_first, day_first)


def test_one_day_before_its_month_makes_the_column_one_question():
    (problem,) = read("r.csv", MIXED).problems
    assert (problem.rows, problem.each_its_own) == ((2, 3, 4, 5), True)
    assert [fault.options for fault in problem.faults] == [
        ("2024-07-31",), ("2024-05-06", "2024-06-05"), ("2024-05-30",), ("2024-06-06",)
    ]  # fmt: skip


@pytest.mark.parametrize(("place", "second"), [(0, date(2024, 5, 6)), (1, date(2024, 6, 5))])
def test_one_answer_reads_the_whole_column_and_what_has_one_reading_keeps_it(place, second):
    (problem,) = read("r.csv", MIXED).problems
    again = read("r.csv", MIXED, corrections=Corrections().plus(*problem.chosen(place)))
    april = date(2024, 4, 12)
    assert starts(again) == [date(2024, 7, 31), second, date(2024, 5, 30), date(2024, 6, 6), april]
    assert again.problems == ()


@pytest.mark.parametrize(
    ("others", "likely"),
    [(["5/30/2024", "5/31/2024"], "2024-05-06"), (["30/5/2024"], "2024-06-05"), (["5/30/2024"], "")],
)
def test_dates_that_can_be_read_one_way_alone_decide_which_answer_is_likelier(others, likely):
    content = sheet(("31/7/2024", ""), ("5/6/2024", ""), *[(other, "") for other in others])
    faults = read("r.csv", content).problems[0].faults
    assert [fault.suggestion for fault in faults if len(fault.options) > 1] == [likely]


def test_column_without_a_day_before_its_month_is_read_with_the_month_first():
    reading = read("r.csv", sheet(("5/6/2024", ""), ("5/30/2024", "")))
    assert starts(reading) == [date(2024, 5, 6), date(2024, 5, 30)]


@pytest.mark.parametrize(("other", "asked"), [("6/7/2025", [3]), ("6/30/2025", [])])
def test_other_column_is_asked_about_too_unless_one_of_its_dates_can_only_have_the_month_first(other, asked):
    content = sheet(("31/7/24", other), ("April 12, 2024", "8/9/2025"))
    rows = [fault.row for fault in read("r.csv", content).faults if fault.column == "implemented_on"]
    assert rows == ([2, 3] if asked else [])


@pytest.mark.parametrize("cell", ["done 6/7/2025", "Y 6/7/2025"])
def test_day_beside_a_word_is_asked_about_as_well(cell):
    content = sheet(("April 12, 2024", "31/7/2025"), ("April 12, 2024", cell))
    fault = read("r.csv", content).faults[1]
    assert fault.options == ("2025-06-07", "2025-07-06")


def test_day_that_is_not_certain_offers_both_readings():
    fault = read("r.csv", sheet(("31/7/2024", ""), ("about 5/6/2024", ""))).faults[1]
    assert fault.options == ("2024-05-06", "2024-06-05")


def test_day_that_a_spreadsheet_stored_beside_such_texts_is_asked_about_and_none_elsewhere():
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    for town, start in zip(TOWNS, ["31/7/2024", date(2024, 5, 6), date(2024, 5, 30)], strict=False):
        book.active.append([town, "Hartford", "3.12", "staff time", start, date(2025, 3, 4)])
    path = io.BytesIO()
    book.save(path)
    faults = read("r.xlsx", path.getvalue()).faults
    assert [(fault.row, fault.column) for fault in faults] == [(2, "started"), (3, "started")]
    assert faults[1].options == ("2024-05-06", "2024-06-05")


def test_our_own_file_is_never_asked_about():
    header = ["mentor", "mentee", "action", "support", "started"]
    content = csv_of(header, ["Avon", "Bolton", "3.2", "staff_time", "2024-05-06"])
    assert read("r.csv", content).problems == ()


def test_dates_that_ask_the_same_are_one_question_however_they_are_written(monkeypatch):
    monkeypatch.setattr("sct_dash.clock.today", lambda: date(2024, 11, 22))
    content = sheet(("1/8/2024", "5/30/2025"), ("1/9/2024", "April 12, 2025"), ("1/9/2024", "2025-04-14"))
    (problem,) = read("r.csv", content).problems
    assert (problem.rows, problem.each_its_own) == ((2, 3, 4), True)
    again = read("r.csv", content, corrections=Corrections().plus(*problem.answered("")))
    assert again.records["implemented_on"].isna().tolist() == [True, True, True]


def test_no_beside_different_days_is_one_question_and_each_day_may_be_taken():
    header = [*HEADER, "Completed?"]
    days = ["5/30/2025", "April 12, 2025"]
    content = csv_of(
        header, *[[town, "Hartford", "3.12", "staff", "1/8/2024", d, "N"] for town, d in zip(TOWNS, days, strict=False)]
    )
    (problem,) = read("r.csv", content).problems
    again = read("r.csv", content, corrections=Corrections().plus(*problem.chosen(0)))
    assert [day.date() for day in again.records["implemented_on"]] == [date(2025, 5, 30), date(2025, 4, 12)]


@given(st.lists(st.tuples(st.integers(1, 31), st.integers(1, 31)), min_size=1, max_size=6))
def test_beside_a_day_before_its_month_no_date_of_two_readings_is_ever_taken_for_one(pairs):
    texts = [f"{first}/{second}/2024" for first, second in pairs]
    reading = read("r.csv", sheet(("31/7/2024", ""), *[(text, "") for text in texts[:5]]))
    asked = {fault.row for fault in reading.faults}
    assert asked | set(reading.rows) == set(range(2, len(texts[:5]) + 3))
    for row, start in zip(reading.rows, starts(reading), strict=True):
        assert row not in asked
        assert {dates.orders(texts[row - 3]).month_first, dates.orders(texts[row - 3]).day_first} <= {start, None}
