"""On whom too much rests: mentors that carry more than their limit, and what would be lost if one stopped."""

from dataclasses import dataclass

import pandas as pd

from sct_dash import actions, outlook, scoring, words
from sct_dash.mentors import ties
from sct_dash.network import active_between
from sct_dash.scoring import Scorecard
from sct_dash.snapshot import Snapshot


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
        return f"{self.mentor} mentors {len(self.mentees)} towns at once; its limit is {self.limit}."

    @property
    def if_it_stopped(self) -> str:
        """What would be lost, in a sentence."""
        said = [f"{row.town} {-row.change} points" for row in self.losses.itertuples()]
        lost = f"Without {self.mentor}'s mentorships {words.listing(said, limit=6)} would be lost." if said else ""
        waiting = words.listing((f"{mentee} with {action}" for mentee, action in self.unfinished), limit=6)
        left = f"It would leave unfinished: {waiting}." if waiting else ""
        return f"{lost} {left}".strip() or f"No points rest on {self.mentor}'s mentorships yet."


def overloaded(snapshot: Snapshot, limit: int) -> tuple[Reliance, ...]:
    """The mentors that carry more than `limit` towns and have a mentee, or a seat, in the region; the fullest first."""
    cogs = snapshot.scorecard.towns["cog"]
    found = []
    for mentor, mentees in ties.carried(snapshot.source.records, snapshot.application_date).items():
        inside = snapshot.region is None or snapshot.region in {cogs.get(town) for town in (mentor, *mentees)}
        if len(mentees) > limit and inside:
            found.append(if_stopped(snapshot, mentor, limit))
    return tuple(sorted(found, key=lambda one: (-len(one.mentees), one.mentor)))


def if_stopped(snapshot: Snapshot, mentor: str, limit: int) -> Reliance:
    """What rests on a mentor: the points its mentorships bring others, and what it has not finished."""
    records, day = snapshot.source.records, snapshot.application_date
    own = records["mentor"] == mentor
    without: Scorecard = scoring.score(records[~own], snapshot.scorecard.edition, day)
    changes = outlook.compare(snapshot.scorecard, without)
    losses = changes[(changes["change"] < 0) & (changes["town"] != mentor)].reset_index(drop=True)
    now = records[own & active_between(records, day, day)]
    waiting = now[~(now["implemented_on"] <= pd.Timestamp(day))].sort_values(["mentee", "record_id"])
    unfinished = [(row.mentee, actions.numbered(row.action, row.programme_year)) for row in waiting.itertuples()]
    mentees = ties.carried(records, day).get(mentor, ())
    return Reliance(mentor, mentees, limit, losses, tuple(unfinished))
