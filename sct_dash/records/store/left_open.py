"""Sheets that were saved with rows nobody had answered: kept whole, so that anybody can go on with them."""

import base64
import binascii
import hashlib
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import sqlalchemy as sql

from sct_dash.errors import UserError
from sct_dash.records import memory, sheets
from sct_dash.records.store import ledger
from sct_dash.records.store.steps import EntryChange, Step
from sct_dash.records.store.tables import OPEN, Cells, State

LARGEST = 5_000_000
"""Bytes of a compressed file that is kept; a larger one is to be brought in again."""
_CELL = {column: place for place, column in enumerate(OPEN.columns)}


@dataclass(frozen=True)
class OpenSheet:
    """A sheet as it is saved, and how many of its rows nobody answered.

    Attributes
    ----------
    file, content
        The file's name, and its bytes.
    sheet
        The one of its sheets that was read.
    rows
        How many rows still ask; with none it is not left open any more.
    """

    file: str
    content: bytes
    sheet: str
    rows: int

    @cached_property
    def name(self) -> str:
        """What tells it from others, also from another version of it; a file by another name is the same."""
        sheet = "" if self.sheet == Path(self.file).stem else self.sheet  # what the only sheet of a CSV file is called
        return hashlib.sha256(f"{sheet}\x1f".encode() + self.content).hexdigest()[:16]


@dataclass(frozen=True)
class LeftOpen:
    """A sheet that waits for somebody who answers its rows.

    Attributes
    ----------
    name
        What `Store.file_left_open` and `Store.close_open` know it by.
    file, sheet, rows
        As in `OpenSheet`.
    kept
        Whether its file is kept: one that is too large is not.
    step
        The one that left it so.
    """

    name: str
    file: str
    sheet: str
    rows: int
    kept: bool
    step: Step


def changes(state: State, sheet: OpenSheet, records: Collection[str]) -> list[EntryChange]:
    """What saving a sheet makes of those that were left open: it stands for every older version of itself.

    Parameters
    ----------
    state
        The entries of `OPEN`.
    records
        The names of the records that it became, by which its versions are known.
    """
    before, told = state.get(sheet.name), _told(sheet, records)
    same = before is not None and before[: len(told)] == told
    after = None if not sheet.rows else before if same else (*told, sheet.file, sheet.sheet, _packed(sheet.content))
    older = (EntryChange(OPEN, name, state[name], None) for name in _older(state, sheet, records))
    return [*older, EntryChange(OPEN, sheet.name, before, after)]


def is_news(state: State, sheet: OpenSheet, records: Collection[str]) -> bool:
    """Whether these are any changes."""
    before = state.get(sheet.name)
    told = _told(sheet, records)
    same = before is None if not sheet.rows else before is not None and before[: len(told)] == told
    return not same or bool(_older(state, sheet, records))


def _older(state: State, sheet: OpenSheet, records: Collection[str]) -> list[str]:
    own = frozenset(records)
    return sorted(name for name, cells in state.items() if name != sheet.name and _is_older(cells, own))


def _is_older(cells: Cells, records: frozenset[str]) -> bool:
    became = frozenset(cells[_CELL["records"]].split())
    return bool(became) and memory.is_same_sheet(became, records)


def _told(sheet: OpenSheet, records: Collection[str]) -> Cells:
    """Its first cells, which alone may become other: its name stands for its content."""
    return sheet.name, str(sheet.rows), " ".join(sorted(records))


def _packed(content: bytes) -> str:
    packed = zlib.compress(content)
    return base64.b64encode(packed).decode() if len(packed) <= LARGEST else ""


def every(connection: sql.Connection) -> tuple[LeftOpen, ...]:
    """Those that wait now, the one that was saved last first."""
    state = ledger.state(connection, OPEN)
    if not state:
        return ()
    steps = {step.number: step for step in ledger.steps(connection)}
    last = {name: max(number for number, _ in past) for name, past in ledger.past(connection, OPEN, [*state]).items()}
    found = (
        LeftOpen(
            name, cells[_CELL["file"]], cells[_CELL["sheet"]], int(cells[_CELL["rows"]]), bool(cells[_CELL["content"]]),
            steps[last[name]],
        )
        for name, cells in state.items()
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: -one.step.number))


def closed(state: State, name: str) -> list[EntryChange]:
    """A sheet that does not wait any more."""
    return [EntryChange(OPEN, name, _waiting(state, name), None)]


def content(state: State, name: str) -> bytes:
    """The file of a sheet that waits.

    Raises
    ------
    UserError
        When it does not wait any more, or its file was too large to be kept.
    """
    cells = _waiting(state, name)
    if not cells[_CELL["content"]]:
        raise UserError(f"{cells[_CELL['file']]}: was too large to be kept; bring it in again.")
    try:
        packed = base64.b64decode(cells[_CELL["content"]], validate=True)
        return zlib.decompressobj().decompress(packed, sheets.MAX_BYTES)
    except (binascii.Error, zlib.error) as error:
        raise UserError(f"{cells[_CELL['file']]}: is damaged in the store; bring it in again.") from error


def _waiting(state: State, name: str) -> Cells:
    if name not in state:
        raise UserError("Somebody answered these rows meanwhile, or said that they are not needed.")
    return state[name]
