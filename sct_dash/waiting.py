"""What waits only for a town to document its part: whose, in which mentorship, and until when it counts."""

import pandas as pd

from sct_dash import actions, words
from sct_dash.rulebook import Edition
from sct_dash.scoring import Scorecard
from sct_dash.snapshot import Snapshot

_ABLE = ("counts", "same_action", "over_cap")
"""The verdicts of claims that count, or would in another's place."""
_SUBJECT = ["pool", "numbering", "action"]


def claims(scorecard: Scorecard) -> pd.DataFrame:
    """The claims that would be ready points if their town documented them.

    Those that count, and those that would count in the place of one that is not documented either, since documented
    ones go first.

    Returns
    -------
    DataFrame
        Rows of `Scorecard.claims`, with ``until`` (date, the last application date on which the claim can count; NaT
        while its mentorship is active).
    """
    able = scorecard.claims[scorecard.claims["verdict"].isin(_ABLE)]
    ready = able.loc[able["documented"], _SUBJECT].drop_duplicates()
    full = ready["pool"].value_counts() >= scorecard.edition.maximum_actions.value
    there = pd.MultiIndex.from_frame(able[_SUBJECT]).isin(pd.MultiIndex.from_frame(ready))
    waiting = able[~there & ~able["pool"].isin(full.index[full])]
    return waiting.assign(until=_until(waiting["last_active"], scorecard.edition))


def mentorships(snapshot: Snapshot, town: str = "") -> pd.DataFrame:
    """The mentorships of which a part waits to be documented.

    Parameters
    ----------
    town
        Whose part; '' for any town of the region.

    Returns
    -------
    DataFrame
        ``record_id``, ``mentor``, ``mentee``, ``label`` (the action with its title), ``mentor_documented``,
        ``mentee_documented``, ``implemented_on``, ``until`` (as in `claims`), ``waits_for`` (the towns, as text),
        ``counts`` (whether any of the parts counts already). Those that count first, and of these the first to lapse.
    """
    every = claims(snapshot.scorecard)
    own = _of(every, snapshot, town)
    records = snapshot.source.records
    records = records[records["record_id"].isin(own["record_id"])].reset_index(drop=True)
    names = records["record_id"]
    towns = every.sort_values("role", ascending=False).groupby("record_id")["town"].agg(words.listing)
    labels = map(actions.label, records["action"].tolist(), records["programme_year"].tolist())
    table = records[
        ["record_id", "mentor", "mentee", "mentor_documented", "mentee_documented", "implemented_on"]
    ].assign(
        label=pd.Series(list(labels), dtype="str"),
        until=_until(records["last_active"], snapshot.edition),
        waits_for=names.map(towns).astype("str"),
        counts=names.isin(own.loc[own["verdict"] == "counts", "record_id"]),
    )
    order = ["counts", "until", "mentor", "mentee", "record_id"]
    return table.sort_values(order, ascending=[False, True, True, True, True], ignore_index=True)


def finding(snapshot: Snapshot) -> str:
    """How many points wait, whose documentation they wait for, and whose lapse first."""
    whose = f"{snapshot.region}'s towns" if snapshot.region else "Connecticut's towns"
    waiting = counting(snapshot)
    if waiting.empty:
        points = snapshot.numbers.points
        return f"All {points:,} points of {whose} are documented" if points else f"{whose} have no points to document"
    towns = waiting["town"].unique()
    points = len(waiting) * snapshot.edition.points_per_action.value
    who = f"{towns[0]}'s documentation" if len(towns) == 1 else f"the documentation of {len(towns)} of {whose}"
    first = waiting.sort_values(["until", "town"]).iloc[0]
    lapse = ""
    if pd.notna(first["until"]):
        one = "they" if len(waiting) == 1 else "the first"
        its = one if len(towns) == 1 else f"first {first['town']}'s, which"
        lapse = f"; {its} count until {words.day(first['until'])}"
    return f"{points:,} points wait only for {who}{lapse}"


def counting(snapshot: Snapshot, town: str = "") -> pd.DataFrame:
    """Those of `claims` that count: of a town, or '' for all of the region."""
    own = _of(claims(snapshot.scorecard), snapshot, town)
    return own[own["verdict"] == "counts"]


def _of(claims: pd.DataFrame, snapshot: Snapshot, town: str) -> pd.DataFrame:
    if town:
        return claims[claims["town"] == town]
    return claims if snapshot.region is None else claims[claims["cog"] == snapshot.region]


def _until(last_active: pd.Series, edition: Edition) -> pd.Series:
    days = {day: pd.Timestamp(edition.active_until(day.date())) for day in last_active.dropna().unique()}
    return last_active.map(days).astype("datetime64[s]")
