"""What changed since a day, in sentences and as a table."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from sct_dash import words
from sct_dash.records.store.steps import CHANGED, Changes, EntryChange, Step


def responsible(touching: Sequence[Step], base: int) -> Step:
    """Whose step made the difference since step `base`: the last that was not taken back since.

    Parameters
    ----------
    touching
        The steps after `base` that touched the entry, the oldest first.
    """
    standing = [step for step in touching if not step.undone and not (step.undoes and step.undoes > base)]
    return (standing or touching)[-1]


def told(day: date, found: Sequence[tuple[Step, EntryChange]]) -> Changes:
    """Tell what changed since `day`: each entry's net change with the last step that touched it."""
    rows = [
        (step.day, step.by, step.why, entry.subject, entry.change, _details(entry), entry.name, step.number)
        for step, entry in found
    ]
    columns = ["day", "by", "why", "subject", "change", "details", "name", "step"]
    table = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns, "str") | {"step": "int64"})
    table["day"] = pd.to_datetime(table["day"]).astype("datetime64[s]")
    return Changes(day, tuple(_sentence(step, entry) for step, entry in found), table)


def _details(entry: EntryChange) -> str:
    return "; ".join(map(str, entry.fields)) if entry.change == CHANGED else ""


def _sentence(step: Step, entry: EntryChange) -> str:
    details = f": {_details(entry)}" if entry.change == CHANGED else ""
    return f"{entry.subject} was {entry.change} by {step.by} on {words.day(step.day)}{details}."
