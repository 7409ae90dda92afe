"""Two people at once: what one writes, the other sees at the next click."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT, serving, settle, store_in

pytestmark = pytest.mark.browser


def test_click_on_a_page_left_open_shows_records_brought_in_elsewhere(browser, tmp_path):
    with serving(tmp_path) as address:
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.goto(f"{address}/network?date=2026-11-01")
        page.wait_for_selector("h1")
        settle(page)
        assert page.get_by_text("These mentorships are fictional.").count() == 1
        sheet = tmp_path / "one.csv"
        sheet.write_text(
            "mentor,mentee,action,support,started,implemented_on\nAvon,Canton,3.2,staff time,2025-02-01,2025-06-01\n"
        )
        subprocess.run(
            [sys.executable, "-m", "sct_dash", "import", str(sheet), "--by", "A colleague"],
            cwd=ROOT,
            env=os.environ | {"SCT_DASH_DATABASE_URL": store_in(tmp_path)},
            check=True,
            capture_output=True,
        )
        page.get_by_role("radio", name="Inside a COG", exact=True).click()
        page.wait_for_selector("h1:has-text('Avon mentors 1 town')")
        assert page.get_by_text("Somebody changed the records meanwhile.").count() == 1
        assert page.get_by_text("These mentorships are fictional.").count() == 0
        page.context.close()


def test_login_in_front_of_the_server_says_whose_change_it_is(browser, tmp_path):
    """The header is the one that docs/hosting.md names."""
    with serving(tmp_path, "--server.trustedUserHeaders", '{"X-Forwarded-Email": "email"}') as address:
        link = f"{address}/records?task=Add+one"
        for headers, told in (
            ({"X-Forwarded-Email": "ana@crcog.org"}, "Kept under ana"),
            ({}, "the login of this server does not say who you are"),
        ):
            page = browser.new_context(extra_http_headers=headers).new_page()
            page.goto(link)
            page.get_by_text(told).first.wait_for()
            page.context.close()
