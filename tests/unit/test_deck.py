"""The deck: native and editable, the snapshot's numbers, nothing over the edge, the same bytes again."""

import posixpath
import re
import zipfile
from datetime import date
from io import BytesIO
from itertools import combinations

import pandas as pd
import pytest
from builders import record
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from meetings import NASTY, full, hostile, of, sample, taken
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Inches

from sct_dash import network, story
from sct_dash.errors import UserError
from sct_dash.exports import columns as say
from sct_dash.exports import deck_table, text
from sct_dash.exports.deck import deck
from sct_dash.exports.deck_master import Box
from sct_dash.figures import town_map
from sct_dash.words import SAMPLE_MARK

EMU = 914_400
EARLIER = date(2026, 6, 1)
WHERE = ["state", "CRCOG", "MetroCOG", "full", "hostile"]


def told(where):
    made = {"full": full, "hostile": hostile}.get(where)
    region = None if where == "state" else where
    snapshot = made() if made else sample(region)
    return story.tell(snapshot, story.proposal(snapshot), None if made else sample(region, EARLIER))


def written(where_or_story):
    its = told(where_or_story) if isinstance(where_or_story, str) else where_or_story
    return deck(its, town_map.shapes(), template=NO_TEMPLATE)


@pytest.fixture(scope="module", autouse=True)
def _no_template(tmp_path_factory):
    global NO_TEMPLATE
    NO_TEMPLATE = tmp_path_factory.mktemp("none") / "template.pptx"


@pytest.fixture(scope="module", params=WHERE)
def read_back(request):
    its = told(request.param)
    return its, Presentation(BytesIO(written(its)))


def title(slide):
    return slide.shapes.title.text_frame.text


def slides_of(presentation, step):
    return [s for s in presentation.slides if title(s) == step.title or title(s).startswith(f"{step.title} (")]


def leaves(shapes):
    for shape in shapes:
        yield from leaves(shape.shapes) if shape.shape_type == MSO_SHAPE_TYPE.GROUP else [shape]


def cells(slide):
    """Every table row on a slide but the heads, left to right."""
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return [[cell.text_frame.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]


def box(shape):
    return shape.left / EMU, shape.top / EMU, (shape.left + shape.width) / EMU, (shape.top + shape.height) / EMU


# --- what it says --------------------------------------------------------------------------------------


def test_every_step_has_its_slide_in_the_storys_order_with_its_note(read_back):
    its, presentation = read_back
    seen = list(dict.fromkeys(re.sub(r" \(\d+ of \d+\)$", "", title(slide)) for slide in presentation.slides))
    assert seen == [step.title for step in its.steps]
    for step in its.steps:
        for slide in slides_of(presentation, step):
            assert slide.notes_slide.notes_text_frame.text == text.clean(step.note)


def test_every_slide_says_its_step_and_a_further_slide_of_a_step_says_so_in_its_title(read_back):
    its, presentation = read_back
    for place, step in enumerate(its.steps, start=1):
        slides = slides_of(presentation, step)
        said = [next(s.text_frame.text for s in slide.shapes if s.name == "Step") for slide in slides]
        assert said == [f"{place} of {len(its.steps)} · {step.label}"] * len(slides)
        further = [f"{step.title} ({number} of {len(slides)})" for number in range(2, len(slides) + 1)]
        assert [title(slide) for slide in slides] == [step.title, *further]


def test_big_numbers_on_the_slides_are_the_storys(read_back):
    its, presentation = read_back
    for step in its.steps:
        first = slides_of(presentation, step)[0]
        shown = [s.text_frame.text.split("\n") for s in first.shapes if s.name.startswith("Number ")]
        assert shown == [[number.value, number.label] for number in step.numbers]


def test_tables_hold_every_row_of_the_snapshot_once_and_in_order(read_back):
    its, presentation = read_back
    snapshot = its.snapshot
    listed = {"since", "points", "losing", "seeking", "introductions"}
    for step in (step for step in its.steps if step.key in listed):
        rows = [row for slide in slides_of(presentation, step) for row in cells(slide)]
        assert rows == say.rows(step.table, step.columns), step.key
    rows = [row for slide in slides_of(presentation, its.step("points")) for row in cells(slide)]
    assert sum(int(row[-2]) for row in rows) == snapshot.numbers.points
    assert sum(int(row[-1]) for row in rows) == snapshot.numbers.ready_points


def test_charts_are_real_and_hold_the_snapshots_numbers(read_back):
    its, presentation = read_back
    charts = {shape.name: shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart}
    towns = charts["Towns by their points"].plots[0]
    counted = its.snapshot.towns["points"].value_counts()
    assert list(towns.categories) == ["0 points", "5 points", "10 points", "15 points"]
    assert list(towns.series[0].values) == [counted.get(step, 0) for step in (0, 5, 10, 15)]
    mentors = charts["Towns by how many others they mentor"].plots[0]
    expected = its.step("mentors").table.head(12)
    assert dict(zip(mentors.categories, mentors.series[0].values, strict=True)) == dict(
        zip(expected["town"], expected["towns"], strict=True)
    )
    flows, table = charts.get("Mentorships between regions"), its.step("flows").table
    if flows is not None:
        for series in flows.plots[0].series:
            column = {"Inside": "inside", "Given": "given_out", "Received": "received"}[series.name]
            assert list(series.values) == list(table[column])


def test_map_is_native_shapes_grouped_named_and_described(read_back):
    its, presentation = read_back
    slide = slides_of(presentation, its.step("map"))[0]
    groups = {shape.name: shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP}
    assert {"Towns", "COG borders", "Mentorships", "Dots"} <= set(groups)
    own = set(its.snapshot.towns["town"])
    drawn = {shape.name: shape._element.xpath(".//p:cNvPr/@descr")[0] for shape in groups["Towns"].shapes}
    assert own <= set(drawn)
    points = its.snapshot.scorecard.towns["points"]
    assert all(drawn[town].startswith(f"{town}: {points[town]} points") for town in own)
    ties = network.ties(its.snapshot.own_active)
    arrows = list(groups["Mentorships"].shapes)
    assert {arrow.name for arrow in arrows} == {f"{t.mentor} to {t.mentee}" for t in ties.itertuples()}
    assert all(arrow._element.xpath(".//a:custGeom") and arrow._element.xpath(".//a:tailEnd") for arrow in arrows)


def test_every_slide_has_a_number_the_council_and_the_sample_mark_where_it_is_one(read_back):
    its, presentation = read_back
    for slide in presentation.slides:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert story.cog_full_name(its.snapshot) in said
        assert (SAMPLE_MARK in said) == its.snapshot.source.sample
        numbers = [p for p in slide.placeholders if p.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER]
        assert [p._element.xpath(".//a:fld/@type") for p in numbers] == [["slidenum"]]


def test_everything_like_a_picture_has_a_text_alternative(read_back):
    _, presentation = read_back
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == MSO_SHAPE_TYPE.GROUP:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0], shape.name
        for shape in leaves(slide.shapes):
            if shape._element.xpath(".//a:custGeom"):
                assert shape._element.xpath(".//p:cNvPr/@descr")[0], shape.name


# --- where it stands -----------------------------------------------------------------------------------


def test_nothing_is_outside_the_slide(read_back):
    _, presentation = read_back
    width, height = presentation.slide_width / EMU, presentation.slide_height / EMU
    for slide in presentation.slides:
        for shape in leaves(slide.shapes):
            left, top, right, bottom = box(shape)
            assert left >= -0.001, (title(slide), shape.name)
            assert top >= -0.001, (title(slide), shape.name)
            assert right <= width + 0.001, (title(slide), shape.name)
            assert bottom <= height + 0.001, (title(slide), shape.name)


def test_nothing_that_is_read_covers_anything_else_that_is_read(read_back):
    _, presentation = read_back
    for slide in presentation.slides:
        readable = [s for s in slide.shapes if s.has_table or s.has_chart or (s.has_text_frame and s.text_frame.text)]
        for one, other in combinations(readable, 2):
            a, b = box(one), box(other)
            across = min(a[2], b[2]) - max(a[0], b[0])
            down = min(a[3], b[3]) - max(a[1], b[1])
            assert across <= 0.005 or down <= 0.005, (title(slide), one.name, other.name)


SMALLER = {"Step": 14, "Council and date": 12, "Sample mark": 12, "Key": 14, "Name": 14, "Legend": 14}
"""What is not for the back row, by the beginning of its name: at least so many points."""


def test_what_is_read_is_read_from_the_back_row(read_back):
    _, presentation = read_back
    for slide in presentation.slides:
        for shape in slide.shapes:
            least = next((size for name, size in SMALLER.items() if shape.name.startswith(name)), 16)
            sizes = {int(size) / 100 for size in shape._element.xpath(".//a:rPr/@sz")}
            sizes |= {cell / 100 for cell in (int(s) for s in shape._element.xpath(".//a:tbl//a:rPr/@sz"))}
            assert all(size >= least for size in sizes), (title(slide), shape.name, sizes)
            if shape.has_chart:
                assert shape.chart.font.size.pt >= 18


def test_last_slide_of_a_table_is_not_left_with_a_row_or_two():
    its = told("full")
    presentation = Presentation(BytesIO(written(its)))
    further = [len(cells(slide)) for slide in slides_of(presentation, its.step("losing"))[1:]]
    assert max(further) - min(further) <= len(further)


def rows_per_slide(table, first, further, columns=("town", "mentors_next_door")):
    pages = deck_table.lay_out(table, columns, first, further).pages
    return [sum(map(len, page.blocks)) for page in pages]


def test_rows_are_shared_evenly_where_they_take_several_slides():
    towns = pd.DataFrame({"town": [f"Town {n:02d}" for n in range(9)], "mentors_next_door": ""})
    narrow = Box(0, 0, 4, 0.0235 * 18 + 8 * 0.0207 * 18 + 0.01)  # room for a head and eight rows
    assert rows_per_slide(towns, narrow, narrow) == [5, 4]
    assert rows_per_slide(towns.head(8), narrow, narrow) == [8]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_sharing_rows_out_takes_no_more_slides_and_loses_none(neighbours):
    table = pd.DataFrame(
        {
            "town": [f"T{n}" for n in range(len(neighbours))],
            "mentors_next_door": [", ".join(["Avon"] * n) for n in neighbours],
        }
    )
    box = Box(0, 0, 4.5, 3.0)
    layout = deck_table.lay_out(table, ("town", "mentors_next_door"), box, box)
    assert [row[0] for page in layout.pages for block in page.blocks for row in block] == list(table["town"])
    rows = [row for page in layout.pages for block in page.blocks for row in block]
    page = layout.pages[0]
    greedy = deck_table._pages(rows, deck_table._natural_widths(rows, layout.columns, page.size), page.size, box)
    assert len(layout.pages) == len(greedy)


def test_key_of_a_narrow_map_stays_above_the_foot():
    base = Presentation()
    base.slide_width, base.slide_height = Inches(10), Inches(7.5)
    path = NO_TEMPLATE.with_name("narrow.pptx")
    base.save(path)
    made = Presentation(BytesIO(deck(story.tell(sample("MetroCOG"), keys=["map"]), town_map.shapes(), path)))
    shapes = {shape.name: shape for shape in made.slides[0].shapes}
    key, foot = shapes["Key: arrows"], shapes["Council and date"]
    high = text.height(key.text_frame.text, 14, key.width / EMU)
    assert high > 14 * 1.22 / 72 * 1.5  # it takes two lines there
    assert key.top / EMU + high <= foot.top / EMU


def test_text_fits_into_its_box(read_back):
    _, presentation = read_back
    for slide in presentation.slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or not shape.text_frame.text or shape.name == "Slide number":
                continue
            inset = (shape.text_frame.margin_left or 0) / EMU
            wide = shape.width / EMU - 2 * inset
            high = 0.0
            for paragraph in shape.text_frame.paragraphs:
                for run in paragraph.runs:
                    size = run.font.size.pt if run.font.size else 30
                    serif = run.font.name == "+mj-lt" or shape == slide.shapes.title
                    room = wide if shape.text_frame.word_wrap is not False else 99
                    high += text.height(run.text, size, room, text.HEADING if serif else 1.0)
                high += (paragraph.space_after.pt if paragraph.space_after else 0) / 72
            assert high <= shape.height / EMU + 0.18, (title(slide), shape.name, high)


def test_tables_end_above_the_foot(read_back):
    _, presentation = read_back
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert sum(row.height for row in shape.table.rows) / EMU + shape.top / EMU <= 6.85


# --- the file ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["CRCOG", "full"])
def test_same_story_gives_the_same_bytes(where):
    assert written(where) == written(where)


def test_other_date_gives_other_bytes_and_no_clock_is_inside():
    content = written("MetroCOG")
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
        assert re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", core) == ["2026-11-01T00:00:00Z"] * core.count('W3CDTF">')
        for name in package.namelist():
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(BytesIO(package.read(name))) as book:
                    assert "2026-11-01T00:00:00Z" in book.read("docProps/core.xml").decode()


def test_every_part_is_well_formed_and_every_relationship_leads_somewhere(read_back):
    its, _ = read_back
    with zipfile.ZipFile(BytesIO(written(its))) as package:
        names = set(package.namelist())
        assert len(names) == len(package.namelist())
        for name in names:
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(package.read(name))
            if name.endswith(".rels"):
                folder = posixpath.dirname(name.replace("_rels/", ""))
                for relation in tree:
                    assert relation.get("TargetMode") != "External", (name, relation.get("Target"))
                    target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target")))
                    assert target.removeprefix("/") in names, (name, target)
        for name in names:
            if re.fullmatch(r"ppt/slides/slide\d+\.xml", name):
                identities = re.findall(r'<p:cNvPr id="(\d+)"', package.read(name).decode())
                assert len(identities) == len(set(identities)), name


FILLS = ("noFill", "solidFill", "gradFill", "pattFill", "grpFill")
ORDER = {
    "spPr": ("xfrm", "custGeom", "prstGeom", *FILLS, "ln", "effectLst"),
    "ln": (*FILLS, "prstDash", "round", "headEnd", "tailEnd"),
    "tcPr": ("lnL", "lnR", "lnT", "lnB", *FILLS),
    "rPr": (*FILLS, "latin", "hlinkClick"),
    "bodyPr": ("noAutofit", "normAutofit", "spAutoFit"),
}
"""Part of the order in which the standard (ECMA-376, part 1, 20 and 21) wants an element's children."""


def test_elements_stand_in_the_order_that_powerpoint_insists_on_with_one_fill_at_most(read_back):
    _, presentation = read_back
    for slide in presentation.slides:
        for element in slide._element.iter(etree.Element):
            order = ORDER.get(etree.QName(element).localname)
            if order:
                children = [etree.QName(child).localname for child in element]
                assert children == sorted(children, key=order.index), (title(slide), element.tag)
                assert sum(child in FILLS for child in children) <= 1, (title(slide), element.tag)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.sampled_from(NASTY) | st.text(min_size=1, max_size=60))
def test_text_of_the_users_stays_text(nasty):
    row = record(partners=nasty, evidence=nasty, notes=nasty)
    its = story.tell(taken(of(row, name=nasty), "CRCOG"), keys=["finding", "thanks"])
    content = written(its)
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if name.startswith(("ppt/slides/", "ppt/notesSlides/")):
                part = package.read(name).decode()
                assert "hlink" not in part
                assert "External" not in part
                assert set(re.findall(r'<a:fld [^>]*type="([^"]*)"', part)) <= {"slidenum"}
    note = Presentation(BytesIO(content)).slides[0].notes_slide.notes_text_frame.text
    shown = re.sub(r"[\n\r\t\v]", " ", text.clean(nasty))
    assert shown.strip() in re.sub(r"[\n\r\t\v]", " ", note)


# --- a COG's own template ------------------------------------------------------------------------------


def test_own_template_gives_the_slides_its_master_and_none_of_its_slides(tmp_path):
    theirs = Presentation()
    theirs.slide_width, theirs.slide_height = Inches(10), Inches(7.5)
    theirs.slides.add_slide(theirs.slide_layouts[0]).shapes.title.text = "An example of the COG's"
    path = tmp_path / "template.pptx"
    theirs.save(path)
    its = story.tell(sample("MetroCOG"))
    made = Presentation(BytesIO(deck(its, town_map.shapes(), path)))
    assert made.slide_width == Inches(10)
    assert {slide.slide_layout.name for slide in made.slides} == {"Title Only"}
    assert "An example of the COG's" not in [title(slide) for slide in made.slides]
    for slide in made.slides:
        for shape in leaves(slide.shapes):
            left, _, right, bottom = box(shape)
            assert left >= -0.001, shape.name
            assert right <= 10.001, (title(slide), shape.name)
            assert bottom <= 7.501, (title(slide), shape.name)


def test_template_that_is_no_presentation_is_said_so(tmp_path):
    path = tmp_path / "template.pptx"
    path.write_bytes(b"not a presentation")
    with pytest.raises(UserError, match=r"template.pptx: is not a PowerPoint presentation"):
        deck(story.tell(sample("MetroCOG")), town_map.shapes(), path)
