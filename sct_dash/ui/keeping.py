"""The store as the pages use it: opened once, every writing under a name, a conflict shown and decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sct_dash import findings, words
from sct_dash.errors import UserError
from sct_dash.records import schema
from sct_dash.records import source as sources
from sct_dash.snapshot import Snapshot
from sct_dash.ui import signed_in
from sct_dash.ui.caches import SAMPLE, take
from sct_dash.ui.choices import forget_date
from sct_dash.ui.menu import page
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import Conflict, StepResult, Store

FIRST_DAY = date(2000, 1, 1)
"""The first day that somebody can look back to; no store is as old."""
_WHO = "who"
_DONE = "done"
_CONFLICT = "conflict"
_OPENED = "opened"
_UNDO, _REDO = "Undo", "Redo"
# Whoever saved at a long form's end would see neither the message nor its way back. The step makes it run each time.
_INTO_SIGHT = """
<script>/* {step} */ document.querySelector(".st-key-done")?.scrollIntoView({{block: "center"}});</script>
"""


@dataclass(frozen=True, eq=False)
class Opened:
    """What somebody has before them while changing it, and the version of the store that it is from."""

    version: str
    rows: pd.DataFrame


@dataclass(frozen=True)
class _Met:
    """A conflict, and what it was met with: `save` and `conflict` say the same subject."""

    subject: str
    conflict: "Conflict"


@dataclass(frozen=True)
class _Done:
    """What the last writing did, told once.

    Attributes
    ----------
    step, by
        What is to be taken back, and in whose name; None where there was nothing to write.
    back
        What taking it back is called.
    day
        The application date before it, where it changed whether the sample is shown.
    region
        The COG that all of it is about; None where there is no such one.
    """

    said: str
    step: int | None
    by: str
    back: str
    day: date | None
    region: str | None


@st.cache_resource(show_spinner=False)
def the_store() -> "Store":
    """The store of this server."""
    from sct_dash.records.store import open_store  # SQLAlchemy, which a page that only shows need not load

    return open_store()


def records_now() -> pd.DataFrame:
    """The records of the store as they are now, read once for each of its versions."""
    source = sources.current()
    return source.records.iloc[:0] if source is sources.sample() else source.records


def shows_sample() -> bool:
    """Whether the fictional sample is what is shown; a store may hold the same records, and those can be changed."""
    return st.session_state.get(SAMPLE, False) or the_store().is_empty()


def who() -> str:
    """The name under which changes are kept: of who is signed in, else asked for; '' where there is none yet."""
    if told := signed_in.refusal():
        st.caption(plain(told))
        return ""
    if name := signed_in.name():
        st.caption(f"Kept under {plain(name)}.")
        return name
    name = st.text_input(
        "Your name",
        key=_WHO,
        placeholder="Needed, kept with changes",
        autocomplete="name",
        persist_state="session",
        max_chars=100,
        width=260,
    )
    return name.strip()


def who_and_why(subject: str) -> tuple[str, str]:
    """Ask for the name and, of whoever likes to tell, the reason under which a change of `subject` is kept."""
    with st.container(horizontal=True):
        name = who()
        why = st.text_input("Why", key=f"why-{subject}", placeholder="If you like to tell", max_chars=300, width=250)
    return name, why.strip()


def name_given() -> str:
    """The name that `who` gives, before it is drawn; '' where there is none yet."""
    return signed_in.name() or st.session_state.get(_WHO, "").strip()


def want_name(what: str) -> None:
    """Say where `who` gave no name what it is for, unless no name would help: ``Give your name to undo a step.``"""
    if not signed_in.refusal():
        st.caption(f"Give your name {what}.")


def opened(subject: str, read: Callable[[], Opened]) -> Opened:
    """What was read when `subject` was opened; it stays the same, whatever others do, until it is closed."""
    held: dict[str, Opened] = st.session_state.setdefault(_OPENED, {})
    if subject not in held:
        held[subject] = read()
    return held[subject]


def close(subject: str = "") -> None:
    """Have `subject`, or everything, read anew when it is next opened."""
    held: dict[str, Opened] = st.session_state.setdefault(_OPENED, {})
    if subject:
        held.pop(subject, None)
    else:
        held.clear()


def is_open(subject: str) -> bool:
    """Whether `subject` is open."""
    return subject in st.session_state.get(_OPENED, {})


def forget_conflict() -> None:
    """Show no conflict any more."""
    st.session_state.pop(_CONFLICT, None)


def save(
    act: Callable[[], "StepResult"],
    said: Callable[["StepResult"], str],
    subject: str = "",
    back: str = _UNDO,
    region: str | None = None,
) -> bool:
    """Do something to the store; say what was done at the next run, or what went wrong now.

    A `Conflict` is kept for `conflict` to show: nothing is overwritten unseen.

    Parameters
    ----------
    subject
        What is written, as `conflict` names it, and closed after that; '' for a step that may touch anything.
    back
        What the button that takes it back is called.
    region
        The COG that all of it is about, whose points are told where no region was chosen.
    """
    from sct_dash.records.store import Conflict

    if told := signed_in.refusal():
        st.error(plain(told), icon=":material/lock:")
        return False
    try:
        shown = shows_sample()
        result = act()
        other_source = shown or the_store().is_empty()
    except Conflict as conflict:
        st.session_state[_CONFLICT] = _Met(subject, conflict)
        st.rerun()
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return False
    forget_conflict()
    close(subject)
    day = st.session_state.get("date") if other_source else None
    st.session_state[_DONE] = _Done(said(result), result.step, name_given(), back, day, region)
    if other_source:
        st.session_state.pop(SAMPLE, None)
        forget_date()
    return True


def report_done(query: dict[str, str], snapshot: Snapshot) -> None:
    """Say once what the last writing did, with its way back, what the points are now, and where they are to be seen."""
    done: _Done | None = st.session_state.pop(_DONE, None)
    if done is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="done"):
        st.success(plain(done.said), icon=":material/check:")
        if done.step is not None and done.by:
            st.button(done.back, key=f"back-{done.step}", icon=":material/undo:", on_click=_take_back, args=(done,))
        st.html(_INTO_SIGHT.format(step=done.step), unsafe_allow_javascript=True)
    if done.day:
        st.markdown(_other_source(done.day, date.fromisoformat(query["date"])))
    region = snapshot.region or done.region
    told = take(snapshot.source, snapshot.application_date, region)
    points = page("points")
    st.page_link(
        points.file, label=f"{plain(findings.points(told))}. See them now", icon=points.icon,
        query_params=query | ({"region": region} if region else {}),
    )  # fmt: skip


def undo(step: int, by: str) -> bool:
    """Take a step back, and say so at the next run, or what is in the way now."""
    return save(
        lambda: the_store().undo(step, by),
        lambda result: " ".join((f"Step {step} was undone.", *result.files)),
        back=_REDO,
    )


def _take_back(done: _Done) -> None:
    """Undo what was just done, or do again what was just undone (a button's callback)."""
    again = done.back == _REDO
    said = "It was done again." if again else "It was undone: the records are as they were before."
    save(
        lambda: the_store().undo(done.step, done.by),
        lambda result: " ".join((said, *result.files)),
        back=_UNDO if again else _REDO,
    )


def _other_source(before: date, now: date) -> str:
    """That other records are shown, and what that did to the application date."""
    shown, whose = ("shown again", "the sample's") if the_store().is_empty() else ("no longer shown", "today")
    if before == now:
        return f"The sample is {shown}."
    return f"The sample is {shown}; the application date is now {whose}, {words.day(now)}."


def met(subject: str) -> "Conflict | None":
    """What was in the way of writing `subject`; None where nothing was."""
    kept: _Met | None = st.session_state.get(_CONFLICT)
    return kept.conflict if kept and kept.subject == subject else None


def is_decided() -> bool:
    """Whether this run is the click that overwrites, knowingly, what was in the way."""
    kept: _Met | None = st.session_state.get(_CONFLICT)
    return kept is not None and st.session_state.get(_overwrite_key(kept.subject), False)


def _overwrite_key(subject: str) -> str:
    return f"overwrite-{subject}"


def tell_conflict(subject: str) -> "Conflict | None":
    """Say what was in the way of writing `subject`, where anything was."""
    if conflict := met(subject):
        st.warning(plain(str(conflict)), icon=":material/group:")
    return conflict


def conflict(
    subject: str, overwrite: Callable[[str], None], label: str = "Save mine anyway", opened: str = "", hint: str = ""
) -> bool:
    """Show who changed what in between, and let the user choose.

    Parameters
    ----------
    subject
        What was to be written; a conflict that was met with another is not shown.
    overwrite
        Does it again, knowingly, for the store version it is given, and begins a new run when it is done.
    label
        What `overwrite` does.
    opened
        What is read anew when the user keeps what is there, where that is not `subject`.
    hint
        What becomes of everything else that `overwrite` writes.

    Returns
    -------
    bool
        Whether there is one, so that nothing else offers to save.
    """
    found = tell_conflict(subject)
    if found is None:
        return False
    rows = [
        (d.name, schema.label(d.field), *(schema.said(d.field, cell) for cell in (d.base, d.mine, d.theirs)))
        for d in found.differences
        if d.mine or d.base != d.theirs  # of a record that is to go, only what became other
    ]
    table = pd.DataFrame(rows, columns=["Entry", "Field", "As you opened it", "As you want it", "As it is now"])
    st.dataframe(table, hide_index=True, alt="What was changed in between, field by field")
    if hint:
        st.caption(hint)
    with st.container(horizontal=True):
        if st.button(label, key=_overwrite_key(subject)):
            forget_conflict()
            overwrite(found.version)
        if st.button("Keep what is there now", key=f"keep_theirs-{subject}"):
            forget_conflict()
            close(opened or subject)
            st.rerun()
    return True


def sample_switch() -> None:
    """Look at the fictional sample again, and back; the records are never touched."""
    if the_store().is_empty():
        st.markdown("Nothing was brought in yet, so the fictional sample is shown.")
    elif st.session_state.get(SAMPLE):
        st.button("Back to our records", on_click=show_sample, args=(False,), icon=":material/undo:", key="back")
    else:
        st.markdown("The fictional sample can be looked at again; your records stay as they are.")
        st.button("Look at the sample", on_click=show_sample, args=(True,), icon=":material/experiment:")


def show_sample(sample: bool) -> None:
    """Show the sample, or the records again (a button's callback)."""
    st.session_state[SAMPLE] = sample
    forget_date()
