"""What is kept between clicks, keyed by what it depends on and by nothing else."""

from datetime import date

import streamlit as st

from sct_dash import actions, guide, rulebook
from sct_dash.facts import DATA
from sct_dash.guide import Guide
from sct_dash.records import source as sources
from sct_dash.records.source import Source
from sct_dash.snapshot import Snapshot, Whole

SAMPLE = "sample_shown"
"""Session state: whether this session looks at the sample although there are records."""


def current_source() -> Source:
    """The records that were brought in; the fictional sample until then, or where this session asks for it.

    Raises
    ------
    UserError
        When the store cannot be read, also where the sample is asked for: the page may read the store next.
    """
    kept = sources.current()
    if "sample" in st.query_params and SAMPLE not in st.session_state:
        st.session_state[SAMPLE] = not kept.sample  # a link to what somebody saw in the sample
    return sources.sample() if st.session_state.get(SAMPLE) else kept


def take(source: Source, application_date: date, region: str | None, count: bool = True) -> Snapshot:
    """The snapshot for a choice; a region is a view of the whole state's, computed once.

    Parameters
    ----------
    count
        Whether points will be asked for.
    """
    taken = _region(_version(source), application_date, region, source)
    if count:
        count_points(taken)
    return taken


def count_points(taken: Snapshot) -> None:
    """Have all points of the state counted now, saying so while it takes; else they are when they are asked for."""
    _count(_version(taken.source), taken.application_date, taken.whole)


def _version(source: Source) -> tuple[str, str]:
    return source.version, actions.revision()


@st.cache_resource(max_entries=256, show_spinner=False)
def _region(version: tuple[str, str], application_date: date, region: str | None, _source: Source) -> Snapshot:
    return Snapshot(_whole(version, application_date, _source), region)


@st.cache_resource(max_entries=32, show_spinner=False)
def _whole(version: tuple[str, str], application_date: date, _source: Source) -> Whole:  # noqa: ARG001 (a cache key)
    return Whole(_source, rulebook.edition_on(application_date), application_date)


@st.cache_resource(max_entries=32, show_spinner="Counting the points…")
def _count(version: tuple[str, str], application_date: date, _whole: Whole) -> None:  # noqa: ARG001 (a cache key)
    _ = _whole.mentorships, _whole.forecast  # made by asking for them


@st.cache_resource(show_spinner=False)
def the_guide() -> Guide:
    return guide.load_guide(DATA / "guide")
