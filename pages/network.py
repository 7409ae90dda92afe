"""Network: who mentors whom, as a map, gathered by COG, and from COG to COG."""

import streamlit as st

from sct_dash import findings, measures, network
from sct_dash.figures import cog_layout, matrix, town_map
from sct_dash.ui import frame, parts, tables
from sct_dash.ui.network_filters import choose_filters, focus_on
from sct_dash.ui.text import plain

VIEWS = {"map": "Map", "cogs": "By COG", "matrix": "COG to COG"}

view = frame.open_page("network")
snapshot = view.snapshot
frame.title(findings.network(snapshot), view)

filters = choose_filters(view)
mentorships = network.select(network.touching(snapshot.mentorships, snapshot.region), filters)
ties = network.ties(mentorships)
drawing = st.segmented_control(
    "Picture", list(VIEWS), default="map", format_func=VIEWS.get, key="view", required=True,
    bind="query-params", persist_state="session", label_visibility="collapsed",
)  # fmt: skip

shown = findings.shown(mentorships, filters)
parts.heading(shown)
left, right = st.columns([2.3, 1], gap="large")
with left:
    if drawing == "map":
        picked = parts.draw_map(view, ties, f"Map. {shown}", "network-map", focus=filters.town)
    elif drawing == "cogs":
        drawn = network.strongest(ties)
        figure = cog_layout.cog_layout(snapshot.scorecard.towns, drawn, view.palette, town_map.busiest(drawn))
        with st.container(key="map-box-cogs"):
            picked = parts.draw(
                figure, f"Towns gathered by COG. {shown}", "network-cogs", select=True, height="stretch"
            )
        st.caption("The larger a mark, the more ties; faded marks have none; an x lies outside Connecticut.")
        parts.tell_left_out(len(ties), len(drawn))
    else:
        flows = network.flows(mentorships)
        parts.draw(matrix.flow_matrix(flows, view.palette), f"Mentorships from COG to COG. {shown}", "network-matrix")
        picked = None
with right:
    if drawing == "matrix":
        st.markdown(f"Among these {len(mentorships)}:")
        parts.bullets(measures.flow_sentences(mentorships, snapshot.region))
    elif picked and picked.town:
        parts.town_card(view, picked.town, mentorships)
        if picked.town in snapshot.scorecard.towns.index:
            st.button(
                f"Focus on {picked.town}", on_click=focus_on, args=(picked.town,), icon=":material/center_focus_strong:"
            )
    elif picked:
        parts.tie_card(view, picked.mentor, picked.mentee, mentorships)
    else:
        st.caption("Click a town or the middle of an arrow to see what it is.")
        for measure in snapshot.measures[:3]:
            st.markdown(f"**{measure.name}.** {plain(measure.finding)}")

tables.show(
    mentorships,
    (
        "mentor",
        "mentee",
        "action",
        "category",
        "started",
        "last_active",
        "implemented_on",
        "mentor_verdict",
        "mentee_verdict",
        "km",
        "record_id",
    ),
    f"Every mentorship in the picture. {shown}",
)

parts.heading("What the network says")
with st.grid(columns=3, min_column_width=260):
    for measure in snapshot.measures:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{measure.name}**")
            st.markdown(plain(measure.finding))
            st.caption(measure.explanation)
            if len(measure.table) and st.button("Show all", key=measure.name, type="tertiary"):
                parts.show_all(measure.finding, measure.table, tuple(measure.table.columns))
