"""Where the right answer for a cell of a sheet is chosen or written, in the way that suits its field."""

from collections.abc import Callable, Sequence

import streamlit as st

from sct_dash import actions, places, words
from sct_dash.records import schema
from sct_dash.records.corrections import Correction
from sct_dash.rulebook import SUPPORT
from sct_dash.ui import at_hand
from sct_dash.ui.text import spoken

_ELSE = {"place": "Another state…", "action": "Another number…"}
"""The last choice of a list, which opens a field to write in. A list that takes new texts would offer "Norwi" first."""
_FEW = {"support": tuple(SUPPORT), "flag": ("yes", "no")}
_WRITTEN = {"place": "Northampton, MA", "action": "3.12"}


def ask(field: str, answer: Callable[[str], None], key: str, hint: str = "", where: str = "", cog: str = "") -> None:
    """Ask what is right in a field.

    Parameters
    ----------
    answer
        Called with the answer, a text as a cell may hold it.
    hint
        Stands in the empty box; default what the field takes.
    where
        Which cells are asked about, for those who hear the page: the boxes of many questions stand on it.
    cog
        Whose towns stand first in a list of towns.
    """
    kind = schema.KINDS[field]
    options, say, usual = _choices(kind, cog)
    label = spoken(f"What is right, {where or schema.label(field)}")
    if not options:
        _write(label, key, hint or usual, answer)
        return
    chosen = st.selectbox(
        label, options, None, key=key, width=300, label_visibility="collapsed", placeholder=hint or usual,
        format_func=say, on_change=_give, args=(key, answer),
    )  # fmt: skip
    if kind in _ELSE and chosen == _ELSE[kind]:
        _write(label, f"{key}-else", _WRITTEN[kind], answer)


def few(field: str, options: Sequence[str] = ()) -> tuple[str, ...]:
    """Every answer that a field takes, where they are few enough for a button each; none otherwise.

    They stand in the same order in every question, after those of the `options` that say several of them at once.
    """
    every = _FEW.get(schema.KINDS.get(field, ""), ())
    return (*(option for option in options if option not in every), *every) if every else ()


def correct(field: str, rows: Sequence[int], text: str) -> None:
    """Correct a field in some rows of the sheet at hand."""
    at_hand.decide(lambda known: known.plus(*(Correction(row, field, text) for row in rows)))


def _write(label: str, key: str, hint: str, answer: Callable[[str], None]) -> None:
    st.text_input(
        label, key=key, width=220, label_visibility="collapsed", max_chars=200, placeholder=hint,
        on_change=_give, args=(key, answer),
    )  # fmt: skip


def _choices(kind: str, cog: str) -> tuple[list[str], Callable[[str], str], str]:
    """What may be chosen for a field of a kind, how it is said, and the hint in the empty box."""
    if kind == "place":
        cog_of = places.cog_of()
        return [*sorted(cog_of, key=lambda town: (cog_of[town] != cog, town)), _ELSE[kind]], str, "Another town"
    if kind == "action":
        return [*actions.numbers(schema.DEFAULT_YEAR), _ELSE[kind]], _action, "Another action"
    if kind == "support":
        return list(_FEW[kind]), lambda form: words.sentence(SUPPORT[form]), "How they helped"
    if kind == "flag":
        return list(_FEW[kind]), str.capitalize, "Yes or no"
    return [], str, "month/day/year" if kind == "date" else "What is right"


def _action(number: str) -> str:
    return number if number == _ELSE["action"] else actions.label(number, schema.DEFAULT_YEAR)


def _give(key: str, answer: Callable[[str], None]) -> None:
    text = (st.session_state[key] or "").strip()
    if text and text not in _ELSE.values():
        answer(text)
