"""Connecticut's 169 towns and nine COGs: their facts, their borders, and their many names.

Sources stand row by row in ``data/towns.csv``, ``cogs.csv``, ``town_borders.csv`` and
``place_aliases.csv``.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.facts import read_facts

OUTSIDE = "Outside Connecticut"
"""Stands where a COG's abbreviation would, for a place that is in none."""
LIES_IN = "lies in"
"""The reason of a village in several towns says it: it can be in no other."""

_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND "
    "OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY".split()
)
_STATE_WORDS = {
    "connecticut": "CT", "conn": "CT", "massachusetts": "MA", "mass": "MA", "rhode island": "RI", "new york": "NY",
    "vermont": "VT", "new hampshire": "NH", "maine": "ME", "new jersey": "NJ", "pennsylvania": "PA", "penn": "PA",
    "delaware": "DE", "maryland": "MD", "virginia": "VA", "ohio": "OH", "california": "CA", "colorado": "CO",
    "oregon": "OR", "washington": "WA", "minnesota": "MN", "michigan": "MI", "wisconsin": "WI", "illinois": "IL",
    "florida": "FL", "texas": "TX", "north carolina": "NC", "south carolina": "SC", "georgia": "GA",
}  # fmt: skip
"""Other ways to write a state after a comma."""
_NEEDS_NO_COMMA = {"connecticut", "conn", "massachusetts", "mass", "rhode island", "vermont", "new hampshire"}
"""State names that end no place's own name, as Washington ends Port Washington."""
_AFTER_COMMA = re.compile(r"^(?P<name>.*\S)\s*,\s*(?P<state>[^,]+)$")
_IN_BRACKETS = re.compile(r"^(?P<name>.*\S)\s*[(\[](?P<state>[^()\[\]]+)[)\]]$")
_LAST_CAPITALS = re.compile(r"^(?P<name>.*[^\s,])\s+(?P<state>(?!CO$)[A-Z]{2})$")
"""``Northampton MA``; not ``Fairfield CO``, which may be the county."""
_LAST_SMALL = re.compile(r"^(?P<name>.*[^\s,])\s+(?P<state>ct)$", re.IGNORECASE)
_ZIP = re.compile(r"[\s,]+\d{5}(-\d{4})?$")
_PLAIN_NAME = re.compile(r"[^\W\d_][^\W\d_ .'’-]*([ .'’-]+[^\W\d_]+)*\.?")
_LEGAL_FORM = re.compile(r"^(the )?((town|city|borough|municipality) (and (town|city) )?of) |^(town|city) ")
_LEGAL_END = re.compile(r"( |[,(\[] *)(the )?(town|city|borough|municipality)( of)?[)\]]?$")
_DIRECTIONS = {"e": "east", "w": "west", "n": "north", "no": "north", "s": "south", "so": "south"}
_SHORT = {
    "e": ("east",), "w": ("west",), "s": ("south",), "so": ("south",), "o": ("old",), "no": ("north",),
    "n": ("north", "new"), "nw": ("new",),
}  # fmt: skip
"""What a first word may stand for where a name is no town's: ``N. Milford`` can only be New Milford."""
_FIRST_WORDS = frozenset(("north", "south", "east", "west", "new", "old"))
"""What tells towns of one name apart."""
_SHORT_LAST = re.compile(r"^(?P<name>[^,(]+?) ?[,(] ?(?P<short>no?|nw|e|w|o)\)?$")
"""``Hartford (E)``; not ``Lyme(s)``, which is no South Lyme."""
_ENDING = 2
"""Letters behind a town's name, at most, that leave in doubt which town of this name is meant: ``Lyme(s)``."""
_INVERTED = re.compile(r"^(?P<name>[^,(]+?) ?[,(] ?(?P<direction>north|south|east|west|new|old)\)?$")
_SEVERAL = re.compile(r"\s*(?:[,;/&+|\n]|\band\b)\s*", re.IGNORECASE)
_ORGANIZATION = re.compile(
    r"\b(cogs?|councils? of governments?|health (district|department|dept)|land (trust|conservancy)|"
    r"commission|committee|districts?|university|college|uconn|schools?|library|association|ass(oc|n)|alliance|authority|"
    r"chamber|foundation|inc|llc|corp|nonprofit|conservancy|agency|department|dept|board|partnership|coalition|network|aquarion|"
    r"society|council|club|task force|sustainable ct|eversource|water company|utilit(y|ies)|planning region|p&z|"
    r"public works|consultants?|"
    r"consulting|center|centre|institute|extension|watershed|garden|ymca|academy|trust|friends of|bank)\b"
)
_OWN_OFFICE = re.compile(
    r"(?P<town>[^,;:/(\[]+?)\s*(?:[(\[](?P<in>[^()\[\]]+)[)\]]|(?:[,:/]|\s[-–—])\s*(?P<behind>[^,;:/]+))"
)
"""A town with something of it in brackets or behind a mark: ``Morris (their land use office)``, ``Avon - Planning``."""
_OFFICE = re.compile(
    r"((their|its|our|town'?s?|city'?s?|local|the) )*(inland |wetlands? |and |& |of |zoning |planning |conservation "
    r"|economic |community |sustainability |green |energy |clean |climate |land use |natural resources |development "
    r"|recycling |open space |engineering |facilities |building |finance |parks |senior |social |services |youth |tree "
    r"|pollinator |resilience |sustainable |environmental |first |assistant |deputy |town |city |p ?& ?z )*"
    r"(p ?& ?z|pzc|iwc|iwwc|edc|dpw|conservation|wetlands|zoning|planning|planners?|engineering|engineers?"
    r"|sustainability|land use|public works|public health|economic development|town hall|city hall|hall|mayor|manager"
    r"|clerk|warden|forester|(board of )?selectm[ae]n|selectwom[ae]n|selectperson|administrator|coordinator|director"
    r"|assessor|officer|official|sanitarian|office|dept\.?|department|staff|team|commission|committee|board|agency"
    r"|task force|(town|city) council|rec|recreation)"
    r"('s (office|assistant))?( (office|dept\.?|department|staff|team))?"
)
"""What is the town itself, as the people of the town hall call it; a garden club or a land trust is not."""
_EITHER = re.compile(r"\s+or\s+|\s*/\s*", re.IGNORECASE)
_TOGETHER = re.compile(r"^both |,? (together|both|jointly)$")
_SUGGEST_FROM = 78
"""Least similarity, 0 to 100, at which a misspelled town is worth suggesting ('Darren': 83)."""
_SUGGEST_VILLAGE_FROM = 90
"""The same for a village; lower, 'Northampton' would suggest North Canton."""
_LONGEST_NAME = 200
"""Letters; a longer text is no name."""
_SHORTEST_MISSPELLED = 3
"""Letters a name must have before one wrong letter makes it a misspelling ('Knt': Kent)."""
_ONE_LETTER_OFF, _SAME_INITIAL, _TOWN_FIRST, _TOO_CLOSE = 10, 3, 5, 1
"""Likeness a name gains, and by how much the likeliest must lead to be the suggestion."""
_OFFERED = 4
"""Towns that are offered for a misspelled name, at most."""

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
    options
        Every name it may mean, the likeliest first.
    organization
        Whether it is a COG, a health district or another organization, which belongs under partners; the options then
        are the towns that it is in.
    """

    def __init__(
        self, reason: str, suggestion: str = "", options: tuple[str, ...] = (), organization: bool = False
    ) -> None:
        super().__init__(reason)
        self.suggestion = suggestion
        self.options = options or ((suggestion,) if suggestion else ())
        self.organization = organization


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
    """Fold a name to what it is compared by: no case, accents, dots or apostrophes, single spaces."""
    bare = text if text.isascii() else _without_accents(text)
    key = re.sub(r"[\s\-]+", " ", re.sub(r"[.'’]", "", bare)).strip().casefold()
    return re.sub(r"^mt ", "mount ", re.sub(r"^ste? ", "saint ", key))


def _without_accents(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """Every known name's key -> the towns it may mean (several for a village that straddles a line)."""
    meant: dict[str, list[str]] = {}
    for row in read_facts("place_aliases.csv").query("kind != 'organization'").itertuples():
        meant.setdefault(_key(row.alias), []).append(row.town)
    meant |= {_key(town): [town] for town in towns().index}
    return {key: tuple(dict.fromkeys(options)) for key, options in meant.items()}


@lru_cache(maxsize=1)
def _organizations() -> dict[str, str]:
    """The key of every organization that is known by its name -> the town that it is in, longer names first."""
    known = read_facts("place_aliases.csv").query("kind == 'organization'")
    towns_in = {_key(row.alias): row.town for row in known.itertuples()}
    return {key: towns_in[key] for key in sorted(towns_in, key=len, reverse=True)}


@lru_cache(maxsize=1)
def _unspaced() -> dict[str, tuple[str, ...]]:
    """Every known name's key without its spaces -> the towns it may mean (``Newhaven``)."""
    meant: dict[str, list[str]] = {}
    for key, options in _names().items():
        meant.setdefault(key.replace(" ", ""), []).extend(options)
    return {key: tuple(dict.fromkeys(options)) for key, options in meant.items()}


@lru_cache(maxsize=20_000)
def place(text: str) -> Place:
    """Understand the name of a municipality without ever guessing.

    Town names in any case, legal forms (``Town of Simsbury``, ``Simsbury CT``, ``Simsbury (Town)``), shortened
    directions (``E. Lyme``), and the aliases and villages of ``data/place_aliases.csv`` are understood;
    ``Place, ST`` is a place outside Connecticut.

    Raises
    ------
    UnclearPlace
        When the name is unknown, belongs to several towns, is an organization's, or is outside Connecticut
        with no state.
    """
    if len(text) > _LONGEST_NAME:
        raise UnclearPlace(NO_SUCH_TOWN)
    given = " ".join(_clean(text).split())
    if given.endswith("?"):
        raise _doubted(given)
    if organization := _known_organization(given):
        raise organization
    if " or " in given and (either := _either(given)):
        raise either
    bare, state = _split_state(given)
    if state != "CT":
        return _outside(text, bare, state)
    meant = _towns_named(_key(bare)) or _of_own_office(bare)
    if not meant:
        raise _unknown(given, bare)
    if len(meant) > 1:
        raise _one_of(given, meant)
    return Place(meant[0], True, "" if meant[0] == text else f"{text!r} read as {meant[0]}")


def _of_own_office(bare: str) -> tuple[str, ...]:
    """The town of which an office, a commission or somebody of its own stands beside its name."""
    told = _OWN_OFFICE.fullmatch(bare.casefold().replace("’", "'"))
    if told is None or not _OFFICE.fullmatch((told["in"] or told["behind"]).strip(" .")):
        return ()
    return _towns_named(_key(told["town"]))


def is_own_name(text: str, town: str) -> bool:
    """Whether a name that is read as a town is its own, written in another way: ``E. Hartford``, not ``Ivoryton``."""
    name = _key(_split_state(" ".join(_clean(text).split()))[0])
    return _key(town).replace(" ", "") in (form.replace(" ", "") for form in _forms(name))


def part_of(text: str) -> str:
    """What a place with its town's name is of that town: ``the City of Groton is part of the town of Groton``.

    Parameters
    ----------
    text
        A name that `place` understands.

    Returns
    -------
    str
        For a sentence; '' for a town's own name and for a village of another name.
    """
    given = _split_state(" ".join(_clean(text).split()))[0]
    town, kind = _parts().get(_of_last(given), ("", ""))
    if not town:
        return ""
    if kind == "legal_form":
        return f"the Borough of {town} is the town of {town}"
    if kind not in ("city", "borough"):
        return f"{given} is in {town}"
    name = f"the {kind.title()} of {town}" if _of_last(given) == f"{_key(town)} {kind}" else given
    return f"{name} is part of the town of {town}"


def _of_last(name: str) -> str:
    """A folded name that says last what it is, without brackets: ``groton city``."""
    bare = " ".join(re.sub(r"[()\[\],]", " ", _key(name)).split())
    return re.sub(r"^(the )?(city|borough) of (.+)$", r"\3 \2", bare)


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[str, str]]:
    """The names of places in a town that have its name in them, folded -> the town and the kind of place."""
    known = read_facts("place_aliases.csv").query("kind not in ('abbrev', 'split', 'organization')")
    named = ((_of_last(row.alias), row.town, row.kind) for row in known.itertuples())
    return {alias: (town, kind) for alias, town, kind in named if _key(town) in alias}


def _one_of(given: str, meant: tuple[str, ...]) -> UnclearPlace:
    """A village in several towns, or a shortened name that is several towns' of one name: ``N. Haven``."""
    of_one_name = len({_base(town) for town in meant}) == 1
    lies = f"may be {words.listing(meant, 'or')}" if of_one_name else f"{LIES_IN} {words.listing(meant)}"
    return UnclearPlace(f"{given} {lies}; name the town", options=meant)


def _clean(text: str) -> str:
    """Text in ordinary letters: no invisible characters, full-width forms or footnote marks."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return plain.strip().strip('*"`').rstrip(" .,;:!*").lstrip("-,;: ") if plain.strip() else ""


def _doubted(given: str) -> UnclearPlace:
    name = given.rstrip("? (")
    if either := _either(name):
        return either
    try:
        town = place(name).name if name else ""
    except UnclearPlace as problem:
        return problem
    if not town:
        return UnclearPlace(NO_SUCH_TOWN)
    return UnclearPlace("the question mark says that it is not certain; confirm the town", town)


def _either(name: str) -> UnclearPlace | None:
    """What a name that leaves open which of two places is meant asks: ``Haddam or Lyme``, ``New or North Haven``."""
    first, *others = (part.strip() for part in _EITHER.split(name))
    if len(others) != 1:
        return None
    if _key(first) in _FIRST_WORDS and " " in others[0]:
        first = f"{first} {others[0].split(' ', 1)[1]}"
    meant = tuple(dict.fromkeys(map(_named, (first, *others))))
    if "" in meant:
        return None
    if len(meant) == 1:
        return UnclearPlace(f"is {meant[0]} either way; write the town alone", meant[0])
    return UnclearPlace(f"may be {words.listing(meant, 'or')}; name the town", options=meant)


def _named(text: str) -> str:
    """The place that a text names; '' where it is unclear."""
    try:
        return place(text).name
    except UnclearPlace:
        return ""


def _split_state(given: str) -> tuple[str, str]:
    """A name without its state, and the state; CT when none is given."""
    text = re.sub(r"\b([A-Z])\.([A-Z])\.?$", r"\1\2", _ZIP.sub("", given))
    for pattern in (_IN_BRACKETS, _AFTER_COMMA):
        if (match := pattern.match(text)) and (state := _state(match["state"])):
            if state not in _STATES:
                raise UnclearPlace(f"{state} is not a US state; write a place outside Connecticut as 'Northampton, MA'")
            return match["name"], state
    if (match := _LAST_CAPITALS.match(text) or _LAST_SMALL.match(text)) and match["state"].upper() in _STATES:
        return match["name"], match["state"].upper()
    for word in _NEEDS_NO_COMMA:
        if text.rstrip(".").casefold().endswith(f" {word}"):
            return text.rstrip(".")[: -len(word)].rstrip(" ,"), _STATE_WORDS[word]
    return text, "CT"


def _state(text: str) -> str:
    """A state's two letters; '' for what is no state's name. Any two letters count, for the reader to refuse."""
    bare = text.replace(".", "").strip()
    if len(bare) == 2 and bare.isalpha():
        return bare.upper()
    return _STATE_WORDS.get(" ".join(bare.casefold().split()), "")


def _outside(text: str, bare: str, state: str) -> Place:
    name = re.sub(r"^(the )?(town|city) of ", "", bare, flags=re.IGNORECASE)
    if not _PLAIN_NAME.fullmatch(name):
        raise UnclearPlace("a place outside Connecticut is written with letters and its state: 'Northampton, MA'")
    if name.islower() or name.isupper():
        name = re.sub(r"[^\W\d_]+('[^\W\d_]+)?", lambda word: word[0].capitalize(), name)
    said = re.sub(r"[\s,]", "", f"{name}{state}").casefold() == re.sub(r"[\s,]", "", text).casefold()
    return Place(f"{name}, {state}", False, "" if said else f"{text!r} read as {name}, {state}")


def _towns_named(key: str) -> tuple[str, ...]:
    """The towns that a folded name may mean: as it stands, without its legal form, its direction written out."""
    known = _names()
    forms = _forms(key)
    for name in forms:
        if name in known:
            return known[name]
    return _unspaced().get(forms[1].replace(" ", ""), ())


def _forms(key: str) -> tuple[str, str, str, str]:
    """A folded name as it stands, without its legal form, with its direction in front and written out."""
    short = _without_form(key)
    first, _, rest = short.partition(" ")
    spelled = f"{_DIRECTIONS[first]} {rest}" if first in _DIRECTIONS else short
    return key, short, _INVERTED.sub(r"\g<direction> \g<name>", short), spelled


def _without_form(key: str) -> str:
    return _LEGAL_END.sub("", _LEGAL_FORM.sub("", key)).strip(" ,")


NO_SUCH_TOWN = "no Connecticut town has this name; a place in another state is written 'Northampton, MA'"


def _unknown(given: str, bare: str) -> UnclearPlace:
    """Say what a name that is no town's may be: an organization, several towns, a misspelling."""
    if cog := _cog_named(bare):
        return UnclearPlace(f"{cog} is a COG, not a town; put it in partners and name the town", organization=True)
    near, certain = _nearest(_key(bare))
    if not near and _ORGANIZATION.search(bare.casefold()):
        return _organization(given, *_towns_begun(_key(bare)))
    parts = [_towns_named(_key(part)) for part in _SEVERAL.split(_TOGETHER.sub("", _key(bare))) if part.strip()]
    if len(parts) > 1 and all(len(meant) == 1 for meant in parts):
        towns_named = tuple(dict.fromkeys(meant[0] for meant in parts))
        if len(towns_named) == 1:
            return UnclearPlace(f"says {towns_named[0]} and more; write the town alone", towns_named[0])
        reason = f"names {words.listing(towns_named)}; write a row for each town"
        return UnclearPlace(reason, options=towns_named)
    if meant := _towns_named(_key(re.sub(r"[^\w\s]", " ", bare))):
        return UnclearPlace(NO_SUCH_TOWN, meant[0]) if len(meant) == 1 else _one_of(given, meant)
    begun = re.split(r"\s*[(\[:/,;]|\s+[-–]", bare, maxsplit=1)
    # A village may bear another town's name: Canaan village lies in North Canaan.
    inverted = _SHORT_LAST.match(_key(bare))
    if not inverted and len(begun) > 1 and "village" not in _key(bare):
        meant = _towns_named(_key(begun[0]))
        if len(meant) == 1:
            return _town_and_more(meant[0], bare[len(begun[0]) :])
    if not near and (near := _shortened(_key(bare))):
        certain = len(near) == 1
    if near and not certain:
        return UnclearPlace(f"{NO_SUCH_TOWN}; it may be {words.listing(near, 'or')}", "", near)
    return UnclearPlace(NO_SUCH_TOWN, near[0] if near else "", near)


def _towns_begun(key: str) -> tuple[str, ...]:
    """The town with whose name an organization's name begins: it may be the town's own, and may not."""
    words_of = key.split()
    begun = (_towns_named(" ".join(words_of[:many])) for many in range(len(words_of) - 1, 0, -1))
    return next((meant for meant in begun if len(meant) == 1), ())


def _shortened(key: str) -> tuple[str, ...]:
    """The towns that a name may be short for, with their first and last letter: ``ffld``, ``b'port``; or too many."""
    letters = re.sub(r"[^a-z]", "", key)
    if len(letters) < _SHORTEST_MISSPELLED or re.fullmatch(r".[aeiou].", letters):
        return ()
    kept = re.compile(".*".join(letters))
    meant = [town for town in towns().index if kept.fullmatch(re.sub(r"[^a-z]", "", _key(town)))]
    return tuple(meant) if len(meant) <= _OFFERED else ()


def _town_and_more(town: str, more: str) -> UnclearPlace:
    """A town with something behind it; a letter or two may tell another town of the same name."""
    alike = _look_alikes(town)
    doubtful = len(alike) > 1 and len(re.sub(r"\W", "", more)) <= _ENDING
    reason = "says more than a town's name; write the town alone"
    return UnclearPlace(reason, "" if doubtful else town, alike[:_OFFERED])


def _known_organization(given: str) -> UnclearPlace | None:
    """An organization that is known by its name offers the town that is named beside it, or the one it is in."""
    key = _key(given)
    for name, town in _organizations().items():
        if name in key and (found := re.search(rf"\b{re.escape(name)}\b", key)):
            beside = _SEVERAL.split(re.sub(r"[^\w\s]", ",", f"{key[: found.start()]},{key[found.end() :]}"))
            return _organization(given, *_towns_among(beside) or (town,))
    return None


def _towns_among(parts: Iterable[str]) -> tuple[str, ...]:
    """The towns of those parts that name exactly one."""
    meant = (_towns_named(part.strip()) for part in parts)
    return tuple(dict.fromkeys(towns_meant[0] for towns_meant in meant if len(towns_meant) == 1))


def _organization(given: str, *options: str) -> UnclearPlace:
    reason = f"{given} is an organization, not a town; put it in partners and name the town"
    return UnclearPlace(reason, options=options, organization=True)


def _cog_named(bare: str) -> str:
    key = re.sub(r"^the ", "", _key(bare))
    known = {_key(name): cog for cog, full in cogs()["name"].items() for name in (str(cog), str(full))}
    known |= {"seccog": "SCCOG", "neccog": "NECCOG", "northwest hills cog": "NHCOG", "capitol region cog": "CRCOG"}
    return known.get(key, "")


def _nearest(key: str) -> tuple[tuple[str, ...], bool]:
    """The towns that were probably meant, likeliest first, and whether the first one stands out."""
    name = _SHORT_LAST.sub(r"\g<short> \g<name>", _without_form(key))
    first, _, rest = name.partition(" ")
    if rest and (first in _SHORT or first in _FIRST_WORDS):
        likeness = {}
        for word in _SHORT.get(first, (first,)):
            likeness |= _likeness(rest, word)
        if not likeness and first == "no":
            likeness = _likeness(rest, "new")
        if near := _ranked(likeness):
            # A shortened word may also be the end of a town: N. Milford.
            whole = [town for town in _look_alikes(near[0]) if first in _SHORT and _key(town) == _base(near[0])]
            return tuple(dict.fromkeys((*near, *whole)))[:_OFFERED], _leads(near, likeness)
        if of_that_name := _towns_like(rest):
            return of_that_name, False
    likeness = _likeness(name)
    near = _ranked(likeness)
    each = ((town, *(_look_alikes(town) if _is_like(name, town) else ())) for town in near)
    offered = tuple(dict.fromkeys(town for towns_alike in each for town in towns_alike))
    return offered[:_OFFERED], _leads(near, likeness) and _stands_out(name, near[0])


def _ranked(likeness: dict[str, float]) -> list[str]:
    return sorted(likeness, key=lambda town: (-likeness[town], town))


def _leads(near: list[str], likeness: dict[str, float]) -> bool:
    return len(near) == 1 or (len(near) > 1 and likeness[near[0]] - likeness[near[1]] > _TOO_CLOSE)


def _likeness(name: str, first_word: str = "") -> dict[str, float]:
    """The towns that a name is like, by their own names, their villages' and what towns of one name have in common.

    Parameters
    ----------
    first_word
        Only towns and villages whose name begins with this word; the name is what follows it.
    """
    likeness: dict[str, float] = {}
    for known, meant in _known().items():
        first, _, end = known.partition(" ")
        if first != first_word if first_word else first in _DIRECTIONS:
            continue
        is_town = known in _town_keys()
        least = _SUGGEST_VILLAGE_FROM if known in _names() and not is_town else _SUGGEST_FROM
        score = _alike(name, end if first_word else known, least)
        for town in meant if score else ():
            likeness[town] = max(score + _TOWN_FIRST * is_town, likeness.get(town, 0))
    return likeness


def _alike(name: str, known: str, least: float) -> float:
    """How like a known name a name is; 0 below the least and more than a letter off."""
    alike, one_letter_off = fuzz.ratio(name, known), _one_letter_off(name, known)
    if alike < least and not one_letter_off:
        return 0
    return alike + _ONE_LETTER_OFF * one_letter_off + _SAME_INITIAL * (name[:1] == known[:1])


def _one_letter_off(name: str, known: str) -> bool:
    near_in_length = len(name) >= _SHORTEST_MISSPELLED and abs(len(name) - len(known)) <= 1
    return near_in_length and OSA.distance(name, known, score_cutoff=1) <= 1


def _is_like(name: str, town: str) -> bool:
    """Whether a town is meant by its own name and not by a village's."""
    return any(_alike(name, known, _SUGGEST_FROM) for known in (_key(town), _base(town)))


def _stands_out(name: str, town: str) -> bool:
    """Whether a town is likelier than those of its name: its first word is written, or it is the largest of them."""
    alike = _look_alikes(town)
    if len(alike) == 1 or not _is_like(name, town):
        return True
    return _one_letter_off(name, _key(town)) and (town in _largest() or _base(town) != _key(town))


def _towns_like(base: str) -> tuple[str, ...]:
    """The towns of one name that a name is, or is a letter off."""
    meant = (alike for known, alike in _of_one_name().items() if _one_letter_off(base, known))
    return tuple(dict.fromkeys(town for alike in meant for town in alike))[:_OFFERED]


def _look_alikes(town: str) -> tuple[str, ...]:
    """The town and, behind it, those that only a first word, or Locks, tells from it."""
    return tuple(dict.fromkeys((town, *_of_one_name()[_base(town)])))


@lru_cache(maxsize=500)
def _base(town: str) -> str:
    """A town's name, folded, without its first word where that tells it from others: ``canaan`` of New Canaan."""
    first, _, rest = _key(town).partition(" ")
    return rest if first in _FIRST_WORDS and rest else _key(town)


@lru_cache(maxsize=1)
def _of_one_name() -> dict[str, tuple[str, ...]]:
    """What towns of one name have in common -> those towns, the one of that very name first."""
    known = sorted(towns().index, key=lambda town: (_key(town) != _base(town), town))
    return {
        base: tuple(town for town in known if _base(town) == base or _key(town).startswith(f"{base} "))
        for base in dict.fromkeys(map(_base, known))
    }


@lru_cache(maxsize=1)
def _largest() -> frozenset[str]:
    """The towns with the most residents of all that bear their name."""
    people = towns()["population_2020"].to_dict()
    return frozenset(max(alike, key=people.__getitem__) for alike in _of_one_name().values())


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    """Every known name, and what towns of one name have in common where it is itself no name: ``haven``."""
    return _of_one_name() | _names()


@lru_cache(maxsize=1)
def _town_keys() -> frozenset[str]:
    return frozenset(_key(town) for town in towns().index)
