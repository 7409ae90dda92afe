"""The rows that could not be read for certain, as a list to work through."""

import re
from collections.abc import Sequence
from datetime import date

import streamlit as st

from sct_dash import actions, places, words
from sct_dash.records import dates, schema
from sct_dash.records.corrections import EACH, Correction
from sct_dash.records.dates import Span
from sct_dash.records.readers import Fault, Reading
from sct_dash.records.reading import CORRECTED, NEVER_CALCULATED, NO_RECORD, REMEMBERED, Applied, Problem
from sct_dash.records.sheets import Cell, shown
from sct_dash.rulebook import SUPPORT
from sct_dash.ui import at_hand
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.text import plain

TOLD = (CORRECTED, REMEMBERED)
"""The kinds of notes that `decided` tells."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MORE = 50
"""Problems that one more click shows."""
_ROWS_NAMED = 6
_EXAMPLES = 4


def fix(reading: Reading, at: AtHand) -> None:
    """Every problem once, with its suggestion, a place for the right answer, and the way to set its rows aside."""
    if several := reading.made_into_several:
        made = sum(row in several for row in reading.rows)
        became = words.count(made, "record")
        st.caption(f"{words.count(len(several), 'row')} of the accepted became {became}, one for each town or action.")
    problems = _split(reading.problems, at)
    if not problems:
        return
    st.markdown(f"**{words.count(len(problems), 'problem')} to look at**")
    for problem in problems[: at.shown]:
        first = problem.faults[0]
        with st.container(border=True, gap="small"):
            _problem(reading, problem, f"fix-{first.row}-{first.column}-{first.value}"[:80])
    left = len(problems) - at.shown
    if left > 0:
        more = min(left, _MORE)
        st.button(
            f"Show all {len(problems):,}" if more == left else f"Show {more} more of {left:,}",
            key="more_problems", on_click=at_hand.change, kwargs={"shown": at.shown + more},
        )  # fmt: skip


def _split(problems: Sequence[Problem], at: AtHand) -> list[Problem]:
    """The problems, row by row where that was asked for."""
    split: list[Problem] = []
    for problem in problems:
        if problem.name in at.one_by_one:
            split += [Problem((fault,)) for fault in problem.faults]
        else:
            split.append(problem)
    return split


def _problem(reading: Reading, problem: Problem, key: str) -> None:
    fault = problem.faults[0]
    if problem.each_its_own:
        _years(reading, problem, key)
    elif fault.reason.endswith(NO_RECORD):
        _no_records(problem, key)
    else:
        _cell(reading, problem, key)


def _cell(reading: Reading, problem: Problem, key: str) -> None:
    """One cell, or the same cell in several rows."""
    fault = problem.faults[0]
    kind = schema.KINDS.get(fault.column)
    value = plain(_said(fault.column, fault.value) if kind == "date" else fault.value) or "*empty*"
    st.markdown(f"**{plain(_cell_of(reading, fault.column, problem.rows))}:** {value} — {plain(_reason(fault))}.")
    st.caption(plain(_whole_row(reading, fault.row)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if fault.several:
            _each_a_row(problem, key)
        for option in dict.fromkeys(text for text in (fault.suggestion, *fault.options) if text):
            likely = "primary" if option == fault.suggestion else "secondary"
            only = "Only " if fault.several else ""
            say = plain(only + words.sentence(_said(fault.column, option)))
            st.button(say, key=f"{key}-{option}", on_click=_apply, args=(problem, option), type=likely)
        if fault.partner:
            st.button("It is a partner", key=f"{key}-partner", on_click=_to_partners, args=(reading, problem))
        if fault.column:
            _answer(problem, f"{key}-text")
            if (fault.value or fault.reason == NEVER_CALCULATED) and fault.column not in schema.NEEDED:
                st.button("Leave it empty", key=f"{key}-empty", on_click=_apply, args=(problem, ""))
        _aside_button(problem, key)
        _each_button(problem, key)


def _each_a_row(problem: Problem, key: str) -> None:
    """The way to lose nothing of a cell that names several towns or actions: a record for each."""
    options = problem.faults[0].options
    rows = f"Make {len(options)} rows" + (" of each" if len(problem.faults) > 1 else "")
    st.button(rows, key=f"{key}-split", on_click=_apply, args=(problem, EACH.join(options)), type="primary")


def _each_button(problem: Problem, key: str) -> None:
    if len(problem.faults) > 1:
        st.button("Ask row by row", key=f"{key}-each", type="tertiary", on_click=_row_by_row, args=(problem,))


def _reason(fault: Fault) -> str:
    """What is wrong; how it is to be written, and what it may be, only where that is not to be chosen."""
    chosen = schema.KINDS.get(fault.column) in ("place", "action", "support", "flag")
    return re.sub(r"; (write|it may be|choose) .*", "", fault.reason) if chosen else fault.reason


def _answer(problem: Problem, key: str) -> None:
    """Where the right answer is chosen or written, in the way that suits the field."""
    fault = problem.faults[0]
    kind = schema.KINDS[fault.column]
    options, say, hint = _choices(kind)
    if options:
        st.selectbox(
            "What is right", options, None, key=key, width=300, label_visibility="collapsed", placeholder=hint,
            format_func=say, accept_new_options=kind in ("place", "action"), on_change=_apply_written,
            args=(problem, key),
        )  # fmt: skip
    else:
        st.text_input(
            "What is right", key=key, width=220, label_visibility="collapsed", max_chars=200, placeholder=hint,
            on_change=_apply_written, args=(problem, key),
        )  # fmt: skip


def _choices(kind: str) -> tuple[list[str], object, str]:
    """What may be chosen for a field of a kind, how it is said, and the hint in the empty box."""
    if kind == "place":
        return list(places.towns().index), str, "A town, or Northampton, MA"
    if kind == "action":
        year = schema.DEFAULT_YEAR
        return list(actions.numbers(year)), lambda number: actions.label(number, year), "An action, or its number"
    if kind == "support":
        return list(SUPPORT), lambda form: words.sentence(SUPPORT[form]), "How they helped"
    if kind == "flag":
        return ["yes", "no"], str.capitalize, "Yes or no"
    return [], str, "month/day/year" if kind == "date" else "What is right"


def _years(reading: Reading, problem: Problem, key: str) -> None:
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
            _answer(problem, f"{key}-text")
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
    groups: dict[tuple[bool, str, str, str], list[Applied]] = {}
    for one in reading.applied:
        groups.setdefault((one.again, one.decision.field, one.decision.value, one.decision.text), []).append(one)
    now = [(of, ones) for of, ones in groups.items() if not of[0]]
    again = [(of, ones) for of, ones in groups.items() if of[0]]
    aside = reading.set_aside
    if again:
        with st.expander(f"Corrected as last time: {len(again):,}", icon=":material/history:"):
            _corrected(again, "Ask again")
    if now:
        with st.expander(f"Corrected by you: {len(now):,}", icon=":material/edit:"):
            _corrected(now, "Undo")
    if aside:
        times = f", {words.of_them(len(reading.aside_again))} as last time" if reading.aside_again else ""
        with st.expander(f"{len(aside):,} set aside{times}", icon=":material/inventory_2:"):
            for row in aside[:100]:
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(plain(f"Row {row.row}: {_cells(row.cells)}"), width="content")
                    st.button("Bring it back", key=f"back-{row.row}", on_click=_back, args=(row.row,), type="tertiary")


def _corrected(groups: list[tuple[tuple[bool, str, str, str], list[Applied]]], label: str) -> None:
    for (again, field, value, text), ones in groups:
        rows = tuple(one.row for one in ones)
        with st.container(horizontal=True, vertical_alignment="center"):
            before, after = (_said(field, cell) or "empty" for cell in (value, text))
            said = f"{_where(rows)}, {schema.label(field)}: {before} is now {after}"
            st.markdown(plain(said), width="content")
            key = f"undo-{again}-{field}-{rows[0]}"
            st.button(label, key=key, on_click=_undo, args=(field, value, rows), type="tertiary")


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


def _apply_written(problem: Problem, key: str) -> None:
    if text := (st.session_state[key] or "").strip():
        _apply(problem, text)


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


def _undo(field: str, value: str, rows: Sequence[int]) -> None:
    at_hand.decide(lambda known: known.undone(field, value, rows))
