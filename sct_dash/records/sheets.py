"""A file's bytes -> its sheets of raw cells, whatever program wrote it; what is too large is refused unread."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.formulas import rearmed
from sct_dash.records import schema

MAX_BYTES = 20_000_000
"""Larger files are refused: 50,000 records take about 8 MB."""
MAX_UNPACKED = 150_000_000
"""Workbooks that unpack beyond this are refused: 50,000 records unpack to about 45 MB."""
MAX_CELLS = 2_000_000
"""Sheets that span more cells are refused: one stray cell in the last row and column spans billions."""
MAX_ROWS = 250_000
"""Longer text files are refused."""
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
"""What is read. A workbook is told by its bytes, so a wrong ending among these does not matter."""

Cell = str | int | float | bool | date | time | timedelta | None
Row = tuple[Cell, ...]
_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".pptx", ".ppt", ".pages")
_DELIMITERS = (",", ";", "\t", "|")
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_ROW_OR_CELL = re.compile(
    rb"""<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>"""
)
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error)
"""What is raised where a part of a zip is damaged."""
_TIMES = re.compile(rb"""number-(?:columns|rows)-repeated\s*=\s*["'](\d+)""")
_TASTED = 60
"""Rows of a text file that settle what separates its cells."""
_PIECE = 1 << 20
_OPEN_QUOTATION = ("unexpected end of data", "expected after", "field larger than field limit")
"""What the reader of CSV says of a quotation that has no end, or another one than was meant."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows from the first on, blank ones included, so that a row's number is its place.

    Attributes
    ----------
    rows
        Cells as the program stored them: text, number, date, truth; '' or None where empty. The first is the
        sheet's row 1.
    merged
        Ranges that share one cell: ((first row, first column), (last row, last column)), from 0.
    text
        Whether it comes from a text file, which knows no numbers and loses its place at a comma too many.
    hidden
        The columns, from 0, that the program does not show.
    hidden_rows
        The rows, from 0, that it does not show, be it for a filter.
    uncalculated
        The (row, column), from 0, of formulas that were never calculated; their cells are empty here.
    """

    name: str
    rows: list[Row]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    text: bool = False
    hidden: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    uncalculated: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, eq=False)
class Book:
    """A file with its sheets, each read when it is first asked for.

    Attributes
    ----------
    name
        The file's name.
    sheets
        The names of the sheets in the order of the file, visible ones first.
    """

    name: str
    sheets: tuple[str, ...]
    _read: Callable[[str], Sheet] = field(repr=False)

    def sheet(self, name: str) -> Sheet:
        """One sheet by its name.

        Raises
        ------
        UserError
            When there is none of that name, or it is too large.
        """
        if name not in self.sheets:
            raise UserError(f"{self.name}: has no sheet {name!r}; it has {words.listing(self.sheets)}.")
        return self._read(name)


def book(name: str, content: bytes, plausible: Callable[[Sheet], int] | None = None, enough: int | None = None) -> Book:
    """Open a file.

    Parameters
    ----------
    name
        The file's name; its ending must be one of `ENDINGS`.
    content
        Its bytes.
    plausible
        How much a sheet looks like a table of records; settles which character separates the cells of a text
        file. Without it, the one that makes the widest even table.
    enough
        How plausible a sheet must be that no further character is tried.

    Raises
    ------
    UserError
        When it is too large, unpacks to too much, or is no table at all.
    """
    ending = Path(name).suffix.casefold()
    if len(content) > MAX_BYTES:
        raise UserError(too_large(name))
    if ending not in ENDINGS:
        raise UserError(_no_spreadsheet(name, ending))
    if not content:
        raise UserError(f"{name}: is empty.")
    if content.startswith((_ZIP, _OLE)):
        return _workbook(name, content)
    if ending in (".xlsx", ".xlsm", ".ods"):
        raise UserError(f"{name}: is not a workbook that can be opened; save it as .xlsx again.")
    return _text_file(name, content, plausible or _evenness, enough)


def _no_spreadsheet(name: str, ending: str) -> str:
    if ending in _DOCUMENTS:
        return f"{name}: is a document, not a spreadsheet; copy its table into a spreadsheet and bring that in."
    return f"{name}: is not a spreadsheet; save it as .xlsx, .xls, .ods or .csv."


def too_large(name: str) -> str:
    """The line for a file over `MAX_BYTES`."""
    return f"{name}: is larger than {MAX_BYTES // 1_000_000} MB; split it into smaller files."


def shown(cell: Cell) -> str:
    """A cell as text, the way a spreadsheet shows it."""
    if isinstance(cell, str):
        return schema.one_line_end(cell).strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(round(cell, 6))
    return str(cell)


def _text_file(name: str, content: bytes, plausible: Callable[[Sheet], int], enough: int | None) -> Book:
    text = _decoded(name, content)
    stated = re.match(r"sep=(.)\r?\n", text)
    tried: dict[str, tuple[int, bool]] = {}
    for delimiter in stated[1] if stated else _DELIMITERS:
        rows, whole = _tasted(text, delimiter)
        tried[delimiter] = plausible(Sheet("", rows)), whole
        if tried[delimiter] == (enough, True):
            break
    rows = _within_limits(name, _lines(text, max(tried, key=lambda delimiter: tried[delimiter])))
    if stated:
        rows[0] = ()
    return Book(name, (Path(name).stem,), lambda asked: Sheet(asked, rows, text=True))


def _within_limits(name: str, lines: Iterator[Row]) -> list[Row]:
    rows: list[Row] = []
    cells = 0
    while True:
        try:
            row = next(lines)
        except StopIteration:
            return rows
        except csv.Error as error:
            raise UserError(f"{name}: {_not_csv(error, len(rows) + 1)}") from error
        cells += len(row)
        rows.append(row)
        if cells > MAX_CELLS or len(rows) > MAX_ROWS:
            raise UserError(f"{name}: has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells; split it.")


def _not_csv(error: csv.Error, row: int) -> str:
    """Why a text cannot be read as rows from this one on."""
    if any(said in str(error) for said in _OPEN_QUOTATION):
        return f'row {row} has a quotation mark (") too many or too few; take it out, or write the missing one.'
    return f"is not a CSV file: {error}."


def _tasted(text: str, delimiter: str) -> tuple[list[Row], bool]:
    """The first rows as far as they can be read, and whether they can; reading them all says what is wrong."""
    rows: list[Row] = []
    try:
        rows.extend(islice(_lines(text, delimiter), _TASTED))
    except csv.Error:
        return rows, False
    return rows, True


def _lines(text: str, delimiter: str) -> Iterator[Row]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return (tuple(map(rearmed, row)) for row in rows)


def _decoded(name: str, content: bytes) -> str:
    """Text in UTF-8, UTF-16 or Windows-1252, told by its first bytes and by what decodes."""
    encodings = [encoding for bom, encoding in _BOMS.items() if content.startswith(bom)]
    for encoding in encodings or [*_without_bom(content), "utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return text
    raise UserError(f"{name}: is not a CSV file; save it as 'CSV UTF-8'.")


def _without_bom(content: bytes) -> list[str]:
    """UTF-16 shows by its zeros: every other byte of Western text is one."""
    head = content[:2000]
    if len(head) < 4 or len(content) % 2:
        return []
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and not even:
        return ["utf-16-le"]
    return ["utf-16-be"] if even > 0.7 * half and not odd else []


def _evenness(sheet: Sheet) -> int:
    widths = [len(row) for row in sheet.rows if any(row)]
    return max(set(widths), key=widths.count) if widths else 0


def _workbook(name: str, content: bytes) -> Book:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # 15 ms that a CSV need not pay

    from sct_dash.records import hiding, opendocument, uncalculated

    refused = UserError(f"{name}: is not a workbook that can be opened; save it as .xlsx again.")
    if content.startswith(_ZIP):
        _check_unpacked(name, content, refused)
    try:
        opened = CalamineWorkbook.from_filelike(io.BytesIO(content))
        about = opened.sheets_metadata
    except (CalamineError, ValueError, OSError) as error:
        if "password" in str(error).casefold():
            raise UserError(f"{name}: is protected by a password; save it without one.") from error
        raise refused from error
    ordered = sorted(about, key=lambda one: one.visible != SheetVisibleEnum.Visible)
    names = tuple(dict.fromkeys(one.name for one in ordered))
    if not names:
        raise UserError(f"{name}: has no sheet.")

    def read(asked: str) -> Sheet:
        try:
            sheet = opened.get_sheet_by_name(asked)
            if sheet.total_height * sheet.total_width > MAX_CELLS:
                raise UserError(_spans_too_much(name))
            rows = [tuple(row) for row in sheet.to_python(skip_empty_area=False)]
            merged = tuple(sheet.merged_cell_ranges or ())
            if not content.startswith(_ZIP):
                return Sheet(asked, rows, merged)
            if opendocument.is_one(content):
                about = opendocument.told(content, asked)
                hidden, hidden_rows, never = about.hidden, about.hidden_rows, about.uncalculated
            else:
                xml = hiding.sheet_xml(content, asked)
                hidden, hidden_rows, never = hiding.columns(xml), hiding.rows(xml), uncalculated.cells(xml)
            # Rows of nothing else are left out by the library.
            rows += [()] * (max((row for row, _ in never), default=-1) + 1 - len(rows))
            hidden_rows &= frozenset(range(len(rows)))
            return Sheet(asked, rows, merged, hidden=hidden, hidden_rows=hidden_rows, uncalculated=never)
        except (CalamineError, IndexError, *_BROKEN) as error:
            raise refused from error

    return Book(name, names, lru_cache(maxsize=None)(read))


def _spans_too_much(name: str) -> str:
    return f"{name}: has a sheet that spans more than {MAX_CELLS:,} cells; delete the empty rows and columns around it."


def _check_unpacked(name: str, content: bytes, refused: UserError) -> None:
    """Refuse a zip that unpacks to too much, before the workbook library, which trusts it, sees it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            limit = MAX_UNPACKED // 1_000_000
            raise UserError(f"{name}: unpacks to more than {limit} MB; split it into smaller files.")
        for part in parts:
            if part.filename == "content.xml":
                _check_span(name, archive.open(part), _OdsSpan())
            elif "worksheets/" in part.filename.casefold():
                _check_span(name, archive.open(part), _XlsxSpan())
    except _BROKEN as error:
        raise refused from error


class _XlsxSpan:
    """The last row and column in which an .xlsx sheet has a cell."""

    rows = columns = 0

    def feed(self, xml: bytes) -> None:
        found = [(letters.upper(), number) for letters, number in _REFERENCE.findall(xml)]
        for letters in {letters for letters, _ in found}:
            self.columns = max(self.columns, sum((c - 64) * 26**place for place, c in enumerate(reversed(letters))))
        self.rows = max(self.rows, max((int(number) for number in {number for _, number in found}), default=0))


class _OdsSpan:
    """The last row and column in which an .ods sheet has a cell that holds something."""

    rows = columns = 0
    _row = _row_times = _column = 0

    def feed(self, xml: bytes) -> None:
        for kind, attributes in _ROW_OR_CELL.findall(xml):
            times = int(match[1][:9]) if (match := _TIMES.search(attributes)) else 1
            if kind == b"table":
                self._row = self._row_times = self._column = 0
            elif kind == b"table-row":
                self._row += self._row_times
                self._row_times, self._column = times, 0
            else:
                self._column += times
                if b"value-type" in attributes or b"formula=" in attributes:
                    self.rows = max(self.rows, self._row + self._row_times)
                    self.columns = max(self.columns, self._column)


def _check_span(name: str, part: IO[bytes], span: _XlsxSpan | _OdsSpan) -> None:
    """Go through a sheet piece by piece, which also shows whether it unpacks to what the zip says."""
    rest = b""
    while piece := part.read(_PIECE):
        whole, _, rest = (rest + piece).rpartition(b"<")
        rest = b"<" + rest
        span.feed(whole)
        if span.rows * span.columns > MAX_CELLS:
            raise UserError(_spans_too_much(name))
    span.feed(rest)
