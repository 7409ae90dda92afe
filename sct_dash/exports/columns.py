"""Tables in documents: what a column is called there, and how its values are said."""

from datetime import date, datetime

import pandas as pd

from sct_dash import words

HEADINGS: dict[str, str] = {
    "after": "After",
    "before": "Before",
    "change": "Change",
    "cog": "COG",
    "date": "From",
    "given_out": "Given",
    "inside": "Inside",
    "km": "Distance",
    "label": "About",
    "lost": "Actions lost",
    "mentee": "Mentee",
    "mentor": "Mentor",
    "mentors_next_door": "Neighbors that mentor",
    "next_loss": "Next loss",
    "points": "Points",
    "ready_points": "Ready",
    "received": "Received",
    "town": "Town",
    "towns": "Towns",
    "with_points": "With points",
    "without_tie": "No tie",
}
NUMBERS = frozenset(
    "after before change given_out inside km points ready_points received towns with_points without_tie".split()
)
"""Columns that are set flush right."""


def said(column: str, value: object) -> str:
    """A value as a person reads it in a document."""
    if isinstance(value, datetime | date | pd.Timestamp) or value is pd.NaT:
        return "" if value is pd.NaT else short_day(value)
    if column == "km":
        return "" if pd.isna(value) else words.miles(value)
    if column == "change":
        return f"{value:+d}"
    if column == "mentors_next_door":
        return str(value) or "none"
    return str(value)


def short_day(value: date) -> str:
    """A date for a column: ``Nov 1, 2026``."""
    return f"{value:%b} {value.day}, {value.year}"


def rows(table: pd.DataFrame, columns: tuple[str, ...]) -> list[list[str]]:
    """The table's cells as text, row by row."""
    plain = table[list(columns)].astype(object)
    return [[said(column, value) for column, value in zip(columns, row, strict=True)] for row in plain.to_numpy()]


def file_stem(kind: str, region: str, day: date, sample: bool) -> str:
    """What a file is called: ``deck-CRCOG-2026-11-01-sample``."""
    return f"{kind}-{region.replace(' ', '-')}-{day}{'-sample' if sample else ''}"
