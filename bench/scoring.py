"""How long the engine takes: scoring, forecast and a snapshot of 5,000 records.

Run from the project's top: python bench/scoring.py
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pandas as pd

from sct_dash import outlook, places, rulebook, scoring, snapshot
from sct_dash.records import schema
from sct_dash.records.source import Source

TODAY = date(2026, 11, 1)
ACTIONS = ("1.1", "2.2", "2.3", "3.1", "3.2", "3.10", "3.12", "5.4", "5.6")
SUPPORT = ("presentation", "staff_time", "webinar", "presentation; staff_time", "conference; other")


def made_records(number: int, seed: int = 1) -> pd.DataFrame:
    """Random records between Connecticut towns; `number` rows as `schema.frame` shapes them."""
    chance = random.Random(seed)
    towns = list(places.towns().index)
    rows = []
    for count in range(number):
        mentor, mentee = chance.sample(towns, 2)
        started = date(2021, 1, 1) + timedelta(days=chance.randrange(2300))
        ended, implemented = (started + timedelta(days=chance.randrange(900)) for _ in range(2))
        rows.append(
            {
                "record_id": f"R{count}",
                "mentor": mentor,
                "mentee": mentee,
                "action": chance.choice(ACTIONS),
                "programme_year": 2024,
                "support": chance.choice(SUPPORT),
                "started": started,
                "last_active": chance.choice((None, ended)),
                "implemented_on": chance.choice((None, implemented)),
                "mentor_documented": chance.random() < 0.5,
                "mentee_documented": chance.random() < 0.5,
                "partners": "",
                "evidence": "",
                "notes": "",
            }
        )
    return schema.frame(rows)


def timed(name: str, work: Callable[[], object], runs: int = 9) -> None:
    """Print the least and the median time of several runs after a first one that warms up."""
    work()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    print(f"{name:<40} least {min(times):7.1f} ms   median {median(times):7.1f} ms")


def everything(source: Source, edition: rulebook.Edition) -> None:
    taken = snapshot.take(source, edition, TODAY)
    _ = taken.numbers, taken.attention, taken.cogs, taken.measures, taken.towns


if __name__ == "__main__":
    edition = rulebook.edition("2024")
    for number in (150, 5_000):
        records = made_records(number)
        source = Source("bench", records, schema.version(records))
        scorecard = scoring.score(records, edition, TODAY)
        timed(f"scoring {number:,} records", lambda records=records: scoring.score(records, edition, TODAY))
        timed(f"forecast {number:,} records", lambda scorecard=scorecard: outlook.forecast(scorecard))
        timed(f"snapshot {number:,} records, all of it", lambda source=source: everything(source, edition))
