"""One record in a form that says what is wrong while it is filled in."""

from typing import Any

import pandas as pd
import streamlit as st

from sct_dash import actions, places, words
from sct_dash.records import dates, readers, schema
from sct_dash.records.readers import Fault
from sct_dash.rulebook import SUPPORT
from sct_dash.ui.text import plain

_NEW = {
    "record_id": "", "mentor": None, "mentee": None, "action": None, "programme_year": schema.DEFAULT_YEAR,
    "support": "", "started": pd.NaT, "last_active": pd.NaT, "implemented_on": pd.NaT, "mentor_documented": False,
    "mentee_documented": False, "partners": "", "evidence": "", "notes": "",
}  # fmt: skip
_SIDES = ("mentor", "mentee")


def fill_in(record: pd.Series | None, key: str) -> tuple[pd.DataFrame | None, tuple[Fault, ...]]:
    """Draw the form of a record, or of a new one, with what is still missing and wrong, and return it.

    Parameters
    ----------
    record
        A record as a row of `schema.frame`; None for a new one.
    key
        Tells this form's widgets from another record's.

    Returns
    -------
    tuple
        One row as `schema.frame` shapes it, or None while a needed field is empty; and the faults of the others.
    """
    start = _NEW if record is None else record.to_dict()
    filled, under = start, {}
    for draw in (_who, _what, _when, _proof):
        fields = draw(start, key)
        filled = filled | fields
        under |= dict.fromkeys(fields, st.container())  # what is wrong with a field stands under its row
    missing = [name for name in schema.NEEDED if filled[name] is None or filled[name] == "" or pd.isna(filled[name])]
    faults = tuple(fault for fault in _faults(filled | _stand_ins(filled, missing)) if fault.column not in missing)
    for fault in faults:
        with under.get(fault.column) or st.container():
            _tell(fault, key)
    if missing:
        st.caption(f"Still missing: {words.listing(map(schema.label, missing))}.")
        return None, faults
    return schema.frame([filled]), faults


def _faults(filled: dict[str, Any]) -> tuple[Fault, ...]:
    return readers.read("record.csv", schema.to_csv(schema.frame([filled]))).faults


def _stand_ins(filled: dict[str, Any], missing: list[str]) -> dict[str, Any]:
    """Something that fits, for the fields that are still empty, so that the others can be checked already."""
    free = [town for town in places.towns().index[:3] if town not in (filled["mentor"], filled["mentee"])]
    fits = {"mentor": free[0], "mentee": free[1] if len(free) > 1 else "", "support": "other"}
    fits |= {"action": actions.numbers(filled["programme_year"])[0], "started": dates.FIRST_DAY}
    return {name: fits[name] for name in missing}


def _tell(fault: Fault, key: str) -> None:
    """What is wrong, in words; where it is a place's name, what was probably meant is one click."""
    st.markdown(f":red[{plain(words.sentence(schema.label(fault.column)))}: {plain(fault.reason)}.]")
    if fault.column in _SIDES:
        for town in dict.fromkeys(town for town in (fault.suggestion, *fault.options) if town in places.towns().index):
            st.button(
                f"Did you mean {town}?", key=f"{key}-{fault.column}-is-{town}",
                on_click=_choose, args=(f"{key}-{fault.column}", town),
            )  # fmt: skip


def _choose(key: str, town: str) -> None:
    """Take a town of the list in place of what was typed (a button's callback)."""
    st.session_state[key] = town
    st.session_state[f"{key}-outside"] = ""


def _who(start: dict[str, Any], key: str) -> dict[str, Any]:
    sides = {}
    towns = list(places.towns().index)
    for column, side in zip(st.columns(2), _SIDES, strict=True):
        known = start[side] in towns
        town = column.selectbox(
            side.capitalize(), towns, index=towns.index(start[side]) if known else None, filter_mode="contains",
            placeholder="A Connecticut town", key=f"{key}-{side}",
        )  # fmt: skip
        outside = column.text_input(
            f"Or a {side} outside Connecticut", "" if known else start[side] or "", placeholder="City, ST",
            key=f"{key}-{side}-outside",
        )  # fmt: skip
        sides[side] = outside.strip() or town
        if outside.strip() and town:
            column.caption(f"{plain(outside.strip())} is taken, not {town}; empty one of the two.")
    return sides


def _what(start: dict[str, Any], key: str) -> dict[str, Any]:
    left, right = st.columns([2, 1])
    year = right.number_input(
        "Programme year", 2018, 2099, int(start["programme_year"]), key=f"{key}-year", help="Of the action list"
    )
    known = list(actions.numbers(int(year)))
    options = known if start["action"] in (None, *known) else [start["action"], *known]
    action = left.selectbox(
        "Action", options, index=options.index(start["action"]) if start["action"] else None,
        format_func=lambda number: actions.label(number, int(year)), filter_mode="contains",
        placeholder="Choose by number or title", key=f"{key}-action",
    )  # fmt: skip
    support = st.multiselect(
        "Support", list(SUPPORT), [form for form in start["support"].split("; ") if form], format_func=SUPPORT.get,
        key=f"{key}-support",
    )  # fmt: skip
    return {"action": action, "programme_year": int(year), "support": "; ".join(support)}


def _when(start: dict[str, Any], key: str) -> dict[str, Any]:
    days = {}
    labels = {"started": "Started", "last_active": "Last active", "implemented_on": "Implemented"}
    hints = {"last_active": "Empty while still active", "implemented_on": "Empty until then"}
    for column, (name, label) in zip(st.columns(3), labels.items(), strict=True):
        value = None if pd.isna(start[name]) else pd.Timestamp(start[name]).date()
        days[name] = column.date_input(
            label, value, min_value=dates.FIRST_DAY, max_value=dates.LAST_DAY, format="MM/DD/YYYY",
            help=hints.get(name), key=f"{key}-{name}",
        )  # fmt: skip
    return days


def _proof(start: dict[str, Any], key: str) -> dict[str, Any]:
    left, right = st.columns(2)
    mentor = left.toggle("Documented by the mentor", bool(start["mentor_documented"]), key=f"{key}-mentor-documented")
    mentee = right.toggle("Documented by the mentee", bool(start["mentee_documented"]), key=f"{key}-mentee-documented")
    partners = st.text_input("Partners, joined by ;", start["partners"], key=f"{key}-partners")
    evidence = st.text_input("Evidence", start["evidence"], key=f"{key}-evidence")
    notes = st.text_area("Notes", start["notes"], key=f"{key}-notes")
    return {
        "mentor_documented": mentor, "mentee_documented": mentee,
        "partners": partners, "evidence": evidence, "notes": notes,
    }  # fmt: skip
