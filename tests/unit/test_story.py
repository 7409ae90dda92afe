"""The story says what the snapshot says, in the steps that were chosen."""

from dataclasses import replace
from datetime import date

import pytest
from builders import record
from meetings import full, of, sample, taken
from plan_cases import experience_of, needs_of

from sct_dash import places, story
from sct_dash.plan.problem import Options, Triple
from sct_dash.records.planned import PLANNED
from sct_dash.story import STEPS
from sct_dash.words import SAMPLE_MARK

EARLIER = date(2026, 6, 1)


def numbers(step):
    return [(number.value, number.label) for number in step.numbers]


def test_story_has_nine_steps_when_there_is_a_plan_and_no_earlier_date():
    told = story.tell(sample("CRCOG"), story.proposal(sample("CRCOG")))
    assert [step.key for step in told.steps] == [key for key in STEPS if key != "since"]
    assert [(left.key, left.why) for left in told.left_out] == [("since", "No earlier date was chosen.")]


def test_story_leaves_out_the_introductions_without_a_plan_and_says_so():
    told = story.tell(sample("CRCOG"))
    assert "introductions" not in [step.key for step in told.steps]
    assert ("introductions", "No plan of introductions was given.") in [(left.key, left.why) for left in told.left_out]


def test_steps_come_in_the_order_chosen_and_no_others():
    told = story.tell(sample("CRCOG"), keys=["thanks", "map", "finding"])
    assert [step.key for step in told.steps] == ["thanks", "map", "finding"]
    assert told.left_out == ()
    with pytest.raises(KeyError):
        told.step("points")


@pytest.mark.parametrize("region", [None, "CRCOG", "MetroCOG", "NHCOG"])
def test_big_numbers_are_the_snapshots(region):
    snapshot = sample(region)
    n, told = snapshot.numbers, story.tell(snapshot)
    assert [value for value, _ in numbers(told.step("finding"))] == [
        str(n.with_points), str(n.points), str(n.ready_points), str(n.points_at_risk),
    ]  # fmt: skip
    assert numbers(told.step("losing"))[0] == (str(n.points_at_risk), "points lapse unless renewed")
    assert numbers(told.step("seeking"))[0] == (str(n.without_tie), "with no mentor and no mentee")
    assert numbers(told.step("map"))[0] == (str(n.mentorships), "mentorships")
    inside, across = (int(value) for value, _ in numbers(told.step("flows")))
    assert inside + across == n.mentorships


@pytest.mark.parametrize("region", [None, "CRCOG", "MetroCOG"])
def test_numbers_that_steps_say_are_those_counted_from_towns_and_mentorships(region):
    snapshot = sample(region)
    told, towns, active = story.tell(snapshot), snapshot.towns, snapshot.own_active
    own = set(towns["town"])
    tied = own & {*active["mentor"], *active["mentee"]}
    assert told.step("map").title.startswith(f"{len(tied)} of ")
    assert numbers(told.step("map"))[1][0] == str(len(own - tied))
    helping = active[active["mentor"].isin(own)].groupby("mentor")["mentee"].nunique()
    assert [value for value, _ in numbers(told.step("mentors"))] == [str(len(helping)), str(helping.max())]
    earned = towns["points"].sum()
    assert [value for value, _ in numbers(told.step("points"))] == [
        str(earned),
        str(earned - towns["ready_points"].sum()),
    ]
    most, none = (towns["points"] == 15).sum(), (towns["points"] == 0).sum()
    assert told.step("points").sentences == (
        f"{f'{most} towns have' if most else 'No town has'} the maximum of 15.",
        f"{none} have none yet.",
    )
    near = [town for town in own - tied if places.neighbours(town) & {*snapshot.active["mentor"]}]
    assert numbers(told.step("seeking"))[1][0] == str(len(near))
    assert told.step("thanks").title == f"Thank you to the {len(tied)} towns that shared or sought advice"


@pytest.mark.parametrize("region", [None, "CRCOG", "MetroCOG"])
def test_every_note_names_the_application_date_the_rules_and_the_sample(region):
    for step in story.tell(sample(region)).steps:
        assert "Application date November 1, 2026" in step.note
        assert "edition 2024" in step.note
        assert SAMPLE_MARK in step.note


def test_note_names_the_users_own_file_and_no_sample():
    note = story.tell(taken(of(record(), name="ours.csv"))).steps[0].note
    assert "Made from ours.csv: 1 record, version " in note
    assert "fictional" not in note


def test_only_what_is_about_to_be_lost_is_marked_so():
    told = story.tell(sample("CRCOG"), story.proposal(sample("CRCOG")), sample("CRCOG", EARLIER))
    marked = {(step.key, number.label) for step in told.steps for number in step.numbers if number.loss}
    lapsing = {"lapse by May 1, 2027 unless renewed", "points lapse unless renewed", "towns lose some"}
    assert {label for _, label in marked} == lapsing
    assert {key for key, _ in marked} == {"finding", "losing"}


def test_since_counts_what_happened_after_the_earlier_day_and_up_to_the_application_date():
    rows = [
        record(record_id="R1", started=date(2026, 6, 1), implemented_on=date(2026, 6, 1)),  # on the earlier day itself
        record(record_id="R2", mentee="Avon", started=date(2026, 6, 2), implemented_on=date(2026, 11, 22)),
        record(record_id="R3", mentee="Canton", started=date(2026, 11, 23), implemented_on=date(2026, 11, 23)),
        record(record_id="R4", mentor="Essex", mentee="Lyme", started=date(2026, 7, 1), implemented_on=None),
    ]
    source = of(*rows)
    change = story.Since(taken(source, "CRCOG", EARLIER), taken(source, "CRCOG"))
    assert (change.begun, change.implemented) == (1, 1)
    # R1 counts on both days: Hartford and Simsbury 5 each. R2 adds Avon's 5; Hartford's 3.12 counts already.
    assert change.points == 5
    assert list(change.towns["town"]) == ["Avon"]


def test_since_is_told_with_both_days_and_a_table_of_who_moved():
    step = story.tell(sample("CRCOG"), earlier=sample("CRCOG", EARLIER)).step("since")
    assert step.title == "CRCOG's towns have 40 points more than on June 1, 2026"
    assert numbers(step)[0] == ("+40", "points since June 1, 2026")
    assert int(step.table["change"].sum()) == 40


def test_introductions_are_the_plans_with_the_regions_gain():
    plan = story.proposal(sample("CRCOG"), 4)
    step = story.tell(sample("CRCOG"), plan).step("introductions")
    assert list(zip(step.table["mentor"], step.table["mentee"], strict=True)) == [
        (one.mentor, one.mentee) for one in plan.introductions
    ]
    assert int(step.table["points"].sum()) == plan.points_gained
    assert step.title == f"4 introductions would bring CRCOG's towns {plan.points_gained} points"
    assert all(reason in step.note for one in plan.introductions for reason in one.reasons)


def test_introductions_say_that_the_plan_page_has_more_only_when_all_that_were_asked_for_are_told():
    plan = story.proposal(sample("CRCOG"), 4)
    assert story.tell(sample("CRCOG"), plan).step("introductions").sentences[1:] == (
        "At most 2 new mentees per mentor; the Plan page can propose more.",
    )
    asked_more = replace(plan, options=replace(plan.options, introductions=9))
    assert story.tell(sample("CRCOG"), asked_more).step("introductions").sentences[1:] == (
        "At most 2 new mentees per mentor.",
    )


def test_introductions_keep_what_was_agreed_and_the_limit_for_a_mentor():
    its = sample("CRCOG")
    usual = story.proposal(its, 6)
    out, kept = usual.introductions[0].triple, usual.introductions[-1].triple
    gone = Triple("Hartford", "Hartford", "3.12")
    wishes = Options(mentor_limit=1, locks=(kept, gone), forbids=(out,))
    plan = story.proposal(its, 1, wishes=wishes)
    assert [one.triple for one in plan.introductions] == [kept]
    assert "At most 1 new mentee per mentor" in story.tell(its, plan).step("introductions").sentences[1]
    assert out not in {one.triple for one in story.proposal(its, 6, wishes=wishes).introductions}
    two = tuple(one.triple for one in usual.introductions[:2])
    assert len(story.proposal(its, 1, wishes=Options(locks=two)).introductions) == 2


def test_introductions_are_for_the_towns_asked_for_and_say_so_with_their_limits():
    its = taken(of(), "CRCOG")
    asked, knows = needs_of([("Avon", "3.12")]), experience_of([("Kent", "3.12")])
    plan = story.proposal(its, 5, knows, asked=asked)
    assert {one.mentee for one in plan.introductions} == {"Avon"}
    step = story.tell(its, plan, planned_for="stated needs").step("introductions")
    assert "Planned for stated needs only." in step.sentences
    limits = "Limits of this plan: at most 5 in all, at most 2 for one mentor, planned for"
    assert f"{limits} stated needs only." in step.note
    assert f"{limits} every town." in story.tell(its, plan).step("introductions").note
    fair = story.proposal(its, 5, knows, asked=asked, wishes=Options(mentee_limit=1))
    limits = limits.replace(", planned for", ", at most 1 for one mentee, planned for")
    step = story.tell(its, fair).step("introductions")
    assert f"{limits} every town." in step.note
    assert "At most 2 new mentees per mentor and 1 introduction per mentee." in step.sentences


def test_towns_that_are_being_introduced_are_not_told_to_look_for_a_mentor():
    planned = record(record_id="P", mentor="Stratford", mentee="Easton", implemented_on=None, notes=PLANNED)
    step = story.tell(taken(of(planned), "MetroCOG")).step("seeking")
    assert step.title == "4 towns have no mentor, no mentee and no introduction planned"
    assert numbers(step)[0] == ("4", "with no mentor, no mentee and no introduction planned")
    assert not {"Stratford", "Easton"} & set(step.table["town"])
    assert step.sentences == ("An introduction is planned for Easton and Stratford.",)


def test_one_is_said_in_the_singular():
    told = story.tell(taken(of(record()), "CRCOG"))
    assert numbers(told.step("map")) == [("1", "mentorship"), ("36", "towns without one")]
    assert numbers(told.step("flows")) == [("1", "stays inside"), ("0", "cross a border")]


def test_introductions_rest_on_the_experience_list_and_name_the_needs():
    its = taken(of(), "CRCOG")
    assert story.proposal(its).introductions == ()
    plan = story.proposal(
        its, 50, experience_of([("Kent", "3.12")]), needs_of([(town, "3.12") for town in its.towns["town"]])
    )
    assert {one.mentor for one in plan.introductions} == {"Kent"}
    assert all(f"{one.mentee} asked for help with action 3.12" in " ".join(one.reasons) for one in plan.introductions)


def test_thanks_names_exactly_the_regions_towns_that_have_a_tie():
    source = of(record(), record(record_id="R2", mentor="Northampton, MA", mentee="Avon"))
    step = story.tell(taken(source, "CRCOG")).step("thanks")
    assert list(step.table["town"]) == ["Avon", "Hartford", "Simsbury"]
    assert step.sentences[0] == "And to 1 municipality beyond CRCOG that worked with them."


def test_story_without_any_record_is_told_all_the_same():
    told = story.tell(taken(of(), "MetroCOG"))
    assert told.step("thanks").title == "Thank you: the first mentorship is still to come"
    assert told.step("mentors").title == "No town mentors another"
    assert told.step("losing").sentences == ("Every action that counts today still counts then.",)


def test_step_without_rows_is_told_by_its_numbers_and_a_sentence_and_the_map_is_drawn():
    pictures = {step.key: step.picture for step in story.tell(taken(of(), "MetroCOG")).steps}
    by_numbers = {key for key, picture in pictures.items() if picture == "numbers"}
    assert by_numbers == {"finding", "mentors", "flows", "losing"}
    assert {pictures[key] for key in ("map", "points", "seeking")} == {"map", "points", "table"}
    seeking = story.tell(full()).step("seeking")
    assert (seeking.picture, seeking.title) == ("numbers", "Every town has a tie")
    assert seeking.sentences == ("Every town mentors another or is mentored.",)


def test_flows_say_what_their_series_mean_and_what_the_cogs_in_sight_are_called():
    told = story.tell(sample("MetroCOG")).step("flows")
    assert told.legend == (
        "Given: MetroCOG's town is the mentor. Received: MetroCOG's town is the mentee. Councils of Governments: "
        "MetroCOG Connecticut Metropolitan, NVCOG Naugatuck Valley, WestCOG Western Connecticut."
    )
    legend = story.tell(sample()).step("flows").legend
    assert legend.startswith("Inside: both towns are in the COG. Given: its town mentors one elsewhere. Received: ")
    assert legend.endswith(", WestCOG Western Connecticut.")
    assert all(f" {cog} " in legend for cog in places.cogs().index)
    assert {step.key for step in story.tell(sample()).steps if step.legend} == {"flows"}


def test_flows_of_a_region_add_up_to_what_crosses_its_border():
    snapshot = sample("CRCOG")
    step = story.tell(snapshot).step("flows")
    own = snapshot.cogs.set_index("cog").loc["CRCOG"]
    assert (step.table["given_out"].sum(), step.table["received"].sum()) == (own["given_out"], own["received"])


def test_full_region_has_every_town_on_every_list():
    told = story.tell(full())
    assert len(told.step("thanks").table) == 38
    assert len(told.step("points").table) == 38
    assert told.step("losing").numbers[1].value == "38"
