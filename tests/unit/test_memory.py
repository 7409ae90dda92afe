"""What was decided about one month's sheet is done again with the next, and never with another sheet."""

import io
import json
from threading import Thread

import pytest
from builders import csv_of
from openpyxl import Workbook

from sct_dash import cli, facts
from sct_dash.errors import UserError
from sct_dash.records import learned, mappings, memory
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.memory import Decision, Memory
from sct_dash.records.readers import look, read

HEADER = ["Mentor Town", "Mentee Town", "Action #", "Type of support", "Date started"]
GOOD = ["Hartford", "Simsbury", "3.12", "staff time", "2024-05-01"]
MAY = [GOOD, ["Darren", *GOOD[1:]], ["Mystic", "Avon", *GOOD[2:]], ["Total", "3", "", "", ""]]
DECIDED = Corrections((Correction(3, "mentor", "Darien"), Correction(4, "mentor", "Groton"))).without(5)


def saved(content, corrections=DECIDED, names=()):
    """Read a sheet with decisions and remember them, as saving does."""
    reading = read("may.csv", content, corrections=corrections)
    shape = look("may.csv", content).layout.shape
    memory.remember(shape, lambda known: learned.after(known, reading, corrections, names))
    return reading


def test_corrections_and_rows_set_aside_are_done_again_and_said():
    saved(csv_of(HEADER, *MAY))
    june = read("june.csv", csv_of(HEADER, *MAY, ["Vernon", *GOOD[1:]]))
    assert june.faults == ()
    assert june.records["mentor"].tolist() == ["Hartford", "Darien", "Groton", "Vernon"]
    assert june.aside_again == {5}
    said = [str(note) for note in june.notes if note.kind == "remembered"]
    assert said == [
        "Row 3, mentor: 'Darren' corrected to 'Darien', as last time.",
        "Row 4, mentor: 'Mystic' corrected to 'Groton', as last time.",
    ]


def test_misspelling_is_corrected_in_every_row_and_what_may_mean_several_things_only_in_its_own():
    saved(csv_of(HEADER, *MAY))
    june = read("june.csv", csv_of(HEADER, *MAY, ["Darren", "Bolton", *GOOD[2:]], ["Mystic", "Bolton", *GOOD[2:]]))
    assert june.records["mentor"].tolist() == ["Hartford", "Darien", "Groton", "Darien"]
    assert [(fault.row, fault.value) for fault in june.faults] == [(7, "Mystic")]


def test_row_keeps_its_correction_while_other_cells_of_it_change():
    header, more = [*HEADER, "Notes"], [[""], ["x"], ["y"], ["z"]]
    saved(csv_of(header, *[[*row, ""] for row in MAY]))
    june = read("june.csv", csv_of(header, *[[*row, *note] for row, note in zip(MAY, more, strict=True)]))
    assert june.records["mentor"].tolist() == ["Hartford", "Darien", "Groton"]
    assert [fault.row for fault in june.faults] == [5]


def test_blank_cell_that_was_filled_in_is_filled_in_again_only_for_the_same_mentorship():
    blank = ["", "Avon", *GOOD[2:]]
    saved(csv_of(HEADER, GOOD, blank), Corrections((Correction(3, "mentor", "Bolton"),)))
    june = read("june.csv", csv_of(HEADER, GOOD, blank, ["", "Canton", *GOOD[2:]]))
    assert june.records["mentor"].tolist() == ["Hartford", "Bolton"]
    assert [fault.row for fault in june.faults] == [4]


ANSWERS = {"mentor": "Avon", "mentee": "Kent", "action": "5.4", "support": "webinar", "started": "2024-06-01"}
FULL = dict(zip(ANSWERS, GOOD, strict=True))


def below(field, mark, above, **cells):
    """A sheet in which a mark says a field again below this text."""
    row = {**FULL, "mentee": "Canton", **cells, field: mark}
    return csv_of([*HEADER, "Remarks"], [*{**FULL, field: above}.values(), ""], [*row.values(), "x"])


@pytest.mark.parametrize("field", ANSWERS)
def test_answer_for_a_mark_that_says_same_holds_below_the_same_text_and_is_asked_for_below_another(field):
    other = {"mentor": "Essex", "mentee": "Lyme", "action": "3.9", "support": "talk", "started": "2024-07-01"}[field]
    answer = Corrections((Correction(3, field, ANSWERS[field]),))
    assert saved(below(field, "same", ANSWERS[field]), answer).faults == ()
    same = read("june.csv", below(field, "same", ANSWERS[field]))
    assert (same.faults, [(one.row, one.again) for one in same.applied]) == ((), [(3, True)])
    june = read("june.csv", below(field, "same", other))
    assert ([(fault.row, fault.column) for fault in june.faults], june.applied) == ([(3, field)], ())


def test_answer_for_a_mentor_that_is_left_out_is_asked_for_again_below_another_mentor():
    saved(below("mentor", "", "Avon"), Corrections((Correction(3, "mentor", "Avon"),)))
    assert read("june.csv", below("mentor", "", "Avon")).faults == ()
    (fault,) = read("june.csv", below("mentor", "", "Essex")).faults
    assert (fault.row, fault.column, fault.options) == (3, "mentor", ("Essex",))


def test_answer_about_another_cell_of_a_row_that_says_same_is_no_other_mentorships():
    answers = Corrections((Correction(3, "mentor", "Avon"), Correction(3, "action", "5.4")))
    saved(below("mentor", "same", "Avon", action="?"), answers)
    assert read("june.csv", below("mentor", "same", "Avon", action="?")).faults == ()
    june = read("june.csv", below("mentor", "same", "Essex", action="?"))
    assert [(fault.row, fault.column) for fault in june.faults] == [(3, "mentor"), (3, "action")]


def test_answer_for_a_mark_that_was_remembered_without_what_stands_above_is_asked_for():
    content = below("support", "same", "webinar")
    shape = look("may.csv", content).layout.shape
    own = memory.row_key(["Hartford", "Canton", "3.12", "2024-05-01"])
    old = Decision("support", "same", "webinar", own), Decision("notes", "x", "y", own)
    memory.remember(shape, lambda _: Memory(old))
    june = read("june.csv", content)
    assert [(fault.row, fault.column) for fault in june.faults] == [(3, "support")]


def test_right_cell_is_never_changed_by_what_was_decided_elsewhere():
    late = [*GOOD, "2023-01-01"]
    saved(csv_of([*HEADER, "Completed"], late), Corrections((Correction(2, "implemented_on", "2025-01-01"),)))
    other = ["Avon", "Canton", "5.4", "staff time", "2022-05-01", "2023-01-01"]
    june = read("june.csv", csv_of([*HEADER, "Completed"], late, other))
    assert june.records["implemented_on"].dt.strftime("%Y-%m-%d").tolist() == ["2025-01-01", "2023-01-01"]


def test_cell_that_was_put_right_in_the_sheet_itself_is_read_as_it_stands():
    header = [*HEADER, "Completed"]
    saved(csv_of(header, [*GOOD, "2023-01-01"]), Corrections((Correction(2, "implemented_on", "2025-01-01"),)))
    june = read("june.csv", csv_of(header, [*GOOD, "2025-03-01"]))
    assert june.records["implemented_on"].dt.strftime("%Y-%m-%d").tolist() == ["2025-03-01"]


def test_nothing_is_done_to_a_sheet_of_another_shape():
    saved(csv_of(HEADER, *MAY))
    other = read("other.csv", csv_of([*HEADER, "Contact"], *[[*row, "Ann"] for row in MAY]))
    assert [fault.row for fault in other.faults] == [3, 4, 5]


def test_decision_of_last_time_can_be_asked_about_again_and_is_forgotten_with_the_next_saving():
    content = csv_of(HEADER, *MAY)
    saved(content)
    anew = Corrections().asked_again(("mentor", "Darren", "")).back(5)
    again = saved(content, anew)
    assert {fault.row for fault in again.faults} == {3, 5}
    assert {fault.row for fault in read("june.csv", content).faults} == {3, 5}


def test_decision_for_one_mentorship_is_asked_about_again_in_its_own_row_alone():
    mystic = [["Mystic", town, *GOOD[2:]] for town in ("Avon", "Kent", "Vernon")]
    content = csv_of(HEADER, *mystic)
    towns = ("Groton", "Groton", "Stonington")
    saved(content, Corrections(tuple(Correction(row, "mentor", town) for row, town in enumerate(towns, start=2))))
    (second,) = (one.decision.about for one in read("june.csv", content).applied if one.row == 3)
    again = saved(content, Corrections().asked_again(second))
    assert [fault.row for fault in again.faults] == [3]
    assert again.records["mentor"].tolist() == ["Groton", "Stonington"]
    assert [fault.row for fault in read("july.csv", content).faults] == [3]


def test_decision_for_everywhere_is_asked_about_again_in_every_row_but_those_with_their_own():
    rows = [["Darren", town, *GOOD[2:]] for town in ("Avon", "Kent", "Vernon")]
    content = csv_of(HEADER, *rows)
    saved(content, Corrections((Correction(2, "mentor", "Darien"), Correction(3, "mentor", "Darien"))).without(4))
    asked = read("june.csv", content, corrections=Corrections().asked_again(("mentor", "Darren", "")))
    assert [fault.row for fault in asked.faults] == [2, 3]


def test_other_answer_does_not_come_to_hold_everywhere_because_one_is_asked_about_again():
    rows = [["Darren", town, *GOOD[2:]] for town in ("Avon", "Kent", "Sharon")]
    content = csv_of(HEADER, *rows)
    saved(content, Corrections((Correction(2, "mentor", "Darien"), Correction(3, "mentor", "Bolton"))))
    (own,) = (one.decision.about for one in read("june.csv", content).applied if one.decision.text == "Bolton")
    asked = read("june.csv", content, corrections=Corrections().asked_again(own))
    assert [fault.row for fault in asked.faults] == [2, 3, 4]


def test_new_decision_stands_in_place_of_the_old_one():
    content = csv_of(HEADER, *MAY)
    saved(content)
    saved(content, Corrections((Correction(4, "mentor", "Stonington"),)))
    assert read("june.csv", content).records["mentor"].tolist() == ["Hartford", "Darien", "Stonington"]


def test_records_that_a_sheet_lost_are_those_of_its_last_version_and_not_of_another_sheet_of_its_shape():
    ours, theirs = {"R1", "R2", "R3"}, {"S1", "S2"}
    known = Memory().after((), (), ours, True).after((), (), theirs, True)
    assert known.gone({"R1", "R2", "R9"}) == {"R3"}
    assert known.gone({"S1"}) == {"S2"}
    assert known.gone({"R1", "X1", "X2"}) == set()
    assert known.gone(set()) == set()
    assert known.after((), (), {"R1", "R2"}, True).imports == (
        frozenset(theirs),
        frozenset(ours),
        frozenset({"R1", "R2"}),
    )


def test_same_version_again_and_one_whose_import_was_undone_are_held_against_the_version_before():
    may, june = {"R1", "R2", "R3"}, {"R1", "R2", "R4"}
    known = Memory().after((), (), may, True).after((), (), june, True)
    assert known.gone(june) == {"R3"}
    assert known.gone({"R1", "R2", "R4", "R5"}, {"R1", "R2", "R3", "R4"}) == set()
    assert known.gone({"R1", "R2", "R4", "R5"}, {"R1", "R2", "R3"}) == {"R3"}
    again = known.after((), (), june, True)
    assert again.imports == known.imports
    july = known.after((), (), {"R1", "R4"}, True)
    assert july.imports == (frozenset(june), frozenset({"R1", "R4"}))
    assert july.gone({"R1", "R9"}) == {"R4"}


def test_memory_is_read_as_it_was_written(tmp_path):
    file = tmp_path / "local" / "decisions.json"
    kept = Memory((Decision("mentor", "Darren", "Darien"),), ("abc",), (frozenset({"R1"}),), True)
    memory.remember("a", lambda _: kept, file)
    memory.remember("b", lambda _: Memory(), file)
    assert (memory.remembered("a", file), memory.remembered("c", file)) == (kept, memory.NOTHING)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"a": 1}', '{"a": {"cells": [["size", "", ""]], "aside": [], "imports": []}}']
)
def test_damaged_memory_is_told_in_one_line(text):
    facts.LOCAL.mkdir()
    (facts.LOCAL / "decisions.json").write_text(text)
    with pytest.raises(UserError) as told:
        read("r.csv", csv_of(HEADER, GOOD))
    assert str(told.value) == (
        "decisions.json: is damaged; delete it from data/local, and the rows are asked about again."
    )


def test_cells_and_not_their_form_make_a_rows_key():
    assert memory.row_key(("Avon", 3.0, None)) == memory.row_key((" Avon", "3"))
    assert memory.row_key(("Avon", "x")) != memory.row_key(("Avonx",))


def test_what_a_placeholder_stood_for_holds_for_its_own_row_alone():
    rows = [GOOD, [*GOOD[:1], "Avon", *GOOD[2:]], ["Avon", "TBD", *GOOD[2:]], ["Bolton", "TBD", "3.2", *GOOD[3:]]]
    saved(csv_of(HEADER, *rows), Corrections((Correction(4, "mentee", "Canton"), Correction(5, "mentee", "Simsbury"))))
    june = read("june.csv", csv_of(HEADER, *rows, ["Vernon", "TBD", "3.3", *GOOD[3:]]))
    assert june.records["mentee"].tolist() == ["Simsbury", "Avon", "Canton", "Simsbury"]
    assert [(fault.row, fault.column) for fault in june.faults] == [(6, "mentee")]


def test_rows_that_look_alike_are_asked_about_each_time():
    rows = [["Avon", "Canton", "", *GOOD[3:], "pollinators"], ["Avon", "Canton", "", *GOOD[3:], "solar"]]
    content = csv_of([*HEADER, "Remarks"], *rows)
    saved(content, Corrections((Correction(2, "action", "3.12"), Correction(3, "action", "5.4"))))
    assert [(fault.row, fault.column) for fault in read("june.csv", content).faults] == [(2, "action"), (3, "action")]


def test_a_correction_of_one_of_two_alike_rows_is_told_and_can_be_taken_back():
    rows = [["Avon", "Canton", "", *GOOD[3:], "pollinators"], ["Avon", "Canton", "", *GOOD[3:], "solar"]]
    content = csv_of([*HEADER, "Remarks"], *rows)
    reading = read("may.csv", content, corrections=Corrections((Correction(3, "action", "5.4"),)))
    (one,) = reading.applied
    assert (one.row, one.decision.field, one.decision.text) == (3, "action", "5.4")
    assert not one.again
    assert learned.after(memory.NOTHING, reading, Corrections(), ()).cells == ()


AT_ODDS = [["Avon", "Canton", "3.12", said, "2024-05-01"] for said in ("staff time", "webinar")]
AS_THE_FIRST, AS_THE_SECOND = Correction(3, "support", "staff_time"), Correction(2, "support", "webinar")


@pytest.mark.parametrize(
    ("right", "said", "row", "support"),
    [
        (AS_THE_FIRST, "'webinar' corrected to 'staff time', as last time", 6, "staff_time"),
        (AS_THE_SECOND, "'staff time' corrected to 'webinar', as last time", 4, "webinar"),
    ],
)
def test_which_of_two_rows_at_odds_is_right_is_known_next_month_wherever_they_stand(right, said, row, support):
    header = [*HEADER, "Notes"]
    saved(csv_of(header, *[[*one, ""] for one in AT_ODDS]), Corrections((right,)))
    first, second = AT_ODDS
    others = [[*GOOD, ""], ["Kent", *GOOD[1:], ""]]
    june = read("june.csv", csv_of(header, *others, [*first, "x"], [*GOOD, ""], [*second, ""]))
    assert june.faults == ()
    assert june.records["support"].tolist() == ["staff_time", "staff_time", support]
    assert [(note.row, note.text) for note in june.notes if note.kind == "remembered"] == [(row, said)]
    assert learned.after(memory.NOTHING, june, Corrections(), ()).cells == tuple(one.decision for one in june.applied)


@pytest.mark.parametrize("right", [AS_THE_FIRST, AS_THE_SECOND])
@pytest.mark.parametrize("place", [0, 1])
def test_rows_at_odds_are_asked_about_again_once_either_cell_says_something_else(right, place):
    saved(csv_of(HEADER, *AT_ODDS), Corrections((right,)))
    changed = [list(row) for row in AT_ODDS]
    changed[place][3] = "presentation"
    june = read("june.csv", csv_of(HEADER, *changed))
    assert [(fault.row, fault.value) for fault in june.faults] == [(3, changed[1][3])]
    assert june.applied == ()


@pytest.mark.parametrize("right", [AS_THE_FIRST, AS_THE_SECOND])
def test_row_that_no_other_contradicts_any_more_is_read_as_it_stands(right):
    saved(csv_of(HEADER, *AT_ODDS), Corrections((right,)))
    assert read("june.csv", csv_of(HEADER, AT_ODDS[0])).records["support"].tolist() == ["staff_time"]
    assert read("june.csv", csv_of(HEADER, AT_ODDS[1], AT_ODDS[1])).records["support"].tolist() == ["webinar"]


def test_rows_at_odds_may_change_places_and_one_more_of_them_is_asked_about():
    saved(csv_of(HEADER, *AT_ODDS), Corrections((AS_THE_FIRST,)))
    june = read("june.csv", csv_of(HEADER, *reversed(AT_ODDS)))
    assert ([one.row for one in june.applied], june.records["support"].tolist()) == ([2], ["staff_time"])
    assert [fault.row for fault in read("july.csv", csv_of(HEADER, *AT_ODDS, AT_ODDS[1])).faults] == [3, 4]


def test_rows_at_odds_that_are_asked_about_again_get_the_other_answer():
    content = csv_of(HEADER, *AT_ODDS)
    (one,) = saved(content, Corrections((AS_THE_FIRST,))).applied
    anew = Corrections().asked_again(one.decision.about)
    assert [fault.row for fault in read("june.csv", content, corrections=anew).faults] == [3]
    saved(content, anew.plus(AS_THE_SECOND))
    july = read("july.csv", content)
    assert ([one.row for one in july.applied], july.records["support"].tolist()) == ([2], ["webinar"])


def test_answer_for_every_row_that_says_the_same_is_remembered_and_one_for_some_of_them_is_not():
    content = csv_of(HEADER, *AT_ODDS, AT_ODDS[1])
    every = (AS_THE_FIRST, Correction(4, "support", "staff_time"))
    saved(content, Corrections(every[:1]))
    assert [fault.row for fault in read("june.csv", content).faults] == [3, 4]
    saved(content, Corrections(every))
    june = read("june.csv", content)
    assert (june.faults, june.merged) == ((), ((3, 2), (4, 2)))


def with_merged_notes(*said):
    """A workbook of one row with a header that is merged over the columns F and G."""
    book = Workbook()
    book.active.append([*HEADER, "Notes"])
    book.active.append(["Mystic", *GOOD[1:], *said])
    book.active.merge_cells("F1:G1")
    saved_to = io.BytesIO()
    book.save(saved_to)
    return saved_to.getvalue()


def test_decisions_hold_when_the_next_sheet_fills_a_column_under_a_merged_header():
    may, june = with_merged_notes("a call"), with_merged_notes("a call", "and a visit")
    reading = read("may.xlsx", may, corrections=Corrections((Correction(2, "mentor", "Groton"),)))
    shape = look("may.xlsx", may).layout.shape
    memory.remember(shape, lambda known: learned.after(known, reading, Corrections(), {"R1"}))
    mappings.remember(shape, reading.mapping)
    glance = look("june.xlsx", june)
    assert (glance.layout.shape, glance.remembered) == (shape, True)
    (later,) = read("june.xlsx", june).records.to_dict("records")
    assert (later["mentor"], later["notes"]) == ("Groton", "a call; and a visit")


ALIKE = [["Hartford", "Mystic", *GOOD[2:], said] for said in ("x", "")]


def of_both(field, text):
    return Corrections((Correction(2, field, text), Correction(3, field, text)))


def test_newer_answer_for_one_of_two_alike_rows_lets_the_older_one_for_both_be_forgotten():
    content = csv_of([*HEADER, "Evidence"], *ALIKE)
    assert saved(content, of_both("mentee", "Groton")).merged == ((3, 2),)
    may = memory.remembered(look("may.csv", content).layout.shape)
    newer = Corrections((Correction(3, "mentee", "Stonington"),))
    june = saved(content, newer)
    assert (june.faults, june.records["mentee"].tolist()) == ((), ["Groton", "Stonington"])
    assert learned.is_news(may, june, newer)
    july = read("july.csv", content)
    assert ([(fault.row, fault.column) for fault in july.faults], july.merged) == ([(2, "mentee"), (3, "mentee")], ())


def test_newer_answer_for_one_of_two_alike_rows_lets_the_one_for_everywhere_be_forgotten():
    rows = [["Darren", *GOOD[1:], said] for said in ("x", "")]
    content = csv_of([*HEADER, "Evidence"], *rows)
    saved(content, of_both("mentor", "Darien"))
    june = saved(content, Corrections((Correction(3, "mentor", "Avon"),)))
    assert (june.faults, june.records["mentor"].tolist()) == ((), ["Darien", "Avon"])
    july = read("july.csv", content)
    assert ([(fault.row, fault.column) for fault in july.faults], july.merged) == ([(2, "mentor"), (3, "mentor")], ())


def test_answer_for_alike_rows_that_is_given_to_one_of_them_once_more_stays():
    content = csv_of([*HEADER, "Evidence"], *ALIKE)
    saved(content, of_both("mentee", "Groton"))
    june = saved(content, Corrections((Correction(3, "mentee", "Groton"),)))
    assert [(one.row, one.again, one.lasting) for one in june.applied] == [(2, True, True), (3, False, False)]
    july = read("july.csv", content)
    assert (july.faults, july.merged) == ((), ((3, 2),))


def test_of_two_identical_rows_one_set_aside_does_not_take_the_other_with_it():
    content = csv_of(HEADER, ["TBD", *GOOD[1:]], ["TBD", *GOOD[1:]])
    saved(content, Corrections((Correction(2, "mentor", "Avon"),)).without(3))
    assert [fault.row for fault in read("june.csv", content).faults] == [2, 3]


@pytest.mark.parametrize(
    ("column", "said", "meant"),
    [(1, "Canton?", "Canton"), (2, "3.12?", "3.12"), (4, "about May 2024", "May 2024"), (2, "tree thing", "3.12")],
)
def test_a_doubt_is_settled_for_its_own_row_alone(column, said, meant):
    field = ("mentor", "mentee", "action", "support", "started")[column]
    first, other = list(GOOD), ["Avon", "Bolton", *GOOD[2:]]
    first[column] = other[column] = said
    saved(csv_of(HEADER, first), Corrections((Correction(2, field, meant),)))
    june = read("june.csv", csv_of(HEADER, first, other))
    assert [(fault.row, fault.column) for fault in june.faults] == [(3, field)]


def test_answer_that_was_not_understood_is_not_remembered():
    content = csv_of(HEADER, ["Cantin", *GOOD[1:]])
    saved(content, Corrections((Correction(2, "mentor", "Canttonn Xyz"),)))
    assert [fault.value for fault in read("june.csv", content).faults] == ["Cantin"]


def test_record_whose_row_is_left_out_is_asked_for_again_next_month():
    may = Memory().after((), (), {"R1", "R2", "R3"}, True)
    june = may.after((), (), {"R1", "R2"}, False)
    assert june.gone({"R1", "R2"}) == {"R3"}


def test_second_of_two_people_who_decide_at_once_waits_and_both_are_remembered():
    other = Thread(target=memory.remember, args=("theirs", lambda _: Memory(aside=("their row",))))

    def slowly(_):
        other.start()
        other.join(0.5)
        assert other.is_alive()
        return Memory(aside=("our row",))

    memory.remember("ours", slowly)
    other.join(10)
    assert [memory.remembered(shape).aside for shape in ("ours", "theirs")] == [("our row",), ("their row",)]


def test_row_that_two_rows_of_the_next_sheet_could_be_is_asked_about():
    row = ["Avon", "Canton", "", *GOOD[3:]]
    saved(csv_of(HEADER, row), Corrections((Correction(2, "action", "3.12"),)))
    assert read("june.csv", csv_of(HEADER, row)).faults == ()
    june = read("june.csv", csv_of([*HEADER, "Remarks"], [*row, "a"], [*row, "b"]))
    assert read("july.csv", csv_of(HEADER, row, row)).faults != ()
    assert [(fault.row, fault.column) for fault in june.faults] == [(2, "action"), (3, "action")]


def test_misspelling_that_got_two_answers_is_asked_about():
    rows = [["Darren", *GOOD[1:]], ["Darren", "Kent", *GOOD[2:]]]
    saved(csv_of(HEADER, *rows), Corrections((Correction(2, "mentor", "Darien"), Correction(3, "mentor", "Avon"))))
    june = read("june.csv", csv_of(HEADER, *rows, ["Darren", "Sharon", *GOOD[2:]]))
    assert [(fault.row, fault.column) for fault in june.faults] == [(2, "mentor"), (4, "mentor")]


def test_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "local").write_text("a file")
    with pytest.raises(UserError, match=r"^decisions\.json could not be written in "):
        memory.remember("a", lambda known: known, tmp_path / "local" / "decisions.json")


def test_check_tells_rows_set_aside_last_time_in_one_line_and_not_as_problems(tmp_path, capsys):
    content = csv_of(HEADER, GOOD, *[["Total", str(number), "", "", ""] for number in range(3)], ["Avn", *GOOD[1:]])
    file = tmp_path / "may.csv"
    file.write_bytes(content)
    saved(content, Corrections().without(3, 4, 5))
    assert cli.main(["check", str(file)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[:3] == [
        "may.csv: 5 rows = 1 accepted + 0 merged + 4 quarantined.",
        "Set aside as last time: rows 3, 4 and 5; they can be brought back on the Records page.",
        "Row 6, mentor: 'Avn': is no Connecticut town. Did you mean Avon?",
    ]
    saved(content, Corrections((Correction(6, "mentor", "Avon"),)))
    assert cli.main(["check", str(file), "--json"]) == 0
    told = capsys.readouterr()
    assert (json.loads(told.out)["quarantined"], json.loads(told.out)["problems"]) == (3, [])
    assert told.err == "Set aside as last time: rows 3, 4 and 5; they can be brought back on the Records page.\n"


def test_sheet_that_became_no_record_is_no_version_of_another():
    may = Memory().after((), (), {"R1", "R2"}, True)
    assert may.after((), ("a row",), (), True).imports == may.imports


def test_what_is_asked_about_again_is_the_very_decision_that_was_applied():
    content = csv_of(HEADER, ["Darren", *GOOD[1:]])
    memory.remember(look("may.csv", content).layout.shape, lambda _: Memory((Decision("mentor", "Darren", "Avon"),)))
    (applied,) = read("june.csv", content).applied
    assert applied.decision == Decision("mentor", "Darren", "Avon")
    asked = read("june.csv", content, corrections=Corrections().asked_again(applied.decision.about))
    assert [fault.value for fault in asked.faults] == ["Darren"]


def visits(*rows, word="Site visit"):
    """A sheet with a row for each of these mentees."""
    return csv_of(HEADER, *[["Hartford", mentee, "3.12", word, "2024-05-01"] for mentee in rows])


def forms_of(*answers):
    """Answers for the rows of a sheet, the first of them row 2."""
    return Corrections(tuple(Correction(row, "support", text) for row, text in enumerate(answers, 2) if text))


def supports(reading):
    return dict(reading.records[["mentee", "support"]].values.tolist())


def hints(reading):
    return {fault.row: fault.suggestion for fault in reading.faults}


def test_word_for_the_help_holds_for_its_own_rows_and_is_only_suggested_for_new_ones():
    saved(visits("Avon", "Kent", word="misc."), forms_of("staff_time", "staff_time"))
    june = read("june.csv", visits("Avon", "Kent", "Bolton", word="misc."))
    assert supports(june) == dict.fromkeys(["Avon", "Kent"], "staff_time")
    assert hints(june) == {4: "staff_time"}
    assert june.faults[0].options == ("staff_time",)
    assert "Row 2, support: 'misc.' corrected to 'staff time', as last time." in [str(n) for n in june.notes]
    anew = Corrections().asked_again(*[one.decision.about for one in june.applied])
    again = read("june.csv", visits("Avon", "Kent", "Bolton", word="misc."), corrections=anew)
    assert [fault.row for fault in again.faults] == [2, 3, 4]


def test_what_is_likely_by_the_words_is_still_offered_beside_what_they_meant_before():
    saved(visits("Avon"), forms_of("other"))
    june = read("june.csv", visits("Avon", "Bolton"))
    assert june.faults[0].suggestion == "other"
    assert june.faults[0].options == ("other", "staff_time")


def test_word_for_the_help_that_meant_different_forms_suggests_none():
    saved(visits("Avon", "Kent", word="misc."), forms_of("staff_time", "presentation"))
    june = read("june.csv", visits("Avon", "Kent", "Bolton", word="misc."))
    assert supports(june) == {"Avon": "staff_time", "Kent": "presentation"}
    assert hints(june) == {4: ""}


def test_word_that_says_of_no_help_suggests_nothing_for_another_row():
    saved(visits("Avon", word="TBD"), forms_of("staff_time"))
    june = read("june.csv", visits("Avon", "Bolton", word="TBD"))
    assert supports(june) == {"Avon": "staff_time"}
    assert hints(june) == {3: ""}
