"""The workbook: every number of a region with the receipts, records and flows behind it, and what they mean."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from sct_dash import formulas, network, words
from sct_dash.exports import packages, text
from sct_dash.places import OUTSIDE
from sct_dash.records import schema
from sct_dash.scoring import VERDICTS
from sct_dash.snapshot import Snapshot
from sct_dash.story import cog_full_name, sources

if TYPE_CHECKING:
    from openpyxl import Workbook

_DAY = "mmm d, yyyy"
_POINTS = {
    "town": ("Town", 20, "A Connecticut town."),
    "cog": ("COG", 12, "Its Council of Governments."),
    "points": ("Points", 9, "What it has earned for action 8.5 on the application date."),
    "ready_points": ("Ready points", 13, "Those of them that the town has documented."),
    "counting": ("Counting claims", 15, "How many of its claims count."),
    "claims": ("Claims", 9, "How many claims the records make for it."),
    "mentees": ("Towns it mentors", 17, "In the window, however often."),
    "mentors": ("Mentored by", 13, "How many towns mentor it in the window."),
    "next_loss": ("Next loss", 14, "The first day on which it has fewer points if no record changes."),
    "at_risk": ("Points at risk", 14, "What it loses within six months."),
}
_RECEIPTS = {
    "town": ("Town", 20, "Whose claim it is."),
    "cog": ("COG", 12, "The town's."),
    "role": ("Role", 9, "What the town was."),
    "partner": ("Partner", 20, "The other side."),
    "action": ("Action", 8, "Its number."),
    "programme_year": ("Programme year", 15, "The year of the action list that the number is from."),
    "support": ("Form of support", 24, "What the record names."),
    "started": ("Started", 14, "The first day."),
    "last_active": ("Last active", 14, "The last day; empty while still active."),
    "implemented_on": ("Implemented", 14, "Empty until then."),
    "documented": ("Documented", 12, "Whether this town has documented its part."),
    "verdict": ("Verdict", 20, "The first rule that applies."),
    "reason": ("Why", 70, "With the dates that the verdict rests on."),
    "record_id": ("Record", 12, "The record it rests on."),
}
_WIDTHS = {"place": 20, "date": 14, "text": 14, "names": 28, "support": 24}
_NOTES_WIDTH = 50
_LETTER = "1"
"""Letter paper, by the number that workbooks have for it."""


def workbook(snapshot: Snapshot) -> bytes:
    """Write the workbook.

    Returns
    -------
    bytes
        An ``.xlsx``, the same for the same snapshot: dates are dates, numbers are numbers, and text is text
        whatever it begins with.
    """
    from openpyxl import Workbook  # a quarter of a second that no page should pay

    book = Workbook(write_only=True)
    _add_explanation(book, snapshot)
    _add_table(book, snapshot, "Points", snapshot.ranked_towns, _POINTS)
    claims = snapshot.claims.assign(verdict=snapshot.claims["verdict"].map(VERDICTS))
    _add_table(book, snapshot, "Receipts", claims, _RECEIPTS)
    records = network.touching(snapshot.mentorships, snapshot.region)
    _add_table(book, snapshot, "Records", records, _record_columns())
    _add_flows(book, snapshot)
    book.properties.title = f"{snapshot.region_name}: action 8.5 on {words.day(snapshot.application_date)}"
    book.properties.creator = book.properties.lastModifiedBy = cog_full_name(snapshot)
    written = BytesIO()
    book.save(written)
    return packages.settled(written.getvalue(), snapshot.application_date)


def _record_columns() -> dict[str, tuple[str, int, str]]:
    wide = {"evidence": 30, "notes": _NOTES_WIDTH}
    return {
        column.name: (column.name, wide.get(column.name) or _WIDTHS.get(column.kind, 12), column.meaning)
        for column in schema.COLUMNS
    }


def _add_explanation(book: "Workbook", snapshot: Snapshot) -> None:
    sheet = _sheet(book, snapshot, "Read me")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100
    n = snapshot.numbers
    rows: list[tuple[str, object]] = [
        ("Council", cog_full_name(snapshot)),
        ("Application date", snapshot.application_date),
        ("Towns", n.towns),
        ("Towns with points", n.with_points),
        ("Points", n.points),
        ("Ready points", n.ready_points),
        ("Mentorships in the window", n.mentorships),
        ("Points at risk", n.points_at_risk),
        ("Sources", sources(snapshot)),
    ]
    if snapshot.source.sample:
        rows.insert(0, (words.SAMPLE_MARK, "No such mentorship is known to have happened."))
    for name, value in rows:
        sheet.append([_cell(sheet, name, bold=True), _cell(sheet, value)])
    for title, columns in (("Points", _POINTS), ("Receipts", _RECEIPTS), ("Records", _record_columns())):
        sheet.append([])
        sheet.append([_cell(sheet, f"Sheet {title}", bold=True)])
        for name, _, meaning in columns.values():
            sheet.append([_cell(sheet, name), _cell(sheet, meaning)])
    sheet.append([])
    sheet.append([_cell(sheet, "Sheet Flows", bold=True)])
    said = "Mentorships active in the window, from the COG in the row to the COG in the column."
    sheet.append([_cell(sheet, "Flows"), _cell(sheet, said)])


def _add_table(
    book: "Workbook", snapshot: Snapshot, title: str, table: pd.DataFrame, columns: dict[str, tuple[str, int, str]]
) -> None:
    rows = table[list(columns)].astype(object).to_numpy()
    heads = [head for head, _, _ in columns.values()]
    _add_sheet(book, snapshot, title, heads, [width for _, width, _ in columns.values()], rows)


def _add_flows(book: "Workbook", snapshot: Snapshot) -> None:
    flows = network.flows(snapshot.own_active)
    names = [str(name) for name in flows.columns]
    rows = [[giver, *(int(flows.loc[giver, taker]) for taker in names)] for giver in names]
    _add_sheet(book, snapshot, "Flows", ["From \\ to", *names], [21] + [len(OUTSIDE) - 6] * len(names), rows)


def _add_sheet(
    book: "Workbook",
    snapshot: Snapshot,
    title: str,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[object]],
) -> None:
    from openpyxl.utils import get_column_letter

    sheet = _sheet(book, snapshot, title)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    if snapshot.source.sample:
        sheet.append([])
        sheet.append([_cell(sheet, words.SAMPLE_MARK, bold=True)])


def _sheet(book: "Workbook", snapshot: Snapshot, title: str) -> Any:
    """A sheet that prints as wide as the paper, with the sample's mark on every page."""
    sheet = book.create_sheet(title)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight, sheet.page_setup.orientation = 0, "landscape"
    sheet.page_setup.paperSize = _LETTER
    sheet.oddFooter.center.text = words.SAMPLE_MARK if snapshot.source.sample else ""
    return sheet


def _cell(sheet: Any, value: object, bold: bool = False) -> Any:
    """What a sheet takes for a value: a number, a day, or text that nothing takes for a formula; None is left empty."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if value is None or value is pd.NaT:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | pd.Timestamp):
        cell = WriteOnlyCell(sheet, pd.Timestamp(value).to_pydatetime())
        cell.number_format = _DAY
        return cell
    if not isinstance(value, str):
        return int(value)
    cell = WriteOnlyCell(sheet)
    cell._value, cell.data_type = text.clean(value)[: text.LONGEST_CELL], "s"  # the setter would make "=1+1" a formula
    cell.quotePrefix = value.startswith(formulas.STARTS)
    if bold:
        cell.font = Font(bold=True)
    return cell
