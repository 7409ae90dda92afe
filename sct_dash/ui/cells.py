"""How a sheet's cells, rows and answers are said on a page."""

import re
from collections.abc import Sequence
from datetime import date

from sct_dash import actions, places, words
from sct_dash.records import dates, headers, schema, topics, values
from sct_dash.records.corrections import each_of
from sct_dash.records.dates import Span
from sct_dash.records.reading import Quarantined, Reading
from sct_dash.records.sheets import Cell, shown
from sct_dash.records.values import Understood

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ROWS_NAMED = 6
_LONGEST = 60
"""Letters of a cell that stand in a button."""


def where_in_sheet(reading: Reading, field: str, rows: Sequence[int]) -> str:
    """Where to look in the sheet itself, by its own header and cells: ``Date started, F12``."""
    columns = reading.mapping.places(field) if field else ()
    if field == "support" and len(columns) > 1:
        return f"{rows_named(rows)}, {schema.label(field)}"
    called = headers_of(reading, field)
    if not columns:
        return f"{rows_named(rows)}, {called}" if field else rows_named(rows)
    parted = "" if called[-1:] in "?!.:" else ","
    return f"{called}{parted} {cell_names(reading, field, rows)}"


def cell_names(reading: Reading, field: str, rows: Sequence[int]) -> str:
    """The cells of a field in some rows: ``F12``, ``3 rows (F12, F14 and F20)``, ``32 rows from F5``, or its rows."""
    columns = reading.mapping.places(field)
    if len(columns) != 1:
        return f"{rows_named(rows)[0].lower()}{rows_named(rows)[1:]}"
    cells = [f"{_letters(columns[0])}{row}" for row in rows]
    if len(rows) > _ROWS_NAMED:
        return f"{words.count(len(rows), 'row')} from {cells[0]}"
    return cells[0] if len(rows) == 1 else f"{words.count(len(rows), 'row')} ({words.listing(cells)})"


def _day(match: re.Match[str]) -> str:
    """A day of a spreadsheet as people here write it; what only looks like one stays."""
    day = dates.span(match[0])
    return f"{day.first.month}/{day.first.day}/{day.first.year}" if isinstance(day, Span) else match[0]


def headers_of(reading: Reading, field: str) -> str:
    """What the sheet itself calls the columns of a field; a field without a column by its own name."""
    known = reading.layout.headings
    named = [known[place].header for place in reading.mapping.places(field) if place < len(known)]
    return words.listing(dict.fromkeys(filter(None, named))) or schema.label(field)


def _letters(place: int) -> str:
    """A column as a spreadsheet calls it: 0 is A, 26 is AA."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def rows_named(rows: Sequence[int]) -> str:
    """``Row 5``, or ``3 rows (5, 7 and 9)``."""
    if len(rows) == 1:
        return f"Row {rows[0]}"
    return f"{words.count(len(rows), 'row')} ({words.listing(map(str, rows), limit=_ROWS_NAMED)})"


def said(field: str, text: str) -> str:
    """A cell or an answer as a person here says it."""
    kind = schema.KINDS.get(field)
    if len(each := each_of(field, text)) > 1:
        return words.listing(each)
    if kind == "date":
        return _ISO.sub(_day, text)
    if kind == "action" and text in actions.numbers(schema.DEFAULT_YEAR):
        return actions.label(text, schema.DEFAULT_YEAR)
    return schema.said(field, text) if kind == "support" else text


def short(text: str) -> str:
    """A text as long as a button takes it."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def mentorship(reading: Reading, row: int) -> str:
    """Which help a row tells of, in its own words and with its notes: ``Town of Avon → Bolton, 3.12 · weeds``."""
    cells = _cells(reading, row)
    mentor, mentee, action = (_joined(reading, name, cells) for name in ("mentor", "mentee", "action"))
    notes = _notes(reading, cells)
    return f"{mentor or '?'} → {mentee or '?'}" + (f", {action}" if action else "") + (f" · {notes}" if notes else "")


def rows_told(reading: Reading, field: str, rows: Sequence[int], most: int) -> list[tuple[str, int]]:
    """Which help each of a few rows is about, with the cell asked about, and its row; of more rows where they are."""
    if len(rows) > most:
        return [(cell_names(reading, field, rows), rows[0])]
    return [(f"{cell_names(reading, field, [row])} · {mentorship(reading, row)}", row) for row in rows]


def towns_noted(reading: Reading, row: int) -> list[str]:
    """The towns that a row's notes name and that are not at either end of it, in the order of the notes."""
    notes = _notes(reading, _cells(reading, row))
    said = (town_said(reading, end, row) for end in ("mentor", "mentee"))
    ends = {meant.value for meant in map(values.place, said) if isinstance(meant, Understood)}
    found: dict[str, int] = {}
    # West Hartford is taken out before Hartford is looked for.
    for town in sorted(places.towns().index, key=len, reverse=True) if notes else ():
        name = re.compile(rf"\b{town}\b")
        if named := name.search(notes):
            found[town] = named.start()
            notes = name.sub(" " * len(town), notes)
    return [town for town in sorted(found, key=found.__getitem__) if town not in ends]


def town_said(reading: Reading, end: str, row: int) -> str:
    """What stands at one end of a row, mentor or mentee: the text that was decided, else its cells."""
    quarantined = _quarantined(reading, row)
    return dict(quarantined.decided).get(end) or _joined(reading, end, quarantined.cells)


def actions_noted(reading: Reading, row: int) -> list[str]:
    """The actions that a row's notes name by their topics; none for a row of the list before all numbers changed."""
    quarantined = _quarantined(reading, row)
    understood = dict(quarantined.understood[0]) if quarantined.understood else {}
    year = int(understood.get("programme_year", schema.DEFAULT_YEAR))
    return list(topics.named(_notes(reading, quarantined.cells), year)) if year >= values.NEW_NUMBERS else []


def whole_row(reading: Reading, row: int) -> str:
    """The row as it stands in the sheet, so that nobody has to look it up."""
    return row_of(_cells(reading, row))


def _cells(reading: Reading, row: int) -> Sequence[Cell]:
    return _quarantined(reading, row).cells


def _quarantined(reading: Reading, row: int) -> Quarantined:
    return next(quarantined for quarantined in reading.quarantine if quarantined.row == row)


def _joined(reading: Reading, field: str, cells: Sequence[Cell]) -> str:
    return " ".join(shown(cells[place]) for place in reading.mapping.places(field) if place < len(cells))


def _notes(reading: Reading, cells: Sequence[Cell]) -> str:
    """A row's notes, without the columns of another name that are kept there."""
    known, places = reading.layout.headings, reading.mapping.places("notes")
    own = [place for place in places if place < len(known) and headers.is_named(known[place].header, "notes")]
    return "; ".join(shown(cells[place]) for place in own if place < len(cells) and shown(cells[place]))


def row_of(cells: Sequence[Cell]) -> str:
    """A row's filled cells, parted by dots."""
    days = (f"{cell.month}/{cell.day}/{cell.year}" if isinstance(cell, date) else shown(cell) for cell in cells)
    return " · ".join(text for text in days if text)
