"""What the cells of a row mean, field by field; what cannot be understood asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sct_dash import actions, places, words
from sct_dash.records import documented, ended, headers, questions, schema, ticked, topics, values
from sct_dash.records.dates import Span
from sct_dash.records.ditto import is_ditto
from sct_dash.records.intake import checks, legend
from sct_dash.records.intake.found import Found, Record, say, write
from sct_dash.records.intake.mapped import Given, Mapped
from sct_dash.records.memory import Decision
from sct_dash.records.reading import ASSUMED, NAMED, NEVER_CALCULATED, ROUGHLY, UNUSUAL, WORDED, Fault, Note
from sct_dash.records.schema import COLUMNS, KINDS, NAMES, NEEDED
from sct_dash.records.sheets import Cell, shown
from sct_dash.records.values import Meaning, Unclear, Understood

# The year is read before the action, whose meaning depends on it.
_READING_ORDER = sorted(COLUMNS, key=lambda column: column.kind != "year")
_NOTED = 3
"""Actions that the notes of a row name, at most, where they are offered."""
_OF_ACTIONS = re.compile(r"\b(actions?|topics?|projects?|items?|sct)\b")
_OF_OTHERS = re.compile(r"\b(next|other|also|previous|past|old|former|future|planned|related)\b")
"""What a folded header says above the action that a town was helped with, and above another one."""
_ORDER = {name: place for place, name in enumerate(NAMES)}
_EMPTY: dict[str, object] = {"date": None, "flag": False, "year": schema.DEFAULT_YEAR}


class Above:
    """What the rows above say, for one that says "same" or leaves its mentor out."""

    def __init__(self) -> None:
        self._given: dict[str, tuple[Cell, ...]] = {}

    def keep(self, given: Given) -> None:
        """Keep what a row says; where it says the same again, that is what the row above it says."""
        said = ((name, given.get(name, ())) for name in NEEDED)
        self._given |= {name: cells for name, cells in said if cells and not is_ditto(values.text(cells))}

    def said(self, mapped: Mapped, name: str, row: Record) -> str:
        """What stands above in a field, as the text of a cell; '' where that is nothing or not understood."""
        meant = meaning(mapped, name, self._given[name], row, False) if name in self._given else Understood(None)
        value = meant.value if isinstance(meant, Understood) else None
        if isinstance(value, Span):
            value = value.first if value.exact else None
        return "" if value is None else write(name, value)


@dataclass(frozen=True)
class Known:
    """What was decided before about a (field, text), whatever the row.

    Attributes
    ----------
    everywhere
        What it is corrected to wherever it stands.
    suggested
        What it meant in other rows, for a person to confirm: a vague word may mean something else in this one.
    """

    everywhere: dict[tuple[str, str], Decision]
    suggested: dict[tuple[str, str], str]


def read(mapped: Mapped, found: Found, known: Known, above: Above) -> list[Fault]:
    """Fill in a record from its cells; what cannot be understood comes back.

    Parameters
    ----------
    known
        Of what was corrected before; one that is used becomes one of the decided texts.
    above
        What the rows above say.
    """
    row, given, decided = found.row, found.given, found.decided
    faults = []
    for column in _READING_ORDER:
        name = column.name
        cells = given.get(name)
        if cells is None:
            row[name] = _EMPTY.get(column.kind, "")
            if column.needed:
                faults.append(_missing(mapped, found, name, above))
            elif name == "last_active" and mapped.end.blank_asks and name not in decided:
                faults.append(_asked(found.number, name, "", ended.BLANK))
            continue
        at_its_end = (name, values.text(cells)) == ("implemented_on", ended.AT_ITS_END)
        if at_its_end and _asks_of_end(mapped, found):
            continue
        meant = _at_its_end(mapped, found) if at_its_end else meaning(mapped, name, cells, row, name in decided)
        said = (name, values.text(cells))
        if isinstance(meant, Unclear) and name not in decided and (before := known.everywhere.get(said)):
            decided[name] = before.text
            given[name] = cells = (before.text,)
            meant = meaning(mapped, name, cells, row, True)
        if isinstance(meant, Unclear) and name not in decided and (likely := known.suggested.get(said)):
            meant = replace(meant, suggestion=likely, options=tuple(dict.fromkeys((likely, *meant.options))))
        if isinstance(meant, Unclear) and meant.of_row:
            meant = _with_unread(mapped, _with_noted(meant, found), found)
        if isinstance(meant, Unclear):
            same = _ditto(mapped, found, name, above) if name in NEEDED else None
            faults.append(same or _neither(mapped, found, name) or _asked_of(found.number, name, cells, meant))
            continue
        _understood(found, name, column.kind, cells, meant)
    faults = [_with_its_end(mapped, _without_own_mentor(fault, row), found) for fault in faults]
    faults += checks.across(mapped, found)
    return sorted(faults, key=lambda fault: _ORDER[fault.column])


def meaning(mapped: Mapped, name: str, cells: tuple[Cell, ...], row: Record, decided: bool) -> Meaning:
    """What the cells of a field mean.

    Parameters
    ----------
    row
        What was understood so far: an action's meaning depends on its year.
    decided
        Whether a person gave them.
    """
    match KINDS[name]:
        case "place":
            return values.place(values.text(cells))
        case "action":
            year = row.get("programme_year", schema.DEFAULT_YEAR)
            return values.action(cells, year, mapped.zeros_lost and not decided, decided or mapped.layout.canonical)
        case "year":
            return values.year(cells[0])
        case "support":
            return legend.support(values.text(cells), mapped.codes)
        case "date":
            if name == "last_active" and (not decided or values.text(cells) == ended.NOT_KNOWN):
                return ended.meaning(cells, mapped.end, mapped.orders.get(name))
            if decided:
                return values.of_this_century(name, cells[0], values.day(name, cells[0]))
            order = mapped.orders.get(name)
            return values.implemented(cells, order) if name == "implemented_on" else values.day(name, cells[0], order)
        case "flag":
            return values.flag(cells[0], mapped.today)
        case "names":
            return values.names(values.text(cells), mapped.layout.canonical)
    return Understood(values.text(cells))


def never_calculated(mapped: Mapped, number: int, decided: dict[str, str], notes: list[Note]) -> list[Fault]:
    """A formula without a value is not an empty cell; only what is free text may be left out, and is told."""
    faults = []
    for name in mapped.formulas.get(number, ()):
        if name in decided:
            continue
        if KINDS[name] in ("text", "names"):
            notes.append(Note(number, name, NEVER_CALCULATED, ASSUMED))
        else:
            faults.append(Fault(number, name, "", NEVER_CALCULATED))
    return faults


def _missing(mapped: Mapped, found: Found, name: str, above: Above) -> Fault:
    """A mentor written once for several rows is offered for those below it, never suggested as right."""
    if name == "support" and mapped.ticks and name not in found.decided:
        return Fault(found.number, name, "", "no help is ticked; write which was given")
    town = above.said(mapped, name, found.row) if name == "mentor" and name not in found.decided else ""
    reason = f"must be filled in; the row above has {town}" if town else "must be filled in"
    return Fault(found.number, name, "", reason, options=(town,) if town else ())


def _with_noted(meant: Unclear, found: Found) -> Unclear:
    """What is asked about an action of which the row's notes may tell, with what they name first."""
    notes = values.text(found.given.get("notes", ()))
    noted = topics.named(notes, found.row.get("programme_year", schema.DEFAULT_YEAR))
    if not 0 < len(noted) <= _NOTED:
        return meant
    reason = f"{meant.reason}; the notes speak of {words.listing(noted)}"
    return replace(meant, reason=reason, options=tuple(dict.fromkeys((*noted, *meant.options))))


def _with_unread(mapped: Mapped, meant: Unclear, found: Found) -> Unclear:
    """What is asked about an action of which a cell that is not read may tell, with what that cell names first.

    Rows in which that cell says the same are one question.
    """
    year = found.row.get("programme_year", schema.DEFAULT_YEAR)
    options: list[str] = []
    likely = [meant.suggestion] if meant.suggestion else []
    reason = meant.reason
    for header, cell in mapped.unread(found.cells):
        named, sure = _named(mapped, header, cell, year)
        if named:
            options += named
            likely += named if sure else ("",)
            reason = f"{reason}; the column {header!r} says {shown(cell)!r}"
    if not options:
        return meant
    suggestion = likely[0] if len(set(likely)) == 1 else ""
    options = [*dict.fromkeys((*options, *meant.options))]
    return replace(meant, reason=reason, suggestion=suggestion, options=tuple(options), of_row=False)


def _named(mapped: Mapped, header: str, cell: Cell, year: int) -> tuple[tuple[str, ...], bool]:
    """The listed actions that a cell may name which is not read, and whether it surely names the one that is meant.

    A bare number under a header that says nothing of actions may be hours.
    """
    meant = values.action((cell,), year, mapped.zeros_lost)
    told = headers.fold(header)
    of_actions = bool(_OF_ACTIONS.search(told))
    if isinstance(meant, Unclear):
        return (meant.options if of_actions else ()), False
    number = str(meant.value)
    if not actions.is_listed(number, year) or not (of_actions or values.says_title((cell,), number, year)):
        return (), False
    return (number,), not _OF_OTHERS.search(told)


def _without_own_mentor(fault: Fault, row: Record) -> Fault:
    """A misspelled town cannot be the town that is at the other end of the mentorship."""
    end = {"mentor": "mentee", "mentee": "mentor"}.get(fault.column, "")
    other = row.get(end)
    if not other or fault.several or other not in fault.options:
        return fault
    left = [town for town in fault.options if town != other]
    village = len(left) == 1 and places.LIES_IN in fault.reason
    suggestion = left[0] if village else "" if fault.suggestion == other else fault.suggestion
    what, *how = fault.reason.split("; ", 1)
    untold = fault.partner or not fault.value
    reason = fault.reason if untold else "; ".join((what, f"{other} is the {end} already", *how))
    return replace(fault, reason=reason, suggestion=suggestion, options=tuple(left))


def _at_its_end(mapped: Mapped, found: Found) -> Meaning:
    """The day of implementation where somebody said that it was the last day of the row."""
    ended_on = found.row.get("last_active")
    if "last_active" in found.roughly or not isinstance(ended_on, date) or ended_on > mapped.today:
        return values.UNDATED
    return Understood(Span(ended_on, ended_on))


def _asks_of_end(mapped: Mapped, found: Found) -> bool:
    """Whether the last day of a row is asked about, and when it was implemented can wait for the answer."""
    if "last_active" not in found.row:
        return bool(mapped.places["last_active"])
    ended_on, started = found.row["last_active"], found.row.get("started")
    return isinstance(ended_on, date) and isinstance(started, date) and ended_on < started


def _with_its_end(mapped: Mapped, fault: Fault, found: Found) -> Fault:
    """What is done on a day that nobody gives may have been done when the help ended."""
    may_be = _asks_of_end(mapped, found) or isinstance(_at_its_end(mapped, found), Understood)
    return replace(fault, options=(ended.AT_ITS_END,)) if fault.question == questions.DONE_WHEN and may_be else fault


def _ditto(mapped: Mapped, found: Found, name: str, above: Above) -> Fault | None:
    """The fault of a cell that says "same": what stands above was probably meant, and a row may have come between."""
    text = values.text(found.given[name])
    if not is_ditto(text):
        return None
    likely = above.said(mapped, name, found.row)
    what = {"place": "town", "date": "day"}.get(KINDS[name], schema.label(name))
    reason = f"write the {what} in every row"
    return Fault(found.number, name, text, reason, likely, (likely,) if likely else (), of_row=not likely)


def _neither(mapped: Mapped, found: Found, name: str) -> Fault | None:
    """The fault of a cell that should say yes or no, named by its column where the field has several or is two."""
    if name in found.decided:
        return None
    if name in documented.FLAGS and mapped.of_both_towns:
        header = mapped.header(mapped.of_both_towns[0])
        meant = values.flag(found.given[name][0])
        reason = f"{meant.reason}, in the column {header!r}"
        return Fault(found.number, name, values.text(found.given[name]), reason, meant.suggestion, meant.options)
    help_ = mapped.help(found.cells) if name == "support" and mapped.ticks else None
    if not (help_ and help_.unsure):
        return None
    first = help_.unsure[0]
    said = "; ".join(f"{one.header}: {one.cell}" for one in help_.unsure)
    reason = f"{first.cell!r} under {first.header!r} is neither yes nor no; write which help was given"
    sure = tuple(dict.fromkeys((*help_.words, *help_.ticked)))
    without, all_of_it = "; ".join(sure), "; ".join(dict.fromkeys((*sure, *ticked.forms(first.header))))
    alone = len(help_.unsure) == 1 and len(help_.cells) == 1 + len(help_.words) + len(help_.ticked)
    options = tuple(filter(None, dict.fromkeys((without, all_of_it)))) if alone else ()
    return Fault(found.number, name, said, reason, "", options)


def _asked(number: int, name: str, text: str, unclear: Unclear) -> Fault:
    """The fault of a cell that asks."""
    return Fault(
        number, name, text, unclear.reason, unclear.suggestion, unclear.options, unclear.partner, unclear.several,
        question=unclear.question, of_row=unclear.of_row,
    )  # fmt: skip


def _asked_of(number: int, name: str, cells: Sequence[Cell], unclear: Unclear) -> Fault:
    """The fault of cells that ask; several are told apart."""
    texts = tuple(filter(None, map(shown, cells)))
    return replace(_asked(number, name, values.text(cells), unclear), cells=texts if len(texts) > 1 else ())


def _understood(found: Found, name: str, kind: str, cells: tuple[Cell, ...], meant: Understood) -> None:
    """Take a value in, and note where it was not said in the product's own words."""
    found.row[name] = meant.value
    if kind == "date" and meant.value is not None:
        day = found.row[name] = _chosen_day(name, meant.value, found.row)
        found.roughly |= set() if meant.value.exact else {name}
        if meant.note:
            note_kind = WORDED if meant.value.exact else ROUGHLY
            found.notes.append(Note(found.number, name, f"{meant.note} {_said_day(day, meant.value)}", note_kind))
    elif meant.note:
        note_kind = WORDED if name in found.decided else _kind_of_note(kind, meant, cells)
        found.notes.append(Note(found.number, name, meant.note, note_kind))


def _chosen_day(name: str, span: Span, row: Record) -> date:
    """The day of a span that never promises points: see `dates`."""
    if name == "implemented_on":
        return span.last
    started = row.get("started")
    inside = name == "last_active" and isinstance(started, date) and span.first < started <= span.last
    return started if inside else span.first


def _said_day(day: object, span: Span) -> str:
    if span.exact:
        return say(day)
    which = {span.first: "its first day", span.last: "its last day"}.get(day, "the day it started")
    return f"{say(day)}, {which}"


def _kind_of_note(kind: str, meant: Understood, cells: Sequence[Cell]) -> str:
    """Whether a cell was taken for another name, kept without being known, or only worded in another way."""
    if kind == "action" and meant.note.endswith((values.KEPT, values.OF_DRAFT)):
        return UNUSUAL
    if kind == "action" and meant.note.endswith(values.BY_TITLE):
        return ASSUMED
    said, town = values.text(cells), str(meant.value)
    if kind != "place" or town.casefold() in said.casefold() or places.is_own_name(said, town):
        return WORDED
    return NAMED
