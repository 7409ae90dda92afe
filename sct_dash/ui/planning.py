"""The pieces of Plan: its limits, the list of introductions, how well it is proven, map, curve, files."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from sct_dash import actions, words
from sct_dash.errors import UserError
from sct_dash.experience import Experience
from sct_dash.exports import plan as plan_files
from sct_dash.figures import curve as curves
from sct_dash.figures import introductions as maps
from sct_dash.figures.style import Palette
from sct_dash.mentors import needs
from sct_dash.mentors.needs import NeedyTown
from sct_dash.plan import problem, result
from sct_dash.plan.problem import Options, Problem, Triple
from sct_dash.plan.result import Plan
from sct_dash.records import schema
from sct_dash.ui import agreed, keeping, mentoring, parts, tables
from sct_dash.ui.agreed import Boxes
from sct_dash.ui.choices import LINKED
from sct_dash.ui.frame import View
from sct_dash.ui.mentoring import Lists
from sct_dash.ui.text import plain

_LISTED = "plan listed"
"""Session state: what the list of introductions was made for, how many lists there were, and the list."""
_NARROW = {
    "before": st.column_config.NumberColumn("Before", width=57),
    "after": st.column_config.NumberColumn("After", width=49),
    "change": st.column_config.NumberColumn("Gain", width=46, format="%+d"),
    "cog": st.column_config.TextColumn("COG", width=78),
}
"""Columns of the towns that gain, so narrow that all are seen beside the map."""
_FIRST = 10
"""How many towns of the list of needs the cost of fairness is told for."""
_FILLED_WHEN_OPEN = {"on_change": "rerun"}
"""For a fold: what a browser draws unseen would make every click wait."""
FILTERS = {"all": "Every town", "asked": "Stated needs only", "fair": "Small, never mentored or far-off towns"}
SAID = {"all": "", "asked": "stated needs", "fair": "small, never mentored or far-off towns"}
"""Each filter's towns within a sentence; '' for every town."""


@dataclass(frozen=True, eq=False)
class Planned:
    """A plan, the question it answers, and what was asked for but is not possible on this day, in sentences."""

    problem: Problem
    plan: Plan
    set_aside: tuple[str, ...]

    @cached_property
    def curve(self) -> pd.DataFrame:
        """How fast the points come, as `result.curve` gives it; it may take some solving, so only when it is drawn."""
        return result.curve(self.problem, self.plan)


@dataclass(frozen=True)
class Wishes:
    """What the page's widgets ask for: the limits, and which towns to plan for."""

    options: Options
    only: str


def choose(view: View) -> Wishes:
    """The limits, and what was agreed or ruled out so far."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        free = st.toggle("As many as useful", key="free", **LINKED)
        number = st.number_input("Introductions", 0, 500, 12, key="introductions", disabled=free, width=130, **LINKED)
        limit = st.number_input("At most for one mentor", 0, 20, 2, key="mentor_limit", width=165, **LINKED)
        each = choose_mentee_limit(width=165)
        only = st.selectbox("Plan for", list(FILTERS), format_func=FILTERS.get, key="plan_for", width=280, **LINKED)
    agreed.follow_link(view)
    locks, forbids = (tuple(sorted(agreed.kept(kind, view.choice.region))) for kind in (agreed.LOCKS, agreed.FORBIDS))
    return Wishes(Options(None if free else int(number), int(limit), locks, forbids, mentee_limit=each), only)


def choose_mentee_limit(width: int | str = "stretch") -> int | None:
    """The most introductions for one mentee; None for no limit."""
    limit = st.number_input(
        "At most for one mentee", 1, 20, None, key="mentee_limit", placeholder="No limit", width=width, **LINKED
    )
    return None if limit is None else int(limit)


def planned(view: View, lists: Lists, knows: Experience, wishes: Wishes) -> Planned | None:
    """The plan for the wishes; where they contradict each other, says so and returns None."""
    try:
        return _planned(mentoring.key(view, lists), wishes, view, lists, knows)
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        agreed.take_back(view, agreed.LOCKS)
        agreed.take_back(view, agreed.FORBIDS)
        st.button("Forget all that was agreed or ruled out", on_click=agreed.release, args=(view.choice.region,))
        return None


@st.cache_resource(max_entries=64, show_spinner="Finding the best introductions…")
def _planned(
    key: tuple[object, ...],  # noqa: ARG001 (a cache key)
    wishes: Wishes,
    _view: View,
    _lists: Lists,
    _knows: Experience,
) -> Planned:
    snapshot = _view.snapshot
    asked, records, options = asked_of(_view, _lists, wishes.only), snapshot.source.records, wishes.options
    no_more = {}
    if options.locks:
        no_more = problem.impossible(snapshot.scorecard, _knows, snapshot.region, options.locks, records)
        options = replace(options, locks=tuple(lock for lock in options.locks if lock not in no_more))
    posed = problem.pose(snapshot.scorecard, _knows, snapshot.region, options, asked, records)
    found = result.best(posed, _lists.needs, records, snapshot.source.sample)
    return Planned(posed, found, tuple(f"Set aside: {why}" for why in no_more.values()))


def asked_of(view: View, lists: Lists, only: str) -> pd.DataFrame | None:
    """The towns and actions that one of `FILTERS` plans for, as a list of needs; None for every town."""
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
    return result.cost_sentence(found, without.plan, SAID[wishes.only]) if without else ""


def fairness_cost(
    view: View, lists: Lists, knows: Experience, usual: tuple[NeedyTown, ...], shown: tuple[NeedyTown, ...]
) -> str:
    """What the fairness lens costs: the points that the first towns of both lists can gain."""
    firsts = [tuple(town.town for town in listed[:_FIRST]) for listed in (usual, shown)]
    before, after = (_most_points(mentoring.key(view, lists), towns, view, knows) for towns in firsts)
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


def counted_in(view: View, made: Planned) -> None:
    """What the plan builds on, what it had to leave out, and which mentees it gives more than they can count."""
    if kept := result.kept_sentence(made.plan):
        st.markdown(plain(kept))
    if crowded := result.crowded_sentence(made.problem, made.plan):
        st.markdown(f":material/groups: {plain(crowded)}")
    agreed.tell([*agreed.lost_sentences(view.choice.region), *made.set_aside])


def numbers(found: Plan) -> None:
    """The plan in numbers."""
    missed = found.upper_bound - found.points_gained
    ticked = sum(one.locked for one in found.introductions)
    cards = [
        ("Points gained", found.points_gained, f"perhaps {missed} too few" if missed else "proven the most"),
        ("Introductions", len(found.introductions), f"{ticked or 'none'} agreed so far"),
        ("Towns that gain", len(found.towns), "both sides"),
        ("Distance", f"{words.in_miles(found.km):,.0f}", "miles in all"),
    ]
    if found.region:
        cards.insert(3, ("Other regions gain", found.points_statewide - found.points_gained, "points beside"))
    parts.metrics(*cards)


def proof(found: Plan) -> None:
    """What is proven, in sentences; the figures behind them under a fold."""
    with st.popover("How sure is this?", icon=":material/verified:", type="tertiary"):
        st.markdown(
            "What matters more is settled first, and kept while the next is settled; all under the limits chosen."
        )
        parts.bullets(result.level_sentence(found, level) for level in found.levels)
        with st.expander("The figures"):
            rows = [
                (result.level_name(found, level), *(result.figure(level.name, n) for n in (level.value, level.bound)))
                for level in found.levels
            ]
            table = pd.DataFrame(rows, columns=["In this order", "This plan", "No plan does better than"])
            st.table(table, hide_index=True, border="horizontal", alt="The four objectives, and what no plan can beat")


def gaining(found: Plan) -> None:
    """Every town that gains, with its COG: those of the region and, beside, those of others."""
    said = f"{words.count(len(found.towns), 'town gains', 'towns gain')} points"
    if elsewhere := found.points_statewide - found.points_gained:
        said = f"{said}: {found.points_gained} in {found.region}, {elsewhere} in other regions"
    parts.heading(said)
    tables.show(found.towns, ("town", "before", "after", "change", "cog"), said, height=320, **_NARROW)


def _boxes(view: View, made: Planned) -> Boxes:
    """The list for a plan: as it is on the screen where it shows the same, so that a browser need not build it anew.

    While only ticks change, every introduction keeps its row.
    """
    options = made.problem.options
    limits = (options.introductions, options.mentor_limit, options.mentee_limit)
    asked = (view.choice.region, view.choice.application_date, *limits)
    before, number, boxes = st.session_state.get(_LISTED, (None, 0, Boxes()))
    place = {triple: row for row, triple in enumerate(boxes.rows)} if before == asked else {}
    rows = tuple(sorted((one.triple for one in made.plan.introductions), key=lambda one: place.get(one, len(place))))
    locked = frozenset(one.triple for one in made.plan.introductions if one.locked)
    if (before, boxes.rows, boxes.ticked()) != (asked, rows, (locked, frozenset())):
        number, boxes = number + 1, Boxes(f"introductions {number + 1}", rows, locked)
    st.session_state[_LISTED] = (asked, number, boxes)
    return boxes


def agree(view: View, made: Planned) -> None:
    """The introductions, in each row a box for agreed and one for will not happen."""
    boxes = _boxes(view, made)
    place = {one.triple: number for number, one in enumerate(made.plan.introductions)}
    table = result.as_table(made.plan).iloc[[place[triple] for triple in boxes.rows]].reset_index(drop=True)
    # Who and what in one column, so that a phone shows beside the boxes what is ticked.
    said = table["mentor"] + " → " + table["mentee"] + ", " + table["action"]
    locked = [triple in boxes.locked for triple in boxes.rows]
    shown = table.assign(locked=locked, dropped=False, said=said, km=table["km"].map(words.in_miles))[
        ["locked", "dropped", "said", "title", "mentor_gain", "mentee_gain", "km"]
    ]
    to_tick = {
        "locked": st.column_config.CheckboxColumn("Agreed", width=74, help="Stays in every plan from now on"),
        "dropped": st.column_config.CheckboxColumn("Ruled out", width=94, help="Will not happen; plan without it"),
    }
    columns = to_tick | {
        "said": st.column_config.TextColumn("Mentor → mentee, action", width=200),
        "title": st.column_config.TextColumn("About", width=368),
        "mentor_gain": st.column_config.NumberColumn("Mentor gains", width=96, format="%+d"),
        "mentee_gain": st.column_config.NumberColumn("Mentee gains", width=96, format="%+d"),
        "km": st.column_config.NumberColumn("Distance", width=72, format="%.0f mi"),
    }
    height = min(38 + 35 * len(shown), 520)
    st.data_editor(
        shown,
        key=boxes.key,
        hide_index=True,
        column_config=columns,
        disabled=[column for column in shown.columns if column not in to_tick],
        height=height,
        alt=f"Every introduction, to be agreed or ruled out. {made.plan.sentence}",
        on_change=agreed.tick,
        args=(boxes, view.choice.region),
    )
    tables.lay_on_paper(shown, columns, height)


def why_each(found: Plan) -> None:
    """Every introduction with its reasons, to be said aloud."""
    fold = st.expander("Why each of them", key="why each", icon=":material/forum:", **_FILLED_WHEN_OPEN)
    if fold.open:
        said = (
            f"**{plain(f'{one.mentor} mentors {one.mentee} with {one.action}')}**  \n{plain(' '.join(one.reasons))}"
            for one in found.introductions
        )
        fold.markdown("\n\n".join(said))  # one piece, which a browser draws many times as fast as one for each


def draw_map(view: View, found: Plan) -> None:
    """The introductions on the map."""
    # Often the same after a tick as before, since what is agreed was mostly planned.
    drawn = tuple((one.triple, one.mentor_gain, one.mentee_gain) for one in found.introductions)
    snapshot = view.snapshot
    key = (snapshot.source.version, actions.revision(), snapshot.application_date, snapshot.region)
    figure = _introductions_map(key, drawn, view.palette, view, found)
    with st.container(key="map-box-plan"):
        parts.draw(figure, f"Map of the planned introductions. {found.sentence}", "plan-map", height="stretch")
    pairs = {one.triple[:2] for one in found.introductions}
    counting = {one.triple[:2] for one in found.introductions if one.mentor_gain or one.mentee_gain}
    parts.map_key(view.palette, dotted=pairs != counting)


@st.cache_resource(max_entries=64, show_spinner=False)
def _introductions_map(
    key: tuple[object, ...],  # noqa: ARG001 (a cache key)
    drawn: tuple[tuple[Triple, int, int], ...],  # noqa: ARG001 (a cache key)
    palette: Palette,
    _view: View,
    _found: Plan,
) -> go.Figure:
    return maps.introductions_map(_view.snapshot.scorecard.towns, result.as_table(_found), palette, _view.choice.region)


def draw_curve(view: View, made: Planned) -> None:
    """Points by number of introductions, and the same as a table."""
    with st.spinner("Counting what fewer introductions bring…"):
        points = made.curve
    said = result.curve_sentence(made.plan, points)
    parts.heading(said)
    parts.draw(curves.points_curve(points, view.palette), said, "curve")
    if points["points"].equals(points["best"]):
        st.caption("At every number, no other choice of so many introductions brings more under these limits.")
    fold = st.expander("The same as a table", key="curve as a table", **_FILLED_WHEN_OPEN)
    if fold.open:
        with fold:
            tables.show(points, ("introductions", "points", "best"), said, points=tables.column("change"))


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
    with st.expander(f"Compared with the plan before: {plain(changed.sentence)}", icon=":material/compare_arrows:"):
        for heading, triples in (("New", changed.added), ("Left out", changed.dropped)):
            if triples:
                st.markdown(f"**{heading}.** {plain(words.listing(agreed.said(triple) for triple in triples))}.")


def downloads(view: View, found: Plan, who: str | None) -> None:
    """The plan as files, and as records to begin with.

    Parameters
    ----------
    who
        The name that was given on this page already; None when it was not asked for.
    """
    day = view.choice.application_date
    stem = f"plan-{(found.region or 'Connecticut')}-{day}{'-sample' if found.sample else ''}"
    button = {"on_click": "ignore", "icon": ":material/download:"}
    with st.container(horizontal=True):
        st.download_button("CSV", lambda: plan_files.to_csv(found), f"{stem}.csv", mime="text/csv", **button)
        st.download_button("Excel", lambda: plan_files.to_xlsx(found, day), f"{stem}.xlsx", **button)
        with st.popover("Turn into records", icon=":material/playlist_add:"):
            _keep_as_records(found, day, f"records-{stem}.csv", who)


def _keep_as_records(found: Plan, day: date, file: str, who: str | None) -> None:
    """The introductions as planned records: into the store, or as a file."""
    st.markdown(
        "They are kept as planned introductions, which score nothing. When one has begun, say so in the list of "
        "planned introductions, which this page shows as soon as there are any."
    )
    if who is None:
        who = keeping.who()
    elif not who:
        keeping.want_name("above, in the list of planned introductions")
    if st.button("Keep them with our records", disabled=not who or found.sample) and keeping.save(
        lambda: keeping.the_store().import_records(result.as_records(found, day), who, "introductions of a plan"),
        lambda done: f"{words.count(done.added, 'planned introduction was', 'planned introductions were')} kept.",
    ):
        agreed.kept(agreed.LOCKS, found.region).clear()  # they are records now, which are not planned again
        st.rerun()
    if found.sample:
        st.caption("This plan is made from the fictional sample, so it is not kept.")
    button = {"mime": "text/csv", "on_click": "ignore", "icon": ":material/download:"}
    st.download_button("As a file", lambda: schema.to_csv(result.as_records(found, day)), file, **button)
