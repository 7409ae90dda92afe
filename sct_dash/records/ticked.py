"""Help that a sheet ticks off: a column of yes and no for each form of support, or of the hours of staff time.

``Presentation? (Y/N)`` and ``Staff hrs`` may stand beside each other and beside a column of free words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sct_dash.records import headers, values
from sct_dash.records import support as supports
from sct_dash.records.sheets import Cell, shown
from sct_dash.records.support import Forms

_AMOUNT = re.compile(
    r"(about|approx\.?|~|<|>)? ?(?P<number>\d+(\.\d+)?) ?\+? ?(h|hrs?|hours?|min|mins|minutes|days?)?\.?", re.IGNORECASE
)
"""How many hours, as people write it."""
_HOURS = re.compile(r"\b(hours?|hrs?|time)\b", re.IGNORECASE)
_REMARKED = re.compile(r"(?P<flag>yes|y|x|no|n)\b ?[-–—:;,(.]+ ?(?P<remark>\S.*)", re.IGNORECASE)
"""Yes or no with something behind it: ``yes - 2 hrs``."""
_WAS_GIVEN = re.compile(r" (given|held|made|done|provided)$", re.IGNORECASE)
EVENTS = frozenset({"conference", "webinar"})
"""Forms that are held for many towns at once."""
_ABOUT_FORMS = re.compile(
    r"a|an|the|just|only|any|by|to|at|in|of|with|w|for|before|and|or|&|'s|was|were|is|there|they|did|we|it|how|many|much"
    r"|number|no|total|count|given|gave|provided|held|done|made|spent|type|form|kind|help|support|their|town|municipal"
    r"|live|interactive|discussion|questions?|answers?|q|talks?|talked|spoke|brief(ed|ings?)|presentations?"
    r"|present(s|ed|ing)?|boards?|commissions?|committees?|council|governing|body|selectmen|guest|speakers?|slide"
    r"|shows?|power|point|powerpoint|staff|time|hours?|hrs?|h|assistance|assist|webinars?|conferences?|convention|summit"
    r"|symposium|expo|seminar|online|web|others?|pre[sz](n|o|ent)?|disc|ppts?|conf|\d+"
)
"""All that a header may say that names a form and nothing about it: none is on file, and none is uploaded."""


@dataclass(frozen=True)
class Told:
    """A filled cell of the help as text, its header, and whether yes and no, or hours, stand in its column."""

    header: str
    cell: str
    ticks: bool


@dataclass(frozen=True)
class Help:
    """What a row says of the help that was given.

    Attributes
    ----------
    cells
        What is to be understood of it: words, and what the ticked columns ask.
    kept
        What it says beside that, with the header above it: ``Kind of help: ask Jim``, ``Staff hrs: 6``.
    words
        The forms that its words name.
    ticked, denied
        The forms that are certainly ticked, and those that are said not to have been given, each with its header.
    unsure
        The cells that should say yes or no, or how much, and say neither.
    """

    cells: tuple[str, ...]
    kept: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ticked: Mapping[str, str] = field(default_factory=dict)
    denied: Mapping[str, str] = field(default_factory=dict)
    unsure: tuple[Told, ...] = ()


@lru_cache(maxsize=5_000)
def forms(header: str) -> tuple[str, ...]:
    """The form of support that a tick under this header says for certain; none where it may be another.

    Of several it is certain only that a conference or a webinar is meant, which one of them matters to nobody.
    """
    asked = headers.asked_of(header)
    meant = supports.forms(_WAS_GIVEN.sub("", asked))
    plain = all(_ABOUT_FORMS.fullmatch(word) for word in re.findall(r"[\w']+|&", asked.casefold()))
    if not (plain and isinstance(meant, Forms)):
        return ()
    return meant.names if len(meant.names) == 1 or EVENTS.issuperset(meant.names) else ()


def is_of_hours(header: str) -> bool:
    """Whether a column of numbers under this header counts hours of staff time."""
    return forms(header) == ("staff_time",) and bool(_HOURS.search(header))


def is_tick_or_amount(cell: Cell) -> bool:
    """Whether a cell says yes, no or how much."""
    return values.is_flag(cell) or bool(_AMOUNT.fullmatch(shown(cell)))


def says(header: str) -> Callable[[Cell], bool]:
    """What tells whether a cell under this header ticks or denies something."""
    return is_tick_or_amount if is_of_hours(header) else values.is_flag


@lru_cache(maxsize=5_000)
def help_of(cells: tuple[Told, ...]) -> Help:
    """What a row says of the help in several columns.

    Words that nobody understands ask nothing where a tick already names a form, other than of an event for many: they
    are kept. A tick that may be several things asks, whatever else is ticked.
    """
    on = [(one, is_ticked(one.header, one.cell) if one.ticks else None) for one in cells]
    ticked = {name: one.header for one, yes in on if yes for name in forms(one.header)}
    noes = [one for one, yes in on if yes is False and not values.is_silent(one.cell)]
    denied = {name: one.header for one in noes for name in forms(one.header)}
    words = tuple(name for one, yes in on if yes is None for name in _named(one.cell))
    is_known = bool(ticked) and not EVENTS.issuperset((*ticked, *words))
    asking: list[str] = []
    kept: list[str] = []
    unsure: list[Told] = []
    for one, yes in on:
        if yes is None and values.is_silent(one.cell):
            continue
        said = labelled(one.header, one.cell)
        if yes is None and is_known and not _named(one.cell) and supports.says_any(one.cell):
            kept.append(said)
        elif yes is None:
            asking.append(one.cell)
            kept += [said] * names_and_says_more(one.cell)
            unsure += [one] * (one.ticks and not _named(one.cell))
        elif yes:
            asking.append(headers.asked_of(one.header))
        if yes is not None and (_says_more(one, yes) or (yes and not _named(headers.asked_of(one.header)))):
            kept.append(said)
    return Help(tuple(asking), tuple(kept), words, ticked, denied, tuple(unsure))


def answered(cells: tuple[Told, ...]) -> tuple[str, ...]:
    """What a row says of the help beside the forms that a person answered, with the header above it.

    Its words, unless they only name a form, and what its ticks say more.
    """
    said = []
    for one in cells:
        yes = is_ticked(one.header, one.cell) if one.ticks else None
        words = not values.is_silent(one.cell) and (not _named(one.cell) or supports.says_more(one.cell))
        if words if yes is None else _says_more(one, yes):
            said.append(labelled(one.header, one.cell))
    return tuple(said)


@lru_cache(maxsize=20_000)
def names_and_says_more(cell: str) -> bool:
    """Whether words name a form for certain and say more than that."""
    return supports.says_more(cell) and bool(_named(cell))


def labelled(header: str, cell: str) -> str:
    """What is kept of the help, with the header above it."""
    return f"{header or 'Help'}: {shown(cell)}"


def _says_more(one: Told, yes: bool) -> bool:
    """Whether a tick says more than yes or no: how many hours, also that they are none by now, or a remark."""
    hours = is_of_hours(one.header) and bool(_AMOUNT.fullmatch(one.cell))
    return hours or (not values.is_flag(one.cell) and bool(yes or _REMARKED.fullmatch(one.cell)))


def is_ticked(header: str, cell: Cell) -> bool | None:
    """Whether a cell ticks what its header asks: hours above nothing do; None where it says something else.

    What stands behind a yes or no is a remark, unless it names a form of support itself or takes the yes back.
    """
    if values.is_flag(cell):
        return bool(values.flag(cell).value)
    if begun := _REMARKED.fullmatch(shown(cell)):
        yes, remark = bool(values.flag(begun["flag"]).value), begun["remark"]
        return None if _named(remark) or (yes and not supports.says_any(remark)) else yes
    match = _AMOUNT.fullmatch(shown(cell)) if is_of_hours(header) else None
    return float(match["number"]) > 0 if match else None


def _named(text: str) -> tuple[str, ...]:
    meant = values.support(text)
    return tuple(str(meant.value).split("; ")) if isinstance(meant, values.Understood) else ()
