"""Records: what the numbers are made from; bring in a sheet, change a record, undo anything, take it all out."""

import streamlit as st

from sct_dash import findings
from sct_dash.ui import bringing, frame, history, keeping, official_list, parts, record_list, take_out

view = frame.open_page("records")
frame.title(findings.records(view.snapshot), view)
keeping.report_done(view.link(), findings.points(view.snapshot))
who = keeping.who()

tasks = ["The records", "Bring in a sheet", "Add one", "What changed", "Take out"]
task = st.segmented_control(
    "What to do", tasks, default=tasks[0], required=True, key="task", label_visibility="collapsed",
    bind="query-params", persist_state="session",
)  # fmt: skip
if task == "The records":
    record_list.browse(view, who)
elif task == "Bring in a sheet":
    bringing.bring_in(who)
    official_list.bring_in()
elif task == "Add one":
    record_list.add(who)
elif task == "What changed":
    history.since()
    parts.heading("Every step, the newest first")
    history.steps(who)
else:
    parts.heading("The records as a file")
    take_out.download(view.snapshot.source)
    parts.heading("Everything, with its history")
    take_out.backup()
    take_out.restore(who)
    parts.heading("The sample")
    keeping.sample_switch()
