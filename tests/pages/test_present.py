"""Present: the steps turn, the link holds them, and the documents are offered."""

import pytest
from meetings import sample

from sct_dash import story
from sct_dash.story import STEPS

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
