"""Records, an edition and an application date in; claims, verdicts and points out.

A record makes a claim for each Connecticut town on it. A claim gets exactly one verdict: the first in
`VERDICTS` that applies. Its reason names the dates and numbers that the verdict rests on, and screen,
document and test read that same reason.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from sct_dash import actions, places, words
from sct_dash.records.planned import is_planned
from sct_dash.rulebook import SUPPORT, Edition, Window

VERDICTS: dict[str, str] = {
    "outside_program": "Outside the programme",
    "not_meaningful": "Not a meaningful role",
    "not_started": "Not started",
    "lapsed": "Lapsed",
    "not_implemented": "Not implemented",
    "same_action": "Same action again",
    "over_cap": "Over the cap",
    "counts": "Counts",
}
"""Verdict -> its words on screen, in the order in which they are tried."""

ROLES = ("mentor", "mentee")
CLAIM_COLUMNS = (
    *("record_id", "town", "cog", "role", "partner", "action", "programme_year", "numbering", "pool", "support"),
    *("started", "last_active", "implemented_on", "documented", "verdict", "reason"),
)
_SUBJECT = ["pool", "numbering", "action"]
"""What can count once: an action of a town (of a town's role, where roles do not share the maximum)."""
_GROUNDS = [
    *("record_id", "role", "partner", "action", "programme_year", "numbering", "pool"),
    *("support", "started", "last_active", "implemented_on", "verdict", "planned"),
]
"""What reasons are made from."""
Claim = Any
"""A row of claims as ``itertuples`` yields it."""


@dataclass(frozen=True)
class Scorecard:
    """Every town's points on one application date, with the claims they rest on.

    Attributes
    ----------
    claims
        One row a claim, by town, then record in natural order; columns `CLAIM_COLUMNS`.
    towns
        169 rows, index ``town``: ``cog``, ``points``, ``ready_points``, ``counting``, ``claims``.
    """

    edition: Edition
    window: Window
    claims: pd.DataFrame
    towns: pd.DataFrame

    @property
    def application_date(self) -> date:
        return self.window.last

    def receipt(self, town: str) -> pd.DataFrame:
        """The claims of one town, the counting ones first."""
        return counting_first(self.claims[self.claims["town"] == town])


def counting_first(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims in the order of a receipt."""
    return claims.sort_values("verdict", key=lambda verdict: verdict != "counts", kind="stable")


def score(records: pd.DataFrame, edition: Edition, application_date: date) -> Scorecard:
    """Give every claim its verdict and every town its points.

    Parameters
    ----------
    records
        As `records.schema.frame` shapes them.
    edition
        Whose rules apply.
    application_date
        The day the application counts back from.

    Returns
    -------
    Scorecard
        Points are ``points_per_action`` times the counting claims; ready points count only the documented.
    """
    window = edition.window(application_date)
    claims = _claims(records, edition)
    claims["verdict"] = _own_verdicts(claims, edition, window)
    claims["verdict"] = _verdicts_among(claims, edition, window)
    claims = claims.sort_values(["town", "record_order"], kind="stable", ignore_index=True)
    claims["reason"] = _reasons(claims, edition, window)
    return Scorecard(edition, window, claims[list(CLAIM_COLUMNS)], _points(claims, edition))


def _claims(records: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Both sides of every record, without the sides that are not Connecticut towns."""
    records = records.assign(record_order=_rank(records["record_id"], natural_key), planned=is_planned(records))
    sides = []
    for role, other in zip(ROLES, reversed(ROLES), strict=True):
        side = records.rename(columns={role: "town", other: "partner", f"{role}_documented": "documented"})
        sides.append(side.assign(role=role).drop(columns=f"{other}_documented"))
    claims = pd.concat(sides, ignore_index=True)
    claims["cog"] = claims["town"].map(places.cog_of())
    claims = claims[claims["cog"].notna()].reset_index(drop=True)
    claims["numbering"] = claims["programme_year"].map(actions.numbering)
    shared = edition.roles_share_the_maximum.value
    claims["pool"] = claims["town"] if shared else claims["town"] + " as " + claims["role"]
    return claims


def _own_verdicts(claims: pd.DataFrame, edition: Edition, window: Window) -> np.ndarray:
    """What each claim deserves by itself, before it is held against the town's other claims."""
    first, last = (np.datetime64(day) for day in (window.first, window.last))
    partner_outside = ~claims["partner"].isin(places.towns().index)
    implemented = claims["implemented_on"] <= last  # False where empty
    meaningful = {support: able_support(support, edition) for support in claims["support"].unique()}
    applies = {
        "outside_program": (claims["role"] == "mentor") & partner_outside & edition.mentee_in_connecticut.value,
        "not_meaningful": ~claims["support"].map(meaningful).astype(bool),
        "not_started": claims["started"] > last,
        "lapsed": claims["last_active"] < first,  # False where empty: still active
        "not_implemented": ~implemented & edition.implementation_required.value,
    }
    return np.select(list(applies.values()), list(applies), default="counts").astype(object)


@lru_cache(maxsize=200)
def support_said(support: str, conjunction: str = "and") -> str:
    """A record's forms of support, joined by '; ', as a person says them."""
    return words.listing((SUPPORT[form] for form in support.split("; ")), conjunction)


def able_support(support: str, edition: Edition) -> bool:
    """Whether any of a record's forms of support, joined by '; ', is a meaningful role in the edition."""
    return not set(support.split("; ")).isdisjoint(edition.eligible_support.value)


def _verdicts_among(claims: pd.DataFrame, edition: Edition, window: Window) -> pd.Series:
    """Let one claim count for each action, and at most `maximum_actions` actions for each town."""
    verdicts = claims["verdict"].copy()
    latest = pd.Timestamp(window.last)
    able = claims[verdicts == "counts"].assign(
        action_order=lambda c: _rank(c["action"], actions.natural_key),
        active=lambda c: c["last_active"].fillna(latest).clip(upper=latest),
    )
    able = able.sort_values(["documented", "active", "record_order"], ascending=[False, False, True])
    chosen = able.drop_duplicates(_SUBJECT).sort_values(
        ["documented", "active", "action_order", "numbering"], ascending=[False, False, True, True]
    )
    counting = chosen[chosen.groupby("pool").cumcount() < edition.maximum_actions.value]
    counted = set(counting[_SUBJECT].itertuples(index=False, name=None))
    action_counts = [subject in counted for subject in able[_SUBJECT].itertuples(index=False, name=None)]
    verdicts[able.index] = np.where(action_counts, "same_action", "over_cap")
    verdicts[counting.index] = "counts"
    return verdicts


def _points(claims: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    towns, each = places.towns()[["cog"]], edition.points_per_action.value
    counting = claims[claims["verdict"] == "counts"]
    every, counted, ready = (
        its["town"].value_counts().reindex(towns.index, fill_value=0)
        for its in (claims, counting, counting[counting["documented"]])
    )
    return towns.assign(points=counted * each, ready_points=ready * each, counting=counted, claims=every)


def _reasons(claims: pd.DataFrame, edition: Edition, window: Window) -> list[str]:
    rows = list(claims[_GROUNDS].astype(object).itertuples())  # plain objects: Arrow text is slow to walk through
    counting = [claim for claim in rows if claim.verdict == "counts"]
    by_pool: dict[str, list[Claim]] = {}
    for claim in sorted(counting, key=lambda claim: (actions.natural_key(claim.action), claim.numbering)):
        by_pool.setdefault(claim.pool, []).append(claim)
    ground = _Ground(edition, window, {_subject(claim): claim for claim in counting}, by_pool)
    return [_planned(claim) + _REASONS[claim.verdict](claim, ground) for claim in rows]


def _planned(claim: Claim) -> str:
    """What a reason begins with where the record is only an introduction kept from a plan."""
    return "Planned introduction, which has not begun. " if claim.planned else ""


@dataclass(frozen=True)
class _Ground:
    """What a reason may refer to beside its own claim."""

    edition: Edition
    window: Window
    counting: dict[tuple[str, int, str], Claim]
    counting_of: dict[str, list[Claim]]


def _subject(claim: Claim) -> tuple[str, int, str]:
    return claim.pool, claim.numbering, claim.action


def _action(claim: Claim) -> str:
    return actions.numbered(claim.action, claim.programme_year)


def _why_outside(claim: Claim, _: _Ground) -> str:
    return f"{claim.partner}, the mentee, is not a Connecticut municipality, so no Sustainable CT action followed."


def _why_not_meaningful(claim: Claim, ground: _Ground) -> str:
    given = support_said(claim.support)
    eligible = support_said("; ".join(ground.edition.eligible_support.value), "or")
    return f"The form of support was {given}; only {eligible} is a meaningful role."


def _why_not_started(claim: Claim, ground: _Ground) -> str:
    return f"Starts on {words.day(claim.started)}, after the application date, {words.day(ground.window.last)}."


def _why_lapsed(claim: Claim, ground: _Ground) -> str:
    return (
        f"Last active on {words.day(claim.last_active)}, before the window's first day, "
        f"{words.day(ground.window.first)}."
    )


def _why_not_implemented(claim: Claim, ground: _Ground) -> str:
    if pd.isna(claim.implemented_on):
        return f"Action {_action(claim)} has not been implemented yet."
    return (
        f"Action {_action(claim)} is implemented only on {words.day(claim.implemented_on)}, after the application "
        f"date, {words.day(ground.window.last)}."
    )


def _why_same_action(claim: Claim, ground: _Ground) -> str:
    other = ground.counting[_subject(claim)]
    return (
        f"Action {_action(claim)} counts once, and record {other.record_id} (as {other.role}, with {other.partner}) "
        "counts already."
    )


def _why_over_cap(claim: Claim, ground: _Ground) -> str:
    most = words.number(ground.edition.maximum_actions.value)
    counting = words.listing(_action(other) for other in ground.counting_of[claim.pool])
    return f"{words.sentence(most)} actions count already: {counting}."


def _why_counts(claim: Claim, ground: _Ground) -> str:
    active = "still active" if pd.isna(claim.last_active) else f"last active on {words.day(claim.last_active)}"
    implemented = (
        "not implemented, which this edition does not ask"
        if pd.isna(claim.implemented_on)
        else f"implemented on {words.day(claim.implemented_on)}"
    )
    return (
        f"{words.sentence(active)}, inside the window that begins on {words.day(ground.window.first)}; {implemented}."
    )


_REASONS: dict[str, Callable[[Claim, _Ground], str]] = {
    "outside_program": _why_outside,
    "not_meaningful": _why_not_meaningful,
    "not_started": _why_not_started,
    "lapsed": _why_lapsed,
    "not_implemented": _why_not_implemented,
    "same_action": _why_same_action,
    "over_cap": _why_over_cap,
    "counts": _why_counts,
}


def natural_key(text: str) -> tuple[tuple[object, ...], str]:
    """What to sort by so that digits within a name compare as numbers: R2 before R10."""
    parts = re.split(r"(\d+)", text)
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts)), text


def _rank(values: pd.Series, key: Callable[[str], object]) -> pd.Series:
    """Each value's place among the sorted distinct ones."""
    ranked = {value: place for place, value in enumerate(sorted(values.unique(), key=key))}
    return values.map(ranked).astype("int64")
