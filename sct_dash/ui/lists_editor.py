"""Needs and experience, edited on the page and kept in the store, one step under a name."""

from typing import Any

import pandas as pd
import streamlit as st

from sct_dash import actions, places, words
from sct_dash.errors import UserError
from sct_dash.records import lists
from sct_dash.ui import keeping
from sct_dash.ui.frame import View
from sct_dash.ui.mentoring import ANY, Lists
from sct_dash.ui.text import plain

_ALT = {"needs": "What towns ask for, to be edited", "experience": "What towns know, to be edited"}
_EDITED = {"num_rows": "dynamic", "hide_index": True, "width": "stretch"}


def edit_lists(kept: Lists, view: View) -> None:
    """Both lists, each in its tab."""
    year = view.choice.application_date.year
    wanted, done = st.tabs(["What towns ask for", "What towns know beside the records"])
    town = st.column_config.SelectboxColumn("Town", options=list(places.towns().index), required=True)
    listed = actions.listed()
    current = listed[(listed["numbering"] == actions.numbering(year)) & (listed["action"] != "")]
    numbers = sorted(set(current["action"]), key=actions.natural_key)
    with wanted:
        columns = {
            "town": town,
            "action": st.column_config.SelectboxColumn(
                "Action", options=[ANY, *numbers], required=True, format_func=lambda n: _label(n, year)
            ),
            "note": st.column_config.TextColumn("Note", width="large"),
        }
        _editor("needs", kept.needs, columns, kept.version)
    with done:
        columns = {
            "town": town,
            "action": st.column_config.SelectboxColumn(
                "Action", options=numbers, required=True, format_func=lambda n: _label(n, year)
            ),
            "programme_year": st.column_config.NumberColumn("Programme year", default=2024, min_value=2021, step=1),
            "source": st.column_config.TextColumn("Source", width="large", help="Where it stands"),
        }
        _editor("experience", kept.experience, columns, kept.version)


def _label(number: str, year: int) -> str:
    return number if number == ANY else actions.label(number, year)


def _editor(name: str, table: pd.DataFrame, columns: dict[str, Any], version: str) -> None:
    edited = st.data_editor(
        table.assign(action=table["action"].replace("", ANY)),
        column_config=columns,
        key=f"{name}-{version}",
        alt=_ALT[name],
        **_EDITED,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.text_input(
            "Your name", key=f"who-{name}", placeholder="Kept with every change", max_chars=100, width=260
        )
        if st.button("Save", key=f"save-{name}", icon=":material/save:", disabled=not by.strip()):
            _save(name, table, edited, version, by.strip())
        file = st.file_uploader(f"{name}.csv", type=["csv"], key=f"file-{name}-{version}", label_visibility="collapsed")
        if file is not None and st.button("Add these rows", key=f"add-{name}", disabled=not by.strip()):
            _take_in(name, file.name, file.getvalue(), version, by.strip())
    if not by.strip():
        st.caption("Changes are kept under a name, with their history; fill in yours to save.")
    st.caption(f"A file of these has the columns {words.listing(plain(column) for column in table.columns)}.")


def _save(name: str, before: pd.DataFrame, edited: pd.DataFrame, version: str, by: str) -> None:
    """Keep what was added or changed as one step, and what was taken off as another."""
    from sct_dash.records.store import EXPERIENCE, NEEDS

    table = {"needs": NEEDS, "experience": EXPERIENCE}[name]
    rows = _checked(name, edited)
    if rows is None:
        return
    key = list(before.columns[:-1])
    gone = [_name(row) for row in set(_keys(before, key)) - set(_keys(rows, key))]
    store = keeping.the_store()
    saved = keeping.save(
        lambda: store.import_records(rows, by, f"{name} edited", None if gone else version, table=table),
        lambda _: _told(name, len(rows), gone),
    )
    if saved and gone:
        saved = keeping.save(
            lambda: store.remove(sorted(gone), store.version(), by, f"{name} edited", table=table),
            lambda _: _told(name, len(rows), gone),
        )
    if saved:
        st.rerun()


def _take_in(name: str, file: str, content: bytes, version: str, by: str) -> None:
    from sct_dash.records.store import EXPERIENCE, NEEDS

    read, table = (lists.read_needs, NEEDS) if name == "needs" else (lists.read_experience, EXPERIENCE)
    try:
        rows = read(file, content)
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if keeping.save(
        lambda: keeping.the_store().import_records(rows, by, f"{name} from {file}", version, table=table),
        lambda _: f"{words.count(len(rows), 'row')} of {file} taken in.",
    ):
        st.rerun()


def _checked(name: str, edited: pd.DataFrame) -> pd.DataFrame | None:
    """The rows as the list's own reader takes them; None, with the reason on the page, when it refuses them."""
    filled = edited.dropna(how="all").fillna({"action": "", "note": "", "source": "", "programme_year": 2024})
    filled = filled.assign(action=filled["action"].replace(ANY, ""))
    if "programme_year" in filled:
        filled = filled.astype({"programme_year": "int64"})
    try:
        read = lists.read_needs if name == "needs" else lists.read_experience
        return read(name, lists.to_csv(filled))
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return None


def _keys(table: pd.DataFrame, key: list[str]) -> list[tuple[str, ...]]:
    return [tuple(str(cell) for cell in row) for row in table[key].itertuples(index=False)]


def _name(key: tuple[str, ...]) -> str:
    return "|".join(key)


def _told(name: str, number: int, gone: list[str]) -> str:
    taken = f", {len(gone)} taken off" if gone else ""
    return f"{words.sentence(name)} saved: {words.count(number, 'row')}{taken}."
