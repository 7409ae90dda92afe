"""Curved arrows on a plane, many of them in one trace."""

import math
from collections.abc import Iterable, Sequence

import numpy as np

Point = tuple[float, float]

_STEPS = 8
_GAP = (math.nan, math.nan)
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


def joined(curves: Iterable[Sequence[Point]]) -> dict[str, np.ndarray]:
    """Many lines as one trace's ``x`` and ``y``, with a gap (NaN) after each.

    As arrays of 32 bits, which Plotly neither checks number by number nor writes out as text.
    """
    flat = np.array([point for points in curves for point in (*points, _GAP)], dtype=np.float32).reshape(-1, 2)
    return {"x": flat[:, 0], "y": flat[:, 1]}


def heads(curves: Iterable[Sequence[Point]]) -> dict[str, np.ndarray]:
    """Where many arrows end, ``x`` and ``y``, and where they point, ``angles``: degrees clockwise from up."""
    ends = np.array([(*points[-2], *points[-1]) for points in curves], dtype=np.float32).reshape(-1, 4)
    dx, dy = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    return {"x": ends[:, 2], "y": ends[:, 3], "angles": np.degrees(np.arctan2(dx, dy))}


def middle(points: Sequence[Point]) -> Point:
    """Where a pointer finds an arrow: half way along it."""
    return points[len(points) // 2]


def _bezier(a: Point, control: Point, b: Point, t: float) -> Point:
    s = 1 - t
    return (
        s * s * a[0] + 2 * s * t * control[0] + t * t * b[0],
        s * s * a[1] + 2 * s * t * control[1] + t * t * b[1],
    )
