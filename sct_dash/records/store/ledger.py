"""Reading and appending steps and versions within one transaction. Nothing here updates or deletes."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import repeat

import sqlalchemy as sql

from sct_dash.records.store.database import META, STEPS, VERSIONS
from sct_dash.records.store.steps import ADDED, CHANGED, REMOVED, EntryChange, Step, Version, stamp, unstamped
from sct_dash.records.store.tables import FILES, OPEN, TABLES, UNTOLD, Cells, State, Table

NEVER = "0"
"""The version of a store that was never written."""

_FEW = 500
"""So many entries are asked for by their names; of more, all are read."""
_ARCHIVED = sql.select(STEPS.c.number).where(STEPS.c.archived == 1)
_BY_NAME = {table.name: table for table in TABLES}
_UNTOLD = [table.name for table in UNTOLD]


def version(connection: sql.Connection) -> str:
    """The store's own name and its newest step: ``3fa85f64-17``."""
    name = sql.select(META.c.value).where(META.c.name == "store").scalar_subquery()
    store, number = connection.execute(
        sql.select(name, sql.select(sql.func.max(STEPS.c.number)).scalar_subquery())
    ).one()
    return f"{store}-{number or 0}"


def step_of(connection: sql.Connection, seen: str) -> int:
    """The step that a version names; 0 when it is another store's, so that all is new since."""
    store, _, number = seen.rpartition("-")
    return int(number) if store and version(connection).startswith(f"{store}-") else 0


def step_at(connection: sql.Connection, at: datetime) -> int:
    """The last step done at `at` or before it; 0 when there is none."""
    found = sql.select(sql.func.max(STEPS.c.number)).where(STEPS.c.at <= stamp(at), STEPS.c.archived == 0)
    return connection.scalar(found) or 0


def has_entries(connection: sql.Connection, table: Table) -> bool:
    """Whether the table holds any entry now."""
    standing = _standing(table, None).where(VERSIONS.c.change != REMOVED).limit(1)
    return connection.execute(standing).first() is not None


def state(
    connection: sql.Connection, table: Table, upto: int | None = None, only: Collection[str] | None = None
) -> State:
    """Every entry of a table, or `only` some, as it stood after step `upto`, or stands now."""
    standing = _standing(table, upto).where(VERSIONS.c.change != REMOVED)
    if only is not None and len(only) <= _FEW:
        standing = standing.where(VERSIONS.c.name.in_(sorted(only)))
    rows = connection.execute(standing)
    texts = {name: text for name, text in rows if only is None or name in only}
    every = json.loads(f"[{','.join(texts.values())}]")  # at once: a call for each takes twice as long
    return {name: _told(table, told) for name, told in zip(texts, every, strict=True)}


def _standing(table: Table, upto: int | None) -> sql.Select:
    """Name and cells of each entry's newest version."""
    theirs = sql.select(VERSIONS.c.name, sql.func.max(VERSIONS.c.step).label("step")).where(
        VERSIONS.c.kind == table.name, VERSIONS.c.step.not_in(_ARCHIVED)
    )
    if upto is not None:
        theirs = theirs.where(VERSIONS.c.step <= upto)
    newest = theirs.group_by(VERSIONS.c.name).subquery()
    return sql.select(VERSIONS.c.name, VERSIONS.c.cells).where(
        VERSIONS.c.kind == table.name, VERSIONS.c.name == newest.c.name, VERSIONS.c.step == newest.c.step
    )


def steps(connection: sql.Connection) -> list[Step]:
    """Every step, the oldest first."""
    counts: Counter[tuple[int, str]] = Counter()
    counted = (
        sql.select(VERSIONS.c.step, VERSIONS.c.change, sql.func.count())
        .where(VERSIONS.c.kind.not_in(_UNTOLD))
        .group_by(VERSIONS.c.step, VERSIONS.c.change)
    )
    for number, change, count in connection.execute(counted):
        counts[number, change] = count
    rows = connection.execute(sql.select(STEPS).order_by(STEPS.c.number)).all()
    undoing = _undoing(rows)
    return [
        Step(
            row.number,
            unstamped(row.at),
            row.by_whom,
            row.why,
            row.kind,
            counts[row.number, ADDED],
            counts[row.number, CHANGED],
            counts[row.number, REMOVED],
            row.undoes,
            undoing.get(row.number),
            bool(row.archived),
        )
        for row in rows
    ]


def _undoing(rows: Sequence[sql.Row]) -> dict[int, int]:
    """For each step that is undone now: the step that undid it."""
    archived = {row.number for row in rows if row.archived}
    undoing: dict[int, int] = {}
    for row in reversed(rows):  # the newest first: an undo that was itself undone takes nothing back
        same_line = (row.number in archived) == (row.undoes in archived)
        if row.undoes is not None and same_line and row.number not in undoing:
            undoing[row.undoes] = row.number
    return undoing


def versions(connection: sql.Connection, table: Table, name: str) -> list[Version]:
    """What every step did to one entry, the oldest first."""
    by_number = {step.number: step for step in steps(connection)}
    rows = connection.execute(
        sql.select(VERSIONS.c.step, VERSIONS.c.change, VERSIONS.c.cells)
        .where(VERSIONS.c.kind == table.name, VERSIONS.c.name == name)
        .order_by(VERSIONS.c.step)
    )
    told = []
    before: dict[bool, Cells | None] = {True: None, False: None}  # a backup's history is another line than ours
    for number, change, text in rows:
        step = by_number[number]
        after = None if change == REMOVED else _cells(table, text)
        told.append(Version(step, change, EntryChange(table, name, before[step.archived], after).fields))
        before[step.archived] = after
    return told


def past(connection: sql.Connection, table: Table, names: Sequence[str]) -> dict[str, list[tuple[int, Cells]]]:
    """What the steps made each of these entries, the oldest first: (step, cells); a removed one has empty cells."""
    found: dict[str, list[tuple[int, Cells]]] = {name: [] for name in names}
    for begin in range(0, len(names), _FEW):
        some = sql.select(VERSIONS.c.name, VERSIONS.c.step, VERSIONS.c.cells).where(
            VERSIONS.c.kind == table.name, VERSIONS.c.name.in_(names[begin : begin + _FEW])
        )
        for name, number, text in connection.execute(some.order_by(VERSIONS.c.step)):
            found[name].append((number, _cells(table, text)))
    return found


def touched(connection: sql.Connection, number: int) -> dict[Table, list[str]]:
    """The entries that a step touched."""
    found: dict[Table, list[str]] = {}
    rows = sql.select(VERSIONS.c.kind, VERSIONS.c.name).where(VERSIONS.c.step == number)
    for kind, name in connection.execute(rows.order_by(VERSIONS.c.kind, VERSIONS.c.name)):
        found.setdefault(_BY_NAME[kind], []).append(name)
    return found


def later_touching(connection: sql.Connection, number: int) -> set[int]:
    """The steps after `number` that touched any of its entries; what a sheet left open holds no step back."""
    theirs = VERSIONS.alias()
    rows = sql.select(theirs.c.step).distinct().where(
        VERSIONS.c.step == number,
        VERSIONS.c.kind.not_in([OPEN.name, FILES.name]),
        theirs.c.kind == VERSIONS.c.kind,
        theirs.c.name == VERSIONS.c.name,
        theirs.c.step > number,
    )  # fmt: skip
    return set(connection.scalars(rows))


def touches(connection: sql.Connection, table: Table, after: int) -> dict[str, list[tuple[int, str]]]:
    """For each entry touched after a step: the steps that touched it and what each did, the oldest first."""
    rows = sql.select(VERSIONS.c.name, VERSIONS.c.step, VERSIONS.c.change).where(
        VERSIONS.c.kind == table.name, VERSIONS.c.step > after, VERSIONS.c.step.not_in(_ARCHIVED)
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for name, step, change in connection.execute(rows.order_by(VERSIONS.c.step)):
        found.setdefault(name, []).append((step, change))
    return found


def first_subjects(connection: sql.Connection, number: int, most: int) -> tuple[str, ...]:
    """The first entries that a step touched, as a sentence speaks of them."""
    rows = sql.select(VERSIONS.c.kind, VERSIONS.c.name).where(
        VERSIONS.c.step == number, VERSIONS.c.kind.not_in(_UNTOLD)
    )
    said = []
    for kind, name in connection.execute(rows.order_by(VERSIONS.c.kind, VERSIONS.c.name).limit(most)).all():
        # What it was called last: a version that removed an entry has no cells.
        last = sql.select(VERSIONS.c.cells).where(
            VERSIONS.c.kind == kind, VERSIONS.c.name == name, VERSIONS.c.step <= number, VERSIONS.c.change != REMOVED
        )
        text = connection.scalar(last.order_by(VERSIONS.c.step.desc()).limit(1))
        said.append(_BY_NAME[kind].say(_cells(_BY_NAME[kind], text)))
    return tuple(said)


def append(connection: sql.Connection, step: Step, entries: Iterable[EntryChange]) -> int:
    """Write a step and what it does to each entry; its number and its time continue the last one's.

    Returns
    -------
    int
        The number it was given; `step.number` is not looked at.
    """
    number, last = connection.execute(sql.select(sql.func.max(STEPS.c.number), sql.func.max(STEPS.c.at))).one()
    number = (number or 0) + 1
    at = max(stamp(step.at), last or "")  # a clock that was set back must not change what was when
    insert_steps(connection, [(number, at, step.by, step.why, step.kind, step.undoes, int(step.archived))])
    insert_versions(connection, ((e.table, e.name, number, e.change, e.after) for e in entries))
    return number


def insert_steps(connection: sql.Connection, rows: Sequence[tuple]) -> None:
    names = [column.name for column in STEPS.columns]
    if rows:
        connection.execute(sql.insert(STEPS), [dict(zip(names, row, strict=True)) for row in rows])


def insert_versions(connection: sql.Connection, rows: Iterable[tuple[Table, str, int, str, Cells | None]]) -> None:
    """Write versions: (table, entry, step, change, cells or None when removed)."""
    written = [
        {"kind": table.name, "name": name, "step": step, "change": change, "cells": _text(table, cells)}
        for table, name, step, change, cells in rows
    ]
    if written:
        connection.execute(sql.insert(VERSIONS), written)


def all_versions(connection: sql.Connection, table: Table) -> list[tuple[int, str, str, Cells]]:
    """Every version of a table: (step, change, entry, cells), by step and entry."""
    rows = connection.execute(
        sql.select(VERSIONS.c.step, VERSIONS.c.change, VERSIONS.c.name, VERSIONS.c.cells).where(
            VERSIONS.c.kind == table.name
        )
    )
    return sorted((step, change, name, _cells(table, cells)) for step, change, name, cells in rows)


def _text(table: Table, cells: Cells | None) -> str:
    """Cells as JSON without the empty ones, so that a column that comes later is empty in what was before."""
    return json.dumps({column: cell for column, cell in zip(table.columns, cells or (), strict=False) if cell})


def _cells(table: Table, text: str) -> Cells:
    return _told(table, json.loads(text))


def _told(table: Table, told: dict[str, str]) -> Cells:
    return tuple(map(told.get, table.columns, repeat("")))


def removed(connection: sql.Connection, table: Table) -> dict[str, int]:
    """The entries of a table that are off it now, each with the step that took it off."""
    gone = _standing(table, None).where(VERSIONS.c.change == REMOVED)
    rows = connection.execute(gone.with_only_columns(VERSIONS.c.name, VERSIONS.c.step, maintain_column_froms=True))
    return dict(map(tuple, rows))
