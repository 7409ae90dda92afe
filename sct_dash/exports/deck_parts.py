"""What every slide is put together from: text boxes, numbers, the foot, the speaker's note."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from sct_dash import words
from sct_dash.exports import text
from sct_dash.exports.deck_master import Box, Ground
from sct_dash.figures.style import LIGHT
from sct_dash.story import Number, Step, Story, cog_full_name

TEXT, QUIET, ACCENT, GROUND = "tx1", "tx2", "accent1", "bg2"
"""Colours of the theme, so that a COG's template brings its own; a fixed colour begins with ``#``."""
HEADING, BODY = "+mj-lt", "+mn-lt"
"""The theme's two fonts, likewise."""
VALUE_SIZES, LABEL_SIZE = (54, 46, 40, 35, 30), 18
SENTENCE_SIZES = (20, 18, 16)
FOOT_SIZE, LEGEND_SIZE = 12, 14
_SLIDE_NUMBER_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


@dataclass(frozen=True)
class Line:
    """A paragraph of plain text.

    Attributes
    ----------
    size, after
        Of the letters, and of the space under the paragraph, points.
    colour
        One of the theme's, or a fixed one that carries meaning, as in ``#B45F06``.
    """

    said: str
    size: float
    colour: str = TEXT
    bold: bool = False
    font: str = BODY
    after: float = 0


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))


def add_slide(ground: Ground, story: Story, step: Step, number: int = 1, slides: int = 1) -> Any:
    """A slide with the step's title, its place in the story, the foot, its number and the speaker's note.

    Parameters
    ----------
    number, slides
        Which slide of the step it is, and how many the step has; the title of a further one says so.
    """
    slide = ground.presentation.slides.add_slide(ground.layout)
    _drop_unused(slide)
    count_shapes(slide)
    further = f" ({number} of {slides})" if number > 1 else ""
    _set_title(slide, f"{step.title}{further}", ground)
    if ground.own:
        box = Box(ground.title.left, 0.4, 8.0, 0.26)
        said = f"{story.place(step)}  ·  {step.label}"
        add_box(slide, box, [Line(said, 14, ACCENT, bold=True)], "Step")
    _add_foot(slide, ground, story, step)
    slide.notes_slide.notes_text_frame.text = text.clean(step.note)
    return slide


def count_shapes(slide: Any) -> None:
    """Give further shapes the ids after the largest that is there, which python-pptx would look up for each."""
    slide.shapes.turbo_add_enabled = True


def add_box(
    slide: Any,
    box: Box,
    lines: Iterable[Line],
    name: str,
    fill: str = "",
    inset: float = 0,
    anchor: str = "t",
    align: str = "l",
    wrap: bool = True,
    edge: str = "",
    says: str = "",
) -> None:
    """Place a text box that neither grows nor shrinks; each line is one run of plain text.

    python-pptx would set property by property, which takes longer than all else on a slide.

    Parameters
    ----------
    fill
        The colour behind the text, as in `Line`; a transparent ``#RRGGBBAA``; '' for none.
    inset
        From the box's edge to the text, inches.
    anchor, align
        Where the text stands: ``t``, ``ctr`` or ``b``; ``l``, ``ctr`` or ``r``.
    edge
        The colour of a hairline around it; '' for none.
    says
        The text alternative of a box without words.
    """
    x, y, wide, high = box.emu
    room = f"{Inches(inset)}"
    line = f'<a:ln w="6350">{_fill(edge)}</a:ln>' if edge else ""
    described = f" descr={text.attribute(says)}" if says else ""
    slide.shapes._spTree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{slide.shapes._next_shape_id}" '
            f'name={text.attribute(name)}{described}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
            f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect">'
            f"<a:avLst/></a:prstGeom>{_fill(fill)}{line}</p:spPr><p:txBody>"
            f'<a:bodyPr wrap="{"square" if wrap else "none"}" lIns="{room}" tIns="{room}" rIns="{room}" bIns="{room}" '
            f'rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f"{''.join(_paragraph(line, align) for line in lines) or '<a:p/>'}</p:txBody></p:sp>"
        )
    )


def _paragraph(line: Line, align: str) -> str:
    spaced = f'<a:spcAft><a:spcPts val="{round(line.after * 100)}"/></a:spcAft>' if line.after else ""
    return (
        f'<a:p><a:pPr algn="{align}">{spaced}</a:pPr><a:r><a:rPr lang="en-US" sz="{round(line.size * 100)}" '
        f'b="{int(line.bold)}" dirty="0">{_fill(line.colour)}<a:latin typeface="{line.font}"/></a:rPr>'
        f"<a:t>{text.escaped(one_line(line.said))}</a:t></a:r></a:p>"
    )


def one_line(said: str) -> str:
    """Text for one run: what XML can hold, its line ends and tabs as spaces."""
    return " ".join(text.clean(said).split())


def _fill(colour: str) -> str:
    if not colour:
        return "<a:noFill/>"
    if not colour.startswith("#"):
        return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    seen = f'<a:alpha val="{round(int(colour[7:], 16) / 2.55)}000"/>' if len(colour) > 7 else ""
    return f'<a:solidFill><a:srgbClr val="{colour[1:7]}">{seen}</a:srgbClr></a:solidFill>'


def add_cards(slide: Any, body: Box, numbers: Sequence[Number]) -> float:
    """Numbers side by side, large; returns where they end."""
    gap, inset, height = 0.25, 0.2, 2.15
    wide = (body.width - gap * 3) / 4
    for place, number in enumerate(numbers):
        box = Box(body.left + place * (wide + gap), body.top, wide, height)
        lines = _number_lines(number, wide - 2 * inset)
        add_box(slide, box, lines, f"Number {place + 1}", GROUND, inset, anchor="ctr")
    return body.top + height


def add_side(slide: Any, box: Box, step: Step) -> None:
    """A column beside the picture: the step's numbers, as large as leaves room for what it says."""
    said = sentences_height(step.sentences, SENTENCE_SIZES[-1], box.width, after=8)
    labels = sum(text.height(number.label, LABEL_SIZE, box.width) + 0.08 for number in step.numbers)
    room = box.height - 0.05 - labels - said
    fits = (size for size in VALUE_SIZES if len(step.numbers) * _value_height(size) <= room)
    size = next(fits, VALUE_SIZES[-1])
    top = box.top
    for place, number in enumerate(step.numbers):
        high = _value_height(size) + text.height(number.label, LABEL_SIZE, box.width)
        lines = _number_lines(number, box.width, size)
        add_box(slide, Box(box.left, top, box.width, high), lines, f"Number {place + 1}")
        top += high + 0.08
    if step.sentences:
        room = Box(box.left, top + 0.05, box.width, box.bottom - top - 0.05)
        add_sentences(slide, room, step.sentences, after=8)


def add_sentences(slide: Any, room: Box, sentences: Sequence[str], after: float) -> None:
    """What a step says, as large as fits."""
    fits = (size for size in SENTENCE_SIZES if sentences_height(sentences, size, room.width, after) <= room.height)
    size = next(fits, SENTENCE_SIZES[-1])
    add_box(slide, room, [Line(sentence, size, after=after) for sentence in sentences], "What it says")


def sentences_height(sentences: Iterable[str], size: float, wide: float, after: float) -> float:
    """About how high paragraphs are, inches."""
    return sum(text.height(sentence, size, wide) + after / 72 for sentence in sentences)


def add_legend(slide: Any, box: Box, step: Step) -> float:
    """What the names in the picture mean, at the foot of a box; returns how much of its height is left, inches."""
    if not step.legend:
        return box.height
    high = text.height(step.legend, LEGEND_SIZE, box.width)
    line = [Line(step.legend, LEGEND_SIZE, QUIET)]
    add_box(slide, Box(box.left, box.bottom - high, box.width, high), line, "Legend")
    return box.height - high - 0.12


def describe(shape: Any, said: str) -> None:
    """Give a picture-like shape its text alternative."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text.clean(said))


def _value_height(size: float) -> float:
    return size * 0.95 / 54


def _number_lines(number: Number, wide: float, most: float = VALUE_SIZES[0]) -> list[Line]:
    sizes = tuple(size for size in VALUE_SIZES if size <= most)
    size = text.largest(number.value, sizes, (wide, 1.0), text.HEADING)
    value = Line(number.value, size, LIGHT.loss if number.loss else ACCENT, font=HEADING)
    return [value, Line(number.label, LABEL_SIZE)]


def _drop_unused(slide: Any) -> None:
    for shape in list(slide.placeholders):
        if shape.placeholder_format.type not in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
            shape._element.getparent().remove(shape._element)


def _set_title(slide: Any, said: str, ground: Ground) -> None:
    slide.shapes.title.text_frame.text = text.clean(said)
    room = ground.title.width - (0 if ground.own else 0.2), ground.title.height
    size = text.largest(said, ground.title_sizes, room, text.HEADING)
    if size < ground.title_sizes[0]:
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _add_foot(slide: Any, ground: Ground, story: Story, step: Step) -> None:
    said = [cog_full_name(story.snapshot), words.day(story.snapshot.application_date)]
    if not ground.own:  # a COG's master has no room over the title
        said.append(story.place(step))
    foot = ground.foot
    left = Box(foot.left, foot.top, foot.width * 0.68, foot.height)
    add_box(slide, left, [Line("  ·  ".join(said), FOOT_SIZE, QUIET)], "Council and date", anchor="ctr")
    if story.snapshot.source.sample:
        right = Box(left.right + 0.1, foot.top, foot.width * 0.32 - 0.1, foot.height)
        mark = Line(words.SAMPLE_MARK, FOOT_SIZE, QUIET, bold=True)
        add_box(slide, right, [mark], "Sample mark", anchor="ctr", align="r")
    _add_slide_number(slide, ground)


def _add_slide_number(slide: Any, ground: Ground) -> None:
    """The layout's own place for the slide's number, or the corner where it has none."""
    if ground.number is None:
        corner = Box(ground.foot.right, ground.foot.top, 0.6, ground.foot.height)
        shape = slide.shapes.add_textbox(*corner.emu)
        shape.name = "Slide number"
        shape._element.txBody.p_lst[0].append(_number_field())
        return
    element = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{slide.shapes._next_shape_id}" name="Slide number"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldNum" sz="quarter" idx="{ground.number}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
    element.txBody.p_lst[0].append(_number_field())
    slide.shapes._spTree.append(element)


def _number_field() -> Any:
    return parse_xml(
        f'<a:fld {nsdecls("a")} id="{_SLIDE_NUMBER_ID}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    )
