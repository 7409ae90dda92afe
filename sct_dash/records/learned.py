"""What of a reading is to be remembered for the next sheet of its shape."""

from collections.abc import Collection

from sct_dash.records.corrections import Corrections
from sct_dash.records.memory import Memory, row_key
from sct_dash.records.reading import Reading


def after(known: Memory, reading: Reading, corrections: Corrections, names: Collection[str]) -> Memory:
    """What is to be remembered after a reading was saved.

    Parameters
    ----------
    known
        What is remembered so far.
    corrections
        What was decided about its rows.
    names
        The records that it became.
    """
    return known.after(
        [one.decision for one in reading.applied if one.lasting],
        [row_key(row.cells) for row in reading.set_aside],
        names,
        whole=not reading.to_look_at,
        anew=corrections.anew,
        back=reading.back,
    )


def is_news(known: Memory, reading: Reading, corrections: Corrections) -> bool:
    """Whether other decisions would be remembered than are known; their order and the records are none."""
    later = after(known, reading, corrections, ())
    return set(later.cells) != set(known.cells) or set(later.aside) != set(known.aside)
