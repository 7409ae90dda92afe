"""What a person sees: every page, in light and dark, on a desk and on a phone."""

import re

import pytest
from conftest import settle

from sct_dash import places
from sct_dash.figures.style import DARK, LIGHT
from sct_dash.ui import tables
from sct_dash.ui.menu import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_page_opens_by_its_own_link_without_a_fault(visit, page, scheme):
    window = visit(page.path, scheme=scheme)
    assert window.locator("[data-testid=stException]").count() == 0
    assert window.locator("h1").count() == 1
    assert window.faults == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_page_fits_a_phone(visit, page):
    window = visit(page.path, width=390)
    assert window.evaluate("document.documentElement.scrollWidth") <= 390
    assert window.faults == []


def test_menu_keeps_region_and_date_on_every_page(visit):
    window = visit("?region=CRCOG&date=2027-05-01")
    for page in (*PAGES[1:], PAGES[0]):
        window.get_by_role("link", name=page.title, exact=True).first.click()
        window.wait_for_url(re.compile(rf"/{page.path}\?"))
        window.wait_for_function(
            "() => [...document.querySelectorAll('[data-testid=stCaptionContainer]')]"
            ".some(c => c.innerText.startsWith('CRCOG, application date May 1, 2027'))"
        )
    assert window.faults == []


def test_link_shows_what_the_sender_saw(visit):
    sender = visit("network?region=CRCOG")
    sender.locator("[data-testid=stSelectbox]", has_text="Focus on a town").locator("input").fill("Simsbury")
    sender.get_by_role("option", name="Simsbury", exact=True).click()
    sender.wait_for_selector(".stMain h3:has-text('around Simsbury')")
    sender.get_by_role("radio", name="2 steps").click()
    sender.wait_for_function("() => location.search.includes('2+steps')")
    sender.wait_for_timeout(1000)
    seen = sender.locator(".stMain h3").first.inner_text()
    receiver = visit(sender.url.split("/", 3)[3])
    assert receiver.locator(".stMain h3").first.inner_text() == seen


def place_of(window, town):
    """Where a town's point is on the screen, px."""
    window.wait_for_selector(".js-plotly-plot .scatterlayer")
    window.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
    window.wait_for_timeout(1000)
    return window.evaluate(
        """town => {
            const plot = document.querySelector('.js-plotly-plot');
            const layout = plot._fullLayout, box = plot.getBoundingClientRect();
            const trace = plot._fullData.find(t => t.name === 'Towns');
            const i = trace.customdata.findIndex(d => d[1] === town);
            return [box.x + layout.xaxis._offset + layout.xaxis.d2p(trace.x[i]),
                    box.y + layout.yaxis._offset + layout.yaxis.d2p(trace.y[i])];
        }""",
        town,
    )


def test_clicking_a_town_on_the_map_tells_its_points(visit):
    window = visit("?region=CRCOG")
    at = place_of(window, "Simsbury")
    window.mouse.move(*at)
    window.wait_for_timeout(300)
    window.mouse.click(*at)
    card = window.get_by_role("link", name="Simsbury has 10 points, 5 of them ready to submit")
    card.wait_for()
    card.click()
    window.wait_for_selector("h1:has-text('Simsbury has 10 points')")
    assert "region=CRCOG" in window.url
    assert window.faults == []


def test_first_tap_of_a_finger_tells_a_towns_points(visit):
    phone = visit("?region=CRCOG", width=390, has_touch=True, is_mobile=True)
    phone.touchscreen.tap(*place_of(phone, "Glastonbury"))
    phone.get_by_role("link", name="Glastonbury has 15 points").wait_for()
    assert phone.faults == []


@pytest.mark.parametrize("town", ["Waterbury", "Windsor", "Guilford"])
def test_tap_on_a_town_of_the_whole_state_opens_that_one_and_no_neighbor(visit, town):
    """Their dots are 10 px from those of Wolcott, Windsor Locks and North Branford."""
    phone = visit("", width=390, has_touch=True, is_mobile=True)
    phone.touchscreen.tap(*place_of(phone, town))
    phone.get_by_role("link", name=f"{town} has").wait_for()


def test_menu_of_a_phone_makes_way_for_the_page_that_was_chosen(visit):
    phone = visit("?region=CRCOG", width=390)
    phone.get_by_test_id("stExpandSidebarButton").click()
    menu = phone.get_by_test_id("stSidebar")
    menu.get_by_role("link", name="Points").click()
    phone.wait_for_selector("h1:has-text('have earned')")
    settle(phone)
    assert menu.get_attribute("data-collapsed") == "true"
    assert phone.faults == []


@pytest.mark.parametrize("column", [60, 260])
def test_click_on_any_cell_of_a_towns_row_tells_why_it_has_its_points(visit, column):
    window = visit("points?region=MetroCOG")
    drawn = window.get_by_test_id("stDataFrame").first
    drawn.locator("canvas tbody tr").nth(3).wait_for(state="attached")  # loaded last of all
    settle(window)
    table = drawn.bounding_box()
    before = window.get_by_role("heading", level=3).all_inner_texts()
    window.mouse.click(table["x"] + column, table["y"] + 35 * 3 + 17)
    window.wait_for_function("() => new URL(location).searchParams.get('receipt')")
    settle(window)
    after = window.get_by_role("heading", level=3).all_inner_texts()
    assert before != after
    town = window.evaluate("new URL(location).searchParams.get('receipt')")
    assert any(heading.startswith(f"{town} has") for heading in after)


def test_region_is_found_by_its_name_as_by_its_abbreviation_and_by_nothing_else(visit):
    window = visit("?region=scrcog")
    region = window.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").locator("input")
    assert region.input_value() == "SCRCOG, South Central Regional Council of Governments"
    region.click()
    found = {}
    for said in ("capitol region council", "crcog", "crg"):
        region.fill(said)
        window.wait_for_timeout(300)
        found[said] = [option.split(",")[0] for option in window.get_by_role("option").all_inner_texts()]
    assert found == {"capitol region council": ["CRCOG"], "crcog": ["CRCOG", "SCRCOG"], "crg": ["No results"]}
    region.fill("hills")
    window.get_by_role("option", name="NHCOG, Northwest Hills").click()
    window.wait_for_function("() => new URL(location).searchParams.get('region') === 'NHCOG'")
    assert window.faults == []


@pytest.mark.parametrize("path", ["", "points", "town?town=Litchfield", "plan"])
@pytest.mark.parametrize("width", [1400, 1920])
def test_page_is_printed_with_whole_charts_and_tables_and_nothing_to_click(visit, path, width):
    window = visit(path, width=width)
    window.wait_for_selector(".js-plotly-plot .main-svg")
    window.wait_for_timeout(1000)
    window.evaluate("dispatchEvent(new Event('beforeprint'))")  # which a browser does before it turns to paper
    window.emulate_media(media="print")
    shown = "els => els.filter(e => e.getClientRects().length).map(e => e.innerText)"
    clickable = ".stSidebar, .stAppHeader, .stButton, .stDownloadButton, .stPageLink, .stPopover, .st-key-to-click"
    assert window.eval_on_selector_all(clickable, shown) == []
    drawn = window.eval_on_selector_all(
        ".stPlotlyChart, .js-plotly-plot .main-svg, .stDataFrame",
        "els => els.map(e => e.getBoundingClientRect()).filter(b => b.width).map(b => [b.width, b.height])",
    )
    assert drawn
    assert [size for size in drawn if size[0] > 701 or size[1] > 901] == []


def test_points_are_printed_with_every_town_and_shown_as_one_table(visit):
    window = visit("points")
    on_paper = window.locator(".sct-paper").first.locator("tr")
    on_paper.nth(169).wait_for(state="attached")
    assert on_paper.count() == 1 + 169
    assert [on_paper.first.is_visible(), window.locator(".st-key-receipt-table").is_visible()] == [False, True]
    window.emulate_media(media="print")
    assert [on_paper.first.is_visible(), window.locator(".st-key-receipt-table").is_visible()] == [True, False]
    assert on_paper.nth(1).locator("td").all_inner_texts() == ["Burlington", "NHCOG", "15", "15", "Dec 7, 2026", "10"]


@pytest.mark.parametrize(
    ("path", "heading", "rows"),
    [
        ("points?then=2027-05-01", "What if the application date were another?", 23),
        ("plan", "20 towns gain points", 20),
        ("plan?introductions=20", "Tick what is agreed", 20),
        ("records?task=Who+documented", "", 30),
    ],
)
def test_every_row_of_a_table_is_printed_and_on_the_screen_none_of_it_twice(visit, path, heading, rows):
    window = visit(path)
    drawn = window.locator("[data-testid=stDataFrame]:visible")
    drawn.last.wait_for()
    window.wait_for_timeout(1000)
    on_screen = drawn.count()
    assert not window.locator(".sct-paper").first.is_visible()
    window.emulate_media(media="print")
    printed = window.locator(".sct-paper:visible")
    lengths = [printed.nth(place).locator("tbody tr").count() for place in range(printed.count())]
    assert rows in lengths
    still = drawn.count()
    assert printed.count() + still == on_screen
    if heading:
        assert window.get_by_role("heading", name=heading).is_visible()


def test_rules_are_read_on_a_phone_without_pushing_them_aside(visit):
    phone = visit("guide?section=The+rules+applied", width=390)
    table = phone.get_by_role("table", name="The rules of action 8.5 as applied here").first
    table.wait_for()
    cells = table.locator("td").evaluate_all("all => all.map(cell => cell.getBoundingClientRect().right)")
    assert len(cells) > 50
    assert max(cells) <= 390
    label = "cell => getComputedStyle(cell, '::before').content"
    assert [table.locator("td").nth(place).evaluate(label) for place in (0, 1, 6)] == [
        *("none", '"Edition 2024"', '"Last checked"'),
    ]
    assert table.locator("thead").is_hidden()
    desk = visit("guide?section=The+rules+applied")
    table = desk.get_by_role("table", name="The rules of action 8.5 as applied here").first
    assert table.locator("thead").is_visible()
    assert table.locator("td").nth(1).evaluate(label) == "none"


def test_every_towns_name_fits_a_column_that_leaves_most_of_a_phone_to_the_others(visit):
    window = visit("points")
    widest = window.evaluate(
        """names => {
            const pen = document.createElement('canvas').getContext('2d');
            pen.font = '14px "Source Sans"';
            return Math.max(...names.map(name => pen.measureText(name).width));
        }""",
        list(places.towns().index),
    )
    padding = 16
    assert widest + padding <= tables.column("town")["width"] <= 390 * 0.35


def test_charts_turn_dark_with_the_system(visit):
    window = visit("?region=SCRCOG")
    window.wait_for_selector(".js-plotly-plot .main-svg")
    color = "document.querySelector('.js-plotly-plot')?._fullLayout?.font.color"  # it may just be drawn anew
    assert window.evaluate(color) == LIGHT.text
    window.emulate_media(color_scheme="dark")
    window.wait_for_function(f"() => {color} === '{DARK.text}'")
    assert window.faults == []
