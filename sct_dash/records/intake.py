"""A sheet, a mapping and a person's corrections in; accepted, merged and quarantined rows out.

Rows in = accepted + merged + quarantined, always, over every row below the header that is not blank. A row is
quarantined whole, never half-read; one that a person made into several records is still one row. Nothing here
remembers anything: the same three always give the same answer on the same day.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sct_dash import clock, words
from sct_dash.errors import UserError
from sct_dash.records import headers, schema, values
from sct_dash.records.corrections import EACH, NONE, Corrections, one_each
from sct_dash.records.dates import Span
from sct_dash.records.headers import JOINED, Heading, Layout, Mapping
from sct_dash.records.memory import NOTHING, Decision, Memory, row_key
from sct_dash.records.reading import (
    ASSUMED,
    CORRECTED,
    NAMED,
    NEVER_CALCULATED,
    NO_RECORD,
    REMEMBERED,
    WORDED,
    Applied,
    Fault,
    Note,
    Quarantined,
    Reading,
)
from sct_dash.records.reading import COLUMNS as ABOUT_COLUMNS
from sct_dash.records.schema import COLUMNS, KINDS, NAMES, NEEDED
from sct_dash.records.sheets import Cell, Sheet, shown
from sct_dash.records.support import says_discussion
from sct_dash.records.values import Meaning, Unclear, Understood

Record = dict[str, object]
Key = tuple[object, ...]
"""What makes two rows the same mentorship: mentor, mentee, action, programme year, start."""
Progress = Callable[[int, int], None]
"""Told now and then how many rows are done, and of how many."""

_TOLD_EVERY = 500
_MANY_COLUMNS = 3
"""Columns a table must have before a row with one cell in it is a note."""
_TOTAL = re.compile(
    r"\W*((grand |sub)?[ -]?totals?\b.{0,40}|(sum|count|average)\W*|(number|no\.?|#) of [\w ]{0,30}\W*\d*)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\W*(notes?|sources?|(last )?updated|prepared|legend|key|revised|draft|page \d+|continued)\b", re.IGNORECASE
)
_A_YEAR = timedelta(days=366)
_KEPT_ZERO = re.compile(r"\s*\d{1,2}\.\d0\s*", re.ASCII)
_OUR_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})?", re.ASCII)
_DITTO = frozenset({"same", "same as above", "ditto", "do", '"', "''", "〃", "as above", "”"})
# The year is read before the action, whose meaning depends on it.
_READING_ORDER = sorted(COLUMNS, key=lambda column: column.kind != "year")
_IDENTITY = ("mentor", "mentee", "action", "started")
"""Kinds whose cells mean the same in every row."""
_ORDER = {name: place for place, name in enumerate(NAMES)}
_EMPTY: dict[str, object] = {"date": None, "flag": False, "year": schema.DEFAULT_YEAR}


def take_in(
    name: str,
    sheet: Sheet,
    layout: Layout,
    mapping: Mapping,
    corrections: Corrections = NONE,
    on_progress: Progress | None = None,
    memory: Memory = NOTHING,
    today: date | None = None,
) -> Reading:
    """Turn a sheet into records.

    Parameters
    ----------
    name
        The file's name, for the report.
    sheet, layout
        The rows, and where their header is.
    mapping
        What each column is read as.
    corrections
        What a person decided about single rows.
    on_progress
        Called with the rows done and the rows there are.
    memory
        What was decided about the last sheet of this shape.
    today
        From which a day is far ahead; default today.

    Raises
    ------
    UserError
        When no column is the mentor or the mentee, two columns are the same field, or no row is below the header.
    """
    _check_mapping(name, layout, mapping)
    below = [(number, row) for number, row in enumerate(_filled_down(sheet, layout), start=1) if number > layout.row]
    formulas = _uncalculated(sheet, mapping)
    rows = [(number, row) for number, row in below if number in formulas or any(map(shown, row))]
    if not rows:
        raise UserError(f"{name}: has a header and no records below it.")
    zeros_lost = _zeros_lost(sheet, layout, mapping, rows)
    intake = _Intake(sheet, layout, mapping, corrections, zeros_lost, memory, formulas, today or clock.today())
    intake.tell_apart([row for _, row in rows])
    for done, (number, row) in enumerate(rows):
        if on_progress and done % _TOLD_EVERY == 0:
            on_progress(done, len(rows))
        intake.take(number, row)
    if on_progress:
        on_progress(len(rows), len(rows))
    accepted = intake.accepted.values()
    return Reading(
        name=name,
        rows_in=len(rows),
        records=schema.frame([row for _, row, _ in accepted]),
        merged=tuple(intake.merged),
        faults=tuple(fault for row in intake.quarantine for fault in row.faults),
        notes=(
            *_about_rows_above(sheet, layout),
            *_about_columns(layout, mapping, rows, sheet.hidden),
            *_about_presentations(layout, set(intake.presentations)),
            *intake.notes,
        ),
        quarantine=tuple(intake.quarantine),
        rows=tuple(number for number, _, _ in accepted),
        sheet=sheet.name,
        layout=layout,
        mapping=mapping,
        applied=tuple(intake.applied),
        aside_again=frozenset(intake.aside_again),
        back=tuple(intake.back),
    )


def _check_mapping(name: str, layout: Layout, mapping: Mapping) -> None:
    for column in NAMES:
        given = mapping.places(column)
        if len(given) > 1 and column not in JOINED:
            raise UserError(f"{name}: {len(given)} columns are read as {schema.label(column)}; choose one.")
    undecided = layout.questions if mapping == layout.mapping else ()
    for heading in undecided:
        if heading.doubled and not mapping.places(heading.options[0]):
            raise UserError(f"{name}: {heading.why}.")
    for column in ("mentor", "mentee"):
        if not mapping.places(column):
            asked = next((heading.why for heading in layout.questions if column in heading.options), "")
            hint = f"; {asked}" if asked else ""
            others = [other for other in NEEDED if other != column and not mapping.places(other)]
            too = f" No column says {words.listing(others, 'or')} either." if others else ""
            raise UserError(f"{name}: no column says who the {column} is{hint}; name one of them {column!r}.{too}")


def _filled_down(sheet: Sheet, layout: Layout) -> list[tuple[Cell, ...]]:
    """The rows, with a cell that was merged downwards standing in every row it covers."""
    downward = [(a, b) for a, b in sheet.merged if b[0] > a[0] >= layout.row and a[1] == b[1]]
    if not downward:
        return sheet.rows
    rows = [list(row) for row in sheet.rows]
    for (first, column), (last, _) in downward:
        for place in range(first + 1, min(last + 1, len(rows))):
            if column < len(rows[place]) and any(map(shown, rows[place])):
                rows[place][column] = rows[first][column]
    return [tuple(row) for row in rows]


def _zeros_lost(sheet: Sheet, layout: Layout, mapping: Mapping, rows: Sequence[tuple[int, Sequence[Cell]]]) -> bool:
    """Whether 3.1 in a text file may have been 3.10: it is not our own file, and no number shows a last zero.

    A spreadsheet drops the zero of a bare number only; one that has its title beside it in the cell is text to it.
    """
    if not sheet.text or _as_we_write(layout, rows):
        return False
    cells = (row[place] for _, row in rows for place in mapping.places("action") if place < len(row))
    return not any(isinstance(cell, str) and _KEPT_ZERO.fullmatch(cell) for cell in cells)


def _as_we_write(layout: Layout, rows: Sequence[tuple[int, Sequence[Cell]]]) -> bool:
    """Whether a file is as this product wrote it: all columns in their order, and every day as we write days.

    A spreadsheet that saves the file anew drops the last zero of 3.10, and writes the days in its own way.
    """
    if tuple(heading.header for heading in layout.headings) != NAMES:
        return False
    days = [place for place, column in enumerate(COLUMNS) if column.kind == "date"]
    cells = (shown(row[place]) for _, row in rows for place in days if place < len(row))
    return all(_OUR_DAY.fullmatch(cell) for cell in cells)


def _about_rows_above(sheet: Sheet, layout: Layout) -> list[Note]:
    above = sum(1 for row in sheet.rows[: layout.row - layout.height] if any(map(shown, row)))
    text = f"{words.count(above, 'row')} above the header {'is' if above == 1 else 'are'} not read"
    return [Note(layout.row, "", text)] if above else []


def _about_presentations(layout: Layout, rows: Collection[int]) -> list[Note]:
    """A plain "presentation" is taken for the form that counts, which the action page describes more closely."""
    if not rows or layout.canonical:
        return []
    where = words.count(len(rows), "row")
    text = f"'presentation' in {where} is taken to include a discussion with the town's board, as action 8.5 asks"
    return [Note(layout.row, "support", text, ASSUMED)]


def _about_columns(
    layout: Layout, mapping: Mapping, rows: Sequence[tuple[int, Sequence[Cell]]], hidden: frozenset[int]
) -> list[Note]:
    """How the headers were read, and which columns were not."""
    notes = []
    for place in range(max(len(layout.headings), *(len(row) for _, row in rows))):
        header = layout.headings[place].header if place < len(layout.headings) else ""
        read_as = mapping.fields[place] if place < len(mapping.fields) else ""
        if read_as and header.strip().casefold() != read_as:
            called = f"the {'hidden ' if place in hidden else ''}column {header!r}"
            notes.append(Note(layout.row, read_as, f"{called} is read as {schema.label(read_as)}"))
        elif not read_as:
            held = sum(1 for _, row in rows if place < len(row) and shown(row[place]))
            called = repr(header) if header else f"number {place + 1}, without a header,"
            if held:
                kind = "hidden column" if place in hidden else "column"
                status = headers.tells_implementation(header)
                may = " and may say which actions were implemented" if status else ""
                text = f"the {kind} {called} is not read{may}; {words.count(held, 'cell')} in it"
                notes.append(Note(layout.row, "", text, ASSUMED if status else ABOUT_COLUMNS))
    missing = [column.name for column in COLUMNS if column.needed and not mapping.places(column.name)]
    return notes + [
        Note(layout.row, name, f"no column is read as {schema.label(name)}, so every row asks") for name in missing
    ]


def _uncalculated(sheet: Sheet, mapping: Mapping) -> dict[int, tuple[str, ...]]:
    """The fields of each sheet row, from 1, that hold a formula without a value."""
    found: dict[int, tuple[str, ...]] = {}
    for row, place in sorted(sheet.uncalculated):
        if place < len(mapping.fields) and (name := mapping.fields[place]):
            found[row + 1] = tuple(dict.fromkeys((*found.get(row + 1, ()), name)))
    return found


@dataclass
class _Found:
    """A record as it is read from a row: its values, and the cells that they are from."""

    row: Record
    given: dict[str, tuple[Cell, ...]]

    @property
    def key(self) -> Key:
        return tuple(self.row[name] for name in ("mentor", "mentee", "action", "programme_year", "started"))

    @property
    def filled(self) -> set[str]:
        return {name for name in self.given if self.row[name] is not None}


@dataclass
class _Intake:
    """Takes row after row; what it has accepted so far decides whether a row is new, the same or at odds."""

    sheet: Sheet
    layout: Layout
    mapping: Mapping
    corrections: Corrections
    zeros_lost: bool
    memory: Memory
    formulas: dict[int, tuple[str, ...]]
    today: date
    accepted: dict[Key, tuple[int, Record, set[str]]] = field(default_factory=dict)
    merged: list[tuple[int, int]] = field(default_factory=list)
    quarantine: list[Quarantined] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    applied: list[Applied] = field(default_factory=list)
    aside_again: list[int] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    presentations: list[int] = field(default_factory=list)
    _holders: dict[str, Key] = field(default_factory=dict)
    _above: dict[str, str] = field(default_factory=dict)
    _alike: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._places = {name: self.mapping.places(name) for name in NAMES}
        self._decided = self.corrections.by_row()
        anew = self.corrections.anew
        known = [one for one in self.memory.cells if (one.field, one.value) not in anew]
        answers = {(one.field, one.value, one.text) for one in known}
        only = Counter((name, value) for name, value, _ in answers)
        self._everywhere = {
            (one.field, one.value): one for one in known if not one.row and only[one.field, one.value] == 1
        }
        self._for_rows: dict[str, list[Decision]] = {}
        for one in known:
            if one.row:
                self._for_rows.setdefault(one.row, []).append(one)
        self._aside = frozenset(self.memory.aside)
        self._unread_status = _unread_status(self.layout, self.mapping)

    def tell_apart(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Leave out of the memory what several rows of this sheet could be: it could be the one or the other."""
        if not (self.corrections.cells or self.memory.cells or self.memory.aside):
            return
        self._alike = Counter(map(self._mentorship, rows))
        self._for_rows = {key: known for key, known in self._for_rows.items() if self._alike[key] == 1}
        same = Counter(map(row_key, rows))
        self._aside = frozenset(key for key in self._aside if same[key] == 1)

    def take(self, number: int, cells: tuple[Cell, ...]) -> None:
        if back := number in self.corrections.anew_rows:
            self.back.append(row_key(cells))
        again = bool(self._aside) and not back and row_key(cells) in self._aside
        if again or number in self.corrections.set_aside:
            self.aside_again += [number] * again
            self.quarantine.append(Quarantined(number, cells, ()))
            return
        now = self._decided.get(number, {})
        decided = {**(self._as_last_time(cells) if self._for_rows else {}), **now}
        faults = [] if decided or number in self.formulas else self._no_record(number, cells)
        faults = faults or self._stray(number, cells)
        given = self._given(cells, decided)
        notes: list[Note] = []
        if not faults:
            found = []
            for texts in one_each(decided):
                one = _Found({}, self._given(cells, texts))
                faults += self._read(number, cells, one.given, texts, one.row, notes)
                found.append(one)
                decided = {**texts, **decided}
            never = self._never_calculated(number, decided, notes)
            asking = {fault.column for fault in never}
            faults = never + [fault for fault in faults if fault.value or fault.column not in asking]
            given = one.given if len(found) == 1 else given
            understood = found[0].row.keys() - {fault.column for fault in faults}
            self._tell_applied(number, cells, decided, now, found[0].row, understood, notes)
        if not faults:
            faults = self._keep(number, found, notes)
        for name in ("mentor", "mentee"):
            if text := values.text(given.get(name, ())):
                self._above[name] = text if isinstance(values.place(text), Understood) else ""
        if faults:
            asked = tuple(dict.fromkeys(faults))
            self.quarantine.append(Quarantined(number, cells, asked, tuple(decided.items())))
        else:
            self.notes += dict.fromkeys(notes)

    def _as_last_time(self, cells: tuple[Cell, ...]) -> dict[str, str]:
        """What was decided for the fields of this very mentorship, where the cells still say the same."""
        known = self._for_rows.get(self._mentorship(cells), ())
        return {one.field: one.text for one in known if self._said(one.field, cells) == one.value}

    def _mentorship(self, cells: tuple[Cell, ...]) -> str:
        """The key by which a row is known again, whatever was added to it: its needed cells as they stand."""
        return row_key([self._said(name, cells) for name in _IDENTITY])

    def _said(self, name: str, cells: tuple[Cell, ...]) -> str:
        return values.text([cells[place] for place in self._places[name] if place < len(cells)])

    def _tell_applied(
        self,
        number: int,
        cells: tuple[Cell, ...],
        decided: dict[str, str],
        now: dict[str, str],
        row: Record,
        understood: Collection[str],
        notes: list[Note],
    ) -> None:
        """Note the corrections of a row; one that was understood is remembered, as widely as it holds."""
        for name, text in decided.items():
            said, value = self._said(name, cells), schema.said(name, text) if name in row else text
            if EACH in text:
                again = "" if name in now else ", as last time"
                made = (
                    f"made into {words.count(len(text.split(EACH)), 'record')}, for {words.listing(text.split(EACH))}"
                )
                notes.append(Note(number, name, f"{said!r} {made}{again}", CORRECTED if name in now else REMEMBERED))
            elif name in now:
                notes.append(Note(number, name, f"corrected to {value!r}", CORRECTED))
            else:
                notes.append(Note(number, name, f"{said!r} corrected to {value!r}, as last time", REMEMBERED))
            if name not in understood:
                continue
            key = "" if self._holds_everywhere(name, text, cells, row) else self._mentorship(cells)
            if self._alike[key] <= 1:
                self.applied.append(Applied(number, Decision(name, said, text, key), name not in now))

    def _holds_everywhere(self, name: str, text: str, cells: tuple[Cell, ...], row: Record) -> bool:
        """Whether a correction is of the cell itself, such as a misspelled town, and not of what this row means."""
        filled = tuple(cells[place] for place in self._places[name] if place < len(cells) and shown(cells[place]))
        said = values.text(filled)
        if not filled or said.casefold().strip(" .") in _DITTO:
            return False
        meaning = self._meaning(name, KINDS[name], filled, row, False)
        if not isinstance(meaning, Unclear) or meaning.partner or meaning.several:
            return False
        return KINDS[name] == "place" and text == meaning.suggestion and not said.endswith("?")

    def _given(self, cells: tuple[Cell, ...], decided: dict[str, str]) -> dict[str, tuple[Cell, ...]]:
        """The filled cells of each field; a correction stands in place of them all."""
        given = {}
        for name, places in self._places.items():
            if name in decided:
                filled: tuple[Cell, ...] = (decided[name],) if decided[name].strip() else ()
            elif name == "notes":
                filled = self._labelled(cells)
            else:
                filled = tuple(cells[place] for place in places if place < len(cells) and shown(cells[place]))
            if filled:
                given[name] = filled
        return given

    def _stray(self, number: int, cells: tuple[Cell, ...]) -> list[Fault]:
        """In a text file a cell beyond the last header shows that a comma too many has moved the others."""
        beyond = [shown(cell) for cell in cells[len(self.layout.headings) :] if shown(cell)] if self.sheet.text else []
        return [Fault(number, "", beyond[0], "stands to the right of the last column")] if beyond else []

    def _no_record(self, number: int, cells: tuple[Cell, ...]) -> list[Fault]:
        """Totals, notes and repeated headers, which are quarantined as what they are."""
        texts = [text for text in map(shown, cells) if text]
        said = " | ".join(texts)
        if headers.repeats(self.layout.headings, cells):
            return [Fault(number, "", said, f"repeats the header, {NO_RECORD}")]
        if all(self._is_place(name, cells) for name in ("mentor", "mentee")):
            return []
        if any(_TOTAL.fullmatch(text) for text in texts):
            return [Fault(number, "", said, f"is a total, {NO_RECORD}")]
        columns = sum(1 for name in self.mapping.fields if name)
        alone = len(texts) == 1 and columns >= _MANY_COLUMNS
        if alone and not any(self._is_place(name, cells) for name in ("mentor", "mentee")):
            return [Fault(number, "", said, f"is a note, {NO_RECORD}")]
        if len(texts) < _MANY_COLUMNS <= columns and _NOTE.match(texts[0]):
            return [Fault(number, "", said, f"is a note, {NO_RECORD}")]
        return []

    def _is_place(self, name: str, cells: tuple[Cell, ...]) -> bool:
        text = values.text([cells[place] for place in self._places[name] if place < len(cells)])
        return bool(text) and isinstance(values.place(text), Understood)

    def _read(
        self,
        number: int,
        sheet_cells: tuple[Cell, ...],
        given: dict[str, tuple[Cell, ...]],
        decided: dict[str, str],
        row: Record,
        notes: list[Note],
    ) -> list[Fault]:
        """Fill in a record from its cells; what cannot be understood comes back."""
        faults = []
        for column in _READING_ORDER:
            name = column.name
            cells = given.get(name)
            if cells is None:
                row[name] = _EMPTY.get(column.kind, "")
                if column.needed:
                    # A mentor written once for several rows is offered for those below it, never suggested as right.
                    above = self._above.get(name, "") if name == "mentor" and name not in decided else ""
                    reason = f"must be filled in; the row above has {above}" if above else "must be filled in"
                    faults.append(Fault(number, name, "", reason, options=(above,) if above else ()))
                continue
            meaning = self._meaning(name, column.kind, cells, row, name in decided)
            known = self._everywhere.get((name, values.text(cells))) if name not in decided else None
            if isinstance(meaning, Unclear) and known:
                decided[name] = known.text
                given[name] = cells = (known.text,)
                meaning = self._meaning(name, column.kind, cells, row, True)
            if isinstance(meaning, Unclear):
                faults.append(self._asked(number, name, values.text(cells), meaning))
                continue
            row[name] = meaning.value
            if column.kind == "date" and meaning.value is not None:
                row[name] = _chosen_day(name, meaning.value, row)
                if meaning.note:
                    kind = WORDED if meaning.value.exact else ASSUMED
                    notes.append(Note(number, name, f"{meaning.note} {_said_day(row[name], meaning.value)}", kind))
            elif meaning.note:
                notes.append(Note(number, name, meaning.note, _kind_of_note(column.kind, meaning, cells)))
        if row.get("implemented_on", "") is None and "implemented_on" not in decided:
            faults += self._done_elsewhere(number, sheet_cells)
        faults += self._contradictions(number, row, given, notes)
        faults += self._far_ahead(number, row, given, decided, notes)
        faults += self._zero_lost(number, row)
        if not faults and "presentation" in str(row["support"]) and not says_discussion(values.text(given["support"])):
            self.presentations.append(number)
        return sorted(faults, key=lambda fault: _ORDER[fault.column])

    def _meaning(self, name: str, kind: str, cells: tuple[Cell, ...], row: Record, decided: bool) -> Meaning:
        match kind:
            case "place":
                return values.place(values.text(cells))
            case "action":
                year = row.get("programme_year", schema.DEFAULT_YEAR)
                return values.action(cells, year, self.zeros_lost and not decided)
            case "year":
                return values.year(cells[0])
            case "support":
                return values.support(values.text(cells))
            case "date":
                return values.implemented(cells) if name == "implemented_on" else values.day(name, cells[0])
            case "flag":
                return values.flag(cells[0])
            case "names":
                return values.names(values.text(cells))
        return Understood(values.text(cells))

    def _never_calculated(self, number: int, decided: dict[str, str], notes: list[Note]) -> list[Fault]:
        """A formula without a value is not an empty cell; only what is free text may be left out, and is told."""
        faults = []
        for name in self.formulas.get(number, ()):
            if name in decided:
                continue
            if KINDS[name] in ("text", "names"):
                notes.append(Note(number, name, NEVER_CALCULATED, ASSUMED))
            else:
                faults.append(Fault(number, name, "", NEVER_CALCULATED))
        return faults

    def _done_elsewhere(self, number: int, cells: tuple[Cell, ...]) -> list[Fault]:
        """A status that is not read must not make an action that was implemented one that was not."""
        for heading in self._unread_status:
            said = cells[heading.place] if heading.place < len(cells) else None
            if values.says_done(said):
                called = f"the column {heading.header!r}, which is not read,"
                reason = f"{called} says that the action was implemented; write the date"
                return [Fault(number, "implemented_on", shown(said), reason)]
        return []

    def _labelled(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The notes of a row; a column of another name that is kept there says its name: ``Contact: Ann``."""
        said = []
        for place in self._places["notes"]:
            if place < len(cells) and (text := shown(cells[place])):
                header = self.layout.headings[place].header if place < len(self.layout.headings) else ""
                said.append(text if headers.is_named(header, "notes") else f"{header}: {text}")
        return ("; ".join(said),) if said else ()

    def _asked(self, number: int, name: str, text: str, unclear: Unclear) -> Fault:
        """The fault of a cell that asks; where it says "same", the town above was probably meant."""
        if text.casefold().strip(" .") in _DITTO and (above := self._above.get(name, "")):
            return Fault(number, name, text, "write the town in every row", above, (above,))
        return Fault(
            number, name, text, unclear.reason, unclear.suggestion, unclear.options, unclear.partner, unclear.several
        )

    def _contradictions(
        self, number: int, row: Record, given: dict[str, tuple[Cell, ...]], notes: list[Note]
    ) -> list[Fault]:
        """What no single cell shows: a town mentoring itself, an end before the beginning, a number of an old list."""
        faults = []
        mentor, mentee, started = row.get("mentor"), row.get("mentee"), row.get("started")
        if mentor and mentor == mentee:
            faults.append(Fault(number, "mentee", values.text(given["mentee"]), f"{mentor} cannot be its own mentor"))
        if started is None:
            return faults
        for name in ("last_active", "implemented_on"):
            if row.get(name) is not None and row[name] < started:
                reason = f"is before the mentorship started, {words.day(started)}"
                faults.append(Fault(number, name, values.text(given[name]), reason))
        if "programme_year" not in given and row.get("action") and started.year < values.NEW_NUMBERS:
            faults += self._which_list(number, row, given, notes)
        return faults

    def _far_ahead(
        self,
        number: int,
        row: Record,
        given: dict[str, tuple[Cell, ...]],
        decided: dict[str, str],
        notes: list[Note],
    ) -> list[Fault]:
        """A start or an implementation more than a year from today asks; what a person said or we wrote is told."""
        faults = []
        for name in ("started", "implemented_on"):
            day = row.get(name)
            if not isinstance(day, date) or day - self.today <= _A_YEAR or name in decided:
                continue
            reason = f"{words.day(day)} is more than a year from now; check the year"
            if self.layout.canonical:
                notes.append(Note(number, name, reason, ASSUMED))
            else:
                faults.append(Fault(number, name, values.text(given[name]), reason, "", (day.isoformat(),)))
        return faults

    def _zero_lost(self, number: int, row: Record) -> list[Fault]:
        """Our own file, saved anew: the record's name, made of its facts, still tells that 3.1 was 3.10."""
        said, zeroed = row.get("action"), f"{row.get('action')}0"
        if not (self.sheet.text and self.layout.canonical and isinstance(said, str) and said[-2:-1] == "."):
            return []
        facts = (row.get("mentor"), row.get("mentee"), zeroed, row.get("programme_year"), row.get("started"))
        if row["record_id"] != schema.made_id(facts):
            return []
        return [Fault(number, "action", said, values.may_have_been(said, zeroed), zeroed, (zeroed, said))]

    def _which_list(
        self, number: int, row: Record, given: dict[str, tuple[Cell, ...]], notes: list[Note]
    ) -> list[Fault]:
        """An action number from before 2021 may be another action's; our own files mean the default year."""
        began, action = row["started"].year, row["action"]
        if values.says_title(given["action"], action, schema.DEFAULT_YEAR):
            return []
        if self.layout.canonical:
            text = f"empty, so {action} is of the list of {schema.DEFAULT_YEAR}; in {began} it was another action"
            notes.append(Note(number, "programme_year", text, ASSUMED))
            return []
        reason = (
            f"started in {began}, and all action numbers changed in {values.NEW_NUMBERS}; "
            f"say from which year's list {action} is"
        )
        options = (str(schema.DEFAULT_YEAR), *([str(began)] if began >= values.FIRST_YEAR else []))
        return [Fault(number, "programme_year", "", reason, "", options)]

    def _keep(self, number: int, found: list["_Found"], notes: list[Note]) -> list[Fault]:
        """Accept the records of a row or merge them into earlier ones; the faults when any can be neither.

        A row counts as merged when nothing of it became a record of its own.
        """
        for one in found[1:]:
            # A row that is made into several has one name for them, which the first keeps.
            one.row["record_id"] = ""
            one.given.pop("record_id", None)
        if faults := [fault for one in found if (fault := self._clash(number, one))]:
            return faults
        # Two names of one town are one record.
        distinct = {one.key: one for one in reversed(found)}
        into = [self._accept(number, one) for one in found if distinct[one.key] is one]
        if all(into):
            self.merged.append((number, into[0]))
        else:
            notes += [
                Note(number, "", f"one of its records says the same as row {earlier} and was merged into it", "merged")
                for earlier in into
                if earlier
            ]
        return []

    def _clash(self, number: int, one: "_Found") -> Fault | None:
        """Why a record can neither be accepted nor merged; None when it can."""
        holder = self._holders.get(str(one.row["record_id"]))
        if "record_id" in one.filled and holder not in (None, one.key):
            reason = f"row {self.accepted[holder][0]} has this record id already; every record needs its own"
            return Fault(number, "record_id", str(one.row["record_id"]), reason)
        if one.key not in self.accepted:
            return None
        earlier_number, earlier, earlier_filled = self.accepted[one.key]
        for name in NAMES:
            if name in one.filled & earlier_filled and one.row[name] != earlier[name]:
                reason = f"row {earlier_number} is the same mentorship and has {_say(earlier[name])!r} here"
                return Fault(number, name, values.text(one.given[name]), reason)
        return None

    def _accept(self, number: int, one: "_Found") -> int:
        """Take a record in; returns the row into which it was merged, 0 when it is new."""
        earlier_number = 0
        if one.key in self.accepted:
            earlier_number = self._merge(one)
        else:
            one.row["record_id"] = one.row["record_id"] or self._free_id(one.key)
            self.accepted[one.key] = (number, one.row, one.filled)
        self._holders[str(self.accepted[one.key][1]["record_id"])] = one.key
        return earlier_number

    def _merge(self, one: "_Found") -> int:
        earlier_number, earlier, earlier_filled = self.accepted[one.key]
        new = one.filled - earlier_filled
        if "record_id" in new:
            del self._holders[str(earlier["record_id"])]
        earlier |= {name: one.row[name] for name in new}
        earlier_filled |= new
        return earlier_number

    def _free_id(self, key: Key) -> str:
        """A made name; another than usual where a row already bears the usual one."""
        made = schema.made_id(key)
        while made in self._holders:
            made = schema.made_id((*key, made))
        return made


def _unread_status(layout: Layout, mapping: Mapping) -> tuple[Heading, ...]:
    """The columns that may say what was implemented and are not read, whoever decided that."""
    unread = zip(layout.headings, mapping.fields, strict=False)
    return tuple(h for h, field in unread if not field and headers.tells_implementation(h.header))


def _chosen_day(name: str, span: Span, row: Record) -> date:
    """The day of a span that never promises points: see `dates`."""
    if name == "implemented_on":
        return span.last
    started = row.get("started")
    inside = name == "last_active" and isinstance(started, date) and span.first < started <= span.last
    return started if inside else span.first


def _said_day(day: object, span: Span) -> str:
    if span.exact:
        return _say(day)
    which = {span.first: "its first day", span.last: "its last day"}.get(day, "the day it started")
    return f"{_say(day)}, {which}"


def _kind_of_note(kind: str, meaning: Understood, cells: Sequence[Cell]) -> str:
    """Whether a cell was taken for another name, kept without being known, or only worded in another way."""
    if kind == "action" and meaning.note.endswith(values.KEPT):
        return ASSUMED
    other_name = kind == "place" and str(meaning.value).casefold() not in values.text(cells).casefold()
    return NAMED if other_name else WORDED


def _say(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return words.day(value) if isinstance(value, date) else str(value)
