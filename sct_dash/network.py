"""Who mentors whom: records as ties between towns and between COGs.

A *mentorship* is a record seen as an arrow from mentor to mentee. A *tie* is all mentorships of one such
pair. Out-of-state municipalities are towns of the network like any other and belong to no COG.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from sct_dash import actions, places
from sct_dash.places import OUTSIDE
from sct_dash.records.planned import is_planned
from sct_dash.records.schema import cog_of
from sct_dash.scoring import VERDICTS, Scorecard

if TYPE_CHECKING:
    import networkx as nx

DIRECTIONS = {"both": "Both ways", "out": "Help given", "in": "Help received"}
REACHES = {"all": "All", "inside": "Inside a COG", "across": "Across COGs"}
_NEARLY_ALL = 0.9
"""The share of records that make a sheet one COG's: a neighbor's own mentorship may stand in it."""


@dataclass(frozen=True)
class Filters:
    """Which mentorships to look at; each empty filter lets everything through.

    Attributes
    ----------
    categories
        Names of action categories.
    verdicts
        Verdicts, of which at least one side's claim must have one.
    since, until
        Active at any time between these days, both included.
    reach
        ``all``, ``inside`` one COG or ``across`` COGs.
    town, steps, direction
        Only what lies within `steps` steps of `town` (0: however far), following help that was given
        (``out``), received (``in``) or ``both``. The steps go over every mentorship of the period; the
        other filters pick among those that were reached.
    """

    categories: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    reach: str = "all"
    town: str = ""
    steps: int = 1
    direction: str = "both"


def mentorships(records: pd.DataFrame, scorecard: Scorecard) -> pd.DataFrame:
    """Records as arrows.

    Returns
    -------
    DataFrame
        One row a record, in the order of `records`: its columns, and ``mentor_cog``, ``mentee_cog``,
        ``category`` (name), ``mentor_verdict``, ``mentee_verdict`` ('' for a side without a claim),
        ``counts`` (whether either side's claim does), ``planned`` (an introduction that has not begun),
        ``active`` (within the window, and not merely planned), ``km`` (NaN when a side is outside Connecticut).
    """
    window = scorecard.window
    by_side = scorecard.claims.pivot(index="record_id", columns="role", values="verdict")
    by_side = by_side.reindex(index=records["record_id"], columns=["mentor", "mentee"]).astype("str").fillna("")
    table = records.assign(
        mentor_cog=cog_of(records["mentor"]).to_numpy(),
        mentee_cog=cog_of(records["mentee"]).to_numpy(),
        category=list(map(actions.category, records["action"].tolist(), records["programme_year"].tolist())),
        mentor_verdict=by_side["mentor"].to_numpy(),
        mentee_verdict=by_side["mentee"].to_numpy(),
        planned=is_planned(records),
        active=active_between(records, window.first, window.last) & ~is_planned(records),
        km=_distances(records),
    )
    return table.assign(counts=(table["mentor_verdict"] == "counts") | (table["mentee_verdict"] == "counts"))


def active_between(records: pd.DataFrame, since: date | None, until: date | None) -> pd.Series:
    """Whether each mentorship was active on any day between `since` and `until`, both included."""
    active = pd.Series(True, index=records.index)
    if until is not None:
        active &= records["started"] <= pd.Timestamp(until)
    if since is not None:
        active &= ~(records["last_active"] < pd.Timestamp(since))
    return active


def select(mentorships: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """The mentorships that pass every filter, in the order given; one that is only planned never does."""
    chosen = mentorships[active_between(mentorships, filters.since, filters.until) & ~mentorships["planned"]]
    if filters.town:
        chosen = _around(chosen, filters)
    keep = pd.Series(True, index=chosen.index)
    if filters.categories:
        keep &= chosen["category"].isin(filters.categories)
    if filters.verdicts:
        keep &= chosen[["mentor_verdict", "mentee_verdict"]].isin(filters.verdicts).any(axis=1)
    if filters.reach != "all":
        inside = chosen["mentor_cog"] == chosen["mentee_cog"]
        keep &= inside if filters.reach == "inside" else ~inside
    return chosen[keep]


def touching(mentorships: pd.DataFrame, cog: str | None) -> pd.DataFrame:
    """The mentorships with at least one side in `cog`; all of them when it is None."""
    if cog is None:
        return mentorships
    return mentorships[(mentorships["mentor_cog"] == cog) | (mentorships["mentee_cog"] == cog)]


def region_of(records: pd.DataFrame) -> str | None:
    """The one COG that has a side in nearly all of these records; None where there is none, or several."""
    sides = pd.DataFrame({side: cog_of(records[side]).to_numpy() for side in ("mentor", "mentee")})
    nearly_all = [cog for cog in places.cogs().index if (sides == cog).any(axis=1).mean() >= _NEARLY_ALL]
    return nearly_all[0] if len(nearly_all) == 1 else None


def records_of(records: pd.DataFrame, cog: str | None) -> pd.DataFrame:
    """The records, as `schema.frame` shapes them, with at least one side in `cog`; all of them when it is None."""
    if cog is None:
        return records
    return records[(cog_of(records["mentor"]) == cog) | (cog_of(records["mentee"]) == cog)]


def ties(mentorships: pd.DataFrame) -> pd.DataFrame:
    """Mentorships gathered by pair.

    Returns
    -------
    DataFrame
        One row a mentor and mentee: ``mentor``, ``mentee``, ``mentor_cog``, ``mentee_cog``,
        ``mentorships`` (number), ``counts`` (number that counts for either), ``actions`` (text), ``km``;
        most mentorships first.
    """
    by_pair = mentorships.groupby(["mentor", "mentee", "mentor_cog", "mentee_cog"])
    gathered = pd.DataFrame(
        {"mentorships": by_pair.size(), "counts": by_pair["counts"].sum(), "km": by_pair["km"].first()}
    ).reset_index()
    named = _listed_actions(mentorships)
    actions_of = [named[pair] for pair in zip(gathered["mentor"], gathered["mentee"], strict=True)]
    gathered.insert(gathered.columns.get_loc("counts") + 1, "actions", actions_of)
    return gathered.sort_values(["mentorships", "mentor", "mentee"], ascending=[False, True, True], ignore_index=True)


def strongest(ties: pd.DataFrame, most: int = 200) -> pd.DataFrame:
    """The ties that count most, then those with most mentorships: what a picture can still show apart.

    The same order of rows as in `ties`; all of them where there are no more than `most`.
    """
    if len(ties) <= most:
        return ties
    best = ties.sort_values(["counts", "mentorships", "mentor", "mentee"], ascending=[False, False, True, True])
    return ties.loc[sorted(best.index[:most])].reset_index(drop=True)


def flows(mentorships: pd.DataFrame) -> pd.DataFrame:
    """Mentorships from COG (row) to COG (column), and from and to `places.OUTSIDE`; whole numbers."""
    every = [*places.cogs().index, OUTSIDE]
    number = Counter(zip(mentorships["mentor_cog"], mentorships["mentee_cog"], strict=True))
    return pd.DataFrame(
        [[number[giver, taker] for taker in every] for giver in every],
        index=pd.Index(every, name="mentor_cog"),
        columns=pd.Index(every, name="mentee_cog"),
    )


def town_graph(mentorships: pd.DataFrame) -> nx.MultiDiGraph:
    """Towns and mentorships as a graph.

    Returns
    -------
    networkx.MultiDiGraph
        A node for each of the 169 towns and each out-of-state place on a record, with ``cog``; an edge a
        record, keyed by ``record_id``, with ``action`` and ``counts``.
    """
    import networkx as nx  # 60 ms that documents need not pay

    graph = nx.MultiDiGraph()
    graph.add_nodes_from((town, {"cog": cog}) for town, cog in places.cog_of().items())
    ends = mentorships[["mentor", "mentor_cog", "mentee", "mentee_cog", "record_id", "action", "counts"]].astype(object)
    for mentor, mentor_cog, mentee, mentee_cog, record_id, action, counts in ends.itertuples(index=False):
        graph.add_node(mentor, cog=mentor_cog)
        graph.add_node(mentee, cog=mentee_cog)
        graph.add_edge(mentor, mentee, key=record_id, action=action, counts=counts)
    return graph


def towns_without_tie(mentorships: pd.DataFrame, cog: str | None = None) -> list[str]:
    """The region's towns that neither mentor nor are mentored, by name."""
    tied = set(mentorships["mentor"]) | set(mentorships["mentee"])
    return [town for town, of in places.cog_of().items() if town not in tied and cog in (None, of)]


def verdict_words(verdict: str) -> str:
    """A side's verdict on screen; a side outside Connecticut has none."""
    return VERDICTS.get(verdict, "No claim")


def _distances(records: pd.DataFrame) -> list[float]:
    pairs = zip(records["mentor"].tolist(), records["mentee"].tolist(), strict=True)
    return [round(places.distance_km(mentor, mentee), 1) for mentor, mentee in pairs]


def _listed_actions(mentorships: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The numbers of each pair's actions, each once, in their natural order."""
    each = mentorships[["mentor", "mentee", "action"]].drop_duplicates()
    order = {number: place for place, number in enumerate(sorted(each["action"].unique(), key=actions.natural_key))}
    listed: dict[tuple[str, str], list[str]] = {}
    for mentor, mentee, action in each.sort_values("action", key=lambda a: a.map(order)).itertuples(index=False):
        listed.setdefault((mentor, mentee), []).append(action)
    return {pair: ", ".join(numbers) for pair, numbers in listed.items()}


def _around(mentorships: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    import networkx as nx

    graph = town_graph(mentorships)
    if not graph.degree(filters.town):
        return mentorships.iloc[:0]
    within = filters.steps or None
    if filters.direction == "both":
        near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), filters.town, within)
        kept = _edges_on_the_way(graph, near, within)
    else:
        forward = graph if filters.direction == "out" else graph.reverse(copy=False)
        near = nx.single_source_shortest_path_length(forward, filters.town, within)
        onward = {(a, b) for a, b in forward.edges() if a in near and (within is None or near[a] < within)}
        kept = onward if filters.direction == "out" else {(b, a) for a, b in onward}
    pairs = zip(mentorships["mentor"], mentorships["mentee"], strict=True)
    return mentorships[[pair in kept for pair in pairs]]


def _edges_on_the_way(graph: nx.MultiDiGraph, near: dict[str, int], within: int | None) -> set[tuple[str, str]]:
    """The arrows that lead away from the focus or back to it, not those between two towns at the rim."""
    return {
        (a, b)
        for a, b in graph.edges()
        if a in near and b in near and (within is None or min(near[a], near[b]) < within)
    }
