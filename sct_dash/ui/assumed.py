"""How cells were understood, by its weight; what was assumed can be changed in its place."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from sct_dash import words
from sct_dash.records import notes, schema
from sct_dash.records.notes import Group
from sct_dash.records.reading import ASSUMED, NAMED, ROUGHLY, UNUSUAL, Note, Reading
from sct_dash.ui import answers, at_hand, parts, settled

_MOST_LINES, _OPEN_LINES, _FEW_LINES = 30, 6, 3
"""Notes of a kind that are shown; what is unusual and stands open; so few other weighty ones that need no fold."""
_CHANGE = "change_assumed"


def understood(reading: Reading, asked: Collection[str]) -> None:
    """The notes: what is unusual stands open, what was assumed is one fold, mere wording another.

    Parameters
    ----------
    asked
        Fields of which it is asked which column they are: what it costs to have none is told after the answer.
    """
    told = [note for note in reading.notes if not (asked and _is_of_columns(note, reading, asked))]
    groups = [one for one in notes.grouped(replace(reading, notes=tuple(told))) if one.kind not in settled.TOLD]
    weighty = [group for group in groups if group.weighty]
    unusual = [line for group in weighty for line in group.lines if group.kind == UNUSUAL]
    others = [group for group in weighty if group.kind != UNUSUAL]
    few = [line for group in others for line in group.lines]
    folded = others if len(few) > _FEW_LINES else []
    parts.bullets([*unusual[:_OPEN_LINES], *([] if folded else few)])
    if (left := len(unusual) - _OPEN_LINES) > 0:
        with st.expander(f"{left:,} more like these", icon=":material/info:"):
            parts.bullets(unusual[_OPEN_LINES : _OPEN_LINES + _MOST_LINES])
    counts = words.listing(f"{group.count:,} {group.title[0].lower()}{group.title[1:]}" for group in folded)
    _fold(folded, f"Please check {counts}", ":material/info:", "weighty")
    _change_one(reading)
    mere = [group for group in groups if not group.weighty]
    _fold(mere, "How the cells were read", ":material/notes:", "mere")


def _is_of_columns(note: Note, reading: Reading, fields: Collection[str]) -> bool:
    """Whether a note tells that no column says one of the fields, or what a column that is not read may say."""
    of_the_table = note.kind == UNUSUAL and note.row == reading.layout.row and not note.rows
    return of_the_table and (not note.column or note.column in fields)


def _fold(groups: Sequence[Group], about: str, icon: str, key: str) -> None:
    if not groups:
        return
    with st.expander(about, icon=icon, key=f"notes-{key}"):
        for group in groups:
            st.markdown(f"**{group.title}: {group.count:,}**")
            parts.bullets(group.lines[:_MOST_LINES])
            if (left := len(group.lines) - _MOST_LINES) > 0:
                st.caption(f"and {left:,} more like these")


def _change_one(reading: Reading) -> None:
    """One line of what was assumed, and where its cell is put right; it is remembered as every correction is."""
    offered = _offered(reading)
    if not offered:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = st.selectbox(
            "Change one of these", list(offered), None, key=_CHANGE, width=420, placeholder="Change one of these",
            label_visibility="collapsed",
        )  # fmt: skip
        if chosen in offered:
            row, note = offered[chosen]
            if note.column:
                answer = partial(_changed, note.column, row)
                answers.ask(note.column, answer, f"{_CHANGE}-{row}-{note.column}", cog=reading.cog)
            else:
                for one in note.rows:
                    st.button(f"Set row {one} aside", key=f"{_CHANGE}-aside-{one}", on_click=_set_aside, args=(one,))


def _offered(reading: Reading) -> dict[str, tuple[int, Note]]:
    """Each cell that was assumed to mean something, by what is said of it, with its row; what many rows say last."""
    offered, top = {}, reading.layout.row
    told = [note for note in reading.notes if note.kind in (UNUSUAL, ASSUMED, NAMED, ROUGHLY)]
    for note in sorted(told, key=lambda note: note.row == top):
        header = note.row == top
        for row in note.rows if header else (note.row,):
            text = f"taken as {schema.said(note.column, 'presentation')}" if header else note.text
            field = f", {schema.label(note.column)}" if note.column else ""
            offered[f"Row {row}{field}: {text}"] = (row, note)
    return offered


def _changed(field: str, row: int, text: str) -> None:
    answers.correct(field, (row,), text)
    _done()


def _done() -> None:
    st.session_state[_CHANGE] = None


def _set_aside(row: int) -> None:
    at_hand.set_aside(row)
    _done()
