"""Who needs a mentor and whom to call: every reason is rebuilt from the records here, by other means."""

import random
import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from builders import APPLICATION_DATE, record, records
from plan_cases import OUTSIDE, experience_of

from sct_dash import actions, experience, outlook, places, recognition, rulebook, scoring, snapshot, words
from sct_dash.errors import UserError
from sct_dash.mentors import candidates, message, needs, reliance, settings, ties
from sct_dash.records import schema
from sct_dash.records import source as sources
from sct_dash.records.planned import PLANNED
from sct_dash.records.source import Source

EDITION = rulebook.edition("2024")
SETTINGS = settings.settings()
TITLE = actions.title("3.12", 2026)


def seen(*rows, region=None, sample=False):
    table = records(*rows)
    source = Source("test", table, schema.version(table), sample)
    return snapshot.take(source, EDITION, APPLICATION_DATE, region)


def knows(view, listed=()):
    return experience.known(view.source.records, view.application_date, experience_of(listed))


def search(view, town, action="3.12", listed=(), **changes):
    return candidates.search(view, knows(view, listed), SETTINGS, town, action, **changes)


def reasons_of(listed, town):
    return {reason.kind: reason.sentence for needy in listed if needy.town == town for reason in needy.reasons}


def miles(one, other):
    return f"{places.distance_km(one, other) / 1.609344:.0f} miles"


def asked(*rows):
    return pd.DataFrame(rows, columns=["town", "action", "note"], dtype="str")


# --- what a town knows ------------------------------------------------------------------------------------


def test_town_knows_what_a_record_shows_implemented_by_the_day_on_either_side():
    view = seen(record(implemented_on=APPLICATION_DATE), record(record_id="R2", action="5.4", implemented_on=None))
    table = knows(view).table
    assert [*zip(table["town"], table["action"], table["how"], strict=True)] == [
        ("Hartford", "3.12", "Implemented with Simsbury on November 22, 2026 (record R1)."),
        ("Simsbury", "3.12", "Implemented with Hartford on November 22, 2026 (record R1)."),
    ]


def test_day_after_the_application_date_is_not_known_yet():
    view = seen(record(started=date(2026, 11, 1), implemented_on=date(2026, 11, 23)))
    assert knows(view).table.empty


def test_experience_list_adds_what_no_record_shows_and_says_where_it_stands():
    view = seen(record())
    table = knows(view, [("Avon", "5.4"), ("Hartford", "3.12")]).table
    assert table.loc[table["town"] == "Avon", "how"].tolist() == ["Known from certification report."]
    assert table.loc[table["town"] == "Hartford", "how"].tolist() == [
        "Implemented with Simsbury on June 1, 2023 (record R1). Known from certification report."
    ]


def test_place_outside_connecticut_is_not_among_those_who_know():
    assert [*knows(seen(record(mentor=OUTSIDE))).table["town"]] == ["Simsbury"]


def test_action_of_an_older_list_is_not_known_under_the_numbering_in_use():
    assert knows(seen(record(programme_year=2019))).current().empty
    assert [*knows(seen(record())).current()["town"]] == ["Hartford", "Simsbury"]


def test_latest_of_several_implementations_is_when_a_town_knows_an_action_and_stands_first():
    rows = [
        record(record_id="R1", started=date(2020, 1, 1), implemented_on=date(2021, 5, 3)),
        record(record_id="R2", mentor="Avon", implemented_on=date(2026, 4, 21)),
        record(record_id="R3", mentor="Canton", implemented_on=date(2026, 4, 21)),
    ]
    view = seen(*rows)
    (simsbury,) = knows(view, [("Simsbury", "3.12")]).of("Simsbury").itertuples()
    assert (simsbury.latest, simsbury.record_id) == (pd.Timestamp(2026, 4, 21), "R2")
    assert simsbury.how == (
        "Implemented with Avon on April 21, 2026 (record R2). Implemented with Canton on April 21, 2026 (record R3). "
        "Implemented with Hartford on May 3, 2021 (record R1). Known from certification report."
    )
    value = {one.town: one.parts[0].value for one in search(view, "Granby").candidates}
    assert value == {"Simsbury": 1.0, "Avon": 1.0, "Canton": 1.0, "Hartford": 0.5}


# --- who needs one ----------------------------------------------------------------------------------------


def test_each_kind_of_need_has_its_sentence():
    view = seen(
        record(started=date(2022, 5, 1), last_active=date(2023, 12, 1)),
        record(record_id="R2", mentee="Avon", action="5.4", implemented_on=None),
        region="CRCOG",
    )
    listed = needs.needs_list(view, SETTINGS, asked(("Bolton", "3.12", "no staff."), ("Bolton", "", "")))
    assert reasons_of(listed, "Simsbury") == {"losing": "Simsbury loses 5 points on December 2, 2026 (3.12)."}
    assert reasons_of(listed, "Avon") == {
        "no_points": "Avon has no points on November 22, 2026.",
        "close": "Avon is one step from 5 more points, for Hartford's help to Avon with action 5.4. Still to be done: "
        "Avon implements the action.",
    }
    assert reasons_of(listed, "Bolton") == {
        "no_points": "Bolton has no points on November 22, 2026.",
        "no_tie": "Bolton never mentored a town nor was mentored.",
        "asked": "Bolton asked for help with action 3.12: no staff and any action.",
    }
    assert listed[0].town == "Bolton"
    assert listed[0].score == 3 + 1 + 4


def test_loss_after_the_chosen_day_is_no_need_yet():
    view = seen(record(last_active=date(2023, 12, 1)), region="CRCOG")
    early = needs.needs_list(view, SETTINGS, until=date(2026, 12, 1))
    assert reasons_of(early, "Simsbury") == {}
    assert "losing" in reasons_of(needs.needs_list(view, SETTINGS, until=date(2026, 12, 2)), "Simsbury")


def test_filter_is_told_beside_the_fact_and_does_not_change_it():
    view = seen(record(), region="CRCOG")
    listed = needs.needs_list(view, SETTINGS)
    one, *_ = (town for town in listed if town.fairness)
    plain = tuple(replace(town, fairness=()) for town in listed[:3])
    need = "need a mentor; "
    assert needs.finding(view, plain, fair_only=True) == (
        f"3 of CRCOG's 38 towns {need}none is small, never mentored or far off"
    )
    assert needs.finding(view, (*plain, one), fair_only=True) == (
        f"4 of CRCOG's 38 towns {need}1 of them is small, never mentored or far off, and of these {one.town} comes "
        "first"
    )


def test_town_with_points_a_tie_and_nothing_open_is_not_listed():
    listed = needs.needs_list(seen(record(), region="CRCOG"), SETTINGS)
    assert {"Hartford", "Simsbury"}.isdisjoint(needy.town for needy in listed)
    assert len(listed) == 36
    assert (
        needs.finding(seen(record(), region="CRCOG"), listed)
        == "36 of CRCOG's 38 towns need a mentor; all come first alike"
    )


def test_towns_that_only_the_alphabet_ranks_are_not_told_as_first():
    view = seen(record(), region="CRCOG")
    listed = needs.needs_list(view, SETTINGS)

    def said(*scores, points=0):
        towns = tuple(replace(town, score=score) for town, score in zip(listed, scores, strict=False))
        return needs.finding(view, (replace(towns[0], points=points), *towns[1:])).split("; ")[1]

    names = [town.town for town in listed]
    assert said(5.0, 4.0) == f"{names[0]} comes first"
    assert said(5.0, 5.0, points=5) == f"{names[0]} comes first"
    assert said(5.0, 5.0, 4.0) == f"{names[0]} and {names[1]} come first alike"
    assert said(5.0, 5.0, 5.0, 5.0, 4.0) == f"4 come first alike, {names[0]} to {names[3]}"


def test_candidates_of_one_fit_come_first_alike_and_are_told_in_short():
    view, none = seen(record()), settings.Weights(0, 0, 0, 0, 0, 0, 0, 0)
    assert search(view, "Canton", weights=none).sentence.endswith("; all come first alike.")
    table = candidates.as_table(search(view, "Canton", weights=replace(none, near=2, capacity=1)), SETTINGS)
    assert table["why"][0] == "Near; has room"
    assert candidates.as_table(search(view, "Canton", weights=replace(none, near=2)), SETTINGS)["why"][0] == "Near"


def test_fairness_sees_small_never_mentored_and_far_off_towns():
    view = seen(record(), region="NHCOG")
    salisbury = next(needy for needy in needs.needs_list(view, SETTINGS) if needy.town == "Salisbury")
    km = places.distance_km("Salisbury", "Hartford")
    assert [reason.sentence for reason in salisbury.fairness] == [
        f"Salisbury has {places.towns().at['Salisbury', 'population_2020']:,} residents.",
        "Salisbury was never mentored.",
        f"The nearest town that mentors, Hartford, is {km / 1.609344:.0f} miles away.",
    ]


def test_town_without_any_tie_is_not_said_to_be_never_mentored_as_well():
    view = seen(record(), region="CRCOG")
    bolton, hartford = (
        next(needy for needy in needs.needs_list(view, SETTINGS, asked(("Hartford", "", ""))) if needy.town == town)
        for town in ("Bolton", "Hartford")
    )
    assert needs.said_once(bolton) == [
        "Bolton has no points on November 22, 2026.",
        "Bolton never mentored a town nor was mentored.",
        f"Bolton has {places.towns().at['Bolton', 'population_2020']:,} residents.",
        f"The nearest town that mentors, Hartford, is {miles('Bolton', 'Hartford')} away.",
    ]
    assert needs.said_once(hartford) == ["Hartford asked for help with any action.", "Hartford was never mentored."]
    assert needs.as_table((bolton,), SETTINGS)["why"].tolist() == ["No points; never had a tie"]


def test_weight_of_fairness_moves_its_towns_up():
    view = seen(record(), region="CRCOG")
    weighed = needs.needs_list(view, SETTINGS, weights=replace(SETTINGS.needs, equity=3.0))
    usual = needs.needs_list(view, SETTINGS)
    by_town = {needy.town: needy for needy in usual}
    assert [needy.score - by_town[needy.town].score for needy in weighed] == [len(n.fairness) for n in weighed]
    assert needs.fairness_only(weighed) == tuple(needy for needy in weighed if needy.fairness)


def kept_from_a_plan(**changes):
    return record(**{"record_id": "P1", "implemented_on": None, "notes": PLANNED} | changes)


def test_planned_introduction_is_no_step_and_takes_the_needs_off_that_it_is_to_meet():
    view = seen(kept_from_a_plan(mentor="Avon", mentee="Bolton"), region="CRCOG")
    listed = needs.needs_list(view, SETTINGS, asked(("Bolton", "3.12", "soon"), ("Andover", "", "")))
    planned = "has a planned introduction: Avon will mentor Bolton with 3.12."
    for town in ("Avon", "Bolton"):
        assert reasons_of(listed, town) == {
            "no_points": f"{town} has no points on November 22, 2026.",
            "planned": f"{town} {planned}",
        }
    assert [(needy.town, needy.score) for needy in listed[-2:]] == [("Avon", 0), ("Bolton", 0)]
    assert "never_mentored" in [why.kind for needy in listed if needy.town == "Avon" for why in needy.fairness]
    assert "never_mentored" not in [why.kind for needy in listed if needy.town == "Bolton" for why in needy.fairness]
    assert needs.as_table(listed[-1:], SETTINGS)["why"].tolist() == ["No points; has a planned introduction"]


def test_what_a_town_asked_for_beside_its_planned_introduction_is_still_asked_for():
    view = seen(kept_from_a_plan(mentor="Avon", mentee="Bolton"), region="CRCOG")
    rows = (("Bolton", "3.12", ""), ("Bolton", "", ""), ("Bolton", "5.4", ""), ("Avon", "3.12", ""))
    listed = needs.needs_list(view, SETTINGS, asked(*rows))
    assert reasons_of(listed, "Bolton")["asked"] == "Bolton asked for help with action 5.4."
    assert reasons_of(listed, "Avon")["asked"] == "Avon asked for help with action 3.12."
    (bolton,) = (needy for needy in listed if needy.town == "Bolton")
    assert bolton.score == 3 + 4 - 3
    older = seen(kept_from_a_plan(mentor="Avon", mentee="Bolton", programme_year=2019), region="CRCOG")
    told = reasons_of(needs.needs_list(older, SETTINGS, asked(("Bolton", "3.12", ""))), "Bolton")
    assert told["asked"] == "Bolton asked for help with action 3.12."  # which was another action in 2019


def test_several_planned_introductions_are_named_and_make_no_town_needy_by_themselves():
    two = (kept_from_a_plan(mentor="Avon"), kept_from_a_plan(record_id="P2", mentee="Simsbury", action="5.4"))
    listed = needs.needs_list(seen(*two, region="CRCOG"), SETTINGS)
    assert reasons_of(listed, "Simsbury")["planned"] == (
        "Simsbury has two planned introductions: Avon will mentor Simsbury with 3.12 and Hartford will mentor Simsbury "
        "with 5.4."
    )
    assert reasons_of(needs.needs_list(seen(record(), *two, region="CRCOG"), SETTINGS), "Simsbury") == {}


@pytest.mark.parametrize("changes", [{"notes": "Planned introduction, begun."}, {"last_active": date(2026, 1, 1)}])
def test_introduction_that_has_begun_or_came_to_nothing_takes_no_need_off(changes):
    view = seen(kept_from_a_plan(mentor="Avon", mentee="Bolton", **changes), region="CRCOG")
    told = reasons_of(needs.needs_list(view, SETTINGS), "Bolton")
    assert set(told) == {"no_points", "close" if "notes" in changes else "no_tie"}


# --- whom to call -----------------------------------------------------------------------------------------


def test_every_reason_of_a_candidate_is_evidence_from_the_records():
    view = seen(record(), record(record_id="R2", mentor="Simsbury", mentee="Canton", action="5.4", implemented_on=None))
    found = search(view, "Canton")
    assert [one.town for one in found.candidates] == ["Simsbury", "Hartford"]
    simsbury, canton = (f"{places.towns().at[t, 'population_2020']:,}" for t in ("Simsbury", "Canton"))
    assert found.candidates[0].reasons == (
        f"Simsbury has put 3.12 {TITLE} into practice. Implemented with Hartford on June 1, 2023 (record R1).",
        f"Simsbury and Canton are neighbors, {miles('Simsbury', 'Canton')} apart.",
        f"Simsbury has {simsbury} residents, Canton {canton}.",
        "Simsbury mentors 1 town now (Canton); the usual limit is 3 at once.",
        "Simsbury and Canton worked together before on 5.4 (record R2).",
        "Simsbury was awarded Silver (2019).",
    )
    assert found.candidates[1].reasons[1] == f"Hartford has mentored Simsbury with 3.12 {TITLE}."


def test_score_is_the_sum_of_its_named_parts():
    for one in search(seen(record()), "Canton").candidates:
        assert one.score == pytest.approx(sum(part.weight * part.value for part in one.parts), abs=0.005)
        assert [part.name for part in one.parts] == list(settings.Weights.__dataclass_fields__)
        assert all(0 <= part.value <= 1 for part in one.parts)


def test_search_for_a_town_at_the_maximum_says_that_it_would_earn_no_more():
    counting = [record(record_id=f"R{n}", mentor="Avon", action=a) for n, a in enumerate(("2.2", "3.1", "3.2"))]
    view = seen(*counting, record(record_id="R9", mentor="Kent", mentee="Bolton"))
    said = f"2 towns could mentor Simsbury with 3.12 {TITLE}; Bolton comes first. "
    full = "Simsbury has the maximum of 15 points already, so it would earn no more."
    assert search(view, "Simsbury").sentence == said + full
    near = candidates.weighed(search(view, "Simsbury"), only(recognition=1))
    assert near.sentence == f"2 towns could mentor Simsbury with 3.12 {TITLE}; all come first alike. {full}"
    limits = replace(SETTINGS.limits, mentees_at_once=1)
    assert search(seen(*counting, record(record_id="R9", mentee=OUTSIDE)), "Simsbury", limits=limits).sentence.endswith(
        f"the usual limit. {full}"
    )
    assert "maximum" not in search(view, "Simsbury", "7.2").sentence
    assert "maximum" not in search(seen(*counting[:2], record(record_id="R9", mentor="Kent")), "Canton").sentence


def test_experience_in_the_window_counts_in_full_and_older_or_undated_half():
    rows = [record(implemented_on=date(2023, 11, 22)), record(record_id="R2", mentor="Avon", mentee=OUTSIDE)]
    found = search(seen(*rows), "Canton", listed=[("Granby", "3.12")])
    value = {one.town: one.parts[0].value for one in found.candidates}
    assert value == {"Hartford": 1.0, "Simsbury": 1.0, "Avon": 0.5, "Granby": 0.5}


def test_other_weights_change_the_order_and_say_so():
    view = seen(record())
    near_only = settings.Weights(0, 0, 1, 0, 0, 0, 0, 0)
    own = search(view, "Wethersfield", weights=near_only)
    usual = search(view, "Wethersfield")
    assert [one.town for one in own.candidates] == ["Hartford", "Simsbury"]
    assert candidates.moved(usual, usual) == "With these weights the first 2 stay the same."
    before = replace(usual, candidates=usual.candidates[:1])
    after = replace(usual, candidates=usual.candidates[1:])
    first, second = usual.candidates[0].town, usual.candidates[1].town
    assert candidates.moved(before, after) == f"{second} comes among the first 1 in place of {first}."
    turned = replace(usual, candidates=usual.candidates[::-1])
    assert candidates.moved(usual, turned) == f"The first 2 are the same towns in another order: {second} and {first}."


def test_weighing_anew_is_the_same_as_searching_with_these_weights():
    view = seen(record(), record(record_id="R2", mentor="Kent", mentee="Avon"))
    weights = settings.Weights(1, 0, 6, 0, 0, 1, 0, 0)
    searched, weighed = search(view, "Canton", weights=weights), candidates.weighed(search(view, "Canton"), weights)
    assert (weighed.candidates, weighed.sentence) == (searched.candidates, searched.sentence)
    assert candidates.weighed(search(seen(), "Canton"), weights).sentence == search(seen(), "Canton").sentence


def full_view():
    given = [record(record_id=f"R{n}", mentee=town) for n, town in enumerate(("Avon", "Bolton", "Bristol"))]
    return seen(*given)


def test_town_at_its_limit_is_no_candidate_and_why_not_says_so():
    found = search(full_view(), "Canton")
    assert [one.town for one in found.candidates] == ["Avon", "Bristol", "Bolton"]
    assert found.full == (("Hartford", 3),)
    why = candidates.why_not(found, knows(full_view()), "Hartford")
    assert why == "Hartford mentors 3 towns on November 22, 2026; the usual limit is 3 at once."


def test_mentorship_that_ended_before_the_day_is_no_burden():
    ended = [
        record(record_id=f"R{n}", mentee=town, last_active=date(2026, 11, 21))
        for n, town in enumerate(("Avon", "Bolton", "Bristol"))
    ]
    assert "Hartford" in [one.town for one in search(seen(*ended), "Canton").candidates]


def test_why_not_has_an_answer_for_every_town():
    view = seen(record())
    found = search(view, "Canton")
    for town in places.towns().index:
        assert candidates.why_not(found, knows(view), town).endswith((".", "apart."))
    assert candidates.why_not(found, knows(view), "Canton") == "Canton is the town that looks for a mentor."
    assert candidates.why_not(found, knows(view), "Kent") == (
        f"Nothing shows that Kent has put 3.12 {TITLE} into practice by November 22, 2026."
    )
    first, second = found.candidates
    assert candidates.why_not(found, knows(view), first.town) == (
        f"{first.town} comes first of 2 with a fit of {first.score:.1f}."
    )
    assert candidates.why_not(found, knows(view), second.town).startswith(
        f"{second.town} is number 2 of 2 with a fit of {second.score:.1f}; {first.town} comes first with "
    )


def only(**weights):
    return replace(settings.Weights(0, 0, 0, 0, 0, 0, 0, 0), **weights)


@pytest.mark.parametrize(
    ("part", "other", "action", "told"),
    [
        (
            "experience",
            "Avon",
            "3.12",
            "Hartford last put it into practice on June 1, 2026, Avon on May 3, 2021.",
        ),
        (
            "experience",
            "Granby",
            "3.12",
            "Hartford last put it into practice on June 1, 2026, Granby on a day that is not known.",
        ),
        (
            "experience",
            "Granby",
            "",
            "Hartford knows 2 actions that Canton lacks: 3.12 and 5.4. Granby knows 1 action that Canton lacks: 3.12.",
        ),
        (
            "mentored_before",
            "Granby",
            "3.12",
            f"Avon has mentored Hartford with 3.12 {TITLE}. Nothing shows that Granby has mentored a town with 3.12 "
            f"{TITLE}.",
        ),
        (
            "mentored_before",
            "Granby",
            "",
            "Avon has mentored Hartford. Nothing shows that Granby has mentored a town.",
        ),
        ("same_cog", "Kent", "3.12", "Avon and Canton both belong to CRCOG, Kent to NHCOG."),
        (
            "together",
            "Granby",
            "3.12",
            "Simsbury and Canton worked together before on 9.1 (record R4). No record shows Granby and Canton at work "
            "together.",
        ),
        ("recognition", "Kent", "3.12", "Hartford was awarded Silver (2018). No award of Kent was seen in public."),
        (
            "capacity",
            "Avon",
            "3.12",
            "Granby mentors no town now; the usual limit is 3 at once. Avon mentors 1 town now (Hartford); the usual "
            "limit is 3 at once.",
        ),
    ],
)
def test_why_not_says_what_the_first_has_and_what_the_town_asked_about_lacks(part, other, action, told):
    rows = [
        record(mentor="Avon", mentee="Hartford", implemented_on=date(2021, 5, 3), started=date(2020, 5, 1)),
        record(record_id="R2", mentee="Simsbury", implemented_on=date(2026, 6, 1)),
        record(record_id="R3", mentee="Simsbury", action="5.4"),
        record(record_id="R4", mentor="Simsbury", mentee="Canton", action="9.1", implemented_on=None),
    ]
    view, listed = seen(*rows), [("Granby", "3.12"), ("Kent", "3.12")]
    found = search(view, "Canton", action, listed=listed, weights=only(**{part: 2}))
    assert candidates.why_not(found, knows(view, listed), other).split(", most of all for this: ")[1] == told


def test_why_not_says_of_an_equal_fit_that_only_the_alphabet_ranks_it():
    view = seen(record())
    found = search(view, "Canton", weights=only(experience=1))
    assert candidates.why_not(found, knows(view), "Simsbury") == (
        "Simsbury is number 2 of 2 with a fit of 0.5, as good as Hartford's, which only the alphabet puts first."
    )


def test_two_towns_of_one_project_know_its_action_alike():
    source = sources.sample()
    view = snapshot.take(source, EDITION, sources.SAMPLE_DATE)
    found = candidates.search(view, knows(view), SETTINGS, "Kent", "3.12")
    worth = {one.town: one.parts[0].worth for one in found.candidates}
    assert (worth["Goshen"], worth["Litchfield"]) == (4.0, 4.0)
    assert "S073" not in candidates.why_not(found, knows(view), "Litchfield")


def test_why_not_for_any_action():
    view = seen(record())
    found = search(view, "Canton", "")
    assert candidates.why_not(found, knows(view), "Kent") == (
        "Nothing shows that Kent has put into practice by November 22, 2026 an action that Canton lacks."
    )


def test_town_that_knows_the_action_needs_no_mentor_for_it():
    view = seen(record())
    found = search(view, "Simsbury")
    assert found.candidates == ()
    assert found.sentence == f"Simsbury has put 3.12 {TITLE} into practice itself, so it needs no mentor for it."
    assert candidates.why_not(found, knows(view), "Hartford") == found.sentence


def test_nobody_experienced_is_a_sentence():
    assert (
        search(seen(), "Canton").sentence
        == f"No town is known to have put 3.12 {TITLE} into practice by November 22, 2026."
    )
    assert search(seen(), "Canton", "").sentence == (
        "No town is known to have put into practice by November 22, 2026 an action that Canton lacks."
    )


def test_everybody_full_is_a_sentence():
    limits = replace(SETTINGS.limits, mentees_at_once=1)
    rows = [record(mentee=OUTSIDE)]
    found = search(seen(*rows), "Canton", limits=limits)
    assert found.sentence == (
        f"Hartford could mentor Canton with 3.12 {TITLE}, but already mentors 1 town or more, the usual limit."
    )


def test_any_action_says_which_ones_the_town_lacks():
    found = search(seen(record()), "Canton", "", listed=[("Hartford", "5.4"), ("Canton", "5.4"), ("Hartford", "3.2")])
    hartford = next(one for one in found.candidates if one.town == "Hartford")
    assert hartford.reasons[0] == "Hartford knows 2 actions that Canton lacks: 3.2 and 3.12."
    assert hartford.parts[0].value == 2 / 5


def test_every_sentence_about_the_sample_can_be_rebuilt():
    """Numbers, names and days in the reasons, read back out of the sentences and looked up in the tables."""
    source = sources.sample()
    view = snapshot.take(source, EDITION, sources.SAMPLE_DATE)
    table, day = source.records.set_index("record_id"), pd.Timestamp(sources.SAMPLE_DATE)
    found = candidates.search(view, experience.known(source.records, sources.SAMPLE_DATE), SETTINGS, "Kent", "3.12")
    assert len(found.candidates) > 10
    for one in found.candidates:
        said = {part.name: part.sentence for part in one.parts}
        for partner, when, name in re.findall(
            r"Implemented with (.+?) on (\w+ \d+, \d+) \(record (\w+)\)", said["experience"]
        ):
            row = table.loc[name]
            assert {one.town, partner} == {row["mentor"], row["mentee"]}
            assert (row["action"], words.day(row["implemented_on"])) == ("3.12", when)
            assert row["implemented_on"] <= day
        helped = source.records[(source.records["mentor"] == one.town) & (source.records["action"] == "3.12")]
        helped = helped[helped["started"] <= day].sort_values("started")
        assert bool(said["mentored_before"]) == bool(len(helped))
        assert all(town in said["mentored_before"] for town in helped["mentee"].unique()[:3])
        now = source.records[
            (source.records["mentor"] == one.town)
            & (source.records["started"] <= day)
            & ~(source.records["last_active"] < day)
        ]
        number = now["mentee"].nunique()
        expected = "no town" if not number else words.count(number, "town")
        assert said["capacity"].startswith(f"{one.town} mentors {expected} now")
        assert f"{miles(one.town, 'Kent')} apart" in said["near"]
        assert ("neighbors" in said["near"]) == (one.town in places.neighbours("Kent"))
        assert f"{places.towns().at[one.town, 'population_2020']:,} residents" in said["similar_size"]
        assert said["same_cog"] == ""
        beside = one.cog == "NHCOG" and one.town not in places.neighbours("Kent")
        assert (f"{one.town} and Kent both belong to NHCOG, " in said["near"]) == beside
        assert (f"{one.town} ({one.cog}) and Kent (NHCOG) are " in said["near"]) == (
            one.cog != "NHCOG" and one.town not in places.neighbours("Kent")
        )
        for level, year in re.findall(r"(\w[\w ]*?) \((\d{4})\)", said["recognition"].split(" was awarded ")[-1]):
            awards = recognition.awards_of(one.town)
            assert ((awards["level"] == level.removeprefix("and ")) & (awards["year"] == year)).any()


def test_sentences_for_any_action_and_of_towns_that_worked_together_can_be_rebuilt():
    source = sources.sample()
    view = snapshot.take(source, EDITION, sources.SAMPLE_DATE)
    rows, day = source.records, pd.Timestamp(sources.SAMPLE_DATE)
    rows = rows[rows["programme_year"].map(actions.numbering) == actions.numbering(2024)]
    done = rows[rows["implemented_on"] <= day]
    known = {}
    for row in done.itertuples():
        for town in (row.mentor, row.mentee):
            known.setdefault(town, set()).add(row.action)
    knows, together = experience.known(source.records, sources.SAMPLE_DATE), 0
    for town in ("Coventry", "Kent"):
        for one in candidates.search(view, knows, SETTINGS, town).candidates:
            said = {part.name: part.sentence for part in one.parts}
            offered = sorted(known[one.town] - known.get(town, set()), key=actions.natural_key)
            number = words.count(len(offered), "action")
            assert (
                said["experience"] == f"{one.town} knows {number} that {town} lacks: {words.listing(offered, limit=6)}."
            )
            helped = source.records[(source.records["mentor"] == one.town) & (source.records["started"] <= day)]
            first = helped.sort_values(["started", "record_id"])["mentee"].drop_duplicates().tolist()
            assert said["mentored_before"] == (
                f"{one.town} has mentored {words.listing(first, limit=4)}." if first else ""
            )
            pairs = zip(source.records["mentor"], source.records["mentee"], strict=True)
            both = source.records[[set(pair) == {one.town, town} for pair in pairs]]
            both = both[both["started"] <= day].sort_values(["started", "record_id"])
            assert re.findall(r"\(record (\w+)\)", said["together"]) == both["record_id"].tolist()[:3]
            together += len(both)
    assert together


# --- message, reliance, settings --------------------------------------------------------------------------


def test_message_says_who_asks_for_what_and_why_this_town():
    view = seen(record())
    found = search(view, "Canton", listed=[("Avon", "3.12")])
    avon = next(one for one in found.candidates if one.town == "Avon")
    assert message.draft(view, found, avon).splitlines() == [
        "Dear colleagues in Avon,",
        "",
        f"We at CRCOG would like to find Canton a mentor for action 3.12 {TITLE}. Avon has put it into practice. "
        "Avon and Canton are neighbors, 6 miles apart.",
        "",
        "Would you share with Canton what you learned? Under Sustainable CT's action 8.5 a presentation with "
        "discussion or staff time counts. Once Canton has put the action into practice, both towns can earn 5 points.",
        "",
        "May we introduce you?",
        "",
        "[Your name]",
        "Capitol Region Council of Governments (CRCOG)",
    ]
    hartford = next(one for one in found.candidates if one.town == "Hartford")
    assert "practice, Canton can earn 5 points." in message.draft(view, found, hartford)
    assert message.subject(found) == "A mentor for Canton on action 3.12"


def promise(view, town, mentor, listed=(), action="3.12"):
    found = search(view, town, action, listed=listed)
    one = next(one for one in found.candidates if one.town == mentor)
    return message.draft(view, found, one).splitlines()[4].split(" counts. ")[1]


def three_counting(mentor, mentee, first=0):
    actions_ = ("2.2", "3.1", "3.2")
    return [record(record_id=f"C{first + n}", mentor=mentor, mentee=mentee, action=a) for n, a in enumerate(actions_)]


def test_message_promises_points_to_no_town_that_can_have_none():
    earn = "Once Canton has put the action into practice, {} can earn 5 points."
    nobody = "As the points stand now, neither town would earn more by it."
    listed = [("Avon", "3.12")]
    assert promise(seen(record()), "Canton", "Avon", listed) == earn.format("both towns")
    assert promise(seen(record()), "Canton", "Hartford") == earn.format("Canton")  # 3.12 counts for Hartford already
    mentee_full = seen(*three_counting(OUTSIDE, "Canton"), record())
    assert promise(mentee_full, "Canton", "Avon", listed) == earn.format("Avon")
    assert promise(mentee_full, "Canton", "Hartford") == nobody
    both_full = seen(*three_counting("Avon", "Canton"))
    assert promise(both_full, "Canton", "Avon", listed) == nobody
    assert promise(seen(*three_counting("Avon", "Kent")), "Canton", "Avon", listed) == earn.format("Canton")
    any_action = seen(record(), record(record_id="R2", mentor="Hartford", mentee="Kent", action="5.4"))
    assert promise(any_action, "Canton", "Hartford", action="") == earn.format("Canton")
    assert promise(any_action, "Canton", "Hartford", [("Hartford", "9.1")], action="") == earn.format("both towns")


def test_message_goes_by_the_role_where_an_edition_counts_each_by_itself():
    by_role = replace(EDITION, roles_share_the_maximum=replace(EDITION.roles_share_the_maximum, value=False))
    table = records(*three_counting("Canton", "Kent"), *three_counting(OUTSIDE, "Bolton", 3), record(record_id="R9"))
    view = snapshot.take(Source("test", table, schema.version(table), False), by_role, APPLICATION_DATE)
    earn = "{} can earn 5 points."
    assert promise(view, "Canton", "Avon", [("Avon", "3.12")]).endswith(earn.format("both towns"))
    assert promise(view, "Bolton", "Avon", [("Avon", "3.12")]).endswith(earn.format("practice, Avon"))
    said = "Bolton has the maximum of 15 points as a mentee already, so it would earn no more."
    assert search(view, "Bolton").sentence.endswith(said)


@pytest.mark.parametrize(
    ("action", "need", "begins"),
    [
        ("3.12", "3.12", f"Canton asked us at CRCOG for help with action 3.12 {TITLE}. Avon "),
        ("3.12", "", f"Canton asked us at CRCOG for help. We think of action 3.12 {TITLE}. Avon "),
        ("3.12", "5.4", f"We at CRCOG would like to find Canton a mentor for action 3.12 {TITLE}. Avon "),
        ("", "5.4", f"Canton asked us at CRCOG for help. We think of action 3.12 {TITLE}. Avon "),
    ],
)
def test_message_says_that_a_town_asked_only_where_it_did(action, need, begins):
    view = seen(record())
    found = search(view, "Canton", action, listed=[("Avon", "3.12")])
    avon = next(one for one in found.candidates if one.town == "Avon")
    drafted = message.draft(view, found, avon, asked(("Kent", action, ""), ("Canton", need, "")))
    assert drafted.splitlines()[2].startswith(begins)


def test_message_for_any_action_names_the_first_that_the_mentor_can_teach():
    view = seen(record())
    listed = [("Avon", action) for action in ("3.2", "3.12", "5.4", "9.1")]
    found = search(view, "Canton", "", listed=listed)
    avon = next(one for one in found.candidates if one.town == "Avon")
    named = words.listing(actions.label(action, 2026) for action in ("3.2", "3.12", "5.4"))
    assert f"one of the actions that Avon has put into practice, such as {named}." in message.draft(view, found, avon)


def test_message_made_from_the_sample_says_so():
    view = seen(record(), sample=True)
    found = search(view, "Canton")
    assert message.draft(view, found, found.candidates[0]).endswith("Sample: drafted from fictional records.")


def test_mentor_over_its_limit_is_told_with_what_would_be_lost():
    rows = [record(record_id="R1", mentee="Avon"), record(record_id="R2", mentee="Bolton", implemented_on=None)]
    view = seen(*rows)
    assert reliance.overloaded(view, 2) == ()
    (one,) = reliance.overloaded(view, 1)
    assert one.sentence == "Hartford mentors 2 towns at once; the usual limit is 1."
    assert one.losses[["town", "before", "after", "change"]].to_dict("records") == [
        {"town": "Avon", "before": 5, "after": 0, "change": -5}
    ]
    assert one.if_it_stopped == (
        "Without Hartford's mentorships Avon would lose 5 points. It would leave unfinished: Bolton with 3.12."
    )
    assert reliance.if_stopped(view, "Kent", 1).if_it_stopped == "No points rest on Kent's mentorships yet."


def test_losses_of_several_towns_are_summed_and_listed():
    rows = [record(record_id=f"R{n}", mentee=town) for n, town in enumerate(("Avon", "Bolton"))]
    rows.append(record(record_id="R3", mentee="Bolton", action="5.4"))
    said = reliance.if_stopped(seen(*rows), "Hartford", 3).if_it_stopped
    assert said == "Without Hartford's mentorships 2 towns would lose 15 points in all: Bolton 10 and Avon 5."


def crowded_records():
    """Few towns, many actions: repeated actions and towns over the cap, so that a loss may be made up for."""
    chance = random.Random(8)
    towns = ["Avon", "Bolton", "Canton", "Hartford", "Kent", "Simsbury"]
    rows = []
    for number in range(34):
        mentor, mentee = chance.sample(towns, 2)
        action = chance.choice(["2.2", "3.1", "3.2", "3.12", "5.4"])
        done = chance.choice([None, date(2025, 3, 1)])
        ended = chance.choice([None, date(2021, 3, 1), date(2026, 3, 1)])
        changes = {"mentor": mentor, "mentee": mentee, "action": action, "implemented_on": done}
        rows.append(record(record_id=f"R{number}", started=date(2020, 5, 1), last_active=ended, **changes))
    return rows


@pytest.mark.parametrize("rows", [None, "crowded"], ids=["sample", "crowded"])
def test_what_rests_on_a_mentor_is_what_scoring_without_its_records_takes_away(rows):
    source = sources.sample()
    view = snapshot.take(source, EDITION, sources.SAMPLE_DATE) if rows is None else seen(*crowded_records())
    table, losing = view.source.records, 0
    for mentor in sorted(set(table["mentor"])):
        without = scoring.score(table[table["mentor"] != mentor], EDITION, view.application_date)
        changes = outlook.compare(view.scorecard, without)
        expected = changes[(changes["change"] < 0) & (changes["town"] != mentor)]
        found = reliance.if_stopped(view, mentor, 3).losses
        assert found.to_dict("records") == expected.to_dict("records"), mentor
        losing += len(found)
    assert losing
    assert rows is None or {"over_cap", "same_action"} <= set(view.scorecard.claims["verdict"])


def test_towns_one_step_from_points_are_those_that_the_outlook_tells():
    sparse = [
        row | {"support": support}
        for row, support in zip(crowded_records(), ["webinar", "staff_time"] * 9, strict=False)
    ]
    for view in (snapshot.take(sources.sample(), EDITION, sources.SAMPLE_DATE), seen(*sparse)):
        listed = needs.needs_list(view, SETTINGS)
        told = {}
        for town in view.towns["town"]:
            near = [step for step in outlook.next_steps(view.scorecard, town) if len(step.changes) == 1]
            if near:
                pair = (near[0].partner, town) if near[0].role == "mentee" else (town, near[0].partner)
                told[town] = (
                    f"{town} is one step from {near[0].points} more points, for {pair[0]}'s help to {pair[1]} with "
                    f"action {near[0].action}. Still to be done: {near[0].changes[0]}."
                )
        close = {needy.town: why.sentence for needy in listed for why in needy.reasons if why.kind == "close"}
        assert told
        assert close == told


def test_introduction_kept_from_a_plan_fills_no_limit_and_is_no_mentorship_yet():
    planned = record(mentee="Salisbury", implemented_on=None, notes=f"{PLANNED} Sample: fictional.")
    view = seen(planned)
    assert reliance.overloaded(view, 0) == ()
    assert reliance.if_stopped(view, "Hartford", 1).unfinished == ()
    salisbury = next(needy for needy in needs.needs_list(view, SETTINGS) if needy.town == "Salisbury")
    assert [reason.kind for reason in salisbury.reasons] == ["no_points", "planned"]
    assert "never_mentored" not in [reason.kind for reason in salisbury.fairness]
    begun = seen(planned | {"notes": ""})
    assert [one.mentor for one in reliance.overloaded(begun, 0)] == ["Hartford"]
    done = seen(planned | {"implemented_on": date(2026, 1, 1)})
    assert [one.mentor for one in reliance.overloaded(done, 0)] == ["Hartford"]


def test_closeness_is_said_three_ways():
    assert ties.closeness("Avon", "Canton") == "Avon and Canton are neighbors, 6 miles apart."
    assert re.fullmatch(
        r"Avon and Stafford both belong to CRCOG, \d+ miles apart\.", ties.closeness("Avon", "Stafford")
    )
    assert re.fullmatch(r"Avon \(CRCOG\) and Kent \(NHCOG\) are \d+ miles apart\.", ties.closeness("Avon", "Kent"))


def changed(tmp_path, old, new):
    text = settings.FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mentoring.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "[weights.near]",
            "[weights.nearness]",
            "weights: unknown key 'nearness'; allowed: experience, mentored_before, ",
        ),
        ('label = "Near"\n', "", "weights.near: 'label' is missing."),
        ("value = 3.0", 'value = "3"', "weights.near.value is '3'; it must be a number of 0 or more."),
        ("value = 4.0", "value = -1.0", "weights.experience.value is -1.0; it must be a number of 0 or more."),
        (
            "value = 10000",
            "value = 0.5",
            "limits.small_population.value is 0.5; it must be a whole number of 1 or more.",
        ),
        ('label = "Near"', 'label = ""', "weights.near.label is ''; it must be text."),
        ("[weights.near]", "[weights.near", "is not readable TOML"),
    ],
)
def test_settings_that_do_not_fit_are_refused_with_their_place(tmp_path, old, new, told):
    with pytest.raises(UserError) as error:
        settings.settings(changed(tmp_path, old, new))
    assert str(error.value).startswith("mentoring.toml: ")
    assert told in str(error.value)
