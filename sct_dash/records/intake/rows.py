"""A sheet, a mapping, a person's corrections and what is remembered in; accepted, merged and quarantined rows out.

Rows in = accepted + merged + quarantined, always, over every row below the header that is not blank. A row is
quarantined whole, never half-read; one that a person made into several records is still one row. What was decided
about the last sheet of this shape is given, never looked up or kept here: the same four always give the same answer
on the same day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sct_dash import clock, words
from sct_dash.errors import UserError
from sct_dash.records import documented, schema, values
from sct_dash.records.corrections import NONE, Corrections, one_each
from sct_dash.records.headers import JOINED, Layout, Mapping
from sct_dash.records.intake import fields, no_records, told
from sct_dash.records.intake.found import Found
from sct_dash.records.intake.last_time import LastTime
from sct_dash.records.intake.mapped import Mapped
from sct_dash.records.intake.merging import Accepted
from sct_dash.records.memory import NOTHING, Memory, row_key
from sct_dash.records.reading import NAMED, WORDED, Applied, Fault, Note, Quarantined, Reading
from sct_dash.records.schema import NAMES, NEEDED
from sct_dash.records.sheets import Row, Sheet
from sct_dash.records.support import says_discussion

Progress = Callable[[int, int], None]
"""Told now and then how many rows are done, and of how many."""
_TOLD_EVERY = 500


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
    mapped = Mapped(sheet, layout, mapping, today or clock.today())
    if not mapped.rows:
        raise UserError(f"{name}: has a header and no records below it.")
    intake = _Intake(mapped, corrections, LastTime(mapped, corrections, memory))
    for done, (number, row) in enumerate(mapped.rows):
        if on_progress and done % _TOLD_EVERY == 0:
            on_progress(done, len(mapped.rows))
        intake.take(number, row)
    if on_progress:
        on_progress(len(mapped.rows), len(mapped.rows))
    accepted = intake.accepted.records.values()
    records = [row for _, row, _ in accepted]
    return Reading(
        name=name,
        rows_in=len(mapped.rows),
        records=schema.frame(records),
        merged=tuple(intake.accepted.merged),
        faults=tuple(fault for row in intake.quarantine for fault in row.faults),
        notes=(*told.about(mapped, intake.presentations, records, intake.quarantine), *intake.notes),
        quarantine=tuple(intake.quarantine),
        rows=tuple(number for number, _, _ in accepted),
        sheet=sheet.name,
        layout=layout,
        mapping=mapping,
        applied=tuple(intake.applied),
        aside_again=frozenset(intake.aside_again),
        back=tuple(intake.back),
        rough_starts=intake.accepted.rough_starts,
        says=mapping.read.union(documented.FLAGS if mapped.of_both_towns else ()),
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


@dataclass
class _Intake:
    """Takes row after row."""

    mapped: Mapped
    corrections: Corrections
    last_time: LastTime
    accepted: Accepted = field(default_factory=Accepted)
    quarantine: list[Quarantined] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    applied: list[Applied] = field(default_factory=list)
    aside_again: list[int] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    presentations: list[int] = field(default_factory=list)
    _above: fields.Above = field(default_factory=fields.Above)

    def __post_init__(self) -> None:
        self._decided = self.corrections.by_row()

    def take(self, number: int, cells: Row) -> None:
        if back := number in self.corrections.anew_rows:
            self.back.append(row_key(cells))
        again = not back and self.last_time.set_aside(cells)
        if again or number in self.corrections.set_aside:
            self.aside_again += [number] * again
            self.quarantine.append(Quarantined(number, cells, ()))
            self._above.keep(self.mapped.given(cells, {}))
            return
        now = self._decided.get(number, {})
        decided = {**self.last_time.decided(number, cells), **now}
        faults = [] if decided or back else no_records.found(self.mapped, number, cells)
        faults = faults or no_records.stray(self.mapped, number, cells)
        given = self.mapped.given(cells, decided)
        notes: list[Note] = []
        found: list[Found] = []
        if not faults:
            faults, decided, found = self._read(number, cells, decided, now, notes)
            given = found[0].given if len(found) == 1 else given
        self._above.keep(given)
        if faults:
            asked = tuple(dict.fromkeys(faults))
            decided |= self.mapped.kept_partners(cells, decided)
            understood = tuple(one.certain(_asking(faults)) for one in found)
            self.quarantine.append(Quarantined(number, cells, asked, tuple(decided.items()), understood))
        else:
            self.notes += dict.fromkeys(notes)

    def _read(
        self, number: int, cells: Row, decided: dict[str, str], now: dict[str, str], notes: list[Note]
    ) -> tuple[list[Fault], dict[str, str], list[Found]]:
        """Read a row, as several records where a person said so, and accept it where it has no fault.

        Returns
        -------
        tuple
            Its faults, what was decided about it by now, and the records that it is, as far as they were read.
        """
        faults, found = [], []
        # Who names the town now is told in the same breath what becomes of the organization.
        kind = WORDED if now.keys() & {"mentor", "mentee"} else NAMED
        for organization in self.mapped.organizations(cells, decided):
            notes.append(Note(number, "partners", f"{organization!r} in place of a town is kept as a partner", kind))
        for text in self.mapped.kept_words(cells, decided):
            notes.append(Note(number, "support", f"{text!r} is kept in the notes", WORDED))
        for texts in one_each(decided):
            one = Found(number, cells, self.mapped.given(cells, texts), texts, notes)
            wrong = fields.read(self.mapped, one, self.last_time.known, self._above)
            if not wrong and self._says_presentation(one):
                self.presentations.append(number)
            faults += wrong
            found.append(one)
            decided = {**texts, **decided}
        never = fields.never_calculated(self.mapped, number, decided, notes)
        asking = {fault.column for fault in never}
        faults = never + [fault for fault in faults if fault.value or fault.column not in asking]
        first = found[0]
        understood = first.row.keys() - {fault.column for fault in faults}
        self.applied += self.last_time.tell(number, cells, decided, now, first.row, understood, notes)
        if faults:
            faults = faults + self.accepted.at_odds(found, {fault.column for fault in faults})
        else:
            faults = self.accepted.keep(number, found, notes)
            if not (faults or self.mapped.layout.canonical):
                notes += self.accepted.other_starts(number, found) + self.accepted.both_ways(number, found)
        return faults, decided, found

    def _says_presentation(self, one: Found) -> bool:
        if "support" in one.decided:
            return False
        return "presentation" in str(one.row["support"]) and not says_discussion(values.text(one.given["support"]))


def _asking(faults: Sequence[Fault]) -> set[str]:
    """The fields that are asked about, and those that may be wrong instead."""
    return {fault.column for fault in faults} | {fault.against for fault in faults}
