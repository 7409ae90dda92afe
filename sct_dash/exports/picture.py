"""Pictures for the newsletter as SVG: the map with its mentorships, and what flows from COG to COG."""

import math
from collections.abc import Iterable

import pandas as pd

from sct_dash import findings, network, places, words
from sct_dash.exports import svg, text
from sct_dash.exports.scene import Scene, label_box, scene
from sct_dash.figures import arrows
from sct_dash.figures.arrows import Point
from sct_dash.figures.shapes import Shapes
from sct_dash.figures.style import LIGHT, Palette
from sct_dash.measures import KEPT_INSIDE
from sct_dash.snapshot import Snapshot
from sct_dash.story import cog_full_name

KINDS = {"map": "Map", "network": "COG to COG"}
_WIDTH, _EDGE = 12.0, 0.4
_HEAD, _FOOT = 1.15, 0.65
_ROOM = (_WIDTH - 2 * _EDGE, 8.0)
_DISC, _AROUND = 0.52, 3.1
"""Radius of a COG's disc, and of the ring they stand in, inches."""


def picture(snapshot: Snapshot, shapes: Shapes, kind: str = "map") -> bytes:
    """Draw a picture.

    Parameters
    ----------
    kind
        One of `KINDS`.

    Returns
    -------
    bytes
        An SVG in the light palette that needs nothing beside itself; the same for the same snapshot.
    """
    return _map(snapshot, shapes) if kind == "map" else _network(snapshot)


def _map(snapshot: Snapshot, shapes: Shapes) -> bytes:
    drawn = scene(snapshot, shapes, _ROOM)
    left = (_WIDTH - drawn.frame.width) / 2
    height = _HEAD + drawn.frame.height + _FOOT
    moved = f"translate({left * svg.INCH:.1f} {_HEAD * svg.INCH:.1f})"
    content = [
        svg.element("defs", svg.arrow_head("head", LIGHT.ink)),
        *_title(findings.overview(snapshot), snapshot),
        svg.element("g", "\n".join(_layers(drawn)), transform=moved),
        *_key(height - 0.28, drawn.schematic, drawn.palette),
        *_mark(height - 0.28, snapshot),
    ]
    return svg.document(_WIDTH, height, findings.overview(snapshot), _described(drawn.said, snapshot), content)


def _layers(drawn: Scene) -> Iterable[str]:
    for town in drawn.towns:
        said = svg.titled(f"{town.name}: {town.points} points, {town.ready_points} ready to submit")
        yield svg.element(
            "path", said, d=svg.path(town.rings, closed=True), fill=drawn.palette.of_points(town.points),
            stroke=LIGHT.ground, stroke_width=0.8, opacity=1 if town.own else 0.35,
        )  # fmt: skip
    for border in drawn.borders:
        colour, width = (LIGHT.accent, 2.6) if border.own else (LIGHT.cog_border, 1.3)
        yield svg.element("path", d=svg.path(border.lines), fill="none", stroke=colour, stroke_width=width)
    if drawn.cropped:
        yield svg.element(
            "rect", width=drawn.frame.width * svg.INCH, height=drawn.frame.height * svg.INCH, fill="none",
            stroke=LIGHT.border,
        )  # fmt: skip
    for arrow in drawn.arrows:
        dash = {} if arrow.counts else {"stroke_dasharray": "1.5 4", "stroke_linecap": "round"}
        yield svg.element(
            "path", svg.titled(arrow.said), d=svg.path([arrow.points]), fill="none", stroke=LIGHT.ink,
            stroke_width=1.4, opacity=0.85, marker_end="url(#head)", **dash,
        )  # fmt: skip
    for dot in drawn.dots:
        x, y = dot.at[0] * svg.INCH, dot.at[1] * svg.INCH
        radius = dot.radius * svg.INCH
        yield svg.element(
            "circle", svg.titled(dot.name), cx=x, cy=y, r=radius, fill=LIGHT.ink, stroke=LIGHT.ground, stroke_width=1
        )
    for dot in drawn.dots:
        if dot.label:
            wide, high = label_box(dot.name, drawn.label_size)
            yield svg.element(
                "rect", x=(dot.label[0] - wide / 2) * svg.INCH, y=(dot.label[1] - high / 2) * svg.INCH,
                width=wide * svg.INCH, height=high * svg.INCH, rx=3, fill=LIGHT.ground, opacity=0.72,
            )  # fmt: skip
            below = dot.label[0], dot.label[1] + drawn.label_size * 0.34 / 72
            yield svg.words_at(dot.name, below, drawn.label_size, text_anchor="middle")


def _network(snapshot: Snapshot) -> bytes:
    flows = network.flows(snapshot.own_active)
    spots = _ring()
    height = _HEAD + 2 * (_AROUND + _DISC) + 0.5 + _FOOT
    finding = snapshot.measure(KEPT_INSIDE).finding
    content = [
        svg.element("defs", svg.arrow_head("head", LIGHT.ink)),
        *_title(finding.removesuffix("."), snapshot),
        *_flow_arrows(flows, spots),
        *_discs(flows, spots, snapshot.region),
        svg.words_at(
            "Within a disc: mentorships inside the COG. The thicker the arrow, the more mentorships it stands for.",
            (_EDGE, height - 0.28), 11, fill=LIGHT.quiet,
        ),
        *_mark(height - 0.28, snapshot),
    ]  # fmt: skip
    said = [
        f"{giver} gives {taker} {words.count(int(flows.loc[giver, taker]), 'mentorship')}"
        for giver in spots
        for taker in spots
        if giver != taker and flows.loc[giver, taker]
    ]
    described = f"{finding} {words.listing(said) or 'Nothing crosses a border'}."
    return svg.document(_WIDTH, height, finding, _described(described, snapshot), content)


def _ring() -> dict[str, Point]:
    """The nine COGs in a ring, in the order in which they lie around the middle of the state."""
    grouped = places.towns().groupby("cog")[["x", "y"]].mean()
    around = sorted(grouped.index, key=lambda cog: math.atan2(grouped.loc[cog, "x"], grouped.loc[cog, "y"]))
    middle = _WIDTH / 2, _HEAD + _AROUND + _DISC + 0.2
    turns = {cog: 2 * math.pi * place / len(around) - math.pi for place, cog in enumerate(around)}
    return {
        cog: (middle[0] + 1.45 * _AROUND * math.sin(turn), middle[1] - _AROUND * math.cos(turn))
        for cog, turn in turns.items()
    }


def _flow_arrows(flows: pd.DataFrame, spots: dict[str, Point]) -> Iterable[str]:
    for giver, start in spots.items():
        for taker, end in spots.items():
            number = int(flows.loc[giver, taker])
            if giver == taker or not number:
                continue
            curve = arrows.curve(start, end, _DISC + 0.08)
            said = svg.titled(f"{giver} gives {taker} {words.count(number, 'mentorship')}")
            yield svg.element(
                "path", said, d=svg.path([curve]), fill="none", stroke=LIGHT.ink, opacity=0.75,
                stroke_width=1.2 + 1.1 * min(number, 8), marker_end="url(#head)",
            )  # fmt: skip
            x, y = arrows.middle(curve)
            yield svg.element("circle", cx=x * svg.INCH, cy=y * svg.INCH, r=10, fill=LIGHT.ground)
            yield svg.words_at(str(number), (x, y + 0.055), 12, text_anchor="middle", fill=LIGHT.ink)


def _discs(flows: pd.DataFrame, spots: dict[str, Point], region: str | None) -> Iterable[str]:
    for cog, (x, y) in spots.items():
        own = cog == region
        yield svg.element(
            "circle", cx=x * svg.INCH, cy=y * svg.INCH, r=_DISC * svg.INCH, fill=LIGHT.second,
            stroke=LIGHT.accent if own else LIGHT.cog_border, stroke_width=3 if own else 1.5,
        )  # fmt: skip
        yield svg.words_at(cog, (x, y - 0.06), 12, text_anchor="middle", font_weight="bold")
        inside = int(flows.loc[cog, cog])
        yield svg.words_at(
            str(inside), (x, y + 0.26), 18, text_anchor="middle", font_family=svg.SERIF, fill=LIGHT.accent
        )


def _title(said: str, snapshot: Snapshot) -> Iterable[str]:
    size = text.largest(said, (24, 20, 17, 14), (_WIDTH - 2 * _EDGE, 0.45), text.HEADING)
    yield svg.words_at(said, (_EDGE, 0.55), size, font_family=svg.SERIF)
    window = snapshot.scorecard.window
    beside = f"{cog_full_name(snapshot)}, Sustainable CT action 8.5, application date {words.day(window.last)}"
    yield svg.words_at(beside, (_EDGE, 0.87), 12, fill=LIGHT.quiet)


def _key(y: float, schematic: bool, palette: Palette) -> Iterable[str]:
    yield svg.words_at("Points", (_EDGE, y), 11, fill=LIGHT.quiet)
    for place, points in enumerate(palette.point_steps):
        x = _EDGE + 0.62 + place * 0.5
        yield svg.element(
            "rect", x=x * svg.INCH, y=(y - 0.13) * svg.INCH, width=16, height=16, rx=3, fill=palette.of_points(points),
            stroke=LIGHT.border,
        )  # fmt: skip
        yield svg.words_at(str(points), (x + 0.22, y), 11, fill=LIGHT.quiet)
    boundaries = "schematic boundaries" if schematic else "official boundaries"
    said = f"Arrow: mentor to mentee. Dotted: counts for nobody. {words.sentence(boundaries)}."
    yield svg.words_at(said, (_EDGE + 2.8, y), 11, fill=LIGHT.quiet)


def _mark(y: float, snapshot: Snapshot) -> Iterable[str]:
    if snapshot.source.sample:
        at = (_WIDTH - _EDGE, y)
        yield svg.words_at(words.SAMPLE_MARK, at, 12, text_anchor="end", font_weight="bold", fill=LIGHT.text)


def _described(said: str, snapshot: Snapshot) -> str:
    return f"{words.SAMPLE_MARK}. {said}" if snapshot.source.sample else said
