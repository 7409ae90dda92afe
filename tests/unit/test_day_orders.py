"""Days before months in a part of a column: asked once for the column, never concluded from the other dates."""

import io
from datetime import date

import openpyxl
import pytest
from builders import csv_of
from hypothesis import given
from hypothesis import strategies as st

from sct_dash.records import dates, questions, values
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


@pytest.mark.parametrize(
    ("other", "likely"), [("May 6, 2024", ""), ("5/6/2024", ""), ("5/30/2024", "2004-02-03"), ("2024-05-06", "")]
)
def test_day_of_a_year_before_the_programme_offers_both_orders_and_the_one_that_other_dates_have(other, likely):
    (problem,) = read("r.csv", sheet(("02/03/04", ""), (other, ""))).problems
    (fault,) = problem.faults
    assert (fault.suggestion, fault.options) == (likely, ("2004-02-03", "2004-03-02"))
    assert fault.reason == "has a year of two digits and may be February 3, 2004 or March 2, 2004"
    chosen = read("r.csv", sheet(("02/03/04", "")), corrections=Corrections().plus(*problem.chosen(1)))
    assert [row.decided for row in chosen.quarantine] == [(("started", "2004-03-02"),)]


@pytest.mark.parametrize("text", ["02/03/24", "02/13/04", "03/03/04"])
def test_day_of_one_reading_or_of_a_year_of_the_programme_asks_only_for_its_year(text):
    (problem,) = read("r.csv", sheet((text, ""), ("5/30/2024", ""))).problems
    assert problem.faults[0].question == questions.TWO_DIGITS


@pytest.mark.parametrize("text", ["00/03/04", "3/0/2024", "0/0/24"])
def test_month_and_day_of_zero_are_none(text):
    assert isinstance(dates.span(text), dates.NoDay)


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


@pytest.mark.parametrize(
    ("others", "likely"),
    [(["5/30/24", "5/31/24"], "2025-06-07"), (["30/5/24"], "2025-07-06"), (["5/30/24"], "")],
)
def test_in_a_column_that_says_nothing_of_its_order_that_of_the_other_column_is_likelier(others, likely):
    content = sheet(("31/7/24", "6/7/2025"), *[(other, "") for other in others])
    (fault,) = [fault for fault in read("r.csv", content).faults if fault.column == "implemented_on"]
    assert fault.suggestion == likely


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


def own_file(*days):
    """A row for each start, under the names of the fields."""
    rows = zip(TOWNS, days, strict=False)
    header = ["mentor", "mentee", "action", "support", "started"]
    return csv_of(header, *[[town, "Hamden", "3.2", "staff_time", day] for town, day in rows])


def test_our_own_file_that_was_saved_with_days_before_months_is_asked_about():
    reading = read("r.csv", own_file("31/7/2024", "5/6/2024"))
    assert reading.layout.canonical
    assert [(fault.row, fault.options) for fault in reading.faults] == [
        (2, ("2024-07-31",)), (3, ("2024-05-06", "2024-06-05"))
    ]  # fmt: skip


def test_day_as_we_write_it_is_never_asked_about_whatever_stands_beside_it():
    reading = read("r.csv", own_file("31/7/2024", "2024-05-06"))
    assert ([fault.row for fault in reading.faults], starts(reading)) == ([2], [date(2024, 5, 6)])


@pytest.mark.parametrize(
    "telling", ["since 31/7/2024", "about 31/7/2024", "since about 31/7/2024", "Wed 31/7/2024", "~31/7/24", "31/7/24."]
)
def test_day_before_its_month_tells_also_beside_a_word(telling):
    reading = read("r.csv", sheet((telling, ""), ("5/6/2024", "")))
    assert [(fault.row, fault.options[0]) for fault in reading.faults] == [(2, "2024-07-31"), (3, "2024-05-06")]


@pytest.mark.parametrize("telling", ["done 31/7/2025", "Y 31/7/2025", "completed on about 31/7/2025"])
def test_day_before_its_month_tells_also_beside_a_word_of_what_is_done(telling):
    reading = read("r.csv", sheet(("April 12, 2024", telling), ("April 12, 2024", "5/6/2025")))
    assert [(fault.row, fault.options[0]) for fault in reading.faults] == [(2, "2025-07-31"), (3, "2025-05-06")]


def test_month_with_a_year_of_two_digits_is_no_part_of_the_question_which_comes_first():
    order, years = read("r.csv", sheet(("31/7/24", ""), ("May 24", ""), ("5/30/24", ""))).problems
    assert (order.rows, years.rows, years.faults[0].question) == ((2, 4), (3,), questions.TWO_DIGITS)


BESIDE = [*HEADER, "Completed?"]


def beside(day, other):
    """A row with the day before its month, and one whose implementation is told in two cells."""
    row = ["Hartford", "3.12", "staff time", "April 12, 2024"]
    return csv_of(BESIDE, ["Avon", *row, "31/7/2025", "yes"], ["Bolton", *row, day, other])


@pytest.mark.parametrize(("other", "day"), [("May 6, 2025", date(2025, 5, 6)), ("June 5, 2025", date(2025, 6, 5))])
def test_another_cell_that_gives_one_of_two_readings_settles_which(other, day):
    reading = read("r.csv", beside("5/6/2025", other))
    assert [fault.row for fault in reading.faults] == [2]
    assert [found.date() for found in reading.records["implemented_on"]] == [day]
    said = f"'5/6/2025; {other}' read as {other}"
    assert said in [note.text for note in reading.notes if note.row == 3]


@pytest.mark.parametrize(
    ("day", "other", "options"),
    [
        ("5/6/2025", "April 30, 2025", ("2025-05-06", "2025-06-05", "2025-04-30")),
        ("5/30/25", "April 30, 2025", ("2025-05-30", "2025-04-30")),
        ("30/5/2025", "April 30, 2025", ("2025-05-30", "2025-04-30")),
        ("5/6/2025", "6/5/2025", ("2025-05-06", "2025-06-05")),
    ],
)
def test_no_day_of_another_cell_is_lost_by_the_answer_for_the_column(day, other, options):
    first, second = read("r.csv", beside(day, other)).faults
    assert (first.row, first.question) == (2, questions.DAY_OR_MONTH)
    assert (second.row, second.reason, second.options, second.question) == (3, values.TWO_DAYS, options, "")


@pytest.mark.parametrize("other", ["yes", "5/6/25", "-"])
def test_two_cells_that_do_not_contradict_each_other_are_of_the_question_for_the_column(other):
    (problem,) = read("r.csv", beside("5/6/2025", other)).problems
    assert [fault.options for fault in problem.faults] == [("2025-07-31",), ("2025-05-06", "2025-06-05")]


def test_cell_that_cannot_be_read_asks_for_itself_beside_a_day_of_two_readings():
    fault = read("r.csv", beside("5/6/2025", "see minutes")).faults[1]
    assert (fault.reason.split(";")[0], fault.options, fault.question) == ("is not a date", (), "")


def test_years_of_two_digits_lose_no_day_of_another_cell_either():
    row = ["Avon", "Hartford", "3.12", "staff time", "April 12, 2024", "5/6/25"]
    agreed, other = (read("r.csv", csv_of(BESIDE, [*row, day])) for day in ("May 6, 2025", "April 30, 2025"))
    assert (agreed.faults, other.faults[0].question) == ((), "")
    assert other.faults[0].options == ("2025-05-06", "2025-04-30")


def test_answer_for_cells_that_offer_nothing_changes_none():
    (problem,) = read("r.csv", sheet(("2024-05-01", "2039-05-01"), ("2024-05-01", "2039-05-02"))).problems
    assert (problem.each_its_own, problem.chosen(0)) == (True, ())


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


@given(st.lists(st.tuples(st.integers(1, 31), st.integers(1, 31)), min_size=1, max_size=5))
def test_beside_a_day_before_its_month_no_date_of_two_readings_is_ever_taken_for_one(pairs):
    reading = read("r.csv", sheet(("31/7/2024", ""), *[(f"{first}/{second}/2024", "") for first, second in pairs]))
    asked = {fault.row for fault in reading.faults}
    assert asked | set(reading.rows) == set(range(2, len(pairs) + 3))
    for row, start in zip(reading.rows, starts(reading), strict=True):
        assert row not in asked
        assert possible_days(*pairs[row - 3]) == {start}


def possible_days(first, second):
    """The days of 2024 that two numbers are in one order or the other, by the calendar alone."""
    found = set()
    for month, day in ((first, second), (second, first)):
        try:
            found.add(date(2024, month, day))
        except ValueError:
            continue
    return found


def stored(*days):
    """A spreadsheet's own file: a day that it could read is one, what it could not is a text."""
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    for town, day in zip(TOWNS, days, strict=False):
        book.active.append([town, "Hartford", "3.12", "staff time", day, None])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_stored_days_are_asked_about_where_every_text_is_one_that_the_spreadsheet_could_not_read():
    (problem,) = read("r.xlsx", stored("31/7/2024", date(2024, 5, 6), date(2024, 6, 30))).problems
    assert problem.rows == (2, 3)


def test_stored_days_are_as_they_are_where_texts_were_left_that_the_spreadsheet_could_have_read():
    reading = read("r.xlsx", stored("31/7/2024", "5/6/2024", date(2024, 5, 6), date(2024, 6, 30)))
    (problem,) = reading.problems
    assert problem.rows == (2, 3)
    assert starts(reading) == [date(2024, 5, 6), date(2024, 6, 30)]


def test_stored_days_beside_others_with_the_month_first_are_offered_so():
    days = [date(2024, 5, 20), date(2024, 6, 30), date(2024, 5, 6)]
    (problem,) = read("r.xlsx", stored("31/7/2024", *days)).problems
    assert problem.faults[-1].suggestion == "2024-05-06"


@pytest.mark.parametrize(
    ("said", "offered"),
    [("6/25", ("June 2025",)), ("11-24", ("November 2024",)), ("13/25", ()), ("6/12", ()), ("6/40", ())],
)
def test_month_and_two_digits_may_be_a_month_of_a_year(said, offered):
    meant = values.day("started", said)
    assert (meant.suggestion, meant.options) == ("", offered)
