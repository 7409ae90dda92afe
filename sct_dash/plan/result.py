"""What a plan brings: its introductions with their gains and reasons, proof, curve, comparison, records.

How shared credits are attributed. A town's gain is capped, and an action counts for it once; so of several
introductions that would earn a town the same thing, or more than it has room for, the locked ones are credited
first, then the nearest. The gains of all introductions therefore add up to the points gained exactly.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from sct_dash import actions, places, words
from sct_dash.mentors import ties
from sct_dash.plan import solver
from sct_dash.plan.problem import TEN_METERS, Options, Problem, Triple
from sct_dash.plan.solver import Level
from sct_dash.records import schema
from sct_dash.records.planned import PLANNED

OPTIMAL, TIME_LIMIT = "optimal", "time limit"
_BETTER = {
    "state": "more points for other regions",
    "introductions": "fewer introductions",
    "distance": "shorter distances",
}
"""What a level that was not settled leaves open."""
_LEVELS = {
    "region": ("Points of {whose} towns", "No other choice of introductions brings them more", "more"),
    "state": ("Points of all towns", "No other choice brings {whose} towns as many and all towns more", "more"),
    "introductions": ("Introductions", "These points cannot be had with fewer", "fewer"),
    "distance": ("Distance, miles", "These points cannot be had with as few introductions over less distance", "less"),
}
"""Each objective's name, what is proven when it is settled, and what would be better."""
_CROWDED = 3
"""How many mentees with more introductions than they can count are named."""


@dataclass(frozen=True)
class Introduction:
    """A mentorship that the plan proposes.

    Attributes
    ----------
    mentor_gain, mentee_gain
        Points credited to each by this introduction (see the module's docstring).
    region_gain
        How much of the two belongs to towns of the region.
    km
        Between the two towns.
    locked
        Whether it was agreed already.
    reasons
        Why, as sentences that the records bear out.
    """

    mentor: str
    mentee: str
    action: str
    mentor_gain: int
    mentee_gain: int
    region_gain: int
    km: float
    locked: bool
    reasons: tuple[str, ...]

    @property
    def triple(self) -> Triple:
        return Triple(self.mentor, self.mentee, self.action)


@dataclass(frozen=True, eq=False)
class Plan:
    """The best introductions found, and how well that is proven.

    Attributes
    ----------
    status
        ``optimal`` when every level's bound equals its value, else ``time limit``.
    points_gained, upper_bound
        Of the region's towns; no plan under the same limits brings them more than the bound.
    points_statewide
        Of all towns.
    introductions
        Locked ones first, then those that bring the region most; the first n of them bring what `curve` says.
    towns
        Every town that gains: ``town``, ``cog``, ``before``, ``after``, ``change`` (points), the largest gain first.
        What planned introductions will bring stands in ``before``.
    kept, begun
        How many introductions of the region's towns were kept from earlier plans and are counted in, and how many of
        these have begun.
    sentence
        The plan in one sentence, with the conditions under which it is the best; why there is none, if there is none.
    headline
        The same for where the conditions stand beside it.
    """

    status: str
    points_gained: int
    points_statewide: int
    upper_bound: int
    introductions: tuple[Introduction, ...]
    levels: tuple[Level, ...]
    towns: pd.DataFrame
    sentence: str
    headline: str
    region: str | None
    options: Options
    kept: int = 0
    begun: int = 0
    sample: bool = False

    @property
    def km(self) -> float:
        return round(sum(one.km for one in self.introductions), 2)


def best(
    problem: Problem, needs: pd.DataFrame | None = None, records: pd.DataFrame | None = None, sample: bool = False
) -> Plan:
    """Solve a problem and say what the plan brings.

    Parameters
    ----------
    needs
        The list of needs, for the reasons.
    records
        All records, for the reasons.
    sample
        Whether they are the fictional sample.
    """
    if len(problem):
        solution = solver.solve(problem)
    else:
        nothing = np.array([], int)
        solution = solver.Solution(nothing, tuple(Level(name, 0, 0, 0.0) for name in solver.LEVELS))
    proven = all(level.proven for level in solution.levels)
    plan = Plan(
        OPTIMAL if proven else TIME_LIMIT,
        int(solution.levels[0].value),
        int(solution.levels[1].value),
        int(solution.levels[0].bound),
        _introductions(problem, solution.chosen, needs, records),
        solution.levels,
        _before_and_after(problem, solution.chosen),
        "",
        "",
        problem.region,
        problem.options,
        problem.kept,
        problem.begun,
        sample,
    )
    if problem.sentence:
        return replace(plan, sentence=problem.sentence, headline=problem.sentence)
    one_by_one, beside = (_most(problem, plan, limits) for limits in ("", "under these limits"))
    return replace(plan, sentence=_sentence(plan, one_by_one), headline=_sentence(plan, beside))


def as_table(plan: Plan) -> pd.DataFrame:
    """The introductions as rows, for a screen or a file.

    Returns
    -------
    DataFrame
        In the plan's order: ``mentor``, ``mentor_cog``, ``mentee``, ``mentee_cog``, ``action``, ``title``,
        ``mentor_gain``, ``mentee_gain`` (points), ``km``, ``locked``, ``reasons`` (text).
    """
    year = schema.DEFAULT_YEAR
    cog = places.cog_of()
    rows = [
        (
            *(one.mentor, cog[one.mentor], one.mentee, cog[one.mentee], one.action, actions.title(one.action, year)),
            *(one.mentor_gain, one.mentee_gain, one.km, one.locked, " ".join(one.reasons)),
        )
        for one in plan.introductions
    ]
    columns = ["mentor", "mentor_cog", "mentee", "mentee_cog", "action", "title"]
    return pd.DataFrame(rows, columns=[*columns, "mentor_gain", "mentee_gain", "km", "locked", "reasons"])


def curve(problem: Problem, plan: Plan) -> pd.DataFrame:
    """Points of the region's towns by number of introductions.

    The plan's first n introductions, locked ones first and then by what they bring, gain what stands under
    ``points``. No n introductions can gain more than ``best``. The bound needs one more solve and no more: an
    introduction brings two credits at most, and all together at most c credits beyond one each, where c is the
    largest (credits minus introductions) of any plan; so n of them, L locked ones with b credits included, bring at
    most min(b + 2 (n - L), c + n, all). Where the first n fall short of that, n is solved for by itself.

    Returns
    -------
    DataFrame
        From no introduction beyond the locked ones to all: ``introductions``, ``points``, ``best``, ``exact``
        (whether ``best`` is proven to be reached by some n introductions).
    """
    each, count = problem.each, len(plan.introductions)
    locked = sum(one.locked for one in plan.introductions)
    gained = np.concatenate([[0], np.cumsum([one.region_gain for one in plan.introductions])]).astype(int)
    numbers = np.arange(locked, count + 1)
    if not count:
        return pd.DataFrame({"introductions": [0], "points": [0], "best": [0], "exact": [True]})
    beyond = solver.most_beyond_one_each(problem) * each
    ceiling = np.minimum(gained[locked] + 2 * each * (numbers - locked), beyond + each * numbers)
    ceiling = np.minimum(ceiling, plan.upper_bound)
    exact = gained[numbers] == ceiling
    for place in np.flatnonzero(~exact):
        level = solver.most_points(
            replace(problem, options=replace(problem.options, introductions=int(numbers[place])))
        )
        ceiling[place], exact[place] = int(level.bound), level.proven
    return pd.DataFrame({"introductions": numbers, "points": gained[numbers], "best": ceiling, "exact": exact})


def level_name(plan: Plan, level: Level) -> str:
    """What a level counts."""
    return _LEVELS[level.name][0].format(whose=_whose(plan))


def level_sentence(plan: Plan, level: Level) -> str:
    """How a level ended, under the plan's conditions, in a sentence."""
    _, settled, better = _LEVELS[level.name]
    said = f"{level_name(plan, level)}: {figure(level.name, level.value)}."
    if level.proven:
        return f"{said} {settled.format(whose=_whose(plan))}: this is proven."
    bound = figure(level.name, level.bound)
    return f"{said} The time did not suffice to settle this: {better} may be possible, but nothing beyond {bound}."


def figure(level: str, value: float) -> str:
    """A level's value or bound as it is said: points, introductions or miles."""
    return f"{round(words.in_miles(value)) if level == 'distance' else value:,.0f}"


def _whose(plan: Plan) -> str:
    return f"{plan.region}'s" if plan.region else "the region's"


def kept_sentence(plan: Plan) -> str:
    """That introductions kept from an earlier plan are counted in; '' when there are none."""
    if not plan.kept:
        return ""
    is_, has = ("is", "has") if plan.kept == 1 else ("are", "have")
    number = words.count(plan.kept, "introduction")
    if not plan.begun:
        return f"{number} {is_} planned already and {is_} counted in."
    if plan.begun == plan.kept:
        return f"{number} of an earlier plan {has} begun and {is_} counted in."
    return f"{number} of earlier plans are counted in: {plan.kept - plan.begun} planned, {plan.begun} begun."


def crowded_sentence(problem: Problem, plan: Plan) -> str:
    """Which mentees have more introductions than actions that can still count for them; '' when none has."""
    number = Counter(one.mentee for one in plan.introductions)
    room = dict(zip(problem.towns, problem.room.tolist(), strict=True))
    crowded = [
        f"{mentee} has {many} introductions but can count only {words.count(room[mentee], 'more action')}"
        for mentee, many in sorted(number.items(), key=lambda pair: (room[pair[0]] - pair[1], pair[0]))
        if many > room[mentee]
    ]
    if not crowded:
        return ""
    more = f"; so have {len(crowded) - _CROWDED} other towns" if len(crowded) > _CROWDED + 1 else ""
    shown = crowded[:_CROWDED] if more else crowded
    return (
        f"{'; '.join(shown)}{more}. Any beyond that bring points only to mentors: set a limit for one mentee, rule "
        "some out, or ask for fewer."
    )


def curve_sentence(plan: Plan, points: pd.DataFrame) -> str:
    """How fast the points come, in a sentence."""
    total = plan.points_gained
    if not total:
        return plan.sentence
    enough = points[points["points"] >= 2 / 3 * total].iloc[0]
    if enough["introductions"] == len(plan.introductions):
        return f"The {words.count(len(plan.introductions), 'introduction')} bring {total} points."
    return f"The first {enough['introductions']} bring {enough['points']} of the {total} points."


def cost_sentence(plan: Plan, open_plan: Plan, filtered_to: str) -> str:
    """What a filter on the mentees costs in points, in a sentence.

    Parameters
    ----------
    open_plan
        The plan under the same limits without the filter.
    filtered_to
        The towns that it leaves, in words.
    """
    cost = open_plan.points_gained - plan.points_gained
    if not cost:
        return f"Planning for {filtered_to} only costs no points."
    return (
        f"Planning for {filtered_to} only costs {cost} points: without it {len(open_plan.introductions)} "
        f"introductions would bring {open_plan.points_gained}."
    )


def most_points_for(problem_now: Problem, towns: tuple[str, ...]) -> int:
    """The most points that introductions of some of the mentees, and of no other town, can bring the region."""
    kept = np.isin(problem_now.mentee, [number for number, town in enumerate(problem_now.towns) if town in set(towns)])
    kept |= problem_now.locked
    sides = {name: getattr(problem_now, name)[kept] for name in ("mentor", "mentee", "action", "tens", "locked")}
    narrowed = replace(problem_now, **sides)
    return int(solver.most_points(narrowed).value) if len(narrowed) else 0


@dataclass(frozen=True)
class Comparison:
    """Two plans side by side.

    Attributes
    ----------
    added, dropped, kept
        Introductions only in the second, only in the first, in both.
    points, statewide, introductions
        Second minus first.
    km
        Second minus first.
    sentence
        The difference in words.
    """

    added: tuple[Triple, ...]
    dropped: tuple[Triple, ...]
    kept: tuple[Triple, ...]
    points: int
    statewide: int
    introductions: int
    km: float
    sentence: str


def compare(first: Plan, second: Plan) -> Comparison:
    """What changes from one plan to another."""
    before, after = ([one.triple for one in plan.introductions] for plan in (first, second))
    added = tuple(one for one in after if one not in set(before))
    dropped = tuple(one for one in before if one not in set(after))
    kept = tuple(one for one in before if one in set(after))
    points = second.points_gained - first.points_gained
    introductions, km = len(after) - len(before), round(second.km - first.km, 2)
    if not added and not dropped:
        said = "The plan is the same as before."
    else:
        more = "as many points" if not points else f"{abs(points)} {'more' if points > 0 else 'fewer'} points"
        said = (
            f"{words.count(len(added), 'new introduction')}, {len(dropped)} left out, {len(kept)} the same; {more}, "
            f"{_changed(introductions, 'introduction')}, {_farther(first, second)}."
        )
    statewide = second.points_statewide - first.points_statewide
    return Comparison(added, dropped, kept, points, statewide, introductions, km, said)


def as_records(plan: Plan, started: date, programme_year: int = schema.DEFAULT_YEAR) -> pd.DataFrame:
    """The introductions as records that have not begun: they score nothing until they are implemented.

    Parameters
    ----------
    started
        The day they are meant to begin.

    Returns
    -------
    DataFrame
        As `records.schema.frame` shapes them, staff time as the support, marked as planned in the notes.
    """
    sample = " Sample: fictional." if plan.sample else ""
    rows = [
        {
            "record_id": schema.made_id((*one.triple, programme_year, started)),
            **one.triple._asdict(),
            "programme_year": programme_year,
            "support": "staff_time",
            "started": started,
            "last_active": None,
            "implemented_on": None,
            "mentor_documented": False,
            "mentee_documented": False,
            "partners": "",
            "evidence": "",
            "notes": f"{PLANNED}{sample}",
        }
        for one in plan.introductions
    ]
    return schema.frame(rows)


def _changed(number: int, noun: str) -> str:
    if not number:
        return f"as many {noun}s"
    return f"{words.count(abs(number), noun)} {'more' if number > 0 else 'fewer'}"


def _farther(first: Plan, second: Plan) -> str:
    """The difference of the two distances as they are said, in whole miles."""
    miles = round(words.in_miles(second.km)) - round(words.in_miles(first.km))
    return f"{_changed(miles, 'mile')} in all"


def _sentence(plan: Plan, most: str) -> str:
    """The plan in a sentence.

    Parameters
    ----------
    most
        Of what its points are the most.
    """
    whose = f"{plan.region}'s towns" if plan.region else "Connecticut's towns"
    number = len(plan.introductions)
    brings = f"{words.count(number, 'introduction')} {'brings' if number == 1 else 'bring'} {whose}"
    if plan.points_gained < plan.upper_bound:
        return (
            f"{brings} {plan.points_gained} points, the best found in the time given; no plan under these limits "
            f"brings more than {plan.upper_bound}, so it may miss {plan.upper_bound - plan.points_gained}."
        )
    open_still = [_BETTER[level.name] for level in plan.levels if not level.proven]
    better = f"; whether {words.listing(open_still, 'or')} are possible was not settled in the time given"
    return f"{brings} {plan.points_gained} points, {most}{better if open_still else ''}."


def _most(problem: Problem, plan: Plan, limits: str) -> str:
    """Of what the points are the most: of so many introductions, or of any number, and under which limits.

    Parameters
    ----------
    limits
        How these are said, where some plan of as many introductions might bring more without them; '' for one by one.
    """
    options, number = problem.options, len(plan.introductions)
    as_many = number == options.introductions
    many = words.number(number) if as_many else "any number"
    if as_many and plan.points_gained == 2 * problem.each * number:
        return f"the most that {many} can bring"
    sides = {"mentor": options.mentor_limit, "mentee": options.mentee_limit}
    bound = {side: limit for side, limit in sides.items() if limit is not None and not (as_many and limit >= number)}
    tight = [f"{limit} for one {side}" for side, limit in bound.items()]
    conditions = [
        *([f"with at most {words.listing(tight)}"] if tight else []),
        *(["with what is agreed"] if options.locks else []),
        *(["without what is ruled out"] if options.forbids else []),
    ]
    if limits and (conditions or problem.narrowed):
        return f"the most that {many} can bring {limits}"
    narrowed = " for the towns planned for" if problem.narrowed else ""
    return f"the most that {many}{narrowed} can bring{' ' if conditions else ''}{words.listing(conditions)}"


def _before_and_after(problem: Problem, chosen: np.ndarray) -> pd.DataFrame:
    mask = np.zeros(len(problem), bool)
    mask[chosen] = True
    gained = solver.credits(problem, mask) * problem.each
    today = problem.scorecard.towns["points"].reindex(list(problem.towns)).to_numpy(int)
    before = today + problem.coming * problem.each
    cogs = [places.cog_of()[town] for town in problem.towns]
    rows = pd.DataFrame(
        {"town": list(problem.towns), "cog": cogs, "before": before, "after": before + gained, "change": gained}
    )
    return rows[rows["change"] > 0].sort_values(["change", "town"], ascending=[False, True], ignore_index=True)


@dataclass
class _Ledger:
    """Credits towns as introductions come, never more than they have room for."""

    problem: Problem
    room: np.ndarray
    given: set[tuple[int, int]]

    def mentee(self, town: int) -> int:
        return self._credit(town)

    def mentor(self, town: int, action: int) -> int:
        if not self.problem.fresh[town, action] or (town, action) in self.given:
            return 0
        credited = self._credit(town)
        if credited:
            self.given.add((town, action))
        return credited

    def _credit(self, town: int) -> int:
        if not self.room[town]:
            return 0
        self.room[town] -= 1
        return self.problem.each


@dataclass(frozen=True, eq=False)
class _Evidence:
    """What the reasons of every introduction are made from."""

    problem: Problem
    how: dict[tuple[str, str], str]
    asked: dict[tuple[str, str], str]
    begun: pd.DataFrame | None
    pairs: dict[frozenset[str], list[int]]

    @classmethod
    def of(cls, problem: Problem, needs: pd.DataFrame | None, records: pd.DataFrame | None) -> "_Evidence":
        known = problem.experience.current()
        how = dict(zip(zip(known["town"], known["action"], strict=True), known["how"], strict=True))
        asked = {} if needs is None else {(row.town, row.action): row.note for row in needs.itertuples()}
        begun = None if records is None else ties.begun(records, problem.experience.application_date)
        return cls(problem, how, asked, begun, {} if begun is None else ties.by_pair(begun))


def _introductions(
    problem: Problem, chosen: np.ndarray, needs: pd.DataFrame | None, records: pd.DataFrame | None
) -> tuple[Introduction, ...]:
    ledger = _Ledger(problem, problem.room.copy(), set())
    evidence = _Evidence.of(problem, needs, records)
    made = []
    for candidate in sorted(chosen.tolist(), key=lambda c: (not problem.locked[c], problem.tens[c], c)):
        mentor, mentee, action = (int(side[candidate]) for side in (problem.mentor, problem.mentee, problem.action))
        mentee_gain, mentor_gain = ledger.mentee(mentee), ledger.mentor(mentor, action)
        gains = mentor_gain, mentee_gain
        made.append(
            Introduction(
                *problem.triple(candidate),
                *gains,
                mentor_gain * int(problem.own[mentor]) + mentee_gain * int(problem.own[mentee]),
                int(problem.tens[candidate]) / TEN_METERS,
                bool(problem.locked[candidate]),
                _reasons(evidence, candidate, *gains),
            )
        )
    made.sort(key=lambda one: (not one.locked, -one.region_gain, -(one.mentor_gain + one.mentee_gain)))
    return tuple(made)


def _reasons(evidence: _Evidence, candidate: int, mentor_gain: int, mentee_gain: int) -> tuple[str, ...]:
    problem = evidence.problem
    mentor, mentee, action = triple = problem.triple(candidate)
    label = actions.label(action, problem.experience.application_date.year)
    said = [
        f"{mentor} has put {label} into practice. {evidence.how[mentor, action]}",
        ties.closeness(mentor, mentee),
        _gains(problem, candidate, mentor_gain, mentee_gain),
    ]
    for wish, what in (((mentee, action), f"action {action}"), ((mentee, ""), "any action")):
        if wish in evidence.asked:
            note = f": {evidence.asked[wish].rstrip('.')}" if evidence.asked[wish] else ""
            said.append(f"{mentee} asked for help with {what}{note}.")
    if both := evidence.pairs.get(frozenset((mentor, mentee))):
        said.append(ties.together(evidence.begun.iloc[both], mentor, mentee))
    if triple in problem.options.locks:
        said.append("It is agreed already.")
    return tuple(said)


def _gains(problem: Problem, candidate: int, mentor_gain: int, mentee_gain: int) -> str:
    """Who gains, and why a town does not."""
    mentor, mentee, action = problem.triple(candidate)
    if mentor_gain and mentee_gain:
        return f"{mentor} and {mentee} gain {mentor_gain} points each."
    own, edition = problem.mentor[candidate], problem.scorecard.edition
    if not problem.room[own]:
        with_what = ", with the planned introductions," if problem.coming[own] else ""
        why = f"it has{with_what} the maximum of {edition.maximum_points} points"
    elif problem.promised[own, problem.action[candidate]]:
        why = f"a planned introduction brings it the points of {action}"
    elif not problem.fresh[own, problem.action[candidate]]:
        why = f"{action} counts for it already"
    else:
        why = "other introductions of this plan bring it all that it can gain"
    if mentee_gain:
        return f"{mentee} gains {mentee_gain} points; {mentor} gains none: {why}."
    reaches = f"{mentee} gains none: other introductions bring it to the maximum of {edition.maximum_points} points"
    if mentor_gain:
        return f"{mentor} gains {mentor_gain} points; {reaches}."
    return f"{reaches}. {mentor} gains none: {why}."
