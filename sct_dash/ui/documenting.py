"""Who has documented its part: ticked for many mentorships at once, and saved as one step."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from sct_dash import actions, places, waiting, words
from sct_dash.records import schema
from sct_dash.records.documented import FLAGS
from sct_dash.records.source import Source
from sct_dash.snapshot import Snapshot
from sct_dash.ui import caches, frame, keeping, record_list, signed_in, tables
from sct_dash.ui.choices import LINKED, heed_link
from sct_dash.ui.frame import View
from sct_dash.ui.menu import page
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import StepResult

TASK = "Who documented"
"""What it is called among the tasks of Records, and in a link."""
_COLUMNS = (
    *("mentor", "mentor_documented", "mentee", "mentee_documented", "waits_for", "label", "until", "implemented_on"),
)
_CONFIG = {
    "mentor": st.column_config.TextColumn("Mentor", width=120),
    "mentor_documented": st.column_config.CheckboxColumn("✓", width=58, help="The mentor has documented its part"),
    "mentee": st.column_config.TextColumn("Mentee", width=120),
    "mentee_documented": st.column_config.CheckboxColumn("✓", width=58, help="The mentee has documented its part"),
    "waits_for": st.column_config.TextColumn("Waits for", width=96),
    "label": st.column_config.TextColumn("Action", width=440),
    "until": st.column_config.DateColumn("Counts until", width=112, format="MMM D, YYYY", help="Empty while active"),
}
"""Both towns and their boxes are seen side by side on a phone, and all titles of actions but the longest on a desk."""
_SUBJECT = "documenting"
"""What a conflict is about."""
_TICKS = "ticks"
"""Session state: what is ticked and not saved."""
_DRAWN = "ticks_drawn"
"""Session state: the table that is shown."""
_NAMED = 4
"""Towns that the message names."""
_Part = tuple[str, str]
"""A record, and one of `FLAGS`."""


@dataclass(frozen=True)
class _Ticks:
    """What was ticked and is not saved.

    Attributes
    ----------
    wanted
        Whether each town is to have documented its part.
    version
        The store's when the first of them was ticked.
    turn
        Other after each time that ticks were taken back, so that the table forgets them too.
    """

    wanted: Mapping[_Part, bool] = field(default_factory=dict)
    version: str = ""
    turn: int = 0


@dataclass(frozen=True)
class _Drawn:
    """The table as it was first drawn; it must be drawn again as it was.

    Ticks that were drawn as if they were the records' own would be taken back by the browser with an answer of its own,
    and a click on Save that comes before that answer would be lost.

    Attributes
    ----------
    key, names
        The table's, and the records in its rows.
    ticked
        What was ticked by then.
    """

    key: str
    names: tuple[str, ...]
    ticked: Mapping[_Part, bool]


def say(view: View, head: DeltaGenerator) -> None:
    """The mentorships of which a part waits to be documented, with a box for each side; its finding goes to `head`."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        town = _town_asked(view)
        day = record_list.day_asked()
    snapshot = view.snapshot if day is None else _as_of(view, day)
    caches.count_points(snapshot)
    with head:
        frame.title(waiting.finding(snapshot), replace(view, snapshot=snapshot))
    told = signed_in.refusal()
    if keeping.shows_sample():
        told = "The sample is for looking only."
    elif day is not None:
        told = f"As they were on {words.day(day)}. The past is for looking only; empty the day to tick a box."
    if told:
        _look(_rows(snapshot, town), town, told)
    else:
        _tick(view, town)


def lead(view: View, town: str = "") -> None:
    """The way from another page to where it is said who documented, where anything that counts waits for it.

    The sample leads nowhere: there one may only look.
    """
    if not keeping.shows_sample() and len(waiting.counting(view.snapshot, town)):
        records = page("records")
        query = view.link(task=TASK, whose=town)
        st.page_link(records.file, label="Say who documented", icon=":material/edit_document:", query_params=query)


def _town_asked(view: View) -> str:
    own = [town for town, cog in places.cog_of().items() if view.choice.region in (None, cog)]
    towns = [*own, *(town for town in places.towns().index if town not in own)]
    if st.query_params.get("whose") == "":
        st.session_state["whose"] = None  # a link to all of them, whatever town was looked at before
    else:
        heed_link("whose", towns, "town")
    return st.selectbox("Waits for", towns, None, key="whose", placeholder="Any town", width=240, **LINKED) or ""


def _look(rows: pd.DataFrame, town: str, told: str) -> None:
    """The same for looking only."""
    _say_how_many(rows, town)
    if len(rows):
        with tables.in_window(len(rows), _SUBJECT):
            tables.show(rows, _COLUMNS, _alt(town), height="stretch", **_CONFIG)
    st.caption(plain(told))


def _tick(view: View, town: str) -> None:
    version = keeping.the_store().version()
    if caches.current_source().version != view.snapshot.source.version:
        st.rerun()  # a step in between, of which nobody would see what it changed
    _drop_conflicting()
    ticks, rows = _standing(view), _rows(view.snapshot, town)
    _say_how_many(rows, town, " Tick who has documented its part; nothing is kept before you save.")
    if len(rows):
        with tables.in_window(len(rows), _SUBJECT):
            _editor(rows, ticks, version, town)
    with st.container(key=f"under-{_SUBJECT}"):
        _save_or_not(view, set(rows["record_id"]))


def _editor(rows: pd.DataFrame, ticks: _Ticks, version: str, town: str) -> None:
    names = rows["record_id"].tolist()
    # Streamlit keeps ticks by row: among other rows, or beside other values, they would be other ticks.
    stamp = sha256("\n".join([version, str(ticks.turn), *names]).encode()).hexdigest()[:12]
    key = f"{_SUBJECT}-{stamp}"
    drawn: _Drawn | None = st.session_state.get(_DRAWN)
    if drawn is None or drawn.key != key or key not in st.session_state:
        drawn = st.session_state[_DRAWN] = _Drawn(key, tuple(names), ticks.wanted)
    config = {name: _CONFIG.get(name) or tables.column(name) for name in _COLUMNS}
    st.data_editor(
        _ticked(rows, drawn.ticked),
        hide_index=True,
        column_config=config,
        disabled=[name for name in _COLUMNS if name not in FLAGS],
        key=key,
        height="stretch",
        placeholder="",
        alt=f"{_alt(town)}, to be ticked",
        on_change=_take,
        args=(drawn, version),
    )
    tables.lay_on_paper(_ticked(rows, ticks.wanted), config, "stretch")


def _ticked(rows: pd.DataFrame, ticked: Mapping[_Part, bool]) -> pd.DataFrame:
    """The columns of the rows, with these ticks in place of what the records say."""
    flags = {f: [ticked.get((n, f), has) for n, has in zip(rows["record_id"], rows[f], strict=True)] for f in FLAGS}
    return rows.assign(**flags)[list(_COLUMNS)]


def _take(drawn: _Drawn, version: str) -> None:
    """Note what was ticked (the table's callback)."""
    edited: dict[int, dict[str, bool]] = st.session_state[drawn.key]["edited_rows"]
    said = {(drawn.names[row], flag): bool(has) for row, cells in edited.items() for flag, has in cells.items()}
    ticks = st.session_state.get(_TICKS, _Ticks())
    others = {part: has for part, has in ticks.wanted.items() if part[0] not in drawn.names}
    before = {part: has for part, has in drawn.ticked.items() if part[0] in drawn.names}
    st.session_state[_TICKS] = replace(ticks, wanted=others | before | said, version=ticks.version or version)


def _standing(view: View) -> _Ticks:
    """The ticks without those that say what the records say already, as they do once they are saved."""
    ticks: _Ticks = st.session_state.get(_TICKS, _Ticks())
    records = view.snapshot.source.records
    own = records[records["record_id"].isin({name for name, _ in ticks.wanted})]
    there = {(name, flag): has for flag in FLAGS for name, has in zip(own["record_id"], own[flag], strict=True)}
    wanted = {part: has for part, has in ticks.wanted.items() if there.get(part) != has}
    st.session_state[_TICKS] = replace(ticks, wanted=wanted, version=ticks.version if wanted else "")
    return st.session_state[_TICKS]


def _save_or_not(view: View, shown: set[str]) -> None:
    """The button that saves the ticks, or what was in its way."""
    ticks = _standing(view)
    if not ticks.wanted and keeping.met(_SUBJECT):
        keeping.forget_conflict()
    line = st.container(horizontal=True, vertical_alignment="bottom")
    with line:
        by = keeping.who()
    hint = "All else stays as it is now, and the other ticks stand."
    if keeping.conflict(_SUBJECT, lambda over: _save(view, ticks, by, over), hint=hint):
        return
    number = len(ticks.wanted)
    with line:
        label = f"Save {words.count(number, 'change')}" if number else "Save"
        off = not (number and by)
        if st.button(label, type="primary", icon=":material/save:", disabled=off, key="save-ticks"):
            _save(view, ticks, by)
        if number:
            st.button("Take the ticks back", type="tertiary", key="forget-ticks", on_click=_forget, args=(None,))
    if number and not by:
        keeping.want_name("to save")
    if beside := sum(name not in shown for name, _ in ticks.wanted):
        st.caption(f"{words.sentence(words.of_them(beside))} {'is' if beside == 1 else 'are'} not in this list.")


def _save(view: View, ticks: _Ticks, by: str, over: str | None = None) -> None:
    said = [(name, flag, has) for (name, flag), has in sorted(ticks.wanted.items())]
    if keeping.save(
        lambda: keeping.the_store().document(said, ticks.version, by, "who documented", over),
        lambda result: _told(view, ticks, result),
        _SUBJECT,
    ):
        st.rerun()


def _told(view: View, ticks: _Ticks, result: "StepResult") -> str:
    """``Saved: documented by Avon (3.12), Canton (5.4) and 3 more.``"""
    if result.step is None:
        return "Nothing was changed: it was said already."
    records = view.snapshot.source.records
    own = records[records["record_id"].isin({name for name, _ in ticks.wanted})]
    told = []
    for has, what in ((True, "documented"), (False, "no longer documented")):
        by = [
            f"{row[FLAGS[flag]]} ({row['action']})"
            for row in own.to_dict("records")
            for flag in FLAGS
            if ticks.wanted.get((row["record_id"], flag)) == has
        ]
        if by:
            told.append(f"{what} by {words.listing(by, limit=_NAMED)}")
    return f"Saved: {'; '.join(told)}." if told else "Saved."


def _drop_conflicting() -> None:
    """Where somebody decides to keep what others made of some records, let their ticks go, and only these."""
    met = keeping.met(_SUBJECT)
    if met and st.session_state.get(f"keep_theirs-{_SUBJECT}"):
        _forget({one.name for one in met.differences}, met.version)


def _forget(names: set[str] | None, version: str = "") -> None:
    """Let ticks go, of these records or (None) all; the others are as seen at a version."""
    ticks: _Ticks = st.session_state.get(_TICKS, _Ticks())
    left = {} if names is None else {part: has for part, has in ticks.wanted.items() if part[0] not in names}
    st.session_state[_TICKS] = _Ticks(left, version if left else "", ticks.turn + 1)


def _say_how_many(rows: pd.DataFrame, town: str, then: str = "") -> None:
    """How many are shown, and how many of them count only in another's place."""
    whose = f" for {town}" if town else ""
    if rows.empty:
        st.markdown(plain(f"Nothing waits{whose} to be documented."))
        return
    beside = int((~rows["counts"]).sum())
    more = f" {words.sentence(words.of_them(beside))} would count in the place of another." if beside else ""
    waiting_for = words.count(len(rows), "mentorship waits", "mentorships wait") + (whose or " for documentation")
    st.markdown(f"**{plain(waiting_for)}.**{more}{then}")


def _alt(town: str) -> str:
    return f"Mentorships that wait for {town or 'a town'} to document its part"


def _as_of(view: View, day: date) -> Snapshot:
    """The same region and application date, from the records as they were at a day's end."""
    kept = _past((keeping.the_store().version(), day), view.snapshot.source)
    return caches.take(kept, view.choice.application_date, view.choice.region)


@st.cache_resource(max_entries=4, show_spinner=False)
def _past(key: tuple[str, date], _now: Source) -> Source:
    records = keeping.the_store().records(key[1])
    return replace(_now, records=records, version=schema.version(records))


def _rows(snapshot: Snapshot, town: str) -> pd.DataFrame:
    version = (snapshot.source.version, actions.revision())
    return _listed((*version, snapshot.application_date, snapshot.region, town), snapshot)


@st.cache_resource(max_entries=16, show_spinner=False)
def _listed(key: tuple[object, ...], _snapshot: Snapshot) -> pd.DataFrame:
    rows = waiting.mentorships(_snapshot, str(key[-1]))
    sides = zip(rows["mentor"], rows["mentee"], rows["waits_for"], strict=True)
    return rows.assign(waits_for=[{a: "mentor", b: "mentee"}.get(waits_for, "both") for a, b, waits_for in sides])
