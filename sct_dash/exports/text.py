"""Text for documents: what XML can hold, how wide it is about, how many lines it takes."""

import re
from functools import lru_cache

from sct_dash.records.schema import one_line_end

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""A character that XML cannot hold."""

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of all text after them; right-to-left letters need none of them."""
HEADING = 1.22
"""How much wider the serif of headings runs than the sans of the text, its widest usual substitute included."""
_EM = {" ": 0.25, **dict.fromkeys("ijl.,:;'|!()[]", 0.28), **dict.fromkeys("frt-", 0.36)}
_EM |= dict.fromkeys("mwMW@%&—", 0.86)
_LOWER, _UPPER, _OTHER = 0.52, 0.64, 0.56
_LINE = 1.22
"""Height of a line beside the size of its letters."""


def clean(text: str) -> str:
    """Text without what XML forbids and what would turn the text around it, each line ending in ``\\n``."""
    return _TURNS.sub("", NOT_XML.sub("", one_line_end(text)))


def escaped(said: str) -> str:
    """Clean text as XML holds it between tags; Python's own ``saxutils`` would load the internet's readers, 20 ms."""
    return clean(said).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(said: str) -> str:
    """Clean text as XML holds it in an attribute, within its quotes."""
    held = escaped(said).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{held}"'


@lru_cache(maxsize=20_000)
def width(text: str, size: float, wide: float = 1.0) -> float:
    """About how wide a line of text is, inches; meant to err on the wide side.

    Parameters
    ----------
    size
        Of the letters, points.
    wide
        How much wider than the sans of the text; `HEADING` for the serif.
    """
    return sum(_em(letter) for letter in text) * size * wide / 72


def lines(text: str, size: float, room: float, wide: float = 1.0) -> int:
    """About how many lines text takes in a column `room` inches wide; a longer word is broken."""
    return sum(_wrapped(line, size, room, wide) for line in text.split("\n"))


def height(text: str, size: float, room: float, wide: float = 1.0) -> float:
    """About how high text is when set `room` inches wide, inches."""
    return lines(text, size, room, wide) * size * _LINE / 72


def largest(text: str, sizes: tuple[float, ...], room: tuple[float, float], wide: float = 1.0) -> float:
    """The first of `sizes` at which text fits into a box, ``width, height`` in inches; else the last."""
    return next((size for size in sizes if height(text, size, room[0], wide) <= room[1]), sizes[-1])


def _wrapped(line: str, size: float, room: float, wide: float) -> int:
    number, used, space = 1, 0.0, width(" ", size, wide)
    for word in line.split(" "):
        long = width(word, size, wide)
        if used and used + space + long > room:
            number, used = number + 1, 0.0
        if long > room:
            broken = int(long / room)
            number, long = number + broken, long - broken * room
        used += long + (space if used else 0)
    return number


@lru_cache(maxsize=2_000)
def _em(letter: str) -> float:
    if letter in _EM:
        return _EM[letter]
    if letter.islower():
        return _LOWER
    if ord(letter) > 0x2E80:  # ideographs and pictures are as wide as high
        return 1.05
    return _UPPER if letter.isupper() else _OTHER
