"""What was decided about a sheet's cells and rows, remembered for the next month's version of the same sheet.

It is kept by the shape of a sheet, as its columns are (`mappings`), and used for no sheet with other headers.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sct_dash import atomic, facts
from sct_dash.errors import UserError
from sct_dash.records.schema import NAMES
from sct_dash.records.sheets import Cell, shown

_NAME = "decisions.json"
"""In `facts.LOCAL`; one line a shape."""
_MOST_CELLS, _MOST_ROWS, _MOST_IMPORTS = 2_000, 2_000, 6
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
        The names of the records that each of the last sheets of this shape became, the newest last.
    """

    cells: tuple[Decision, ...] = ()
    aside: tuple[str, ...] = ()
    imports: tuple[frozenset[str], ...] = ()

    def gone(self, names: Collection[str]) -> frozenset[str]:
        """The records of the sheet's last version that this one, which became `names`, does not have any more.

        Several sheets may have one shape: the last version is the one with which it shares most, and at least half.
        """
        return self._last(names) - set(names)

    def _last(self, names: Collection[str]) -> frozenset[str]:
        shared = [(len(last & set(names)), place) for place, last in enumerate(self.imports)]
        most, place = max(shared, default=(0, 0))
        return self.imports[place] if most and 2 * most >= len(self.imports[place]) else frozenset()

    def after(
        self,
        cells: Iterable[Decision],
        aside: Iterable[str],
        forgotten: "Memory",
        names: Collection[str],
        whole: bool,
    ) -> "Memory":
        """What is to be remembered after a sheet was saved.

        Parameters
        ----------
        cells, aside
            What was corrected and set aside in it.
        forgotten
            What of that is asked again from now on.
        names
            The records that it became.
        whole
            Whether no row was left out. One that was may be a record of the last version, which is not gone then.
        """
        known = {(one.field, one.value, one.row): one for one in self.cells if one not in forgotten.cells}
        for one in cells:
            known.pop((one.field, one.value, one.row), None)
            known[one.field, one.value, one.row] = one
        rows = dict.fromkeys([*(key for key in self.aside if key not in forgotten.aside), *aside])
        own = frozenset(names) if whole else frozenset(names) | self._last(names)
        others = tuple(last for last in self.imports if 2 * len(last & own) < len(last))
        return Memory(tuple(known.values())[-_MOST_CELLS:], tuple(rows)[-_MOST_ROWS:], (*others, own)[-_MOST_IMPORTS:])


NOTHING = Memory()


def row_key(texts: Sequence[Cell]) -> str:
    """A short name for exactly these cells."""
    said = [shown(text) for text in texts]
    while said and not said[-1]:
        said.pop()
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def remembered(shape: str, file: Path | None = None) -> Memory:
    """What was decided for sheets of this shape.

    Raises
    ------
    UserError
        When the file of decisions is damaged.
    """
    return _all(file or facts.LOCAL / _NAME).get(shape, NOTHING)


def remember(shape: str, learned: Callable[[Memory], Memory], file: Path | None = None) -> None:
    """Use what was decided for every sheet of this shape from now on.

    Parameters
    ----------
    learned
        From what is remembered at that moment, by whomever, to what is to be.
    """
    file = file or facts.LOCAL / _NAME

    def with_it(content: bytes | None) -> bytes:
        kept = _read(file.name, content)
        kept[shape] = learned(kept.get(shape, NOTHING))
        lines = [f"{json.dumps(name)}: {json.dumps(_written(one))}" for name, one in sorted(kept.items())]
        return ("{\n" + ",\n".join(lines) + "\n}\n").encode()

    atomic.update(file, with_it)


def _written(memory: Memory) -> dict[str, object]:
    return {
        "cells": [[one.field, one.value, one.text, one.row] for one in memory.cells],
        "aside": list(memory.aside),
        "imports": [sorted(names) for names in memory.imports],
    }


def _all(file: Path) -> dict[str, Memory]:
    return _read(file.name, file.read_bytes() if file.exists() else None)


def _read(name: str, content: bytes | None) -> dict[str, Memory]:
    if content is None:
        return {}
    damaged = UserError(f"{name}: is damaged; delete it from data/local, and the rows are asked about again.")
    try:
        kept = json.loads(content)
        return {
            shape: Memory(
                tuple(Decision(*map(str, one)) for one in its["cells"]),
                tuple(map(str, its["aside"])),
                tuple(frozenset(map(str, names)) for names in its["imports"]),
            )
            for shape, its in kept.items()
        }
    except (ValueError, AttributeError, TypeError, KeyError) as error:
        raise damaged from error
