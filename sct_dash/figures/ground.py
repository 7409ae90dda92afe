"""What a map stands on, as one picture: towns in the colour of their points, and the borders of COGs.

Plotly draws every trace twice when Streamlit shows a figure, and looks at each of its numbers several times before. A
picture under the traces costs it nothing, and stays sharp at any size: it is SVG, held in the figure itself.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sct_dash import places
from sct_dash.figures.shapes import Ring, shapes
from sct_dash.figures.style import Palette

Edges = tuple[float, float, float, float]
"""A picture's left, bottom, right and top, km."""

_UNITS = 40
"""The picture's units to a km: whole numbers of them are finer than a pixel, of the closest map also."""
_FADED = 0.35


def ground(points: Mapping[str, int], palette: Palette, region: str | None, edges: Edges) -> dict[str, object]:
    """The image for a figure's layout, under all its traces.

    Parameters
    ----------
    points
        Of every town to be drawn.
    region
        A COG whose border is set off; towns of others fade.
    edges
        The part of the plane that is shown, in the coordinates of the figure's axes.
    """
    steps = tuple((town, palette.step_of(number)) for town, number in points.items())
    left, bottom, right, top = edges
    return {
        "source": _source(steps, palette, region, edges),
        "xref": "x",
        "yref": "y",
        "x": left,
        "y": top,
        "sizex": right - left,
        "sizey": top - bottom,
        "sizing": "stretch",
        "layer": "below",
    }


def svg(points: Mapping[str, int], palette: Palette, region: str | None, edges: Edges) -> str:
    """The same as a document: a path for each step of points, of the region and of others, then one for each border.

    A path's class says what it is: ``step-5``, ``step-5 faded``, ``borders``, ``border-of-region``.
    """
    inside = {town for town in points if region in (None, places.cog_of()[town])}
    drawn = []
    for step in palette.point_steps:
        members = [town for town, number in points.items() if palette.step_of(number) == step]
        for faded in (False, True):
            rings = [ring for town in members if (town in inside) != faded for ring in shapes().towns[town]]
            look = f'fill="{palette.of_points(step)}" stroke="{palette.ground}" stroke-width="0.8"'
            fades = f' opacity="{_FADED}"' if faded else ""
            drawn.append(_path(f"step-{step}{' faded' if faded else ''}", rings, look + fades, edges))
    for name, colour, width in (("borders", palette.cog_border, 1.3), ("border-of-region", palette.accent, 2.6)):
        own = name == "border-of-region"
        lines = [line for cog, lines in shapes().cog_borders.items() if (cog == region) == own for line in lines]
        drawn.append(_path(name, lines, f'fill="none" stroke="{colour}" stroke-width="{width}"', edges))
    left, bottom, right, top = edges
    size = f"{_whole(right - left)} {_whole(top - bottom)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" preserveAspectRatio="none">'
        f"{''.join(drawn)}</svg>"
    )


@lru_cache(maxsize=64)
def _source(steps: tuple[tuple[str, int], ...], palette: Palette, region: str | None, edges: Edges) -> str:
    written = svg(dict(steps), palette, region, edges)
    return f"data:image/svg+xml;base64,{b64encode(written.encode()).decode()}"


def _path(name: str, lines: Iterable[Ring], look: str, edges: Edges) -> str:
    """A path of those lines that may be in the picture: what is not need not be sent to a browser."""
    left, bottom, right, top = edges
    data = []
    for line in lines:
        xs, ys = zip(*line, strict=True)
        if min(xs) < right and max(xs) > left and min(ys) < top and max(ys) > bottom:
            data.append("M" + "L".join(f"{_whole(x - left)} {_whole(top - y)}" for x, y in line))
    return f'<path class="{name}" d="{"".join(data)}" {look} vector-effect="non-scaling-stroke"/>' if data else ""


def _whole(km: float) -> int:
    return round(km * _UNITS)
