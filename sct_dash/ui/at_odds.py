"""Rows of one mentorship that contradict each other: which of them is right, and which is saved while nobody says."""

from collections.abc import Callable

import streamlit as st

from sct_dash import words
from sct_dash.records.reading import Problem, Reading
from sct_dash.ui import cells
from sct_dash.ui.text import plain

_ROWS_NAMED, _GROUPS_NAMED = 6, 3


def sentence(reading: Reading, problem: Problem) -> str:
    """What is asked about rows at odds: ``Rows 5 and 9 are one mentorship and differ in Finished.``"""
    column = cells.headers_of(reading, problem.faults[0].column)
    return f"Rows {_listed(list(problem.said))} are one mentorship and differ in {column}."


def answers(problem: Problem, key: str, answer: Callable[[Problem, str], None]) -> None:
    """A button for each thing that the rows say: any of them may be right, and the others are corrected."""
    rows_of: dict[str, list[int]] = {}
    for row, own in problem.said.items():
        rows_of.setdefault(own, []).append(row)
    for text, rows in rows_of.items():
        say = f"{_rows(rows)}: {cells.short(words.sentence(cells.said(problem.faults[0].column, text)))}"
        st.button(plain(say), key=f"{key}-{text}", on_click=answer, args=(problem, text))


def tell_kept(reading: Reading) -> None:
    """Say which rows are saved of those at odds that are not answered yet."""
    saved = {*reading.rows, *(row for row, _ in reading.merged)}
    groups: dict[tuple[int, ...], list[int]] = {}
    for problem in reading.problems:
        first = next(iter(problem.said), 0)
        if first in saved:
            groups.setdefault(tuple(problem.said), []).append(first)
    if len(groups) > _GROUPS_NAMED:
        st.caption(f"In {len(groups):,} mentorships rows differ; the first row of each is kept.")
    elif groups:
        differ = [f"rows {_listed(list(rows))}" for rows in groups]
        also = f", as do {words.listing(differ[1:])}" if differ[1:] else ""
        kept = [found[0] for found in groups.values()]
        are = "is" if len(kept) == 1 else "are"
        rows = _rows(kept)
        st.caption(f"{words.sentence(differ[0])} differ{also}; {rows[:1].lower()}{rows[1:]} {are} kept.")


def _rows(rows: list[int]) -> str:
    return f"Row{'s' if len(rows) > 1 else ''} {_listed(rows)}"


def _listed(rows: list[int]) -> str:
    return words.listing(map(str, rows), limit=_ROWS_NAMED)
