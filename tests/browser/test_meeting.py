"""Present in a real browser: the keyboard turns the steps, the link follows, the deck comes down and opens."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from conftest import settle
from pptx import Presentation

pytestmark = pytest.mark.browser


def wait_for_heading(window, start):
    window.wait_for_function(
        "start => [...document.querySelectorAll('h1')].some(h => h.innerText.startsWith(start))", arg=start
    )


def test_arrow_keys_turn_the_steps_and_the_link_follows(visit):
    window = visit("present?region=CRCOG")
    wait_for_heading(window, "17 of CRCOG's 38 towns earn points")
    window.keyboard.press("ArrowRight")
    wait_for_heading(window, "20 of CRCOG's 38 towns mentored")
    assert "step=map" in window.url
    window.keyboard.press("ArrowLeft")
    wait_for_heading(window, "17 of CRCOG's 38 towns earn points")
    assert "step=" not in window.url
    assert window.faults == []


def test_a_step_is_read_from_the_back_row(visit):
    window = visit("present?region=CRCOG&step=losing")
    for shown in (".sct-numbers b", ".st-key-said p", ".st-key-rows td"):
        window.wait_for_selector(shown)
    sizes = window.evaluate(
        "() => ['h1', '.sct-numbers b', '.st-key-said p', '.st-key-rows td']"
        ".map(s => parseFloat(getComputedStyle(document.querySelector(s)).fontSize))"
    )
    assert all(size >= least for size, least in zip(sizes, (40, 70, 22, 20), strict=True)), sizes


def test_deck_comes_down_as_shown_and_opens(visit):
    window = visit("present?region=MetroCOG&steps=thanks&steps=map")
    window.get_by_role("button", name="Take away").click()
    with window.expect_download() as coming:
        window.get_by_role("button", name="Slide deck of these steps").click()
    assert coming.value.suggested_filename == "deck-MetroCOG-2026-11-01-sample.pptx"
    slides = Presentation(BytesIO(Path(coming.value.path()).read_bytes())).slides
    assert [slide.shapes.title.text_frame.text[:9] for slide in slides] == ["Thank you", "3 of Metr"]
    assert window.faults == []


def test_arrow_keys_turn_the_steps_after_any_button_of_the_page_was_used(visit):
    window = visit("present?region=CRCOG")
    window.get_by_role("button", name="Hide the menu").click()
    window.get_by_role("button", name="Show the menu").wait_for()
    window.keyboard.press("ArrowRight")
    wait_for_heading(window, "20 of CRCOG's 38 towns mentored")
    window.get_by_role("button", name="Show the menu").click()
    window.get_by_role("button", name="losing").click()
    wait_for_heading(window, "7 towns lose 35 points")
    window.keyboard.press("ArrowRight")
    wait_for_heading(window, "18 towns have no mentor")
    assert window.faults == []


@pytest.mark.parametrize(("link", "width", "height"), [("", 1400, 1000), ("&alone=true", 1280, 720)])
def test_each_step_fits_one_screen(visit, link, width, height):
    window = visit(f"present?region=CRCOG{link}")
    window.set_viewport_size({"width": width, "height": height})
    for place in range(1, 10):
        window.get_by_text(f"{place} of 9", exact=True).wait_for()
        settle(window)
        beyond = window.evaluate(
            "(m => m.scrollHeight - m.clientHeight)(document.querySelector('[data-testid=stMain]'))"
        )
        assert beyond <= 0, place
        window.keyboard.press("ArrowRight")


def test_hidden_menu_leaves_the_slide_with_back_next_and_the_way_back(visit):
    window = visit("present?region=CRCOG&alone=true&step=map")
    slide = window.locator("[data-testid=stMain]")
    shown = [one.inner_text() for one in slide.get_by_role("button").all() if one.is_visible()]
    assert [re.search(r"[A-Z][a-z ]+", said)[0] for said in shown] == ["Back", "Next", "Show the menu"]
    assert window.get_by_text("These mentorships are fictional.").is_visible()
