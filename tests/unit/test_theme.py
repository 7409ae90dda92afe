"""The two themes: figures and widgets share their accent, and white is legible on a button."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from sct_dash.figures.style import PALETTES

THEMES = tomllib.loads((Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text())["theme"]


def brightness(colour):
    """The relative luminance of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["light", "dark"])
def test_white_on_a_button_is_legible_and_figures_have_its_colour(name):
    primary = THEMES[name]["primaryColor"]
    assert 1.05 / (brightness(primary) + 0.05) >= 4.5
    assert PALETTES[name].accent == primary


def contrast(one, other):
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def test_towns_without_points_and_borders_stand_out_on_the_dark_map():
    dark = PALETTES["dark"]
    assert contrast(dark.points[0], dark.ground) >= 1.4
    assert contrast(dark.cog_border, dark.points[0]) >= 4
    assert all(contrast(*steps) >= 1.4 for steps in pairwise(dark.points))
