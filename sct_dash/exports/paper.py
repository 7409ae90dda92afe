"""What Word documents are put together from: a small base document, headings, paragraphs, tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor

from sct_dash import words
from sct_dash.exports import packages, text
from sct_dash.figures.style import LIGHT
from sct_dash.snapshot import Snapshot
from sct_dash.story import SAMPLE_MARK, cog_full_name

HEADING_FONT, TEXT_FONT = "Georgia", "Calibri"
WIDTH = 7.1
"""Of the text on a page of letter paper, inches."""
_MARGIN = 0.7
_LONG = 800
"""Characters from which a row may run on to the next page."""
_STYLES = {"Normal", "Header", "Footer", "Title", "Heading 1", "Heading 2", "List Bullet", "Normal Table"}
_KEPT = _STYLES | {"Default Paragraph Font", "No List"}
_UNUSED = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes
    ----------
    said
        Its text; each line a paragraph.
    gap
        Whether it is to be filled in by a person, and is marked so.
    shaded
        Whether it stands on a quiet ground.
    bare
        Whether it is only a space between two blocks, without a line.
    heading
        Whether it is set in the serif of headings.
    """

    said: str
    bold: bool = False
    right: bool = False
    colour: str = LIGHT.text
    size: float = 10.5
    gap: bool = False
    shaded: bool = False
    bare: bool = False
    heading: bool = False


def begun(snapshot: Snapshot, title: str) -> Any:
    """An empty document with the council, the date and the sample's mark on every page."""
    document = Document(BytesIO(_base()))
    section = document.sections[0]
    said = [cog_full_name(snapshot), words.day(snapshot.application_date)]
    mark = [SAMPLE_MARK] if snapshot.source.sample else []
    _set_edge(section.header.paragraphs[0], "  ·  ".join(said), "".join(mark))
    _set_edge(section.footer.paragraphs[0], title, "Page ", number=True)
    properties = document.core_properties
    properties.title = text.clean(" · ".join([title, *mark]))
    properties.author = properties.last_modified_by = cog_full_name(snapshot)
    properties.comments, properties.revision = "", 1
    return document


def finished(document: Any, snapshot: Snapshot) -> bytes:
    """The document as bytes, the same for the same snapshot."""
    written = BytesIO()
    document.save(written)
    return packages.settled(written.getvalue(), snapshot.application_date)


def add(document: Any, said: str, style: str = "Normal", size: float = 0, colour: str = "", after: float = -1) -> Any:
    """A paragraph of plain text.

    Parameters
    ----------
    size, after
        Points; the style's own when left out.
    """
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(text.clean(said))
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    if after >= 0:
        paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def add_table(
    document: Any, rows: Iterable[Sequence[Cell]], widths: Sequence[float], head: bool = False, ruled: bool = True
) -> None:
    """A table with hairlines between its rows.

    Parameters
    ----------
    widths
        Of its columns, inches.
    head
        Whether the first row is repeated on every page.
    """
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    drawn = "".join(_row(cells, widths, head and place == 0, ruled) for place, cells in enumerate(rows))
    document.element.body.insert_element_before(
        parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="36" w:type="dxa"/><w:left w:w="55" w:type="dxa"/>'
            '<w:bottom w:w="36" w:type="dxa"/><w:right w:w="55" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"
        ),
        "w:sectPr",
    )


def _row(cells: Sequence[Cell], widths: Sequence[float], head: bool, ruled: bool) -> str:
    whole = "<w:cantSplit/>" if all(len(cell.said) < _LONG for cell in cells) else ""
    properties = f"<w:trPr>{whole}{'<w:tblHeader/>' if head else ''}</w:trPr>"
    drawn = "".join(_cell(cell, width, head, ruled) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr>{properties}{drawn}</w:tr>"


def _cell(cell: Cell, width: float, head: bool, ruled: bool) -> str:
    rule = LIGHT.cog_border if head else LIGHT.border
    line = f'<w:bottom w:val="single" w:sz="{8 if head else 4}" w:space="0" w:color="{rule[1:]}"/>'
    borders = f"<w:tcBorders>{line}</w:tcBorders>" if ruled and not cell.bare else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{LIGHT.second[1:]}"/>' if cell.gap or cell.shaded else ""
    paragraphs = "".join(_paragraph(line, cell) for line in text.clean(cell.said).split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{borders}{shade}</w:tcPr>{paragraphs}</w:tc>'


def _paragraph(line: str, cell: Cell) -> str:
    font = f'<w:rFonts w:ascii="{HEADING_FONT}" w:hAnsi="{HEADING_FONT}"/>' if cell.heading else ""
    bold = "<w:b/>" if cell.bold or cell.gap else ""
    colour = (LIGHT.accent if cell.gap else cell.colour)[1:]
    size = int(cell.size * 2)
    run = f'<w:rPr>{font}{bold}<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    body = f'<w:r>{run}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else ""
    align = '<w:jc w:val="right"/>' if cell.right else ""
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/>{align}</w:pPr>{body}</w:p>'


def _twips(inches: float) -> int:
    return round(inches * 1440)


def _set_edge(paragraph: Any, left: str, right: str, number: bool = False) -> None:
    """A page's upper or lower edge: something to the left, something to the right."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(WIDTH), alignment=2)
    paragraph.add_run(text.clean(left))
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


@lru_cache(maxsize=1)
def _base() -> bytes:
    """The document that all begin as: python-docx's own, in the product's look, without what is not used."""
    document = Document()
    for source in (document.part, document.part.package):
        for name in [name for name, rel in source.rels.items() if any(part in rel.reltype for part in _UNUSED)]:
            source.rels.pop(name)
    assert RT.STYLES in {rel.reltype for rel in document.part.rels.values()}
    _set_styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.bottom_margin = Inches(_MARGIN)
    section.top_margin, section.header_distance, section.footer_distance = Inches(0.85), Inches(0.4), Inches(0.4)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_styles(document: Any) -> None:
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.delete()
    for link in document.styles.element.findall(f".//{qn('w:link')}"):
        link.getparent().remove(link)  # to a character style that is not kept
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
