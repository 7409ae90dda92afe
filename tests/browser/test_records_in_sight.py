"""The list of records in a real window: how high it is, and that what was saved is seen."""

import pytest
from builders import record, records
from conftest import serving, settle, store_in

from sct_dash.records.store import open_store

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server with 40 records."""
    folder = tmp_path_factory.mktemp("records")
    rows = (record(record_id=f"R{n}", action=f"{n % 10 + 1}.{n // 10 + 1}") for n in range(40))
    open_store(store_in(folder)).import_records(records(*rows), "Ben")
    with serving(folder) as served:
        yield served


def opened(browser, address, width, height, search=""):
    """The page with the first record that a search finds open; how high the list was before that, px."""
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(f"{address}/records")
    table = page.get_by_test_id("stDataFrame")
    table.locator("canvas").first.wait_for()
    settle(page)
    if search:
        page.get_by_placeholder("A town, an action, a word").fill(search)
        page.keyboard.press("Enter")
        page.get_by_text("1 record", exact=True).wait_for()
        settle(page)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 53)
    page.get_by_role("button", name="Save", exact=True).wait_for()
    settle(page)
    return page, box["height"]


@pytest.mark.parametrize(("width", "height"), [(1400, 1000), (390, 844)])
def test_list_fills_the_window_until_a_record_is_open(browser, address, width, height):
    page, before = opened(browser, address, width, height)
    assert before == max(400, height - 430)
    assert page.get_by_test_id("stDataFrame").bounding_box()["height"] == 400
    page.context.close()


def test_what_was_saved_at_a_long_forms_end_is_in_sight_with_its_undo(browser, address):
    page, _ = opened(browser, address, 390, 844, search="10.4")
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("Notes", exact=True).fill("a call")
    page.keyboard.press("Tab")
    settle(page)
    page.get_by_role("button", name="Save", exact=True).click()
    saved = page.get_by_text("Saved: Hartford mentors Simsbury on 10.4")
    saved.wait_for()
    page.wait_for_timeout(1000)
    for shown in (saved, page.get_by_role("button", name="Undo")):
        assert 0 <= shown.bounding_box()["y"] < 844
    page.context.close()
