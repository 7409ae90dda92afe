"""A long list of things to decide, a part of it at a time: each has widgets, of which a browser draws few at once."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st

Item = TypeVar("Item")

_FEW = 4
"""So many more are shown at once and need no click."""
_MANY = 3
"""So many boxes that are not ticked can be ticked by one click."""


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


def tick_all(left: Sequence[str], all_in_sight: bool, key: str) -> None:
    """Offer to tick at once what somebody has before them.

    Parameters
    ----------
    left
        The keys of the boxes in sight that are not ticked.
    all_in_sight
        Whether the list has no further boxes.
    """
    if len(left) >= _MANY:
        label = "Tick all" if all_in_sight else "Tick those in sight"
        st.button(label, key=key, type="tertiary", on_click=_tick, args=(left,))


def _tick(keys: Sequence[str]) -> None:
    for key in keys:
        st.session_state[key] = True


def _show(state: str, number: int) -> None:
    st.session_state[state] = number
