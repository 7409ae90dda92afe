"""Who documented, in a real browser: the table's own boxes, by mouse and by keys, which a stand-in cannot tell."""

import pytest
from builders import record, records
from conftest import serving, settle, store_in

from sct_dash.records.store import open_store

pytestmark = pytest.mark.browser

TOWN, BOX, ROW = 120, 58, 35  # px
ROWS = (record(record_id="R1", mentor="Avon", mentee="Canton"), record(record_id="R2", mentor="Essex", mentee="Lyme"))
CELLS = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
LINK = "records?task=Who+documented&date=2026-11-22"


@pytest.fixture
def page(browser, tmp_path):
    """The task on two mentorships of which nothing is documented, as Ana."""
    open_store(store_in(tmp_path)).import_records(records(*ROWS), "Ben")
    with serving(tmp_path) as address:
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.goto(f"{address}/{LINK}")
        page.locator("[data-testid=stDataFrame] canvas").first.wait_for()
        settle(page)
        page.get_by_label("Your name").fill("Ana")
        page.keyboard.press("Enter")
        settle(page)
        yield page
        page.context.close()


def click(page, row, x):
    edge = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    page.mouse.click(edge["x"] + x, edge["y"] + ROW * (row + 1.5))
    page.wait_for_timeout(100)
    settle(page)


def choose(page, town):
    page.get_by_label("Waits for").first.fill(town)
    page.keyboard.press("Enter")
    settle(page)


def says(page, **boxes):
    """Whether the table says to a screen reader, by mentor's town, what both boxes are; it is drawn bit by bit."""
    for _ in range(50):
        rows = page.locator("[data-testid=stDataFrame] table tbody tr").evaluate_all(CELLS)
        if {row[0]: (row[1], row[3]) for row in rows if len(row) > 3} == boxes:
            return True
        page.wait_for_timeout(200)
    return False


def test_boxes_are_ticked_by_mouse_and_by_keys_and_saved_and_undone_together(page):
    click(page, 0, TOWN / 2)
    for number, keys in enumerate((("ArrowRight", "Space"), ("ArrowDown", "ArrowRight", "ArrowRight", "Enter")), 1):
        for key in keys:
            page.keyboard.press(key)
        page.get_by_role("button", name=f"Save {number} change").wait_for()
        settle(page)
    assert says(page, Avon=("true", "false"), Essex=("false", "true"))
    choose(page, "Canton")
    assert says(page, Avon=("true", "false"))
    click(page, 0, TOWN + BOX + TOWN + BOX / 2)
    page.get_by_role("button", name="Save 3 changes").click()
    page.get_by_text("Saved: documented by Avon (3.12), Canton (3.12) and Lyme (3.12).").wait_for()
    settle(page)
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("It was undone").wait_for()
    settle(page)
    assert says(page, Avon=("false", "false"))
    assert page.get_by_role("button", name="Save", exact=False).last.is_disabled()


def test_ticks_that_were_taken_back_do_not_come_again_with_the_next(page):
    click(page, 0, TOWN + BOX / 2)
    page.get_by_role("button", name="Take the ticks back").click()
    settle(page)
    assert says(page, Avon=("false", "false"), Essex=("false", "false"))
    click(page, 1, TOWN + BOX / 2)
    page.get_by_role("button", name="Save 1 change").wait_for()
    assert says(page, Avon=("false", "false"), Essex=("true", "false"))


def test_ticks_stand_after_another_task_and_go_with_a_second_click(page):
    click(page, 0, TOWN + BOX / 2)
    page.get_by_role("button", name="Save 1 change").wait_for()
    for task, heading in (("Take out", "The records as a file"), ("Who documented", "")):
        page.get_by_role("radio", name=task, exact=True).click()
        page.get_by_text(heading or "Tick who has documented").first.wait_for()
        settle(page)
    assert says(page, Avon=("true", "false"), Essex=("false", "false"))
    click(page, 1, TOWN + BOX / 2)
    page.get_by_role("button", name="Save 2 changes").wait_for()
    click(page, 0, TOWN + BOX / 2)
    page.get_by_role("button", name="Save 1 change").click()
    page.get_by_text("Saved: documented by Essex (3.12).").wait_for()


def test_click_on_save_is_answered_by_what_somebody_else_changed_meanwhile(page, tmp_path):
    click(page, 0, TOWN + BOX + TOWN + BOX / 2)
    store = open_store(store_in(tmp_path))
    store.edit(records(ROWS[0] | {"mentee": "Granby"}), store.version(), "Ben")
    page.get_by_role("button", name="Save 1 change").click()
    page.get_by_text("mentee is now Granby").wait_for()
    settle(page)
    page.get_by_role("button", name="Keep what is there now").click()
    page.get_by_role("button", name="Save", exact=False).last.wait_for()
    settle(page)
    assert says(page, Avon=("false", "false"), Essex=("false", "false"))
    assert not store.records()["mentee_documented"].any()


def test_both_boxes_are_in_sight_on_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    click(page, 0, TOWN + BOX / 2)
    click(page, 1, TOWN + BOX + TOWN + BOX / 2)
    page.get_by_role("button", name="Save 2 changes").wait_for()
    assert says(page, Avon=("true", "false"), Essex=("false", "true"))
