"""The pieces of Find mentors: what is known and asked, the list of needs, the candidates with their evidence."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from sct_dash import actions, experience, places, words
from sct_dash.experience import Experience
from sct_dash.mentors import candidates, message, needs, reliance, settings
from sct_dash.mentors.candidates import Candidate, Search
from sct_dash.mentors.needs import NeedyTown
from sct_dash.mentors.reliance import Reliance
from sct_dash.mentors.settings import NeedWeights, Weights
from sct_dash.snapshot import Snapshot
from sct_dash.ui import choices, keeping, parts, tables
from sct_dash.ui.choices import LINKED
from sct_dash.ui.frame import View
from sct_dash.ui.text import plain

ANY = "Any action"
OVERLOADED = 12
"""How many mentors that carry too much are shown."""
_MOST = 8.0
"""Where the sliders of the weights end."""
_NARROW = {
    "rank": st.column_config.NumberColumn("Rank", width=48),
    "town": st.column_config.TextColumn("Town", width=118),
    "score": st.column_config.NumberColumn("Fit", width=48, format="%.1f", help="What the parts are worth together"),
    "km": st.column_config.NumberColumn("Distance", width=72, format="%.0f mi"),
    "why": st.column_config.TextColumn("Most for it", width=235, help="Select a town for all of it, with the evidence"),
}
"""The candidates' columns, so narrow that the reasons are seen, on a phone beside the towns."""


@dataclass(frozen=True, eq=False)
class Lists:
    """What the store keeps beside the records: needs and experience, with a name for exactly these."""

    version: str
    needs: pd.DataFrame
    experience: pd.DataFrame


def kept_lists() -> Lists:
    """The needs and the experience of the store, read again only after a step."""
    return _kept_lists(keeping.the_store().version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _kept_lists(version: str) -> Lists:
    store = keeping.the_store()
    return Lists(version, store.needs(), store.experience())


def key(view: View, lists: Lists) -> tuple[object, ...]:
    """What everything on these pages depends on, beside what their own widgets say."""
    snapshot = view.snapshot
    version = (snapshot.source.version, actions.revision(), lists.version)
    return *version, snapshot.application_date, snapshot.region


def known(view: View, lists: Lists) -> Experience:
    """What every town knows on the application date."""
    snapshot = view.snapshot
    return _known(snapshot.source.version, snapshot.application_date, lists.version, snapshot, lists)


@st.cache_resource(max_entries=32, show_spinner=False)
def _known(version: str, day: date, kept: str, _snapshot: Snapshot, _lists: Lists) -> Experience:  # noqa: ARG001 (a cache key)
    return experience.known(_snapshot.source.records, day, _lists.experience)


def needy_towns(view: View, lists: Lists, until: date, weights: NeedWeights) -> tuple[NeedyTown, ...]:
    """The region's towns by need."""
    return _needy_towns(key(view, lists), until, weights, view.snapshot, lists)


@st.cache_resource(max_entries=64, show_spinner="Looking at every town…")
def _needy_towns(
    key: tuple[object, ...],  # noqa: ARG001 (a cache key)
    until: date,
    weights: NeedWeights,
    _snapshot: Snapshot,
    _lists: Lists,
) -> tuple[NeedyTown, ...]:
    return needs.needs_list(_snapshot, settings.settings(), _lists.needs, until, weights)


def choose_needs(view: View) -> tuple[date, NeedWeights, bool]:
    """How far to look ahead, how much fairness weighs, and whether only its towns are listed."""
    usual = settings.settings().needs
    snapshot = view.snapshot
    choices.heed_day("until_day", snapshot.application_date, "day of points lost", choices.LAST_DAY)
    choices.heed_number("fairness", 0, _MOST, "weight of fairness")
    choices.heed_switch("fair_only", "choice of towns")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        until = st.date_input(
            "Points lost by", snapshot.horizon, min_value=snapshot.application_date, key="until_day",
            max_value=choices.LAST_DAY, format="MM/DD/YYYY", width=160, **LINKED,
        )  # fmt: skip
        fairness = st.slider(
            "How much fairness counts", 0.0, _MOST, usual.equity, 0.5, key="fairness", width=220, format="%.1f",
            help="0: not at all. More moves small, never mentored and far-off towns up the list.", **LINKED,
        )  # fmt: skip
        only = st.toggle("Only small, never mentored or far-off towns", key="fair_only", **LINKED)
    return until or snapshot.horizon, replace(usual, equity=fairness), only  # the field can be emptied


def needs_table(listed: tuple[NeedyTown, ...], alt: str) -> str:
    """The list of towns and the reasons of the one that was selected, the first until then; returns that town."""
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        columns = ("town", "why", "points", "score", "population")
        table = needs.as_table(listed, settings.settings())
        need = st.column_config.NumberColumn("Need", width=55, format="%.1f", help="What the reasons weigh together")
        town = st.column_config.TextColumn("Town", width=105)
        why = st.column_config.TextColumn("Why", width=245)
        rows = tables.show(table, columns, alt, key="needy", select=True, height=360, score=need, town=town, why=why)
    needy = listed[rows[0] if rows else 0]
    with right:
        parts.heading(f"Why {needy.town}")
        parts.bullets(needs.said_once(needy))
    return needy.town


def choose_town_and_action(view: View, knows: Experience, first: str) -> tuple[str, str]:
    """For whom and for what a mentor is looked for."""
    towns = [*view.snapshot.towns["town"]]
    towns += [town for town in places.towns().index if town not in towns]
    _follow(first)
    choices.heed_link("mentee", towns, "town")
    year = knows.application_date.year

    def shown(number: str) -> str:
        return number if number == ANY else actions.label(number, year)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        town = st.selectbox("Mentor for", towns, key="mentee", width=240, **LINKED)
        offered = [ANY, *needs.actions_lacked(knows.table, town, knows.numbering)]
        choices.heed_link("wanted", offered, "action", shown, named=lambda text: text.split(" ")[0])
        action = st.selectbox("Action", offered, key="wanted", width=460, format_func=shown, **LINKED)
    return town, "" if action == ANY else action


def _follow(first: str) -> None:
    """Look for a mentor for the town selected in the list of needs, unless a link or the user chose another."""
    if st.session_state.get("needy_first") != first:
        st.session_state.update({"needy_first": first, "mentee": first})  # at first a link's town goes before this


def choose_weights() -> Weights:
    """Sliders for the weights of a candidate's score, each with what it does."""
    usual = settings.settings()
    values = {}
    with st.expander("Weights", icon=":material/tune:"):
        st.caption("What each part is worth when met in full. None of this is a rule of Sustainable CT.")
        with st.grid(columns=4, min_column_width=190):
            for explained in usual.explained:
                if explained.group == "weights":
                    choices.heed_number(f"weight_{explained.name}", 0, _MOST, f"weight of {explained.label!r}")
                    values[explained.name] = st.slider(
                        explained.label, 0.0, _MOST, float(getattr(usual.weights, explained.name)), 0.5,
                        key=f"weight_{explained.name}", help=explained.meaning, **LINKED,
                    )  # fmt: skip
        st.button("Back to the usual weights", on_click=_usual_weights, icon=":material/undo:")
    return Weights(**values)


def _usual_weights() -> None:
    usual = settings.settings().weights
    for name in Weights.__dataclass_fields__:
        st.session_state[f"weight_{name}"] = float(getattr(usual, name))


def ranked(view: View, lists: Lists, knows: Experience, town: str, action: str, weights: Weights) -> Search:
    """The candidates, by the chosen weights; says what these change beside the usual ones."""
    usual = _search(key(view, lists), town, action, view.snapshot, knows)
    if weights == settings.settings().weights:
        return usual
    own = candidates.weighed(usual, weights)
    st.caption(plain(candidates.moved(usual, own)))
    return own


@st.cache_resource(max_entries=256, show_spinner=False)
def _search(key: tuple[object, ...], town: str, action: str, _snapshot: Snapshot, _knows: Experience) -> Search:  # noqa: ARG001 (a cache key)
    return candidates.search(_snapshot, _knows, settings.settings(), town, action)


def candidates_table(found: Search) -> Candidate:
    """The ranking; returns the candidate that was selected, the first one until then."""
    columns = ("town", "why", "score", "km", "rank")
    key = f"candidates-{found.town}-{found.action}"
    table, say = candidates.as_table(found, settings.settings()), found.sentence
    rows = tables.show(table, columns, say, key=key, select=True, height=420, **_NARROW)
    return found.candidates[rows[0] if rows else 0]


def why_not(found: Search, knows: Experience) -> None:
    """Choose any town and see where it stands, or why it is no candidate."""
    towns = list(places.towns().index)
    choices.heed_link("why_not", towns, "town asked about")
    other = st.selectbox("Why not …?", towns, index=None, placeholder="A town", key="why_not", **LINKED)
    if other:
        st.markdown(plain(candidates.why_not(found, knows, other)))


def candidate_card(view: View, lists: Lists, found: Search, candidate: Candidate) -> None:
    """A candidate: its evidence, what each part is worth, and the message to send."""
    parts.heading(f"{candidate.town}: a fit of {candidate.score:.1f} out of {candidate.most:.1f}")
    parts.bullets(candidate.reasons)
    tables.show(
        candidates.parts_table(candidate, settings.settings()), ("part", "worth", "of"),
        f"What each part is worth in {candidate.town}'s fit",
        part=st.column_config.TextColumn("Part of the fit"),
        of=st.column_config.NumberColumn("At most", width=70, format="%.1f"),
        worth=st.column_config.ProgressColumn("Worth", min_value=0.0, max_value=_MOST / 2, format="%.1f"),
    )  # fmt: skip
    with st.expander(f"A message to {candidate.town}", icon=":material/mail:"):
        st.caption(f"Subject: {plain(message.subject(found))}")
        st.code(message.draft(view.snapshot, found, candidate, lists.needs), language=None, wrap_lines=True)


def mentor_stops(view: View) -> None:
    """Choose any mentor of the region and see what rests on it."""
    snapshot = view.snapshot
    own = snapshot.own_active
    mentors = sorted(set(own["mentor"]) & set(places.towns().index))
    if not mentors:
        return
    choices.heed_link("stops", mentors, "mentor that stops")
    mentor = st.selectbox(
        "What if a mentor stopped?", mentors, index=None, placeholder="A mentor", key="stops", width=320, **LINKED
    )
    if mentor:
        found = reliance.if_stopped(snapshot, mentor, settings.settings().limits.mentees_at_once)
        st.markdown(plain(found.if_it_stopped))
        if len(found.losses):
            tables.show(found.losses, ("town", "cog", "before", "after", "change"), found.if_it_stopped)


def overloaded(view: View) -> tuple[Reliance, ...]:
    """The mentors that carry more than the limit."""
    snapshot = view.snapshot
    return _overloaded(
        (snapshot.source.version, actions.revision(), snapshot.application_date, snapshot.region), snapshot
    )


@st.cache_resource(max_entries=32, show_spinner=False)
def _overloaded(key: tuple[object, ...], _snapshot: Snapshot) -> tuple[Reliance, ...]:  # noqa: ARG001 (a cache key)
    return reliance.overloaded(_snapshot, settings.settings().limits.mentees_at_once)


def overloaded_cards(found: tuple[Reliance, ...]) -> None:
    """What rests on each of the first mentors that carry too much, and how many more there are."""
    for one in found[:OVERLOADED]:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{plain(one.sentence)}** {plain(one.if_it_stopped)}")
            if len(one.losses):
                with st.popover("Who would lose what", type="tertiary"):
                    tables.show(one.losses, ("town", "cog", "before", "after", "change"), one.if_it_stopped)
    if len(found) > OVERLOADED:
        st.caption(f"And {len(found) - OVERLOADED} more; choose any mentor below.")


def usual_needs() -> NeedWeights:
    """The weights of needs as they are shipped, without fairness."""
    return replace(settings.settings().needs, equity=0.0)


def reliance_finding(found: tuple[Reliance, ...]) -> str:
    """How many mentors carry too much, in a sentence."""
    limit = settings.settings().limits.mentees_at_once
    if not found:
        return f"No mentor carries more than the usual limit of {limit} towns now"
    carries = "mentor carries" if len(found) == 1 else "mentors carry"
    return f"{words.sentence(words.number(len(found)))} {carries} more than {limit} towns now"
