"""The two choices that rule every page, region and application date, held in the link.

Streamlit's own binding of a widget to the URL belongs to the page that drew it and is dropped on the way to
another; these two must survive it, so they are read from and written to the URL here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import streamlit as st

from sct_dash import clock, places, rulebook, words
from sct_dash.errors import UserError
from sct_dash.records.source import Source
from sct_dash.ui.caches import SAMPLE
from sct_dash.ui.text import plain

ALL = "All Connecticut"
LAST_DAY = date(2099, 12, 31)
_NOT_USED = ":material/link_off:"


@dataclass(frozen=True)
class Choice:
    """What the user is looking at."""

    region: str | None
    application_date: date
    sample: bool = False

    @property
    def link(self) -> dict[str, str]:
        """The choice as query parameters, for a link to another page."""
        region = {"region": self.region} if self.region else {}
        sample = {"sample": "1"} if self.sample else {}
        return region | {"date": self.application_date.isoformat()} | sample


def choose(source: Source) -> Choice:
    """Draw the two widgets and return what they say."""
    _follow_the_link(source)
    edition = rulebook.edition_on(st.session_state["date"])
    region = st.selectbox("Region", [ALL, *places.cogs().index], key="region")
    day = st.date_input(
        "Application date",
        key="date",
        min_value=rulebook.editions()[0].in_force_from,
        max_value=LAST_DAY,
        format="MM/DD/YYYY",
        help=f"Points are counted back {words.count(edition.window_years.value, 'year')} from this day.",
    )
    kept = st.session_state.get(_KEPT, _Kept())
    usual = source.default_date(clock.today())
    day = day or kept.day or usual  # the field can be emptied
    choice = Choice(None if region == ALL else region, day, st.session_state.get(SAMPLE, False))
    for key in ("region", "date", "sample"):
        if key in choice.link:
            st.query_params[key] = choice.link[key]
        else:
            st.query_params.pop(key, None)
    st.session_state[_KEPT] = _Kept(region, day, usual, choice.link)
    return choice


def forget_date() -> None:
    """Let the date begin anew, with the default of the records that are shown next; one that was chosen stays."""
    kept = st.session_state.get(_KEPT)
    if kept is None or kept.day != kept.usual:
        return
    st.query_params.pop("date", None)
    st.session_state.pop("date", None)
    st.session_state[_KEPT] = replace(kept, day=None)


@dataclass(frozen=True)
class _Kept:
    """What this session last showed. A widget's own state is gone when another page opens; this is not."""

    region: str = ALL
    day: date | None = None
    usual: date | None = None
    link: dict[str, str] = field(default_factory=dict)


_KEPT = "kept_choice"


def _follow_the_link(source: Source) -> None:
    """Let the link decide where it says something that this session did not write into it itself."""
    kept = st.session_state.get(_KEPT, _Kept())
    region = st.session_state.get("region", kept.region)
    day = st.session_state.get("date") or kept.day or source.default_date(clock.today())
    given = {key: st.query_params[key] for key in ("region", "date") if key in st.query_params}
    if "region" in given and given["region"] != kept.link.get("region"):
        region = _region(given["region"])
    if "date" in given and given["date"] != kept.link.get("date"):
        day = _date(given["date"], source)
    # Assigned even when unchanged: on another page the widget is a new one and takes only what is assigned.
    st.session_state["region"], st.session_state["date"] = region, day


def heed_link(key: str, options: Sequence[str], called: str) -> None:
    """Before a widget bound to the link: find its option however it is cased; say so where the link asks for another.

    Streamlit shows the widget's default then, without a word.
    """
    asked = st.query_params.get(key)
    if asked is None or asked in options:
        return
    meant = [option for option in options if option.casefold() == asked.casefold()]
    if meant:
        st.session_state[key] = st.query_params[key] = meant[0]
    else:
        st.toast(plain(f"The link's {called} was not used: {asked!r} is not among those here."), icon=_NOT_USED)


def _region(text: str) -> str:
    try:
        return places.cog_name(text)
    except UserError as error:
        st.toast(plain(str(error)), icon=_NOT_USED)
        return ALL


def _date(text: str, source: Source) -> date:
    first = rulebook.editions()[0].in_force_from
    try:
        day = _iso_date(text)
        rulebook.edition_on(day)
    except UserError as error:
        st.toast(plain(f"The link's date was not used: {error}"), icon=_NOT_USED)
        return max(source.default_date(clock.today()), first)
    return min(day, LAST_DAY)


def _iso_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{text!r} is no date such as 2026-11-01.") from error
