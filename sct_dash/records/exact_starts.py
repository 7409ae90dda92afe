"""A start that a sheet tells by its month alone is the day that is known of the same mentorship."""

from collections import Counter
from collections.abc import Collection, Hashable

import pandas as pd

from sct_dash.records import schema
from sct_dash.records.reading import Reading

_MENTORSHIP = ["mentor", "mentee", "action", "programme_year"]
_LATER = ["last_active", "implemented_on"]


def known(reading: Reading, records: pd.DataFrame, by_hand: Collection[str]) -> pd.DataFrame:
    """The accepted records; of those that begin roughly, the start is that of the record which they are.

    That is the only record of the same mentorship in the same month, where no other row of the sheet is it and no
    other day of the row lies before it. A row that names its record is that one, and one that was edited by hand is
    found by what its last sheet said.

    Parameters
    ----------
    records
        Those that there are now, as `schema.frame` shapes them.
    by_hand
        The ``record_id`` of those whose start is other than the last sheet said.
    """
    rows = reading.records
    rough = rows["record_id"].isin(reading.rough_starts)
    if not rough.any() or records.empty:
        return rows
    asked, there = _months(rows), _months(records)
    once, rivals = Counter(there), Counter(asked)
    days = dict(zip(there, records["started"].mask(records["record_id"].isin(by_hand)), strict=True))
    sure = [days[one] if once[one] == rivals[one] == 1 else pd.NaT for one in asked]
    day = pd.Series(sure, rows.index, dtype=rows["started"].dtype)
    fits = rough & day.notna() & ~rows[_LATER].lt(day, axis="index").any(axis="columns")
    fits[fits] = rows.loc[fits, "record_id"] == _made(rows[fits])
    found = rows.assign(started=rows["started"].mask(fits, day))
    found.loc[fits, "record_id"] = _made(found[fits])
    return found


def _made(rows: pd.DataFrame) -> list[str]:
    """The names of records that brought none along."""
    return [schema.made_id(key) for key in schema.cells(rows)[[*_MENTORSHIP, "started"]].itertuples(index=False)]


def _months(records: pd.DataFrame) -> list[tuple[Hashable, ...]]:
    """Of each record the mentorship and the month in which it began."""
    months = records["started"].dt.to_period("M")
    return list(zip(*(records[column] for column in _MENTORSHIP), months, strict=True))
