"""One answer for region and date: its numbers, its worklists, its sentences."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from builders import record, records

from sct_dash import findings, places, rulebook, scoring, snapshot
from sct_dash.records import schema
from sct_dash.records.planned import PLANNED
from sct_dash.records.source import Source

TODAY = date(2026, 11, 1)
LAPSING = {"last_active": date(2024, 1, 31), "implemented_on": date(2023, 6, 1)}

ROWS = (
    record(record_id="R1", mentor="Avon", mentee="Canton", action="3.1", mentor_documented=True) | LAPSING,
    record(record_id="R2", mentor="Avon", mentee="Essex", action="3.2", mentor_documented=True, mentee_documented=True),
    record(record_id="R3", mentor="Northampton, MA", mentee="Avon", action="3.3"),
    record(record_id="R4", mentor="Lyme", mentee="Essex", action="1.1", implemented_on=None),
)


def taken(region=None, rows=ROWS, day=TODAY):
    table = records(*rows)
    return snapshot.take(Source("test", table, schema.version(table)), rulebook.edition_on(day), day, region)


def test_numbers_of_the_state_and_of_a_region_add_up():
    assert taken().numbers == snapshot.Numbers(169, 3, 25, 15, 4, 165, 2, 10)
    assert taken("CRCOG").numbers == snapshot.Numbers(38, 2, 20, 10, 3, 36, 2, 10)
    assert taken("RiverCOG").numbers == snapshot.Numbers(17, 1, 5, 5, 2, 15, 0, 0)


def test_first_town_is_the_first_with_points_else_with_a_record_else_the_first_of_all():
    assert [taken(region).first_town for region in (None, "CRCOG", "RiverCOG")] == ["Avon", "Avon", "Essex"]
    assert taken("RiverCOG", rows=[ROWS[1], ROWS[3] | {"mentor": "Chester"}]).first_town == "Essex"
    assert taken("RiverCOG", rows=ROWS[3:]).first_town == "Essex"
    assert taken("RiverCOG", rows=[ROWS[3] | {"mentee": "Old Lyme"}]).first_town == "Lyme"
    assert taken("NECCOG").first_town == "Ashford"


def test_regions_points_sum_to_the_states():
    from sct_dash import places

    assert sum(taken(cog).numbers.points for cog in places.cogs().index) == taken().numbers.points == 25


def test_region_is_a_view_of_the_same_answer():
    state = taken()
    region = snapshot.Snapshot(state.whole, "CRCOG")
    assert region.numbers == taken("CRCOG").numbers
    assert region.scorecard is state.scorecard


def counting_slowly(monkeypatch, day):
    """A date whose points take until they are let; told when they are begun, and how often that was."""
    begun, let, times = Event(), Event(), []
    score = scoring.score

    def slow(records, edition, application_date):
        if application_date == day:
            times.append(day)
            begun.set()
            assert let.wait(10)
        return score(records, edition, application_date)

    monkeypatch.setattr(scoring, "score", slow)
    return begun, let, times


def test_points_of_another_date_are_counted_while_one_is_being_counted(monkeypatch):
    begun, let, _ = counting_slowly(monkeypatch, TODAY)
    one, other = taken(), taken(day=date(2026, 11, 2))
    with ThreadPoolExecutor(2) as sessions:
        waiting = sessions.submit(lambda: one.whole.scorecard)
        assert begun.wait(10)
        try:
            assert sessions.submit(lambda: other.numbers.points).result(timeout=5) == 25
            assert not waiting.done()
        finally:
            let.set()
        assert waiting.result(timeout=10).application_date == TODAY


def test_points_of_one_date_are_counted_once_whoever_asks_meanwhile(monkeypatch):
    begun, let, times = counting_slowly(monkeypatch, TODAY)
    whole = taken().whole
    with ThreadPoolExecutor(4) as sessions:
        asked = [sessions.submit(lambda: whole.scorecard) for _ in range(4)]
        assert begun.wait(10)
        time.sleep(0.1)  # so that the others ask meanwhile
        let.set()
        cards = {id(one.result(timeout=10)) for one in asked}
    assert (len(cards), len(times)) == (1, 1)


def test_records_and_rules_are_told_before_any_point_is_counted(monkeypatch):
    monkeypatch.setattr("sct_dash.scoring.score", lambda *_: pytest.fail("points were counted"))
    its = taken("CRCOG")
    assert its.own_records["record_id"].tolist() == ["R1", "R2", "R3"]
    assert taken().own_records["record_id"].tolist() == ["R1", "R2", "R3", "R4"]
    assert (its.window.last, its.edition.edition) == (TODAY, "2024")
    assert findings.records(its) == "3 of 4 records are about CRCOG's towns"


@pytest.mark.parametrize(
    ("day", "horizon"),
    [
        (date(2026, 11, 1), date(2027, 5, 1)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
    ],
)
def test_horizon_is_the_same_day_six_months_on_or_the_months_last(day, horizon):
    assert taken(day=day).horizon == horizon


def test_attention_names_the_next_case_of_each_kind():
    said = {item.kind: (item.finding, item.next_thing) for item in taken("CRCOG").attention}
    assert said == {
        "lapsing": ("2 towns lose points by May 1, 2027 unless renewed.", "Next: Avon, 5 points on February 1, 2027."),
        "undocumented": (
            "2 claims are implemented but not documented.",
            "10 points wait for a worksheet, 5 of them in Avon.",
        ),
        "one_sided": ("1 mentorship is documented by one side only.", "Avon wrote it up, Canton did not."),
        "no_tie": ("36 towns have no mentor and no mentee.", "4 of them border a town that mentors."),
    }


def test_attention_with_nothing_to_do_says_so():
    said = [item.finding for item in taken("MetroCOG").attention]
    assert said == [
        "No town loses points by May 1, 2027.",
        "No claim counts yet, so none is to be documented.",
        "No mentorship is documented by one side only.",
        "6 towns have no mentor and no mentee.",
    ]


def test_every_counting_claim_is_documented_only_where_one_counts():
    documented = record(mentor_documented=True, mentee_documented=True)
    assert taken("CRCOG", [documented]).attention[1].finding == "Every counting claim is documented."


def test_town_that_is_being_introduced_is_not_without_a_partner():
    planned = record(record_id="P", mentor="Stratford", mentee="Easton", implemented_on=None, notes=PLANNED)
    its = taken("MetroCOG", [planned])
    assert its.introduced == {"Stratford", "Easton"}
    assert list(its.without_partner["town"]) == ["Bridgeport", "Fairfield", "Monroe", "Trumbull"]
    assert its.attention[3].finding == "6 towns have no mentor and no mentee."


def test_towns_know_their_next_loss_and_their_ties():
    avon = taken().town("Avon")
    assert (avon.points, avon.ready_points, avon.at_risk, avon.mentees, avon.mentors) == (15, 10, 5, 2, 1)
    assert avon.next_loss.date() == date(2027, 2, 1)


def test_cogs_stand_side_by_side_with_what_they_give_and_receive():
    table = taken().cogs.set_index("cog")
    columns = ["towns", "with_points", "points", "ready_points", "inside", "given_out", "received", "without_tie"]
    assert list(table.loc["CRCOG", columns]) == [38, 2, 20, 10, 1, 1, 1, 36]
    assert list(table.loc["RiverCOG", columns]) == [17, 1, 5, 5, 1, 0, 1, 15]


def test_findings_are_sentences_with_the_regions_own_numbers():
    assert findings.overview(taken()) == "3 of 169 towns earn points; 2 lose some by May 1, 2027 unless renewed"
    assert findings.overview(taken("RiverCOG")) == (
        "1 of RiverCOG's 17 towns earn points, and none loses any by May 1, 2027"
    )
    assert findings.points(taken("MetroCOG")) == "MetroCOG's towns have earned no points yet"
    assert findings.points(taken(rows=[])) == "Connecticut's towns have earned no points yet"
    undated = [row | {"implemented_on": None} for row in ROWS]
    assert findings.points(taken(rows=undated)) == (
        "Connecticut's towns have earned no points yet: no record says when its action was implemented"
    )
    assert (
        findings.points(taken("RiverCOG")) == "RiverCOG's towns have earned 5 points; all of them are ready to submit"
    )
    assert findings.town(taken(), "Avon") == "Avon has 15 points, 10 of them ready to submit"
    assert findings.town(taken(), "Canton") == "Canton has 5 points, none of them ready to submit"
    assert findings.outlook(taken()) == "2 towns lose 10 points by May 1, 2027 unless renewed"


def test_town_at_the_maximum_is_told_to_document_and_nothing_more():
    assert findings.next_points(taken(), "Avon") == [
        "Keep 5 points: be active again on 3.1, helping Canton, by January 31, 2027.",
        "Document 3.3: 5 points become ready to submit.",
        "Avon has the maximum of 15 points; another action adds none.",
    ]


def test_town_without_records_is_told_who_mentors_next_door():
    assert findings.next_points(taken(), "Simsbury") == [
        "Begin a mentorship on an action that does not count yet: worth 5 points. Avon next door already mentors."
    ]


def waiting(record_id, mentor, mentee, action, **more):
    """An introduction kept from a plan that has not begun."""
    begins = {"started": TODAY, "implemented_on": None, "notes": PLANNED} | more
    return record(record_id=record_id, mentor=mentor, mentee=mentee, action=action, **begins)


@pytest.mark.parametrize("started", [date(2026, 10, 1), date(2027, 1, 15)])
def test_planned_introduction_is_a_next_step_that_has_to_begin_first_whatever_its_day(started):
    its = taken(rows=[waiting("P", "Avon", "Canton", "3.2", started=started)])
    said = (
        "Avon's help to Canton with action 3.2: begin the planned introduction, then Canton implements the action. "
        "Worth 5 points."
    )
    assert [findings.next_points(its, town) for town in ("Avon", "Canton")] == [[said], [said]]


def test_planned_introductions_come_after_what_has_begun_and_not_for_an_action_that_has():
    rows = (
        waiting("P1", "Avon", "Essex", "1.1"),
        waiting("P2", "Avon", "Essex", "2.2"),
        waiting("P3", "Kent", "Essex", "3.2"),
        *ROWS,
    )
    assert findings.next_points(taken(rows=rows), "Essex") == [
        "Lyme's help to Essex with action 1.1: Essex implements the action. Worth 5 points.",
        "Avon's help to Essex with action 2.2: begin the planned introduction, then Essex implements the action. "
        "Worth 5 points.",
    ]


def test_planned_introduction_that_ended_without_beginning_is_no_next_step():
    ended = waiting("P", "Avon", "Canton", "3.2", started=date(2026, 5, 1), last_active=date(2026, 10, 31))
    assert findings.next_points(taken(rows=[ended]), "Canton") == [
        "Begin a mentorship on an action that does not count yet: worth 5 points."
    ]


def test_same_records_give_the_same_version_and_another_record_another():
    table = records(*ROWS)
    assert schema.version(table) == schema.version(records(*ROWS))
    assert schema.version(table) != schema.version(records(*ROWS[:3]))


def test_town_whose_counting_record_speaks_of_the_complementary_action_is_warned():
    rows = (
        record(record_id="R1", mentor="Avon", mentee="Canton", notes="also reported under 8.6"),
        record(record_id="R2", mentor="Essex", mentee="Lyme", notes="see 18.6"),
        record(record_id="R3", mentor="Kent", mentee="Sharon", evidence="a page on 8.6"),
        record(record_id="R4", mentor="Salem", mentee="Sprague", notes="8.6", support="webinar"),
    )
    assert findings.counted_twice(taken(rows=rows), "Avon").startswith(
        "R1 speaks of action 8.6. One activity may not earn points under two actions."
    )
    assert findings.counted_twice(taken(rows=rows), "Essex") == ""
    assert findings.counted_twice(taken(rows=rows), "Kent").startswith("R3 speaks of action 8.6.")
    assert findings.counted_twice(taken(rows=rows), "Salem") == ""  # what does not count cannot count twice


@pytest.mark.parametrize(
    ("notes", "speaks"),
    [
        ("Also in 8.6?: N", False),
        ("8.6 as well: no; Contact: Ann", False),
        ("Also in 8.6?: yes", True),
        ("8.6: not sure", True),
        ("Also in 8.6?: no; later under 8.6", True),
        ("8.6 applies; Contact: none", True),
    ],
)
def test_note_that_says_no_of_the_other_action_does_not_warn(notes, speaks):
    rows = [record(record_id="R1", mentor="Avon", mentee="Canton", notes=notes)]
    assert bool(findings.counted_twice(taken(rows=rows), "Avon")) is speaks


def test_thousands_of_points_are_parted():
    names = list(places.towns().index)
    rows = [
        record(record_id=f"{town}-{action}", mentor=town, mentee=names[place - 1], action=action)
        for place, town in enumerate(names)
        for action in ("3.2", "3.10", "3.12")
    ]
    assert "have earned 2,535 points" in findings.points(taken(rows=rows))
