"""How a sheet was understood, told in groups: what is unusual or was assumed first, mere ways of writing last."""

from dataclasses import dataclass

from sct_dash import words
from sct_dash.records import schema
from sct_dash.records.reading import (
    ASSUMED,
    COLUMNS,
    CORRECTED,
    NAMED,
    REMEMBERED,
    ROUGHLY,
    UNUSUAL,
    WORDED,
    Note,
    Reading,
)

_TITLES = {
    UNUSUAL: ("Unusual", "Unusual"),
    ASSUMED: ("Assumption", "Assumptions"),
    NAMED: ("Place read as its town", "Places read as their towns"),
    REMEMBERED: ("Corrected as last time", "Corrected as last time"),
    CORRECTED: ("Corrected by you", "Corrected by you"),
    "merged": ("Row that is one record with another", "Rows that are one record with another"),
    ROUGHLY: ("Day told by its month or year alone", "Days told by their month or year alone"),
    COLUMNS: ("Column or sheet", "Columns and sheets"),
    WORDED: ("Only written in another way", "Only written in another way"),
}
"""Every kind of note in the order of its weight, with its group's title for one of them and for several."""
_ROWS_NAMED = 6


@dataclass(frozen=True)
class Group:
    """Notes of one kind.

    Attributes
    ----------
    count
        How many cells, rows or columns they are about; a place counts once wherever it stands.
    lines
        One for every different thing said, with its rows.
    """

    kind: str
    title: str
    count: int
    lines: tuple[str, ...]

    @property
    def weighty(self) -> bool:
        """Whether a person should have seen it before saving."""
        return self.kind in (UNUSUAL, ASSUMED, NAMED, REMEMBERED)


def grouped(reading: Reading) -> tuple[Group, ...]:
    """A reading's notes by kind, the weighty ones first; a kind without notes is left out."""
    by_kind: dict[str, list[Note]] = {kind: [] for kind in _TITLES}
    for note in reading.notes:
        by_kind[note.kind].append(note)
    for row, earlier in reading.merged:
        by_kind["merged"].append(Note(row, "", f"is one record with row {earlier}", "merged"))
    header = reading.layout.row
    told = ((kind, _lines(found, header), len(found)) for kind, found in by_kind.items() if found)
    counted = ((kind, lines, len(lines) if kind == NAMED else cells) for kind, lines, cells in told)
    return tuple(Group(kind, _TITLES[kind][count > 1], count, lines) for kind, lines, count in counted)


def _lines(notes: list[Note], header: int) -> tuple[str, ...]:
    """What is said, each thing once with its rows; of a place it is the same for the mentor and the mentee."""
    alike: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        alike.setdefault(("" if note.kind == NAMED else note.column, note.text), []).append(note)
    return tuple(_line(text, same, header) for (_, text), same in alike.items())


def _line(text: str, notes: list[Note], header: int) -> str:
    rows = list(dict.fromkeys(note.row for note in notes))
    if rows == [header]:
        return f"{words.sentence(text)}."
    where = f"row {rows[0]}" if len(rows) == 1 else f"rows {words.listing(map(str, rows), limit=_ROWS_NAMED)}"
    columns = words.listing(dict.fromkeys(schema.label(note.column) for note in notes if note.column))
    what = f"{words.sentence(columns)}, {where}" if columns else words.sentence(where)
    return f"{what}: {text}."
