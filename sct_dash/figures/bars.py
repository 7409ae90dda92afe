"""Bar charts."""

import pandas as pd
import plotly.graph_objects as go

from sct_dash import places
from sct_dash.figures import style
from sct_dash.figures.style import Palette


def points_by_cog(towns: pd.DataFrame, palette: Palette, region: str | None = None) -> go.Figure:
    """The nine COGs side by side: the share of their towns at each step of points.

    Parameters
    ----------
    towns
        All 169, with ``cog`` and ``points``.
    region
        A COG to set in bold.
    """
    figure = style.blank(palette, height=330)
    cogs = list(places.cogs().index)[::-1]
    steps = towns["points"].map(palette.step_of)
    counted = pd.crosstab(towns["cog"], steps).reindex(index=cogs, columns=list(palette.point_steps), fill_value=0)
    share = counted.div(counted.sum(axis=1), axis=0)
    for step in reversed(palette.point_steps):
        figure.add_bar(
            y=cogs,
            x=share[step],
            orientation="h",
            name=f"{step} points",
            marker={"color": palette.of_points(step), "line": {"color": palette.ground, "width": 1}},
            text=[str(number or "") for number in counted[step]],
            textposition="inside",
            insidetextanchor="middle",
            textfont={"color": palette.text if step < palette.point_steps[-1] else palette.ground},
            hovertemplate="%{y}: %{text} towns with " + f"{step} points<extra></extra>",
        )
    names = [f"<b>{cog}</b>" if cog == region else cog for cog in cogs]
    figure.update_layout(barmode="stack", bargap=0.28, margin={"l": 76, "r": 8, "t": 4, "b": 4}, dragmode=False)
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, 1])
    figure.update_yaxes(tickvals=cogs, ticktext=names, fixedrange=True, tickfont={"size": 14}, ticks="")
    return figure
