"""Records for tests: one that counts, changed only where the test says so; and lists made of edges."""

import calendar
from datetime import date, timedelta

from hypothesis import strategies as st

from sct_dash.records import schema

APPLICATION_DATE = date(2026, 11, 22)
"""The application date of most tests; its window begins on 2023-11-22."""


def record(**changes):
    """A record whose two claims count on `APPLICATION_DATE`: Hartford helped Simsbury, nothing documented."""
    made = {
        "record_id": "R1",
        "mentor": "Hartford",
        "mentee": "Simsbury",
        "action": "3.12",
        "programme_year": 2024,
        "support": "presentation",
        "started": date(2022, 5, 1),
        "last_active": None,
        "implemented_on": date(2023, 6, 1),
        "mentor_documented": False,
        "mentee_documented": False,
        "partners": "",
        "evidence": "",
        "notes": "",
    }
    if unknown := changes.keys() - made.keys():
        raise TypeError(f"a record has no {sorted(unknown)}")
    return made | changes


def records(*rows):
    """The table that the engine takes."""
    return schema.frame(list(rows))


def csv_of(*rows):
    """The bytes of a file of records: canonical for records (mappings), as they stand for rows (lists of cells)."""
    if rows and isinstance(rows[0], dict):
        return schema.to_csv(records(*rows))
    return "".join(",".join(_quoted(cell) for cell in row) + "\n" for row in rows).encode()


def _quoted(cell):
    text = str(cell)
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\n\r') else text


# --- lists made of edges -------------------------------------------------------------------------------

TOWNS = ("Hartford", "Simsbury", "Avon")  # few, so that a town meets its cap and its own actions again
PLACES = (*TOWNS, "Hartford", "Simsbury", "Northampton, MA", "Westerly, RI")
ACTIONS = ("3.2", "3.12", "3.1", "5.4", "10.1")
SUPPORT = (
    *(
        "presentation",
        "staff_time",
        "presentation; webinar",
        "webinar; staff_time",
        "presentation; staff_time",
    ),
    *("webinar", "conference; other"),
)
RECORD_IDS = ("R1", "R2", "R3", "R9", "R10", "R11", "R20", "R100", "A7", "7", "12", "R1b")


def application_dates():
    """Ordinary days and both sides of 29 February."""
    return st.sampled_from(
        [APPLICATION_DATE, date(2024, 2, 29), date(2027, 2, 28), date(2027, 3, 1), date(2028, 2, 29)]
    )


def edge_dates(day):
    """The days next to either end of the window that ends on `day`, 29 February, and some far from all."""
    first = three_years_before(day)
    near = [end + timedelta(days=shift) for end in (first, day) for shift in (-1, 0, 1)]
    leap = [date(2020, 2, 29), date(2024, 2, 29)]
    return sorted({*near, *leap, first - timedelta(days=400), day - timedelta(days=500), day + timedelta(days=300)})


def three_years_before(day):
    last_of_month = calendar.monthrange(day.year - 3, day.month)[1]
    return date(day.year - 3, day.month, min(day.day, last_of_month))


@st.composite
def record_lists(draw, day=APPLICATION_DATE, largest=10):
    """Up to `largest` valid records that crowd the edges of the rule for an application on `day`."""
    ids = draw(st.lists(st.sampled_from(RECORD_IDS), unique=True, max_size=largest))
    return [draw(edge_records(record_id, day)) for record_id in ids]


@st.composite
def edge_records(draw, record_id, day=APPLICATION_DATE):
    """One valid record, more often than not with nothing against it."""
    mentor = draw(st.sampled_from(PLACES))
    mentee = draw(st.sampled_from([place for place in PLACES if place != mentor]))
    days = edge_dates(day)
    started = draw(st.one_of(st.just(days[0]), st.just(days[0]), st.sampled_from(days)))
    later = [other for other in days if other >= started]
    return record(
        record_id=record_id,
        mentor=mentor,
        mentee=mentee,
        action=draw(st.sampled_from(ACTIONS)),
        programme_year=draw(st.sampled_from([2024, 2022, 2019])),
        support=draw(st.sampled_from(SUPPORT)),
        started=started,
        last_active=draw(st.one_of(st.none(), st.sampled_from(later))),
        implemented_on=draw(st.one_of(st.just(started), st.just(started), st.none(), st.sampled_from(later))),
        mentor_documented=draw(st.booleans()),
        mentee_documented=draw(st.booleans()),
    )
