"""Spreadsheets as coordinators really keep them, each made in code, with what must become of its rows."""

import io
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook


@dataclass(frozen=True)
class Messy:
    """A file, the sums it must come to, and the rows that must ask, each with the fields that ask."""

    name: str
    content: bytes
    accepted: int
    merged: int
    asks: dict[int, tuple[str, ...]]


def csv_of(text, encoding="utf-8"):
    return text.strip("\n").encode(encoding)


def xlsx_of(*rows, title="Sheet1", change=None, more=None):
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name, others in (more or {}).items():
        other = book.create_sheet(name)
        for row in others:
            other.append(row)
    if change:
        change(book, sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


HEADER = ["Mentor Town", "Mentee Town", "Action", "Type of support", "Date started"]


def tracker():
    """A tracker with a title, notes, a total, and every kind of slip."""
    text = """
CRCOG mentorship tracker,,,,,,,,,
Updated 10/3/2026 by Ann,,,,,,,,,
,,,,,,,,,
Mentor Town,Town receiving help,SCT action #,Type of support,Date started,Completed?,"Mentor
worksheet","Mentee
worksheet",Partners,Contact
Town of Simsbury,"Avon, CT",3.12 Enhance Pollinator Pathways,gave a talk to their P&Z,5/1/2024,12/3/2024,x,,CRCOG,Ann
W. Hartford,E Lyme,#5.4,staff time,May 2024,no,y,n,,Bob
No. Canaan,Storrs,Promote Dark Skies,"Staff time, webinar",Spring 2024,pending,,,,
Darren,Glastonberry,3.12,presentation,2024,yes,,,,
Mystic,Simsbury,3.12,phone calls,5/1/24,,,,,
CRCOG,Simsbury,14.1,presentation,2/30/2024,,,,,
Simsbury,Avon,3.12,presentation,2024-05-01,12/3/2024,yes,,,
,Canton,3.1,presentation,2024-05-01,,,,,
Simsbury,Granby,3.12,presentation,6/1/2019,,,,,
Total,8,,,,,,,,
Note: ask Bob about Canton,,,,,,,,,
"""
    asks = {
        8: ("mentor", "mentee", "implemented_on"),
        9: ("mentor", "support", "started"),
        10: ("mentor", "action", "started"),
        12: ("mentor", "action"),
        13: ("programme_year",),
        14: ("",),
        15: ("",),
    }
    return Messy("tracker.csv", csv_of(text), 3, 1, asks)


def semicolons_from_excel_in_windows_letters():
    text = "\r\n".join([
        "Town giving help;Town receiving help;Action;Support;Started;Comments",
        "Mansfield;Windham;3.2;presentation;2024-05-01;Café meeting – went well",
        'Windham;Mansfield;3.2;"staff time";2024-06-01;"two',
        'lines; and a semicolon"',
        "Storrs;Willimantic;5.4;conference;6/2/2024;",
    ])  # fmt: skip
    return Messy("export.csv", csv_of(text, "cp1252"), 3, 0, {})


def unicode_text_from_excel():
    rows = [
        HEADER,
        ["Avon", "Canton", "3.12", "webinar", "2024-05-01"],
        ["Avon", "Granby", "5.2", "staff", "2024-05-02"],
    ]
    return Messy("unicode.txt", "\n".join("\t".join(row) for row in rows).encode("utf-16"), 2, 0, {})


def merged_title_and_mentor_merged_downwards():
    def change(_, sheet):
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("A4:A6")
        sheet.column_dimensions["D"].hidden = True

    rows = [
        ["Who helped whom, 2024"], [], HEADER,
        ["Simsbury", "Avon", "3.12", "presentation", date(2024, 5, 1)],
        [None, "Canton", "3.12", "presentation", date(2024, 5, 2)],
        [None, "Granby", "3.12", "presentation", date(2024, 5, 3)],
        ["", " ", None, "", ""],
        ["Grand total", 3],
    ]  # fmt: skip
    return Messy("merged.xlsx", xlsx_of(*rows, change=change), 3, 0, {8: ("",)})


def header_in_two_rows():
    rows = [
        ["Mentor", None, "Mentee", None, "Action", None, "Help", "Documented by", None, "Began"],
        ["Town", "Contact", "Town", "Contact", "Number", "Title", "Form of support", "Mentor", "Mentee", "Date"],
        ["Avon", "Ann", "Canton", "Bob", 3.12, "Enhance Pollinator Pathways", "talk", True, False, date(2024, 5, 1)],
        ["Avon", "Ann", "Granby", "Cy", 3.1, "Facilitate Invasive Species Education and Management", "talk", "X", "",
         date(2024, 5, 1)],
        ["Avon", "Ann", "Bolton", "Di", 3.1, None, "talk", None, None, date(2024, 5, 1)],
    ]  # fmt: skip
    return Messy("two-rows.xlsx", xlsx_of(*rows), 2, 0, {5: ("action",)})


def numbers_that_excel_changed():
    rows = [
        HEADER,
        ["Hartford", "Avon", 3.1, "presentation", date(2024, 5, 1)],
        ["Hartford", "Bolton", 5.4, "presentation", 45413],
        ["Hartford", "Canton", date(2024, 3, 12), "presentation", date(2024, 5, 1)],
        ["Hartford", "Granby", "3.10", "presentation", 2024],
        ["Hartford", "Vernon", 5.4, "presentation", 45413.25],
    ]
    return Messy("numbers.xlsx", xlsx_of(*rows), 3, 0, {2: ("action",), 4: ("action",)})


def sheet_behind_a_cover_sheet():
    rows = [HEADER, ["Hartford", "Avon", "3.12", "presentation", date(2024, 5, 1)]]
    cover = [["Read me"], ["This workbook holds the mentorships of the region."]]
    return Messy("cover.xlsx", xlsx_of(*cover, title="Read me", more={"FY24": rows}), 1, 0, {})


def look_alikes():
    names = ["Canaan", "N. Canaan", "New Canaan", "Windsor", "E. Windsor", "So. Windsor", "Windsor Locks", "Lyme",
             "Old Lyme", "E Lyme", "HADDAM", "east haddam", "Milford, CT", "New Milford CT"]  # fmt: skip
    rows = [HEADER, *[["Hartford", name, "3.12", "presentation", "2024-05-01"] for name in names]]
    content = csv_of("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows))
    return Messy("look-alikes.csv", content, 13, 0, {3: ("mentee",)})


def outside_connecticut():
    names = ["Northampton, MA", "Northampton, Massachusetts", "Northampton MA", "Northampton", "Westerly, RI"]
    rows = [HEADER, *[[name, "Avon", "3.12", "presentation", "2024-05-01"] for name in names]]
    content = csv_of("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows))
    return Messy("outside.csv", content, 2, 2, {5: ("mentor",)})


def organizations_among_the_towns():
    names = ["CRCOG", "Farmington Valley Health District", "Simsbury Land Trust", "Yale University", "Simsbury"]
    rows = [HEADER, *[[name, "Avon", "3.12", "presentation", "2024-05-01"] for name in names]]
    content = csv_of("\n".join(",".join(row) for row in rows))
    return Messy("organizations.csv", content, 1, 0, dict.fromkeys((2, 3, 4, 5), ("mentor",)))


def printed_pages():
    """The header again at the top of each page, section headings, a legend."""
    good = ["Hartford", "Avon", "3.12", "presentation", "2024-05-01"]
    rows = [
        HEADER, ["CRCOG towns"], good, [], ["Page 1"], HEADER, ["SCRCOG towns"],
        ["Hamden", "Woodbridge", "5.4", "staff hours", "2024-05-01"],
        ["* staff hours are estimates"], ["Subtotal", None, 2],
    ]  # fmt: skip
    asks = dict.fromkeys((2, 5, 6, 7, 9, 10), ("",))
    return Messy("pages.xlsx", xlsx_of(*rows), 2, 0, asks)


def the_same_twice_and_at_odds():
    text = """
Mentor,Mentee,Action,Support,Started,Completed,Notes
Hartford,Avon,3.12,presentation,2024-05-01,,first
City of Hartford,AVON,#3.12,talk,5/1/2024,2025-01-31,
Hartford,Avon,3.12,webinar,2024-05-01,,
Avon,Hartford,3.12,presentation,2024-05-01,,
Avon,Town of Avon,3.12,presentation,2024-05-01,,
Hartford,Avon,5.4,presentation,2024-05-01,2024-04-30,
"""
    return Messy("twice.csv", csv_of(text), 2, 1, {4: ("support",), 6: ("mentee",), 7: ("implemented_on",)})


def comma_too_many():
    text = """
mentor,mentee,action,support,started
Hartford,Avon,3.12,presentation,2024-05-01
Hartford,Avon, CT,3.12,presentation,2024-05-01
"""
    return Messy("comma.csv", csv_of(text), 1, 0, {3: ("",)})


ALL = tuple(
    make()
    for make in (
        tracker, semicolons_from_excel_in_windows_letters, unicode_text_from_excel,
        merged_title_and_mentor_merged_downwards, header_in_two_rows, numbers_that_excel_changed,
        sheet_behind_a_cover_sheet, look_alikes, outside_connecticut, organizations_among_the_towns, printed_pages,
        the_same_twice_and_at_odds, comma_too_many,
    )
)  # fmt: skip
