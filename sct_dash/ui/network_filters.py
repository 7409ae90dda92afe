"""The Network page's filters, held in the link."""

from datetime import date

import streamlit as st

from sct_dash import actions, places
from sct_dash.network import DIRECTIONS, REACHES, Filters
from sct_dash.scoring import VERDICTS
from sct_dash.ui.choices import LINKED, heed_link
from sct_dash.ui.frame import View

EVERY_TOWN = "Every town"
STEPS = {"1": "1 step", "2": "2 steps", "0": "All"}
PERIODS = {
    "window": "In the window",
    "now": "On the application date",
    "any": "At any time",
    "between": "Between two days",
}
_MORE: dict[str, object] = {"active": "window", "category": [], "verdict": []}
_ALL = _MORE | {"focus": EVERY_TOWN, "reach": "all"}
"""Each filter's key, and its value when it lets everything through."""


def choose_filters(view: View) -> Filters:
    """Draw the filters and return what they say."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        towns = [EVERY_TOWN, *places.towns().index]
        heed_link("focus", towns, "town")
        town = st.selectbox("Focus on a town", towns, key="focus", width=220, filter_mode="contains", **LINKED)
        if focused := town != EVERY_TOWN:
            steps = st.segmented_control(
                "How far", list(STEPS), default="1", format_func=STEPS.get, key="steps", required=True, **LINKED
            )
            direction = st.segmented_control(
                "Which way",
                list(DIRECTIONS),
                default="both",
                format_func=DIRECTIONS.get,
                key="way",
                required=True,
                **LINKED,
            )
        reach = st.segmented_control(
            "Across regions",
            list(REACHES),
            default="all",
            format_func=REACHES.get,
            key="reach",
            required=True,
            **LINKED,
        )
        with st.popover(_more(), icon=":material/filter_list:", key="more"):
            since, until = _period(view)
            names = actions.categories().query("numbering == 2021")["name"]
            categories = st.multiselect("Action category", list(names), key="category", **LINKED)
            verdicts = st.multiselect(
                "Verdict for either side", list(VERDICTS), format_func=VERDICTS.get, key="verdict", **LINKED
            )
        if _set(_ALL):
            st.button("Clear", icon=":material/filter_list_off:", on_click=_clear, type="tertiary")
    return Filters(
        categories=tuple(categories),
        verdicts=tuple(verdicts),
        since=None if "lapsed" in verdicts else since,  # what lapsed, or has not begun, is outside every window
        until=None if "not_started" in verdicts else until,
        reach=reach,
        town=town if focused else "",
        steps=int(steps) if focused else 1,
        direction=direction if focused else "both",
    )


def _more() -> str:
    on = _set(_MORE)
    return f"More filters ({on})" if on else "More filters"


def _set(keys: dict[str, object]) -> int:
    """How many filters say something."""
    return sum(st.session_state.get(key, nothing) != nothing for key, nothing in keys.items())


def _clear() -> None:
    for key, nothing in _ALL.items():
        st.session_state[key] = nothing


def focus_on(town: str) -> None:
    """Make a town the focus at the next run (a button's callback)."""
    st.session_state["focus"] = town


def _period(view: View) -> tuple[date | None, date | None]:
    window = view.snapshot.scorecard.window
    period = st.selectbox("Active", list(PERIODS), format_func=PERIODS.get, key="active", **LINKED)
    if period == "between":
        since = st.date_input("From", window.first, key="since", format="MM/DD/YYYY", **LINKED)
        since = since or window.first  # the field can be emptied
        latest = max(window.last, since)
        until = st.date_input("To", latest, min_value=since, key="until", format="MM/DD/YYYY", **LINKED) or latest
        return since, until
    return {
        "window": (window.first, window.last),
        "now": (window.last, window.last),
        "any": (None, None),
    }[period]
