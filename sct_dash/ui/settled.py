"""What is settled about a sheet: what was decided, now and as last time, and the rows that are no records."""

from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from sct_dash import words
from sct_dash.records import dates, schema
from sct_dash.records.dates import NoDay
from sct_dash.records.reading import CORRECTED, NO_RECORD, REMEMBERED, Applied, Quarantined, Reading
from sct_dash.ui import at_hand, cells, more
from sct_dash.ui.text import plain

TOLD = (CORRECTED, REMEMBERED)
"""The kinds of notes that are told here."""
_MOST_ROWS = 100


def settled(reading: Reading) -> None:
    """What was decided and which rows stay out, each with the way back."""
    now: dict[tuple[str, str, str], list[Applied]] = {}
    again: dict[tuple[str, str, str], list[Applied]] = {}
    for one in reading.applied:
        its = one.decision
        if one.again:
            again.setdefault(its.about, []).append(one)
        else:
            now.setdefault(_answer(one), []).append(one)
    if again:
        with st.expander(f"Corrected as last time: {len(again):,}", icon=":material/history:"):
            for about, ones in more.each(list(again.items()), "corrected-again"):
                _corrected(ones, "Ask again", _ask_again, *about)
    if now:
        with st.expander(f"Corrected by you: {len(now):,}", icon=":material/edit:"):
            for (field, *_), ones in more.each(list(now.items()), "corrected-now"):
                _corrected(ones, "Undo", _undo, field, tuple(one.row for one in ones))
    if aside := reading.set_aside:
        times = f", {words.of_them(len(reading.aside_again))} as last time" if reading.aside_again else ""
        with st.expander(f"{len(aside):,} set aside{times}", icon=":material/inventory_2:"):
            _stay_out(aside, "Bring it back")
    if others := reading.no_records:
        no_records = words.count(len(others), "row is no record", "rows are no records")
        with st.expander(f"{no_records}: {_kinds(others)}", icon=":material/block:"):
            _stay_out(others, "It is a record")


def _answer(one: Applied) -> tuple[str, str, str]:
    """What tells one answer from another; years of two digits in a column are one, as they were one question."""
    field, value, text = one.decision.field, one.decision.value, one.decision.text
    found = dates.span(value) if schema.KINDS[field] == "date" and value else None
    if isinstance(found, NoDay) and found.reason.startswith(dates.TWO_DIGITS) and found.suggestion == text:
        return field, dates.TWO_DIGITS, ""
    return field, value, text


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
    """One correction with the rows that it was applied to, and its way back."""
    decision, rows = ones[0].decision, [one.row for one in ones]
    before, after = (cells.said(decision.field, cell) or "empty" for cell in (decision.value, decision.text))
    with st.container(horizontal=True, vertical_alignment="center"):
        such = f"{len(ones):,} years of two digits, such as " if len({one.decision.value for one in ones}) > 1 else ""
        said = f"{cells.rows_named(rows)}, {schema.label(decision.field)}: {such}{before} is now {after}"
        st.markdown(plain(said), width="content")
        key = f"{label}-{decision.field}-{rows[0]}"
        st.button(label, key=key, on_click=back, args=args, type="tertiary")


def _undo(field: str, rows: Sequence[int]) -> None:
    at_hand.decide(lambda known: known.undone(field, rows))


def _ask_again(*about: str) -> None:
    at_hand.decide(lambda known: known.asked_again(about))
