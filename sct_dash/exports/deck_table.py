"""Tables as tables: as many rows as a slide has room for, the rest on further slides."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from sct_dash.exports import columns as say
from sct_dash.exports import deck_parts as parts
from sct_dash.exports import text
from sct_dash.exports.deck_master import Box
from sct_dash.figures.style import LIGHT

SIZES = (20, 18)
"""The letters of a table, points: as large as lets all of it stand on one slide, else the last."""
_HEAD_LESS = 2
"""How much smaller the head is."""
_ROW, _HEAD = 0.0207, 0.0235
"""Height of a row of one line, and of the head, inches for each point of the letters' size."""
_INSET = 0.08
_WIDEST = 4.6
_GAP = 0.5
_MOST_BLOCKS = 3
_SPREAD = 1.7
"""How much wider than it needs a table may be set."""
_RUNNING = 2.4
"""Inches from which a column holds running text, which may be set narrower and take a line more."""
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


Row = tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The tables side by side on one slide: for each its rows of cells; widths of columns in inches."""

    box: Box
    size: int
    widths: tuple[float, ...]
    blocks: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True)
class Layout:
    """A table laid out over slides."""

    columns: tuple[str, ...]
    pages: tuple[Page, ...]


def lay_out(table: pd.DataFrame, columns: Sequence[str], first: Box, further: Box) -> Layout:
    """Share a table's rows out over slides.

    Parameters
    ----------
    first, further
        Where the first slide, and every slide after it, has room.
    """
    rows = [tuple(row) for row in say.rows(table, tuple(columns))]
    size = next((size for size in SIZES if _stands_alone(rows, columns, size, first)), SIZES[-1])
    natural = _natural_widths(rows, columns, size)
    fewest = _from_first(rows, natural, size, (first, further), len(rows))
    shared = (
        _from_first(rows, natural, size, (first, further), most)
        for most in range(-(-len(rows) // max(len(fewest), 1)), len(rows))
    )
    # As few slides as possible; of these layouts the first one has the rows shared out the most evenly.
    pages = next((pages for pages in shared if len(pages) == len(fewest)), fewest)
    return Layout(tuple(columns), tuple(pages))


def _from_first(
    rows: Sequence[Row], natural: tuple[float, ...], size: int, boxes: tuple[Box, Box], most: int
) -> list[Page]:
    """The first slide and those after it, at most so many rows on each, the further ones with as many rows each."""
    first, further = boxes
    pages = _pages(rows, natural, size, first, 1, most)
    left = rows[sum(len(block) for page in pages for block in page.blocks) :]
    if not left:
        return pages
    slides = len(_pages(left, natural, size, further, each=most))
    shared = (_pages(left, natural, size, further, each=each) for each in range(-(-len(left) // slides), most + 1))
    return pages + next(further for further in shared if len(further) <= slides)


def _pages(
    rows: Sequence[Row],
    natural: tuple[float, ...],
    size: int,
    box: Box,
    most: int | None = None,
    each: int | None = None,
) -> list[Page]:
    """Slides for the rows: at most so many of them, at most so many rows on each."""
    pages: list[Page] = []
    while rows and (most is None or len(pages) < most):
        page = _page(rows[:each], natural, size, box)
        pages.append(_evened(page))
        rows = rows[sum(map(len, page.blocks)) :]
    return pages


def add_page(slide: Any, layout: Layout, page: Page, name: str, says: str) -> None:
    """Write one slide's tables."""
    wide = sum(page.widths)
    for place, block in enumerate(page.blocks):
        heights = [_HEAD * page.size, *(_row_height(row, page.widths, page.size) for row in block)]
        box = Box(page.box.left + place * (wide + _GAP), page.box.top, wide, sum(heights))
        frame = slide.shapes.add_table(1, 1, *box.emu)
        frame.name = name if len(page.blocks) == 1 else f"{name}, part {place + 1}"
        parts.describe(frame, says)
        old = frame._element.graphic.graphicData.tbl
        old.getparent().replace(old, parse_xml(_table_xml(layout.columns, page, block, heights)))


def _stands_alone(rows: Sequence[Row], columns: Sequence[str], size: int, box: Box) -> bool:
    """Whether all rows fit on one slide as one table, no text set narrower than it likes."""
    widths = _natural_widths(rows, columns, size)
    return sum(widths) <= box.width and _fitting(rows, widths, size, box.height) == len(rows)


def _natural_widths(cells: Sequence[Row], columns: Sequence[str], size: int) -> tuple[float, ...]:
    """Each column as wide as its longest cell wants it, within reason."""
    widths = []
    for place, column in enumerate(columns):
        head = text.width(say.HEADINGS[column], size - _HEAD_LESS) * 1.1
        longest = max((text.width(row[place], size) for row in cells), default=0)
        widths.append(min(max(head, longest) + _left_inset(columns, place) + _INSET + 0.04, _WIDEST))
    return tuple(widths)


def _blocks(natural: tuple[float, ...], room: float) -> int:
    """How many tables can stand side by side; running text may give way for one more."""
    least = sum(max(_RUNNING, 0.6 * width) if width > _RUNNING else width for width in natural)
    return max(1, min(_MOST_BLOCKS, int((room + _GAP) / (least + _GAP))))


def _fitted(natural: tuple[float, ...], room: float) -> tuple[float, ...]:
    """The columns in the room given: the widest give way where it is too narrow, all spread where it is wide."""
    widths = list(natural)
    while (over := sum(widths) - room) > 1e-6:
        widest = widths.index(max(widths))
        widths[widest] -= min(0.1, over)
    spread = min(room / sum(widths), _SPREAD)
    return tuple(width * spread for width in widths)


def _left_inset(columns: Sequence[str], place: int) -> float:
    """Text beside a number that is flush right needs air between them."""
    after_number = place > 0 and columns[place - 1] in say.NUMBERS and columns[place] not in say.NUMBERS
    return 0.3 if after_number else _INSET


def _fitting(rows: Sequence[Row], widths: tuple[float, ...], size: int, room: float) -> int:
    """How many rows fit under a head; at least one, so that a monstrous one does not stop the deck."""
    used, number = _HEAD * size, 0
    for row in rows:
        used += _row_height(row, widths, size)
        if used > room and number:
            break
        number += 1
    return number


def _page(rows: Sequence[Row], natural: tuple[float, ...], size: int, box: Box) -> Page:
    """As few tables side by side as hold all rows, else as many as hold the most."""
    best = Page(box, size, natural, ())
    for number in range(1, _blocks(natural, box.width) + 1):
        widths = _fitted(natural, (box.width - _GAP * (number - 1)) / number)
        blocks: list[tuple[Row, ...]] = []
        for _ in range(number):
            rest = rows[sum(map(len, blocks)) :]
            blocks.append(tuple(rest[: _fitting(rest, widths, size, box.height)]))
        if sum(map(len, blocks)) > sum(map(len, best.blocks)):
            best = Page(box, size, widths, tuple(blocks))
    return best


def _evened(page: Page) -> Page:
    """Blocks side by side are about of one length, the last the shorter."""
    rows = [row for block in page.blocks for row in block]
    each = -(-len(rows) // len(page.blocks))
    if each > len(page.blocks[0]):
        return page
    heights = [
        sum(_row_height(row, page.widths, page.size) for row in rows[at : at + each])
        for at in range(0, len(rows), each)
    ]
    if max(heights) + _HEAD * page.size > page.box.height:
        return Page(page.box, page.size, page.widths, tuple(block for block in page.blocks if block))
    return Page(
        page.box, page.size, page.widths, tuple(tuple(rows[at : at + each]) for at in range(0, len(rows), each))
    )


@lru_cache(maxsize=5_000)  # each way to share the rows out asks for the same rows again
def _row_height(row: Row, widths: tuple[float, ...], size: int) -> float:
    lines = max(text.lines(cell, size, wide - 2 * _INSET - 0.05) for cell, wide in zip(row, widths, strict=True))
    return _ROW * size + (lines - 1) * size * 1.22 / 72


def _table_xml(columns: Sequence[str], page: Page, rows: Sequence[Row], heights: Sequence[float]) -> str:
    grid = "".join(f'<a:gridCol w="{Inches(width)}"/>' for width in page.widths)
    insets = [_left_inset(columns, place) for place in range(len(columns))]
    head = [_cell(say.HEADINGS[c], c, inset, page.size, True) for c, inset in zip(columns, insets, strict=True)]
    body = [
        [_cell(cell, c, inset, page.size) for cell, c, inset in zip(row, columns, insets, strict=True)] for row in rows
    ]
    drawn = "".join(
        f'<a:tr h="{Inches(height)}">{"".join(cells)}</a:tr>'
        for cells, height in zip([head, *body], heights, strict=True)
    )
    return (
        f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{drawn}</a:tbl>"
    )


def _cell(said: str, column: str, left: float, size: int, head: bool = False) -> str:
    align = "r" if column in say.NUMBERS else "l"
    colour = '<a:schemeClr val="tx2"/>' if head else '<a:schemeClr val="tx1"/>'
    run = (
        f'<a:rPr lang="en-US" sz="{(size - _HEAD_LESS if head else size) * 100}" b="{int(head)}" dirty="0">'
        f'<a:solidFill>{colour}</a:solidFill><a:latin typeface="{parts.BODY}"/></a:rPr>'
    )
    shown = parts.one_line(said)
    body = f"<a:r>{run}<a:t>{text.escaped(shown)}</a:t></a:r>" if shown else ""
    rule = f'<a:solidFill><a:srgbClr val="{(LIGHT.cog_border if head else LIGHT.border)[1:]}"/></a:solidFill>'
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{align}"/>{body}</a:p></a:txBody>'
        f'<a:tcPr marL="{Inches(left)}" marR="{Inches(_INSET)}" marT="27432" marB="27432" '
        f'anchor="{"b" if head else "ctr"}">'
        f'<a:lnL w="0"><a:noFill/></a:lnL><a:lnR w="0"><a:noFill/></a:lnR><a:lnT w="0"><a:noFill/></a:lnT>'
        f'<a:lnB w="{12700 if head else 6350}">{rule}</a:lnB><a:noFill/></a:tcPr></a:tc>'
    )
