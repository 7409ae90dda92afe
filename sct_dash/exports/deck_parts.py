"""What every slide is put together from: text boxes, numbers, the foot, the speaker's note."""

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from sct_dash import words
from sct_dash.exports import text
from sct_dash.exports.deck_master import Box, Ground
from sct_dash.figures.style import LIGHT
from sct_dash.story import SAMPLE_MARK, Number, Step, Story, cog_full_name

QUIET, TEXT, ACCENT = MSO_THEME_COLOR.TEXT_2, MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.ACCENT_1
HEADING, BODY = "+mj-lt", "+mn-lt"
"""The theme's two fonts, so that a COG's template brings its own."""
VALUE_SIZE, LABEL_SIZE = 54, 16
_SLIDE_NUMBER_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))


def add_slide(ground: Ground, story: Story, step: Step, beside: str = "") -> Any:
    """A slide with the step's title, its place in the story, the foot, its number and the speaker's note.

    Parameters
    ----------
    beside
        What to add to the title, as in `` (2 of 3)``.
    """
    slide = ground.presentation.slides.add_slide(ground.layout)
    _drop_unused(slide)
    _set_title(slide, f"{step.title}{beside}", ground)
    if ground.own:
        box = Box(ground.title.left, 0.42, 6.0, 0.24)
        add_text(slide, box, [step.label.upper()], 12, name="Step", colour=ACCENT, bold=True)
    _add_foot(slide, ground, story)
    slide.notes_slide.notes_text_frame.text = text.clean(step.note)
    return slide


def add_text(
    slide: Any,
    box: Box,
    paragraphs: Sequence[str],
    size: float,
    name: str,
    colour: Any = TEXT,
    bold: bool = False,
    font: str = BODY,
    align: Any = PP_ALIGN.LEFT,
    after: float = 0,
) -> Any:
    """A text box that neither grows nor shrinks; each paragraph is one run of plain text.

    Parameters
    ----------
    size, after
        Of the letters, and of the space under a paragraph, points.
    """
    shape = slide.shapes.add_textbox(*box.emu)
    shape.name = name
    _fill_frame(shape.text_frame)
    for place, paragraph in enumerate(paragraphs):
        line = shape.text_frame.paragraphs[0] if place == 0 else shape.text_frame.add_paragraph()
        line.alignment = align
        line.space_after = Pt(after)
        add_run(line, paragraph, size, colour, bold, font)
    return shape


def add_run(paragraph: Any, said: str, size: float, colour: Any, bold: bool = False, font: str = BODY) -> None:
    run = paragraph.add_run()
    run.text = text.clean(said)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
    paint(run.font.color, colour)


def paint(target: Any, colour: Any) -> None:
    """Give a colour: one of the theme's, or a fixed one that carries meaning."""
    if isinstance(colour, RGBColor):
        target.rgb = colour
    else:
        target.theme_color = colour


def add_cards(slide: Any, body: Box, numbers: Sequence[Number]) -> float:
    """Numbers side by side, large; returns where they end."""
    gap, height = 0.25, 2.15
    wide = (body.width - gap * 3) / 4
    for place, number in enumerate(numbers):
        box = Box(body.left + place * (wide + gap), body.top, wide, height)
        card = slide.shapes.add_textbox(*box.emu)
        card.name = f"Number {place + 1}"
        card.fill.solid()
        card.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        _fill_frame(card.text_frame, inset=0.2)
        card.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _add_number(card.text_frame, number, wide - 0.4)
    return body.top + height


def add_side(slide: Any, box: Box, step: Step) -> None:
    """A column beside the picture: the step's numbers and what it says."""
    top = box.top
    for place, number in enumerate(step.numbers):
        high = 0.95 + text.height(number.label, LABEL_SIZE, box.width)
        shape = slide.shapes.add_textbox(*Box(box.left, top, box.width, high).emu)
        shape.name = f"Number {place + 1}"
        _fill_frame(shape.text_frame)
        _add_number(shape.text_frame, number, box.width)
        top += high + 0.12
    if step.sentences:
        room = box.width, box.bottom - top - 0.1
        size = text.largest(
            "\n".join(step.sentences), (18, 16, 14, 12), (room[0], room[1] - 0.12 * len(step.sentences))
        )
        add_text(slide, Box(box.left, top + 0.1, *room), step.sentences, size, "What it says", after=8)


def sentences_height(sentences: Iterable[str], size: float, wide: float, after: float) -> float:
    """About how high paragraphs are, inches."""
    return sum(text.height(sentence, size, wide) + after / 72 for sentence in sentences)


def describe(shape: Any, said: str) -> None:
    """Give a picture-like shape its text alternative."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text.clean(said))


def _add_number(frame: Any, number: Number, wide: float) -> None:
    colour = rgb(LIGHT.loss) if number.loss else ACCENT
    size = text.largest(number.value, (VALUE_SIZE, 40, 30), (wide, 1.0), text.HEADING)
    add_run(frame.paragraphs[0], number.value, size, colour, font=HEADING)
    add_run(frame.add_paragraph(), number.label, LABEL_SIZE, TEXT)


def _fill_frame(frame: Any, inset: float = 0) -> None:
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(inset)


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


def _add_foot(slide: Any, ground: Ground, story: Story) -> None:
    day = words.day(story.snapshot.application_date)
    foot = ground.foot
    left = Box(foot.left, foot.top, foot.width * 0.68, foot.height)
    said = add_text(slide, left, [f"{cog_full_name(story.snapshot)}  ·  {day}"], 11, "Council and date", QUIET)
    said.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    if story.snapshot.source.sample:
        right = Box(left.right + 0.1, foot.top, foot.width * 0.32 - 0.1, foot.height)
        mark = add_text(slide, right, [SAMPLE_MARK], 11, "Sample mark", QUIET, bold=True, align=PP_ALIGN.RIGHT)
        mark.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _add_slide_number(slide, ground)


def _add_slide_number(slide: Any, ground: Ground) -> None:
    """The layout's own place for the slide's number, or the corner where it has none."""
    number = next(
        (p for p in ground.layout.placeholders if p.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER), None
    )
    identity = max(shape.shape_id for shape in slide.shapes) + 1
    if number is None:
        corner = Box(ground.foot.right, ground.foot.top, 0.6, ground.foot.height)
        shape = slide.shapes.add_textbox(*corner.emu)
        shape.name = "Slide number"
        shape._element.txBody.p_lst[0].append(_number_field())
        return
    place = number.placeholder_format.idx
    element = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{identity}" name="Slide number"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldNum" sz="quarter" idx="{place}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
    element.txBody.p_lst[0].append(_number_field())
    slide.shapes._spTree.append(element)


def _number_field() -> Any:
    return parse_xml(
        f'<a:fld {nsdecls("a")} id="{_SLIDE_NUMBER_ID}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    )
