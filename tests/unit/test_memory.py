"""What was decided about one month's sheet is done again with the next, and never with another sheet."""

import pytest
from builders import csv_of

from sct_dash import facts
from sct_dash.errors import UserError
from sct_dash.records import memory
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
    known = memory.remembered(shape)
    aside = [memory.row_key(row.cells) for row in reading.set_aside]
    forgotten = Memory(tuple(one for one in known.cells if (one.field, one.value) in corrections.anew), reading.back)
    memory.remember(shape, known.after([one.decision for one in reading.applied], aside, forgotten, names))
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
    header, more = (
        [*HEADER, "Notes"],
        [
            [
                "",
            ],
            ["x"],
            ["y"],
            ["z"],
        ],
    )
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
    anew = Corrections().undone("mentor", "Darren", (3,)).back(5)
    again = saved(content, anew)
    assert [fault.row for fault in again.faults] == [3, 5]
    assert [fault.row for fault in read("june.csv", content).faults] == [3, 5]


def test_new_decision_stands_in_place_of_the_old_one():
    content = csv_of(HEADER, *MAY)
    saved(content)
    saved(content, Corrections((Correction(4, "mentor", "Stonington"),)))
    assert read("june.csv", content).records["mentor"].tolist() == ["Hartford", "Darien", "Stonington"]


def test_records_that_a_sheet_lost_are_those_of_its_last_version_and_not_of_another_sheet_of_its_shape():
    ours, theirs = {"R1", "R2", "R3"}, {"S1", "S2"}
    known = Memory().after((), (), memory.NOTHING, ours).after((), (), memory.NOTHING, theirs)
    assert known.gone({"R1", "R2", "R9"}) == {"R3"}
    assert known.gone({"S1"}) == {"S2"}
    assert known.gone({"R1", "X1", "X2"}) == set()
    assert known.gone(set()) == set()
    assert known.after((), (), memory.NOTHING, {"R1", "R2"}).imports == (frozenset(theirs), frozenset({"R1", "R2"}))


def test_memory_is_read_as_it_was_written(tmp_path):
    file = tmp_path / "local" / "decisions.json"
    kept = Memory((Decision("mentor", "Darren", "Darien"),), ("abc",), (frozenset({"R1"}),))
    memory.remember("a", kept, file)
    memory.remember("b", Memory(), file)
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
