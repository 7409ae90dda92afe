"""Everything a store holds, and how a backup comes back without anything being lost."""

import sqlalchemy as sql

from sct_dash.records.store import ledger, matching
from sct_dash.records.store.backup import Backup
from sct_dash.records.store.database import META, STEPS
from sct_dash.records.store.steps import CHANGES, EntryChange, RestorePlan, StepResult
from sct_dash.records.store.tables import FILES, KEPT, OPEN, TABLES


def everything(connection: sql.Connection) -> Backup:
    """All of it, as one transaction sees it."""
    name = connection.scalar(sql.select(META.c.value).where(META.c.name == "store"))
    steps = tuple(tuple(row) for row in connection.execute(sql.select(STEPS).order_by(STEPS.c.number)))
    return Backup(name, steps, {table: ledger.all_versions(connection, table) for table in TABLES})


def differences(ours: Backup, brought: Backup) -> list[EntryChange]:
    """What makes the entries of a store what they are in a backup; the sheets that wait here go on waiting."""
    found = (entry for table in TABLES for entry in matching.between(table, ours.state(table), brought.state(table)))
    return [entry for entry in found if entry.after is not None or entry.table not in (OPEN, FILES)]


def plan(ours: Backup | None, brought: Backup, files: tuple[str, ...]) -> RestorePlan:
    """What bringing a backup back would do to a store, None for one that was never written."""
    fresh = ours is None or not ours.steps
    if fresh:
        counts = [sum(len(brought.state(table)) for table in KEPT), 0, 0]
    else:
        told = [entry.change for entry in differences(ours, brought) if entry.table in KEPT]
        counts = [told.count(change) for change in CHANGES]
    return RestorePlan(len(brought.steps), fresh, *counts, files)


def take_over(connection: sql.Connection, brought: Backup) -> StepResult:
    """Fill a store that has no step with a backup, its name included."""
    connection.execute(sql.update(META).where(META.c.name == "store").values(value=brought.store))
    ledger.insert_steps(connection, brought.steps)
    for table, versions in brought.versions.items():
        ledger.insert_versions(
            connection, ((table, name, step, change, cells) for step, change, name, cells in versions)
        )
    held = sum(len(brought.state(table)) for table in KEPT)
    return StepResult(len(brought.steps) or None, added=held)


def archive(connection: sql.Connection, ours: Backup, brought: Backup) -> None:
    """Keep as history the backup's steps that this store does not know."""
    known = {(at, by, why, kind): number for number, at, by, why, kind, *_ in ours.steps}
    numbers: dict[int, int] = {}
    new = []
    for number, at, by, why, kind, undoes, _ in brought.steps:
        if (at, by, why, kind) in known:
            numbers[number] = known[at, by, why, kind]
        else:
            numbers[number] = len(ours.steps) + len(new) + 1
            new.append((numbers[number], at, by, why, kind, numbers.get(undoes), 1))
    ledger.insert_steps(connection, new)
    fresh = {row[0] for row in new}
    for table, versions in brought.versions.items():
        moved = ((table, name, numbers[step], change, cells) for step, change, name, cells in versions)
        ledger.insert_versions(connection, (row for row in moved if row[2] in fresh))
