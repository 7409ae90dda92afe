"""Files that a coordinator really has: every row accounted for, the right ones asking, none silently wrong."""

import pytest
from messy.books import ALL

from sct_dash.records.readers import read


@pytest.mark.parametrize("messy", ALL, ids=lambda messy: messy.name)
def test_every_row_ends_where_it_must(messy):
    reading = read(messy.name, messy.content)
    asks: dict[int, tuple[str, ...]] = {}
    for fault in reading.faults:
        asks[fault.row] = (*asks.get(fault.row, ()), fault.column)
    assert asks == messy.asks
    assert (reading.accepted, len(reading.merged), reading.quarantined) == (
        messy.accepted,
        messy.merged,
        len(messy.asks),
    )
    assert reading.rows_in == reading.accepted + len(reading.merged) + reading.quarantined
