"""What changed, by whom, and the way back."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from sct_dash import clock, words
from sct_dash.ui import keeping, parts, tables
from sct_dash.ui.choices import LINKED, heed_day
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import Changes, Step, ToldStep

_BY_IMPORT = "since_import"
_SHOWN = 40
"""Sentences, and steps, at most; the table of changes and the backup have all."""
_FIRST = 8
"""Steps that need no fold."""


def since() -> None:
    """What is different since a day that the user chooses, or what the last import did, as sentences and as a table."""
    last = keeping.the_store().last_import()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by_import = st.session_state.get(_BY_IMPORT, False) and last is not None
        heed_day("changed_since", keeping.FIRST_DAY, "day since which things changed", clock.today())
        day = st.date_input(
            "What changed since, such as the last meeting", clock.today() - timedelta(days=30),
            min_value=keeping.FIRST_DAY, max_value=clock.today(), format="MM/DD/YYYY", key="changed_since",
            width=340, disabled=by_import, **LINKED,
        )  # fmt: skip
        st.toggle("By the last import and since", key=_BY_IMPORT, disabled=last is None)
    begin = last if by_import else day or clock.today()
    changes = _changes(keeping.the_store().version(), str(begin), begin)
    when = _when(changes)
    number = len(changes.found)
    if not number:
        st.markdown(f"Nothing changed {when}.")
        return
    st.markdown(f"**{words.count(number, 'change')} {when}**")
    with st.expander("One by one"):
        parts.bullets(changes.said(_SHOWN))
        if number > _SHOWN:
            st.caption(f"and {number - _SHOWN:,} more, in the table.")
    # Drawn when it is opened: of a long list it is megabytes.
    with st.expander("The same as a table", key="changes_as_table", on_change="rerun") as table:
        if table.open:
            columns = ("day", "subject", "change", "details", "by", "why", "step")
            tables.show(changes.table, columns, "What changed")


@st.cache_resource(max_entries=4, show_spinner="Looking for what changed…")
def _changes(version: str, named: str, _begin: "date | Step") -> "Changes":  # noqa: ARG001 (cache keys)
    """What changed, which is the same until the next step."""
    return keeping.the_store().changes_since(_begin)


def _when(changes: "Changes") -> str:
    if changes.first is None:
        return f"since {words.day(changes.day)}"
    return plain(f"by {changes.first.by}'s import on {words.day(changes.day)} at {changes.first.hour} and since")


def steps() -> None:
    """The last steps, and undoing those that can be."""
    told = _steps(keeping.the_store().version())
    if not told:
        st.caption("There is none yet.")
        return
    who = keeping.who()
    if not who:
        keeping.want_name("to undo a step")
    for one in told[:_FIRST]:
        _step(one, who)
    if told[_FIRST:]:
        with st.expander("Earlier steps"):
            for one in told[_FIRST:]:
                _step(one, who)
            if left := told[-1].step.number - 1:
                st.caption(f"and {left:,} more; a backup has them all.")


@st.cache_resource(max_entries=4, show_spinner=False)
def _steps(version: str) -> "tuple[ToldStep, ...]":  # noqa: ARG001 (a cache key)
    """The last steps, which are the same until the next one."""
    return keeping.the_store().last_steps(_SHOWN)


def _step(one: "ToldStep", who: str) -> None:
    """A step with its way back, or why there is none."""
    number = one.step.number
    text, button = st.columns([6, 1], vertical_alignment="center")
    undone = f" :gray-badge[undone by step {one.step.undone_by}]" if one.step.undone else ""
    text.markdown(f"**{number}** {plain(one.sentence)}{undone}")
    if one.why_not:
        if not one.step.undone:
            text.caption(plain(one.why_not))
    elif button.button("Undo", key=f"undo-{number}", disabled=not who):
        with text:  # a refusal stands beside the step
            done = keeping.undo(number, who)
        if done:
            st.rerun()
