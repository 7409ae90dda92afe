"""Mentorships from COG to COG as a grid of numbers."""

import pandas as pd
import plotly.graph_objects as go

from sct_dash.figures import style
from sct_dash.figures.style import Palette


def flow_matrix(flows: pd.DataFrame, palette: Palette) -> go.Figure:
    """Draw the grid; rows give, columns receive. What stays inside a COG is written bold and not coloured.

    Parameters
    ----------
    flows
        As `network.flows` gives them. A row and column without any mentorship outside Connecticut is left out.
    """
    shown = flows.loc[
        [cog for cog in flows.index if cog in flows.index[:-1] or flows.loc[cog].any()],
        [cog for cog in flows.columns if cog in flows.columns[:-1] or flows[cog].any()],
    ]
    figure = style.blank(palette, height=500)
    across = shown.mask(
        pd.DataFrame([[a == b for b in shown.columns] for a in shown.index], shown.index, shown.columns)
    )
    most = max(1, int(across.max().max()))
    figure.add_heatmap(
        z=across.to_numpy(),
        text=shown.to_numpy(),
        x=list(shown.columns),
        y=list(shown.index),
        zmin=0,
        zmax=most,
        colorscale=[(0, palette.points[0]), (1, palette.ink)],
        showscale=False,
        xgap=2,
        ygap=2,
        hovertemplate="%{y} mentors %{x}: %{text} mentorships<extra></extra>",
    )
    # All at once: each annotation added by itself has Plotly copy those before it.
    figure.layout.annotations = [
        {
            "x": taker,
            "y": giver,
            "text": f"<b>{number}</b>" if giver == taker else str(number),
            "showarrow": False,
            "font": {
                "size": 15,
                "color": palette.ground if giver != taker and number > most / 2 else palette.text,
            },
        }
        for giver, row in shown.iterrows()
        for taker, number in row.items()
        if number
    ]
    # Names that stand upright take the least room, so that a phone has cells as wide as their numbers.
    figure.update_layout(margin={"l": 104, "r": 8, "t": 110, "b": 8}, dragmode=False, uirevision="matrix")
    own = {"fixedrange": True, "ticks": "", "showgrid": False, "tickmode": "array"}
    figure.update_xaxes(side="top", title="receives", tickangle=-90, **own, **_names(shown.columns))
    figure.update_yaxes(autorange="reversed", title="gives", **own, **_names(shown.index))
    return figure


def _names(cogs: pd.Index) -> dict[str, list[str]]:
    """Every name beside its cells, in two lines where it is of two words."""
    return {"tickvals": list(cogs), "ticktext": [cog.replace(" ", "<br>") for cog in cogs]}
