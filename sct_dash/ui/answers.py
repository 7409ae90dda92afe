"""Where the right answer for a cell of a sheet is chosen or written, in the way that suits its field."""

from collections.abc import Callable, Sequence

import streamlit as st

from sct_dash import actions, places, words
from sct_dash.records import schema
from sct_dash.records.corrections import Correction
from sct_dash.rulebook import SUPPORT
from sct_dash.ui import at_hand

_ELSE = {"place": "Another state…", "action": "Another number…"}
"""The last choice of a list, which opens a field to write in. A list that takes new texts would offer "Norwi" first."""
_WRITTEN = {"place": "Northampton, MA", "action": "3.12"}


def ask(field: str, rows: Sequence[int], key: str, hint: str = "", after: Callable[[], None] | None = None) -> None:
    """Ask what is right in a field of some rows; the answer is a correction of them all.

    Parameters
    ----------
    hint
        Stands in the empty box; default what the field takes.
    after
        Called when an answer was given.
    """
    kind = schema.KINDS[field]
    options, say, usual = _choices(kind)
    if not options:
        _write(field, rows, key, hint or usual, after)
        return
    chosen = st.selectbox(
        "What is right", options, None, key=key, width=300, label_visibility="collapsed", placeholder=hint or usual,
        format_func=say, on_change=_apply, args=(field, rows, key, after),
    )  # fmt: skip
    if kind in _ELSE and chosen == _ELSE[kind]:
        _write(field, rows, f"{key}-else", _WRITTEN[kind], after)


def _write(field: str, rows: Sequence[int], key: str, hint: str, after: Callable[[], None] | None) -> None:
    st.text_input(
        "What is right", key=key, width=220, label_visibility="collapsed", max_chars=200, placeholder=hint,
        on_change=_apply, args=(field, rows, key, after),
    )  # fmt: skip


def _choices(kind: str) -> tuple[list[str], Callable[[str], str], str]:
    """What may be chosen for a field of a kind, how it is said, and the hint in the empty box."""
    if kind == "place":
        return [*places.towns().index, _ELSE[kind]], str, "Another town"
    if kind == "action":
        return [*actions.numbers(schema.DEFAULT_YEAR), _ELSE[kind]], _action, "Another action"
    if kind == "support":
        return list(SUPPORT), lambda form: words.sentence(SUPPORT[form]), "How they helped"
    if kind == "flag":
        return ["yes", "no"], str.capitalize, "Yes or no"
    return [], str, "month/day/year" if kind == "date" else "What is right"


def _action(number: str) -> str:
    return number if number == _ELSE["action"] else actions.label(number, schema.DEFAULT_YEAR)


def _apply(field: str, rows: Sequence[int], key: str, after: Callable[[], None] | None) -> None:
    text = (st.session_state[key] or "").strip()
    if not text or text in _ELSE.values():
        return
    at_hand.decide(lambda known: known.plus(*(Correction(row, field, text) for row in rows)))
    if after:
        after()
