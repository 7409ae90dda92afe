"""Where the records on the screen come from: the fictional sample, the store, or a file of the user's own."""

import os
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sct_dash import facts
from sct_dash.facts import DATA, read_facts
from sct_dash.records import schema
from sct_dash.records.readers import Reading, read_file

if TYPE_CHECKING:
    from sct_dash.records.store import Store

_SAMPLE = "sample/records.csv"
SAMPLE = DATA / _SAMPLE
SAMPLE_DATE = date(2026, 11, 1)
"""The application date that the sample was made for."""


@dataclass(frozen=True, eq=False)
class Source:
    """Records with a name for exactly these records.

    Attributes
    ----------
    version
        Equal for equal records; what caches go by.
    sample
        Whether they are the fictional sample or hold any record of it, which every screen and document must say.
    """

    name: str
    records: pd.DataFrame
    version: str
    sample: bool = False

    @property
    def shipped(self) -> bool:
        """Whether they are the shipped sample itself, for looking only."""
        return self.version == sample().version

    def default_date(self, today: date) -> date:
        """The application date to begin with: today, and the fixed one for the shipped sample."""
        return SAMPLE_DATE if self.shipped else today


def of(reading: Reading) -> Source:
    """The accepted records of a file."""
    return _own(reading.name, reading.records)


@lru_cache(maxsize=1)
def sample() -> Source:
    """The shipped fictional records."""
    records = read_file(SAMPLE).records
    return Source("Sample", records, schema.version(records), sample=True)


def of_store(store: "Store") -> Source:
    """The records of a store as they are now; their version is the same wherever these records are kept."""
    return _own("our records", store.records())


def _own(name: str, records: pd.DataFrame) -> Source:
    """Records of a user's own, which are a sample as soon as one of them is a record of the sample."""
    cells = schema.cells(records)
    alike = cells[cells["started"].isin(_sample_starts())]  # few rows of a real list; comparing each whole takes longer
    of_the_sample = not _contents(alike).isdisjoint(_sample_contents())
    return Source(name, records, schema.version_of(cells), of_the_sample)


@lru_cache(maxsize=1)
def _sample_starts() -> frozenset[str]:
    return frozenset(_sample_cells()["started"])


@lru_cache(maxsize=1)
def _sample_contents() -> frozenset[tuple[str, ...]]:
    return _contents(_sample_cells())


@lru_cache(maxsize=1)
def _sample_cells() -> pd.DataFrame:
    return read_facts(_SAMPLE)  # its file is canonical; reading it as a user's takes ten times as long


def _contents(cells: pd.DataFrame) -> frozenset[tuple[str, ...]]:
    """What records say, whatever their names."""
    return frozenset(cells.drop(columns="record_id").itertuples(index=False, name=None))


def current() -> Source:
    """The records of the store, or the fictional sample until something was imported.

    Cheap while nothing changes: one small query. The same store version gives the same object.

    Raises
    ------
    UserError
        When the store cannot be read.
    """
    store = _opened(os.environ.get("SCT_DASH_DATABASE_URL"), facts.LOCAL)
    return _held(store, store.version())


@lru_cache(maxsize=4)
def _opened(url: str | None, local: Path) -> "Store":  # noqa: ARG001 (a cache key)
    """The store that the environment names, with its connections kept for the next look."""
    from sct_dash.records.store import open_store  # SQLAlchemy, 150 ms that a file of one's own need not pay

    return open_store(url)


@lru_cache(maxsize=4)
def _held(store: "Store", version: str) -> Source:  # noqa: ARG001 (a cache key)
    kept = of_store(store)
    return sample() if kept.records.empty else kept
