"""On whom too much rests: mentors that carry more than their limit, and what would be lost if one stopped."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from sct_dash import actions, words
from sct_dash.mentors import ties
from sct_dash.scoring import Scorecard
from sct_dash.snapshot import Snapshot

_ABLE = ("counts", "same_action", "over_cap")
"""Verdicts of claims that are able to count, held against the town's others or not."""
_LOSSES = ("town", "cog", "before", "after", "change")
_Subject = tuple[str, int, str]
"""What counts once: the pool it is counted in, its numbering, its number."""


@dataclass(frozen=True, eq=False)
class Reliance:
    """A mentor that carries more than its limit.

    Attributes
    ----------
    mentees
        The towns it mentors on the application date, by name.
    losses
        Which towns would have fewer points without its mentorships: ``town``, ``cog``, ``before``, ``after``,
        ``change``.
    unfinished
        What it is helping to put into practice: (mentee, action).
    """

    mentor: str
    mentees: tuple[str, ...]
    limit: int
    losses: pd.DataFrame
    unfinished: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        return f"{self.mentor} mentors {len(self.mentees)} towns at once; the usual limit is {self.limit}."

    @property
    def if_it_stopped(self) -> str:
        """What would be lost, in a sentence."""
        lost = f"Without {self.mentor}'s mentorships {self._losses_said()}." if len(self.losses) else ""
        waiting = words.listing((f"{mentee} with {action}" for mentee, action in self.unfinished), limit=6)
        left = f"It would leave unfinished: {waiting}." if waiting else ""
        return f"{lost} {left}".strip() or f"No points rest on {self.mentor}'s mentorships yet."

    def _losses_said(self) -> str:
        if len(self.losses) == 1:
            (row,) = self.losses.itertuples()
            return f"{row.town} would lose {-row.change} points"
        each = words.listing((f"{row.town} {-row.change}" for row in self.losses.itertuples()), limit=6)
        return f"{len(self.losses)} towns would lose {-self.losses['change'].sum()} points in all: {each}"


def overloaded(snapshot: Snapshot, limit: int) -> tuple[Reliance, ...]:
    """The mentors that carry more than `limit` towns and have a mentee, or a seat, in the region; the fullest first."""
    cogs = snapshot.scorecard.towns["cog"]
    ground = _Ground.of(snapshot)
    found = []
    for mentor, mentees in ground.carried.items():
        inside = snapshot.region is None or snapshot.region in {cogs.get(town) for town in (mentor, *mentees)}
        if len(mentees) > limit and inside:
            found.append(_reliance(ground, mentor, limit))
    return tuple(sorted(found, key=lambda one: (-len(one.mentees), one.mentor)))


def if_stopped(snapshot: Snapshot, mentor: str, limit: int) -> Reliance:
    """What rests on a mentor: the points its mentorships bring others, and what it has not finished."""
    return _reliance(_Ground.of(snapshot), mentor, limit)


@dataclass(frozen=True, eq=False)
class _Ground:
    """What is read once for all mentors.

    A mentor that stops takes from its mentees the claims that name it, and from nobody else anything; so what they
    would lose follows from their able claims, and the state need not be scored anew for each mentor.

    Attributes
    ----------
    able
        Each town's actions with a claim that is able to count, and the mentors that claim is with; '' for a claim
        as mentor.
    waiting
        Each mentor's mentorships that are active and not implemented yet: (mentee, action).
    """

    scorecard: Scorecard
    carried: dict[str, tuple[str, ...]]
    able: dict[str, dict[_Subject, set[str]]]
    mentees_ever: dict[str, set[str]]
    waiting: dict[str, list[tuple[str, str]]]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "_Ground":
        records, day, claims = snapshot.source.records, snapshot.application_date, snapshot.scorecard.claims
        able: dict[str, dict[_Subject, set[str]]] = {}
        mentees_ever: dict[str, set[str]] = {}
        columns = ["town", "role", "partner", "pool", "numbering", "action"]
        for town, role, partner, *subject in claims.loc[claims["verdict"].isin(_ABLE), columns].itertuples(index=False):
            mentor = partner if role == "mentee" else ""
            able.setdefault(town, {}).setdefault(tuple(subject), set()).add(mentor)
            mentees_ever.setdefault(mentor, set()).add(town)
        now = ties.running(records, day)
        unfinished = now[~(now["implemented_on"] <= pd.Timestamp(day))].sort_values(["mentee", "record_id"])
        waiting: dict[str, list[tuple[str, str]]] = {}
        for row in unfinished.itertuples():
            waiting.setdefault(row.mentor, []).append((row.mentee, actions.numbered(row.action, row.programme_year)))
        return cls(snapshot.scorecard, ties.carried(records, day), able, mentees_ever, waiting)

    def points(self, town: str, without: str) -> int:
        """A town's points when the claims with one mentor are gone."""
        edition = self.scorecard.edition
        pools = Counter(subject[0] for subject, mentors in self.able[town].items() if mentors != {without})
        return sum(min(number, edition.maximum_actions.value) for number in pools.values()) * (
            edition.points_per_action.value
        )


def _reliance(ground: _Ground, mentor: str, limit: int) -> Reliance:
    towns = ground.scorecard.towns
    rows = []
    for town in ground.mentees_ever.get(mentor, ()):
        before, after = int(towns.at[town, "points"]), ground.points(town, mentor)
        if after < before and town != mentor:
            rows.append((town, towns.at[town, "cog"], before, after, after - before))
    losses = pd.DataFrame(sorted(rows, key=lambda row: (row[4], row[0])), columns=list(_LOSSES))
    mentees, waiting = ground.carried.get(mentor, ()), tuple(ground.waiting.get(mentor, ()))
    return Reliance(mentor, mentees, limit, losses, waiting)
