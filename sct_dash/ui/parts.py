"""Pieces that several pages place: the map with its key, what was clicked on it, a chart with its table."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from sct_dash.figures import town_map
from sct_dash.figures.style import POINT_STEPS, Palette
from sct_dash.ui.frame import View
from sct_dash.ui.text import plain

_QUIET = {"displayModeBar": False, "scrollZoom": False, "displaylogo": False}


@dataclass(frozen=True)
class Picked:
    """What was clicked in a picture: a town, or the tie of a mentor and a mentee."""

    town: str = ""
    mentor: str = ""
    mentee: str = ""


def heading(finding: str) -> None:
    """A section's finding as its heading."""
    st.subheader(plain(finding.removesuffix(".")), anchor=False)


def metrics(*cards: tuple[str, object, str]) -> None:
    """A row of numbers, each with its label and what to hold it against; two to a row on a phone."""
    with st.grid(min_column_width=150):
        for label, value, beside in cards:
            st.metric(label, value, beside, delta_color="off", delta_arrow="off", border=True)


def draw_map(
    view: View, ties: pd.DataFrame, alt: str, key: str, labels: Sequence[str] | None = None, focus: str = ""
) -> Picked | None:
    """The map of towns and ties with its key; returns what the user clicked."""
    towns = view.snapshot.scorecard.towns
    names = town_map.busiest(ties) if labels is None else labels
    figure = town_map.town_map(towns, ties, view.palette, view.choice.region, names, focus)
    with st.container(key=f"map-box-{key}"):
        picked = draw(figure, alt, key, select=True, height="stretch")
    map_key(view.palette)
    return picked


def draw(figure: go.Figure, alt: str, key: str, select: bool = False, height: int | str = "content") -> Picked | None:
    """A figure with its text alternative; returns what the user clicked, where that is asked for."""
    event = st.plotly_chart(
        figure,
        key=key,
        theme=None,
        alt=alt,
        height=height,
        config=_QUIET,
        on_select="rerun" if select else "ignore",
        selection_mode="points",
    )
    points = event.selection.points if select else []
    for point in points:
        kind, *names = point.get("customdata") or [""]
        if kind == "town":
            return Picked(town=names[0])
        if kind == "tie":
            return Picked(mentor=names[0], mentee=names[1])
    return None


def map_key(palette: Palette) -> None:
    """The key to the map: four squares, an arrow, and what kind of boundaries these are."""
    squares = "".join(
        f'<span><i style="background:{palette.of_points(step)};border:1px solid {palette.border}"></i>{step}</span>'
        for step in POINT_STEPS
    )
    boundaries = "schematic boundaries" if town_map.shapes().schematic else "official boundaries"
    arrow = f'<b style="color:{palette.ink}">'
    st.html(
        f'<div class="sct-key"><span>Points</span>{squares}<span>{arrow}&#9472;&#9472;&#9654;</b>mentor to mentee</span>'
        f"<span>{arrow}&#8943;&#8943;&#9654;</b>counts for nobody</span><span>{boundaries}</span></div>"
    )
