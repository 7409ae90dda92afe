"""The rows that did not become records, as a spreadsheet: their original cells beside what is wrong with them."""

import pandas as pd

from sct_dash import words
from sct_dash.exports import sheets
from sct_dash.records import schema
from sct_dash.records.readers import Quarantined, Reading
from sct_dash.records.sheets import shown

SET_ASIDE = "Set aside."


def table(reading: Reading) -> pd.DataFrame:
    """One row a quarantined row: ``Row`` and ``Problems``, then the sheet's own columns, all text."""
    headers = _headers(reading)
    rows = [
        [str(row.row), _problems(row), *_padded([shown(cell) for cell in row.cells], len(headers))]
        for row in reading.quarantine
    ]
    return pd.DataFrame(rows, columns=["Row", "Problems", *headers], dtype="str")


def to_csv(reading: Reading) -> bytes:
    """The table as CSV that a spreadsheet opens safely."""
    return sheets.to_csv(table(reading))


def _headers(reading: Reading) -> list[str]:
    """Each column's header; one without gets its number, and one that stands twice is told apart."""
    given = [heading.header for heading in reading.layout.headings]
    width = max([len(given), *(len(row.cells) for row in reading.quarantine)])
    named: list[str] = ["Row", "Problems"]
    for place in range(width):
        header = given[place] if place < len(given) and given[place] else f"Column {place + 1}"
        named.append(header if header not in named else f"{header} ({place + 1})")
    return named[2:]


def _padded(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))


def _problems(row: Quarantined) -> str:
    if not row.faults:
        return SET_ASIDE
    said = []
    for fault in row.faults:
        meant = schema.said(fault.column, fault.suggestion)
        hint = f" Did you mean {meant}?" if meant else ""
        where = f"{words.sentence(schema.label(fault.column))}: " if fault.column else ""
        said.append(f"{where}{fault.reason if where else fault.reason.capitalize()}.{hint}")
    return " ".join(said)
