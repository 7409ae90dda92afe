"""Rows below a header that are no records: totals, notes, a repeated header, cells that a comma has moved."""

import re
from functools import cache
from itertools import chain

from sct_dash import places
from sct_dash.records import headers, schema, values
from sct_dash.records.intake import fields, legend
from sct_dash.records.intake.mapped import Mapped
from sct_dash.records.reading import MAY_BE_RECORD, NO_RECORD, Fault
from sct_dash.records.sheets import Row, shown
from sct_dash.records.values import Understood

_MANY_COLUMNS = 3
"""Columns a table must have before a row with one cell in it is a note."""
_SIDES = {"mentor", "mentee"}
_TELLS = tuple(name for name, kind in schema.KINDS.items() if kind not in ("text", "names"))
"""What a mentorship has beside remarks, partners and evidence."""
_WORDS_OF_REMARK = 8
"""So many words that name a town below the table are a sentence about it."""
_LONGEST = 120
"""Letters of a text that is a total, at most."""
_TOTAL = re.compile(
    r"\W*((grand |sub)?[ -]?totals?\b.{0,40}|(sum|count|average|all|overall)\W*|(number|no\.?|#) of [\w ]{0,30}\W*\d*)",
    re.IGNORECASE,
)
_THEM = r"(partnerships?|mentorships?|records?|rows?|lines?|entries|mentors?|mentees?|towns?|pairs?|actions?)"
_IN_ALL = r"(in all|all told|al(l |)together|in total|total|overall)"
_OF_COUNTS = re.compile(
    rf"\W*(\d[\d,]*\W*({_THEM}\W*)?({_IN_ALL}\W*)?"
    rf"|((({_THEM} )?{_IN_ALL}|all {_THEM}|year to date|ytd|count)\W*(totals?\W*)?"
    rf"|(how many|totals?)\b.*?|.{{1,40}}\b(totals?|so far)\W*)"
    rf"(\d[\d,]*\W*({_THEM}\W*)?)?|n ?= ?\d+)",
    re.IGNORECASE,
)
"""What is a total where all else in its row is a count: ``40 in all``, ``YTD``."""
_COUNT = re.compile(r"\W*\d[\d, ]*%?\W*")
_LETTER = re.compile(r"[^\W\d_]")
_NOTE = re.compile(
    r"\W*(notes?|sources?|(last )?updated|prepared|legend|key|revised|draft|page \d+|continued)\b", re.IGNORECASE
)


def found(mapped: Mapped, number: int, cells: Row) -> list[Fault]:
    """What a row is that is no record; it asks where it may be one all the same."""
    texts = [text for text in map(shown, cells) if text]
    formulas = mapped.formulas.get(number, ())
    if _SIDES & set(formulas) and not _is_total(texts):
        return []  # a town that was never calculated is no empty cell
    said = " | ".join(texts)
    if headers.repeats(mapped.layout.headings, cells):
        return [Fault(number, "", said, f"is a repeated header, {NO_RECORD}")]
    what = _what(mapped, texts, bool(formulas))
    if what != "total" and not formulas and _explains(mapped, number, cells):
        return [Fault(number, "", said, f"is a note, {NO_RECORD}")]
    if not what:
        return []
    understood = {name for name in schema.NEEDED if _is_understood(mapped, name, cells)}
    if what == "total" and not any(map(_LETTER.search, _in_columns(mapped, "support", cells))):
        understood.discard("support")  # how often each kind of help was ticked
    if len(understood) > 1 or (what == "note" and understood & _SIDES):
        return []
    towns = [mapped.said(name, cells) for name in _SIDES] + (texts if len(texts) == 1 else [])
    may_be = understood or any(map(values.may_be_place, towns))
    if may_be or (what == "total" and (_has_day_or_action(mapped, cells) or _names_town(said))):
        return [Fault(number, "", said, f"looks like a {what} {MAY_BE_RECORD}")]
    return [Fault(number, "", said, f"is a {what}, {NO_RECORD}")]


def _is_understood(mapped: Mapped, name: str, cells: Row) -> bool:
    """Whether a row says what every record needs."""
    filled = mapped.filled(name, cells)
    return bool(filled) and isinstance(fields.meaning(mapped, name, filled, {}, False), Understood)


def _in_columns(mapped: Mapped, name: str, cells: Row) -> list[str]:
    """The cells of a field as they stand, ticked or counted."""
    return [shown(cells[place]) for place in mapped.mapping.places(name) if place < len(cells)]


def _what(mapped: Mapped, texts: list[str], formulas: bool) -> str:
    """``total`` or ``note``; '' for a row that is to be read."""
    if _is_total(texts):
        return "total"
    in_words = [text for text in texts if not _COUNT.fullmatch(text)]
    if len(in_words) == 1 and len(in_words[0]) <= _LONGEST and _OF_COUNTS.fullmatch(in_words[0]):
        return "total"
    columns = sum(1 for name in mapped.mapping.fields if name)
    if formulas or columns < _MANY_COLUMNS:
        return ""
    return "note" if len(texts) == 1 or (len(texts) < _MANY_COLUMNS and _NOTE.match(texts[0])) else ""


def _is_total(texts: list[str]) -> bool:
    return any(_TOTAL.fullmatch(text) for text in texts if len(text) <= _LONGEST)


def _explains(mapped: Mapped, number: int, cells: Row) -> bool:
    """Whether a row below the last record says what a code means, or nothing that a mentorship has but a remark."""
    if number <= mapped.last_record:
        return False
    told = any(map(shown, chain(*(mapped.filled(name, cells) for name in _TELLS))))
    said = " ".join(map(shown, cells))
    few = _names_town(said) and len(said.split()) < _WORDS_OF_REMARK
    return legend.is_line(cells) or not (told or few)


def _has_day_or_action(mapped: Mapped, cells: Row) -> bool:
    """Whether a row has a day or an action in their columns, or what may be one."""
    for name in (name for name, kind in schema.KINDS.items() if kind in ("date", "action")):
        filled = [cell for cell in mapped.filled(name, cells) if shown(cell)]
        meant = fields.meaning(mapped, name, tuple(filled), {}, False) if filled else Understood(None)
        if meant.value is not None if isinstance(meant, Understood) else meant.options:
            return True
    return False


def _names_town(said: str) -> bool:
    return bool(_towns().search(said))


@cache
def _towns() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, places.towns().index))})\b", re.IGNORECASE)


def stray(mapped: Mapped, number: int, cells: Row) -> list[Fault]:
    """In a text file a cell beyond the last header shows that a comma too many has moved the others."""
    beyond = [shown(cell) for cell in cells[len(mapped.layout.headings) :] if shown(cell)] if mapped.sheet.text else []
    return [Fault(number, "", beyond[0], "stands to the right of the last column")] if beyond else []
