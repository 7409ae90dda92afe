"""Points: every town's points, the receipt behind them, and what another application date would change."""

import streamlit as st

from sct_dash import findings, outlook, words
from sct_dash.exports import sheets
from sct_dash.figures import timeline
from sct_dash.ui import caches, frame, parts, tables

TOWN_COLUMNS = ("town", "cog", "points", "ready_points", "next_loss", "at_risk", "mentees", "mentors")
MANY = 24  # changes of points that fit on a screen without scrolling
DOWNLOAD = {"on_click": "ignore", "icon": ":material/download:", "mime": "text/csv"}

view = frame.open_page("points")
snapshot, today = view.snapshot, view.choice.application_date
frame.title(findings.points(snapshot), view)

left, right = st.columns([1.3, 1], gap="large")
with left:
    parts.heading("Every town")
    towns = snapshot.ranked_towns
    rows = tables.show(towns, TOWN_COLUMNS, findings.points(snapshot), key="towns", select=True, height=560)
    stem = f"{snapshot.region_name}-{today}{'-sample' if snapshot.source.sample else ''}"
    with st.container(horizontal=True):
        st.download_button("Points", lambda: sheets.to_csv(towns), f"points-{stem}.csv", **DOWNLOAD)
        st.download_button("Receipts", lambda: sheets.to_csv(snapshot.claims), f"receipts-{stem}.csv", **DOWNLOAD)
with right:
    town = towns["town"].iloc[rows[0] if rows else 0]
    parts.heading(findings.town(snapshot, town))
    if not rows:
        st.caption("Select a row to see another town's receipt.")
    parts.receipt(view, town)
    tables.town_link(town, view.link(), f"Open {town}'s page")

horizon = words.day(snapshot.horizon)
parts.heading(findings.outlook(snapshot))
st.caption("If no record changes: each bar is a town's points, the amber mark the day it loses some.")
changing = snapshot.own_forecast
if len(changing):
    until = outlook.years_ahead(today, snapshot.scorecard.edition)
    figure = timeline.points_timeline(changing, today, until, view.palette)
    with st.container(height="content" if len(changing) < MANY else 560, border=False):
        parts.draw(figure, findings.outlook(snapshot), "timeline")
    with st.expander("The same as a table"):
        tables.show(changing, ("date", "town", "cog", "before", "after", "lost", "gained"), findings.outlook(snapshot))

parts.heading("What if the application date were another?")
then = st.date_input(
    "Other application date", snapshot.horizon, min_value=snapshot.scorecard.edition.in_force_from, key="then",
    format="MM/DD/YYYY", bind="query-params", persist_state="session", width=260,
)  # fmt: skip
changes = outlook.compare(snapshot.scorecard, caches.take(snapshot.source, then, None).scorecard, snapshot.region)
st.markdown(f"**{findings.what_if(changes, then)}**")
if len(changes):
    tables.show(changes, ("town", "cog", "before", "after", "change"), findings.what_if(changes, then))
