"""Needs and experience are read strictly: the line names file, row, column and value."""

import pandas as pd
import pytest

from sct_dash.errors import UserError
from sct_dash.records import lists


def needs(*lines):
    return lists.read_needs("needs.csv", "\n".join(lines).encode())


def experience(*lines):
    return lists.read_experience("experience.csv", "\n".join(lines).encode())


def test_needs_are_read_in_the_products_own_words():
    table = needs("town,action,note", "simsbury,3.12,no staff", "Town of Avon,,", ",,", "Simsbury,3.12,again")
    assert table.to_dict("list") == {
        "town": ["Simsbury", "Avon"],
        "action": ["3.12", ""],
        "note": ["no staff; again", ""],
    }


def test_note_may_be_left_out():
    assert needs("action,town", "3.12,Kent").to_dict("list") == {"town": ["Kent"], "action": ["3.12"], "note": [""]}


def test_experience_without_a_year_is_of_the_current_list():
    table = experience("town,action,programme_year,source", "Kent,3.12,,report", "Kent,3.12,2019,report")
    assert table.to_dict("list") == {
        "town": ["Kent", "Kent"],
        "action": ["3.12", "3.12"],
        "programme_year": [2024, 2019],
        "source": ["report", "report"],
    }


def test_rows_about_the_same_are_one_with_all_their_notes_and_that_is_said():
    lines = ("town,action,note", "Andover,3.12,asked in May", "Kent,,", "Andover,3.12,asked again: urgent", "kent,any,")
    read = lists.listed_needs("needs.csv", "\n".join(lines).encode())
    assert read.table.to_dict("list") == {
        "town": ["Andover", "Kent"],
        "action": ["3.12", ""],
        "note": ["asked in May; asked again: urgent", ""],
    }
    assert read.joined == (
        "Rows 2 and 4 are the same, Andover, 3.12: their notes were joined.",
        "Rows 3 and 5 are the same, Kent, any action: they were kept once.",
    )


def test_experience_from_two_sources_is_one_row_with_both():
    lines = ("town,action,programme_year,source", "Kent,3.12,,report", "Kent,3.12,2024,council", "Kent,3.12,2019,old")
    read = lists.listed_experience("experience.csv", "\n".join(lines).encode())
    assert read.table["source"].tolist() == ["report; council", "old"]
    assert read.joined == ("Rows 2 and 3 are the same, Kent, 3.12: their sources were joined.",)


def test_all_faults_of_a_file_are_told_at_once_a_line_each():
    with pytest.raises(UserError) as error:
        needs("town,action,note", "Nowhere,three,x", "Kent,3.12,", "Avon,3.12,x,y", "Bolton,x,")
    assert [line.partition(": ")[0] for line in str(error.value).split("\n")] == [
        "needs.csv, row 2, town",
        "needs.csv, row 2, action",
        "needs.csv, row 4",
        "needs.csv, row 5, action",
    ]
    with pytest.raises(UserError) as error:
        needs("town,nota,town", "Kent,x,")
    assert [line.partition(";")[0] for line in str(error.value).split("\n")] == [
        "needs.csv: the first row has no column action",
        "needs.csv: column 'nota' is not known",
        "needs.csv: column 'town' stands there twice",
    ]


def test_of_very_many_faults_the_first_are_told_and_the_others_counted():
    def told(number):
        with pytest.raises(UserError) as error:
            needs("town,action", *["Kent,x"] * number)
        return str(error.value).split("\n")

    assert [line.partition(",")[0] for line in told(21)] == ["needs.csv"] * 21
    assert told(22)[19:] == [told(21)[19], "And 2 more."]


def test_action_is_not_judged_by_a_year_that_does_not_fit():
    with pytest.raises(UserError) as error:
        experience("town,action,programme_year,source", "Kent,99.1,24,x")
    assert str(error.value).count("\n") == 0


def test_header_alone_is_an_empty_list():
    assert needs("town,action,note").to_dict("list") == {"town": [], "action": [], "note": []}
    assert experience("town,action,programme_year,source").equals(lists.no_experience())


def test_written_and_read_again_is_the_same():
    table = needs("town,action,note", 'Kent,3.12,"a, b"', "Avon,,")
    assert lists.read_needs("again.csv", lists.to_csv(table)).equals(table)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("town,note", "Kent,x"), "needs.csv: the first row has no column action; it must be town,action,note."),
        (("town,action,nota", "Kent,3.12,x"), "needs.csv: column 'nota' is not known; allowed: town, action and note."),
        (("town,action,action", "Kent,3.12,x"), "needs.csv: column 'action' stands there twice; remove one."),
        (
            ("town,action,note", "Kent,3.12,", "Kennt,3.12,"),
            "needs.csv, row 3, town: 'Kennt': no Connecticut town has this name; a place in another state is written "
            "'Northampton, MA'; did you mean Kent?.",
        ),
        (
            ("town,action,note", '"Northampton, MA",3.12,'),
            "needs.csv, row 2, town: 'Northampton, MA': must be one of Connecticut's 169 towns.",
        ),
        (
            ("town,action,note", ",3.12,x"),
            "needs.csv, row 2, town: '': must be filled in with one of Connecticut's 169 towns.",
        ),
        (
            ("town,action,note", "Kent,three,"),
            "needs.csv, row 2, action: 'three': is not an action number; write category and number, as in 3.12.",
        ),
        (("town,action,note", "Kent,3.12,x,y"), "needs.csv, row 2: 'y' stands to the right of the last column."),
        ((), "needs.csv: the first row has no column town and action; it must be town,action,note."),
    ],
)
def test_fault_is_one_line_with_its_place(lines, told):
    with pytest.raises(UserError) as error:
        needs(*lines)
    assert str(error.value) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Kent,3.12,24,x", "programme_year: '24': must be a year from 2018 on, as in 2024."),
        ("Kent,3.12,2017,x", "programme_year: '2017': must be a year from 2018 on, as in 2024."),
        ("Kent,14.1,,x", "action: '14.1': there is no category 14 in 2024; categories run from 1 to 13."),
        ("Kent,,2024,x", "action: '': is not an action number; write category and number, as in 3.12."),
    ],
)
def test_fault_in_experience_is_one_line(line, told):
    with pytest.raises(UserError) as error:
        experience("town,action,programme_year,source", line)
    assert str(error.value) == f"experience.csv, row 2, {told}"


def test_bytes_that_are_no_csv_are_one_line():
    for content, told in (
        (b"\xff\xfe", "is not UTF-8 text"),
        (b'a,"b', "is not a CSV file"),
        (b"a\0b", "is not a CSV"),
    ):
        with pytest.raises(UserError, match=told):
            lists.read_needs("needs.csv", content)


def test_missing_file_is_one_line(tmp_path):
    with pytest.raises(UserError, match=r"needs\.csv: cannot be read: No such file or directory\."):
        lists.read_needs_file(tmp_path / "needs.csv")


def typed(*rows):
    return pd.DataFrame(rows, columns=["town", "action", "note"])


def test_typed_need_without_an_action_is_for_any_and_an_untouched_row_is_none():
    table = lists.typed_needs(typed(("Avon", None, "no staff"), (None, None, None), ("Kent", "Any action", None)))
    assert table.to_dict("list") == {"town": ["Avon", "Kent"], "action": ["", ""], "note": ["no staff", ""]}
    assert needs("town,action", "Avon,Any", "Kent,any action").to_dict("list")["action"] == ["", ""]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([(None, "3.12", None)], "Row 1: choose a town."),
        ([(None, "Any action", None)], "Row 1: choose a town."),
        ([("Avon", "3.12", ""), ("", "", "soon"), (" ", "", "x")], "Row 2: choose a town. Row 3: choose a town."),
        (
            [("Avon", "", "one"), ("Kent", "", ""), ("Avon", "Any action", "two")],
            "Rows 1 and 3 say the same of Avon; keep one of them.",
        ),
    ],
)
def test_typed_row_that_lacks_something_or_comes_twice_is_named(rows, told):
    with pytest.raises(UserError) as error:
        lists.typed_needs(typed(*rows))
    assert str(error.value) == told


def test_typed_experience_names_what_a_row_lacks_and_takes_an_empty_year_as_the_current_list():
    def read(*rows):
        return lists.typed_experience(pd.DataFrame(rows, columns=["town", "action", "programme_year", "source"]))

    assert read(("Kent", "3.12", None, None), ("Avon", "5.4", 2019.0, "report")).to_dict("list") == {
        "town": ["Kent", "Avon"],
        "action": ["3.12", "5.4"],
        "programme_year": [2024, 2019],
        "source": ["", "report"],
    }
    for rows, told in (
        ([("Kent", None, 2024, None)], "Row 1: choose an action."),
        ([("Kent", "3.12", 2024, ""), (None, None, 2024, "report")], "Row 2: choose a town and an action."),
        ([("Kent", "3.12", 2017, "")], "Row 1, programme_year: '2017': must be a year from 2018 on, as in 2024."),
    ):
        with pytest.raises(UserError) as error:
            read(*rows)
        assert str(error.value) == told
