"""Bringing a sheet in, with the hands of somebody in a hurry."""

import pytest
from conftest import serving, settle, store_in

from sct_dash.records.store import open_store

pytestmark = pytest.mark.browser

SHEET = (
    "mentor,mentee,action,support,started\nMystic,Canton,3.12,staff time,2025-02-01\n"
    "Georgetown,Canton,5.4,webinar,2025-03-01\n"
)


GOOD = "mentor,mentee,action,support,started\nDarien,Canton,3.12,staff time,2025-02-01\n"
"""A sheet with nothing to ask about."""


@pytest.mark.parametrize(("width", "height"), [(1400, 1000), (390, 844)])
def test_name_is_asked_for_right_above_save_and_the_first_click_saves_under_it(browser, tmp_path, width, height):
    with serving(tmp_path) as address:
        page = browser.new_context(viewport={"width": width, "height": height}).new_page()
        page.goto(f"{address}/records?task=Bring+in+a+sheet")
        page.wait_for_selector("h1")
        settle(page)
        sheet = {"name": "r.csv", "mimeType": "text/csv", "buffer": GOOD.encode()}
        page.locator("input[type=file]").first.set_input_files(sheet)
        save = page.get_by_role("button", name="Save the records")
        name = page.get_by_label("Your name")
        name.wait_for()
        save.wait_for()
        settle(page)
        assert name.count() == 1
        above, below = name.bounding_box(), save.bounding_box()
        assert 0 < below["y"] - (above["y"] + above["height"]) < 120  # no more than one other field between them
        name.fill("Ana")
        save.click()
        page.get_by_text("Saved: 1 new").wait_for()
        page.context.close()
    assert [step.by for step in open_store(store_in(tmp_path)).history()] == ["Ana"]


def test_a_double_click_answers_one_question_and_not_the_next_as_well(browser, tmp_path):
    with serving(tmp_path) as address:
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.goto(f"{address}/records?task=Bring+in+a+sheet")
        page.wait_for_selector("h1")
        settle(page)
        sheet = {"name": "r.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
        page.locator("input[type=file]").first.set_input_files(sheet)
        page.get_by_text("2 problems to look at").wait_for()
        box = page.get_by_role("button", name="Groton", exact=True).bounding_box()
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


def bring(page, address):
    page.goto(f"{address}/records?task=Bring+in+a+sheet")
    page.wait_for_selector("h1")
    settle(page)


def test_page_that_is_loaded_anew_goes_on_with_the_sheet_and_its_answers_in_this_browser_alone(browser, tmp_path):
    with serving(tmp_path) as address:
        page = browser.new_context().new_page()
        bring(page, address)
        sheet = {"name": "r.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
        page.locator("input[type=file]").first.set_input_files(sheet)
        page.get_by_role("button", name="Groton", exact=True).click()
        page.get_by_text("1 problem to look at").wait_for()
        settle(page)
        bring(page, address)
        assert page.get_by_text("Corrected by you: 1").count() == 1
        assert page.get_by_text("1 problem to look at").count() == 1
        other = browser.new_context().new_page()
        bring(other, address)
        assert other.get_by_text("r.csv").count() == 0
        page.get_by_role("button", name="Close without saving").click()
        page.get_by_text("r.csv").first.wait_for(state="detached")
        bring(page, address)
        assert page.get_by_text("r.csv").count() == 0
        page.context.close()
        other.context.close()


@pytest.mark.parametrize(
    ("answers", "fold", "back"),
    [
        (("Groton", "Redding"), "Corrected by you: {}", "Undo"),
        (("Set aside", "Set aside"), "{} set aside", "Bring it back"),
    ],
)
def test_answers_are_undone_one_after_the_other_while_their_fold_stays_open(browser, tmp_path, answers, fold, back):
    with serving(tmp_path) as address:
        page = browser.new_context().new_page()
        bring(page, address)
        sheet = {"name": "r.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
        page.locator("input[type=file]").first.set_input_files(sheet)
        for done, answer in enumerate(answers, start=1):
            page.get_by_role("button", name=answer, exact=True).first.click()
            page.get_by_text(fold.format(done), exact=True).wait_for()
            settle(page)
        page.get_by_text(fold.format(2), exact=True).click()
        undo = page.get_by_role("button", name=back, exact=True)
        undo.first.click()
        page.get_by_text(fold.format(1), exact=True).wait_for()
        settle(page)
        assert undo.count() == 1
        assert undo.is_visible()
        page.context.close()


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_answering_a_long_list_at_its_end_leads_to_the_questions_that_are_left(browser, tmp_path, width, height):
    misspelled = (
        "Darren Glastonberry Bloomfeild Seymore Waterbery Stamferd Simsbery Fairfeild Southbry Middletwn Branferd"
    )
    rows = [f"{town},Canton,3.12,staff time,2025-02-01" for town in (*misspelled.split(), "Mystic", "WestCOG", "CRCOG")]
    sheet = "\n".join(["mentor,mentee,action,support,started", *rows, ""])
    with serving(tmp_path) as address:
        page = browser.new_context(viewport={"width": width, "height": height}).new_page()
        bring(page, address)
        page.locator("input[type=file]").first.set_input_files(
            {"name": "r.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
        )
        every = page.get_by_role("button", name="Yes, all 11")
        every.scroll_into_view_if_needed()
        settle(page)
        every.click()
        page.wait_for_function(
            "text => [...document.querySelectorAll('p')].some(p => p.innerText === text "
            "&& p.getBoundingClientRect().top > 0 && p.getBoundingClientRect().top < innerHeight / 2)",
            arg="Mystic lies in Groton and Stonington.",
        )
        page.context.close()
