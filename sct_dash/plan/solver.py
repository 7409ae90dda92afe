"""The optimiser: four objectives strictly in order, each proven by a bound.

Formulation. One binary a candidate introduction; one credit a (mentor, action) that would be new for the mentor;
one credit count a mentee. A town never mentors what it does not know, so its two kinds of credit never meet, and
together they stay within the town's room. Each level is first solved as a linear program whose optimum bounds it.
A pull towards near towns, too weak to change the level's own value, ends the idling among equal vertices that
makes this program slow and leaves a plan that is near the best for the later levels; nearly always it is whole,
which ends the level at once; where it is not, a plan made in the order of its shares may do. Otherwise HiGHS branches
over the columns whose reduced cost still lets them be in a better plan than the best one found, and over no others:
the most promising of them first.

Before any of that stands a bound that is counted: an introduction brings credits to two towns at most. Where few are
asked for, the first plan reaches it, and only the distance is left to be solved.

The hardest level is the distance when (nearly) every introduction has to bring points to both its towns, as in a plan
of the fewest: then the credits follow from the introductions, and the level is put as a pairing of towns
(`_Pairing`), in whole numbers only, which HiGHS solves many times faster.
"""

import time
from dataclasses import dataclass

import numpy as np

from sct_dash.plan.problem import TEN_METERS, Problem

LEVELS = ("region", "state", "introductions", "distance")
"""The objectives, in order."""

_UNIT = 1e4
"""What one unit of a level weighs in its linear program, against the pull towards near towns."""
_PULL = 0.1
"""The most that the pull can add up to over a whole plan, in units of the level."""
_ASIDE = 0.4
"""The most that the points of all towns can add up to over a whole plan, in units of the region's own points."""
_SLACK = 1e-4
"""How far from a whole number a solver's figure may be and still mean it."""
_NO_ANSWER = (1, 4)
"""SciPy's codes for a linear program that ran out of time, or into numerical trouble: no bound, no plan."""
_TOLERANCE = 1e-7
"""HiGHS's own: a reduced cost that is less below zero is zero."""
_NEAREST = 16
"""The linear program begins with so many of the nearest candidates of every town, on either side."""
_FIRST_COLUMNS = 6
"""How many of the most promising columns are branched over first, for each introduction of the best plan so far."""
_SPARED = 5
"""How many credits short of two for each introduction a plan may be to be put as a pairing."""


@dataclass(frozen=True)
class Level:
    """One objective's outcome.

    Attributes
    ----------
    name
        ``region`` (points of the region's towns), ``state`` (points statewide), ``introductions`` or ``distance`` (km).
    value, bound
        What the plan reaches, and what no plan can exceed (fall below, for the last two).
    seconds
        Time it took.
    """

    name: str
    value: float
    bound: float
    seconds: float

    @property
    def proven(self) -> bool:
        return self.value == self.bound

    @property
    def gap(self) -> float:
        """How far the value may be from the best, in its own unit."""
        return abs(self.bound - self.value)


@dataclass(frozen=True, eq=False)
class Solution:
    """Which candidates are in the plan (their positions, ascending), and how each level ended."""

    chosen: np.ndarray
    levels: tuple[Level, ...]


@dataclass(frozen=True, eq=False)
class _Answer:
    """A level's best plan, in whole units: what it costs and what no plan can cost less than."""

    chosen: np.ndarray
    value: int
    bound: int


def solve(problem: Problem) -> Solution:
    """Find the best plan: most points of the region, most points statewide, fewest introductions, least distance.

    Each level keeps what the earlier ones reached. A level whose bound was not met within ``options.seconds`` keeps
    the best plan found and its bound.
    """
    model = _Model(problem)
    units = dict(zip(LEVELS, (-problem.each, -problem.each, 1, 1 / TEN_METERS), strict=True))
    levels: list[Level] = []
    chosen = first_plan(problem)
    for name, unit in units.items():
        begun = time.perf_counter()
        if name == "distance" and _Pairing.fits(problem, chosen):
            model = _Pairing(problem, chosen)
        if name == "state" and problem.own.all():
            levels.append(Level(name, levels[0].value, levels[0].bound, 0.0))
            continue
        answer = model.minimise(name, chosen, problem.options.seconds)
        chosen = answer.chosen
        seconds = time.perf_counter() - begun
        levels.append(Level(name, round(answer.value * unit, 2), round(answer.bound * unit, 2), seconds))
        model.keep(name, answer.value)
    return Solution(np.flatnonzero(chosen), tuple(levels))


def most_beyond_one_each(problem: Problem) -> int:
    """The most credits of the region's towns beyond one an introduction, bounded: what the curve rests on."""
    answer = _Model(problem).minimise("beyond", first_plan(problem), problem.options.seconds)
    return -answer.bound


def most_points(problem: Problem) -> Level:
    """Only the first level: the most points of the region's towns."""
    begun = time.perf_counter()
    answer = _Model(problem).minimise("region", first_plan(problem), problem.options.seconds)
    each = problem.each
    return Level("region", -answer.value * each, -answer.bound * each, time.perf_counter() - begun)


def credits(problem: Problem, chosen: np.ndarray) -> np.ndarray:
    """How many actions a plan adds to each town's counting ones.

    Parameters
    ----------
    chosen
        One bool a candidate.
    """
    mentors, mentees, names = problem.mentor[chosen], problem.mentee[chosen], problem.action[chosen]
    new = problem.fresh[mentors, names]
    given = np.unique(mentors[new] * len(problem.actions) + names[new]) // len(problem.actions)
    towns = len(problem.towns)
    return np.minimum(problem.room, np.bincount(given, minlength=towns) + np.bincount(mentees, minlength=towns))


def first_plan(problem: Problem, order: np.ndarray | None = None) -> np.ndarray:
    """A good plan at once: the locks, then the first from which both towns gain, then the first from which one does.

    Parameters
    ----------
    order
        The candidates in the order in which to take them; the nearest towns first when None.

    Returns
    -------
    ndarray
        One bool a candidate.
    """
    chosen = problem.locked.copy()
    options = problem.options
    left = len(problem) if options.introductions is None else options.introductions
    left -= int(chosen.sum())
    takes = np.bincount(problem.mentor[chosen], minlength=len(problem.towns))
    gets_left = [left] * len(problem.towns) if problem.gets is None else problem.gets.tolist()
    for mentee in problem.mentee[chosen].tolist():
        gets_left[mentee] -= 1
    helped = set(zip(problem.mentee[chosen].tolist(), problem.action[chosen].tolist(), strict=True))
    credited = {
        (m, a)
        for m, a in zip(problem.mentor[chosen].tolist(), problem.action[chosen].tolist(), strict=True)
        if problem.fresh[m, a]
    }
    room = (problem.room - credits(problem, chosen)).tolist()
    order = np.argsort(problem.tens, kind="stable") if order is None else order
    in_turn = order.tolist()
    mentors, mentees, names = problem.mentor.tolist(), problem.mentee.tolist(), problem.action.tolist()
    for least in (2, 1):
        for candidate in in_turn:
            m, e, a = mentors[candidate], mentees[candidate], names[candidate]
            if left <= 0:
                return chosen
            if chosen[candidate] or takes[m] >= problem.takes[m] or gets_left[e] <= 0 or (e, a) in helped:
                continue
            gives = room[m] > 0 and problem.fresh[m, a] and (m, a) not in credited
            gets = room[e] > 0
            if gives + gets < least or not (gets or problem.own[m]):
                continue
            chosen[candidate] = True
            left -= 1
            gets_left[e] -= 1
            takes[m] += 1
            helped.add((e, a))
            room[e] -= gets
            if gives:
                room[m] -= 1
                credited.add((m, a))
    return chosen


class _Model:
    """The rows and columns: candidates, then the mentors' credits, then the mentees'."""

    def __init__(self, problem: Problem) -> None:
        from scipy import sparse  # 0.2 s that a page without a plan need not pay

        self.problem, self.kept = problem, {}
        towns, names, count = len(problem.towns), len(problem.actions), len(problem)
        pairs = problem.mentor * names + problem.action
        able = problem.fresh[problem.mentor, problem.action] & (problem.room[problem.mentor] > 0)
        credit, of_credit = np.unique(pairs[able], return_inverse=True)
        helped, of_helped = np.unique(problem.mentee * names + problem.action, return_inverse=True)
        self.credit_town, given, every = credit // names, len(credit), np.arange(count)

        def block(
            rows: np.ndarray, columns: np.ndarray, height: int, width: int, value: float = 1.0
        ) -> sparse.csr_array:
            return sparse.csr_array((np.full(len(rows), value), (rows, columns)), shape=(height, width))

        by_mentor = block(problem.mentor, every, towns, count)
        by_mentee = block(problem.mentee, every, towns, count)
        own_credits = block(self.credit_town, np.arange(given), towns, given)
        whole = sparse.eye_array(towns)
        rows = [
            ([by_mentor, None, None], problem.takes),
            ([block(of_helped, every, len(helped), count), None, None], np.ones(len(helped))),
            ([block(of_credit, every[able], given, count, -1.0), sparse.eye_array(given), None], np.zeros(given)),
            ([-by_mentee, None, whole], np.zeros(towns)),
            ([None, own_credits, whole], problem.room),
        ]
        if problem.options.introductions is not None:
            limit = np.array([problem.options.introductions])
            rows.append(([block(every * 0, every, 1, count), None, None], limit))
        if problem.gets is not None:
            rows.append(([by_mentee, None, None], problem.gets))
        widths = (count, given, towns)
        filled = [
            [
                sparse.csr_array((len(right), width)) if part is None else part
                for part, width in zip(parts, widths, strict=True)
            ]
            for parts, right in rows
        ]
        self.matrix = sparse.vstack([sparse.hstack(parts) for parts in filled], format="csc")
        self.right = np.concatenate([right for _, right in rows]).astype(float)
        self.lower = np.concatenate([problem.locked, np.zeros(given + towns)]).astype(float)
        self.upper = np.concatenate([np.ones(count + given), problem.room]).astype(float)

    def cost(self, level: str) -> np.ndarray:
        """What a level minimises, one number a column, in whole units."""
        problem, given = self.problem, len(self.credit_town)
        towns = len(problem.towns)
        if level == "introductions":
            return np.concatenate([np.ones(len(problem)), np.zeros(given + towns)])
        if level == "distance":
            return np.concatenate([problem.tens, np.zeros(given + towns)]).astype(float)
        who = np.ones(towns) if level == "state" else problem.own.astype(float)
        each = 1.0 if level == "beyond" else 0.0
        return np.concatenate([np.full(len(problem), each), -who[self.credit_town], -who])

    def value(self, level: str, chosen: np.ndarray) -> int:
        """What a plan costs on a level, counted from the plan itself and not from the solver's figures."""
        problem = self.problem
        if level == "introductions":
            return int(chosen.sum())
        if level == "distance":
            return int(problem.tens[chosen].sum())
        gained = credits(problem, chosen)
        points = int(gained.sum() if level == "state" else gained[problem.own].sum())
        return (int(chosen.sum()) if level == "beyond" else 0) - points

    def keep(self, level: str, value: int) -> None:
        """From now on no plan may cost more than `value` on a level."""
        from scipy import sparse

        self.kept[level] = value
        row = sparse.csc_array(self.cost(level)[None, :])
        self.matrix = sparse.vstack([self.matrix, row], format="csc")
        self.right = np.append(self.right, float(value))

    def minimise(self, level: str, best: np.ndarray, seconds: float) -> _Answer:
        """The best plan of a level.

        Parameters
        ----------
        best
            A plan that all rows allow, one bool a candidate.
        """
        until = time.perf_counter() + seconds
        cost, value, least = self.cost(level), self.value(level, best), self._least(level)
        if value <= least:
            return _Answer(best, value, value)
        pull = np.zeros(len(cost)) if level == "distance" else self._pull()
        unit = 1.0 if level == "distance" else _UNIT
        relaxed = self._relaxed(cost * unit + pull + self._aside(level), until, best)
        if relaxed is None:
            return _Answer(best, value, least)
        at, total, reduced = relaxed
        allowance = 0.0 if level == "distance" else _PULL
        bound = max(least, int(np.ceil(total / unit - allowance - _SLACK)))
        best, value = self._better(level, best, value, at)
        if value > bound and level != "distance":
            best, value = self._in_order(level, best, value, at)
        if value > bound:
            best, value, bound = self._branch(level, best, value, bound, until, reduced, total, unit, allowance)
        return _Answer(best, value, bound)

    def _pull(self) -> np.ndarray:
        """A cost of distance that stays below `_PULL` units over any plan."""
        problem = self.problem
        most = len(problem) if problem.options.introductions is None else problem.options.introductions
        most = min(most, int(problem.takes.sum()))
        weight = _UNIT * _PULL / (max(most, 1) * max(int(problem.tens.max()), 1))
        return np.concatenate([problem.tens * weight, np.zeros(len(self.upper) - len(problem))])

    def _aside(self, level: str) -> np.ndarray:
        """For the region's points, those of all towns as a cost below one unit: among equals the next level's best."""
        if level != "region" or self.problem.own.all():
            return np.zeros(len(self.upper))
        return self.cost("state") * _UNIT * _ASIDE / max(-self._least("state"), 1)

    def _relaxed(self, cost: np.ndarray, until: float, best: np.ndarray) -> tuple[np.ndarray, float, np.ndarray] | None:
        """The linear program's optimum: candidates' values, total, candidates' reduced costs; None without time.

        It is solved over near candidates first. Where no other has a reduced cost below zero, none could lower the
        total: it is the optimum of all. Otherwise those that have one are let in, and at last every one.
        """
        count = len(self.problem)
        inside = np.ones(len(cost), bool)
        inside[:count] = self._near() | self.problem.locked | best
        for wider in (False, False, True):
            inside |= wider or 2 * inside[:count].sum() > count
            solved = self._program(cost, inside, until)
            if solved is None:
                return None
            values, total, duals = solved
            reduced = cost - self.matrix.T @ duals
            missed = ~inside & (reduced < -_TOLERANCE)
            if not missed.any():
                break
            inside |= missed
        at = np.zeros(len(cost))
        at[inside] = values
        return at[:count], total, np.maximum(reduced[:count], 0.0)

    def _near(self) -> np.ndarray:
        """Which candidates are among the nearest of their mentee or of their mentor."""
        near = np.zeros(len(self.problem), bool)
        for side in (self.problem.mentee, self.problem.mentor):
            order = np.lexsort((self.problem.tens, side))
            rank = np.arange(len(order)) - np.searchsorted(side[order], side[order])
            near[order[rank < _NEAREST]] = True
        return near

    def _program(
        self, cost: np.ndarray, inside: np.ndarray, until: float
    ) -> tuple[np.ndarray, float, np.ndarray] | None:
        """The linear program over some columns: their values, the total, the rows' duals; None without time."""
        from scipy.optimize import linprog

        left = until - time.perf_counter()
        if left <= 0:
            return None
        limits = np.stack([self.lower[inside], self.upper[inside]], axis=1)
        found = linprog(
            cost[inside],
            A_ub=self.matrix[:, inside],
            b_ub=self.right,
            bounds=limits,
            method="highs-ds",
            options={"time_limit": left},
        )
        if found.status in _NO_ANSWER:
            return None
        if found.status:
            raise RuntimeError(f"the linear program of a plan ended with: {found.message}")
        return found.x, float(found.fun), found.ineqlin.marginals

    def _better(self, level: str, best: np.ndarray, value: int, at: np.ndarray) -> tuple[np.ndarray, int]:
        """The solver's plan when it is whole and better (or as good), else the best so far."""
        whole = at > 0.5
        if np.abs(at - whole).max(initial=0.0) > _SLACK:
            return best, value
        found = self.value(level, whole)
        return (whole, found) if found <= value else (best, value)

    def _in_order(self, level: str, best: np.ndarray, value: int, at: np.ndarray) -> tuple[np.ndarray, int]:
        """The plan made from the solver's largest shares, the nearest among equals, when it is better."""
        order = np.lexsort((self.problem.tens, -np.round(at, 6)))
        found = first_plan(self.problem, order)
        allowed = all(self.value(name, found) <= most for name, most in self.kept.items())
        return (found, self.value(level, found)) if allowed and self.value(level, found) < value else (best, value)

    def _branch(
        self,
        level: str,
        best: np.ndarray,
        value: int,
        bound: int,
        until: float,
        reduced: np.ndarray,
        total: float,
        unit: float,
        allowance: float,
    ) -> tuple[np.ndarray, int, int]:
        """Branch over the promising columns, then, if need be, over all that a better plan may hold."""

        def needed() -> np.ndarray:
            # A plan that costs at most value - 1 cannot hold a column that lifts the bound above that.
            return reduced <= (value - 1 + allowance) * unit - total + _SLACK * unit

        place = np.argsort(np.argsort(reduced, kind="stable"), kind="stable")
        first = _FIRST_COLUMNS * int(best.sum())
        for columns in (first, 4 * first, len(best)):
            solved = (needed() & (place < columns)) | best
            done, best, value, least = self._integral(level, solved, best, value, until)
            if value <= bound:
                return best, value, bound
            if done and not (needed() & ~solved).any():
                return best, value, value
        return best, value, min(max(bound, least), value)

    def _integral(
        self, level: str, columns: np.ndarray, best: np.ndarray, value: int, until: float
    ) -> tuple[bool, np.ndarray, int, int]:
        """Solve a level over some columns: whether to the end, the best plan, its value, and these columns' bound."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        left = until - time.perf_counter()
        if left <= 0:
            return False, best, value, np.iinfo(int).min
        rest = len(self.upper) - len(columns)
        kept = np.flatnonzero(np.concatenate([columns, np.ones(rest, bool)]))
        found = milp(
            self.cost(level)[kept],
            constraints=LinearConstraint(self.matrix[:, kept], -np.inf, self.right),
            bounds=Bounds(self.lower[kept], self.upper[kept]),
            integrality=np.ones(len(kept)),  # of credits too: HiGHS cuts deeper where all is whole
            options={"time_limit": left, "mip_rel_gap": 0.0},
        )
        if found.x is not None:
            at = np.zeros(len(columns))
            at[columns] = found.x[: int(columns.sum())]
            best, value = self._better(level, best, value, at)
        dual = found.mip_dual_bound
        least = np.iinfo(int).min if dual is None or not np.isfinite(dual) else int(np.ceil(dual - _SLACK))
        return found.status == 0, best, value, least

    def _least(self, level: str) -> int:
        """A bound that is counted: two credits an introduction at most, and no more to a town than it has room for."""
        problem = self.problem
        if level == "distance":
            return 0
        if level == "introductions":
            return -(min(self.kept.values()) // 2)
        room = int(problem.room.sum() if level == "state" else problem.room[problem.own].sum())
        asked = problem.options.introductions
        if level == "beyond":
            return -(room // 2 if asked is None else min(room // 2, asked))
        return -(room if asked is None else min(room, 2 * asked))


class _Pairing(_Model):
    """The last level where (nearly) every introduction brings points to both its towns.

    A plan of as many introductions that brings the region and the state as many points is exactly one in which no
    town is named more often than it has room, no mentor more often than its limit, and neither side of an
    introduction has its action in another one: but for the few credits that a plan so good may spare. A spare is a
    column of its own row, or an introduction whose mentor has nothing to gain.
    """

    @staticmethod
    def fits(problem: Problem, chosen: np.ndarray) -> bool:
        """Whether the introductions of a plan bring two credits each, but for a few credits."""
        return 2 * int(chosen.sum()) - int(credits(problem, chosen).sum()) <= _SPARED

    def __init__(self, problem: Problem, chosen: np.ndarray) -> None:
        from scipy import sparse

        self.problem, self.kept, self.credit_town = problem, {}, np.array([], int)
        names, count, towns = len(problem.actions), len(problem), len(problem.towns)
        able = problem.fresh[problem.mentor, problem.action] & (problem.room[problem.mentor] > 0)
        gained = credits(problem, chosen)
        spare = 2 * int(chosen.sum()) - int(gained.sum())

        def each(of: np.ndarray, value: np.ndarray | None = None) -> sparse.csr_array:
            """A row for every town, or town and action, that the candidates name there."""
            _, row = np.unique(of, return_inverse=True)
            return sparse.csr_array((np.ones(count) if value is None else value, (row, np.arange(count))))

        by_mentor, by_mentee = (
            sparse.csr_array((np.ones(count), (side, np.arange(count))), shape=(towns, count))
            for side in (problem.mentor, problem.mentee)
        )
        given, helped = (side * names + problem.action for side in (problem.mentor, problem.mentee))
        actions_given, first = np.unique(given, return_index=True)
        giver = problem.mentor[first]
        twice, over = sparse.eye_array(len(giver)), sparse.eye_array(towns)
        again = sparse.csr_array((np.ones(len(giver)), (giver, np.arange(len(giver)))), shape=(towns, len(giver)))
        one, own = np.zeros(count, int), problem.own
        inside = (own[problem.mentor] & able).astype(float) + own[problem.mentee]
        rows = [
            ((by_mentor.multiply(able[None, :]) + by_mentee, -again, -over), problem.room),
            ((by_mentor, None, None), problem.takes),
            ((each(given, able.astype(float)), -twice, None), np.ones(len(actions_given))),
            ((each(helped), None, None), np.ones(len(np.unique(helped)))),
            ((each(one), None, None), [int(chosen.sum())]),
            ((each(one, -1.0 - able), np.ones((1, len(giver))), np.ones((1, towns))), [-int(gained.sum())]),
            (
                (each(one, -inside), own[giver].astype(float)[None, :], own.astype(float)[None, :]),
                [-int(gained[own].sum())],
            ),
        ]
        if problem.gets is not None:
            rows.append(((by_mentee, None, None), problem.gets))
        widths = (count, len(giver), towns)
        filled = [
            [
                sparse.csr_array((len(right), width)) if part is None else sparse.csr_array(part)
                for part, width in zip(parts, widths, strict=True)
            ]
            for parts, right in rows
        ]
        self.matrix = sparse.vstack([sparse.hstack(parts) for parts in filled], format="csc")
        self.right = np.concatenate([right for _, right in rows]).astype(float)
        spares = len(giver) + towns if spare else 0
        self.matrix = self.matrix[:, : count + spares]
        self.lower = np.concatenate([problem.locked, np.zeros(spares)]).astype(float)
        self.upper = np.concatenate([able | (spare > 0), np.full(spares, spare)]).astype(float)

    def cost(self, level: str) -> np.ndarray:  # noqa: ARG002 (there is one level only)
        """The distance of each candidate."""
        return np.concatenate([self.problem.tens, np.zeros(len(self.upper) - len(self.problem))]).astype(float)
