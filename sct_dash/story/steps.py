"""The ten steps, each made from a snapshot: one function a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from sct_dash import actions, findings, guide, measures, network, places, words
from sct_dash.facts import DATA
from sct_dash.measures import KEPT_INSIDE, MUTUAL, WHO_IS_MENTORED_MOST, WHO_MENTORS_MOST, WITHOUT_TIE
from sct_dash.places import OUTSIDE
from sct_dash.records.schema import DEFAULT_YEAR
from sct_dash.snapshot import Snapshot
from sct_dash.story.parts import Number, Step, sources
from sct_dash.story.since import Since

if TYPE_CHECKING:
    from sct_dash.plan.result import Plan

WHY_IT_MATTERS = 18
"""The point of the action page that says why mentorship matters."""
_NAMED = 3
"""How many names a sentence that is read aloud stands."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What steps are made from."""

    snapshot: Snapshot
    plan: Plan | None
    earlier: Snapshot | None
    planned_for: str = ""

    @property
    def whose(self) -> str:
        return f"{self.snapshot.region}'s" if self.snapshot.region else "Connecticut's"

    def note(self, *said: str) -> str:
        return "\n\n".join([" ".join(filter(None, said)), sources(self.snapshot)])


def _finding(ground: Ground) -> Step:
    n = ground.snapshot.numbers
    attention = ground.snapshot.attention[:2]
    return Step(
        "finding",
        findings.overview(ground.snapshot),
        (
            Number(f"{n.with_points:,}", f"of {n.towns} towns earn points"),
            Number(f"{n.points:,}", "points earned"),
            Number(f"{n.ready_points:,}", "points ready to submit"),
            Number(
                str(n.points_at_risk),
                f"lapse by {words.day(ground.snapshot.horizon)} unless renewed",
                n.points_at_risk > 0,
            ),
        ),
        tuple(f"{item.finding} {item.next_thing}".strip() for item in attention),
        ground.snapshot.cogs,
        ("cog", "towns", "with_points", "points", "ready_points"),
        "numbers",
        ground.note(*_why_it_matters(), "Each action that a town gave or received help with is worth points once."),
    )


def _since(ground: Ground) -> Step:
    change = Since(ground.earlier, ground.snapshot)
    day = words.day(ground.earlier.application_date)
    whose = f"{ground.whose} towns have"
    title = (
        f"{whose} as many points as on {day}"
        if not change.points
        else f"{whose} {abs(change.points)} points {'more' if change.points > 0 else 'fewer'} than on {day}"
    )
    moved = {
        "gained": change.towns[change.towns["change"] > 0]["town"],
        "lost": change.towns[change.towns["change"] < 0]["town"],
    }
    said = [f"{words.listing(names, limit=4)} {verb} points." for verb, names in moved.items() if len(names)]
    return Step(
        "since",
        title,
        (
            Number(f"{change.points:+d}" if change.points else "0", f"points since {day}"),
            _many(change.begun, "mentorship began", "mentorships began"),
            _many(change.implemented, "action implemented", "actions implemented"),
        ),
        tuple(said) or ("No town has other points.",),
        change.towns,
        ("town", *_cog_too(ground.snapshot), "before", "after", "change"),
        "table",
        ground.note(f"Both days are counted from today's records: {day} and today, each with its own window."),
    )


def _map(ground: Ground) -> Step:
    snapshot, n = ground.snapshot, ground.snapshot.numbers
    tied = n.towns - n.without_tie
    years = words.number(snapshot.scorecard.edition.window_years.value)
    were = "was" if tied == 1 else "were"
    return Step(
        "map",
        f"{tied} of {ground.whose} {n.towns} towns mentored or {were} mentored in the last {years} years",
        (
            _many(n.mentorships, "mentorship", "mentorships"),
            _many(n.without_tie, "town without one", "towns without one"),
        ),
        ("Each arrow runs from mentor to mentee; the stronger the green, the more points.",),
        snapshot.ties,
        ("mentor", "mentee", "actions", "mentorships", "counts"),
        "map",
        ground.note(ground.snapshot.measure(WITHOUT_TIE).finding, "Dotted arrows count for nobody yet."),
    )


def _mentors(ground: Ground) -> Step:
    measure = ground.snapshot.measure(WHO_MENTORS_MOST)
    helping = len(measure.table)
    most = int(measure.table["towns"].max()) if helping else 0
    return Step(
        "mentors",
        measure.finding.removesuffix("."),
        (
            _many(helping, "town mentors", "towns mentor"),
            Number(f"{most:,}", "is the most for one"),
        ),
        (ground.snapshot.measure(WHO_IS_MENTORED_MOST).finding,),
        measure.table,
        ("town", "cog", "towns", "mentorships"),
        "mentors",
        ground.note(measure.explanation, ground.snapshot.measure(MUTUAL).finding),
    )


def _flows(ground: Ground) -> Step:
    snapshot = ground.snapshot
    measure = ground.snapshot.measure(KEPT_INSIDE)
    inside = int((snapshot.own_active["mentor_cog"] == snapshot.own_active["mentee_cog"]).sum())
    across = len(snapshot.own_active) - inside
    table, columns = _between(snapshot)
    return Step(
        "flows",
        measure.finding.removesuffix(".").replace(": ", ", "),
        (_many(inside, "stays inside", "stay inside"), _many(across, "crosses a border", "cross a border")),
        tuple(measures.flow_sentences(snapshot.active, snapshot.region, _NAMED)[:_NAMED]),
        table,
        columns,
        "flows",
        ground.note(*measures.flow_sentences(snapshot.active, snapshot.region)),
        _flows_legend(snapshot, table["cog"]),
    )


def _flows_legend(snapshot: Snapshot, shown: pd.Series) -> str:
    """What is inside, given and received, and what the COGs' short names stand for."""
    if snapshot.region is None:
        said = (
            "Inside: both towns are in the COG. Given: its town mentors one elsewhere. Received: one elsewhere mentors "
            "its town."
        )
    else:
        said = f"Given: {snapshot.region}'s town is the mentor. Received: {snapshot.region}'s town is the mentee."
    names = places.cogs()["name"].str.removesuffix(" Council of Governments")
    cogs = [cog for cog in names.index if cog == snapshot.region or cog in set(shown)]
    return f"{said} Councils of Governments: {', '.join(f'{cog} {names[cog]}' for cog in cogs)}."


def _between(snapshot: Snapshot) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """What flows: for a region to and from each other COG, for the state what each COG keeps, gives, receives."""
    if snapshot.region is None:
        return snapshot.cogs, ("cog", "inside", "given_out", "received")
    flows = network.flows(snapshot.active)
    others = [cog for cog in (*places.cogs().index, OUTSIDE) if cog != snapshot.region]
    table = pd.DataFrame(
        {
            "cog": others,
            "given_out": [int(flows.loc[snapshot.region, cog]) for cog in others],
            "received": [int(flows.loc[cog, snapshot.region]) for cog in others],
        }
    )
    return table[table[["given_out", "received"]].any(axis=1)].reset_index(drop=True), ("cog", "given_out", "received")


def _points(ground: Ground) -> Step:
    snapshot, n = ground.snapshot, ground.snapshot.numbers
    table = snapshot.ranked_towns
    most = snapshot.scorecard.edition.maximum_points
    at_most = int((table["points"] == most).sum())
    none = n.towns - n.with_points
    return Step(
        "points",
        findings.points(snapshot),
        (Number(f"{n.points:,}", "points earned"), Number(f"{n.points - n.ready_points:,}", "not documented yet")),
        (
            f"{words.count(at_most, 'town has', 'towns have') if at_most else 'No town has'} the maximum of {most}.",
            f"{none} {'has' if none == 1 else 'have'} none yet." if none else "All have some.",
        ),
        table[table["points"] > 0].reset_index(drop=True),
        ("town", *_cog_too(snapshot), "points", "ready_points"),
        "points",
        ground.note("Each action counts once; ready points are those whose actions the town has documented."),
    )


def _losing(ground: Ground) -> Step:
    snapshot, n = ground.snapshot, ground.snapshot.numbers
    table = snapshot.losses
    said = (
        (snapshot.attention[0].next_thing, "An active mentorship keeps its action counting.")
        if len(table)
        else ("Every action that counts today still counts then.",)
    )
    return Step(
        "losing",
        findings.outlook(snapshot),
        (
            Number(f"{n.points_at_risk:,}", "points lapse unless renewed", loss=n.points_at_risk > 0),
            _many(n.losing_towns, "town loses some", "towns lose some", loss=n.losing_towns > 0),
        ),
        said,
        table,
        ("town", *_cog_too(snapshot), "date", "before", "after", "lost"),
        "table",
        ground.note(f"If no record changes. Looked ahead to {words.day(snapshot.horizon)}, two application rounds."),
    )


def _seeking(ground: Ground) -> Step:
    measure = ground.snapshot.measure(WITHOUT_TIE)
    table = ground.snapshot.without_partner
    near = int((table["mentors_next_door"] != "").sum())
    coming = [town for town in measure.table["town"] if town in ground.snapshot.introduced]
    title, what = measure.finding.removesuffix(".").split(";")[0], "no mentor and no mentee"
    if coming:
        what = "no mentor, no mentee and no introduction planned"
        has = words.count(len(table), "town has", "towns have") if len(table) else "No town is left with"
        title = f"{has} {what}"
    return Step(
        "seeking",
        title,
        (
            Number(f"{len(table):,}", f"with {what}"),
            _many(near, "borders a town that mentors", "border a town that mentors"),
        ),
        (("Would one of these neighbors make the first call?",) if near else ())
        + (() if len(measure.table) else ("Every town mentors another or is mentored.",))
        + ((f"An introduction is planned for {words.listing(coming, limit=4)}.",) if coming else ()),
        table if ground.snapshot.region else _one_neighbour(table, ground.snapshot),
        ("town", *_cog_too(ground.snapshot), "mentors_next_door"),
        "table",
        ground.note(
            measure.explanation, "A neighbor that mentors somebody already is the shortest way to a first tie."
        ),
    )


def _one_neighbour(alone: pd.DataFrame, snapshot: Snapshot) -> pd.DataFrame:
    """The towns without a tie, each with one neighbor that mentors and the number of others: a state has many."""
    mentors = set(snapshot.active["mentor"])
    near = [sorted(places.neighbours(town) & mentors) for town in alone["town"]]
    return alone.assign(mentors_next_door=[words.listing(names, limit=1) for names in near])


def _introductions(ground: Ground) -> Step:
    plan, table = ground.plan, introductions_table(ground.plan)
    from sct_dash.plan.result import kept_sentence

    number, gained, first = len(table), plan.points_gained, plan.introductions[0]
    more = number == plan.options.introductions
    limit = f"{words.count(plan.options.mentor_limit, 'new mentee')} per mentor"
    if plan.options.mentee_limit is not None:
        limit = f"{limit} and {words.count(plan.options.mentee_limit, 'introduction')} per mentee"
    call = f"{first.mentor} to {first.mentee}, about {actions.label(first.action, DEFAULT_YEAR)}"
    return Step(
        "introductions",
        f"{words.count(number, 'introduction')} would bring {ground.whose} towns {gained} points",
        (_many(number, "introduction", "introductions"), Number(f"+{gained}", "points")),
        (
            f"The first call: {call}.",
            f"At most {limit}{'; the Plan page can propose more' if more else ''}.",
            *([f"Planned for {ground.planned_for} only."] if ground.planned_for else []),
        ),
        table,
        ("mentor", "mentee", "label", "points"),
        "table",
        ground.note(
            plan.sentence,
            kept_sentence(plan),
            _limits(plan, ground.planned_for),
            *(f"{i.mentor} and {i.mentee}: {' '.join(i.reasons)}" for i in plan.introductions),
        ),
    )


def _limits(plan: Plan, planned_for: str) -> str:
    """What the plan was asked for, since another page or another call may ask for something else."""
    options = plan.options
    most = "as many as useful" if options.introductions is None else f"at most {options.introductions} in all"
    each = "" if options.mentee_limit is None else f", at most {options.mentee_limit} for one mentee"
    return (
        f"Limits of this plan: {most}, at most {options.mentor_limit} for one mentor{each}, planned for "
        f"{f'{planned_for} only' if planned_for else 'every town'}."
    )


def introductions_table(plan: Plan) -> pd.DataFrame:
    """A plan's introductions: ``mentor``, ``mentee``, ``label`` (action), ``points`` (of the region), ``km``."""
    rows = [
        (i.mentor, i.mentee, actions.label(i.action, DEFAULT_YEAR), i.region_gain, i.km) for i in plan.introductions
    ]
    return pd.DataFrame(rows, columns=["mentor", "mentee", "label", "points", "km"])


def _thanks(ground: Ground) -> Step:
    snapshot = ground.snapshot
    alone = set(network.towns_without_tie(snapshot.active, snapshot.region))
    names = [town for town in snapshot.towns["town"] if town not in alone]
    sides = {*snapshot.own_active["mentor"], *snapshot.own_active["mentee"]}
    beyond = len(sides - set(names))
    said = (
        f"And to {words.count(beyond, 'municipality', 'municipalities')} beyond {snapshot.region_name} that worked "
        "with them."
    )
    return Step(
        "thanks",
        f"Thank you to the {words.count(len(names), 'town')} that shared or sought advice"
        if names
        else "Thank you: the first mentorship is still to come",
        (),
        ((said,) if beyond else ()) + _why_it_matters(),
        pd.DataFrame({"town": names}),
        ("town",),
        "names",
        ground.note("Read the names aloud."),
    )


def _many(number: int, one: str, more: str, loss: bool = False) -> Number:
    """A number with the word that goes with it."""
    return Number(f"{number:,}", one if number == 1 else more, loss)


def _cog_too(snapshot: Snapshot) -> tuple[str, ...]:
    """Within a region nobody needs to read its name in every row."""
    return () if snapshot.region else ("cog",)


@cache
def _why_it_matters() -> tuple[str, ...]:
    points = guide.load_guide(DATA / "guide").points
    return tuple(point.says for point in points if point.number == WHY_IT_MATTERS)


TELL: dict[str, Callable[[Ground], Step]] = {
    "finding": _finding,
    "since": _since,
    "map": _map,
    "mentors": _mentors,
    "flows": _flows,
    "points": _points,
    "losing": _losing,
    "seeking": _seeking,
    "introductions": _introductions,
    "thanks": _thanks,
}
