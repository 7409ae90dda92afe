"""Three sides of an entry: as it was, as it stands now, as somebody wants it. No database here."""

from collections.abc import Collection
from dataclasses import dataclass

from sct_dash.records.store.tables import Cells, Table


@dataclass(frozen=True)
class Joined:
    """What came of three sides.

    Attributes
    ----------
    cells
        Where only one side changed a field, as it changed it; in a clash as it stands now, unless mine was taken.
    kept
        The fields that only the other side changed.
    clashing
        The fields that both changed, each otherwise, whichever was taken.
    """

    cells: Cells
    kept: tuple[str, ...]
    clashing: tuple[str, ...]


def joined(table: Table, base: Cells, theirs: Cells, mine: Cells, take: Collection[str] = ()) -> Joined:
    """Join two changes of one entry field by field.

    Parameters
    ----------
    base
        What both began from; a cell that says nothing where that is not known.
    take
        The clashing fields in which mine is wanted.
    """
    cells, kept, clashing = list(theirs), [], []
    sides = zip(table.columns, base, theirs, mine, strict=True)
    for place, (field, was, now, wanted) in enumerate(sides):
        if wanted == now:
            continue
        if _says(table, field, wanted) == _says(table, field, was):
            kept.append(field)
            continue
        if _says(table, field, now) != _says(table, field, was):
            clashing.append(field)
            if field not in take:
                continue
        cells[place] = wanted
    return Joined(tuple(cells), tuple(kept), tuple(clashing))


def _says(table: Table, field: str, cell: str) -> str:
    """What a cell says: some say no more than an empty one."""
    return "" if (field, cell) in table.quiet else cell
