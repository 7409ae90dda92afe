"""Connecticut's 169 towns and nine COGs: their facts, their borders, and their many names.

Sources stand row by row in ``data/towns.csv``, ``cogs.csv``, ``town_borders.csv`` and
``place_aliases.csv``.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from rapidfuzz import fuzz, process

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.facts import read_facts

OUTSIDE = "Outside Connecticut"
"""Stands where a COG's abbreviation would, for a place that is in none."""

_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND "
    "OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY".split()
)
_STATE_SUFFIX = re.compile(r"^(?P<name>.*\S)\s*,\s*(?P<state>[A-Za-z]{2}|Conn\.?|Connecticut)\s*$", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[^\W\d_][^\W\d_ .'’-]*([ .'’-]+[^\W\d_]+)*\.?")
_LEGAL_FORM = re.compile(r"^(the )?(town|city|borough) of ")
_SUGGEST_FROM = 78
"""Least similarity, 0 to 100, at which a misspelled town is worth suggesting ('Darren': 83)."""
_SUGGEST_VILLAGE_FROM = 90
"""The same for a village; lower, 'Northampton' would suggest North Canton."""

_ORIGIN_LAT, _ORIGIN_LON = 41.6, -72.7
_KM_PER_LAT, _KM_PER_LON = 110.95, 111.32 * math.cos(math.radians(_ORIGIN_LAT))


@dataclass(frozen=True)
class Place:
    """A municipality, by the name the product uses for it.

    Attributes
    ----------
    name
        One of the 169 towns, or ``Place, ST`` outside Connecticut.
    connecticut
        Whether it is one of the 169.
    note
        How a name that was not the town's own was understood; empty when it was.
    """

    name: str
    connecticut: bool
    note: str = ""


class UnclearPlace(UserError):
    """A name that is no town's, or several towns'.

    Attributes
    ----------
    suggestion
        The name that was probably meant, for a person to confirm; empty when there is none.
    """

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.suggestion = suggestion


@lru_cache(maxsize=1)
def towns() -> pd.DataFrame:
    """All 169 towns, by name.

    Returns
    -------
    DataFrame
        169 rows, index ``town``; columns ``cog``, ``county``, ``geoid_2020``, ``geoid_2022`` (text),
        ``population_2020`` (people), ``land_sq_mi`` (square miles), ``lat``, ``lon``, ``label_lat``,
        ``label_lon`` (degrees), ``x``, ``y`` (km, see `project`; of the label point). Shared: not to be
        changed.
    """
    table = read_facts("towns.csv").set_index("town").sort_index()
    numbers = ["population_2020", "land_sq_mi", "lat", "lon", "label_lat", "label_lon"]
    table[numbers] = table[numbers].apply(pd.to_numeric)
    points = [project(lat, lon) for lat, lon in zip(table["label_lat"], table["label_lon"], strict=True)]
    table["x"], table["y"] = zip(*points, strict=True)
    return table


@lru_cache(maxsize=1)
def cogs() -> pd.DataFrame:
    """The nine COGs in the order of ``data/cogs.csv``, index ``cog``; columns as in that file."""
    return read_facts("cogs.csv").set_index("cog")


@lru_cache(maxsize=1)
def cog_of() -> dict[str, str]:
    """Each town's COG."""
    return towns()["cog"].to_dict()


def cog_name(cog: str) -> str:
    """The canonical abbreviation of a COG named in any case.

    Raises
    ------
    UserError
        When no COG has that abbreviation; the line lists the nine.
    """
    for known in cogs().index:
        if known.casefold() == cog.strip().casefold():
            return known
    raise UserError(f"There is no COG {cog!r}; the nine are {words.listing(cogs().index)}.")


@lru_cache(maxsize=1)
def _borders() -> dict[str, frozenset[str]]:
    rows = read_facts("town_borders.csv").query("kind == 'land'")
    touching: dict[str, set[str]] = {town: set() for town in towns().index}
    for a, b in zip(rows["town_a"], rows["town_b"], strict=True):
        touching[a].add(b)
        touching[b].add(a)
    return {town: frozenset(others) for town, others in touching.items()}


def neighbours(town: str) -> frozenset[str]:
    """The towns that share a land border with `town`; touching at a point does not count."""
    return _borders()[town]


def project(lat: float, lon: float) -> tuple[float, float]:
    """Put a point on the map's plane.

    Parameters
    ----------
    lat, lon
        Degrees, WGS84.

    Returns
    -------
    tuple of float
        Kilometres east and north of 41.6 N, 72.7 W (local equirectangular; good to 0.3% within the
        state).
    """
    return (lon - _ORIGIN_LON) * _KM_PER_LON, (lat - _ORIGIN_LAT) * _KM_PER_LAT


@lru_cache(maxsize=1)
def points() -> dict[str, tuple[float, float]]:
    """Where each town's label stands on the map's plane, in km (see `project`)."""
    return {town: (x, y) for town, x, y in towns()[["x", "y"]].itertuples()}


def distance_km(a: str, b: str) -> float:
    """Straight-line distance between two towns' label points, in km; NaN when one is not in Connecticut."""
    known = points()
    return math.dist(known[a], known[b]) if a in known and b in known else math.nan


def _key(text: str) -> str:
    """Fold a name to what it is compared by: no case, no dots or apostrophes, single spaces."""
    return re.sub(r"[\s\-]+", " ", re.sub(r"[.'’]", "", text)).strip().casefold()


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """Every known name's key -> the towns it may mean (several for a village that straddles a line)."""
    meant: dict[str, list[str]] = {}
    for row in read_facts("place_aliases.csv").itertuples():
        meant.setdefault(_key(row.alias), []).append(row.town)
    meant |= {_key(town): [town] for town in towns().index}
    return {key: tuple(dict.fromkeys(options)) for key, options in meant.items()}


@lru_cache(maxsize=20_000)
def place(text: str) -> Place:
    """Understand the name of a municipality without ever guessing.

    Town names in any case, legal forms (``Town of Simsbury``, ``Simsbury, CT``), and the aliases,
    abbreviations and villages of ``data/place_aliases.csv`` are understood; ``Place, ST`` is a place
    outside Connecticut.

    Raises
    ------
    UnclearPlace
        When the name is unknown, belongs to several towns, or is outside Connecticut with no state.
    """
    given = " ".join(text.split())
    bare, state = given, "CT"
    if match := _STATE_SUFFIX.match(given):
        bare, state = match["name"], match["state"].upper() if len(match["state"]) == 2 else "CT"
    if state not in _STATES:
        raise UnclearPlace(f"{state} is not a US state; write a place outside Connecticut as 'Northampton, MA'")
    if state != "CT":
        if not _PLAIN_NAME.fullmatch(bare):
            raise UnclearPlace("a place outside Connecticut is written with letters and its state: 'Northampton, MA'")
        return Place(f"{bare}, {state}", connecticut=False)
    key = _key(bare)
    meant = _names().get(key) or _names().get(_LEGAL_FORM.sub("", key))
    if meant is None:
        raise UnclearPlace(
            "no Connecticut town has this name; a place in another state is written 'Northampton, MA'",
            _nearest(key),
        )
    if len(meant) > 1:
        raise UnclearPlace(f"{given} lies in {words.listing(meant)}; name the town")
    return Place(meant[0], True, "" if meant[0] == text else f"{text!r} read as {meant[0]}")


def _nearest(key: str) -> str:
    """The town that was probably meant; a village must be closer to be worth suggesting."""
    keys = {_key(town): town for town in towns().index}
    if found := process.extractOne(key, keys.keys(), scorer=fuzz.ratio, score_cutoff=_SUGGEST_FROM):
        return keys[found[0]]
    found = process.extractOne(key, _names().keys(), scorer=fuzz.ratio, score_cutoff=_SUGGEST_VILLAGE_FROM)
    meant = _names()[found[0]] if found else ()
    return meant[0] if len(meant) == 1 else ""
