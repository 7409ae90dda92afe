"""What changed, by whom, and the way back."""

from datetime import timedelta
from typing import TYPE_CHECKING

import streamlit as st

from sct_dash import clock, words
from sct_dash.ui import keeping, parts, tables
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import Changes

_BY_IMPORT = "since_import"
_SHOWN = 40
"""Sentences, and steps, at most; the table of changes and the backup have all."""


def since() -> None:
    """What is different from a day that the user chooses, as sentences and as a table."""
    last = keeping.the_store().last_import()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by_import = st.session_state.get(_BY_IMPORT, False) and last is not None
        day = st.date_input(
            "What changed since", clock.today() - timedelta(days=30), max_value=clock.today(), format="MM/DD/YYYY",
            key="changed_since", width=220, disabled=by_import,
        )  # fmt: skip
        st.toggle("Since the last import", key=_BY_IMPORT, disabled=last is None)
    changes = keeping.the_store().changes_since(last if by_import else day or clock.today())
    since = _since(changes)
    if not changes.sentences:
        st.markdown(f"Nothing changed since {since}.")
        return
    st.markdown(f"**{words.count(len(changes.sentences), 'change')} since {since}**")
    parts.bullets(changes.sentences[:_SHOWN])
    if len(changes.sentences) > _SHOWN:
        st.caption(f"and {len(changes.sentences) - _SHOWN} more, in the table.")
    with st.expander("The same as a table"):
        tables.show(changes.table, ("day", "subject", "change", "details", "by", "why", "step"), "What changed")


def _since(changes: "Changes") -> str:
    if changes.since is None:
        return words.day(changes.day)
    return plain(f"{changes.since.by}'s import on {words.day(changes.day)} at {changes.since.hour}")


def steps(who: str) -> None:
    """The last steps, and undoing those that can be."""
    told = keeping.the_store().last_steps(_SHOWN)
    for one in told:
        number = one.step.number
        text, button = st.columns([6, 1], vertical_alignment="center")
        undone = f" :gray-badge[undone by step {one.step.undone_by}]" if one.step.undone else ""
        text.markdown(f"**{number}** {plain(one.sentence)}{undone}")
        if one.why_not:
            if not one.step.undone:
                text.caption(plain(one.why_not))
        elif button.button(
            "Undo", key=f"undo-{number}", disabled=not who, help=None if who else "Give your name first."
        ):
            with text:  # a refusal stands beside the step
                done = keeping.save(
                    lambda number=number: keeping.the_store().undo(number, who),
                    lambda _, number=number: f"Step {number} was undone.",
                )
            if done:
                st.rerun()
    if told and (left := told[-1].step.number - 1):
        st.caption(f"and {left} more; a backup has them all.")
