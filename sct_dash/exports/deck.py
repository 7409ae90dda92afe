"""The meeting's slide deck: the story's steps as native, editable PowerPoint slides."""

from io import BytesIO
from pathlib import Path
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from sct_dash import facts, words
from sct_dash.exports import deck_chart, deck_map, deck_table, packages, text
from sct_dash.exports import deck_parts as parts
from sct_dash.exports.deck_master import Box, Ground, ground
from sct_dash.exports.scene import scene
from sct_dash.figures.shapes import Shapes
from sct_dash.figures.style import LIGHT
from sct_dash.story import Step, Story, cog_full_name

TEMPLATE = "template.pptx"
"""A COG's own template, in `facts.LOCAL`."""

_SIDE = 3.1
_GUTTER = 0.45
_NAMES = 14
"""Letters of the towns' names on the map, points."""
_FOOT = 18
"""Letters of what is said under the names, points."""


def deck(story: Story, shapes: Shapes, template: Path | None = None) -> bytes:
    """Write the deck.

    Parameters
    ----------
    shapes
        The outlines that the map is drawn from.
    template
        A presentation whose master to use, which need not exist; None for the COG's own.

    Returns
    -------
    bytes
        A ``.pptx``, the same for the same story and template.

    Raises
    ------
    UserError
        When the template cannot be used.
    """
    base = ground(template or facts.LOCAL / TEMPLATE)
    for step in story.steps:
        _ADD[step.picture](base, story, step, shapes)
    _set_properties(base.presentation, story)
    _name_notes_master(base.presentation)
    written = BytesIO()
    base.presentation.save(written)
    return packages.settled(written.getvalue(), story.snapshot.application_date)


def _main(base: Ground) -> Box:
    return Box(base.body.left, base.body.top, base.body.width - _side(base).width - _GUTTER, base.body.height)


def _side(base: Ground) -> Box:
    width = min(_SIDE, 0.3 * base.body.width)
    return Box(base.body.right - width, base.body.top, width, base.body.height)


def _add_numbers(base: Ground, story: Story, step: Step, _: Shapes) -> None:
    slide = parts.add_slide(base, story, step)
    top = parts.add_cards(slide, base.body, step.numbers) + 0.4
    room = Box(base.body.left, top, base.body.width, base.body.bottom - top)
    parts.add_sentences(slide, room, step.sentences, after=12)


def _add_map(base: Ground, story: Story, step: Step, shapes: Shapes) -> None:
    slide = parts.add_slide(base, story, step)
    main = _main(base)
    key = deck_map.key_height(main.width)
    drawn = scene(story.snapshot, shapes, (main.width, main.height - key - 0.12), _NAMES)
    deck_map.add_map(slide, main, drawn)
    deck_map.add_key(slide, Box(main.left, main.bottom - key, main.width, key), drawn)
    parts.add_side(slide, _side(base), step)


def _add_chart(base: Ground, story: Story, step: Step, _: Shapes) -> None:
    slide = parts.add_slide(base, story, step)
    high = parts.add_legend(slide, base.body, step)
    main, side = (Box(box.left, box.top, box.width, high) for box in (_main(base), _side(base)))
    {"mentors": deck_chart.add_mentors, "flows": deck_chart.add_flows}[step.picture](slide, main, step)
    parts.add_side(slide, side, step)


def _add_points(base: Ground, story: Story, step: Step, _: Shapes) -> None:
    layout = deck_table.lay_out(step.table, step.columns, base.body, base.body)
    slides = 1 + len(layout.pages)
    slide = parts.add_slide(base, story, step, 1, slides)
    palette = LIGHT.of_edition(story.snapshot.scorecard.edition)
    deck_chart.add_points(slide, _main(base), story.snapshot.towns, palette)
    parts.add_side(slide, _side(base), step)
    for number, page in enumerate(layout.pages, start=2):
        slide = parts.add_slide(base, story, step, number, slides)
        deck_table.add_page(slide, layout, page, step.label, f"Table: points by town ({number} of {slides}).")


def _add_table(base: Ground, story: Story, step: Step, _: Shapes) -> None:
    layout = deck_table.lay_out(step.table, step.columns, _main(base), base.body)
    for number, page in enumerate(layout.pages, start=1):
        slide = parts.add_slide(base, story, step, number, len(layout.pages))
        deck_table.add_page(slide, layout, page, step.label, f"Table: {step.title}.")
        if number == 1:
            parts.add_side(slide, _side(base), step)


def _add_names(base: Ground, story: Story, step: Step, _: Shapes) -> None:
    slide = parts.add_slide(base, story, step)
    names = list(step.table["town"])
    foot = parts.sentences_height(step.sentences, _FOOT, base.body.width, 6)
    room = Box(base.body.left, base.body.top, base.body.width, base.body.height - foot - 0.15)
    if names:
        size, across = _columns(names, room)
        down = -(-len(names) // across)
        wide = room.width / across
        after = min(12.0, (room.height * 72 / down - size * 1.25) * 0.8)
        for place in range(0, len(names), down):
            box = Box(room.left + wide * (place // down), room.top, wide - 0.1, room.height)
            lines = [parts.Line(name, size, after=after) for name in names[place : place + down]]
            parts.add_box(slide, box, lines, f"Towns {place // down + 1}")
    if step.sentences:
        box = Box(room.left, room.bottom + 0.15, room.width, foot)
        lines = [parts.Line(sentence, _FOOT, parts.QUIET, after=6) for sentence in step.sentences]
        parts.add_box(slide, box, lines, "What it says")


def _columns(names: list[str], room: Box) -> tuple[float, int]:
    """The largest size at which the names fit, and into how many columns."""
    for size in (28, 24, 22, 20, 18, 16):
        widest = max(text.width(name, size) for name in names) + 0.25
        across = max(1, int(room.width / widest))
        down = int(room.height / (size * 1.25 / 72))
        if across * down >= len(names):
            return size, max(-(-len(names) // down), min(across, 4, len(names)))
    return 16, max(1, across)


def _name_notes_master(presentation: Any) -> None:
    """Name the master of the notes in the presentation, as PowerPoint does; python-pptx only makes it."""
    part = presentation.part
    ids = part._element.find(qn("p:sldMasterIdLst"))
    if part._element.find(qn("p:notesMasterIdLst")) is None:
        identity = part.relate_to(part.notes_master_part, RT.NOTES_MASTER)
        named = f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{identity}"/></p:notesMasterIdLst>'
        ids.addnext(parse_xml(named))


def _set_properties(presentation: Any, story: Story) -> None:
    properties = presentation.core_properties
    properties.title = f"{story.snapshot.region_name}: mentorship for Sustainable CT action 8.5"
    properties.author = properties.last_modified_by = cog_full_name(story.snapshot)
    properties.comments, properties.keywords, properties.revision = "", "", 1
    if story.snapshot.source.sample:
        properties.subject = words.SAMPLE_MARK


_ADD = {
    "numbers": _add_numbers,
    "map": _add_map,
    "mentors": _add_chart,
    "flows": _add_chart,
    "points": _add_points,
    "table": _add_table,
    "names": _add_names,
}
