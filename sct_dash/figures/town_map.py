"""The map: towns in the colour of their points, mentorships as arrows from mentor to mentee."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from sct_dash import places, words
from sct_dash.figures import arrows, style
from sct_dash.figures.arrows import Box
from sct_dash.figures.ground import ground
from sct_dash.figures.labels import DRAWN_PX, add_labels
from sct_dash.figures.outside import outside_spots
from sct_dash.figures.shapes import Ring, shapes
from sct_dash.figures.style import Palette
from sct_dash.figures.tie_traces import UNFADED, add_ring, add_ties

ASPECT = 1.42
"""Width over height of the box the map is drawn in; the state fills it."""

_ARROW_GAP = 2.2
"""How far an arrow stops short of the towns' points, km."""
_ARROW_PX = 3.0
"""How far to either side of an arrow's line no name stands, where names make way."""
_SHORT_GAP = 1.0
"""The same where names make way for arrows, km."""
_MARGIN = 0.04
_LEAST_WIDTH = 45.0
"""How close a map of a few towns gets, km."""
_NAMED_AT_ONCE = 24
"""So many ends of ties are all named; where there are more, only the busiest."""


@dataclass(frozen=True)
class Frame:
    """The part of the plane that is shown, km."""

    left: float
    right: float
    bottom: float
    top: float

    def holds(self, point: arrows.Point) -> bool:
        return self.left < point[0] < self.right and self.bottom < point[1] < self.top

    @property
    def edges(self) -> Box:
        return self.left, self.bottom, self.right, self.top


def town_map(
    towns: pd.DataFrame,
    ties: pd.DataFrame,
    palette: Palette,
    region: str | None = None,
    labels: Sequence[str] = (),
    focus: str = "",
    fit: Sequence[str] = (),
    letters: float = 12,
    drawn: float = DRAWN_PX,
    arrows_first: bool = False,
) -> go.Figure:
    """Draw the map.

    Parameters
    ----------
    towns
        All 169, index ``town``, with ``cog``, ``points`` and ``ready_points``.
    ties
        As `network.ties` gives them.
    region
        A COG to zoom to; the rest of the state fades.
    labels
        The towns to name, the most important first; those that would overlap are left out.
    focus
        A town to put a ring around.
    fit
        Towns to zoom to, in place of the region.
    letters
        How large the names are, px.
    drawn
        How wide the map is at least, px; names have room between them then.
    arrows_first
        Whether names make way for arrows, and arrows run on to the towns' dots: for a picture of few, short ties.
    """
    whole = _whole()
    inset = (whole.right - whole.left) * 0.012
    spots = places.points() | outside_spots(ties, whole.left, whole.right, whole.bottom, whole.top, inset)
    frame = _around([spots[name] for name in fit if name in spots]) if fit else _frame(region)
    under = ground(towns["points"].to_dict(), palette, region, frame.edges)
    revision = f"map {region} {fit}"
    figure = style.blank(palette, uirevision=revision, images=[under], **style.unseen_axes(*frame.edges))
    shown = {name: at for name, at in spots.items() if frame.holds(at)}
    gap = _SHORT_GAP if arrows_first else _ARROW_GAP
    ends = zip(ties["mentor"], ties["mentee"], strict=True)
    curves = [arrows.curve(spots[mentor], spots[mentee], gap) for mentor, mentee in ends]
    add_ties(figure, ties, curves, palette)
    _add_points(figure, towns, ties, shown, palette, spots.get(focus))
    outside = sorted(set(spots) - set(places.points()))
    names = [*labels[:1], *outside, *labels[1:]]
    taken = _along(curves, (frame.right - frame.left) / drawn) if arrows_first else ()
    add_labels(figure, names, shown, palette, frame.edges, taken, letters=letters, drawn=drawn)
    return figure


def to_name(ties: pd.DataFrame, towns: pd.DataFrame, region: str | None) -> list[str]:
    """The towns to name on the map: the busiest, and in a region then all of its towns that have points."""
    names = busiest(ties)
    if region is not None:
        own = towns[(towns["cog"] == region) & (towns["points"] > 0)]
        names += list(own.sort_values("points", ascending=False, kind="stable").index)
    return names


def busiest(ties: pd.DataFrame, number: int = 12) -> list[str]:
    """The towns with the most ties, to be named on a picture; all of them where a picture can name so many."""
    ends = pd.concat([ties["mentor"], ties["mentee"]])
    towns = list(ends.value_counts().sort_index().sort_values(ascending=False, kind="stable").index)
    return towns if len(towns) <= _NAMED_AT_ONCE else towns[:number]


def _along(curves: Sequence[Sequence[arrows.Point]], pixel: float) -> list[Box]:
    """Where arrows run, as small boxes that no name may stand on."""
    aside = _ARROW_PX * pixel
    return [(x - aside, y - aside, x + aside, y + aside) for points in curves for x, y in points[::2]]


def _add_points(
    figure: go.Figure,
    towns: pd.DataFrame,
    ties: pd.DataFrame,
    spots: dict[str, arrows.Point],
    palette: Palette,
    ring_at: arrows.Point | None,
) -> None:
    degree = pd.concat([ties["mentor"], ties["mentee"]]).value_counts()
    names = list(spots)
    at = np.array([spots[name] for name in names], dtype=np.float32).reshape(-1, 2)
    # A pointer finds the nearest of these within Plotly's 20 px, so that a click into a town's area is enough. Larger
    # ones would overlap on a phone, and where it stands in several Plotly takes the first.
    figure.add_scatter(
        x=at[:, 0],
        y=at[:, 1],
        name="Towns",
        mode="markers",
        marker={"size": 6, "color": style.CLEAR},
        customdata=[["town", name, ""] for name in names],
        hovertext=_town_words(names, towns, degree),
        hovertemplate="%{hovertext}<extra></extra>",
        unselected=UNFADED,
    )
    tied = [place for place, name in enumerate(names) if name in degree.index]
    figure.add_scatter(
        x=at[tied, 0],
        y=at[tied, 1],
        name="Dots",
        mode="markers",
        marker={
            "size": [5 + min(degree[names[place]], 10) for place in tied],
            "color": palette.ink,
            "line": {"color": palette.ground, "width": 1},
        },
        hoverinfo="skip",
        unselected=UNFADED,
    )
    add_ring(figure, ring_at, palette)


def _town_words(names: Sequence[str], towns: pd.DataFrame, degree: pd.Series) -> list[str]:
    """What a pointer over each town reads."""
    columns = (towns[name] for name in ("cog", "points", "ready_points"))
    earned = {
        town: f"<b>{town}</b> ({cog})<br>{points} points, {ready} ready to submit"
        for town, cog, points, ready in zip(towns.index, *columns, strict=True)
    }
    return [
        f"{earned.get(name) or f'<b>{escape(name)}</b><br>outside Connecticut, earns nothing'}<br>"
        f"{words.count(int(degree.get(name, 0)), 'tie')}"
        for name in names
    ]


@lru_cache(maxsize=16)
def _frame(region: str | None) -> Frame:
    """What to show for a region: its box, widened to the picture's aspect."""
    if region is None:
        return _whole()
    return _boxed(shapes().cog_borders[region])


def _around(points: Sequence[arrows.Point]) -> Frame:
    """What to show so that some points, and a little country around them, are in the picture."""
    box = _boxed([tuple(points)])
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    width = max((box.right - box.left) * 1.25, _LEAST_WIDTH)
    return Frame(x - width / 2, x + width / 2, y - width / ASPECT / 2, y + width / ASPECT / 2)


@lru_cache(maxsize=1)
def _whole() -> Frame:
    return _boxed([ring for rings in shapes().cog_borders.values() for ring in rings])


def _boxed(rings: Sequence[Ring]) -> Frame:
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    width, height = (max(xs) - min(xs)) * (1 + 2 * _MARGIN), (max(ys) - min(ys)) * (1 + 2 * _MARGIN)
    width, height = max(width, height * ASPECT), max(height, width / ASPECT)
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return Frame(x - width / 2, x + width / 2, y - height / 2, y + height / 2)
