"""Forms of support in the words people use: sure ones understood, doubtful ones asked about."""

import re
from dataclasses import dataclass

from sct_dash import words
from sct_dash.rulebook import SUPPORT

# Patterns are text: `re` compiles each when it is first asked for, and keeps it.
_EVENT = {
    "conference": (
        r"(?<!video )(?<!web )(?<!phone )\bconferences?\b(?! (call|room))|\b(convention|summit|symposium|expo)\b"
    ),
    "webinar": r"\b(webinars?|(web|online) seminar)\b",
}
"""Whoever presents at a conference or a webinar gave no presentation in the sense of the action page."""
_SAYS_NO_MORE = r"(?= (to|at|before|with|about|for|from|in|by|who|and|plus|on(?! (the )?(tele)?phone))\b|$| ?[(:\d])"
"""What may follow a word that is a form only by itself: a talk to their board, not a talk on the phone."""
_PRESENTATION = (
    r"presentations?|presented|presents?|presenting|(gave|gives|giving|held) (an? |their |two |three )?"
    rf"(talks?|briefings?|slide show)|(^|^(an?|the|\d+) )(talks?|briefings?|speakers?)\b{_SAYS_NO_MORE}|"
    r"spoke (to|with|at|before)|briefed|guest speakers?|slide ?shows?|power ?point|q ?(&|and) ?a"
)
_STAFF = (
    r"staff[ -](time|hours?|hrs?|help|support|assistance|assist|visits?|advice|consult(ation)?)|"
    r"hours of (municipal |town )?staff|staff (helped|assisted|advised|worked)|"
    rf"(planner|engineer|coordinator|director)('s)? (time|hours)|staff\b{_SAYS_NO_MORE}"
)
_FORMS = {
    "presentation": rf"\b({_PRESENTATION})(?!\w)",
    "staff_time": rf"\b({_STAFF})(?!\w)",
}
_AUDIENCE = (
    r"\b(commissions?|committees?|boards?|zoning|council|selectmen|selectboard|finance|works|conservation|wetlands|"
    r"discussion|questions|answers|residents|development|recreation)\b"
)
"""What may follow a form after an "and" without being another: presented to Planning and Zoning."""
_DISCUSSED = rf"{_AUDIENCE}|\b(q ?(&|and|/) ?a|discuss\w*|workshop|p ?& ?z|legislative body)\b"
_NAMED = {
    **{name: name for name in SUPPORT},
    **{name.replace("_", " "): name for name in SUPPORT},
    **{said: name for name, said in SUPPORT.items()},
    "staff": "staff_time",
    "stafftime": "staff_time",
    "pres": "presentation",
    "others": "other",
}
_LIKELY_STAFF = (
    r"\b(\d+ ?(hours?|hrs?)|technical assistance|site visits?|advice|advised|consult(ed|ation|ing)?|on[ -]call|"
    r"helped (them )?(write|draft|plan|with)|one[ -]on[ -]one|field visits?|planner|engineer|toured?)\b"
)
_LIKELY_PRESENTATION = (
    rf"\b(workshops?|trainings?|round ?tables?|q ?(&|and) ?a|discuss\w*|meetings?|met|sessions?|demonstrat\w*)\b"
    rf".*{_AUDIENCE}"
)
_NEGATED = (
    r"\b(no|not|none|never|cancel+ed|declined|without|instead of|planned|tbd|maybe|possibly|"
    r"postponed|scheduled|upcoming|will|to be|proposed|requested|future)\b|\?"
)
_PARTED = r"\s*(?:[;,+/\n]| & | and | plus )\s*"
_SHORT = {r"\bq ?(/|&) ?a\b": "discussion", r"\bw/o ?": "without ", r"\bw/ ?": "with "}
"""Abbreviations with a sign that elsewhere stands between two forms."""
_LONGEST = 500


@dataclass(frozen=True)
class Forms:
    """The forms that a text names, each once, in its order; never none."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class NoForm:
    """Why a text names no form for certain, and which it may name."""

    reason: str
    options: tuple[str, ...] = ()


def forms(text: str) -> Forms | NoForm:
    """Understand what kind of help was given.

    Parameters
    ----------
    text
        ``staff_time; presentation``, ``Webinar``, ``gave a talk to their P&Z``, ``staff time (12 hours)``.
    """
    if not text.strip(" ;,"):
        return NoForm("must be filled in")
    said = re.sub(r"[ \t]+", " ", text.casefold().replace("’", "'")).strip(" .;,!")
    if len(said) > _LONGEST:
        return NoForm(f"is too long to be a form of support; write {_allowed()}", ("other",))
    for short, meant in _SHORT.items():
        said = re.sub(short, meant, said)
    found: list[str] = []
    for part in (part for part in re.split(_PARTED, said) if part):
        sure = _sure(part)
        if not sure and not (found and re.search(_AUDIENCE, part)):
            return _unsure(part, said)
        found += sure
    return Forms(tuple(dict.fromkeys(found)))


def says_discussion(text: str) -> bool:
    """Whether a text says before whom a presentation was held or that it was discussed, as action 8.5 asks."""
    return bool(re.search(_DISCUSSED, text.casefold()))


def _sure(part: str) -> tuple[str, ...]:
    """The one form that a phrase names for certain; none when it may name another as well."""
    if part in _NAMED:
        return (_NAMED[part],)
    if re.search(_NEGATED, part):
        return ()
    events, others = _events(part), _others(part)
    if events:
        return events if len(events) == 1 and "staff_time" not in others else ()
    return others if len(others) == 1 else ()


def _events(part: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _EVENT.items() if re.search(pattern, part))


def _others(part: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _FORMS.items() if re.search(pattern, part))


def _unsure(part: str, said: str) -> NoForm:
    from rapidfuzz import fuzz, process

    subject = repr(part) if part != said else "this"
    if re.search(_NEGATED, part):
        return NoForm(f"{subject} does not say which support was given; write {_allowed()}")
    options = (*_events(part), *_others(part))
    if not options and re.search(_LIKELY_STAFF, part):
        options = ("staff_time",)
    if not options and re.search(_LIKELY_PRESENTATION, part):
        options = ("presentation",)
    if not options and (near := process.extractOne(part, _NAMED, scorer=fuzz.ratio, score_cutoff=82)):
        options = (near[2],)
    return NoForm(f"{subject} is not a form of support; write {_allowed()}", options)


def _allowed() -> str:
    return words.listing(SUPPORT.values(), "or")
