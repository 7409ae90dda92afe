"""The Network page's picture: what the filters leave, as a map, gathered by COG, or from COG to COG."""

import pandas as pd
import streamlit as st

from sct_dash import findings, measures, network
from sct_dash.figures import cog_layout, matrix, town_map
from sct_dash.ui import frame, parts, tables
from sct_dash.ui.frame import View
from sct_dash.ui.network_filters import choose_filters, focus_on
from sct_dash.ui.text import plain

_COLUMNS = (
    *("mentor", "mentee", "action", "started", "last_active", "implemented_on"),
    *("mentor_verdict", "mentee_verdict", "category", "km", "record_id"),
)
_SAID = (measures.WHO_MENTORS_MOST, measures.WHO_IS_MENTORED_MOST, measures.WITHOUT_TIE)
_VIEWS = {"map": "Map", "cogs": "By COG", "matrix": "COG to COG"}


@frame.part
def explore(view: View) -> None:
    """The filters, the picture they give, and the table that says the same."""
    filters = choose_filters(view)
    region = None if filters.town else view.snapshot.region  # around a town, also what lies outside the region
    mentorships = network.select(network.touching(view.snapshot.mentorships, region), filters)
    ties = network.ties(mentorships)
    drawing = st.segmented_control(
        "Picture", list(_VIEWS), default="map", format_func=_VIEWS.get, key="view", required=True,
        bind="query-params", persist_state="session", label_visibility="collapsed",
    )  # fmt: skip

    shown = findings.shown(mentorships, filters)
    parts.heading(shown)
    left, right = st.columns([2.3, 1], gap="large")
    if drawing == "matrix" and mentorships.empty:
        return
    if drawing == "matrix":
        with left:
            flows = network.flows(mentorships)
            figure = matrix.flow_matrix(flows, view.palette)
            parts.draw(figure, f"Mentorships from COG to COG. {shown}", "network-matrix")
        with right:
            st.markdown(f"Among these {len(mentorships)}:")
            parts.bullets(measures.flow_sentences(mentorships, region))
    else:
        with left:
            if drawing == "map":
                picked = parts.draw_map(view, ties, f"Map. {shown}", "network-map", focus=filters.town)
            else:
                picked = _draw_gathered(view, ties, f"Towns gathered by COG. {shown}", filters.town)
        with right:
            _tell(view, picked, mentorships)
    tables.show(mentorships, _COLUMNS, f"Every mentorship in the picture. {shown}")


def _draw_gathered(view: View, ties: pd.DataFrame, alt: str, focus: str) -> parts.Picked | None:
    drawn = network.strongest(ties)
    towns, names = view.snapshot.scorecard.towns, town_map.busiest(drawn)
    figure = cog_layout.cog_layout(towns, drawn, view.palette, names, focus)
    with st.container(key="map-box-cogs"):
        picked = parts.draw(figure, alt, "network-cogs", select=True, height="stretch")
    parts.arrow_key(view.palette, "larger mark: more ties; faded: none; x: outside Connecticut")
    parts.tell_left_out(len(ties), len(drawn))
    return picked


def _tell(view: View, picked: parts.Picked | None, mentorships: pd.DataFrame) -> None:
    """What was clicked; until then, what there is to say of the whole."""
    parts.picked_card(view, picked, mentorships)
    if not picked:
        for name in _SAID:
            st.markdown(f"**{name}.** {plain(view.snapshot.measure(name).finding)}")
    elif picked.town in view.snapshot.scorecard.towns.index:
        label, icon = f"Focus on {picked.town}", ":material/center_focus_strong:"
        st.button(label, on_click=focus_on, args=(picked.town,), icon=icon)
