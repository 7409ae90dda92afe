"""A header in two rows: which upper header a column stands under, and whether the row below only names the parts.

``Kind of help`` over ``Presentation`` and ``Webinar`` is a header in two rows, be its cell merged or not. Below
``Mentor``, which has no parts, such a row is empty; a first row of data is not, or says what other rows say too.
"""

import re
from collections.abc import Collection, Sequence

from sct_dash.records import dates, values
from sct_dash.records import support as supports
from sct_dash.records.dates import Span
from sct_dash.records.sheets import Row, Sheet, shown
from sct_dash.records.support import Forms
from sct_dash.records.values import Understood

_COMPARED = 60
"""Rows below a header that its lower row is compared with."""
_LONGEST = 40
"""Letters; a longer text is no header of a part."""


def groups(upper: int, sheet: Sheet, width: int) -> tuple[list[str], frozenset[int]]:
    """What each column stands under in a row of headers.

    Parameters
    ----------
    upper
        The place of that row in the sheet, from 0.
    width
        How many columns there are.

    Returns
    -------
    tuple
        The text above each column: of the cell that is merged over it, else of the last one before it, which has a
        part of its own below it. And the columns under a merged cell, of which that is certain.
    """
    above, below = texts(sheet, upper, width), texts(sheet, upper + 1, width)
    wide = {first: last for first, last in _merged_over(upper, sheet, width) if above[first]}
    over, carried, until = [], "", -1
    for place, text in enumerate(above):
        if place in wide:
            carried, until = text, wide[place]
        elif text:
            carried, until = text * bool(below[place]), width - 1
        over.append(text or carried * (place <= until))
    return over, frozenset(place for first, last in wide.items() for place in range(first, last + 1))


def texts(sheet: Sheet, row: int, width: int) -> list[str]:
    """The text of each column in a row, from 0; '' where the row is shorter."""
    told = [shown(cell) for cell in sheet.rows[row][:width]]
    return told + [""] * (width - len(told))


def _merged_over(row: int, sheet: Sheet, width: int) -> list[tuple[int, int]]:
    """The first and the last column of each cell of a row that is merged over several, but not over the whole table."""
    ranges = [(first, min(last, width - 1)) for (top, first), (bottom, last) in sheet.merged if top <= row <= bottom]
    return [(first, last) for first, last in ranges if first < last and (first > 0 or last < width - 1)]


def names_parts(upper: int, sheet: Sheet, said_with: Collection[int], explained: Collection[int]) -> bool:
    """Whether the row below a header only names the parts of some of its columns.

    Parameters
    ----------
    upper
        The place of the header's row in the sheet, from 0.
    said_with
        The columns whose cell there only says more of the header above it: ``(m/d/yy)``.
    explained
        The columns whose cell there means something under the header that it stands under.
    """
    width = max(map(len, sheet.rows[upper : upper + 2]))
    above, lower = texts(sheet, upper, width), texts(sheet, upper + 1, width)
    over, merged = groups(upper, sheet, width)
    parts = [place for place, text in enumerate(lower) if text and place not in said_with]
    alone = [place for place in parts if above[place] and over[place + 1 : place + 2] != [over[place]]]
    several = [place for place in parts if not above[place] and over[place] and lower[place - 1]]
    without = [place for place, text in enumerate(above) if text and not lower[place]]
    if alone or not parts or len(without) + len(said_with) < 2:
        return False
    if any(top == upper < bottom and first == last for (top, first), (bottom, last) in sheet.merged):
        return True
    below = [row for row in sheet.rows[upper + 2 : upper + 2 + _COMPARED] if any(map(shown, row))]
    return bool(below and {*merged, *explained} & {*several}) and _unlike_data(parts, lower, below)


def _unlike_data(parts: Sequence[int], lower: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether no text of a row stands, or is of the same kind as what stands, below it."""
    for place in parts:
        told = {shown(row[place]).casefold() for row in below if place < len(row)} - {""}
        if not _may_be_header(lower[place]) or lower[place].casefold() in told:
            return False
        if may_be_form(lower[place]) and any(isinstance(supports.forms(text), Forms) for text in told):
            return False
    return True


def _may_be_header(text: str) -> bool:
    if len(text) > _LONGEST or not re.search(r"[^\W\d_]", text) or values.is_flag(text):
        return False
    return not isinstance(values.place(text), Understood) and not isinstance(dates.span(text), Span)


def may_be_form(text: str) -> bool:
    """Whether a text names a form of support, or seems to."""
    found = supports.forms(text)
    return isinstance(found, Forms) or bool(found.options)
