"""What a person decided about quarantined rows; reading the file again with it is how a fix is applied."""

from dataclasses import dataclass, field, replace
from itertools import product

from sct_dash.records.schema import KINDS, NAMES

EACH = "\n"
"""Stands between the texts of a correction of a town or an action that makes a record for each of them."""
_MAY_BE_SEVERAL = ("place", "action")
"""The kinds of fields whose text may be several; a note has lines of its own."""


@dataclass(frozen=True)
class Correction:
    """The text that a field of a row shall have in place of what stands there; '' empties it.

    Several towns or actions, joined by `EACH`, make a record of the row for each of them.

    Attributes
    ----------
    answer
        Which answer it is a part of, as `Corrections.plus` counts them; what was answered at once is undone at once.
    """

    row: int
    field: str
    text: str
    answer: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        if self.field not in NAMES:
            raise ValueError(f"a record has no field {self.field!r}")


@dataclass(frozen=True)
class Corrections:
    """Every decision about one sheet.

    Attributes
    ----------
    cells
        Corrections; a later one for the same row and field wins.
    set_aside
        Rows that are not to become records. They stay counted among the quarantined.
    anew
        What decisions of last time are about, as `memory.Decision.about` says it, that are to be asked about again.
    anew_rows
        Rows that were set aside as last time, or taken for no record, and are to be read again.
    """

    cells: tuple[Correction, ...] = ()
    set_aside: frozenset[int] = field(default_factory=frozenset)
    anew: frozenset[tuple[str, str, str]] = field(default_factory=frozenset)
    anew_rows: frozenset[int] = field(default_factory=frozenset)

    def plus(self, *more: Correction) -> "Corrections":
        """These and some more, which are one answer."""
        answer = 1 + max((one.answer for one in self.cells), default=0)
        decided = {(one.row, one.field): one for one in self.cells}
        decided |= {(one.row, one.field): replace(one, answer=answer) for one in more}
        return replace(self, cells=tuple(decided.values()))

    def without(self, *rows: int) -> "Corrections":
        """These, and these rows set aside."""
        return replace(self, set_aside=self.set_aside | set(rows), anew_rows=self.anew_rows - set(rows))

    def back(self, *rows: int) -> "Corrections":
        """These, with rows that were set aside, now or last time, or taken for no record, read again."""
        return replace(self, set_aside=self.set_aside - set(rows), anew_rows=self.anew_rows | set(rows))

    def undone(self, answer: int) -> "Corrections":
        """These without an answer, in every row that it corrected."""
        return replace(self, cells=tuple(one for one in self.cells if one.answer != answer))

    def asked_again(self, *about: tuple[str, str, str]) -> "Corrections":
        """These, and what was decided last time asked about again: wherever it holds, or in its one mentorship."""
        return replace(self, anew=self.anew | set(about))

    def answers(self) -> dict[tuple[int, str], int]:
        """Which answer each corrected cell is a part of, by row and field."""
        return {(one.row, one.field): one.answer for one in self.cells}

    def by_row(self) -> dict[int, dict[str, str]]:
        """The new texts of each corrected row, by field."""
        texts: dict[int, dict[str, str]] = {}
        for one in self.cells:
            texts.setdefault(one.row, {})[one.field] = one.text
        return texts


def each_of(name: str, text: str) -> list[str]:
    """The texts that a correction of a field is: one, unless it names several towns or actions."""
    return list(dict.fromkeys(text.split(EACH))) if KINDS.get(name) in _MAY_BE_SEVERAL else [text]


def one_each(texts: dict[str, str]) -> list[dict[str, str]]:
    """The new texts of a row for each record that it is made into: one, unless a text is several."""
    fields = [[(name, one) for one in each_of(name, text)] for name, text in texts.items()]
    return [dict(chosen) for chosen in product(*fields)]


NONE = Corrections()
