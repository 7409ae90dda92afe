"""Worksheet, board page, workbook and pictures: the snapshot's numbers, text as text, the same bytes again."""

import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
from builders import APPLICATION_DATE, record
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import LONG_NOTE, NASTY, full, of, sample, taken

from sct_dash import network, places
from sct_dash.exports import board as boards
from sct_dash.exports import columns as say
from sct_dash.exports import paper_base, svg, text
from sct_dash.exports.board import board
from sct_dash.exports.drafts import FILL_IN, draft
from sct_dash.exports.picture import picture
from sct_dash.exports.workbook import workbook
from sct_dash.exports.worksheet import BEFORE_USE, worksheet, worksheets
from sct_dash.figures import town_map
from sct_dash.records.planned import PLANNED
from sct_dash.scoring import VERDICTS
from sct_dash.words import SAMPLE_MARK

SVG = "{http://www.w3.org/2000/svg}"
nasty_texts = st.sampled_from(NASTY) | st.text(max_size=80)
some = settings(max_examples=15, deadline=None, derandomize=True)


def read(document):
    return Document(BytesIO(document))


def said(document):
    """All text of a document's body, table cells included, in the order in which it stands."""
    return "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in read(document).element.body.iter(W + "p"))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tables(document):
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in read(document).tables]


def one(**changes):
    return taken(of(record(**changes)), "CRCOG")


# --- worksheet -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("region", ["CRCOG", "MetroCOG"])
def test_worksheet_has_an_entry_for_each_counting_action_and_no_more(region):
    snapshot = sample(region)
    for town in snapshot.towns["town"]:
        document = worksheet(snapshot, town)
        headings = [p.text for p in read(document).paragraphs if re.match(r"Entry \d", p.text)]
        assert len(headings) == snapshot.scorecard.towns.loc[town, "counting"] <= 3
        assert ("No entry yet" in said(document)) == (not headings)


def test_worksheet_says_partner_role_dates_support_and_what_was_implemented():
    document = worksheet(
        one(
            mentee="Avon", support="presentation; staff_time", started=date(2024, 5, 1), last_active=date(2025, 2, 3),
            implemented_on=date(2025, 6, 7), partners="Land trust; Garden club", evidence="Minutes of May 3",
            mentor_documented=True,
        ),
        "Hartford",
    )  # fmt: skip
    rows = dict(row for table in tables(document) for row in table if len(row) == 2 and row[0])
    assert rows["Partner municipality"] == "Avon"
    assert rows["Other partners"] == "Land trust and Garden club"
    assert rows["Role of the town"] == "Mentor: it gave support"
    assert rows["Dates"] == "Began on May 1, 2024; last active on February 3, 2025"
    assert rows["Form of support"] == "Presentation with discussion and staff time"
    assert rows["What was implemented"].startswith("3.12 ")
    assert rows["When"] == "June 7, 2025"
    assert rows["Evidence"] == "Minutes of May 3"
    assert rows["Documented"] == "Yes, by the records"
    box = rows["Text for the “Partners” box"]
    assert box.startswith(
        "Partners: Avon, Land trust and Garden club. Role of Hartford: mentor. Hartford advised Avon on "
    )
    assert box.endswith(
        ", by presentation with discussion and staff time, from May 1, 2024 to February 3, 2025. "
        "Avon put the action in place on June 7, 2025."
    )


def test_worksheet_marks_what_is_missing_and_says_that_the_official_fields_go_before():
    document = worksheet(one(), "Simsbury")
    assert BEFORE_USE in said(document)
    assert "the official worksheet's own fields go before" in BEFORE_USE
    gaps = re.findall(rf"{FILL_IN}(.*)", said(document))
    assert gaps == [
        "in a sentence or two, what was put in place",
        "minutes, slides, sign-in sheet or a summary of staff hours",
        "Simsbury's own account of its part; the records do not mark it as documented",
    ]


def test_partners_box_names_further_partners_on_the_same_action():
    rows = (record(mentor_documented=True), record(record_id="R2", mentee="Canton"))
    entry = draft(taken(of(*rows), "CRCOG"), "Hartford").entries[0]
    assert (entry.partner, entry.others) == ("Simsbury", ("Canton",))
    assert entry.partners_box.startswith("Partners: Simsbury and Canton. ")


def test_each_partner_on_the_same_action_has_its_own_role_dates_and_support():
    rows = (
        record(mentor_documented=True),
        record(record_id="R2", mentor="Canton", mentee="Hartford", support="staff_time", started=date(2023, 1, 5)),
    )
    document = worksheet(taken(of(*rows), "CRCOG"), "Hartford")
    said = dict(row for table in tables(document) for row in table if len(row) == 2 and row[0])
    assert (said["Partner municipality"], said["Role of the town"]) == ("Simsbury", "Mentor: it gave support")
    assert said["Also with Canton"] == (
        "Mentee: it received support. Began on January 5, 2023; still active. Staff time."
    )
    assert said["Text for the “Partners” box"].endswith(
        "Simsbury put the action in place on June 1, 2023. Canton advised Hartford on it as well, by staff time, from "
        "January 5, 2023. Hartford put the action in place on June 1, 2023."
    )


def test_records_number_stands_under_its_entrys_heading_and_stays_with_it():
    paragraphs = read(worksheet(one(), "Simsbury")).paragraphs
    at = next(place for place, each in enumerate(paragraphs) if each.text == "Record R1.")
    assert paragraphs[at - 1].text.startswith("Entry 1: ")
    assert paragraphs[at].paragraph_format.keep_with_next


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("also reported under 8.6", True),
        ("8.6", True),
        ("Action 8.6.", True),
        ("(8.6)", True),
        ("18.6 acres", False),
        ("8.61", False),
        ("8.6.2", False),
        ("$8,600", False),
    ],
)
@pytest.mark.parametrize("column", ["notes", "evidence"])
def test_record_that_speaks_of_8_6_is_warned_about_and_nothing_is_subtracted(words, warned, column):
    document = worksheet(one(**{column: words}), "Hartford")
    assert ("One activity may not earn points under two actions." in said(document)) == warned
    assert "Hartford has 5 points" in said(document)


def test_worksheet_lists_what_does_not_count_with_its_verdict_and_reason():
    snapshot = taken(of(record(support="webinar")), "CRCOG")
    claim = snapshot.scorecard.receipt("Hartford").iloc[0]
    assert [f"{claim['action']}, mentor", "Simsbury", VERDICTS["not_meaningful"], claim["reason"]] in [
        row for table in tables(worksheet(snapshot, "Hartford")) for row in table
    ]


def test_zip_holds_one_worksheet_for_each_town_of_the_region():
    snapshot = sample("MetroCOG")
    with zipfile.ZipFile(BytesIO(worksheets(snapshot))) as files:
        names = [f"worksheet-{town}-2026-11-01-sample.docx" for town in snapshot.towns["town"]]
        assert files.namelist() == names
        assert files.read(names[2]) == worksheet(snapshot, snapshot.towns["town"].iloc[2])


def test_worksheets_share_every_part_but_text_edges_and_properties():
    snapshot = sample("MetroCOG")
    own = {"word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"}
    with zipfile.ZipFile(BytesIO(worksheets(snapshot))) as files:
        packages = [zipfile.ZipFile(BytesIO(files.read(name))) for name in files.namelist()]
        assert {info.compress_type for info in files.infolist()} == {zipfile.ZIP_STORED}
    shared = [{name: package.read(name) for name in package.namelist() if name not in own} for package in packages]
    assert len(shared) == 6
    assert all(parts == shared[0] for parts in shared)
    texts = {package.read("word/document.xml") for package in packages}
    assert len(texts) == 6


def test_base_of_documents_is_made_once():
    paper_base._parts.cache_clear()
    worksheets(sample("MetroCOG"))
    assert paper_base._parts.cache_info().misses == 1


def test_mark_that_turns_the_direction_of_text_is_left_out_and_right_to_left_letters_stay():
    assert text.clean("a\u202eb\u2067 שלום مرحبا\u2069") == "ab שלום مرحبا"


def test_text_in_xml_reads_back_as_it_stood_between_tags_and_in_an_attribute():
    said = 'R&D <b> "Ann\'s"\n\ttwo\x0b lines\ufffe'
    assert text.escaped(said) == 'R&amp;D &lt;b&gt; "Ann\'s"\n\ttwo lines'
    assert text.attribute(said) == '"R&amp;D &lt;b&gt; &quot;Ann\'s&quot;&#10;&#9;two lines"'
    element = ElementTree.fromstring(f"<a b={text.attribute(said)}>{text.escaped(said)}</a>")
    assert element.get("b") == element.text == 'R&D <b> "Ann\'s"\n\ttwo lines'


def test_long_notes_are_kept_whole():
    assert LONG_NOTE.strip() in said(worksheet(full(), "South Windsor"))


# --- board ---------------------------------------------------------------------------------------------


def board_rows(snapshot):
    """Town -> its points and ready points, as the board page's table says them."""
    found = {}
    for table in tables(board(snapshot)):
        for row in table:
            for at, cell in enumerate(row):
                if cell in places.towns().index:
                    found[cell] = (int(row[at + 1]), int(row[at + 2]))
    return found


@pytest.mark.parametrize("region", ["CRCOG", "MetroCOG", "NHCOG", "full"])
def test_board_page_has_every_town_with_the_snapshots_points(region):
    snapshot = full() if region == "full" else sample(region)
    expected = {t.town: (t.points, t.ready_points) for t in snapshot.towns.itertuples()}
    assert board_rows(snapshot) == expected


@pytest.mark.parametrize("region", ["CRCOG", "MetroCOG", "NHCOG"])
def test_board_page_marks_exactly_the_towns_that_lose_points_soon(region):
    snapshot = sample(region)
    marked = {}
    for table in tables(board(snapshot)):
        for row in table:
            marked |= {
                cell: row[at + 3] for at, cell in enumerate(row[:-3]) if cell in places.towns().index and row[at + 3]
            }
    first = snapshot.losses.drop_duplicates("town")
    assert set(marked) == set(first["town"])
    for loss in first.itertuples():
        shortest = f"{loss.date.month}/{loss.date.day}/{loss.date:%y}"
        assert marked[loss.town] == (shortest if region == "CRCOG" else say.short_day(loss.date))


@pytest.mark.parametrize("region", [None, "CRCOG", "MetroCOG"])
def test_board_page_has_the_findings_numbers_and_each_of_the_first_losses(region):
    snapshot = sample(region)
    first, *_, last = tables(board(snapshot))
    n = snapshot.numbers
    assert first[0] == [str(number) for number in (n.with_points, n.points, n.ready_points, n.points_at_risk)]
    losses = [
        f"{say.short_day(loss.date)}: {loss.town}, {loss.before} to {loss.after} points (action {loss.lost})"
        for loss in snapshot.losses.itertuples()
    ]
    more = [f"and {len(losses) - 8} more losses by then"] if len(losses) > 8 else []
    assert "\n".join(last[0]).split("\n") == losses[:8] + more


def test_board_page_of_the_state_has_the_nine_cogs():
    snapshot = sample()
    rows = {row[0]: [int(cell) for cell in row[1:]] for row in tables(board(snapshot))[1][1:]}
    expected = snapshot.cogs.set_index("cog")
    for cog in places.cogs().index:
        assert rows[cog] == [int(value) for value in expected.loc[cog]]


def test_board_page_has_finding_losses_and_asks():
    page = said(board(sample("CRCOG")))
    assert page.startswith("17 of CRCOG's 38 towns earn points; 7 lose some by May 1, 2027 unless renewed")
    assert "Dec 8, 2026: Stafford, 5 to 0 points (action 2.2)" in page
    assert "55 points wait for a worksheet in Avon, Bloomfield, Canton, East Hartford and 5 more." in page
    assert len(boards.asks(sample("CRCOG"))) == 3


def test_board_is_asked_for_nothing_that_nobody_needs():
    documented = record(mentor_documented=True, mentee_documented=True)
    asks = boards.asks(taken(of(documented), "MetroCOG"))
    assert len(asks) == 1
    assert asks[0].startswith("Find a first partner for 6 towns")


def test_board_is_not_asked_for_a_partner_of_a_town_that_is_being_introduced():
    planned = record(record_id="P", mentor="Stratford", mentee="Easton", implemented_on=None, notes=PLANNED)
    assert boards.asks(taken(of(planned), "MetroCOG"))[-1].startswith("Find a first partner for 4 towns")


def test_board_of_a_region_without_points_is_not_told_that_all_is_documented():
    its = taken(of(), "MetroCOG")
    towns = list(its.towns["town"])
    tied = [record(record_id=f"R{t}", mentor=t, mentee="Kent", implemented_on=None) for t in towns]
    assert boards.asks(taken(of(*tied), "MetroCOG")) == [
        "Keep going: the first action that is put into practice brings the first points."
    ]


# --- every document ------------------------------------------------------------------------------------


def documents(snapshot):
    town = snapshot.towns["town"].iloc[0]
    shapes = town_map.shapes()
    return {
        "worksheet": worksheet(snapshot, town),
        "board": board(snapshot),
        "workbook": workbook(snapshot),
        "map": picture(snapshot, shapes),
        "network": picture(snapshot, shapes, "network"),
    }


@pytest.mark.parametrize("region", [None, "MetroCOG"])
def test_same_snapshot_gives_the_same_bytes(region):
    snapshot = sample(region)
    assert documents(snapshot) == documents(snapshot)


ORDER = {
    "tcPr": "tcW tcBorders shd",
    "rPr": "rStyle rFonts b bCs i color sz szCs",
    "pPr": "pStyle keepNext tabs spacing ind jc",
    "tblPr": "tblW tblLayout tblCellMar",
}
"""Part of the order in which the standard (ECMA-376, part 1, 17) wants an element's children; Word insists on it."""


@pytest.mark.parametrize("name", ["worksheet", "board"])
def test_elements_stand_in_the_order_that_word_insists_on(name):
    for element in read(documents(sample("MetroCOG"))[name]).element.body.iter():
        order = ORDER.get(element.tag.removeprefix(W), "").split()
        children = [child.tag.removeprefix(W) for child in element]
        if order:
            assert children == sorted(children, key=order.index), element.tag
            assert len(children) == len(set(children)), element.tag


def test_no_clock_is_inside():
    for name in ("worksheet", "board", "workbook"):
        with zipfile.ZipFile(BytesIO(documents(sample("MetroCOG"))[name])) as package:
            core = package.read("docProps/core.xml").decode()
            assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-01T00:00:00Z"}, name
            assert {info.date_time[0] for info in package.infolist()} == {1980}


def test_documents_of_the_sample_say_so_on_every_page_and_others_do_not():
    for snapshot, marked in ((sample("MetroCOG"), True), (taken(of(record()), "CRCOG"), False)):
        made = documents(snapshot)
        for name in ("worksheet", "board"):
            header = read(made[name]).sections[0].header.paragraphs[0].text
            assert (SAMPLE_MARK in header) == marked, name
        for sheet in openpyxl.load_workbook(BytesIO(made["workbook"])):
            cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
            assert (SAMPLE_MARK in cells) == marked, sheet.title
        for name in ("map", "network"):
            assert (made[name].decode().count(SAMPLE_MARK) == 2) == marked, name  # seen, and in the description


@some
@given(nasty_texts)
def test_text_from_records_is_no_link_no_field_and_no_formula(nasty):
    snapshot = taken(of(record(partners=nasty, evidence=nasty, notes=nasty), name=nasty or "x"), "CRCOG")
    for name, made in (("worksheet", worksheet(snapshot, "Hartford")), ("board", board(snapshot))):
        with zipfile.ZipFile(BytesIO(made)) as package:
            parts = {
                part: package.read(part).decode() for part in package.namelist() if part.endswith((".xml", ".rels"))
            }
        assert not any('TargetMode="External"' in part for part in parts.values()), name
        body = parts["word/document.xml"]
        assert not re.search(r"<w:(hyperlink|fldSimple|instrText|fldChar)\b", body), name
        assert re.findall(r"<w:instrText[^>]*>([^<]*)<", "".join(parts.values())) == [" PAGE "], name
    kept = text.clean(nasty).strip()
    if kept:
        assert kept.replace("\n", "") in said(worksheet(snapshot, "Hartford")).replace("\n", "").replace("\t", "\t")
    book = workbook(snapshot)
    with zipfile.ZipFile(BytesIO(book)) as package:
        for part in package.namelist():
            if part.startswith("xl/worksheets/"):
                assert not re.search(r"<(f|hyperlink)\b", package.read(part).decode())
    cell = next(
        c for row in openpyxl.load_workbook(BytesIO(book))["Records"].iter_rows() for c in row if c.column == 14
    )
    assert cell.data_type == "s"


# --- workbook ------------------------------------------------------------------------------------------


def sheet_rows(snapshot, title):
    sheet = openpyxl.load_workbook(BytesIO(workbook(snapshot)))[title]
    head, *rows = sheet.iter_rows(values_only=True)
    rows = [row for row in rows if row[0] not in (None, SAMPLE_MARK)]
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("region", [None, "CRCOG"])
def test_workbook_holds_the_snapshots_points_receipts_records_and_flows(region):
    snapshot = sample(region)
    points = {
        row["Town"]: (row["Points"], row["Ready points"], row["Points at risk"])
        for row in sheet_rows(snapshot, "Points")
    }
    assert points == {t.town: (t.points, t.ready_points, t.at_risk) for t in snapshot.towns.itertuples()}
    receipts = [(row["Town"], row["Record"], row["Verdict"], row["Why"]) for row in sheet_rows(snapshot, "Receipts")]
    assert receipts == [(c.town, c.record_id, VERDICTS[c.verdict], c.reason) for c in snapshot.claims.itertuples()]
    own = network.touching(snapshot.mentorships, region)
    assert [row["record_id"] for row in sheet_rows(snapshot, "Records")] == list(own["record_id"])
    flows = network.flows(snapshot.own_active)
    for row in sheet_rows(snapshot, "Flows"):
        assert list(row.values())[1:] == [int(number) for number in flows.loc[row["From \\ to"]]]


def test_workbook_has_real_dates_and_frozen_heads():
    book = openpyxl.load_workbook(BytesIO(workbook(sample("CRCOG"))))
    assert book.sheetnames == ["Read me", "Points", "Receipts", "Records", "Flows"]
    assert {book[name].freeze_panes for name in book.sheetnames[1:]} == {"B2"}
    head = [cell.value for cell in book["Records"][1]]
    cell = book["Records"].cell(2, head.index("started") + 1)
    assert cell.is_date
    assert isinstance(cell.value, datetime)
    assert isinstance(book["Points"].cell(2, 3).value, int)


def opened(snapshot):
    return openpyxl.load_workbook(BytesIO(workbook(snapshot)))


def test_workbook_says_under_each_head_what_it_says():
    """Hartford documented 3.12 for Simsbury; the other mentorship ended and lapses with the window on May 1, 2027."""
    lapsing = {"record_id": "R2", "action": "5.4", "last_active": date(2024, 4, 30)}
    snapshot = taken(of(record(mentor_documented=True), record(**lapsing)), "CRCOG")
    points = {row["Town"]: row for row in sheet_rows(snapshot, "Points")}
    assert points["Hartford"] == {
        "Town": "Hartford", "COG": "CRCOG", "Points": 10, "Ready points": 5, "Counting claims": 2, "Claims": 2,
        "Towns it mentors": 1, "Mentored by": 0, "Next loss": datetime(2027, 5, 1), "Points at risk": 5,
    }  # fmt: skip
    assert (points["Simsbury"]["Towns it mentors"], points["Simsbury"]["Mentored by"]) == (0, 1)
    assert points["Andover"]["Next loss"] is None
    receipts = sheet_rows(snapshot, "Receipts")
    shown = {key: receipts[0][key] for key in list(receipts[0]) if key != "Why"}
    assert shown == {
        "Town": "Hartford", "COG": "CRCOG", "Role": "mentor", "Partner": "Simsbury", "Action": "3.12",
        "Programme year": 2024, "Form of support": "presentation", "Started": datetime(2022, 5, 1),
        "Last active": None, "Implemented": datetime(2023, 6, 1), "Documented": "yes", "Verdict": "Counts",
        "Record": "R1",
    }  # fmt: skip
    assert [(row["Town"], row["Record"], row["Documented"]) for row in receipts[1:]] == [
        ("Hartford", "R2", "no"), ("Simsbury", "R1", "no"), ("Simsbury", "R2", "no"),
    ]  # fmt: skip


def test_workbook_begins_with_the_regions_numbers_and_what_every_head_means():
    its = sample("CRCOG")
    book, n = opened(its), its.numbers
    rows = dict(book["Read me"].iter_rows(values_only=True))
    numbers = {
        "Towns": n.towns, "Towns with points": n.with_points, "Points": n.points, "Ready points": n.ready_points,
        "Mentorships in the window": n.mentorships, "Points at risk": n.points_at_risk,
    }  # fmt: skip
    said = list(book["Read me"].iter_rows(values_only=True))[:10]
    assert {name: value for name, value in said if name in numbers} == numbers
    assert rows["Application date"] == datetime(2026, 11, 1)
    assert rows["Council"] == book.properties.creator == "Capitol Region Council of Governments"
    for sheet in ("Points", "Receipts", "Records"):
        assert {cell.value for cell in book[sheet][1]} <= set(rows)


def test_workbooks_dates_are_shown_as_dates_and_its_heads_stand_out():
    book = opened(one())
    dates = [cell for name in ("Receipts", "Records") for cell in book[name][2] if cell.is_date]
    assert {cell.number_format for cell in dates} == {"mmm d, yyyy"}
    assert len(dates) == 4
    for name in book.sheetnames[1:]:
        assert all(cell.font.bold for cell in book[name][1])
        assert not any(cell.font.bold for cell in book[name][2])


def test_workbooks_sheets_are_filtered_over_all_rows_and_print_on_letter_with_their_heads():
    book = opened(one())
    filters = {name: book[name].auto_filter.ref for name in book.sheetnames[1:]}
    assert filters == {"Points": "A1:J39", "Receipts": "A1:N3", "Records": "A1:N2", "Flows": "A1:K11"}
    assert {book[name].print_title_rows for name in book.sheetnames[1:]} == {"$1:$1"}
    for sheet in book:
        page = sheet.page_setup
        assert (page.orientation, int(page.paperSize), int(page.fitToHeight)) == ("landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (book["Receipts"].column_dimensions["M"].width, book["Records"].column_dimensions["N"].width) == (70, 50)


def test_workbook_of_the_sample_says_so_on_every_sheet_and_printed_page_and_others_do_not():
    marked, plain = opened(sample("CRCOG")), opened(one())
    for book, mark in ((marked, SAMPLE_MARK), (plain, None)):
        assert {sheet.oddFooter.center.text for sheet in book} == {mark}
        firsts = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book]
        assert [column.count(SAMPLE_MARK) for column in firsts] == [1 if mark else 0] * 5


def test_workbook_text_that_looks_like_a_formula_is_kept_as_it_was():
    row = sheet_rows(one(notes="=1+1", evidence="-x", partners="@y"), "Records")[0]
    assert (row["notes"], row["evidence"], row["partners"]) == ("=1+1", "-x", "@y")
    cells = opened(one(notes="=1+1", evidence="x=1"))["Records"][2]
    assert {cell.value for cell in cells if cell.quotePrefix} == {"=1+1"}


def test_workbook_cuts_text_where_a_cell_can_hold_no_more():
    assert sheet_rows(one(notes="n" * 40_000), "Records")[0]["notes"] == "n" * 32_767


# --- picture -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("region", [None, "CRCOG", "MetroCOG"])
@pytest.mark.parametrize("kind", ["map", "network"])
def test_picture_is_self_contained_and_has_its_text_alternative_first(region, kind):
    drawn = picture(sample(region), town_map.shapes(), kind)
    root = ElementTree.fromstring(drawn)
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert len(root[1].text) > 60
    assert root.get("role") == "img"
    assert set(re.findall(r'https?://[^"\' <]+', drawn.decode())) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(script|image|foreignObject|a|use|style)\b", drawn.decode())


def test_map_picture_has_each_town_with_its_points_and_each_tie():
    snapshot = sample()
    titles = [t.text for t in ElementTree.fromstring(picture(snapshot, town_map.shapes())).iter(f"{SVG}title")]
    for town in snapshot.towns.itertuples():
        assert f"{town.town}: {town.points} points, {town.ready_points} ready to submit" in titles
    ties = network.ties(snapshot.own_active)
    assert sum(" mentors " in said and ": " in said for said in titles) == len(ties)


def test_network_picture_names_each_flow_with_its_number():
    snapshot = sample("CRCOG")
    flows = network.flows(snapshot.own_active)
    titles = {
        t.text for t in ElementTree.fromstring(picture(snapshot, town_map.shapes(), "network")).iter(f"{SVG}title")
    }
    assert f"CRCOG gives NECCOG {flows.loc['CRCOG', 'NECCOG']} mentorships" in titles


@some
@given(nasty_texts)
def test_text_in_a_picture_is_text(nasty):
    drawn = svg.document(
        1, 1, nasty, nasty, [svg.words_at(nasty, (0, 0), 12), svg.element("path", svg.titled(nasty), d="M0 0")]
    )
    root = ElementTree.fromstring(drawn)
    assert [node.tag.removeprefix(SVG) for node in root.iter()] == [
        "svg",
        "title",
        "desc",
        "rect",
        "text",
        "path",
        "title",
    ]
    assert (root.find(f"{SVG}text").text or "") == text.clean(nasty)


# --- words ---------------------------------------------------------------------------------------------


def test_columns_are_called_in_documents_what_they_are_called_on_the_screen():
    from sct_dash.ui import tables as screen

    assert {name: screen.column(name)["label"] for name in say.HEADINGS} == say.HEADINGS


def test_application_date_is_on_every_document():
    snapshot = one()
    assert snapshot.application_date == APPLICATION_DATE
    for name in ("worksheet", "board"):
        assert "November 22, 2026" in read(documents(snapshot)[name]).sections[0].header.paragraphs[0].text
