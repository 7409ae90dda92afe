"""What a sheet leaves to decide: rows taken off or corrected, fields that it empties, or changed here and in it."""

from typing import TYPE_CHECKING

import streamlit as st

from sct_dash import words
from sct_dash.records import losses, schema
from sct_dash.ui import more, tables
from sct_dash.ui.text import plain, spoken

if TYPE_CHECKING:
    from sct_dash.records.store import Correction, Difference, ImportPlan, TakenOff

Pairs = tuple[tuple[str, str], ...]
_KEEP, _EMPTY = "Keep what is here", "Empty them as well"


def taken_off(found: tuple["TakenOff", ...], stamp: str) -> tuple[str, ...]:
    """Ask which records that somebody took off the list come back with this sheet; by itself none does.

    Returns
    -------
    tuple
        The names of the new records that stay off.
    """
    if not found:
        return ()
    with st.container(border=True, gap="small", key="taken_off"):
        st.markdown(f"**{words.count(len(found), 'row was', 'rows were')} taken off the list before**")
        st.caption("Ticked, the record comes back. Not ticked, it stays off.")
        drawn = {one.name: _comes_back(one, stamp) for one in more.each(found, f"back-{stamp}")}
        left = [_back_key(name, stamp) for name, ticked in drawn.items() if not ticked]
        more.tick_all(left, len(drawn) == len(found), f"tick-back-{stamp}")
    return tuple(one.name for one in found if not drawn.get(one.name))


def _comes_back(one: "TakenOff", stamp: str) -> bool:
    return st.checkbox(plain(f"{one.sentence}: bring it back?"), key=_back_key(one.name, stamp))


def _back_key(name: str, stamp: str) -> str:
    return f"back-{stamp}-{name}"


def corrected(found: tuple["Correction", ...], stamp: str) -> Pairs:
    """Ask which new rows are a record that was there before, corrected; one that is sure says yes by itself.

    Returns
    -------
    tuple
        (name as a new record, record) of those that are.
    """
    if not found:
        return ()
    with st.container(border=True, gap="small", key="corrected"):
        st.markdown(f"**{words.count(len(found), 'row looks', 'rows look')} like a correction**")
        st.caption("Ticked, the record is changed. Not ticked, the row is a new record, and the old one stays.")
        drawn = {one: _is_it(one, stamp) for one in more.each(found, f"same-{stamp}")}
        left = [_same_key(one, stamp) for one, ticked in drawn.items() if not ticked]
        more.tick_all(left, len(drawn) == len(found), f"tick-same-{stamp}")
    return tuple((one.new, one.old) for one in found if drawn.get(one, one.sure))


def _is_it(one: "Correction", stamp: str) -> bool:
    say = f"This looks like {one.sentence}: change it?"
    return st.checkbox(plain(say), one.sure, key=_same_key(one, stamp))


def _same_key(one: "Correction", stamp: str) -> str:
    return f"same-{stamp}-{one.new}-{one.old}"


def blanks(plan: "ImportPlan", stamp: str) -> bool:
    """Ask whether fields that are filled here, and that the sheet leaves blank, are emptied; by themselves none is.

    Returns
    -------
    bool
        Whether they stay as they are.
    """
    if not plan.blanks:
        return False
    with st.container(border=True, gap="small", key="blanks"):
        said = f"The sheet leaves {words.count(len(plan.blanks), 'field')} empty that"
        said += " is filled here" if len(plan.blanks) == 1 else " are filled here"
        st.markdown(f"**{said}**")
        st.caption(plain(f"{losses.fields((one.subject, one.field) for one in plan.blanks)}."))
        chosen = st.radio(said, [_KEEP, _EMPTY], key=f"blanks-{stamp}", horizontal=True, label_visibility="collapsed")
    return chosen == _KEEP


def clashes(plan: "ImportPlan", stamp: str) -> Pairs:
    """Ask about each field that was changed here and in the sheet; ours stays unless the sheet's is chosen.

    Returns
    -------
    tuple
        (record, field) of those in which the sheet's is wanted.
    """
    if not plan.clashes:
        return ()
    with st.container(border=True, gap="small", key="clashes"):
        count = words.count(len(plan.clashes), "field was", "fields were")
        st.markdown(f"**{count} changed both here and in the sheet**")
        return tuple((one.name, one.field) for one in more.each(plan.clashes, f"clash-{stamp}") if _takes(one, stamp))


def _takes(one: "Difference", stamp: str) -> bool:
    ours, sheets = (plain(schema.said(one.field, cell) if cell else "empty") for cell in (one.theirs, one.mine))
    before = f" (the last sheet said: {schema.said(one.field, one.base)})" if one.base else ""
    options = [f"Keep ours: {ours}", f"Take the sheet's: {sheets}"]
    asked = f"{one.subject}: {schema.label(one.field)}{before}"
    st.markdown(plain(asked))
    chosen = st.radio(
        spoken(asked), options, key=f"clash-{stamp}-{one.name}-{one.field}", horizontal=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return chosen.startswith("Take")


def kept(plan: "ImportPlan") -> None:
    """The fields that were edited here, which the sheet says as before."""
    if not plan.kept:
        return
    with st.expander(
        f"Edited here and unchanged in the sheet: {words.count(len(plan.kept), 'field stays', 'fields stay')}"
    ):
        text = st.column_config.TextColumn
        table = plan.kept_fields
        for side in ("before", "after"):
            table[side] = [schema.said(*cell) for cell in zip(table["field"], table[side], strict=True)]
        table["field"] = table["field"].map(schema.label)
        names = ("subject", "field", "before", "after")
        tables.show(table, names, "What stays as it was edited", before=text("In the sheet"), after=text("Stays"))
