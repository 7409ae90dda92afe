"""Random small worlds for the plan: records, an experience list and needs, and the same as plain sets."""

import bisect
import random
from dataclasses import replace

import numpy as np
import pandas as pd
from builders import APPLICATION_DATE, record, records
from plan_oracle import Question

from sct_dash import experience, places, rulebook, scoring
from sct_dash.plan import problem
from sct_dash.plan.problem import Options, Triple
from sct_dash.records.planned import BEGUN, PLANNED

TOWNS = ("Avon", "Bristol", "Canton", "Farmington", "Hartford", "Kent", "Simsbury")
ACTIONS = ("3.2", "3.12", "5.4")
SEVENTY = tuple(f"{category}.{number}" for category in range(2, 9) for number in range(1, 11))
OUTSIDE = "Northampton, MA"


def needs_of(pairs):
    return pd.DataFrame({"town": [t for t, _ in pairs], "action": [a for _, a in pairs], "note": ""}, dtype="str")


def experience_of(pairs, year=2024, source="certification report"):
    rows = list(pairs)
    return pd.DataFrame(
        {
            "town": pd.Series([t for t, _ in rows], dtype="str"),
            "action": pd.Series([a for _, a in rows], dtype="str"),
            "programme_year": pd.Series([year] * len(rows), dtype="int64"),
            "source": pd.Series([source] * len(rows), dtype="str"),
        }
    )


def small_world(seed, largest=9):
    """A world with at most `largest` candidates: (what `pose` takes, the same as a `Question`)."""
    draw = random.Random(seed)
    while True:
        region = draw.choice([None, None, "CRCOG"])
        rows, counting, points = [], set(), {}
        for town in TOWNS:
            for number in range(draw.choice([0, 0, 1, 2, 3])):
                action = (*ACTIONS, "9.1", "9.2")[draw.randrange(5)]
                if (town, action) in counting:
                    continue
                counting.add((town, action))
                points[town] = points.get(town, 0) + 5
                rows.append(record(record_id=f"{town}{number}", mentor=OUTSIDE, mentee=town, action=action))
        known = set(counting)
        listed = {(town, action) for town in TOWNS for action in ACTIONS if draw.random() < 0.3}
        asked = {(town, action) for town in TOWNS for action in ACTIONS if draw.random() < 0.35}
        limit, most = draw.choice([1, 1, 2, 3]), draw.choice([None, None, 1, 2, 3])
        share = random.Random(seed + 0.5).choice([None, 1, 2])  # not from `draw`: the worlds stay what they were
        question = Question(known | listed, points, counting, asked, region, most, limit, share=share)
        if draw.random() < 0.4:
            towns = [draw.sample(TOWNS, 2) for _ in range(draw.choice([1, 1, 2]))]
            question.kept = [(*pair, draw.choice((*ACTIONS, "9.3"))) for pair in towns]
        candidates = question.candidates()
        if not 1 <= len(candidates) <= largest:
            continue
        if draw.random() < 0.4:
            locks = draw.sample(candidates, 1)
            question.locks = {lock for lock in locks if question.allowed([lock]) or not question.kept}
        if draw.random() < 0.4:
            forbids = [c for c in draw.sample(candidates, min(2, len(candidates))) if c not in question.locks]
            question.forbids = {c if draw.random() < 0.5 else (*c[:2], "") for c in forbids}
            question.forbids = {f for f in question.forbids if f[:2] not in {lock[:2] for lock in question.locks}}
        return rows, listed, asked, question


def posed(rows, listed, asked, question, shuffled=0):
    """The product's problem for a world; with `shuffled`, every input in another order."""
    rows, listed, asked = list(rows), sorted(listed), sorted(asked)
    if shuffled:
        draw = random.Random(shuffled)
        for each in (rows, listed, asked):
            draw.shuffle(each)
    kept = (planned(n, *of, notes=BEGUN if n % 2 else PLANNED) for n, of in enumerate(question.kept))
    table = records(*rows, *kept)
    scorecard = scoring.score(table, rulebook.edition("2024"), APPLICATION_DATE)
    knows = experience.known(table, APPLICATION_DATE, experience_of(listed))
    options = Options(
        question.most,
        question.limit,
        tuple(Triple(*lock) for lock in question.locks),
        tuple(Triple(*forbid) for forbid in question.forbids),
        mentee_limit=question.share,
    )
    return problem.pose(scorecard, knows, question.region, options, needs_of(asked), table)


def planned(number, mentor, mentee, action, **changes):
    """A record that an earlier plan was turned into."""
    made = {"mentor": mentor, "mentee": mentee, "action": action, "implemented_on": None, "notes": PLANNED}
    return record(**{"record_id": f"P{number}", **made, **changes})


def crowded_world(seed, introductions=None):
    """Eleven towns with room for one action each: pairs that do not come out even, so relaxed plans are not whole."""
    draw = random.Random(seed)
    towns = draw.sample(list(places.towns().index), 11)
    rows = [
        record(record_id=f"{town}{number}", mentor=OUTSIDE, mentee=town, action=action)
        for town in towns
        for number, action in enumerate(draw.sample(("9.1", "9.2", "9.3"), 2))
    ]
    listed = [(town, draw.choice(("3.2", "3.12", "5.4", "2.1", "2.2"))) for town in towns]
    table = records(*rows)
    scorecard = scoring.score(table, rulebook.edition("2024"), APPLICATION_DATE)
    knows = experience.known(table, APPLICATION_DATE, experience_of(listed))
    options = Options(introductions, mentor_limit=1)
    return problem.pose(scorecard, knows, None, options, needs_of([(town, "") for town in towns]))


def drawn_world(candidates, seed, region=None, options=None, towns=169):
    """Towns that know 5 to 12 of 70 actions, up to 2 of which count; as many needs as make it so many candidates."""
    draw = random.Random(seed)
    rows, known = [], {}
    for town in list(places.towns().index)[:towns]:
        known[town] = draw.sample(SEVENTY, draw.randint(5, 12))
        for number, action in enumerate(known[town][: draw.choice([0, 1, 2])]):
            rows.append(record(record_id=f"{town}{number}", mentor=OUTSIDE, mentee=town, action=action))
    scorecard = scoring.score(records(*rows), rulebook.edition("2024"), APPLICATION_DATE)
    knows = experience.known(records(*rows), APPLICATION_DATE, experience_of((t, a) for t in known for a in known[t]))
    mentees = [town for town in known if region in (None, places.cog_of()[town])]
    pairs = [(town, action) for town in mentees for action in SEVENTY if action not in known[town]]
    draw.shuffle(pairs)

    def posed_with(number, asked=None):
        return problem.pose(scorecard, knows, region, asked, needs_of(pairs[:number]))

    enough = bisect.bisect_left(range(len(pairs)), candidates, key=lambda number: len(posed_with(number)))
    return posed_with(enough, options)


def with_agreements(posed_now, locks, forbids, seed):
    """A world posed again by its own arrays, with some introductions agreed and some pairs of towns ruled out.

    No two agreed ones share a town, so that no limit is broken.
    """
    draw = random.Random(seed)
    locked, taken = np.zeros(len(posed_now), bool), set()
    for candidate in draw.sample(range(len(posed_now)), len(posed_now)):
        pair = {int(posed_now.mentor[candidate]), int(posed_now.mentee[candidate])}
        if locked.sum() < locks and taken.isdisjoint(pair):
            locked[candidate] = True
            taken |= pair
    pairs = posed_now.mentor * len(posed_now.towns) + posed_now.mentee
    free = sorted(set(pairs.tolist()) - set(pairs[locked].tolist()))
    left = ~np.isin(pairs, draw.sample(free, forbids))
    sides = {name: getattr(posed_now, name)[left] for name in ("mentor", "mentee", "action", "tens")}
    return replace(posed_now, **sides, locked=locked[left])
