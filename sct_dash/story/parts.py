"""What a story is made of: steps with their numbers, and the words that stand on everything made from it."""

from dataclasses import dataclass

import pandas as pd

from sct_dash import places, words
from sct_dash.snapshot import Snapshot

SAMPLE_MARK = "Sample: fictional records"
"""Stands on everything that is made from the sample."""

STEPS: dict[str, str] = {
    "finding": "Where we stand",
    "since": "What changed",
    "map": "Who helps whom",
    "mentors": "Who mentors most",
    "flows": "Between regions",
    "points": "Points by town",
    "losing": "About to be lost",
    "seeking": "Looking for a mentor",
    "introductions": "Introductions we propose",
    "thanks": "Thank you",
}
"""Each step's key and short name, in the order in which a meeting sees them."""


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
    """

    key: str
    title: str
    numbers: tuple[Number, ...]
    sentences: tuple[str, ...]
    table: pd.DataFrame
    columns: tuple[str, ...]
    picture: str
    note: str

    @property
    def label(self) -> str:
        return STEPS[self.key]


def sources(snapshot: Snapshot) -> str:
    """Where everything in the story comes from, for the speaker and the reader of a document."""
    window, edition, source = snapshot.scorecard.window, snapshot.scorecard.edition, snapshot.source
    records = words.count(len(source.records), "record")
    made_from = f"{records} of the fictional sample" if source.sample else f"{records} of {source.name}"
    said = [
        f"Application date {words.day(window.last)}; partnerships active from {words.day(window.first)} on count.",
        f"Rules: edition {edition.edition}, from {edition.points_per_action.source}.",
        f"Records: {made_from}, version {source.version}.",
    ]
    if source.sample:
        said.append(f"{SAMPLE_MARK}. No such mentorship is known to have happened.")
    return " ".join(said)


def cog_full_name(snapshot: Snapshot) -> str:
    """The council whose meeting it is, or the state's councils together."""
    if snapshot.region is None:
        return "Connecticut's nine Councils of Governments"
    return str(places.cogs().loc[snapshot.region, "name"])
