"""What records, day and region allow before any wish: who knows what, who lacks what, what is planned already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from sct_dash import actions, places, words
from sct_dash.experience import Experience
from sct_dash.records import planned
from sct_dash.scoring import Scorecard


class Triple(NamedTuple):
    """Mentor, mentee and action; in a forbid, an empty action stands for every action."""

    mentor: str
    mentee: str
    action: str


@dataclass(frozen=True, eq=False)
class Ground:
    """What a plan is made on; arrays by the positions of `towns` and `actions`.

    Attributes
    ----------
    known, lacks, waiting
        Towns by actions: what a town knows, what it may be introduced for, what an earlier plan has a mentor for.
    carried
        How many introductions of earlier plans, not implemented yet, each town mentors.
    taught
        In how many of them each town is the mentee.
    kept, begun
        How many of them name a town of the region, and how many of these have begun.
    """

    scorecard: Scorecard
    experience: Experience
    region: str | None
    towns: tuple[str, ...]
    actions: tuple[str, ...]
    known: np.ndarray
    lacks: np.ndarray
    waiting: np.ndarray
    fresh: np.ndarray
    promised: np.ndarray
    room: np.ndarray
    coming: np.ndarray
    carried: np.ndarray
    taught: np.ndarray
    own: np.ndarray
    kept: int
    begun: int

    @classmethod
    def of(
        cls, scorecard: Scorecard, experience: Experience, region: str | None, records: pd.DataFrame | None
    ) -> "Ground":
        towns = tuple(places.towns().index)
        place = {town: number for number, town in enumerate(towns)}
        knows, numbering, edition = experience.current(), experience.numbering, scorecard.edition
        kept = _kept(records, scorecard, numbering)
        names = tuple(sorted({*knows["action"]}, key=actions.natural_key))
        known, counting, promised, waiting = (
            _marked(pairs, towns, names)
            for pairs in (
                zip(knows["town"], knows["action"], strict=True),
                _counting(scorecard, numbering),
                kept.credits,
                kept.helped,
            )
        )
        points = scorecard.towns["points"].reindex(list(towns)).to_numpy()
        most = np.maximum(edition.maximum_points - points, 0) // edition.points_per_action.value
        coming = np.minimum(most, np.bincount([place[town] for town, _ in kept.credits], minlength=len(towns)))
        carried, taught = (
            np.bincount([place[town] for town in side if town in place], minlength=len(towns))
            for side in (kept.mentors, kept.mentees)
        )
        own = np.array([region in (None, places.cog_of()[town]) for town in towns])
        room, fresh = most - coming, ~counting & ~promised
        lacks = ~known & fresh & ~waiting & (own & (room > 0))[:, None]
        inside = {town for town in towns if own[place[town]]}
        of_region = [not inside.isdisjoint(pair) for pair in zip(kept.mentors, kept.mentees, strict=True)]
        begun = sum(counts and begun for counts, begun in zip(of_region, kept.begun, strict=True))
        return cls(
            scorecard, experience, region, towns, names, known, lacks, waiting, fresh, promised, room, coming, carried,
            taught, own, sum(of_region), begun,
        )  # fmt: skip

    def fault(self, lock: Triple) -> str:
        """Why no plan can hold an introduction, in a sentence; '' when one can."""
        mentor, mentee = self.towns.index(lock.mentor), self.towns.index(lock.mentee)
        action = self.actions.index(lock.action) if lock.action in self.actions else None
        day, most = words.day(self.scorecard.application_date), self.scorecard.edition.maximum_points
        why = ""
        if mentor == mentee:
            why = "a town cannot be its own mentor"
        elif not self.own[mentee]:
            why = f"{lock.mentee} is not in {self.region}"
        elif action is None or not self.known[mentor, action]:
            why = f"nothing shows that {lock.mentor} knows it on {day}"
        elif self.known[mentee, action]:
            why = f"{lock.mentee} knows it already"
        elif self.waiting[mentee, action]:
            why = f"{lock.mentee} and {lock.action} have a planned introduction already"
        elif self.promised[mentee, action]:
            why = f"a planned introduction brings {lock.mentee} its points"
        elif not self.fresh[mentee, action]:
            why = f"it counts for {lock.mentee} already"
        elif not self.room[mentee]:
            with_what = ", with the planned introductions," if self.coming[mentee] else ""
            why = f"{lock.mentee} has{with_what} the maximum of {most} points"
        return f"{agreed_said(lock)}: {why}." if why else ""

    def positions(self, triples: tuple[Triple, ...]) -> tuple[list[int], list[int], list[int]]:
        """Where triples stand in an array of mentors by mentees by actions; an empty action stands everywhere."""
        place = {town: number for number, town in enumerate(self.towns)}
        order = {name: number for number, name in enumerate(self.actions)}
        at = [
            (place[triple.mentor], place[triple.mentee], order[action])
            for triple in triples
            for action in ((triple.action,) if triple.action else order)
            if action in order
        ]
        return tuple([position[axis] for position in at] for axis in range(3))


class _Kept(NamedTuple):
    """Introductions of earlier plans, not implemented yet: mentors, mentees, which of them have begun, whom they help
    with what, and who will count what as new."""

    mentors: list[str]
    mentees: list[str]
    begun: list[bool]
    helped: set[tuple[str, str]]
    credits: set[tuple[str, str]]


def _kept(records: pd.DataFrame | None, scorecard: Scorecard, numbering: int) -> _Kept:
    if records is None:
        return _Kept([], [], [], set(), set())
    rows = planned.in_progress(records, scorecard.application_date)
    rows = rows[rows["programme_year"].map(actions.numbering) == numbering]
    helped = set(zip(rows["mentee"], rows["action"], strict=True))
    both = helped | set(zip(rows["mentor"], rows["action"], strict=True))
    credits = {pair for pair in both - _counting(scorecard, numbering) if pair[0] in places.towns().index}
    return _Kept(list(rows["mentor"]), list(rows["mentee"]), list(~planned.is_planned(rows)), helped, credits)


def planned_in(records: pd.DataFrame, day: date, region: str | None) -> pd.DataFrame:
    """The planned introductions that stand on a day and name a town of the region, by mentor, mentee and action."""
    rows = planned.standing(records, day)
    own = [town for town, cog in places.cog_of().items() if region in (None, cog)]
    rows = rows[rows["mentor"].isin(own) | rows["mentee"].isin(own)]
    return rows.sort_values(["mentor", "mentee", "action", "record_id"], ignore_index=True)


def _counting(scorecard: Scorecard, numbering: int) -> set[tuple[str, str]]:
    """The towns and actions that count today under a numbering."""
    claims = scorecard.claims
    counting = claims[(claims["verdict"] == "counts") & (claims["numbering"] == numbering)]
    return set(zip(counting["town"], counting["action"], strict=True))


def _marked(pairs: Iterable[tuple[str, str]], towns: tuple[str, ...], names: tuple[str, ...]) -> np.ndarray:
    """Towns by actions: whether they are one of the pairs."""
    place = {town: number for number, town in enumerate(towns)}
    order = {name: number for number, name in enumerate(names)}
    marked = np.zeros((len(towns), len(names)), bool)
    for town, action in pairs:
        if town in place and action in order:
            marked[place[town], order[action]] = True
    return marked


def agreed_said(lock: Triple) -> str:
    """How a sentence about an introduction that cannot be agreed begins."""
    return f"{lock.mentor} cannot be agreed as mentor of {lock.mentee} for {lock.action}"
