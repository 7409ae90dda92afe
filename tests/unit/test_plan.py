"""The plan equals exhaustive search, adds up, never changes with the order of its input, and says why."""

import inspect
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import networkx as nx
import numpy as np
import pandas as pd
import plan_oracle
import pytest
from builders import APPLICATION_DATE, record, records
from plan_cases import (
    OUTSIDE,
    crowded_world,
    drawn_world,
    experience_of,
    needs_of,
    planned,
    posed,
    small_world,
    with_agreements,
)

from sct_dash import actions, experience, places, rulebook, scoring, words
from sct_dash.errors import UserError
from sct_dash.plan import problem, result, solver
from sct_dash.plan.problem import Options, Triple
from sct_dash.records import planned as records_planned
from sct_dash.records import readers, schema
from sct_dash.records import source as sources

EDITION = rulebook.edition("2024")


def pose(rows=(), listed=(), asked=None, region=None, **options):
    table = records(*rows)
    return problem.pose(
        scoring.score(table, EDITION, APPLICATION_DATE),
        experience.known(table, APPLICATION_DATE, experience_of(listed)),
        region,
        Options(**options),
        None if asked is None else needs_of(asked),
    )


def plan(*args, **kwargs):
    return result.best(pose(*args, **kwargs))


def levels_of(found):
    region, state, introductions, distance = found.levels
    return -region.value, -state.value, introductions.value, round(distance.value * 100)


def statement(mentee, action="3.12", **changes):
    """A counting record for a Connecticut mentee and nobody else here."""
    return record(record_id=f"{mentee} {action}", mentor=OUTSIDE, mentee=mentee, action=action, **changes)


@pytest.mark.parametrize("block", range(12))
def test_plan_equals_exhaustive_search_at_all_four_levels(block):
    for seed in range(block * 10, block * 10 + 10):
        world = small_world(seed)
        found = result.best(posed(*world))
        assert found.status == "optimal", seed
        assert levels_of(found) == plan_oracle.by_trying_all(world[-1]), seed
        triples = [one.triple for one in found.introductions]
        assert world[-1].allowed(triples), seed
        assert world[-1].levels(triples) == levels_of(found), seed


@pytest.mark.parametrize("first", [0, 1])
def test_branching_over_few_columns_finds_the_same(monkeypatch, first):
    """A relaxed optimum that is never whole, so that every level has to branch, over hardly a column at first."""
    monkeypatch.setattr(solver._Model, "_better", _only_from_branching(solver._Model._better))
    monkeypatch.setattr(solver, "_FIRST_COLUMNS", first)
    for seed in range(300, 330):
        world = small_world(seed)
        found = result.best(posed(*world))
        assert found.status == "optimal", seed
        assert levels_of(found) == plan_oracle.by_trying_all(world[-1]), seed


@pytest.mark.parametrize("seed", range(10))
def test_columns_left_out_by_their_reduced_cost_are_never_missed(monkeypatch, seed):
    question = crowded_world(seed)
    monkeypatch.setattr(solver, "_FIRST_COLUMNS", len(question))
    over_all = solver.solve(question).levels
    monkeypatch.setattr(solver, "_FIRST_COLUMNS", 0)
    over_few = solver.solve(question).levels
    assert all(level.proven for level in (*over_all, *over_few))
    assert [level.value for level in over_few] == [level.value for level in over_all]
    assert over_few[0].value == 55


@pytest.mark.parametrize(
    "question",
    [
        *(crowded_world(seed) for seed in range(6)),
        *(drawn_world(400, seed, None, Options(mentor_limit=limit), 15) for seed, limit in ((8, 2), (6, 3), (12, 3))),
        *(crowded_world(seed, introductions=3) for seed in range(6)),
        *(drawn_world(150, seed, "CRCOG", Options(number)) for seed in (1, 2) for number in (4, 10)),
        drawn_world(400, 1, "SCRCOG", Options(10, 1)),
        drawn_world(1_500, 3, "NECCOG", Options(20, 1)),
        *(with_agreements(drawn_world(150, seed, "CRCOG", Options(12)), 2, 20, seed) for seed in (1, 2)),
    ],
)
def test_pairing_of_towns_gives_the_distance_of_the_whole_program(monkeypatch, question):
    """Where nearly all introductions bring points to both towns the last level is put another way, to the same end."""
    paired = solver.solve(question)
    assert solver._Pairing.fits(question, np.isin(np.arange(len(question)), paired.chosen))
    assert len(paired.chosen) == paired.levels[2].value
    monkeypatch.setattr(solver._Pairing, "fits", lambda *_: False)
    whole = solver.solve(question)
    assert [(level.value, level.bound) for level in paired.levels] == [(one.value, one.bound) for one in whole.levels]
    assert all(level.proven for level in paired.levels)


def test_plan_never_holds_more_introductions_than_it_was_asked_for():
    """Two near mentors outside the region bring it as many points as the far one inside, but by one more."""
    listed = [("Stafford", "3.2"), ("New Hartford", "5.4"), ("Bristol", "2.1")]
    asked = [("Canton", "3.2"), ("Canton", "5.4"), ("Farmington", "2.1")]
    found = plan(listed=listed, asked=asked, region="CRCOG", introductions=1)
    assert [one.triple for one in found.introductions] == [Triple("Stafford", "Canton", "3.2")]
    assert (found.status, found.points_gained, found.levels[2].value) == ("optimal", 10, 1)


@pytest.mark.parametrize(
    "question",
    [
        drawn_world(400, 6, None, Options(12), 15),
        drawn_world(400, 8, None, Options(8, 1), 15),
        with_agreements(drawn_world(400, 8, towns=15), 4, 40, 8),
    ],
)
def test_fifteen_towns_equal_the_one_shot_formulation_at_all_four_levels(question):
    """Worlds that the obvious program, with everything in one objective, still settles."""
    sides = (question.mentor, question.mentee, question.action, question.tens)
    options = question.options
    credits, number, tens, _ = plan_oracle.in_one_shot(
        list(zip(*(side.tolist() for side in sides), strict=True)),
        *(question.fresh, question.room, options.introductions, options.mentor_limit),
        locked=np.flatnonzero(question.locked).tolist(),
    )
    found = solver.solve(question)
    assert all(level.proven for level in found.levels)
    assert levels_of(found) == (-5 * credits, -5 * credits, number, tens)
    assert question.locked[found.chosen].sum() == question.locked.sum()


@pytest.mark.parametrize(("seed", "region", "number"), [(1, "SCRCOG", 10), (2, "NECCOG", 20), (3, "RiverCOG", 10)])
def test_few_introductions_bring_a_region_what_the_one_shot_formulation_says(seed, region, number):
    question = drawn_world(400, seed, region, Options(number, 1))
    sides = (question.mentor, question.mentee, question.action, question.tens)
    rows = list(zip(*(side.tolist() for side in sides), strict=True))
    inside = np.where(question.own, question.room, 0)
    credits, *_ = plan_oracle.in_one_shot(rows, question.fresh, inside, number, 1)
    found = solver.solve(question)
    mask = np.isin(np.arange(len(question)), found.chosen)
    gained = solver.credits(question, mask)
    assert found.levels[0].value == found.levels[0].bound == 5 * credits
    assert (5 * gained[question.own].sum(), 5 * gained.sum(), mask.sum()) == tuple(x.value for x in found.levels[:3])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("nearest", [0, 1])
def test_beginning_with_near_candidates_never_misses_a_far_one(monkeypatch, seed, nearest):
    question = drawn_world(400, seed, None, Options(mentor_limit=1 + seed % 3), 15)
    monkeypatch.setattr(solver, "_NEAREST", len(question))
    over_all = solver.solve(question)
    monkeypatch.setattr(solver, "_NEAREST", nearest)
    over_near = solver.solve(question)
    assert all(level.proven for level in (*over_all.levels, *over_near.levels))
    assert [level.value for level in over_near.levels] == [level.value for level in over_all.levels]


def test_few_introductions_need_one_linear_program(monkeypatch):
    """Six that bring points to both towns each are the most, and the fewest: only the distance is left to be solved."""
    asked = []
    relaxed = solver._Model._relaxed
    monkeypatch.setattr(solver._Model, "_relaxed", lambda *given: asked.append(1) or relaxed(*given))
    found = solver.solve(drawn_world(400, 8, None, Options(6), 15))
    assert [level.value for level in found.levels[:3]] == [60, 60, 6]
    assert all(level.proven for level in found.levels)
    assert len(asked) == 1


def test_points_of_a_region_and_of_all_towns_are_settled_by_one_linear_program(monkeypatch):
    """Among the plans that bring the sample's CRCOG most, the first program picks one that brings all towns most."""
    asked = []
    relaxed = solver._Model._relaxed
    monkeypatch.setattr(solver._Model, "_relaxed", lambda *given: asked.append(1) or relaxed(*given))
    source = sources.sample()
    scorecard = scoring.score(source.records, EDITION, sources.SAMPLE_DATE)
    knows = experience.known(source.records, sources.SAMPLE_DATE)
    found = solver.solve(problem.pose(scorecard, knows, "CRCOG", Options(12)))
    assert [level.value for level in found.levels[:3]] == [95, 120, 12]
    assert all(level.proven for level in found.levels)
    assert len(asked) == 2  # the points, and the distance


def _only_from_branching(better):
    def second(model, level, best, value, at):
        from_branching = inspect.stack()[1].function == "_integral"
        return better(model, level, best, value, at) if from_branching else (best, value)

    return second


@pytest.mark.parametrize("seed", range(40))
def test_curve_equals_exhaustive_search_and_the_plans_own_order_reaches_it(seed):
    world = small_world(seed)
    question = posed(*world)
    points = result.curve(question, result.best(question))
    most = plan_oracle.most_by_number(world[-1])
    assert points["exact"].all()
    assert dict(zip(points["introductions"], points["best"], strict=True)) == {
        number: most[number] for number in points["introductions"]
    }
    assert (points["points"] <= points["best"]).all()


def test_curve_of_a_whole_state_takes_one_more_solve_and_no_more(monkeypatch):
    monkeypatch.setattr(solver, "most_points", None)
    source = sources.sample()
    scorecard = scoring.score(source.records, EDITION, sources.SAMPLE_DATE)
    question = problem.pose(scorecard, experience.known(source.records, sources.SAMPLE_DATE), None, Options(150))
    found = result.best(question)
    points = result.curve(question, found)
    assert points["exact"].all()
    assert points["points"].tolist() == points["best"].tolist()
    assert points["points"].iloc[-1] == found.points_gained
    assert points["points"].iloc[10] == 100
    assert result.curve_sentence(found, points).endswith(f" of the {found.points_gained} points.")


@pytest.mark.parametrize("seed", range(40))
def test_gains_of_the_introductions_add_up(seed):
    world = small_world(seed)
    found = result.best(posed(*world))
    gains = world[-1].gains([one.triple for one in found.introductions])
    by_town = {}
    for one in found.introductions:
        by_town[one.mentor] = by_town.get(one.mentor, 0) + one.mentor_gain
        by_town[one.mentee] = by_town.get(one.mentee, 0) + one.mentee_gain
    assert {town: gain for town, gain in by_town.items() if gain} == {t: gain for t, gain in gains.items() if gain}
    assert sum(one.region_gain for one in found.introductions) == found.points_gained
    assert sum(by_town.values()) == found.points_statewide == found.towns["change"].sum()


@pytest.mark.parametrize("seed", range(25))
def test_order_of_the_input_never_changes_the_plan(seed):
    world = small_world(seed)
    first = result.best(posed(*world))
    for shuffled in (1, 2):
        again = result.best(posed(*world, shuffled=shuffled))
        assert [one.triple for one in again.introductions] == [one.triple for one in first.introductions]


def test_order_of_the_samples_rows_never_changes_the_plan():
    source = sources.sample()
    plans = []
    for table in (source.records, source.records.sample(frac=1, random_state=3).reset_index(drop=True)):
        scorecard = scoring.score(table, EDITION, sources.SAMPLE_DATE)
        knows = experience.known(table, sources.SAMPLE_DATE)
        plans.append(result.best(problem.pose(scorecard, knows, None, Options(25)), records=table))
    assert plans[0].introductions == plans[1].introductions


def test_points_equal_the_one_shot_formulation_on_the_sample():
    source = sources.sample()
    scorecard = scoring.score(source.records, EDITION, sources.SAMPLE_DATE)
    knows = experience.known(source.records, sources.SAMPLE_DATE)
    for region in ("SCCOG", "NVCOG"):
        question = problem.pose(scorecard, knows, region, Options(mentor_limit=1))
        own = np.flatnonzero(~question.own)
        room = question.room.copy()
        room[own] = 0  # the one-shot objective knows one region only: its own towns
        rows = list(
            zip(
                *(side.tolist() for side in (question.mentor, question.mentee, question.action, question.tens)),
                strict=True,
            )
        )
        credits, *_ = plan_oracle.in_one_shot(rows, question.fresh, room, None, 1)
        assert result.best(question).points_gained == 5 * credits


def test_points_equal_a_maximum_flow_when_no_mentor_can_gain():
    """Mentors at the maximum earn nothing, so the points are five times a flow from mentors to mentees."""
    full = ["Hartford", "Bristol", "Kent", "Avon"]
    rows = [statement(town, action) for town in full for action in ("9.1", "9.2", "9.3")]
    listed = [(town, action) for n, town in enumerate(full) for action in ("3.2", "3.12", "5.4", "2.1")[n:]]
    asked = [(town, a) for town in ("Canton", "Simsbury", "Granby", "Suffield") for a in ("3.2", "3.12", "5.4", "2.1")]
    graph = nx.DiGraph()
    for mentor, known in listed:
        graph.add_edge("from", mentor, capacity=2)
        for mentee, action in asked:
            if action == known:
                graph.add_edge(mentor, (mentee, action), capacity=1)
    for mentee, action in asked:
        graph.add_edge((mentee, action), mentee, capacity=1)
        graph.add_edge(mentee, "to", capacity=3)
    flow = nx.maximum_flow_value(graph, "from", "to")
    assert flow == 8
    assert plan(rows, listed, asked).points_gained == 5 * flow


def test_two_towns_that_help_each_other_gain_ten_points_each():
    found = plan(listed=[("Avon", "3.2"), ("Canton", "3.12")], asked=[("Avon", "3.12"), ("Canton", "3.2")])
    assert [(one.mentor, one.mentee, one.action, one.mentor_gain, one.mentee_gain) for one in found.introductions] == [
        ("Avon", "Canton", "3.2", 5, 5),
        ("Canton", "Avon", "3.12", 5, 5),
    ]
    assert (found.status, found.points_gained, found.upper_bound) == ("optimal", 20, 20)
    assert found.sentence == (
        "2 introductions bring Connecticut's towns 20 points, the most that any number for the towns planned for can "
        "bring with at most 2 for one mentor."
    )
    assert found.towns.to_dict("records") == [
        {"town": "Avon", "cog": "CRCOG", "before": 0, "after": 10, "change": 10},
        {"town": "Canton", "cog": "CRCOG", "before": 0, "after": 10, "change": 10},
    ]
    assert [(level.name, level.value, level.bound) for level in found.levels] == [
        ("region", 20, 20),
        ("state", 20, 20),
        ("introductions", 2, 2),
        ("distance", 2 * 9.18, 2 * 9.18),
    ]


def test_same_action_for_two_mentees_counts_once_for_the_mentor_and_the_nearer_one_is_credited():
    found = plan(listed=[("Avon", "3.2")], asked=[("Canton", "3.2"), ("Kent", "3.2")])
    assert [(one.mentee, one.mentor_gain, one.mentee_gain) for one in found.introductions] == [
        ("Canton", 5, 5),
        ("Kent", 0, 5),
    ]
    assert found.introductions[1].reasons[2] == (
        "Kent gains 5 points; Avon gains none: other introductions of this plan bring it all that it can gain."
    )


def test_mentor_gains_nothing_for_an_action_that_counts_already():
    found = plan([statement("Avon", "3.2")], asked=[("Canton", "3.2")])
    assert [(one.mentor_gain, one.mentee_gain) for one in found.introductions] == [(0, 5)]
    assert found.introductions[0].reasons == (
        f"Avon has put 3.2 {_title('3.2')} into practice. Implemented with Northampton, MA on June 1, 2023 "
        "(record Avon 3.2).",
        "Avon and Canton are neighbors, 6 miles apart.",
        "Canton gains 5 points; Avon gains none: 3.2 counts for it already.",
    )


def test_mentor_at_the_maximum_gains_nothing_and_still_mentors():
    rows = [statement("Avon", action) for action in ("3.2", "3.12", "5.4")]
    found = plan(rows, [("Avon", "2.1")], [("Canton", "2.1")])
    assert [(one.mentor, one.mentor_gain, one.mentee_gain) for one in found.introductions] == [("Avon", 0, 5)]
    assert found.introductions[0].reasons[2] == (
        "Canton gains 5 points; Avon gains none: it has the maximum of 15 points."
    )


def test_points_of_the_region_come_before_points_statewide():
    """Hartford (CRCOG) and Kent (NHCOG) know the action; only Hartford's gain is the region's."""
    found = plan(listed=[("Hartford", "3.2"), ("Kent", "3.2")], asked=[("Canton", "3.2")], region="CRCOG")
    assert [one.mentor for one in found.introductions] == ["Hartford"]
    assert (found.points_gained, found.points_statewide) == (10, 10)


def test_mentor_may_be_outside_the_region_and_its_gain_is_the_states():
    found = plan(listed=[("Kent", "3.2")], asked=[("Canton", "3.2"), ("Avon", "3.2")], region="CRCOG", introductions=1)
    assert [(one.mentor, one.mentee, one.region_gain) for one in found.introductions] == [("Kent", "Canton", 5)]
    assert (found.points_gained, found.points_statewide) == (5, 10)


def test_old_list_is_no_experience_with_the_actions_of_today():
    table = records(statement("Avon", "3.2", programme_year=2019))
    knows = experience.known(table, APPLICATION_DATE, experience_of([("Canton", "3.2")], year=2020))
    assert knows.current().empty
    assert [*knows.table["numbering"]] == [2018, 2018]


def test_action_that_counts_before_it_is_implemented_is_not_planned_where_an_edition_allows_that():
    edition = replace(EDITION, implementation_required=replace(EDITION.implementation_required, value=False))
    table = records(statement("Canton", "3.2", implemented_on=None))
    knows = experience.known(table, APPLICATION_DATE, experience_of([("Avon", "3.2")]))
    scorecard = scoring.score(table, edition, APPLICATION_DATE)
    asked = needs_of([("Canton", "3.2"), ("Granby", "3.2")])
    found = result.best(problem.pose(scorecard, knows, needs=asked))
    assert [one.mentee for one in found.introductions] == ["Granby"]


# --- nothing to plan --------------------------------------------------------------------------------------


def test_nobody_experienced_is_a_sentence():
    found = plan()
    assert (found.status, found.points_gained, found.introductions) == ("optimal", 0, ())
    assert found.sentence == (
        "No town is known to have put an action into practice by November 22, 2026, so nobody can mentor yet."
    )


def test_every_town_at_the_maximum_is_a_sentence():
    towns = [town for town, cog in places.cog_of().items() if cog == "NECCOG"]
    rows = [statement(town, action) for town in towns for action in ("3.2", "3.12", "5.4")]
    found = plan(rows, [("Avon", "2.1")], region="NECCOG")
    assert (found.status, found.points_gained) == ("optimal", 0)
    assert found.sentence == (
        "Every town in NECCOG has the maximum of 15 points on November 22, 2026; an introduction would add none."
    )


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"introductions": 0}, "The plan may hold no introduction, so it gains no points."),
        ({"mentor_limit": 0}, "A mentor may take on no introduction, so the plan gains no points."),
        ({"mentee_limit": 0}, "A mentee may have no introduction, so the plan gains no points."),
    ],
)
def test_limits_of_zero_are_sentences(limits, sentence):
    found = plan(listed=[("Avon", "3.2")], **limits)
    assert (found.status, found.points_gained, found.introductions, found.sentence) == ("optimal", 0, (), sentence)
    assert result.curve(pose(listed=[("Avon", "3.2")], **limits), found)["points"].tolist() == [0]


def test_need_that_nobody_can_meet_is_a_sentence():
    found = plan(listed=[("Avon", "3.2")], asked=[("Canton", "5.4")])
    assert found.sentence == (
        "No other town is known to have put into practice by November 22, 2026 what a town in Connecticut asked for."
    )


def test_everything_known_or_forbidden_is_a_sentence():
    everywhere = [(town, "3.2") for town in places.towns().index]
    found = plan(listed=everywhere, region="CRCOG")
    assert found.sentence == (
        "No town below the maximum in CRCOG lacks an action that another town is known to have put into practice."
    )


# --- locks, forbids, limits -------------------------------------------------------------------------------

TWO = [("Avon", "3.2"), ("Kent", "3.2")]


def test_locked_introduction_stays_and_is_no_second_time_planned():
    found = plan(listed=TWO, asked=[("Canton", "3.2")], locks=(Triple("kent", "Canton", "3.2"),))
    assert [(one.mentor, one.locked) for one in found.introductions] == [("Kent", True)]
    assert found.introductions[0].reasons[-1] == "It is agreed already."


def test_locked_introduction_stays_even_when_it_gains_nothing():
    rows = [statement("Avon", action) for action in ("9.1", "9.2", "9.3")]
    rows += [statement("Canton", action) for action in ("9.1", "9.2")]
    locks = (Triple("Avon", "Canton", "3.2"), Triple("Avon", "Canton", "5.4"))
    found = plan(rows, [("Avon", "3.2"), ("Avon", "5.4")], [("Canton", "3.2")], locks=locks)
    assert [(one.action, one.mentor_gain, one.mentee_gain) for one in found.introductions] == [
        ("3.2", 0, 5),
        ("5.4", 0, 0),
    ]
    assert found.introductions[1].reasons[2] == (
        "Canton gains none: other introductions bring it to the maximum of 15 points. "
        "Avon gains none: it has the maximum of 15 points."
    )


def test_locked_introduction_needs_no_need():
    found = plan(listed=TWO, asked=[("Granby", "3.2")], locks=(Triple("Avon", "Canton", "3.2"),), introductions=1)
    assert [one.mentee for one in found.introductions] == ["Canton"]


@pytest.mark.parametrize("forbid", [Triple("Avon", "Canton", "3.2"), Triple("Avon", "Canton", "")])
def test_forbidden_pair_is_not_planned(forbid):
    found = plan(listed=TWO, asked=[("Canton", "3.2")], forbids=(forbid,))
    assert [one.mentor for one in found.introductions] == ["Kent"]


def test_forbid_of_another_action_leaves_the_pair():
    found = plan(listed=TWO, asked=[("Canton", "3.2")], forbids=(Triple("Avon", "Canton", "5.4"),))
    assert [one.mentor for one in found.introductions] == ["Avon"]


LOCK = Triple("Avon", "Canton", "3.2")
BOTH = "the same introduction is ruled out. Take one of the two back."
NO_TOWN = "no Connecticut town has this name; a place in another state is written 'Northampton, MA'"
LOCKED = "Avon cannot be agreed as mentor of Canton for 3.2: "


@pytest.mark.parametrize(
    ("options", "rows", "sentence"),
    [
        ({"locks": (LOCK,), "forbids": (LOCK,)}, [], f"{LOCKED}{BOTH}"),
        (
            {"locks": (LOCK,), "forbids": (Triple("Avon", "Canton", ""),)},
            [],
            f"{LOCKED}{BOTH}",
        ),
        (
            {"locks": (LOCK._replace(mentee="Avon"),)},
            [],
            "Avon cannot be agreed as mentor of Avon for 3.2: a town cannot be its own mentor.",
        ),
        ({"locks": (LOCK,), "region": "NHCOG"}, [], f"{LOCKED}Canton is not in NHCOG."),
        (
            {"locks": (LOCK._replace(action="5.4"),)},
            [],
            "Avon cannot be agreed as mentor of Canton for 5.4: nothing shows that Avon knows it on November 22, 2026.",
        ),
        ({"locks": (LOCK,)}, [statement("Canton", "3.2")], f"{LOCKED}Canton knows it already."),
        (
            {"locks": (LOCK,)},
            [statement("Canton", action) for action in ("9.1", "9.2", "9.3")],
            f"{LOCKED}Canton has the maximum of 15 points.",
        ),
        (
            {"locks": (LOCK, LOCK._replace(mentee="Granby")), "introductions": 1},
            [],
            "You marked 2 introductions as agreed but asked for 1: ask for at least 2, or take back what is not "
            "agreed.",
        ),
        (
            {"locks": (LOCK, LOCK._replace(mentee="Granby")), "mentor_limit": 1},
            [],
            "Avon is agreed as mentor for 2 introductions, but the limit for one mentor is 1: raise the limit to 2, or "
            "take back what is not agreed.",
        ),
        (
            {"locks": (LOCK, LOCK._replace(mentor="Kent"))},
            [],
            "Avon and Kent are both agreed as mentor of Canton for 3.2; one is enough. Keep one of them.",
        ),
        ({"introductions": -1}, [], "The number of introductions is -1; it must be 0 or more."),
        ({"mentor_limit": -1}, [], "The limit for one mentor is -1; it must be 0 or more."),
        ({"mentee_limit": -1}, [], "The limit for one mentee is -1; it must be 0 or more."),
        ({"seconds": -1}, [], "The time for each level is -1 seconds; it must be 0 or more."),
        ({"locks": (LOCK._replace(mentor="Avvon"),)}, [], f"'Avvon': {NO_TOWN}. Did you mean Avon?"),
        (
            {"forbids": (LOCK._replace(mentor="Northampton, MA"),)},
            [],
            "'Northampton, MA' is not one of Connecticut's 169 towns.",
        ),
        (
            {"locks": (LOCK._replace(action="99.1"),)},
            [],
            "Action '99.1': there is no category 99 in 2026; categories run from 1 to 13.",
        ),
    ],
)  # fmt: skip
def test_contradictory_locks_and_limits_are_one_line(options, rows, sentence):
    with pytest.raises(UserError) as told:
        pose(rows, TWO, **options)
    assert str(told.value) == sentence


def test_no_time_gives_the_first_plan_with_its_gap_said_plainly():
    found = plan(listed=TWO, asked=[("Canton", "3.2"), ("Granby", "3.2")], seconds=0.0)
    assert found.status == "time limit"
    assert found.points_gained == 20
    assert found.upper_bound == 169 * 15
    # That 4 credits take 2 introductions is counted without a solver.
    assert [level.proven for level in found.levels] == [False, False, True, False]
    assert found.levels[0].gap == 169 * 15 - 20
    assert found.sentence == (
        "2 introductions bring Connecticut's towns 20 points, the best found in the time given; no plan under these "
        "limits brings more than 2535, so it may miss 2515."
    )


@pytest.mark.parametrize(
    ("introductions", "changes", "sentence", "headline"),
    [
        (1, {}, "10 points, the most that one can bring.", "10 points, the most that one can bring."),
        (2, {"mentor_limit": 1}, "20 points, the most that two can bring.", "20 points, the most that two can bring."),
        (
            3,
            {},
            "25 points, the most that three can bring with at most 2 for one mentor.",
            "25 points, the most that three can bring under these limits.",
        ),
        (
            3,
            {"mentor_limit": 2, "mentee_limit": 1, "locks": (LOCK,), "forbids": (LOCK._replace(mentee="Granby"),)},
            "25 points, the most that three can bring with at most 2 for one mentor and 1 for one mentee, with what is "
            "agreed and without what is ruled out.",
            "25 points, the most that three can bring under these limits.",
        ),
        (
            3,
            {"mentor_limit": 3, "asked": [("Bethel", ""), ("Canton", ""), ("Granby", "")]},
            "25 points, the most that three for the towns planned for can bring.",
            "25 points, the most that three can bring under these limits.",
        ),
        (
            3,
            {"mentor_limit": 3, "mentee_limit": 3},
            "25 points, the most that three can bring.",
            "25 points, the most that three can bring.",
        ),
    ],
)
def test_sentence_says_the_most_under_the_limits_that_hold(introductions, changes, sentence, headline):
    """Two towns know one action: the third introduction earns its mentor nothing new."""
    found = plan(listed=TWO, introductions=introductions, **changes)
    assert found.sentence.endswith(sentence)
    assert found.headline.endswith(headline)


def test_levels_that_were_not_settled_are_each_said():
    question = drawn_world(600, 0, "MetroCOG", Options(None, 1, seconds=0.0))
    found = result.best(question)
    assert [level.proven for level in found.levels] == [True, False, True, False]
    assert found.sentence.endswith(
        "; whether more points for other regions or shorter distances are possible was not settled in the time given."
    )
    second = found.levels[1]
    assert result.level_sentence(found, second) == (
        f"Points of all towns: {second.value:,.0f}. The time did not suffice to settle this: more may be possible, but "
        f"nothing beyond {second.bound:,.0f}."
    )


@pytest.mark.parametrize("seed", range(30))
def test_first_plan_breaks_no_rule(seed):
    world = small_world(seed)
    question = posed(*world)
    chosen = [question.triple(c) for c in np.flatnonzero(solver.first_plan(question))]
    assert world[-1].allowed(chosen)


# --- afterwards -------------------------------------------------------------------------------------------


def test_comparison_says_what_changed():
    first = plan(listed=TWO, asked=[("Canton", "3.2")])
    second = plan(listed=TWO, asked=[("Canton", "3.2"), ("Granby", "3.2")], forbids=(LOCK,))
    compared = result.compare(first, second)
    assert compared.dropped == (Triple("Avon", "Canton", "3.2"),)
    assert compared.added == (Triple("Avon", "Granby", "3.2"), Triple("Kent", "Canton", "3.2"))
    assert (compared.points, compared.introductions, compared.kept) == (10, 1, ())
    assert compared.sentence.startswith(
        "2 new introductions, 1 left out, 0 the same; 10 more points, 1 introduction more, "
    )
    assert result.compare(first, first).sentence == "The plan is the same as before."


def test_planned_records_are_valid_marked_and_score_nothing_until_implemented():
    found = plan(listed=TWO, asked=[("Canton", "3.2"), ("Granby", "3.2")])
    made = result.as_records(found, APPLICATION_DATE)
    reading = readers.read("planned.csv", schema.to_csv(made))
    assert (reading.accepted, reading.quarantined) == (2, 0)
    assert [*made["notes"]] == ["Planned introduction, not begun yet."] * 2
    scorecard = scoring.score(made, EDITION, APPLICATION_DATE)
    assert set(scorecard.claims["verdict"]) == {"not_implemented"}
    assert scorecard.towns["points"].sum() == 0
    done = made.assign(implemented_on=made["started"])
    assert scoring.score(done, EDITION, APPLICATION_DATE).towns["points"].sum() == found.points_statewide == 20


def test_introductions_that_were_kept_as_records_are_not_planned_again():
    listed, asked = experience_of(TWO), needs_of([("Canton", "3.2"), ("Granby", "3.2")])

    def planned_with(kept, **options):
        scorecard = scoring.score(kept, EDITION, APPLICATION_DATE)
        knows = experience.known(kept, APPLICATION_DATE, listed)
        return result.best(problem.pose(scorecard, knows, None, Options(**options), asked, kept))

    first = planned_with(records())
    kept = result.as_records(first, APPLICATION_DATE)
    assert len(first.introductions) == 2
    assert planned_with(kept).introductions == ()
    begun = planned_with(records_planned.begun(kept))
    assert (begun.introductions, begun.kept, begun.begun) == ((), 2, 2)
    unmarked = kept.assign(notes="")  # a mentorship like any other: the written definition does not leave it out
    assert len(planned_with(unmarked).introductions) == 2
    assert [one.mentee for one in planned_with(kept.head(1)).introductions] == [kept["mentee"].iloc[1]]
    with pytest.raises(UserError, match=r"Canton and 3\.2 have a planned introduction already\."):
        planned_with(kept, locks=tuple(one.triple for one in first.introductions))


def plan_beside(*kept, rows=(), listed=TWO, asked=None, region=None, **options):
    """The plan for a store that holds introductions of an earlier plan."""
    table = records(*rows, *kept)
    scorecard = scoring.score(table, EDITION, APPLICATION_DATE)
    knows = experience.known(table, APPLICATION_DATE, experience_of(listed))
    asked = None if asked is None else needs_of(asked)
    return result.best(problem.pose(scorecard, knows, region, Options(**options), asked, table))


def test_kept_introduction_takes_one_off_its_mentors_limit():
    kept = planned(0, "Avon", "Canton", "3.2")
    assert [one.mentor for one in plan_beside(kept, listed=TWO[:1], asked=[("Granby", "3.2")]).introductions] == [
        "Avon"
    ]
    full = plan_beside(kept, listed=TWO[:1], asked=[("Granby", "3.2")], mentor_limit=1)
    assert (full.introductions, full.kept) == ((), 1)
    assert full.sentence == "Every town that could mentor has its limit of 1 with planned introductions."
    with pytest.raises(UserError) as told:
        plan_beside(kept, asked=[("Granby", "3.2")], mentor_limit=1, locks=(Triple("Avon", "Granby", "3.2"),))
    assert str(told.value) == (
        "Avon is agreed as mentor for 1 introduction beside 1 planned, but the limit for one mentor is 1: raise the "
        "limit to 2, or take back what is not agreed."
    )


def test_points_that_a_kept_introduction_will_bring_are_not_gained_again():
    kept = planned(0, "Avon", "Canton", "3.2")
    found = plan_beside(kept, listed=TWO[:1], asked=[("Granby", "3.2")])
    (only,) = found.introductions
    assert (only.mentor_gain, only.mentee_gain, found.points_gained) == (0, 5, 5)
    assert only.reasons[2] == (
        "Granby gains 5 points; Avon gains none: a planned introduction brings it the points of 3.2."
    )
    more = plan_beside(kept, listed=[("Avon", "3.2"), ("Avon", "5.4")], asked=[("Granby", "5.4")])
    assert more.towns.to_dict("records") == [
        {"town": "Avon", "cog": "CRCOG", "before": 5, "after": 10, "change": 5},
        {"town": "Granby", "cog": "CRCOG", "before": 0, "after": 5, "change": 5},
    ]


def test_kept_introduction_fills_the_room_of_both_towns():
    rows = [statement(town, action) for town in ("Avon", "Canton") for action in ("9.1", "9.2")]
    kept, listed = planned(0, "Avon", "Canton", "3.2"), [("Avon", "3.2"), ("Avon", "5.4")]
    found = plan_beside(kept, rows=rows, listed=listed, asked=[("Canton", "5.4"), ("Granby", "5.4")])
    assert [(one.mentee, one.mentor_gain, one.mentee_gain) for one in found.introductions] == [("Granby", 0, 5)]
    assert found.introductions[0].reasons[2] == (
        "Granby gains 5 points; Avon gains none: it has, with the planned introductions, the maximum of 15 points."
    )
    with pytest.raises(UserError, match=r"Canton has, with the planned introductions, the maximum of 15 points\."):
        plan_beside(kept, rows=rows, listed=listed, locks=(Triple("Avon", "Canton", "5.4"),))


def test_planned_record_that_was_implemented_or_ended_is_no_longer_counted_in():
    asked = [("Canton", "3.2"), ("Granby", "3.2")]
    done = plan_beside(planned(0, "Avon", "Canton", "3.2", implemented_on=APPLICATION_DATE), asked=asked)
    assert (done.kept, [one.mentee for one in done.introductions]) == (0, ["Granby"])
    ended = plan_beside(planned(0, "Avon", "Canton", "3.2", last_active=date(2026, 11, 21)), asked=asked)
    assert (ended.kept, len(ended.introductions)) == (0, 2)
    until_today = plan_beside(planned(0, "Avon", "Canton", "3.2", last_active=APPLICATION_DATE), asked=asked)
    assert (until_today.kept, len(until_today.introductions)) == (1, 1)


def test_needs_that_planned_introductions_cover_are_said_to_be_planned():
    kept = [planned(0, "Avon", "Canton", "3.2"), planned(1, "Kent", "Granby", "3.2")]
    needs = [("Canton", "3.2"), ("Granby", "3.2")]
    both = plan_beside(*kept, asked=needs)
    assert both.sentence == "Each of the 2 needs of towns in Connecticut has a planned introduction already."
    assert plan_beside(*kept, asked=needs[:1], region="CRCOG").sentence == (
        "The one need of a town in CRCOG has a planned introduction already."
    )
    assert plan_beside(*kept, asked=needs, region="SCCOG").sentence == "No town in SCCOG has asked for help."


def test_needs_that_no_introduction_can_meet_are_told_apart():
    rows = [statement("Granby", action) for action in ("9.1", "9.2", "9.3")]
    asked = [("Canton", "3.2"), ("Granby", "3.2"), ("Avon", "3.2"), ("Bolton", "5.4"), ("Suffield", "3.2")]
    forbids = (Triple("Avon", "Suffield", ""), Triple("Kent", "Suffield", "3.2"))
    found = plan_beside(planned(0, "Avon", "Canton", "3.2"), rows=rows, asked=asked, forbids=forbids)
    assert found.sentence == (
        "No new introduction can meet a need of a town in Connecticut on November 22, 2026: of 5, 1 has a planned "
        "introduction; 1 is of a town at the maximum; 1 is for what the town knows or has points for; 1 asks for what "
        "no other town is known to know; 1 has only mentors that are ruled out or at their limit."
    )


def test_one_need_that_no_introduction_can_meet_is_told_alone():
    known = plan(listed=[("Avon", "3.2"), ("Canton", "3.2")], asked=[("Canton", "3.2")])
    assert known.sentence == (
        "No new introduction can meet the one need of a town in Connecticut on November 22, 2026: it is for what the "
        "town knows or has points for."
    )


def test_without_needs_what_is_planned_or_ruled_out_is_said_beside():
    rows = [statement(town, "3.2") for town in places.cog_of() if town not in ("Avon", "Canton", "Granby")]
    kept, listed = planned(0, "Avon", "Canton", "3.2"), [("Avon", "3.2")]
    lacks = "No town below the maximum in Connecticut lacks an action that another town is known to have put into "
    forbids = [Triple(town, "Granby", "") for town in places.cog_of() if town != "Granby"]
    assert plan_beside(kept, rows=rows, listed=listed, forbids=tuple(forbids)).sentence == (
        f"{lacks}practice, beside those that it has a planned introduction for and what was ruled out."
    )


def test_mentee_with_more_introductions_than_it_can_count_is_named():
    listed = [("Avon", "3.2"), ("Kent", "3.12"), ("Salisbury", "5.4"), ("Sharon", "2.1"), ("Canaan", "2.2")]
    posed = pose((), listed, [("Berlin", "")])
    found = result.best(posed)
    assert len(found.introductions) == 5
    assert result.crowded_sentence(posed, found) == (
        "Berlin has 5 introductions but can count only 3 more actions. Any beyond that bring points only to "
        "mentors: set a limit for one mentee, rule some out, or ask for fewer."
    )
    few = pose((), listed, [("Berlin", "")], introductions=3)
    assert result.crowded_sentence(few, result.best(few)) == ""


def test_limit_for_one_mentee_holds_with_what_was_planned_before():
    listed = [("Avon", "3.2"), ("Kent", "3.12"), ("Salisbury", "5.4"), ("Sharon", "2.1"), ("Canaan", "2.2")]
    asked = [("Berlin", ""), ("Granby", "5.4")]
    for limit, berlin in ((None, 4), (3, 3), (1, 1)):
        posed_now = pose((), listed, asked, mentee_limit=limit)
        found = result.best(posed_now)
        assert found.status == "optimal"
        assert Counter(one.mentee for one in found.introductions) == {"Berlin": berlin, "Granby": 1}
        assert bool(result.crowded_sentence(posed_now, found)) == (limit is None)
    kept = planned(0, "Avon", "Berlin", "3.2")
    beside = plan_beside(kept, listed=listed, asked=asked[:1], mentee_limit=2)
    assert [one.mentee for one in beside.introductions] == ["Berlin"]
    full = plan_beside(kept, listed=listed, asked=asked[:1], mentee_limit=1)
    assert full.sentence == "Every town that could be mentored has its limit of 1 with planned introductions."
    with pytest.raises(UserError) as told:
        plan_beside(kept, listed=listed, mentee_limit=1, locks=(Triple("Kent", "Berlin", "3.12"),))
    assert str(told.value) == (
        "Berlin is agreed as mentee for 1 introduction beside 1 planned, but the limit for one mentee is 1: raise the "
        "limit to 2, or take back what is not agreed."
    )


@pytest.mark.parametrize("seed", range(6))
def test_limit_for_one_mentee_holds_where_towns_are_paired_and_in_the_first_plan(seed, monkeypatch):
    """The most of a region's towns that one introduction each can bring: no plan gives a mentee two."""
    question = drawn_world(400, seed, None, Options(mentee_limit=1), 15)
    assert np.bincount(question.mentee[solver.first_plan(question)]).max() == 1
    found = solver.solve(question)
    assert np.bincount(question.mentee[found.chosen]).max() == 1
    monkeypatch.setattr(solver._Pairing, "fits", lambda *_: False)
    assert [(level.value, level.bound) for level in solver.solve(question).levels] == [
        (level.value, level.bound) for level in found.levels
    ]


def test_kept_introductions_are_said_for_the_regions_towns():
    kept = [
        planned(0, "Avon", "Kent", "3.2"),
        planned(1, "Kent", "Canton", "5.4"),
        planned(2, "Kent", "Salisbury", "5.4"),
    ]
    assert [plan_beside(*kept, region=region).kept for region in ("CRCOG", "NHCOG", "SCCOG", None)] == [2, 3, 0, 3]
    assert result.kept_sentence(plan_beside(*kept)) == ("3 introductions are planned already and are counted in.")
    assert result.kept_sentence(plan_beside(kept[0])) == "1 introduction is planned already and is counted in."
    assert result.kept_sentence(plan_beside()) == ""
    begun = planned(0, "Avon", "Kent", "3.2", notes=records_planned.BEGUN)
    assert result.kept_sentence(plan_beside(begun)) == "1 introduction of an earlier plan has begun and is counted in."
    assert result.kept_sentence(plan_beside(begun, *kept[1:])) == (
        "3 introductions of earlier plans are counted in: 2 planned, 1 begun."
    )


@pytest.mark.parametrize("number", [1, 3])
def test_saying_that_an_introduction_has_begun_changes_nothing_in_the_plan(number):
    kept = [planned(0, "Avon", "Canton", "3.2"), planned(1, "Kent", "Salisbury", "5.4")]
    begun = records_planned.begun(records(*kept)).to_dict("records")
    listed, asked = [*TWO, ("Kent", "5.4")], [(town, "") for town in ("Canton", "Granby", "Salisbury")]
    before, after = (plan_beside(*rows, listed=listed, asked=asked, introductions=number) for rows in (kept, begun))
    assert after.introductions == before.introductions
    assert after.towns.equals(before.towns)
    assert (before.begun, after.begun, after.kept) == (0, 2, 2)


def test_what_a_planned_introduction_brings_a_town_is_not_said_to_count_already():
    table = records(planned(0, "Canton", "Granby", "3.2"))
    scorecard = scoring.score(table, EDITION, APPLICATION_DATE)
    knows = experience.known(table, APPLICATION_DATE, experience_of(TWO))
    said = problem.impossible(scorecard, knows, None, (LOCK,), table)
    assert said == {LOCK: f"{LOCKED}a planned introduction brings Canton its points."}


def test_agreed_introductions_that_are_no_longer_possible_are_told_apart():
    table = records(statement("Canton", "3.2"))
    scorecard = scoring.score(table, EDITION, APPLICATION_DATE)
    knows = experience.known(table, APPLICATION_DATE, experience_of(TWO))
    asked = (LOCK, LOCK._replace(mentee="Granby"))
    assert problem.impossible(scorecard, knows, None, asked, table) == {LOCK: f"{LOCKED}Canton knows it already."}


def test_when_all_is_implemented_scoring_gives_exactly_the_points_of_the_plan():
    source = sources.sample()
    scorecard = scoring.score(source.records, EDITION, sources.SAMPLE_DATE)
    knows = experience.known(source.records, sources.SAMPLE_DATE)
    found = result.best(problem.pose(scorecard, knows, "RiverCOG", Options(20)))
    made = result.as_records(found, sources.SAMPLE_DATE)
    both = pd.concat([source.records, made.assign(implemented_on=made["started"])], ignore_index=True)
    after = scoring.score(both, EDITION, sources.SAMPLE_DATE).towns["points"]
    assert (after - scorecard.towns["points"]).sum() == found.points_statewide
    assert {row.town: row.after for row in found.towns.itertuples()} == {
        town: points for town, points in after.items() if points != scorecard.towns["points"][town]
    }


def test_every_reason_of_the_samples_plan_can_be_rebuilt_from_the_records():
    """Names, days, numbers and gains in the sentences, read back out of them and looked up by other means."""
    source, day = sources.sample(), pd.Timestamp(sources.SAMPLE_DATE)
    table = source.records.set_index("record_id")
    scorecard = scoring.score(source.records, EDITION, sources.SAMPLE_DATE)
    knows = experience.known(source.records, sources.SAMPLE_DATE)
    free = problem.pose(scorecard, knows, "CRCOG", Options(), records=source.records)
    lock = result.best(free).introductions[0].triple
    asking = needs_of([(one.mentee, "") for one in result.best(free).introductions[:9]]).assign(note="no staff.")
    posed = problem.pose(scorecard, knows, "CRCOG", Options(locks=(lock,)), records=source.records)
    found = result.best(posed, asking, source.records)
    assert len(found.introductions) > 50
    counting = scorecard.claims[scorecard.claims["verdict"] == "counts"]
    kinds = set()
    for one in found.introductions:
        knowing, near, gains, *more = one.reasons
        implemented = re.findall(r"Implemented with (.+?) on (\w+ \d+, \d+) \(record (\w+)\)", knowing)
        assert knowing.startswith(f"{one.mentor} has put {actions.label(one.action, 2026)} into practice. ")
        assert implemented
        for partner, when, name in implemented:
            row = table.loc[name]
            assert ({one.mentor, partner}, one.action) == ({row["mentor"], row["mentee"]}, row["action"])
            assert row["implemented_on"] <= day
            assert when == words.day(row["implemented_on"])
        miles = round(round(places.distance_km(one.mentor, one.mentee), 2) / 1.609344)
        assert f"{miles} miles apart" in near
        assert ("neighbors" in near) == (one.mentee in places.neighbours(one.mentor))
        if one.mentor_gain and one.mentee_gain:
            assert gains == f"{one.mentor} and {one.mentee} gain 5 points each."
        elif one.mentee_gain:
            assert gains.startswith(f"{one.mentee} gains 5 points; {one.mentor} gains none: ")
            own = counting[counting["town"] == one.mentor]
            why = gains.split(": ", 1)[1]
            assert ("counts for it already" in why) == (len(own) < 3 and one.action in set(own["action"])), gains
            assert ("it has the maximum of 15 points" in why) == (len(own) == 3), gains
        else:
            _rebuild_gain_of_none_for_the_mentee(one, gains, scorecard)
        asked = one.mentee in set(asking["town"])
        assert (f"{one.mentee} asked for help with any action: no staff." in more) == asked
        assert ("It is agreed already." in more) == (one.triple == lock)
        pairs = zip(table["mentor"], table["mentee"], strict=True)
        both = source.records[[set(pair) == {one.mentor, one.mentee} for pair in pairs]]
        both = both[both["started"] <= day]
        told = [reason for reason in more if "worked together before" in reason]
        assert bool(told) == bool(len(both))
        named = re.findall(r"\(record (\w+)\)", " ".join(told))
        assert named == both.sort_values(["started", "record_id"])["record_id"].tolist()[:3]
        kinds |= {kind for kind, held in (("together", told), ("asked", asked), ("alone", not one.mentor_gain)) if held}
    assert kinds == {"together", "asked", "alone"}


def _rebuild_gain_of_none_for_the_mentee(one, gains, scorecard):
    """The sentences where the mentee gains nothing, from the gains themselves and today's claims."""
    none = f"{one.mentee} gains none: other introductions bring it to the maximum of 15 points"
    if one.mentor_gain:
        assert gains == f"{one.mentor} gains {one.mentor_gain} points; {none}."
        return
    own = scorecard.claims[(scorecard.claims["verdict"] == "counts") & (scorecard.claims["town"] == one.mentor)]
    why = (
        "it has the maximum of 15 points"
        if len(own) == 3
        else f"{one.action} counts for it already"
        if one.action in set(own["action"])
        else "other introductions of this plan bring it all that it can gain"
    )
    assert gains == f"{none}. {one.mentor} gains none: {why}."


def test_every_kind_of_sentence_about_gains_needs_and_planned_ones_can_be_rebuilt_from_the_sample():
    """A region whose one needy town asks for all it can get, beside what an earlier plan began, all agreed but one."""
    source = sources.sample()
    scorecard = scoring.score(source.records, EDITION, sources.SAMPLE_DATE)
    knows = experience.known(source.records, sources.SAMPLE_DATE)
    first = result.best(problem.pose(scorecard, knows, "CRCOG", Options(8), records=source.records))
    earlier = result.as_records(first, sources.SAMPLE_DATE)
    table = pd.concat([source.records, earlier], ignore_index=True)
    promised = {(town, row.action) for row in earlier.itertuples() for town in (row.mentor, row.mentee)}
    today = scorecard.towns["points"]
    coming = Counter(town for town, _ in promised)
    counting = scorecard.claims[scorecard.claims["verdict"] == "counts"]
    counts = set(zip(counting["town"], counting["action"], strict=True))
    asking = needs_of([("Berlin", ""), ("Hebron", ""), ("Bolton", "")])
    posed_now = problem.pose(scorecard, knows, "CRCOG", Options(mentor_limit=9), asking, table)
    locks = tuple(posed_now.triple(at) for at in _one_for_each_pair_of_mentee_and_action(posed_now))
    posed_now = problem.pose(scorecard, knows, "CRCOG", Options(mentor_limit=99, locks=locks), asking, table)
    wanted = next(lock.action for lock in locks if lock.mentee == "Berlin")
    asking = pd.concat([asking, needs_of([("Berlin", wanted)]).assign(note="soon")], ignore_index=True)
    found = result.best(posed_now, asking, table)
    assert {one.triple for one in found.introductions} >= set(locks)
    kinds, gained = set(), Counter()
    for one in found.introductions:
        gained.update({one.mentor: one.mentor_gain, one.mentee: one.mentee_gain})
    for one in found.introductions:
        gains = one.reasons[2]
        now = today[one.mentor] + 5 * coming[one.mentor]
        if one.mentor_gain and one.mentee_gain:
            kinds.add("both")
            assert gains == f"{one.mentor} and {one.mentee} gain 5 points each."
            continue
        if one.mentor_gain:
            kinds.add("only the mentor")
            assert gains.startswith(f"{one.mentor} gains 5 points; {one.mentee} gains none: other introductions bring")
        else:
            why = gains.removesuffix(".").split(f"{one.mentor} gains none: ")[1]
            kinds.add(why.replace(one.action, "ACTION"))
            if now >= 15:
                with_what = ", with the planned introductions," if coming[one.mentor] else ""
                assert why == f"it has{with_what} the maximum of 15 points"
            elif (one.mentor, one.action) in promised:
                assert why == f"a planned introduction brings it the points of {one.action}"
            elif (one.mentor, one.action) in counts:
                assert why == f"{one.action} counts for it already"
            else:
                assert why == "other introductions of this plan bring it all that it can gain"
                same = [x for x in found.introductions if (x.mentor, x.action) == (one.mentor, one.action)]
                assert now + gained[one.mentor] == 15 or sum(x.mentor_gain for x in same) == 5
        if not one.mentee_gain:
            kinds.add("not the mentee")
            assert today[one.mentee] + 5 * coming[one.mentee] + gained[one.mentee] == 15
        wishes = [reason for reason in one.reasons if "asked for help" in reason]
        exact = (one.mentee, one.action) == ("Berlin", wanted)
        assert wishes == [
            *([f"Berlin asked for help with action {wanted}: soon."] if exact else []),
            f"{one.mentee} asked for help with any action.",
        ]
    assert kinds == {
        "both",
        "only the mentor",
        "not the mentee",
        "it has the maximum of 15 points",
        "it has, with the planned introductions, the maximum of 15 points",
        "a planned introduction brings it the points of ACTION",
        "ACTION counts for it already",
        "other introductions of this plan bring it all that it can gain",
    }


def _one_for_each_pair_of_mentee_and_action(posed_now):
    """Of every mentee's every action the nearest mentor."""
    nearest = {}
    for at in np.lexsort((posed_now.tens,)):
        nearest.setdefault((int(posed_now.mentee[at]), int(posed_now.action[at])), int(at))
    return [*nearest.values()]


def test_table_has_a_row_an_introduction():
    found = plan(listed=TWO, asked=[("Canton", "3.2")])
    row = result.as_table(found).iloc[0]
    assert (row["mentor"], row["mentor_cog"], row["mentee"], row["mentee_cog"], row["km"]) == (
        "Avon", "CRCOG", "Canton", "CRCOG", 9.18,
    )  # fmt: skip
    assert (row["mentor_gain"], row["mentee_gain"], bool(row["locked"]), row["title"]) == (5, 5, False, _title("3.2"))


def _title(action):
    return actions.title(action, 2026)
