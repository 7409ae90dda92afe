"""Records: what the numbers are made from, and how to see your own."""

import streamlit as st

from sct_dash import findings
from sct_dash.records import schema
from sct_dash.ui import frame, parts, tables, upload
from sct_dash.ui.text import plain

view = frame.open_page("records")
snapshot = view.snapshot
frame.title(findings.records(snapshot), view)

left, right = st.columns(2, gap="large")
with left:
    parts.heading("Use your own records")
    upload.box()
    if not snapshot.source.sample:
        st.button("Back to the sample", icon=":material/undo:", on_click=upload.back_to_the_sample)
with right:
    parts.heading("What a file must hold")
    st.markdown("A `.csv` or `.xlsx` with these columns in its first row; those with a ★ must be filled in.")
    with st.expander("The columns"):
        for column in schema.COLUMNS:
            star = " ★" if column.needed else ""
            st.markdown(f"**{plain(column.name)}{star}** {plain(column.meaning)}")
    st.download_button(
        "The sample as a file to start from" if snapshot.source.sample else "These records as a file",
        lambda: schema.to_csv(snapshot.source.records),
        "sample-records.csv" if snapshot.source.sample else "records.csv",
        mime="text/csv", on_click="ignore", icon=":material/download:",
    )  # fmt: skip

upload.report()

columns = ("record_id", "mentor", "mentee", "action", "support", "started", "last_active", "implemented_on")
tables.show(
    snapshot.mentorships, (*columns, "mentor_documented", "mentee_documented", "partners", "evidence", "notes"),
    findings.records(snapshot), height=520,
)  # fmt: skip
