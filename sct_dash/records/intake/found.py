"""A record as it is being read from a row of a sheet."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sct_dash import words
from sct_dash.records import values
from sct_dash.records.intake.mapped import Given
from sct_dash.records.reading import Note
from sct_dash.records.sheets import Row, shown

Record = dict[str, object]
IDENTITY = ("mentor", "mentee", "action", "programme_year", "started")
Key = tuple[object, ...]
"""What makes two rows the same mentorship: mentor, mentee, action, programme year, start."""


@dataclass
class Found:
    """A record as far as it was read.

    Attributes
    ----------
    number, cells
        The sheet row, from 1, and its cells as they stand.
    given
        The cells that each field is read from.
    decided
        The texts among them that a person gave, now or last time.
    notes
        How cells were understood; one list for all records of the row.
    row
        The values that were understood.
    roughly
        The fields whose day was told by a month, a season or a year alone.
    """

    number: int
    cells: Row
    given: Given
    decided: dict[str, str]
    notes: list[Note]
    row: Record = field(default_factory=dict)
    roughly: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        return tuple(self.row[name] for name in IDENTITY)

    @property
    def filled(self) -> set[str]:
        """The understood fields that the row says anything of; also that a thing is not done, or that it goes on."""
        given = {name: filter(shown, cells) for name, cells in self.given.items() if name in self.row}
        return {name for name, cells in given.items() if self.row[name] or not all(map(values.is_silent, cells))}

    def certain(self, asking: Collection[str]) -> tuple[tuple[str, str], ...]:
        """What of the mentorship is understood and not asked about: (field, its text)."""
        sure = (name for name in IDENTITY if name in self.row and name not in asking)
        return tuple((name, write(name, self.row[name])) for name in sure)


def say(value: object) -> str:
    """A record's value for a sentence."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return words.day(value) if isinstance(value, date) else str(value)


def write(name: str, value: object) -> str:
    """A record's value as the text of a cell that is read as it again."""
    if value is None:
        return "ongoing" if name == "last_active" else "no"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)
