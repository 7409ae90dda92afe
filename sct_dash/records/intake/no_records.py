"""Rows below a header that are no records: totals, notes, a repeated header, cells that a comma has moved."""

import re

from sct_dash.records import headers, schema, values
from sct_dash.records.intake import fields
from sct_dash.records.intake.mapped import Mapped
from sct_dash.records.reading import MAY_BE_RECORD, NO_RECORD, Fault
from sct_dash.records.sheets import Row, shown
from sct_dash.records.values import Understood

_MANY_COLUMNS = 3
"""Columns a table must have before a row with one cell in it is a note."""
_SIDES = {"mentor", "mentee"}
_TOTAL = re.compile(
    r"\W*((grand |sub)?[ -]?totals?\b.{0,40}|(sum|count|average|all|overall)\W*|(number|no\.?|#) of [\w ]{0,30}\W*\d*)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\W*(notes?|sources?|(last )?updated|prepared|legend|key|revised|draft|page \d+|continued)\b", re.IGNORECASE
)


def found(mapped: Mapped, number: int, cells: Row) -> list[Fault]:
    """What a row is that is no record; it asks where it may be one all the same."""
    texts = [text for text in map(shown, cells) if text]
    formulas = mapped.formulas.get(number, ())
    if "mentor" in formulas or "mentee" in formulas:
        return []  # a town that was never calculated is no empty cell
    said = " | ".join(texts)
    if headers.repeats(mapped.layout.headings, cells):
        return [Fault(number, "", said, f"is a repeated header, {NO_RECORD}")]
    what = _what(mapped, texts, bool(formulas))
    if not what:
        return []
    understood = {name for name in schema.NEEDED if _is_understood(mapped, name, cells)}
    if len(understood) > 1 or (what == "note" and understood & _SIDES):
        return []
    towns = [mapped.said(name, cells) for name in _SIDES] + (texts if len(texts) == 1 else [])
    if understood or any(map(_may_be_town, towns)):
        return [Fault(number, "", said, f"looks like a {what} {MAY_BE_RECORD}")]
    return [Fault(number, "", said, f"is a {what}, {NO_RECORD}")]


def _is_understood(mapped: Mapped, name: str, cells: Row) -> bool:
    """Whether a row says what every record needs."""
    filled = mapped.filled(name, cells)
    return bool(filled) and isinstance(fields.meaning(mapped, name, filled, {}, False), Understood)


def _what(mapped: Mapped, texts: list[str], formulas: bool) -> str:
    """``total`` or ``note``; '' for a row that is to be read."""
    if any(_TOTAL.fullmatch(text) for text in texts):
        return "total"
    columns = sum(1 for name in mapped.mapping.fields if name)
    if formulas or columns < _MANY_COLUMNS:
        return ""
    return "note" if len(texts) == 1 or (len(texts) < _MANY_COLUMNS and _NOTE.match(texts[0])) else ""


def stray(mapped: Mapped, number: int, cells: Row) -> list[Fault]:
    """In a text file a cell beyond the last header shows that a comma too many has moved the others."""
    beyond = [shown(cell) for cell in cells[len(mapped.layout.headings) :] if shown(cell)] if mapped.sheet.text else []
    return [Fault(number, "", beyond[0], "stands to the right of the last column")] if beyond else []


def _may_be_town(text: str) -> bool:
    meant = values.place(text)
    return isinstance(meant, Understood) or bool(meant.options)
