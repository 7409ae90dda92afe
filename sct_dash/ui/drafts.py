"""Sheets with unsaved answers, kept on the server a while: a page that is loaded anew goes on with its own.

A browser's own cookie says which one is its; nothing of the sheet itself is in it.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

from sct_dash.ui.at_hand import AtHand

_COOKIE, _MINE, _LOOKED = "sct_sheet", "draft", "draft_looked_for"
_HOURS = 12
_MOST, _MOST_BYTES = 40, 200_000_000
"""How many drafts are kept, and how much their files may take together; the one that was not touched longest goes."""
_SET_COOKIE = """
<script>document.cookie = "%s=%s; path=/; max-age=%d; SameSite=Strict";</script>
"""


@dataclass
class _Drafts:
    """Every draft of this server, the one touched last at the end."""

    sheets: OrderedDict[str, AtHand] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def keep(self, name: str, sheet: AtHand) -> None:
        with self.lock:
            self.sheets[name] = sheet
            self.sheets.move_to_end(name)
            while len(self.sheets) > _MOST or (len(self.sheets) > 1 and self._bytes() > _MOST_BYTES):
                self.sheets.popitem(last=False)

    def drop(self, name: str) -> None:
        with self.lock:
            self.sheets.pop(name, None)

    def _bytes(self) -> int:
        return sum(len(sheet.content) for sheet in self.sheets.values())


@st.cache_resource(show_spinner=False)
def _all() -> _Drafts:
    return _Drafts()


def found() -> AtHand | None:
    """The sheet that this browser had at hand before its page was loaded anew; looked for once."""
    if st.session_state.get(_LOOKED):
        return None
    st.session_state[_LOOKED] = True
    name = st.context.cookies.get(_COOKIE, "")
    sheet = _all().sheets.get(name)
    if sheet:
        st.session_state[_MINE] = name
    return sheet


def keep(sheet: AtHand | None) -> None:
    """Keep the sheet at hand as it is now, or, where there is none any more, forget it."""
    name = st.session_state.get(_MINE, "")
    if sheet is None:
        _all().drop(name)
        return
    if not name:
        name = st.session_state[_MINE] = secrets.token_urlsafe(16)
    _all().keep(name, sheet)
    with st.container(key="draft"):
        st.html(_SET_COOKIE % (_COOKIE, name, _HOURS * 3600), unsafe_allow_javascript=True)
