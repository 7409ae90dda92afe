"""What slides are made on: the product's own master, or a COG's from ``data/local/template.pptx``."""

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from sct_dash.errors import UserError
from sct_dash.figures.style import LIGHT

HEADING_FONT, TEXT_FONT = "Georgia", "Calibri"
TITLE_SIZES = (30, 26, 22)
_SLIDE = (13.333, 7.5)
_TITLE = (0.6, 0.66, 12.13, 1.08)
_FOOT = (0.6, 6.99, 12.13, 0.3)
_BODY_TOP, _BODY_BOTTOM = 1.95, 6.8
_FOOTERS = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_COLOURS = {
    "dk1": LIGHT.text,
    "lt1": LIGHT.ground,
    "dk2": LIGHT.quiet,
    "lt2": LIGHT.second,
    "accent1": LIGHT.accent,
    "accent2": LIGHT.ink,
    "accent3": LIGHT.points[2],
    "accent4": LIGHT.loss,
    "accent5": LIGHT.points[1],
    "accent6": LIGHT.cog_border,
    "hlink": LIGHT.accent,
    "folHlink": LIGHT.quiet,
}


@dataclass(frozen=True)
class Box:
    """A place on a slide, inches from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def emu(self) -> tuple[int, int, int, int]:
        return tuple(int(Inches(value)) for value in (self.left, self.top, self.width, self.height))


@dataclass(frozen=True, eq=False)
class Ground:
    """An empty presentation and where its slides have room.

    Attributes
    ----------
    body
        Between the title and the foot.
    foot
        The line for the council's name, the date and the sample's mark.
    title_sizes
        Of the title's letters, points: the master's own, then smaller ones for a long title.
    own
        Whether the master is the product's, not a COG's.
    """

    presentation: Any
    layout: Any
    title: Box
    title_sizes: tuple[float, ...]
    body: Box
    foot: Box
    own: bool

    @cached_property
    def number(self) -> int | None:
        """The index of the layout's own place for the slide's number; None where it has none."""
        places = (p.placeholder_format for p in self.layout.placeholders)
        return next((place.idx for place in places if place.type == PP_PLACEHOLDER.SLIDE_NUMBER), None)


def ground(template: Path) -> Ground:
    """An empty presentation: on the template if there is one, else on the product's own master.

    Raises
    ------
    UserError
        When the template is not a presentation, or no layout of it has a title.
    """
    return _theirs(template) if template.exists() else _ours()


def _theirs(template: Path) -> Ground:
    try:
        presentation = Presentation(str(template))
    except (PackageNotFoundError, BadZipFile, ValueError, KeyError) as error:
        raise UserError(f"{template.name}: is not a PowerPoint presentation; save the template as .pptx.") from error
    _drop_slides(presentation)
    layout = _title_layout(presentation, template.name)
    width, height = presentation.slide_width.inches, presentation.slide_height.inches
    shape = next(p for p in layout.placeholders if p.placeholder_format.type in _TITLES)
    title = Box(*(value / 914400 for value in (shape.left, shape.top, shape.width, shape.height)))
    feet = [p.top / 914400 for p in layout.placeholders if p.placeholder_format.type in _FOOTERS]
    foot_top = min([*feet, height * 0.94]) - 0.34
    body_top = title.bottom + 0.2
    if foot_top - body_top < height * 0.4:
        raise UserError(f"{template.name}: its layout {layout.name!r} leaves too little room under the title.")
    body = Box(title.left, body_top, title.width, foot_top - body_top - 0.1)
    foot = Box(title.left, foot_top, min(title.width, width), 0.28)
    return Ground(presentation, layout, title, _their_sizes(presentation), body, foot, False)


def _their_sizes(presentation: Any) -> tuple[float, ...]:
    style = presentation.slide_master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    own = int(style.get("sz", "4400")) / 100 if style is not None else 44
    return own, *(size for size in (36, 32, 28, 24, 20, 18) if size < own)


def _title_layout(presentation: Any, name: str) -> Any:
    """The layout with a title and the least beside it."""
    titled = [
        layout
        for layout in presentation.slide_layouts
        if any(p.placeholder_format.type in _TITLES for p in layout.placeholders)
    ]
    if not titled:
        raise UserError(f"{name}: none of its layouts has a title; add one called 'Title Only'.")

    def beside(layout: Any) -> tuple[int, bool]:
        kinds = [p.placeholder_format.type for p in layout.placeholders]
        others = [kind for kind in kinds if kind not in (*_FOOTERS, PP_PLACEHOLDER.TITLE)]
        return len(others), layout.name.casefold() != "title only"

    return min(titled, key=beside)


def _drop_slides(presentation: Any) -> None:
    """A template's own example slides are not the deck's."""
    listed = presentation.slides._sldIdLst  # no public way to remove a slide
    for entry in list(listed):
        presentation.part.drop_rel(entry.rId)
        listed.remove(entry)


def _ours() -> Ground:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(_SLIDE[0]), Inches(_SLIDE[1])
    layout = next(each for each in presentation.slide_layouts if each.name == "Title Only")
    for other in list(presentation.slide_layouts):
        if other is not layout and other.name != layout.name:
            presentation.slide_layouts.remove(other)
    _drop(presentation.part.package, RT.THUMBNAIL)
    _drop(presentation.part, RT.PRINTER_SETTINGS)
    _set_theme(presentation.slide_master.part.part_related_by(RT.THEME))
    _set_master(presentation.slide_master)
    left, _, width, _ = _TITLE
    body = Box(left, _BODY_TOP, width, _BODY_BOTTOM - _BODY_TOP)
    return Ground(presentation, layout, Box(*_TITLE), TITLE_SIZES, body, Box(_FOOT[0], _FOOT[1], 11.2, _FOOT[3]), True)


def _drop(source: Any, kind: str) -> None:
    """Leave out a part that the slides do not need: a thumbnail of another deck, a printer's settings."""
    relations = source._rels
    for name in [name for name, relation in relations.items() if relation.reltype == kind]:
        relations.pop(name)


def _set_theme(theme: Any) -> None:
    text = theme.blob.decode("utf-8")
    for name, colour in _COLOURS.items():
        value = f'<a:srgbClr val="{colour.removeprefix("#")}"/>'
        text = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf"\g<1>{value}\g<2>", text, flags=re.DOTALL)
    for kind, font in (("major", HEADING_FONT), ("minor", TEXT_FONT)):
        text = re.sub(rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{font}", text)
    theme._blob = text.encode("utf-8")


def _set_master(master: Any) -> None:
    places = {
        PP_PLACEHOLDER.TITLE: _TITLE,
        PP_PLACEHOLDER.BODY: (_TITLE[0], _BODY_TOP, _TITLE[2], _BODY_BOTTOM - _BODY_TOP),
        PP_PLACEHOLDER.DATE: (9.0, _FOOT[1], 1.0, _FOOT[3]),
        PP_PLACEHOLDER.FOOTER: (_FOOT[0], _FOOT[1], 5.0, _FOOT[3]),
        PP_PLACEHOLDER.SLIDE_NUMBER: (11.93, _FOOT[1], 0.8, _FOOT[3]),
    }
    for shape in master.placeholders:
        box = Box(*places[shape.placeholder_format.type])
        shape.left, shape.top, shape.width, shape.height = box.emu
    title = next(p for p in master.placeholders if p.placeholder_format.type == PP_PLACEHOLDER.TITLE)
    _set_insets(title, anchor="t")
    number = next(p for p in master.placeholders if p.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER)
    _set_insets(number, anchor="ctr")
    style = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    style.find(qn("a:defRPr")).set("sz", str(TITLE_SIZES[0] * 100))
    spacing = parse_xml(f'<a:lnSpc {nsdecls("a")}><a:spcPct val="92000"/></a:lnSpc>')
    for old in style.findall(qn("a:lnSpc")):
        style.remove(old)
    style.insert(0, spacing)
    tree = master._element.find(f".//{qn('p:spTree')}")
    for name, box, colour in (
        ("Accent", Box(0.6, 0.28, 0.5, 0.055), "accent1"),
        ("Foot line", Box(0.6, 6.93, 12.13, 0.01), "accent6"),
    ):
        tree.insert(2, _bar(100 + len(tree), name, box, colour))


def _set_insets(shape: Any, anchor: str) -> None:
    properties = shape.text_frame._txBody.bodyPr
    for child in list(properties):
        properties.remove(child)
    for side in ("lIns", "rIns", "tIns", "bIns"):
        properties.set(side, "0")
    properties.set("anchor", anchor)


def _bar(number: int, name: str, box: Box, colour: str) -> etree._Element:
    x, y, wide, high = box.emu
    return deepcopy(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
            f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )
    )
