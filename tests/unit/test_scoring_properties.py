"""What holds for every list of records, and that the engine and the paper version never differ."""

import oracle
from builders import APPLICATION_DATE, TOWNS, application_dates, edge_records, record_lists, records
from hypothesis import given, settings
from hypothesis import strategies as st

from sct_dash import places, rulebook, scoring

EDITION = rulebook.edition("2024")
many = settings(max_examples=350, deadline=2_000, derandomize=True)
some = settings(max_examples=40, deadline=2_000, derandomize=True)


def score(rows, day=APPLICATION_DATE):
    return scoring.score(records(*rows), EDITION, day)


def verdicts_of(card):
    return {(claim.record_id, claim.role): claim.verdict for claim in card.claims.itertuples()}


def points_of(card):
    """Town -> (points, ready points), for the towns that have any claim."""
    towns = card.towns[card.towns["claims"] > 0]
    return {town.Index: (town.points, town.ready_points) for town in towns.itertuples()}


@st.composite
def applications(draw):
    day = draw(application_dates())
    return draw(record_lists(day)), day


@many
@given(applications())
def test_engine_and_paper_version_agree_on_every_claim_and_every_town(application):
    rows, day = application
    card = score(rows, day)
    verdicts, towns = oracle.score(rows, day)
    assert verdicts_of(card) == verdicts
    assert points_of(card) == towns


@some
@given(record_lists(), st.randoms(use_true_random=False))
def test_order_of_the_records_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    before, after = score(rows), score(shuffled)
    assert before.claims.equals(after.claims)
    assert before.towns.equals(after.towns)


@some
@given(record_lists(), st.data())
def test_another_record_never_lowers_points_or_ready_points(rows, data):
    another = data.draw(edge_records("Z99"))
    before, after = score(rows).towns, score([*rows, another]).towns
    assert (after["points"] >= before["points"]).all()
    assert (after["ready_points"] >= before["ready_points"]).all()


@some
@given(record_lists().filter(bool), st.data())
def test_documenting_a_claim_never_lowers_ready_points_nor_changes_points(rows, data):
    which = data.draw(st.integers(0, len(rows) - 1))
    role = data.draw(st.sampled_from(["mentor", "mentee"]))
    documented = [*rows[:which], rows[which] | {f"{role}_documented": True}, *rows[which + 1 :]]
    before, after = score(rows).towns, score(documented).towns
    assert (after["ready_points"] >= before["ready_points"]).all()
    assert (after["points"] == before["points"]).all()


@some
@given(record_lists())
def test_points_are_0_5_10_or_15_and_ready_points_never_more(rows):
    towns = score(rows).towns
    assert list(towns.index) == list(places.towns().index)
    assert set(towns["points"]) <= {0, 5, 10, 15}
    assert set(towns["ready_points"]) <= {0, 5, 10, 15}
    assert (towns["ready_points"] <= towns["points"]).all()


@some
@given(record_lists())
def test_every_connecticut_side_makes_one_claim_with_one_verdict_and_one_reason(rows):
    claims = score(rows).claims
    expected = {(r["record_id"], role) for r in rows for role in ("mentor", "mentee") if ", " not in r[role]}
    assert len(claims) == len(expected)
    assert set(zip(claims["record_id"], claims["role"], strict=True)) == expected
    assert set(claims["verdict"]) <= set(scoring.VERDICTS)
    assert all(reason.endswith(".") for reason in claims["reason"])


@some
@given(record_lists())
def test_towns_add_up_to_their_claims_and_a_receipt_shows_the_counting_ones_first(rows):
    card = score(rows)
    assert card.towns["claims"].sum() == len(card.claims)
    for town in TOWNS:
        receipt, row = card.receipt(town), card.towns.loc[town]
        counting = list(receipt["verdict"] == "counts")
        assert sorted(receipt.index) == list(card.claims.index[card.claims["town"] == town])
        assert counting == sorted(counting, reverse=True)
        assert (row["claims"], row["counting"]) == (len(receipt), sum(counting))
        assert (row["points"], row["ready_points"]) == (
            5 * sum(counting),
            5 * (receipt["documented"] & (receipt["verdict"] == "counts")).sum(),
        )
        assert not receipt[counting].duplicated(["action", "numbering"]).any()
