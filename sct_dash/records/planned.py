"""Introductions kept from a plan as records: the mark in their notes, and when it no longer holds.

The mark is a sentence or line of the notes that begins with "Planned introduction". What stands after that on the
same line, before or behind it, is free text: somebody may reword it or add to it. A record is planned until the mark
is taken off, until the mark itself says that it has begun, or until the action is implemented. Where it says that it
has begun, the record is a mentorship like any other, which a next plan still knows as its own.
"""

import re
from datetime import date

import pandas as pd

PLANNED = "Planned introduction, not begun yet."
"""What a plan writes into the notes of the records that it is turned into."""
BEGUN = "Planned introduction, begun."
"""What stands there in its place once it has begun."""

_WORDS = r"(^|[.;\n])[ \t]*planned introduction[ \t]*"
_MARK = _WORDS + r"(?:[.,;:(\n–—-]|$)"
_SAYS_BEGUN = _WORDS + r"[,:(–—-][ \t]*(?:(?:it|which|has|is|now|already)[ \t]+)*(?:begun|began|started)\b"
_SENTENCE = re.compile(_WORDS + r"(?:[,:(–—-][^.;\n]*)?(?:[.;]|(?=\n)|$)", re.IGNORECASE)


def is_planned(records: pd.DataFrame) -> pd.Series:
    """Whether each record is an introduction kept from a plan that has not begun.

    Such a record is an intention: it ties no towns yet and burdens no mentor today, but a next plan counts it in.
    """
    about = records["notes"].str.contains("planned introduction", case=False, regex=False)
    planned = about & records["implemented_on"].isna()
    if planned.any():  # few records are, and the exact look is slower
        notes = records.loc[planned, "notes"]
        planned[planned] = _has(notes, _MARK) & ~_has(notes, _SAYS_BEGUN)
    return planned


def standing(records: pd.DataFrame, day: date) -> pd.DataFrame:
    """The planned introductions that still stand on a day: not begun, and not ended before it.

    One that has begun is a record like any other; one that ended without that has come to nothing.
    """
    return records[is_planned(records) & ~(records["last_active"] < pd.Timestamp(day))]


def in_progress(records: pd.DataFrame, day: date) -> pd.DataFrame:
    """The introductions of earlier plans that a plan counts in: planned or begun, by a day neither ended nor done."""
    over = (records["last_active"] < pd.Timestamp(day)) | (records["implemented_on"] <= pd.Timestamp(day))
    return records[(is_planned(records) | _has(records["notes"], _SAYS_BEGUN)) & ~over]


def begun(records: pd.DataFrame) -> pd.DataFrame:
    """The same records with the mark saying that they have begun. All else in their notes stays."""
    notes = [f"{BEGUN} {_without_mark(text)}".strip() for text in records["notes"]]
    return records.assign(notes=pd.Series(notes, index=records.index, dtype="str"))


def _has(notes: pd.Series, pattern: str) -> pd.Series:
    found = re.compile(pattern, re.IGNORECASE)
    return notes.map(lambda text: bool(found.search(text))).astype(bool)


def _without_mark(notes: str) -> str:
    rest = _SENTENCE.sub(r"\1", notes).strip()
    return rest if rest == notes.strip() else _without_mark(rest)  # what stood behind a mark may begin with another
