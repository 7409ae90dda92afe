"""Records as files, everything as a backup, and a backup brought back."""

from typing import TYPE_CHECKING

import streamlit as st

from sct_dash import clock, words
from sct_dash.errors import UserError
from sct_dash.exports import records as files
from sct_dash.records import local_files
from sct_dash.records.source import Source
from sct_dash.ui import keeping, parts, signed_in
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import RestorePlan

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RESTORED = "restored"
"""Session state: how many backups were brought back; each time the file is asked for anew."""


def download(source: Source) -> None:
    """The records that are shown, as a workbook and as a CSV file that can be brought in again."""
    stem = f"records-{clock.today()}{'-sample' if source.sample else ''}"
    with st.container(horizontal=True):
        st.download_button(
            "Workbook", lambda: files.to_xlsx(source), f"{stem}.xlsx", mime=_XLSX, on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip
        st.download_button(
            "CSV", lambda: files.to_csv(source), f"{stem}.csv", mime="text/csv", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip


def backup() -> None:
    """Everything with its history, in one file."""
    store = keeping.the_store()
    st.markdown(
        "A backup holds every record, need and experience with its whole history, the official action list, and what "
        "was decided about the columns and rows of sheets."
    )
    if store.is_empty() and not store.history():
        st.caption("There is nothing to back up yet.")
        return
    try:
        local_files.taken_along()
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if names := local_files.left_out():
        st.caption(plain(f"Not in it, to be kept beside it: {words.listing(names)} of data/local."))
    st.download_button(
        "Backup", store.backup, f"backup-{clock.today()}.zip", mime="application/zip", on_click="ignore",
        icon=":material/inventory_2:",
    )  # fmt: skip


def restore() -> None:
    """Bring a backup back, as one step that can be undone, once it was shown what that does."""
    if told := signed_in.refusal():
        st.caption(plain(told))
        return
    file = st.file_uploader("Bring a backup back", type=["zip"], key=f"backup-{st.session_state.get(_RESTORED, 0)}")
    if file is None:
        return
    content = file.getvalue()
    try:
        plan = _plan(content, keeping.the_store().version())
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    _show(plan)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = keeping.who()
        pressed = st.button("Bring it back", disabled=not who)
    if not who:
        keeping.want_name("to bring it back")
    if pressed:
        done = keeping.save(
            lambda: keeping.the_store().restore(content, who),
            lambda result: f"The backup is back: {_counts(result.added, result.changed, result.removed)}.",
        )
        if done:
            st.session_state[_RESTORED] = st.session_state.get(_RESTORED, 0) + 1
            st.rerun()


@st.cache_data(max_entries=1, show_spinner="Reading the backup…")
def _plan(content: bytes, version: str) -> "RestorePlan":  # noqa: ARG001 (a cache key)
    return keeping.the_store().plan_restore(content)


def _show(plan: "RestorePlan") -> None:
    steps = words.count(plan.steps, "step")
    if plan.fresh:
        how = f"It comes back whole, with its history of {steps}: {words.count(plan.added, 'entry', 'entries')}."
    elif not (plan.added or plan.changed or plan.removed):
        how = f"The records are what they are in the backup of {steps}."
    else:
        counts = _counts(plan.added, plan.changed, plan.removed)
        how = f"The records become what they are in the backup of {steps}: {counts}. That step can be undone."
    parts.bullets([how, *plan.files])
    if plan.files:
        st.caption("Lists and decisions only add to those here, and stay when the step is undone.")


def _counts(added: int, changed: int, removed: int) -> str:
    return f"{words.count(added, 'entry', 'entries')} added, {changed:,} changed, {removed:,} removed"
