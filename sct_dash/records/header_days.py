"""Headers that ask for a day in a whole sentence, and those that ask whether the help still goes on.

``When was the action implemented in the helped town`` is ``implemented``: the words that only ask, and those that name
what every such sheet is about, are let pass around the one that says which day is meant.
"""

import re
from functools import cache

GOES_ON, OVER = "goes on", "over"
"""What yes means under a header that asks whether the help goes on, or whether it is over."""

_MOST_WORDS = 14
"""A longer text is no header, and would only take time."""
_TOWN = r"(town|city|municipality|muni|community|side)s?"
_ASKS = r"(when|date|dates|dt|day|mo|month|yr|did|was|were|on)"
_OF_HELP = (
    r"(help|helping|support|advice|assistance|mentoring|mentorship|guidance|aid|partnership|collaboration|relationship"
    r"|pairing|engagement|advising|assisting|coaching|working together|it|they|we)"
)
_IS_HELP = (
    r"(help|support|advice|assistance|mentoring|mentorship|guidance|aid|partnership|collaboration|relationship|pairing"
    r"|engagement)"
)
_MEETING = r"(meeting|meet|met|mtg|contact|contacted|talk|talked|spoke|visit|session|call|conversation|touch)"
_WHICH_DAY = re.compile(r"\b(on |in )?(what|which) (date|day|month)\b")
_LAST_MEETING = r"(meeting|met|mtg|contact|contacted|call|talked|touch|active|activity)"
_START = (
    rf"(start|started|starts|begin|began|begun|beginning|initiated|commenced|commencement|kick ?off( {_MEETING})?"
    rf"|since when|(first|1st|initial) {_MEETING})"
)
_ENDS = r"(end|ended|ends|ending|terminated|termination)"
_END = rf"({_ENDS}|(last|latest|most recent|final) {_LAST_MEETING})"
_END_OF_HELP = r"(over|finished|finish|concluded|conclude|stopped|stop|closed|terminated)"
_TAKER = (
    r"((mentee|helped|helpee|mentored|advised|advisee|assisted|receiver|receiving|recipient|learner|learning"
    rf"|beneficiary|pupil|student|borrower|seeking|requesting|getting) {_TOWN}"
    r"|mentee|helped|helpee|mentored|advised|advisee|assisted|receiver|recipient|learner|beneficiary|pupil|student"
    rf"|{_TOWN} (that was |being )?(helped|mentored|advised|assisted)|{_TOWN})"
)
_OF_ACTION = rf"(actions?|measures?|item|it|they|fully|actually|officially|finally|{_TAKER})"
_DONE = (
    r"(implemented|implementation|completed|complete|completion|done|finished|adopted|adoption|accomplished|enacted"
    r"|impl)"
)
_DO, _DO_WITH_IT = r"(implement|adopt|enact|put in (place|effect))", r"(complete|finish|do)"
_IN_PLACE = r"((put |placed )?in (place|effect)|effective)"
_IN_TAKER = rf"( (in|by|at|within) {_TAKER})?"
_DAYS = (
    ("started", rf"(({_ASKS}|{_OF_HELP}) )*{_START}( ({_ASKS}|{_OF_HELP}))*"),
    ("last_active", rf"(({_ASKS}|{_OF_HELP}) )*{_END}( ({_ASKS}|{_OF_HELP}))*"),
    ("last_active", rf"({_ASKS} )*{_IS_HELP} (is |was )?{_END_OF_HELP}( {_ASKS})*"),
    (
        "implemented_on",
        rf"({_ASKS} )*({_OF_ACTION} )*({_ASKS} )*{_DONE}( ({_ASKS}|{_DONE}|actions?|it|yet))*{_IN_TAKER}",
    ),
    ("implemented_on", rf"({_ASKS} )+({_OF_ACTION} )*{_DO}( (actions?|it|this))*{_IN_TAKER}( {_ASKS})*"),
    ("implemented_on", rf"({_ASKS} )+{_TAKER} {_DO_WITH_IT}( (actions?|it|this))*( {_ASKS})*"),
    (
        "implemented_on",
        rf"(({_ASKS}|is|has) )*({_OF_ACTION} )+((is|was|has) )*{_IN_PLACE}( ({_ASKS}|yet|since|by))*{_IN_TAKER}",
    ),
    ("implemented_on", rf"({_ASKS} )*{_IN_PLACE}( {_ASKS})*( (in|by|at|within) {_TAKER}|( actions?))"),
)
"""Fields and the folded headers that ask for their day, beside the short ones that `headers` knows."""
_FINISHED = r"(complete|completed|completion|done|do|finish|finished)"
_GIVER = (
    r"((mentor|helper|helping|giver|giving|adviser|advisor|advising|assisting|coach|provider|lender|expert|teacher)"
    rf"( {_TOWN})?)"
)


def _town_finished(town: str) -> str:
    """The pattern of folded headers that a town finished, without what: the action, a worksheet, or the help."""
    part = rf"({_ASKS}|is|has|yet|by|fully|actually|officially|finally|{_FINISHED}|{town})"
    return rf"(?=(.* )?{town}( |$))(?=(.* )?{_FINISHED}( |$)){part}( {part})*"


_TOWN_FINISHED = (("mentor", _town_finished(_GIVER)), ("mentee", _town_finished(_TAKER)))
_SUBJECT = rf"((is|are|was|has|have|both|this|status|{_TOWN}|{_OF_HELP}) )*"
_ACTIVE = (
    r"(going on|going|on going|ongoing|active|continuing|continues|continue|underway|in progress|in touch|in contact)"
)
_STILL_DOING = rf"({_ACTIVE}|on|working|meeting|helping|mentoring|talking|engaged|being (helped|mentored))"
_GOING_ON = (
    (GOES_ON, True, rf"{_SUBJECT}still {_STILL_DOING}( (together|now|on))*"),
    (GOES_ON, True, rf"((is|are|{_ASKS}) )*{_IS_HELP} ((is|status|still) )*({_ACTIVE}|current)( (now|still|yet))?"),
    (GOES_ON, False, rf"{_SUBJECT}(still )?({_ACTIVE}|current|currently active|open|live)( (now|still|yet|on))?"),
    (GOES_ON, False, rf"{_SUBJECT}still working on (it|this|action)"),
    (OVER, True, rf"{_SUBJECT}(end|ended|ends|terminated|no longer active|inactive|not active)( (yet|now))?"),
    (OVER, True, rf"((is|has) )*{_IS_HELP} ((is|has) )*{_END_OF_HELP}( (yet|now))?"),
    (OVER, False, rf"((is|has) )*{_IS_HELP} ((is|has) )*(done|complete|completed)( (yet|now))?"),
)
"""What yes means, whether that is certain, and the folded headers of which it is so where the cells are yes and no."""


def asked_for(folded: str) -> tuple[str, tuple[str, ...]]:
    """The field whose day a folded header asks for, '' where it is none for certain, and those that it may be."""
    if folded.count(" ") >= _MOST_WORDS:
        return "", ()
    plain = _WHICH_DAY.sub("date", folded)
    if town_finished(plain):
        return "", ("implemented_on", "last_active")
    return next((field for field, pattern in _patterns() if pattern.fullmatch(plain)), ""), ()


def town_finished(folded: str) -> str:
    """Which town a folded header says to have finished, and not what, ``mentee`` of ``Mentee completed``; else ''."""
    if folded.count(" ") >= _MOST_WORDS:
        return ""
    return next((town for town, pattern in _TOWN_FINISHED if re.fullmatch(pattern, folded)), "")


def going_on(folded: str) -> tuple[str, bool]:
    """What yes means under a folded header that asks whether the help goes on, and whether it does for certain.

    Returns
    -------
    tuple
        `GOES_ON` or `OVER`, '' where it asks something else.
    """
    if folded.count(" ") >= _MOST_WORDS:
        return "", False
    found = ((yes, sure) for yes, sure, pattern in _going_on() if pattern.fullmatch(folded))
    return next(found, ("", False))


def says_end(folded: str) -> bool:
    """Whether a folded header of the last day speaks of an end, so that a mark in place of a day tells of one."""
    return bool(re.search(rf"\b({_ENDS}|{_END_OF_HELP})\b", folded))


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(field, re.compile(pattern)) for field, pattern in _DAYS]


@cache
def _going_on() -> list[tuple[str, bool, re.Pattern[str]]]:
    return [(yes, sure, re.compile(pattern)) for yes, sure, pattern in _GOING_ON]
