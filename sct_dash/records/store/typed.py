"""What a person types, checked before it is kept: the name that a step is done under, and rows of a form."""

import pandas as pd

from sct_dash.errors import UserError
from sct_dash.records import lists, readers, schema
from sct_dash.records.store.tables import EXPERIENCE, NEEDS, NOT_TEXT, Table

_LONGEST_BY, _LONGEST_WHY = 100, 1_000
"""Characters."""


def signed(by: str, why: str) -> tuple[str, str]:
    """Who does a step and what for, each on one line.

    Raises
    ------
    UserError
        When nobody does it, or one of them is too long or no text.
    """
    by, why = " ".join(by.split()), " ".join(why.split())
    if not by:
        raise UserError("Say who does this: every step is kept under a name.")
    for text, longest in ((by, _LONGEST_BY), (why, _LONGEST_WHY)):
        if len(text) > longest:
            raise UserError(f"{text[:20]!r}… is longer than {longest} characters; say it shorter.")
        if NOT_TEXT.search(text):
            raise UserError(f"{text!r} has a character that is not text; write it anew.")
    return by, why


def valid(table: Table, row: pd.DataFrame) -> pd.DataFrame:
    """Rows of a form, checked as those of a file are.

    Raises
    ------
    UserError
        When a cell does not fit its column.
    """
    if table is NEEDS:
        return lists.read_needs("need", lists.to_csv(row))
    if table is EXPERIENCE:
        return lists.read_experience("experience", lists.to_csv(row))
    for name, text in schema.cells(row).stack().droplevel(0).items():
        if NOT_TEXT.search(text):
            raise UserError(f"{name.replace('_', ' ')}: {text[:30]!r} has a character that is not text; write it anew.")
    reading = readers.read("record.csv", schema.to_csv(row))
    if reading.faults:
        raise UserError(" ".join(f"{f.column.replace('_', ' ')}: {f.reason}." for f in reading.faults))
    return reading.records
