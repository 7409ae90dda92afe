"""Curved arrows on a plane, many of them in one trace."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in the picture's units; where they count downwards, top and bottom change places."""

_STEPS = 8
_GAP = (math.nan, math.nan)
_BEND = 0.16
"""How far an arrow bows out, as a share of its length; opposite arrows bow to opposite sides."""
_BENDS = (_BEND, 0.3, 0.04, -0.1, 0.45, -0.22, -0.36, 0.6, -0.5, 0.75, -0.65, 0.9, -0.8)
"""The same where something is in its way, the best first; below zero it bows out to the other side."""


def curve(start: Point, end: Point, gap: float, bend: float = _BEND) -> list[Point]:
    """The points along an arrow from `start` to `end` that stops `gap` short of both."""
    length = math.dist(start, end)
    if length == 0:
        return [start, end]
    dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    trim = min(gap, length / 3)
    a = (start[0] + dx * trim, start[1] + dy * trim)
    b = (end[0] - dx * trim, end[1] - dy * trim)
    control = ((a[0] + b[0]) / 2 - dy * length * bend, (a[1] + b[1]) / 2 + dx * length * bend)
    return [_bezier(a, control, b, step / _STEPS) for step in range(_STEPS + 1)]


def curve_around(start: Point, end: Point, gap: float, boxes: Sequence[Box]) -> list[Point]:
    """The same, bowing out so far that it runs through no box; where it cannot, as it does by itself."""
    bent = (curve(start, end, gap, bend) for bend in _BENDS)
    clear = (points for points in bent if not any(runs_through(points, box) for box in boxes))
    return next(clear, None) or curve(start, end, gap)


def runs_through(points: Sequence[Point], box: Box) -> bool:
    """Whether a line, straight from point to point, enters a box."""
    xs, ys = zip(*points, strict=True)
    if min(xs) >= box[2] or max(xs) <= box[0] or min(ys) >= box[3] or max(ys) <= box[1]:
        return False  # most lines pass far from most boxes
    return any(_enters(a, b, box) for a, b in pairwise(points))


def _enters(a: Point, b: Point, box: Box) -> bool:
    """Whether, on the way from `a` to `b`, there is a stretch within the box's width and its height at once."""
    first, last = 0.0, 1.0
    for here, there, least, most in ((a[0], b[0], box[0], box[2]), (a[1], b[1], box[1], box[3])):
        if here == there:
            if not least < here < most:
                return False
            continue
        enters, leaves = sorted(((least - here) / (there - here), (most - here) / (there - here)))
        first, last = max(first, enters), min(last, leaves)
    return first < last


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
