"""The reasons a person reads, the empty table, and what another edition's numbers change."""

from dataclasses import replace
from datetime import date

import pytest
from builders import APPLICATION_DATE, record, records

from sct_dash import places, rulebook, scoring

EDITION = rulebook.edition("2024")
TEXT_OF_2024 = (rulebook.RULES / "2024.toml").read_text(encoding="utf-8")


def score(*rows, edition=EDITION, day=APPLICATION_DATE):
    return scoring.score(records(*rows), edition, day)


def verdicts(card, town="Hartford"):
    own = card.claims[card.claims["town"] == town]
    return dict(zip(own["record_id"], own["verdict"], strict=True))


def reasons(card, town="Hartford"):
    own = card.claims[card.claims["town"] == town]
    return dict(zip(own["record_id"], own["reason"], strict=True))


def points(card, town="Hartford"):
    return int(card.towns.loc[town, "points"]), int(card.towns.loc[town, "ready_points"])


# --- reasons: one verdict, one sentence ----------------------------------------------------------------


def test_counts_says_until_when_it_was_active_and_when_the_action_was_implemented():
    card = score(record(last_active=date(2025, 3, 1)))
    assert reasons(card) == {
        "R1": "Last active on March 1, 2025, inside the window that begins on November 22, 2023; "
        "implemented on June 1, 2023."
    }


def test_counts_says_that_a_partnership_without_a_last_day_is_still_active():
    assert reasons(score(record())) == {
        "R1": "Still active, inside the window that begins on November 22, 2023; implemented on June 1, 2023."
    }


def test_outside_program_names_the_mentee():
    assert reasons(score(record(mentee="Northampton, MA"))) == {
        "R1": "Northampton, MA, the mentee, is not a Connecticut municipality, so no Sustainable CT action followed."
    }


def test_not_meaningful_names_the_support_given_and_what_would_have_been_enough():
    assert reasons(score(record(support="webinar"))) == {
        "R1": "The form of support was webinar; only presentation with discussion or staff time is a meaningful role."
    }
    assert reasons(score(record(support="conference; webinar; other"))) == {
        "R1": "The form of support was conference, webinar and other support; "
        "only presentation with discussion or staff time is a meaningful role."
    }


def test_not_started_names_both_days():
    assert reasons(score(record(started=date(2026, 12, 1), implemented_on=None))) == {
        "R1": "Starts on December 1, 2026, after the application date, November 22, 2026."
    }


def test_lapsed_names_the_last_day_and_the_windows_first():
    assert reasons(score(record(last_active=date(2023, 11, 21)))) == {
        "R1": "Last active on November 21, 2023, before the window's first day, November 22, 2023."
    }


def test_not_implemented_names_the_action():
    assert reasons(score(record(implemented_on=None))) == {"R1": "Action 3.12 has not been implemented yet."}


def test_planned_introduction_is_said_to_be_one_until_it_has_begun():
    planned = {"implemented_on": None, "notes": "Planned introduction, not begun yet. Sample: fictional."}
    card = score(
        record(**planned),
        record(record_id="R2", started=date(2026, 12, 1), **planned),
        record(record_id="R3", implemented_on=None, notes="Sample: fictional."),
    )
    assert verdicts(card) == {"R1": "not_implemented", "R2": "not_started", "R3": "not_implemented"}
    assert reasons(card) == {
        "R1": "Planned introduction, which has not begun. Action 3.12 has not been implemented yet.",
        "R2": "Planned introduction, which has not begun. Starts on December 1, 2026, after the application date, "
        "November 22, 2026.",
        "R3": "Action 3.12 has not been implemented yet.",
    }


def test_not_implemented_names_the_day_still_to_come():
    assert reasons(score(record(implemented_on=date(2026, 11, 23)))) == {
        "R1": "Action 3.12 is implemented only on November 23, 2026, after the application date, November 22, 2026."
    }


def test_same_action_names_the_record_that_counts_with_its_role_and_partner():
    card = score(record(mentor="Avon", mentee="Hartford"), record(record_id="R2"))
    assert reasons(card)["R2"] == "Action 3.12 counts once, and record R1 (as mentee, with Avon) counts already."


def test_over_cap_names_the_counting_actions_in_natural_order():
    rows = [record(record_id=f"R{n}", action=action) for n, action in enumerate(["3.12", "3.2", "1.1", "10.1"])]
    assert reasons(score(*rows))["R3"] == "Three actions count already: 1.1, 3.2 and 3.12."


# --- the shape of the answer ---------------------------------------------------------------------------


def test_no_records_give_169_towns_without_a_point():
    card = score()
    assert len(card.claims) == 0
    assert list(card.claims.columns) == list(scoring.CLAIM_COLUMNS)
    assert list(card.towns.index) == list(places.towns().index)
    assert card.towns[["points", "ready_points", "counting", "claims"]].sum().to_dict() == {
        "points": 0,
        "ready_points": 0,
        "counting": 0,
        "claims": 0,
    }


def test_claims_stand_by_town_and_then_by_record_in_natural_order():
    card = score(record(record_id="R10"), record(record_id="R9", mentor="Avon"), record(record_id="R2", action="5.4"))
    assert list(zip(card.claims["town"], card.claims["record_id"], strict=True)) == [
        ("Avon", "R9"),
        ("Hartford", "R2"),
        ("Hartford", "R10"),
        ("Simsbury", "R2"),
        ("Simsbury", "R9"),
        ("Simsbury", "R10"),
    ]


def test_claim_shows_its_town_from_its_own_side():
    card = score(record(mentee="Old Lyme", mentee_documented=True))
    shown = card.claims[["town", "cog", "role", "partner", "action", "programme_year", "documented"]]
    assert shown.values.tolist() == [
        ["Hartford", "CRCOG", "mentor", "Old Lyme", "3.12", 2024, False],
        ["Old Lyme", "RiverCOG", "mentee", "Hartford", "3.12", 2024, True],
    ]


def test_receipt_shows_the_counting_claims_first():
    card = score(
        record(support="webinar"),
        record(record_id="R2", action="5.4"),
        record(record_id="R3", action="3.2", implemented_on=None),
        record(record_id="R4"),
    )
    assert list(card.receipt("Hartford")["record_id"]) == ["R2", "R4", "R1", "R3"]


def test_scorecard_tells_its_application_date_and_window():
    card = score(record(), day=date(2024, 2, 29))
    assert (card.application_date, card.window.first) == (date(2024, 2, 29), date(2021, 2, 28))


def test_scoring_leaves_the_records_as_they_were():
    table = records(record(), record(record_id="R2"))
    before = table.copy()
    scoring.score(table, EDITION, APPLICATION_DATE)
    assert table.equals(before)


@pytest.mark.parametrize(
    ("support", "able"),
    [
        ("presentation", True),
        ("staff_time", True),
        ("webinar; staff_time", True),
        ("webinar", False),
        ("conference; webinar; other", False),
    ],
)
def test_support_is_a_meaningful_role_when_one_of_its_forms_is_eligible(support, able):
    assert scoring.able_support(support, EDITION) is able


def test_one_number_of_both_numberings_tied_at_the_cap_leaves_the_old_one_in():
    rows = [
        record(record_id="R1", action="1.1"),
        record(record_id="R2", action="1.2"),
        record(record_id="R3", action="3.1", programme_year=2024),
        record(record_id="R4", action="3.1", programme_year=2019),
    ]  # the rule ends with the number; this only keeps the answer the same every time
    assert verdicts(score(*rows)) == {"R1": "counts", "R2": "counts", "R3": "over_cap", "R4": "counts"}
    assert verdicts(score(*reversed(rows))) == {"R1": "counts", "R2": "counts", "R3": "over_cap", "R4": "counts"}


# --- another edition changes exactly what it says -----------------------------------------------------


def with_rules(**values):
    """The edition of 2024 with these values instead."""
    return replace(EDITION, **{name: replace(getattr(EDITION, name), value=value) for name, value in values.items()})


FOUR_ACTIONS = [record(record_id=f"R{n}", action=f"3.{n}", mentor_documented=n == 4) for n in (1, 2, 3, 4)]


def test_edition_read_from_its_own_file_scores_by_its_own_numbers(tmp_path):
    text = TEXT_OF_2024.replace('edition = "2024"', 'edition = "2030"').replace("2024-01-01", "2030-01-01")
    for rule, old, new in (("points_per_action", 5, 10), ("maximum_actions", 3, 2), ("window_years", 3, 1)):
        text = text.replace(f"[{rule}]\nvalue = {old}\n", f"[{rule}]\nvalue = {new}\n")
    (tmp_path / "2030.toml").write_text(text, encoding="utf-8")
    card = score(*FOUR_ACTIONS, edition=rulebook.edition("2030", tmp_path))
    assert verdicts(card) == {"R1": "counts", "R2": "over_cap", "R3": "over_cap", "R4": "counts"}
    assert points(card) == (20, 10)
    assert reasons(card)["R2"] == "Two actions count already: 3.1 and 3.4."
    assert card.window.first == date(2025, 11, 22)
    assert card.edition.maximum_points == 20


def test_points_per_action_changes_points_and_no_verdict():
    card = score(*FOUR_ACTIONS, edition=with_rules(points_per_action=10))
    assert verdicts(card) == verdicts(score(*FOUR_ACTIONS))
    assert points(card) == (30, 10)


def test_maximum_of_two_actions_leaves_the_two_best():
    card = score(*FOUR_ACTIONS, edition=with_rules(maximum_actions=2))
    assert verdicts(card) == {"R1": "counts", "R2": "over_cap", "R3": "over_cap", "R4": "counts"}
    assert points(card) == (10, 5)


@pytest.mark.parametrize(("last_active", "verdict"), [(date(2025, 11, 22), "counts"), (date(2025, 11, 21), "lapsed")])
def test_window_of_one_year_begins_one_year_before(last_active, verdict):
    card = score(record(last_active=last_active), edition=with_rules(window_years=1))
    assert verdicts(card) == {"R1": verdict}


def test_roles_that_do_not_share_the_maximum_each_have_their_own():
    rows = [
        *[record(record_id=f"R{n}", action=f"3.{n}") for n in (1, 2, 3)],
        *[record(record_id=f"R{n}", action=f"3.{n}", mentor="Avon", mentee="Hartford") for n in (4, 5, 6, 7)],
    ]
    apart = with_rules(roles_share_the_maximum=False)
    card = score(*rows, edition=apart)
    assert verdicts(card) == {f"R{n}": "counts" for n in (1, 2, 3, 4, 5, 6)} | {"R7": "over_cap"}
    assert points(card) == (30, 0)
    assert reasons(card)["R7"] == "Three actions count already: 3.4, 3.5 and 3.6."
    assert (apart.maximum_points, EDITION.maximum_points) == (30, 15)
    assert points(score(*rows)) == (15, 0)


def test_roles_that_do_not_share_the_maximum_may_both_count_one_action():
    rows = [record(), record(record_id="R2", mentor="Avon", mentee="Hartford")]
    assert verdicts(score(*rows, edition=with_rules(roles_share_the_maximum=False))) == {
        "R1": "counts",
        "R2": "counts",
    }
    assert verdicts(score(*rows)) == {"R1": "counts", "R2": "same_action"}


def test_mentee_outside_connecticut_lets_the_mentor_count_where_the_edition_allows_it():
    card = score(record(mentee="Northampton, MA"), edition=with_rules(mentee_in_connecticut=False))
    assert verdicts(card) == {"R1": "counts"}
    assert len(card.claims) == 1  # Northampton still has no claim


def test_mentee_outside_connecticut_is_still_held_to_the_other_rules():
    row = record(mentee="Northampton, MA", support="webinar")
    assert verdicts(score(row, edition=with_rules(mentee_in_connecticut=False))) == {"R1": "not_meaningful"}


@pytest.mark.parametrize("implemented_on", [None, date(2026, 11, 23)])
def test_implementation_is_not_asked_where_the_edition_does_not_ask(implemented_on):
    row = record(implemented_on=implemented_on)
    card = score(row, edition=with_rules(implementation_required=False))
    assert verdicts(card) == {"R1": "counts"}
    assert points(card) == (5, 0)


def test_counts_says_that_implementation_was_not_asked():
    card = score(record(implemented_on=None), edition=with_rules(implementation_required=False))
    assert reasons(card) == {
        "R1": "Still active, inside the window that begins on November 22, 2023; "
        "not implemented, which this edition does not ask."
    }


def test_eligible_support_is_the_editions():
    edition = with_rules(eligible_support=("webinar",))
    card = score(record(support="webinar"), record(record_id="R2", action="5.4"), edition=edition)
    assert verdicts(card) == {"R1": "counts", "R2": "not_meaningful"}
    said = "The form of support was presentation with discussion; only webinar is a meaningful role."
    assert reasons(card)["R2"] == said
