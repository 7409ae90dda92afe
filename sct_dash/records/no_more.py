"""Records that the last version of a sheet had and that this one does not have any more."""

from collections.abc import Collection

import pandas as pd

from sct_dash.records import schema
from sct_dash.records.memory import Memory
from sct_dash.records.reading import Reading

_FEWEST = 2
"""So many of the towns, the action and the start must be understood before a row may be a record."""


def no_more(reading: Reading, known: Memory, names: Collection[str], records: pd.DataFrame) -> frozenset[str]:
    """The ``record_id`` of those records; not one that a row of the sheet which still asks may be.

    Parameters
    ----------
    known
        What is remembered of sheets of this shape.
    names
        The records that the sheet's accepted rows are.
    records
        Those that there are now, as `schema.frame` shapes them.
    """
    lost = known.gone(names, set(records["record_id"])) if known.imports else frozenset()
    return lost - _awaited(reading, records[records["record_id"].isin(lost)])


def _awaited(reading: Reading, records: pd.DataFrame) -> frozenset[str]:
    """The records of which a row that still asks says nothing else, as far as it is understood."""
    asking = {told for row in reading.quarantine for told in row.understood}
    if not asking or records.empty:
        return frozenset()
    cells = schema.cells(records)
    found: set[str] = set()
    for fields in {tuple(field for field, _ in told) for told in asking}:
        if len({*fields} - {"programme_year"}) < _FEWEST:
            continue
        said = {tuple(text for _, text in told) for told in asking if tuple(field for field, _ in told) == fields}
        ours = zip(cells["record_id"], zip(*(cells[field] for field in fields), strict=True), strict=True)
        found.update(name for name, texts in ours if texts in said)
    return frozenset(found)
