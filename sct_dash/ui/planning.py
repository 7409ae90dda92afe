"""The pieces of Plan: its limits, the list in which introductions are agreed or ruled out, proof, map, files."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.experience import Experience
from sct_dash.exports import plan as plan_files
from sct_dash.figures import curve as curves
from sct_dash.figures import introductions as maps
from sct_dash.mentors import needs
from sct_dash.mentors.needs import NeedyTown
from sct_dash.plan import problem, result
from sct_dash.plan.problem import Options, Problem, Triple
from sct_dash.plan.result import Plan
from sct_dash.records import schema
from sct_dash.ui import keeping, mentoring, parts, tables
from sct_dash.ui.frame import View
from sct_dash.ui.mentoring import Lists
from sct_dash.ui.text import plain

_FIRST = 10
"""How many towns of the list of needs the cost of fairness is told for."""
_LINKED = {"bind": "query-params", "persist_state": "session"}
_FILTERS = {"all": "Every town", "asked": "Stated needs only", "fair": "Small, never mentored or far-off towns"}
_LEVELS = {
    "region": "Points of the region's towns",
    "state": "Points statewide",
    "introductions": "Introductions",
    "distance": "Distance, km",
}


@dataclass(frozen=True, eq=False)
class Planned:
    """A plan with the question it answers and how fast its points come."""

    problem: Problem
    plan: Plan
    curve: pd.DataFrame


@dataclass(frozen=True)
class Wishes:
    """What the page's widgets ask for: the limits, and which towns to plan for."""

    options: Options
    only: str


def choose(view: View) -> Wishes:
    """The limits, and what was agreed or ruled out so far."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        free = st.toggle("As many as useful", key="free", **_LINKED)
        number = st.number_input("Introductions", 0, 500, 12, key="introductions", disabled=free, width=150, **_LINKED)
        limit = st.number_input("At most for one mentor", 0, 20, 2, key="mentor_limit", width=170, **_LINKED)
        only = st.selectbox("Plan for", list(_FILTERS), format_func=_FILTERS.get, key="plan_for", width=300, **_LINKED)
    region = view.choice.region
    locks, forbids = (tuple(sorted(_kept(kind, region))) for kind in ("locks", "forbids"))
    return Wishes(Options(None if free else int(number), int(limit), locks, forbids), only)


def _kept(kind: str, region: str | None) -> set[Triple]:
    return st.session_state.setdefault(f"{kind} {region}", set())


def release(region: str | None) -> None:
    """Forget what was agreed and ruled out (a button's callback)."""
    for kind in ("locks", "forbids"):
        _kept(kind, region).clear()


def planned(view: View, lists: Lists, knows: Experience, wishes: Wishes) -> Planned | None:
    """The plan for the wishes; where they contradict each other, says so and returns None."""
    try:
        return _planned(_key(view, lists), wishes, view, lists, knows)
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        st.button("Forget all that was agreed or ruled out", on_click=release, args=(view.choice.region,))
        return None


def _key(view: View, lists: Lists) -> tuple[object, ...]:
    snapshot = view.snapshot
    return snapshot.source.version, snapshot.application_date, snapshot.region, lists.version


@st.cache_resource(max_entries=64, show_spinner="Finding the best introductions…")
def _planned(
    key: tuple[object, ...],  # noqa: ARG001 (a cache key)
    wishes: Wishes,
    _view: View,
    _lists: Lists,
    _knows: Experience,
) -> Planned:
    snapshot = _view.snapshot
    asked = _asked(_view, _lists, wishes.only)
    posed = problem.pose(snapshot.scorecard, _knows, snapshot.region, wishes.options, asked, snapshot.source.records)
    found = result.best(posed, _lists.needs, snapshot.source.records, snapshot.source.sample)
    return Planned(posed, found, result.curve(posed, found))


def _asked(view: View, lists: Lists, only: str) -> pd.DataFrame | None:
    if only == "all":
        return None
    if only == "asked":
        return lists.needs
    listed = mentoring.needy_towns(view, lists, view.snapshot.horizon, mentoring.usual_needs())
    return needs.asked_of(tuple(town.town for town in needs.fairness_only(listed)))


def cost_of_filter(view: View, lists: Lists, knows: Experience, wishes: Wishes, found: Plan) -> str:
    """What planning for some towns only costs in points; '' when it is for all."""
    if wishes.only == "all":
        return ""
    without = planned(view, lists, knows, replace(wishes, only="all"))
    words_for = {"asked": "stated needs", "fair": "small, never mentored or far-off towns"}
    return result.cost_sentence(found, without.plan, words_for[wishes.only]) if without else ""


def fairness_cost(
    view: View, lists: Lists, knows: Experience, usual: tuple[NeedyTown, ...], shown: tuple[NeedyTown, ...]
) -> str:
    """What the fairness lens costs: the points that the first towns of both lists can gain."""
    firsts = [tuple(town.town for town in listed[:_FIRST]) for listed in (usual, shown)]
    before, after = (_most_points(_key(view, lists), towns, view, knows) for towns in firsts)
    cost = before - after
    costs = f"costs {cost} points" if cost > 0 else "costs no points"
    return (
        f"Fairness {costs}: introductions of the first {len(firsts[1])} towns of this list can bring {after} points, "
        f"of the first {len(firsts[0])} of the usual list {before}."
    )


@st.cache_resource(max_entries=128, show_spinner="Counting what fairness costs…")
def _most_points(key: tuple[object, ...], towns: tuple[str, ...], _view: View, _knows: Experience) -> int:  # noqa: ARG001 (a cache key)
    snapshot = _view.snapshot
    posed = problem.pose(snapshot.scorecard, _knows, snapshot.region, records=snapshot.source.records)
    return result.most_points_for(posed, towns)


def numbers(found: Plan) -> None:
    """The plan in numbers."""
    cards = [
        ("Points gained", found.points_gained, f"at most {found.upper_bound}"),
        ("Introductions", len(found.introductions), f"{sum(one.locked for one in found.introductions)} agreed"),
        ("Towns that gain", len(found.towns), "of both sides"),
        ("Distance", f"{found.km:,.0f} km", "in all"),
    ]
    if found.region:
        cards.insert(3, ("Other regions gain", found.points_statewide - found.points_gained, "points"))
    parts.metrics(*cards)


def proof(found: Plan) -> None:
    """What is proven: each objective's value and the solver's bound."""
    rows = [
        (
            _LEVELS[level.name],
            level.value,
            level.bound,
            "yes" if level.proven else f"open by {level.gap:g}",
            level.seconds,
        )
        for level in found.levels
    ]
    table = pd.DataFrame(rows, columns=["In this order", "This plan", "No plan is better than", "Proven", "Seconds"])
    with st.popover("How this is proven", icon=":material/verified:", type="tertiary"):
        st.markdown(
            "Each objective is settled before the next; a plan is best when its value meets the solver's bound."
        )
        st.table(table, hide_index=True, border="horizontal", alt="The four objectives with value and bound")


def agree(view: View, made: Planned) -> None:
    """The introductions, in each row a box for agreed and one for will not happen."""
    region = view.choice.region
    table = result.as_table(made.plan)
    shown = table.assign(dropped=False)[
        ["locked", "dropped", "mentor", "mentee", "action", "mentor_gain", "mentee_gain", "km", "reasons"]
    ]
    boxes = {
        "locked": st.column_config.CheckboxColumn("Agreed", help="Stays in every plan from now on"),
        "dropped": st.column_config.CheckboxColumn("Ruled out", help="Will not happen; plan without it"),
    }
    columns = {name: boxes.get(name) or tables.column(name) for name in shown.columns}
    key = schema.made_id((made.problem.options, *(one.triple for one in made.plan.introductions)))
    edited = st.data_editor(
        shown,
        key=key,
        hide_index=True,
        column_config=columns,
        disabled=[column for column in shown.columns if column not in boxes],
        height=min(38 + 35 * len(shown), 520),
        alt=f"Every introduction, to be agreed or ruled out. {made.plan.sentence}",
    )
    locks, forbids = _kept("locks", region), _kept("forbids", region)
    before = (set(locks), set(forbids))
    for one, row in zip(made.plan.introductions, edited.itertuples(), strict=True):
        (locks.add if row.locked and not row.dropped else locks.discard)(one.triple)
        if row.dropped:
            forbids.add(one.triple)
    if (locks, forbids) != before:
        st.rerun()


def why_each(found: Plan) -> None:
    """Every introduction with its reasons, to be said aloud."""
    with st.expander("Why each of them", icon=":material/forum:"):
        for one in found.introductions:
            st.markdown(f"**{plain(f'{one.mentor} mentors {one.mentee} with {one.action}')}**")
            st.caption(plain(" ".join(one.reasons)))


def ruled_out(view: View) -> None:
    """What was ruled out, each to be taken back."""
    forbids = _kept("forbids", view.choice.region)
    if not forbids:
        return
    listed = sorted(forbids)
    kept = st.multiselect("Ruled out", listed, default=listed, format_func=_said, key=schema.made_id(listed))
    if len(kept) < len(listed):
        forbids.intersection_update(kept)
        st.rerun()


def _said(triple: Triple) -> str:
    return f"{triple.mentor} to {triple.mentee}, {triple.action}"


def draw_map(view: View, found: Plan) -> None:
    """The introductions on the map."""
    towns = view.snapshot.scorecard.towns
    figure = maps.introductions_map(towns, result.as_table(found), view.palette, view.choice.region)
    with st.container(key="map-box-plan"):
        parts.draw(figure, f"Map of the planned introductions. {found.sentence}", "plan-map", height="stretch")
    parts.map_key(view.palette)


def draw_curve(view: View, made: Planned) -> None:
    """Points by number of introductions, and the same as a table."""
    said = result.curve_sentence(made.plan, made.curve)
    parts.heading(said)
    parts.draw(curves.points_curve(made.curve, view.palette), said, "curve")
    with st.expander("The same as a table"):
        tables.show(made.curve, ("introductions", "points", "best"), said, points=tables.column("change"))


def compare_with_last(view: View, found: Plan) -> None:
    """What changed since the plan before this one."""
    last: Plan | None = st.session_state.get("plan_now")
    if last is not None and last.region == found.region:
        since = result.compare(last, found)
        if since.added or since.dropped:
            st.session_state["plan_before"] = last
    st.session_state["plan_now"] = found
    before: Plan | None = st.session_state.get("plan_before")
    if before is None or before.region != view.choice.region:
        return
    changed = result.compare(before, found)
    with st.expander(f"Beside the plan before: {plain(changed.sentence)}", icon=":material/compare_arrows:"):
        for heading, triples in (("New", changed.added), ("Dropped", changed.dropped)):
            if triples:
                st.markdown(f"**{heading}.** {plain(words.listing(_said(triple) for triple in triples))}.")


def downloads(view: View, found: Plan) -> None:
    """The plan as files, and as records to begin with."""
    day = view.choice.application_date
    stem = f"plan-{(found.region or 'Connecticut')}-{day}{'-sample' if found.sample else ''}"
    button = {"on_click": "ignore", "icon": ":material/download:"}
    with st.container(horizontal=True):
        st.download_button("CSV", lambda: plan_files.to_csv(found), f"{stem}.csv", mime="text/csv", **button)
        st.download_button("Excel", lambda: plan_files.to_xlsx(found, day), f"{stem}.xlsx", **button)
        with st.popover("Turn into records", icon=":material/playlist_add:"):
            _keep_as_records(found, day, f"records-{stem}.csv")


def _keep_as_records(found: Plan, day: date, file: str) -> None:
    """The introductions as planned records: into the store, or as a file."""
    st.markdown("Planned records are marked as such and score nothing until they are implemented.")
    records = result.as_records(found, day)
    who = keeping.who()
    if st.button("Keep them with our records", disabled=not who or found.sample) and keeping.save(
        lambda: keeping.the_store().import_records(records, who, "introductions of a plan"),
        lambda done: f"{words.count(done.added, 'planned record was', 'planned records were')} added.",
    ):
        _kept("locks", found.region).clear()  # they are records now, which are not planned again
        st.rerun()
    if found.sample:
        st.caption("This plan is made from the fictional sample, so it is not kept.")
    icon = ":material/download:"
    st.download_button("As a file", lambda: schema.to_csv(records), file, mime="text/csv", on_click="ignore", icon=icon)
