"""The store as the pages use it: opened once, every writing under a name, a conflict shown and decided."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sct_dash.errors import UserError
from sct_dash.ui.caches import SAMPLE
from sct_dash.ui.choices import forget_date
from sct_dash.ui.menu import page
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import Conflict, StepResult, Store

_WHO = "who"
_DONE = "done"
_CONFLICT = "conflict"


@st.cache_resource(show_spinner=False)
def the_store() -> "Store":
    """The store of this server."""
    from sct_dash.records.store import open_store  # SQLAlchemy, which a page that only shows need not load

    return open_store()


def who() -> str:
    """Ask for the name under which changes are kept; '' until it is given."""
    name = st.text_input(
        "Your name", key=_WHO, placeholder="Kept with every change", persist_state="session", max_chars=100, width=260
    )
    return name.strip()


def save(act: Callable[[], "StepResult"], said: Callable[["StepResult"], str]) -> bool:
    """Do something to the store; say what was done at the next run, or what went wrong now.

    A `Conflict` is kept for `conflict` to show: nothing is overwritten unseen.
    """
    from sct_dash.records.store import Conflict

    new_source = the_store().is_empty() or st.session_state.get(SAMPLE, False)
    try:
        result = act()
    except Conflict as conflict:
        st.session_state[_CONFLICT] = conflict
        return False
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return False
    st.session_state.pop(_CONFLICT, None)
    st.session_state[_DONE] = said(result)
    if new_source:
        st.session_state.pop(SAMPLE, None)
        forget_date()
    return True


def report_done(query: dict[str, str]) -> None:
    """Say once what the last writing did, and where its points are to be seen."""
    if done := st.session_state.pop(_DONE, None):
        st.success(plain(done), icon=":material/check:")
        points = page("points")
        st.page_link(points.file, label="See the points now", icon=points.icon, query_params=query)


def conflict(overwrite: Callable[[str], None]) -> None:
    """Show who changed what in between, and let the user choose.

    Parameters
    ----------
    overwrite
        Saves again, knowingly, for the store version it is given.
    """
    met: Conflict | None = st.session_state.get(_CONFLICT)
    if met is None:
        return
    st.warning(plain(str(met)), icon=":material/group:")
    rows = [(d.field.replace("_", " "), d.base, d.mine, d.theirs) for d in met.differences]
    table = pd.DataFrame(rows, columns=["Field", "As you opened it", "As you want it", "As it is now"])
    st.table(table, hide_index=True, border="horizontal", alt="What was changed in between, field by field")
    with st.container(horizontal=True):
        if st.button("Save mine anyway", key="overwrite"):
            st.session_state.pop(_CONFLICT)
            overwrite(met.version)
        if st.button("Keep what is there now", key="keep_theirs"):
            st.session_state.pop(_CONFLICT)
            st.rerun()


def sample_switch() -> None:
    """Look at the fictional sample again, and back; the records are never touched."""
    if the_store().is_empty():
        st.markdown("Nothing was brought in yet, so the fictional sample is shown.")
    elif st.session_state.get(SAMPLE):
        st.button("Back to our records", on_click=_show_sample, args=(False,), icon=":material/undo:")
    else:
        st.markdown("The fictional sample can be looked at again; your records stay as they are.")
        st.button("Look at the sample", on_click=_show_sample, args=(True,), icon=":material/experiment:")


def _show_sample(sample: bool) -> None:
    st.session_state[SAMPLE] = sample
    forget_date()
