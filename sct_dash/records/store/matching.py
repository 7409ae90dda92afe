"""Which entry of the store an incoming row is, and what would change by it. No database here."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sct_dash.errors import UserError
from sct_dash.records import schema
from sct_dash.records.store.steps import EntryChange
from sct_dash.records.store.tables import Cells, State, Table


def matched(
    table: Table, state: State, incoming: Sequence[Cells], columns: Collection[str] | None = None, by_name: bool = False
) -> list[EntryChange]:
    """What each incoming row is to the store, in the rows' order; unchanged ones have `before` equal to `after`.

    Parameters
    ----------
    columns
        Those that the rows speak of; an entry keeps what it has in the others, where its row says nothing there. None:
        every column in which any row says anything, so that a sheet without the column ``notes`` empties no notes.
    by_name
        Trust the name first always, as an edit does.

    Raises
    ------
    UserError
        When two entries would become the same.
    """
    keep = unspoken(table, incoming, columns)
    rows = named(table, state, incoming, by_name).items()
    taken = {name: kept(table, cells, state.get(name), keep) for name, cells in rows}
    found = [EntryChange(table, name, state.get(name), cells) for name, cells in taken.items()]
    refuse_doubles(table, state | taken)
    return found


def removed(table: Table, state: State, names: Sequence[str]) -> list[EntryChange]:
    """The entries of these names taken off.

    Raises
    ------
    UserError
        When one of them is not there.
    """
    if missing := [name for name in names if name not in state]:
        raise UserError(f"There is no {table.name} {missing[0]!r} to remove.")
    return [EntryChange(table, name, state[name], None) for name in dict.fromkeys(names)]


def replaced(table: Table, state: State, incoming: Sequence[Cells]) -> list[EntryChange]:
    """What makes a whole table what the rows say: as `matched`, and every other entry taken off."""
    found = matched(table, state, incoming, table.columns)
    kept_names = {entry.name for entry in found}
    return found + removed(table, state, sorted(state.keys() - kept_names))


def named(
    table: Table,
    state: State,
    incoming: Sequence[Cells],
    by_name: bool = False,
    brought: State | None = None,
    same: Mapping[str, str] | None = None,
) -> dict[str, Cells]:
    """Each incoming row under the name of the entry that it is, in the rows' order.

    A row is the entry of its name, else the one with its key. A name that was merely made from the key says no
    more than the key: such a row is else the entry of which the last sheet said that key, and was edited since.

    Parameters
    ----------
    brought
        What the last import of each entry said.
    same
        By the name that a row would have as a new entry: the entry that it corrects.
    """
    names = {table.key_of(cells): name for name, cells in state.items()}
    earlier = {table.key_of(cells): name for name, cells in sorted((brought or {}).items())}
    taken: dict[str, Cells] = {}
    used = set(state)
    for cells in incoming:
        key = table.key_of(cells)
        given = table.given_id(cells)
        options = [given, names.get(key, "")]
        if given in ("", schema.made_id(key)) and not by_name:
            options = [names.get(key, ""), earlier.get(key, "")]
        name = next((name for name in options if name in state and name not in taken), None)
        if name is None:
            name = _free(table, cells, used)
            corrected = (same or {}).get(name, "")
            if corrected in state and corrected not in taken:
                used.add(name)
                name = corrected
        used.add(name)
        taken[name] = table.named(cells, name)
    return taken


def refuse_doubles(table: Table, state: State) -> None:
    """Raise a `UserError` when two entries have the same key."""
    seen: dict[Cells, str] = {}
    for name, cells in state.items():
        if (other := seen.setdefault(table.key_of(cells), name)) != name:
            raise UserError(
                f"{table.say(cells)} would stand there twice, as {other} and as {name}; change or remove one of them."
            )


def between(table: Table, before: State, after: State) -> list[EntryChange]:
    """The entries that differ between two states, by name."""
    names = sorted(before.keys() | after.keys())
    entries = (EntryChange(table, name, before.get(name), after.get(name)) for name in names)
    return [entry for entry in entries if entry.before != entry.after]


def really(entries: Iterable[EntryChange]) -> list[EntryChange]:
    """Those that change anything."""
    return [entry for entry in entries if entry.before != entry.after]


def unspoken(table: Table, incoming: Sequence[Cells], columns: Collection[str] | None) -> list[int]:
    """The places of the columns that rows do not speak of; `columns` as `matched` takes them."""
    spoken = _spoken(table, incoming) if columns is None else {*columns, *table.key}
    return [place for place, name in enumerate(table.columns) if name not in spoken]


def _spoken(table: Table, incoming: Sequence[Cells]) -> set[str]:
    quiet = dict(table.quiet)
    columns = zip(table.columns, zip(*incoming, strict=True), strict=True) if incoming else ()
    spoken = {name for name, values in columns if set(values) - {"", quiet.get(name, "")}}
    return spoken | set(table.key)


def kept(table: Table, cells: Cells, before: Cells | None, keep: Sequence[int]) -> Cells:
    """The same cells with what was before in those of the places `keep` in which they say nothing."""
    if before is None or not keep:
        return cells
    mixed = list(cells)
    for place in keep:
        if not cells[place] or (table.columns[place], cells[place]) in table.quiet:
            mixed[place] = before[place]
    return tuple(mixed)


def _free(table: Table, cells: Cells, used: Collection[str]) -> str:
    """The name that a new entry brings, or makes; another than usual where that is taken."""
    key = table.key_of(cells)
    name = table.given_id(cells) or schema.made_id(key)
    while name in used:
        name = schema.made_id((*key, name))
    return name
