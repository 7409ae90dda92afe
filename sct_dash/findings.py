"""Each page's finding, one sentence with the region's and the date's own numbers."""

from sct_dash import words
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
    return f"{town} has {row['points']} points, {words.number(row['ready_points'])} of them ready to submit"


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
