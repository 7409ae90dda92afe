"""Where the records on the screen come from: the fictional sample, or a file of the user's own."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from sct_dash.facts import DATA
from sct_dash.records import schema
from sct_dash.records.readers import Reading, read_file

SAMPLE = DATA / "sample" / "records.csv"
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
        Whether they are the fictional sample, which every screen and document must say.
    """

    name: str
    records: pd.DataFrame
    version: str
    sample: bool = False

    def default_date(self, today: date) -> date:
        """The application date to begin with: today, and the fixed one for the sample."""
        return SAMPLE_DATE if self.sample else today


def of(reading: Reading) -> Source:
    """The accepted records of a file."""
    return Source(reading.name, reading.records, schema.version(reading.records))


@lru_cache(maxsize=1)
def sample() -> Source:
    """The shipped fictional records."""
    records = read_file(SAMPLE).records
    return Source("Sample", records, schema.version(records), sample=True)
