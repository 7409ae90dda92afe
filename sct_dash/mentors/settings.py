"""The few numbers by which mentors are looked for: ``data/mentoring.toml`` read strictly."""

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.facts import DATA

FILE = DATA / "mentoring.toml"


@dataclass(frozen=True)
class Weights:
    """What each part of a candidate's score is worth when met in full."""

    experience: float
    mentored_before: float
    near: float
    same_cog: float
    similar_size: float
    capacity: float
    together: float
    recognition: float


@dataclass(frozen=True)
class NeedWeights:
    """What each kind of need moves a town up the list, and what is planned moves it down."""

    no_points: float
    losing: float
    close: float
    no_tie: float
    asked: float
    planned: float
    equity: float


@dataclass(frozen=True)
class Limits:
    """Where a town is full, small, far off, or too far to be near."""

    mentees_at_once: int
    small_population: int
    far_km: int
    reach_km: int


@dataclass(frozen=True)
class Explained:
    """A number's words: what it is called and what it does."""

    group: str
    name: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Settings:
    """All numbers, and the words for each in the order of the file."""

    weights: Weights
    needs: NeedWeights
    limits: Limits
    explained: tuple[Explained, ...]

    def label(self, group: str, name: str) -> str:
        """What a number is called on screen."""
        return next(e.label for e in self.explained if (e.group, e.name) == (group, name))


_GROUPS = {"weights": Weights, "needs": NeedWeights, "limits": Limits}


@lru_cache(maxsize=4)
def settings(path: Path = FILE) -> Settings:
    """Read the settings.

    Raises
    ------
    UserError
        When the file does not have exactly the numbers of the shipped one, each with its words.
    """
    try:
        text = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path.name}: is not readable TOML: {error}.") from error
    _expect(path.name, text, list(_GROUPS))
    read, explained = {}, []
    for group, kind in _GROUPS.items():
        names = [field.name for field in fields(kind)]
        _expect(f"{path.name}: {group}", text[group], names)
        read[group] = kind(**{name: _number(f"{path.name}: {group}.{name}", text[group][name]) for name in names})
        explained += [
            Explained(group, name, text[group][name]["label"], text[group][name]["meaning"]) for name in names
        ]
    return Settings(**read, explained=tuple(explained))


def _expect(where: str, table: object, allowed: list[str]) -> None:
    if not isinstance(table, dict):
        raise UserError(f"{where}: must be a table with {words.listing(allowed)}.")
    if unknown := [key for key in table if key not in allowed]:
        raise UserError(f"{where}: unknown key {unknown[0]!r}; allowed: {words.listing(allowed)}.")
    if missing := [key for key in allowed if key not in table]:
        raise UserError(f"{where}: {missing[0]!r} is missing.")


def _number(where: str, table: object) -> float | int:
    _expect(where, table, ["value", "label", "meaning"])
    for key in ("label", "meaning"):
        if type(table[key]) is not str or not table[key]:
            raise UserError(f"{where}.{key} is {table[key]!r}; it must be text.")
    value, whole = table["value"], ".limits" in where.replace(": ", ".")
    if type(value) not in ((int,) if whole else (int, float)) or not value >= (1 if whole else 0):
        least = "a whole number of 1 or more" if whole else "a number of 0 or more"
        raise UserError(f"{where}.value is {value!r}; it must be {least}.")
    return value
