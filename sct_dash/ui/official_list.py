"""Loading the programme's own list of actions for a year, where a COG has it."""

import streamlit as st

from sct_dash import actions, words
from sct_dash.errors import UserError
from sct_dash.ui.text import plain


def bring_in(who: str) -> None:
    """Drop the list in; a file that is no such list says why and changes nothing."""
    with st.expander("The official action list of a year", icon=":material/list_alt:"):
        st.markdown(
            "The action titles shipped here are incomplete. A CSV file with the columns `programme_year`, `action` and "
            "`title` replaces them for its years, for everybody on this server."
        )
        file = st.file_uploader("An action list", type=["csv"], key="action_list", label_visibility="collapsed")
        ready = file is not None and bool(who)
        if not st.button(
            "Use this list", disabled=not ready, help=None if ready else "Choose a file and give your name."
        ):
            return
        try:
            number = actions.load_official(file.name, file.getvalue())
        except UserError as error:
            st.error(plain(str(error)), icon=":material/error:")
        else:
            st.success(f"{words.count(number, 'action')} of the official list in use now.", icon=":material/check:")
