"""The programme's official list of actions, out of whatever table a coordinator has it in."""

import re

import pandas as pd

from sct_dash import actions, words
from sct_dash.errors import UserError
from sct_dash.records import sheets
from sct_dash.records.sheets import Cell, Sheet, shown

_HEADERS = {
    "programme_year": {"programme year", "program year", "year", "cycle"},
    "action": {"action", "action number", "action no", "action id", "number", "no", "sct action", "id"},
    "title": {"title", "action title", "action name", "name", "description"},
}
"""What the columns of such lists are called."""
_SEARCHED = 30
"""The header is one of so many first rows."""
_NUMBER = re.compile(r"(\d{1,2})\.(\d{1,2})", re.ASCII)


def read(name: str, content: bytes, year: int | None = None) -> pd.DataFrame:
    """An official list.

    Parameters
    ----------
    name, content
        A file of any kind that records are read from; the first sheet that has a number and a title column.
    year
        The programme year of a list that names none.

    Returns
    -------
    DataFrame
        ``programme_year`` (int), ``action``, ``title``, in the order of the list.

    Raises
    ------
    UserError
        When it is no such list, or a spreadsheet may have made 3.1 of a 3.10; the line names the row.
    """
    book = sheets.book(name, content)
    for sheet in map(book.sheet, book.sheets):
        for place, row in enumerate(sheet.rows[:_SEARCHED]):
            columns = _columns(row)
            if {"action", "title"} <= columns.keys():
                return _table(name, sheet, place, columns, year)
    raise UserError(f"{name}: no row names an action column and a title column, such as Action and Title.")


def _columns(row: tuple[Cell, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        said = " ".join(re.sub(r"[^a-z]+", " ", shown(cell).casefold()).split())
        for column, names in _HEADERS.items():
            if said in names:
                found.setdefault(column, place)
    return found


def _table(name: str, sheet: Sheet, header: int, columns: dict[str, int], year: int | None) -> pd.DataFrame:
    if "programme_year" not in columns and year is None:
        raise UserError(f"{name}: names no programme year; say which year the list is for.")
    rows: dict[tuple[int, str], str] = {}
    halved: dict[tuple[int, str], int] = {}
    for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
        cells = {column: row[place] if place < len(row) else None for column, place in columns.items()}
        action, title = shown(cells["action"]), shown(cells["title"])
        if not action or not title:
            continue  # a heading of a category, or a blank row
        of = year if "programme_year" not in columns else _year(name, number, shown(cells["programme_year"]))
        if not _NUMBER.fullmatch(action):
            raise UserError(f"{name}: row {number}: {action!r} is no action number such as 3.12.")
        if (of, action) in rows:
            raise UserError(f"{name}: row {number} names action {action} of {of} a second time{_ZERO}")
        if isinstance(cells["action"], float):
            halved[of, action] = number
        rows[of, action] = title
    if not rows:
        raise UserError(f"{name}: has no row with an action number and a title.")
    for (of, action), number in halved.items():
        category, place = action.split(".")
        later = any(a.split(".")[0] == category and int(a.split(".")[1]) > 10 * int(place) for y, a in rows if y == of)
        if later and (of, f"{action}0") not in rows:
            raise UserError(f"{name}: row {number}: {action} may be {action}0{_ZERO}")
    table = [(of, action, title) for (of, action), title in rows.items()]
    return pd.DataFrame(table, columns=actions.OFFICIAL_COLUMNS).astype({"action": "str", "title": "str"})


_ZERO = "; a spreadsheet makes 3.1 of 3.10: format the column as text, type such numbers again, and load the file anew."


def _year(name: str, number: int, said: str) -> int:
    found = re.fullmatch(r"(20\d\d)(?:\.0)?", said, re.ASCII)
    if not found:
        raise UserError(f"{name}: row {number}: {said!r} is no programme year such as 2026.")
    return int(found[1])


def load(name: str, content: bytes, year: int | None = None) -> str:
    """Use an official list from now on for the years that it names; what is in use now, as a sentence."""
    table = read(name, content, year)
    actions.keep_official(table)
    years = words.listing(str(of) for of in sorted(set(table["programme_year"])))
    return f"{words.count(len(table), 'action')} of the official list of {years} in use now."
