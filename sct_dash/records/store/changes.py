"""What changed since a day, in sentences and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import pandas as pd
import sqlalchemy as sql

from sct_dash import words
from sct_dash.records.store import ledger, matching
from sct_dash.records.store.steps import ADDED, CHANGED, EntryChange, Step, beginning
from sct_dash.records.store.tables import KEPT


@dataclass(frozen=True, eq=False)
class Changes:
    """What is different from what was at the beginning of `day`, or right before the step `first`.

    Attributes
    ----------
    found
        Each entry's net change with the step that made it, the newest first.
    """

    day: date
    found: tuple[tuple[Step, EntryChange], ...] = ()
    first: Step | None = None

    def said(self, most: int | None = None) -> tuple[str, ...]:
        """One sentence an entry, of the first `most` or all."""
        return tuple(_sentence(step, entry) for step, entry in self.found[:most])

    @property
    def sentences(self) -> tuple[str, ...]:
        return self.said()

    @cached_property
    def table(self) -> pd.DataFrame:
        """The same as columns: ``day`` (datetime64), ``by``, ``why``, ``subject``, ``change``, ``details``, ``name``
        (of the entry), ``step``."""
        days = {step.number: step.day for step, _ in self.found}
        rows = [
            (days[by.number], by.by, by.why, entry.subject, entry.change, _details(by, entry), entry.name, by.number)
            for by, entry in self.found
        ]
        columns = ["day", "by", "why", "subject", "change", "details", "name", "step"]
        table = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns, "str") | {"step": "int64"})
        return table.assign(day=pd.to_datetime(table["day"]).astype("datetime64[s]"))


def since(connection: sql.Connection, day: date, step: Step | None) -> Changes:
    """What is other now than it was; see `Store.changes_since`."""
    base = step.number - 1 if step else ledger.step_at(connection, beginning(day) - datetime.resolution)
    steps = {one.number: one for one in ledger.steps(connection)}
    found = []
    for table in KEPT:
        touches = ledger.touches(connection, table, base)
        before, after = (ledger.state(connection, table, upto, touches) for upto in (base, None))
        for entry in matching.between(table, before, after):
            touching = [(steps[number], change) for number, change in touches[entry.name]]
            found.append((responsible(touching, base, entry.change), entry))
    return Changes(day, tuple(sorted(found, key=lambda pair: -pair[0].number)), step)


def responsible(touching: Sequence[tuple[Step, str]], base: int, change: str) -> Step:
    """Whose step made the difference since step `base`: the last that was not taken back since.

    Of an entry that is new since then it is the step that added it, whoever changed it after that.

    Parameters
    ----------
    touching
        The steps after `base` that touched the entry and what each did, the oldest first.
    change
        What became of the entry since `base`.
    """
    standing = [one for one in touching if not one[0].undone and not (one[0].undoes and one[0].undoes > base)]
    adding = [one for one in standing if change == ADDED == one[1]]
    return (adding or standing or touching)[-1][0]


def _details(step: Step, entry: EntryChange) -> str:
    return "; ".join(map(str, entry.fields)) if entry.change == CHANGED else step.cause(entry.change)


def _sentence(step: Step, entry: EntryChange) -> str:
    details = _details(step, entry)
    return f"{entry.subject} was {entry.change} by {step.by} on {words.day(step.day)}{details and f': {details}'}."
