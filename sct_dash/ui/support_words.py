"""Words for the help given that are no form of support, asked about in one list: only two of the forms earn points."""

from collections.abc import Sequence

import streamlit as st

from sct_dash import words
from sct_dash.records import schema
from sct_dash.records.corrections import Corrections
from sct_dash.records.reading import Problem, Reading
from sct_dash.ui import answers, at_hand, cells
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.text import plain

_FEWEST = 2
_ASKED = "help_asked"
_ROWS_TOLD = 3
"""Rows with the same word of which each is told; of more, where they are."""
_EARNS = "Only staff time and a presentation with discussion earn points."


def gather(problems: Sequence[Problem], at: AtHand) -> tuple[list[Problem], list[Problem]]:
    """The problems that are words for the help, and the others.

    Of several the last stays where it was asked; one that was always alone stands with what else its row asks.
    """
    forms = [problem for problem in problems if is_word(problem) and problem.name not in at.one_by_one]
    others = [one for one in problems if one not in forms]
    if len(forms) >= _FEWEST:
        st.session_state[_ASKED] = at.stamp, at.sheet
    elif st.session_state.get(_ASKED) != (at.stamp, at.sheet) and _share_rows(forms, others):
        return [], list(problems)
    return forms, others


def _share_rows(forms: Sequence[Problem], others: Sequence[Problem]) -> bool:
    rows = {row for problem in others for row in problem.rows}
    return any(row in rows for problem in forms for row in problem.rows)


def is_word(problem: Problem) -> bool:
    """Whether a problem is a word for the help that is no form of support."""
    fault = problem.faults[0]
    return fault.column == "support" and bool(fault.value) and not (fault.rival or problem.each_its_own)


def ask(reading: Reading, forms: Sequence[Problem], key: str) -> None:
    """Ask of each word which form of support it is, and once whether all are what they probably are, or another."""
    if not forms:
        return
    likely = [problem for problem in forms if problem.faults[0].suggestion]
    with st.container(border=True, gap="small"):
        st.markdown("**Which help was this?**")
        st.caption(_EARNS)
        for problem in forms:
            _word(reading, problem, key)
        if len(forms) < _FEWEST:
            return
        with st.container(horizontal=True):
            if len(likely) >= _FEWEST:
                say = "Take both suggestions" if len(likely) == _FEWEST else f"Take all {len(likely):,} suggestions"
                st.button(say, key=f"{key}-likely", on_click=_take, args=(likely,), type="primary")
            every = "Both are other support" if len(forms) == _FEWEST else f"All {len(forms):,} are other support"
            st.button(every, key=f"{key}-other", on_click=_give_all, args=(forms, "other"), type="tertiary")


def _word(reading: Reading, problem: Problem, key: str) -> None:
    fault, name = problem.faults[0], f"{key}-{problem.name}"
    with st.container(gap="xsmall"):
        st.markdown(f"**{plain(cells.short(fault.value))}**")
        for told, row in cells.rows_told(reading, fault.column, problem.rows, _ROWS_TOLD):
            st.caption(plain(told), help=plain(cells.whole_row(reading, row)))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for form in answers.few("support", fault.options):
                say = words.sentence(schema.said(fault.column, form))
                kind = "primary" if form == fault.suggestion else "secondary"
                st.button(say, key=f"{name}-{form}", on_click=_give, args=([problem], form), type=kind)
            st.button("Set aside", key=f"{name}-aside", type="tertiary", on_click=at_hand.set_aside, args=problem.rows)
            if len(problem.faults) > 1:
                st.button(
                    "Row by row", key=f"{name}-each", type="tertiary", on_click=at_hand.ask_row_by_row,
                    args=(problem.name,),
                )  # fmt: skip


def _take(forms: Sequence[Problem]) -> None:
    """Take what each word probably means; what became the same form is one answer, undone at once."""
    by_form: dict[str, list[Problem]] = {}
    for problem in forms:
        by_form.setdefault(problem.faults[0].suggestion, []).append(problem)

    def taken(known: Corrections) -> Corrections:
        for form, ones in by_form.items():
            known = _answered(known, ones, form)
        return known

    at_hand.sweep(taken)


def _give(forms: Sequence[Problem], form: str) -> None:
    at_hand.decide(lambda known: _answered(known, forms, form))


def _give_all(forms: Sequence[Problem], form: str) -> None:
    at_hand.sweep(lambda known: _answered(known, forms, form))


def _answered(known: Corrections, forms: Sequence[Problem], form: str) -> Corrections:
    return known.plus(*(one for problem in forms for one in problem.answered(form)))
