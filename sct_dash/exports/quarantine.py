"""The rows that still ask, as a spreadsheet: their cells, put right as far as was decided, beside what is wrong."""

from collections.abc import Sequence

import pandas as pd

from sct_dash import actions, words
from sct_dash.exports import sheets
from sct_dash.records import documented, schema
from sct_dash.records.corrections import each_of
from sct_dash.records.headers import TO_LOOK_AT
from sct_dash.records.readers import Quarantined, Reading
from sct_dash.records.sheets import shown


def table(reading: Reading) -> pd.DataFrame:
    """One row a row to look at: ``Row`` and ``Problems``, then the sheet's own columns, all text.

    What was corrected stands in place of the cell, in a column of its own name where the sheet has none for it. Rows
    that were set aside or are no records are left out.
    """
    asking = [row for row in reading.quarantine if row.asks]
    headers = _headers(reading, asking)
    rows = [
        [str(row.row), _problems(row), *_padded([shown(cell) for cell in row.cells], len(headers))] for row in asking
    ]
    written = pd.DataFrame(rows, columns=[*TO_LOOK_AT, *headers], dtype="str")
    for number, row in enumerate(asking):
        for field, text in _said(reading, dict(row.decided)).items():
            columns = [headers[place] for place in reading.mapping.places(field)] or [field]
            if columns[0] not in written:
                written[field] = ""
            written.loc[number, columns] = ["; ".join(each_of(field, text)), *[""] * (len(columns) - 1)]
    return written


def _said(reading: Reading, decided: dict[str, str]) -> dict[str, str]:
    """What was decided: an action with its title, since a spreadsheet drops the last zero of a bare number.

    Where one column tells of both towns whether they documented, it is said in a word for both.
    """
    if number := decided.get("action"):
        decided = decided | {"action": actions.label(number, schema.DEFAULT_YEAR)}
    columns = [field for field in documented.FLAGS if reading.mapping.places(field)]
    both = documented.word(decided) if len(columns) == 1 and decided.keys() >= documented.FLAGS.keys() else ""
    if not both:
        return decided
    return {field: text for field, text in decided.items() if field not in documented.FLAGS} | {columns[0]: both}


def to_csv(reading: Reading) -> bytes:
    """The table as CSV that a spreadsheet opens safely."""
    return sheets.to_csv(table(reading))


def _headers(reading: Reading, asking: Sequence[Quarantined]) -> list[str]:
    """Each column's header; one without gets its number, and one that stands twice is told apart."""
    given = [heading.header for heading in reading.layout.headings]
    width = max([len(given), *(len(row.cells) for row in asking)])
    named: list[str] = [*TO_LOOK_AT]
    for place in range(width):
        header = given[place] if place < len(given) and given[place] else f"Column {place + 1}"
        named.append(header if header not in named else f"{header} ({place + 1})")
    return named[len(TO_LOOK_AT) :]


def _padded(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))


def _problems(row: Quarantined) -> str:
    said = []
    for fault in row.faults:
        meant = schema.said(fault.column, fault.suggestion)
        hint = f" Did you mean {meant}?" if meant else ""
        where = f"{words.sentence(schema.label(fault.column))}: " if fault.column else ""
        said.append(f"{where}{fault.reason if where else fault.reason.capitalize()}.{hint}")
    return " ".join(said)
