"""Rows below a header that are no records: totals, notes, a repeated header, cells that a comma has moved."""

import re

from sct_dash.records import headers, values
from sct_dash.records.intake.mapped import Mapped
from sct_dash.records.reading import NO_RECORD, Fault
from sct_dash.records.sheets import Row, shown
from sct_dash.records.values import Understood

_MANY_COLUMNS = 3
"""Columns a table must have before a row with one cell in it is a note."""
_TOTAL = re.compile(
    r"\W*((grand |sub)?[ -]?totals?\b.{0,40}|(sum|count|average)\W*|(number|no\.?|#) of [\w ]{0,30}\W*\d*)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\W*(notes?|sources?|(last )?updated|prepared|legend|key|revised|draft|page \d+|continued)\b", re.IGNORECASE
)


def found(mapped: Mapped, number: int, cells: Row) -> list[Fault]:
    """Totals, notes and repeated headers, which are quarantined as what they are."""
    texts = [text for text in map(shown, cells) if text]
    said = " | ".join(texts)
    formulas = mapped.formulas.get(number, ())
    if "mentor" in formulas or "mentee" in formulas:
        return []  # a town that was never calculated is no empty cell
    if headers.repeats(mapped.layout.headings, cells):
        return [Fault(number, "", said, f"repeats the header, {NO_RECORD}")]
    if all(_is_place(mapped, name, cells) for name in ("mentor", "mentee")):
        return []
    if any(_TOTAL.fullmatch(text) for text in texts):
        return [Fault(number, "", said, f"is a total, {NO_RECORD}")]
    if formulas:
        return []
    columns = sum(1 for name in mapped.mapping.fields if name)
    alone = len(texts) == 1 and columns >= _MANY_COLUMNS
    if alone and not any(_is_place(mapped, name, cells) for name in ("mentor", "mentee")):
        return [Fault(number, "", said, f"is a note, {NO_RECORD}")]
    if len(texts) < _MANY_COLUMNS <= columns and _NOTE.match(texts[0]):
        return [Fault(number, "", said, f"is a note, {NO_RECORD}")]
    return []


def stray(mapped: Mapped, number: int, cells: Row) -> list[Fault]:
    """In a text file a cell beyond the last header shows that a comma too many has moved the others."""
    beyond = [shown(cell) for cell in cells[len(mapped.layout.headings) :] if shown(cell)] if mapped.sheet.text else []
    return [Fault(number, "", beyond[0], "stands to the right of the last column")] if beyond else []


def _is_place(mapped: Mapped, name: str, cells: Row) -> bool:
    text = mapped.said(name, cells)
    return bool(text) and isinstance(values.place(text), Understood)
