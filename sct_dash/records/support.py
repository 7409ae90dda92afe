"""Forms of support in the words people use: sure ones understood, doubtful ones asked about."""

import re
from collections.abc import Sequence
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
_DISCUSSED = r"\b(q ?(&|and|/) ?a|discuss\w*|questions|workshops?|interactive)\b"
_NAMED = {
    **{name: name for name in SUPPORT},
    **{name.replace("_", " "): name for name in SUPPORT},
    **{said: name for name, said in SUPPORT.items()},
    "staff": "staff_time",
    "stafftime": "staff_time",
    "pres": "presentation",
    "others": "other",
}
_PAPER = (
    r"(drafts?|plans?|ordinances?|regulations?|rfps?|rfqs?|bylaws?|polic(y|ies)|applications?|templates?|documents?)"
)
_MEETING = (
    r"meetings?|mtgs?|met|zoom|teams|(video|conference|phone|telephone|tele|skype|google)[ -]?(calls?|chats?|"
    r"conferences?|meet)|calls?|called|phoned?|telephone|e-?mails?|e-?mailed|text messages?|chats?|chatted|"
    r"conversations?|talked (to|with)|check(ed)?[ -]ins?"
)
"""Ways in which people speak with each other, which before a commission may have been a presentation."""
_LIKELY_STAFF = (
    r"\b(\d+ ?(hours?|hrs?)|technical assistance|site visits?|advice|advised|consult(ed|ation|ing)?|on[ -]call|"
    r"helped (them )?(write|draft|plan|with)|one[ -]on[ -]one|field visits?|site walks?|planner|engineer|tour(s|ed)?|"
    rf"(lent|loaned) .*\bstaff|staff (lent|loaned)|{_MEETING}|ride[ -]?alongs?|rode along|"
    r"coffee (with|chats?|meetings?)|mentor(ing|ed)|coach(ing|ed)|(job )?shadow(ing|ed)?|"
    r"walk[ -]?throughs?|walked (them |us )?through|drop(ped)?[ -]?ins?|office hours|"
    rf"(review(ed|ing)?|edit(ed|ing)?|comment(ed|s)? on|looked over|went over)\b.*\b{_PAPER}|{_PAPER} reviews?)\b"
)
_LIKELY_PRESENTATION = (
    r"\b(workshops?|trainings?|lectures?|class(es)?|demos?|demonstrat\w*|lunch-and-learns?)\b|"
    rf"\b(round ?tables?|panels?|sessions?|q ?(&|and) ?a|discuss\w*|{_MEETING})\b.*{_AUDIENCE}|{_AUDIENCE} meetings?\b"
)
_LIKELY_OTHER = (
    r"\b(lent|loan(ed)?|lend(ing)?|borrow(ed|ing)?|donat(ed|ion))\b.*\b(equipment|tools?|trucks?|chippers?|tents?|bins?)\b|"
    r"\b(equipment|tool) (loan|lending|sharing)\b"
)
_PAPER_GIVEN = rf"\b(shared?|sharing|sent|forwarded|gave)\b.*\b{_PAPER}\b"
"""A paper that was handed on may have cost staff time."""
_OPEN_TO_MANY = (
    r"\b(regional|state-?wide|(all|area|several|many|neighboring) (towns|municipalities)|the public|open to)\b"
)
"""What a training may be that was not held for the one town, as action 8.5 asks."""
_NOT_GIVEN = (
    r"n't\b|\b(didnt|doesnt|hasnt|havent|wasnt|couldnt|wont|cant|dont|fell through|skipped|failed|unanswered|backed "
    r"out|turned down|looking for|ask for|tba|pending|tried|trying|attempt\w*|voice ?mails?|(left|a) messages?|waiting|"
    r"awaiting|offered|invited|asked|wants?|wanted|should|could|would|hopes?|needs?|needed|missed|rescheduled|on hold|"
    r"yet|next|soon|later|to (meet|call|visit|talk|discuss))\b"
)
"""What more says that a help was not given, in a text that names no form for certain."""
_NEGATED = (
    r"\b(no|not|none|never|cancel+ed|declined|without|instead of|planned|tbd|maybe|possibly|"
    r"postponed|scheduled|upcoming|will|to be|proposed|requested|future)\b|\?"
)
_PARTED = r"\s*(?:[;,+/\n]| & | and | plus )\s*"
_SHORT = {
    r"\bq ?(/|&) ?a\b": "discussion",
    # "The pres. of the land trust" is no presentation.
    r"(?<![^;,+/&(\s])(?<!the )\bpre[sz](n|o|ent)?\b\.?"
    r"(?= ?([+&/;,)]|$| (to|at|for|with|w/|and|plus)\b))": "presentation",
    r"\bdisc\b\.?": "discussion",
    r"\bppts?\b": "power point",
    r"\bconf\b\.?": "conference",
    r"\bw/o ?": "without ",
    r"\bw/ ?": "with ",
    r"\blunch ?(&|and|n) ?learn": "lunch-and-learn",
}
"""Short words, and words with a sign that elsewhere stands between two forms."""
_LONGEST = 500
NOT_A_FORM = "is not a form of support"
"""What the reason says of a word that names none."""


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
    parts = [part for part in re.split(_PARTED, said) if part]
    for part in parts:
        sure = _sure(part)
        if not sure and not (found and re.search(_AUDIENCE, part)):
            return _unsure(part, parts, said)
        found += sure
    return Forms(tuple(dict.fromkeys(found)))


def says_discussion(text: str) -> bool:
    """Whether a text says that a presentation was discussed, as action 8.5 asks."""
    return bool(re.search(_DISCUSSED, text.casefold()))


def says_any(text: str) -> bool:
    """Whether a text may say that help was given, neither that none was nor that some is to be."""
    said = text.casefold().replace("’", "'")
    return not re.search(_NEGATED, said) and not re.search(_NOT_GIVEN, said)


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


def _unsure(part: str, parts: Sequence[str], said: str) -> NoForm:
    """Ask about a part; what is offered is an answer for the whole cell, of which nothing may be dropped."""
    subject = repr(part) if part != said else "this"
    if re.search(_NEGATED, said):
        return NoForm(f"{subject} does not say which support was given; write {_allowed()}")
    reason = f"{subject} {NOT_A_FORM}; write {_allowed()}"
    likely = [_likely(phrase) for phrase in _with_audiences(parts)]
    if len(likely) == 1:
        return NoForm(reason, likely[0])
    if not all(len(names) == 1 for names in likely):
        return NoForm(reason)
    return NoForm(reason, ("; ".join(dict.fromkeys(names[0] for names in likely)),))


def _with_audiences(parts: Sequence[str]) -> list[str]:
    """The parts, of which one that is only an audience belongs to the one before: met with Planning and Zoning."""
    phrases: list[str] = []
    for part in parts:
        if phrases and re.search(_AUDIENCE, part) and not _likely(part):
            phrases[-1] = f"{phrases[-1]} and {part}"
        else:
            phrases.append(part)
    return phrases


def _likely(part: str) -> tuple[str, ...]:
    """The forms that a phrase may name; one alone where a person who knows the action would agree to it."""
    from rapidfuzz import fuzz, process

    if options := _sure(part) or (*_events(part), *_others(part)):
        return options
    if re.search(_NOT_GIVEN, part):
        return ()
    presentation, staff = re.search(_LIKELY_PRESENTATION, part), re.search(_LIKELY_STAFF, part)
    if presentation and (staff or re.search(_OPEN_TO_MANY, part)):
        return ("presentation", "staff_time" if staff else "other")
    if presentation or staff:
        return ("presentation",) if presentation else ("staff_time",)
    if re.search(_PAPER_GIVEN, part):
        return ("other", "staff_time")
    if re.search(_LIKELY_OTHER, part):
        return ("other",)
    near = process.extractOne(part, _NAMED, scorer=fuzz.ratio, score_cutoff=82)
    return (near[2],) if near else ()


def _allowed() -> str:
    return words.listing(SUPPORT.values(), "or")
