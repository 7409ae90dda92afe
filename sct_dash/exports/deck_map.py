"""The map as native shapes: every town a freeform to click on, every tie a curved arrow, grouped and named."""

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from sct_dash.exports import deck_parts as parts
from sct_dash.exports import text
from sct_dash.exports.deck_master import Box
from sct_dash.exports.deck_parts import Line
from sct_dash.exports.scene import Dot, Scene, label_box
from sct_dash.figures.arrows import Point
from sct_dash.figures.style import LIGHT, Palette

_KEY_LINE, _KEY_STEP, _KEY_SIZE = 0.31, 0.75, 14
_KEY = "arrow: mentor to mentee; dotted: counts for nobody; {kind} boundaries"
_VEIL = "#FFFFFFB8"
"""A white that lets the map through, so that a name is read on any color."""
_FADED = 35
"""How much of its colour a town of another region keeps, percent."""


def add_map(slide: Any, box: Box, scene: Scene) -> None:
    """Draw the scene in the middle of a box, with its key under it."""
    left = box.left + (box.width - scene.frame.width) / 2
    brush = _Brush(slide, left, box.top)
    brush.group("Towns", scene.said, [brush.town(town, scene.palette) for town in scene.towns])
    if scene.cropped:
        brush.edge(Box(left, box.top, scene.frame.width, scene.frame.height))
    borders = [brush.line(b.cog, b.cog, b.lines, _border_line(b.own)) for b in scene.borders]
    brush.group("COG borders", "The borders of the Councils of Governments.", borders)
    if scene.arrows:
        said = f"{len(scene.arrows)} arrows from mentor to mentee."
        brush.group("Mentorships", said, [brush.arrow(arrow) for arrow in scene.arrows])
    if scene.dots:
        said = "A dot for each municipality that mentors or is mentored."
        brush.group("Dots", said, [brush.dot(dot) for dot in scene.dots])
    parts.count_shapes(slide)
    for dot in scene.dots:
        if dot.label:
            wide, high = label_box(dot.name, scene.label_size)
            at = Box(left + dot.label[0] - wide / 2, box.top + dot.label[1] - high / 2, wide, high)
            name = [Line(dot.name, scene.label_size)]
            parts.add_box(slide, at, name, f"Name: {dot.name}", _VEIL, align="ctr", wrap=False)


def key_height(wide: float) -> float:
    """How high the key is when it is `wide` inches wide, inches."""
    return _KEY_LINE * (1 + text.lines(_KEY.format(kind="schematic"), _KEY_SIZE, wide))


def add_key(slide: Any, box: Box, scene: Scene) -> None:
    """What the colours and arrows mean: a line of colours, and the rest in as many as it takes."""
    line = _KEY_LINE
    parts.add_box(slide, Box(box.left, box.top, 0.8, line), [_key_line("Points")], "Key: points")
    for place, points in enumerate(scene.palette.point_steps):
        left = box.left + 0.85 + place * _KEY_STEP
        square = Box(left, box.top + 0.03, 0.28, 0.2)
        colour, says = scene.palette.of_points(points), f"This color: {points} points"
        parts.add_box(slide, square, [], f"Key: {points} points", colour, edge=LIGHT.cog_border, says=says)
        parts.add_box(slide, Box(left + 0.34, box.top, _KEY_STEP - 0.36, line), [_key_line(str(points))], "Key")
    said = _KEY.format(kind="schematic" if scene.schematic else "official")
    rest = Box(box.left, box.top + line, box.width, box.height - line)
    parts.add_box(slide, rest, [_key_line(said)], "Key: arrows")


def _key_line(said: str) -> Line:
    return Line(said, _KEY_SIZE, parts.QUIET)


class _Brush:
    """Makes shapes' XML with ids of its own slide; python-pptx would look through all shapes for each."""

    def __init__(self, slide: Any, left: float, top: float) -> None:
        self._tree = slide.shapes._spTree
        self._next = max(shape.shape_id for shape in slide.shapes) + 1
        self._left, self._top = left, top
        self._extents: list[tuple[int, int, int, int]] = []

    def group(self, name: str, said: str, shapes: Sequence[str]) -> None:
        """Put the shapes made since the last group into the slide as one."""
        lefts, tops, rights, bottoms = zip(*self._extents, strict=True)
        at = f'x="{min(lefts)}" y="{min(tops)}"'
        size = f'cx="{max(rights) - min(lefts)}" cy="{max(bottoms) - min(tops)}"'
        self._extents.clear()
        self._tree.append(
            parse_xml(
                f"<p:grpSp {nsdecls('p', 'a')}><p:nvGrpSpPr>{self._named(name, said)}<p:cNvGrpSpPr/><p:nvPr/>"
                f"</p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {at}/><a:ext {size}/><a:chOff {at}/><a:chExt {size}/>"
                f"</a:xfrm></p:grpSpPr>{''.join(shapes)}</p:grpSp>"
            )
        )

    def town(self, town: Any, palette: Palette) -> str:
        colour = palette.of_points(town.points).removeprefix("#")
        alpha = "" if town.own else f'<a:alpha val="{_FADED}000"/>'
        fill = f'<a:solidFill><a:srgbClr val="{colour}">{alpha}</a:srgbClr></a:solidFill>'
        said = f"{town.name}: {town.points} points, {town.ready_points} ready to submit"
        return self._freeform(town.name, said, town.rings, fill, _line(LIGHT.ground, 0.75), closed=True)

    def edge(self, box: Box) -> None:
        """A hairline around a map that is a part of the state, where arrows leave it."""
        geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        drawn = self._shape(
            "Edge of the map", "The edge of the map.", box, geometry, "<a:noFill/>", _line(LIGHT.border, 1)
        )
        self.group("Edge", "The edge of the map.", [drawn])

    def line(self, name: str, said: str, lines: Iterable[Sequence[Point]], line: str) -> str:
        return self._freeform(name, said, lines, "<a:noFill/>", line, closed=False)

    def arrow(self, arrow: Any) -> str:
        dash = "" if arrow.counts else '<a:prstDash val="sysDot"/>'
        head = '<a:tailEnd type="triangle" w="med" len="med"/>'
        line = _line(LIGHT.ink, 1.25, f"{dash}<a:round/>{head}")
        return self.line(f"{arrow.mentor} to {arrow.mentee}", arrow.said, [arrow.points], line)

    def dot(self, dot: Dot) -> str:
        x, y, r = self._left + dot.at[0], self._top + dot.at[1], dot.radius
        box = Box(x - r, y - r, 2 * r, 2 * r)
        fill = f'<a:solidFill><a:srgbClr val="{LIGHT.ink.removeprefix("#")}"/></a:solidFill>'
        geometry = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
        return self._shape(dot.name, dot.name, box, geometry, fill, _line(LIGHT.ground, 0.75))

    def _freeform(
        self, name: str, said: str, lines: Iterable[Sequence[Point]], fill: str, line: str, closed: bool
    ) -> str:
        paths = [[(Inches(self._left + x), Inches(self._top + y)) for x, y in points] for points in lines]
        xs, ys = [x for path in paths for x, _ in path], [y for path in paths for _, y in path]
        left, top = min(xs), min(ys)
        wide, high = max(max(xs) - left, 1), max(max(ys) - top, 1)
        drawn = "".join(_path([(x - left, y - top) for x, y in path], closed) for path in paths)
        kind = "" if closed else ' fill="none"'
        geometry = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{wide}" h="{high}"{kind}>{drawn}</a:path></a:pathLst></a:custGeom>'
        )
        return self._sp(name, said, (left, top, wide, high), geometry, fill, line)

    def _shape(self, name: str, said: str, box: Box, geometry: str, fill: str, line: str) -> str:
        return self._sp(name, said, box.emu, geometry, fill, line)

    def _sp(self, name: str, said: str, place: tuple[int, int, int, int], geometry: str, fill: str, line: str) -> str:
        x, y, wide, high = place
        self._extents.append((x, y, x + wide, y + high))
        return (
            f"<p:sp><p:nvSpPr>{self._named(name, said)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            f"{geometry}{fill}{line}</p:spPr></p:sp>"
        )

    def _named(self, name: str, said: str) -> str:
        self._next += 1
        return f'<p:cNvPr id="{self._next}" name={text.attribute(name)} descr={text.attribute(said)}/>'


def _path(points: Sequence[tuple[int, int]], closed: bool) -> str:
    (x, y), *rest = points
    drawn = "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in rest)
    return f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>{drawn}{"<a:close/>" if closed else ""}'


def _line(colour: str, points: float, more: str = "") -> str:
    return (
        f'<a:ln w="{int(points * 12700)}"><a:solidFill><a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill>'
        f"{more}</a:ln>"
    )


def _border_line(own: bool) -> str:
    return _line(LIGHT.accent, 2.25) if own else _line(LIGHT.cog_border, 1)
