"""The Word package that every document begins as: python-docx's own, in the product's look, made once.

A document adds its text, its edges and its title to parts that are the same in all of them; so a zip with a
worksheet for each of 169 towns is made in a moment.
"""

from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor

from sct_dash import archive
from sct_dash.exports import packages, text
from sct_dash.figures.style import LIGHT

HEADING_FONT, TEXT_FONT = "Georgia", "Calibri"
WIDTH = 7.1
"""Of the text on a page of letter paper, inches."""
_MARGIN = 0.7
_STYLES = {"Normal", "Header", "Footer", "Title", "Heading 1", "Heading 2", "List Bullet", "Normal Table"}
_KEPT = _STYLES | {"Default Paragraph Font", "No List"}
_UNUSED = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")
_TEXT_PART, _END = "word/document.xml", b"<w:sectPr"
"""The part that holds the text, and what in it stands after the text."""
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Edges:
    """What stands around a document's text, on each page and in its properties.

    Attributes
    ----------
    above, mark
        At the top of each page, to the left and, bold, to the right.
    below
        At the foot of each page, beside its number.
    title, council
        In the file's properties.
    """

    above: str
    mark: str
    below: str
    title: str
    council: str


def document(body: str, edges: Edges, day: date) -> bytes:
    """A ``.docx`` with its text (XML) between its edges, made on `day`."""
    return archive.packed(_filled(name, part, body.encode(), edges, day) for name, part in _parts())


def _filled(name: str, part: bytes, body: bytes, edges: Edges, day: date) -> tuple[str, bytes]:
    if name == _TEXT_PART:
        before, after = part.split(_END, 1)
        return name, b"".join((before, body, _END, after))
    for field in fields(edges):
        said = text.escaped(getattr(edges, field.name))
        part = part.replace(_slot(field.name).encode(), said.encode())
    return name, packages.dated(part, day) if name == packages.CORE else part


def _slot(name: str) -> str:
    """What stands in the base where a document says its own."""
    return f"[[{name}]]"


@lru_cache(maxsize=1)
def _parts() -> tuple[tuple[str, bytes], ...]:
    """The parts of a document without text, a slot for each of its edges."""
    made = Document()
    for source in (made.part, made.part.package):
        for name in [name for name, rel in source.rels.items() if any(part in rel.reltype for part in _UNUSED)]:
            source.rels.pop(name)
    assert RT.STYLES in {rel.reltype for rel in made.part.rels.values()}
    _set_styles(made)
    _set_page(made.sections[0])
    properties = made.core_properties
    properties.title, properties.author = _slot("title"), _slot("council")
    properties.last_modified_by, properties.comments, properties.revision = _slot("council"), "", 1
    written = BytesIO()
    made.save(written)
    return tuple(packages.parts(written.getvalue(), _ANY_DAY))


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.bottom_margin = Inches(_MARGIN)
    section.top_margin, section.header_distance, section.footer_distance = Inches(0.85), Inches(0.4), Inches(0.4)
    _set_edge(section.header.paragraphs[0], _slot("above"), _slot("mark"))
    _set_edge(section.footer.paragraphs[0], _slot("below"), "Page ", number=True)


def _set_edge(paragraph: Any, left: str, right: str, number: bool = False) -> None:
    """A page's upper or lower edge: something to the left, something to the right."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(WIDTH), alignment=2)
    paragraph.add_run(left)
    paragraph.add_run("\t")
    paragraph.add_run(right).bold = not number
    if number:
        for kind in ("begin", "end"):
            run = paragraph.add_run()
            if kind == "end":
                run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>'))
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(LIGHT.quiet[1:])


def _set_styles(document: Any) -> None:
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.delete()
    for link in document.styles.element.findall(f".//{qn('w:link')}"):
        link.getparent().remove(link)  # to a character style that is not kept
    left = {style.style_id for style in document.styles}
    for named in document.part.numbering_part.element.findall(f".//{qn('w:pStyle')}"):
        if named.get(qn("w:val")) not in left:
            named.getparent().remove(named)
    latent = document.styles.element.find(qn("w:latentStyles"))
    for exception in list(latent):
        latent.remove(exception)
    _set_style(document, "Normal", TEXT_FONT, 10.5, LIGHT.text, before=0, after=6)
    _set_style(document, "Title", HEADING_FONT, 22, LIGHT.text, before=4, after=6)
    _set_style(document, "Heading 1", HEADING_FONT, 14, LIGHT.accent, before=16, after=4)
    _set_style(document, "Heading 2", HEADING_FONT, 12, LIGHT.text, before=10, after=3)
    _set_style(document, "List Bullet", TEXT_FONT, 10.5, LIGHT.text, before=0, after=3)

    for name in ("Header", "Footer"):
        for tabs in document.styles[name].element.findall(f".//{qn('w:tabs')}"):
            tabs.getparent().remove(tabs)


def _set_style(document: Any, name: str, font: str, size: float, colour: str, before: float, after: float) -> None:
    style = document.styles[name]
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]  # a theme's font would win over a named one
    style.font.name, style.font.size, style.font.bold = font, Pt(size), False
    for spacing in style.element.findall(f".//{qn('w:spacing')}"):
        if spacing.getparent().tag == qn("w:rPr"):
            spacing.getparent().remove(spacing)
    style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.05
