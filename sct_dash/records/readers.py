"""Files of records: a canonical CSV or XLSX in, a checked table and every fault out.

Rows in = accepted + merged + quarantined, always. A row is quarantined whole, never half-read.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pandas as pd
from rapidfuzz import process

from sct_dash import actions, places, words
from sct_dash.errors import UserError
from sct_dash.places import UnclearPlace
from sct_dash.records import schema
from sct_dash.records.schema import COLUMNS, NAMES, NEEDED
from sct_dash.rulebook import SUPPORT

MAX_BYTES = 20_000_000
"""Larger files are refused: 50,000 records take about 8 MB."""

Cell = str | int | float | bool | date | None
Row = dict[str, object]
Key = tuple[object, ...]
"""What makes two rows the same mentorship: mentor, mentee, action, programme year, start."""

_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
_FIRST_YEAR = 2018
"""Sustainable CT began to certify towns in 2018."""
_FLAGS = {"yes": True, "no": False, "": False}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one row, said so that the person who filled it in can put it right.

    Attributes
    ----------
    row
        The sheet's own row number; the header is row 1.
    column, value
        The column's name and the cell as it stood.
    reason
        What is wrong, in plain words.
    suggestion
        What was probably meant; empty when nobody can tell. Never applied by itself.
    """

    row: int
    column: str
    value: str
    reason: str
    suggestion: str = ""

    def __str__(self) -> str:
        hint = f" Did you mean {self.suggestion}?" if self.suggestion else ""
        where = f"Row {self.row}, {self.column}" if self.column else f"Row {self.row}"
        return f"{where}: {self.value!r}: {self.reason}.{hint}"


@dataclass(frozen=True)
class Note:
    """How a cell was understood that did not say it in the product's own words."""

    row: int
    column: str
    text: str


@dataclass(frozen=True)
class Reading:
    """What became of a file.

    Attributes
    ----------
    records
        The accepted records, as `schema.frame` shapes them.
    merged
        For each row that said the same as an earlier one: (its row, the earlier row).
    """

    name: str
    rows_in: int
    records: pd.DataFrame
    merged: tuple[tuple[int, int], ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]

    @property
    def accepted(self) -> int:
        return len(self.records)

    @property
    def quarantined(self) -> int:
        return len({fault.row for fault in self.faults})


def read_file(path: Path) -> Reading:
    """Read a file of records from disk.

    Raises
    ------
    UserError
        When the file is not there or cannot be read as a table of records.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(_too_large(path.name))
        return read(path.name, path.read_bytes())
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}.") from error


def read(name: str, content: bytes) -> Reading:
    """Read a file of records.

    Parameters
    ----------
    name
        The file's name; its ending says what it is.
    content
        Its bytes.

    Raises
    ------
    UserError
        When it is no table of records at all: not a CSV or XLSX, empty, a column missing, doubled or
        unknown. A fault inside a row is never raised but returned.
    """
    if len(content) > MAX_BYTES:
        raise UserError(_too_large(name))
    sheet = _sheet(name, content)
    header = _header(name, next(sheet, (0, []))[1])
    rows = [(number, row) for number, row in sheet if any(_shown(cell) for cell in row)]
    if not rows:
        raise UserError(f"{name}: has a header and no records below it.")
    intake = _Intake(header)
    for number, row in rows:
        intake.take(number, row)
    return Reading(
        name,
        len(rows),
        schema.frame([row for _, row, _ in intake.accepted.values()]),
        tuple(intake.merged),
        tuple(intake.faults),
        tuple(intake.notes),
    )


def _too_large(name: str) -> str:
    return f"{name}: is larger than {MAX_BYTES // 1_000_000} MB; split it into smaller files."


def _sheet(name: str, content: bytes) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Yield each row's number and cells, the header first."""
    ending = Path(name).suffix.casefold()
    if not content:
        raise UserError(f"{name}: is empty.")
    if ending == ".csv":
        return _csv_rows(name, content)
    if ending == ".xlsx":
        return _xlsx_rows(name, content)
    raise UserError(f"{name}: is neither .csv nor .xlsx; save it as one of these.")


def _csv_rows(name: str, content: bytes) -> Iterator[tuple[int, Sequence[Cell]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{name}: is not UTF-8 text; save it as 'CSV UTF-8'.") from error
    if "\0" in text:
        raise UserError(f"{name}: is not a CSV file; save it as 'CSV UTF-8'.")
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1)
    except csv.Error as error:
        raise UserError(f"{name}: is not a CSV file: {error}.") from error


def _xlsx_rows(name: str, content: bytes) -> Iterator[tuple[int, Sequence[Cell]]]:
    from python_calamine import CalamineError, CalamineWorkbook  # 15 ms that a CSV need not pay

    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ValueError, IndexError) as error:
        raise UserError(f"{name}: is not an Excel workbook that can be opened; save it as .xlsx again.") from error
    yield from enumerate(rows, start=1)


def _header(name: str, row: Sequence[Cell]) -> list[str]:
    header = [_shown(cell).casefold() for cell in row]
    while header and not header[-1]:
        header.pop()
    if missing := [column for column in NEEDED if column not in header]:
        raise UserError(
            f"{name}: the first row has no column {words.listing(missing)}; it must have {words.listing(NEEDED)}."
        )
    if unknown := [column for column in header if column not in NAMES]:
        raise UserError(f"{name}: column {unknown[0]!r} is not known; allowed: {words.listing(NAMES)}.")
    if doubled := [column for column in NAMES if header.count(column) > 1]:
        raise UserError(f"{name}: column {doubled[0]!r} stands there twice; remove one.")
    return header


def _shown(cell: Cell) -> str:
    """A cell as text, the way a spreadsheet shows it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return schema.one_line_end(str(cell)).strip()


class _Unfit(Exception):
    """A cell that does not fit its column; becomes a `Fault`."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason, self.suggestion = reason, suggestion


def _text(cell: Cell, _: Row) -> str:
    return _shown(cell)


def _place(cell: Cell, _: Row) -> str:
    try:
        return places.place(_shown(cell)).name
    except UnclearPlace as problem:
        raise _Unfit(str(problem), problem.suggestion) from problem


def _year(cell: Cell, _: Row) -> int:
    text = _shown(cell) or str(schema.DEFAULT_YEAR)
    if not re.fullmatch(r"\d{4}", text) or not _FIRST_YEAR <= int(text) <= _LAST_DAY.year:
        raise _Unfit(f"must be a year from {_FIRST_YEAR} on, as in {schema.DEFAULT_YEAR}")
    return int(text)


def _action(cell: Cell, row: Row) -> str:
    text = _shown(cell)
    year = row.get("programme_year", schema.DEFAULT_YEAR)
    if isinstance(cell, float) and re.fullmatch(r"\d+\.\d", text) and actions.is_listed(f"{text}0", year):
        raise _Unfit(f"is stored as a number, so it may have been {text} or {text}0; store the cell as text")
    if problem := actions.problem(text, year):
        raise _Unfit(problem)
    return text


def _support(cell: Cell, _: Row) -> str:
    forms = [part.strip().casefold() for part in _shown(cell).split(";") if part.strip()]
    if not forms:
        raise _Unfit("must be filled in")
    for form in forms:
        if form not in SUPPORT:
            nearest = process.extractOne(form, SUPPORT, score_cutoff=60)
            raise _Unfit(f"{form!r} is not allowed; use {words.listing(SUPPORT, 'or')}", nearest[2] if nearest else "")
    return "; ".join(dict.fromkeys(forms))


def _date(cell: Cell, _: Row) -> date | None:
    text = _shown(cell)
    if not text:
        return None
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise _Unfit("is not a date; write year-month-day, as in 2024-05-01")
    try:
        value = date.fromisoformat(text)
    except ValueError as error:
        raise _Unfit(f"there is no such day: {error}") from error
    if not _FIRST_DAY <= value <= _LAST_DAY:
        raise _Unfit(f"the year must lie between {_FIRST_DAY.year} and {_LAST_DAY.year}")
    return value


def _flag(cell: Cell, _: Row) -> bool:
    text = _shown(cell).casefold()
    if text not in _FLAGS:
        raise _Unfit("must be yes or no (empty means no)")
    return _FLAGS[text]


def _names(cell: Cell, _: Row) -> str:
    return "; ".join(part.strip() for part in _shown(cell).split(";") if part.strip())


_PARSERS: dict[str, Callable[[Cell, Row], object]] = {
    "text": _text,
    "place": _place,
    "action": _action,
    "year": _year,
    "support": _support,
    "date": _date,
    "flag": _flag,
    "names": _names,
}
# The year is read before the action, whose meaning depends on it.
_READING_ORDER = sorted(COLUMNS, key=lambda column: column.kind != "year")


@dataclass
class _Intake:
    """Takes row after row; what it has accepted so far decides whether a row is new, the same or at odds."""

    header: list[str]
    accepted: dict[Key, tuple[int, Row, set[str]]] = field(default_factory=dict)
    merged: list[tuple[int, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _holders: dict[str, Key] = field(default_factory=dict)

    def take(self, number: int, cells: Sequence[Cell]) -> None:
        given = dict(zip(self.header, cells, strict=False))
        if beyond := [_shown(cell) for cell in cells[len(self.header) :] if _shown(cell)]:
            self.faults.append(Fault(number, "", beyond[0], "stands to the right of the last column"))
            return
        row, faults = _parsed(number, given)
        faults = faults or _contradictions(number, row, given)
        if faults:
            self.faults += faults
            return
        filled = {name for name in self.header if _shown(given.get(name))}
        self._place(number, row, filled, given)

    def _place(self, number: int, row: Row, filled: set[str], given: dict[str, Cell]) -> None:
        key = (row["mentor"], row["mentee"], row["action"], row["programme_year"], row["started"])
        holder = self._holders.get(str(row["record_id"]))
        if "record_id" in filled and holder not in (None, key):
            reason = f"row {self.accepted[holder][0]} has this record_id already; every record needs its own"
            self.faults.append(Fault(number, "record_id", str(row["record_id"]), reason))
            return
        if key in self.accepted:
            fault = self._merge(number, row, filled, given, key)
            if fault:
                self.faults.append(fault)
                return
        else:
            row["record_id"] = row["record_id"] or self._free_id(key)
            self.accepted[key] = (number, row, filled)
        self._holders[str(self.accepted[key][1]["record_id"])] = key
        for name in ("mentor", "mentee"):
            if note := places.place(_shown(given[name])).note:
                self.notes.append(Note(number, name, note))

    def _merge(self, number: int, row: Row, filled: set[str], given: dict[str, Cell], key: Key) -> Fault | None:
        earlier_number, earlier, earlier_filled = self.accepted[key]
        for name in NAMES:
            if name in filled & earlier_filled and row[name] != earlier[name]:
                reason = f"row {earlier_number} is the same mentorship and has {_say(earlier[name])!r} here"
                return Fault(number, name, _shown(given[name]), reason)
        new = filled - earlier_filled
        if "record_id" in new:
            del self._holders[str(earlier["record_id"])]
        earlier |= {name: row[name] for name in new}
        earlier_filled |= new
        self.merged.append((number, earlier_number))
        return None

    def _free_id(self, key: Key) -> str:
        """A made name; another than usual where a row already bears the usual one."""
        made = schema.made_id(key)
        while made in self._holders:
            made = schema.made_id((*key, made))
        return made


def _parsed(number: int, given: dict[str, Cell]) -> tuple[Row, list[Fault]]:
    row: Row = {}
    faults = []
    for column in _READING_ORDER:
        cell = given.get(column.name)
        if column.needed and not _shown(cell):
            faults.append(Fault(number, column.name, "", "must be filled in"))
            continue
        try:
            row[column.name] = _PARSERS[column.kind](cell, row)
        except _Unfit as unfit:
            faults.append(Fault(number, column.name, _shown(cell), unfit.reason, unfit.suggestion))
    order = {name: place for place, name in enumerate(NAMES)}
    return row, sorted(faults, key=lambda fault: order[fault.column])


def _contradictions(number: int, row: Row, given: dict[str, Cell]) -> list[Fault]:
    """What no single cell shows: a town mentoring itself, an end before the beginning."""
    faults = []
    if row["mentor"] == row["mentee"]:
        reason = f"{row['mentor']} cannot be its own mentor"
        faults.append(Fault(number, "mentee", _shown(given["mentee"]), reason))
    for name in ("last_active", "implemented_on"):
        if row[name] is not None and row[name] < row["started"]:
            reason = f"is before the mentorship started, {row['started']}"
            faults.append(Fault(number, name, _shown(given[name]), reason))
    return faults


def _say(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
