"""What was decided about a sheet's cells and rows, remembered for the next month's version of the same sheet.

It is kept by the shape of a sheet, as its columns are (`mappings`), and used for no sheet with other headers.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sct_dash.records.by_shape import ByShape
from sct_dash.records.schema import NAMES
from sct_dash.records.sheets import Cell, shown

_MOST_CELLS, _MOST_ROWS, _MOST_IMPORTS = 5_000, 2_000, 12
"""How much is kept of each shape; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A cell that was corrected.

    Attributes
    ----------
    field, value
        The field, and the text that stood there.
    text
        What it was corrected to.
    row
        The key of the mentorship that it holds for; '' when it holds wherever the field has this text.
    """

    field: str
    value: str
    text: str
    row: str = ""

    def __post_init__(self) -> None:
        if self.field not in NAMES:
            raise ValueError(f"a record has no field {self.field!r}")

    @property
    def about(self) -> tuple[str, str, str]:
        """What was decided about: the field, its text, and the mentorship; a newer decision about it stands instead."""
        return self.field, self.value, self.row


@dataclass(frozen=True)
class Memory:
    """What is remembered for one shape of sheet.

    Attributes
    ----------
    cells
        Corrected cells, each once.
    aside
        The keys of rows that were set aside.
    imports
        The names of the records that each of the last sheets of this shape became, the newest last; two of each
        sheet at most.
    columns
        Whether somebody decided what a column of the last sheet of this shape is.
    """

    cells: tuple[Decision, ...] = ()
    aside: tuple[str, ...] = ()
    imports: tuple[frozenset[str], ...] = ()
    columns: bool = False

    def gone(self, names: Collection[str], present: Collection[str] | None = None) -> frozenset[str]:
        """The records of the sheet's last version that this one, which became `names`, does not have any more.

        Several sheets may have one shape: the last version is the one with which it shares most, and at least half.
        The same version again, or one whose import was undone, is held against the version before it as well.

        Parameters
        ----------
        present
            The records that there are now, which tell whether the last version still stands.
        """
        last, before = self._versions(names)
        stands = present is None or last <= set(present)
        return (last if stands and last != frozenset(names) else last | before) - set(names)

    def _versions(self, names: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
        """The last version of the sheet that became `names`, and the one before it."""
        shared = [(len(one & set(names)), place) for place, one in enumerate(self.imports)]
        most, place = max(shared, default=(0, 0))
        if not most or 2 * most < len(self.imports[place]):
            return frozenset(), frozenset()
        found = self.imports[place]
        older = [one for one in self.imports[:place] if _same_sheet(one, found)]
        own = [*older, found, *(one for one in self.imports[place + 1 :] if _same_sheet(found, one))]
        return own[-1], own[-2] if len(own) > 1 else frozenset()

    def after(
        self,
        cells: Iterable[Decision],
        aside: Iterable[str],
        names: Collection[str],
        whole: bool,
        anew: Collection[tuple[str, str, str]] = (),
        back: Collection[str] = (),
        columns: bool = False,
    ) -> "Memory":
        """What is to be remembered after a sheet was saved.

        Parameters
        ----------
        cells, aside
            What was corrected and set aside in it.
        names
            The records that it became.
        whole
            Whether no row was left out. One that was may be a record of the last version, which is not gone then.
        anew
            What decisions are about, as `Decision.about` says it, that are forgotten unless they were made again.
        back
            The keys of rows that are not to be set aside any more.
        columns
            Whether somebody decided what a column of it is.
        """
        known = {one.about: one for one in self.cells if one.about not in anew}
        for one in cells:
            known.pop(one.about, None)
            known[one.about] = one
        rows = dict.fromkeys([*(key for key in self.aside if key not in back), *aside])
        decided = tuple(known.values())[-_MOST_CELLS:], tuple(rows)[-_MOST_ROWS:]
        return Memory(*decided, self._imports(names, whole), columns)

    def _imports(self, names: Collection[str], whole: bool) -> tuple[frozenset[str], ...]:
        """Those of the other sheets, then this one's; a sheet that became no record has none."""
        if not names:
            return self.imports
        last, before = self._versions(names)
        own = frozenset(names) if whole else frozenset(names) | last
        others = tuple(one for one in self.imports if not (_same_sheet(one, own) or _same_sheet(one, last)))
        # The version before is kept, for the import of this one may be undone.
        earlier = before if last == own else last
        return (*others, *([earlier] if earlier else []), own)[-_MOST_IMPORTS:]


def _same_sheet(older: frozenset[str], newer: frozenset[str]) -> bool:
    """Whether an import is a later version of the same sheet: it has at least half of what that had."""
    return 2 * len(older & newer) >= len(older)


NOTHING = Memory()


def row_key(texts: Sequence[Cell]) -> str:
    """A short name for exactly these cells."""
    said = [shown(text) for text in texts]
    while said and not said[-1]:
        said.pop()
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _parsed(its: dict[str, list]) -> Memory:
    return Memory(
        tuple(Decision(*map(str, one)) for one in its["cells"]),
        tuple(map(str, its["aside"])),
        tuple(frozenset(map(str, names)) for names in its["imports"]),
        bool(its.get("columns")),
    )


def _written(memory: Memory) -> dict[str, object]:
    return {
        "cells": [[one.field, one.value, one.text, one.row] for one in memory.cells],
        "aside": list(memory.aside),
        "imports": [sorted(names) for names in memory.imports],
        **({"columns": True} if memory.columns else {}),
    }


FILE = ByShape("decisions.json", "the rows", _parsed, _written)


def remembered(shape: str, file: Path | None = None) -> Memory:
    """What was decided for sheets of this shape.

    Raises
    ------
    UserError
        When the file of decisions is damaged.
    """
    return FILE.remembered(shape, file) or NOTHING


def is_decided_about(names: Collection[str], file: Path | None = None) -> bool:
    """Whether anything that was decided about a sheet which became these records is remembered.

    Raises
    ------
    UserError
        When the file of decisions is damaged.
    """
    every = FILE.every(file) if names else ()
    decided = (known for known in every if known.cells or known.aside or known.columns)
    return any(one.issuperset(names) for known in decided for one in known.imports)


def remember(shape: str, learned: Callable[[Memory], Memory], file: Path | None = None) -> None:
    """Use what was decided for every sheet of this shape from now on.

    Parameters
    ----------
    learned
        From what is remembered at that moment, by whomever, to what is to be.
    """
    FILE.remember(shape, lambda known: learned(known or NOTHING), file)
