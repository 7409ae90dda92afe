"""The records as files to take away: the canonical CSV, and a workbook that explains itself."""

import io
import re
from datetime import date
from typing import TYPE_CHECKING

from sct_dash import formulas, words
from sct_dash.errors import UserError
from sct_dash.exports import packages
from sct_dash.exports.text import LONGEST_CELL, NOT_XML
from sct_dash.records import schema
from sct_dash.records.source import Source

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet.worksheet import Worksheet

_MADE = date(2000, 1, 1)
"""The day that the workbook says it was made: the same bytes whenever that was."""
_WIDTHS = {"action": 10, "programme_year": 20, "support": 24, "partners": 30, "evidence": 30, "notes": 40}
_WIDTH = {"place": 20, "date": 18, "flag": 24, "text": 14}
"""Characters, by column, else by its kind."""
_FORMATS = {"date": "yyyy-mm-dd", "action": "@", "text": "@"}
"""By kind; '@' is text, so that Excel does not make 3.1 of 3.10."""
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def to_csv(source: Source) -> bytes:
    """The canonical file: reading it back gives the same records, and writing those the same bytes."""
    return schema.to_csv(source.records)


def to_xlsx(source: Source) -> bytes:
    """A workbook whose first sheet reads back as the same records; the second explains the columns.

    Dates are dates. Every text is marked as text, so that no program takes it for a formula and it still
    reads back as it was. The same records always give the same bytes.

    Raises
    ------
    UserError
        When a text is longer than a cell can hold.
    """
    from openpyxl import Workbook  # 250 ms that a CSV need not pay

    _refuse_too_long(source)
    book = Workbook(write_only=True)
    book.properties.creator = "sct_dash"
    book.properties.title = words.SAMPLE_MARK if source.sample else "Mentorship records"
    _records(book, source)
    _columns(book, source)
    target = io.BytesIO()
    book.save(target)
    return packages.settled(target.getvalue(), _MADE)


def _records(book: "Workbook", source: Source) -> None:
    sheet = _sheet(book, "Sample (fictional)" if source.sample else "Records")
    for number, column in enumerate(schema.COLUMNS, start=1):
        dimension = sheet.column_dimensions[_letter(number)]
        dimension.width = _WIDTHS.get(column.name) or _WIDTH[column.kind]
        dimension.number_format = _FORMATS.get(column.kind, "General")  # what is typed below the last row, too
    if source.sample:
        sheet.oddHeader.center.text = words.SAMPLE_MARK
    sheet.append([_heading(sheet, column.name) for column in schema.COLUMNS])
    kinds = [column.kind for column in schema.COLUMNS]
    pens = [_Pen(sheet, kind) for kind in kinds]
    rows = schema.cells(source.records)
    for row in rows.itertuples(index=False, name=None):
        sheet.append([pen.filled(text) for pen, text in zip(pens, row, strict=True)])
    sheet.auto_filter.ref = f"A1:{_letter(len(kinds))}{len(rows) + 1}"


def _columns(book: "Workbook", source: Source) -> None:
    sheet = _sheet(book, "Columns")
    for letter, width in zip("ABC", (20, 14, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_heading(sheet, text) for text in ("column", "must be filled", "meaning")])
    for column in schema.COLUMNS:
        sheet.append([column.name, "yes" if column.needed else "no", column.meaning])
    if source.sample:
        sheet.append([_heading(sheet, words.SAMPLE_MARK)])


def _sheet(book: "Workbook", title: str) -> "Worksheet":
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    return sheet


def _heading(sheet: "Worksheet", text: str) -> "WriteOnlyCell":
    from openpyxl.styles import Font

    cell = _cell(sheet, "@")
    cell.font = Font(name="Calibri", size=11, bold=True)
    cell.value = text
    return cell


def _cell(sheet: "Worksheet", number_format: str, quoted: bool = False) -> "WriteOnlyCell":
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell.number_format = number_format
    cell.quotePrefix = quoted
    return cell


class _Pen:
    """Fills the cells of one column, the same two cell objects anew for each row: half the time."""

    def __init__(self, sheet: "Worksheet", kind: str) -> None:
        self.kind = kind
        self._plain, self._quoted = (_cell(sheet, _FORMATS.get(kind, "General"), quoted) for quoted in (False, True))

    def filled(self, text: str) -> "WriteOnlyCell | None":
        """A cell with one text of a canonical file in it; None where that is empty."""
        if not text:
            return None
        if self.kind == "date":
            self._plain.value = date.fromisoformat(text)
            return self._plain
        if self.kind == "year":
            self._plain.value = int(text)
            return self._plain
        cell = self._quoted if text.startswith(formulas.STARTS) else self._plain
        cell._value, cell.data_type = _escaped(text), "s"  # past the setter, which would make a formula of '=…'
        return cell


def _refuse_too_long(source: Source) -> None:
    for column in schema.COLUMNS:
        if column.kind in ("text", "names"):
            for text in source.records[column.name]:
                if len(_escaped(text)) > LONGEST_CELL:
                    raise UserError(
                        f"{text[:30]!r}… is longer than the {LONGEST_CELL:,} characters of a cell; export a .csv."
                    )


def _escaped(text: str) -> str:
    """Text with what XML cannot hold, and what would be read as such an escape, written as ``_x000B_``."""
    return NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPE.sub("_x005F_", text))


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)
