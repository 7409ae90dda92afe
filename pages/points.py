"""Points: every town's points, the receipt behind them, and what another application date would change."""

from functools import partial

import streamlit as st

from sct_dash import findings, outlook
from sct_dash.exports import sheets
from sct_dash.figures import timeline
from sct_dash.ui import caches, documenting, frame, parts, tables
from sct_dash.ui.choices import LAST_DAY, heed_link

TOWN_COLUMNS = ("town", "cog", "points", "ready_points", "next_loss", "at_risk")
FORECAST_COLUMNS = ("date", "town", "cog", "before", "after", "lost", "gained")
CHANGE_COLUMNS = ("town", "cog", "before", "after", "change")
MANY = 24  # changes of points that fit on a screen without scrolling
DOWNLOAD = {"on_click": "ignore", "icon": ":material/download:", "mime": "text/csv"}

view = frame.open_page("points")
snapshot, today = view.snapshot, view.choice.application_date
frame.title(findings.points(snapshot), view)
documenting.lead(view)

left, right = st.columns([1.3, 1], gap="large")
with left:
    parts.heading("Every town")
    towns = snapshot.ranked_towns
    columns = tables.without_cog(TOWN_COLUMNS, snapshot.region)
    tables.pick(towns, columns, findings.points(snapshot), "town", into="receipt")
    stem = f"{snapshot.region_name}-{today}{'-sample' if snapshot.source.sample else ''}"
    with st.container(horizontal=True):
        for name, table in (("Points", towns), ("Receipts", snapshot.receipts)):
            make = partial(sheets.to_csv, table, snapshot.source.sample)
            st.download_button(f"{name} as a sheet", make, f"{name.lower()}-{stem}.csv", **DOWNLOAD)
with right:
    heed_link("receipt", list(towns["town"]), "town")
    town = st.selectbox(
        "Why this town has its points", towns["town"], key="receipt", filter_mode="contains", bind="query-params",
        persist_state="session",
    )  # fmt: skip
    parts.heading(findings.town(snapshot, town))
    parts.receipt(view, town)
    tables.town_link(town, view.link(), f"Open {town}'s page")

parts.heading(findings.outlook(snapshot))
until = outlook.years_ahead(today, snapshot.scorecard.edition)
st.caption(findings.changing(snapshot, until))
changing = snapshot.own_forecast
if len(changing):
    figure = timeline.points_timeline(changing, today, until, view.palette)
    with st.container(height="content" if len(changing) < MANY else 560, border=False):
        parts.draw(figure, findings.outlook(snapshot), "timeline")
    with st.expander("The same as a table"):
        tables.show(changing, tables.without_cog(FORECAST_COLUMNS, snapshot.region), findings.outlook(snapshot))

parts.heading("What if the application date were another?")
then = st.date_input(
    "Other application date", snapshot.horizon, min_value=snapshot.scorecard.edition.in_force_from,
    max_value=LAST_DAY, key="then", format="MM/DD/YYYY", bind="query-params", persist_state="session", width=260,
)  # fmt: skip
then = then or snapshot.horizon  # the field can be emptied
changes = outlook.compare(snapshot.scorecard, caches.take(snapshot.source, then, None).scorecard, snapshot.region)
st.markdown(f"**{findings.what_if(changes, then)}**")
if len(changes):
    tables.show(changes, tables.without_cog(CHANGE_COLUMNS, snapshot.region), findings.what_if(changes, then))
