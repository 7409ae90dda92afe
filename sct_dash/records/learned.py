"""What of a reading is to be remembered for the next sheet of its shape."""

from collections.abc import Collection, Sequence

from sct_dash.records.corrections import Corrections
from sct_dash.records.memory import Memory, row_key
from sct_dash.records.reading import Applied, Reading


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
    unsure = _unsure(reading.applied)
    return known.after(
        [one.decision for one in reading.applied if one.lasting and one.decision.about not in unsure],
        [row_key(row.cells) for row in reading.set_aside],
        names,
        whole=not reading.to_look_at,
        anew=corrections.anew | unsure,
        back=reading.back,
        columns=reading.mapping != reading.layout.mapping,
    )


def _unsure(applied: Sequence[Applied]) -> frozenset[tuple[str, str, str]]:
    """What answers that cannot be remembered are about; no older one, for these rows or everywhere, stands instead."""
    lasting = {one.decision for one in applied if one.lasting}
    answers = [one.decision for one in applied if not one.lasting and one.decision not in lasting]
    return frozenset(about for one in answers for about in (one.about, (one.field, one.value, "")))


def is_news(known: Memory, reading: Reading, corrections: Corrections) -> bool:
    """Whether other decisions would be remembered than are known; their order and the records are none."""
    later = after(known, reading, corrections, ())
    return set(later.cells) != set(known.cells) or set(later.aside) != set(known.aside)
