"""What the points will be if nothing changes, and what would bring the next ones.

Seen along the calendar, a claim is able to count from the day its action was implemented until the last
application date whose window still holds its last activity. A town's points on a day follow from the
distinct actions that are able on it; tests hold this against scoring day by day.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from sct_dash import actions, words
from sct_dash.rulebook import Edition
from sct_dash.scoring import Claim, Scorecard, able_support

_NEVER = date.max
_Action = tuple[str, int, str]
"""The pool it is counted in, its numbering, its number."""
FORECAST_COLUMNS = ("town", "cog", "date", "before", "after", "lost", "gained")


@dataclass(frozen=True)
class Step:
    """Something that would bring a town its next points.

    Attributes
    ----------
    record_id
        The record it is about.
    changes
        What has to come true, each in words; the fewer the nearer.
    """

    town: str
    record_id: str
    role: str
    partner: str
    action: str
    changes: tuple[str, ...]
    points: int

    def __str__(self) -> str:
        return f"{self.help}: {', then '.join(self.changes)}."

    @property
    def help(self) -> str:
        """Whose help to whom, and with what."""
        mentor, mentee = (self.partner, self.town) if self.role == "mentee" else (self.town, self.partner)
        return f"{mentor}'s help to {mentee} with action {self.action}"


def forecast(scorecard: Scorecard) -> pd.DataFrame:
    """Every change of a town's points after the application date, if no record changes.

    Returns
    -------
    DataFrame
        By date, then town: ``town``, ``cog``, ``date`` (the first application date with the new points),
        ``before``, ``after`` (points), ``lost``, ``gained`` (the actions, as text).
    """
    edition, today = scorecard.edition, scorecard.application_date
    spans: dict[tuple[str, str], list[_Span]] = {}
    for claim in _possible(scorecard).astype(object).itertuples():
        span = _span(claim, edition)
        if span.until >= today:
            spans.setdefault((claim.town, claim.cog), []).append(span)
    changes = [(*town, *change) for town, own in spans.items() for change in _changes(own, today, edition)]
    table = pd.DataFrame(changes, columns=list(FORECAST_COLUMNS))
    return table.sort_values(["date", "town"], ignore_index=True)


def losses(forecast: pd.DataFrame, until: date) -> pd.DataFrame:
    """The changes of a forecast that take points away, up to and including `until`."""
    return forecast[(forecast["after"] < forecast["before"]) & (forecast["date"] <= until)]


def of_town(forecast: pd.DataFrame, town: str) -> pd.DataFrame:
    """The changes of one town, the earliest first."""
    return forecast[forecast["town"] == town]


def next_steps(scorecard: Scorecard, town: str) -> tuple[Step, ...]:
    """What would add points to a town that is below the maximum, the nearest first.

    Each step makes one claim able to count whose action is not among the counting ones, so each is worth
    one action's points by itself.
    """
    own = scorecard.claims[scorecard.claims["town"] == town]
    if own.empty:
        return ()
    each, most = scorecard.edition.points_per_action.value, scorecard.edition.maximum_actions.value
    claims = list(own.astype(object).itertuples())
    counting = [(claim.pool, claim.numbering, claim.action) for claim in claims if claim.verdict == "counts"]
    steps = {}
    for claim in claims:
        full = sum(pool == claim.pool for pool, _, _ in counting) >= most
        counted = (claim.pool, claim.numbering, claim.action) in counting
        changes = _changes_needed(claim, scorecard)
        if changes and not full and not counted:
            step = Step(town, claim.record_id, claim.role, claim.partner, claim.action, changes, each)
            best = steps.setdefault((claim.numbering, claim.action), step)
            if len(step.changes) < len(best.changes):
                steps[claim.numbering, claim.action] = step
    return tuple(sorted(steps.values(), key=lambda s: (len(s.changes), actions.natural_key(s.action))))


def _changes_needed(claim: Claim, scorecard: Scorecard) -> tuple[str, ...]:
    """What must come true for a claim to be able to count; nothing when it can never, or is able already."""
    edition, window = scorecard.edition, scorecard.window
    if claim.verdict in ("outside_program", "not_started", "same_action", "over_cap", "counts"):
        return ()
    changes = []
    over = not pd.isna(claim.last_active) and claim.last_active.date() < window.first
    if not able_support(claim.support, edition):
        changes.append("follow up with a presentation and discussion or with staff time")
    elif over:
        changes.append("take the mentorship up again")
    if edition.implementation_required.value:
        mentee = claim.town if claim.role == "mentee" else claim.partner
        if pd.isna(claim.implemented_on):
            changes.append(f"{mentee} implements the action")
        elif claim.implemented_on.date() > window.last:
            changes.append(f"apply on or after {words.day(claim.implemented_on)}, when {mentee} has implemented it")
    return tuple(changes)


@dataclass(frozen=True)
class _Span:
    """The application dates, first and last included, on which a claim is able to count."""

    action: _Action
    since: date
    until: date


def _possible(scorecard: Scorecard) -> pd.DataFrame:
    claims = scorecard.claims[~scorecard.claims["verdict"].isin(["outside_program", "not_meaningful"])]
    return claims[claims["implemented_on"].notna()] if scorecard.edition.implementation_required.value else claims


def _span(claim: Claim, edition: Edition) -> _Span:
    since = claim.started if pd.isna(claim.implemented_on) else max(claim.started, claim.implemented_on)
    if not edition.implementation_required.value:
        since = claim.started
    until = _NEVER if pd.isna(claim.last_active) else edition.active_until(claim.last_active.date())
    return _Span((claim.pool, claim.numbering, claim.action), since.date(), until)


def _changes(spans: list[_Span], today: date, edition: Edition) -> Iterator[tuple[date, int, int, str, str]]:
    """Walk through the days on which the set of able actions may change."""
    days = {span.since for span in spans} | {span.until + timedelta(1) for span in spans if span.until < _NEVER}
    able, points = _able(spans, today, edition)
    for day in sorted(day for day in days if day > today):
        able_then, points_then = _able(spans, day, edition)
        if points_then != points:
            yield day, points, points_then, _said(able - able_then), _said(able_then - able)
        able, points = able_then, points_then


def _able(spans: list[_Span], day: date, edition: Edition) -> tuple[frozenset[_Action], int]:
    able = frozenset(span.action for span in spans if span.since <= day <= span.until)
    in_pools = Counter(pool for pool, _, _ in able)
    counting = sum(min(number, edition.maximum_actions.value) for number in in_pools.values())
    return able, counting * edition.points_per_action.value


def _said(able: frozenset[_Action]) -> str:
    return words.listing(sorted({number for _, _, number in able}, key=actions.natural_key))


def to_keep(scorecard: Scorecard, losses: pd.DataFrame, town: str) -> tuple[Claim, ...]:
    """The counting claims whose end takes points from a town, the first to lapse first; rows of claims.

    Parameters
    ----------
    losses
        As `losses` gives them.
    """
    edition = scorecard.edition
    days = set(losses.loc[losses["town"] == town, "date"])
    if not days:
        return ()
    own = scorecard.claims[scorecard.claims["town"] == town]
    possible = own[own["record_id"].isin(_possible(scorecard)["record_id"])].astype(object)
    spans = [_span(claim, edition) for claim in possible.itertuples()]
    lapsing = []
    for claim in possible[(possible["verdict"] == "counts") & possible["last_active"].notna()].itertuples():
        after = last_day(claim, edition) + timedelta(1)
        still_able, _ = _able(spans, after, edition)
        if after in days and (claim.pool, claim.numbering, claim.action) not in still_able:
            lapsing.append(claim)
    return tuple(sorted(lapsing, key=lambda claim: last_day(claim, edition)))


def last_day(claim: Claim, edition: Edition) -> date:
    """The last application date on which a claim that has ended is still inside the window."""
    return edition.active_until(claim.last_active.date())


def compare(now: Scorecard, then: Scorecard, cog: str | None = None) -> pd.DataFrame:
    """Who has other points on another application date.

    Returns
    -------
    DataFrame
        The towns (of `cog`) that gain or lose, the largest loss first: ``town``, ``cog``, ``before``,
        ``after``, ``change`` (points).
    """
    table = now.towns[["cog"]].assign(before=now.towns["points"], after=then.towns["points"])
    table = table.assign(change=table["after"] - table["before"]).reset_index()
    changed = table[(table["change"] != 0) & (table["cog"].eq(cog) if cog else True)]
    return changed.sort_values(["change", "town"], ignore_index=True)


def years_ahead(today: date, edition: Edition) -> date:
    """How far a forecast is worth drawing: by then everything that ended before `today` has lapsed."""
    return edition.active_until(today)
