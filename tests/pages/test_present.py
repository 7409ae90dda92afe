"""Present: the steps turn, the link holds them, and the documents are offered."""

import json
import re
from io import BytesIO

import pytest
from meetings import sample
from pptx import Presentation

from sct_dash import story
from sct_dash.exports.deck import deck
from sct_dash.figures import town_map
from sct_dash.story import STEPS
from sct_dash.ui.text import plain

PAGE = "pages/present.py"
TOLD = [key for key in STEPS if key != "since"]


def heading(app):
    return app.title[0].value


def button(app, label):
    return next(one for one in app.button if one.label == label)


@pytest.fixture
def titles():
    """Each step's title for MetroCOG, as Markdown shows it."""
    from sct_dash.ui.text import plain

    its = sample("MetroCOG")
    return {step.key: plain(step.title) for step in story.tell(its, story.proposal(its)).steps}


def test_next_and_back_turn_the_steps_in_order(open_page, titles):
    app = open_page(PAGE, {"region": "MetroCOG"})
    for key in TOLD:
        assert heading(app) == titles[key]
        if key != TOLD[-1]:
            button(app, "Next").click().run()
    assert button(app, "Next").disabled
    button(app, "Back").click().run()
    assert heading(app) == titles[TOLD[-2]]


@pytest.mark.parametrize("key", TOLD)
def test_link_opens_each_step(open_page, titles, key):
    app = open_page(PAGE, {"region": "MetroCOG", "step": key})
    assert not app.exception
    assert heading(app) == titles[key]


def test_link_holds_which_steps_and_their_order(open_page, titles):
    app = open_page(PAGE, {"region": "MetroCOG"}, steps=["thanks", "map"])
    assert heading(app) == titles["thanks"]
    button(app, "Next").click().run()
    assert heading(app) == titles["map"]
    assert button(app, "Next").disabled


def test_earlier_date_adds_what_changed(open_page):
    app = open_page(PAGE, {"region": "CRCOG", "since": "2026-06-01", "step": "since"})
    assert not app.exception
    assert heading(app).replace("\\", "") == "CRCOG's towns have 40 points more than on June 1, 2026"


def test_step_that_is_no_longer_told_gives_way_to_the_first(open_page, titles):
    app = open_page(PAGE, {"region": "MetroCOG", "step": "map"})
    app.multiselect[0].set_value(["points", "thanks"]).run()
    assert not app.exception
    assert heading(app) == titles["points"]


def test_speakers_note_is_there_with_date_and_rules(open_page):
    app = open_page(PAGE, {"region": "MetroCOG"})
    assert any("Application date November 1, 2026" in text.value.replace("\\", "") for text in app.markdown)


def test_every_document_is_offered_by_a_name_that_says_what_it_is(open_page):
    app = open_page(PAGE, {"region": "MetroCOG"})
    offered = [one.proto.label for one in app.get("download_button")]
    assert offered == [
        "Slide deck of these steps",
        "Board page",
        "Workbook",
        "Map as a picture",
        "COG to COG as a picture",
        "Worksheet drafts of all towns",
    ]


def test_town_page_offers_the_worksheet_and_overview_the_map(open_page):
    town = open_page("pages/town.py", {"town": "Avon"})
    assert "Worksheet draft" in [one.proto.label for one in town.get("download_button")]
    assert "Map as a picture" in [one.proto.label for one in open_page("app.py").get("download_button")]


# --- screen and deck -----------------------------------------------------------------------------------

CARD = re.compile(r'<b style="color:(#\w{6})">([^<]+)</b>([^<]*)</div>')


def on_screen(app):
    """What a step says on screen: title, place, numbers, sentences and each series with its colors and values."""
    said = [text.value.replace("\\", "") for text in app.markdown]
    html = "".join(one.proto.body for one in app.get("html"))
    series = []
    for chart in app.get("plotly_chart"):
        traces = json.loads(chart.proto.spec)["data"]
        series += [(t.get("name"), t["marker"]["color"], t["text"]) for t in traces if t["type"] == "bar"]
    return heading(app).replace("\\", ""), said, [(value, label) for _, value, label in CARD.findall(html)], series


def on_slide(slide):
    """The same of a slide, the words of its boxes by their names."""
    boxes = {s.name: s.text_frame.text.split("\n") for s in slide.shapes if s.has_text_frame}
    numbers = [tuple(lines) for name, lines in boxes.items() if name.startswith("Number ")]
    series = []
    for shape in slide.shapes:
        if shape.has_chart:
            for one in shape.chart.plots[0].series:
                points = [one.points[k].format.fill for k in range(len(one.values))]
                own = [f"#{fill.fore_color.rgb}" for fill in points if fill.type is not None]
                colour = own or f"#{one.format.fill.fore_color.rgb}"
                series.append((one.name, colour, [int(value) for value in one.values]))
    return slide.shapes.title.text_frame.text, boxes, numbers, series


@pytest.mark.parametrize("region", [None, "CRCOG"])
def test_screen_and_deck_tell_the_same_steps(open_page, region, tmp_path):
    its = sample(region)
    told = story.tell(its, story.proposal(its))
    slides = Presentation(BytesIO(deck(told, town_map.shapes(), tmp_path / "none.pptx"))).slides
    firsts = [slide for slide in slides if not re.search(r" \(\d+ of \d+\)$", slide.shapes.title.text_frame.text)]
    app = open_page(PAGE, {"region": region} if region else {})
    assert len(firsts) == len(told.steps) == 9
    for step, slide in zip(told.steps, firsts, strict=True):
        title, said, numbers, series = on_screen(app)
        slide_title, boxes, slide_numbers, slide_series = on_slide(slide)
        assert title == slide_title
        assert boxes["Step"][0] == f"{told.place(step)} · {step.label}"
        assert told.place(step) in said
        assert numbers == slide_numbers
        assert boxes.get("What it says", []) == [line for line in said if line in step.sentences]
        values = [[int(value or 0) for value in shown] for _, _, shown in series]
        assert boxes.get("Legend", []) == [line for line in captions(app) if line == step.legend]
        assert values == [shown for _, _, shown in slide_series]
        assert [colour for _, colour, _ in series] == [colour for _, colour, _ in slide_series]
        if len(series) > 1:
            assert [name for name, _, _ in series] == [name for name, _, _ in slide_series]
            assert [key for name in boxes if name.startswith("Key: ") for key in boxes[name] if key] == [
                name for name, _, _ in series
            ]
        if step.key != "thanks":
            button(app, "Next").click().run()


def test_rows_that_a_screen_has_no_room_for_are_counted(open_page):
    app = open_page(PAGE, {"region": "CRCOG", "step": "seeking"})
    assert "The first 8 of 18; the table below and the slide deck have them all." in captions(app)
    button(app, "Hide the menu").click().run()  # and the table below with it
    assert "The first 8 of 18; the slide deck has them all." in captions(app)


def test_introductions_which_take_two_lines_each_are_cut_earlier(open_page):
    app = open_page(PAGE, {"region": "CRCOG", "step": "introductions", "proposed": "8"})
    assert heading(app).startswith("8 introductions")
    assert len(app.table[0].value) == 6
    assert "The first 6 of 8; the table below and the slide deck have them all." in captions(app)


def test_sentence_stands_where_a_table_would_be_empty(open_page):
    app = open_page(PAGE, {"region": "RiverCOG", "step": "losing"})
    assert heading(app) == "No town loses points by May 1, 2027"
    assert "Every action that counts today still counts then." in [text.value for text in app.markdown]
    assert not app.table
    assert not app.dataframe
    assert not app.columns


@pytest.mark.parametrize(
    ("step", "of_letters"),
    [
        ("map", lambda layout: layout["annotations"][0]["font"]["size"]),
        ("mentors", lambda layout: layout["yaxis"]["tickfont"]["size"]),
        ("flows", lambda layout: layout["legend"]["font"]["size"]),
        ("points", lambda layout: layout["xaxis"]["tickfont"]["size"]),
    ],
)
def test_letters_of_a_picture_are_a_third_larger_on_the_slide_alone(open_page, step, of_letters):
    link = {"region": "CRCOG", "step": step}
    usual, alone = (layout(open_page(PAGE, link | more)) for more in ({}, {"alone": "true"}))
    assert of_letters(alone) == pytest.approx(of_letters(usual) * 4 / 3)
    names = [[note["text"] for note in one.get("annotations", ())] for one in (usual, alone)]
    assert names[0] == names[1]


def layout(app):
    return json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]


def captions(app):
    return [one.value.replace("\\", "") for one in app.caption]


def test_introductions_are_those_of_a_plan_with_the_same_limit_for_one_mentee(open_page):
    link = {"region": "RiverCOG", "mentee_limit": "1"}
    planned = open_page("pages/plan.py", link | {"introductions": "6"}).session_state["plan_now"].introductions
    told = link | {"step": "introductions", "proposed": "6"}
    shown = open_page(PAGE, told).table[0].value
    pairs = [(plain(one.mentor), plain(one.mentee)) for one in planned]
    assert list(zip(shown["Mentor"], shown["Mentee"], strict=True)) == pairs
    assert len({mentee for _, mentee in pairs}) == 6
    without = open_page(PAGE, told | {"mentee_limit": ""}).table[0].value
    assert without["Mentee"].nunique() < 6


def test_what_was_agreed_on_plan_is_proposed_with_its_limit(open_page):
    its = sample("MetroCOG")
    last = story.proposal(its).introductions[-1].triple
    link = {
        "region": "MetroCOG",
        "step": "introductions",
        "agreed": ",".join(last),
        "mentor_limit": "1",
        "proposed": "1",
    }
    app = open_page(PAGE, link)
    assert not app.exception
    assert heading(app).startswith("1 introduction would bring MetroCOG")
    said = [text.value.replace("\\", "") for text in app.markdown]
    assert any(line.startswith(f"The first call: {last.mentor} to {last.mentee}") for line in said)
    assert any(line.startswith("At most 1 new mentee per mentor") for line in said)


def test_plans_number_and_towns_are_proposed_and_told(open_page):
    its = sample("MetroCOG")
    app = open_page(PAGE, {"region": "MetroCOG", "step": "introductions"}, introductions=4)
    most = story.proposal(its, 4)
    assert heading(app) == plain(story.tell(its, most).step("introductions").title)
    app = open_page(PAGE, {"region": "MetroCOG", "step": "introductions", "proposed": "2"}, introductions=4)
    assert heading(app).startswith("2 introductions")
    app = open_page(PAGE, {"region": "MetroCOG", "step": "introductions", "proposed": "2"}, plan_for="fair")
    said = [text.value.replace("\\", "") for text in app.markdown]
    assert "Planned for small, never mentored or far-off towns only." in said


def test_number_follows_plan_when_it_was_asked_for_another_and_stays_what_was_chosen_since(open_page):
    app = open_page(PAGE, {"region": "MetroCOG"}, introductions=4)
    assert app.number_input(key="proposed").value == 4
    app.number_input(key="proposed").set_value(3).run()
    assert app.number_input(key="proposed").value == 3
    app.switch_page("pages/plan.py").run()
    app.query_params.clear()
    app.number_input(key="introductions").set_value(20).run()
    app.query_params.clear()
    app.switch_page(PAGE).run()
    assert app.number_input(key="proposed").value == 12


def test_menu_is_hidden_and_comes_back(open_page, titles):
    app = open_page(PAGE, {"region": "MetroCOG"})
    button(app, "Hide the menu").click().run()
    assert "Hide the menu" not in [one.label for one in app.button]
    button(app, "Next").click().run()
    assert heading(app) == titles["map"]
    button(app, "Show the menu").click().run()
    assert heading(app) == titles["map"]
    assert "Hide the menu" in [one.label for one in app.button]
