"""Text from a file is text in the browser too, whatever the page's Markdown would make of it."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT, serving, settle, store_in

pytestmark = pytest.mark.browser

ADDRESSES = "http://bad.example.com www.bad.example.com ann@bad.example.com"


def test_address_in_a_text_becomes_no_link(browser, tmp_path):
    with serving(tmp_path) as address:
        sheet = tmp_path / "one.csv"
        sheet.write_text(
            "mentor,mentee,action,support,started,implemented_on\nAvon,Canton,3.2,staff time,2025-02-01,2025-06-01\n"
        )
        subprocess.run(
            [sys.executable, "-m", "sct_dash", "import", str(sheet), "--by", "Ann", "--why", ADDRESSES],
            cwd=ROOT,
            env=os.environ | {"SCT_DASH_DATABASE_URL": store_in(tmp_path)},
            check=True,
            capture_output=True,
        )
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.goto(f"{address}/records?task=What+changed")
        page.wait_for_selector("h1")
        settle(page)
        told = page.locator("[data-testid=stMain] p", has_text="bad.example.com").first
        assert told.inner_text().replace("\u2060", "").count("bad.example.com") == 3
        assert page.locator("a[href*='bad.example.com']").count() == 0
        page.context.close()
