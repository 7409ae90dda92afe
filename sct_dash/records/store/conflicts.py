"""Two people at one entry: the second is told, and nothing is overwritten unseen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sql

from sct_dash.records.store import ledger
from sct_dash.records.store.joining import Joined, joined
from sct_dash.records.store.steps import Conflict, Difference, EntryChange
from sct_dash.records.store.tables import RECORDS, Cells, State, Table
from sct_dash.records.store.taking_in import Intake


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
    raise _conflict(connection, table, clashing, base, differences)


def join(connection: sql.Connection, entry: EntryChange, state: State, base_version: str, over: str | None) -> Joined:
    """An edit of one entry joined with what others did to it since `base_version`.

    Parameters
    ----------
    over
        The version of a `Conflict` that was met before: what stood there then is overwritten where both changed.

    Raises
    ------
    Conflict
        When both changed a field, each otherwise, or the entry was removed meanwhile.
    """
    mine, now = entry.after, ledger.version(connection)
    base = ledger.step_of(connection, base_version)
    was = entry.before if now == base_version else ledger.state(connection, entry.table, base).get(entry.name)
    if was == entry.before:
        return Joined(mine, (), ())
    if was is None or entry.before is None:
        if over != now:
            refuse_overwriting(connection, entry.table, [entry], state, base_version)
        return Joined(mine, (), ())
    one = joined(entry.table, was, entry.before, mine, take=entry.table.columns)
    if one.clashing and over != now:
        sides = zip(entry.table.columns, was, mine, entry.before, strict=True)
        differences = tuple(Difference(entry.name, *side) for side in sides if side[0] in one.clashing)
        raise _conflict(connection, entry.table, [entry], base, differences)
    return one


def refuse_unseen(connection: sql.Connection, found: Intake, base_version: str) -> None:
    """Raise a `Conflict` when an import meets what nobody saw in its plan, which was made for `base_version`."""
    if ledger.version(connection) == base_version:
        return
    table = RECORDS
    base = ledger.step_of(connection, base_version)
    before = ledger.state(connection, table, base)
    place = {field: number for number, field in enumerate(table.columns)}
    nothing: Cells = ("",) * len(table.columns)
    seen = ((d, before.get(d.name, nothing)[place[d.field]]) for d in found.to_be_seen)
    unseen = tuple(replace(d, base=cell) for d, cell in seen if cell != d.theirs)
    names = {d.name for d in unseen}
    clashing = [entry for entry in found.entries if entry.name in names]
    vanished = [entry for entry in found.entries if entry.before is None and entry.name in before]
    if clashing or vanished:
        raise _conflict(connection, table, clashing or vanished, base, unseen)


def _conflict(
    connection: sql.Connection,
    table: Table,
    clashing: Sequence[EntryChange],
    base: int,
    differences: tuple[Difference, ...],
) -> Conflict:
    touches = ledger.touches(connection, table, base)
    steps = {step.number: step for step in ledger.steps(connection)}
    newest = max(touches[entry.name][-1][0] for entry in clashing)
    return Conflict(clashing[0].subject, steps[newest], differences, ledger.version(connection))
