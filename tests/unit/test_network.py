"""Ties, filters and measures, exact on a handful of records."""

from datetime import date

import pytest
from builders import record, records

from sct_dash import measures, network, rulebook, scoring
from sct_dash.network import Filters
from sct_dash.places import OUTSIDE
from sct_dash.records.planned import PLANNED

TODAY = date(2026, 11, 1)


def seen(*rows):
    table = records(*rows)
    return network.mentorships(table, scoring.score(table, rulebook.edition("2024"), TODAY))


CHAIN = (
    record(record_id="R1", mentor="Avon", mentee="Canton", action="3.1"),
    record(record_id="R2", mentor="Canton", mentee="Simsbury", action="3.2"),
    record(record_id="R3", mentor="Simsbury", mentee="Essex", action="3.3"),
    record(record_id="R4", mentor="Essex", mentee="Avon", action="1.1", support="webinar"),
    record(record_id="R5", mentor="Northampton, MA", mentee="Avon", action="5.6"),
)


def ids(table):
    return list(table["record_id"])


def test_mentorship_knows_both_sides_cogs_and_verdicts():
    row = seen(*CHAIN).iloc[4]
    assert (row["mentor_cog"], row["mentee_cog"]) == (OUTSIDE, "CRCOG")
    assert (row["mentor_verdict"], row["mentee_verdict"], row["counts"]) == ("", "counts", True)


@pytest.mark.parametrize(
    ("pairs", "region"),
    [
        ([("Avon", "Canton"), ("Simsbury", "Granby")], "CRCOG"),
        ([("Avon", "Essex"), ("Simsbury", "Granby")], "CRCOG"),
        ([("Northampton, MA", "Avon")], "CRCOG"),
        ([("Avon", "Essex"), ("Essex", "Canton")], None),
        ([("Avon", "Canton"), ("Essex", "Chester")], None),
        ([("Northampton, MA", "Westerly, RI")], None),
        ([], None),
    ],
)
def test_region_of_records_is_the_one_that_has_a_side_in_each_of_them(pairs, region):
    assert network.region_of(records(*(record(mentor=mentor, mentee=mentee) for mentor, mentee in pairs))) == region


@pytest.mark.parametrize(("others", "region"), [(1, "CRCOG"), (2, None)])
def test_one_of_ten_records_may_be_of_another_region(others, region):
    pairs = [("Avon", "Canton")] * (10 - others) + [("Groton", "Norwich")] * others
    named = (record(record_id=f"R{n}", mentor=mentor, mentee=mentee) for n, (mentor, mentee) in enumerate(pairs))
    assert network.region_of(records(*named)) == region


def test_mentorship_that_counts_for_neither_side_does_not_count():
    assert list(seen(*CHAIN)["counts"]) == [True, True, True, False, True]


def test_active_means_any_day_between_both_ends_included():
    table = records(
        record(started=date(2024, 1, 1), last_active=date(2024, 6, 30)),
        record(started=date(2024, 7, 1), last_active=None),
    )
    assert list(network.active_between(table, date(2024, 6, 30), date(2024, 6, 30))) == [True, False]
    assert list(network.active_between(table, date(2024, 7, 1), date(2024, 7, 1))) == [False, True]
    assert list(network.active_between(table, None, None)) == [True, True]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["R1", "R2", "R3", "R4", "R5"]),
        (Filters(categories=("Dynamic and Resilient Planning",)), ["R5"]),
        (Filters(verdicts=("not_meaningful",)), ["R4"]),
        (Filters(reach="inside"), ["R1", "R2"]),
        (Filters(reach="across"), ["R3", "R4", "R5"]),
        (Filters(since=TODAY, until=TODAY), ["R1", "R2", "R3", "R4", "R5"]),
        (Filters(until=date(2000, 1, 1)), []),
        (Filters(town="Canton"), ["R1", "R2"]),
        (Filters(town="Canton", direction="out"), ["R2"]),
        (Filters(town="Canton", direction="in"), ["R1"]),
        (Filters(town="Canton", steps=2, direction="out"), ["R2", "R3"]),
        (Filters(town="Canton", steps=2, direction="in"), ["R1", "R4", "R5"]),
        (Filters(town="Canton", steps=0, direction="out"), ["R1", "R2", "R3", "R4"]),
        (Filters(town="Canton", steps=0), ["R1", "R2", "R3", "R4", "R5"]),
        (Filters(town="Vernon"), []),
    ],
)
def test_filters_let_through_exactly_what_they_say(filters, expected):
    assert ids(network.select(seen(*CHAIN), filters)) == expected


def test_one_step_leaves_out_ties_between_two_of_the_towns_around():
    triangle = (
        record(record_id="R1", mentor="Avon", mentee="Canton"),
        record(record_id="R2", mentor="Avon", mentee="Simsbury"),
        record(record_id="R3", mentor="Canton", mentee="Simsbury"),
    )
    assert ids(network.select(seen(*triangle), Filters(town="Avon"))) == ["R1", "R2"]


def test_tie_gathers_the_mentorships_of_a_pair_in_one_direction():
    table = network.ties(
        seen(
            record(record_id="R1", mentor="Avon", mentee="Canton", action="3.12"),
            record(record_id="R2", mentor="Avon", mentee="Canton", action="3.2", support="other"),
            record(record_id="R3", mentor="Canton", mentee="Avon", action="3.1"),
            record(record_id="R4", mentor="Canton", mentee="Avon", action="3.1", support="other"),
        )
    )
    rows = table[["mentor", "mentee", "mentorships", "counts", "actions"]].itertuples(index=False)
    assert [tuple(row) for row in rows] == [("Avon", "Canton", 2, 1, "3.2, 3.12"), ("Canton", "Avon", 2, 1, "3.1")]


def test_flows_count_every_mentorship_once_from_row_to_column():
    table = network.flows(seen(*CHAIN))
    assert (table.loc["CRCOG", "CRCOG"], table.loc["CRCOG", "RiverCOG"], table.loc["RiverCOG", "CRCOG"]) == (2, 1, 1)
    assert table.loc[OUTSIDE, "CRCOG"] == 1
    assert int(table.to_numpy().sum()) == 5


def test_town_graph_has_every_town_and_an_edge_for_every_record():
    graph = network.town_graph(seen(*CHAIN))
    assert graph.number_of_nodes() == 170
    assert sorted(key for _, _, key in graph.edges(keys=True)) == ["R1", "R2", "R3", "R4", "R5"]
    assert graph.nodes["Northampton, MA"]["cog"] == OUTSIDE


def test_flows_count_mentorships_from_cog_to_cog():
    table = network.flows(seen(*CHAIN))
    assert table.loc["CRCOG", ["CRCOG", "RiverCOG", OUTSIDE]].tolist() == [2, 1, 0]
    assert table["CRCOG"][["CRCOG", "RiverCOG", OUTSIDE]].tolist() == [2, 1, 1]


def found(name, *rows, cog=None):
    return measures.measure(name, seen(*rows), cog).finding


def test_measures_of_no_mentorships_are_sentences():
    said = [measures.measure(name, seen(*CHAIN).iloc[:0], "MetroCOG").finding for name in measures.NAMES]
    assert said == [
        "No town mentors another.",
        "No town is mentored.",
        "6 towns have no mentor and no mentee; none of them borders a town that mentors.",
        "No two towns mentor each other.",
        "There are no mentorships.",
        "No pair of COGs hangs on a single town.",
        "No help is passed on.",
    ]


def test_who_mentors_most_names_the_first_and_how_far_the_next_is():
    rows = [record(record_id=f"R{n}", mentor="Avon", mentee=t) for n, t in enumerate(("Canton", "Vernon", "Bolton"))]
    assert found("Who mentors most", *rows) == "Avon mentors 3 towns."
    rows.append(record(record_id="R9", mentor="Essex", mentee="Lyme"))
    assert found("Who mentors most", *rows) == "Avon mentors 3 towns; the next has 1."
    assert found("Who mentors most", *rows, cog="RiverCOG") == "Essex mentors 1 town."


def test_who_mentors_most_names_all_who_are_level():
    rows = [
        record(record_id="R1", mentor="Avon", mentee="Canton"),
        record(record_id="R2", mentor="Essex", mentee="Lyme"),
    ]
    assert found("Who mentors most", *rows) == "Avon and Essex each mentor 1 town."
    assert found("Who is mentored most", *rows) == "Canton and Lyme are each mentored by 1 town."


def test_a_mentor_outside_connecticut_never_leads():
    rows = [record(record_id=f"R{n}", mentor="Northampton, MA", mentee=t) for n, t in enumerate(("Canton", "Vernon"))]
    assert found("Who mentors most", *rows) == "No town mentors another."


def test_mutual_pairs_need_both_directions():
    rows = [
        record(record_id="R1", mentor="Avon", mentee="Canton"),
        record(record_id="R2", mentor="Canton", mentee="Avon"),
    ]
    assert found("Mutual pairs", *rows) == "1 pair mentors each other: Avon with Canton."
    assert found("Mutual pairs", rows[0]) == "No two towns mentor each other."


def test_kept_inside_is_the_share_of_the_regions_own_mentorships():
    assert found("Kept inside a COG", *CHAIN) == "40% of all mentorships stay inside a COG: 2 of 5."
    assert found("Kept inside a COG", *CHAIN, cog="RiverCOG") == "0% of RiverCOG's mentorships stay inside it: 0 of 2."


def test_only_bridge_is_the_town_through_which_all_mentorships_of_two_cogs_run():
    rows = [
        record(record_id="R1", mentor="Avon", mentee="Essex"),
        record(record_id="R2", mentor="Lyme", mentee="Avon"),
        record(record_id="R3", mentor="Canton", mentee="Kent"),
    ]
    said = "Avon is the only bridge between CRCOG and RiverCOG: both of their mentorships run through it."
    assert found("Only bridges", *rows) == said
    rows.append(record(record_id="R4", mentor="Canton", mentee="Chester"))
    assert found("Only bridges", *rows) == "No pair of COGs hangs on a single town."


def test_help_reaches_onward_from_mentee_to_mentee():
    said = "Avon helps 1 town directly; handed on from mentee to mentee, what it knows can reach 3."
    assert found("How far help reaches", *CHAIN[:3]) == said


def test_flow_sentences_tell_the_largest_flow_and_who_only_gives():
    assert measures.flow_sentences(seen(*CHAIN[:3])) == [
        "CRCOG gives RiverCOG 1 mentorship.",
        "CRCOG gives 1 to other regions and receives none.",
        "RiverCOG receives 1 from other regions and gives none.",
    ]


def test_a_picture_shows_the_ties_that_count_most_and_keeps_their_order():
    rows = [
        record(record_id="R1", mentor="Avon", mentee="Canton", support="webinar"),
        record(record_id="R2", mentor="Bolton", mentee="Canton", action="3.1"),
        record(record_id="R3", mentor="Essex", mentee="Canton", support="other"),
        record(record_id="R4", mentor="Essex", mentee="Canton", support="other", action="3.2"),
    ]
    gathered = network.ties(seen(*rows))
    assert list(network.strongest(gathered, 2)["mentor"]) == ["Essex", "Bolton"]
    assert network.strongest(gathered, 3) is gathered


def test_an_introduction_that_is_only_planned_is_no_mentorship_yet():
    planned = record(record_id="P", mentor="Avon", mentee="Bolton", implemented_on=None, notes=PLANNED)
    table = seen(*CHAIN, planned)
    assert list(table["active"]) == [True] * 5 + [False]
    assert ids(network.select(table, Filters())) == ["R1", "R2", "R3", "R4", "R5"]
