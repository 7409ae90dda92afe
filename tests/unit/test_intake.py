"""Intake: what becomes of each row, how a person's decisions are applied, and that no row is ever lost."""

import io
import re
import zipfile
from datetime import date, datetime

import pandas as pd
import pytest
from builders import csv_of, record
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sct_dash import facts
from sct_dash.errors import UserError
from sct_dash.exports import quarantine
from sct_dash.records import headers, learned, mappings, memory, notes, readers, schema
from sct_dash.records.corrections import EACH, Correction, Corrections
from sct_dash.records.headers import Mapping
from sct_dash.records.readers import look, read

_NOT_WHEN = "says that the action was implemented but not when; points count from that day, so write it"
HEADER = ["Mentor Town", "Mentee Town", "Action #", "Type of support", "Date started"]
GOOD = ["Hartford", "Simsbury", "3.12", "presentation", "2024-05-01"]


def xlsx_of(*rows, **more):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, others in more.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def table(columns, *rows):
    """A file with these columns beside the needed ones, filled in row by row."""
    return csv_of([*HEADER, *columns], *[[*GOOD, *cells] for cells in rows])


def one(**cells):
    """The only record of a file with these columns."""
    reading = read("r.csv", table(list(cells), list(cells.values())))
    assert reading.faults == ()
    return reading.records.iloc[0], [str(note) for note in reading.notes if note.row > 1]


def told(reading):
    return [str(fault) for fault in reading.faults]


def adds_up(reading):
    return reading.rows_in == reading.accepted + len(reading.merged) + reading.quarantined


# --- days that are spans -------------------------------------------------------------------------------


def test_month_of_last_activity_is_its_first_day_and_of_implementation_its_last_so_that_no_points_are_promised():
    row, notes = one(**{"Last active": "June 2024", "Completed": "June 2024"})
    assert (row["last_active"].date(), row["implemented_on"].date()) == (date(2024, 6, 1), date(2024, 6, 30))
    assert notes == [
        "Row 2, last active: 'June 2024' read as June 1, 2024, its first day.",
        "Row 2, implemented on: 'June 2024' read as June 30, 2024, its last day.",
    ]


def test_last_activity_in_the_month_of_the_start_is_the_day_it_started():
    reading = read("r.csv", csv_of([*HEADER, "Last active"], [*GOOD[:4], "5/15/2024", "May 2024"]))
    assert reading.records["last_active"].dt.date.tolist() == [date(2024, 5, 15)]
    assert str(reading.notes[-1]) == "Row 2, last active: 'May 2024' read as May 15, 2024, the day it started."


def test_span_that_ends_before_the_start_is_a_contradiction():
    assert told(read("r.csv", table(["Last active"], ["2023"]))) == [
        "Row 2, last active: '2023': is before the mentorship started, May 1, 2024."
    ]


@pytest.mark.parametrize("start", ["May 2024", "2024", "Spring 2024", "Q2 2024"])
def test_start_told_by_its_month_or_year_alone_is_told_as_rough_by_the_name_of_its_record(start):
    rows = [*GOOD[:4], start], ["Avon", *GOOD[1:4], "5/1/2024"], ["Bolton", *GOOD[1:4], "June 3, 2024"]
    reading = read("r.csv", csv_of(HEADER, *rows))
    names = dict(zip(reading.records["mentor"], reading.records["record_id"], strict=True))
    assert reading.rough_starts == {names["Hartford"]}


def test_start_of_which_another_row_or_a_person_tells_the_day_is_not_rough():
    rough, exact = [*GOOD[:4], "May 2024"], [*GOOD[:4], "5/1/2024"]
    for rows in ([rough, exact], [exact, rough]):
        merged = read("r.csv", csv_of(HEADER, *rows))
        assert (merged.accepted, merged.rough_starts) == (1, frozenset())
    said = Corrections((Correction(2, "started", "2024-05-14"),))
    assert read("r.csv", csv_of(HEADER, rough), corrections=said).rough_starts == frozenset()
    month = Corrections((Correction(2, "started", "May 2024"),))
    assert len(read("r.csv", csv_of(HEADER, exact), corrections=month).rough_starts) == 1


def test_other_days_told_by_their_month_make_no_start_rough():
    one_row = table(["Last active", "Completed"], ["June 2024", "June 2024"])
    assert read("r.csv", one_row).rough_starts == frozenset()


# --- lists of actions ----------------------------------------------------------------------------------

OLD = [*GOOD[:4], "2019-05-01"]


def test_number_from_before_2021_asks_for_its_list():
    reading = read("r.csv", csv_of(HEADER, OLD))
    assert told(reading) == [
        "Row 2, programme year: '': started in 2019, and all action numbers changed in 2021; say from which year's "
        "list 3.12 is."
    ]
    assert reading.faults[0].options == ("2024", "2019")


def test_number_from_before_2021_with_the_title_of_today_does_not_ask():
    assert told(read("r.csv", csv_of(HEADER, [*OLD[:2], "3.12 Enhance Pollinator Pathways", *OLD[3:]]))) == []


def test_number_from_before_2021_with_its_programme_year_does_not_ask():
    reading = read("r.csv", csv_of([*HEADER, "Program year"], [*OLD[:2], "3.4", *OLD[3:], "2019"], [*GOOD, "2024"]))
    assert (told(reading), reading.records["programme_year"].tolist()) == ([], [2019, 2024])


def test_file_of_our_own_means_the_default_year_and_says_so():
    reading = read("r.csv", csv_of(["mentor", "mentee", "action", "support", "started"], OLD))
    assert (told(reading), reading.records["programme_year"].tolist()) == ([], [2024])
    assert [str(note) for note in reading.notes] == [
        "Row 2, programme year: empty, so 3.12 is of the list of 2024; in 2019 it was another action."
    ]


EARLY = "is before Sustainable CT's first year, 2018"


@pytest.mark.parametrize(
    ("said", "day"), [("2015", "2015-01-01"), ("5/1/2007", "2007-05-01"), ("Dec 31, 2017", "2017-12-31")]
)
def test_start_before_the_programme_asks_for_the_day_alone(said, day):
    (fault,) = read("r.csv", csv_of(HEADER, [*GOOD[:4], said])).faults
    assert (fault.column, fault.value, fault.options) == ("started", said, (day,))
    assert (fault.reason, fault.suggestion) == (f"{EARLY}; check the year", "")


def test_starts_before_the_programme_are_one_question_of_which_each_keeps_its_day():
    (problem,) = read("r.csv", csv_of(HEADER, [*GOOD[:4], "2015"], ["Avon", *GOOD[1:4], "6/1/2016"])).problems
    assert [(one.row, one.text) for one in problem.chosen(0)] == [(2, "2015-01-01"), (3, "2016-06-01")]


def test_start_of_the_first_year_asks_for_the_list_as_before():
    (fault,) = read("r.csv", csv_of(HEADER, [*GOOD[:4], "2018-01-01"])).faults
    assert fault.column == "programme_year"


def test_start_before_the_programme_that_a_person_confirms_is_told_and_then_asks_for_its_list():
    confirmed = Corrections((Correction(2, "started", "2015-05-01"),))
    content = csv_of(HEADER, [*GOOD[:4], "5/1/2015"])
    assert [fault.column for fault in read("r.csv", content, corrections=confirmed).faults] == ["programme_year"]
    both = confirmed.plus(Correction(2, "programme_year", "2024"))
    reading = read("r.csv", content, corrections=both)
    assert [str(note) for note in reading.notes if note.kind == "unusual" and note.column == "started"] == [
        f"Row 2, started: May 1, 2015 {EARLY}."
    ]


def test_start_before_the_programme_in_a_file_of_our_own_is_kept_and_told():
    row = [*GOOD[:4], "2015-05-01"]
    reading = read("r.csv", csv_of(["mentor", "mentee", "action", "support", "started"], row))
    assert (reading.accepted, f"Row 2, started: May 1, 2015 {EARLY}." in map(str, reading.notes)) == (1, True)


def test_3_1_in_a_text_file_asks_unless_the_column_shows_that_last_zeros_were_kept():
    rows = [[*GOOD[:2], "3.1", *GOOD[3:]], ["Avon", "Canton", "3.10", *GOOD[3:]]]
    assert [fault.options for fault in read("r.csv", csv_of(HEADER, rows[0])).faults] == [("3.1", "3.10")]
    assert read("r.csv", csv_of(HEADER, *rows)).records["action"].tolist() == ["3.1", "3.10"]


# --- columns -------------------------------------------------------------------------------------------


def test_column_mapped_to_notes_keeps_its_header_beside_its_text():
    content = table(["Contact", "Notes"], ["Ann", "by phone"], ["", "x"])
    mapping = Mapping((*look("r.csv", content).mapping.fields[:5], "notes", "notes"))
    reading = read("r.csv", content, mapping=mapping)
    assert reading.records["notes"].tolist() == ["Contact: Ann; by phone"]


def test_column_that_is_not_read_is_said_with_how_much_it_holds():
    reading = read("r.csv", table(["Contact", "Phone"], ["Ann", ""]))
    assert "Row 1: the column 'Contact' is not read; 1 cell in it." in [str(note) for note in reading.notes]
    assert not [note for note in reading.notes if "Phone" in note.text]


def test_header_that_is_not_the_fields_own_is_noted():
    assert str(read("r.csv", csv_of(HEADER, GOOD)).notes[0]) == (
        "Row 1, mentor: the column 'Mentor Town' is read as mentor."
    )


def test_two_columns_for_one_field_are_refused():
    with pytest.raises(UserError) as refused:
        read("r.csv", csv_of(HEADER, GOOD), mapping=Mapping(("mentor", "mentor", "action", "support", "started")))
    assert str(refused.value) == "r.csv: 2 columns are read as mentor; choose one."


def test_remembered_mapping_is_used_for_the_next_file_of_that_shape():
    content = csv_of(["Town", "Partner town", *HEADER[2:]], GOOD)
    with pytest.raises(UserError):
        read("r.csv", content)
    glance = look("r.csv", content)
    assert [heading.options for heading in glance.layout.questions] == [("mentor", "mentee")] * 2
    mappings.remember(glance.layout.shape, Mapping(("mentee", "mentor", *glance.mapping.fields[2:])))
    again = read("next.csv", csv_of(["TOWN", "Partner Town:", *HEADER[2:]], GOOD))
    assert again.records[["mentor", "mentee"]].values.tolist() == [["Simsbury", "Hartford"]]
    assert look("r.csv", content).remembered


def test_rows_above_the_header_are_said():
    reading = read("r.csv", csv_of(["A title"], ["updated by Ann"], [""], HEADER, GOOD))
    assert str(reading.notes[0]) == "Row 4: 2 rows above the header are not read."


def test_column_that_stands_twice_is_refused_until_a_person_chooses_one():
    content = csv_of([*HEADER, "Last contact", "End date"], [*GOOD, "1/1/2025", "1/2/2025"])
    with pytest.raises(UserError) as refused:
        read("r.csv", content)
    assert str(refused.value) == "r.csv: 'Last contact' and 'End date' both seem to be last active; keep one."
    chosen = Mapping((*look("r.csv", content).mapping.fields[:5], "", "last_active"))
    assert read("r.csv", content, mapping=chosen).records["last_active"].dt.date.tolist() == [date(2025, 1, 2)]


# --- whether it was implemented, in two columns --------------------------------------------------------


def completed(flag, day):
    """A file whose only row says in two columns whether and when its action was implemented."""
    return read("r.csv", table(["Completed?", "Completion date"], [flag, day]))


@pytest.mark.parametrize(
    ("flag", "day", "value", "reason"),
    [
        ("Yes", "", "Yes", _NOT_WHEN),
        ("yes", "TBD", "yes; TBD", "'TBD' says not implemented, the other cell says more"),
        ("No", "2026-01-01", "No; 2026-01-01", "'No' says not implemented, the other cell says more"),
        (
            "in progress",
            "1/5/25",
            "in progress; 1/5/25",
            "'in progress' says not implemented, the other cell says more",
        ),
        ("2025-01-01", "2025-02-01", "2025-01-01; 2025-02-01", "gives two different days"),
        ("perhaps", "2025-01-01", "perhaps; 2025-01-01", "is not a date; write month/day/year, as in 5/1/2024"),
        ("Yes", "done", "Yes; done", _NOT_WHEN),
    ],
)
def test_two_columns_of_implementation_that_do_not_agree_ask(flag, day, value, reason):
    (fault,) = completed(flag, day).faults
    assert (fault.column, fault.value, fault.reason) == ("implemented_on", value, reason)


@pytest.mark.parametrize(
    ("flag", "day", "implemented"),
    [
        ("Yes", "2026-01-01", date(2026, 1, 1)),
        ("Completed 9/1/2025", "", date(2025, 9, 1)),
        ("done", "June 2025", date(2025, 6, 30)),
        ("", "2026-01-01", date(2026, 1, 1)),
        ("n/a", "2026-01-01", date(2026, 1, 1)),
        ("2026-01-01", "1/1/2026", date(2026, 1, 1)),
        ("No", "", None),
        ("not yet", "TBD", None),
    ],
)
def test_two_columns_of_implementation_that_agree_are_one_day(flag, day, implemented):
    reading = completed(flag, day)
    assert reading.faults == ()
    assert [None if value is None else value for value in reading.records["implemented_on"].dt.date.tolist()] == [
        implemented
    ] or (implemented is None and reading.records["implemented_on"].isna().all())


def test_day_beside_a_no_is_offered_and_how_two_columns_were_read_is_noted():
    def noted(flag, day):
        return [note.text for note in completed(flag, day).notes if note.row > 1]

    assert completed("No", "June 2025").faults[0].options == ("2025-06-30",)
    assert noted("Yes", "6/15/2025") == ["'6/15/2025' read as June 15, 2025"]
    assert noted("No", "not yet") == ["'No; not yet' read as not implemented yet"]


def test_both_columns_of_implementation_stay_read_when_one_is_chosen_for_it():
    assert look("r.csv", table(["Completed?", "Completion date"], ["Yes", ""])).mapping.places("implemented_on") == (
        5,
        6,
    )
    assert "implemented_on" in headers.JOINED


def test_status_that_is_not_read_is_said_and_what_is_done_without_a_date_asks():
    content = table(["Status"], ["Implemented"], ["green"])
    unread = Mapping((*look("r.csv", content).mapping.fields[:5], ""))
    reading = read("r.csv", content, mapping=unread)
    assert told(reading) == [
        "Row 2, implemented on: 'Implemented': the column 'Status', which is not read, says that the action was "
        "implemented; write the date."
    ]
    assert [note.text for note in reading.notes if note.kind == "unusual" and "Status" in note.text] == [
        "the column 'Status' is not read and may say which actions were implemented; 2 cells in it"
    ]
    empty = Corrections().plus(Correction(2, "implemented_on", ""))
    assert read("r.csv", content, mapping=unread, corrections=empty).accepted == 1


# --- a cell that names several -------------------------------------------------------------------------

SEVERAL = csv_of(
    [*HEADER, "Record ID"],
    ["Avon", "Simsbury, Canton & Granby", *GOOD[2:], "R-9"],
    ["Avon", "Canton", *GOOD[2:], ""],
    ["Bolton", "Vernon", "5.8; 5.6", *GOOD[3:], ""],
)


def test_cell_that_names_several_towns_or_actions_offers_a_record_for_each():
    found = [(fault.row, fault.several, fault.options) for fault in read("r.csv", SEVERAL).faults]
    assert found == [(2, True, ("Simsbury", "Canton", "Granby")), (4, True, ("5.8", "5.6"))]


def test_row_made_into_several_records_loses_none_and_counts_once():
    decided = Corrections().plus(
        Correction(2, "mentee", "Simsbury\nCanton\nGranby"), Correction(4, "action", "5.8\n5.6")
    )
    reading = read("r.csv", SEVERAL, corrections=decided)
    pairs = list(zip(reading.records["mentee"], reading.records["action"], strict=True))
    assert pairs == [
        ("Simsbury", "3.12"), ("Canton", "3.12"), ("Granby", "3.12"), ("Vernon", "5.8"), ("Vernon", "5.6"),
    ]  # fmt: skip
    assert (reading.rows_in, reading.accepted, reading.merged, reading.quarantined) == (3, 2, ((3, 2),), 0)
    assert (reading.rows, reading.made_into_several) == ((2, 2, 2, 4, 4), (2, 4))
    assert reading.records["record_id"].tolist()[0] == "R-9"
    assert reading.records["record_id"].is_unique
    assert [note.text for note in reading.notes if note.kind == "corrected"] == [
        "'Simsbury, Canton & Granby' made into 3 records, for Simsbury, Canton and Granby",
        "'5.8; 5.6' made into 2 records, for 5.8 and 5.6",
    ]


def test_two_names_of_one_town_make_one_record_which_keeps_the_rows_own_name():
    decided = Corrections().plus(Correction(2, "mentee", "Simsbury\nTown of Simsbury"))
    reading = read("r.csv", SEVERAL, corrections=decided)
    assert reading.records.query("mentee == 'Simsbury'")["record_id"].tolist() == ["R-9"]
    assert [note for note in reading.notes if note.kind == "merged"] == []


def test_same_below_a_row_made_into_several_means_none_of_them():
    content = csv_of(HEADER, ["Avon", "Simsbury, Canton", *GOOD[2:]], ["Bolton", "same", *GOOD[2:]])
    decided = Corrections().plus(Correction(2, "mentee", "Simsbury\nCanton"))
    assert [(f.row, f.suggestion) for f in read("r.csv", content, corrections=decided).faults] == [(3, "")]


def test_record_of_a_row_made_into_several_that_says_the_same_as_another_is_merged_and_told():
    rows = [["Avon", "Canton", *GOOD[2:]], ["Avon", "Canton, Granby", *GOOD[2:]]]
    decided = Corrections().plus(Correction(3, "mentee", "Canton\nGranby"))
    reading = read("r.csv", csv_of(HEADER, *rows), corrections=decided)
    assert (reading.rows_in, reading.accepted, reading.merged) == (2, 2, ())
    assert [note.text for note in reading.notes if note.kind == "merged"] == [
        "one of its records is one with that of row 2"
    ]


def test_row_made_into_several_is_quarantined_whole_when_one_of_them_is_at_odds():
    columns = [*HEADER, "Evidence"]
    rows = [["Avon", "Granby", *GOOD[2:], "minutes"], ["Avon", "Canton, Granby", *GOOD[2:], "slides"]]
    decided = Corrections().plus(Correction(3, "mentee", "Canton\nGranby"))
    reading = read("r.csv", csv_of(columns, *rows), corrections=decided)
    assert (reading.records["mentee"].tolist(), reading.quarantined) == (["Granby"], 1)


@pytest.mark.parametrize("text", ["Canton", "Simsbury\nCanton\nGranby"])
def test_what_was_chosen_of_several_holds_for_its_own_mentorship_alone(text):
    decided = Corrections().plus(Correction(2, "mentee", text))
    (one,) = read("r.csv", SEVERAL, corrections=decided).applied
    assert (one.decision.text, one.decision.row != "") == (text, True)


def test_misspelled_town_among_several_is_never_taken_for_the_only_one():
    (fault,) = read("r.csv", csv_of(HEADER, ["Avon", "Simsbury, Glastonberry", *GOOD[2:]])).faults
    assert (fault.suggestion, fault.options, fault.several) == ("", ("Simsbury", "Glastonbury"), True)


THIRTEEN = "Avon, Bolton, Canton, Granby, Kent, Salem, Union, Vernon, Warren, Darien, Easton, Weston, Glastonberry"


@pytest.mark.parametrize(
    "text", ["Simsbury, Nowhereville", "Simsbury / Simsbry", THIRTEEN, "Glastonberry & Avon Land Trust"]
)
def test_cell_of_which_a_part_is_no_town_or_that_names_one_or_too_many_offers_no_row_for_each(text):
    (fault,) = read("r.csv", csv_of(HEADER, ["Hartford", text, *GOOD[2:]])).faults
    assert (fault.column, fault.several) == ("mentee", False)


def test_one_in_a_status_column_that_is_not_read_may_be_a_count_and_asks_nothing():
    content = table(["Status"], ["Implemented"], ["1"])
    unread = Mapping((*look("r.csv", content).mapping.fields[:5], ""))
    assert [fault.row for fault in read("r.csv", content, mapping=unread).faults] == [2]


# --- formulas, far years, titles -----------------------------------------------------------------------

UNCALCULATED = "holds a formula that was never calculated; open and save the file in a spreadsheet program"


def test_formula_that_was_never_calculated_asks_and_is_not_merged_away():
    rows = [["Avon", "Canton", *GOOD[2:4], "2024-05-01", "=DATE(2025,5,1)"], ["Avon", "Canton", *GOOD[2:], ""]]
    reading = read("r.xlsx", xlsx_of([*HEADER, "Completed"], *rows, ["=A2"]))
    assert [(fault.row, fault.column, fault.reason) for fault in reading.faults if fault.row == 2] == [
        (2, "implemented_on", UNCALCULATED)
    ]
    assert (reading.rows_in, reading.accepted, reading.quarantined, adds_up(reading)) == (3, 1, 2, True)
    assert [fault.reason for fault in reading.faults if fault.row == 4 and fault.column == "mentor"] == [UNCALCULATED]


def test_formula_that_was_never_calculated_is_only_told_where_free_text_stands_or_nothing_is_read():
    content = xlsx_of([*HEADER, "Notes", "Partners", "Budget"], [*GOOD, "=1+1", "=3+3", "=2+2"])
    reading = read("r.xlsx", content)
    noted = [(note.column, note.text) for note in reading.notes if note.row == 2]
    assert (reading.faults, noted) == ((), [("notes", UNCALCULATED), ("partners", UNCALCULATED)])


def test_total_that_was_never_calculated_is_a_total():
    content = xlsx_of(["No.", *HEADER, "Completed"], [1, *GOOD, ""], ["Total", "", "", "", "", "", "=COUNTA(B2:B2)"])
    reading = read("r.xlsx", content)
    assert told(reading) == ["Row 3: 'Total': is a total, not a record."]


def test_row_whose_town_or_only_cell_beside_a_text_was_never_calculated_is_no_total_and_no_note():
    rows = [["Total", "=B2", "", *GOOD[2:], ""], ["see Bob", *[""] * 5, "=DATE(2025,5,1)"]]
    reading = read("r.xlsx", xlsx_of(["No.", *HEADER, "Completed"], *rows))
    assert [(fault.row, fault.column) for fault in reading.faults if fault.reason == UNCALCULATED] == [
        (2, "mentor"),
        (3, "implemented_on"),
    ]


def test_formula_that_was_never_calculated_is_answered_by_a_correction():
    content = xlsx_of([*HEADER, "Completed"], [*GOOD, "=DATE(2025,5,1)"])
    reading = read("r.xlsx", content, corrections=Corrections((Correction(2, "implemented_on", "5/1/2025"),)))
    assert reading.records["implemented_on"].dt.date.tolist() == [date(2025, 5, 1)]


def with_formula_stored_as(cell):
    """A workbook whose only formula stands in F2, stored as a spreadsheet program does it."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_of([*HEADER, "Completed"], [*GOOD, "=A1"]))) as made,
        zipfile.ZipFile(written, "w") as changed,
    ):
        for part in made.namelist():
            changed.writestr(part, re.sub(rb'<c r="F2".*?</c>', cell, made.read(part)))
    return written.getvalue()


@pytest.mark.parametrize(
    ("cell", "asks", "implemented"),
    [
        (b'<c r="F2"><f>A1</f></c>', True, []),
        (b'<c r="F2" t="str"><f>A1</f><v></v></c>', False, [None]),
        (b'<c r="F2"><f>A1</f><v>45800</v></c>', False, [date(2025, 5, 23)]),
    ],
)
def test_formula_asks_only_where_no_result_of_it_is_stored(cell, asks, implemented):
    reading = read("r.xlsx", with_formula_stored_as(cell))
    days = [None if day is pd.NaT else day for day in reading.records["implemented_on"].dt.date]
    assert (bool(reading.faults), days) == (asks, implemented)


def test_start_more_than_a_year_ahead_asks_and_can_be_confirmed(monkeypatch):
    monkeypatch.setattr("sct_dash.clock.today", lambda: date(2026, 11, 22))
    content = csv_of(HEADER, [*GOOD[:4], "2027-11-23"], [*GOOD[:4], "2027-11-24"])
    (fault,) = read("r.csv", content).faults
    assert (fault.row, fault.reason, fault.options) == (
        3,
        "November 24, 2027 is more than a year from now; check the year",
        ("2027-11-24",),
    )
    confirmed = Corrections().plus(Correction(3, "started", "2027-11-24"))
    assert read("r.csv", content, corrections=confirmed).faults == ()


def test_our_own_file_with_a_start_more_than_a_year_ahead_is_read_and_told(monkeypatch):
    monkeypatch.setattr("sct_dash.clock.today", lambda: date(2026, 11, 22))
    reading = read("r.csv", csv_of(record(started="2030-05-13", implemented_on="")))
    assert (reading.accepted, [note.kind for note in reading.notes]) == (1, ["unusual"])


def test_mentor_of_the_row_above_is_offered_with_the_reason_and_not_for_a_cell_that_was_emptied():
    content = csv_of(HEADER, GOOD, ["", *GOOD[1:]], ["CRCOG", *GOOD[1:]])
    decided = Corrections().plus(Correction(4, "mentor", ""))
    assert [(fault.reason, fault.options) for fault in read("r.csv", content, corrections=decided).faults] == [
        ("must be filled in; the row above has Hartford", ("Hartford",)),
        ("must be filled in", ()),
    ]


def test_other_sheet_that_looks_like_records_is_said():
    content = xlsx_of(HEADER, GOOD, FY23=[HEADER, GOOD], Lists=[["Towns"], ["Avon"]])
    reading = read("r.xlsx", content)
    assert (reading.sheet, reading.rows_in) == ("Sheet", 1)
    assert str(reading.notes[0]) == "Row 1: only the sheet 'Sheet' was read; 'FY23' looks like records too."
    assert read("r.xlsx", content, sheet="FY23").sheet == "FY23"


def test_remark_beside_the_table_of_a_workbook_is_said_and_takes_no_row_away():
    reading = read("r.xlsx", xlsx_of(HEADER, [*GOOD, "call Ann"]))
    assert reading.accepted == 1
    said = [str(note) for note in reading.notes]
    assert "Row 1: the column number 6, without a header, is not read; 1 cell in it." in said


# --- the worklist --------------------------------------------------------------------------------------

FAULTY = csv_of(
    HEADER,
    GOOD,
    ["Darren", *GOOD[1:]],
    ["Darren", "Avon", *GOOD[2:]],
    ["CRCOG", "Avon", *GOOD[2:]],
    ["Total", "4", "", "", ""],
)


def test_quarantined_row_keeps_its_number_its_cells_and_every_fault():
    reading = read("r.csv", csv_of(HEADER, GOOD, ["Darren", "Simsbury", "99.1", "", "2024-05-01"]))
    (row,) = reading.quarantine
    assert (row.row, row.cells) == (3, ("Darren", "Simsbury", "99.1", "", "2024-05-01"))
    assert [(fault.column, fault.suggestion) for fault in row.faults] == [
        ("mentor", "Darien"), ("action", ""), ("support", ""),
    ]  # fmt: skip
    assert row.faults == reading.faults


def test_suggestion_is_applied_to_every_row_like_this_by_reading_again():
    reading = read("r.csv", FAULTY)
    problem = reading.problems[0]
    assert problem.rows == (3, 4)
    decided = Corrections().plus(*problem.answered(problem.faults[0].suggestion))
    again = read("r.csv", FAULTY, corrections=decided)
    assert again.records["mentor"].tolist() == ["Hartford", "Darien", "Darien"]
    assert again.rows == (2, 3, 4)
    assert [fault.row for fault in again.faults] == [5, 6]
    assert "Row 3, mentor: corrected to 'Darien'." in [str(note) for note in again.notes]
    assert adds_up(again)


def test_organization_in_place_of_a_town_is_a_partner_once_the_town_is_named():
    reading = read("r.csv", FAULTY)
    problem = next(problem for problem in reading.problems if problem.faults[0].partner)
    assert problem.faults[0].partner == "CRCOG"
    again = read("r.csv", FAULTY, corrections=Corrections().plus(*problem.answered("Bolton")))
    assert again.records[["mentor", "partners"]].values.tolist()[-1] == ["Bolton", "CRCOG"]


def test_two_organizations_in_place_of_towns_are_partners_beside_those_of_the_row():
    content = csv_of([*HEADER, "partners"], ["CRCOG", "WestCOG", *GOOD[2:], "YMCA"])
    decided = Corrections()
    for town in ("Bolton", "Kent"):
        reading = read("r.csv", content, corrections=decided)
        decided = decided.plus(*reading.problems[0].answered(town))
    (row,) = read("r.csv", content, corrections=decided).records[["mentor", "mentee", "partners"]].values.tolist()
    assert row == ["Bolton", "Kent", "YMCA; CRCOG; WestCOG"]


def test_row_set_aside_stays_counted_and_asks_nothing():
    reading = read("r.csv", FAULTY, corrections=Corrections().without(6, 3, 4))
    assert [fault.row for fault in reading.faults] == [5]
    assert (reading.quarantined, adds_up(reading)) == (4, True)


def test_later_correction_of_a_cell_wins_and_a_wrong_one_asks_again():
    decided = Corrections().plus(Correction(3, "mentor", "Darien")).plus(Correction(3, "mentor", "Nowhere"))
    assert decided.cells == (Correction(3, "mentor", "Nowhere"),)
    assert "Row 3, mentor: 'Nowhere'" in told(read("r.csv", FAULTY, corrections=decided))[0]


def test_corrected_number_is_taken_at_its_word():
    content = csv_of(HEADER, [*GOOD[:2], "3.1", *GOOD[3:]])
    again = read("r.csv", content, corrections=Corrections((Correction(2, "action", "3.1"),)))
    assert again.records["action"].tolist() == ["3.1"]


def test_field_without_a_column_can_be_corrected():
    content = csv_of(HEADER[:4], GOOD[:4])
    again = read("r.csv", content, corrections=Corrections((Correction(2, "started", "5/1/2024"),)))
    assert again.records["started"].dt.date.tolist() == [date(2024, 5, 1)]


def test_blank_mentor_is_offered_the_one_above_and_nothing_is_suggested_for_a_blank_cell():
    rows = [
        GOOD,
        ["", "Avon", *GOOD[2:]],
        ["Darren", "Avon", *GOOD[2:]],
        ["", "Canton", *GOOD[2:]],
        ["Avon", "", *GOOD[2:]],
    ]
    faults = read("r.csv", csv_of(HEADER, *rows)).faults
    assert [fault.suggestion for fault in faults] == ["", "Darien", "", ""]
    assert [fault.options for fault in faults if not fault.value] == [("Hartford",), (), ()]


@pytest.mark.parametrize("text", ["same", "Ditto", "''"])
def test_ditto_suggests_the_town_above(text):
    reading = read("r.csv", csv_of(HEADER, GOOD, [text, "Avon", *GOOD[2:]]))
    assert told(reading) == [f"Row 3, mentor: {text!r}: write the town in every row. Did you mean Hartford?"]


@pytest.mark.parametrize(
    ("mentor", "mentee", "reason"),
    [
        (
            "Groton",
            "City of Groton",
            "Groton cannot be its own mentor; the City of Groton is part of the town of Groton",
        ),
        ("Windham", "Willimantic", "Windham cannot be its own mentor; Willimantic is in Windham"),
        ("Willimantic", "Windham", "Windham cannot be its own mentor; Willimantic is in Windham"),
        ("Mansfield", "Mansfield Center", "Mansfield cannot be its own mentor; Mansfield Center is in Mansfield"),
        ("Avon", "Town of Avon", "Avon cannot be its own mentor"),
        ("Groton", "Mystic", "Mystic lies in Groton and Stonington; Groton is the mentor already; name the town"),
        ("Simsbery", "Simsbury", "is no Connecticut town; Simsbury is the mentee already"),
        ("", "Hartford", "must be filled in; the row above has Hartford"),
    ],
)
def test_what_the_other_end_has_to_do_with_a_town_is_told_wherever_the_sheet_is_read(mentor, mentee, reason):
    (fault,) = read("r.csv", csv_of(HEADER, GOOD, [mentor, mentee, *GOOD[2:]])).faults
    assert (fault.row, fault.reason) == (3, reason)


def test_contradiction_is_told_beside_the_other_faults_of_a_row():
    reading = read("r.csv", csv_of([*HEADER, "Last active"], ["Darren", *GOOD[1:], "2023-01-01"]))
    assert [fault.column for fault in reading.faults] == ["mentor", "last_active"]


def test_progress_is_told_from_the_first_row_to_the_last():
    seen = []
    content = csv_of(HEADER, *[[*GOOD[:4], f"2024-05-{day:02}"] for day in range(1, 29)] * 40)
    read("r.csv", content, on_progress=lambda done, rows: seen.append((done, rows)))
    assert seen == [(0, 1120), (500, 1120), (1000, 1120), (1120, 1120)]


# --- the quarantine as a spreadsheet -------------------------------------------------------------------


def test_quarantine_is_a_spreadsheet_of_the_original_cells_with_their_problems():
    content = csv_of([*HEADER, "Action #", ""], ["=cmd()", "Simsbury", "3.12", "talk", "2024-05-01", "", "x"])
    written = quarantine.to_csv(read("r.csv", content)).decode("utf-8-sig")
    assert written.splitlines() == [
        "Row,Problems,Mentor Town,Mentee Town,Action #,Type of support,Date started,Action # (6),Column 7",
        "2,Stands to the right of the last column.,'=cmd(),Simsbury,3.12,talk,2024-05-01,,x",
    ]


def test_quarantine_leaves_out_what_was_set_aside_and_holds_what_was_corrected():
    content = csv_of(
        [*HEADER, "Orgs"], ["CRCOG", *GOOD[1:], "YMCA"], ["Darren", *GOOD[1:4], "x", ""], ["Avn", *GOOD[1:], ""]
    )
    decided = Corrections().plus(
        Correction(2, "partners", "YMCA; CRCOG"), Correction(2, "mentor", ""),
        Correction(3, "mentor", "Darien"), Correction(3, "evidence", "slides"),
    ).without(4)  # fmt: skip
    written = quarantine.to_csv(read("r.csv", content, corrections=decided)).decode("utf-8-sig").splitlines()
    assert written == [
        "Row,Problems,Mentor Town,Mentee Town,Action #,Type of support,Date started,Orgs,evidence",
        "2,Mentor: must be filled in.,,Simsbury,3.12,presentation,2024-05-01,YMCA; CRCOG,",
        '3,"Started: is not a date; write month/day/year, as in 5/1/2024.",Darien,Simsbury,3.12,presentation,x,,slides',
    ]


def test_quarantine_holds_the_organization_that_a_town_was_put_in_place_of():
    rows = ["CRCOG", *GOOD[1:4], "x"], ["WestCOG", *GOOD[1:4], "x"]
    decided = Corrections((Correction(2, "mentor", "Bolton"),))
    first, second = quarantine.table(read("r.csv", csv_of(HEADER, *rows), corrections=decided)).to_dict("records")
    assert (first["Mentor Town"], first["partners"]) == ("Bolton", "CRCOG")
    assert (second["Mentor Town"], second["partners"]) == ("WestCOG", "")


def test_quarantine_that_was_put_right_can_be_read_again():
    reading = read("r.csv", FAULTY, corrections=Corrections().without(5))
    written = quarantine.to_csv(reading).decode("utf-8-sig")
    assert len(written.splitlines()) == 3  # neither the row that was set aside nor the total
    again = read("quarantine.csv", written.replace("Darren", "Darien").encode())
    assert again.records["mentor"].tolist() == ["Darien", "Darien"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2025-03-01", "2025-03-01"),
        ("2025-03-02", "2025-03-02"),
        ("2025-03-03", "2025-03-03"),
        ("7/4/2025", "2025-07-04"),
    ],
)
def test_one_answer_settles_all_rows_that_are_at_odds(text, kept):
    content = csv_of([*HEADER, "Done on"], *([*GOOD, f"2025-03-0{day}"] for day in (1, 2, 3)))
    (problem,) = read("r.csv", content).problems
    assert (problem.rows, problem.said) == ((3, 4), {2: "2025-03-01", 3: "2025-03-02", 4: "2025-03-03"})
    again = read("r.csv", content, corrections=Corrections().plus(*problem.answered(text)))
    assert (again.accepted, len(again.merged), again.problems) == (1, 2, ())
    assert again.records["implemented_on"].dt.date.astype(str).tolist() == [kept]


def test_two_empty_cells_are_two_questions_unless_no_column_says_it():
    rows = [["", "Avon", *GOOD[2:]], ["", "Canton", *GOOD[2:]]]
    assert [problem.rows for problem in read("r.csv", csv_of(HEADER, *rows)).problems] == [(2,), (3,)]
    header, *no_action = [cells[:2] + cells[3:] for cells in (HEADER, GOOD, ["Avon", *GOOD[1:]])]
    assert [problem.rows for problem in read("r.csv", csv_of(header, *no_action)).problems] == [(2, 3)]


# --- always --------------------------------------------------------------------------------------------

CELLS = {
    "Mentor Town": ["Hartford", "City of Hartford", "W. Hartford", "Darren", "Mystic", "CRCOG", "Total", ""],
    "Town receiving help": ["Avon", "AVON, CT", "Storrs", "Simsbury and Avon", "Northampton, MA", ""],
    "SCT action #": ["3.12", "#3.12", "Promote Dark Skies", "3.1", "99.9", ""],
    "Type of support": ["talk", "staff time; webinar", "phone calls", ""],
    "Date started": ["2024-05-01", "5/1/2024", "May 2024", "2019", "2/30/2024", ""],
    "Completed?": ["", "yes", "no", "June 2025", "12/31/2099"],
    "Last contact": ["", "ongoing", "2024", "2023-01-01"],
    "Documented by mentor": ["", "x", "no", "perhaps"],
    "Comments": ["", "note", "two\nlines", "=1+1"],
    "Contact": ["", "Ann"],
}
messy_tables = st.lists(st.tuples(*[st.sampled_from(options) for options in CELLS.values()]), min_size=1, max_size=12)
always = settings(max_examples=120, deadline=None, derandomize=True)


@always
@given(messy_tables, st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8-sig", "utf-16", "cp1252"]))
def test_no_row_of_any_messy_table_is_lost(rows, delimiter, encoding):
    lines = [["A title"], [], list(CELLS), *rows]
    content = "".join(delimiter.join(f'"{cell}"' for cell in row) + "\n" for row in lines).encode(encoding)
    reading = read("r.csv", content)
    filled = [number for number, row in enumerate(rows, start=4) if any(row)]
    assert reading.rows_in == len(filled)
    ends = [*reading.rows, *(later for later, _ in reading.merged), *(row.row for row in reading.quarantine)]
    assert sorted(ends) == filled


@always
@given(messy_tables)
def test_what_is_accepted_is_exported_imported_and_exported_again_as_the_same_bytes(rows):
    accepted = read("r.xlsx", xlsx_of(list(CELLS), *rows)).records if any(map(any, rows)) else None
    if accepted is None or accepted.empty:
        return
    written = schema.to_csv(accepted)
    again = read("again.csv", written)
    assert (told(again), again.merged) == ([], ())
    assert schema.to_csv(again.records) == written


anything = st.one_of(
    st.none(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**6), 10**6),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    st.text(st.characters(min_codepoint=32, max_codepoint=0xD7FF), max_size=30),
    st.sampled_from([*GOOD, "Town of Avon", "May 2024", "done", "3.1"]),
)  # fmt: skip


@always
@given(st.lists(st.lists(anything, min_size=1, max_size=6), min_size=1, max_size=6))
def test_no_cell_of_any_kind_is_too_strange(rows):
    reading = read("r.xlsx", xlsx_of(HEADER, GOOD, *rows))
    assert adds_up(reading)
    assert reading.rows_in >= 1


@always
@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_header_gets_a_mapping_without_doubles(header):
    fields = [heading.field for heading in headers.headings(header) if heading.field]
    single = [field for field in fields if field not in headers.JOINED]
    assert len(single) == len(set(single))


@always
@given(messy_tables, st.lists(st.tuples(st.integers(1, 14), st.sampled_from(schema.NAMES), st.text(max_size=12))))
def test_any_corrections_leave_every_row_accounted_for(rows, decided):
    content = csv_of(list(CELLS), ["Hartford", "Avon", "3.12", "talk", "2024-05-01", "", "", "", "", ""], *rows)
    corrections = Corrections().plus(*[Correction(*one) for one in decided]).without(3)
    assert adds_up(read("r.csv", content, corrections=corrections))


def test_sample_in_canonical_form_is_read_without_a_note():
    reading = readers.read("r.csv", csv_of(record()))
    assert (reading.faults, reading.notes) == ((), ())


def test_our_own_headers_are_never_read_by_a_mapping_that_is_remembered():
    content = csv_of(record(notes="kept"))
    ours = look("r.csv", content)
    mappings.remember(ours.layout.shape, Mapping((*schema.NAMES[:-1], "")))
    assert readers.read("r.csv", content).records["notes"].tolist() == ["kept"]
    assert not look("r.csv", content).remembered


def test_damaged_mappings_are_told_only_where_a_sheet_of_a_users_own_is_read():
    facts.LOCAL.mkdir()
    (facts.LOCAL / "mappings.json").write_text("{")
    assert readers.read("r.csv", csv_of(record())).accepted == 1
    with pytest.raises(UserError, match=r"mappings\.json: is damaged"):
        read("r.csv", csv_of(HEADER, GOOD))


@pytest.mark.parametrize("more", ["date", "", "Mentor"])
def test_a_column_of_another_name_makes_a_file_not_ours(more):
    names = ["mentor", "mentee", "action", "support", "started"]
    assert look("r.csv", csv_of(names, GOOD)).layout.canonical
    assert not look("r.csv", csv_of([*names[:4], more, "started"], [*GOOD[:4], "x", GOOD[4]])).layout.canonical


def test_3_1_is_trusted_in_our_own_file_and_asked_about_when_a_spreadsheet_saved_it_anew():
    content = csv_of(record(action="3.1"))
    assert read("r.csv", content).records["action"].tolist() == ["3.1"]
    for again in (
        content.replace(b"2022-05-01", b"5/1/2022"),
        content.replace(b",notes\n", b"\n").replace(b",\n", b"\n"),
    ):
        assert [fault.options for fault in read("r.csv", again).faults] == [("3.1", "3.10")]
    both = csv_of(record(action="3.1"), record(record_id="R2", action="3.10")).replace(b"2022-05-01", b"5/1/2022")
    assert read("r.csv", both).records["action"].tolist() == ["3.1", "3.10"]


# --- questions, one for many rows ----------------------------------------------------------------------


def test_years_of_two_digits_are_one_question_for_a_column_whatever_its_cells_say():
    rows = [[*GOOD[:4], "5/1/24"], [*GOOD[:4], "6/1/24"], [*GOOD[:4], "soon"]]
    years, soon = read("r.csv", csv_of(HEADER, *rows)).problems
    assert (years.each_its_own, years.rows, soon.each_its_own, soon.rows) == (True, (2, 3), False, (4,))
    again = read("r.csv", csv_of(HEADER, *rows), corrections=Corrections().plus(*years.chosen(0)))
    assert again.records["started"].dt.date.tolist() == [date(2024, 5, 1), date(2024, 6, 1)]


NO_RECORDS = csv_of(HEADER, GOOD, ["Total", "1", "", "", ""], HEADER, ["Note: ask Bob", "", "", "", ""])


def test_totals_notes_and_repeated_headers_stay_out_and_ask_nothing():
    reading = read("r.csv", NO_RECORDS)
    assert (reading.problems, reading.to_look_at, reading.set_aside) == ((), 0, ())
    assert told(reading) == [
        "Row 3: 'Total | 1': is a total, not a record.",
        f"Row 4: {' | '.join(HEADER)!r}: is a repeated header, not a record.",
        "Row 5: 'Note: ask Bob': is a note, not a record.",
    ]
    assert [row.row for row in reading.no_records] == [3, 4, 5]
    assert (reading.rows_in, reading.accepted, reading.quarantined, adds_up(reading)) == (4, 1, 3, True)


def test_row_that_was_taken_for_a_total_is_read_when_somebody_says_so():
    reading = read("r.csv", NO_RECORDS, corrections=Corrections().back(3))
    assert [row.row for row in reading.no_records] == [4, 5]
    assert {fault.row for problem in reading.problems for fault in problem.faults} == {3}
    assert reading.faults[0].column == "mentor"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["Simsbury and Avon: pollinators", "", "", "", ""], "looks like a note and may be a record"),
        (["", "", "", "", "Avon, the new one"], "looks like a note and may be a record"),
        (["Glastonberry", "Total", "", "", ""], "looks like a total and may be a record"),
        (["Notes: Avon", "Simsbry", "", "", ""], "looks like a note and may be a record"),
        (["Total", "40", "3.12", "", ""], "looks like a total and may be a record"),
        (["Total", "40", "3.1", "", ""], "looks like a total and may be a record"),
        (["Total", "40", "", "", "5/1/24"], "looks like a total and may be a record"),
        (["Total", "40", "", "", "2024"], "looks like a total and may be a record"),
        (["Total for Avon", "40", "", "", ""], "looks like a total and may be a record"),
        (["Bolton total", "", "4", "", ""], "looks like a total and may be a record"),
    ],
)
def test_total_or_note_that_may_name_a_town_asks(cells, reason):
    reading = read("r.csv", csv_of(HEADER, GOOD, cells))
    assert [(problem.rows, problem.faults[0].reason) for problem in reading.problems] == [((3,), reason)]
    assert (reading.no_records, reading.to_look_at) == ((), 1)
    again = read("r.csv", csv_of(HEADER, GOOD, cells), corrections=Corrections().back(3))
    assert "mentor" in {fault.column for fault in again.faults}


@pytest.mark.parametrize(
    "cells",
    [
        ["Total", "40", "", "12", "40"],
        ["40 in all", "", "", "12", ""],
        ["40 in all", "", "", "", ""],
        ["", "TOTAL: 38 partnerships", "38", "", ""],
        ["Grand total", "1,240", "", "3", ""],
        ["38 partnerships", "38", "", "", "12%"],
        ["YTD", "12", "", "", ""],
        ["n = 40", "", "40", "", ""],
    ],
)
def test_total_of_counts_is_no_record_and_asks_nothing(cells):
    reading = read("r.csv", csv_of(HEADER, GOOD, cells))
    said = " | ".join(filter(None, cells))
    assert (told(reading), reading.problems) == ([f"Row 3: {said!r}: is a total, not a record."], ())


def test_row_of_a_count_and_a_no_is_read():
    reading = read("r.csv", csv_of([*HEADER, "Completed"], [*GOOD, "N"], ["12", "", "", "", "", "N"]))
    assert (reading.no_records, reading.to_look_at) == ((), 1)


@pytest.mark.parametrize(
    ("cells", "asks"),
    [
        (["same", "same", "5.4", "presentation", "2024-06-01", "Total 3 meetings"], {"mentor", "mentee"}),
        (["CRCOG", "Bolton Notch School", "5.4", "webinar", "2024-06-01", "Total cost $500"], {"mentor", "mentee"}),
        (["", "", "5.4", "webinar", "2024-06-01", "Number of visits: 3"], {"mentor", "mentee"}),
        (["Count", "", "5.4", "", "", "see Ann"], {""}),
        (["Total", "", "40", "", "", ""], set()),
        (["", "", "", "", "", "Grand total: 12"], set()),
    ],
)
def test_row_that_says_what_a_mentorship_needs_is_no_total_whatever_its_notes_count(cells, asks):
    reading = read("r.csv", csv_of([*HEADER, "Notes"], [*GOOD, ""], cells))
    assert {fault.column for problem in reading.problems for fault in problem.faults} == asks
    assert len(reading.no_records) == (0 if asks else 1)


@pytest.mark.parametrize(("there", "kept"), [("n/a", "YMCA"), ("YMCA", "YMCA"), ("Rotary", "Rotary; YMCA")])
def test_organization_joins_the_partners_that_are_there(there, kept):
    content = csv_of([*HEADER, "Partners"], ["YMCA", *GOOD[1:], there])
    (problem,) = read("r.csv", content).problems
    again = read("r.csv", content, corrections=Corrections().plus(*problem.answered("Bolton")))
    assert again.records["partners"].tolist() == [kept]
    assert "Row 2, partners: 'YMCA' in place of a town is kept as a partner." in [str(note) for note in again.notes]


def test_organization_is_a_partner_next_month_too_whatever_else_the_cell_says_then():
    before = csv_of([*HEADER, "Partners"], ["YMCA", *GOOD[1:], ""])
    (problem,) = read("r.csv", before).problems
    answered = Corrections().plus(*problem.answered("Bolton"))
    reading = read("r.csv", before, corrections=answered)
    memory.remember(reading.layout.shape, lambda known: learned.after(known, reading, answered, ["R1"]))
    after = read("june.csv", csv_of([*HEADER, "Partners"], ["YMCA", *GOOD[1:], "Land trust"]))
    assert after.records[["mentor", "partners"]].values.tolist() == [["Bolton", "Land trust; YMCA"]]


def test_town_that_stands_alone_is_a_record_that_was_begun():
    reading = read("r.csv", csv_of(HEADER, GOOD, ["", "Avon", "", "", ""]))
    assert [fault.column for fault in reading.faults] == ["mentor", "action", "support", "started"]


def test_question_about_most_rows_comes_first():
    rows = [["Avn", *GOOD[1:]], *[[*GOOD[:3], "phone calls", f"2024-05-0{day}"] for day in (1, 2)]]
    assert [problem.rows for problem in read("r.csv", csv_of(HEADER, *rows)).problems] == [(3, 4), (2,)]


def test_rows_set_aside_are_counted_apart_from_those_to_look_at_and_can_be_brought_back():
    decided = Corrections().without(6, 3)
    reading = read("r.csv", FAULTY, corrections=decided)
    assert ([row.row for row in reading.set_aside], reading.to_look_at, reading.quarantined) == ([3, 6], 2, 4)
    assert read("r.csv", FAULTY, corrections=decided.back(6)).to_look_at == 3


def test_correction_can_be_undone():
    decided = Corrections().plus(Correction(3, "mentor", "Darien"), Correction(4, "mentor", "Darien"))
    assert read("r.csv", FAULTY, corrections=decided).to_look_at == 1
    assert read("r.csv", FAULTY, corrections=decided.undone(1)).to_look_at == 3


def test_what_was_answered_at_once_is_one_answer_and_undone_at_once():
    decided = Corrections().plus(Correction(3, "mentor", "Darien"), Correction(4, "mentor", "Avon"))
    decided = decided.plus(Correction(5, "mentor", "Bolton"))
    assert decided.answers() == {(3, "mentor"): 1, (4, "mentor"): 1, (5, "mentor"): 2}
    assert decided.undone(1).cells == (Correction(5, "mentor", "Bolton"),)


# --- what is assumed -----------------------------------------------------------------------------------


def presentations(*supports):
    mentees = ("Avon", "Canton", "Bolton")
    rows = [
        [GOOD[0], mentee, GOOD[2], support, GOOD[4], ""] for mentee, support in zip(mentees, supports, strict=False)
    ]
    reading = read("r.csv", csv_of([*HEADER, "Last active"], *rows))
    return [note.text for note in reading.notes if note.kind == "unusual" and note.column == "support"]


def test_presentation_is_noted_as_an_assumption_unless_it_says_that_it_was_discussed():
    assert presentations("presentation", "talk", "staff time") == [
        "a presentation in 2 rows is taken as one with discussion, as action 8.5 asks"
    ]
    assert presentations("Presented to the Planning and Zoning Commission", "talk to their P&Z with Q&A") == [
        "a presentation in 1 row is taken as one with discussion, as action 8.5 asks"
    ]
    assert presentations("presentation and discussion", "presented and took questions") == []


def test_words_kept_beside_a_form_come_back_the_same_from_our_own_file_and_from_the_same_sheet():
    content = csv_of(HEADER, [*GOOD[:3], "Staff time, GIS", GOOD[4]], ["Avon", *GOOD[1:3], "staff time", GOOD[4]])
    first = read("r.csv", content).records
    assert sorted(first["notes"]) == ["", "Type of support: Staff time, GIS"]
    ours = schema.to_csv(first)
    again = read("ours.csv", ours)
    assert (again.notes, again.faults) == ((), ())
    assert schema.to_csv(again.records) == ours
    pd.testing.assert_frame_equal(read("r.csv", content).records, first)


def test_form_that_a_person_chose_is_no_assumption():
    content = csv_of(HEADER, GOOD, [*GOOD[:3], "slides?", "2024-06-01"], [*GOOD[:3], "zoom", "2024-07-01"])
    chosen = Corrections(tuple(Correction(row, "support", "presentation") for row in (3, 4)))
    assumed = [note for note in read("r.csv", content, corrections=chosen).notes if "as action 8.5 asks" in note.text]
    assert [(note.rows, note.text) for note in assumed] == [
        ((2,), "a presentation in 1 row is taken as one with discussion, as action 8.5 asks")
    ]


def test_notes_are_told_in_groups_the_weighty_first_and_the_same_thing_once():
    rows = [["Storrs", *GOOD[1:4], "May 2024"], ["Storrs", "Avon", *GOOD[2:]], ["Town of Avon", *GOOD[1:]]]
    groups = notes.grouped(read("r.csv", csv_of(HEADER, *rows, rows[2])))
    assert [(group.kind, group.count, group.weighty) for group in groups] == [
        ("unusual", 3, True), ("named", 1, True),
        ("merged", 1, False), ("roughly", 1, False), ("columns", 5, False), ("worded", 2, False),
    ]  # fmt: skip
    assert groups[1].lines == ("Mentor, rows 2 and 3: 'Storrs' read as Mansfield.",)
    assert groups[3].lines == ("Started, row 2: 'May 2024' read as May 1, 2024, its first day.",)


def test_place_is_told_once_for_all_rows_and_both_towns():
    rows = (["Storrs", *GOOD[1:]], ["Avon", "Storrs", *GOOD[2:]], ["Storrs", "Ivoryton", *GOOD[2:]])
    (group,) = (one for one in notes.grouped(read("r.csv", csv_of(HEADER, *rows))) if one.kind == "named")
    assert (group.count, group.title) == (2, "Places read as their towns")
    assert group.lines == (
        "Mentor and mentee, rows 2, 3 and 4: 'Storrs' read as Mansfield.",
        "Mentee, row 4: 'Ivoryton' read as Essex.",
    )


@pytest.mark.parametrize("town", ["E. Hartford", "W Hartford", "No. Haven", "Newhaven", "Haven, North", "S Windsor"])
def test_town_by_its_own_name_in_another_way_needs_no_check_and_a_village_does(town):
    def kinds(mentee):
        reading = read("r.csv", csv_of(HEADER, [GOOD[0], mentee, *GOOD[2:]]))
        return [note.kind for note in reading.notes if note.column == "mentee" and note.row == 2]

    assert (kinds(town), kinds("Ivoryton"), kinds("Storrs")) == (["worded"], ["named"], ["named"])


def test_group_of_one_note_is_titled_in_the_singular():
    groups = notes.grouped(read("r.csv", csv_of(HEADER, ["Storrs", *GOOD[1:]], ["Storrs", *GOOD[1:]])))
    assert [group.title for group in groups if group.kind in ("named", "merged")] == [
        "Place read as its town",
        "Row that is one record with another",
    ]


def test_own_record_whose_number_lost_its_zero_is_known_by_its_name():
    name = schema.made_id(("Hartford", "Avon", "3.10", 2024, date(2022, 5, 1)))
    lost = csv_of(record(record_id=name, action="3.1", mentor="Hartford", mentee="Avon"))
    assert [(fault.value, fault.suggestion) for fault in read("r.csv", lost).faults] == [("3.1", "3.10")]
    assert read("r.csv", csv_of(record(action="3.1"))).faults == ()


POLLINATORS, WATERSHED = "Enhance Pollinator Pathways", "Create a Watershed Management Plan"


@pytest.mark.parametrize(
    ("headers_", "cells", "number"),
    [
        (("Action title", "Action no"), (POLLINATORS, "3.12"), "3.12"),
        (("Action", "Action #"), (f"{POLLINATORS} (phase 1)", "#3.12"), "3.12"),
        (("Action title", "Action no"), ("Pollinators!", "Action 3.12"), "3.12"),
        (("Action no", "Action title"), ("3.2", WATERSHED), "3.2"),
        (("Action title", "Action no"), ("", "3.12"), "3.12"),
        (("Action title", "Action no"), ("Pollinators (see 3.12)", "3.12"), "3.12"),
        (("Action title", "Action no"), (POLLINATORS, ""), "3.12"),
    ],
)
def test_title_and_number_are_one_action_in_either_order(headers_, cells, number):
    reading = read("r.csv", csv_of([*HEADER[:2], *headers_, *HEADER[3:]], [*GOOD[:2], *cells, *GOOD[3:]]))
    assert (told(reading), reading.records["action"].tolist()) == ([], [number])


def test_title_left_of_another_actions_number_asks_which_is_meant():
    content = csv_of([*HEADER[:2], "Action title", "Action no", *HEADER[3:]], [*GOOD[:2], WATERSHED, "3.12", *GOOD[3:]])
    assert [fault.options for fault in read("r.csv", content).faults] == [("3.2", "3.12")]


def test_number_that_a_spreadsheet_changed_right_of_its_title_asks_as_it_does_left_of_it():
    header = [*HEADER[:2], "Action title", "Action no", *HEADER[3:]]
    rows = [
        [*GOOD[:2], "Facilitate Invasive Species Education and Management", 3.1, *GOOD[3:]],
        ["Avon", "Canton", "", 3.1, *GOOD[3:]],
        ["Avon", "Granby", POLLINATORS, date(2024, 3, 12), *GOOD[3:]],
    ]
    reading = read("r.xlsx", xlsx_of(header, *rows))
    assert reading.records["action"].tolist() == ["3.10"]
    assert [(fault.row, fault.options) for fault in reading.faults] == [(3, ("3.1", "3.10")), (4, ("3.12",))]
    assert reading.faults[1].reason == "is a date; a spreadsheet may have made it from an action number"


def test_number_beside_its_title_does_not_show_that_bare_numbers_kept_their_zeros():
    titled = "3.10 Facilitate Invasive Species Education and Management"
    rows = [[*GOOD[:2], titled, *GOOD[3:]], ["Avon", "Canton", "3.1", *GOOD[3:]]]
    assert [fault.row for fault in read("r.csv", csv_of(HEADER, *rows)).faults] == [3]


# --- what two rows say of one mentorship ---------------------------------------------------------------

DONE = ["Done Y/N", "Done on"]


@pytest.mark.parametrize(
    ("earlier", "later", "reason", "rival"),
    [
        (["Y", "8/7/2025"], ["N", ""], "row 2 is the same mentorship and has 'August 7, 2025' here",
         ("2025-08-07", "no")),
        (["N", ""], ["Y", "8/7/2025"], "row 2 is the same mentorship and says that it is not implemented",
         ("no", "2025-08-07")),
    ],
)  # fmt: skip
def test_plain_no_contradicts_a_day_of_implementation(earlier, later, reason, rival):
    (fault,) = read("r.csv", table(DONE, earlier, later)).faults
    assert (fault.row, fault.column, fault.reason) == (3, "implemented_on", reason)
    assert (fault.rival.row, fault.rival.theirs, fault.rival.own) == (2, *rival)


@pytest.mark.parametrize("silent", [["", ""], ["-", ""], ["n/a", "n/a"]])
def test_cell_that_says_nothing_contradicts_no_day(silent):
    for rows in (["Y", "8/7/2025"], silent), (silent, ["Y", "8/7/2025"]):
        reading = read("r.csv", table(DONE, *rows))
        assert (reading.merged, reading.records["implemented_on"].dt.date.tolist()) == (((3, 2),), [date(2025, 8, 7)])


def test_end_contradicts_that_it_goes_on():
    (fault,) = read("r.csv", table(["Last active"], ["ongoing"], ["1/31/2026"])).faults
    assert fault.reason == "row 2 is the same mentorship and says that it goes on"
    assert (fault.rival.theirs, fault.rival.own) == ("ongoing", "2026-01-31")


@pytest.mark.parametrize("right", ["theirs", "own"])
def test_contradiction_is_settled_by_a_correction_of_either_row(right):
    content = table(DONE, ["Y", "8/7/2025"], ["N", ""])
    (fault,) = read("r.csv", content).faults
    row, text = (3, fault.rival.theirs) if right == "theirs" else (2, fault.rival.own)
    reading = read("r.csv", content, corrections=Corrections((Correction(row, fault.column, text),)))
    assert (reading.merged, reading.records["implemented_on"].notna().tolist()) == (((3, 2),), [right == "theirs"])


def test_rows_that_ask_when_they_started_are_not_held_against_each_other():
    rows = [["2039-05-01", "2039-06-01"], ["2039-05-01", "2039-07-01"]]
    reading = read("r.csv", csv_of([*HEADER, "Last active"], *[[*GOOD[:4], *days] for days in rows]))
    assert [(fault.row, fault.column) for fault in reading.faults] == [(2, "started"), (3, "started")]


def test_no_two_questions_of_a_sheet_have_the_same_name():
    rows = [["Boltn", "Avon"], ["Boltn", "Bolton"], ["", "Avon"], ["", "Kent"]]
    problems = read("r.csv", csv_of(HEADER, *[[*towns, *GOOD[2:]] for towns in rows])).problems
    assert [problem.rows for problem in problems] == [(2,), (3,), (4,), (5,)]
    assert len({problem.name for problem in problems}) == 4


def test_row_that_differs_in_its_start_alone_is_kept_and_told_of_but_in_our_own_file():
    rows = [GOOD, [*GOOD[:4], "2024-06-01"], ["Avon", *GOOD[1:]], [*GOOD[:4], "2024-06-01"]]
    reading = read("r.csv", csv_of(HEADER, *rows))
    told_of = [note for note in reading.notes if "but for its start" in note.text]
    assert (reading.accepted, [(note.row, note.rows, note.kind) for note in told_of]) == (3, [(3, (2, 3), "unusual")])
    ours = csv_of(record(), record(record_id="R2", started=date(2022, 6, 1)))
    assert read("r.csv", ours).notes == ()


# --- what has no end, and what has not come ------------------------------------------------------------


def test_sheet_without_a_column_for_the_end_says_that_all_are_taken_as_going_on():
    def ends(content):
        return [note.text for note in read("r.csv", content).notes if "ended" in note.text]

    assert ends(csv_of(HEADER, GOOD, ["Avon", *GOOD[1:]])) == ["no column says when help ended, so no points lapse"]
    assert ends(table(["Last active"], [""])) == []
    assert ends(csv_of(["mentor", "mentee", "action", "support", "started"], GOOD)) == []


def test_number_that_no_list_has_is_unusual_unless_a_person_said_it():
    def kinds(action, decided=(), said="is in no list"):
        reading = read("r.csv", csv_of(HEADER, [*GOOD[:2], action, *GOOD[3:]]), corrections=Corrections(decided))
        return [note.kind for note in reading.notes if said in note.text]

    assert kinds("2.6") == ["unusual"]
    assert kinds("12.2", said="in a draft of the list") == ["unusual"]
    assert kinds("3.99", (Correction(2, "action", "3.99"),)) == ["worded"]


def test_sheet_without_a_column_for_the_implementation_says_that_no_row_earns_points():
    def never(content):
        return [note.text for note in read("r.csv", content).notes if "was implemented" in note.text]

    said = "no column says when an action was implemented, so no row earns points"
    assert never(csv_of(HEADER, GOOD, ["Avon", *GOOD[1:]])) == [said]
    decided = Corrections((Correction(2, "implemented_on", "2025-01-01"),))
    assert said not in [note.text for note in read("r.csv", csv_of(HEADER, GOOD), corrections=decided).notes]
    assert never(csv_of(HEADER, ["Darren", *GOOD[1:]])) == []
    assert never(table(["Done on"], [""])) == ["no row says when its action was implemented, so none earns points"]
    assert never(table(["Done on"], [""], ["2025-01-01"])) == []
    # A row that still asks may say it.
    asks = ["Darren", *GOOD[1:]]
    header = [*HEADER, "Done on"]
    assert never(csv_of(header, [*GOOD, ""], [*asks, "2025-01-01"])) == []
    assert never(csv_of(header, [*GOOD, ""], [*asks, "not yet"]))[-1:] == [
        "no row says when its action was implemented, so none earns points"
    ]
    assert never(csv_of(["mentor", "mentee", "action", "support", "started"], GOOD)) == []


def test_day_of_implementation_that_has_not_come_asks_but_in_our_own_file(monkeypatch):
    monkeypatch.setattr("sct_dash.clock.today", lambda: date(2026, 11, 22))
    (fault,) = read("r.csv", table(["Done on"], ["2026-11-22"], ["12/1/2026"])[:-1]).faults
    reason = "December 1, 2026 has not come yet; leave it empty until the action is implemented"
    assert (fault.row, fault.column, fault.reason) == (3, "implemented_on", reason)
    again = Corrections((Correction(3, "implemented_on", "2026-12-02"),))
    assert len(read("r.csv", table(["Done on"], [""], ["12/1/2026"]), corrections=again).faults) == 1
    ours = read("r.csv", csv_of(record(implemented_on=date(2026, 12, 1))))
    assert (ours.accepted, ours.faults, ours.notes) == (1, (), ())


@pytest.mark.parametrize(
    ("said", "latest"),
    [
        ("done, Nov 2026", "2026-11-22"), ("11/2026", "2026-11-22"), ("2026", "2026-11-22"),
        ("Fall 2026", "2026-11-22"), ("Dec 2026", ""), ("11/30/2026", ""),
    ],
)  # fmt: skip
def test_implementation_in_a_month_or_year_that_is_not_over_can_be_today_at_the_latest(monkeypatch, said, latest):
    monkeypatch.setattr("sct_dash.clock.today", lambda: date(2026, 11, 22))
    (fault,) = read("r.csv", table(["Done on"], [said])).faults
    assert (fault.suggestion, fault.options) == (latest, (latest,) if latest else ())
    if latest:
        done = Corrections((Correction(2, "implemented_on", latest),))
        (day,) = read("r.csv", table(["Done on"], [said]), corrections=done).records["implemented_on"].dt.date
        assert day == date(2026, 11, 22)


def test_start_within_a_year_ahead_is_told(monkeypatch):
    monkeypatch.setattr("sct_dash.clock.today", lambda: date(2024, 4, 30))
    reading = read("r.csv", table(["Last active"], [""]))
    assert [(note.text, note.kind) for note in reading.notes if note.column == "started" and note.row == 2] == [
        ("starts on May 1, 2024, in the future", "unusual")
    ]


# --- what is offered -----------------------------------------------------------------------------------


def test_number_far_beyond_every_list_asks_and_is_kept_when_a_person_or_our_own_file_says_it():
    content = csv_of(HEADER, [*GOOD[:2], "3.99", *GOOD[3:]])
    (fault,) = read("r.csv", content).faults
    assert fault.options == ("3.9", "3.99")
    kept = read("r.csv", content, corrections=Corrections((Correction(2, "action", "3.99"),)))
    assert kept.records["action"].tolist() == ["3.99"]
    ours = csv_of(record(action="3.99"))
    assert schema.to_csv(read("r.csv", ours).records) == ours


def test_year_of_two_digits_that_a_person_typed_is_not_asked_about_again():
    content = csv_of(HEADER, [*GOOD[:4], "soon"])
    reading = read("r.csv", content, corrections=Corrections((Correction(2, "started", "2/3/26"),)))
    assert reading.records["started"].dt.date.tolist() == [date(2026, 2, 3)]
    assert "Row 2, started: '2/3/26' read as February 3, 2026." in [str(note) for note in reading.notes]


def test_town_that_would_mentor_itself_is_not_offered():
    rows = [["Glastonbury", "Glastonberry", *GOOD[2:]], ["Avon", "Glastonberry", *GOOD[2:]]]
    reading = read("r.csv", csv_of(HEADER, *rows))
    assert [(fault.suggestion, "Glastonbury" in fault.options) for fault in reading.faults] == [
        ("", False),
        ("Glastonbury", True),
    ]
    assert len(reading.problems) == 2


def test_end_before_the_start_names_the_start_as_the_other_that_may_be_wrong():
    (fault,) = read("r.csv", table(["Done on"], ["2024-01-01"])).faults
    assert (fault.column, fault.against) == ("implemented_on", "started")
    (own,) = read("r.csv", csv_of(HEADER, ["Simsbury", *GOOD[1:]])).faults
    assert (own.column, own.against) == ("mentee", "mentor")


TICKED = (
    b"Helper,Helped,SCT action #,Staff lent? (Y/N),Webinar only?,Began\n"
    b"Avon,Canton,3.12,Y,N,2024-05-01\nBolton,Kent,3.2,Y,Y,2024-05-01\n"
    b"Darien,Kent,3.3,,yes,2024-05-01\nEssex,Kent,3.3,no,no,2024-05-01\n"
)


def test_columns_of_yes_and_no_for_several_kinds_of_help_each_say_their_own():
    glance = look("r.csv", TICKED)
    assert [h.header for h in glance.layout.headings if h.options == ("support",)] == [
        "Staff lent? (Y/N)", "Webinar only?",
    ]  # fmt: skip
    fields = ("mentor", "mentee", "action", "support", "support", "started")
    reading = read("r.csv", TICKED, mapping=Mapping(fields))
    assert reading.records.set_index("mentor")["support"].to_dict() == {"Darien": "webinar"}
    asked = {fault.row: (fault.value, fault.suggestion) for fault in reading.faults}
    assert asked == {
        2: ("staff lent", "staff_time"),
        3: ("staff lent; Webinar only", "staff_time; webinar"),
        5: ("", ""),
    }  # fmt: skip


def test_row_made_into_several_is_at_odds_with_others_in_each_of_its_mentorships_apart():
    header = [*HEADER, "Notes"]
    content = csv_of(
        header,
        [GOOD[0], "Canton; Bolton", *GOOD[2:], "garden"],
        [GOOD[0], "Canton", *GOOD[2:], "wall"],
        [GOOD[0], "Bolton", *GOOD[2:], "fence"],
    )
    each = Corrections((Correction(2, "mentee", f"Canton{EACH}Bolton"),))
    odds = read("r.csv", content, corrections=each).problems
    assert sorted(tuple(problem.said.items()) for problem in odds) == [
        ((2, "garden"), (3, "wall")), ((2, "garden"), (4, "fence")),
    ]  # fmt: skip


@pytest.mark.parametrize("row", [2, 3])
def test_note_of_several_lines_is_one_note_also_where_it_is_chosen_of_two(row):
    lines = "first call\nsecond call"
    sheet = csv_of([*HEADER, "Notes"], [*GOOD, lines], [*GOOD, "garden"])
    (problem,) = read("r.csv", sheet).problems
    reading = read("r.csv", sheet, corrections=Corrections(problem.answered(problem.said[row])))
    assert (reading.faults, reading.merged) == ((), ((3, 2),))
    assert reading.records["notes"].tolist() == [{2: lines, 3: "garden"}[row]]


def test_note_of_several_lines_that_was_chosen_is_taken_out_as_it_is():
    lines = "first call\nsecond call"
    sheet = csv_of([*HEADER, "Notes"], [*GOOD, lines], [*GOOD[:3], "webinar", GOOD[4], "garden"])
    chosen = next(problem for problem in read("r.csv", sheet).problems if problem.faults[0].column == "notes")
    reading = read("r.csv", sheet, corrections=Corrections(chosen.answered(lines)))
    assert quarantine.table(reading)["Notes"].tolist() == [lines]


def test_town_of_the_row_above_is_that_of_a_row_that_was_set_aside_too():
    rows = csv_of(HEADER, ["Avon", *GOOD[1:]], ["MetroCOG", "Canton", *GOOD[2:]], ["", "Bolton", *GOOD[2:]])
    faults = read("r.csv", rows, corrections=Corrections().without(3)).faults
    assert [(fault.row, fault.options) for fault in faults] == [(4, ())]
    faults = read("r.csv", rows.replace(b"MetroCOG", b"Kent"), corrections=Corrections().without(3)).faults
    assert [(fault.row, fault.options) for fault in faults] == [(4, ("Kent",))]


@pytest.mark.parametrize(
    ("first", "second"),
    [("a call", "a call; two visits"), ("two visits; a call", "a call"), ("a call; b", "b; a call"), ("", "a call")],
)
def test_note_that_says_all_that_the_other_rows_does_is_the_note_of_both(first, second):
    rows = [["Hartford", "Avon", "3.12", "staff time", "2024-05-01", note] for note in (first, second)]
    reading = read("r.csv", csv_of(["Mentor", "Mentee", "Action", "Type of help", "Date started", "Notes"], *rows))
    assert (reading.faults, reading.merged) == ((), ((3, 2),))
    assert set(reading.records["notes"].item().split("; ")) == {*first.split("; "), *second.split("; ")} - {""}


def test_notes_that_each_say_something_of_their_own_are_at_odds():
    rows = [["Hartford", "Avon", "3.12", "staff time", "2024-05-01", note] for note in ("a call; x", "a call; y")]
    reading = read("r.csv", csv_of(["Mentor", "Mentee", "Action", "Type of help", "Date started", "Notes"], *rows))
    assert [(fault.row, fault.column) for fault in reading.faults] == [(3, "notes")]


AT_ITS_END = ("the day the help ended",)
ENDED = ["Mentor Town", "Mentee Town", "Action #", "Type of support", "Date started", "Help ended", "Implemented?"]


@pytest.mark.parametrize(
    ("started", "ended", "offered"),
    [
        ("2024-05-01", "2025-02-03", AT_ITS_END),
        ("2024-05-01", "", ()),
        ("2024-05-01", "Feb 2025", ()),  # its last day would promise points, its first take them
        ("2024-05-01", "ended, day not known", ()),
        ("2024-05-01", "2024-04-30", AT_ITS_END),  # its end is asked about
        ("2024-05-01", "2025-02-30", AT_ITS_END),
        ("2024-05-01", "2090-01-01", ()),
        ("", "2025-02-03", AT_ITS_END),
    ],
)
def test_what_was_done_without_its_day_is_offered_the_exact_day_on_which_its_help_ended(started, ended, offered):
    row = [*GOOD[:4], started, ended, "Y"]
    (asked,) = [fault for fault in read("r.csv", csv_of(ENDED, row)).faults if fault.column == "implemented_on"]
    assert (asked.reason, asked.options, asked.suggestion) == (_NOT_WHEN, offered, "")


@pytest.mark.parametrize(
    ("end", "done", "asked"),
    [
        ("2025-02-03", date(2025, 2, 3), []),
        ("2025-02-30", None, ["last_active"]),
        ("2024-04-30", None, ["last_active"]),
        ("Feb 2025", None, ["implemented_on"]),
        ("", None, ["implemented_on"]),
        ("2090-01-01", None, ["implemented_on"]),
    ],
)
def test_what_was_done_the_day_the_help_ended_waits_for_that_day(end, done, asked):
    reading = read("r.csv", csv_of(ENDED, [*GOOD, end, *AT_ITS_END]))
    assert [fault.column for fault in reading.faults] == asked
    assert [day.date() for day in reading.records["implemented_on"]] == [done] * (not asked)


def test_row_that_says_another_the_other_way_round_is_accepted_and_told():
    there, back = ["Avon", "Bolton", "3.12", "staff time", "2024-05-01"], ["Bolton", "Avon", "3.12", "staff time"]
    reading = read("r.csv", csv_of(HEADER, there, [*back, "2024-05-02"], [*back, "2024-05-01"], [*back, "2024-05-01"]))
    assert (reading.accepted, reading.merged) == (3, ((5, 4),))
    exchanged = "like row 2 with mentor and mentee exchanged; if only one helped, set one row aside"
    assert [(n.row, n.rows, n.kind) for n in reading.notes if n.text == exchanged] == [(4, (2, 4), "unusual")]


@pytest.mark.parametrize("cells", [["Total mentorships", None], ["Grand total", None]])
def test_total_whose_formula_was_never_calculated_is_no_record(cells):
    book = Workbook()
    for row in (HEADER, GOOD, [cells[0], "=COUNTA(A2:A2)"], ["=A2", "Avon", "3.12", "staff time", "2024-05-01"]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    reading = read("r.xlsx", content.getvalue())
    assert [(row.row, row.asks) for row in reading.quarantine] == [(3, False), (4, True)]


@pytest.mark.parametrize(
    ("mentor", "mentee", "suggestion", "options"),
    [
        ("Sharon", "Cornwall Bridge", "Cornwall", ("Cornwall",)),
        ("Avon", "Cornwall Bridge", "", ("Cornwall", "Sharon")),
        ("Redding", "Georgetown", "", ("Weston", "Wilton")),
        ("Haddam", "Haddm", "", ("East Haddam",)),  # misspelled, it may be any town
    ],
)
def test_village_in_two_towns_of_which_one_is_the_mentor_is_probably_in_the_other(mentor, mentee, suggestion, options):
    (fault,) = read("r.csv", csv_of(HEADER, [mentor, mentee, "3.12", "staff time", "2024-05-01"])).faults
    assert (fault.suggestion, fault.options) == (suggestion, options)


def test_sentence_that_names_towns_below_the_last_record_is_a_note_unless_it_stands_where_a_town_does():
    header, good = ["No.", *HEADER], ["1", *GOOD]
    told = "Sherman, Bristol and Thomaston are in other COGs."
    for row, asks in (([told, *[""] * 5], False), (["", told, *[""] * 4], True)):
        reading = read("r.csv", csv_of(header, good, row))
        assert [(one.row, one.asks) for one in reading.quarantine] == [(3, asks)]
        between = read("r.csv", csv_of(header, row, good))
        assert [(one.row, one.asks) for one in between.quarantine] == [(2, True)]


@pytest.mark.parametrize(
    "row",
    [
        ["Avon", "East Hartford", "", "", ""],
        ["Lyme", "Old Lyme", "", "", ""],
        ["Kent", "", "", "staff time", ""],
        ["Kent", "Snow Mgmt.", "", "", ""],
        ["", "", "", "staff time", ""],
        ["", "", "", "presentation", "Kent helped Union"],
        ["yes", "Old Lyme", "", "", ""],
    ],
)
def test_row_begun_below_the_last_whole_one_asks(row):
    header = [*HEADER[:4], "Notes", HEADER[4]]
    reading = read("r.csv", csv_of(header, [*GOOD[:4], "", GOOD[4]], [*row, ""]))
    assert [(one.row, one.asks) for one in reading.quarantine] == [(3, True)]


def test_few_words_that_name_a_town_below_the_last_record_ask_beside_anything_else():
    reading = read("r.csv", csv_of([*HEADER, "Notes", "Ref"], [*GOOD, "", "1"], [*[""] * 5, "Kent helped Union", "2"]))
    assert [(one.row, one.asks) for one in reading.quarantine] == [(3, True)]


def test_last_whole_row_is_a_record_that_asks_however_it_looks():
    reading = read("r.csv", csv_of(HEADER, GOOD, ["A", "", "Snow Mgmt.", "", ""]))
    assert [(one.row, one.asks) for one in reading.quarantine] == [(3, True)]


@pytest.mark.parametrize(
    ("label", "mentee", "ticked", "asks"),
    [
        ("how many RiverCOG:", "14", "7", False),
        ("ALL TOGETHER", "40", "", False),
        ("Lines in all:", "40", "", False),
        ("pairs so far:", "40", "", False),
        ("how many RiverCOG:", "Avon", "7", True),
        ("Total", "40", "x", True),
    ],
)
def test_total_with_counts_in_the_columns_of_the_help_is_no_record(label, mentee, ticked, asks):
    columns = ["Helper", "Helped", "SCT #", "Staff time", "Webinar", "Date started"]
    good = ["Avon", "Kent", "3.12", "x", "", "2024-05-01"]
    reading = read("r.csv", csv_of(columns, good, [label, mentee, "", ticked, ticked, ""]))
    assert [(row.row, row.asks) for row in reading.quarantine] == [(3, asks)]


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        ("2025-06-01", True),
        ("6/1/2025", True),
        ("rec'd 6/1/25", True),
        ("Yes (June 1, 2025)", True),
        ("2090-06-01", None),
        ("due 6/1/2025", None),
        ("not before 6/1/2025", None),
        ("6/1", None),
        ("by 6/1/2025", None),
        ("before 6/1/2025", None),
        ("end of 2024", None),
        ("~2024", None),
        ("2024", None),
        ("45000", None),
        ("6/1/2007", None),
    ],
)
def test_day_in_a_column_of_worksheets_is_a_yes_unless_it_is_still_to_come(cell, flag):
    reading = read("r.csv", table(["Mentor worksheet received"], [cell]))
    assert [bool(yes) for yes in reading.records["mentor_documented"]] == [flag] * (flag is not None)
    assert [fault.column for fault in reading.faults] == ["mentor_documented"] * (flag is None)


CODES = ("A", "b", "A+B", "a/b", "B and A")


@pytest.mark.parametrize(
    "legend",
    [
        [
            ["LEGEND"],
            ["A", "talk (presentation) before a board, with discussion"],
            ["B", "staff time"],
            ["A+B", "both of them"],
        ],
        [["A = presentation, B = staff time, Y = worksheet is in"]],
        [["Key: A: presentation; B: staff time"]],
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_codes_for_the_help_that_the_sheet_explains_are_read_and_told(legend, above):
    rows = [
        ["Avon", town, "3.12", code, "2024-05-01"]
        for town, code in zip(("Kent", "Lyme", "Union", "Salem", "Bethel"), CODES, strict=True)
    ]
    legend = [[*line, *[""] * (5 - len(line))] for line in legend]
    table = [*legend, HEADER, *rows] if above else [HEADER, *rows, *legend]
    reading = read("r.csv", csv_of(*table))
    forms = [
        "presentation",
        "staff_time",
        "presentation; staff_time",
        "presentation; staff_time",
        "staff_time; presentation",
    ]
    assert reading.records["support"].tolist() == forms
    assert not any(row.asks for row in reading.quarantine)
    assert "'b' read as staff time, as the sheet explains" in [note.text for note in reading.notes]


@pytest.mark.parametrize(
    ("code", "legend"),
    [
        ("F", ["A = presentation, B = staff time"]),
        ("A+F", ["A = presentation, B = staff time"]),
        ("A", ["A = presentation", "A = staff time"]),
        ("A", ["A = anything else (papers sent etc.)"]),
        ("A?", ["A = presentation"]),
        ("✗ A", ["A = presentation"]),
        ("A→B", ["A = presentation; B = staff time"]),
        ("1", ["Phase 1: presentation to boards; Phase 2: staff time"]),
        ("FY", ["Goal for FY: presentations"]),
        ("no", ["yes = presentation; no = staff time"]),
        ("A", []),
    ],
)
def test_code_that_is_not_explained_or_explained_twice_asks(code, legend):
    reading = read("r.csv", csv_of(HEADER, [*GOOD[:3], code, GOOD[4]], *[[line, "", "", "", ""] for line in legend]))
    assert [fault.column for row in reading.quarantine if row.asks for fault in row.faults] == ["support"]


DAYS = ["Mentor Town", "Mentee Town", "Action #", "Type of support", "Date started", "Help ended", "Implemented on"]


@pytest.mark.parametrize(
    ("started", "ended", "done", "offered"),
    [
        ("2024-10-03", "2024-02-11", "", [("last_active", ("2025-02-11",))]),
        ("2025-09-16", "", "2023-06-02", [("implemented_on", ("2026-06-02",))]),
        ("2026-11-02", "", "2026-01-09", [("implemented_on", ())]),  # the next January is still to come
        ("2026-01-10", "", "2025-12-24", [("implemented_on", ())]),  # this year's is still to come
        ("2024-10-03", "2024-02-29", "", [("last_active", ())]),
        ("2024-10-03", "June 2023", "", [("last_active", ())]),  # no day was said
        ("2015-05-14", "", "", [("started", ("2015-05-14", "2025-05-14"))]),
        ("2015-05-14", "2024-06-01", "", [("started", ("2015-05-14",))]),
        ("2007-05-14", "", "", [("started", ("2007-05-14",))]),
        ("2016-12-24", "", "", [("started", ("2016-12-24",))]),  # 2026-12-24 is still to come
    ],
)
def test_day_before_the_start_or_the_programme_is_offered_in_the_year_that_was_meant(
    started, ended, done, offered, monkeypatch
):
    monkeypatch.setattr("sct_dash.clock.today", lambda: date(2026, 11, 23))
    reading = read("r.csv", csv_of(DAYS, [*GOOD[:4], started, ended, done]))
    assert [(fault.column, fault.options) for fault in reading.faults] == offered


def test_stored_time_in_a_column_of_worksheets_is_the_yes_of_its_day():
    book = Workbook()
    for row in (
        [*HEADER, "Mentor worksheet received"],
        [*GOOD, datetime(2025, 6, 1, 9, 30)],
        [*GOOD, datetime(1900, 1, 1)],
    ):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    reading = read("r.xlsx", content.getvalue())
    assert [bool(yes) for yes in reading.records["mentor_documented"]] == [True]
    assert [(fault.row, fault.column) for fault in reading.faults] == [(3, "mentor_documented")]


def test_day_the_help_ended_is_remembered_as_the_day_that_it_was():
    def sheet(end):
        return csv_of(ENDED, [*GOOD, end, "Y"], ["Avon", "Kent", "3.2", "staff time", "2024-05-01", "2025-04-01", "no"])

    answered = Corrections((Correction(2, "implemented_on", *AT_ITS_END),))
    june = read("june.csv", sheet("2025-01-10"), corrections=answered)
    assert june.records["implemented_on"].dt.date.tolist()[0] == date(2025, 1, 10)
    known = learned.after(memory.NOTHING, june, answered, set(june.records["record_id"]))
    layout = look("june.csv", sheet("2025-01-10")).layout
    memory.remember(layout.shape, lambda _: known)
    mappings.remember(layout.shape, june.mapping)
    july = read("july.csv", sheet("2026-03-10"))
    assert july.records["implemented_on"].dt.date.tolist()[0] == date(2025, 1, 10)
    assert july.records["last_active"].dt.date.tolist()[0] == date(2026, 3, 10)
