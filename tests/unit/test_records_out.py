"""Records as files to take away: what goes out comes back in, and no program runs it."""

import io
import subprocess
import sys
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from builders import record, record_lists, records
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sct_dash.errors import UserError
from sct_dash.exports import records as files
from sct_dash.records import readers, schema
from sct_dash.records import source as sources
from sct_dash.records.source import Source

AWKWARD = (
    "=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "'quoted", "_x0041_", "_x005F_x0041_", "a\nb", "3.10", "1e5", "TRUE",
    "2024-05-01", "=cmd|' /C calc'!A0", "bell \x07", "é 漢 🙂", "<b>&amp;",
)  # fmt: skip


def source(*rows, sample=False):
    table = records(*rows)
    return Source("Records", table, schema.version(table), sample)


def book_of(given_source):
    return load_workbook(io.BytesIO(files.to_xlsx(given_source)))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_back_from_the_workbook_as_it_was(text):
    one = record(record_id="R1", evidence=text, notes=text)
    back = readers.read("x.xlsx", files.to_xlsx(source(one)))
    assert back.faults == ()
    assert back.records[["evidence", "notes"]].values.tolist() == [[text, text]]


def test_the_sample_comes_back_from_the_workbook_to_the_same_bytes():
    sample = sources.sample()
    back = readers.read("x.xlsx", files.to_xlsx(sample))
    assert schema.to_csv(back.records) == files.to_csv(sample)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(record_lists(), st.text(st.characters(exclude_categories=("Cs", "Cn", "Cc")), max_size=30))
def test_any_records_come_back_from_both_files(rows, text):
    unique = {(r["mentor"], r["mentee"], r["action"], r["programme_year"], r["started"]): r for r in rows}
    notes = schema.one_line_end(text).strip()
    given_source = source(record(record_id="Z", notes=notes, mentor="Union"), *unique.values())
    canonical = files.to_csv(given_source)
    assert schema.to_csv(readers.read("x.xlsx", files.to_xlsx(given_source)).records) == canonical
    assert schema.to_csv(readers.read("x.csv", canonical).records) == canonical


def test_the_same_records_give_the_same_bytes_at_any_time():
    first = files.to_xlsx(source(record()))
    time.sleep(2.1)  # a zip file tells times to two seconds
    assert files.to_xlsx(source(record())) == first


def test_dates_are_dates_years_numbers_and_the_rest_text():
    sheet = book_of(source(record(action="3.10", last_active=date(2024, 2, 29), notes="=1+1")))["Records"]
    cells = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["started"].value, cells["started"].number_format) == (datetime(2022, 5, 1), "yyyy-mm-dd")
    assert (cells["last_active"].value, cells["programme_year"].value) == (datetime(2024, 2, 29), 2024)
    assert (cells["action"].value, cells["action"].data_type, cells["action"].number_format) == ("3.10", "s", "@")
    assert (cells["mentor_documented"].value, cells["partners"].value) == ("no", None)


def test_no_cell_is_a_formula_and_a_text_like_one_stays_text_when_it_is_edited():
    rows = [record(record_id=f"R{n}", notes=text, started=date(2022, 1, n + 1)) for n, text in enumerate(AWKWARD)]
    content = files.to_xlsx(source(*rows))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    notes = {cell.value: cell for cell in load_workbook(io.BytesIO(content))["Records"]["N"]}
    assert {cell.data_type for cell in notes.values()} == {"s"}
    quoted = {text for text, cell in notes.items() if cell.quotePrefix}
    assert quoted == {text for text in AWKWARD if text[0] in "=+-@"}


def test_the_header_stays_in_sight_and_a_second_sheet_explains_the_columns():
    book = book_of(source(record()))
    assert book.sheetnames == ["Records", "Columns"]
    sheet, explained = book.worksheets
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:N2")
    assert sheet.column_dimensions["N"].width == 40
    assert [(row[0].value, row[2].value) for row in explained.iter_rows(min_row=2)] == [
        (column.name, column.meaning) for column in schema.COLUMNS
    ]


def test_a_workbook_of_the_sample_says_that_it_is_fictional():
    book = book_of(source(record(), sample=True))
    assert book.sheetnames == ["Sample (fictional)", "Columns"]
    assert book.properties.title == "Sample: fictional records"
    assert book.worksheets[0].oddHeader.center.text == "Sample: fictional records"
    assert book["Columns"].cell(len(schema.COLUMNS) + 2, 1).value == "Sample: fictional records"
    assert book_of(source(record())).worksheets[0].oddHeader.center.text is None


def test_a_text_too_long_for_a_cell_is_refused_and_never_cut():
    with pytest.raises(UserError, match=r"longer than the 32,767 characters of a cell; export a \.csv"):
        files.to_xlsx(source(record(notes="x" * 32_768)))
    whole = readers.read("x.xlsx", files.to_xlsx(source(record(notes="x" * 32_767))))
    assert whole.records["notes"].tolist() == ["x" * 32_767]


def test_the_command_line_does_not_load_the_workbook_library_before_it_is_needed():
    code = "import sys, sct_dash.cli; print([m for m in ('openpyxl', 'sqlalchemy') if m in sys.modules])"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
