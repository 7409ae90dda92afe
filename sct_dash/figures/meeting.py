"""Charts of the meeting's story, with letters that are read from the back row."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from sct_dash.figures import style, town_map
from sct_dash.figures.labels import DRAWN_PX
from sct_dash.figures.style import Palette
from sct_dash.story import FLOWS, MOST_BARS

_SIZE, _NAMES = 18, 16
_FEW = 5
"""The room for bars, so that one or two of them do not fill the screen."""


def map_of(
    towns: pd.DataFrame, ties: pd.DataFrame, palette: Palette, region: str | None, larger: float = 1
) -> go.Figure:
    """The map, its names larger than on a desk; each chart here is drawn with letters so many times as large."""
    return town_map.town_map(
        towns, ties, palette, region, town_map.busiest(ties), letters=_NAMES * larger, drawn=DRAWN_PX * larger
    )


def mentors(table: pd.DataFrame, palette: Palette, larger: float = 1) -> go.Figure:
    """A bar for each of the towns that mentor most.

    Parameters
    ----------
    table
        ``town`` and ``towns``, how many others it mentors; the most first.
    """
    shown = table.head(MOST_BARS)
    return _bars(shown["town"], {"Towns it mentors": shown["towns"]}, [palette.ink], palette, larger)


def flows(table: pd.DataFrame, columns: Sequence[str], palette: Palette, larger: float = 1) -> go.Figure:
    """What each COG keeps inside, gives and receives; for one region, what it gives to and gets from each.

    Parameters
    ----------
    table
        ``cog`` and the columns named.
    """
    drawn = [column for column in columns if column in FLOWS]
    series = {FLOWS[column]: table[column] for column in drawn}
    colours = [palette.of_flow(column) for column in drawn]
    stacked = "inside" in columns
    figure = _bars(table["cog"], series, colours, palette, larger, stacked)
    legend = {
        "orientation": "h", "traceorder": "normal", "font": {"size": _SIZE * larger}, "xref": "container", "x": 0,
        "yref": "container", "y": 1, "yanchor": "top",
    }  # fmt: skip
    figure.update_layout(showlegend=True, legend=legend, barmode="stack" if stacked else "group", bargap=0.2)
    return figure.update_layout(margin_t=44 * larger)


def points(towns: pd.DataFrame, palette: Palette, larger: float = 1) -> go.Figure:
    """How many towns have how many points."""
    steps = list(palette.point_steps)
    counted = towns["points"].map(palette.step_of).value_counts().reindex(steps, fill_value=0)
    figure = style.blank(palette)
    figure.add_bar(
        x=[f"{step} points" for step in steps],
        y=list(counted),
        text=[str(number) for number in counted],
        textposition="outside",
        cliponaxis=False,
        marker={
            "color": [palette.of_points(step) for step in steps],
            "line": {"color": palette.cog_border, "width": 1},
        },
        textfont={"size": (_SIZE + 6) * larger, "color": palette.text},
        hovertemplate="%{y} towns have %{x}<extra></extra>",
    )
    figure.update_layout(bargap=0.3, margin={"l": 8, "r": 8, "t": 36 * larger, "b": 40 * larger}, dragmode=False)
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure.update_xaxes(fixedrange=True, ticks="", tickfont={"size": _SIZE * larger})


def _bars(
    names: pd.Series,
    series: dict[str, pd.Series],
    colours: Sequence[str],
    palette: Palette,
    larger: float,
    stacked: bool = False,
) -> go.Figure:
    figure = style.blank(palette)
    for (name, values), colour in zip(series.items(), colours, strict=True):
        figure.add_bar(
            y=list(names),
            x=list(values),
            name=name,
            orientation="h",
            marker={"color": colour},
            text=[str(value or "") for value in values],
            textposition="inside" if stacked else "outside",
            textangle=0,
            constraintext="none",
            insidetextanchor="middle",
            cliponaxis=False,
            textfont={"size": _SIZE * larger},
            hovertemplate="%{y}: %{x}<extra>" + name + "</extra>",
        )
    figure.update_layout(bargap=0.3, margin={"l": 8, "r": 40 * larger, "t": 8, "b": 8}, dragmode=False)
    figure.update_xaxes(visible=False, fixedrange=True)
    return figure.update_yaxes(
        range=[max(_FEW, len(names)) - 0.5, -0.5],
        automargin=True,
        fixedrange=True,
        ticks="",
        dtick=1,  # every name, where Plotly would leave out each second one when letters are large
        tickfont={"size": _SIZE * larger},
        ticklabelstandoff=8,
    )
