"""Each page's finding, one sentence with the region's and the date's own numbers."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from sct_dash import actions, guide, places, words
from sct_dash.facts import DATA
from sct_dash.guide import Complementary
from sct_dash.measures import KEPT_INSIDE, WHO_MENTORS_MOST
from sct_dash.network import Filters
from sct_dash.outlook import Step, last_day, next_steps, to_keep
from sct_dash.recognition import awards_of
from sct_dash.records.planned import is_planned, standing
from sct_dash.scoring import Scorecard
from sct_dash.snapshot import Snapshot


def overview(snapshot: Snapshot) -> str:
    n = snapshot.numbers
    whose = f"{n.with_points} of {snapshot.region}'s {n.towns}" if snapshot.region else f"{n.with_points} of {n.towns}"
    earns = f"{whose} towns earn points"
    if not n.losing_towns:
        return f"{earns}, and none loses any by {words.day(snapshot.horizon)}"
    some = f"{n.losing_towns} {_lose(n.losing_towns)} some by {words.day(snapshot.horizon)}"
    return f"{earns}; {some} unless renewed"


def points(snapshot: Snapshot) -> str:
    n = snapshot.numbers
    whose = f"{snapshot.region}'s towns" if snapshot.region else "Connecticut's towns"
    if not n.points:
        implemented = snapshot.source.records["implemented_on"]
        undated = len(implemented) and implemented.isna().all()
        why = ": no record says when its action was implemented" if undated else ""
        return f"{whose} have earned no points yet{why}"
    if not n.ready_points:
        return f"{whose} have earned {n.points:,} points; none is documented, so none is ready to submit"
    ready = "all of them" if n.ready_points == n.points else f"{n.ready_points:,}"
    return f"{whose} have earned {n.points:,} points; {ready} are ready to submit"


def town(snapshot: Snapshot, town: str) -> str:
    row = snapshot.scorecard.towns.loc[town]
    if not row["points"]:
        return f"{town} has no points yet"
    if row["ready_points"] == row["points"]:
        return f"{town} has {row['points']} points, all ready to submit"
    return f"{town} has {row['points']} points, {words.of_them(int(row['ready_points']))} ready to submit"


def outlook(snapshot: Snapshot) -> str:
    """What the region will lose by the horizon if nothing changes."""
    n, until = snapshot.numbers, words.day(snapshot.horizon)
    if not n.losing_towns:
        return f"No town loses points by {until}"
    lose = words.count(n.losing_towns, "town loses", "towns lose")
    return f"{lose} {n.points_at_risk:,} points by {until} unless renewed"


def changing(snapshot: Snapshot, until: date) -> str:
    """How many of the region's towns will have other points at some time until a day."""
    table = snapshot.own_forecast
    number = table.loc[table["date"] <= until, "town"].nunique()
    if not number:
        return f"If no record changes, no town's points change by {words.day(until)}."
    return (
        f"If no record changes, the points of {number} of {snapshot.numbers.towns} towns change by {words.day(until)}: "
        "each bar is a town's points, an amber mark a loss."
    )


def what_if(changes: pd.DataFrame, then: date) -> str:
    """Who gains and who loses on another application date."""
    if changes.empty:
        return f"On {words.day(then)} every town would have the same points."
    said = []
    for verb, part in (("lose", changes[changes["change"] < 0]), ("gain", changes[changes["change"] > 0])):
        if len(part):
            total = int(part["change"].abs().sum())
            one = f"town would {verb}"
            each = " in all" if len(part) > 1 else ""
            said.append(f"{words.count(len(part), one, one.replace('town', 'towns', 1))} {total} points{each}")
    return f"On {words.day(then)}, {words.listing(said)}."


def _lose(number: int) -> str:
    return "loses" if number == 1 else "lose"


def cogs(snapshot: Snapshot) -> str:
    table = snapshot.cogs
    share = table["with_points"] / table["towns"]
    best = table.loc[share.idxmax()]
    return (
        f"{best['cog']} has the largest share of towns with points, {best['with_points']} of {best['towns']}"
        if best["with_points"]
        else "No COG has a town with points yet"
    )


def network(snapshot: Snapshot) -> str:
    most, kept = (snapshot.measure(name) for name in (WHO_MENTORS_MOST, KEPT_INSIDE))
    return f"{most.finding.removesuffix('.').split(';')[0]}; {kept.finding.removesuffix('.').split(':')[0]}"


def shown(mentorships: pd.DataFrame, filters: Filters) -> str:
    """What a filtered picture shows, in numbers."""
    if mentorships.empty:
        return f"No mentorship{f' around {filters.town}' if filters.town else ''} passes these filters"
    ends = set(mentorships["mentor"]) | set(mentorships["mentee"])
    beyond = len(ends - set(places.towns().index))
    between = words.count(len(ends) - beyond, "town") + (f" and {beyond} outside Connecticut" if beyond else "")
    around = f" around {filters.town}" if filters.town else ""
    return f"{words.count(len(mentorships), 'mentorship')} between {between}{around}"


def next_points(snapshot: Snapshot, town: str) -> list[str]:
    """What would bring a town its next points, the nearest first; for one at the maximum, what would keep them."""
    scorecard = snapshot.scorecard
    row, most = scorecard.towns.loc[town], scorecard.edition.maximum_points
    each = scorecard.edition.points_per_action.value
    said = [_keep(claim, scorecard) for claim in to_keep(scorecard, snapshot.all_losses, town)]
    counting = scorecard.claims[(scorecard.claims["town"] == town) & (scorecard.claims["verdict"] == "counts")]
    undocumented = counting[~counting["documented"]]
    missing = [
        actions.numbered(action, year)
        for action, year in zip(undocumented["action"], undocumented["programme_year"], strict=True)
    ]
    if missing:
        said.append(f"Document {words.listing(missing)}: {len(missing) * each} points become ready to submit.")
    if row["points"] >= most:
        return [*said, f"{town} has the maximum of {most} points; another action adds none."]
    steps = _steps(snapshot, town)
    left = int((most - row["points"]) / each)
    if len(steps) > left:
        said.append(f"Of the next {len(steps)}, only {words.number(left)} can still count.")
    said += [f"{step} Worth {step.points} points." for step in steps]
    if not steps:
        near = sorted(places.neighbours(town) & set(snapshot.active["mentor"]))
        verb = "mentors" if len(near) == 1 else "mentor"
        helpers = f" {words.listing(near, limit=4)} next door already {verb}." if near else ""
        said.append(f"Begin a mentorship on an action that does not count yet: worth {each} points.{helpers}")
    return said


def _steps(snapshot: Snapshot, town: str) -> tuple[Step, ...]:
    """What would bring a town its next points, the nearest first; introductions that are only planned come last.

    These have to begin, whatever their day; one that ended without that has come to nothing. Where a mentorship that
    has begun is about the same action, it alone is told.
    """
    scorecard, subject = snapshot.scorecard, ["numbering", "action"]
    own = scorecard.claims[scorecard.claims["town"] == town]
    records = snapshot.source.records[snapshot.source.records["record_id"].isin(own["record_id"])]
    begun = own[~own["record_id"].isin(records.loc[is_planned(records), "record_id"])]
    first = next_steps(replace(scorecard, claims=begun), town)
    told = begun[begun["record_id"].isin([step.record_id for step in first])]
    coming = own[own["record_id"].isin(standing(records, snapshot.application_date)["record_id"])]
    coming = coming[~pd.MultiIndex.from_frame(coming[subject]).isin(pd.MultiIndex.from_frame(told[subject]))]
    coming = coming.assign(verdict=coming["verdict"].replace("not_started", "not_implemented"))
    then = next_steps(replace(scorecard, claims=pd.concat([begun[begun["verdict"] == "counts"], coming])), town)
    return (*first, *(replace(step, changes=("begin the planned introduction", *step.changes)) for step in then))


def _keep(claim: Any, scorecard: Scorecard) -> str:
    """What saves a counting claim from lapsing."""
    each = scorecard.edition.points_per_action.value
    until = words.day(last_day(claim, scorecard.edition))
    with_whom = f"{'with help from' if claim.role == 'mentee' else 'helping'} {claim.partner}"
    return f"Keep {each} points: be active again on {claim.action}, {with_whom}, by {until}."


def around(mentorships: pd.DataFrame, town: str) -> str:
    """A town's ties, in a sentence."""
    gives = mentorships.loc[mentorships["mentor"] == town, "mentee"].nunique()
    gets = mentorships.loc[mentorships["mentee"] == town, "mentor"].nunique()
    if not gives and not gets:
        return f"{town} has no mentorship active in the window"
    said = [f"mentors {words.count(gives, 'town')}"] if gives else []
    said += [f"is mentored by {words.count(gets, 'town')}"] if gets else []
    return f"{town} {words.listing(said)}"


def next_change(changes: pd.DataFrame) -> str:
    """A town's next change of points if no record changes."""
    first = changes.iloc[0]
    verb = "loses" if first["after"] < first["before"] else "gains"
    return f"{first['town']} {verb} {abs(first['after'] - first['before'])} points on {words.day(first['date'])}"


def recognition(town: str) -> str:
    """Which awards of a town were seen."""
    seen = awards_of(town)
    if seen.empty:
        return f"No award of {town} was seen"
    awards = words.listing((f"{award.level} ({award.year})" for award in seen.itertuples()), limit=3)
    return f"Awards of {town} that were seen: {awards}"


def records(snapshot: Snapshot) -> str:
    source = snapshot.source
    number = words.count(len(source.records), "record")
    kind = " of a fictional sample" if source.sample else ""
    if not snapshot.region:
        return f"Everything here is made from {number}{kind}"
    own = len(snapshot.own_records)
    return f"{own:,} of {number}{kind} {'is' if own == 1 else 'are'} about {snapshot.region}'s towns"


@lru_cache(maxsize=1)
def complementary_action() -> Complementary:
    """The action that goes with 8.5, and the warning about counting one activity twice."""
    return guide.load_guide(DATA / "guide").complementary


_NO = r"(no|none|not( yet)?|n|n/a|false|neither)"
"""What a cell says, kept in the notes behind its column's header, where the action was not done."""


def mentions(record: Any, action: str) -> bool:
    """Whether a record's evidence or notes speak of an action by its number: 8.6, not 18.6, 8.61 nor ``8.6?: no``."""
    number = re.compile(rf"(?<![\d.]){re.escape(action)}(?!\.?\d)(?![^:;]*:\s*{_NO}\W*(;|$))", re.IGNORECASE)
    return any(number.search(str(said)) for said in (record.evidence, record.notes))


def counted_twice(snapshot: Snapshot, town: str) -> str:
    """A warning where a town's counting records speak of the complementary action; '' where none does."""
    other = complementary_action()
    claims = snapshot.scorecard.claims
    counting = set(claims.loc[(claims["town"] == town) & (claims["verdict"] == "counts"), "record_id"])
    own = snapshot.mentorships[snapshot.mentorships["record_id"].isin(counting)]
    named = [record.record_id for record in own.itertuples() if mentions(record, other.action)]
    if not named:
        return ""
    verb = "speaks" if len(named) == 1 else "speak"
    return f"{words.listing(named)} {verb} of action {other.action}. {other.warning}"
