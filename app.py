"""Overview: how the region stands, and what needs attention now."""

import streamlit as st

from sct_dash import findings, network
from sct_dash.figures import bars
from sct_dash.measures import KEPT_INSIDE, WHO_MENTORS_MOST
from sct_dash.ui import documenting, documents, frame, left_open, parts, tables
from sct_dash.ui.text import plain

ICONS = {
    "lapsing": ":material/hourglass_bottom:",
    "undocumented": ":material/edit_document:",
    "one_sided": ":material/contrast:",
    "no_tie": ":material/link_off:",
}
COLUMNS = {
    "lapsing": ("town", "cog", "date", "before", "after", "lost"),
    "undocumented": ("town", "cog", "action", "role", "partner", "implemented_on"),
    "one_sided": ("documented_by", "missing_from", "action", "implemented_on", "record_id"),
    "no_tie": ("town", "cog", "mentors_next_door"),
}

view = frame.open_page("overview")
snapshot, numbers = view.snapshot, view.snapshot.numbers
frame.title(findings.overview(snapshot), view)

parts.metrics(
    ("Towns with points", numbers.with_points, f"of {numbers.towns}"),
    ("Points earned", numbers.points, f"{numbers.points_at_risk:,} at risk"),
    ("Ready to submit", numbers.ready_points, f"{numbers.points - numbers.ready_points:,} not documented"),
    ("Active mentorships", numbers.mentorships, "in the window"),
    ("Towns with no tie", numbers.without_tie, f"of {numbers.towns}"),
)

ties = network.ties(snapshot.own_active)
most, kept = snapshot.measure(WHO_MENTORS_MOST), snapshot.measure(KEPT_INSIDE)
left, right = st.columns([2.3, 1], gap="large")
with left:
    parts.heading(most.finding)
    alt = f"Map of mentorships. {most.finding} {kept.finding}"
    parts.map_to_click(view, ties, snapshot.own_active, alt, "overview-map")
    documents.picture_button(snapshot)
with right:
    parts.heading("Needs attention")
    left_open.lead(view)
    for item in snapshot.attention:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"{ICONS[item.kind]} **{plain(item.finding)}**")
            if item.next_thing:
                st.caption(plain(item.next_thing))
            if len(item.table) and st.button("Show all", key=item.kind, type="tertiary"):
                parts.show_all(item.finding, item.table, COLUMNS[item.kind])
            if item.kind == "undocumented":
                documenting.lead(view)

parts.heading(findings.cogs(snapshot))
parts.draw(
    bars.points_by_cog(snapshot.scorecard.towns, view.palette, view.choice.region), findings.cogs(snapshot), "cogs"
)
tables.show(
    snapshot.cogs,
    ("cog", "towns", "with_points", "points", "ready_points", "inside", "given_out", "received", "without_tie"),
    "The nine COGs side by side",
    points=st.column_config.NumberColumn("Points", width="small"),
    ready_points=st.column_config.NumberColumn("Ready", width="small"),
)
