"""What became of a file: its records, what was merged, what is quarantined and why, how cells were understood."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sct_dash import places, words
from sct_dash.records import schema
from sct_dash.records.corrections import Correction
from sct_dash.records.headers import Layout, Mapping
from sct_dash.records.memory import Decision
from sct_dash.records.sheets import Cell

NO_RECORD = "not a record"
"""How the reason ends for a row that is a total, a note or a repeated header: it stays out and asks nothing."""
MAY_BE_RECORD = "and may be a record"
"""How the reason ends for a row that looks like a total or a note and asks."""
_OWN_ANSWER = ("place", "action", "date")
"""The kinds of fields of which two empty cells have nothing in common."""
NEVER_CALCULATED = "holds a formula that was never calculated; open and save the file in a spreadsheet program"
"""The reason for a cell that is not as empty as it is read."""
UNUSUAL, ASSUMED, NAMED, REMEMBERED = "unusual", "assumed", "named", "remembered"
CORRECTED, ROUGHLY, COLUMNS, WORDED = "corrected", "roughly", "columns", "worded"
"""What a note is about: what may cost points or count twice; a number or a form that was assumed; a town by another
name; a decision of last time; one of now; a day told by its month or year alone; the table's columns and sheets; a
mere way of writing."""


@dataclass(frozen=True, slots=True)
class Rival:
    """An earlier row of the same mentorship that says something else in the same field.

    Attributes
    ----------
    row
        Its sheet row.
    theirs, own
        What it says and what the later row says, as the texts of corrections.
    mentorship
        Which it is: a row that is made into several may contradict others in each of them.
    """

    row: int
    theirs: str
    own: str
    mentorship: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one row, said so that the person who filled it in can put it right.

    Attributes
    ----------
    row
        The sheet's own row number, from 1.
    column, value
        The field's name and the cell as it stood.
    reason
        What is wrong, in plain words.
    suggestion
        What was probably meant; empty when nobody can tell. Never applied by itself.
    options
        Everything that may be meant, the likeliest first.
    partner
        The organization that stands where a town should; it is a partner once the town is named.
    several
        Whether the cell names all the options, so that the row may be made into a record for each.
    rival
        The earlier row that it contradicts: either of them may be right.
    against
        The field of the same row that it contradicts, which may be the wrong one.
    question
        What makes it one question with others of its field, whatever their cells say. Its options, where it has any,
        are this cell's own.
    of_row
        Whether what is meant is of its row and not of the cell, so that each row asks for itself.
    cells
        The texts of its cells where it has several: a number and its title.
    """

    row: int
    column: str
    value: str
    reason: str
    suggestion: str = ""
    options: tuple[str, ...] = ()
    partner: str = ""
    several: bool = False
    rival: Rival | None = None
    against: str = ""
    question: str = ""
    of_row: bool = False
    cells: tuple[str, ...] = ()

    @property
    def is_no_record(self) -> bool:
        """Whether the row is no record at all."""
        return self.reason.endswith(NO_RECORD)

    @property
    def each_cell(self) -> tuple[str, ...]:
        """The texts of its cells, of which there mostly is one."""
        return self.cells or (self.value,)

    def __str__(self) -> str:
        hint = f" Did you mean {self.suggestion}?" if self.suggestion else ""
        where = f"Row {self.row}, {schema.label(self.column)}" if self.column else f"Row {self.row}"
        return f"{where}: {words.listing(map(repr, self.each_cell))}: {self.reason}.{hint}"


@dataclass(frozen=True, slots=True)
class Note:
    """How a cell was understood that did not say it in the product's own words.

    Attributes
    ----------
    row
        The sheet's own row number, from 1; the header's for what is told of several rows together.
    column, text
        The field's name, and how it was understood.
    kind
        One of those above.
    rows
        The rows that are told of together.
    """

    row: int
    column: str
    text: str
    kind: str = COLUMNS
    rows: tuple[int, ...] = ()

    def __str__(self) -> str:
        where = f"Row {self.row}, {schema.label(self.column)}" if self.column else f"Row {self.row}"
        return f"{where}: {self.text}."


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction that was applied to a row, now or as last time.

    Attributes
    ----------
    lasting
        Whether it is to be remembered: not where several rows could be the one that it is of.
    said
        What the row said of the field before, as it would have been kept.
    """

    row: int
    decision: Decision
    again: bool
    lasting: bool = True
    said: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One question about one or more rows.

    Attributes
    ----------
    faults
        One a row.
    each_its_own
        Whether they are one question though their cells differ: one answer gives each one of its own options, where
        it has any, or the same text.
    """

    faults: tuple[Fault, ...]
    each_its_own: bool = False

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(fault.row for fault in self.faults)

    @property
    def name(self) -> str:
        """What tells it from the others of its reading."""
        fault = self.faults[0]
        if self.each_its_own:
            return f"{fault.column}|{fault.question}"
        row = str(fault.row) if (fault.of_row or not fault.value) and len(self.faults) == 1 else ""
        return "|".join((fault.column, fault.value, fault.reason, *fault.options, row))

    @property
    def said(self) -> dict[int, str]:
        """What each row says of which only one can be right, as the texts of corrections; empty for other problems."""
        rivals = [fault.rival for fault in self.faults if fault.rival]
        own = {fault.row: fault.rival.own for fault in self.faults if fault.rival}
        return {rival.row: rival.theirs for rival in rivals} | own

    def answered(self, text: str) -> tuple[Correction, ...]:
        """The corrections that put `text` in every cell; of rows at odds only in those that say something else."""
        rows = [row for row, own in self.said.items() if own != text] if self.said else self.rows
        return tuple(Correction(row, self.faults[0].column, text) for row in rows)

    def chosen(self, place: int) -> tuple[Correction, ...]:
        """The corrections that give every cell the one of its own options that stands at `place`, or its only one.

        A cell without options is left as it is.
        """
        given = ((f, f.options[place if len(f.options) > 1 else 0]) for f in self.faults if f.options)
        return tuple(Correction(fault.row, fault.column, text) for fault, text in given)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row that did not become a record.

    Attributes
    ----------
    row
        The sheet's own row number, from 1.
    cells
        As they stood.
    faults
        Everything wrong with it; none when a person set it aside.
    decided
        The (field, text) that stand in place of its cells by now.
    understood
        For each record that it would be, what of the mentorship is certain: (field, text as in a record).
    """

    row: int
    cells: tuple[Cell, ...]
    faults: tuple[Fault, ...]
    decided: tuple[tuple[str, str], ...] = ()
    understood: tuple[tuple[tuple[str, str], ...], ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything about it is to be decided."""
        return any(not fault.is_no_record for fault in self.faults)


@dataclass(frozen=True)
class Reading:
    """What became of a file.

    Attributes
    ----------
    records
        The accepted records, as `schema.frame` shapes them.
    merged
        For each row that said the same as an earlier one: (its row, the earlier row).
    faults, notes
        In the order of the rows.
    quarantine
        The rows behind the faults, and those that were set aside.
    rows
        The sheet row of each accepted record; a row that was made into several stands once for each.
    sheet
        The name of the sheet that was read.
    layout, mapping
        Where its table begins and what each column was read as.
    applied
        The corrections that were applied.
    aside_again
        The rows that were set aside as last time.
    back
        The keys of the rows that were to be read again.
    says
        The fields that its columns speak of: a record keeps what it has in the others.
    rough_starts
        The ``record_id`` of the accepted records whose start stands for a month, a season or a year, of which it is the
        first day: a record that knows the day itself is not to lose it.
    """

    name: str
    rows_in: int
    records: pd.DataFrame
    merged: tuple[tuple[int, int], ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    quarantine: tuple[Quarantined, ...]
    rows: tuple[int, ...]
    sheet: str
    layout: Layout
    mapping: Mapping
    applied: tuple[Applied, ...] = ()
    aside_again: frozenset[int] = frozenset()
    back: tuple[str, ...] = ()
    says: frozenset[str] = frozenset()
    rough_starts: frozenset[str] = frozenset()

    @property
    def accepted(self) -> int:
        """How many rows became records; a row that was made into several counts once."""
        return len(set(self.rows))

    @property
    def made_into_several(self) -> tuple[int, ...]:
        """The rows that became several records each."""
        return tuple(row for row, times in Counter(self.rows).items() if times > 1)

    @cached_property
    def cog(self) -> str:
        """The COG of most towns in the accepted records; '' where none has one."""
        towns = pd.concat([self.records["mentor"], self.records["mentee"]])
        cogs = towns.map(places.cog_of()).value_counts()
        return "" if cogs.empty else str(cogs.index[0])

    @property
    def quarantined(self) -> int:
        return len(self.quarantine)

    @property
    def no_records(self) -> tuple[Quarantined, ...]:
        """The quarantined rows that are totals, notes and repeated headers."""
        return tuple(row for row in self.quarantine if row.faults and not row.asks)

    @property
    def set_aside(self) -> tuple[Quarantined, ...]:
        """The quarantined rows that a person set aside, now or last time."""
        return tuple(row for row in self.quarantine if not row.faults)

    @property
    def to_look_at(self) -> int:
        """How many quarantined rows still ask."""
        return sum(row.asks for row in self.quarantine)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every question once, the one about most rows first."""
        gathered: dict[tuple[str, ...], list[Fault]] = {}
        for fault in self.faults:
            if not fault.is_no_record:
                has_column = bool(self.mapping.places(fault.column))
                gathered.setdefault(_question(fault, has_column), []).append(fault)
        found = (Problem(tuple(faults), bool(faults[0].question)) for faults in gathered.values())
        return tuple(sorted(found, key=lambda problem: -len(problem.faults)))


def _question(fault: Fault, has_column: bool) -> tuple[str, ...]:
    """What makes two faults one question: the same cell, the same kind of date in a column, or being at odds."""
    if fault.rival:
        return fault.column, str(fault.rival.row), fault.rival.mentorship
    if fault.question:
        return fault.column, fault.question
    if fault.of_row or (has_column and not fault.value and schema.KINDS.get(fault.column) in _OWN_ANSWER):
        return fault.column, "", str(fault.row)
    # Two rows may hold the same misspelled town, of which the other town of one row leaves less to choose.
    return (fault.column, fault.value, fault.reason, *fault.options)
