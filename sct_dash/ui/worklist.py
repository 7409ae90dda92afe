"""The rows that could not be read for certain, as a list to work through."""

import streamlit as st

from sct_dash import words
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.readers import Fault, Reading
from sct_dash.records.sheets import shown
from sct_dash.ui.text import plain

_AT_A_TIME = 12
"""Problems shown together; the next come up as these are settled."""


def fix(reading: Reading) -> None:
    """Every problem once, with its suggestion, a place for the right text, and the way to set its rows aside."""
    groups = list({(fault.column, fault.value, fault.reason): fault for fault in reversed(reading.faults)}.values())[
        ::-1
    ]
    if not groups:
        return
    st.markdown(f"**{words.count(len(groups), 'problem')} to look at**")
    for place, fault in enumerate(groups[:_AT_A_TIME]):
        with st.container(border=True, gap="small"):
            _problem(reading, fault, f"fix-{place}-{fault.row}-{fault.column}")
    if len(groups) > _AT_A_TIME:
        st.caption(f"and {len(groups) - _AT_A_TIME} more after these.")


def _problem(reading: Reading, fault: Fault, key: str) -> None:
    rows = [other.row for other in reading.alike(fault)]
    where = f"Row {rows[0]}" if len(rows) == 1 else f"{len(rows)} rows ({words.listing(map(str, rows), limit=5)})"
    column = f", {fault.column.replace('_', ' ')}" if fault.column else ""
    st.markdown(f"**{where}{column}:** {plain(fault.value) or '*empty*'} — {plain(fault.reason)}.")
    st.caption(plain(_whole_row(reading, fault.row)))
    with st.container(horizontal=True, vertical_alignment="center"):
        for option in dict.fromkeys(text for text in (fault.suggestion, *fault.options) if text):
            likely = "primary" if option == fault.suggestion else "secondary"
            corrections = reading.for_all_like(fault, option)
            say = f"Read as {plain(option)}"
            st.button(say, key=f"{key}-{option}", on_click=_apply, args=(corrections,), type=likely)
        if fault.partner:
            st.button(
                "Move it to partners", key=f"{key}-partner", on_click=_apply, args=(reading.moved_to_partners(fault),)
            )
        if fault.column:
            st.text_input(
                "What is right", key=f"{key}-text", width=220, label_visibility="collapsed", max_chars=200,
                placeholder="Or write what is right", on_change=_apply_text, args=(reading, fault, f"{key}-text"),
            )  # fmt: skip
        st.button("Set aside", key=f"{key}-aside", on_click=_set_aside, args=(rows,), type="tertiary")


def _whole_row(reading: Reading, row: int) -> str:
    """The row as it stands in the sheet, so that nobody has to look it up."""
    cells = next(quarantined.cells for quarantined in reading.quarantine if quarantined.row == row)
    return " · ".join(text for text in map(shown, cells) if text)


def _apply(corrections: tuple[Correction, ...]) -> None:
    decided: Corrections = st.session_state["corrections"]
    st.session_state["corrections"] = decided.plus(*corrections)


def _apply_text(reading: Reading, fault: Fault, key: str) -> None:
    if text := st.session_state[key].strip():
        _apply(reading.for_all_like(fault, text))


def _set_aside(rows: list[int]) -> None:
    decided: Corrections = st.session_state["corrections"]
    st.session_state["corrections"] = decided.without(*rows)
