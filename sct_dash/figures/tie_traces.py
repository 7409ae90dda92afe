"""Ties as Plotly traces: arrows of several kinds, and what a pointer finds on them."""

from collections.abc import Sequence
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
_KINDS = (
    ("Mentorships that count for nobody", "dot", 0.55, False),
    ("Mentorships that count", "solid", 0.85, True),
)
"""Name, dash and opacity of an arrow, and whether any of its mentorships counts."""


def add_ties(figure: go.Figure, ties: pd.DataFrame, curves: Sequence[Sequence[Point]], palette: Palette) -> None:
    """Draw ties as arrows: dotted where they count for nobody, each with a rim and a handle for the pointer.

    Parameters
    ----------
    ties
        As `network.ties` gives them.
    curves
        Where each of them runs, as `arrows.curve` gives it; the axes are of one scale.
    """
    counting = list(ties["counts"] > 0)
    # The rim makes arrows stand out from towns of any colour.
    rim = {"color": palette.ground, "width": 3.4}
    figure.add_scatter(**arrows.joined(curves), name="Halo", mode="lines", line=rim, opacity=0.55, hoverinfo="skip")
    for name, dash, opacity, wanted in _KINDS:
        own = [curve for curve, counts in zip(curves, counting, strict=True) if counts == wanted]
        _add_arrows(figure, own, name, dash, opacity, palette)
    _add_handles(figure, ties, curves)


def _add_arrows(
    figure: go.Figure, curves: Sequence[Sequence[Point]], name: str, dash: str, opacity: float, palette: Palette
) -> None:
    """Two traces: the lines, and the heads.

    A head is one marker that is told its angle. Markers that find it from the points before them must stand on every
    point of every line, which takes a browser several times as long.
    """
    look = {"opacity": opacity, "hoverinfo": "skip", "unselected": UNFADED}
    line = {"color": palette.ink, "width": 1.3, "dash": dash}
    figure.add_scatter(**arrows.joined(curves), name=name, mode="lines", line=line, **look)
    ends = arrows.heads(curves)
    marker = {"symbol": "arrow", "angle": ends.pop("angles"), "size": 9, "color": palette.ink}
    figure.add_scatter(**ends, name=f"{name}, heads", mode="markers", marker=marker, **look)


def _add_handles(figure: go.Figure, ties: pd.DataFrame, curves: Sequence[Sequence[Point]]) -> None:
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


def add_ring(figure: go.Figure, spot: Point | None, palette: Palette) -> None:
    """A ring around the town that the picture is about, where there is one."""
    x, y = ([spot[0]], [spot[1]]) if spot else ([], [])
    figure.add_scatter(
        x=x,
        y=y,
        name="Focus",
        mode="markers",
        marker={"size": 24, "symbol": "circle-open", "color": palette.ink, "line": {"width": 2.5}},
        hoverinfo="skip",
        unselected=UNFADED,
    )


def tie_words(tie: object) -> str:
    """What a pointer over an arrow reads."""
    number = words.count(tie.mentorships, "mentorship")
    counts = "none counts" if not tie.counts else f"{tie.counts} {'counts' if tie.counts == 1 else 'count'}"
    return f"<b>{escape(tie.mentor)}</b> mentors <b>{escape(tie.mentee)}</b><br>{number}, {counts}<br>{tie.actions}"
