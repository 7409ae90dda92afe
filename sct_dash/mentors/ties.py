"""What the records say of towns as mentors: whom they carry, whom they helped before, how near they are."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from sct_dash import actions, places, words
from sct_dash.network import active_between
from sct_dash.records.planned import is_planned

_FEW = 3
"""So many towns that come first alike are all named."""


def come_first(towns: Sequence[str], listed: int) -> str:
    """Who comes first of so many listed: one town, or all that only the alphabet would rank."""
    if len(towns) == 1:
        return f"{towns[0]} comes first"
    if len(towns) == listed:
        return "all come first alike"
    if len(towns) <= _FEW:
        return f"{words.listing(towns)} come first alike"
    return f"{len(towns)} come first alike, {towns[0]} to {towns[-1]}"


def begun(records: pd.DataFrame, day: date) -> pd.DataFrame:
    """The records of mentorships that had begun by a day; introductions that are only planned have not."""
    return records[(records["started"] <= pd.Timestamp(day)) & ~is_planned(records)]


def running(records: pd.DataFrame, day: date) -> pd.DataFrame:
    """The records of mentorships that are active on that very day; introductions that are only planned are not."""
    return records[active_between(records, day, day) & ~is_planned(records)]


def carried(records: pd.DataFrame, day: date) -> dict[str, tuple[str, ...]]:
    """Each mentor's mentees on a day, by name: those of `running` mentorships."""
    now = running(records, day)
    return {mentor: tuple(sorted(set(mentees))) for mentor, mentees in now.groupby("mentor")["mentee"]}


def closeness(one: str, other: str) -> str:
    """How near two Connecticut towns are, in a sentence."""
    apart = f"{words.miles(round(places.distance_km(one, other), 2))} apart"  # to 10 m, as a plan measures
    if other in places.neighbours(one):
        return f"{one} and {other} are neighbors, {apart}."
    mine, theirs = places.cog_of()[one], places.cog_of()[other]
    if mine == theirs:
        return f"{one} and {other} both belong to {mine}, {apart}."
    return f"{one} ({mine}) and {other} ({theirs}) are {apart}."


def by_pair(records: pd.DataFrame) -> dict[frozenset[str], list[int]]:
    """Where the records of every two towns stand, so that those of one pair need no search."""
    places_of: dict[frozenset[str], list[int]] = {}
    for place, pair in enumerate(zip(records["mentor"], records["mentee"], strict=True)):
        places_of.setdefault(frozenset(pair), []).append(place)
    return places_of


def together(both: pd.DataFrame, one: str, other: str) -> str:
    """On what two towns worked together before, in a sentence.

    Parameters
    ----------
    both
        The records that name both, at least one.
    """
    both = both.sort_values(["started", "record_id"])
    said = [f"{actions.numbered(row.action, row.programme_year)} (record {row.record_id})" for row in both.itertuples()]
    return f"{one} and {other} worked together before on {words.listing(said, limit=3)}."
