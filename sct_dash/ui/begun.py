"""Planned introductions kept as records: the list of them on Plan, and the step that says one has begun."""

from typing import TYPE_CHECKING

import streamlit as st

from sct_dash import words
from sct_dash.plan import ground
from sct_dash.records import planned
from sct_dash.ui import keeping
from sct_dash.ui.frame import View
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import StepResult

_ROOM = 8
"""How many are shown at once; more scroll."""


def planned_list(view: View) -> str | None:
    """Every planned introduction of the region's towns, with a button for the day it has begun.

    Returns
    -------
    str or None
        The name that was asked for here; None when there is nothing to list.
    """
    rows = ground.planned_in(view.snapshot.source.records, view.choice.application_date, view.choice.region)
    if rows.empty:
        return None
    number = words.count(len(rows), "planned introduction")
    with st.expander(f"{number}: has one begun?", icon=":material/handshake:"):
        st.markdown(
            "A planned introduction is no mentorship yet. When it has begun, say so here: its notes say so then, and "
            "from then on it is a mentorship like any other. The plan counts it in until it is implemented, and does "
            "not propose it again. That is a step, which can be undone on Records. It keeps the start that was "
            "planned; change that on Records too, where it was another day."
        )
        who = keeping.who()
        if not who:
            keeping.want_name("to say so")
        with st.container(height=340 if len(rows) > _ROOM else "content", border=False, gap="xsmall"):
            for row in rows.itertuples():
                _one(row.record_id, f"{row.mentor} mentors {row.mentee} with {row.action}", who)
    return who


def _one(name: str, said: str, who: str) -> None:
    subject = f"begun {name}"

    def begin() -> None:
        if keeping.save(lambda: _say_begun(name, who), lambda _: f"{said}: it has begun.", subject):
            st.rerun()

    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{plain(said)} · {plain(name)}", width=460)
        if st.button("It has begun", key=f"begun-{name}", icon=":material/play_arrow:", disabled=not who):
            begin()
    keeping.conflict(subject, lambda _: begin(), "Say so anyway")


def _say_begun(name: str, who: str) -> "StepResult":
    """The step, from the record as it is now: whatever else its notes say by now stays."""
    store = keeping.the_store()
    version, records = store.version(), store.records()
    return store.edit(planned.begun(records[records["record_id"] == name]), version, who, "it has begun")
