"""Records that somebody took off the list by hand, and that a sheet still has."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sql

from sct_dash import words
from sct_dash.records.store import ledger
from sct_dash.records.store.database import STEPS
from sct_dash.records.store.steps import EntryChange, Step
from sct_dash.records.store.tables import BROUGHT, RECORDS


@dataclass(frozen=True)
class TakenOff:
    """A new record of an import that is one that was taken off.

    Attributes
    ----------
    name
        As the new record would be called.
    subject
        As a sentence speaks of it.
    step
        The one that took it off.
    """

    name: str
    subject: str
    step: Step

    @property
    def sentence(self) -> str:
        """``Avon's mentorship of Canton on 3.2 was taken off the list by Ann on March 3, 2026``."""
        return f"{self.subject} was taken off the list by {self.step.by} on {words.day(self.step.day)}"


def among(connection: sql.Connection, added: Sequence[EntryChange]) -> tuple[TakenOff, ...]:
    """Which of an import's new records were taken off by hand, by their name or by what their last sheet said.

    One that an undone import or a restored backup took away is not among them. An import takes off what was ticked.
    """
    removed = ledger.removed(connection, RECORDS)
    by_hand = set(connection.scalars(sql.select(STEPS.c.number).where(STEPS.c.kind.in_(("edit", "import")))))
    off = {name: step for name, step in removed.items() if step in by_hand}
    if not off:
        return ()
    brought = ledger.state(connection, BROUGHT)
    said = {RECORDS.key_of(brought[name]): name for name in sorted(off) if name in brought}
    steps = {step.number: step for step in ledger.steps(connection)}
    return tuple(
        TakenOff(entry.name, entry.subject, steps[off[name]])
        for entry in added
        if (name := entry.name if entry.name in off else said.get(RECORDS.key_of(entry.after), ""))
    )
