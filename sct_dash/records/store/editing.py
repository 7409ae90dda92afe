"""One entry as it stands in a form, joined with what others did to it since the form was opened."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sql

from sct_dash.errors import UserError
from sct_dash.records.store import conflicts, ledger, matching, typed
from sct_dash.records.store.steps import EntryChange
from sct_dash.records.store.tables import Cells, Table, to_cells, to_frame


def edited(
    connection: sql.Connection, table: Table, cells: Sequence[Cells], is_new: bool, base_version: str, over: str | None
) -> tuple[EntryChange, tuple[str, ...]]:
    """What saving it does, and the fields that somebody else changed meanwhile and that stay so; see `Store.edit`."""
    state = ledger.state(connection, table)
    (entry,) = matching.matched(table, state, cells, table.columns, by_name=not is_new)
    if is_new and entry.before is not None:
        raise UserError(f"{entry.subject} is there already, as {entry.name}; open that one to change it.")
    one = conflicts.join(connection, entry, state, base_version, over)
    if one.kept:
        (after,) = to_cells(table, typed.valid(table, to_frame(table, [one.cells])))
        entry = replace(entry, after=after)
        matching.refuse_doubles(table, state | {entry.name: after})
    return entry, one.kept
