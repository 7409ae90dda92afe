"""The records as a list: search, pick one, see its history, change it, take it off, add one."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sct_dash import actions, clock, network, words
from sct_dash.records import documented, schema, search
from sct_dash.records.search import Searchable
from sct_dash.ui import keeping, record_form, signed_in, tables
from sct_dash.ui.choices import LINKED, heed_day, heed_link
from sct_dash.ui.frame import View
from sct_dash.ui.keeping import Opened
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import StepResult

_COLUMNS = (
    *("mentor", "mentee", "action", "support", "started", "last_active", "implemented_on"),
    *("papers", "partners", "evidence", "notes", "record_id"),
)

_JOIN = "Fields that only one of you changed join by themselves."
_CHANGING = "changing"
"""Session state: the record whose form is open."""
_SAVED = "saved_here"
"""Session state: the record that was saved last, and the `_Look` that it was found by."""


@dataclass(frozen=True)
class _Look:
    """What the list is asked for."""

    search: str
    only: str | None
    day: date | None
    region: str | None


def browse(view: View) -> None:
    """The list with its search, and below it the record that was picked."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        asked = st.text_input("Search", key="search", placeholder="A town, an action, a word", width=280, **LINKED)
        heed_link("only", list(search.ONLY), "kind of record")
        only = st.selectbox("Only", list(search.ONLY), None, key="only", placeholder="Any record", width=290, **LINKED)
        day = day_asked()
    look = _Look(asked, only, day, view.choice.region)
    found = _found(view, look)
    listed = _with_saved(view, found, look)
    about = f" about {view.snapshot.region}'s towns" if view.snapshot.region else ""
    st.markdown(f"**{words.count(len(found), 'record')}{about}**{_as_of(day)}")
    if len(listed) > len(found):
        st.caption("The record that you saved is no longer among them. It stays in sight until you look for others.")
    table = listed.assign(papers=documented.by(listed))
    with tables.in_window(len(listed), "records"):
        picked = tables.show(
            table, _COLUMNS, "The records", key="records", select=day is None, remember="record_id", height="stretch"
        )
    if keeping.shows_sample():
        st.caption("The sample is for looking only.")
    elif day is not None:
        st.caption("The past is for looking only. Empty the day to change a record.")
    elif picked:
        with st.container(key="under-records"):
            change(listed.iloc[picked[0]], look)
    else:
        _close(view)
        st.caption("Select a row to see a record's history and to change it.")


def add() -> None:
    """A new record."""
    if told := signed_in.refusal():
        st.caption(plain(told))
        return
    added = f"new-{st.session_state.get('added', 0)}"
    row, faults = record_form.fill_in(None, added)
    version = keeping.the_store().version()
    who, why = keeping.who_and_why(added)
    why_not = _why_not(who, row, faults)
    pressed = st.button("Add the record", type="primary", disabled=bool(why_not), help=why_not)
    if why_not:
        st.caption(why_not)
    if pressed:
        kept = keeping.save(
            lambda: keeping.the_store().edit(row, version, who, why or "added by hand"),
            lambda _: f"Added: {_said(row)}.",
            "new record",
        )
        if kept:
            st.session_state["added"] = st.session_state.get("added", 0) + 1
            st.rerun()


def change(record: pd.Series, look: _Look) -> None:
    """A record's form with its history."""
    name = record["record_id"]
    if st.session_state.get(_CHANGING) != name:
        keeping.close(name)
        keeping.forget_conflict()
        st.session_state[_CHANGING] = name
    opened = keeping.opened(name, lambda: _read(record))
    st.markdown(f"**{plain(record['mentor'])} mentors {plain(record['mentee'])}** · {plain(name)}")
    if told := signed_in.refusal():
        tell_history(name)
        st.caption(plain(told))
        return
    form, history = st.columns([1.4, 1], gap="large")
    with history:
        tell_history(name)
    with form:
        row, faults = record_form.fill_in(opened.rows.iloc[0], f"edit-{name}-{opened.version}")
        who, why = keeping.who_and_why(f"{name}-{opened.version}")

        def write(over: str | None = None) -> None:
            if keeping.save(
                lambda: keeping.the_store().edit(row, opened.version, who, why or "edited by hand", over=over),
                lambda result: f"{_saved(result)}: {_said(row)}.{_joined(result)}",
                name,
            ):
                st.session_state[_SAVED] = (name, look)
                st.rerun()

        def take_off(version: str) -> None:
            if keeping.save(
                lambda: keeping.the_store().remove([name], version, who, why or "taken off by hand"),
                lambda _: f"Taken off the list: {_said(opened.rows)}.",
                f"off {name}",
            ):
                keeping.close(name)
                st.rerun()

        saving = keeping.conflict(name, write, hint=_JOIN)
        if saving or keeping.conflict(f"off {name}", take_off, "Take it off anyway", opened=name):
            return
        with st.container(horizontal=True):
            why_not = _why_not(who, row, faults)
            if st.button("Save", type="primary", disabled=bool(why_not), help=why_not, key="save"):
                write()
            with st.popover("Take it off the list", icon=":material/delete:"):
                st.markdown("Its history stays, and the step can be undone.")
                if st.button("Take it off", disabled=not who, key="remove"):
                    take_off(opened.version)
        if why_not:
            st.caption(why_not)


def _said(row: pd.DataFrame) -> str:
    """A record in words, as a message names it."""
    one = row.iloc[0]
    return f"{one['mentor']} mentors {one['mentee']} on {one['action']}"


def _saved(result: "StepResult") -> str:
    return "Saved" if result.step else "Nothing was changed"


def _joined(result: "StepResult") -> str:
    """What somebody else changed meanwhile and stays so."""
    if not result.joined:
        return ""
    fields = words.sentence(words.listing(map(schema.label, result.joined)))
    return f" {fields}, which somebody else changed meanwhile, {'stays' if len(result.joined) == 1 else 'stay'} so."


def _read(record: pd.Series) -> Opened:
    """The record as it is now. The version is asked first: a step in between is then a conflict, not unseen."""
    version = keeping.the_store().version()
    records = keeping.records_now()
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
        st.markdown(f"- {plain(version.sentence)}")
        if version.change == "changed":
            st.caption(plain("; ".join(str(field) for field in version.fields)))


def day_asked() -> date | None:
    """The past day of which records are looked at; None for now, and where there is only the sample."""
    if keeping.shows_sample():
        return None
    heed_day("seen_on", keeping.FIRST_DAY, "day to look back to", clock.today())
    return st.date_input(
        "As they were on", None, min_value=keeping.FIRST_DAY, max_value=clock.today(), format="MM/DD/YYYY",
        key="seen_on", width=200, **LINKED,
    )  # fmt: skip


def _found(view: View, look: _Look) -> pd.DataFrame:
    """The records that are asked for, in the order of their start."""
    version = keeping.the_store().version() if look.day else view.snapshot.source.version
    key = (version, look.day, look.region)
    listed = _records(key, view, look)
    asked = search.ONLY[look.only](listed) if look.only else pd.Series(True, index=listed.index)
    if search.sought(look.search):
        asked &= _searchable((*key, actions.revision()), listed).having(look.search)
    return listed if asked.all() else listed[asked]


def _with_saved(view: View, found: pd.DataFrame, look: _Look) -> pd.DataFrame:
    """What was found; before it the record that was just saved, where this search does not find it any more."""
    name, by = st.session_state.get(_SAVED, ("", None))
    if by != look or (found["record_id"] == name).any():
        return found
    records = view.snapshot.source.records
    return pd.concat([records[records["record_id"] == name], found], ignore_index=True)


@st.cache_resource(max_entries=8, show_spinner=False)
def _records(key: tuple[object, ...], _view: View, _look: _Look) -> pd.DataFrame:  # noqa: ARG001 (a cache key)
    if _look.day is None:
        return _view.snapshot.own_records
    return network.records_of(keeping.the_store().records(_look.day), _look.region)


@st.cache_resource(max_entries=4, show_spinner=False)
def _searchable(key: tuple[object, ...], _records: pd.DataFrame) -> Searchable:  # noqa: ARG001 (a cache key)
    return search.searchable(_records)


def _as_of(day: date | None) -> str:
    return f", as they were on {words.day(day)}" if day else ""


def _why_not(who: str, row: pd.DataFrame | None, faults: tuple[object, ...]) -> str | None:
    if not who:
        return "Give your name to save it."
    if row is None or faults:
        return "What is still missing or wrong stands above."
    return None
