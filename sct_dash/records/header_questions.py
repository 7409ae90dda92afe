"""Headers that ask in everyday words, or are codes: ``When did it get going?``, ``Did the towns file?``, ``T-impl``.

A question that may be said of the help or of the action, or of either town's papers, only tells what to ask about.
"""

import re
from collections.abc import Callable
from functools import cache

_MOST_WORDS = 14
"""A longer text is no header, and would only take time."""
_TOWN = r"(town|city|municipality|muni|community)"
_BOTH = rf"(((both|two) )?({_TOWN}|sides|parties|towns|cities|municipalities|communities)|they|both|everyone)"
_HELP = r"(help|helping|mentoring|mentorship|partnership|assistance|support|collaboration|relationship)"
_WHEN = r"(since when|when|(on )?(what|which) (day|date|month))( (did|was|were))?"
_IT = rf"((it|this|that|things|{_BOTH}|{_HELP})( (all|first))?)"
_TOGETHER = rf"(working together|talking|meeting( together)?|{_HELP})"
_MEET = r"((meet|met|talk|talked|speak|spoke|get together|got together|work|worked|visit|visited)( together)?)"
_AND_WHEN = r"( yet)?( (and|if so))*( (since )?when| (on )?(what|which) (date|day))?"
_LEARNER = rf"((helped|receiving|mentee|recipient) {_TOWN}|mentee|recipient|{_TOWN}|they|it|{_TOWN} council|council)"
_PRACTICE = r"(practice|place|effect|action|force|use)"
_PUT = rf"(put|placed?) ((it|this|action|measure) )?(in|into|to) {_PRACTICE}"
_ADOPT = r"(implement|implemented|adopt|adopted|enact|enacted|approve|approved|pass|passed) (it|this|action)"
_DONE = rf"(implemented|adopted|enacted|(put )?(in|into) {_PRACTICE})"
_WE_KNOW = r"( (we|i|you|that|should|would|like|want|need|to|know|add|say|tell|mention|share|note|report|us))*"
_TO_KNOW = r"(?=.* (know|add|say|tell|mention|share|note|report)\b)"
_WHO = rf"(who|((which|what) )?{_TOWN}( (that|which|who))?)"
_CERTAIN = (
    ("mentor", rf"{_WHO} (did helping|(was |is )?on giving end|(came|went)( over| there)? to help|lent staff)"),
    ("mentee", rf"{_WHO} (was |is )?on receiving end"),
    ("action", r"(on|with|about|for) (which|what) (sct |sustainable ct )?action( (is|was) (it|this))?"),
    ("support", r"what did help look like|(in )?(what|which) way( (did|do) they help)?"),
    ("started", rf"{_WHEN} {_IT} (get|got) (going|started|underway|under way|off ground|rolling)"),
    ("started", rf"{_WHEN} {_IT} (start|started|begin|began|kick off|kicked off)( {_TOGETHER})?"),
    ("started", rf"{_WHEN} {_BOTH} first {_MEET}"),
    ("last_active", rf"{_WHEN} {_BOTH} last {_MEET}"),
    ("last_active", rf"{_WHEN} (last|most recent) time( that)? {_BOTH} {_MEET}"),
    ("last_active", rf"{_WHEN} ({_BOTH}|{_HELP}) (stop|stopped|quit)( {_TOGETHER})?|(until|till|up to) when"),
    ("last_active", rf"{_WHEN} ({_IT} (end|ended|come to end|came to end)|{_HELP} wrap(ped)? up)"),
    ("implemented_on", rf"({_WHEN} |did )?{_LEARNER} ({_PUT}|{_ADOPT}){_AND_WHEN}"),
    ("implemented_on", rf"(is |was )?(action|measure) (is |was )?{_DONE}{_AND_WHEN}"),
    ("started", r"(t|ts|dt) (start|started|begin)"),
    ("last_active", r"(t|ts|dt) (end|ended)"),
    ("implemented_on", r"(t|ts|dt) (impl|implementation|implemented|adopted|adoption)"),
    ("notes", rf"(is |was |are )?(there )?(anything|something|things) else{_WE_KNOW}|anything{_TO_KNOW}{_WE_KNOW}"),
    ("notes", rf"(what else|other things?){_TO_KNOW}{_WE_KNOW}|any( other)? (thoughts|details|information|info)"),
)
"""Fields and the folded questions, or codes, that surely ask for them."""
_UNSURE = (
    (
        rf"({_WHEN} )?{_IT} (wrap up|wrapped up|finish|finish up|finished|conclude|concluded|close|stop|stopped|quit)",
        ("last_active", "implemented_on"),
    ),
    (
        r"(is |was )(it|this) (over|done|finished|wrapped up|closed)( (and|if so))* when",
        ("last_active", "implemented_on"),
    ),
    (rf"(did )?{_LEARNER} do (it|this){_AND_WHEN}|is (it|this) {_DONE}{_AND_WHEN}", ("implemented_on",)),
    (r"what for|(with|about|on) what( (was|is) (it|this))?|what did they need( help (with|for))?", ("action",)),
    (
        r"whose (staff|people|planner|employees?|expert)( (went|came|helped|visited|did it))?( over| there)?",
        ("mentor", "mentee"),
    ),
)
"""Folded questions and what they may ask for, the likeliest first."""
_ITS_PAPERS = r"((it|this|work|part|papers|paperwork|worksheets?( 1)?|write ups?|report)( (in|up))?)"
_FILES = (
    rf"((file|submit|document|turn in|hand in)( {_ITS_PAPERS})?|write (it )?up"
    rf"|(do|complete) (papers|paperwork|worksheet)|(turn|hand) {_ITS_PAPERS})( yet)?"
)
_HAS_FILED = r"((filed|documented|submitted) (it|this)|(handed|turned) (it|this) in|written (it|this) up)( yet)?"
_DID_FILE = re.compile(rf"did (?P<whose>.+?) {_FILES}|(have )?(?P<who>.+?) {_HAS_FILED}|have (?P<all>.+?) filed")
_PAPERS = r"(papers|paperwork|worksheets?( 1)?|write ups?|documentation|forms)"
_HANDED = r"((hand|handed|turn|turned|send|sent|do|done|file|filed|submit|submitted|complete|completed)( in)?)"
_OF_SOMEBODY = rf"({_BOTH}|who|whom|which {_TOWN})"
_WHOSE_PAPERS = (
    rf"(did|have|are|do)( {_BOTH})?( {_HANDED})?( {_PAPERS})( all)?( {_HANDED}| in)?( yet| so far)?",
    rf"({_OF_SOMEBODY}|have {_BOTH}) (did |have )?{_HANDED} {_PAPERS}( in)?( yet| so far)?",
    rf"whose {_PAPERS}( (do|we|have|got|are|is|in|came|received|on file))*",
)
"""Folded questions about papers that do not say whose those are."""
_OVER = re.compile(rf"{_WHEN} {_IT} (wrap(ped)?|finish(ed)?|concluded?|closed?)( up)?")


def asked_for(folded: str, side: Callable[[str], str]) -> tuple[str, tuple[str, ...]]:
    """The field that a folded question asks for, '' where that is not certain, and those that it may ask for.

    Parameters
    ----------
    side
        Which town a folded text means: ``mentor``, ``mentee``, ''.
    """
    if folded.count(" ") >= _MOST_WORDS:
        return "", ()
    certain, unsure, papers = _patterns()
    filed = _DID_FILE.fullmatch(folded)
    whose = next(filter(None, filed.groupdict().values())) if filed else ""
    if town := side(whose):
        return f"{town}_documented", ()
    if re.fullmatch(_BOTH, whose) or any(pattern.fullmatch(folded) for pattern in papers):
        return "", ("mentor_documented", "mentee_documented")
    if field := next((field for field, pattern in certain if pattern.fullmatch(folded)), ""):
        return field, ()
    return "", next((options for options, pattern in unsure if pattern.fullmatch(folded)), ())


def asks_when_over(folded: str) -> bool:
    """Whether a folded question asks when something, not said what, was over: ``When did it wrap up``."""
    return folded.count(" ") < _MOST_WORDS and bool(_OVER.fullmatch(folded))


@cache
def _patterns() -> tuple[
    list[tuple[str, re.Pattern[str]]], list[tuple[tuple[str, ...], re.Pattern[str]]], list[re.Pattern[str]]
]:
    return (
        [(field, re.compile(pattern)) for field, pattern in _CERTAIN],
        [(options, re.compile(pattern)) for pattern, options in _UNSURE],
        [re.compile(pattern) for pattern in _WHOSE_PAPERS],
    )
