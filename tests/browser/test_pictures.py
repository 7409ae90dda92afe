"""The pictures in docs/, made by the running product: SCT_DASH_PICTURES=docs python -m pytest tests/browser."""

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


def test_overview_shows_its_map_and_what_needs_attention_without_scrolling(visit, tmp_path):
    window = visit("")
    window.wait_for_selector(".js-plotly-plot .scatterlayer")
    window.wait_for_timeout(1500)
    bottom = window.viewport_size["height"]
    assert window.locator(".js-plotly-plot").first.bounding_box()["y"] < bottom / 2
    assert window.get_by_role("heading", name="Needs attention").bounding_box()["y"] < bottom
    folder = Path(os.environ.get("SCT_DASH_PICTURES", tmp_path))
    window.screenshot(path=folder / "overview.png")
