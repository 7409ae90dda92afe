"""The rows that could not be read for certain, as a list to work through."""

import re
from collections.abc import Collection, Sequence
from functools import partial

import streamlit as st

from sct_dash import actions, words
from sct_dash.records import memory, schema
from sct_dash.records.corrections import EACH
from sct_dash.records.readers import Fault, Reading
from sct_dash.records.reading import MAY_BE_RECORD, NEVER_CALCULATED, Problem
from sct_dash.ui import answers, at_hand, cells, more
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.text import plain

_VERBS = frozenset("is has must gives says names seems looks does may lies holds stands".split())
"""What a reason begins with that goes on where the cell's text stops."""
_THE_ONE = {"place": "The town", "action": "The action"}
"""The hint where no town or action is named yet."""
_EXAMPLES = 4
_ROWS_NAMED, _A_PAIR = 6, 2
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
        rows = {row for problem in waiting for row in problem.rows}
        wait = words.count(len(rows), "row waits", "rows wait")
        st.caption(f"{wait} for the column that is asked about above.")
    problems = [problem for problem in _split(reading.problems, at) if not _waits(problem, undecided)]
    if not problems:
        return
    st.markdown(f"**{words.count(len(problems), 'problem')} to look at**")
    cards = _by_row(problems)
    # An answered card makes way for the next, whose buttons rest a moment: see `frame`. Two names begin it anew.
    with st.container(key=f"questions-{at.decisions % 2}"):
        for card in more.each(cards, f"problems-{at.stamp}-{reading.sheet}", first=12, step=50):
            with st.container(border=True, gap="small"):
                for problem in card:
                    key = f"fix-{memory.row_key((str(problem.rows[0]), problem.name))}"
                    _problem(reading, problem, key, problem is card[0], problem is card[-1])


def _waits(problem: Problem, undecided: Collection[str]) -> bool:
    """Whether cells ask only because their column is not decided yet."""
    fault = problem.faults[0]
    return fault.column in undecided and not fault.value


def _by_row(problems: Sequence[Problem]) -> list[list[Problem]]:
    """What asks about one row alone stands together; each other problem is alone."""
    cards: dict[object, list[Problem]] = {}
    for problem in problems:
        rows = set(problem.rows)
        cards.setdefault(problem.rows[0] if len(rows) == 1 else problem.name, []).append(problem)
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
    if problem.each_its_own:
        _years(reading, problem, key, last)
    else:
        _cell(reading, problem, key, first, last)


def _cell(reading: Reading, problem: Problem, key: str, first: bool, last: bool) -> None:
    """One cell, or the same cell in several rows."""
    fault = problem.faults[0]
    partner = " It is kept as a partner." if fault.partner else ""
    where = cells.where_in_sheet(reading, fault.column, problem.rows)
    sentence = _at_odds(problem) if len(problem.said) > _A_PAIR else _sentence(fault)
    st.markdown(f"**{plain(where)}:** {plain(sentence + partner)}")
    if first and fault.column:
        _which(reading, fault.row)
    with st.container(horizontal=True, vertical_alignment="center"):
        if fault.several:
            _each_a_row(problem, key)
        few = () if fault.rival else answers.few(fault.column)
        for option in dict.fromkeys(filter(None, (fault.suggestion, *fault.options, *few))):
            likely = "primary" if option == fault.suggestion else "secondary"
            only = "Only " if fault.several else "Keep " if _keeps(fault, option) else ""
            say = plain(only + _short(cells.said(fault.column, option)))
            st.button(say, key=f"{key}-{option}", on_click=_apply, args=(problem, option), type=likely)
        if fault.rival:
            _rivals(problem, key)
        if fault.column:
            if not answers.few(fault.column):
                answer = partial(_apply, problem)
                hint = "" if fault.value and not fault.partner else _THE_ONE.get(schema.KINDS[fault.column], "")
                answers.ask(fault.column, answer, f"{key}-text", hint)
            if fault.against:
                hint = f"{words.sentence(schema.label(fault.against))} instead"
                answer = partial(answers.correct, fault.against, problem.rows)
                answers.ask(fault.against, answer, f"{key}-against", hint)
            said = fault.value or fault.reason == NEVER_CALCULATED
            if said and not fault.rival and fault.column not in schema.NEEDED:
                st.button("Leave it empty", key=f"{key}-empty", on_click=_apply, args=(problem, ""))
        elif fault.reason.endswith(MAY_BE_RECORD):
            st.button("It is a record", key=f"{key}-read", on_click=at_hand.bring_back, args=problem.rows)
        if last:
            _aside_button(problem, key)
        _each_button(problem, key)


def _which(reading: Reading, row: int) -> None:
    """Which help a card is about; the whole row where that is pointed at."""
    st.caption(plain(cells.mentorship(reading, row)), help=plain(cells.whole_row(reading, row)))


def _keeps(fault: Fault, option: str) -> bool:
    """Whether an option is an action that no list has, kept as it stands."""
    return fault.column == "action" and not actions.is_listed(option, schema.DEFAULT_YEAR)


def _at_odds(problem: Problem) -> str:
    rows = words.listing(map(str, problem.said), limit=_ROWS_NAMED)
    return f"Rows {rows} are the same mentorship and differ here."


def _rivals(problem: Problem, key: str) -> None:
    """Any of the rows may be right; the others are corrected."""
    rows_of: dict[str, list[int]] = {}
    for row, own in problem.said.items():
        rows_of.setdefault(own, []).append(row)
    for text, rows in rows_of.items():
        which = f"row{'s' if len(rows) > 1 else ''} {words.listing(map(str, rows), limit=_ROWS_NAMED)}"
        if rows == list(problem.rows):
            which = "this row" if len(rows) == 1 else "these rows"
        say = plain(f"As {which}: {_short(cells.said(problem.faults[0].column, text))}")
        st.button(say, key=f"{key}-{text}", on_click=_apply, args=(problem, text))


def _short(text: str) -> str:
    text = words.sentence(" ".join(text.split()))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _each_a_row(problem: Problem, key: str) -> None:
    """The way to lose nothing of a cell that names several towns or actions: a record for each."""
    options = problem.faults[0].options
    rows = f"Make {len(options)} rows" + (" of each" if len(problem.faults) > 1 else "")
    st.button(
        rows, key=f"{key}-split", on_click=_apply, args=(problem, EACH.join(options)),
        type="primary",
    )  # fmt: skip


def _each_button(problem: Problem, key: str) -> None:
    if len(problem.faults) > 1 and not problem.said:
        st.button("Ask row by row", key=f"{key}-each", type="tertiary", on_click=_row_by_row, args=(problem,))


def _sentence(fault: Fault) -> str:
    """What is wrong with a cell, as a sentence that says the cell once."""
    reason = _reason(fault)
    value = cells.said(fault.column, fault.value) if schema.KINDS.get(fault.column) == "date" else fault.value
    value = f"'{' '.join(value.split())}'"
    if not fault.value:
        return f"{words.sentence(reason.replace('must be filled in', 'this is empty'))}."
    if fault.several and reason.startswith("names "):
        what = "actions" if fault.column == "action" else "towns"
        return f"{value} names {words.number(len(fault.options))} {what}."
    whole = reason.casefold().startswith(fault.value.casefold())
    if reason.startswith(("'", '"')) and not whole:
        return f"{value}: {reason}."
    if whole or not reason[:1].islower():
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
    fault = problem.faults[0]
    alone = len(problem.faults) == 1
    years = sorted({match[0] for f in problem.faults if (match := re.search(r"20\d\d", f.suggestion))})
    meant = words.listing((f"{year[2:]} mean {year}" for year in years), limit=3)
    if alone:
        where = cells.where_in_sheet(reading, fault.column, problem.rows)
        st.markdown(f"**{plain(where)}:** {plain(f'{fault.value}: does {meant}?')}")
        _which(reading, fault.row)
    else:
        headers = [reading.layout.headings[place].header for place in reading.mapping.places(fault.column)]
        examples = [f"{f.value} is {cells.said(fault.column, f.suggestion)}" for f in problem.faults[:_EXAMPLES]]
        st.markdown(f"**In {plain(repr(headers[0] if headers else schema.label(fault.column)))}, does {meant}?**")
        st.caption(plain(f"{words.count(len(problem.faults), 'cell')}: {words.listing(examples)}"))
    with st.container(horizontal=True, vertical_alignment="center"):
        every = "Yes" if alone else f"Yes, in all {len(problem.faults):,} cells"
        st.button(every, key=f"{key}-years", type="primary", on_click=_settle, args=(problem,))
        if alone:
            answers.ask(fault.column, partial(_apply, problem), f"{key}-text")
        if last:
            _aside_button(problem, key)
        _each_button(problem, key)


def _aside_button(problem: Problem, key: str, kind: str = "tertiary") -> None:
    rows = problem.rows
    say = "Set aside" if len(set(rows)) == 1 else f"Set all {len(set(rows)):,} rows aside"
    st.button(say, key=f"{key}-aside", on_click=_set_aside, args=(rows,), type=kind)


def _apply(problem: Problem, text: str) -> None:
    at_hand.decide(lambda known: known.plus(*problem.answered(text)))


def _settle(problem: Problem) -> None:
    at_hand.decide(lambda known: known.plus(*problem.settled()))


def _row_by_row(problem: Problem) -> None:
    at_hand.change(one_by_one=at_hand.now().one_by_one | {problem.name})


def _set_aside(rows: Sequence[int]) -> None:
    at_hand.decide(lambda known: known.without(*rows))
