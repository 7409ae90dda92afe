"""The keys that turn the steps of Present, those of a remote clicker too: every press counts, however quick.

A button's shortcut would lose presses: two that come before the page is drawn again are one click to Streamlit. The
listener counts instead, and sends the count, of which the last one says it all.
"""

from collections.abc import Callable
from uuid import uuid4

import streamlit as st

_KEY, _TURNED, _SESSION = "clicker", "turned", "clicker_session"
_JS = """
const BY = {ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1};
const TAKES_KEYS = "input, textarea, select, canvas, [contenteditable=true], [role=slider], [role=listbox], " +
  "[role=combobox], [role=dialog], [data-testid=stPopoverBody], [data-testid=stDataFrame]";
const PRESSED_BY_SPACE = "button, a, summary, [role=button]";

export default function ({data, setStateValue}) {
  // Kept by the window: Streamlit may mount this anew at any time. Another session of the server begins at none.
  if (window.sctClicker?.session !== data) window.sctClicker = {session: data, total: 0};
  const own = window.sctClicker;
  const listen = (event) => {
    const by = BY[event.key], at = event.target;
    if (!by || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (at.closest && (at.closest(TAKES_KEYS) || (event.key === " " && at.closest(PRESSED_BY_SPACE)))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat) return;
    own.total += by;
    setStateValue("total", own.total);
  };
  window.addEventListener("keydown", listen, true);
  return () => window.removeEventListener("keydown", listen, true);
}
"""


def listen(turn: Callable[[int], None]) -> None:
    """Call `turn` with how many steps to go on (below zero: back) as soon as keys were pressed."""

    def count() -> None:
        before = st.session_state.get(_TURNED, 0)
        total = st.session_state[_KEY].get("total")
        total = before if total is None else int(total)
        turn(total - before)
        st.session_state[_TURNED] = total

    # Registered where it is used: a module's top is read once, and not always while the server runs.
    mount = st.components.v2.component("sct_clicker", js=_JS)
    mount(key=_KEY, data=st.session_state.setdefault(_SESSION, uuid4().hex), on_total_change=count, height="content")
