"""What is told about a table as a whole: the rows above it, how its columns were read, what was assumed often."""

from collections.abc import Collection, Sequence

from sct_dash import words
from sct_dash.records import headers, schema, values
from sct_dash.records.documented import FLAGS
from sct_dash.records.headers import Layout
from sct_dash.records.intake.found import Record
from sct_dash.records.intake.mapped import Mapped
from sct_dash.records.reading import COLUMNS as ABOUT_COLUMNS
from sct_dash.records.reading import UNUSUAL, Note, Quarantined
from sct_dash.records.schema import COLUMNS
from sct_dash.records.sheets import Sheet, shown
from sct_dash.records.values import Understood

_ROWS_NAMED = 6
_WITHOUT = {
    "implemented_on": "no column says when an action was implemented, so no row earns points",
    "last_active": "no column says when help ended, so no points lapse",
}
_MAY_SAY = {
    "implemented_on": "which actions were implemented",
    "last_active": "which help ended",
    "mentor_documented": "which mentors documented their part",
    "mentee_documented": "which mentees documented their part",
}
"""What a column that is not read may leave unsaid."""
_NEVER_IMPLEMENTED = "no row says when its action was implemented, so none earns points"


def about(
    mapped: Mapped, presentations: Collection[int], records: Sequence[Record], waiting: Sequence[Quarantined] = ()
) -> list[Note]:
    """Everything that is told of a table and not of one row.

    Parameters
    ----------
    presentations
        The rows that plainly say "presentation".
    records
        What was accepted.
    waiting
        The rows that still ask.
    """
    return [
        *_rows_above(mapped.sheet, mapped.layout),
        *_columns(mapped),
        *_hidden_rows(mapped),
        *_presentations(mapped.layout, presentations),
        *_without_days(mapped, records, waiting),
    ]


def _rows_above(sheet: Sheet, layout: Layout) -> list[Note]:
    above = sum(1 for row in sheet.rows[: layout.row - layout.height] if any(map(shown, row)))
    text = f"{words.count(above, 'row')} above the header {'is' if above == 1 else 'are'} not read"
    return [Note(layout.row, "", text)] if above else []


def _hidden_rows(mapped: Mapped) -> list[Note]:
    """What a filter or a person hides is read like all else: nothing is left out silently, and nothing comes so."""
    rows = [str(number) for number, _ in mapped.rows if number - 1 in mapped.sheet.hidden_rows]
    if not rows:
        return []
    are = "is read too: row" if len(rows) == 1 else "are read too: rows"
    text = f"{words.count(len(rows), 'hidden row')} {are} {words.listing(rows, limit=_ROWS_NAMED)}"
    return [Note(mapped.layout.row, "", text)]


def _presentations(layout: Layout, rows: Collection[int]) -> list[Note]:
    """A plain "presentation" is taken for the form that counts, which the action page describes more closely."""
    if not rows or layout.canonical:
        return []
    told = tuple(dict.fromkeys(rows))
    where = words.count(len(told), "row")
    text = f"a presentation in {where} is taken as one with discussion, as action 8.5 asks"
    return [Note(layout.row, "support", text, UNUSUAL, told)]


def _without_days(mapped: Mapped, records: Sequence[Record], waiting: Sequence[Quarantined]) -> list[Note]:
    """What follows for the points from a column that is not there or says nothing, and that nobody said."""
    silent = [name for name in _WITHOUT if records and all(record[name] is None for record in records)]
    if mapped.layout.canonical:
        return []
    there = {name: mapped.places[name] for name in silent}
    notes = [Note(mapped.layout.row, name, _WITHOUT[name], UNUSUAL) for name in silent if not there[name]]
    if there.get("implemented_on") and not any(_may_be_implemented(mapped, row) for row in waiting):
        notes.append(Note(mapped.layout.row, "implemented_on", _NEVER_IMPLEMENTED, UNUSUAL))
    return notes


def _may_be_implemented(mapped: Mapped, row: Quarantined) -> bool:
    """Whether a row that still asks says when its action was implemented, or that it was."""
    said = mapped.given(row.cells, dict(row.decided)).get("implemented_on")
    if not (row.asks and said):
        return False
    meant = values.implemented(said)
    return not isinstance(meant, Understood) or meant.value is not None


def _columns(mapped: Mapped) -> list[Note]:
    """How the headers were read, and which columns were not."""
    layout, read_as = mapped.layout, mapped.mapping.fields
    notes = []
    for place in range(max(len(layout.headings), *(len(row) for _, row in mapped.rows))):
        header = layout.headings[place].header if place < len(layout.headings) else ""
        name = read_as[place] if place < len(read_as) else ""
        if name and header.strip().casefold() != name:
            called = f"the {'hidden ' if place in mapped.sheet.hidden else ''}column {header!r}"
            notes.append(Note(layout.row, name, f"{called} is read as {_read_as(mapped, place, name)}"))
        elif not name:
            notes += _not_read(mapped, place, header)
    missing = [column.name for column in COLUMNS if column.needed and not mapped.places[column.name]]
    return notes + [
        Note(layout.row, name, f"no column is read as {schema.label(name)}, so every row asks") for name in missing
    ]


def _read_as(mapped: Mapped, place: int, name: str) -> str:
    if place not in mapped.of_both_towns:
        return schema.label(name)
    return f"{words.listing(map(schema.label, FLAGS))}, as each cell names the towns that did (yes is both)"


def _not_read(mapped: Mapped, place: int, header: str) -> list[Note]:
    held = sum(1 for _, row in mapped.rows if place < len(row) and shown(row[place]))
    if not held:
        return []
    called = repr(header) if header else f"number {place + 1}, without a header,"
    kind = "hidden column" if place in mapped.sheet.hidden else "column"
    asked = mapped.layout.headings[place].options if place < len(mapped.layout.headings) else ()
    status = headers.tells_implementation(header) or asked == ("implemented_on",)
    may_be = ("implemented_on",) if status else asked if headers.may_say_done(header) else ()
    says = [said for name, said in _MAY_SAY.items() if name in may_be]
    may = f" and may say {words.listing(says, 'or')}" if says else ""
    text = f"the {kind} {called} is not read{may}; {words.count(held, 'cell')} in it"
    return [Note(mapped.layout.row, "", text, UNUSUAL if may else ABOUT_COLUMNS)]
