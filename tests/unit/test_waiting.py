"""What waits only for a town to document its part: held against scoring, and said with its own numbers."""

from datetime import date

import pytest
from builders import APPLICATION_DATE, record, record_lists, records
from hypothesis import given, settings

from sct_dash import rulebook, scoring, waiting
from sct_dash.records import schema
from sct_dash.records.source import Source
from sct_dash.snapshot import take

EDITION = rulebook.edition_on(APPLICATION_DATE)
AVON = record(record_id="R1", mentor="Avon", mentee="Canton", last_active=date(2025, 3, 1))
ESSEX = record(record_id="R2", mentor="Essex", mentee="Lyme", action="5.4")


def snapshot(*rows, region=None):
    table = records(*rows)
    return take(Source("x", table, schema.version(table)), EDITION, APPLICATION_DATE, region)


def parts(*rows):
    found = waiting.claims(scoring.score(records(*rows), EDITION, APPLICATION_DATE))
    return {(claim.record_id, claim.role) for claim in found.itertuples()}


@settings(max_examples=30, deadline=None, derandomize=True)
@given(record_lists(largest=7))
def test_what_waits_is_exactly_what_would_be_ready_once_it_is_documented(rows):
    ready = scoring.score(records(*rows), EDITION, APPLICATION_DATE).towns["ready_points"]
    gains = set()
    for place, row in enumerate(rows):
        for role in scoring.ROLES:
            done = [*rows[:place], row | {f"{role}_documented": True}, *rows[place + 1 :]]
            then = scoring.score(records(*done), EDITION, APPLICATION_DATE).towns["ready_points"]
            if (then > ready).any():
                gains.add((row["record_id"], role))
    assert parts(*rows) == gains


def test_fourth_action_waits_as_well_while_one_of_three_is_not_documented():
    rows = [
        record(record_id=f"R{n}", mentor="Northampton, MA", action=action, mentee_documented=n < 3)
        for n, action in enumerate(("3.1", "3.2", "5.4", "5.8"), 1)
    ]
    assert parts(*rows) == {("R3", "mentee"), ("R4", "mentee")}
    assert parts(*(row | {"mentee_documented": row["record_id"] != "R4"} for row in rows)) == set()


def test_mentorships_come_as_they_lapse_and_those_that_count_only_in_anothers_place_last():
    again = AVON | {"record_id": "R3", "mentor": "Berlin", "last_active": date(2024, 12, 1)}
    done = record(record_id="R4", mentor="Kent", mentee="Sharon", mentor_documented=True, mentee_documented=True)
    found = waiting.mentorships(snapshot(ESSEX, done, again, AVON))
    assert found["record_id"].tolist() == ["R3", "R1", "R2"]
    assert found["counts"].tolist() == [True, True, True]  # Berlin's and Avon's parts count, Canton's once
    assert found["until"].dt.date.tolist()[:2] == [date(2027, 12, 1), date(2028, 3, 1)]
    assert found["until"].isna().tolist() == [False, False, True]
    assert found["waits_for"].tolist() == ["Berlin and Canton", "Avon and Canton", "Essex and Lyme"]
    again = again | {"mentor": "Northampton, MA"}
    found = waiting.mentorships(snapshot(ESSEX, again, AVON))
    assert (found["record_id"].tolist(), found["counts"].tolist()) == (["R1", "R2", "R3"], [True, True, False])
    assert waiting.finding(snapshot(ESSEX, again, AVON)).startswith("20 points wait only for the documentation of 4 ")


def test_only_parts_of_the_region_or_of_the_town_are_waited_for():
    far = record(record_id="R5", mentor="Avon", mentee="Lyme", action="3.2", mentor_documented=True)
    assert waiting.mentorships(snapshot(AVON, ESSEX, far, region="CRCOG"))["record_id"].tolist() == ["R1"]
    lyme = waiting.mentorships(snapshot(AVON, ESSEX, far, region="CRCOG"), "Lyme")
    assert lyme["record_id"].tolist() == ["R5", "R2"]
    assert waiting.counting(snapshot(AVON, ESSEX, far), "Lyme")["record_id"].tolist() == ["R2", "R5"]


def test_last_day_on_which_it_counts_is_the_last_that_scoring_lets_count():
    until = waiting.mentorships(snapshot(AVON | {"last_active": date(2024, 2, 29)}))["until"].item().date()
    assert until == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("rows", "region", "said"),
    [
        ((), None, "Connecticut's towns have no points to document"),
        ((ESSEX,), "CRCOG", "CRCOG's towns have no points to document"),
        (
            (ESSEX | {"mentor_documented": True, "mentee_documented": True},),
            None,
            "All 10 points of Connecticut's towns are documented",
        ),
        ((ESSEX | {"mentor_documented": True},), "RiverCOG", "5 points wait only for Lyme's documentation"),
        (
            (AVON | {"mentee": "Northampton, MA", "mentor": "Lyme"}, ESSEX | {"mentor_documented": True}),
            None,
            "5 points wait only for Lyme's documentation",
        ),
        (
            (AVON | {"mentor_documented": True},),
            "CRCOG",
            "5 points wait only for Canton's documentation; they count until March 1, 2028",
        ),
        (
            (AVON | {"mentor": "Northampton, MA"}, ESSEX | {"mentor": "Northampton, MA", "mentee": "Canton"}),
            None,
            "10 points wait only for Canton's documentation; the first count until March 1, 2028",
        ),
        (
            (AVON, ESSEX),
            None,
            "20 points wait only for the documentation of 4 of Connecticut's towns; first Avon's, which count until "
            "March 1, 2028",
        ),
        (
            (AVON, ESSEX | {"last_active": date(2024, 12, 1)}),
            None,
            "20 points wait only for the documentation of 4 of Connecticut's towns; first Essex's, which count until "
            "December 1, 2027",
        ),
        ((ESSEX,), "RiverCOG", "10 points wait only for the documentation of 2 of RiverCOG's towns"),
    ],
)
def test_finding_says_how_many_points_wait_for_whom_and_which_lapse_first(rows, region, said):
    assert waiting.finding(snapshot(*rows, region=region)) == said
