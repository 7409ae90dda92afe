"""Who has documented its part, said of many records at once."""

from collections.abc import Collection
from operator import itemgetter

import sqlalchemy as sql

from sct_dash.errors import UserError
from sct_dash.records.store import conflicts, ledger, matching
from sct_dash.records.store.steps import EntryChange
from sct_dash.records.store.tables import RECORDS, Cells, State

Said = Collection[tuple[str, str, bool]]
"""(record, ``mentor_documented`` or ``mentee_documented``, whether that town has documented its part)."""
_SUBJECT = itemgetter(*map(RECORDS.columns.index, ("mentor", "mentee", "action", "programme_year")))


def documented(connection: sql.Connection, said: Said, base_version: str, over: str | None) -> list[EntryChange]:
    """What saying it does to each record; see `Store.document`."""
    flags: dict[str, dict[str, str]] = {}
    for name, field, has in said:
        flags.setdefault(name, {})[field] = "yes" if has else "no"
    state = ledger.state(connection, RECORDS)
    before = _before(connection, base_version, flags)
    if missing := [name for name in flags if name not in state and name not in before]:
        raise UserError(f"There is no record {missing[0]!r} of which to say who documented.")
    became_other = [name for name, was in before.items() if _mentorship(was) != _mentorship(state.get(name))]
    if became_other and over != ledger.version(connection):
        unseen = [EntryChange(RECORDS, n, state.get(n), _with(before[n], flags[n])) for n in became_other]
        conflicts.refuse_overwriting(connection, RECORDS, unseen, state, base_version)
    after = {name: _with(state.get(name) or before[name], own) for name, own in flags.items()}
    matching.refuse_doubles(RECORDS, state | after)
    return [EntryChange(RECORDS, name, state.get(name), cells) for name, cells in after.items()]


def _before(connection: sql.Connection, base_version: str, names: Collection[str]) -> State:
    """Those of the records that were there when it was said, as they were; none where nothing came in between."""
    now = ledger.version(connection)
    if base_version == now:
        return {}
    base = ledger.step_of(connection, base_version)
    if not base and ledger.step_of(connection, now):
        raise UserError("These records are not the ones that you looked at: open the page anew and say it again.")
    return ledger.state(connection, RECORDS, base, only=names)


def _mentorship(cells: Cells | None) -> Cells | None:
    """What must still be the same: whose part it is, and in what."""
    return cells and _SUBJECT(cells)


def _with(cells: Cells, flags: dict[str, str]) -> Cells:
    return tuple(flags.get(field, cell) for field, cell in zip(RECORDS.columns, cells, strict=True))
