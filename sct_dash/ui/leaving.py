"""Leaving the page: the browser asks before it throws away answers that were not saved."""

import streamlit as st

# Streamlit's own page changes load nothing anew, so that they never ask.
_JS = """
<script>
window.sctUnsaved = %s;
if (!window.sctLeaving) {
  window.sctLeaving = true;
  window.addEventListener("beforeunload", (event) => {
    if (window.sctUnsaved) { event.preventDefault(); event.returnValue = ""; }
  });
}
</script>
"""


def asks(unsaved: bool) -> None:
    """Whether the browser asks when somebody reloads or closes the page from now on."""
    with st.container(key="leaving"):
        st.html(_JS % ("true" if unsaved else "false"), unsafe_allow_javascript=True)
