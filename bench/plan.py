"""How long the plan takes, beside the obvious formulation: ``python bench/plan.py [--naive SECONDS]``.

Worlds are made up, with a fixed seed: 15 towns that know something, and the whole state with about 26,000 and
52,000 candidates. The obvious formulation has a binary a candidate, a credit a (town, action) on either side and
one weighted objective; it is given a time limit. Wall and processor seconds; times of one run on one core.
"""

import argparse
import random
import sys
import time
from datetime import date
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from plan_oracle import in_one_shot  # noqa: E402

from sct_dash import experience, places, rulebook, scoring  # noqa: E402
from sct_dash.plan import problem, result, solver  # noqa: E402
from sct_dash.plan.problem import Options, Problem  # noqa: E402
from sct_dash.records import source as sources  # noqa: E402

DAY = date(2026, 11, 1)
ACTIONS = tuple(f"{category}.{number}" for category in range(2, 7) for number in range(1, 7))
WORLDS = {
    "15 towns": (15, 300, 30),
    "26,000 candidates": (169, 26_000, 30),
    "26,000 candidates, 10 actions": (169, 26_000, 10),
    "52,000 candidates": (169, 52_000, 30),
    "52,000 candidates, 12 actions": (169, 52_000, 12),
}
"""Towns, candidates, actions; with few actions the introductions crowd each other most."""


def world(towns: int, candidates: int, actions: int, seed: int = 8) -> Problem:
    """The sample's points, and experience added at random until there are enough candidates."""
    draw = random.Random(seed)
    names = list(places.towns().index)[:towns] if towns < 169 else list(places.towns().index)
    records = sources.sample().records
    if towns < 169:
        records = records[records["mentor"].isin(names) & records["mentee"].isin(names)].reset_index(drop=True)
    scorecard = scoring.score(records, rulebook.edition("2024"), DAY)
    listed: set[tuple[str, str]] = set()
    needs = pd.DataFrame({"town": names, "action": "", "note": ""}, dtype="str")
    posed = problem.pose(scorecard, experience.known(records, DAY), None, Options(), needs)
    while len(posed) < candidates:
        missing = max(1, (candidates - len(posed)) // (2 * towns))
        listed |= {(draw.choice(names), draw.choice(ACTIONS[:actions])) for _ in range(missing)}
        rows = sorted(listed)
        table = pd.DataFrame({"town": [t for t, _ in rows], "action": [a for _, a in rows]}, dtype="str")
        table = table.assign(programme_year=2024, source="bench")
        posed = problem.pose(scorecard, experience.known(records, DAY, table), None, Options(), needs)
    return posed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--naive", type=float, default=60.0, help="seconds for the obvious formulation; 0: leave it out"
    )
    naive = parser.parse_args().naive
    solver.solve(world(3, 10, 5))  # loads SciPy
    for name, (towns, candidates, actions) in WORLDS.items():
        posed = world(towns, candidates, actions)
        begun, used = time.perf_counter(), time.process_time()
        found = solver.solve(posed)
        wall, cpu = time.perf_counter() - begun, time.process_time() - used
        first_three = sum(level.seconds for level in found.levels[:3])
        proven = "all proven" if all(level.proven for level in found.levels) else "NOT all proven"
        print(
            f"{name} ({len(posed):,}): {wall:.2f} s, {cpu:.2f} s of processor, "
            f"{proven}; levels 1 to 3 {first_three:.2f} s"
        )
        print("   " + "; ".join(f"{one.name} {one.value:g} in {one.seconds:.2f} s" for one in found.levels))
        begun = time.perf_counter()
        plan = result.best(posed)
        print(f"   with gains and reasons {time.perf_counter() - begun:.2f} s", end="; ")
        begun = time.perf_counter()
        points = result.curve(posed, plan)
        print(f"curve {time.perf_counter() - begun:.2f} s, {len(points)} points, exact: {bool(points['exact'].all())}")
        if naive:
            sides = (posed.mentor, posed.mentee, posed.action, posed.tens)
            rows = list(zip(*(side.tolist() for side in sides), strict=True))
            begun = time.perf_counter()
            credits, number, _, answer = in_one_shot(rows, posed.fresh, posed.room, None, 2, naive)
            wall = time.perf_counter() - begun
            best = "nothing found" if credits is None else f"{5 * credits} points by {number} introductions"
            print(f"   obvious formulation {wall:.1f} s: {best}, {answer.message.split('(')[0].strip()}")


if __name__ == "__main__":
    main()
