"""The mark of a planned introduction in a record's notes: what keeps it, what ends it, what taking it off leaves."""

from datetime import date

import pytest
from builders import APPLICATION_DATE, record, records

from sct_dash.records import planned


def is_planned(notes, **more):
    return bool(planned.is_planned(records(record(**{"notes": notes, "implemented_on": None} | more))).iloc[0])


@pytest.mark.parametrize(
    "notes",
    [
        planned.PLANNED,
        f"{planned.PLANNED} Sample: fictional.",
        f"Call Bob first. {planned.PLANNED}",
        f"Call Bob first\n{planned.PLANNED}",
        "planned introduction",
        "PLANNED INTRODUCTION: waiting for the new planner",
        "Planned introduction\nCall Bob first",
        "Planned introduction - it begins in spring",
    ],
)
def test_reworded_or_added_to_a_mark_is_still_one_and_can_be_taken_off(notes):
    assert is_planned(notes)
    (rest,) = planned.begun(records(record(notes=notes, implemented_on=None)))["notes"]
    assert not is_planned(rest)
    assert rest.startswith(planned.BEGUN)
    assert "introduction" not in rest.removeprefix(planned.BEGUN).lower()


@pytest.mark.parametrize(
    "notes",
    [
        "",
        "Not begun yet.",
        "This was not a planned introduction.",
        "Planned introductions are discussed in May.",
        "Planned introduction of the new planner went well.",
        "Planned introduction, begun in May.",
        "Planned introduction: it has begun.",
    ],
)
def test_notes_that_only_speak_of_one_are_no_mark(notes):
    assert not is_planned(notes)


def test_implemented_record_is_planned_no_more_whatever_its_notes_say():
    assert not is_planned(planned.PLANNED, implemented_on=date(2023, 6, 1))


def test_standing_on_a_day_is_what_has_not_ended_before_it():
    rows = records(
        *(
            record(record_id=name, notes=planned.PLANNED, implemented_on=None, last_active=last)
            for name, last in (("R1", None), ("R2", APPLICATION_DATE), ("R3", date(2026, 11, 21)))
        )
    )
    assert [*planned.standing(rows, APPLICATION_DATE)["record_id"]] == ["R1", "R2"]


def test_in_progress_is_what_is_planned_or_begun_and_by_the_day_neither_ended_nor_implemented():
    cases = {
        "R1": {"notes": planned.PLANNED},
        "R2": {"notes": planned.BEGUN},
        "R3": {"notes": "Call Bob. Planned introduction: it has begun."},
        "R4": {"notes": ""},
        "R5": {"notes": planned.BEGUN, "last_active": date(2026, 11, 21)},
        "R6": {"notes": planned.BEGUN, "implemented_on": APPLICATION_DATE},
        "R7": {"notes": planned.BEGUN, "implemented_on": date(2026, 11, 23)},
    }
    rows = records(*(record(**{"record_id": name, "implemented_on": None} | case) for name, case in cases.items()))
    assert [*planned.in_progress(rows, APPLICATION_DATE)["record_id"]] == ["R1", "R2", "R3", "R7"]


@pytest.mark.parametrize(
    ("notes", "rest"),
    [
        (planned.PLANNED, ""),
        (f"{planned.PLANNED} Sample: fictional.", "Sample: fictional."),
        (f"Call Bob. {planned.PLANNED} Ask Ann.", "Call Bob. Ask Ann."),
        (f"{planned.PLANNED} {planned.PLANNED} Twice.", "Twice."),
        ("Planned introduction: waits\nCall Bob.", "Call Bob."),
        ("Nothing of the kind.", "Nothing of the kind."),
    ],
)
def test_saying_that_it_has_begun_leaves_the_other_notes(notes, rest):
    given = records(record(notes=notes, implemented_on=None))
    after = planned.begun(given)
    assert [*after["notes"]] == [f"{planned.BEGUN} {rest}".strip()]
    assert after.drop(columns="notes").equals(given.drop(columns="notes"))
