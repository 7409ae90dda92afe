"""The map of a plan: towns in the colour of their points today, introductions as arrows from mentor to mentee."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from sct_dash import words
from sct_dash.figures import town_map
from sct_dash.figures.style import Palette


def introductions_map(
    towns: pd.DataFrame, introductions: pd.DataFrame, palette: Palette, region: str | None = None
) -> go.Figure:
    """Draw a plan.

    Parameters
    ----------
    towns
        All 169, index ``town``, with ``cog``, ``points`` and ``ready_points``.
    introductions
        As `plan.result.as_table` gives them.
    region
        The COG planned for; mentors from elsewhere must be in the picture, so it zooms to all towns named.
    """
    ties = gathered(introductions)
    named = sorted({*ties["mentor"], *ties["mentee"]})
    names, fit = _by_gain(introductions), named if region else ()
    figure = town_map.town_map(towns, ties, palette, region, names, fit=fit, arrows_first=True)
    figure.data = [trace for trace in figure.data if len(trace.x)]  # a browser checks also what is empty, at each click
    figure.update_traces(hovertext=[_words(tie) for tie in ties.itertuples()], selector={"name": "Arrows"})
    return figure


def gathered(introductions: pd.DataFrame) -> pd.DataFrame:
    """Introductions by pair, shaped as `network.ties` shapes mentorships."""
    pairs: dict[tuple[str, ...], list] = {}
    for one in introductions.itertuples():
        pairs.setdefault((one.mentor, one.mentee, one.mentor_cog, one.mentee_cog), []).append(one)
    rows = []
    for pair, own in sorted(pairs.items()):
        gains = [one.mentor_gain + one.mentee_gain for one in own]
        actions = words.listing(one.action for one in own)
        rows.append((*pair, len(own), sum(gain > 0 for gain in gains), actions, own[0].km, sum(gains)))
    sides = ["mentor", "mentee", "mentor_cog", "mentee_cog"]
    return pd.DataFrame(rows, columns=[*sides, "mentorships", "counts", "actions", "km", "gain"])


def _by_gain(introductions: pd.DataFrame) -> list[str]:
    """Every town of the introductions, those first that gain most, to be named where there is room."""
    gains: dict[str, int] = {}
    for one in introductions.itertuples():
        for town, gain in ((one.mentor, one.mentor_gain), (one.mentee, one.mentee_gain)):
            gains[town] = gains.get(town, 0) + gain
    return sorted(gains, key=lambda town: (-gains[town], town))


def _words(tie: object) -> str:
    return (
        f"<b>{escape(tie.mentor)}</b> is introduced to <b>{escape(tie.mentee)}</b><br>{tie.actions}<br>"
        f"{tie.gain} points for both together, {words.miles(tie.km)}"
    )
