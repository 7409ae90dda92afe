"""What holds for every page, whichever pages there are."""

from urllib.parse import parse_qsl

import pytest
from builders import record, records

from sct_dash import places
from sct_dash.records.store import open_store
from sct_dash.ui.menu import PAGES

FILES = [page.file for page in PAGES]


@pytest.mark.parametrize("file", FILES)
def test_page_opens_with_its_finding_and_says_that_the_sample_is_fictional(open_page, file):
    app = open_page(file)
    assert not app.exception
    assert len(app.title) == 1
    assert "These mentorships are fictional." in [text.value for text in app.markdown]
    assert any(
        caption.value.startswith("All Connecticut, application date November 1, 2026") for caption in app.caption
    )


@pytest.mark.parametrize("file", FILES)
def test_page_follows_region_and_date_of_a_link(open_page, file):
    app = open_page(file, {"region": "nvcog", "date": "2027-05-01"})
    assert not app.exception
    assert any(caption.value.startswith("NVCOG, application date May 1, 2027") for caption in app.caption)


@pytest.mark.parametrize("file", FILES)
def test_page_stands_every_region_and_a_far_date(open_page, file):
    for cog in places.cogs().index:
        app = open_page(file, {"region": cog, "date": "2031-02-28"})
        assert not app.exception, cog


@pytest.mark.parametrize("file", [file for file in FILES if file != "pages/records.py"])
def test_next_months_sheet_is_one_click_away_and_keeps_the_choice(open_page, file):
    assert bring_in(open_page(file)) == []  # the sample's mark has such a link
    open_store().import_records(records(record()), "Ana")
    query = {"region": "NVCOG", "date": "2027-05-01"}
    sheet = query | {"task": "Bring in a sheet"}
    assert bring_in(open_page(file, query)) == [sheet]
    assert bring_in(open_page(file, query | {"sample": "1"})) == [sheet | {"sample": "1"}]


def bring_in(app):
    """Where the links that are called so lead."""
    links = [link.proto for link in app.sidebar.get("page_link") if link.proto.label == "Bring in a sheet"]
    assert {link.page for link in links} <= {"records"}
    return [dict(parse_qsl(link.query_string)) for link in links]


def test_link_with_a_wrong_region_or_date_says_so_and_shows_the_whole_state(open_page):
    app = open_page("app.py", {"region": "XYZ", "date": "2023-12-31"})
    assert not app.exception
    assert [toast.value.replace("\\", "") for toast in app.toast] == [
        "There is no COG 'XYZ'; the nine are CRCOG, MetroCOG, RiverCOG, NVCOG, NECCOG, NHCOG, SCRCOG, SCCOG and "
        "WestCOG.",
        "The link's date was not used: No edition of action 8.5 is known for December 31, 2023: the earliest, 2024, "
        "begins on January 1, 2024. Choose that day or a later one.",
    ]
    assert any(
        caption.value.startswith("All Connecticut, application date November 1, 2026") for caption in app.caption
    )
