"""Loading the programme's own list of actions for a year, where a COG has it."""

import streamlit as st

from sct_dash import actions, clock, words
from sct_dash.errors import UserError
from sct_dash.records import action_lists, sheets
from sct_dash.ui import signed_in
from sct_dash.ui.text import plain


def bring_in() -> None:
    """Drop the list in; a file that is no such list says why and changes nothing."""
    years = actions.official_years()
    label = f"Official action lists in use: {words.listing(map(str, years))}" if years else "The official action list"
    with st.expander(label, icon=":material/list_alt:"):
        st.markdown(
            "The action titles shipped here are incomplete. A sheet with a column for the action's number and one for "
            "its title replaces them for its programme year, for everybody on this server."
        )
        if told := signed_in.refusal():
            st.caption(plain(told))
            return
        for year in years:
            if st.button(f"Back to the shipped list for {year}"):
                _drop(year)
        file = st.file_uploader(
            "An action list", type=list(sheets.ENDINGS), key="action_list", label_visibility="collapsed"
        )
        named = "Programme year, where the list names none"
        year = st.number_input(named, 2018, 2099, clock.today().year, width=260, key="action_list_year")
        if not st.button("Use this list", disabled=file is None, help=None if file else "Choose a file first."):
            return
        try:
            said = action_lists.load(file.name, file.getvalue(), int(year))
        except UserError as error:
            st.error(plain(str(error)), icon=":material/error:")
        else:
            st.success(plain(said), icon=":material/check:")


def _drop(year: int) -> None:
    try:
        actions.drop_official(year)
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
    else:
        st.rerun()
