"""Which entry of the store an incoming row is, and what would change by it. No database here."""

from collections.abc import Collection, Iterable, Sequence

from sct_dash.errors import UserError
from sct_dash.records import schema
from sct_dash.records.store.steps import EntryChange
from sct_dash.records.store.tables import Cells, State, Table


def matched(
    table: Table, state: State, incoming: Sequence[Cells], columns: Collection[str] | None = None, by_name: bool = False
) -> list[EntryChange]:
    """What each incoming row is to the store, in the rows' order; unchanged ones have `before` equal to `after`.

    A row is the entry of its name, else the one with its key. A name that was merely made from the key says
    no more than the key: an entry that was edited since and has another key is another mentorship.

    Parameters
    ----------
    columns
        Those that the rows speak of; an entry keeps what it has in the others. None: every column in
        which any row says anything, so that a sheet without the column ``notes`` empties no notes.
    by_name
        Trust the name first always, as an edit does.

    Raises
    ------
    UserError
        When two entries would become the same.
    """
    spoken = _spoken(table, incoming) if columns is None else {*columns, *table.key}
    keep = [place for place, name in enumerate(table.columns) if name not in spoken]
    names = {table.key_of(cells): name for name, cells in state.items()}
    taken: dict[str, Cells] = {}
    used = set(state)
    for cells in incoming:
        key = table.key_of(cells)
        options = [table.given_id(cells), names.get(key, "")]
        if options[0] == schema.made_id(key) and not by_name:
            options = options[1:]
        name = next((name for name in options if name in state and name not in taken), None)
        name = name or _free(table, cells, used)
        used.add(name)
        taken[name] = _kept(table.named(cells, name), state.get(name), keep)
    found = [EntryChange(table, name, state.get(name), cells) for name, cells in taken.items()]
    refuse_doubles(table, state | taken)
    return found


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


def _spoken(table: Table, incoming: Sequence[Cells]) -> set[str]:
    quiet = dict(table.quiet)
    columns = zip(table.columns, zip(*incoming, strict=True), strict=True) if incoming else ()
    spoken = {name for name, values in columns if set(values) - {"", quiet.get(name, "")}}
    return spoken | set(table.key)


def _kept(cells: Cells, before: Cells | None, keep: Sequence[int]) -> Cells:
    if before is None or not keep:
        return cells
    mixed = list(cells)
    for place in keep:
        mixed[place] = before[place]
    return tuple(mixed)


def _free(table: Table, cells: Cells, used: Collection[str]) -> str:
    """The name that a new entry brings, or makes; another than usual where that is taken."""
    key = table.key_of(cells)
    name = table.given_id(cells) or schema.made_id(key)
    while name in used:
        name = schema.made_id((*key, name))
    return name
