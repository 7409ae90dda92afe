"""Bringing a sheet in, with the hands of somebody in a hurry."""

import pytest
from conftest import serving, settle

pytestmark = pytest.mark.browser

SHEET = (
    "mentor,mentee,action,support,started\nDarren,Canton,3.12,staff time,2025-02-01\n"
    "Glastonberry,Canton,5.4,webinar,2025-03-01\n"
)


def test_a_double_click_answers_one_question_and_not_the_next_as_well(browser, tmp_path):
    with serving(tmp_path) as address:
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.goto(f"{address}/records?task=Bring+in+a+sheet")
        page.wait_for_selector("h1", timeout=30_000)
        settle(page)
        sheet = {"name": "r.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
        page.locator("input[type=file]").first.set_input_files(sheet)
        page.get_by_text("2 problems to look at").wait_for()
        box = page.get_by_role("button", name="Darien", exact=True).bounding_box()
        page.wait_for_timeout(1_000)
        at = (box["x"] + 20, box["y"] + box["height"] / 2)
        page.mouse.click(*at)
        page.get_by_text("1 problem to look at").wait_for()
        page.mouse.click(*at)
        settle(page)
        page.wait_for_timeout(1_000)
        assert page.get_by_text("1 problem to look at").count() == 1
        page.mouse.click(*at)
        page.get_by_text("1 problem to look at").wait_for(state="detached")
        page.context.close()
