"""Notes that say nothing of a day of implementation that is known by now. No database here."""

from datetime import date

from sct_dash.records import day_not_known
from sct_dash.records.store.tables import RECORDS, Cells

_NOTES, _DAY = (RECORDS.columns.index(name) for name in ("notes", "implemented_on"))


def beside(sheet: Cells, before: Cells, *others: Cells) -> tuple[Cells, ...]:
    """What a sheet says and the others; where its day of implementation is new, no notes say that another one is.

    Parameters
    ----------
    before
        What the sheet said last; as long as it says the same day, all notes stay.
    others
        Other versions of the record.
    """
    if sheet[_DAY] == before[_DAY]:
        return sheet, *others
    return tuple(_known(cells, sheet[_DAY]) for cells in (sheet, *others))


def own(cells: Cells) -> Cells:
    """A record whose notes do not contradict its own day of implementation."""
    return _known(cells, cells[_DAY])


def _known(cells: Cells, day: str) -> Cells:
    notes = day_not_known.as_true(cells[_NOTES], date.fromisoformat(day) if day else None)
    return (*cells[:_NOTES], notes, *cells[_NOTES + 1 :])
