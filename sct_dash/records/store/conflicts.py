"""Two people at one entry: the second is told, and nothing is overwritten unseen."""

from collections.abc import Iterable

import sqlalchemy as sql

from sct_dash.records.store import ledger
from sct_dash.records.store.steps import Conflict, Difference, EntryChange
from sct_dash.records.store.tables import Cells, State, Table


def refuse_overwriting(
    connection: sql.Connection, table: Table, entries: Iterable[EntryChange], state: State, base_version: str
) -> None:
    """Raise a `Conflict` when an entry is not what it was at `base_version`."""
    now = ledger.version(connection)
    if now == base_version:
        return
    base = ledger.step_of(connection, base_version)
    touches = ledger.touches(connection, table, base)
    before = ledger.state(connection, table, base)
    clashing = [e for e in entries if e.name in touches and before.get(e.name) != state.get(e.name)]
    if not clashing:
        return
    nothing: Cells = ("",) * len(table.columns)
    differences = tuple(
        Difference(entry.name, field, base_cell, mine, theirs)
        for entry in clashing
        for field, base_cell, mine, theirs in zip(
            table.columns,
            before.get(entry.name, nothing),
            entry.after or nothing,
            state.get(entry.name, nothing),
            strict=True,
        )
        if mine != theirs
    )
    steps = {step.number: step for step in ledger.steps(connection)}
    raise Conflict(clashing[0].subject, steps[max(touches[e.name][-1] for e in clashing)], differences, now)
