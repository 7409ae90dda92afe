"""Network: who mentors whom, as a map, gathered by COG, and from COG to COG."""

import streamlit as st

from sct_dash import findings
from sct_dash.ui import frame, parts
from sct_dash.ui.exploring import explore
from sct_dash.ui.text import plain

view = frame.open_page("network")
snapshot = view.snapshot
frame.title(findings.network(snapshot), view)

explore(view)

parts.heading("What the network says")
with st.grid(columns=3, min_column_width=260):
    for measure in snapshot.measures:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{measure.name}**")
            st.markdown(plain(measure.finding))
            st.caption(measure.explanation)
            if len(measure.table) and st.button("Show all", key=measure.name, type="tertiary"):
                parts.show_all(measure.finding, measure.table, tuple(measure.table.columns))
