"""The programme's actions by number, programme year and title.

The lists that could be found are incomplete (``data/README.md``), so a plausible number that is not
listed is a number without a title, never an error. A number means nothing without its programme year:
in 2021 all of them changed.

A coordinator who has the official list of a year puts it into ``data/local/actions.csv``; for its years it
wins over the shipped list.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import pandas as pd

from sct_dash import atomic, facts
from sct_dash.errors import UserError
from sct_dash.facts import read_facts

OFFICIAL = "actions.csv"
"""The official list in `facts.LOCAL`, when one was loaded: columns ``programme_year``, ``action``, ``title``."""
OFFICIAL_COLUMNS = ["programme_year", "action", "title"]
_NUMBER = re.compile(r"([1-9]\d?)\.([1-9]\d?)", re.ASCII)
OFFICIAL_SOURCE = "official list, loaded by a coordinator"
_FAR_BEYOND = 5
"""How far beyond the highest place seen in any category an unlisted number is no longer plausible: the lists are
incomplete and a category may have grown by several actions since, but none was ever seen to have more than 14."""
_FEW_NEAR = 3
"""So many numbers are offered in place of an implausible one."""
_LIKE_A_TITLE = 85
"""Least similarity, 0 to 100, at which a title is worth suggesting."""


@lru_cache(maxsize=1)
def listed() -> pd.DataFrame:
    """Every action seen, one row a list it stood in; columns as in ``data/actions.csv``, years as int.

    Raises
    ------
    UserError
        When ``data/local/actions.csv`` is there and is not a list of actions.
    """
    shipped = read_facts("actions.csv").astype({"numbering": int, "first_year": int, "last_year": int})
    official = _official()
    if official.empty:
        return shipped
    own = _as_rows(official, shipped)
    return pd.concat([shipped, own], ignore_index=True)


def read_official(name: str, content: bytes) -> pd.DataFrame:
    """An official list of actions, strictly: columns ``programme_year`` (int), ``action``, ``title``.

    Raises
    ------
    UserError
        When it is anything else; the line names the row.
    """
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{name}: is not a CSV file in UTF-8; save it as 'CSV UTF-8'.") from error
    if not lines or [cell.strip() for cell in lines[0]] != OFFICIAL_COLUMNS:
        raise UserError(f"{name}: its first row must be {', '.join(OFFICIAL_COLUMNS)}.")
    first = read_facts("actions.csv")["numbering"].astype(int).min()
    rows: dict[tuple[int, str], str] = {}
    for place, line in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in line]
        if not any(cells):
            continue
        if len(cells) != len(OFFICIAL_COLUMNS) or not all(cells):
            raise UserError(f"{name}: row {place} must have a programme year, an action number and a title.")
        year, number, title_given = cells
        if not re.fullmatch(r"20\d\d", year, re.ASCII) or not _NUMBER.fullmatch(number):
            raise UserError(f"{name}: row {place} must begin like 2024,3.12; a number such as 3.10 keeps its zero.")
        if int(year) < first:
            raise UserError(
                f"{name}: row {place}: Sustainable CT had no actions in {year}; its first list is of {first}."
            )
        if (int(year), number) in rows:
            raise UserError(f"{name}: row {place} names action {number} of {year} a second time; remove one.")
        rows[int(year), number] = title_given
    table = [(year, number, title_given) for (year, number), title_given in rows.items()]
    return pd.DataFrame(table, columns=OFFICIAL_COLUMNS).astype({"action": "str", "title": "str"})


def keep_official(table: pd.DataFrame) -> None:
    """Use an official list, as `read_official` gives it, from now on for the years that it names.

    Lists of other years that were kept before stay.

    Raises
    ------
    UserError
        When the file of lists is damaged or cannot be written.
    """
    years = set(table["programme_year"])
    _update(lambda kept: pd.concat([kept[~kept["programme_year"].isin(years)], table], ignore_index=True))


def drop_official(programme_year: int) -> None:
    """Go back to the shipped list for a year.

    Raises
    ------
    UserError
        When the file of lists is damaged or cannot be written.
    """
    _update(lambda kept: kept[kept["programme_year"] != programme_year])


def official_years() -> tuple[int, ...]:
    """The programme years for which an official list was kept."""
    return tuple(sorted(_official_years()))


def _official() -> pd.DataFrame:
    file = facts.LOCAL / OFFICIAL
    return _read(file.read_bytes() if file.exists() else None)


def _read(content: bytes | None) -> pd.DataFrame:
    return pd.DataFrame(columns=OFFICIAL_COLUMNS) if content is None else read_official(OFFICIAL, content)


def _update(change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Keep what `change` makes of the lists that are kept at that moment, by whomever."""

    def changed(content: bytes | None) -> bytes:
        table = change(_read(content)).sort_values("programme_year", kind="stable")
        written = table.to_csv(index=False, lineterminator="\n").encode()
        read_official(OFFICIAL, written)  # what could not be read back is not written
        return written

    atomic.update(facts.LOCAL / OFFICIAL, changed)
    forget()


def forget() -> None:
    """Read the lists anew when they are next asked for."""
    lists = (listed, revision, numbering, full_titles, _by_number, _official_years)
    for remembered in (*lists, _titles, titles, label, numbered, numbers, category, doubt, near, is_of_draft):
        remembered.cache_clear()


@lru_cache(maxsize=1)
def revision() -> str:
    """A short name for exactly the lists in use; what is remembered about actions elsewhere goes by it."""
    return hashlib.sha256(listed().to_csv(index=False).encode()).hexdigest()[:16]


def _as_rows(official: pd.DataFrame, shipped: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for row in official.itertuples():
        begun = max(first for first in shipped["numbering"].unique() if first <= row.programme_year)
        years = {"numbering": int(begun), "first_year": row.programme_year, "last_year": row.programme_year}
        named = {"action": row.action, "category": row.action.split(".")[0], "title": row.title, "title_seen": "yes"}
        rows.append(dict.fromkeys(shipped.columns, "") | years | named | {"source": OFFICIAL_SOURCE})
    return pd.DataFrame(rows, columns=shipped.columns).astype(shipped.dtypes.to_dict())


@lru_cache(maxsize=1)
def _official_years() -> frozenset[int]:
    table = listed()
    return frozenset(table.loc[table["source"] == OFFICIAL_SOURCE, "first_year"])


@lru_cache(maxsize=1)
def categories() -> pd.DataFrame:
    """The categories of both numberings: columns ``numbering``, ``category`` (int), ``name``."""
    table = read_facts("categories.csv")
    later = table[["category", "name"]].assign(numbering=2021)
    earlier = table[["category_2018", "name_2018"]].set_axis(["category", "name"], axis=1).assign(numbering=2018)
    both = pd.concat([later, earlier[earlier["category"] != ""]]).drop_duplicates(["numbering", "category"])
    return both.astype({"category": int})[["numbering", "category", "name"]].reset_index(drop=True)


@lru_cache(maxsize=200)
def numbering(programme_year: int) -> int:
    """The first year of the numbering that was in use: 2018 or 2021.

    Raises
    ------
    UserError
        For a year before the programme began.
    """
    begun = [first for first in listed()["numbering"].unique() if first <= programme_year]
    if not begun:
        raise UserError(f"Sustainable CT had no actions in {programme_year}; its first list is from 2018.")
    return int(max(begun))


def problem(number: str, programme_year: int) -> str:
    """What is wrong with an action number, in words; '' when it is plausible."""
    match = _NUMBER.fullmatch(number)
    if not match:
        return "is not an action number; write category and number, as in 3.12"
    known = _category_names(numbering(programme_year))
    if int(match[1]) not in known:
        return f"there is no category {match[1]} in {programme_year}; categories run from 1 to {max(known)}"
    return ""


@lru_cache(maxsize=2_000)
def doubt(number: str, programme_year: int) -> str:
    """Why a number that fits the pattern is probably no action of this year, in words; '' when it is plausible.

    An official list of that very year is complete; the shipped ones are not, and only what lies far beyond them
    is doubted.
    """
    if is_listed(number, programme_year):
        return ""
    if programme_year in _official_years():
        return f"the official list of {programme_year} has no action {number}"
    highest = max(natural_key(known)[1] for known in numbers(programme_year))
    if natural_key(number)[1] <= highest + _FAR_BEYOND:
        return ""
    return "is numbered higher than any action that we know of; write the one that is meant"


@lru_cache(maxsize=2_000)
def near(number: str, programme_year: int) -> tuple[str, ...]:
    """The listed numbers that are most like one that is not: a slip of a key away, else the last of its category."""
    from rapidfuzz.distance import OSA

    known = sorted(_by_number(programme_year) - {""}, key=natural_key)
    own = [other for other in known if natural_key(other)[0] == natural_key(number)[0]]
    slips = [other for other in known if OSA.distance(other, number) == 1]
    return tuple(sorted(slips, key=lambda other: other not in own)[:_FEW_NEAR]) or tuple(own[-_FEW_NEAR:])


def title(number: str, programme_year: int) -> str:
    """The action's title in the list nearest in time under the same numbering; '' when none was seen."""
    return _titles(programme_year).get(number, "")


@lru_cache(maxsize=2_000)
def numbered(number: str, programme_year: int) -> str:
    """The number for a sentence; one of an old numbering tells its year: ``3.12``, ``3.12 (2019 list)``."""
    current = numbering(programme_year) == max(listed()["numbering"])
    return number if current else f"{number} ({programme_year} list)"


@lru_cache(maxsize=2_000)
def label(number: str, programme_year: int) -> str:
    """Number and title for a person: ``3.12 Enhance Pollinator Pathways``."""
    return f"{numbered(number, programme_year)} {title(number, programme_year)}".strip()


@lru_cache(maxsize=2_000)
def category(number: str, programme_year: int) -> str:
    """The name of the category an action number begins with; '' when there is none of that number."""
    return _category_names(numbering(programme_year)).get(natural_key(number)[0], "")


@lru_cache(maxsize=200)
def numbers(programme_year: int) -> tuple[str, ...]:
    """Every number that a list of the same numbering has, in natural order."""
    table = listed()
    own = table[(table["numbering"] == numbering(programme_year)) & (table["action"] != "")]
    return tuple(sorted(own["action"].unique(), key=natural_key))


def is_listed(number: str, programme_year: int) -> bool:
    """Whether any list of the same numbering has this number."""
    return number in _by_number(programme_year)


@lru_cache(maxsize=2_000)
def is_of_draft(number: str, programme_year: int) -> bool:
    """Whether a number is known from a draft of a list alone: in the list itself it may be another action's."""
    table = _of_year(listed(), programme_year)
    basis = set(table.loc[table["action"] == number, "number_basis"])
    return basis == {"draft"}


def natural_key(number: str) -> tuple[int, ...]:
    """What to sort by so that 3.2 comes before 3.12."""
    return tuple(int(part) for part in number.split("."))


def titled(text: str, programme_year: int) -> tuple[str, ...]:
    """The numbers whose title this is, whatever its case, articles and punctuation; none for a stranger.

    A title that was seen without a number gives ``''``.
    """
    return full_titles(programme_year).get(_folded(text), ())


def nearly_titled(text: str, programme_year: int) -> str:
    """The number whose title is most like this text; '' when none is alike."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        _folded(text), full_titles(programme_year).keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_A_TITLE
    )
    numbers = full_titles(programme_year)[found[0]] if found else ()
    return numbers[0] if len(numbers) == 1 else ""


def leaning(text: str, numbers: Sequence[str], programme_year: int) -> str:
    """The one of these numbers in whose title every word of a text stands; '' where that is none or several."""
    said = set(_folded(text).split())
    titles = full_titles(programme_year)
    having = [
        number for number in numbers if any(number in titles[title] and said <= set(title.split()) for title in titles)
    ]
    return having[0] if said and len(having) == 1 else ""


@lru_cache(maxsize=50)
def titles(programme_year: int) -> dict[str, tuple[str, ...]]:
    """Every title of a year's lists, folded -> the numbers it bore; ``''`` for a number that was not seen.

    A title that is cut off stands without its broken word.
    """
    table = _of_year(listed(), programme_year)
    cut = table[table["title"].str.endswith("…") & (table["action"] != "")]
    broken = {_folded(row.title.rpartition(" ")[0]): (row.action,) for row in cut.itertuples()}
    return {title: numbers for title, numbers in (broken | full_titles(programme_year)).items() if title}


@lru_cache(maxsize=50)
def full_titles(programme_year: int) -> dict[str, tuple[str, ...]]:
    """Every title that was seen to its end, folded -> the numbers it bore in the lists of this year's numbering.

    Of several lists that have it, the nearest in time counts; ``''`` stands for a number that was not seen.
    """
    table = _of_year(listed(), programme_year)
    table = table[(table["title"] != "") & ~table["title"].str.endswith("…")]
    away = (table["first_year"] - programme_year).clip(lower=0) + (programme_year - table["last_year"]).clip(lower=0)
    found: dict[str, set[str]] = {}
    nearest: dict[str, int] = {}
    for row, distance in zip(table.itertuples(), away, strict=True):
        name = _folded(row.title)
        if row.action and distance < nearest.get(name, 1000):
            nearest[name] = distance
            found[name] = set()
        if not row.action:
            found.setdefault(name, {""})
        elif distance == nearest[name]:
            found[name].add(row.action)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _folded(text: str) -> str:
    """A title as it is compared: no case, articles or punctuation."""
    words_only = re.sub(r"[^\w\s]|_", " ", text.casefold().replace("&", " and "))
    return " ".join(word for word in words_only.split() if word not in ("a", "an", "the"))


def _of_year(table: pd.DataFrame, programme_year: int) -> pd.DataFrame:
    """The rows that speak for a year: the official list alone where there is one, else its numbering's."""
    if programme_year in _official_years():
        return table[(table["source"] == OFFICIAL_SOURCE) & (table["first_year"] == programme_year)]
    return table[table["numbering"] == numbering(programme_year)]


@lru_cache(maxsize=50)
def _by_number(programme_year: int) -> frozenset[str]:
    return frozenset(_of_year(listed(), programme_year)["action"])


@lru_cache(maxsize=50)
def _titles(programme_year: int) -> dict[str, str]:
    """Number -> its title in the list nearest in time."""
    table = _of_year(listed(), programme_year)
    table = table[table["title"] != ""]
    away = (table["first_year"] - programme_year).clip(lower=0) + (programme_year - table["last_year"]).clip(lower=0)
    nearest = table.assign(away=away).sort_values("away", kind="stable").drop_duplicates("action")
    return dict(zip(nearest["action"], nearest["title"], strict=True))


@lru_cache(maxsize=4)
def _category_names(numbering: int) -> dict[int, str]:
    table = categories()
    rows = table[table["numbering"] == numbering]
    return dict(zip(rows["category"], rows["name"], strict=True))
