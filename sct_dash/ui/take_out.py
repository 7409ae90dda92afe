"""Records as files, everything as a backup, and a backup brought back."""

import streamlit as st

from sct_dash import clock, words
from sct_dash.exports import records as files
from sct_dash.records.source import Source
from sct_dash.ui import keeping

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    st.markdown("A backup holds every record, need and experience with its whole history.")
    if store.is_empty() and not store.history():
        st.caption("There is nothing to back up yet.")
        return
    st.download_button(
        "Backup", store.backup, f"backup-{clock.today()}.zip", mime="application/zip", on_click="ignore",
        icon=":material/inventory_2:",
    )  # fmt: skip


def restore(who: str) -> None:
    """Bring a backup back, as one step that can be undone."""
    file = st.file_uploader("A backup", type=["zip"], key="backup_file")
    ready = file is not None and bool(who)
    if st.button("Bring it back", disabled=not ready, help=None if ready else "Choose a backup and give your name."):
        done = keeping.save(
            lambda: keeping.the_store().restore(file.getvalue(), who),
            lambda result: (
                f"The backup is back: {words.count(result.added, 'entry', 'entries')} added, {result.changed} changed, "
                f"{result.removed} removed."
            ),
        )
        if done:
            st.rerun()
