"""Records: what the numbers are made from; bring in a sheet, change a record, undo anything, take it all out."""

import streamlit as st

from sct_dash import findings
from sct_dash.ui import (
    bringing,
    choices,
    documenting,
    frame,
    history,
    keeping,
    official_list,
    parts,
    record_list,
    take_out,
)

view = frame.open_page("records", count=False)
head = st.container()
keeping.report_done(view.link(), view.snapshot)

tasks = ["The records", "Bring in a sheet", "Add one", documenting.TASK, "What changed", "Take out"]
choices.heed_link("task", tasks, "task")
task = st.segmented_control(
    "What to do", tasks, default=tasks[0], required=True, key="task", label_visibility="collapsed",
    bind="query-params", persist_state="session",
)  # fmt: skip
if task not in ("Bring in a sheet", documenting.TASK):
    with head:
        frame.title(findings.records(view.snapshot), view)
if task == "The records":
    record_list.browse(view)
elif task == "Bring in a sheet":
    bringing.bring_in(view, head)
    official_list.bring_in()
elif task == "Add one":
    record_list.add()
elif task == documenting.TASK:
    documenting.say(view, head)
elif task == "What changed":
    parts.heading("Every step, the newest first")
    history.steps()
    parts.heading("What changed, record by record")
    history.since()
else:
    parts.heading("The records as a file")
    take_out.download(view.snapshot.source)
    parts.heading("Everything, with its history")
    take_out.backup()
    take_out.restore()
    parts.heading("The sample")
    keeping.sample_switch()
