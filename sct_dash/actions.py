"""The programme's actions by number, programme year and title.

The lists that could be found are incomplete (``data/README.md``), so a plausible number that is not
listed is a number without a title, never an error. A number means nothing without its programme year:
in 2021 all of them changed.
"""

import re
from functools import lru_cache

import pandas as pd

from sct_dash.errors import UserError
from sct_dash.facts import read_facts

_NUMBER = re.compile(r"([1-9]\d?)\.([1-9]\d?)", re.ASCII)


@lru_cache(maxsize=1)
def listed() -> pd.DataFrame:
    """Every action seen, one row a list it stood in; columns as in ``data/actions.csv``, years as int."""
    table = read_facts("actions.csv")
    return table.astype({"numbering": int, "first_year": int, "last_year": int})


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
def title(number: str, programme_year: int) -> str:
    """The action's title in the list nearest in time under the same numbering; '' when none was seen."""
    rows = _rows(number, programme_year)
    rows = rows[rows["title"] != ""]
    if rows.empty:
        return ""
    away = (rows["first_year"] - programme_year).clip(lower=0) + (programme_year - rows["last_year"]).clip(lower=0)
    return str(rows.loc[away.idxmin(), "title"])


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


def is_listed(number: str, programme_year: int) -> bool:
    """Whether any list of the same numbering has this number."""
    return not _rows(number, programme_year).empty


def natural_key(number: str) -> tuple[int, ...]:
    """What to sort by so that 3.2 comes before 3.12."""
    return tuple(int(part) for part in number.split("."))


def _rows(number: str, programme_year: int) -> pd.DataFrame:
    table = listed()
    return table[(table["action"] == number) & (table["numbering"] == numbering(programme_year))]


@lru_cache(maxsize=4)
def _category_names(numbering: int) -> dict[int, str]:
    table = categories()
    rows = table[table["numbering"] == numbering]
    return dict(zip(rows["category"], rows["name"], strict=True))
