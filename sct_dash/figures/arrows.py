"""Curved arrows on a plane, many of them in one trace."""

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]

_STEPS = 9
_BEND = 0.16
"""How far an arrow bows out, as a share of its length; opposite arrows bow to opposite sides."""


def curve(start: Point, end: Point, gap: float) -> list[Point]:
    """The points along an arrow from `start` to `end` that stops `gap` short of both."""
    length = math.dist(start, end)
    if length == 0:
        return [start, end]
    dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    trim = min(gap, length / 3)
    a = (start[0] + dx * trim, start[1] + dy * trim)
    b = (end[0] - dx * trim, end[1] - dy * trim)
    control = ((a[0] + b[0]) / 2 - dy * length * _BEND, (a[1] + b[1]) / 2 + dx * length * _BEND)
    return [_bezier(a, control, b, step / _STEPS) for step in range(_STEPS + 1)]


def joined(curves: Iterable[Sequence[Point]], head: int) -> dict[str, list[float | None]]:
    """Many arrows as one trace's ``x``, ``y`` and marker sizes.

    Parameters
    ----------
    head
        The size of the arrow head, px; every other point's marker has size 0.
    """
    xs: list[float | None] = []
    ys: list[float | None] = []
    sizes: list[float | None] = []
    for points in curves:
        xs += [*(round(x, 2) for x, _ in points), None]
        ys += [*(round(y, 2) for _, y in points), None]
        sizes += [*([0] * (len(points) - 1)), head, 0]
    return {"x": xs, "y": ys, "sizes": sizes}


def middle(points: Sequence[Point]) -> Point:
    """Where a pointer finds an arrow: half way along it."""
    return points[len(points) // 2]


def _bezier(a: Point, control: Point, b: Point, t: float) -> Point:
    s = 1 - t
    return (
        s * s * a[0] + 2 * s * t * control[0] + t * t * b[0],
        s * s * a[1] + 2 * s * t * control[1] + t * t * b[1],
    )
