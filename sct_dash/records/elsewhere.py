"""Places outside Connecticut in the words people use: offered as ``Springfield, MA``, never taken.

`places.place` understands a place that is written with its state. Here the state is looked for where it stands in
another way, and a name without a state among the places near Connecticut in ``data/places_outside.csv``.
"""

import re
from functools import lru_cache

from sct_dash import places
from sct_dash.facts import read_facts
from sct_dash.places import UnclearPlace

_STATE = (
    r"(m\.?a\.?|mass\w*\.?|r\.?i\.?|rhode island|n\.?y\.?|new york|vt\.?|vermont|n\.?h\.?|new hampshire|n\.?j\.?"
    r"|new jersey|maine|penn\w*\.?)(?!\w)"
)
_NAME = r"(?P<name>[^\W\d_][^,/()\d]*?)"
_WRITTEN = (
    re.compile(rf"{_NAME}\s*[,/(]\s*(?P<state>{_STATE}).*", re.IGNORECASE | re.DOTALL),
    re.compile(rf"{_NAME}[\s–-]+(?P<state>{_STATE})(\s*[,(–-].*)?", re.IGNORECASE | re.DOTALL),
    re.compile(rf"(?P<state>{_STATE})\s*[,:/–-]\s*{_NAME}", re.IGNORECASE | re.DOTALL),
)
"""``springfield ma``, ``Northampton, MA (city)``, ``MA - Springfield``."""
_PARTED = re.compile(r"[;/&+|\n]|\band\b", re.IGNORECASE)
_LONGEST = 80
"""Letters; a longer text is no name."""


def meant(said: str) -> tuple[str, ...]:
    """The places outside Connecticut that a text may name, which is none that `places.place` understands."""
    if len(said) > _LONGEST:
        return ()
    text = " ".join(said.split()).strip(" .?*()")
    for pattern in _WRITTEN:
        if (match := pattern.fullmatch(text)) and (named := _named(match["name"], match["state"])):
            return (named,)
    return _near().get(text.casefold(), ())


def several(said: str) -> tuple[str, ...]:
    """The municipalities that a text lists each with its state or as a town: ``Springfield, MA and Suffield``."""
    parts = [part.strip(" ,") for part in _PARTED.split(said)] if len(said) <= _LONGEST else []
    found: list[str] = []
    for part in filter(None, parts):
        try:
            found.append(places.place(part).name)
        except UnclearPlace:
            return ()
    return tuple(dict.fromkeys(found))


def _named(name: str, state: str) -> str:
    state = "Mass" if state.casefold().startswith("mass") else "Penn" if state.casefold().startswith("penn") else state
    try:
        return places.place(f"{name.strip(' -–')}, {state}").name
    except UnclearPlace:
        return ""


@lru_cache(maxsize=1)
def _near() -> dict[str, tuple[str, ...]]:
    """The places near Connecticut by their name."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_facts("places_outside.csv").itertuples():
        name = row.place.casefold()
        found[name] = (*found.get(name, ()), f"{row.place}, {row.state}")
    return found
