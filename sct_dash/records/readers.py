"""The way in: a spreadsheet of any kind, in a coordinator's own words -> records, and every row accounted for.

`sheets` turns bytes into cells, `headers` finds out what the columns are, `values` what the cells mean, and
`intake` what becomes of each row. This is the door that the pages and the command line come through.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.records import contents, headers, intake, last_sheet, mappings, sheets
from sct_dash.records.contents import Content
from sct_dash.records.corrections import NONE, Corrections
from sct_dash.records.headers import TO_LOOK_AT, Layout, Mapping
from sct_dash.records.intake import Progress
from sct_dash.records.reading import Fault, Note, Quarantined, Reading
from sct_dash.records.schema import NAMES, NEEDED
from sct_dash.records.sheets import Book

__all__ = ["Fault", "Glance", "Note", "Quarantined", "Reading", "look", "read", "read_file"]
_SHEETS_SEARCHED = 30
"""A workbook's first sheets, among which the records are looked for."""


@dataclass(frozen=True)
class Glance:
    """A file before its rows are read: what a person is asked to confirm.

    Attributes
    ----------
    sheets
        The names of its sheets, visible ones first.
    sheet
        The one that would be read.
    layout
        Its header and what each column seems to be; None when it has none.
    mapping
        What is remembered for these headers, else what is certain.
    remembered
        Whether somebody decided this mapping for an earlier file.
    columns
        What stands below each header.
    """

    sheets: tuple[str, ...]
    sheet: str
    layout: Layout | None
    mapping: Mapping
    remembered: bool
    columns: tuple[Content, ...] = ()


def look(name: str, content: bytes, sheet: str = "") -> Glance:
    """See which sheets a file has and what the columns of one of them seem to be.

    Raises
    ------
    UserError
        When it is no spreadsheet that can be read.
    """
    return _glance(_open(name, content), sheet)


def read_file(path: Path) -> Reading:
    """Read a file of records from disk.

    Raises
    ------
    UserError
        When the file is not there or cannot be read as a table of records.
    """
    try:
        if path.stat().st_size > sheets.MAX_BYTES:
            raise UserError(sheets.too_large(path.name))
        return read(path.name, path.read_bytes())
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}.") from error


def read(
    name: str,
    content: bytes,
    *,
    sheet: str = "",
    mapping: Mapping | None = None,
    corrections: Corrections = NONE,
    on_progress: Progress | None = None,
) -> Reading:
    """Read a file of records.

    Parameters
    ----------
    name
        The file's name.
    content
        Its bytes.
    sheet
        The sheet to read; default the first that looks like records.
    mapping
        What each column is; default what is remembered for these headers, else what is certain.
    corrections
        What a person decided about single rows.
    on_progress
        Called now and then with the rows done and the rows there are.

    Raises
    ------
    UserError
        When it is no table of records at all: not a spreadsheet, empty, too large, no header, no column for
        the mentor or the mentee. A fault inside a row is never raised but returned.
    """
    book = _open(name, content)
    glance = _glance(book, sheet)
    if glance.layout is None:
        if not any(any(map(sheets.shown, row)) for row in book.sheet(glance.sheet).rows):
            raise UserError(f"{name}: has no cell with anything in it.")
        raise UserError(f"{name}: no row looks like a header; one row must name {words.listing(NEEDED)}.")
    chosen = book.sheet(glance.sheet)
    known = last_sheet.decisions(glance.layout)
    reading = intake.take_in(name, chosen, glance.layout, mapping or glance.mapping, corrections, on_progress, known)
    return _with_other_sheets(reading, book) if not sheet else reading


def _open(name: str, content: bytes) -> Book:
    return sheets.book(name, content, headers.plausible, enough=len(NAMES))


def _glance(book: Book, sheet: str) -> Glance:
    asked = sheet or _likeliest(book)
    chosen = book.sheet(asked)
    layout = headers.layout(chosen) or contents.by_content(chosen)
    layout = contents.refined(layout, chosen) if layout else None
    # What our own headers mean is settled, whatever was decided for a sheet whose headers fold to the same.
    known = mappings.remembered(layout.shape) if layout and not layout.canonical else None
    certain = layout.mapping if layout else Mapping(())
    if known is None and layout and layout.shape_before:
        known = _as_before(layout, mappings.remembered(layout.shape_before))
    fits = known is not None and len(known.fields) == len(certain.fields)
    if known is None and layout and not layout.canonical:
        certain = last_sheet.mapping(layout) or certain
    columns = contents.contents(layout, chosen) if layout and not layout.canonical else ()
    return Glance(book.sheets, asked, layout, known if known and fits else certain, fits, columns)


def _as_before(layout: Layout, before: Mapping | None) -> Mapping | None:
    """The columns of rows to look at that were brought back, as they were decided for the sheet they are from."""
    if before is None:
        return None
    ours = len(TO_LOOK_AT)
    return Mapping((*[""] * ours, *before.fields, *layout.mapping.fields[ours + len(before.fields) :]))


def _likeliest(book: Book) -> str:
    """The first sheet whose header names both towns, else the one that names most fields."""
    best = book.sheets[0]
    if len(book.sheets) == 1:
        return best
    most = -1
    for name in book.sheets[:_SHEETS_SEARCHED]:
        sheet = book.sheet(name)
        if _has_both_towns(headers.layout(sheet)):
            return name
        if (named := headers.plausible(sheet)) > most:
            best, most = name, named
    return best


def _has_both_towns(layout: Layout | None) -> bool:
    return layout is not None and {"mentor", "mentee"} <= set(layout.mapping.fields)


def _with_other_sheets(reading: Reading, book: Book) -> Reading:
    """Say which other sheets look like records too: nothing is left out silently."""
    others = [name for name in book.sheets[:_SHEETS_SEARCHED] if name != reading.sheet]
    notes = [
        Note(reading.layout.row, "", f"only the sheet {reading.sheet!r} was read; {name!r} looks like records too")
        for name in others
        if _has_both_towns(headers.layout(book.sheet(name)))
    ]
    return replace(reading, notes=(*notes, *reading.notes)) if notes else reading
