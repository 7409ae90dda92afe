"""The map as plain geometry: what the slide deck and the SVG picture both draw.

Unlike a figure on a screen, a slide cannot crop what it draws, so everything is cut at the frame's edge
here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from sct_dash import places, words
from sct_dash.exports import text
from sct_dash.figures import arrows
from sct_dash.figures.arrows import Box, Point
from sct_dash.figures.labels import first_free
from sct_dash.figures.outside import outside_spots
from sct_dash.figures.shapes import Ring, Shapes
from sct_dash.figures.style import LIGHT, Palette
from sct_dash.measures import WHO_MENTORS_MOST
from sct_dash.snapshot import Snapshot

_MARGIN = 0.035
_ARROW_GAP_IN = 0.09
"""How far an arrow stops short of a town's dot, inches."""
_INSET_IN = 0.16
"""How far inside the edge a place outside Connecticut stands, inches."""
_NAMED_IN_STATE = 18
"""How many towns a map of the whole state names; more would cover its arrows."""
_LABEL_RISE_IN = 0.13
"""How far above or below its dot the middle of a name stands, inches."""


@dataclass(frozen=True)
class Frame:
    """The part of the plane that is drawn, km, and how large, inches."""

    left: float
    right: float
    bottom: float
    top: float
    width: float

    @property
    def km_per_inch(self) -> float:
        return (self.right - self.left) / self.width

    @property
    def height(self) -> float:
        return (self.top - self.bottom) / self.km_per_inch

    def holds(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top

    def on_paper(self, point: Point) -> Point:
        """Inches to the right of, and below, the picture's top left corner."""
        return (point[0] - self.left) / self.km_per_inch, (self.top - point[1]) / self.km_per_inch


@dataclass(frozen=True)
class Town:
    """A town's shape on paper, inches; `own` when it is the region's."""

    name: str
    points: int
    ready_points: int
    own: bool
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class Border:
    """A COG's outline on paper; `own` when it is the region's."""

    cog: str
    own: bool
    lines: tuple[Ring, ...]


@dataclass(frozen=True)
class Arrow:
    """All mentorships of one mentor and mentee, on paper; it may leave the picture at its edge."""

    mentor: str
    mentee: str
    counts: bool
    said: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Dot:
    """A municipality that mentors or is mentored, and where its name stands, if it has room."""

    name: str
    at: Point
    radius: float
    label: Point | None


@dataclass(frozen=True)
class Scene:
    """A map, ready to be drawn, from the back to the front; `cropped` when it is a part of the state."""

    frame: Frame
    towns: tuple[Town, ...]
    borders: tuple[Border, ...]
    arrows: tuple[Arrow, ...]
    dots: tuple[Dot, ...]
    label_size: float
    said: str
    schematic: bool
    cropped: bool
    palette: Palette


def scene(snapshot: Snapshot, shapes: Shapes, room: tuple[float, float], label_size: float = 11) -> Scene:
    """Lay out a region's map.

    Parameters
    ----------
    shapes
        The outlines of towns and COGs.
    room
        Width and height that it may take, inches; it fills one of them.
    label_size
        Of the towns' names, points.
    """
    ties = snapshot.ties
    frame = _frame(shapes, snapshot.region, room)
    edges = frame.left, frame.right, frame.bottom, frame.top
    spots = places.points() | outside_spots(ties, *edges, inset=_INSET_IN * frame.km_per_inch)
    drawn = tuple(arrow for tie in ties.itertuples() if (arrow := _arrow(tie, spots, frame)))
    return Scene(
        frame,
        tuple(_towns(snapshot, shapes, frame)),
        tuple(_borders(snapshot, shapes, frame)),
        drawn,
        tuple(_dots(ties, spots, frame, label_size, len(spots) if snapshot.region else _NAMED_IN_STATE)),
        label_size,
        said(snapshot),
        shapes.schematic,
        cropped=snapshot.region is not None,
        palette=LIGHT.of_edition(snapshot.scorecard.edition),
    )


def said(snapshot: Snapshot) -> str:
    """What the map shows, for those who do not see it."""
    n = snapshot.numbers
    most = snapshot.measure(WHO_MENTORS_MOST).finding
    return (
        f"Map of {snapshot.region_name} on {words.day(snapshot.application_date)}: {words.count(n.towns, 'town')} in "
        f"the color of their points, {words.count(n.mentorships, 'mentorship')} as arrows from mentor to mentee. {most}"
    )


def _frame(shapes: Shapes, region: str | None, room: tuple[float, float]) -> Frame:
    lines = [line for cog, own in shapes.cog_borders.items() if region in (None, cog) for line in own]
    xs, ys = [x for line in lines for x, _ in line], [y for line in lines for _, y in line]
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    wide, high = (max(xs) - min(xs)) * (1 + 2 * _MARGIN), (max(ys) - min(ys)) * (1 + 2 * _MARGIN)
    if region is None:  # nothing lies around the state, so its picture is no larger than it
        width = min(room[0], room[1] * wide / high)
    else:
        width, aspect = room[0], room[0] / room[1]
        wide, high = max(wide, high * aspect), max(high, wide / aspect)
    return Frame(x - wide / 2, x + wide / 2, y - high / 2, y + high / 2, width)


def _towns(snapshot: Snapshot, shapes: Shapes, frame: Frame) -> Iterable[Town]:
    for row in snapshot.scorecard.towns.itertuples():
        rings = tuple(_on_paper(cut, frame) for ring in shapes.towns[row.Index] if (cut := _cut_ring(ring, frame)))
        if rings:
            own = snapshot.region in (None, row.cog)
            yield Town(row.Index, int(row.points), int(row.ready_points), own, rings)


def _borders(snapshot: Snapshot, shapes: Shapes, frame: Frame) -> Iterable[Border]:
    for cog in sorted(places.cogs().index, key=lambda cog: cog == snapshot.region):  # the region's own on top
        lines = tuple(_on_paper(run, frame) for line in shapes.cog_borders[cog] for run in _runs(line, frame))
        if lines:
            yield Border(cog, cog == snapshot.region, lines)


def _arrow(tie: object, spots: dict[str, Point], frame: Frame) -> Arrow | None:
    gap = _ARROW_GAP_IN * frame.km_per_inch
    runs = _runs(arrows.curve(spots[tie.mentor], spots[tie.mentee], gap), frame)
    if not runs:
        return None
    counts = "none counts" if not tie.counts else f"{tie.counts} {'counts' if tie.counts == 1 else 'count'}"
    tie_said = f"{tie.mentor} mentors {tie.mentee}: {words.count(tie.mentorships, 'mentorship')}, {counts}"
    return Arrow(tie.mentor, tie.mentee, tie.counts > 0, tie_said, _on_paper(max(runs, key=len), frame))


def _dots(ties: pd.DataFrame, spots: dict[str, Point], frame: Frame, size: float, named: int) -> Iterable[Dot]:
    degree = pd.concat([ties["mentor"], ties["mentee"]]).value_counts().sort_index()
    degree = degree.sort_values(ascending=False, kind="stable")
    taken: list[Box] = []
    outside = [name for name in degree.index if name not in places.points()]
    labels = {}
    for name in [*outside, *degree.index][: named + len(outside)]:
        if name not in labels and frame.holds(spots[name]):
            labels[name] = _free_label(name, frame.on_paper(spots[name]), frame, size, taken)
    for name, number in degree.items():
        if frame.holds(spots[name]):
            radius = 0.035 + 0.006 * min(int(number), 10)
            yield Dot(name, frame.on_paper(spots[name]), radius, labels.get(name))


def _free_label(name: str, at: Point, frame: Frame, size: float, taken: list[Box]) -> Point | None:
    """Where a name's middle can stand over or under its dot without covering another name."""
    wide, high = label_box(name, size)
    x = min(max(at[0], wide / 2), frame.width - wide / 2)
    middles = [(x, at[1] + rise) for rise in (-_LABEL_RISE_IN, _LABEL_RISE_IN)]
    choices = [((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2), (x, y)) for x, y in middles]
    return first_free(choices, (0, 0, frame.width, frame.height), taken)


def label_box(name: str, size: float) -> tuple[float, float]:
    """Width and height that a name takes, inches."""
    return text.width(name, size) + 0.06, size * 1.25 / 72


def _on_paper(points: Iterable[Point], frame: Frame) -> tuple[Point, ...]:
    return tuple(frame.on_paper(point) for point in points)


def _cut_ring(ring: Ring, frame: Frame) -> list[Point]:
    """The part of a filled ring inside the frame (Sutherland and Hodgman, 1974); nothing when none is."""
    points = list(ring)
    for axis, limit, sign in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.bottom, 1), (1, frame.top, -1)):
        kept: list[Point] = []
        for a, b in pairwise([*points, points[0]] if points else []):
            inside_a, inside_b = (a[axis] - limit) * sign >= 0, (b[axis] - limit) * sign >= 0
            if inside_a:
                kept.append(a)
            if inside_a != inside_b:
                kept.append(_at_limit(a, b, axis, limit))
        points = kept
    return points


def _at_limit(a: Point, b: Point, axis: int, limit: float) -> Point:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def _runs(line: Sequence[Point], frame: Frame) -> list[list[Point]]:
    """The parts of a line inside the frame, each ending where the line leaves it."""
    runs: list[list[Point]] = []
    for a, b in pairwise(line):
        cut = _cut_segment(a, b, frame)
        if cut is None:
            continue
        if runs and runs[-1][-1] == cut[0]:
            runs[-1].append(cut[1])
        else:
            runs.append(list(cut))
    return runs


def _cut_segment(a: Point, b: Point, frame: Frame) -> tuple[Point, Point] | None:
    """The part of a segment inside the frame (Liang and Barsky, 1984)."""
    since, until = 0.0, 1.0
    dx, dy = b[0] - a[0], b[1] - a[1]
    edges = ((-dx, a[0] - frame.left), (dx, frame.right - a[0]), (-dy, a[1] - frame.bottom), (dy, frame.top - a[1]))
    for towards, room in edges:
        if towards == 0 and room < 0:
            return None
        if towards < 0:
            since = max(since, room / towards)
        elif towards > 0:
            until = min(until, room / towards)
    if since >= until:
        return None
    start = a if since == 0 else (a[0] + since * dx, a[1] + since * dy)
    end = b if until == 1 else (a[0] + until * dx, a[1] + until * dy)
    return start, end
