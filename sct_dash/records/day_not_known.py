"""An action that was implemented, nobody knows on which day: one phrase says it as an answer and in the notes.

Whoever reads a sheet knows that what it calls done is done by that day, which is the latest that it can be: with it
no points are promised too early. The phrase tells later readers that it is no exact day, until they write one.
"""

import re
from collections.abc import Sequence
from datetime import date

from sct_dash.records import dates
from sct_dash.records.dates import Span
from sct_dash.records.sheets import Cell, shown

_DAY = r"(?P<day>\d{1,2}/\d{1,2}/\d{4})"
_PHRASE = rf'Implemented(?: by {_DAY})?, day not known(?:: "[^"]*")?'
_IN_NOTES = re.compile(rf"(?:^|; ){_PHRASE}(?=;|$)")
_SAYS_NO_MORE = re.compile(
    r"(y|x|yes|yep|yeah|true|t|1|ok|✓|✔|☑|✅|√|done|completed?|finished|implemented|checked)?[ .!]*", re.IGNORECASE
)


def phrase(said: str, by: date | None = None) -> str:
    """The answer for a cell that says that the action was implemented and not when; it stands in the notes as well.

    Parameters
    ----------
    said
        The cell; its words are kept where they say more than yes.
    by
        The latest day that it can be; None when no day is to be given, which earns no points.
    """
    until = f" by {by.month}/{by.day}/{by.year}" if by else ""
    words = " ".join(said.replace('"', "'").split())
    plain = all(_SAYS_NO_MORE.fullmatch(part.strip()) for part in words.split(";"))
    more = "" if plain else f': "{words}"'
    return f"Implemented{until}, day not known{more}"


def said_in(cells: Sequence[Cell]) -> str:
    """The phrase, where the cells of a field are one that says nothing else; else ''."""
    text = shown(cells[0]) if len(cells) == 1 else ""
    return text if is_phrase(text) else ""


def is_phrase(text: str) -> bool:
    """Whether a text is such an answer."""
    return text.startswith("Implemented") and re.fullmatch(_PHRASE, text) is not None and _is_real(text)


def latest_day(text: str) -> Span | None:
    """The day of a phrase; None for one without."""
    return _day_of(re.fullmatch(_PHRASE, text))


def with_phrase(notes: str, said: str) -> str:
    """Notes with the phrase once."""
    return notes if said in notes else "; ".join(filter(None, (notes, said)))


def as_true(notes: str, implemented_on: date | None) -> str:
    """Notes without the phrases that the day of implementation contradicts: it is known by now, or another."""
    if "day not known" not in notes:
        return notes

    def kept(match: re.Match[str]) -> str:
        day = _day_of(match)
        return match[0] if (day.last if day else None) == implemented_on else ""

    return _IN_NOTES.sub(kept, notes).removeprefix("; ")


def _is_real(text: str) -> bool:
    match = re.fullmatch(_PHRASE, text)
    return not match["day"] or _day_of(match) is not None


def _day_of(match: re.Match[str]) -> Span | None:
    found = dates.span(match["day"]) if match["day"] else None
    return found if isinstance(found, Span) else None
