"""Needs and experience, edited on the page and kept in the store, one step under a name."""

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from sct_dash import actions, places, words
from sct_dash.errors import UserError
from sct_dash.records import lists
from sct_dash.ui import keeping
from sct_dash.ui.frame import View
from sct_dash.ui.keeping import Opened
from sct_dash.ui.mentoring import ANY, Lists
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import Table

_ALT = {"needs": "What towns ask for, to be edited", "experience": "What towns know, to be edited"}
_READ = {"needs": lists.listed_needs, "experience": lists.listed_experience}
_TYPED = {"needs": lists.typed_needs, "experience": lists.typed_experience}
_EDITED = {"num_rows": "dynamic", "hide_index": True, "width": "stretch"}


def edit_lists(kept: Lists, view: View) -> None:
    """Both lists, each in its tab."""
    by = keeping.who()
    year = view.choice.application_date.year
    wanted, done = st.tabs(["What towns ask for", "What towns know beside the records"])
    # No column is `required`: Streamlit would leave a row that lacks one out without a word.
    town = st.column_config.SelectboxColumn("Town", options=list(places.towns().index))
    listed = actions.listed()
    current = listed[(listed["numbering"] == actions.numbering(year)) & (listed["action"] != "")]
    numbers = sorted(set(current["action"]), key=actions.natural_key)
    with wanted:
        columns = {
            "town": town,
            "action": st.column_config.SelectboxColumn(
                "Action", options=[ANY, *numbers], format_func=lambda n: _label(n, year), help="Empty: any action"
            ),
            "note": st.column_config.TextColumn("Note", width="large"),
        }
        _editor("needs", Opened(kept.version, kept.needs), columns, by)
    with done:
        columns = {
            "town": town,
            "action": st.column_config.SelectboxColumn(
                "Action", options=numbers, format_func=lambda n: _label(n, year)
            ),
            "programme_year": st.column_config.NumberColumn("Programme year", default=2024, min_value=2021, step=1),
            "source": st.column_config.TextColumn("Source", width="large", help="Where it stands"),
        }
        _editor("experience", Opened(kept.version, kept.experience), columns, by)


def _label(number: str, year: int) -> str:
    return number if number == ANY else actions.label(number, year)


def _editor(name: str, kept: Opened, columns: dict[str, Any], by: str) -> None:
    opened = keeping.opened(name, lambda: kept)
    if opened.version != kept.version and not _touched(name, opened):
        keeping.close(name)
        opened = keeping.opened(name, lambda: kept)
    edited = st.data_editor(
        opened.rows.assign(action=opened.rows["action"].replace("", ANY)),
        column_config=columns,
        key=_key(name, opened),
        alt=_ALT[name],
        **_EDITED,
    )
    keeping.conflict(name, lambda version: _save(name, edited, version, by))
    # The file and what was changed in the list are two steps, and neither may take the other's place: while a file
    # waits, only the one of them can be pressed that loses nothing.
    uploader, touched = _uploader(name), _touched(name, opened)
    waiting = st.session_state.get(uploader) is not None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        off = not by or (waiting and not touched)
        if st.button("Save", key=f"save-{name}", icon=":material/save:", disabled=off):
            _save(name, edited, opened.version, by)
        file = st.file_uploader(f"{name}.csv", type=["csv"], key=uploader, label_visibility="collapsed")
        if file is not None and st.button("Add these rows", key=f"add-{name}", disabled=not by or touched):
            _take_in(name, file.name, file.getvalue(), opened.version, by)
    if file is not None:
        first = "Save what you changed in the list first; the file stays here until then." if touched else ""
        st.caption(plain(f"{file.name} is not taken in yet. {first or 'Add its rows to keep them.'}"))
    if not by:
        keeping.want_name("above to save")
    if file is not None:
        keeping.conflict(
            f"{name} file", lambda version: _take_in(name, file.name, file.getvalue(), version, by), opened=name
        )
    st.caption(f"A file of these has the columns {words.listing(plain(column) for column in opened.rows.columns)}.")


def _key(name: str, opened: Opened) -> str:
    return f"{name}-{opened.version}"


def _uploader(name: str) -> str:
    """The key of the field for a file, an empty one after each file that was taken in and after nothing else."""
    return f"file-{name}-{st.session_state.get(_taken(name), 0)}"


def _taken(name: str) -> str:
    return f"files taken in {name}"


def _touched(name: str, opened: Opened) -> bool:
    """Whether somebody has changed anything in the editor, which must not be lost to a step of somebody else."""
    return any(dict(st.session_state.get(_key(name, opened), {})).values())


def _save(name: str, edited: pd.DataFrame, version: str, by: str) -> None:
    """Keep the list as it stands on the page: what was added, changed and taken off is one step."""
    rows = _checked(name, edited)
    if rows is not None and keeping.save(
        lambda: keeping.the_store().replace(rows, version, by, f"{name} edited", _table(name)),
        lambda _: f"{words.sentence(name)} saved: {words.count(len(rows), 'row')}.",
        name,
    ):
        st.rerun()


def _take_in(name: str, file: str, content: bytes, version: str, by: str) -> None:
    try:
        read = _READ[name](file, content)
    except UserError as error:
        _tell(error)
        return
    rows = read.table
    if keeping.save(
        lambda: keeping.the_store().import_records(rows, by, f"{name} from {file}", version, table=_table(name)),
        lambda _: " ".join([f"{words.count(len(rows), 'row')} of {file} taken in.", *read.joined]),
        f"{name} file",
    ):
        st.session_state[_taken(name)] = st.session_state.get(_taken(name), 0) + 1
        keeping.close(name)
        st.rerun()


def _checked(name: str, edited: pd.DataFrame) -> pd.DataFrame | None:
    """The rows as the list takes them; None, with the reason on the page, when it refuses them."""
    try:
        return _TYPED[name](edited)
    except UserError as error:
        _tell(error)
        return None


def _tell(error: UserError) -> None:
    """Every fault on a line of its own."""
    st.error("  \n".join(map(plain, str(error).split("\n"))), icon=":material/error:")


def _table(name: str) -> "Table":
    from sct_dash.records.store import EXPERIENCE, NEEDS

    return {"needs": NEEDS, "experience": EXPERIENCE}[name]
