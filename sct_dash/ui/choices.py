"""The two choices that rule every page, region and application date, held in the link.

Streamlit's own binding of a widget to the URL belongs to the page that drew it and is dropped on the way to
another; these two must survive it, so they are read from and written to the URL here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import nan

import streamlit as st

from sct_dash import clock, places, rulebook, words
from sct_dash.errors import UserError
from sct_dash.records.source import Source
from sct_dash.ui.caches import SAMPLE
from sct_dash.ui.text import plain

ALL = "All Connecticut"
LAST_DAY = date(2099, 12, 31)
LINKED = {"bind": "query-params", "persist_state": "session"}
"""Of a widget whose value stays while other pages are open, and is in the page's link."""
_NOT_USED = ":material/link_off:"
_LOOKED_AT = "looked_at_in_link"
_TOLD, _TELL_AGAIN = "told_of_link", "tell_again_of_link"
"""What this run told of the link, and what the next run tells again, since a run that is broken off shows nothing."""


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
    st.session_state[_TOLD] = []
    for sentence in st.session_state.pop(_TELL_AGAIN, []):
        _tell(sentence)
    _follow_the_link(source)
    edition = rulebook.edition_on(st.session_state["date"])
    region = st.selectbox(
        "Region", [ALL, *places.cogs().index], format_func=_called, filter_mode="contains", key="region"
    )
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


def _called(region: str) -> str:
    """A region as the list says it: a COG's abbreviation first, which a narrow box still shows, then its name."""
    return region if region == ALL else f"{region}, {places.cogs().at[region, 'name']}"


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


def heed_link(
    key: str,
    options: Sequence[str],
    called: str,
    shown: Callable[[str], str] = str,
    named: Callable[[str], str] = str,
) -> None:
    """Before a widget bound to the link: find its option however it is cased; say so where the link asks for another.

    Streamlit shows the widget's default then, without a word.

    Parameters
    ----------
    shown
        What an option is called on screen and so in the link.
    named
        What of the link's text names the option, where it has more beside, such as a title that may change.
    """
    asked = _newly_asked(key)
    if asked is None or asked in map(shown, options):
        return
    means = {asked.casefold(), named(asked).casefold()}
    meant = [option for option in options if means & {option.casefold(), shown(option).casefold()}]
    if meant:
        st.query_params[key] = shown(meant[0])
        st.session_state[_TELL_AGAIN] = st.session_state.get(_TOLD, [])
        st.rerun()  # the widget looks at the link as it was when the run began
    else:
        _tell_not_used(called, f"{asked!r} is not among those here.")


def heed_number(key: str, low: float, high: float, called: str) -> None:
    """Before a slider bound to the link: say so where the link asks for a number that it does not have."""
    asked = _newly_asked(key)
    if asked is not None and not low <= _number(asked) <= high:
        _tell_not_used(called, f"{asked!r} is not a number from {low:g} to {high:g}.")


def heed_switch(key: str, called: str) -> None:
    """Before a toggle bound to the link: say so where the link neither switches it on nor off."""
    asked = _newly_asked(key)
    if asked is not None and asked.casefold() not in ("true", "false"):
        _tell_not_used(called, f"{asked!r} is neither true nor false.")


def heed_day(key: str, first: date, called: str, last: date = date.max) -> None:
    """Before a date bound to the link: say so where the link asks for no date, or for one that it does not have."""
    asked = _newly_asked(key)
    if not asked:  # the field can be emptied
        return
    try:
        day = _iso_date(asked)
    except UserError as error:
        _tell_not_used(called, str(error))
        return
    if day < first:
        _tell_not_used(called, f"{words.day(day)} is before {words.day(first)}.")
    elif day > last:
        _tell_not_used(called, f"{words.day(day)} is after {words.day(last)}.")


def _newly_asked(key: str) -> str | None:
    """What the link asks for, when it was not looked at already: what a widget wrote there may be gone since."""
    asked, looked_at = st.query_params.get(key), st.session_state.setdefault(_LOOKED_AT, {})
    if asked == looked_at.get(key):
        return None
    looked_at[key] = asked
    return asked


def _tell_not_used(called: str, why: str) -> None:
    _tell(f"The link's {called} was not used: {why}")


def _tell(sentence: str) -> None:
    st.session_state.setdefault(_TOLD, []).append(sentence)
    st.toast(plain(sentence), icon=_NOT_USED)


def _number(text: str) -> float:
    """The number; NaN, which is in no range, when it is none."""
    try:
        return float(text)
    except ValueError:
        return nan


def _region(text: str) -> str:
    try:
        return places.cog_name(text)
    except UserError as error:
        _tell(str(error))
        return ALL


def _date(text: str, source: Source) -> date:
    first = rulebook.editions()[0].in_force_from
    try:
        day = _iso_date(text)
        rulebook.edition_on(day)
    except UserError as error:
        _tell_not_used("date", str(error))
        return max(source.default_date(clock.today()), first)
    return min(day, LAST_DAY)


def _iso_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{text!r} is no date such as 2026-11-01.") from error
