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
    """

    what: str
    rest: str


@lru_cache(maxsize=5_000)
def status(text: str) -> Status | None:
    """What a cell says that begins with such words; None for any other cell."""
    plain = " ".join(text.casefold().replace("’", "'").split()).strip(" .!")
    for what, words in _SAYS.items():
        if match := re.fullmatch(rf"(it |was |has been |been )*({words}){_WHY}", plain):
            return Status(what, _BEFORE_DAY.sub("", match["rest"] or ""))
    return None


def first(texts: Iterable[str]) -> tuple[str, Status] | None:
    """The first of some cells that says such a thing, with what it says."""
    found = ((text, status(text)) for text in texts)
    return next(((text, said) for text, said in found if said), None)
