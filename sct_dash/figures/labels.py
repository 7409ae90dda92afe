"""Names beside points: few, readable, none on top of another."""

from collections.abc import Iterable, Mapping
from html import escape

import plotly.graph_objects as go

from sct_dash.figures.arrows import Point
from sct_dash.figures.style import Palette


def add_labels(
    figure: go.Figure,
    names: Iterable[str],
    spots: Mapping[str, Point],
    palette: Palette,
    room: Point,
    edges: tuple[float, float],
) -> None:
    """Name points, the most important first; a name that would cover an earlier one is left out.

    Parameters
    ----------
    names
        What to name; what has no spot is passed over.
    room
        Width and height that a name takes, in the plane's units.
    edges
        Left and right end of the picture, over which no name may stand.
    """
    placed: list[Point] = []
    notes: list[dict[str, object]] = []
    for name in dict.fromkeys(names):
        if name not in spots:
            continue
        x, y = spots[name]
        if any(abs(x - other_x) < room[0] and abs(y - other_y) < room[1] for other_x, other_y in placed):
            continue
        placed.append((x, y))
        notes.append(_note(name, (x, y), _anchor(x, room[0] / 2, edges), palette))
    # All at once: each annotation added by itself has Plotly copy those before it.
    figure.layout.annotations = [*figure.layout.annotations, *notes]


def _anchor(x: float, half: float, edges: tuple[float, float]) -> str:
    """Which part of a name stands at its point: the middle, unless the name would leave the picture."""
    if x - half < edges[0]:
        return "left"
    return "right" if x + half > edges[1] else "center"


def _note(name: str, at: Point, anchor: str, palette: Palette) -> dict[str, object]:
    return {
        "x": at[0],
        "y": at[1],
        "text": escape(name),
        "showarrow": False,
        "xanchor": anchor,
        "yshift": 15,
        "font": {"size": 12, "color": palette.text},
        "bgcolor": palette.ground,
        "opacity": 0.86,
        "borderpad": 1,
    }
