"""The network with the towns gathered by COG, always in the same places."""

import math
from collections.abc import Sequence
from functools import lru_cache
from html import escape

import pandas as pd
import plotly.graph_objects as go

from sct_dash import places, words
from sct_dash.figures import arrows, style
from sct_dash.figures.arrows import Box
from sct_dash.figures.labels import DRAWN_PX, add_labels
from sct_dash.figures.style import Palette
from sct_dash.figures.tie_traces import add_ring, add_ties
from sct_dash.places import OUTSIDE

_SPACING = 4.6
"""Room for one town within its COG's disc."""
_GAP = 13.0
"""Between two discs at least: room for a name."""
_ARROW_GAP = 1.6
_LETTER_PX, _HIGH_PX = 8.0, 20.0
"""How wide a letter of a COG's name is, and how high the name."""
_AROUND, _OUTSIDE_RISE, _OUTSIDE_ROOM = 6.0, 17.0, 15.0
"""Room around the discs; how far over them places outside Connecticut stand, and the room for names over those."""
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def cog_layout(
    towns: pd.DataFrame, ties: pd.DataFrame, palette: Palette, labels: Sequence[str] = (), focus: str = ""
) -> go.Figure:
    """Draw every town inside its COG's disc and every tie as an arrow.

    Parameters
    ----------
    towns
        All 169, index ``town``, with ``points``.
    ties
        As `network.ties` gives them.
    labels
        The towns to name, the most important first.
    focus
        A town to put a ring around.
    """
    outside = sorted({*ties["mentor"], *ties["mentee"]} - set(towns.index))
    spots = _spots() | {name: _outside_spot(place, len(outside)) for place, name in enumerate(outside)}
    edges = _edges()
    figure = style.blank(palette, uirevision="cogs", **style.unseen_axes(*edges))
    names = _names()
    _add_discs(figure, palette)
    ends = zip(ties["mentor"], ties["mentee"], strict=True)
    curves = [arrows.curve_around(spots[a], spots[b], _ARROW_GAP, list(names.values())) for a, b in ends]
    add_ties(figure, ties, curves, palette)
    _add_towns(figure, towns, ties, spots, palette)
    add_ring(figure, spots.get(focus), palette)
    add_labels(figure, [focus, *outside, *labels], spots, palette, edges, names.values())
    return figure


@lru_cache(maxsize=1)
def _discs() -> dict[str, tuple[float, float, float]]:
    """Each COG's disc, ``x, y, radius``: where its towns lie on the map, pushed apart until none overlap."""
    table = places.towns()
    grouped = table.groupby("cog")[["x", "y"]].mean()
    radius = {cog: _SPACING * math.sqrt(number) * 0.95 + 2 for cog, number in table["cog"].value_counts().items()}
    at = {cog: [grouped.loc[cog, "x"], grouped.loc[cog, "y"]] for cog in places.cogs().index}
    for _ in range(400):
        for a in at:
            for b in at:
                if a < b:
                    _push_apart(at[a], at[b], radius[a] + radius[b] + _GAP)
    return {cog: (x, y, radius[cog]) for cog, (x, y) in at.items()}


def _push_apart(a: list[float], b: list[float], least: float) -> None:
    away = math.dist(a, b)
    if away < least:
        for axis in (0, 1):
            shift = (b[axis] - a[axis]) / away * (least - away) / 2
            a[axis] -= shift
            b[axis] += shift


@lru_cache(maxsize=1)
def _edges() -> Box:
    """The picture's edges: all discs, and over them the row of places outside Connecticut, also when it is empty."""
    discs = _discs().values()
    left, right = (side(x + sign * r for x, _, r in discs) for side, sign in ((min, -1), (max, 1)))
    bottom, top = (side(y + sign * r for _, y, r in discs) for side, sign in ((min, -1), (max, 1)))
    return left - _AROUND, bottom - _GAP, right + _AROUND, top + _OUTSIDE_RISE + _OUTSIDE_ROOM


@lru_cache(maxsize=1)
def _names() -> dict[str, Box]:
    """Where each COG's name stands in the smallest picture, away from the others, where fewest arrows pass.

    In a larger picture it takes less of the same room.
    """
    left, _, right, _ = _edges()
    pixel = (right - left) / DRAWN_PX
    boxes = {}
    for cog, (x, y, radius) in _discs().items():
        wide, high = len(cog) * _LETTER_PX * pixel, _HIGH_PX * pixel
        bottom = y + radius if _is_named_above(cog) else y - radius - high
        boxes[cog] = (x - wide / 2, bottom, x + wide / 2, bottom + high)
    return boxes


def _is_named_above(cog: str) -> bool:
    """Whether a COG's name stands over its disc: in the upper half of the picture."""
    heights = [y for _, y, _ in _discs().values()]
    return _discs()[cog][1] > sum(heights) / len(heights)


@lru_cache(maxsize=1)
def _spots() -> dict[str, arrows.Point]:
    """Each town's place: a spiral within its COG's disc, which fills it evenly whatever its number."""
    spots = {}
    for cog, (x, y, radius) in _discs().items():
        members = [town for town, of in places.cog_of().items() if of == cog]
        for number, town in enumerate(members):
            away = (radius - 2.4) * math.sqrt((number + 0.5) / len(members))
            angle = number * _GOLDEN_ANGLE
            spots[town] = (x + away * math.cos(angle), y + away * math.sin(angle))
    return spots


def _outside_spot(place: int, number: int) -> arrows.Point:
    """Places outside Connecticut stand in a row above the discs."""
    left, _, right, top = _edges()
    return left + (right - left) * (place + 1) / (number + 1), top - _OUTSIDE_ROOM


def _add_discs(figure: go.Figure, palette: Palette) -> None:
    for cog, (x, y, radius) in _discs().items():
        mark = style.cog_mark(cog, palette)
        figure.add_shape(
            type="circle", x0=x - radius, x1=x + radius, y0=y - radius, y1=y + radius, layer="below",
            fillcolor=palette.second, line={"color": mark.colour, "width": 2},
        )  # fmt: skip
        above = _is_named_above(cog)
        figure.add_annotation(
            x=x, y=y + radius if above else y - radius, text=f"<b>{cog}</b>", showarrow=False,
            yanchor="bottom" if above else "top", font={"size": 13, "color": palette.text}, bgcolor=palette.ground,
        )  # fmt: skip


def _add_towns(
    figure: go.Figure, towns: pd.DataFrame, ties: pd.DataFrame, spots: dict[str, arrows.Point], palette: Palette
) -> None:
    degree = pd.concat([ties["mentor"], ties["mentee"]]).value_counts()
    of = places.cog_of()
    for cog in (*places.cogs().index, OUTSIDE):
        names = [name for name in spots if of.get(name, OUTSIDE) == cog]
        mark = style.cog_mark(cog, palette)
        figure.add_scatter(
            x=[spots[name][0] for name in names],
            y=[spots[name][1] for name in names],
            name=cog,
            mode="markers",
            marker={
                "symbol": mark.symbol,
                "color": mark.colour,
                "size": [8 + min(int(degree.get(name, 0)), 10) for name in names],
                "opacity": [1 if name in degree.index else 0.3 for name in names],  # faded: no tie
                "line": {"color": palette.ground, "width": 1},
            },
            customdata=[["town", name, ""] for name in names],
            hovertext=[_town_words(name, towns, int(degree.get(name, 0))) for name in names],
            hovertemplate="%{hovertext}<extra></extra>",
        )


def _town_words(name: str, towns: pd.DataFrame, ties: int) -> str:
    points = f"{towns.loc[name, 'points']} points" if name in towns.index else "outside Connecticut"
    return f"<b>{escape(name)}</b><br>{points}, {words.count(ties, 'tie')}"
