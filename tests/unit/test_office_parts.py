"""What PowerPoint and Word insist on beyond well-formed XML, part by part: a file that breaks it opens to be repaired.

The rules are those of ECMA-376 (part 1 for the elements, part 2 for the package).
"""

import posixpath
import zipfile
from datetime import date
from io import BytesIO
from itertools import pairwise

import openpyxl
import pytest
from lxml import etree
from meetings import full, hostile, sample

from sct_dash import story
from sct_dash.exports.board import board
from sct_dash.exports.deck import deck
from sct_dash.exports.workbook import workbook
from sct_dash.exports.worksheet import worksheet
from sct_dash.figures.shapes import shapes

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INT32, ONE = 2**31 - 1, 100_000
RANGES = {  # element -> attribute, least, most (ECMA-376, part 1: 20.1.2.3, 20.1.10, 21.1.2.3.9, 21.2.2)
    f"{A}alpha": ("val", 0, ONE),
    f"{A}ext": ("cx", 0, INT32),
    f"{A}rPr": ("sz", 100, 400_000),
    f"{A}defRPr": ("sz", 100, 400_000),
    f"{A}ln": ("w", 0, 20_116_800),
    f"{A}spcPts": ("val", 0, 158_400),
    f"{A}gridCol": ("w", 1, INT32),
    f"{A}tr": ("h", 1, INT32),
    f"{C}gapWidth": ("val", 0, 500),
    f"{C}overlap": ("val", -100, 100),
    f"{C}axId": ("val", 0, INT32),
    f"{C}crossAx": ("val", 0, INT32),
    f"{P}sldId": ("id", 256, INT32),
    f"{P}sldLayoutId": ("id", 2**31, 2**32 - 1),
    f"{P}sldMasterId": ("id", 2**31, 2**32 - 1),
}


def made(kind, where):
    its = {"full": full, "hostile": hostile}[where]() if where in ("full", "hostile") else sample(where)
    if kind == "deck":
        earlier = None if where in ("full", "hostile") else sample(where, date(2026, 6, 1))
        return deck(story.tell(its, story.proposal(its), earlier), shapes())
    town = its.towns["town"].iloc[0]
    return {"board": board, "workbook": workbook, "worksheet": lambda taken: worksheet(taken, town)}[kind](its)


EVERY = [
    (kind, where) for kind in ("deck", "board", "worksheet", "workbook") for where in (None, "CRCOG", "full", "hostile")
]


@pytest.fixture(scope="module", params=EVERY, ids=str)
def package(request):
    """A file's kind and its parts: name -> bytes."""
    kind, where = request.param
    with zipfile.ZipFile(BytesIO(made(kind, where))) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return kind, {name: archive.read(name) for name in archive.namelist()}


def trees(parts, start=""):
    return {
        name: etree.fromstring(part)
        for name, part in parts.items()
        if name.startswith(start) and name.endswith(".xml") and name != "[Content_Types].xml"
    }


def relations(parts, name):
    """Of a part: relationship's id -> the part it leads to and what for."""
    folder, file = posixpath.split(name)
    listed = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    found = {}
    for one in etree.fromstring(listed) if listed else ():
        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target"))).lstrip("/")
        assert one.get("Id") not in found, name
        found[one.get("Id")] = (target, one.get("Type").rpartition("/")[2])
    return found


def test_every_part_has_one_content_type_and_none_is_named_that_is_not_there(package):
    _, parts = package
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = [one.get("PartName").lstrip("/") for one in types if "PartName" in one.attrib]
    endings = [one.get("Extension").lower() for one in types if "Extension" in one.attrib]
    assert len(named) == len(set(named))
    assert len(endings) == len(set(endings))
    assert set(named) <= set(parts)
    for name in set(parts) - {"[Content_Types].xml"}:
        assert name in named or name.rpartition(".")[2].lower() in endings, name


def test_every_relationship_that_a_part_names_is_there_and_every_part_is_reached(package):
    _, parts = package
    reached = {target for name in (*parts, "") for target, _ in relations(parts, name).values()}
    lists = {name for name in parts if name.endswith(".rels")}
    assert set(parts) - lists - {"[Content_Types].xml"} == reached
    for name, tree in trees(parts).items():
        used = {value for element in tree.iter() for key, value in element.attrib.items() if key.startswith(R)}
        assert used <= set(relations(parts, name)), name


def test_properties_name_title_author_and_day(package):
    _, parts = package
    said = {etree.QName(one).localname: one.text for one in etree.fromstring(parts["docProps/core.xml"])}
    assert said["title"]
    assert said["creator"]
    assert said["created"] == said["modified"]
    assert said["created"].endswith("T00:00:00Z")


def decks(package):
    kind, parts = package
    return parts if kind == "deck" else {}


def test_numbers_of_a_deck_are_within_the_standards_ranges(package):
    for name, tree in trees(decks(package), "ppt/").items():
        for element in tree.iter(*RANGES):
            attribute, least, most = RANGES[element.tag]
            if attribute in element.attrib:
                assert least <= int(element.get(attribute)) <= most, (name, element.tag, element.get(attribute))
        for element in tree.iter(f"{A}off", f"{A}ext"):
            assert all(abs(int(value)) <= INT32 for key, value in element.attrib.items() if key in ("x", "y", "cy"))
            assert int(element.get("cy", 0)) >= 0, name
        for element in tree.iter(f"{A}srgbClr"):
            assert len(bytes.fromhex(element.get("val"))) == 3, name


def test_ids_of_shapes_and_slides_are_their_own(package):
    for name, tree in trees(decks(package), "ppt/").items():
        shapes_ids = [element.get("id") for element in tree.iter(f"{P}cNvPr")]
        assert len(shapes_ids) == len(set(shapes_ids)), name
        for kinds in ((f"{P}sldId",), (f"{P}sldMasterId", f"{P}sldLayoutId")):
            own = [element.get("id") for element in tree.iter(*kinds)]
            assert len(own) == len(set(own)), name


def test_table_on_a_slide_fills_its_frame_with_a_cell_for_each_column(package):
    for name, tree in trees(decks(package), "ppt/slides/").items():
        for frame in tree.iter(f"{P}graphicFrame"):
            for table in frame.iter(f"{A}tbl"):
                widths = [int(column.get("w")) for column in table.iter(f"{A}gridCol")]
                size = frame.find(f"{P}xfrm/{A}ext")
                assert abs(sum(widths) - int(size.get("cx"))) <= len(widths), name
                for row in table.iter(f"{A}tr"):
                    cells = row.findall(f"{A}tc")
                    assert len(cells) == len(widths), name
                    assert all([child.tag for child in cell] == [f"{A}txBody", f"{A}tcPr"] for cell in cells), name
                    merged = {key for cell in cells for key in cell.attrib}
                    assert not merged & {"gridSpan", "rowSpan", "hMerge", "vMerge"}, name


def test_every_slide_and_its_notes_lead_to_each_other_and_the_notes_to_their_master(package):
    parts = decks(package)
    for name in (name for name in trees(parts, "ppt/slides/")):
        (notes,) = [target for target, kind in relations(parts, name).values() if kind == "notesSlide"]
        back = {kind: target for target, kind in relations(parts, notes).values()}
        assert back["slide"] == name
        assert back["notesMaster"] == "ppt/notesMasters/notesMaster1.xml"
    if parts:
        tree = etree.fromstring(parts["ppt/presentation.xml"])
        (own,) = tree.iter(f"{P}notesMasterId")
        assert relations(parts, "ppt/presentation.xml")[own.get(f"{R}id")][0] == "ppt/notesMasters/notesMaster1.xml"


CHART = {  # the order that the standard wants of an element's children (21.2.2.3, 21.2.2.16, 21.2.2.36, 21.2.2.227)
    "chartSpace": "date1904 roundedCorners AlternateContent chart spPr txPr externalData",
    "chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap axId",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize "
    "showLeaderLines",
    "ser": "idx order tx spPr invertIfNegative dPt dLbls cat val",
    "catAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx "
    "crosses auto lblAlgn lblOffset noMultiLvlLbl",
    "valAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx "
    "crosses crossBetween majorUnit",
}


def test_parts_of_a_chart_stand_in_order_and_its_axes_name_each_other(package):
    for name, tree in trees(decks(package), "ppt/charts/").items():
        for element in tree.iter(etree.Element):
            order = CHART.get(etree.QName(element).localname, "").split()
            children = [etree.QName(child).localname for child in element]
            if order:
                assert children == sorted(children, key=order.index), (name, element.tag)
        axes = {axis.find(f"{C}axId").get("val"): axis for axis in tree.iter(f"{C}catAx", f"{C}valAx")}
        (plot,) = tree.iter(f"{C}barChart")
        assert [one.get("val") for one in plot.findall(f"{C}axId")] == list(axes)
        assert {axis.find(f"{C}crossAx").get("val") for axis in axes.values()} == set(axes)


def test_workbook_within_a_chart_holds_what_the_chart_shows(package):
    parts = decks(package)
    for name, tree in trees(parts, "ppt/charts/").items():
        (book,) = [target for target, kind in relations(parts, name).values() if kind == "package"]
        (sheet,) = openpyxl.load_workbook(BytesIO(parts[book])).worksheets
        inside = list(sheet.iter_rows(values_only=True))
        shown = []
        for series in tree.iter(f"{C}ser"):
            label, names, values = (
                [v.text for v in series.find(f"{C}{of}").iter(f"{C}v")] for of in ("tx", "cat", "val")
            )
            shown.append((label, names, [float(value) for value in values]))
        assert [label for (label,), _, _ in shown] == list(inside[0][1:]), name
        for place, (_, names, values) in enumerate(shown, start=1):
            assert names == [str(row[0]) for row in inside[1:]], name
            assert values == [row[place] for row in inside[1:]], name


def test_tables_of_a_page_have_a_cell_for_each_column_of_its_width_and_end_in_a_paragraph(package):
    kind, parts = package
    if kind not in ("board", "worksheet"):
        return
    body = etree.fromstring(parts["word/document.xml"]).find(f"{W}body")
    assert [child.tag for child in body].index(f"{W}sectPr") == len(body) - 1
    for before, after in pairwise(body):
        assert not before.tag == after.tag == f"{W}tbl"  # Word would join them
        assert before.tag != f"{W}tbl" or after.tag == f"{W}p"
    for table in body.iter(f"{W}tbl"):
        widths = [column.get(f"{W}w") for column in table.find(f"{W}tblGrid")]
        for row in table.iter(f"{W}tr"):
            assert [cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w") for cell in row.findall(f"{W}tc")] == widths
            assert all(cell[-1].tag == f"{W}p" for cell in row.findall(f"{W}tc"))


def test_fields_of_a_page_begin_and_end_and_its_ids_are_their_own(package):
    kind, parts = package
    if kind not in ("board", "worksheet"):
        return
    for name, tree in trees(parts, "word/").items():
        ids = [one.get("id") or one.get(f"{W}id") for one in tree.iter(f"{W}bookmarkStart", "{*}docPr")]
        assert len(ids) == len(set(ids)), name
        ends = [one.get(f"{W}fldCharType") for one in tree.iter(f"{W}fldChar")]
        assert ends == ["begin", "end"] * (len(ends) // 2), name
        styles = {one.get(f"{W}val") for one in tree.iter(f"{W}pStyle", f"{W}rStyle")}
        known = {one.get(f"{W}styleId") for one in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")}
        assert styles <= known, name
