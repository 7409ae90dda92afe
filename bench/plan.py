"""How long the plan takes, beside the obvious formulation: ``python bench/plan.py [--naive SECONDS]``.

Worlds are made up, each from its seed, and meant to be hard: every town knows 5 to 12 of 70 actions, so that mentors
are many and alike, and nearly every town must be paired for the last points. The obvious formulation has a binary a
candidate, a credit a (town, action) on either side and one weighted objective; it is given a time limit. Wall and
processor seconds; times of one run on one core.
"""

import argparse
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from plan_cases import drawn_world, with_agreements  # noqa: E402
from plan_oracle import in_one_shot  # noqa: E402

from sct_dash.plan import solver  # noqa: E402
from sct_dash.plan.problem import Options, Problem  # noqa: E402
from sct_dash.plan.solver import Solution  # noqa: E402


@dataclass(frozen=True)
class World:
    """A made-up state: how many candidates, from which seed, what is asked, how much is agreed and ruled out."""

    candidates: int
    seed: int = 8
    region: str | None = None
    options: Options = field(default_factory=Options)
    towns: int = 169
    locks: int = 0
    forbids: int = 0

    def __str__(self) -> str:
        asked = self.options
        number = "" if asked.introductions is None else f", {asked.introductions} introductions"
        where = self.region or (f"{self.towns} towns" if self.towns < 169 else "the state")
        agreed = f", {self.locks} agreed, {self.forbids} pairs ruled out" if self.locks or self.forbids else ""
        return f"{self.candidates:,} candidates, {where}, seed {self.seed}, limit {asked.mentor_limit}{number}{agreed}"


WORLDS = (
    World(400, towns=15),
    *(World(400, seed, options=Options(mentor_limit=limit), towns=15) for seed in (6, 10, 12) for limit in (1, 3)),
    *(World(400, seed, options=Options(12), towns=15) for seed in (6, 8)),
    World(600, 32, options=Options(mentor_limit=1), towns=15),
    World(400, towns=15, locks=4, forbids=40),
    *(World(1_500, 3, "NECCOG", Options(number)) for number in (None, 10, 20)),
    World(1_500, 3, "NECCOG", locks=4, forbids=200),
    World(26_000, locks=15, forbids=2_000),
    World(26_000, options=Options(80), locks=15, forbids=2_000),
    *(World(26_000, seed) for seed in (1, 2, 3, 4, 8)),
    *(World(26_000, options=Options(mentor_limit=limit)) for limit in (1, 3)),
    *(World(26_000, options=Options(number)) for number in (5, 12, 40, 80, 120, 140, 150, 159)),
    World(26_000, region="CRCOG"),
    *(World(52_000, seed) for seed in (1, 2, 3, 8)),
    *(World(52_000, options=Options(mentor_limit=limit)) for limit in (1, 3)),
    *(World(52_000, options=Options(number)) for number in (12, 80, 150)),
)
"""Every town knows 5 to 12 of 70 actions, some of which count, so its room is for one, two or three more."""


def made(world: World) -> Problem:
    """The problem of a world."""
    posed = drawn_world(world.candidates, world.seed, world.region, world.options, world.towns)
    return with_agreements(posed, world.locks, world.forbids, world.seed) if world.locks or world.forbids else posed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--naive", type=float, default=60.0, help="seconds for the obvious formulation; 0: leave it out"
    )
    naive = parser.parse_args().naive
    solver.solve(made(World(20, towns=5)))  # loads SciPy
    for world in WORLDS:
        posed = made(world)
        begun, used = time.perf_counter(), time.process_time()
        found = solver.solve(posed)
        wall, cpu = time.perf_counter() - begun, time.process_time() - used
        first_three = sum(level.seconds for level in found.levels[:3])
        open_by = [f"{level.name} open by {level.gap:g}" for level in found.levels if not level.proven]
        print(f"{world} ({len(posed):,}): {wall:.2f} s, {cpu:.2f} s of processor; levels 1 to 3 {first_three:.2f} s")
        print(f"   {', '.join(open_by) or 'all proven'}: " + _values(found), flush=True)
        if naive and world.options == Options() and world.region is None:
            sides = (posed.mentor, posed.mentee, posed.action, posed.tens)
            rows = list(zip(*(side.tolist() for side in sides), strict=True))
            begun = time.perf_counter()
            agreed = posed.locked.nonzero()[0].tolist()
            credits, number, _, answer = in_one_shot(rows, posed.fresh, posed.room, None, 2, naive, agreed)
            wall = time.perf_counter() - begun
            best = "nothing found" if credits is None else f"{5 * credits} points by {number} introductions"
            print(f"   obvious formulation {wall:.1f} s: {best}, {answer.message.split('(')[0].strip()}")


def _values(found: Solution) -> str:
    return "; ".join(f"{level.name} {level.value:g} in {level.seconds:.2f} s" for level in found.levels)


if __name__ == "__main__":
    main()
