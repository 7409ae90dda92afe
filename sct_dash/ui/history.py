"""What changed, by whom, and the way back."""

from datetime import timedelta

import streamlit as st

from sct_dash import clock, words
from sct_dash.ui import keeping, parts, tables
from sct_dash.ui.text import plain

_SHOWN = 40
"""Sentences, and steps, at most; the table of changes and the backup have all."""


def since() -> None:
    """What is different from a day that the user chooses, as sentences and as a table."""
    day = st.date_input(
        "What changed since", clock.today() - timedelta(days=30), max_value=clock.today(), format="MM/DD/YYYY",
        key="changed_since", width=220,
    )  # fmt: skip
    changes = keeping.the_store().changes_since(day or clock.today())
    if not changes.sentences:
        st.markdown(f"Nothing changed since {words.day(changes.day)}.")
        return
    st.markdown(f"**{words.count(len(changes.sentences), 'change')} since {words.day(changes.day)}**")
    parts.bullets(changes.sentences[:_SHOWN])
    if len(changes.sentences) > _SHOWN:
        st.caption(f"and {len(changes.sentences) - _SHOWN} more, in the table.")
    with st.expander("The same as a table"):
        tables.show(changes.table, ("day", "subject", "change", "details", "by", "why", "step"), "What changed")


def steps(who: str) -> None:
    """The last steps, and undoing them."""
    told = keeping.the_store().history()
    for step in told[:_SHOWN]:
        text, button = st.columns([6, 1], vertical_alignment="center")
        undone = f" :gray-badge[undone by step {step.undone_by}]" if step.undone else ""
        text.markdown(f"**{step.number}** {plain(step.sentence)}{undone}")
        if step.undone or step.archived:
            continue
        if button.button(
            "Undo", key=f"undo-{step.number}", disabled=not who, help=None if who else "Give your name first."
        ):
            done = keeping.save(
                lambda number=step.number: keeping.the_store().undo(number, who),
                lambda _, number=step.number: f"Step {number} was undone.",
            )
            if done:
                st.rerun()
    if len(told) > _SHOWN:
        st.caption(f"and {len(told) - _SHOWN} more; a backup has them all.")
