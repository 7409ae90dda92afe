"""The listed actions that a topic in a few words may be: ``trees``, ``LID``, ``native plants/pollinators``.

A topic is held against the titles word by word, plurals and -ing forms aside, and by what ``data/action_words.csv``
says of abbreviations and other words. Titles that a topic may mean are offered, and none is ever taken for certain.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from sct_dash import actions
from sct_dash.facts import read_facts

MOST = 4
"""So many actions are offered; a topic of more is none."""
_SMALL = frozenset("a across all an and at by c ct for from in into of on or our the their they to with".split())
"""Words that titles and topics are held against each other without."""
_GENERAL = (
    "achieve action activity adapt additional address adopt assess assessment asset assistance awareness better "
    "building campaign capacity city collaborate collect community complete conservation cool coordinate create "
    "data deployment develop development education effective efficient effort encourage end engage enhance event "
    "experience facilitate friendly general green group help high hold impact implement implementation improve "
    "increase individual information initiative innovation install installation insurance integrate inventory "
    "item join local long low maintenance manage management map material meeting mentor mentorship mobilize "
    "municipal municipality national natural new office open optimize option other outcome outreach participate "
    "people performance plan policy practice prevention process program project promote protection provide public "
    "quality reduce regional representative resident resource responsible review service share site small smart "
    "species staff statement step strategy streamline strengthen support sustainability sustainable term topic "
    "town track train training update urban usage use various volunteer work workshop zero"
)
"""Words that tell no topic by themselves: they stand in many titles, or for many things."""
_OTHER_THINGS = frozenset(("building", "housing", "meeting", "parking", "training"))
"""What is not a form of the word that it ends with -ing: parks are no parking."""
_FEW_WORDS = 3
"""So many words tell an action's title though each of them is general: ``natural resource inventory``."""
_MISSPELLED, _A_WORD = 88, 5
"""Least similarity, 0 to 100, at which a word is a title's with a slip of a key, and how many letters both have."""
_PARTED = re.compile(r"[;,/&+|\n]|\band\b|\bor\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Said:
    """A word or phrase of a topic.

    Attributes
    ----------
    meant
        Words of a title, any of which sets may stand for it.
    telling
        Whether it tells a topic.
    """

    meant: tuple[frozenset[str], ...]
    telling: bool

    def is_in(self, title: Collection[str]) -> bool:
        return any(words <= title for words in self.meant)


Titles = tuple[tuple[frozenset[str], tuple[str, ...]], ...]
"""The words of each title and its numbers; ``''`` for a number that was not seen."""


def about(said: str, programme_year: int) -> tuple[str, ...]:
    """The numbers of the listed actions that a topic may be, at most `MOST`; none where it may be more.

    Those whose title says every word of it; else, for each of its parts, those whose title says most of its words and
    half of them at least.
    """
    titles = _titles(programme_year, actions.revision())
    found = _with_all(_parsed(said, titles), titles)
    if not found:
        parts = (_parsed(part, titles) for part in _PARTED.split(said))
        found = [number for part in parts for number in (_with_all(part, titles) or _with_most(part, titles))]
    numbers = tuple(dict.fromkeys(filter(None, found)))
    return numbers if len(numbers) <= MOST else ()


def only(said: str, programme_year: int) -> str:
    """The number of the one action in whose title every word of a topic stands; '' where that is none or several."""
    sought = frozenset(map(_singular, _words(said)))
    if not _tells(sought):
        return ""
    titles = actions.titles(programme_year).items()
    found = {number for title, numbers in titles if sought <= set(map(_singular, _words(title))) for number in numbers}
    return found.pop() if len(found) == 1 else ""


def _tells(words: Collection[str]) -> bool:
    return len(words) >= _FEW_WORDS or any(_stem(word) not in _general() for word in words)


def _with_all(topic: list[_Said], titles: Titles) -> list[str]:
    """The numbers of the titles that say every word of a topic."""
    if not any(one.telling for one in topic) and len(topic) < _FEW_WORDS:
        return []
    return _sorted(numbers for title, numbers in titles if all(one.is_in(title) for one in topic))


def _with_most(topic: list[_Said], titles: Titles) -> list[str]:
    """The numbers of the titles that say most of a topic's telling words, and half of them at least."""
    telling = [one for one in topic if one.telling]
    said = [sum(one.is_in(title) for one in telling) for title, _ in titles]
    most = max(said, default=0)
    if not most or 2 * most < len(telling):
        return []
    return _sorted(numbers for (_, numbers), count in zip(titles, said, strict=True) if count == most)


def _sorted(found: Iterable[tuple[str, ...]]) -> list[str]:
    each = {number for numbers in found for number in numbers}
    return sorted(each, key=lambda number: actions.natural_key(number) if number else ())


def _parsed(said: str, titles: Titles) -> list[_Said]:
    """The words of a topic, those together that are known as a phrase."""
    stems = _stems(said)
    known = _synonyms()
    topic = []
    while stems:
        length = next((size for size in range(len(stems), 0, -1) if stems[:size] in known), 1)
        phrase, stems = stems[:length], stems[length:]
        meant = (frozenset(phrase), *known.get(phrase, ()))
        telling = phrase in known or phrase[0] not in _general()
        if telling and not any(words <= title for words in meant for title, _ in titles):
            meant += _misspelled(phrase[0], titles)
        topic.append(_Said(meant, telling))
    return topic


def _misspelled(word: str, titles: Titles) -> tuple[frozenset[str], ...]:
    """The telling words of titles that a word may be with a slip of a key."""
    from rapidfuzz import fuzz

    others = {other for title, _ in titles for other in title if other[0] == word[0] and len(other) >= _A_WORD}
    alike = (one for one in others - _general() if len(word) >= _A_WORD and fuzz.ratio(word, one) >= _MISSPELLED)
    return tuple(frozenset((one,)) for one in sorted(alike))


@lru_cache(maxsize=50)
def _titles(programme_year: int, _lists: str) -> Titles:
    """Remembered for the lists of actions in use."""
    return tuple((frozenset(_stems(title)), numbers) for title, numbers in actions.titles(programme_year).items())


@lru_cache(maxsize=1)
def _synonyms() -> dict[tuple[str, ...], tuple[frozenset[str], ...]]:
    """What is said -> the words of a title that may be meant, in stems."""
    found: dict[tuple[str, ...], tuple[frozenset[str], ...]] = {}
    for row in read_facts("action_words.csv").itertuples():
        said = _stems(row.said)
        found[said] = (*found.get(said, ()), frozenset(_stems(row.title_words)))
    return found


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    return frozenset(_stems(_GENERAL))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]


def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(_stem, _words(text)))


@lru_cache(maxsize=5_000)
def _stem(word: str) -> str:
    """A word without its plural and its -ing: ``trees`` and ``purchasing`` are ``tre`` and ``purchas``."""
    one = _singular(word)
    begun = one.removesuffix("ing")
    if begun != one and one not in _OTHER_THINGS and len(begun) > 2:
        doubled = begun[-1] == begun[-2] and begun[-1] not in "lsz"
        one = begun[:-1] if doubled else begun
    return one.removesuffix("e")


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2 else word
