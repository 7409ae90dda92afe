"""Fields that an import would make what they were before: the mark of an older version of a sheet."""

from collections.abc import Sequence

import sqlalchemy as sql

from sct_dash.records.store import ledger
from sct_dash.records.store.steps import EntryChange, FieldChange, SetBack, Step
from sct_dash.records.store.tables import RECORDS, Cells

_NOTHING = ("", "no")


def among(connection: sql.Connection, changed: Sequence[EntryChange]) -> tuple[SetBack, ...]:
    """Which fields of an import's changed records were before what they would be again.

    What an undone step said was never so; an empty cell and a plain "no" say nothing that was said before.
    """
    if not changed:
        return ()
    steps = {step.number: step for step in ledger.steps(connection) if not (step.undone or step.archived)}
    past = ledger.past(connection, RECORDS, [entry.name for entry in changed])
    return tuple(
        SetBack(entry.name, entry.subject, field, since)
        for entry in changed
        for field in entry.fields
        if field.after not in _NOTHING and (since := _since(field, past[entry.name], steps))
    )


def _since(field: FieldChange, past: Sequence[tuple[int, Cells]], steps: dict[int, Step]) -> Step | None:
    """The step that made a field other than it would be again; None where it never was so."""
    place = RECORDS.columns.index(field.field)
    said = [(steps[number], cells[place]) for number, cells in past if number in steps]
    earlier = [at for at, (_, cell) in enumerate(said) if cell == field.after]
    return said[earlier[-1] + 1][0] if earlier and earlier[-1] + 1 < len(said) else None
