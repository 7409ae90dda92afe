"""Which towns of the region need a mentor, and why: each reason a sentence that the records bear out."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from sct_dash import actions, outlook, places, words
from sct_dash.mentors import ties
from sct_dash.mentors.settings import Limits, NeedWeights, Settings
from sct_dash.records.planned import is_planned, standing
from sct_dash.scoring import Scorecard
from sct_dash.snapshot import Snapshot

_ONE_STEP_FROM = ("not_implemented", "not_meaningful", "lapsed")
"""Verdicts that one change of the record can turn into a counting claim."""


@dataclass(frozen=True)
class Reason:
    """Why a town is on the list.

    Attributes
    ----------
    kind
        ``no_points``, ``losing``, ``close``, ``no_tie`` or ``asked``; ``planned`` for an introduction that takes off
        the need; of the fairness lens ``small``, ``never_mentored`` or ``far_off``.
    sentence
        It in words, with the numbers it rests on.
    """

    kind: str
    sentence: str


@dataclass(frozen=True)
class NeedyTown:
    """A town that needs a mentor.

    Attributes
    ----------
    reasons
        Why it is on the list.
    fairness
        What the fairness lens sees in it.
    score
        The weights of its reasons, summed, less what a planned introduction takes off; the list goes by it.
    """

    town: str
    cog: str
    points: int
    population: int
    reasons: tuple[Reason, ...]
    fairness: tuple[Reason, ...]
    score: float


def needs_list(
    snapshot: Snapshot,
    settings: Settings,
    asked: pd.DataFrame | None = None,
    until: date | None = None,
    weights: NeedWeights | None = None,
) -> tuple[NeedyTown, ...]:
    """The region's towns that need a mentor, those with the most need first.

    An introduction kept from a plan that has not begun is no step towards points yet, and what it is to bring is no
    unmet need: neither a first tie, nor a mentor for what was asked.

    Parameters
    ----------
    asked
        The list of needs, as `records.lists.read_needs` gives it.
    until
        How far to look ahead for losses; the snapshot's horizon when None.
    weights
        In place of the settings' own.
    """
    weights = weights or settings.needs
    records = ties.begun(snapshot.source.records, snapshot.application_date)
    losses = outlook.losses(snapshot.own_forecast, until or snapshot.horizon)
    coming = standing(snapshot.source.records, snapshot.application_date).sort_values("record_id")
    tied = {*records["mentor"], *records["mentee"], *coming["mentor"], *coming["mentee"]}
    mentored = {*records["mentee"], *coming["mentee"]}
    current = coming["programme_year"].map(actions.numbering) == actions.numbering(snapshot.application_date.year)
    helped = {town: set(own) for town, own in coming[current].groupby("mentee")["action"]}
    mentoring = tuple(ties.carried(records, snapshot.application_date))
    asking = dict(list(asked.groupby("town"))) if asked is not None else {}
    next_door = _next_door(snapshot)
    listed = []
    for row in snapshot.towns.itertuples():
        reasons = [
            *_no_points(snapshot, row.town, row.points),
            *_losing(outlook.of_town(losses, row.town)),
            *(_close(next_door[row.town], row.town) if row.town in next_door else ()),
            *_no_tie(row.town, tied),
            *_asked(row.town, asking.get(row.town), helped.get(row.town, set())),
        ]
        if reasons:
            need = sum(getattr(weights, reason.kind) for reason in reasons)
            if planned := _planned(row.town, coming):
                need = max(0.0, need - weights.planned)
                reasons += planned
            fairness = _fairness(row.town, mentored, mentoring, settings.limits)
            score = need + weights.equity * len(fairness) / 3
            population = int(places.towns().at[row.town, "population_2020"])
            listed.append(
                NeedyTown(row.town, row.cog, int(row.points), population, tuple(reasons), tuple(fairness), score)
            )
    return tuple(sorted(listed, key=lambda needy: (-needy.score, needy.points, needy.town)))


def finding(snapshot: Snapshot, listed: tuple[NeedyTown, ...], fair_only: bool = False) -> str:
    """How many of the region's towns need a mentor, and which most of all.

    Parameters
    ----------
    fair_only
        Whether only those are shown in which the fairness lens sees something: it says how many of them these are.
    """
    all_towns = len(snapshot.towns)
    whose = f"{len(listed)} of {snapshot.region}'s {all_towns} towns" if snapshot.region else f"{len(listed)} towns"
    if not listed:
        return f"No town of {snapshot.region_name} needs a mentor now"
    needs = f"{whose} {'needs' if len(listed) == 1 else 'need'} a mentor"
    if not fair_only:
        return f"{needs}; {ties.come_first(_level(listed), len(listed))}"
    shown = fairness_only(listed)
    if not shown:
        return f"{needs}; none is small, never mentored or far off"
    return (
        f"{needs}; {len(shown)} of them {'is' if len(shown) == 1 else 'are'} small, never mentored or far off, and of "
        f"these {ties.come_first(_level(shown), len(shown))}"
    )


def _level(listed: tuple[NeedyTown, ...]) -> list[str]:
    """The first town, and those that only the alphabet puts behind it."""
    first = listed[0]
    return [needy.town for needy in listed if (needy.score, needy.points) == (first.score, first.points)]


def fairness_only(listed: tuple[NeedyTown, ...]) -> tuple[NeedyTown, ...]:
    """Only the towns in which the fairness lens sees something."""
    return tuple(needy for needy in listed if needy.fairness)


def said_once(needy: NeedyTown) -> list[str]:
    """A town's reasons and what the fairness lens sees, without what a reason says already."""
    said = {reason.kind for reason in needy.reasons}
    return [
        reason.sentence
        for reason in (*needy.reasons, *needy.fairness)
        if (reason.kind, "no_tie" in said) != ("never_mentored", True)
    ]


def as_table(listed: tuple[NeedyTown, ...], settings: Settings) -> pd.DataFrame:
    """The list as rows: ``town``, ``cog``, ``points``, ``population``, ``score``, ``why`` (each reason in short)."""
    rows = [
        (
            needy.town,
            needy.cog,
            needy.points,
            needy.population,
            needy.score,
            words.sentence("; ".join(settings.label("needs", reason.kind).lower() for reason in needy.reasons)),
        )
        for needy in listed
    ]
    return pd.DataFrame(rows, columns=["town", "cog", "points", "population", "score", "why"])


def asked_of(towns: tuple[str, ...]) -> pd.DataFrame:
    """A list of needs in which each of some towns asks for any action: what restricts a plan to them."""
    empty = [""] * len(towns)
    return pd.DataFrame({"town": list(towns), "action": empty, "note": empty}, dtype="str")


def _no_points(snapshot: Snapshot, town: str, points: int) -> list[Reason]:
    if points:
        return []
    return [Reason("no_points", f"{town} has no points on {words.day(snapshot.application_date)}.")]


def _losing(losses: pd.DataFrame) -> list[Reason]:
    return [
        Reason("losing", f"{row.town} loses {row.before - row.after} points on {words.day(row.date)} ({row.lost}).")
        for row in losses.head(1).itertuples()
    ]


def _next_door(snapshot: Snapshot) -> dict[str, Scorecard]:
    """For each town that a step may bring points: the scorecard with only the claims that `outlook.next_steps` needs.

    Without it every town would walk through all claims of the state. Of the claims that want one change, the first
    of a town's action stands for the others.
    """
    scorecard, claims = snapshot.scorecard, snapshot.claims
    counts = claims[claims["verdict"] == "counts"]
    sizes = counts["pool"].value_counts()
    full = sizes.index[sizes >= scorecard.edition.maximum_actions.value]
    subject = ["pool", "numbering", "action"]
    counted = pd.MultiIndex.from_frame(claims[subject]).isin(pd.MultiIndex.from_frame(counts[subject]))
    done = claims["implemented_on"] <= pd.Timestamp(scorecard.application_date)
    done |= not scorecard.edition.implementation_required.value
    one_change = claims["verdict"].isin(_ONE_STEP_FROM) & (done | (claims["verdict"] == "not_implemented"))
    records = snapshot.source.records
    one_change &= ~claims["record_id"].isin(records.loc[is_planned(records), "record_id"])
    steps = claims[one_change & ~claims["pool"].isin(full) & ~counted]
    steps = steps.drop_duplicates(["town", "numbering", "action"])
    kept = claims.loc[steps.index.union(counts.index[counts["town"].isin(set(steps["town"]))])]
    return {town: replace(scorecard, claims=own) for town, own in kept.groupby("town")}


def _close(scorecard: Scorecard, town: str) -> list[Reason]:
    near = [step for step in outlook.next_steps(scorecard, town) if len(step.changes) == 1]
    return [Reason("close", _one_step(step)) for step in near[:1]]


def _one_step(step: outlook.Step) -> str:
    """What would bring a town its next points, in a sentence."""
    return (
        f"{step.town} is one step from {step.points} more points, for {step.help}. Still to be done: {step.changes[0]}."
    )


def _no_tie(town: str, tied: set[str]) -> list[Reason]:
    return [] if town in tied else [Reason("no_tie", f"{town} never mentored a town nor was mentored.")]


def _asked(town: str, rows: pd.DataFrame | None, helped: set[str]) -> list[Reason]:
    """What a town asked for, without the actions that it is to be helped with by a planned introduction."""
    if rows is None:
        return []
    said = []
    for row in rows.itertuples():
        if row.action in helped or (helped and not row.action):
            continue
        what = f"action {row.action}" if row.action else "any action"
        said.append(f"{what}: {row.note.rstrip('.')}" if row.note else what)
    return [Reason("asked", f"{town} asked for help with {words.listing(said)}.")] if said else []


def _planned(town: str, coming: pd.DataFrame) -> list[Reason]:
    own = coming[(coming["mentor"] == town) | (coming["mentee"] == town)]
    if own.empty:
        return []
    has = "a planned introduction" if len(own) == 1 else f"{words.number(len(own))} planned introductions"
    said = [
        f"{row.mentor} will mentor {row.mentee} with {actions.numbered(row.action, row.programme_year)}"
        for row in own.itertuples()
    ]
    return [Reason("planned", f"{town} has {has}: {words.listing(said, limit=3)}.")]


def _fairness(town: str, mentored: set[str], mentoring: tuple[str, ...], limits: Limits) -> list[Reason]:
    reasons = []
    population = int(places.towns().at[town, "population_2020"])
    if population < limits.small_population:
        reasons.append(Reason("small", f"{town} has {population:,} residents."))
    if town not in mentored:
        reasons.append(Reason("never_mentored", f"{town} was never mentored."))
    near = [(places.distance_km(town, mentor), mentor) for mentor in mentoring if mentor in places.points()]
    near = sorted((km, mentor) for km, mentor in near if mentor != town)
    if near and near[0][0] > limits.far_km:
        away = words.miles(near[0][0])
        reasons.append(Reason("far_off", f"The nearest town that mentors, {near[0][1]}, is {away} away."))
    return reasons


def actions_lacked(knows: pd.DataFrame, town: str, numbering: int) -> tuple[str, ...]:
    """The actions that some town knows under a numbering and this one does not, in natural order."""
    current = knows[knows["numbering"] == numbering]
    own = set(current.loc[current["town"] == town, "action"])
    return tuple(sorted({*current["action"]} - own, key=actions.natural_key))
