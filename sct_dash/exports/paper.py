"""What Word documents are written with: paragraphs and tables as XML, on the base that all documents share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sct_dash import words
from sct_dash.exports import paper_base, text
from sct_dash.exports.paper_base import HEADING_FONT, WIDTH, Edges
from sct_dash.figures.style import LIGHT
from sct_dash.snapshot import Snapshot
from sct_dash.story import cog_full_name

__all__ = ["WIDTH", "Cell", "Paper", "add", "add_table", "finished"]

_LONG = 800
"""Characters from which a row may run on to the next page."""


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


@dataclass(frozen=True, eq=False)
class Paper:
    """A document in the making.

    Attributes
    ----------
    title
        What it is, at the foot of each page and in its properties.
    body
        Its paragraphs and tables so far, XML.
    """

    snapshot: Snapshot
    title: str
    body: list[str] = field(default_factory=list)


def finished(paper: Paper) -> bytes:
    """The document as bytes, the same for the same snapshot: council, date and sample's mark on every page."""
    snapshot = paper.snapshot
    council, day = cog_full_name(snapshot), snapshot.application_date
    mark = words.SAMPLE_MARK if snapshot.source.sample else ""
    title = " · ".join([paper.title, mark]) if mark else paper.title
    edges = Edges(f"{council}  ·  {words.day(day)}", mark, paper.title, title, council)
    return paper_base.document("".join(paper.body), edges, day)


def add(
    paper: Paper,
    said: str,
    style: str = "Normal",
    size: float = 0,
    colour: str = "",
    before: float = -1,
    after: float = -1,
    with_next: bool = False,
) -> None:
    """Write a paragraph of plain text.

    Parameters
    ----------
    size, before, after
        Points; the style's own when left out.
    with_next
        Whether it stays on the page of what comes next.
    """
    named = "" if style == "Normal" else f'<w:pStyle w:val="{style.replace(" ", "")}"/>'
    around = "".join(
        f' w:{side}="{round(points * 20)}"' for side, points in (("before", before), ("after", after)) if points >= 0
    )
    kept = "<w:keepNext/>" if with_next else ""
    spacing = f"<w:spacing{around}/>" if around else ""
    painted = f'<w:color w:val="{colour[1:]}"/>' if colour else ""
    paper.body.append(
        f"<w:p><w:pPr>{named}{kept}{spacing}</w:pPr>{_run(said, painted + (_size(size) if size else ''))}</w:p>"
    )


def add_table(
    paper: Paper, rows: Iterable[Sequence[Cell]], widths: Sequence[float], head: bool = False, ruled: bool = True
) -> None:
    """Write a table with hairlines between its rows.

    Parameters
    ----------
    widths
        Of its columns, inches.
    head
        Whether the first row is repeated on every page.
    """
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    drawn = "".join(_row(cells, widths, head and place == 0, ruled) for place, cells in enumerate(rows))
    paper.body.append(
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="36" w:type="dxa"/><w:left w:w="55" w:type="dxa"/>'
        '<w:bottom w:w="36" w:type="dxa"/><w:right w:w="55" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"
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
    font = f'<w:rFonts w:ascii="{HEADING_FONT}" w:hAnsi="{HEADING_FONT}"/>' if cell.heading else ""
    bold = "<w:b/>" if cell.bold or cell.gap else ""
    look = f'{font}{bold}<w:color w:val="{(LIGHT.accent if cell.gap else cell.colour)[1:]}"/>{_size(cell.size)}'
    align = '<w:jc w:val="right"/>' if cell.right else ""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/>{align}</w:pPr>{_run(line, look) if line else ""}</w:p>'
        for line in text.clean(cell.said).split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{borders}{shade}</w:tcPr>{paragraphs}</w:tc>'


def _run(said: str, look: str) -> str:
    """Text, its look as XML; a line's end is a break."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in text.escaped(said).split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{lines}</w:r>"


def _size(points: float) -> str:
    half_points = int(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _twips(inches: float) -> int:
    return round(inches * 1440)
