"""What the records say of towns as mentors: whom they carry, whom they helped before, how near they are."""

from datetime import date

import pandas as pd

from sct_dash import actions, places, words
from sct_dash.experience import is_planned
from sct_dash.network import active_between


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


def between(records: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """The records that name both towns, the earliest first."""
    both = ((records["mentor"] == one) & (records["mentee"] == other)) | (
        (records["mentor"] == other) & (records["mentee"] == one)
    )
    return records[both].sort_values(["started", "record_id"])


def closeness(one: str, other: str) -> str:
    """How near two Connecticut towns are, in a sentence."""
    apart = f"{places.distance_km(one, other):.0f} km apart"
    if other in places.neighbours(one):
        return f"{one} and {other} are neighbors, {apart}."
    mine, theirs = places.cog_of()[one], places.cog_of()[other]
    if mine == theirs:
        return f"{one} and {other} both belong to {mine}, {apart}."
    return f"{one} ({mine}) and {other} ({theirs}) are {apart}."


def together(records: pd.DataFrame, one: str, other: str) -> str:
    """On what two towns worked together before, in a sentence; '' when no record names both."""
    both = between(records, one, other)
    if both.empty:
        return ""
    said = [f"{actions.numbered(row.action, row.programme_year)} (record {row.record_id})" for row in both.itertuples()]
    return f"{one} and {other} worked together before on {words.listing(said, limit=3)}."
