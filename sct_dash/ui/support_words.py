"""Words for the help given that are no form of support, asked about in one list: only two of the forms earn points."""

from collections.abc import Sequence

import streamlit as st

from sct_dash import words
from sct_dash.records import schema
from sct_dash.records.reading import Problem, Reading
from sct_dash.rulebook import SUPPORT
from sct_dash.ui import at_hand, cells
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.text import plain

_FEWEST = 2
_WORD = 150
"""Pixels for a word and its cells, so that the buttons of all words stand below each other."""
EARNS = "Only staff time and a presentation with discussion earn points."


def gather(problems: Sequence[Problem], at: AtHand) -> tuple[list[Problem], list[Problem]]:
    """The problems that are words for the help, where they are several, and the others."""
    forms = [problem for problem in problems if _is_word(problem) and problem.name not in at.one_by_one]
    return (forms, [one for one in problems if one not in forms]) if len(forms) >= _FEWEST else ([], list(problems))


def ask(reading: Reading, forms: Sequence[Problem], key: str) -> None:
    """Ask of each word which form of support it is, and once whether all of them are another than the four."""
    if not forms:
        return
    with st.container(border=True, gap="small"):
        st.markdown("**Which help was this?**")
        st.caption(EARNS)
        for problem in forms:
            _word(reading, problem, key)
        every = "Both are other support" if len(forms) == _FEWEST else f"All {len(forms):,} are other support"
        st.button(every, key=f"{key}-other", on_click=_give, args=(forms, "other"), type="tertiary")


def _word(reading: Reading, problem: Problem, key: str) -> None:
    fault = problem.faults[0]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width=_WORD, gap=None):
            st.markdown(f"**{plain(cells.short(fault.value))}**")
            where = cells.cell_names(reading, fault.column, problem.rows)
            st.caption(plain(where), help=plain(cells.whole_row(reading, fault.row)))
        for form in dict.fromkeys((*fault.options, *SUPPORT)):
            say = words.sentence(schema.said(fault.column, form))
            st.button(say, key=f"{key}-{problem.name}-{form}", on_click=_give, args=([problem], form))
        name = f"{key}-{problem.name}"
        st.button("Set aside", key=f"{name}-aside", type="tertiary", on_click=at_hand.set_aside, args=problem.rows)
        if len(problem.faults) > 1:
            asked = (problem.name,)
            st.button("Row by row", key=f"{name}-each", type="tertiary", on_click=at_hand.ask_row_by_row, args=asked)


def _is_word(problem: Problem) -> bool:
    fault = problem.faults[0]
    return fault.column == "support" and bool(fault.value) and not (fault.rival or problem.each_its_own)


def _give(forms: Sequence[Problem], form: str) -> None:
    at_hand.decide(lambda known: known.plus(*(one for problem in forms for one in problem.answered(form))))
