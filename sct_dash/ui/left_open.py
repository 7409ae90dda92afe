"""Rows of saved sheets that nobody answered: told to everybody, and taken up by whoever comes next."""

from typing import TYPE_CHECKING

import streamlit as st

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.ui import at_hand, keeping, signed_in
from sct_dash.ui.frame import View
from sct_dash.ui.menu import page
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import LeftOpen

_ANSWER = "answer"
"""In a link: the sheet to go on with."""
_CLOSING = "closing_left_open"
_FAULT = "left_open_fault"


def heed_link() -> None:
    """Have the sheet at hand that a link asks for, where it still waits; once."""
    name = st.query_params.pop(_ANSWER, "")
    if name and not signed_in.refusal():
        for one in _every(keeping.the_store().version()):
            if one.name == name and one.kept:
                _take_up(one)


def offer() -> None:
    """The sheets that wait, each to go on with or to be taken off the list."""
    if told := st.session_state.pop(_FAULT, ""):
        st.error(plain(told), icon=":material/error:")
    for one in _every(keeping.the_store().version()):
        with st.container(border=True, gap="small", key=f"open-{one.name}"):
            st.markdown(f"**{plain(finding(one))}**")
            st.caption(plain(_whose(one)))
            _ways_on(one)


def lead(view: View) -> None:
    """The way from another page to the sheets that wait, where any does."""
    for one in () if view.snapshot.source.shipped else _every(keeping.the_store().version()):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f":material/rule: **{plain(finding(one))}**")
            st.caption(plain(_whose(one)))
            records = page("records")
            query = view.link(task="Bring in a sheet") | {_ANSWER: one.name}
            st.page_link(records.file, label="Answer them", icon=":material/checklist:", query_params=query)


def finding(one: "LeftOpen") -> str:
    """``3 rows of partners.xlsx wait for an answer``"""
    return f"{words.count(one.rows, 'row')} of {one.file} {'waits' if one.rows == 1 else 'wait'} for an answer"


@st.cache_resource(max_entries=4, show_spinner=False)
def _every(version: str) -> "tuple[LeftOpen, ...]":  # noqa: ARG001 (a cache key)
    """The sheets that wait, which are the same until the next step."""
    return keeping.the_store().left_open()


def _whose(one: "LeftOpen") -> str:
    these = "This one counts" if one.rows == 1 else "These count"
    saved = f"{one.step.by} saved the sheet's other rows on {words.day(one.step.day)}."
    return f"{saved} {these} for nobody until answered."


def _ways_on(one: "LeftOpen") -> None:
    if signed_in.refusal():
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if one.kept:
            st.button(
                "Answer them", type="primary", icon=":material/checklist:", key=f"answer-{one.name}",
                on_click=_take_up, args=(one,),
            )  # fmt: skip
        else:
            st.caption("The file was too large to be kept: bring it in again to answer them.")
        st.button("Not needed", key=f"close-{one.name}", type="tertiary", on_click=_ask, args=(one.name,))
    if st.session_state.get(_CLOSING) == one.name:
        _close(one)


def _take_up(one: "LeftOpen") -> None:
    """Have the sheet at hand as it was brought in (a button's callback)."""
    try:
        at_hand.begin(one.file, keeping.the_store().file_left_open(one.name), one.sheet)
    except UserError as error:
        st.session_state[_FAULT] = str(error)


def _ask(name: str) -> None:
    """Ask under whose name a sheet is taken off the list (a button's callback)."""
    st.session_state[_CLOSING] = name


def _close(one: "LeftOpen") -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = keeping.who()
        clicked = st.button("Take them off this list", key=f"closed-{one.name}")
    if clicked and not who:
        keeping.want_name("to take them off the list")
    elif clicked and keeping.save(
        lambda: keeping.the_store().close_open(one.name, who, f"not needed: {one.file}"),
        lambda _: f"{words.count(one.rows, 'row')} of {one.file} {'is' if one.rows == 1 else 'are'} off the list.",
    ):
        st.session_state.pop(_CLOSING)
        st.rerun()
