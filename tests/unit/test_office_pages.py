"""Documents opened by LibreOffice and turned to PDF: as many pages as meant, each with its text, nothing cut."""

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO

import pytest
from meetings import full, hostile, sample
from pptx import Presentation

from sct_dash import story
from sct_dash.exports.board import board
from sct_dash.exports.deck import deck
from sct_dash.exports.workbook import workbook
from sct_dash.exports.worksheet import worksheet
from sct_dash.figures import town_map
from sct_dash.words import SAMPLE_MARK

TOOLS = ("soffice", "pdftotext")
pytestmark = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in TOOLS), reason="needs LibreOffice (soffice) and poppler (pdftotext)"
)
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


WHERE = ["state", "CRCOG", "MetroCOG", "full", "hostile"]


def snapshot(where):
    made = {"full": full, "hostile": hostile}.get(where)
    return made() if made else sample(None if where == "state" else where)


def told_of(where):
    its = snapshot(where)
    earlier = None if where in ("full", "hostile") else sample(its.region, date(2026, 6, 1))
    return story.tell(its, story.proposal(its), earlier)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Turn documents to PDF in one go; file name -> its pages: width, height, words with their boxes (points)."""
    folder = tmp_path_factory.mktemp("office")
    for where in WHERE:
        its, told = snapshot(where), told_of(where)
        (folder / f"deck-{where}.pptx").write_bytes(deck(told, town_map.shapes(), folder / "none.pptx"))
        (folder / f"board-{where}.docx").write_bytes(board(its))
        (folder / f"workbook-{where}.xlsx").write_bytes(workbook(its))
    (folder / "worksheet-Manchester.docx").write_bytes(worksheet(sample("CRCOG"), "Manchester"))
    (folder / "worksheet-long.docx").write_bytes(worksheet(full(), "South Windsor"))
    for town in ("Hartford", "Avon"):
        (folder / f"worksheet-{town}-hostile.docx").write_bytes(worksheet(hostile(), town))
    made = sorted(str(path) for path in folder.iterdir())
    call = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*call, "--outdir", str(folder), *made], check=True, capture_output=True, timeout=240)
    return {path.stem: read(path) for path in sorted(folder.glob("*.pdf"))}


def read(pdf):
    boxes = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return [
        (float(width), float(height), [(*map(float, word[:4]), word[4]) for word in WORD.findall(body)])
        for width, height, body in PAGE.findall(boxes)
    ]


def test_every_document_was_opened(pages):
    assert len(pages) == 19


@pytest.mark.parametrize("where", WHERE)
def test_board_page_is_one_page_with_its_last_line_on_it(pages, where):
    assert len(pages[f"board-{where}"]) == 1
    last = " ".join(word for *_, word in pages[f"board-{where}"][0][2])
    assert snapshot(where).source.version in last


@pytest.mark.parametrize("where", WHERE)
def test_every_slide_is_a_page_that_has_text(pages, where):
    slides = len(Presentation(BytesIO(deck(told_of(where), town_map.shapes()))).slides)
    assert len(pages[f"deck-{where}"]) == slides
    assert all(len(words) > 15 for _, _, words in pages[f"deck-{where}"])


@pytest.mark.parametrize("where", WHERE)
def test_charts_name_their_bars_from_the_top_in_the_tables_order(pages, where):
    told = told_of(where)
    slides = Presentation(BytesIO(deck(told, town_map.shapes()))).slides
    for slide, (_, _, words) in zip(slides, pages[f"deck-{where}"], strict=True):
        for shape in slide.shapes:
            if shape.has_chart and shape.name != "Towns by their points":
                left, top, right, bottom = (
                    value / 12700
                    for value in (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
                )
                names = [str(name).split()[-1] for name in shape.chart.plots[0].categories]
                inside = [w for w in words if left <= w[0] <= right and top <= w[1] <= bottom and w[4] in names]
                assert [word for *_, word in sorted(inside, key=lambda word: word[1])] == names, shape.name


def on_paper(pages):
    """All but the workbooks, whose cells show what they have room for."""
    return [(name, made) for name, made in pages.items() if not name.startswith("workbook")]


def test_no_word_of_any_page_is_beyond_its_edge(pages):
    for name, made in on_paper(pages):
        for number, (width, height, words) in enumerate(made, start=1):
            for left, top, right, bottom, word in words:
                assert min(left, top) >= 0, (name, number, word)
                assert right <= width, (name, number, word)
                assert bottom <= height, (name, number, word)


def test_no_word_of_a_slide_or_page_lies_on_another(pages):
    for name, made in on_paper(pages):
        for number, (_, _, words) in enumerate(made, start=1):
            for place, one in enumerate(words):
                for other in words[place + 1 :]:
                    across = min(one[2], other[2]) - max(one[0], other[0])
                    assert across <= 1 or apart(one, other), (name, number, one[4], other[4])


def apart(one, other):
    """Whether the letters of two words are on different lines; their boxes have room for accents and may touch."""
    (top, bottom), (other_top, other_bottom) = letters(one), letters(other)
    return min(bottom, other_bottom) <= max(top, other_top)


def letters(word):
    quarter = (word[3] - word[1]) / 4
    return word[1] + quarter, word[3] - quarter


def test_nothing_on_a_slide_is_tiny(pages):
    for name, made in pages.items():
        if name.startswith("deck"):
            for _, _, words in made:
                assert min(bottom - top for _, top, _, bottom, _ in words) >= 12, name


def test_every_page_of_the_samples_documents_says_so(pages):
    for name, made in pages.items():
        if name.endswith(("full", "long", "hostile")):
            continue
        for number, (_, _, words) in enumerate(made, start=1):
            assert SAMPLE_MARK in " ".join(word for *_, word in words), (name, number)
