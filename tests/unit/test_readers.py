"""Files of records: what is read, what is merged, what is quarantined with which words, what is refused."""

import io
from datetime import date, datetime

import pytest
from builders import csv_of, record, records
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sct_dash.errors import UserError
from sct_dash.records import readers, schema, sheets
from sct_dash.records.readers import Fault, read

HEADER = ["mentor", "mentee", "action", "support", "started"]
GOOD = ["Hartford", "Simsbury", "3.12", "presentation", "2024-05-01"]
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


def row(**cells):
    """A header and one good row with these cells changed or added."""
    given = dict(zip(HEADER, GOOD, strict=True)) | cells
    return csv_of(list(given), list(given.values()))


def xlsx_of(*rows):
    book = Workbook()
    for cells in rows:
        book.active.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def told(content, name="r.csv"):
    """Every line about a file's rows."""
    return [str(fault) for fault in read(name, content).faults]


def refusal(content, name="r.csv"):
    """The one line that a whole file is refused with."""
    with pytest.raises(UserError) as refused:
        read(name, content)
    return str(refused.value)


def adds_up(reading):
    return reading.rows_in == reading.accepted + len(reading.merged) + reading.quarantined


def is_read_or_refused(name, content):
    """Whether every row is accounted for, or the user is told in a line about the file; bugs come through."""
    try:
        reading = read(name, content)
    except UserError as refused:
        line = str(refused)
        return line.startswith(f"{name}: ") and line.endswith(".") and "\n" not in line
    return adds_up(reading)


# --- what is understood --------------------------------------------------------------------------------


def test_full_row_is_read_as_it_stands():
    full = record(
        mentor="Northampton, MA",
        programme_year=2022,
        support="presentation; staff_time",
        last_active=date(2026, 2, 28),
        mentor_documented=True,
        partners="CRCOG; Farmington Valley Health District",
        evidence="minutes, 4 May",
        notes='said "yes"',
    )
    reading = read("r.csv", csv_of(full))
    assert reading.records.equals(records(full))
    assert (reading.rows_in, reading.accepted, reading.merged, reading.faults) == (1, 1, (), ())


def test_needed_columns_alone_are_enough_and_the_rest_is_empty():
    reading = read("r.csv", csv_of(HEADER, GOOD))
    expected = record(record_id=reading.records["record_id"][0], started=date(2024, 5, 1), implemented_on=None)
    assert reading.records.equals(records(expected))


def test_workbook_with_real_dates_numbers_and_flags_gives_the_records_of_the_csv():
    header = [*HEADER, "last_active", "programme_year", "mentor_documented", "mentee_documented", "notes"]
    as_cells = ["Hartford", "Simsbury", "3.12", "presentation", date(2024, 5, 1), datetime(2025, 6, 1)]
    as_text = ["Hartford", "Simsbury", "3.12", "presentation", "2024-05-01", "2025-06-01"]
    book = read("r.xlsx", xlsx_of(header, [*as_cells, 2022, True, False, 12]))
    text = read("r.csv", csv_of(header, [*as_text, "2022", "yes", "no", "12"]))
    assert book.faults == text.faults == ()
    assert book.records.equals(text.records)
    assert book.records["mentor_documented"].tolist() == [True]


def test_columns_may_stand_in_any_order_and_any_case():
    reading = read("r.csv", csv_of([name.upper() for name in reversed(HEADER)], list(reversed(GOOD))))
    assert reading.records.equals(read("r.csv", csv_of(HEADER, GOOD)).records)


def test_byte_order_mark_and_windows_line_ends_are_understood():
    plain = csv_of(HEADER, GOOD)
    reading = read("R.CSV", b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"))
    assert reading.records.equals(read("r.csv", plain).records)


def test_blank_rows_are_no_rows_and_the_others_keep_their_sheet_numbers():
    reading = read("r.csv", csv_of(HEADER, GOOD, ["", " ", "", "", ""], [], ["Hartford", *GOOD[1:3], "", ""]))
    assert reading.rows_in == 2
    assert [fault.row for fault in reading.faults] == [5, 5]


def test_column_that_is_no_field_is_said_and_not_read():
    reading = read("r.csv", csv_of([*HEADER, "colour"], [*GOOD, "green"], ["Avon", *GOOD[1:], ""]))
    assert (reading.accepted, reading.faults) == (2, ())
    assert [str(note) for note in reading.notes] == [
        "Row 1: the column 'colour' is not read; 1 cell in it.",
        "Row 1, support: a presentation in 2 rows is taken as one with discussion, as action 8.5 asks.",
        "Row 1, implemented on: no column says when an action was implemented, so no row earns points.",
        "Row 1, last active: no column says when help ended, so no points lapse.",
    ]


def test_needed_column_that_is_missing_is_said_and_every_row_asks():
    reading = read("r.csv", csv_of(HEADER[:4], GOOD[:4], ["Avon", *GOOD[1:4]]))
    assert [str(fault) for fault in reading.faults] == [
        "Row 2, started: '': must be filled in.",
        "Row 3, started: '': must be filled in.",
    ]
    assert [str(note) for note in reading.notes] == ["Row 1, started: no column is read as started, so every row asks."]


def test_alias_is_understood_and_noted_with_its_row():
    reading = read("r.csv", csv_of(HEADER, ["Town of Avon", "Winsted", *GOOD[2:]]))
    assert reading.records[["mentor", "mentee"]].values.tolist() == [["Avon", "Winchester"]]
    assert [(note.row, note.column, note.text) for note in reading.notes] == [
        (2, "mentor", "'Town of Avon' read as Avon"),
        (2, "mentee", "'Winsted' read as Winchester"),
    ]


def test_forms_of_support_are_told_once_each_without_case():
    assert read("r.csv", row(support="Webinar;presentation ; webinar")).records["support"][0] == "webinar; presentation"


def test_flag_is_yes_or_no_in_any_case_and_empty_means_no():
    header = [*HEADER, "mentor_documented"]
    rows = [["Hartford", town, *GOOD[2:], flag] for town, flag in (("Avon", "YES"), ("Canton", "no"), ("Granby", ""))]
    assert read("r.csv", csv_of(header, *rows)).records["mentor_documented"].tolist() == [True, False, False]


# --- one fault, one line -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        pytest.param(
            {"mentor": "Simsbery", "mentee": "Avon"},
            "Row 2, mentor: 'Simsbery': is no Connecticut town. Did you mean Simsbury?",
            id="misspelled town",
        ),
        pytest.param(
            {"mentee": "Xanadu"},
            "Row 2, mentee: 'Xanadu': no Connecticut town has this name; a place in another state is written "
            "'Northampton, MA'.",
            id="no such place",
        ),
        pytest.param(
            {"mentee": "Springfield"},
            "Row 2, mentee: 'Springfield': is no Connecticut town; it may be Springfield, MA or Springfield, VT.",
            id="no state",
        ),
        pytest.param(
            {"mentee": "Northampton, XY"},
            "Row 2, mentee: 'Northampton, XY': XY is not a US state; write a place outside Connecticut as "
            "'Northampton, MA'.",
            id="no such state",
        ),
        pytest.param(
            {"mentee": "Mystic"},
            "Row 2, mentee: 'Mystic': Mystic lies in Groton and Stonington; name the town.",
            id="village in two towns",
        ),
        pytest.param(
            {"mentee": "Town of Hartford"},
            "Row 2, mentee: 'Town of Hartford': Hartford cannot be its own mentor.",
            id="its own mentor",
        ),
        pytest.param(
            {"mentor": ""},
            "Row 2, mentor: '': must be filled in.",
            id="needed cell blank",
        ),
        pytest.param(
            {"started": " "},
            "Row 2, started: '': must be filled in.",
            id="needed cell with only spaces",
        ),
        pytest.param(
            {"started": "soon"},
            "Row 2, started: 'soon': is not a date; write month/day/year, as in 5/1/2024.",
            id="no date",
        ),
        pytest.param(
            {"started": "5/1/24"},
            "Row 2, started: '5/1/24': has a year of two digits; write month/day/year, as in 5/1/2024. "
            "Did you mean 2024-05-01?",
            id="year of two digits",
        ),
        pytest.param(
            {"started": "2023-02-29"},
            "Row 2, started: '2023-02-29': there is no such day: February 2023 has 28 days.",
            id="29 February of a common year",
        ),
        pytest.param(
            {"started": "1989-12-31"},
            "Row 2, started: '1989-12-31': the year must lie between 1990 and 2099.",
            id="too long ago",
        ),
        pytest.param(
            {"last_active": "2100-01-01"},
            "Row 2, last active: '2100-01-01': the year must lie between 1990 and 2099.",
            id="too far ahead",
        ),
        pytest.param(
            {"last_active": "2024-04-30"},
            "Row 2, last active: '2024-04-30': is before the mentorship started, May 1, 2024.",
            id="end before start",
        ),
        pytest.param(
            {"implemented_on": "2024-04-30"},
            "Row 2, implemented on: '2024-04-30': is before the mentorship started, May 1, 2024.",
            id="implemented before start",
        ),
        pytest.param(
            {"action": "14.1"},
            "Row 2, action: '14.1': there is no category 14 in 2024; categories run from 1 to 13.",
            id="no such category",
        ),
        pytest.param(
            {"action": "11.1", "programme_year": "2020"},
            "Row 2, action: '11.1': there is no category 11 in 2020; categories run from 1 to 10.",
            id="no such category that year",
        ),
        pytest.param(
            {"action": "pollinators"},
            "Row 2, action: 'pollinators': is not an action number; write category and number, as in 3.12. "
            "Did you mean 3.12?",
            id="no action number",
        ),
        pytest.param(
            {"programme_year": "2017"},
            "Row 2, programme year: '2017': must be a year from 2018 on, as in 2024.",
            id="before the programme",
        ),
        pytest.param(
            {"support": "webbinar"},
            "Row 2, support: 'webbinar': this is not a form of support; write presentation with discussion, staff "
            "time, conference, webinar or other support. Did you mean webinar?",
            id="misspelled support",
        ),
        pytest.param(
            {"mentor_documented": "perhaps"},
            "Row 2, documented by the mentor: 'perhaps': must be yes or no (empty means no).",
            id="no flag",
        ),
    ],
)
def test_wrong_cell_is_told_in_exactly_one_line(cells, line):
    reading = read("r.csv", row(**cells))
    assert [str(fault) for fault in reading.faults] == [line]
    assert (reading.rows_in, reading.accepted, reading.quarantined) == (1, 0, 1)


def test_first_and_last_day_that_can_be_written_are_read():
    reading = read("r.csv", row(started="1990-01-01", last_active="2099-12-31"))
    assert reading.faults == ()


@pytest.mark.parametrize("year", [2018, 2099])
def test_first_and_last_programme_year_that_can_be_written_are_read(year):
    assert read("r.csv", row(programme_year=str(year))).records["programme_year"].tolist() == [year]


def test_mentorship_may_end_and_be_implemented_on_the_day_it_started():
    assert told(row(last_active="2024-05-01", implemented_on="2024-05-01")) == []


def test_every_fault_of_a_row_is_told_in_the_order_of_the_columns_and_the_row_counts_once():
    reading = read("r.csv", row(started="soon", mentee="Nowhere", programme_year="x"))
    assert [fault.column for fault in reading.faults] == ["mentee", "programme_year", "started"]
    assert reading.quarantined == 1


def test_number_that_may_have_lost_its_zero_is_quarantined():
    content = xlsx_of(HEADER, ["Hartford", "Simsbury", 3.1, "presentation", date(2024, 5, 1)])
    assert told(content, "r.xlsx") == [
        "Row 2, action: '3.1': may have been 3.10: spreadsheets drop the last zero; choose the one meant."
    ]


def test_number_that_can_only_be_itself_is_read():
    content = xlsx_of(HEADER, ["Hartford", "Simsbury", 5.4, "presentation", date(2024, 5, 1)])
    assert read("r.xlsx", content).records["action"].tolist() == ["5.4"]


def test_text_3_1_is_3_1_and_text_3_10_is_3_10():
    content = xlsx_of(HEADER, ["Hartford", "Avon", "3.1", *GOOD[3:]], ["Hartford", "Avon", "3.10", *GOOD[3:]])
    assert read("r.xlsx", content).records["action"].tolist() == ["3.1", "3.10"]


def test_cell_beyond_the_last_column_quarantines_its_row():
    reading = read("r.csv", csv_of(HEADER, [*GOOD, "", "left over"]))
    assert [(f.row, f.value, f.reason) for f in reading.faults] == [
        (2, "left over", "stands to the right of the last column")
    ]
    assert (reading.rows_in, reading.accepted, reading.quarantined) == (1, 0, 1)


def test_line_about_a_cell_beyond_the_last_column_reads_as_a_sentence():
    assert told(csv_of(HEADER, [*GOOD, "left over"])) == ["Row 2: 'left over': stands to the right of the last column."]


def test_support_that_is_only_a_separator_must_be_filled_in():
    assert told(row(support=";")) == ["Row 2, support: ';': must be filled in."]


def test_action_number_is_written_in_plain_digits():
    assert told(row(action="3.1\N{ARABIC-INDIC DIGIT TWO}")) == [
        "Row 2, action: '3.1\N{ARABIC-INDIC DIGIT TWO}': is not an action number; "
        "write category and number, as in 3.12."
    ]


# --- one file, one line --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        pytest.param(
            "r.csv",
            csv_of(["mentor", "action", "support", "started"], ["Hartford", *GOOD[2:]]),
            "r.csv: no column says who the mentee is; name one of them 'mentee'.",
            id="mentee missing",
        ),
        pytest.param(
            "r.csv",
            csv_of(["mentor", "support"], ["Hartford", "staff time"]),
            "r.csv: no column says who the mentee is; name one of them 'mentee'. "
            "No column says action or started either.",
            id="all that is missing at once",
        ),
        pytest.param(
            "r.csv",
            csv_of(["mentor", "Town", "Partner town", *HEADER[2:]], [*GOOD[:2], "Avon", *GOOD[2:]]),
            "r.csv: no column says who the mentee is; 'Town' may be mentor or mentee; name one of them 'mentee'.",
            id="mentee asked about",
        ),
        pytest.param(
            "r.csv",
            csv_of(["colour", "size"], ["green", "12"]),
            "r.csv: no row looks like a header; one row must name mentor, mentee, action, support and started.",
            id="no header",
        ),
        pytest.param(
            "r.csv",
            csv_of([*HEADER, "mentor"], [*GOOD, "Avon"]),
            "r.csv: 'mentor' and 'mentor' both seem to be mentor; keep one.",
            id="column doubled",
        ),
        pytest.param("r.csv", b"", "r.csv: is empty.", id="empty"),
        pytest.param("r.xlsx", b"", "r.xlsx: is empty.", id="empty workbook"),
        pytest.param("r.csv", csv_of(HEADER), "r.csv: has a header and no records below it.", id="header only"),
        pytest.param(
            "r.csv",
            csv_of(HEADER, [""] * 5),
            "r.csv: has a header and no records below it.",
            id="only blank rows",
        ),
        pytest.param("r.csv", PNG, "r.csv: is not a CSV file; save it as 'CSV UTF-8'.", id="picture as csv"),
        pytest.param(
            "r.xlsx",
            PNG,
            "r.xlsx: is not a workbook that can be opened; save it as .xlsx again.",
            id="picture as xlsx",
        ),
        pytest.param(
            "r.xlsx",
            csv_of(HEADER, GOOD),
            "r.xlsx: is not a workbook that can be opened; save it as .xlsx again.",
            id="csv as xlsx",
        ),
        pytest.param("r.csv", b"a\0b\n", "r.csv: is not a CSV file; save it as 'CSV UTF-8'.", id="zero bytes"),
        pytest.param(
            *("r.csv", b'"a\n'),
            'r.csv: row 1 has a quotation mark (") too many or too few; take it out, or write the missing one.',
            id="open quote",
        ),
        pytest.param(
            "r.pdf",
            csv_of(HEADER, GOOD),
            "r.pdf: is a document, not a spreadsheet; copy its table into a spreadsheet and bring that in.",
            id="ending",
        ),
        pytest.param(
            "r",
            csv_of(HEADER, GOOD),
            "r: is not a spreadsheet; save it as .xlsx, .xls, .ods or .csv.",
            id="no ending",
        ),
    ],
)
def test_file_that_is_no_table_of_records_is_refused_in_one_line(name, content, line):
    assert refusal(content, name) == line


def test_file_beyond_the_limit_is_refused_and_one_at_the_limit_is_not(monkeypatch):
    content = csv_of(HEADER, GOOD)
    monkeypatch.setattr(sheets, "MAX_BYTES", len(content))
    assert read("r.csv", content).accepted == 1
    monkeypatch.setattr(sheets, "MAX_BYTES", 20_000_000)
    assert refusal(b" " * 20_000_001) == "r.csv: is larger than 20 MB; split it into smaller files."


def test_file_is_read_from_disk_by_its_name(tmp_path):
    (tmp_path / "r.csv").write_bytes(csv_of(HEADER, GOOD))
    reading = readers.read_file(tmp_path / "r.csv")
    assert (reading.name, reading.accepted) == ("r.csv", 1)


def test_file_that_is_not_there_is_refused_in_one_line(tmp_path):
    with pytest.raises(UserError) as refused:
        readers.read_file(tmp_path / "none.csv")
    assert str(refused.value) == f"{tmp_path / 'none.csv'}: cannot be read: No such file or directory."


def test_large_file_on_disk_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MAX_BYTES", 10)
    (tmp_path / "r.csv").write_bytes(b" " * 11)
    with pytest.raises(UserError) as refused:
        readers.read_file(tmp_path / "r.csv")
    assert str(refused.value) == "r.csv: is larger than 0 MB; split it into smaller files."


# --- rows that say the same, rows at odds --------------------------------------------------------------


def test_equal_rows_are_merged_naming_both():
    reading = read("r.csv", csv_of(HEADER, GOOD, GOOD))
    assert (reading.rows_in, reading.accepted, reading.merged, reading.faults) == (2, 1, ((3, 2),), ())


def test_merged_row_fills_what_the_earlier_one_left_empty():
    header = [*HEADER, "last_active", "mentee_documented", "notes"]
    reading = read("r.csv", csv_of(header, [*GOOD, "", "yes", ""], [*GOOD, "2025-01-31", "", "by phone"]))
    assert reading.merged == ((3, 2),)
    filled = reading.records[["mentee_documented", "notes"]].values.tolist()
    assert filled == [[True, "by phone"]]
    assert reading.records["last_active"].dt.date.tolist() == [date(2025, 1, 31)]


def test_third_row_is_held_against_what_the_second_filled_in():
    header = [*HEADER, "last_active"]
    reading = read("r.csv", csv_of(header, [*GOOD, ""], [*GOOD, "2025-01-31"], [*GOOD, "2025-02-01"]))
    assert reading.merged == ((3, 2),)
    assert [str(fault) for fault in reading.faults] == [
        "Row 4, last active: '2025-02-01': row 3 is the same mentorship and has 'January 31, 2025' here."
    ]


@pytest.mark.parametrize(
    ("column", "earlier", "later", "said"),
    [
        ("support", "presentation", "webinar", "presentation with discussion"),
        ("last_active", "2025-01-31", "2025-02-01", "January 31, 2025"),
        ("mentor_documented", "yes", "no", "yes"),
        ("mentor_documented", "no", "yes", "no"),
        ("notes", "by phone", "in person", "by phone"),
        ("record_id", "R1", "R2", "R1"),
    ],
)
def test_row_that_contradicts_an_earlier_one_is_quarantined_naming_it(column, earlier, later, said):
    rows = [dict(zip(HEADER, GOOD, strict=True)) | {column: value} for value in (earlier, later)]
    reading = read("r.csv", csv_of(list(rows[0]), *[list(cells.values()) for cells in rows]))
    assert [str(fault) for fault in reading.faults] == [
        f"Row 3, {schema.label(column)}: {later!r}: row 2 is the same mentorship and has {said!r} here."
    ]
    assert (reading.rows_in, reading.accepted, reading.merged) == (2, 1, ())


@pytest.mark.parametrize(
    "other",
    [
        {"mentor": "Avon"},
        {"mentee": "Avon"},
        {"action": "3.2"},
        {"programme_year": "2022"},
        {"started": "2024-05-02"},
    ],
)
def test_row_of_another_mentorship_is_another_record(other):
    rows = [dict(zip(HEADER, GOOD, strict=True)) | {"programme_year": "2024"} | changes for changes in ({}, other)]
    reading = read("r.csv", csv_of(list(rows[0]), *[list(cells.values()) for cells in rows]))
    assert (reading.accepted, reading.merged, reading.faults) == (2, (), ())


def test_alias_and_town_are_the_same_mentorship():
    reading = read("r.csv", csv_of(HEADER, GOOD, ["City of Hartford", "SIMSBURY", *GOOD[2:]]))
    assert (reading.accepted, reading.merged) == (1, ((3, 2),))


def test_record_id_given_to_two_mentorships_quarantines_the_later_naming_the_earlier():
    header = ["record_id", *HEADER]
    reading = read("r.csv", csv_of(header, ["R1", *GOOD], ["R1", "Avon", *GOOD[1:]]))
    assert [str(fault) for fault in reading.faults] == [
        "Row 3, record id: 'R1': row 2 has this record id already; every record needs its own."
    ]
    assert reading.accepted == 1


def test_rows_after_a_merged_pair_without_record_ids_are_still_accepted():
    reading = read("r.csv", csv_of(HEADER, GOOD, GOOD, ["Avon", *GOOD[1:]], ["Canton", *GOOD[1:]]))
    assert reading.faults == ()
    assert (reading.accepted, reading.merged) == (3, ((3, 2),))


def test_record_id_of_a_quarantined_row_is_free_for_a_later_one():
    header = ["record_id", *HEADER, "notes"]
    rows = [["", *GOOD, "a"], ["R7", *GOOD, "b"], ["R7", "Avon", *GOOD[1:], ""]]
    reading = read("r.csv", csv_of(header, *rows))
    assert [fault.row for fault in reading.faults] == [3]
    assert reading.accepted == 2


def test_two_records_never_get_the_same_record_id():
    made = read("r.csv", csv_of(HEADER, GOOD)).records["record_id"][0]
    moved = [made, *GOOD[:4], "2024-06-01"]  # its start was corrected, its record_id stayed
    reading = read("r.csv", csv_of(["record_id", *HEADER], moved, ["", *GOOD]))
    assert reading.accepted == 2
    assert reading.records["record_id"].is_unique


def test_made_record_ids_are_stable_and_go_by_the_mentorship_alone():
    first = read("r.csv", csv_of(HEADER, GOOD, ["Avon", *GOOD[1:]])).records["record_id"].tolist()
    again = read("x.csv", csv_of([*HEADER, "notes"], ["Avon", *GOOD[1:], "n"], [*GOOD, ""])).records["record_id"]
    assert first == ["R-d112f42e", "R-bdbfa6fa"]
    assert again.tolist() == list(reversed(first))


# --- always --------------------------------------------------------------------------------------------

CELLS = {  # a cell is good more often than not, so that whole rows often are
    "record_id": ["", "", "R1", "R2", "R10"],
    "mentor": ["Hartford", "Hartford", "Avon", "Town of Avon", "Northampton, MA", "Mystic", ""],
    "mentee": ["Simsbury", "Simsbury", "Canton", "Westerly, RI", "Canton", "Avon"],
    "action": ["3.12", "3.12", "3.2", "3.2", "5.4", "14.1"],
    "programme_year": ["", "2024", "2024", "2019", "1999"],
    "support": ["presentation", "presentation", "webinar; staff_time", "talk"],
    "started": ["2024-05-01", "2024-05-01", "2024-05-01", "2023-02-29"],
    "last_active": ["", "", "2025-01-31", "2020-01-01"],
    "implemented_on": ["", "2024-05-01"],
    "mentor_documented": ["", "yes", "no", "yes", "maybe"],
    "notes": ["", "", "a", 'said "b", then left', "two\nlines"],
}
tables = st.lists(st.tuples(*[st.sampled_from(options) for options in CELLS.values()]), min_size=1, max_size=12)
always = settings(max_examples=80, deadline=2_000, derandomize=True)


@always
@given(tables)
def test_every_row_is_accepted_merged_or_quarantined(rows):
    reading = read("r.csv", csv_of(list(CELLS), *rows))
    assert reading.rows_in == len(rows)
    assert adds_up(reading)
    told_of = {fault.row for fault in reading.faults} | {later for later, _ in reading.merged}
    assert told_of <= set(range(2, len(rows) + 2))


@always
@given(tables)
def test_no_two_accepted_records_share_a_record_id(rows):
    assert read("r.csv", csv_of(list(CELLS), *rows)).records["record_id"].is_unique


@always
@given(tables)
def test_accepted_records_written_and_read_again_are_the_same_bytes(rows):
    accepted = read("r.csv", csv_of(list(CELLS), *rows)).records
    if accepted.empty:
        return
    written = schema.to_csv(accepted)
    again = read("again.csv", written)
    assert (again.faults, again.merged) == ((), ())
    assert schema.to_csv(again.records) == written


@pytest.mark.parametrize("notes", ["two\nlines", 'a "b", c', "NA", "=1+1", "007"])
def test_text_written_and_read_again_is_the_same_text(notes):
    reading = read("r.csv", csv_of(record(notes=notes)))
    assert (reading.faults, reading.records["notes"].tolist()) == ((), [notes])


@always
@given(
    st.lists(st.lists(st.text(max_size=12) | st.sampled_from(GOOD), max_size=7), min_size=1, max_size=5),
    st.sampled_from(["r.csv", "r.xlsx", "r.txt"]),
    st.booleans(),
)
def test_any_table_is_read_or_refused_with_a_line_for_the_user(rows, name, with_header):
    try:
        content = csv_of(*([HEADER] if with_header else []), *rows)
    except UnicodeEncodeError:
        return
    assert is_read_or_refused(name, content)


@always
@given(st.binary(max_size=200), st.sampled_from(["r.csv", "r.xlsx"]))
@example(b"PK\x03\x04", "r.xlsx")
@example(xlsx_of(HEADER, GOOD)[:-40], "r.xlsx")
@example(csv_of(HEADER, GOOD) + b"\r", "r.csv")
def test_any_bytes_are_read_or_refused_with_a_line_for_the_user(content, name):
    assert is_read_or_refused(name, content)


WORKBOOK = xlsx_of(HEADER, GOOD)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_damage_to_a_workbook_is_read_or_refused_with_a_line_for_the_user(damage):
    content = bytearray(WORKBOOK)
    for place, byte in damage:
        content[int(place * len(content))] = byte
    assert is_read_or_refused("r.xlsx", bytes(content))


def test_part_of_a_workbook_with_a_wrong_checksum_is_refused_with_a_line_for_the_user():
    content = bytearray(WORKBOOK)
    content[content.rfind(b"xl/workbook.xml") - 30] ^= 255  # the first byte of its checksum, in the zip's directory
    with pytest.raises(UserError, match="is not a workbook that can be opened"):
        read("r.xlsx", bytes(content))


def test_fault_without_a_suggestion_asks_nothing():
    assert str(Fault(4, "action", "x", "is wrong")) == "Row 4, action: 'x': is wrong."


@pytest.mark.parametrize("notes", ["two\r\nlines", "two\rlines"])
def test_every_line_end_becomes_the_canonical_one(notes):
    reading = read("r.csv", csv_of(record(notes=notes)))
    assert (reading.faults, reading.records["notes"].tolist()) == ((), ["two\nlines"])
    assert schema.to_csv(read("r.csv", schema.to_csv(reading.records)).records) == schema.to_csv(reading.records)
