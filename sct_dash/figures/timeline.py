"""Points along the calendar: when each town's next change comes."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from sct_dash import words
from sct_dash.figures import style
from sct_dash.figures.style import Palette

_ROW = 28
"""Height of one town's row, px."""
_LETTERS_PX, _LEAST_PX = 13, 11
"""How large the numbers on bars are; a bar that is too short for the second has none."""


def points_timeline(forecast: pd.DataFrame, today: date, until: date, palette: Palette) -> go.Figure:
    """Draw each town's points as a bar whose colour changes on the days its points do.

    Parameters
    ----------
    forecast
        Changes as `outlook.forecast` gives them, of the towns to draw; the town that changes first on top.
    today, until
        The days between which to draw.
    """
    changes = forecast[forecast["date"] <= until]
    order = list(dict.fromkeys(changes["town"]))
    figure = style.blank(palette, height=60 + _ROW * max(1, len(order)))
    for town in order:
        own = changes[changes["town"] == town]
        starts = [today, *own["date"]]
        ends = [*own["date"], until]
        levels = [own["before"].iloc[0], *own["after"]]
        for start, end, points in zip(starts, ends, levels, strict=True):
            figure.add_bar(
                y=[town],
                x=[(pd.Timestamp(end) - pd.Timestamp(start)).total_seconds() * 1000],
                base=[pd.Timestamp(start)],
                orientation="h",
                marker={"color": palette.of_points(int(points)), "line": {"color": palette.border, "width": 0.5}},
                text=[f"   {points}  "],  # with room for the marks at both its sides
                textposition="inside",
                insidetextanchor="start",
                textangle=0,
                constraintext="inside",
                textfont={"color": palette.text if points < palette.point_steps[-1] else palette.ground},
                hovertemplate=f"{town}: {points} points from {words.day(start)}<extra></extra>",
            )
    lost = changes[changes["after"] < changes["before"]]
    figure.add_scatter(
        x=lost["date"].map(pd.Timestamp),
        y=lost["town"],
        name="Loss",
        mode="markers",
        marker={"symbol": "triangle-left", "size": 11, "color": palette.loss},
        hovertext=[
            f"{row.town} loses {row.before - row.after} points on {words.day(row.date)}" for row in lost.itertuples()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.update_layout(
        barmode="overlay", bargap=0.2, margin={"l": 110, "r": 8, "t": 30, "b": 4}, dragmode=False, hovermode="closest"
    )
    days = [pd.Timestamp(today), pd.Timestamp(until)]
    figure.update_traces(textfont_size=_LETTERS_PX, selector={"type": "bar"})
    figure.update_layout(uniformtext={"mode": "hide", "minsize": _LEAST_PX})
    figure.update_xaxes(type="date", side="top", fixedrange=True, range=days, **style.lines(palette))
    figure.update_yaxes(
        fixedrange=True, ticks="", categoryarray=order, categoryorder="array", range=[len(order) - 0.5, -0.5]
    )
    return figure
