"""Sheets that were saved with rows nobody had answered: kept whole, so that anybody can go on with them."""

import base64
import binascii
import hashlib
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import sqlalchemy as sql

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.records import sheets
from sct_dash.records.reading import Reading
from sct_dash.records.store import ledger
from sct_dash.records.store.steps import EntryChange, Step
from sct_dash.records.store.tables import FILES, OPEN, Cells, State

_PARTED = "\x1f"
LARGEST = 5_000_000
"""Bytes of a compressed file that is kept; a larger one is to be brought in again."""


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
    shape
        Of its headers; '' for a file in our own layout, of which no version is another's.
    origin, looked_at
        The shape of the sheet whose rows to look at these are, brought back, and how many they are; '' for any other.
    """

    file: str
    content: bytes
    sheet: str
    rows: int
    shape: str = ""
    origin: str = ""
    looked_at: int = 0

    @classmethod
    def of(cls, reading: Reading, content: bytes) -> "OpenSheet":
        """The sheet of a reading, from the bytes of its file."""
        layout = reading.layout
        return cls(
            reading.name, content, reading.sheet, reading.to_look_at, "" if layout.canonical else layout.shape,
            layout.shape_before, reading.rows_in,
        )  # fmt: skip

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
        The import that left it so.
    """

    name: str
    file: str
    sheet: str
    rows: int
    kept: bool
    step: Step


@dataclass(frozen=True)
class OpenPlan:
    """What saving a sheet would make of those that wait.

    Attributes
    ----------
    is_news
        Whether anything would be other.
    replaced
        Those that would wait no more, since the sheet is a later version of each or has all its rows.
    """

    is_news: bool
    replaced: tuple[LeftOpen, ...]


@dataclass(frozen=True)
class _Entry:
    """The cells of an entry."""

    name: str
    rows: str
    became: str
    shape: str
    file: str
    sheet: str
    kept: str


def plan(connection: sql.Connection, sheet: OpenSheet, records: Collection[str]) -> OpenPlan:
    """What saving a sheet that becomes these records would make of those that wait; see `Store.plan_open`."""
    state = ledger.state(connection, OPEN)
    gone = _replaced(state, sheet, records)
    told = tuple(one for one in every(connection) if one.name in gone) if gone else ()
    return OpenPlan(bool(gone) or _after(state, sheet, records, "") != state.get(sheet.name), told)


def changes(connection: sql.Connection, sheet: OpenSheet, records: Collection[str]) -> list[EntryChange]:
    """What saving a sheet that becomes these records makes of those that wait."""
    state = ledger.state(connection, OPEN)
    found = [EntryChange(OPEN, name, state[name], None) for name in _replaced(state, sheet, records)]
    kept = "yes" if ledger.state(connection, FILES, only=[sheet.name]) else ""
    if sheet.rows and not kept and (packed := _packed(sheet.content)):
        found.append(EntryChange(FILES, sheet.name, None, (sheet.name, packed)))
        kept = "yes"
    return [*found, EntryChange(OPEN, sheet.name, state.get(sheet.name), _after(state, sheet, records, kept))]


def _after(state: State, sheet: OpenSheet, records: Collection[str], kept: str) -> Cells | None:
    """The sheet's entry once it is saved; what it was called first stays."""
    if not sheet.rows:
        return None
    told = (sheet.name, str(sheet.rows), _PARTED.join(sorted(records)), sheet.shape)
    before = state.get(sheet.name)
    return (*told, *(before[len(told) :] if before else (sheet.file, sheet.sheet, kept)))


def _replaced(state: State, sheet: OpenSheet, records: Collection[str]) -> list[str]:
    """The names of those that wait no more: earlier versions of the sheet, and the one whose rows it brings back.

    Of an earlier version it has every record, and not so many others that it is rather another sheet of the same form.
    """
    others = {name: _Entry(*cells) for name, cells in state.items() if name != sheet.name}
    found = [name for name, one in others.items() if sheet.shape == one.shape != "" and _is_earlier(one, {*records})]
    origins = [name for name, one in others.items() if sheet.origin == one.shape != ""]
    if len(origins) == 1 and int(others[origins[0]].rows) <= sheet.looked_at:
        found += origins
    return sorted(found)


def _is_earlier(one: _Entry, records: set[str]) -> bool:
    became = set(filter(None, one.became.split(_PARTED)))
    return bool(became) and became <= records and 2 * len(became) >= len(records)


def _packed(content: bytes) -> str:
    packed = zlib.compress(content)
    return base64.b64encode(packed).decode() if len(packed) <= LARGEST else ""


def every(connection: sql.Connection) -> tuple[LeftOpen, ...]:
    """Those that wait now, the one that was saved last first."""
    state = ledger.state(connection, OPEN)
    if not state:
        return ()
    steps = {step.number: step for step in ledger.steps(connection)}
    past = ledger.past(connection, OPEN, [*state])
    found = (_left(_Entry(*cells), [steps[number] for number, _ in past[name]]) for name, cells in state.items())
    return tuple(sorted(found, key=lambda one: -one.step.number))


def _left(entry: _Entry, steps: list[Step]) -> LeftOpen:
    saved = [step for step in steps if step.kind == "import" and not (step.undone or step.archived)]
    return LeftOpen(entry.name, entry.file, entry.sheet, int(entry.rows), bool(entry.kept), (saved or steps)[-1])


def told(change: EntryChange) -> str:
    """What became of a sheet that waits or waited: ``3 rows of partners.xlsx wait for an answer again.``"""
    entry = _Entry(*(change.after or change.before))
    rows = f"{words.count(int(entry.rows), 'row')} of {entry.file} {'waits' if entry.rows == '1' else 'wait'}"
    return f"{rows} for an answer{' no more' if change.after is None else ' again'}."


def closed(state: State, name: str) -> list[EntryChange]:
    """A sheet that does not wait any more."""
    return [EntryChange(OPEN, name, _waiting(state, name), None)]


def undone(connection: sql.Connection, names: Iterable[str], standing: Collection[int]) -> list[EntryChange]:
    """What waits where of all that was ever done only these steps stand."""
    state = ledger.state(connection, OPEN)
    past = ledger.past(connection, OPEN, [*names])
    stood = {name: [cells for number, cells in versions if number in standing] for name, versions in past.items()}
    after = {name: cells[-1] if cells and any(cells[-1]) else None for name, cells in stood.items()}
    return [EntryChange(OPEN, name, state.get(name), after[name]) for name in names]


def content(connection: sql.Connection, name: str) -> bytes:
    """The file of a sheet that waits.

    Raises
    ------
    UserError
        When it does not wait any more, or its file was too large to be kept.
    """
    entry = _Entry(*_waiting(ledger.state(connection, OPEN, only=[name]), name))
    kept = ledger.state(connection, FILES, only=[name])
    if not kept:
        raise UserError(f"{entry.file}: was too large to be kept; bring it in again.")
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(base64.b64decode(kept[name][1], validate=True), sheets.MAX_BYTES)
    except (binascii.Error, zlib.error) as error:
        raise _damaged(entry.file) from error
    if not reader.eof:
        raise _damaged(entry.file)
    return found


def _damaged(file: str) -> UserError:
    return UserError(f"{file}: is damaged in the store; bring it in again.")


def _waiting(state: State, name: str) -> Cells:
    if name not in state:
        raise UserError("Somebody answered these rows meanwhile, or said that they are not needed.")
    return state[name]
