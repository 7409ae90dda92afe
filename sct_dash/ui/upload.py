"""Opening a file of records for this session: nothing is stored, nobody else sees it."""

import streamlit as st

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.records import readers
from sct_dash.records import source as sources
from sct_dash.ui.choices import forget_date
from sct_dash.ui.text import plain


def box() -> None:
    """Where a file is dropped; a file that cannot be read says why and changes nothing."""
    file = st.file_uploader("A file of records", type=["csv", "xlsx"], key="file", label_visibility="collapsed")
    st.caption("The file is read for this browser session only. Nothing is stored.")
    if file is None or st.session_state.get("read") == file.file_id:
        return
    st.session_state["read"] = file.file_id
    try:
        reading = readers.read(file.name, file.getvalue())
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if not reading.accepted:
        st.session_state["reading"] = reading
        st.error(plain(f"{file.name}: none of its {reading.rows_in} rows could be read; see below."))
        return
    st.session_state |= {"reading": reading, "source": sources.of(reading)}
    forget_date()
    st.rerun()


def back_to_the_sample() -> None:
    """Forget the file (a button's callback)."""
    for key in ("reading", "source"):
        st.session_state.pop(key, None)
    forget_date()


def report() -> None:
    """What became of every row of the file that was opened last."""
    reading = st.session_state.get("reading")
    if reading is None:
        return
    merged = len(reading.merged)
    st.markdown(
        f"**{plain(reading.name)}: {words.count(reading.rows_in, 'row')} = {reading.accepted} accepted "
        f"+ {merged} merged + {reading.quarantined} quarantined.**"
    )
    for fault in reading.faults:
        st.markdown(f":material/error: {plain(str(fault))}")
    for row, earlier in reading.merged:
        st.markdown(f":material/merge: Row {row} says the same as row {earlier} and was merged into it.")
    for note in reading.notes:
        st.markdown(f":material/info: Row {note.row}, {note.column}: {plain(note.text)}.")
