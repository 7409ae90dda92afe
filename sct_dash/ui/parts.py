"""Pieces that several pages place: the map with its key, what was clicked on it, a chart with its table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from sct_dash import actions, findings, network, words
from sct_dash.figures import town_map
from sct_dash.figures.style import Palette
from sct_dash.records.planned import is_planned
from sct_dash.scoring import VERDICTS
from sct_dash.ui import tables
from sct_dash.ui.frame import View, part
from sct_dash.ui.text import plain

_QUIET = {"displayModeBar": False, "scrollZoom": False, "displaylogo": False, "doubleClick": False}


@dataclass(frozen=True)
class Picked:
    """What was clicked in a picture: a town, or the tie of a mentor and a mentee."""

    town: str = ""
    mentor: str = ""
    mentee: str = ""


def heading(finding: str) -> None:
    """A section's finding as its heading."""
    st.subheader(plain(finding.removesuffix(".")), anchor=False)


def bullets(sentences: Iterable[str]) -> None:
    """Sentences as one tight list; nothing where there are none."""
    if lines := [f"- {plain(sentence)}" for sentence in sentences]:
        st.markdown("\n".join(lines))


def metrics(*cards: tuple[str, int | str, str]) -> None:
    """A row of numbers, each with its label and what to hold it against; two to a row on a phone."""
    with st.grid(columns=len(cards), min_column_width=150):
        for label, value, beside in cards:
            said = value if isinstance(value, str) else f"{value:,}"
            st.metric(label, said, beside, delta_color="off", delta_arrow="off", border=True)


def draw_map(
    view: View, ties: pd.DataFrame, alt: str, key: str, focus: str = "", fit: Sequence[str] = ()
) -> Picked | None:
    """The map of towns and ties with its key; returns what the user clicked.

    It zooms to the region, unless the town in focus lies outside it.
    """
    towns = view.snapshot.scorecard.towns
    region = view.choice.region if focus in ("", *view.snapshot.towns["town"]) else None
    every, ties = len(ties), network.strongest(ties)
    names = [focus, *(fit or town_map.to_name(ties, towns, region))]
    figure = town_map.town_map(towns, ties, view.palette, region, names, focus, fit)
    with st.container(key=f"map-box-{key}"):
        picked = draw(figure, alt, key, select=True, height="stretch")
    map_key(view.palette)
    tell_left_out(every, len(ties))
    return picked


def tell_left_out(ties: int, drawn: int) -> None:
    """Say so where a picture would be too full with every tie."""
    if drawn < ties:
        st.caption(f"Drawn are the {drawn} ties that count most, of {ties:,}; the tables have all.")


def draw(figure: go.Figure, alt: str, key: str, select: bool = False, height: int | str = "content") -> Picked | None:
    """A figure with its text alternative; returns what the user clicked, where that is asked for."""
    event = st.plotly_chart(
        figure,
        key=key,
        theme=None,
        alt=alt,
        height=height,
        config=_QUIET,
        on_select="rerun" if select else "ignore",
        selection_mode="points",
    )
    points = event.selection.points if select else []
    for point in points:
        kind, *names = point.get("customdata") or [""]
        if kind == "town":
            return Picked(town=names[0])
        if kind == "tie":
            return Picked(mentor=names[0], mentee=names[1])
    return None


def map_key(palette: Palette, dotted: bool = True) -> None:
    """The key to the map: four squares, the arrows (of two kinds, where any is dotted), and what the boundaries are."""
    squares = "".join(
        f'<span><i style="background:{palette.of_points(step)};border:1px solid {palette.border}"></i>{step}</span>'
        for step in palette.point_steps
    )
    boundaries = "schematic boundaries" if town_map.shapes().schematic else "official boundaries"
    st.html(
        f'<div class="sct-key"><span>Points</span>{squares}{_arrows(palette, dotted)}<span>{boundaries}</span></div>'
    )


def arrow_key(palette: Palette, marks: str) -> None:
    """The key to a picture of arrows between marks, which a sentence explains."""
    st.html(f'<div class="sct-key">{_arrows(palette)}<span>{marks}</span></div>')


def _arrows(palette: Palette, dotted: bool = True) -> str:
    arrow = f'<b style="color:{palette.ink}">'
    nobody = f"<span>{arrow}&#8943;&#8943;&#9654;</b>counts for nobody</span>" if dotted else ""
    return f"<span>{arrow}&#9472;&#9472;&#9654;</b>mentor to mentee</span>{nobody}"


@part
def map_to_click(view: View, ties: pd.DataFrame, mentorships: pd.DataFrame, alt: str, key: str) -> None:
    """The map, and under it what was clicked."""
    picked_card(view, draw_map(view, ties, alt, key), mentorships)


def picked_card(view: View, picked: Picked | None, mentorships: pd.DataFrame) -> None:
    """What was clicked in a picture; until then, that it can be."""
    if not picked:
        with st.container(key="to-click"):  # which is not printed
            st.caption("Click a town or the middle of an arrow to see what it is.")
    elif picked.town:
        _town_card(view, picked.town, mentorships)
    else:
        _tie_card(view, picked.mentor, picked.mentee, mentorships)


def _town_card(view: View, town: str, mentorships: pd.DataFrame) -> None:
    """A town that was clicked: its points, its ties, the way to its page."""
    if town in view.snapshot.scorecard.towns.index:
        tables.town_link(town, view.link(), f"**{findings.town(view.snapshot, town)}**")
    else:
        st.markdown(f"**{plain(town)}** lies outside Connecticut and earns nothing.")
    for role, other, verb in (("mentor", "mentee", "Mentors"), ("mentee", "mentor", "Is mentored by")):
        partners = sorted(set(mentorships.loc[mentorships[role] == town, other]))
        if partners:
            st.markdown(f"{verb} {plain(words.listing(partners))}.")


def _tie_card(view: View, mentor: str, mentee: str, mentorships: pd.DataFrame) -> None:
    """A tie that was clicked: each of its mentorships with both sides' verdicts and reasons."""
    st.markdown(f"**{plain(mentor)} mentors {plain(mentee)}**")
    claims = view.snapshot.scorecard.claims
    own = mentorships[(mentorships["mentor"] == mentor) & (mentorships["mentee"] == mentee)]
    for row in own.itertuples():
        st.markdown(plain(f"{actions.label(row.action, row.programme_year)}, since {words.day(row.started)}"))
        for claim in claims[claims["record_id"] == row.record_id].itertuples():
            st.caption(plain(f"{claim.town}: {VERDICTS[claim.verdict]}. {claim.reason}"))


def receipt(view: View, town: str) -> None:
    """A town's claims with verdict and reason, the counting ones first, as a person reads a bill."""
    claims = view.snapshot.scorecard.receipt(town)
    each = view.snapshot.scorecard.edition.points_per_action.value
    own = view.snapshot.source.records[view.snapshot.source.records["record_id"].isin(claims["record_id"])]
    waiting = set(own.loc[is_planned(own), "record_id"])
    if claims.empty:
        st.markdown("No record names this town.")
    for claim in claims.itertuples():
        counts = claim.verdict == "counts"
        earned = f":green-badge[+{each}]" if counts else f":gray-badge[{VERDICTS[claim.verdict]}]"
        documented = "" if not counts else " documented" if claim.documented else " :orange-badge[not documented]"
        verb = "mentored by" if claim.role == "mentee" else "mentored" if claim.verdict == "lapsed" else "mentors"
        with_whom = f"{verb} {claim.partner}"
        if claim.record_id in waiting:
            mentor, mentee = (claim.partner, town) if claim.role == "mentee" else (town, claim.partner)
            with_whom = f"{mentor} will mentor {mentee}"
        with st.container(gap="xxsmall"):
            st.markdown(f"{earned}{documented} **{plain(actions.label(claim.action, claim.programme_year))}**")
            st.caption(f"{plain(words.sentence(with_whom))}. {plain(claim.reason)} Record {plain(claim.record_id)}.")


def awards(seen: pd.DataFrame) -> None:
    """A town's awards as `recognition.awards_of` gives them, each with a link to where it was seen."""
    for award in seen.itertuples():
        where = f"[{plain(award.seen_in)}]({award.address})" if award.address else plain(award.seen_in)
        note = f"  \n:gray[{plain(award.note)}.]" if award.note else ""
        st.markdown(f"**{plain(award.level)}, {plain(award.year)}**: {where}{note}")


@st.dialog("All of them", width="large")
def show_all(finding: str, table: pd.DataFrame, columns: Sequence[str]) -> None:
    """A table in front of the page, wide enough to read."""
    heading(finding)
    tables.show(table, columns, finding)
