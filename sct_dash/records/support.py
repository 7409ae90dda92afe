"""Forms of support in the words people use: sure ones understood, doubtful ones asked about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sct_dash import words
from sct_dash.records.plain_help import is_likely, is_plain
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
_ROLE = (
    r"(planners?|engineers?|officials?|inspectors?|officers?|coordinators?|directors?|clerks?|assessors?|wardens?|"
    r"sanitarians?|staff(ers?)?|employees?|technicians?|(gis|it|lab|field|permit|survey|planning|engineering) techs?)"
)
"""Who works for a town."""
_STAFF = (
    r"staff[ -](time|hours?|hrs?|help|support|assistance|assist|visits?|advice|consult(ation)?)|"
    r"hours of (municipal |town )?staff|staff (helped|assisted|advised|worked)|"
    rf"(planner|engineer|coordinator|director)('s)? (time|hours)|staff\b{_SAYS_NO_MORE}|"
    rf"{_ROLE} (was |were )?(lent|loaned)(?= (to|for|out)\b| \d)|"
    rf"(lent|loaned) (them |us )?(an?|the|our|their|its|one|two)( [\w-]+){{0,2}}? {_ROLE}(?= (to|for)\b|$)"
)
_FORMS = {
    "presentation": rf"\b({_PRESENTATION})(?!\w)",
    "staff_time": rf"\b({_STAFF})(?!\w)",
}
_EARNING = frozenset(_FORMS)
_AUDIENCE = (
    r"\b(commissions?|committees?|boards?|zoning|council|selectmen|selectboard|finance|works|conservation|wetlands|"
    r"discussion|q-and-a|questions|answers|residents|development|recreation)\b"
)
"""What may follow a form after an "and" without being another: presented to Planning and Zoning."""
_BODY = r"\b(commissions?|committees?|boards?|zoning|council|selectmen|selectboard|wetlands|p ?& ?z)\b"
"""Whom a talk or a panel is a presentation to."""
_DISCUSSED = r"\b(q ?(&|and|/|\+) ?a|discuss\w*|questions|workshops?|interactive)\b"
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
    r"helped (them )?(write|draft|plan|with)|one[ -]on[ -]one|field visits?|site walks?|tour(s|ed)?|"
    rf"(lent|loaned) .*\bstaff|staff (lent|loaned)|(meetings?|mtgs?|met) (with|between) .*\b{_ROLE}|"
    r"ride[ -]?alongs?|rode along|mentor(ing|ed)|coach(ing|ed)|(job )?shadow(ing|ed)?|"
    r"walk[ -]?throughs?|walked (them |us )?through|drop(ped)?[ -]?ins?|office hours|"
    rf"(review(ed|ing)?|edit(ed|ing)?|comment(ed|s)? on|looked over|went over)\b.*\b{_PAPER}|{_PAPER} reviews?)\b"
)
"""Work for the other town that is likely the staff's; who speaks on the phone or over coffee may be anybody."""
_MAYBE_STAFF = rf"\b({_MEETING}|coffee (with|chats?|meetings?)|coffees?)\b"
_WORKSHOP = r"\b(workshops?|trainings?|lectures?|class(es)?|demos?|demonstrat\w*|lunch-and-learns?)\b"
_LIKELY_PRESENTATION = rf"({_WORKSHOP}|\b(round ?tables?|panels?|sessions?)\b).*{_BODY}"
"""A workshop is a presentation only to one body of one town, which its word alone does not say."""
_BEFORE_MANY = rf"\b(q-and-a|discuss\w*|{_MEETING})\b.*{_AUDIENCE}|{_AUDIENCE} meetings?\b"
"""What may have been either."""
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
_FELL_THROUGH = (
    r"n't (happen|meet|take place|show|come|go|held|given)|\b(fell through|cancel\w*|called off|"
    r"rained out|snowed out|no-?show|backed out|"
    r"turned down|pending|tba|on hold|awaiting|withdr(ew|awn)|tentative(ly)?|refused|rejected)\b"
)
"""What takes a form back, wherever it stands."""
_IN_DOUBT = (
    r"\b(but|instead|rather|actually|really|just|only|mostly|mainly|except|consultants?|contractors?|hired|private|"
    r"volunteers?|retired|intended|expected|did not|nothing|unclear|unsure)\b"
)
"""What makes a remark more than a remark: it may say who helped, or that the help was another."""
_PROMISED = (
    r"n't\b|\b(rather than|in place of|wants?|wanted|ask(s|ed|ing)? (for|about)|offers?|offered|promised|"
    r"hop(es?|ed|ing)|going to|supposed to|meant to|intend(s|ed)?|"
    r"(?<!space )(?<!the )(?<!their )(?<!our )plan(s|ning)? (to|on)|would|should|could|looking for|interested in)\b"
)
"""What says, in one breath with a form, that it may not have been given."""
_OF_NO_STAFF = (
    r"\b(from|of|by|was|were|really|mostly|mainly) ([\w']+ ){0,2}(consult(ing|ants?)|contract(ed|ors?)|hired|private|"
    r"volunteers?|retired)\b|\b(consultants?|contractors?|volunteers?)('s?)? (staff|gave|lent|spent|time|hours)\b"
)
"""Who is no staff of the town."""
_NOT_HELD = (
    r"\b(sent|mailed|e-?mailed|forwarded|posted|recorded|recordings?|you ?tube|videos?|cop(y|ies)|"
    r"shared (an?|the|their|our)|watched)\b.*\bpresentation|"
    r"\bpresent\w*\b.*\b(by (e-?)?mail|you ?tube|recording|recorded|sent|mailed|e-?mailed|award|plaque|certificate)\b"
)
"""A presentation that was only handed on or watched, and another thing that is presented."""
_NO_FORM = {"presentation": _NOT_HELD, "staff_time": _OF_NO_STAFF}
"""What makes another thing of a form that is named."""
_WATCHED = (
    r"\b(watched|attended|joined|listened|took part|tuned in|logged (on|in)|signed up)( (in|to|it|that|online|live))*$|"
    r"\b(watched|attended) by\b|\b(in|among) the (audience|attendees)$|\b(was|were) (there|in attendance|listening)$"
)
"""What says of an event only who was there."""
_IS_ANOTHER = (
    r"\b(really|actually|in fact|instead|rather|turned (in)?to|turned out|became|it was|which was|that was|but|just|"
    r"only|mostly|mainly|via|through)\b"
)
"""What may say that one form stands in place of another that is named as well."""
_HELD_AT = r"^(and )?(at|during|in|as part of|for|by|over|on)\b"
"""What says of an event that another form was part of it."""
_HOW_STAFF_HELPED = (
    r"(mostly|mainly) ((by|on|over|via|in|at|through) )?(the |their )?(phone|telephone|zoom|teams|video|e-?mails?|"
    r"person|((tele)?phone |video )?calls?|(site |office )?visits?|site|town hall|office)"
)
"""How staff gave their time, which makes it no less."""
_BEGINS_OTHER = re.compile(r"others?( support| help)?(?: ?[:(]| ?[–—-] ) ?(?P<rest>.*)", re.DOTALL)
_OTHER_IN_DOUBT = r"\b(but|instead|rather|actually|really|nothing|unclear|unsure|staff|present\w*)\b"
_TO_MANY = rf"{_OPEN_TO_MANY}|\b(panels?|ccm|annual)\b"
_ASKED_WITH = r"\b(meetings?|mtgs?|met)\b"
_PARTED = r"\s*(?:[;,+/\n]| (?:&|and) (?!z(?:oning)?\b)| plus )\s*(?![^()]*\))"
"""What stands between parts; a bracket is one with the words before it."""
_BARE = re.compile(
    r"an?|the|gave|given|held|and|or|with|w|plus|to|by|of|for|live|interactive|discussion|disc|questions?|answers?|q|"
    r"q-and-a|talks?|spoke|brief(ed|ings?)|presentations?|present(s|ed|ing)?|pre[sz]o?|pres|guest|speakers?|slides?|"
    r"shows?|slideshows?|power|point|powerpoint|ppts?|municipal|town|staff|stafftime|staff_time|time|hours?|hrs?|help|"
    r"helped|support|assistance|assist|assisted|webinars?|conferences?|conf|seminar|online|web|others?"
)
"""The words of the forms themselves."""
_SHORT = {
    r"\bq ?(/|&|\+|and) ?a\b": "q-and-a",
    # "The pres. of the land trust" is no presentation.
    r"(?<![^;,+/&(\s])(?<!the )\b(pre[sz](n|o)?\b\.?|present\.)"
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

    A form that earns points is certain only where all the rest of the text goes with it (`plain_help`).

    Parameters
    ----------
    text
        ``staff_time; presentation``, ``Webinar``, ``gave a talk to their P&Z``, ``staff time (12 hours)``.
    """
    if not text.strip(" ;,"):
        return NoForm("must be filled in")
    said = _plain(text)
    if len(said) > _LONGEST:
        return NoForm(f"is too long to be a form of support; write {_allowed()}", ("other",))
    parts = [part for part in re.split(_PARTED, said) if part]
    found = _found(said, parts)
    if isinstance(found, NoForm):
        return found
    if may_be := _either(parts):
        return NoForm(f"this may be one form of support or another; write {_allowed()}", may_be)
    if not _EARNING.intersection(found.names) or is_plain(said):
        return found
    return NoForm(f"this {NOT_A_FORM}; write {_allowed()}", ("; ".join(found.names),) if is_likely(said) else ())


def says_more(text: str) -> bool:
    """Whether a text that names a form says anything beside it: on what, to whom, for how long."""
    return not all(_BARE.fullmatch(word) for word in re.findall(r"[\w'-]+", _plain(text)))


def _found(said: str, parts: Sequence[str]) -> Forms | NoForm:
    """The forms that a text names, whatever stands beside them that does not deny them."""
    if re.search(_FELL_THROUGH, said):
        return _unsure(parts[0] if parts else said, parts, said)
    if _is_questioned(parts):
        return Forms(("presentation",))
    if begun := _BEGINS_OTHER.fullmatch(said):
        return _other(begun["rest"].strip(" )"), said)
    named = [_sure(part) for part in parts]
    found = tuple(dict.fromkeys(name for names in named for name in names))
    remarks = [place for place, names in enumerate(named) if not names]
    for place in remarks:
        before = any(named[:place])
        if not (before and _is_audience(parts[place])) and not _is_remark(parts[place], found):
            return _unsure(parts[place], parts, said)
    if _may_be_one(parts, found):
        return NoForm(f"this may be one form of support or several; write {_allowed()}", found)
    return Forms(found) if found else _unsure(said, parts, said)


def _either(parts: Sequence[str]) -> tuple[str, ...]:
    """The forms of which a part says one or the other, an earning one among them: presentation or webinar."""
    for part in parts:
        sides = [(*_events(side), *_others(side)) for side in re.split(r"\bor\b", part)]
        named = tuple(dict.fromkeys(name for side in sides for name in side))
        if sum(map(bool, sides)) > 1 and len(named) > 1 and _EARNING.intersection(named):
            return named
    return ()


def _plain(text: str) -> str:
    """A text as it is looked at: small letters, its short words written out."""
    said = re.sub(r"[ \t]+", " ", text.casefold().replace("’", "'")).strip(" .;,!")
    if len(said) <= _LONGEST:
        for short, meant in _SHORT.items():
            said = re.sub(short, meant, said)
    return said


def _is_audience(part: str) -> bool:
    """Whether a part says who listened, or that it was discussed, and nothing that takes the form back."""
    return bool(re.search(_AUDIENCE, part)) and not re.search(_NEGATED, part)


def _other(rest: str, said: str) -> Forms | NoForm:
    """What a text names that calls the help another one and says what it was."""
    parts = [part for part in re.split(_PARTED, rest) if part]
    named = tuple(dict.fromkeys(name for part in parts for name in (*_events(part), *_others(part))))
    if named and not _EARNING.intersection(named):
        return forms(rest)
    if any(re.search(doubt, rest) for doubt in (_NEGATED, _NOT_GIVEN, _PROMISED)):
        return _unsure(said, [said], said)
    likely = [names for names in map(_likely, parts) if names]
    is_other = all("other" in names and "presentation" not in names for names in likely)
    if is_other and not re.search(_OTHER_IN_DOUBT, rest):
        return Forms(("other",))
    options = dict.fromkeys(("other", *named, *(name for names in likely for name in names)))
    return NoForm(f"this {NOT_A_FORM}; write {_allowed()}", tuple(options) if len(options) > 1 else ())


def _may_be_one(parts: Sequence[str], found: Sequence[str]) -> bool:
    """Whether an event may be what else is named: presented, at the conference."""
    if not (_EARNING.intersection(found) and set(_EVENT).intersection(found)):
        return False
    return any(re.search(_IS_ANOTHER, part) or (_events(part) and re.search(_HELD_AT, part)) for part in parts)


def _is_remark(part: str, found: Sequence[str]) -> bool:
    """Whether a part beside the forms that are named says only more of them: what it was about, or how long."""
    if not _EARNING.intersection(found):
        doubted = any(re.search(doubt, part) for doubt in (_NEGATED, _NOT_GIVEN, _PROMISED, _IN_DOUBT))
        return bool(found and re.search(_WATCHED, part)) and not doubted
    if tuple(found) == ("staff_time",) and re.fullmatch(_HOW_STAFF_HELPED, part):
        return True
    if _events(part) or _others(part) or any(re.search(doubt, part) for doubt in (_NEGATED, _NOT_GIVEN, _IN_DOUBT)):
        return False
    if ("presentation" in found and re.search(_TO_MANY, part)) or ("staff_time" not in found and "staff" in part):
        return False
    return not _near(part)


def _is_questioned(parts: Sequence[str]) -> bool:
    """Whether a body met and put its questions: something was presented to it."""
    if parts[1:] != ["q-and-a"]:
        return False
    before = parts[0]
    doubted = any(re.search(doubt, before) for doubt in (_NEGATED, _NOT_GIVEN, _IN_DOUBT))
    return bool(re.search(_ASKED_WITH, before) and re.search(_BODY, before)) and not doubted


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
    if any(re.search(doubt, part) for doubt in (_NEGATED, _PROMISED)):
        return ()
    events, others = _events(part), _others(part)
    if events:
        return events if len(events) == 1 and "staff_time" not in others else ()
    return others if len(others) == 1 else ()


def _events(part: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _EVENT.items() if re.search(pattern, part))


def _others(part: str) -> tuple[str, ...]:
    if re.search(_WATCHED, part):
        return ()
    found = (name for name, pattern in _FORMS.items() if re.search(pattern, part))
    return tuple(name for name in found if not re.search(_NO_FORM[name], part))


def _unsure(part: str, parts: Sequence[str], said: str) -> NoForm:
    """Ask about a part; what is offered is an answer for the whole cell, of which nothing may be dropped."""
    subject = repr(part) if part != said else "this"
    if any(re.search(doubt, said) for doubt in (_NEGATED, _FELL_THROUGH, _PROMISED)):
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
    if options := _sure(part) or (*_events(part), *_others(part)):
        return options
    if re.search(_NOT_GIVEN, part):
        return ()
    if re.search(_IN_DOUBT, part):
        return ()
    if re.search(_BEFORE_MANY, part):
        return ("presentation", "staff_time")
    presentation, staff = re.search(_LIKELY_PRESENTATION, part), re.search(_LIKELY_STAFF, part)
    if presentation and (staff or re.search(_OPEN_TO_MANY, part)):
        return ("presentation", "staff_time" if staff else "other")
    if presentation or (staff and not re.search(_WORKSHOP, part)):
        return ("presentation",) if presentation else ("staff_time",)
    if re.search(_WORKSHOP, part):
        return ("presentation", "staff_time" if staff or re.search(_MEETING, part) else "other")
    if re.search(_MAYBE_STAFF, part):
        return ("staff_time", "other")
    if re.search(_PAPER_GIVEN, part):
        return ("other", "staff_time")
    if re.search(_LIKELY_OTHER, part):
        return ("other",)
    return _near(part)


def _near(part: str) -> tuple[str, ...]:
    """The form whose name a phrase is, misspelled."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(part, _NAMED, scorer=fuzz.ratio, score_cutoff=82)
    return (near[2],) if near else ()


def _allowed() -> str:
    return words.listing(SUPPORT.values(), "or")
