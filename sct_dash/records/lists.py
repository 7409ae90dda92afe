"""Two small lists beside the records: what towns ask for (needs) and what they know (experience).

Both are strict: a list with a fault is refused whole, and a line for each fault names file, row, column and value.
Rows that say the same of a town are one row; their notes, or their sources, are joined.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sct_dash import actions, places, words
from sct_dash.errors import UserError
from sct_dash.formulas import disarmed, rearmed
from sct_dash.places import UnclearPlace
from sct_dash.records import schema

NEEDS_COLUMNS = ("town", "action", "note")
"""A town asks for help with an action, or with any (empty action)."""
EXPERIENCE_COLUMNS = ("town", "action", "programme_year", "source")
"""A town has put an action of some programme year's list into practice; `source` says where that stands."""

_FIRST_YEAR, _LAST_YEAR = 2018, 2099
_ANY = ("", "any", "any action")
"""How a need for any action is written."""
_FAULTS = 20
"""How many faults of a file are told, a line each."""
_Row = dict[str, object]
_Parser = Callable[[str, _Row], object]


@dataclass(frozen=True, eq=False)
class Listed:
    """A list that was read from a file.

    Attributes
    ----------
    table
        Its rows, each subject once.
    joined
        Which rows of the file were made one, a sentence for each subject that stood there more than once.
    """

    table: pd.DataFrame
    joined: tuple[str, ...]


class _Unfit(Exception):
    """A cell that does not fit its column, in words."""


def no_experience() -> pd.DataFrame:
    """The experience table without a row."""
    return _table([], EXPERIENCE_COLUMNS)


def read_needs(name: str, content: bytes) -> pd.DataFrame:
    """Read a list of needs.

    Parameters
    ----------
    name
        The file's name, for what is said about it.
    content
        A CSV with the header ``town,action,note``; ``note`` may be left out.

    Returns
    -------
    DataFrame
        Columns `NEEDS_COLUMNS`, text; each town and action once, in the order given, with all its notes.

    Raises
    ------
    UserError
        When it is not such a table, or a cell does not fit.
    """
    return listed_needs(name, content).table


def listed_needs(name: str, content: bytes) -> Listed:
    """`read_needs`, with what was joined."""
    return _read(name, content, NEEDS_COLUMNS, ("town", "action"), _NEEDS)


def read_experience(name: str, content: bytes) -> pd.DataFrame:
    """Read a list of experience: a CSV with the header ``town,action,programme_year,source``.

    Returns
    -------
    DataFrame
        Columns `EXPERIENCE_COLUMNS`, ``programme_year`` int; an empty year is the current list's.

    Raises
    ------
    UserError
        As `read_needs`.
    """
    return listed_experience(name, content).table


def listed_experience(name: str, content: bytes) -> Listed:
    """`read_experience`, with what was joined."""
    return _read(name, content, EXPERIENCE_COLUMNS, ("town", "action"), _EXPERIENCE)


def typed_needs(table: pd.DataFrame) -> pd.DataFrame:
    """The list of needs that somebody typed into a table on the screen; a row without any entry is no row.

    Raises
    ------
    UserError
        When a row lacks its town, does not fit, or says again what another says; rows count from 1, as they stand.
    """
    return _typed(table, NEEDS_COLUMNS, _NEEDS, {"town": "a town"})


def typed_experience(table: pd.DataFrame) -> pd.DataFrame:
    """The list of experience that somebody typed into a table on the screen, as `typed_needs`."""
    return _typed(table, EXPERIENCE_COLUMNS, _EXPERIENCE, {"town": "a town", "action": "an action"})


def read_needs_file(path: Path) -> Listed:
    """`listed_needs` of a file on disk."""
    return listed_needs(path.name, _bytes(path))


def read_experience_file(path: Path) -> Listed:
    """`listed_experience` of a file on disk."""
    return listed_experience(path.name, _bytes(path))


def to_csv(table: pd.DataFrame) -> bytes:
    """Needs or experience as the file they are read from: UTF-8, header first, ``\\n`` at each line's end."""
    return table.astype("str").map(disarmed).to_csv(index=False, lineterminator="\n").encode()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}.") from error


def _read(
    name: str, content: bytes, columns: Sequence[str], needed: Sequence[str], parsers: Mapping[str, _Parser]
) -> Listed:
    rows = _rows(name, content)
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    _refuse(f"{name}: {fault}" for fault in _header_faults(header, columns, needed))
    read, faults = {}, []
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            beyond = [cell for cell in row[len(header) :] if cell.strip()]
            read[number], unfit = _parsed(dict(zip(header, row, strict=False)), parsers)
            faults += [f"{name}, row {number}: {cell!r} stands to the right of the last column." for cell in beyond]
            faults += [f"{name}, row {number}, {fault}" for fault in unfit]
    _refuse(faults)
    return _joined(read, columns)


def _header_faults(header: Sequence[str], columns: Sequence[str], needed: Sequence[str]) -> list[str]:
    faults = []
    if missing := [column for column in needed if column not in header]:
        faults.append(f"the first row has no column {words.listing(missing)}; it must be {','.join(columns)}.")
    unknown = [column for column in header if column not in columns]
    faults += [f"column {column!r} is not known; allowed: {words.listing(columns)}." for column in unknown]
    doubled = [column for column in columns if header.count(column) > 1]
    return [*faults, *(f"column {column!r} stands there twice; remove one." for column in doubled)]


def _refuse(faults: Iterable[str]) -> None:
    """Tell all faults at once, a line each."""
    faults = list(faults)
    if len(faults) > _FAULTS + 1:
        faults[_FAULTS:] = [f"And {len(faults) - _FAULTS} more."]
    if faults:
        raise UserError("\n".join(faults))


def _joined(read: Mapping[int, _Row], columns: Sequence[str]) -> Listed:
    """Each subject once, where it stands first, with the different remarks of all its rows."""
    *subject, remark = columns
    rows_of: dict[tuple[object, ...], list[int]] = {}
    for number, row in read.items():
        rows_of.setdefault(tuple(row[column] for column in subject), []).append(number)
    rows, said = [], []
    for numbers in rows_of.values():
        first = read[numbers[0]]
        remarks = list(dict.fromkeys(str(read[number][remark]) for number in numbers if read[number][remark]))
        rows.append(first | {remark: "; ".join(remarks)})
        if len(numbers) > 1:
            what = f"{first['town']}, {first['action'] or 'any action'}"
            kept = f"their {remark}s were joined" if len(remarks) > 1 else "they were kept once"
            said.append(f"Rows {words.listing(map(str, numbers))} are the same, {what}: {kept}.")
    return Listed(_table(rows, columns), tuple(said))


def _typed(
    table: pd.DataFrame, columns: Sequence[str], parsers: Mapping[str, _Parser], needed: Mapping[str, str]
) -> pd.DataFrame:
    cells = table[list(columns)].astype(object).where(table[list(columns)].notna(), "")
    filled = {
        place: {column: _cell(value) for column, value in row.items()}
        for place, row in enumerate(cells.to_dict("records"), start=1)
        if any(_cell(value) for value in row.values())
    }
    lacking = [
        f"Row {place}: choose {words.listing(missing)}."
        for place, row in filled.items()
        if (missing := [what for column, what in needed.items() if not row[column]])
    ]
    if lacking:
        raise UserError(" ".join(lacking))
    parsed = {place: _parsed(row, parsers) for place, row in filled.items()}
    _refuse(f"Row {place}, {fault}" for place, (_, faults) in parsed.items() for fault in faults)
    read = {place: row for place, (row, _) in parsed.items()}
    seen: dict[tuple[object, ...], int] = {}
    for place, row in read.items():
        subject = tuple(row[column] for column in columns[:-1])
        if subject in seen:
            raise UserError(f"Rows {seen[subject]} and {place} say the same of {row['town']}; keep one of them.")
        seen[subject] = place
    return _table(list(read.values()), columns)


def _cell(value: object) -> str:
    """A cell of a table on the screen as text; a year may come as 2024.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _rows(name: str, content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{name}: is not UTF-8 text; save it as 'CSV UTF-8'.") from error
    if "\0" in text:
        raise UserError(f"{name}: is not a CSV file; save it as 'CSV UTF-8'.")
    try:
        return [list(map(rearmed, row)) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except csv.Error as error:
        raise UserError(f"{name}: is not a CSV file: {error}.") from error


def _parsed(given: Mapping[str, str], parsers: Mapping[str, _Parser]) -> tuple[_Row, list[str]]:
    """A row, and what in it does not fit; an action is not judged by a year that does not."""
    row, faults = {}, []
    for column, parse in parsers.items():
        cell = schema.one_line_end(given.get(column, "")).strip()
        try:
            row[column] = parse(cell, row)
        except _Unfit as problem:
            faults.append(f"{column}: {cell!r}: {problem}.")
            if column == "programme_year":
                return row, faults
    return row, faults


def _table(rows: list[_Row], columns: Sequence[str]) -> pd.DataFrame:
    dtypes = {"programme_year": "int64"}
    return pd.DataFrame(
        {column: pd.Series([row[column] for row in rows], dtype=dtypes.get(column, "str")) for column in columns}
    )


def _town(cell: str, _: _Row) -> str:
    if not cell:
        raise _Unfit("must be filled in with one of Connecticut's 169 towns")
    try:
        place = places.place(cell)
    except UnclearPlace as problem:
        hint = f"; did you mean {problem.suggestion}?" if problem.suggestion else ""
        raise _Unfit(f"{problem}{hint}") from problem
    if not place.connecticut:
        raise _Unfit("must be one of Connecticut's 169 towns")
    return place.name


def _year(cell: str, _: _Row) -> int:
    text = cell or str(schema.DEFAULT_YEAR)
    if not re.fullmatch(r"\d{4}", text, re.ASCII) or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise _Unfit(f"must be a year from {_FIRST_YEAR} on, as in {schema.DEFAULT_YEAR}")
    return int(text)


def _action(cell: str, row: _Row) -> str:
    if problem := actions.problem(cell, int(row.get("programme_year", schema.DEFAULT_YEAR))):
        raise _Unfit(problem)
    return cell


def _wanted(cell: str, row: _Row) -> str:
    return "" if cell.casefold() in _ANY else _action(cell, row)


def _text(cell: str, _: _Row) -> str:
    return cell


_NEEDS: Mapping[str, _Parser] = {"town": _town, "action": _wanted, "note": _text}
_EXPERIENCE: Mapping[str, _Parser] = {"town": _town, "programme_year": _year, "action": _action, "source": _text}
"""How each column is read; an experience's year comes before its action, which is judged by that year's list."""
