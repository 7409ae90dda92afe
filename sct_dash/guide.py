"""The Guide page's words and the glossary: ``data/guide/*.toml`` read strictly into frozen dataclasses."""

import tomllib
from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from sct_dash.errors import UserError

ACTION_FILE = "action-8-5.toml"
GLOSSARY_FILE = "glossary.toml"

LISTED = {
    "Who may work together": "partners",
    "Funding": "funding",
    "Resources": "resources",
}
"""The lists of names on the Guide page: heading -> attribute of `Guide`."""

_BASES = ("seen", "inferred")
_KINDS = {str: "text", int: "a whole number"}


@dataclass(frozen=True)
class GuidePoint:
    """One point of the action page: what it says, and what the dashboard does with it."""

    number: int
    heading: str
    says: str
    here: str
    source: str
    basis: str


@dataclass(frozen=True)
class Listed:
    """A name that the action page lists, with a sentence about it."""

    name: str
    text: str


@dataclass(frozen=True)
class Complementary:
    """The action that goes with 8.5, and the warning about counting one activity twice."""

    action: str
    programme_year: int
    title: str
    text: str
    warning: str
    source: str
    basis: str


@dataclass(frozen=True)
class NotFound:
    """Something nobody could find, and what the dashboard does without it."""

    item: str
    text: str


@dataclass(frozen=True)
class Fact:
    """One fact about the programme around action 8.5."""

    heading: str
    text: str
    source: str
    basis: str


@dataclass(frozen=True)
class Term:
    """One word of the glossary; a verdict also has the label that the screen shows, others have ``""``."""

    term: str
    meaning: str
    label: str = ""


@dataclass(frozen=True)
class Guide:
    """All that the Guide page tells, in the order of the files."""

    title: str
    summary: str
    points: tuple[GuidePoint, ...]
    partners: tuple[Listed, ...]
    funding: tuple[Listed, ...]
    resources: tuple[Listed, ...]
    complementary: Complementary
    not_found: tuple[NotFound, ...]
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...]

    @property
    def verdicts(self) -> tuple[Term, ...]:
        """The terms that are verdict codes, in the order in which verdicts are tried."""
        return tuple(term for term in self.terms if term.label)

    def term(self, name: str) -> Term:
        """The glossary's entry for a word or a verdict code.

        Raises
        ------
        KeyError
            When the glossary has no such entry.
        """
        for term in self.terms:
            if term.term == name:
                return term
        raise KeyError(name)


Entry = TypeVar("Entry", GuidePoint, Listed, Complementary, NotFound, Fact, Term)

_LISTS: dict[str, type] = {
    "point": GuidePoint,
    "partner": Listed,
    "funding": Listed,
    "resource": Listed,
    "not_found": NotFound,
    "fact": Fact,
}


def load_guide(folder: Path) -> Guide:
    """Read the guide and the glossary.

    Parameters
    ----------
    folder
        Where ``action-8-5.toml`` and ``glossary.toml`` are.

    Raises
    ------
    UserError
        When a file is missing or is not TOML, a key is unknown or missing, a value has the wrong type or is
        blank, points are not numbered 1, 2, 3 ..., or a name occurs twice; with the file and the key.
    """
    action = _read(folder, ACTION_FILE, ("title", "summary", "complementary", *_LISTS))
    lists = {key: _entries(ACTION_FILE, key, action[key], kind) for key, kind in _LISTS.items()}
    glossary = _read(folder, GLOSSARY_FILE, ("term",))
    terms = _entries(GLOSSARY_FILE, "term", glossary["term"], Term)
    _expect_numbers(lists["point"])
    return Guide(
        title=_value(ACTION_FILE, "title", action["title"], str),
        summary=_value(ACTION_FILE, "summary", action["summary"], str),
        points=lists["point"],
        partners=lists["partner"],
        funding=lists["funding"],
        resources=lists["resource"],
        complementary=_entry(ACTION_FILE, "complementary", action["complementary"], Complementary),
        not_found=lists["not_found"],
        facts=lists["fact"],
        terms=terms,
    )


def _read(folder: Path, name: str, keys: tuple[str, ...]) -> dict[str, Any]:
    """Read one file; its top level has exactly `keys`."""
    try:
        table = tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(f"{name}: not found in {folder}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{name}: is not readable TOML: {error}.") from error
    _expect_keys(name, table, keys, keys)
    return table


def _entries(file: str, key: str, tables: object, kind: type[Entry]) -> tuple[Entry, ...]:
    """Read ``[[key]]``, one entry a table; the first text of an entry is its name and occurs once."""
    if not isinstance(tables, list):
        raise UserError(f"{file}: {key}: must be a list of tables, each under [[{key}]].")
    entries = tuple(_entry(file, f"{key} {place}", table, kind) for place, table in enumerate(tables, 1))
    naming = next(field.name for field in fields(kind) if field.type is str)
    seen: set[str] = set()
    for place, entry in enumerate(entries, 1):
        name = getattr(entry, naming)
        if name.casefold() in seen:
            raise UserError(f"{file}: {key} {place}: {naming} {name!r} is there already; allowed: once.")
        seen.add(name.casefold())
    return entries


def _entry(file: str, where: str, table: object, kind: type[Entry]) -> Entry:
    """Read one table into `kind`, whose fields are the keys that are allowed."""
    if not isinstance(table, dict):
        raise UserError(f"{file}: {where}: must be a table.")
    known = fields(kind)
    needed = tuple(field.name for field in known if field.default is MISSING)
    _expect_keys(f"{file}: {where}", table, needed, tuple(field.name for field in known))
    types = {field.name: field.type for field in known}
    values = {key: _value(file, f"{where}: {key}", value, types[key]) for key, value in table.items()}
    if "basis" in values and values["basis"] not in _BASES:
        raise UserError(f"{file}: {where}: basis is {values['basis']!r}; allowed: {' or '.join(_BASES)}.")
    return kind(**values)


def _value(file: str, where: str, value: object, kind: Any) -> Any:
    """Check one value's type; text is returned without the blanks around it."""
    if type(value) is not kind:
        raise UserError(f"{file}: {where}: is {value!r}; allowed: {_KINDS[kind]}.")
    if not isinstance(value, str):
        return value
    if not value.strip():
        raise UserError(f"{file}: {where}: is blank; allowed: {_KINDS[kind]}.")
    return value.strip()


def _expect_keys(where: str, table: dict[str, Any], needed: Sequence[str], allowed: Sequence[str]) -> None:
    for key in table:
        if key not in allowed:
            raise UserError(f"{where}: unknown key {key!r}; allowed: {', '.join(allowed)}.")
    for key in needed:
        if key not in table:
            raise UserError(f"{where}: key {key!r} is missing; needed: {', '.join(needed)}.")


def _expect_numbers(points: tuple[GuidePoint, ...]) -> None:
    for place, point in enumerate(points, 1):
        if point.number != place:
            raise UserError(f"{ACTION_FILE}: point {place}: number is {point.number}; allowed: {place}.")
