"""What an .ods file hides and which of its formulas were never calculated; its reader does not tell either.

A program that writes a workbook leaves its formulas to the spreadsheet program, which calculates and stores them when
the file is next saved in it. The older .xls stores something for every formula, and says what it hides only to a reader
that loads every format of every cell: it is read without both.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from sct_dash.records import hiding

_CONTENT = "content.xml"
_TAG = re.compile(
    rb"""<table:(table|table-column|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>"""
)
_NAME = re.compile(rb'\stable:name="([^"]*)"')
_TIMES = re.compile(rb"""\stable:number-(?:columns|rows)-repeated\s*=\s*["'](\d{1,7})["']""")
_HIDDEN = re.compile(rb'\stable:visibility="(?:collapse|filter)"')
_FORMULA = re.compile(rb"\stable:formula=")
_VALUE = re.compile(rb'\soffice:(?:(?:date-|time-|boolean-|string-)?value=|value-type="string")')
"""What a cell with a value has; a formula whose result is an empty text has its type alone."""
_LAST_COLUMN = 16_384
_LAST_ROW = 250_000
"""Beyond it no row is told to be hidden; what is empty to the sheet's end may be hidden in one piece."""


@dataclass(frozen=True)
class Told:
    """What a sheet tells of itself, from 0: hidden columns and rows, the (row, column) of formulas without a value."""

    hidden: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    uncalculated: frozenset[tuple[int, int]] = frozenset()


def is_one(content: bytes) -> bool:
    """Whether a zip is an .ods file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _CONTENT in archive.namelist()


def told(content: bytes, sheet: str) -> Told:
    """What a sheet of an .ods file tells, which is known to unpack and to span no more than the limits of `sheets`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(_CONTENT)
    if not (_HIDDEN.search(xml) or _FORMULA.search(xml)):
        return Told()
    hidden: set[int] = set()
    hidden_rows: set[int] = set()
    formulas: set[tuple[int, int]] = set()
    inside, row, rows, column, columns = False, 0, 0, 0, 0
    for tag in _TAG.finditer(xml):
        kind, attributes = tag[1], tag[2]
        times = int(match[1]) if (match := _TIMES.search(attributes)) else 1
        if kind == b"table":
            inside = hiding.plain((_NAME.search(attributes) or [b"", b""])[1]) == sheet
            row = rows = column = columns = 0
        elif not inside:
            continue
        elif kind == b"table-column":
            if _HIDDEN.search(attributes):
                hidden.update(range(columns, min(columns + times, _LAST_COLUMN)))
            columns += times
        elif kind == b"table-row":
            row, rows, column = row + rows, times, 0
            if _HIDDEN.search(attributes):
                hidden_rows.update(range(row, min(row + rows, _LAST_ROW)))
        else:
            if _FORMULA.search(attributes) and not _VALUE.search(attributes):
                formulas.update((r, c) for r in range(row, row + rows) for c in range(column, column + times))
            column += times
    return Told(frozenset(hidden), frozenset(hidden_rows), frozenset(formulas))
