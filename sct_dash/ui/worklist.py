"""The rows that could not be read for certain, as a list to work through."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date

import streamlit as st

from sct_dash import actions, words
from sct_dash.records import dates, schema
from sct_dash.records.corrections import EACH, Correction
from sct_dash.records.dates import Span
from sct_dash.records.readers import Fault, Reading
from sct_dash.records.reading import CORRECTED, NEVER_CALCULATED, NO_RECORD, REMEMBERED, Applied, Problem
from sct_dash.records.sheets import Cell, shown
from sct_dash.ui import answers, at_hand
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.text import plain

TOLD = (CORRECTED, REMEMBERED)
"""The kinds of notes that `decided` tells."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_VERBS = frozenset("is has must gives says names seems does may lies holds stands".split())
"""What a reason begins with that goes on where the cell's text stops."""
_MORE = 50
"""Problems that one more click shows."""
_FEW = 4
"""So many more are shown at once and need no click."""
_ROWS_NAMED = 6
_EXAMPLES = 4
_LONGEST = 40
"""Letters of a cell that stand in a button."""


def fix(reading: Reading, at: AtHand, undecided: Collection[str] = ()) -> None:
    """Every problem once, with its suggestion, a place for the right answer, and the way to set its rows aside.

    Parameters
    ----------
    undecided
        Fields of which it is asked which column they are: till then their empty cells ask nothing.
    """
    if several := reading.made_into_several:
        made = sum(row in several for row in reading.rows)
        became = words.count(made, "record")
        st.caption(f"{words.count(len(several), 'row')} of the accepted became {became}, one for each town or action.")
    waiting = [problem for problem in reading.problems if _waits(problem, undecided)]
    if waiting:
        fields = words.listing((schema.label(name) for name in undecided), "or")
        rows = {row for problem in waiting for row in problem.rows}
        wait = words.count(len(rows), "row waits", "rows wait")
        st.caption(f"{wait} until it is chosen above which column is the {fields}.")
    problems = [problem for problem in _split(reading.problems, at) if not _waits(problem, undecided)]
    if not problems:
        return
    st.markdown(f"**{words.count(len(problems), 'problem')} to look at**")
    cards = _by_row(problems)
    shown = at.shown if len(cards) > at.shown + _FEW else len(cards)
    # An answered card makes way for the next, whose buttons rest a moment: see `frame`. Two names begin it anew.
    with st.container(key=f"questions-{at.decisions % 2}"):
        for card in cards[:shown]:
            with st.container(border=True, gap="small"):
                for problem in card:
                    first = problem.faults[0]
                    key = f"fix-{first.row}-{first.column}-{first.value}"[:80]
                    _problem(reading, problem, key, problem is card[0], problem is card[-1])
    left = len(cards) - shown
    if left > 0:
        more = min(left, _MORE)
        st.button(
            f"Show all {len(cards):,}" if more == left else f"Show {more} more of {left:,}",
            key="more_problems", on_click=at_hand.change, kwargs={"shown": at.shown + more},
        )  # fmt: skip


def _waits(problem: Problem, undecided: Collection[str]) -> bool:
    """Whether cells ask only because their column is not decided yet."""
    fault = problem.faults[0]
    return fault.column in undecided and not fault.value


def _by_row(problems: Sequence[Problem]) -> list[list[Problem]]:
    """What asks about one row alone stands together; each other problem is alone."""
    cards: dict[object, list[Problem]] = {}
    for problem in problems:
        rows = set(problem.rows)
        alone = len(rows) == 1 and not problem.faults[0].reason.endswith(NO_RECORD)
        cards.setdefault(problem.rows[0] if alone else problem.name, []).append(problem)
    return list(cards.values())


def _split(problems: Sequence[Problem], at: AtHand) -> list[Problem]:
    """The problems, row by row where that was asked for."""
    split: list[Problem] = []
    for problem in problems:
        if problem.name in at.one_by_one:
            split += [Problem((fault,)) for fault in problem.faults]
        else:
            split.append(problem)
    return split


def _problem(reading: Reading, problem: Problem, key: str, first: bool, last: bool) -> None:
    """A problem; the `first` of a card shows the row, the `last` sets it aside."""
    fault = problem.faults[0]
    if problem.each_its_own:
        _years(reading, problem, key, last)
    elif fault.reason.endswith(NO_RECORD):
        _no_records(problem, key)
    else:
        _cell(reading, problem, key, first, last)


def _cell(reading: Reading, problem: Problem, key: str, first: bool, last: bool) -> None:
    """One cell, or the same cell in several rows."""
    fault = problem.faults[0]
    st.markdown(f"**{plain(_cell_of(reading, fault.column, problem.rows))}:** {plain(_sentence(fault))}")
    if first:
        st.caption(plain(_whole_row(reading, fault.row)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if fault.several:
            _each_a_row(problem, key)
        for option in dict.fromkeys(text for text in (fault.suggestion, *fault.options) if text):
            likely = "primary" if option == fault.suggestion else "secondary"
            only = "Only " if fault.several else "Keep " if _keeps(fault, option) else ""
            say = plain(only + words.sentence(_said(fault.column, option)))
            st.button(say, key=f"{key}-{option}", on_click=_apply, args=(problem, option), type=likely)
        if fault.rival:
            _rivals(problem, key)
        if fault.partner:
            st.button("It is a partner", key=f"{key}-partner", on_click=_to_partners, args=(reading, problem))
        if fault.column:
            answers.ask(fault.column, problem.rows, f"{key}-text")
            if fault.against:
                hint = f"{words.sentence(schema.label(fault.against))} instead"
                answers.ask(fault.against, problem.rows, f"{key}-against", hint)
            said = fault.value or fault.reason == NEVER_CALCULATED
            if said and not fault.rival and fault.column not in schema.NEEDED:
                st.button("Leave it empty", key=f"{key}-empty", on_click=_apply, args=(problem, ""))
        if last:
            _aside_button(problem, key)
        _each_button(problem, key)


def _keeps(fault: Fault, option: str) -> bool:
    """Whether an option is an action that no list has, kept as it stands."""
    return fault.column == "action" and not actions.is_listed(option, schema.DEFAULT_YEAR)


def _rivals(problem: Problem, key: str) -> None:
    """Either of two rows may be right; the other one is corrected."""
    fault = problem.faults[0]
    theirs, own = (_short(_said(fault.column, text)) for text in (fault.rival.theirs, fault.rival.own))
    st.button(
        plain(f"As row {fault.rival.row}: {theirs}"), key=f"{key}-theirs", on_click=_apply,
        args=(problem, fault.rival.theirs),
    )  # fmt: skip
    own_row = Correction(fault.rival.row, fault.column, fault.rival.own)
    st.button(
        plain(f"As this row: {own}"), key=f"{key}-own", on_click=_correct, args=(own_row,),
        help=f"Row {fault.rival.row} is corrected.",
    )  # fmt: skip


def _short(text: str) -> str:
    text = words.sentence(" ".join(text.split()))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _each_a_row(problem: Problem, key: str) -> None:
    """The way to lose nothing of a cell that names several towns or actions: a record for each."""
    options = problem.faults[0].options
    rows = f"Make {len(options)} rows" + (" of each" if len(problem.faults) > 1 else "")
    st.button(rows, key=f"{key}-split", on_click=_apply, args=(problem, EACH.join(options)), type="primary")


def _each_button(problem: Problem, key: str) -> None:
    if len(problem.faults) > 1:
        st.button("Ask row by row", key=f"{key}-each", type="tertiary", on_click=_row_by_row, args=(problem,))


def _sentence(fault: Fault) -> str:
    """What is wrong with a cell, as a sentence that says the cell once."""
    reason = _reason(fault)
    value = _said(fault.column, fault.value) if schema.KINDS.get(fault.column) == "date" else fault.value
    value = f"'{' '.join(value.split())}'"
    if not fault.value:
        return f"{words.sentence(reason.replace('must be filled in', 'this is empty'))}."
    if fault.several and reason.startswith("names "):
        what = "actions" if fault.column == "action" else "towns"
        return f"{value} names {words.number(len(fault.options))} {what}."
    if reason.casefold().startswith(fault.value.casefold()) or not reason[:1].islower():
        return f"{words.sentence(reason)}."
    first, _, rest = reason.partition(" ")
    if first == "this":
        return f"{value} {rest}."
    return f"{value} {reason}." if first in _VERBS else f"{value}: {reason}."


def _reason(fault: Fault) -> str:
    """What is wrong; how it is to be written, and what it may be, only where that is not to be chosen."""
    chosen = schema.KINDS.get(fault.column) in ("place", "action", "support", "flag")
    plain_reason = fault.reason.replace("no Connecticut town has this name", "is no Connecticut town")
    return re.sub(r"; (write|it may be|choose|put it|a place) .*", "", plain_reason) if chosen else plain_reason


def _years(reading: Reading, problem: Problem, key: str, last: bool) -> None:
    """One question for a column's years of two digits."""
    field = problem.faults[0].column
    headers = [reading.layout.headings[place].header for place in reading.mapping.places(field)]
    years = sorted({match[0] for fault in problem.faults if (match := re.search(r"20\d\d", fault.suggestion))})
    meant = words.listing((f"{year[2:]} mean {year}" for year in years), limit=3)
    examples = [f"{f.value} is {_said(field, f.suggestion)}" for f in problem.faults[:_EXAMPLES]]
    st.markdown(f"**In {plain(repr(headers[0] if headers else schema.label(field)))}, does {meant}?**")
    st.caption(plain(f"{words.count(len(problem.faults), 'cell')}: {words.listing(examples)}"))
    with st.container(horizontal=True, vertical_alignment="center"):
        every = "Yes" if len(problem.faults) == 1 else f"Yes, in all {len(problem.faults):,} cells"
        st.button(every, key=f"{key}-years", type="primary", on_click=_settle, args=(problem,))
        if len(problem.faults) == 1:
            answers.ask(field, problem.rows, f"{key}-text")
        if last:
            _aside_button(problem, key)
        _each_button(problem, key)


def _no_records(problem: Problem, key: str) -> None:
    """Totals, notes and repeated headers, together."""
    number = len(problem.faults)
    st.markdown(f"**{words.count(number, 'row is no record', 'rows are no records')}**")
    lines = [f"Row {fault.row}: {fault.value} ({fault.reason.partition(', ')[0]})" for fault in problem.faults[:8]]
    st.caption("  \n".join(map(plain, lines)) + (f"  \nand {number - 8:,} more" if number > 8 else ""))
    _aside_button(problem, key, "primary")


def _aside_button(problem: Problem, key: str, kind: str = "tertiary") -> None:
    rows = problem.rows
    say = "Set aside" if len(set(rows)) == 1 else f"Set all {len(set(rows)):,} rows aside"
    st.button(say, key=f"{key}-aside", on_click=_set_aside, args=(rows,), type=kind)


def decided(reading: Reading) -> None:
    """What was decided, now and as last time, each with the way back."""
    now: dict[tuple[str, str, str], list[Applied]] = {}
    again: dict[tuple[str, str, str], list[Applied]] = {}
    for one in reading.applied:
        its = one.decision
        if one.again:
            again.setdefault(its.about, []).append(one)
        else:
            now.setdefault((its.field, its.value, its.text), []).append(one)
    aside = reading.set_aside
    if again:
        with st.expander(f"Corrected as last time: {len(again):,}", icon=":material/history:"):
            for about, ones in again.items():
                _corrected(ones, "Ask again", _ask_again, *about)
    if now:
        with st.expander(f"Corrected by you: {len(now):,}", icon=":material/edit:"):
            for (field, *_), ones in now.items():
                _corrected(ones, "Undo", _undo, field, tuple(one.row for one in ones))
    if aside:
        times = f", {words.of_them(len(reading.aside_again))} as last time" if reading.aside_again else ""
        with st.expander(f"{len(aside):,} set aside{times}", icon=":material/inventory_2:"):
            for row in aside[:100]:
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(plain(f"Row {row.row}: {_cells(row.cells)}"), width="content")
                    st.button("Bring it back", key=f"back-{row.row}", on_click=_back, args=(row.row,), type="tertiary")


def _corrected(ones: list[Applied], label: str, back: Callable[..., None], *args: object) -> None:
    """One correction with the rows that it was applied to, and its way back."""
    decision, rows = ones[0].decision, [one.row for one in ones]
    before, after = (_said(decision.field, cell) or "empty" for cell in (decision.value, decision.text))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(f"{_where(rows)}, {schema.label(decision.field)}: {before} is now {after}"), width="content")
        key = f"{label}-{decision.field}-{rows[0]}"
        st.button(label, key=key, on_click=back, args=args, type="tertiary")


def _cell_of(reading: Reading, field: str, rows: Sequence[int]) -> str:
    """Where to look in the sheet itself, by its own header and cells: ``Date started, F12``."""
    places = reading.mapping.places(field) if field else ()
    named = [(place, reading.layout.headings[place].header) for place in places if place < len(reading.layout.headings)]
    headers = words.listing(dict.fromkeys(header for _, header in named if header)) or schema.label(field)
    if not places:
        return f"{_where(rows)}, {headers}" if field else _where(rows)
    if len(places) > 1:
        return f"{headers}, {_where(rows)[0].lower()}{_where(rows)[1:]}"
    cells = words.listing((f"{_letters(places[0])}{row}" for row in rows), limit=_ROWS_NAMED)
    return f"{headers}, {cells}" if len(rows) == 1 else f"{headers}, {words.count(len(rows), 'row')} ({cells})"


def _letters(place: int) -> str:
    """A column as a spreadsheet calls it: 0 is A, 26 is AA."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _where(rows: Sequence[int]) -> str:
    if len(rows) == 1:
        return f"Row {rows[0]}"
    return f"{words.count(len(rows), 'row')} ({words.listing(map(str, rows), limit=_ROWS_NAMED)})"


def _said(field: str, text: str) -> str:
    """A cell or an answer as a person here says it."""
    kind = schema.KINDS.get(field)
    if EACH in text:
        return words.listing(text.split(EACH))
    if kind == "date" and _ISO.fullmatch(text) and isinstance(day := dates.span(text), Span):
        return f"{day.first.month}/{day.first.day}/{day.first.year}"
    if kind == "action" and text in actions.numbers(schema.DEFAULT_YEAR):
        return actions.label(text, schema.DEFAULT_YEAR)
    return schema.said(field, text) if kind == "support" else text


def _whole_row(reading: Reading, row: int) -> str:
    """The row as it stands in the sheet, so that nobody has to look it up."""
    cells = next(quarantined.cells for quarantined in reading.quarantine if quarantined.row == row)
    return _cells(cells)


def _cells(cells: Sequence[Cell]) -> str:
    days = (f"{cell.month}/{cell.day}/{cell.year}" if isinstance(cell, date) else shown(cell) for cell in cells)
    return " · ".join(text for text in days if text)


def _apply(problem: Problem, text: str) -> None:
    at_hand.decide(lambda known: known.plus(*(Correction(f.row, f.column, text) for f in problem.faults)))


def _correct(correction: Correction) -> None:
    at_hand.decide(lambda known: known.plus(correction))


def _settle(problem: Problem) -> None:
    at_hand.decide(lambda known: known.plus(*problem.settled()))


def _row_by_row(problem: Problem) -> None:
    at_hand.change(one_by_one=at_hand.now().one_by_one | {problem.name})


def _to_partners(reading: Reading, problem: Problem) -> None:
    moved = [one for fault in problem.faults for one in reading.moved_to_partners(fault)]
    at_hand.decide(lambda known: known.plus(*moved))


def _set_aside(rows: Sequence[int]) -> None:
    at_hand.decide(lambda known: known.without(*rows))


def _back(row: int) -> None:
    at_hand.decide(lambda known: known.back(row))


def _undo(field: str, rows: Sequence[int]) -> None:
    at_hand.decide(lambda known: known.undone(field, rows))


def _ask_again(*about: str) -> None:
    at_hand.decide(lambda known: known.asked_again(about))
