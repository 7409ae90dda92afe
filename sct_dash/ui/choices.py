"""The two choices that rule every page, region and application date, held in the link.

Streamlit's own binding of a widget to the URL belongs to the page that drew it and is dropped on the way to
another; these two must survive it, so they are read from and written to the URL here.
"""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from sct_dash import places, rulebook
from sct_dash.errors import UserError
from sct_dash.records.source import Source

ALL = "All Connecticut"
LAST_DAY = date(2099, 12, 31)


@dataclass(frozen=True)
class Choice:
    """What the user is looking at."""

    region: str | None
    application_date: date

    @property
    def link(self) -> dict[str, str]:
        """The choice as query parameters, for a link to another page."""
        region = {"region": self.region} if self.region else {}
        return region | {"date": self.application_date.isoformat()}


def choose(source: Source) -> Choice:
    """Draw the two widgets and return what they say."""
    _follow_the_link(source)
    region = st.selectbox("Region", [ALL, *places.cogs().index], key="region", persist_state="session")
    day = st.date_input(
        "Application date",
        key="date",
        persist_state="session",
        min_value=rulebook.editions()[0].in_force_from,
        max_value=LAST_DAY,
        format="MM/DD/YYYY",
        help="Points are counted back three years from this day.",
    )
    choice = Choice(None if region == ALL else region, day)
    for key in ("region", "date"):
        if key in choice.link:
            st.query_params[key] = choice.link[key]
        else:
            st.query_params.pop(key, None)
    st.session_state["link_written"] = choice.link
    return choice


def _follow_the_link(source: Source) -> None:
    """Let the link decide where it says something that this session did not write into it itself."""
    written = st.session_state.get("link_written", {})
    given = {key: st.query_params[key] for key in ("region", "date") if key in st.query_params}
    st.session_state.setdefault("region", ALL)
    st.session_state.setdefault("date", source.default_date(date.today()))
    if "region" in given and given["region"] != written.get("region"):
        st.session_state["region"] = _region(given["region"])
    if "date" in given and given["date"] != written.get("date"):
        st.session_state["date"] = _date(given["date"], source)


def _region(text: str) -> str:
    try:
        return places.cog_name(text)
    except UserError as error:
        st.toast(str(error), icon=":material/link_off:")
        return ALL


def _date(text: str, source: Source) -> date:
    first = rulebook.editions()[0].in_force_from
    try:
        day = date.fromisoformat(text)
        rulebook.edition_on(day)
    except (ValueError, UserError) as error:
        st.toast(f"The link's date was not used: {error}", icon=":material/link_off:")
        return max(source.default_date(date.today()), first)
    return min(day, LAST_DAY)
