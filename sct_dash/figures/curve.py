"""How fast a plan's points come: points by number of introductions."""

import pandas as pd
import plotly.graph_objects as go

from sct_dash.figures import style
from sct_dash.figures.style import Palette


def points_curve(points: pd.DataFrame, palette: Palette) -> go.Figure:
    """Draw the points that the plan's first introductions bring, and the most that so many can where that is more.

    Parameters
    ----------
    points
        As `plan.result.curve` gives them: ``introductions``, ``points``, ``best``.
    """
    most_of_all = points["points"].equals(points["best"])
    # The margins below suffice, and Plotly draws twice what makes room for itself.
    axis = {**style.lines(palette), "rangemode": "tozero", "fixedrange": True, "automargin": False}
    figure = style.blank(
        palette,
        height=280,
        margin={"l": 52, "r": 12, "t": 8 if most_of_all else 48, "b": 42},
        showlegend=not most_of_all,
        legend={"x": 0, "y": 1.03, "xanchor": "left", "yanchor": "bottom", "bgcolor": style.CLEAR},
        xaxis={**axis, "title": {"text": "Introductions", **axis["title"]}},
        yaxis={**axis, "title": {"text": "Points gained", **axis["title"]}},
    )
    if not most_of_all:
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
    return figure
