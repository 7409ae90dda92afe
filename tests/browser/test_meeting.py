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


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1400, 1000), (1920, 1080)])
def test_table_of_the_slide_alone_grows_with_the_screen(visit, width, height):
    window = visit("present?region=CRCOG&step=losing&alone=true")
    window.set_viewport_size({"width": width, "height": height})
    window.wait_for_selector(".st-key-rows td")
    cell = "document.querySelector('.st-key-rows td')"
    size, bottom = window.evaluate(
        f"() => [parseFloat(getComputedStyle({cell}).fontSize), {cell}.closest('table').getBoundingClientRect().bottom]"
    )
    assert size >= min(0.028 * height, 0.016 * width)
    assert bottom <= height - 50  # back and next stand below


@pytest.mark.parametrize("gap", [30, 150, 300])
def test_quick_presses_are_not_lost(visit, gap):
    window = visit("present?region=CRCOG")
    window.wait_for_function("window.sctClicker")
    for _ in range(4):
        window.keyboard.press("ArrowRight")
        window.wait_for_timeout(gap)
    window.get_by_text("5 of 9", exact=True).wait_for()
    settle(window)
    assert window.get_by_text("5 of 9", exact=True).is_visible()
    assert "step=points" in window.url
    assert window.faults == []


def test_keys_of_a_remote_clicker_turn_the_steps_and_still_do_after_another_page(visit):
    window = visit("present?region=CRCOG")
    window.wait_for_function("window.sctClicker")
    for key, place in (("PageDown", 2), ("Space", 3), ("PageUp", 2), ("PageDown", 3)):
        window.keyboard.press(key)
        window.get_by_text(f"{place} of 9", exact=True).wait_for()
    window.get_by_role("link", name="Points").first.click()
    wait_for_heading(window, "CRCOG's towns have earned")
    window.get_by_role("link", name="Present").first.click()
    window.get_by_text("3 of 9", exact=True).wait_for()
    settle(window)
    window.keyboard.press("PageDown")
    window.get_by_text("4 of 9", exact=True).wait_for()
    assert window.faults == []


def test_keys_typed_into_a_field_turn_nothing(visit):
    window = visit("present?region=CRCOG&step=map")
    window.get_by_role("button", name="What to show").click()
    field = window.get_by_label("Introductions to propose")
    field.click()
    for key in ("ArrowRight", "PageDown", "Space"):
        field.press(key)
    settle(window)
    assert window.get_by_text("2 of 9", exact=True).is_visible()


def test_first_buttons_stand_below_the_header_of_the_page_where_no_mark_is_above_them(visit):
    window = visit("present?region=CRCOG")
    top = window.evaluate(
        "() => parseFloat(getComputedStyle(document.querySelector('.stMainBlockContainer')).paddingTop)"
    )
    header = window.evaluate("() => document.querySelector('[data-testid=stHeader]').getBoundingClientRect().bottom")
    assert top >= header


def test_deck_comes_down_as_shown_and_opens(visit):
    window = visit("present?region=MetroCOG&steps=thanks&steps=map")
    window.get_by_role("button", name="Slides and documents").click()
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


def test_link_to_the_proposed_introductions_shows_the_same_where_nobody_was_on_plan(visit):
    """Plan's number, limit, towns and what was ruled out there come along to Present and stand in its link."""
    towns = "plan_for=Small,+never+mentored+or+far-off+towns"
    window = visit(
        f"plan?region=MetroCOG&introductions=4&mentor_limit=1&mentee_limit=1&{towns}&ruled_out=Stratford,Trumbull"
    )
    window.get_by_test_id("stSidebar").get_by_role("link", name="Present").click()
    window.locator(".st-key-steps_row").get_by_role("button", name="introductions").click()
    wait_for_heading(window, "3 introductions would bring")  # as on Plan: more would give a mentee a second one
    settle(window)
    assert "proposed=4" in window.url
    assert "mentee_limit=1" in window.url
    other = visit(window.url.split("/", 3)[3])
    other.locator(".st-key-rows table").wait_for()
    assert told(other) == told(window)
    assert "At most 1 new mentee per mentor and 1 introduction per mentee" in told(other)
    assert "Planned for small, never mentored or far-off towns only." in told(other)


def told(window):
    """The step that is shown, without the tools around it."""
    parts = [window.locator(where).inner_text() for where in ("h1", ".st-key-rows", ".sct-numbers", ".st-key-said")]
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("link", "width", "height"),
    [
        ("&proposed=12", 1400, 1000),
        ("&proposed=12", 1400, 900),
        ("&proposed=12&alone=true", 1280, 720),
        ("&alone=true", 1400, 1000),
        ("&proposed=12&alone=true", 1920, 1080),
    ],
)
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
    from playwright.sync_api import expect  # which looks again until it is so

    window = visit("present?region=CRCOG&alone=true&step=map")
    shown = window.get_by_test_id("stMain").get_by_role("button")
    expect(shown).to_have_text([re.compile(name) for name in ("Back", "Next", "Show the menu")], timeout=30_000)
    expect(window.get_by_text("These mentorships are fictional.")).to_be_visible()
