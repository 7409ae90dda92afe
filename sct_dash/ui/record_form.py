"""One record in a form that says what is wrong while it is filled in."""

from typing import Any

import pandas as pd
import streamlit as st

from sct_dash import actions, places
from sct_dash.records import dates, readers, schema
from sct_dash.records.readers import Fault
from sct_dash.rulebook import SUPPORT
from sct_dash.ui.text import plain

_NEW = {
    "record_id": "", "mentor": None, "mentee": None, "action": None, "programme_year": schema.DEFAULT_YEAR,
    "support": "", "started": pd.NaT, "last_active": pd.NaT, "implemented_on": pd.NaT, "mentor_documented": False,
    "mentee_documented": False, "partners": "", "evidence": "", "notes": "",
}  # fmt: skip


def fill_in(record: pd.Series | None, key: str) -> tuple[pd.DataFrame | None, tuple[Fault, ...]]:
    """Draw the form of a record, or of a new one, and return it with what is still wrong.

    Parameters
    ----------
    record
        A record as a row of `schema.frame`; None for a new one.
    key
        Tells this form's widgets from another record's.

    Returns
    -------
    tuple
        One row as `schema.frame` shapes it, or None while a needed field is empty; and the faults.
    """
    start = _NEW if record is None else record.to_dict()
    filled = start | _who(start, key) | _what(start, key) | _when(start, key) | _proof(start, key)
    missing = [column.name for column in schema.COLUMNS if column.needed and filled[column.name] in (None, "")]
    if missing:
        return None, tuple(Fault(0, name, "", "must be filled in") for name in missing)
    row = schema.frame([filled])
    return row, readers.read("record.csv", schema.to_csv(row)).faults


def tell(faults: tuple[Fault, ...]) -> None:
    """What is still wrong, in words."""
    for fault in faults:
        hint = f" Did you mean {fault.suggestion}?" if fault.suggestion else ""
        st.markdown(f":red[{plain(fault.column.replace('_', ' '))} {plain(fault.reason)}.{plain(hint)}]")


def _who(start: dict[str, Any], key: str) -> dict[str, Any]:
    sides = {}
    for column, side in zip(st.columns(2), ("mentor", "mentee"), strict=True):
        towns = list(places.towns().index)
        options = towns if start[side] in (None, *towns) else [start[side], *towns]
        sides[side] = column.selectbox(
            side.capitalize(), options, index=options.index(start[side]) if start[side] else None,
            placeholder="A town, or Northampton, MA", accept_new_options=True, key=f"{key}-{side}",
        )  # fmt: skip
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
        format_func=lambda number: actions.label(number, int(year)) if number in options else number,
        placeholder="Number or title", accept_new_options=True, key=f"{key}-action",
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
