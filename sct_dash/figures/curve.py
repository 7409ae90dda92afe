"""How fast a plan's points come: points by number of introductions."""

import pandas as pd
import plotly.graph_objects as go

from sct_dash.figures import style
from sct_dash.figures.style import Palette


def points_curve(points: pd.DataFrame, palette: Palette) -> go.Figure:
    """Draw the points that the plan's first introductions bring.

    Parameters
    ----------
    points
        As `plan.result.curve` gives them: ``introductions``, ``points``, ``best``.
    """
    figure = style.blank(palette, height=280)
    figure.add_scatter(
        x=points["introductions"],
        y=points["best"],
        name="The most that so many can bring",
        mode="lines",
        line={"color": palette.quiet, "width": 1.4, "dash": "dot"},
        hovertemplate="%{x} introductions can bring %{y} points at most<extra></extra>",
    )
    figure.add_scatter(
        x=points["introductions"],
        y=points["points"],
        name="This plan's first ones",
        mode="lines+markers",
        line={"color": palette.accent, "width": 2.6},
        marker={"size": 6 if len(points) <= 40 else 1, "color": palette.accent},
        hovertemplate="The first %{x} introductions bring %{y} points<extra></extra>",
    )
    figure.update_layout(
        margin={"l": 52, "r": 12, "t": 8, "b": 42},
        dragmode=False,
        showlegend=True,
        legend={"x": 0.99, "y": 0.05, "xanchor": "right", "yanchor": "bottom", "bgcolor": "rgba(0,0,0,0)"},
    )
    axis = style.lines(palette)
    figure.update_xaxes(**{**axis, "title": {"text": "Introductions", **axis["title"]}}, rangemode="tozero")
    figure.update_yaxes(**{**axis, "title": {"text": "Points gained", **axis["title"]}}, rangemode="tozero")
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    return figure
