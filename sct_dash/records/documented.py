"""Who documented its part: words for the one town, the other or both, in one column that tells it of both.

Also whose documentation a column of yes and no is by its header: ``Pupil filed?``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import pandas as pd

from sct_dash.records import headers, values
from sct_dash.records.sheets import Cell, shown
from sct_dash.records.values import Understood

FLAGS = {"mentor_documented": "mentor", "mentee_documented": "mentee"}
"""The fields, and the town of each."""
_BOTH, _NOBODY = frozenset(FLAGS.values()), frozenset[str]()
_BOTH_TOWNS = re.compile(r"(yes )?both( (towns|sides|parties|municipalities|them))?")
_NO_TOWN = re.compile(r"(no )?(neither|none)( (town|side|party|them))?|no one|nobody")
_AND = re.compile(r"[,;/&+\n]|\band\b")
_A_TOWN = re.compile(r" ?\b(town|city|municipality|muni|community)\b")
_ONLY = re.compile(r"^(just|only|both) | only$")
_SO_FAR = re.compile(r"( (did|has|have|so far|yet|till now|until now))+$")
"""What stands behind who did it, and says no more."""


@lru_cache(maxsize=5_000)
def towns(said: str) -> frozenset[str] | None:
    """The towns that a text names by their part in the mentorship, by the words that headers have for them.

    Returns
    -------
    frozenset or None
        Of ``mentor`` and ``mentee``; None when it says anything else, yes and no among it, or is not certain.
    """
    if "?" in said:
        return None
    said = _SO_FAR.sub("", said.strip(" .!"))
    folded = headers.fold(said)
    if _BOTH_TOWNS.fullmatch(folded):
        return _BOTH
    if _NO_TOWN.fullmatch(folded):
        return _NOBODY
    named = {headers.side(_ONLY.sub("", headers.fold(part))) for part in _AND.split(said.casefold())}
    return frozenset(named) if "" not in named else None


def of_both(cells: Iterable[Cell]) -> float:
    """The share of the filled cells that tell who documented, in a column that tells it of both towns.

    Yes and no are among them, and names of towns, but a column of nothing else tells of one town: 0.
    """
    texts = Counter(filter(None, map(shown, cells)))
    if not any(map(towns, texts)):
        return 0.0
    tell = (n for text, n in texts.items() if towns(text) is not None or _is_flag(text) or _town_alone(text))
    return sum(tell) / texts.total()


def said_of(field: str, cell: Cell, ends: Mapping[str, str]) -> Cell:
    """What a cell of a column that tells of both towns says of one of the `FLAGS`; yes and no are said of both.

    Parameters
    ----------
    ends
        Which end of the mentorship of its row each town is: a cell may name it.
    """
    named = towns(shown(cell))
    if named is None and (town := _town_alone(shown(cell))) in ends:
        named = frozenset({ends[town]})
    return cell if named is None else "yes" if FLAGS[field] in named else "no"


def word(texts: Mapping[str, str]) -> str:
    """The word that says of both towns what these texts of the `FLAGS` say; '' where one is neither yes nor no."""
    meant = {town: values.flag(texts.get(field, "")) for field, town in FLAGS.items()}
    if not all(isinstance(one, Understood) for one in meant.values()):
        return ""
    return _word([town for town, one in meant.items() if one.value])


def by(records: pd.DataFrame) -> pd.Series:
    """For each record, as `schema.frame` shapes them, who documented: both, mentor, mentee or neither."""
    flags = records[list(FLAGS)].itertuples(index=False)
    said = [_word([town for town, did in zip(FLAGS.values(), row, strict=True) if did]) for row in flags]
    return pd.Series(said, index=records.index, dtype="str")


def _word(did: list[str]) -> str:
    return "both" if len(did) > 1 else did[0] if did else "neither"


def filed(header: str, named: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], bool]:
    """Of which towns' documentation a column of yes and no tells by its header: ``Pupil filed?``, ``Mentor in``.

    Parameters
    ----------
    named
        For each header of the sheet, the towns that it may be.

    Returns
    -------
    tuple
        The fields that it may be, none where it speaks of anything else, and whether its words are plain. Worksheets
        and papers are always of one of the two towns.
    """
    whose, plain = headers.filed_by(header)
    papers = headers.whose_papers(header)
    if papers is not None:
        whose, plain = papers, True
    own = {part: those for other, those in named.items() for part in _parts(headers.fold(other))}.get(whose, ())
    known = headers.side(whose)
    meant = (known,) if known and len(own) != 1 else own
    if not meant and papers is not None:
        return tuple(FLAGS), False
    return tuple(name for name, town in FLAGS.items() if town in meant), plain


def _parts(header: str) -> set[str]:
    """A folded header of a town, and without the word for a town: ``big`` of ``big town``."""
    return {header, _A_TOWN.sub("", header)} - {""}


def _town_alone(said: str) -> str:
    """The town that a text names, ``Only Litchfield so far``; '' where it says more, or another thing."""
    meant = values.place(_ONLY.sub("", _SO_FAR.sub("", " ".join(said.casefold().split()).strip(" .!"))))
    return str(meant.value) if isinstance(meant, Understood) else ""


def _is_flag(text: str) -> bool:
    return isinstance(values.flag(text), Understood)
