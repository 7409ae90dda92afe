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
    figure = style.blank(palette, height=280)
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
    figure.update_layout(
        margin={"l": 52, "r": 12, "t": 8 if most_of_all else 48, "b": 42},
        dragmode=False,
        showlegend=not most_of_all,
        legend={"x": 0, "y": 1.03, "xanchor": "left", "yanchor": "bottom", "bgcolor": style.CLEAR},
    )
    axis = style.lines(palette)
    for name, said in (("xaxis", "Introductions"), ("yaxis", "Points gained")):
        title = {"text": said, **axis["title"]}
        figure.update_layout({name: {**axis, "title": title, "rangemode": "tozero", "fixedrange": True}})
    return figure
