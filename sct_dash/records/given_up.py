"""Words of a status that say neither done nor in progress: the help was given up, rests, or never began."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

GIVEN_UP, RESTS, NEVER_BEGAN = "given up", "rests", "never began"

_SAYS = {
    NEVER_BEGAN: (
        r"never (really )?(started|began|begun|happened|took place|materiali[sz]ed|got (started|going|off the ground))"
        r"|(didn't|didnt|did not) (happen|start|begin|take place|materiali[sz]e)"
    ),
    GIVEN_UP: (
        r"cancel+ed|cancel+ation|dropped(?! (in|by)\b)( out)?|withdrawn|withdrew|(fell|fallen) through|called off"
        r"|abandoned|discontinued|given up|gave up|broken off|backed out|scrapped|terminated|inactive|dormant"
        r"|no longer (pursued|pursuing( it)?|active|interested)|not (pursued|pursuing( it)?|active)"
        r"|(not|didn't|didnt|did not) (going|go|moving|move|proceeding|proceed)( (forward|ahead))?"
    ),
    RESTS: r"(put |placed )?on (hold|pause)|paused|suspended|stalled|deferred|postponed|tabled|shelved",
}
_WHY = (
    r"(?P<rest>( ?[,;:.(–—-]| (?=\d)| (?=(in|on|by|since|due|because|after|as|from|until|till|for|when|jan|feb|mar|apr"
    r"|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|winter)))[\s\S]*)?"
)
"""What may follow: a remark, a day, a reason. Whoever "dropped in" gave nothing up."""
_FINISHED = re.compile(
    r"\b(done|completed?|completion|implement(ed|ation|s)|adopt(ed|ion|s)|finished|finali[sz]ed|signed|pass(ed|es)|approved"
    r"|enacted|ratified|installed|built|launched|accomplished|achieved|wrapped up|took effect|effective|voted|opened"
    r"|operational|up and running|went ahead|succeeded"
    r"|(in|into) (place|effect|use|force)|live|yes)\b"
)
_UNFINISHED = re.compile(rf"(\b(not|never|nothing)|n't) ((yet|been|be|was|is|fully|quite) )*({_FINISHED.pattern})")
_DATED = re.compile(r"\d")
_BUT_LATER = re.compile(r"\b(until|till?|before|began|begun|started)\b")
"""What makes of help that never began one that did: ``didn't start until May``."""
_BEFORE_DAY = re.compile(r"^[\s,;:.(–—-]*((in|on|since|as of|from)\b)?\s*|[\s).]+$")


@dataclass(frozen=True)
class Status:
    """Such a status.

    Attributes
    ----------
    what
        `GIVEN_UP`, `RESTS` or `NEVER_BEGAN`.
    rest
        What follows the words, which may be a day.
    may_be_done
        Whether what follows may say that the action was implemented all the same: ``on hold, completed 3/4/2025``.
    """

    what: str
    rest: str
    may_be_done: bool = False


@lru_cache(maxsize=5_000)
def status(text: str) -> Status | None:
    """What a cell says that begins with such words; None for any other cell."""
    plain = " ".join(text.casefold().replace("’", "'").split()).strip(" .!")
    for what, words in _SAYS.items():
        if match := re.fullmatch(rf"(it |was |has been |been )*({words}){_WHY}", plain):
            rest = match["rest"] or ""
            later = what == NEVER_BEGAN and _BUT_LATER.search(rest)
            return None if later else Status(what, _BEFORE_DAY.sub("", rest), _may_be_done(what, rest))
    return None


def _may_be_done(what: str, rest: str) -> bool:
    """The day behind help that was given up is when that was; the one behind help that rests may be either."""
    dated = bool(_DATED.search(rest))
    return bool(_FINISHED.search(rest if dated else _UNFINISHED.sub(" ", rest))) or (dated and what == RESTS)


def first(texts: Iterable[str]) -> tuple[str, Status] | None:
    """The first of some cells that says such a thing, with what it says."""
    found = ((text, status(text)) for text in texts)
    return next(((text, said) for text, said in found if said), None)
