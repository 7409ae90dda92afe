"""Bringing in a coordinator's own sheet: drop it, say what its columns are, fix what is unclear, look, save."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sct_dash import actions, findings, words
from sct_dash.errors import UserError
from sct_dash.records import readers
from sct_dash.records.headers import Mapping
from sct_dash.records.readers import Glance, Reading
from sct_dash.ui import (
    assumed,
    at_hand,
    at_odds,
    columns,
    drafts,
    frame,
    left_open,
    saving,
    settled,
    signed_in,
    worklist,
)
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.frame import View
from sct_dash.ui.text import plain

_MANY_BYTES = 100_000
"""From here on reading takes long enough for a progress bar."""
_GLANCE, _READING = "sheet_glance", "sheet_reading"
_UNREAD, _COLUMNS_FIRST = "This file could not be read", "First, which column is which?"


@dataclass(frozen=True)
class _Made:
    """Something with what it was made from, so that a rerun does not make it again."""

    made_from: tuple[object, ...]
    made: object


def bring_in(view: View, head: DeltaGenerator) -> None:
    """The whole way from a dropped file to saved records.

    Parameters
    ----------
    head
        Where the page's title stands: what became of the sheet at hand, or what the records say.
    """
    saving.report_kept()
    if told := signed_in.refusal():
        st.info(plain(told), icon=":material/lock:")
    left_open.heed_link()
    at = at_hand.now()
    if at is None and (at := drafts.found()):
        at_hand.take_up(at)
    drafts.keep(at)
    if at is None:
        with head:
            frame.title(findings.records(view.snapshot), view)
        left_open.offer()
        _drop()
        st.caption("One row for each mentor, mentee and action. Columns and words may be your own.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(at.name)}**", width="content")
        close = "Close" if at.saved == at.decided else "Close without saving"
        st.button(close, on_click=at_hand.put_away, icon=":material/close:", type="tertiary", key="put_away")
    try:
        glance = _glance(at)
        if len(glance.sheets) > 1:
            key = f"sheet-{at.stamp}-{glance.sheet}"
            st.selectbox(
                "Sheet", glance.sheets, glance.sheets.index(glance.sheet), key=key, width=320,
                on_change=at_hand.choose_sheet, args=(key,),
            )  # fmt: skip
        mapping = columns.decide(glance, at)
        reading = _reading(at, glance, mapping) if mapping else None
    except UserError as error:
        with head:
            frame.headline(_UNREAD, at.name)
        st.error(plain(str(error)), icon=":material/error:")
        _drop()
        return
    if not reading:
        with head:
            frame.headline(_COLUMNS_FIRST, at.name)
        return
    undecided = columns.undecided(glance, at)
    with head:
        waiting = worklist.waiting_for_columns(reading, undecided)
        asking = worklist.count([problem for problem in reading.problems if problem not in waiting])
        frame.headline(_finding(reading, asking), _sum(reading))
    worklist.fix(reading, at, undecided)
    settled.settled(reading, at.corrections)
    assumed.understood(reading, columns.asked_for(glance, at))
    if reading.accepted:
        at_odds.tell_kept(reading)
    saving.preview_and_save(reading, glance, at)


def _drop() -> None:
    # Any file may be dropped: what is no spreadsheet is told in our own line.
    st.file_uploader("Your spreadsheet of mentorships", key=at_hand.uploader_key(), on_change=at_hand.take)


def _glance(at: AtHand) -> Glance:
    kept: _Made | None = st.session_state.get(_GLANCE)
    made_from = (at.stamp, at.sheet, at_hand.turn(), actions.revision())
    if kept is None or kept.made_from != made_from:
        kept = st.session_state[_GLANCE] = _Made(made_from, readers.look(at.name, at.content, at.sheet))
    return kept.made


def _reading(at: AtHand, glance: Glance, mapping: Mapping) -> Reading:
    made_from = (at.stamp, glance.sheet, at_hand.turn(), mapping, at.corrections, actions.revision())
    kept: _Made | None = st.session_state.get(_READING)
    if kept is None or kept.made_from != made_from:
        bar = st.progress(0.0, "Reading the rows…") if len(at.content) > _MANY_BYTES else None
        reading = readers.read(
            at.name, at.content, sheet=glance.sheet, mapping=mapping, corrections=at.corrections,
            on_progress=(lambda done, total: bar.progress(done / total, "Reading the rows…")) if bar else None,
        )  # fmt: skip
        if bar:
            bar.empty()
        kept = st.session_state[_READING] = _Made(made_from, reading)
    return kept.made


def _finding(reading: Reading, problems: int) -> str:
    """What became of the rows but those set aside: ``9 problems to look at; 31 of 40 rows are ready``."""
    out = len(reading.no_records) + len(reading.set_aside)
    ready, rows = reading.accepted + len(reading.merged), reading.rows_in - out
    if ready == rows:
        said = "The only row is ready" if rows == 1 else f"All {rows:,} rows are ready"
    else:
        said = f"{ready:,} of {words.count(rows, 'row')} {'is' if 1 in (ready, rows) else 'are'} ready"
    return f"{words.count(problems, 'problem')} to look at; {said[0].lower()}{said[1:]}" if problems else said


def _sum(reading: Reading) -> str:
    """What the sheet's rows add up from; a part that is none is left out."""
    parts = (
        (len(reading.merged), "merged"),
        (reading.to_look_at, "to look at"),
        (len(reading.set_aside), "set aside"),
        (len(reading.no_records), "that is no record" if len(reading.no_records) == 1 else "that are no records"),
    )
    told = [f"{number:,} {what}" for number, what in parts if number]
    return " + ".join([f"{words.count(reading.rows_in, 'row')} = {reading.accepted:,} accepted", *told])
