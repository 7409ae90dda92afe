"""A start that a sheet tells by its month alone is the day that is known of the same mentorship."""

from collections import Counter
from collections.abc import Hashable

import pandas as pd

from sct_dash.records import schema
from sct_dash.records.reading import Reading

_MENTORSHIP = ["mentor", "mentee", "action", "programme_year"]
_LATER = ["last_active", "implemented_on"]


def known(reading: Reading, records: pd.DataFrame) -> pd.DataFrame:
    """The accepted records; of those that begin roughly, the start is that of the record which they are.

    That is the only record of the same mentorship in the same month, where no other row of the sheet is it and no
    other day of the row lies before it.

    Parameters
    ----------
    records
        Those that there are now, as `schema.frame` shapes them.
    """
    rows = reading.records
    rough = rows["record_id"].isin(reading.rough_starts)
    if not rough.any() or records.empty:
        return rows
    asked, there = _months(rows), _months(records)
    once, rivals = Counter(there), Counter(asked)
    days = dict(zip(there, records["started"], strict=True))
    sure = [days[one] if once[one] == rivals[one] == 1 else pd.NaT for one in asked]
    day = pd.Series(sure, rows.index, dtype=rows["started"].dtype)
    fits = rough & day.notna() & ~rows[_LATER].lt(day, axis="index").any(axis="columns")
    found = rows.assign(started=rows["started"].mask(fits, day))
    changed = found["started"] != rows["started"]
    names = zip(rows.loc[changed, "record_id"], _made(rows[changed]), _made(found[changed]), strict=True)
    found.loc[changed, "record_id"] = [new if name == old else name for name, old, new in names]
    return found


def _made(rows: pd.DataFrame) -> list[str]:
    """The names that records get which bring none along."""
    return [schema.made_id(key) for key in schema.cells(rows)[[*_MENTORSHIP, "started"]].itertuples(index=False)]


def _months(records: pd.DataFrame) -> list[tuple[Hashable, ...]]:
    """Of each record the mentorship and the month in which it began."""
    months = records["started"].dt.to_period("M")
    return list(zip(*(records[column] for column in _MENTORSHIP), months, strict=True))
