"""A sheet together with what its columns are read as: the cells of each field of a row."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sct_dash.records import documented, headers, ticked, values
from sct_dash.records.ditto import is_ditto
from sct_dash.records.ended import Asked, Column, marks_only_what_goes_on, says_whether
from sct_dash.records.header_days import OVER, says_end
from sct_dash.records.headers import Heading, Layout, Mapping
from sct_dash.records.intake import legend
from sct_dash.records.schema import COLUMNS, KINDS, NAMES, NEEDED
from sct_dash.records.sheets import Cell, Row, Sheet, shown
from sct_dash.records.values import Order, Unclear, Understood

Given = dict[str, tuple[Cell, ...]]
"""The filled cells of each field."""
NumberedRow = tuple[int, Row]
"""A row with its number in the sheet, from 1."""

_TELLING = ("action", "started", "last_active", "implemented_on")
"""What a record tells beside its towns, and a line of a legend does not."""
_HALF = 0.5
_MONTHS = 12
_KEPT_ZERO = re.compile(r"\s*\d{1,2}\.\d0\s*", re.ASCII)
_OUR_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})?", re.ASCII)


@dataclass(frozen=True, eq=False)
class Mapped:
    """A sheet and how it is read.

    Attributes
    ----------
    sheet, layout
        The rows, and where their header is.
    mapping
        What each column is read as.
    today
        From which a day is far ahead.
    """

    sheet: Sheet
    layout: Layout
    mapping: Mapping
    today: date

    @cached_property
    def rows(self) -> list[NumberedRow]:
        """Every row below the header that is not blank; a formula that was never calculated is something."""
        below = enumerate(_filled_down(self.sheet, self.layout), start=1)
        return [
            (number, row)
            for number, row in below
            if number > self.layout.row and (number in self.formulas or any(map(shown, row)))
        ]

    @cached_property
    def above(self) -> dict[tuple[int, str], str]:
        """What stands above each mark that says it again, as it stands there, by sheet row and field.

        A mentor that is left out is probably the one above as well.
        """
        found: dict[tuple[int, str], str] = {}
        last: dict[str, str] = {}
        for number, cells in self.rows:
            for name in NEEDED:
                said = self.said(name, cells)
                if is_ditto(said) or (name == "mentor" and not said):
                    found[number, name] = last.get(name, "")
                elif said:
                    last[name] = said
        return found

    @cached_property
    def last_record(self) -> int:
        """The last row, from 1, with a town and what the help was for or when it was; 0 for none."""
        names = self.places
        towns, others = {*names["mentor"], *names["mentee"]}, {p for name in _TELLING for p in names[name]}
        for number, cells in reversed(self.rows):
            filled = {place for place, cell in enumerate(cells) if shown(cell)}
            if filled & towns and filled & others:
                return number
        return 0

    @cached_property
    def codes(self) -> dict[str, str]:
        """What codes mean that are explained above the header or below the last record."""
        above = self.sheet.rows[: self.layout.row - self.layout.height]
        return legend.explained((*above, *self.sheet.rows[self.last_record :])) if self.last_record else {}

    @cached_property
    def formulas(self) -> dict[int, tuple[str, ...]]:
        """The fields of each sheet row, from 1, that hold a formula without a value."""
        found: dict[int, tuple[str, ...]] = {}
        for row, place in sorted(self.sheet.uncalculated):
            if place < len(self.mapping.fields) and (name := self.mapping.fields[place]):
                found[row + 1] = tuple(dict.fromkeys((*found.get(row + 1, ()), name)))
        return found

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """The columns of each field, from 0."""
        own = {name: self.mapping.places(name) for name in NAMES}
        return own | dict.fromkeys(documented.FLAGS, self.of_both_towns) if self.of_both_towns else own

    @cached_property
    def of_both_towns(self) -> tuple[int, ...]:
        """The one column, read as one of two flags, that tells of both towns whether they documented; else none."""
        found = [place for name in documented.FLAGS for place in self.mapping.places(name)]
        if len(found) != 1 or self.layout.canonical:
            return ()
        cells = (row[found[0]] for _, row in self.rows if found[0] < len(row))
        return tuple(found) if documented.of_both(cells) > _HALF else ()

    @cached_property
    def unread_status(self) -> tuple[Heading, ...]:
        """The columns that may say what was implemented and are not read, whoever decided that."""
        unread = zip(self.layout.headings, self.mapping.fields, strict=False)
        return tuple(h for h, name in unread if not name and headers.tells_implementation(h.header))

    def unread(self, cells: Row) -> tuple[tuple[str, Cell], ...]:
        """The filled cells of a row that are read as nothing, each with its header."""
        fields = self.mapping.fields
        unread = (place for place in range(len(cells)) if not (place < len(fields) and fields[place]))
        return tuple((self.header(place), cells[place]) for place in unread if shown(cells[place]))

    def status(self, cells: Row) -> tuple[str, ...]:
        """What a row says, in columns that are read or not, of whether its action was implemented."""
        where = (*self.places["implemented_on"], *(heading.place for heading in self.unread_status))
        return tuple(shown(cells[place]) for place in where if place < len(cells))

    @cached_property
    def zeros_lost(self) -> bool:
        """Whether 3.1 in a text file may have been 3.10: it is not our own file, and no number shows a last zero.

        A spreadsheet drops the zero of a bare number only; one that has its title beside it in the cell is text to it.
        """
        if not self.sheet.text or _as_we_write(self.layout, self.rows):
            return False
        cells = (row[place] for _, row in self.rows for place in self.places["action"] if place < len(row))
        return not any(isinstance(cell, str) and _KEPT_ZERO.fullmatch(cell) for cell in cells)

    @cached_property
    def orders(self) -> dict[str, Order]:
        """For each date field, whether it is asked if the day or the month comes first.

        A text such as ``31/7/24`` has the day first, and nobody knows what that says of the dates of its sheet. A
        column with such a text is asked about, and each other one where nothing can only have the month first; what
        is likelier there is counted in the column with the most such texts.
        """
        found = {name: self._order(name) for name, kind in KINDS.items() if kind == "date"}
        most = max(found.values(), key=lambda order: order.day_first)
        asked = {
            name: order if order.day_first else replace(most, stored=order.stored)
            for name, order in found.items()
            if order.day_first or (most.day_first and not order.month_first)
        }
        of_all = (sum(order.month_first for order in found.values()), sum(order.day_first for order in found.values()))
        return dict.fromkeys(found, Order(*of_all, stored=False, asked=False)) | asked

    def _order(self, name: str) -> Order:
        """How many dates of a field can only have been written with the month first, and with the day first.

        A spreadsheet stores every day that it can read, in the order that it is used to. Where it left texts that it
        could have read, it was not asked to read any; where it left only those that it could not, it read the others.
        """
        cells = [cell for _, row in self.rows for cell in self.filled(name, row)]
        read = [values.orders(name, cell) for cell in cells if isinstance(cell, str)]
        day_first = sum(one.month_first is None and one.day_first is not None for one in read)
        month_first = sum(one.day_first is None and one.month_first is not None for one in read)
        month_first += sum(isinstance(cell, date) and cell.day > _MONTHS for cell in cells)
        return Order(month_first, day_first, stored=day_first > 0 and not any(one.differ for one in read))

    def said(self, name: str, cells: Row) -> str:
        """What a row says of a field, as one text."""
        if name == "support" and self.ticks:
            return values.text(self.filled(name, cells))
        return values.text([cells[place] for place in self.places[name] if place < len(cells)])

    def told(self, name: str, cells: Row) -> str:
        """What a row says of a field as it is kept: a column that goes into the notes says its name there."""
        return values.text(self._labelled(cells)) if name == "notes" else self.said(name, cells)

    def filled(self, name: str, cells: Row) -> tuple[Cell, ...]:
        """The cells of a field that hold anything; of the last day one of each column, if any does: see `end`."""
        if name == "support" and self.ticks:
            return self.help(cells).cells
        if name == "last_active":
            beside = tuple(cells[place] if place < len(cells) else "" for place in self.places[name])
            return beside if any(map(shown, beside)) else ()
        return tuple(cells[place] for place in self.places[name] if place < len(cells) and shown(cells[place]))

    def help(self, cells: Row) -> ticked.Help:
        """What a row says of the help, where columns of yes and no tell each of one kind."""
        return ticked.help_of(self._told_of_help(cells))

    def _told_of_help(self, cells: Row) -> tuple[ticked.Told, ...]:
        texts = ((place, shown(cells[place])) for place in self.places["support"] if place < len(cells))
        return tuple(ticked.Told(self.header(place), text, place in self.ticks) for place, text in texts if text)

    def given(self, cells: Row, decided: dict[str, str]) -> Given:
        """The filled cells of each field; a correction stands in place of them all."""
        given = {}
        for name in self.places:
            if name in decided:
                filled: tuple[Cell, ...] = (decided[name],) if decided[name].strip() else ()
            elif name == "notes":
                filled = self._labelled(cells, decided)
            else:
                filled = self.filled(name, cells)
                if self.of_both_towns and name in documented.FLAGS:
                    ends = self._ends(cells, decided)
                    filled = tuple(documented.said_of(name, cell, ends) for cell in filled)
            if filled:
                given[name] = filled
        return given | {name: (text,) for name, text in self.kept_partners(cells, decided).items()}

    def _ends(self, cells: Row, decided: dict[str, str]) -> dict[str, str]:
        """Which end of its mentorship each town of a row is."""
        meant = ((end, values.place(decided.get(end) or self.said(end, cells))) for end in ("mentor", "mentee"))
        return {str(town.value): end for end, town in meant if isinstance(town, Understood)}

    @cached_property
    def ticks(self) -> frozenset[int]:
        """The columns of yes and no, or of hours, that are each a help of their own."""
        return frozenset(
            place
            for place in self.places["support"]
            if not headers.is_named(self.header(place), "support")
            and self._are_mostly(ticked.says(self.header(place)), place)
        )

    @cached_property
    def end(self) -> Asked:
        """What the columns of the last day ask: of yes and no whether the help goes on, or the day.

        In a column of days yes means nothing but that it is over, where the header speaks of an end: ``End date``.
        """
        columns, blank_asks = [], False
        for place in self.places["last_active"]:
            header = self.header(place)
            yes, _ = headers.going_on(header)
            if yes and self._are_mostly(says_whether, place):
                cells = (row[place] for _, row in self.rows if place < len(row))
                blank_asks = blank_asks or marks_only_what_goes_on(cells, yes)
            else:
                over = yes == OVER or says_end(headers.fold(header)) or "last_active" in headers.may_say_done(header)
                yes = OVER if over else ""
            columns.append(Column(yes, yes == OVER or not headers.is_contact(header)))
        return Asked(tuple(columns), blank_asks, self.today)

    def _are_mostly(self, says: Callable[[Cell], bool], place: int) -> bool:
        """Whether more than half of the filled cells of a column say a thing."""
        filled = [row[place] for _, row in self.rows if place < len(row) and shown(row[place])]
        return 2 * sum(map(says, filled)) > len(filled)

    def header(self, place: int) -> str:
        """What stands above a column; '' for one without a header."""
        return self.layout.headings[place].header if place < len(self.layout.headings) else ""

    def organizations(self, cells: Row, decided: Collection[str]) -> tuple[str, ...]:
        """The organizations that stand in place of towns which a person named."""
        meant = (values.place(self.said(name, cells)) for name in ("mentor", "mentee") if name in decided)
        return tuple(one.partner for one in meant if isinstance(one, Unclear) and one.partner)

    def kept_partners(self, cells: Row, decided: dict[str, str]) -> dict[str, str]:
        """The partners of a row with the organizations that stand in place of towns; empty where there are none."""
        found = self.organizations(cells, decided)
        if not found:
            return {}
        there = values.names(decided.get("partners", self.said("partners", cells)), self.layout.canonical)
        return {"partners": "; ".join(dict.fromkeys([*filter(None, str(there.value).split("; ")), *found]))}

    def kept_words(self, cells: Row, decided: dict[str, str]) -> tuple[str, ...]:
        """What a row says of the help beside the forms that it names, or that a person answered; for the notes."""
        if "notes" in decided:
            return ()
        if "support" in decided:
            return ticked.answered(self._told_of_help(cells))
        if self.ticks:
            return self.help(cells).kept
        texts = ((place, cells[place]) for place in self.places["support"] if place < len(cells))
        return tuple(
            ticked.labelled(self.header(place), text)
            for place, text in texts
            if isinstance(text, str) and ticked.names_and_says_more(text)
        )

    def _labelled(self, cells: Row, decided: dict[str, str] | None = None) -> tuple[Cell, ...]:
        """The notes of a row; a column of another name that is kept there says its name: ``Contact: Ann``."""
        said = []
        for place in self.places["notes"]:
            if place < len(cells) and (text := shown(cells[place])):
                header = self.header(place)
                said.append(text if headers.is_named(header, "notes") else f"{header}: {text}")
        said += self.kept_words(cells, decided or {})
        return ("; ".join(said),) if said else ()


def _filled_down(sheet: Sheet, layout: Layout) -> list[Row]:
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


def _as_we_write(layout: Layout, rows: Sequence[NumberedRow]) -> bool:
    """Whether a file is as this product wrote it: all columns in their order, and every day as we write days.

    A spreadsheet that saves the file anew drops the last zero of 3.10, and writes the days in its own way.
    """
    if tuple(heading.header for heading in layout.headings) != NAMES:
        return False
    days = [place for place, column in enumerate(COLUMNS) if column.kind == "date"]
    cells = (shown(row[place]) for _, row in rows for place in days if place < len(row))
    return all(_OUR_DAY.fullmatch(cell) for cell in cells)
