"""Rows to look at that were taken out, put right and brought back: read as they were in the sheet they are from."""

from builders import csv_of

from sct_dash.exports import quarantine
from sct_dash.records import mappings, readers
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.headers import Mapping

HEADER = ("Who helped", "Helped", "SCT action #", "How", "Began", "Done on", "Papers")
FIELDS = ("mentor", "mentee", "action", "support", "started", "implemented_on", "mentor_documented")
ROWS = (
    ("Avon", "Canton", "3.12", "staff time", "2024-05-01", "2025-03-01", "yes"),
    ("Avonn", "Kent", "3.1", "staff time", "2024-06-01", "2025-04-01", "yes"),
)
CONTENT = csv_of(HEADER, *ROWS)


def faults(reading):
    return [fault.column for row in reading.quarantine for fault in row.faults]


def test_columns_are_what_was_decided_for_the_sheet_the_rows_are_from():
    mappings.remember(readers.look("r.csv", CONTENT).layout.shape, Mapping(FIELDS))
    reading = readers.read("r.csv", CONTENT, mapping=Mapping(FIELDS))
    back = readers.look("to-look-at.csv", quarantine.to_csv(reading))
    assert back.mapping.fields == ("", "", *FIELDS)
    assert back.remembered


def test_columns_of_the_rows_own_are_neither_asked_about_nor_read():
    back = readers.look("to-look-at.csv", quarantine.to_csv(readers.read("r.csv", CONTENT, mapping=Mapping(FIELDS))))
    ours = back.layout.headings[:2]
    assert [(one.header, one.field, one.options, one.needless) for one in ours] == [
        ("Row", "", (), True), ("Problems", "", (), True)
    ]  # fmt: skip


def test_a_sheet_with_other_columns_in_front_is_not_taken_for_one():
    rows = [("1", *row) for row in ROWS]
    assert readers.look("r.csv", csv_of(("Row", *HEADER), *rows)).layout.shape_before == ""


def test_action_that_was_decided_is_not_asked_about_again():
    assert faults(readers.read("r.csv", CONTENT, mapping=Mapping(FIELDS))) == ["mentor", "action"]
    action = Corrections((Correction(3, "action", "3.1"),))
    decided = readers.read("r.csv", CONTENT, mapping=Mapping(FIELDS), corrections=action)
    (row,) = quarantine.table(decided).to_dict("records")
    assert row["SCT action #"] == "3.1 Provide Watershed Education"
    back = readers.read("back.csv", quarantine.to_csv(decided), mapping=Mapping(("", "", *FIELDS)))
    assert faults(back) == ["mentor"]
