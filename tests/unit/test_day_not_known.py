"""An action that was implemented nobody knows when: what the records keep of it, and what becomes of that later."""

from datetime import date

import pytest
from builders import csv_of

from sct_dash.records import day_not_known, learned, memory, schema
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.day_not_known import phrase
from sct_dash.records.readers import read
from sct_dash.records.store import open_store

HEADER = ["Mentor Town", "Mentee Town", "Action #", "Type of support", "Date started", "Done?"]
GOOD = ["Hartford", "Simsbury", "3.12", "staff time", "2024-05-01"]
TODAY = date(2025, 11, 23)
BY_TODAY = "Implemented by 11/23/2025, day not known"
NOT_KNOWN = "Implemented, day not known"


def sheet(done, *notes):
    return csv_of([*HEADER, *["Remarks"] * len(notes)], [*GOOD, done, *notes])


def answered(content, text):
    """A sheet read with an answer, which is remembered."""
    corrections = Corrections((Correction(2, "implemented_on", text),)) if text else Corrections()
    reading = read("nov.csv", content, corrections=corrections)
    assert reading.faults == ()
    memory.remember(reading.layout.shape, lambda known: learned.after(known, reading, corrections, ()))
    return reading


def kept(records):
    """The day of implementation and the notes of the only record."""
    row = schema.cells(records).iloc[0]
    return row["implemented_on"], row["notes"]


@pytest.mark.parametrize(
    ("said", "by", "answer"),
    [
        ("Y", TODAY, BY_TODAY),
        ("Yes; done", TODAY, BY_TODAY),
        ("Y", None, NOT_KNOWN),
        ("Y - adopted last year", TODAY, f'{BY_TODAY}: "Y - adopted last year"'),
        ('done, see\n"minutes"', None, f"{NOT_KNOWN}: \"done, see 'minutes'\""),
    ],
)
def test_answer_keeps_the_words_of_a_cell_that_say_more_than_yes(said, by, answer):
    assert phrase(said, by) == answer
    assert day_not_known.is_phrase(answer)


@pytest.mark.parametrize(
    ("notes", "answer", "record"),
    [
        ([], BY_TODAY, ("2025-11-23", BY_TODAY)),
        ([], NOT_KNOWN, ("", NOT_KNOWN)),
        (["call Ann"], BY_TODAY, ("2025-11-23", f"call Ann; {BY_TODAY}")),
        (["call Ann"], NOT_KNOWN, ("", f"call Ann; {NOT_KNOWN}")),
        ([f"call Ann; {BY_TODAY}"], BY_TODAY, ("2025-11-23", f"call Ann; {BY_TODAY}")),
    ],
)
def test_notes_say_once_that_the_day_is_not_known(notes, answer, record):
    assert kept(answered(sheet("Y", *notes), answer).records) == record


@pytest.mark.parametrize("answer", [BY_TODAY, NOT_KNOWN])
def test_own_file_comes_back_the_same(answer):
    ours = schema.to_csv(answered(sheet("Y", "call Ann"), answer).records)
    again = read("records.csv", ours)
    assert (again.faults, schema.to_csv(again.records)) == ((), ours)


@pytest.mark.parametrize(("answer", "day"), [(BY_TODAY, "2025-11-23"), (NOT_KNOWN, "")])
def test_next_months_sheet_has_the_same_day_again(answer, day):
    answered(sheet("Y", "call Ann"), answer)
    december = read("dec.csv", sheet("Y", "call Bo"))
    assert (december.faults, kept(december.records)) == ((), (day, f"call Bo; {answer}"))


@pytest.mark.parametrize("notes", [[], ["call Ann"]])
@pytest.mark.parametrize("answer", [BY_TODAY, NOT_KNOWN])
def test_day_in_next_months_sheet_takes_the_place_of_the_answer_and_of_its_note_unasked(answer, notes):
    reading = answered(sheet("Y", *notes), answer)
    open_store().import_records(reading.records, "Ana")
    december = read("dec.csv", sheet("2025-06-15", *notes))
    assert (december.faults, open_store().plan_import(december.records).clashes) == ((), ())
    open_store().import_records(december.records, "Ana")
    assert kept(open_store().records()) == ("2025-06-15", "".join(notes))


def test_day_in_next_months_sheet_leaves_what_a_hand_added_to_the_notes():
    reading = answered(sheet("Y", "call Ann"), BY_TODAY)
    open_store().import_records(reading.records, "Ana")
    by_hand = open_store().records().assign(notes=f"called Ann; {BY_TODAY}; bees like it")
    open_store().edit(by_hand, open_store().version(), "Bo")
    december = read("dec.csv", sheet("2025-06-15", "call Ann"))
    assert open_store().plan_import(december.records).clashes == ()
    open_store().import_records(december.records, "Ana")
    assert kept(open_store().records()) == ("2025-06-15", "called Ann; bees like it")


def test_day_written_by_hand_drops_the_note_and_stays_when_the_sheet_says_the_same_again():
    reading = answered(sheet("Y", "call Ann"), BY_TODAY)
    open_store().import_records(reading.records, "Ana")
    by_hand = open_store().records()
    by_hand["implemented_on"] = by_hand["implemented_on"].map(lambda _: date(2025, 6, 15)).astype("datetime64[s]")
    open_store().edit(by_hand, open_store().version(), "Bo")
    assert kept(open_store().records()) == ("2025-06-15", "call Ann")
    again = read("dec.csv", sheet("Y", "call Ann"))
    open_store().import_records(again.records, "Ana")
    assert kept(open_store().records()) == ("2025-06-15", "call Ann")


def test_row_that_gives_the_day_of_another_rows_mentorship_is_merged_without_a_note():
    rows = [*GOOD, "Y", "call Ann"], [*GOOD, "2025-06-15", ""]
    content = csv_of([*HEADER, "Remarks"], *rows)
    reading = answered(content, NOT_KNOWN)
    assert (reading.merged, kept(reading.records)) == (((3, 2),), ("2025-06-15", "call Ann"))
    turned = answered(csv_of([*HEADER, "Remarks"], [*GOOD, "", "call Ann"], [*GOOD, BY_TODAY, ""]), "")
    assert (turned.merged, kept(turned.records)) == (((3, 2),), ("2025-11-23", f"call Ann; {BY_TODAY}"))


def test_day_that_must_be_another_rows_asks_with_both_as_they_are_known():
    reading = read("nov.csv", csv_of(HEADER, [*GOOD, BY_TODAY], [*GOOD, "2025-06-15"]))
    assert [(fault.rival.theirs, fault.rival.own) for fault in reading.faults] == [(BY_TODAY, "2025-06-15")]
