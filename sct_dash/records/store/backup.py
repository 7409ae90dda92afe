"""A store as a zip of CSV files that a person can read without this program, and back."""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sct_dash import archive, words
from sct_dash.errors import UserError
from sct_dash.formulas import disarmed, rearmed
from sct_dash.records import local_files, schema
from sct_dash.records.local_files import LocalFile
from sct_dash.records.store.steps import CHANGES, KINDS, REMOVED, unstamped
from sct_dash.records.store.tables import (
    BROUGHT,
    FILES,
    KEPT,
    LONGEST_NAME,
    OPEN,
    RECORDS,
    TABLES,
    UNTOLD,
    Cells,
    State,
    Table,
    to_frame,
)

FORMAT = 5
"""Of the files in a backup, raised with every change to them; 1 held text that a spreadsheet would run as a formula, 2
did not say what each import had brought, 3 had nothing of what lies beside the store, 4 nothing of sheets that were
left open and of their files."""
LARGEST = 500_000_000
"""Bytes that a backup may unpack to; 50,000 records with ten versions each take about 100 MB."""

_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    OSError,
    zlib.error,
    struct.error,
)
"""What a zip file that was cut or changed raises, wherever that was."""

StepRow = tuple[int, str, str, str, str, int | None, int]
"""number, at, by, why, kind, undoes, archived"""
VersionRow = tuple[int, str, str, Cells]
"""step, change, entry's name, cells"""

_STEP_COLUMNS = ["step", "at", "by", "why", "kind", "undoes", "archived"]
_VERSION_COLUMNS = ["step", "change", "entry"]
_README = """\
A backup of the records: all of them with their whole history.

records.csv               the records as they were when the backup was made; open it with any spreadsheet program
steps.csv                 who did what, when (UTC) and why, the oldest first
versions-record.csv       what each step made of each record; the last line of a record is the record
versions-need.csv         the same for what towns look for
versions-experience.csv   the same for what towns have done
versions-brought.csv      what the last import of each record said, whatever was edited since
versions-open.csv         the sheets that were saved with rows nobody had answered
versions-file.csv         the files of these sheets (zlib, base64)
store.csv                 the version of this format, and the store's own name
local/actions.csv.txt     the official action list that was loaded
local/mappings.json.txt   what was said about the columns of sheets
local/decisions.json.txt  what was decided about the rows of sheets, for their next version

The files in local/ are there where anybody made such a list or decision. They are data/local as it was, byte for
byte, under names that no spreadsheet program opens by itself. Slide templates and outlines of towns that somebody
put into data/local by hand are not in a backup; keep them beside it.

An apostrophe stands before text that a spreadsheet program would run as a formula; bringing it back removes it.

To bring it back: python -m sct_dash restore FILE.zip --by YOUR-NAME, or the Records page.
Into an empty store everything comes back as it was. In a store that has records, they become what they are
here in one step, which can be undone; nothing that the store knew is lost. The files in local/ only add to what is
known there: programme years, kinds of sheet and decisions that it lacks. That stays when the step is undone.
"""


@dataclass(frozen=True)
class Backup:
    """All that a store holds."""

    store: str
    steps: tuple[StepRow, ...]
    versions: dict[Table, list[VersionRow]]
    local: tuple[LocalFile, ...] = ()

    def state(self, table: Table) -> State:
        """The entries as they stood at the end."""
        archived = {step[0] for step in self.steps if step[6]}
        standing = {}
        for step, change, name, cells in self.versions[table]:
            if step not in archived:
                standing[name] = None if change == REMOVED else cells
        return {name: cells for name, cells in standing.items() if cells is not None}


def pack(backup: Backup) -> bytes:
    """The zip; the same store always gives the same bytes."""
    now = schema.to_csv(to_frame(RECORDS, backup.state(RECORDS).values()))
    about = [("name", "value"), ("schema", str(FORMAT)), ("store", backup.store)]
    files = [("README.txt", _README.encode()), ("store.csv", _csv(about)), ("records.csv", now)]
    files.append(("steps.csv", _csv([_STEP_COLUMNS, *(["" if c is None else c for c in row] for row in backup.steps)])))
    for table in TABLES:
        rows = ((step, change, name, *cells) for step, change, name, cells in backup.versions[table])
        files.append((_file(table), _csv([[*_VERSION_COLUMNS, *table.columns], *rows])))
    files += [(_local(file.name), file.content) for file in backup.local]
    return archive.packed(files)


def unpack(content: bytes) -> Backup:
    """Read a backup, strictly: what is not exactly one is refused whole.

    Raises
    ------
    UserError
        When it is no backup, was made by a newer program, or does not hold together.
    """
    packed = _files(content)
    files = _texts(packed)
    about = dict(_rows(files, "store.csv", ["name", "value"]))
    if not about.get("schema", "").isdecimal():
        raise _not_one("store.csv names no schema")
    if int(about["schema"]) > FORMAT:
        raise UserError(
            f"The backup was made by a newer version of this program (schema {about['schema']}, this one knows "
            f"{FORMAT}); update the program."
        )
    meant = rearmed if int(about["schema"]) > 1 else str
    told = _rows(files, "steps.csv", _STEP_COLUMNS, meant)
    steps = tuple(_step(row, place) for place, row in enumerate(told, start=1))
    versions = {table: _versions(files, table, len(steps), meant) for table in KEPT}
    has_brought = int(about["schema"]) > 2
    versions[BROUGHT] = _versions(files, BROUGHT, len(steps), meant) if has_brought else _brought(steps, versions)
    for table in (OPEN, FILES):
        versions[table] = _versions(files, table, len(steps), meant) if int(about["schema"]) > 4 else []
    local = _brought_along(packed) if int(about["schema"]) > 3 else ()
    backup = Backup(about.get("store", ""), steps, versions, local)
    for table in TABLES:
        try:
            to_frame(table, backup.state(table).values())
        except ValueError as error:
            raise _not_one(f"{_file(table)} has a cell that does not fit: {error}") from error
    return backup


def _brought(steps: Iterable[StepRow], versions: dict[Table, list[VersionRow]]) -> list[VersionRow]:
    """What earlier imports wrote is what their sheets said; those that were undone tell nothing."""
    undone = {step[5] for step in steps}
    standing = {step[0] for step in steps if step[4] == "import"} - undone
    return [version for version in versions[RECORDS] if version[0] in standing]


def _brought_along(packed: dict[str, bytes]) -> tuple[LocalFile, ...]:
    """The files from beside the store, each known to be whole."""
    found = []
    for name in local_files.NAMES:
        if (packed_as := _local(name)) in packed:
            try:
                found.append(local_files.checked(name, packed[packed_as]))
            except UserError as error:
                raise _not_one(f"{packed_as} is damaged") from error
    return tuple(found)


def _file(table: Table) -> str:
    return f"versions-{table.name}.csv"


def _local(name: str) -> str:
    return f"local/{name}.txt"


def _not_one(reason: str) -> UserError:
    return UserError(f"This is not a backup of the records, or it was changed: {reason}.")


def _files(content: bytes) -> dict[str, bytes]:
    wanted = ["store.csv", "steps.csv", *(_file(table) for table in KEPT)]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            known = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            sizes = {entry.filename: entry.file_size for entry in zipped.infolist() if entry.compress_type in known}
            if missing := [name for name in wanted if name not in sizes]:
                raise _not_one(f"it has no {words.listing(missing)}")
            wanted += [name for name in [*map(_file, UNTOLD), *map(_local, local_files.NAMES)] if name in sizes]
            if sum(sizes[name] for name in wanted) > LARGEST:
                raise UserError(f"The backup unpacks to more than {LARGEST // 1_000_000} MB and was not opened.")
            return {name: zipped.read(name) for name in wanted}
    except _BROKEN as error:
        raise _not_one(f"it is no whole zip file ({error})") from error


def _texts(packed: dict[str, bytes]) -> dict[str, str]:
    """The tables of the store."""
    try:
        return {name: content.decode() for name, content in packed.items() if name.endswith(".csv")}
    except UnicodeDecodeError as error:
        raise _not_one(f"it has text that is not UTF-8 ({error})") from error


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    safe = ([disarmed(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    csv.writer(text, lineterminator="\n").writerows(safe)
    return text.getvalue().encode()


def _rows(files: dict[str, str], name: str, columns: list[str], meant: Callable[[str], str] = str) -> list[list[str]]:
    if name not in files:
        raise _not_one(f"it has no {name}")
    csv.field_size_limit(LARGEST)  # a file is one cell
    try:
        rows = list(csv.reader(io.StringIO(files[name], newline=""), strict=True))
    except csv.Error as error:
        raise _not_one(f"{name}: {error}") from error
    if not rows or rows[0] != columns:
        raise _not_one(f"{name} does not begin with {', '.join(columns)}")
    for place, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise _not_one(f"{name}, line {place} has {len(row)} cells instead of {len(columns)}")
    return [[meant(cell) for cell in row] for row in rows[1:]]


def _step(row: list[str], place: int) -> StepRow:
    number, at, by, why, kind, undoes, archived = row
    try:
        unstamped(at)
        step = (int(number), at, by, why, kind, int(undoes) if undoes else None, int(archived))
    except ValueError as error:
        raise _not_one(f"steps.csv, step {number}: {error}") from error
    if step[0] != place or kind not in KINDS or not by or archived not in "01" or (step[5] or 0) >= place:
        raise _not_one(f"steps.csv, step {number} cannot follow step {place - 1}")
    return step


def _versions(files: dict[str, str], table: Table, last: int, meant: Callable[[str], str]) -> list[VersionRow]:
    found: dict[tuple[int, str], VersionRow] = {}
    for row in _rows(files, _file(table), [*_VERSION_COLUMNS, *table.columns], meant):
        step, change, name, cells = row[0], row[1], row[2], tuple(row[3:])
        known = step.isdecimal() and 1 <= int(step) <= last and change in CHANGES and 0 < len(name) <= LONGEST_NAME
        fits = change == REMOVED or table.fits(cells, name)
        if not (known and fits) or (int(step), name) in found:
            raise _not_one(f"{_file(table)} says that step {step} {change} {name!r}")
        found[int(step), name] = (int(step), change, name, cells)
    return sorted(found.values())
