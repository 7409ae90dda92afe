"""Rows of one mentorship that contradict each other: which of them is right, and which is saved while nobody says."""

from collections.abc import Callable, Sequence
from functools import reduce

import streamlit as st

from sct_dash import words
from sct_dash.records.corrections import Corrections
from sct_dash.records.reading import Problem, Reading
from sct_dash.ui import at_hand, cells
from sct_dash.ui.text import plain

_ROWS_NAMED, _GROUPS_NAMED = 6, 3


def sentence(reading: Reading, problem: Problem) -> str:
    """What is asked about rows at odds: ``Rows 5 and 9 are one mentorship and differ in Finished.``"""
    return _differ(list(problem.said), cells.headers_of(reading, problem.faults[0].column))


def _differ(rows: list[int], columns: str) -> str:
    """A header may end with a full stop of its own."""
    return f"Rows {_listed(rows)} are one mentorship and differ in {columns.rstrip('.')}."


def answers(problem: Problem, key: str, answer: Callable[[Problem, str], None]) -> None:
    """A button for each thing that the rows say: any of them may be right, and the others are corrected."""
    rows_of: dict[str, list[int]] = {}
    for row, own in problem.said.items():
        rows_of.setdefault(own, []).append(row)
    for place, (text, rows) in enumerate(rows_of.items()):
        say = f"{_rows(rows)}: {cells.short(words.sentence(cells.said(problem.faults[0].column, text)))}"
        st.button(plain(say), key=f"{key}-said-{place}", on_click=answer, args=(problem, text))


def in_several_fields(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems, of one card, in which the same two rows are at odds, where there are several; none otherwise."""
    odds = tuple(problem for problem in problems if len(problem.faults) == 1 and problem.said)
    return odds if len(odds) > 1 and len({tuple(problem.said) for problem in odds}) == 1 else ()


def ask_which_row(reading: Reading, odds: Sequence[Problem], key: str) -> None:
    """Ask once which of two rows is right in every field; where neither is, they are asked about field by field."""
    columns = words.listing(cells.headers_of(reading, problem.faults[0].column) for problem in odds)
    rows = list(odds[0].said)
    st.markdown(plain(_differ(rows, columns)))
    asks = odds[0].faults[0].row
    st.caption(plain(cells.mentorship(reading, asks)), help=plain(cells.whole_row(reading, asks)))
    with st.container(horizontal=True, vertical_alignment="center"):
        for row in rows:
            own = (words.sentence(cells.said(p.faults[0].column, p.said[row]) or "empty") for p in odds)
            say = f"Row {row}: {cells.short(' · '.join(own))}"
            st.button(plain(say), key=f"{key}-row-{row}", on_click=_take_row, args=(odds, row))
        names = [problem.name for problem in odds]
        st.button("Ask one by one", key=f"{key}-each", type="tertiary", on_click=at_hand.ask_row_by_row, args=names)
        st.button("Set aside", key=f"{key}-aside", type="tertiary", on_click=at_hand.set_aside, args=odds[0].rows)


def _take_row(odds: Sequence[Problem], row: int) -> None:
    """Take what a row says in each field; each is an answer of its own."""

    def with_each(known: Corrections) -> Corrections:
        return reduce(lambda so_far, problem: so_far.plus(*problem.answered(problem.said[row])), odds, known)

    at_hand.decide(with_each)


def tell_kept(reading: Reading) -> None:
    """Say which row is saved of those at odds until somebody answers."""
    saved = {*reading.rows, *(row for row, _ in reading.merged)}
    groups: dict[tuple[int, ...], list[int]] = {}
    for problem in reading.problems:
        first = next(iter(problem.said), 0)
        if first in saved:
            groups.setdefault(tuple(problem.said), []).append(first)
    if len(groups) > _GROUPS_NAMED:
        st.caption(f"In {len(groups):,} mentorships rows differ: until you say which is right, the first is saved.")
    elif groups:
        differ = words.listing((f"rows {_listed(list(rows))}" for rows in groups), "and also")
        kept = _rows([found[0] for found in groups.values()])
        saved = f"{kept[:1].lower()}{kept[1:]} {'is' if len(groups) == 1 else 'are'} saved"
        st.caption(f"{words.sentence(differ)} differ: until you say which is right, {saved}.")


def _rows(rows: list[int]) -> str:
    return f"Row{'s' if len(rows) > 1 else ''} {_listed(rows)}"


def _listed(rows: list[int]) -> str:
    return words.listing(map(str, rows), limit=_ROWS_NAMED)
