"""The records as a list: search, pick one, see its history, change it, take it off, add one."""

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sct_dash import clock, network, words
from sct_dash.records import schema
from sct_dash.ui import keeping, record_form, tables
from sct_dash.ui.frame import View
from sct_dash.ui.keeping import Opened
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import StepResult

_COLUMNS = (
    *("record_id", "mentor", "mentee", "action", "support", "started", "last_active", "implemented_on"),
    *("mentor_documented", "mentee_documented", "partners", "evidence", "notes"),
)

_JOIN = "Fields that only one of you changed join by themselves."
_CHANGING = "changing"
"""Session state: the record whose form is open."""


def browse(view: View, who: str) -> None:
    """The list with its search, and below it the record that was picked."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input("Search", key="search", placeholder="A town, an action, a word", width=280)
        day = _day_asked(view)
    listed = schema.containing(_records(view, day), search)
    about = f" about {view.snapshot.region}'s towns" if view.snapshot.region else ""
    st.markdown(f"**{words.count(len(listed), 'record')}{about}**{_as_of(day)}")
    picked = tables.show(listed, _COLUMNS, "The records", key="records", select=day is None, remember="record_id")
    if view.snapshot.source.shipped or day is not None:
        st.caption("This is for looking only.")
    elif picked:
        change(listed.iloc[picked[0]], who)
    else:
        _close(view)
        st.caption("Select a row to see a record's history and to change it.")


def add(who: str) -> None:
    """A new record."""
    row, faults = record_form.fill_in(None, f"new-{st.session_state.get('added', 0)}")
    ready = row is not None and not faults and bool(who)
    version = keeping.the_store().version()
    if st.button("Add the record", type="primary", disabled=not ready, help=_why_not(who, row, faults)):
        kept = keeping.save(
            lambda: keeping.the_store().edit(row, version, who, "added by hand"),
            lambda _: "The record was added.",
            "new record",
        )
        if kept:
            st.session_state["added"] = st.session_state.get("added", 0) + 1
            st.rerun()


def change(record: pd.Series, who: str) -> None:
    """A record's form with its history."""
    name = record["record_id"]
    if st.session_state.get(_CHANGING) != name:
        keeping.close(name)
        keeping.forget_conflict()
        st.session_state[_CHANGING] = name
    opened = keeping.opened(name, lambda: _read(record))
    st.markdown(f"**{plain(record['mentor'])} mentors {plain(record['mentee'])}** · {plain(name)}")
    form, history = st.columns([1.4, 1], gap="large")
    with history:
        tell_history(name)
    with form:
        row, faults = record_form.fill_in(opened.rows.iloc[0], f"edit-{name}-{opened.version}")

        def write(over: str | None = None) -> None:
            if keeping.save(
                lambda: keeping.the_store().edit(row, opened.version, who, "edited by hand", over=over),
                lambda result: f"{name} was saved.{_joined(result)}",
                name,
            ):
                st.rerun()

        def take_off(version: str) -> None:
            if keeping.save(
                lambda: keeping.the_store().remove([name], version, who, "taken off by hand"),
                lambda _: f"{name} was taken off the list.",
                f"off {name}",
            ):
                keeping.close(name)
                st.rerun()

        saving = keeping.conflict(name, write, hint=_JOIN)
        if saving or keeping.conflict(f"off {name}", take_off, "Take it off anyway", opened=name):
            return
        with st.container(horizontal=True):
            ready = row is not None and not faults and bool(who)
            if st.button("Save", type="primary", disabled=not ready, help=_why_not(who, row, faults), key="save"):
                write()
            with st.popover("Take it off the list", icon=":material/delete:"):
                st.markdown("Its history stays, and the step can be undone.")
                if st.button("Take it off", disabled=not who, key="remove"):
                    take_off(opened.version)


def _joined(result: "StepResult") -> str:
    """What somebody else changed meanwhile and stays so."""
    if not result.joined:
        return ""
    fields = words.sentence(words.listing(map(schema.label, result.joined)))
    return f" {fields}, which somebody else changed meanwhile, {'stays' if len(result.joined) == 1 else 'stay'} so."


def _read(record: pd.Series) -> Opened:
    """The record as it is now. The version is asked first: a step in between is then a conflict, not unseen."""
    version = keeping.the_store().version()
    records = keeping.the_store().records()
    now = records[records["record_id"] == record["record_id"]]
    return Opened(version, now if len(now) else record.to_frame().T)


def _close(view: View) -> None:
    """Let the record go that was open; say so where somebody else took it off meanwhile."""
    name = st.session_state.pop(_CHANGING, None)
    if name and keeping.is_open(name):
        keeping.close(name)
        if name not in set(view.snapshot.source.records["record_id"]):
            st.warning(f"{plain(name)} was taken off the list meanwhile. Nothing was saved.", icon=":material/group:")


def tell_history(name: str) -> None:
    """What every step did to a record, the newest first."""
    st.markdown("**History**")
    for version in keeping.the_store().history_of(name):
        st.markdown(f"- {plain(version.step.sentence)}")
        if version.change == "changed":
            st.caption(plain("; ".join(str(field) for field in version.fields)))


def _day_asked(view: View) -> date | None:
    if view.snapshot.source.shipped:
        return None
    return st.date_input(
        "As they were on", None, max_value=clock.today(), format="MM/DD/YYYY", key="seen_on", width=200
    )


def _records(view: View, day: date | None) -> pd.DataFrame:
    if day is None:
        return network.touching(view.snapshot.mentorships, view.snapshot.region)[list(schema.NAMES)]
    then = keeping.the_store().records(day)
    cogs = {f"{side}_cog": schema.cog_of(then[side]) for side in ("mentor", "mentee")}
    return network.touching(then.assign(**cogs), view.snapshot.region)[list(schema.NAMES)]


def _as_of(day: date | None) -> str:
    return f", as they were on {words.day(day)}" if day else ""


def _why_not(who: str, row: pd.DataFrame | None, faults: tuple[object, ...]) -> str | None:
    if not who:
        return "Give your name above first."
    if row is None or faults:
        return "What is still missing or wrong stands above."
    return None
