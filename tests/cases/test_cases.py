"""The rule cases of this folder, each run through the engine and through the paper version.

A case is read as: these records, this application date, then exactly these claims with these verdicts and
exactly these points. What a record leaves out is as in `builders.record`: Hartford helped Simsbury with 3.12
of 2024 by a presentation, from 2022-05-01 and still active, implemented on 2023-06-01, nothing documented.
"""

import tomllib
from collections import Counter
from pathlib import Path

import builders
import oracle
import pytest

from sct_dash import rulebook, scoring

FOLDER = Path(__file__).parent
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def rows_of(case):
    """The case's records; TOML has no null, so an empty date is written ''."""
    return [
        builders.record(**{name: None if value == "" else value for name, value in row.items()})
        for row in case["record"]
    ]


def expected(case):
    """Verdicts by (record, role), and town -> (points, ready points); ready points left out are 0."""
    verdicts = {(record, role): v for record, sides in case["expect"]["claims"].items() for role, v in sides.items()}
    ready = case["expect"].get("ready_points", {})
    return verdicts, {town: (points, ready.get(town, 0)) for town, points in case["expect"]["points"].items()}


@pytest.mark.parametrize("case", CASES)
def test_engine_gives_exactly_these_verdicts_and_points(case):
    card = scoring.score(builders.records(*rows_of(case)), rulebook.edition("2024"), case["application_date"])
    towns = card.towns[card.towns["claims"] > 0]
    assert (
        {(claim.record_id, claim.role): claim.verdict for claim in card.claims.itertuples()},
        {town.Index: (town.points, town.ready_points) for town in towns.itertuples()},
    ) == expected(case)


@pytest.mark.parametrize("case", CASES)
def test_paper_version_gives_exactly_these_verdicts_and_points(case):
    assert oracle.score(rows_of(case), case["application_date"]) == expected(case)


def test_every_case_is_of_one_form_and_has_a_sentence_of_its_own_for_a_name():
    cases = [param.values[0] for param in CASES]
    assert {frozenset(case) for case in cases} == {frozenset({"name", "application_date", "record", "expect"})}
    assert {key for case in cases for key in case["expect"]} == {"claims", "points", "ready_points"}
    assert [case["name"] for case in cases if not case["name"][0].isupper() or case["name"].endswith(".")] == []
    assert [name for name, times in Counter(case["name"] for case in cases).items() if times > 1] == []
