"""Ties as Plotly traces: arrows of several kinds, and what a pointer finds on them."""

from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from sct_dash import words
from sct_dash.figures import arrows, style
from sct_dash.figures.arrows import Point
from sct_dash.figures.style import Palette

UNFADED = {"marker": {"opacity": 1}}
"""Keeps what is not selected as it is: Plotly would fade it."""


def add_arrows(
    figure: go.Figure,
    curves: Sequence[Sequence[Point]],
    kinds: Iterable[tuple[str, str, float, Iterable[bool]]],
    palette: Palette,
) -> None:
    """One trace for each kind of arrow.

    Parameters
    ----------
    curves
        As `arrows.curve` gives them, one a tie.
    kinds
        Each kind's name, dash, opacity, and which of the curves are of it.
    """
    for name, dash, opacity, which in kinds:
        drawn = arrows.joined((curve for curve, keep in zip(curves, which, strict=True) if keep), head=9)
        figure.add_scatter(
            x=drawn["x"],
            y=drawn["y"],
            name=name,
            mode="lines+markers",
            line={"color": palette.ink, "width": 1.3, "dash": dash},
            marker={"symbol": "arrow", "angleref": "previous", "size": drawn["sizes"], "color": palette.ink},
            opacity=opacity,
            hoverinfo="skip",
            unselected=UNFADED,
        )


def add_handles(figure: go.Figure, ties: pd.DataFrame, curves: Sequence[Sequence[Point]]) -> None:
    """The middle of each arrow, unseen, for a pointer to find."""
    middles = [arrows.middle(curve) for curve in curves]
    figure.add_scatter(
        x=[x for x, _ in middles],
        y=[y for _, y in middles],
        name="Arrows",
        mode="markers",
        marker={"size": 10, "color": style.CLEAR},
        unselected=UNFADED,
        customdata=[["tie", tie.mentor, tie.mentee] for tie in ties.itertuples()],
        hovertext=[tie_words(tie) for tie in ties.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def tie_words(tie: object) -> str:
    """What a pointer over an arrow reads."""
    number = words.count(tie.mentorships, "mentorship")
    counts = "none counts" if not tie.counts else f"{tie.counts} {'counts' if tie.counts == 1 else 'count'}"
    return f"<b>{escape(tie.mentor)}</b> mentors <b>{escape(tie.mentee)}</b><br>{number}, {counts}<br>{tie.actions}"
