"""A short message to a candidate, drafted for the coordinator to copy and change."""

import pandas as pd

from sct_dash import actions, places, words
from sct_dash.mentors import gains
from sct_dash.mentors.candidates import Candidate, Search
from sct_dash.scoring import support_said
from sct_dash.snapshot import Snapshot

_NAMED = 3
"""How many of a candidate's actions are named when any would do."""


def draft(snapshot: Snapshot, search: Search, candidate: Candidate, asked: pd.DataFrame | None = None) -> str:
    """The message, plain text of a few lines; it says so when it rests on the fictional sample.

    Parameters
    ----------
    asked
        The list of needs: a town is said to have asked only where it stands there.
    """
    edition = snapshot.scorecard.edition
    town, mentor, year = search.town, candidate.town, snapshot.application_date.year
    cog = places.cog_of()[town]
    near = next(part.sentence for part in candidate.parts if part.name == "near")
    support = support_said("; ".join(edition.eligible_support.value), "or")
    lines = [
        f"Dear colleagues in {mentor},",
        "",
        f"{_wish(search, cog, asked)} {_what(candidate, year)} {near}",
        "",
        f"Would you share with {town} what you learned? Under Sustainable CT's action 8.5 a {support} counts. "
        + _promise(snapshot, town, mentor, candidate.teaches),
        "",
        "May we introduce you?",
        "",
        "[Your name]",
        f"{places.cogs().at[cog, 'name']} ({cog})",
    ]
    if snapshot.source.sample:
        lines += ["", "Sample: drafted from fictional records."]
    return "\n".join(lines)


def subject(search: Search) -> str:
    """The message's subject line."""
    return words.sentence(f"a mentor for {search.town}{f' on action {search.action}' if search.action else ''}")


def _wish(search: Search, cog: str, asked: pd.DataFrame | None) -> str:
    """Who wants it: the town where it asked, else its COG."""
    wanted = set() if asked is None else set(asked.loc[asked["town"] == search.town, "action"])
    if search.action and search.action in wanted:
        return f"{search.town} asked us at {cog} for help with"
    if wanted and (not search.action or "" in wanted):
        return f"{search.town} asked us at {cog} for help. We think of"
    return f"We at {cog} would like to find {search.town} a mentor for"


def _what(candidate: Candidate, year: int) -> str:
    named = [actions.label(action, year) for action in candidate.teaches]
    if len(named) == 1:
        return f"action {named[0]}. {candidate.town} has put it into practice."
    such = ", such as" if len(named) > _NAMED else ":"
    return f"one of the actions that {candidate.town} has put into practice{such} {words.listing(named[:_NAMED])}."


def _promise(snapshot: Snapshot, town: str, mentor: str, taught: tuple[str, ...]) -> str:
    """Who could earn points by it, in a sentence: only towns to which the rules would give any."""
    scorecard = snapshot.scorecard
    sides = ((mentor, "mentor"), (town, "mentee"))
    earning = [side for side, role in sides if gains.can_gain(scorecard, side, role, taught)]
    if not earning:
        return "As the points stand now, neither town would earn more by it."
    who = "both towns" if len(earning) == len(sides) else earning[0]
    points = scorecard.edition.points_per_action.value
    return f"Once {town} has put the action into practice, {who} can earn {points} points."
