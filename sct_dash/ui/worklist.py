"""The rows that could not be read for certain, as a list to work through."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from sct_dash import actions, words
from sct_dash.records import memory, questions, schema, support, values
from sct_dash.records.corrections import EACH
from sct_dash.records.readers import Fault, Reading
from sct_dash.records.reading import MAY_BE_RECORD, NEVER_CALCULATED, Problem
from sct_dash.ui import answers, at_hand, at_odds, cells, meant, more, support_words, together
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.text import plain

_VERBS = frozenset("is has must gives says names seems looks does may lies holds stands".split())
"""What a reason begins with that goes on where the cell's text stops."""
_THE_ONE = {"place": "The town", "action": "The action"}
"""The hint where no town or action is named yet."""
_EMPTY = {"last_active": "Empty: still active", "implemented_on": "Empty: not implemented"}
"""What an empty cell says."""
_SPEAK = ("place", "action", "support")
"""The kinds of fields of which a cell says itself what it is."""
_ROWS_TOLD = 3
"""Rows that ask the same of which each is told; of more, the first."""
_NOTED = 3
"""Towns or actions named in notes that are offered."""
_ASKED = "cells_asked_about"
# Whoever answers a long list at its end is then below the questions that are left. The step makes it run each time.
_TO_THE_QUESTIONS = """
<script>/* {step} */
const questions = document.querySelector("[class*=st-key-questions-]");
if (questions?.getBoundingClientRect().top < 0) {{
    questions.style.scrollMarginTop = "4rem";
    questions.scrollIntoView();
}}
</script>
"""


@dataclass(frozen=True)
class _Asked:
    """Which cells were asked about: before the last answer, and ever."""

    about: tuple[object, ...]
    decisions: int
    before: frozenset[tuple[int, str, bool]]
    ever: frozenset[tuple[int, str, bool]]


def waiting_for_columns(reading: Reading, undecided: Collection[str]) -> list[Problem]:
    """The problems that ask only because it is not decided yet which column their field is.

    Parameters
    ----------
    undecided
        Fields of which it is asked which column they are: till then their empty cells ask nothing.
    """
    return [problem for problem in reading.problems if _waits(problem, undecided)]


def count(problems: Sequence[Problem]) -> int:
    """How many questions problems are: rows that are at odds in several fields are one."""
    return len({tuple(problem.said) or problem.name for problem in problems})


def fix(reading: Reading, at: AtHand, undecided: Collection[str] = ()) -> None:
    """Every problem once, with its suggestion, a place for the right answer, and the way to set its rows aside.

    Parameters
    ----------
    undecided
        As `waiting_for_columns` takes them.
    """
    if several := reading.made_into_several:
        made = sum(row in several for row in reading.rows)
        became = words.count(made, "record")
        st.caption(f"{words.count(len(several), 'row')} of the accepted became {became}, one for each town or action.")
    waiting = waiting_for_columns(reading, undecided)
    if waiting:
        rows = {row for problem in waiting for row in problem.rows}
        wait = words.count(len(rows), "row waits", "rows wait")
        st.caption(f"{wait} for the column that is asked about above.")
    problems = [problem for problem in reading.problems if problem not in waiting] if waiting else reading.problems
    if not problems:
        return
    if new := _brought_to_light(problems, reading, at):
        st.markdown(f"**{words.count(new, 'problem')} brought to light by your last answer**")
    if at.swept:
        st.html(_TO_THE_QUESTIONS.format(step=at.swept), unsafe_allow_javascript=True)
    name = f"problems-{at.stamp}-{reading.sheet}"
    # An answered card makes way for the next, whose buttons rest a moment: see `frame`. Two names begin it anew.
    with st.container(key=f"questions-{at.decisions % 2}"):
        lines, others = meant.gather(problems, at)
        meant.ask(reading, lines, name)
        forms, others = support_words.gather(others, at)
        support_words.ask(reading, forms, name)
        _back_together(problems, at)
        for card in more.each(_by_row(_split(others, at)), name, first=12, step=50):
            with st.container(border=True, gap="small"):
                _card(reading, card, at)


def _back_together(problems: Sequence[Problem], at: AtHand) -> None:
    """The way back from asking row by row."""
    split = [problem for problem in problems if problem.name in at.one_by_one and len(problem.faults) > 1]
    if split:
        names = [problem.name for problem in split]
        st.button("Ask about equal rows at once again", type="tertiary", on_click=at_hand.ask_together, args=names)


def _brought_to_light(problems: Sequence[Problem], reading: Reading, at: AtHand) -> int:
    """How many problems nobody could see before the last answer: their number never rises without a word."""
    about = (at.stamp, reading.sheet, reading.mapping, at.no_column)
    cells_of = [frozenset(map(_asked, problem.faults)) for problem in problems]
    now = frozenset().union(*cells_of)
    kept: _Asked | None = st.session_state.get(_ASKED)
    if kept is None or kept.about != about:
        kept = _Asked(about, at.decisions, now, now)
    elif kept.decisions != at.decisions:
        kept = _Asked(about, at.decisions, kept.ever, kept.ever | now)
    st.session_state[_ASKED] = kept
    return sum(not asked <= kept.before for asked in cells_of)


def _asked(fault: Fault) -> tuple[int, str, bool]:
    """What a fault asks: a cell that is at odds with another row's is asked about anew."""
    return fault.row, fault.column, bool(fault.rival)


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


def _card(reading: Reading, card: Sequence[Problem], at: AtHand) -> None:
    """The problems of one row, or one of several rows; two rows at odds in several fields ask once."""
    odds = at_odds.in_several_fields([problem for problem in card if problem.name not in at.one_by_one])
    if odds:
        at_odds.ask_which_row(reading, odds, _key(odds[0]))
    others = [problem for problem in card if problem not in odds]
    for problem in others:
        _problem(reading, problem, _key(problem), problem is card[0], problem is others[-1])


def _key(problem: Problem) -> str:
    return f"fix-{memory.row_key((str(problem.rows[0]), problem.name))}"


def _problem(reading: Reading, problem: Problem, key: str, first: bool, last: bool) -> None:
    """A problem; the `first` of a card shows the row, the `last` sets it aside."""
    if together.is_one_question(problem):
        _one_question(reading, problem, key, first, last)
    else:
        _cell(reading, problem, key, first, last)


def _one_question(reading: Reading, problem: Problem, key: str, first: bool, last: bool) -> None:
    """Several cells that say different things; of one alone, another answer may be given."""
    fault, alone = problem.faults[0], len(problem.faults) == 1
    draw = together.ask(reading, problem, key)
    if alone and first:
        _which(reading, fault.row)
    with st.container(horizontal=True, vertical_alignment="center"):
        draw()
        if alone:
            where = cells.where_in_sheet(reading, fault.column, problem.rows)
            answers.ask(fault.column, partial(_apply, problem), f"{key}-text", where=where, cog=reading.cog)
        if last:
            _aside_button(problem, key)
        _each_button(problem, key)


def _cell(reading: Reading, problem: Problem, key: str, first: bool, last: bool) -> None:
    """One cell, or the same cell in several rows."""
    fault = problem.faults[0]
    where = cells.where_in_sheet(reading, fault.column, problem.rows)
    sentence = at_odds.sentence(reading, problem) if fault.rival else _sentence(fault)
    if fault.partner:
        sentence = f"{sentence.removesuffix('.')}; it becomes a partner."
    # Where only one cell asks and says itself what it is, its place can stand in small print.
    speaks = fault.rival or (fault.value and schema.KINDS.get(fault.column) in _SPEAK)
    small = first and speaks and len(problem.faults) == 1
    st.markdown(plain(sentence) if small else f"**{plain(where)}:** {plain(sentence)}")
    if first and fault.column:
        alike = 1 < len(problem.rows) <= _ROWS_TOLD and not fault.rival
        for row in problem.rows if alike else problem.rows[:1]:
            _which(reading, row, cells.cell_names(reading, fault.column, [row]) if small or alike else "")
    noted = _noted(reading, problem)
    both_ends = schema.KINDS.get(fault.against) == "place"
    if both_ends and noted:
        # With towns to choose from, each end has a line of its own.
        with st.container(horizontal=True, vertical_alignment="center"):
            _end(reading, problem, fault.column, noted, key)
    with st.container(horizontal=True, vertical_alignment="center"):
        if fault.several:
            _each_a_row(problem, key)
        few = () if fault.rival else answers.few(fault.column, fault.options)
        suggested = "" if problem.name in at_hand.now().alone else fault.suggestion
        offered = few or _offered(fault, () if both_ends else noted)
        for option in dict.fromkeys(filter(None, offered)):
            likely = "primary" if option == suggested else "secondary"
            only = "Only " if fault.several else "Keep " if _keeps(fault, option) else ""
            say = plain(only + cells.short(_option(fault, option)))
            st.button(say, key=f"{key}-{option}", on_click=_apply, args=(problem, option), type=likely)
        if fault.rival:
            at_odds.answers(problem, key, _apply)
        if both_ends:
            if not noted:
                _end(reading, problem, fault.column, noted, key)
            _end(reading, problem, fault.against, noted, key)
        elif fault.column:
            if not answers.few(fault.column):
                answer = partial(_apply, problem)
                hint = "" if fault.value and not fault.partner else _THE_ONE.get(schema.KINDS[fault.column], "")
                answers.ask(fault.column, answer, f"{key}-text", hint, where, reading.cog)
            if fault.against:
                hint = f"{words.sentence(schema.label(fault.against))} instead"
                where = f"{hint}, {cells.rows_named(problem.rows)}"
                answer = partial(answers.correct, fault.against, problem.rows)
                answers.ask(fault.against, answer, f"{key}-against", hint, where, reading.cog)
            said = fault.value or fault.reason == NEVER_CALCULATED
            if said and not fault.rival and fault.column not in schema.NEEDED:
                st.button(
                    _EMPTY.get(fault.column, "Leave it empty"), key=f"{key}-empty", on_click=_apply, args=(problem, "")
                )
        elif fault.reason.endswith(MAY_BE_RECORD):
            st.button("It is a record", key=f"{key}-read", on_click=at_hand.bring_back, args=problem.rows)
        if last:
            _aside_button(problem, key)
        _each_button(problem, key)


def _noted(reading: Reading, problem: Problem) -> list[str]:
    """The towns or actions that the notes of one row name, where one is asked for and few are named."""
    fault, alone = problem.faults[0], len(problem.faults) == 1
    kind = schema.KINDS.get(fault.column) if alone and not (fault.rival or fault.several) else ""
    noted: list[str] = []
    if kind == "place" and (fault.partner or not fault.options):
        noted = cells.towns_noted(reading, fault.row)
    elif kind == "action":
        noted = cells.actions_noted(reading, fault.row)
    return noted if len(noted) <= _NOTED else []


def _offered(fault: Fault, noted: Sequence[str]) -> tuple[str, ...]:
    """What is offered, the likeliest first: an action of the notes before numbers that only look like the cell's."""
    if schema.KINDS.get(fault.column) == "action":
        return (fault.suggestion, *noted, *fault.options)
    return (fault.suggestion, *fault.options, *noted)


def _end(reading: Reading, problem: Problem, field: str, noted: Sequence[str], key: str) -> None:
    """Ask which town was at one end of a mentorship, and offer those that the notes name: ``Mentor: Avon``."""
    answer = partial(answers.correct, field, problem.rows)
    for town in noted:
        say = f"{words.sentence(schema.label(field))}: {town}"
        st.button(plain(say), key=f"{key}-{field}-{town}", on_click=answer, args=(town,))
    hint = f"The {field} was…"
    where = f"{hint}, {cells.rows_named(problem.rows)}"
    answers.ask(field, answer, f"{key}-{field}", hint, where, reading.cog)


def _which(reading: Reading, row: int, where: str = "") -> None:
    """Which help a card is about; the whole row where that is pointed at."""
    said = " · ".join(filter(None, (where, cells.mentorship(reading, row))))
    st.caption(plain(said), help=plain(cells.whole_row(reading, row)))


def _option(fault: Fault, option: str) -> str:
    """An answer as its button says it; where the order of day and month is in doubt, with the month's name."""
    ordered = fault.question == questions.DAY_OR_MONTH or fault.reason == values.TWO_DAYS
    return schema.said(fault.column, option) if ordered else words.sentence(cells.said(fault.column, option))


def _keeps(fault: Fault, option: str) -> bool:
    """Whether an option is an action that no list has, kept as it stands."""
    return fault.column == "action" and not actions.is_listed(option, schema.DEFAULT_YEAR)


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
        st.button(
            "Ask row by row", key=f"{key}-each", type="tertiary", on_click=at_hand.ask_row_by_row, args=(problem.name,)
        )


def _sentence(fault: Fault) -> str:
    """What is wrong with a cell, as a sentence that says the cell once."""
    reason = _reason(fault)
    is_date = schema.KINDS.get(fault.column) == "date"
    texts = (cells.said(fault.column, text) if is_date else text for text in fault.each_cell)
    value = words.listing(f"'{' '.join(text.split())}'" for text in texts)
    if fault.column == "support" and fault.value and reason == f"this {support.NOT_A_FORM}":
        return f"Which help was {value}?"
    if not fault.value:
        return f"{words.sentence(reason.replace('must be filled in', 'this is empty'))}."
    if fault.several and reason.startswith("names "):
        what = "actions" if fault.column == "action" else "towns"
        return f"{value} name{'' if fault.cells else 's'} {words.number(len(fault.options))} {what}."
    whole = reason.casefold().startswith(fault.value.casefold())
    if (fault.cells or reason.startswith(("'", '"'))) and not whole:
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
    reason = fault.reason.replace("no Connecticut town has this name", "is no Connecticut town")
    how = r"; (write|it may be|choose|put it|a place|name) .*" if chosen else r"; write month/day/year.*"
    return re.sub(how, "", reason)


def _aside_button(problem: Problem, key: str, kind: str = "tertiary") -> None:
    rows = problem.rows
    say = "Set aside" if len(set(rows)) == 1 else f"Set all {len(set(rows)):,} rows aside"
    st.button(say, key=f"{key}-aside", on_click=at_hand.set_aside, args=rows, type=kind)


def _apply(problem: Problem, text: str) -> None:
    at_hand.decide(lambda known: known.plus(*problem.answered(text)))
