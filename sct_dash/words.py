"""How the product says dates, counts and lists, so that every room says them alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

SAMPLE_MARK = "Sample: fictional records"
"""Stands on everything that is made from the sample."""
_KM_A_MILE = 1.609344
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@lru_cache(maxsize=20_000)
def day(value: date) -> str:
    """Say a date as people here write it: ``November 1, 2026``."""
    return f"{value:%B} {value.day}, {value.year}"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Say a number with its noun: ``1 town``, ``12 towns``, ``1,240 records``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def number(value: int) -> str:
    """Spell a number below ten (``no`` for zero), as running text does; digits from ten on."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else f"{value:,}"


def of_them(value: int) -> str:
    """Say how many of some: ``none of them``, ``1 of them``, ``1,240 of them``."""
    return f"{value:,} of them" if value else "none of them"


def in_miles(km: float) -> float:
    """A distance in km as miles, which people here measure in; NaN stays NaN."""
    return km / _KM_A_MILE


def miles(km: float) -> str:
    """Say a distance that is given in km: ``12 miles``, ``1 mile``, ``less than a mile``."""
    whole = round(in_miles(km))
    return count(whole, "mile") if whole else "less than a mile"


def listing(items: Iterable[str], conjunction: str = "and", limit: int | None = None) -> str:
    """Join names for a sentence: ``A``, ``A and B``, ``A, B and C``, ``A, B and 4 more``.

    Parameters
    ----------
    items
        The names, in the order they are to be said.
    conjunction
        The word before the last one.
    limit
        Say at most this many names and count the rest.
    """
    names: Sequence[str] = list(items)
    if limit is not None and len(names) > limit:
        names = [*names[:limit], f"{len(names) - limit} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"


def sentence(text: str) -> str:
    """Begin with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]
