"""Each page's finding, one sentence with the region's and the date's own numbers."""

from datetime import date

import pandas as pd

from sct_dash import places, words
from sct_dash.measures import KEPT_INSIDE, WHO_MENTORS_MOST
from sct_dash.network import Filters
from sct_dash.outlook import next_steps
from sct_dash.recognition import awards_of
from sct_dash.snapshot import Snapshot


def overview(snapshot: Snapshot) -> str:
    n = snapshot.numbers
    whose = f"{n.with_points} of {snapshot.region}'s {n.towns}" if snapshot.region else f"{n.with_points} of {n.towns}"
    earns = f"{whose} towns earn points"
    if not n.losing_towns:
        return f"{earns}, and none loses any by {words.day(snapshot.horizon)}"
    return f"{earns}; {words.number(n.losing_towns)} {_lose(n.losing_towns)} some by {words.day(snapshot.horizon)}"


def points(snapshot: Snapshot) -> str:
    n = snapshot.numbers
    whose = f"{snapshot.region}'s towns" if snapshot.region else "Connecticut's towns"
    if not n.points:
        return f"{whose} have earned no points yet"
    ready = "all of them" if n.ready_points == n.points else str(n.ready_points)
    return f"{whose} have earned {n.points} points; {ready} are ready to submit"


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
    return f"{words.count(n.losing_towns, 'town loses', 'towns lose')} {n.points_at_risk} points by {until}"


def what_if(changes: pd.DataFrame, then: date) -> str:
    """Who gains and who loses on another application date."""
    if changes.empty:
        return f"On {words.day(then)} every town would have the same points."
    said = []
    for verb, part in (("lose", changes[changes["change"] < 0]), ("gain", changes[changes["change"] > 0])):
        if len(part):
            total = int(part["change"].abs().sum())
            one = f"town would {verb}"
            said.append(f"{words.count(len(part), one, one.replace('town', 'towns', 1))} {total} points")
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
    most, kept = (next(m for m in snapshot.measures if m.name == name) for name in (WHO_MENTORS_MOST, KEPT_INSIDE))
    return f"{most.finding.removesuffix('.').split(';')[0]}; {kept.finding.removesuffix('.').split(':')[0]}"


def shown(mentorships: pd.DataFrame, filters: Filters) -> str:
    """What a filtered picture shows, in numbers."""
    if mentorships.empty:
        return f"No mentorship{f' around {filters.town}' if filters.town else ''} passes these filters"
    towns = len(set(mentorships["mentor"]) | set(mentorships["mentee"]))
    around = f" around {filters.town}" if filters.town else ""
    return f"{words.count(len(mentorships), 'mentorship')} between {towns} towns{around}"


def next_points(snapshot: Snapshot, town: str) -> list[str]:
    """What would bring a town its next points, the nearest first; for one at the maximum, what would keep them."""
    scorecard = snapshot.scorecard
    row, most = scorecard.towns.loc[town], scorecard.edition.maximum_points
    each = scorecard.edition.points_per_action.value
    said = []
    missing = int((row["points"] - row["ready_points"]) / each)
    if missing:
        said.append(
            f"Document {words.count(missing, 'counting action')}: {missing * each} points become ready to submit."
        )
    if row["points"] >= most:
        return [f"{town} has the maximum of {most} points; another action adds none.", *said]
    steps = next_steps(scorecard, town)
    said += [f"{step} Worth {step.points} points." for step in steps]
    if not steps:
        near = sorted(places.neighbours(town) & set(snapshot.active["mentor"]))
        helpers = (
            f" {words.listing(near, limit=4)} next door already {'mentors' if len(near) == 1 else 'mentor'}."
            if near
            else ""
        )
        said.append(f"Begin a mentorship on an action that does not count yet: worth {each} points.{helpers}")
    return said


def around(mentorships: pd.DataFrame, town: str) -> str:
    """A town's ties, in a sentence."""
    gives = mentorships.loc[mentorships["mentor"] == town, "mentee"].nunique()
    gets = mentorships.loc[mentorships["mentee"] == town, "mentor"].nunique()
    if not gives and not gets:
        return f"{town} has no mentor and no mentee"
    said = [f"mentors {words.count(gives, 'town')}"] if gives else []
    said += [f"is mentored by {gets}"] if gets else []
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
    return f"{town} was seen with {words.listing((f'{a.level} ({a.year})' for a in seen.itertuples()), limit=3)}"


def records(snapshot: Snapshot) -> str:
    source = snapshot.source
    whose = "made-up records of the sample" if source.sample else f"records of {source.name}"
    return f"Everything here is made from the {len(source.records)} {whose}"
