"""The plan found by trying every subset, and by the obvious one-shot formulation: nothing shared with the product.

Written from the definition alone: plain Python over plain rows.
"""

import itertools
import math

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from sct_dash import places


class Question:
    """A small question in plain sets.

    known: {(town, action)}; points: {town: points}; counting: {(town, action)}; asked: {(town, action)} that may be
    planned for; region: a COG or None; kept: [(mentor, mentee, action)] that an earlier plan agreed already; share:
    the most for one mentee, None for no limit.
    """

    def __init__(
        self, known, points, counting, asked, region=None, most=None, limit=2, locks=(), forbids=(), kept=(), share=None
    ):
        self.known, self.points, self.counting, self.asked = known, points, counting, asked
        self.region, self.most, self.limit, self.share = region, most, limit, share
        self.locks, self.forbids, self.kept = set(locks), set(forbids), list(kept)
        self.own = {town for town in places.cog_of() if region in (None, places.cog_of()[town])}

    def candidates(self):
        found = []
        before = self.after(())
        kept = {(mentee, action) for _, mentee, action in self.kept}
        for mentor, action in sorted(self.known):
            for mentee, wanted in sorted(self.asked):
                if wanted != action or mentee not in self.own or before.get(mentee, self.points.get(mentee, 0)) >= 15:
                    continue
                if {(mentee, action)} & (self.known | self.counting | kept):
                    continue
                if (mentor, mentee, action) in self.forbids or (mentor, mentee, "") in self.forbids:
                    continue
                found.append((mentor, mentee, action))
        return sorted({*found, *self.locks})

    def allowed(self, plan):
        if not self.locks <= set(plan) or (self.most is not None and len(plan) > self.most):
            return False
        helped = [(mentee, action) for _, mentee, action in plan]
        mentors = [mentor for mentor, _, _ in plan]
        mentees = [mentee for _, mentee, _ in [*self.kept, *plan]]
        if self.share is not None and any(mentees.count(mentee) > self.share for _, mentee, _ in plan):
            return False
        kept = [mentor for mentor, _, _ in self.kept]
        return len(set(helped)) == len(helped) and all(mentors.count(m) + kept.count(m) <= self.limit for m in mentors)

    def after(self, plan):
        """The points of towns that gain: distinct new actions of what is kept and planned, capped at 15."""
        new = {}
        for mentor, mentee, action in [*self.kept, *plan]:
            for town in (mentor, mentee):
                if (town, action) not in self.counting:
                    new.setdefault(town, set()).add(action)
        return {town: min(15, self.points.get(town, 0) + 5 * len(got)) for town, got in new.items()}

    def gains(self, plan):
        """Each town's points with the plan, minus those that it will have without it."""
        before = self.after(())
        return {town: after - before.get(town, self.points.get(town, 0)) for town, after in self.after(plan).items()}

    def levels(self, plan):
        """What a plan reaches at the four levels, the smaller the better."""
        gains = self.gains(plan)
        own = sum(gain for town, gain in gains.items() if town in self.own)
        return -own, -sum(gains.values()), len(plan), sum(self.tens(mentor, mentee) for mentor, mentee, _ in plan)

    @staticmethod
    def tens(one, other):
        (x1, y1), (x2, y2) = places.points()[one], places.points()[other]
        return round(math.hypot(x1 - x2, y1 - y2) * 100)


def by_trying_all(question):
    """The best four levels, by trying every subset of the candidates."""
    candidates = question.candidates()
    best = None
    for size in range(len(candidates) + 1):
        for plan in itertools.combinations(candidates, size):
            if question.allowed(plan):
                levels = question.levels(plan)
                best = levels if best is None or levels < best else best
    return best


def most_by_number(question):
    """The most points of the region for each number of introductions, by trying every subset."""
    candidates = question.candidates()
    best = {}
    for size in range(len(candidates) + 1):
        for plan in itertools.combinations(candidates, size):
            if question.allowed(plan):
                best[size] = max(best.get(size, 0), -question.levels(plan)[0])
    return {size: max(points for n, points in best.items() if n <= size) for size in best}


def in_one_shot(candidates, fresh, room, most, limit, seconds=60.0, locked=()):
    """The naive formulation: a binary a candidate, a credit a (town, action) on either side, one weighted objective.

    `candidates` are (mentor, mentee, action, tens) of positions, `locked` places among them; returns (credits,
    introductions, tens, solver result).
    """
    count = len(candidates)
    credit = {}
    for mentor, mentee, action, _ in candidates:
        credit.setdefault((mentee, action), len(credit))
        if fresh[mentor][action]:
            credit.setdefault((mentor, action), len(credit))
    width = count + len(credit)
    rows, right = [], []

    def add(entries, bound):
        rows.append(entries)
        right.append(bound)

    givers = {key: [] for key in credit}
    by_mentor, by_help = {}, {}
    for place, (mentor, mentee, action, _) in enumerate(candidates):
        givers[mentee, action].append(place)
        if fresh[mentor][action]:
            givers[mentor, action].append(place)
        by_mentor.setdefault(mentor, []).append(place)
        by_help.setdefault((mentee, action), []).append(place)
    for key, column in credit.items():
        add([(count + column, 1.0)] + [(place, -1.0) for place in givers[key]], 0.0)
    for town in {town for town, _ in credit}:
        add([(count + column, 1.0) for (owner, _), column in credit.items() if owner == town], float(room[town]))
    for entries in by_mentor.values():
        add([(place, 1.0) for place in entries], float(limit))
    for entries in by_help.values():
        add([(place, 1.0) for place in entries], 1.0)
    if most is not None:
        add([(place, 1.0) for place in range(count)], float(most))
    ends = np.cumsum([0] + [len(entries) for entries in rows])
    flat = [entry for entries in rows for entry in entries]
    matrix = sparse.csr_array(
        ([value for _, value in flat], [column for column, _ in flat], ends), shape=(len(rows), width)
    )
    # Kilometers add up to less than one introduction weighs, introductions to less than one credit.
    weights = [1e4 + tens / 100 for *_, tens in candidates] + [-4e6] * len(credit)
    answer = milp(
        np.array(weights),
        constraints=LinearConstraint(matrix, -np.inf, np.array(right)),
        bounds=Bounds(np.isin(np.arange(width), list(locked)), 1),
        integrality=np.ones(width),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if answer.x is None:
        return None, None, None, answer
    chosen = [candidates[place] for place in range(count) if answer.x[place] > 0.5]
    credits = round(float(answer.x[count:].sum()))
    return credits, len(chosen), sum(tens for *_, tens in chosen), answer
