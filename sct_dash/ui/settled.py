"""What is settled about a sheet: what was decided, now and as last time, and the rows that are no records."""

from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from sct_dash import words
from sct_dash.records import schema
from sct_dash.records.corrections import Corrections
from sct_dash.records.reading import CORRECTED, NO_RECORD, REMEMBERED, Applied, Quarantined, Reading
from sct_dash.ui import at_hand, cells, more
from sct_dash.ui.text import plain

TOLD = (CORRECTED, REMEMBERED)
"""The kinds of notes that are told here."""
_MOST_ROWS, _MOST_CELLS = 100, 4


def settled(reading: Reading, corrections: Corrections) -> None:
    """What was decided and which rows stay out, each with the way back.

    Parameters
    ----------
    corrections
        What was decided now.
    """
    answers = corrections.answers()
    now: dict[int, list[Applied]] = {}
    again: dict[tuple[str, str, str], list[Applied]] = {}
    for one in reading.applied:
        its = one.decision
        if one.again:
            again.setdefault((its.field, its.value, its.text), []).append(one)
        else:
            now.setdefault(answers[one.row, its.field], []).append(one)
    # With its key a fold stays open while answers are taken back in it.
    if again:
        with st.expander(f"Corrected as last time: {len(again):,}", icon=":material/history:", key="corrected_again"):
            for ones in more.each(list(again.values()), "corrected-again"):
                _corrected(ones, "Ask again", _ask_again, *{one.decision.about: None for one in ones})
    if now:
        with st.expander(f"Corrected by you: {len(now):,}", icon=":material/edit:", key="corrected_now"):
            for answer, ones in more.each(list(now.items()), "corrected-now"):
                _corrected(ones, "Undo", _undo, answer)
    if aside := reading.set_aside:
        times = f", {words.of_them(len(reading.aside_again))} as last time" if reading.aside_again else ""
        with st.expander(f"{len(aside):,} set aside{times}", icon=":material/inventory_2:", key="stay_aside"):
            _stay_out(aside, "Bring it back")
    if others := reading.no_records:
        no_records = words.count(len(others), "row is no record", "rows are no records")
        with st.expander(f"{no_records}: {_kinds(others)}", icon=":material/block:", key="no_records"):
            _stay_out(others, "It is a record")


def _kinds(rows: Sequence[Quarantined]) -> str:
    """What rows are that are no records: ``2 totals and a note``."""
    kinds = Counter(row.faults[0].reason.removeprefix("is a ").removesuffix(f", {NO_RECORD}") for row in rows)
    return words.listing(f"a {kind}" if times == 1 else f"{times:,} {kind}s" for kind, times in kinds.items())


def _stay_out(rows: Sequence[Quarantined], label: str) -> None:
    """Rows that become no records, each with the way to have it read after all."""
    for row in rows[:_MOST_ROWS]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(f"Row {row.row}: {cells.row_of(row.cells)}"), width="content")
            st.button(label, key=f"back-{row.row}", on_click=at_hand.bring_back, args=(row.row,), type="tertiary")
    if (left := len(rows) - _MOST_ROWS) > 0:
        st.caption(f"and {left:,} more")


def _corrected(ones: list[Applied], label: str, back: Callable[..., None], *args: object) -> None:
    """One answer with the rows that it was applied to, and its way back."""
    field, rows = ones[0].decision.field, [one.row for one in ones]
    with st.container(horizontal=True, vertical_alignment="center"):
        said = f"{cells.rows_named(rows)}, {schema.label(field)}: {_change(ones)}"
        st.markdown(plain(said), width="content")
        key = f"{label}-{field}-{rows[0]}"
        st.button(label, key=key, on_click=back, args=args, type="tertiary")


def _change(ones: Sequence[Applied]) -> str:
    """What an answer made of the cells: ``Darren is now Darien``."""
    field = ones[0].decision.field
    before = list(dict.fromkeys(cells.said(field, one.said) or "empty" for one in ones))
    # A day is said with its month's name: 5/6/24 may have been either.
    say = schema.said if schema.KINDS[field] == "date" else cells.said
    after = list(dict.fromkeys(say(field, one.decision.text) or "empty" for one in ones))
    if len(after) > 1:
        return f"{words.count(len(ones), 'cell')}, such as {before[0]} is now {after[0]}"
    if before == after:
        return f"{before[0]} stays"
    return f"{words.listing(before, limit=_MOST_CELLS)} {'is' if len(before) == 1 else 'are'} now {after[0]}"


def _undo(answer: int) -> None:
    at_hand.decide(lambda known: known.undone(answer))


def _ask_again(*about: tuple[str, str, str]) -> None:
    at_hand.decide(lambda known: known.asked_again(*about))
