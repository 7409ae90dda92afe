"""Records: what the numbers are made from; bring in a sheet, change a record, undo anything, take it all out."""

import streamlit as st

from sct_dash import findings
from sct_dash.ui import bringing, frame, history, keeping, parts, record_list, take_out

view = frame.open_page("records")
frame.title(findings.records(view.snapshot), view)
keeping.report_done(view.link())
who = keeping.who()

listed, brought, added, changed, taken = st.tabs(
    ["The records", "Bring in a sheet", "Add one", "What changed", "Take out"], key="task", bind="query-params"
)
with listed:
    record_list.browse(view, who)
with brought:
    bringing.bring_in(who)
with added:
    record_list.add(who)
with changed:
    history.since()
    parts.heading("Every step, the newest first")
    history.steps(who)
with taken:
    parts.heading("The records as a file")
    take_out.download(view.snapshot.source)
    parts.heading("Everything, with its history")
    take_out.backup()
    take_out.restore(who)
    parts.heading("The sample")
    keeping.sample_switch()
