"""A long list of things to decide, a part of it at a time: each has widgets, of which a browser draws few at once."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st

Item = TypeVar("Item")

_FEW = 4
"""So many more are shown at once and need no click."""


def each(items: Sequence[Item], key: str, first: int = 20, step: int = 100) -> Iterator[Item]:
    """The first of the items, to be drawn one after the other, and below the last of them a button for more.

    Parameters
    ----------
    key
        Tells this list from every other; what is shown stays shown as long as it has this key.
    first, step
        How many are shown at first, and how many more with a click.
    """
    state = f"{key}-shown"
    shown = st.session_state.get(state, first)
    left = len(items) - shown
    if left <= _FEW:
        yield from items
        return
    yield from items[:shown]
    more = min(left, step)
    label = f"Show all {len(items):,}" if more == left else f"Show {more} more of {left:,}"
    st.button(label, key=f"{key}-more", on_click=_show, args=(state, shown + more))


def _show(state: str, number: int) -> None:
    st.session_state[state] = number
