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
_COMMON = (
    "art business climate common creative cultural culture fleet flood food forest ground habitat historic parking "
    "pathway permit process product purchase recovery restoration roof space street transit vehicle waste water "
    "wildlife youth"
)
"""Words that tell a topic, and yet stand beside numbers of other actions: ``3.8 parking lot``, ``12.5 food pantry``."""
_OTHER_THINGS = frozenset(("building", "housing", "meeting", "parking", "training"))
"""What is not a form of the word that it ends with -ing: parks are no parking."""
_FEW_WORDS = 3
"""So many words tell an action's title though each of them is general: ``natural resource inventory``."""
_TWO_WORDS = 2
"""So many words of another action's title beside a number are no remark: ``3.12 flood insurance``."""
_MISSPELLED, _A_WORD = 88, 5
"""Least similarity, 0 to 100, at which a word is a title's with a slip of a key, and how many letters both have."""
_SHORT_FOR = 4
"""Letters of a title's word that are short for it, at least: ``educ``."""
_PARTED = re.compile(r"[;,/&+|\n]|\band\b|\bor\b", re.IGNORECASE)
_SENTENCES = re.compile(r"[.,;:!?/\n]|\s[-–—]\s")
_WORD = re.compile(r"[^\W\d_]+")
_MENTORING = frozenset(("mentorship", "municipality"))
"""Words of the title of the action that is mentoring itself."""


@dataclass(frozen=True)
class _Said:
    """A word or phrase of a topic.

    Attributes
    ----------
    meant
        Words of a title, any of which sets may stand for it.
    telling
        Whether it tells a topic.
    strong
        Whether it does so among other words too: it is no word of many things, and none for a title in other words.
    """

    meant: tuple[frozenset[str], ...]
    telling: bool
    strong: bool

    def is_in(self, title: Collection[str]) -> bool:
        return any(words <= title for words in self.meant)

    def stands_in(self, title: Collection[str]) -> bool:
        """Whether it stands in a title as it was said."""
        return self.meant[0] <= title

    def is_half_in(self, title: Collection[str]) -> bool:
        """Whether a phrase has a telling word of a title, whatever it means: street trees, of Complete Streets."""
        return len(self.meant[0]) > 1 and any(word in title and word not in _general() for word in self.meant[0])


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
    sought = frozenset(map(singular, _words(said)))
    if not tells(sought):
        return ""
    titles = actions.titles(programme_year).items()
    found = {number for title, numbers in titles if sought <= set(map(singular, _words(title))) for number in numbers}
    return found.pop() if len(found) == 1 else ""


def fitting(said: str, numbers: Collection[str], programme_year: int) -> str:
    """The one of these actions in whose title every word of a topic stands, also abbreviated: ``watershed educ.``.

    Returns
    -------
    str
        '' where that is none or several, where no word tells a topic, and where the title of one was not seen.
    """
    titles = actions.titles(programme_year).items()
    known = {word for title, _ in titles for word in map(singular, _words(title))}
    sought = _words(said)
    own = {n: [set(map(singular, _words(title))) for title, having in titles if n in having] for n in numbers}
    fits = {n: [t for t in own[n] if all(_stands_for(word, t, known) for word in sought)] for n in numbers}
    found = [number for number in numbers if fits[number]]
    if not all(own.values()) or len(found) != 1:
        return ""
    meant = {stem(one) for title in fits[found[0]] for one in title if any(_begins(w, one) for w in sought)}
    return found[0] if meant - _general() else ""


def tells(words: Collection[str]) -> bool:
    """Whether words, in the singular, tell a topic: one that is not general, or as many as make a title."""
    return len(words) >= _FEW_WORDS or any(stem(word) not in _general() for word in words)


@lru_cache(maxsize=5_000)
def stem(word: str) -> str:
    """A word without its plural and its -ing: ``trees`` and ``purchasing`` are ``tre`` and ``purchas``."""
    one = singular(word)
    begun = one.removesuffix("ing")
    if begun != one and one not in _OTHER_THINGS and len(begun) > 2:
        doubled = begun[-1] == begun[-2] and begun[-1] not in "lsz"
        one = begun[:-1] if doubled else begun
    return one.removesuffix("e")


def singular(word: str) -> str:
    """A word without its plural: ``skies`` and ``trees`` are ``sky`` and ``tree``."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2 else word


def _stands_for(word: str, title: Collection[str], known: Collection[str]) -> bool:
    """Whether a word is one of a title or short for one; a word of any title is short for no other."""
    one = singular(word)
    if one in title or one in known or len(word) < _SHORT_FOR:
        return one in title
    return any(_begins(word, other) and other not in _OTHER_THINGS for other in title)


def _begins(word: str, other: str) -> bool:
    return other.startswith((word, singular(word)))


def elsewhere(said: str, number: str, programme_year: int) -> tuple[str, ...]:
    """The one listed action, if there is one, that the words beside another action's number tell of.

    All of them stand in its title and not in a title of the number itself; or a word that tells a topic stands there,
    and none that does in a title of the number. Nobody knows the title of a number that is not listed: beside it only
    as many words tell of another action as make a title.
    """
    titles = _titles(programme_year, actions.revision())
    topic = _parsed(said, titles)
    own = [title for title, numbers in titles if number in numbers]
    if any(all(one.is_in(title) for one in topic) or any(one.is_half_in(title) for one in topic) for title in own):
        return ()
    whole = [other for other in _with_all(topic, titles) if other]
    if not own:
        return tuple(whole) if len(whole) == 1 and len(topic) >= _FEW_WORDS else ()
    known = [one for one in topic if any(one.is_in(title) for title in own)]
    told = whole
    if not whole and not any(one.telling for one in known):
        told = [other for other in _with_most(topic, titles, least=0) if other]
    if len(told) != 1 or not _tell_of(topic, number, told[0], titles, bool(whole)):
        return ()
    return tuple(told) if whole or len(known) <= _most_said(topic, told[0], titles) else ()


def named(text: str, programme_year: int) -> tuple[str, ...]:
    """The listed actions that running text, such as a note, names by their topics, in the order of its sentences.

    Those whose title says every word of a part of it; else those that a word is of, where it is no word of many things
    and of one action alone. Not mentoring itself, of which every note may speak.
    """
    titles = _titles(programme_year, actions.revision())
    found: list[str] = []
    for topic in (_parsed(part, titles) for part in _SENTENCES.split(text)):
        telling = [one for one in topic if one.telling and not one.meant[0] <= _common()]
        each = (_with_all([one], titles) for one in telling)
        of_one = [number for numbers in each if len(numbers) == 1 for number in numbers]
        found += _with_all(topic, titles) or of_one
    itself = mentoring(programme_year, actions.revision())
    return tuple(number for number in dict.fromkeys(found) if number and number not in itself)


@lru_cache(maxsize=50)
def mentoring(programme_year: int, _lists: str) -> tuple[str, ...]:
    """The numbers of the action that is mentoring itself: what a town helps another with is another one.

    Remembered for the lists of actions in use.
    """
    titles = actions.titles(programme_year).items()
    found = (numbers for title, numbers in titles if _MENTORING.issubset(map(singular, _words(title))))
    return tuple(dict.fromkeys(number for numbers in found for number in numbers if number))


def _tell_of(topic: list[_Said], number: str, other: str, titles: Titles, whole: bool) -> bool:
    """Whether words that are found in another action's title are reason enough to doubt the number.

    A word that goes with many actions, or is not the title's own, is so only beside a number of another category, and
    there not as one among others: actions of one category have to do with the same things.
    """
    if other == f"{number}0":
        return True  # a spreadsheet may have dropped its last zero
    theirs = [title for title, numbers in titles if other in numbers]
    if any(one.telling and one.strong and any(map(one.is_in, theirs)) for one in topic):
        return True
    others_category = actions.natural_key(number)[0] != actions.natural_key(other)[0]
    as_said = max(sum(one.stands_in(title) for one in topic) for title in theirs)
    enough = 1 if whole else _TWO_WORDS
    return as_said >= _TWO_WORDS or (others_category and _most_said(topic, other, titles) >= enough)


def _most_said(topic: list[_Said], number: str, titles: Titles) -> int:
    """How many words of a topic stand in a title of an action."""
    return max(sum(one.is_in(title) for one in topic) for title, numbers in titles if number in numbers)


def _with_all(topic: list[_Said], titles: Titles) -> list[str]:
    """The numbers of the titles that say every word of a topic."""
    if not any(one.telling for one in topic) and len(topic) < _FEW_WORDS:
        return []
    return _sorted(numbers for title, numbers in titles if all(one.is_in(title) for one in topic))


def _with_most(topic: list[_Said], titles: Titles, least: float = 0.5) -> list[str]:
    """The numbers of the titles that say most of a topic's telling words, and half of them, or `least`, at least."""
    telling = [one for one in topic if one.telling]
    said = [sum(one.is_in(title) for one in telling) for title, _ in titles]
    most = max(said, default=0)
    if not most or most < least * len(telling):
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
            slips = _misspelled(phrase[0], titles)
            meant += tuple(frozenset((one,)) for one in slips)
            telling = not slips or any(one not in _general() for one in slips)
        plain = phrase in _plain()
        loose = phrase in known or any(words <= _common() for words in meant)
        topic.append(_Said(meant, telling, plain or not loose))
    return topic


def _misspelled(word: str, titles: Titles) -> list[str]:
    """The words of titles that a word may be with a slip of a key; general ones only where no telling one is alike."""
    from rapidfuzz import fuzz

    if len(word) < _A_WORD:  # of some words nothing is left but their ending
        return []
    others = {other for title, _ in titles for other in title if other[0] == word[0] and len(other) >= _A_WORD}
    alike = {one for one in others if fuzz.ratio(word, one) >= _MISSPELLED}
    return sorted(alike - _general() or alike)


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
def _plain() -> frozenset[tuple[str, ...]]:
    """What is said that tells its action as surely as words of the title: beside another number it is no remark."""
    rows = read_facts("action_words.csv").query("plain == 'yes'")
    return frozenset(_stems(row.said) for row in rows.itertuples())


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_stems(_COMMON))


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    return frozenset(_stems(_GENERAL))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]


def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(stem, _words(text)))
