"""Formulas without a stored value: the spreadsheet library reads them as empty, so the .xlsx file is asked itself.

A program that writes a workbook leaves its formulas to the spreadsheet program, which calculates and stores them when
the file is next saved in it.
"""

import re

_HINT = re.compile(rb"<(?:\w+:)?f[\s>/]")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>[^<]")
_EMPTY_TEXT = re.compile(rb'\bt="str"')
"""How a spreadsheet stores a formula whose result is an empty text: that one was calculated."""


def cells(xml: bytes) -> frozenset[tuple[int, int]]:
    """The (row, column), from 0, of every formula of a sheet of an .xlsx file that was never calculated."""
    if not _HINT.search(xml):
        return frozenset()
    return frozenset(
        (int(place[2]) - 1, _column(place[1]))
        for cell in _CELL.finditer(xml)
        if _HINT.search(cell[2]) and not _VALUE.search(cell[2]) and not _EMPTY_TEXT.search(cell[1])
        if (place := _PLACE.search(b" " + cell[1]))
    )


def _column(letters: bytes) -> int:
    return sum((letter - 64) * 26**power for power, letter in enumerate(reversed(letters))) - 1
