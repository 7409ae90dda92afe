"""Titles of actions that are written shorter: ``Pollinator Pathways``, ``Snow Mgmt.``, ``Fleet Management``.

A text is read against a title word by word, and no word of it may be left over: one that the title does not have, as
*not*, *instead* or *phase 2*, may change what is meant. What ``data/title_words.csv`` lists may be left out of a title
or be written in another way. A text that may be of another action too is none's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

from sct_dash import actions
from sct_dash.facts import read_facts
from sct_dash.records import topics
from sct_dash.records.topics import singular, stem

_LEAST_WORDS = 2
"""So many words of a title are said at least: ``Equity``, ``Purchasing`` and ``Trees`` are topics of many things."""
_LEAST_SHARE = 0.5
"""So much of what a title says is said at least, where the rest matters: ``Youth Program`` is too little."""
_SHORT_FOR = 3
"""Letters before a full stop that may be short for a word that begins with them: ``Pollin. Pathways``."""
_ALIKE = 6
"""Words that begin with so many equal letters may be forms of one word."""
_OTHER_SIGNS = re.compile(r"[^\w \t\xa0&.,:'’\"“”()\[\]/–—-]|_")
"""Signs that may part two actions or say that it is not certain: ``;``, ``+``, ``?``, an arrow, a line's end."""
_PARTED = re.compile(r"[,/&]|\band\b", re.IGNORECASE)
_WORD = re.compile(r"([^\W_]+)(\.?)")


@dataclass(frozen=True)
class _Title:
    """A title of an action.

    Attributes
    ----------
    numbers
        The numbers that it bore; ``''`` for one that was not seen.
    words
        All of its words, in the singular.
    core
        Those that carry its meaning: they are never left out.
    joins
        Whether what it is about are several things, joined by *and*.
    whole
        Whether it was seen to its end.
    """

    numbers: tuple[str, ...]
    words: tuple[str, ...]
    core: frozenset[str]
    joins: bool
    whole: bool


@dataclass(frozen=True)
class _Word:
    """A word of a text; `cut` where a full stop follows, which may be an abbreviation's."""

    text: str
    cut: bool


def titled(said: str, programme_year: int) -> tuple[str, ...]:
    """The number of the one action whose shortened title this is; none for a stranger or where it may be another's.

    A title that was seen without a number gives ``('',)``.
    """
    return _only_of(said, programme_year, 1.0)


def partly(said: str, programme_year: int) -> str:
    """The number of the one action of whose title a text says half or more and nothing else.

    Where it says but half, what is left out are general words: ``Invasive Species``, and not ``Solar Installations``.

    Returns
    -------
    str
        '' where there is none, and for a text of one word or of general words alone: ``EV`` and ``Sustainability Plan``
        are topics of many things.
    """
    words = [word.text for word in _words(said)]
    found = _only_of(said, programme_year, _LEAST_SHARE) if len(words) >= _LEAST_WORDS and topics.tells(words) else ()
    return found[0] if found else ""


def _only_of(said: str, programme_year: int, least: float) -> tuple[str, ...]:
    words = _words(said)
    titles = _titles(programme_year, actions.revision()) if words else ()
    found = [title for title in titles if _says(words, title, least)]
    numbers = found[0].numbers if found else ()
    if len(numbers) != 1 or any(title.numbers != numbers for title in found):
        return ()
    others = [title for title in titles if title.numbers != numbers]
    own = {word for title in titles if title.numbers == numbers for word in title.words}
    telling = [word for word in words if not _is_beside(word)]
    added = {one for word in words if _is_beside(word) for each in _meant(word) for one in each} - own
    theirs = [title for title in others if added.intersection(title.words)]
    parts = [] if any(title.joins for title in found) else _parts(said)
    others += _categories(actions.numbering(programme_year))
    of_another = any(_may_say(part, title) for part in (telling, *parts) for title in others)
    return () if of_another or any(_may_stand(word, title) for word in telling for title in theirs) else numbers


def _parts(said: str) -> list[list[_Word]]:
    """The parts of a text that may be a list of topics, without those that tell none: ``Equity & Training``."""
    each = [_words(part) for part in _PARTED.split(said)]
    return [words for words in each if topics.tells([word.text for word in words])] if len(each) > 1 else []


def _says(words: list[_Word], title: _Title, least: float) -> bool:
    """Whether a text says so much of what a title says, two words at least and nothing else."""
    if least == 1 and not title.whole:
        return False
    left, said = list(title.words), set()
    for word in words:
        meant = next((one for one in _readings(word, title) if all(each in left for each in one)), ())
        if not meant and not _is_beside(word):
            return False
        for each in meant:
            left.remove(each)
        said.update(meant)
    return len(said) >= _LEAST_WORDS and _share(said, title) >= least


def _share(said: set[str], title: _Title) -> float:
    """How much of what a title says is said; nothing is, where only half is and a word that tells its topic is not."""
    share = len(said & title.core) / max(1, len(title.core))
    untold = any(topics.tells((word,)) for word in title.core - said)
    return 0 if untold and share <= _LEAST_SHARE else share


def _readings(word: _Word, title: _Title) -> Iterator[tuple[str, ...]]:
    """What a word may stand for in a title, the likeliest first."""
    yield from _meant(word)
    opening = [one for one in title.words if one in _listed("opening") and stem(one) == stem(word.text)]
    cut = word.cut and len(word.text) >= _SHORT_FOR
    yield from ((one,) for one in (*opening, *(one for one in title.words if cut and one.startswith(word.text))))


def _meant(word: _Word) -> tuple[tuple[str, ...], ...]:
    return (word.text,), *_instead().get(word.text, ())


def _is_beside(word: _Word) -> bool:
    return word.text in _listed("beside")


def _may_say(words: list[_Word], title: _Title) -> bool:
    """Whether each word of a text may be one of a title, in any form of it and in any way of writing."""
    return all(_may_stand(word, title) for word in words)


def _may_stand(word: _Word, title: _Title) -> bool:
    return any(all(_is_like(one, title) for one in each) for each in _meant(word))


def _is_like(word: str, title: _Title) -> bool:
    begun = (word.removesuffix("ing"), word[:_ALIKE])
    return any(other.startswith(begun) or stem(other) == stem(word) for other in title.words)


def _words(text: str) -> list[_Word]:
    """The words of a text without those that only join others; none where a sign of it may say more."""
    if _OTHER_SIGNS.search(text):
        return []
    spelled = re.sub(r"\bw/", "with ", text.casefold())
    each = (_Word(singular(word), bool(stop)) for word, stop in _WORD.findall(spelled))
    return [word for word in each if word.text not in _listed("joining")]


@lru_cache(maxsize=50)
def _titles(programme_year: int, _lists: str) -> tuple[_Title, ...]:
    """Remembered for the lists of actions in use."""
    full = actions.full_titles(programme_year)
    return tuple(_title(title, numbers, title in full) for title, numbers in actions.titles(programme_year).items())


def _title(text: str, numbers: tuple[str, ...], whole: bool) -> _Title:
    words = tuple(word.text for word in _words(text))
    rest = list(dropwhile(_listed("opening").__contains__, words))
    about = dropwhile(lambda word: singular(word) in _listed("opening") | _listed("joining"), text.split())
    core = rest[1:] if rest and rest[0] in _listed("first") else rest
    return _Title(numbers, words, frozenset(core) - _listed("anywhere") - _listed("beside"), "and" in about, whole)


@lru_cache(maxsize=4)
def _categories(numbering: int) -> tuple[_Title, ...]:
    """The names of a numbering's categories: a part of one may be meant by words of a title."""
    table = actions.categories()
    return tuple(_title(name, (), whole=True) for name in table.loc[table["numbering"] == numbering, "name"])


@lru_cache(maxsize=8)
def _listed(kind: str) -> frozenset[str]:
    rows = read_facts("title_words.csv")
    return frozenset(singular(word) for word in rows.loc[rows["kind"] == kind, "word"])


@lru_cache(maxsize=1)
def _instead() -> dict[str, tuple[tuple[str, ...], ...]]:
    """A word -> the words of titles that it may be written instead of."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in read_facts("title_words.csv").query("kind == 'instead'").itertuples():
        meant = tuple(singular(word) for word in row.title_words.split())
        word = singular(row.word.casefold())
        found[word] = (*found.get(word, ()), meant)
    return found
