"""What a story is made of: steps with their numbers, and the words that stand on everything made from it."""

from dataclasses import dataclass

import pandas as pd

from sct_dash import places, words
from sct_dash.snapshot import Snapshot

STEPS: dict[str, str] = {
    "finding": "Where we stand",
    "since": "What changed",
    "map": "Who helps whom",
    "mentors": "Who mentors most",
    "flows": "Between regions",
    "points": "Points by town",
    "losing": "To be renewed",
    "seeking": "Looking for a mentor",
    "introductions": "Introductions we propose",
    "thanks": "Thank you",
}
"""Each step's key and short name, in the order in which a meeting sees them."""
ROWS = 8
"""How many rows of a table a screen holds that are read from the back row."""
MOST_BARS = 12
"""How many towns a chart can name and still be read from the back row."""
FLOWS: dict[str, str] = {"inside": "Inside", "given_out": "Given", "received": "Received"}
"""What flows between COGs: column of the step's table -> name of the chart's series, in the legend's order."""


@dataclass(frozen=True)
class Number:
    """A number to be seen from the back row.

    Attributes
    ----------
    value
        As it is shown: ``17``, ``+20``.
    label
        What it counts.
    loss
        Whether it is something about to be lost, which alone is amber.
    """

    value: str
    label: str
    loss: bool = False


@dataclass(frozen=True, eq=False)
class Step:
    """One idea of the story.

    Attributes
    ----------
    key
        One of `STEPS`.
    title
        The finding, a sentence without its full stop.
    numbers
        At most four.
    table, columns
        The rows behind it, and which of their columns to show.
    picture
        ``numbers``, ``map``, ``mentors``, ``flows``, ``points``, ``table`` or ``names``.
    note
        For the speaker: what to say, the sources, the application date.
    legend
        What the names in the picture mean, to stand under it; '' where they need no telling.
    """

    key: str
    title: str
    numbers: tuple[Number, ...]
    sentences: tuple[str, ...]
    table: pd.DataFrame
    columns: tuple[str, ...]
    picture: str
    note: str
    legend: str = ""

    @property
    def label(self) -> str:
        return STEPS[self.key]


def sources(snapshot: Snapshot) -> str:
    """Where everything in the story comes from, for the speaker and the reader of a document."""
    window, edition, source = snapshot.scorecard.window, snapshot.scorecard.edition, snapshot.source
    records = words.count(len(source.records), "record")
    made_from = "the fictional sample" if source.sample else source.name
    said = [
        f"Application date {words.day(window.last)}; partnerships active from {words.day(window.first)} on count.",
        f"Rules: edition {edition.edition}, from {edition.points_per_action.source}.",
        f"Made from {made_from}: {records}, version {source.version}.",
    ]
    if source.sample:
        said.append(f"{words.SAMPLE_MARK}. No such mentorship is known to have happened.")
    return " ".join(said)


def cog_full_name(snapshot: Snapshot) -> str:
    """The council whose meeting it is, or the state's councils together."""
    if snapshot.region is None:
        return "Connecticut's nine Councils of Governments"
    return str(places.cogs().loc[snapshot.region, "name"])
