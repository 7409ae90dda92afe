"""Ties as Plotly traces: arrows of several kinds, and what a pointer finds on them."""

from collections.abc import Iterable, Sequence
from html import escape

import numpy as np
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
    """Two traces for each kind of arrow: its lines, and its heads.

    A head is one marker that is told its angle. Markers that find it from the points before them must stand on every
    point of every line, which takes a browser several times as long.

    Parameters
    ----------
    curves
        As `arrows.curve` gives them, one a tie; drawn on axes of one scale.
    kinds
        Each kind's name, dash, opacity, and which of the curves are of it.
    """
    for name, dash, opacity, which in kinds:
        own = [curve for curve, keep in zip(curves, which, strict=True) if keep]
        look = {"opacity": opacity, "hoverinfo": "skip", "unselected": UNFADED}
        line = {"color": palette.ink, "width": 1.3, "dash": dash}
        figure.add_scatter(**arrows.joined(own), name=name, mode="lines", line=line, **look)
        ends = arrows.heads(own)
        marker = {"symbol": "arrow", "angle": ends.pop("angles"), "size": 9, "color": palette.ink}
        figure.add_scatter(**ends, name=f"{name}, heads", mode="markers", marker=marker, **look)


def add_handles(figure: go.Figure, ties: pd.DataFrame, curves: Sequence[Sequence[Point]]) -> None:
    """The middle of each arrow, unseen, for a pointer to find."""
    middles = np.array([arrows.middle(curve) for curve in curves], dtype=np.float32).reshape(-1, 2)
    figure.add_scatter(
        x=middles[:, 0],
        y=middles[:, 1],
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
