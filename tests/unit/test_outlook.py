"""The points to come are what scoring gives on each later day; a next step is worth what it says."""

from datetime import date, timedelta

import pytest
from builders import record, record_lists, records
from hypothesis import given, settings

from sct_dash import outlook, rulebook, scoring

TODAY = date(2026, 11, 1)
EDITION = rulebook.edition("2024")


def points_on(rows, day):
    return scoring.score(records(*rows), EDITION, day).towns["points"]


def told(rows, today=TODAY):
    return outlook.forecast(scoring.score(records(*rows), EDITION, today))


def test_a_claim_last_active_three_years_ago_today_is_lost_tomorrow():
    table = told(
        [record(mentor="Avon", mentee="Canton", last_active=date(2023, 11, 1), implemented_on=date(2023, 6, 1))]
    )
    assert table[["town", "date", "before", "after", "lost", "gained"]].to_dict("records") == [
        {"town": "Avon", "date": date(2026, 11, 2), "before": 5, "after": 0, "lost": "3.12", "gained": ""},
        {"town": "Canton", "date": date(2026, 11, 2), "before": 5, "after": 0, "lost": "3.12", "gained": ""},
    ]


def test_a_claim_that_is_still_active_is_never_lost():
    assert told([record(last_active=None)]).empty


def test_a_claim_implemented_later_is_gained_on_that_day():
    table = told([record(mentor="Avon", mentee="Canton", last_active=None, implemented_on=date(2027, 2, 1))])
    assert [tuple(row) for row in table[["town", "date", "before", "after"]].itertuples(index=False)] == [
        ("Avon", date(2027, 2, 1), 0, 5),
        ("Canton", date(2027, 2, 1), 0, 5),
    ]


def test_a_fourth_action_steps_in_when_one_lapses_so_nothing_is_lost():
    rows = [record(mentor="Avon", mentee="Canton", action=f"3.{n}", last_active=None) for n in (1, 2, 3)]
    rows.append(record(mentor="Avon", mentee="Canton", action="3.4", last_active=date(2024, 1, 1)))
    assert told(rows).empty


def test_losses_leave_out_gains_and_what_comes_after_the_horizon():
    rows = [
        record(mentor="Avon", mentee="Canton", last_active=date(2024, 3, 1), implemented_on=date(2023, 6, 1)),
        record(mentor="Bolton", mentee="Vernon", last_active=date(2025, 3, 1), implemented_on=date(2023, 6, 1)),
        record(mentor="Essex", mentee="Lyme", last_active=None, implemented_on=date(2027, 2, 1)),
    ]
    assert list(outlook.losses(told(rows), date(2027, 5, 1))["town"]) == ["Avon", "Canton"]


@settings(max_examples=60, deadline=None)
@given(rows=record_lists())
def test_forecast_says_what_scoring_gives_on_every_day_of_change_and_between(rows):
    table = told(rows)
    now = points_on(rows, TODAY)
    days = sorted({d + timedelta(shift) for d in table["date"] for shift in (-1, 0)})[:8]
    for day in days:
        expected = now.copy()
        for change in table[table["date"] <= day].itertuples():
            expected[change.town] = change.after
        assert expected.equals(points_on(rows, day)), day


def test_next_steps_name_what_is_missing_the_nearest_first():
    rows = [
        record(record_id="W", mentor="Bolton", mentee="Avon", action="3.1", support="webinar", implemented_on=None),
        record(record_id="L", mentor="Vernon", mentee="Avon", action="3.2", last_active=date(2023, 10, 31),
               implemented_on=date(2023, 6, 1)),
        record(record_id="C", mentor="Essex", mentee="Avon", action="3.4"),
        record(record_id="D", mentor="Lyme", mentee="Avon", action="3.4", implemented_on=None),
    ]  # fmt: skip
    steps = outlook.next_steps(scoring.score(records(*rows), EDITION, TODAY), "Avon")
    assert [str(step) for step in steps] == [
        "Vernon's help to Avon with action 3.2: take the mentorship up again.",
        "Bolton's help to Avon with action 3.1: follow up with a presentation and discussion or with staff time, then "
        "Avon implements the action.",
    ]


CURES = {"L": {"last_active": None}, "W": {"support": "presentation"}, "N": {"implemented_on": TODAY}}


@pytest.mark.parametrize(
    ("record_id", "fault"),
    [
        ("L", {"last_active": date(2023, 10, 31), "implemented_on": date(2023, 6, 1)}),
        ("W", {"support": "webinar"}),
        ("N", {"implemented_on": None}),
    ],
)
def test_doing_what_a_step_says_brings_the_points_it_is_worth(record_id, fault):
    ill = record(record_id=record_id, mentor="Bolton", mentee="Avon") | fault
    (step,) = outlook.next_steps(scoring.score(records(ill), EDITION, TODAY), "Avon")
    gained = points_on([ill | CURES[record_id]], TODAY)["Avon"] - points_on([ill], TODAY)["Avon"]
    assert (len(step.changes), step.points) == (1, gained) == (1, 5)


def test_a_town_at_the_maximum_has_no_next_step():
    rows = [record(mentor="Avon", mentee="Canton", action=f"3.{n}") for n in (1, 2, 3)]
    rows.append(record(mentor="Avon", mentee="Canton", action="3.4", implemented_on=None))
    assert outlook.next_steps(scoring.score(records(*rows), EDITION, TODAY), "Avon") == ()


def test_compare_lists_only_towns_whose_points_change_the_largest_loss_first():
    rows = [
        record(mentor="Avon", mentee="Canton", action="3.1", last_active=date(2024, 1, 1)),
        record(mentor="Avon", mentee="Bolton", action="3.2", last_active=date(2024, 1, 1)),
        record(mentor="Vernon", mentee="Essex", action="3.3", implemented_on=date(2027, 1, 1)),
    ]
    now, then = (scoring.score(records(*rows), EDITION, day) for day in (TODAY, date(2027, 6, 1)))
    table = outlook.compare(now, then)
    assert [tuple(row) for row in table[["town", "change"]].itertuples(index=False)] == [
        ("Avon", -10), ("Bolton", -5), ("Canton", -5), ("Essex", 5), ("Vernon", 5),
    ]  # fmt: skip
    assert list(outlook.compare(now, then, "RiverCOG")["town"]) == ["Essex"]


def test_what_to_keep_is_only_what_would_really_cost_points():
    lapsing = {"last_active": date(2024, 1, 31), "implemented_on": date(2023, 6, 1)}
    alone = record(record_id="A", mentor="Avon", mentee="Canton", action="3.1") | lapsing
    covered = record(record_id="B", mentor="Avon", mentee="Essex", action="3.2", mentor_documented=True) | lapsing
    cover = record(record_id="C", mentor="Avon", mentee="Lyme", action="3.2")
    card = scoring.score(records(alone, covered, cover), EDITION, TODAY)
    losses = outlook.losses(outlook.forecast(card), date(2027, 5, 1))
    assert [claim.record_id for claim in outlook.to_keep(card, losses, "Avon")] == ["A"]
