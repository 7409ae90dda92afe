"""The editions of action 8.5: ``data/rules/*.toml`` read strictly into frozen dataclasses.

No number with legal meaning stands in Python: each is a `Rule` with its unit, source and clause.
"""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Generic, TypeVar

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.facts import DATA

Value = TypeVar("Value")

RULES = DATA / "rules"
SUPPORT = {
    "presentation": "presentation with discussion",
    "staff_time": "staff time",
    "conference": "conference",
    "webinar": "webinar",
    "other": "other support",
}
"""The forms of support a record may name, and how they are said."""


@dataclass(frozen=True)
class Rule(Generic[Value]):
    """One value of an edition, with the reason to believe it."""

    value: Value
    unit: str
    source: str
    clause: str
    status: str
    last_checked_on: date


@dataclass(frozen=True)
class Edition:
    """Action 8.5 as one edition of the programme words it."""

    edition: str
    title: str
    in_force_from: date
    in_force_note: str
    points_per_action: Rule[int]
    maximum_actions: Rule[int]
    window_years: Rule[int]
    window_counted_from: Rule[str]
    eligible_support: Rule[tuple[str, ...]]
    implementation_required: Rule[bool]
    mentee_in_connecticut: Rule[bool]
    roles_share_the_maximum: Rule[bool]

    @property
    def maximum_points(self) -> int:
        """The most points one town can earn."""
        caps = 1 if self.roles_share_the_maximum.value else 2
        return self.points_per_action.value * self.maximum_actions.value * caps

    @property
    def point_steps(self) -> tuple[int, ...]:
        """The points a town can have, from none to the most."""
        return tuple(range(0, self.maximum_points + 1, self.points_per_action.value))

    @property
    def rules(self) -> dict[str, Rule[Any]]:
        """The rules by name, in the order of the file."""
        return {name: getattr(self, name) for name in _VALUE_TYPES}

    def window(self, application_date: date) -> "Window":
        """The days on which a partnership must have been active.

        Parameters
        ----------
        application_date
            The window's last day.

        Returns
        -------
        Window
            Its first day is the same day of the month `window_years` earlier; 29 February goes back to
            28 February where that year has none.

        Raises
        ------
        UserError
            When it would begin before the calendar does.
        """
        if application_date.year <= self.window_years.value:
            raise UserError(f"{application_date.isoformat()} is no application date: its window begins before year 1.")
        return Window(years_before(application_date, self.window_years.value), application_date)

    def active_until(self, last_active: date) -> date:
        """The last application date whose window still holds `last_active`."""
        until = years_before(last_active, -self.window_years.value)
        # 28 February of a common year is the first day for two application dates: 28 and 29 February.
        following = date.fromordinal(until.toordinal() + 1)
        return following if self.window(following).first <= last_active else until


@dataclass(frozen=True)
class Window:
    """The first and the last day of the look-back, both included."""

    first: date
    last: date


_VALUE_TYPES: dict[str, type] = {
    "points_per_action": int,
    "maximum_actions": int,
    "window_years": int,
    "window_counted_from": str,
    "eligible_support": list,
    "implementation_required": bool,
    "mentee_in_connecticut": bool,
    "roles_share_the_maximum": bool,
}
_HEADER_TYPES: dict[str, type] = {"edition": str, "title": str, "in_force_from": date, "in_force_note": str}
_STATUSES = ("seen", "inferred")
_WINDOW_ENDS = ("application date",)
"""What a window can be counted back from; another one needs code, so the loader refuses it."""


def years_before(day: date, years: int) -> date:
    """The same calendar day `years` earlier (later when negative); 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@lru_cache(maxsize=8)
def editions(folder: Path = RULES) -> tuple[Edition, ...]:
    """All editions in `folder`, the earliest in force first.

    Raises
    ------
    UserError
        When a file is not exactly of the form of ``2024.toml``, or two begin on the same day.
    """
    if not any(folder.glob("*.toml")):
        raise UserError(f"{folder}: holds no edition of action 8.5; put 2024.toml back.")
    read = sorted((_read(path) for path in folder.glob("*.toml")), key=lambda e: e.in_force_from)
    for earlier, later in pairwise(read):
        if earlier.in_force_from == later.in_force_from:
            raise UserError(
                f"{folder.name}: editions {earlier.edition} and {later.edition} both begin on "
                f"{words.day(later.in_force_from)}; each needs a day of its own."
            )
    return tuple(read)


def edition(name: str, folder: Path = RULES) -> Edition:
    """The edition of that name.

    Raises
    ------
    UserError
        When there is none; the line lists those there are.
    """
    known = editions(folder)
    for candidate in known:
        if candidate.edition == name:
            return candidate
    raise UserError(f"There is no edition {name!r} of action 8.5; known: {words.listing(e.edition for e in known)}.")


def edition_on(application_date: date, folder: Path = RULES) -> Edition:
    """The edition in force on a day: the latest that began on or before it.

    Raises
    ------
    UserError
        When the day is before the first edition: the product knows no rules for it.
    """
    in_force = [e for e in editions(folder) if e.in_force_from <= application_date]
    if not in_force:
        first = editions(folder)[0]
        raise UserError(
            f"No edition of action 8.5 is known for {words.day(application_date)}: the earliest, "
            f"{first.edition}, begins on {words.day(first.in_force_from)}. Choose that day or a later one."
        )
    return in_force[-1]


def _read(path: Path) -> Edition:
    try:
        text = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path.name}: is not readable TOML: {error}.") from error
    _expect_keys(path.name, text, [*_HEADER_TYPES, *_VALUE_TYPES])
    for key, kind in _HEADER_TYPES.items():
        _expect_type(f"{path.name}: {key}", text[key], kind)
    if text["edition"] != path.stem:
        raise UserError(f"{path.name}: edition is {text['edition']!r}; it must be the file's name, {path.stem!r}.")
    rules = {key: _rule(f"{path.name}: {key}", text[key], kind) for key, kind in _VALUE_TYPES.items()}
    return Edition(**{key: text[key] for key in _HEADER_TYPES}, **rules)


def _rule(where: str, table: object, kind: type) -> Rule:
    if not isinstance(table, dict):
        raise UserError(f"{where}: must be a table with {words.listing(f.name for f in fields(Rule))}.")
    _expect_keys(where, table, [f.name for f in fields(Rule)])
    _expect_type(f"{where}.value", table["value"], kind)
    for key in ("unit", "source", "clause"):
        _expect_type(f"{where}.{key}", table[key], str)
    _expect_type(f"{where}.last_checked_on", table["last_checked_on"], date)
    if table["status"] not in _STATUSES:
        raise UserError(f"{where}.status is {table['status']!r}; allowed: {words.listing(_STATUSES, 'or')}.")
    if where.endswith("window_counted_from") and table["value"] not in _WINDOW_ENDS:
        raise UserError(f"{where}.value is {table['value']!r}; allowed: {words.listing(_WINDOW_ENDS, 'or')}.")
    if kind is int and table["value"] < 1:
        raise UserError(f"{where}.value is {table['value']}; it must be 1 or more.")
    if kind is list:
        _expect_support(f"{where}.value", table["value"])
        return Rule(**{**table, "value": tuple(table["value"])})
    return Rule(**table)


def _expect_keys(where: str, table: dict[str, Any], allowed: list[str]) -> None:
    if unknown := [key for key in table if key not in allowed]:
        raise UserError(f"{where}: unknown key {unknown[0]!r}; allowed: {words.listing(allowed)}.")
    if missing := [key for key in allowed if key not in table]:
        raise UserError(f"{where}: {missing[0]!r} is missing.")


def _expect_type(where: str, value: object, kind: type) -> None:
    if type(value) is not kind:
        raise UserError(f"{where} is {value!r}; it must be {_KIND_WORDS[kind]}.")


def _expect_support(where: str, forms: list[Any]) -> None:
    if not forms:
        raise UserError(f"{where} is empty; allowed: {words.listing(SUPPORT, 'or')}.")
    for form in forms:
        if not isinstance(form, str) or form not in SUPPORT:
            raise UserError(f"{where} names {form!r}; allowed: {words.listing(SUPPORT, 'or')}.")


_KIND_WORDS = {
    int: "a whole number",
    str: "text",
    list: "a list of forms of support",
    bool: "true or false",
    date: "a date such as 2024-01-01",
}
