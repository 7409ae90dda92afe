"""A plan as files to take away: CSV, and a workbook with its introductions and what they bring each town."""

import io
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from sct_dash import words
from sct_dash.exports import packages, sheets
from sct_dash.plan import result
from sct_dash.plan.result import Plan

if TYPE_CHECKING:
    from openpyxl import Workbook

_HEADINGS = {
    "mentor": ("Mentor", 20),
    "mentor_cog": ("Mentor's COG", 14),
    "mentee": ("Mentee", 20),
    "mentee_cog": ("Mentee's COG", 14),
    "action": ("Action", 8),
    "title": ("Title", 44),
    "mentor_gain": ("Points for the mentor", 12),
    "mentee_gain": ("Points for the mentee", 12),
    "miles": ("Distance, miles", 12),
    "locked": ("Agreed already", 10),
    "reasons": ("Why", 90),
    "town": ("Town", 20),
    "cog": ("COG", 14),
    "before": ("Points before", 12),
    "after": ("Points after", 12),
    "change": ("Change", 10),
}
"""Column -> its heading and its width in characters."""


def to_csv(plan: Plan) -> bytes:
    """The introductions as CSV for a spreadsheet; a sample's says so in its last column."""
    return sheets.to_csv(_said(result.as_table(plan)), plan.sample)


def to_xlsx(plan: Plan, day: date) -> bytes:
    """A workbook: the plan in a sentence and its introductions, then every town before and after.

    Parameters
    ----------
    day
        The application date, which the file is dated by: the same plan gives the same bytes.
    """
    from openpyxl import Workbook  # 250 ms that a CSV need not pay

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "sct_dash"
    book.properties.title = words.SAMPLE_MARK if plan.sample else "Plan of introductions"
    _sheet(book, "Introductions", plan, _said(result.as_table(plan)))
    _sheet(book, "Points", plan, plan.towns)
    target = io.BytesIO()
    book.save(target)
    return packages.settled(target.getvalue(), day)


def _sheet(book: "Workbook", name: str, plan: Plan, table: pd.DataFrame) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(name)
    rows = [
        [plan.sentence],
        *([[words.SAMPLE_MARK]] if plan.sample else []),
        [_HEADINGS[column][0] for column in table.columns],
    ]
    for row in [*rows, *table.astype(object).to_numpy().tolist()]:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # text stays text, also where it begins like a formula
                cell.number_format = "@"
    for cell in (sheet["A1"], *sheet[len(rows)]):
        cell.font = Font(bold=True)
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[sheet.cell(len(rows), number).column_letter].width = _HEADINGS[column][1]
    for (cell,) in sheet.iter_rows(min_row=len(rows) + 1, min_col=len(table.columns), max_col=len(table.columns)):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = sheet.cell(len(rows) + 1, 1)


def _said(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        km=table["km"].map(words.in_miles).round(1),
        locked=table["locked"].map({True: "yes", False: ""}).astype("str"),
    ).rename(columns={"km": "miles"})
