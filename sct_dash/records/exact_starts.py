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
    found = rows.copy()
    for place in rows.index[rough]:
        month = asked[rows.index.get_loc(place)]
        if once[month] == rivals[month] == 1 and not (rows.loc[place, _LATER] < days[month]).any():
            found.loc[place, "started"] = days[month]
    made = [*_MENTORSHIP, "started"]
    before, after = (schema.cells(one)[made].itertuples(index=False, name=None) for one in (rows, found))
    found["record_id"] = [
        schema.made_id(new) if name == schema.made_id(old) else name
        for name, old, new in zip(rows["record_id"], before, after, strict=True)
    ]
    return found


def _months(records: pd.DataFrame) -> list[tuple[Hashable, ...]]:
    """Of each record the mentorship and the month in which it began."""
    months = records["started"].dt.to_period("M")
    return list(zip(*(records[column] for column in _MENTORSHIP), months, strict=True))
