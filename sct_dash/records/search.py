"""Finding records by words, as a person types them: in any case, without accents, and not to their end."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sct_dash import actions
from sct_dash.records import schema
from sct_dash.records.planned import is_planned

_CELLS = tuple(column.name for column in schema.COLUMNS if column.kind not in ("flag", "year", "support"))
_AROUND = ",;:.!?()[]\"'“”"
"""Signs that are no part of the word beside them."""
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
_WRITTEN_ALIKE = str.maketrans("’‘–—", "''--")

ONLY: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "Still active": lambda records: records["last_active"].isna() & ~is_planned(records),
    "Ended": lambda records: records["last_active"].notna(),
    "Not implemented yet": lambda records: records["implemented_on"].isna() & ~is_planned(records),
    "Implemented, not documented by both": lambda records: (
        records["implemented_on"].notna() & ~(records["mentor_documented"] & records["mentee_documented"])
    ),
    "Planned introductions": is_planned,
}
"""Kinds of records that are asked for -> which of some records, as `schema.frame` shapes them, are of that kind."""


@dataclass(frozen=True)
class Searchable:
    """Records as they are searched; to make it takes several times as long as to search it.

    Attributes
    ----------
    texts
        One a record, in the records' order: all that it says, folded.
    """

    texts: tuple[str, ...]

    def having(self, text: str) -> np.ndarray:
        """Which records say every word of `text` somewhere, one bool a record; all of them for a blank text.

        A part of a word finds it. A number finds those that begin with it: 3.1 is found in 3.12, not in 13.1.
        """
        found = np.ones(len(self.texts), dtype=bool)
        for word in sought(text):
            if _NUMBER.fullmatch(word):
                begins = re.compile(rf"(?<![\d.]){re.escape(word)}", re.ASCII).search
                found &= np.fromiter((begins(one) is not None for one in self.texts), bool, len(self.texts))
            else:
                found &= np.fromiter((word in one for one in self.texts), bool, len(self.texts))
        return found


def searchable(records: pd.DataFrame) -> Searchable:
    """What can be found in records as `schema.frame` shapes them.

    Their names, towns, days as ISO dates and free text; the action by number and title; the support in words.
    """
    written = schema.cells(records)
    support = written["support"].map({forms: schema.said("support", forms) for forms in written["support"].unique()})
    titles = map(actions.title, records["action"].tolist(), records["programme_year"].tolist())
    columns = [*(written[name].tolist() for name in _CELLS), support.tolist(), titles]
    return Searchable(tuple(_folded("\n".join(cells)) for cells in zip(*columns, strict=True)))


def sought(text: str) -> tuple[str, ...]:
    """The words of a search, folded; none for a blank one."""
    return tuple(word for part in _folded(text).split() if (word := part.strip(_AROUND)))


def _folded(text: str) -> str:
    """Text as it is compared: no case, no accents, one kind of apostrophe and of dash."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.translate(_WRITTEN_ALIKE))
        text = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return text.casefold()
