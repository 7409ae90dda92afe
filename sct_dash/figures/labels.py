"""Names beside points: few, readable, none on top of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, TypeVar

from sct_dash.figures.arrows import Box, Point
from sct_dash.figures.style import Palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

Choice = TypeVar("Choice")

DRAWN_PX = 350
"""The narrowest that a picture is drawn with room between its names: on a phone."""
_LETTERS_PX, _LETTER_PX, _HIGH_PX, _RISE_PX, _ASIDE_PX = 12.0, 6.4, 20.0, 15.0, 9.0
_Look = dict[str, object]


def add_labels(
    figure: go.Figure,
    names: Iterable[str],
    spots: Mapping[str, Point],
    palette: Palette,
    edges: Box,
    taken: Iterable[Box] = (),
    letters: float = _LETTERS_PX,
    drawn: float = DRAWN_PX,
) -> None:
    """Name points, the most important first: over, under or beside each; where no place is free, not at all.

    Parameters
    ----------
    names
        What to name; what has no spot is passed over.
    edges
        The picture's, over which no name may stand.
    taken
        Where no name may stand either.
    letters
        How large they are, px.
    drawn
        How wide the picture is at least, px.
    """
    pixel = (edges[2] - edges[0]) / drawn
    boxes, notes = list(taken), []
    for name in dict.fromkeys(names):
        if name not in spots:
            continue
        x, y = spots[name]
        look = first_free(_places(name, (x, y), pixel, letters / _LETTERS_PX), edges, boxes)
        if look:
            notes.append(_note(name, palette, letters) | {"x": x, "y": y} | look)
    # All at once: each annotation added by itself has Plotly copy those before it.
    figure.layout.annotations = [*figure.layout.annotations, *notes]


def first_free(choices: Iterable[tuple[Box, Choice]], edges: Box, taken: list[Box]) -> Choice | None:
    """The first choice whose box lies within `edges` and on no box of `taken`, to which it is added."""
    for box, choice in choices:
        within = edges[0] <= box[0] and edges[1] <= box[1] and box[2] <= edges[2] and box[3] <= edges[3]
        if within and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            taken.append(box)
            return choice
    return None


def _places(name: str, at: Point, pixel: float, larger: float) -> Iterator[tuple[Box, _Look]]:
    """Where a name can stand, the best place first, and how Plotly is told so."""
    wide, high = (len(name) * _LETTER_PX * larger + 4) * pixel, _HIGH_PX * larger * pixel
    for rise in (_RISE_PX * larger, -_RISE_PX * larger):
        for anchor, start in (("center", -wide / 2), ("left", 0.0), ("right", -wide)):
            yield _box(at[0] + start, at[1] + rise * pixel, wide, high), {"xanchor": anchor, "yshift": rise}
    for anchor, aside in (("left", _ASIDE_PX * larger), ("right", -_ASIDE_PX * larger)):
        start = at[0] + aside * pixel - (wide if anchor == "right" else 0)
        yield _box(start, at[1], wide, high), {"xanchor": anchor, "xshift": aside}


def _box(left: float, middle: float, wide: float, high: float) -> Box:
    return left, middle - high / 2, left + wide, middle + high / 2


def _note(name: str, palette: Palette, letters: float) -> _Look:
    return {
        "text": escape(name),
        "showarrow": False,
        "font": {"size": letters, "color": palette.text},
        "bgcolor": palette.ground,
        "opacity": 0.86,
        "borderpad": 1,
    }
