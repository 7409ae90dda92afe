"""The tables that a store keeps, and how their rows become text cells and back.

An entry is one row of a table: its name and its cells, every cell text as in a canonical file.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter

import pandas as pd

from sct_dash.errors import UserError
from sct_dash.records import lists, schema

Cells = tuple[str, ...]
"""One entry's cells in the order of its table's columns; '' where empty."""
State = dict[str, Cells]
"""Every entry of a table at one moment, by its name."""

NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters, and halves of characters: nobody typed them, and not every file can hold them."""
LONGEST_NAME = 200
"""Characters in an entry's name; more would not fit the index of every database."""


@dataclass(frozen=True)
class Table:
    """One of the tables of a store.

    Attributes
    ----------
    name
        What one of its entries is called.
    columns
        All columns in their order.
    key
        The columns that tell one entry from another.
    id_column
        The column that holds the entry's name; '' where the key is the name.
    subject
        How a sentence speaks of an entry.
    quiet
        (column, cell) that says no more than an empty cell does.
    numbers
        The columns that hold whole numbers.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    id_column: str
    subject: str
    quiet: tuple[tuple[str, str], ...] = ()
    numbers: tuple[str, ...] = ()

    def key_of(self, cells: Cells) -> Cells:
        return self._key(cells)

    @cached_property
    def _key(self) -> Callable[[Cells], Cells]:
        return itemgetter(*map(self.columns.index, self.key))

    def given_id(self, cells: Cells) -> str:
        """The name that the entry brings along; '' when it brings none."""
        return cells[self.columns.index(self.id_column)] if self.id_column else "|".join(self.key_of(cells))

    def fits(self, cells: Cells, name: str) -> bool:
        """Whether cells from elsewhere can be the entry of this name."""
        counted = (cells[self.columns.index(column)] for column in self.numbers)
        return self.given_id(cells) == name and all(map(str.isdecimal, counted))

    def named(self, cells: Cells, name: str) -> Cells:
        """The same cells under another name."""
        if not self.id_column:
            return cells
        place = self.columns.index(self.id_column)
        return (*cells[:place], name, *cells[place + 1 :])

    def say(self, cells: Cells) -> str:
        """The entry in a sentence: ``Simsbury's mentorship of Avon on 3.12``."""
        told = dict(zip(self.columns, cells, strict=True))
        return self.subject.format_map(told | {"action": told.get("action") or "any action"})


RECORDS = Table(
    "record",
    schema.NAMES,
    ("mentor", "mentee", "action", "programme_year", "started"),
    "record_id",
    "{mentor}'s mentorship of {mentee} on {action}",
    (("mentor_documented", "no"), ("mentee_documented", "no")),
)
NEEDS = Table("need", lists.NEEDS_COLUMNS, ("town", "action"), "", "{town}'s need for {action}")
"""What towns look for a mentor for; an empty action means any."""
EXPERIENCE = Table(
    "experience",
    lists.EXPERIENCE_COLUMNS,
    ("town", "action", "programme_year"),
    "",
    "{town}'s experience with {action}",
)
"""What towns have done and could mentor others on."""
KEPT = (RECORDS, NEEDS, EXPERIENCE)
"""What a person keeps, and is told about."""
BROUGHT = replace(RECORDS, name="brought")
"""What the last import of each record said, whatever the record is now: what tells a hand's edit from a sheet's."""
OPEN = Table(
    "open",
    ("name", "rows", "became", "shape", "file", "sheet", "kept"),
    ("name",),
    "name",
    "the open rows of {file}",
    numbers=("rows",),
)
"""The sheets that were saved with rows nobody had answered: see `left_open`."""
FILES = Table("file", ("name", "content"), ("name",), "name", "the file of a sheet")
"""The files of these sheets, each once: no step takes one away, since a later one may be about it."""
UNTOLD = (BROUGHT, OPEN, FILES)
"""What steps keep beside that."""
TABLES = (*KEPT, *UNTOLD)

_KINDS = {column.name: column.kind for column in schema.COLUMNS}


def to_cells(table: Table, rows: pd.DataFrame) -> list[Cells]:
    """Rows as text cells.

    Parameters
    ----------
    rows
        Records as `schema.frame` shapes them, or needs or experience as `lists` reads them.

    Raises
    ------
    UserError
        When an entry's name is too long, or no text.
    """
    if table is RECORDS:
        written = schema.cells(rows)
    else:
        written = pd.DataFrame({name: rows[name].astype("str").fillna("") for name in table.columns}, dtype="str")
    cells = list(written.itertuples(index=False, name=None))
    for row in cells:
        if len(name := table.given_id(row)) > LONGEST_NAME or NOT_TEXT.search(name):
            raise UserError(f"The name {name[:20]!r} is longer than {LONGEST_NAME} characters or no text; shorten it.")
    return cells


def to_frame(table: Table, cells: Iterable[Cells]) -> pd.DataFrame:
    """Text cells as a table: records as `schema.frame` shapes them, in the order of their start."""
    rows = pd.DataFrame(sorted(cells, key=_order(table)), columns=list(table.columns), dtype="str")
    typed = {}
    for name in table.columns:
        kind = _KINDS.get(name, "text")
        if kind == "date":
            filled = rows[name].where(rows[name] != "", None)
            typed[name] = pd.to_datetime(filled, format="%Y-%m-%d").astype("datetime64[s]")
        elif kind == "flag":
            typed[name] = (rows[name] == "yes").astype("bool")
        elif kind == "year":
            typed[name] = rows[name].astype("int64")
        else:
            typed[name] = rows[name]
    return pd.DataFrame(typed, columns=list(table.columns))


def _order(table: Table) -> Callable[[Cells], Cells]:
    first = ("started", *table.key, "record_id") if table is RECORDS else table.key
    return itemgetter(*(table.columns.index(name) for name in first))
