"""A file's bytes: which program wrote it, which sheets it has, and what is too large to be opened."""

import io
import zipfile
from datetime import date

import pytest
from builders import csv_of
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sct_dash.errors import UserError
from sct_dash.records import hiding, sheets
from sct_dash.records.readers import read
from sct_dash.records.sheets import book

TABLE = [("Mentor", "Mentee"), ("Hartford", "Avon"), ("Brand\u00e9", "two\nlines")]


def text_of(delimiter=","):
    quoted = [[f'"{cell}"' if "\n" in cell else cell for cell in row] for row in TABLE]
    return "".join(delimiter.join(row) + "\r\n" for row in quoted)


def workbook(**sheets_given):
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets_given.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def saved(made):
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def rows(name, content):
    opened = book(name, content)
    return opened.sheet(opened.sheets[0]).rows


def refusal(name, content):
    with pytest.raises(UserError) as refused:
        book(name, content)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_file_is_read_in_every_encoding_and_with_every_separator(encoding, delimiter):
    assert rows("r.csv", text_of(delimiter).encode(encoding)) == TABLE


def test_separator_that_excel_states_in_the_first_line_is_used_and_the_rows_keep_their_numbers():
    assert rows("r.csv", b"sep=;\r\na,b;c\r\n") == [(), ("a,b", "c")]


def test_no_further_separator_is_tried_once_a_sheet_is_plausible_enough():
    tried = []

    def cells(sheet):
        tried.append(sheet.rows[0])
        return len(sheet.rows[0])

    assert book("r.csv", b"a;b;c\n", cells, enough=3).sheet("r").rows == [("a", "b", "c")]
    assert tried == [("a;b;c",), ("a", "b", "c")]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b'a,b\n"c,d\ne,f\n', 2),
        (b'a,b\nc,"d\ne,f\n', 2),
        (b'a;b\nc;d\ne;"f\ng;h\n', 3),
        (b'a,b\n"c",d\ne,"f\ng,"h"\n', 3),
        (b'a,b\nc,"' + b"d,e\n" * 40_000, 2),
    ],
)
def test_quote_that_never_ends_is_refused_with_its_row_rather_than_swallowing_the_rows_below(content, row):
    asked = f'r.csv: row {row} has a quotation mark (") too many or too few; take it out, or write the missing one.'
    assert refusal("r.csv", content) == asked


def test_separator_with_which_every_row_can_be_read_is_taken_before_another_that_is_no_likelier():
    assert book("r.csv", b'1;"2,3"\n4;5,"6"7\n', lambda _: 0).sheet("r").rows == [("1", "2,3"), ("4", '5,"6"7')]


def test_workbook_tells_its_visible_sheets_first():
    made = workbook(Old=[["x"]], Now=[["y"]])
    made["Old"].sheet_state = "hidden"
    assert book("r.xlsx", saved(made)).sheets == ("Now", "Old")


def test_workbook_keeps_numbers_dates_and_truths_and_the_place_of_each_row():
    made = workbook(S=[["Title"], [], [3.1, date(2024, 5, 1), True]])
    assert rows("r.xlsx", saved(made)) == [("Title", "", ""), ("", "", ""), (3.1, date(2024, 5, 1), True)]


def test_workbook_is_known_by_its_bytes_whatever_its_ending():
    assert rows("r.xls", saved(workbook(S=[["a"]]))) == [("a",)]


def test_sheet_that_is_not_there_is_refused_naming_those_that_are():
    with pytest.raises(UserError) as refused:
        book("r.xlsx", saved(workbook(A=[["x"]], B=[["y"]]))).sheet("C")
    assert str(refused.value) == "r.xlsx: has no sheet 'C'; it has A and B."


def test_cell_is_shown_as_a_spreadsheet_shows_it():
    assert [sheets.shown(cell) for cell in (None, True, 3.0, 0.1 + 0.2, date(2024, 5, 1), " a\r\nb ")] == [
        "", "yes", "3", "0.3", "2024-05-01", "a\nb",
    ]  # fmt: skip


# --- too large -----------------------------------------------------------------------------------------


def zipped(parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def test_file_that_unpacks_to_too_much_is_refused_unopened():
    bomb = zipped({"xl/worksheets/sheet1.xml": b"0" * (sheets.MAX_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    assert refusal("r.xlsx", bomb) == "r.xlsx: unpacks to more than 150 MB; split it into smaller files."


def test_zip_that_lies_about_its_size_is_refused():
    bomb = bytearray(zipped({"xl/worksheets/sheet1.xml": b"0" * 10_000_000}))
    size = (10_000_000).to_bytes(4, "little")
    while (found := bomb.find(size)) >= 0:
        bomb[found : found + 4] = (100).to_bytes(4, "little")
    assert refusal("r.xlsx", bytes(bomb)) == "r.xlsx: is not a workbook that can be opened; save it as .xlsx again."


def test_sheet_with_a_stray_cell_in_its_last_corner_is_refused_before_it_fills_the_memory():
    made = workbook(S=[["a"]])
    made["S"]["XFD1048576"] = "stray"
    assert refusal("r.xlsx", saved(made)) == (
        "r.xlsx: has a sheet that spans more than 2,000,000 cells; delete the empty rows and columns around it."
    )


def ods(rows_xml):
    table = f'<office:document><table:table table:name="S">{rows_xml}</table:table></office:document>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": table})


@pytest.mark.parametrize(
    "rows_xml",
    [
        pytest.param(
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
            'table:number-columns-repeated="1000"/></table:table-row>',
            id="one cell repeated",
        ),
        pytest.param(
            '<table:table-row table:number-rows-repeated="1000000"/><table:table-row><table:table-cell '
            'table:number-columns-repeated="1000"/><table:table-cell office:value-type="string"/></table:table-row>',
            id="one cell far away",
        ),
    ],
)
def test_ods_sheet_that_spans_too_much_is_refused(rows_xml):
    assert "spans more than 2,000,000 cells" in refusal("r.ods", ods(rows_xml))


@pytest.mark.parametrize(
    "attributes",
    [
        """table:number-columns-repeated='3000000' office:value-type='string'""",
        """table:number-columns-repeated = "3000000" office:value-type="string\"""",
        """table:formula="1>2" table:number-columns-repeated="3000000" office:value-type="string\"""",
    ],
)
def test_ods_cell_is_counted_however_its_attributes_are_written(attributes):
    row = f"<table:table-row><table:table-cell {attributes}/></table:table-row>"
    assert "spans more than" in refusal("r.ods", ods(row))


@pytest.mark.parametrize("reference", ["r='XFD1048576'", 'r = "XFD1048576"', 'r="xfd1048576"'])
def test_xlsx_cell_is_counted_however_its_place_is_written(reference):
    span = sheets._XlsxSpan()
    span.feed(f"<c {reference}><v>1</v></c>".encode())
    assert (span.rows, span.columns) == (1_048_576, 16_384)


def test_ods_sheet_with_a_million_empty_rows_below_is_not_refused_for_them():
    empty = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1000"/>'
    )
    span = sheets._OdsSpan()
    span.feed(f'<table:table-row><table:table-cell office:value-type="string"/></table:table-row>{empty}'.encode())
    assert (span.rows, span.columns) == (1, 1)


def test_text_file_with_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 2)
    assert rows("r.csv", csv_of(["a", "b"], ["c", "d"])) == [("a", "b"), ("c", "d")]
    assert refusal("r.csv", csv_of(["a"], ["b"], ["c"])).startswith("r.csv: has more than 2 rows")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.sampled_from(["r.csv", "r.xlsx", "r.xls", "r.ods", "r.tsv", "r"]))
def test_any_bytes_are_opened_or_refused_in_one_line(content, name):
    assert is_opened_or_refused(name, content)


def is_opened_or_refused(name, content):
    try:
        opened = book(name, content)
        return all(opened.sheet(sheet).rows is not None for sheet in opened.sheets)
    except UserError as refused:
        return str(refused).startswith(f"{name}: ") and "\n" not in str(refused)


def test_hidden_columns_of_a_workbook_are_told():
    made = Workbook()
    made.active.append(["Town", "Key", "Other", "Last"])
    made.active.column_dimensions["B"].hidden = True
    second = made.create_sheet("R&D <2>")
    second.append(["a", "b", "c"])
    second.column_dimensions.group("A", "B", hidden=True)
    content = io.BytesIO()
    made.save(content)
    opened = book("r.xlsx", content.getvalue())
    assert opened.sheet("Sheet").hidden == {1}
    assert opened.sheet("R&D <2>").hidden == {0, 1}
    assert book("r.csv", b"Town,Key\n").sheet("r").hidden == frozenset()


def test_hidden_rows_of_a_workbook_are_told_and_read():
    made = workbook(S=[["Town"], ["Avon"], ["Canton"], ["Bolton"]], T=[["a"], ["b"]])
    made["S"].row_dimensions[2].hidden = made["S"].row_dimensions[4].hidden = True
    made["S"].row_dimensions[9].hidden = True
    made["S"].column_dimensions["A"].hidden = True
    opened = book("r.xlsx", saved(made))
    assert (opened.sheet("S").hidden_rows, opened.sheet("S").hidden) == ({1, 3}, {0})
    assert opened.sheet("S").rows == [("Town",), ("Avon",), ("Canton",), ("Bolton",)]
    assert opened.sheet("T").hidden_rows == frozenset()


def test_hidden_row_is_told_however_its_program_writes_it():
    xml = b'<row hidden="true" r="2"><c/></row><x:row r="3" hidden="1"/><row r="4" hidden="false"/>'
    assert hiding.rows(xml) == {1, 2}


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)

MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def ods_book(**sheets_given):
    """An .ods file that is read; each sheet as the XML of its columns and rows."""
    tables = "".join(f'<table:table table:name="{name}">{xml}</table:table>' for name, xml in sheets_given.items())
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({
        "mimetype": mimetype,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{MANIFEST}"/>',
        "content.xml": f"<office:document-content {NAMESPACES}>{body}</office:document-content>",
    })  # fmt: skip


def ods_row(*cells, more=""):
    texts = "".join(
        cell if cell.startswith("<") else
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )  # fmt: skip
    return f"<table:table-row{more}>{texts}</table:table-row>"


def test_hidden_columns_of_an_ods_file_are_told():
    shown, hidden = "<table:table-column/>", '<table:table-column table:visibility="collapse"{}/>'
    three = ' table:number-columns-repeated="3"'
    row = ods_row(*"abcdef")
    content = ods_book(**{
        "All": f"{shown}{row}",
        "Some &amp; more": f"{shown}{hidden.format('')}{shown.replace('/', three + '/')}{hidden.format(three)}{row}",
    })  # fmt: skip
    opened = book("r.ods", content)
    assert opened.sheet("All").hidden == frozenset()
    assert opened.sheet("Some & more").hidden == {1, 5, 6, 7}
    assert opened.sheet("Some & more").rows == [tuple("abcdef")]


def test_hidden_rows_of_an_ods_file_are_told():
    collapsed, filtered = ' table:visibility="collapse"', ' table:visibility="filter" table:number-rows-repeated="2"'
    rows_xml = ods_row("a") + ods_row("b", more=collapsed) + ods_row("c") + ods_row("d", more=filtered)
    below = ods_row("<table:table-cell/>", more=f'{collapsed} table:number-rows-repeated="1048000"')
    opened = book("r.ods", ods_book(S=rows_xml + below, T=ods_row("a")))
    assert (opened.sheet("S").hidden_rows, opened.sheet("S").hidden) == ({1, 3, 4}, frozenset())
    assert opened.sheet("S").rows == [("a",), ("b",), ("c",), ("d",), ("d",)]
    assert opened.sheet("T").hidden_rows == frozenset()


def test_hidden_rows_that_hold_anything_are_read_and_told_in_one_note():
    rows_given = [["Mentor", "Mentee", "Action", "Support", "Started"]]
    rows_given += [["Hartford", town, "3.12", "webinar", "2024-05-01"] for town in ("Avon", "Canton", "Bolton")] + [[]]
    made = workbook(S=rows_given)
    for hidden, told in (
        ((1, 3, 5), "1 hidden row is read too: row 3"),
        ((2, 4), "2 hidden rows are read too: rows 2 and 4"),
    ):
        for row in range(1, 6):
            made["S"].row_dimensions[row].hidden = row in hidden
        reading = read("r.xlsx", saved(made))
        assert reading.accepted == 3
        assert [note.text for note in reading.notes if "hidden" in note.text] == [told]


def test_formulas_of_an_ods_file_that_were_never_calculated_are_told():
    never = '<table:table-cell table:formula="of:=IF([.A1]>1;&quot;x&quot;;2)"{}/>'
    number = '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="1"/>'
    empty = '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"/>'
    wide = '<table:table-cell table:number-columns-repeated="2"/>'
    rows = [
        ods_row("a", never.format("")), ods_row("b", number, empty, more=' table:number-rows-repeated="2"'),
        ods_row(wide, "c", never.format(' office:value-type="float"')), ods_row(never.format("")),
    ]  # fmt: skip
    sheet = book("r.ods", ods_book(Other=ods_row(never.format("")), S="".join(rows))).sheet("S")
    assert sheet.uncalculated == {(0, 1), (3, 3), (4, 0)}
    assert (len(sheet.rows), sheet.rows[1][:2]) == (5, ("b", 1.0))


def test_ods_formula_that_is_repeated_a_billion_times_is_refused():
    cell = '<table:table-cell table:formula="of:=1" table:number-columns-repeated="1000"/>'
    rows_xml = ods_row(cell, more=' table:number-rows-repeated="1000000"')
    assert "spans more than 2,000,000 cells" in refusal("r.ods", ods_book(S=rows_xml))


@pytest.mark.parametrize("name", ["notes.docx", "agenda.PDF"])
def test_document_is_told_to_be_no_spreadsheet_and_what_to_do(name):
    with pytest.raises(UserError) as refused:
        book(name, b"PK\x03\x04")
    assert str(refused.value) == (
        f"{name}: is a document, not a spreadsheet; copy its table into a spreadsheet and bring that in."
    )
