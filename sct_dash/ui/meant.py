"""What a sheet's cells probably meant, as one list that one click takes over: each answer still is one of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import streamlit as st

from sct_dash import actions, words
from sct_dash.records import questions, schema, short_titles, values
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.reading import Fault, Problem, Reading
from sct_dash.ui import at_hand, cells, support_words
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.text import plain

_YEAR = re.compile(r"\b20\d\d\b")
_FEWEST = 2
"""So many lines make a list; a suggestion that stands alone is asked about as every other problem is."""
_QUESTION, _WHERE = 380, 440
"""Pixels, so that the lines' parts stand below each other."""
_ROWS_TOLD = 2
"""Rows of a line of which each is told; of more, where they are."""
_MOST = 25
"""Lines that are shown at once: nobody says yes to what was not shown."""


@dataclass(frozen=True)
class _Line:
    """The problems of which the same is suggested for the same text: a town may be misspelled in two columns."""

    problems: tuple[Problem, ...]

    @property
    def first(self) -> Problem:
        return self.problems[0]

    @property
    def names(self) -> list[str]:
        return [problem.name for problem in self.problems]

    def answers(self) -> list[Correction]:
        return [correction for problem in self.problems for correction in _as_suggested(problem)]


def gather(problems: Sequence[Problem], at: AtHand) -> tuple[list[_Line], list[Problem]]:
    """The lines of the list, and the problems that are asked about each by itself."""
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        if _is_suggested(problem) and problem.name not in at.alone | at.one_by_one:
            alike.setdefault(_same(problem), []).append(problem)
    if len(alike) < _FEWEST:
        return [], list(problems)
    listed = {problem.name for same in alike.values() for problem in same}
    return [_Line(tuple(same)) for same in alike.values()], [one for one in problems if one.name not in listed]


def ask(reading: Reading, lines: Sequence[_Line], key: str) -> None:
    """Ask once whether all of the lines are right; one that is not is then asked about by itself."""
    if not lines:
        return
    shown = lines[:_MOST]
    with st.container(border=True, gap="small"):
        st.markdown("**Is this what was meant?**")
        with st.container(gap="xxsmall"):
            for line in shown:
                _line(reading, line, key)
        st.button(_yes(len(shown), len(lines)), key=f"{key}-yes", type="primary", on_click=_take, args=(shown,))


def _yes(shown: int, all_lines: int) -> str:
    if shown < all_lines:
        return f"Yes, these {shown} of {all_lines:,}"
    return "Yes, both" if shown == _FEWEST else f"Yes, all {shown}"


def _line(reading: Reading, line: _Line, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(_question(reading, line), width=_QUESTION)
        told = [one for problem in line.problems for one in _rows_told(reading, problem)]
        with st.container(width=_WHERE, gap=None):
            for text, row in told:
                st.caption(plain(text), help=plain(cells.whole_row(reading, row)))
        name = f"{key}-no-{line.first.name}"
        st.button("Not this", key=name, type="tertiary", on_click=at_hand.ask_alone, args=line.names)


def _rows_told(reading: Reading, problem: Problem) -> list[tuple[str, int]]:
    return cells.rows_told(reading, problem.faults[0].column, problem.rows, _ROWS_TOLD)


def _question(reading: Reading, line: _Line) -> str:
    """``Darren is Darien``, the suggestion in bold print."""
    faults = [fault for problem in line.problems for fault in problem.faults]
    if line.first.each_its_own and len(faults) > 1:
        years = sorted({year for fault in faults for year in _YEAR.findall(fault.suggestion)})
        digits = words.listing(year[2:] for year in years)
        column = plain(cells.headers_of(reading, faults[0].column))
        return f"{column}: {digits} {'means' if len(years) == 1 else 'mean'} **{words.listing(years)}**"
    said = words.listing(dict.fromkeys(map(_said, faults)), limit=3)
    meant = words.listing(dict.fromkeys(cells.said(f.column, f.suggestion) for f in faults), limit=3)
    return f"{plain(said)} {'is' if len({fault.value for fault in faults}) == 1 else 'are'} **{plain(meant)}**"


def _said(fault: Fault) -> str:
    """Its cell, or its cells as they stand in a row."""
    each = fault.cells or (cells.said(fault.column, fault.value),)
    return " · ".join(" ".join(text.split()) for text in each)


def _is_suggested(problem: Problem) -> bool:
    """Whether every cell of a problem has one suggestion, and nothing else is asked about it."""
    fault = problem.faults[0]
    plain_question = not fault.question or (fault.question == questions.TWO_DIGITS and _are_likely(problem))
    other = fault.rival or fault.several or fault.partner
    spelling = bool(fault.column) and not support_words.is_word(problem) and not _is_topic(fault)
    return bool(spelling and plain_question and not other and all(one.suggestion for one in problem.faults))


def _is_topic(fault: Fault) -> bool:
    """Whether an action is told by a word about it, which may be another's too, and by no number and half its title."""
    if schema.KINDS[fault.column] != "action" or re.search(r"\d", fault.value):
        return False
    told = (tell(fault.value, schema.DEFAULT_YEAR) for tell in (actions.nearly_titled, short_titles.partly))
    return fault.suggestion not in told


def _are_likely(problem: Problem) -> bool:
    """Whether the years that are meant are of the programme's time: 07 among them is looked at by itself."""
    return all(int(year) >= values.FIRST_YEAR for one in problem.faults for year in _YEAR.findall(one.suggestion))


def _same(problem: Problem) -> tuple[str, ...]:
    fault = problem.faults[0]
    if problem.each_its_own:
        return (problem.name,)
    return schema.KINDS[fault.column], fault.value, fault.suggestion


def _as_suggested(problem: Problem) -> Iterable[Correction]:
    return problem.chosen(0) if problem.each_its_own else problem.answered(problem.faults[0].suggestion)


def _take(lines: Sequence[_Line]) -> None:
    def with_each(known: Corrections) -> Corrections:
        return reduce(lambda so_far, line: so_far.plus(*line.answers()), lines, known)

    at_hand.sweep(with_each)
