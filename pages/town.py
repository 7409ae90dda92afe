"""Town: one town on one page."""

import streamlit as st

from sct_dash import findings, network, outlook, places, recognition, words
from sct_dash.ui import documenting, documents, frame, parts, tables
from sct_dash.ui.choices import heed_link
from sct_dash.ui.text import plain

view = frame.open_page("town")
snapshot = view.snapshot
offered = [*snapshot.towns["town"]]
others = [name for name in places.towns().index if name not in offered]
heading = st.container()
heed_link("town", [*offered, *others], "town")
town = st.selectbox(
    "Town",
    offered + others,
    index=offered.index(snapshot.first_town),
    key="town",
    filter_mode="contains",
    bind="query-params",
    persist_state="session",
    width=320,
)
row = snapshot.town(town)
with heading:
    frame.title(findings.town(snapshot, town), view)

parts.metrics(
    ("Points", row.points, f"of {snapshot.scorecard.edition.maximum_points}"),
    ("Ready to submit", row.ready_points, f"{row.points - row.ready_points} not documented"),
    ("It mentors", row.mentees, "towns"),
    ("It is mentored by", row.mentors, "towns"),
    ("At risk", row.at_risk, f"by {words.day(snapshot.horizon)}"),
)

left, right = st.columns([1.25, 1], gap="large")
with left:
    parts.heading(f"Why {town} has {row.points} points")
    parts.receipt(view, town)
    if warning := findings.counted_twice(snapshot, town):
        st.warning(plain(warning), icon=":material/warning:")
    documents.worksheet_button(snapshot, town)
with right:
    parts.heading(f"What would bring {town} more")
    parts.bullets(findings.next_points(snapshot, town))
    documenting.lead(view, town)
    around = network.select(snapshot.active, network.Filters(town=town))
    parts.heading(findings.around(around, town))
    parts.draw_map(
        view, network.ties(around), f"Map of {town}'s ties. {findings.around(around, town)}", "ego-map",
        focus=town, fit=[town, *sorted({*around["mentor"], *around["mentee"]} - {town})],
    )  # fmt: skip
    if len(around):
        with st.expander("The same as a table"):
            columns = ("mentor", "mentee", "action", "started", "last_active", "implemented_on")
            tables.show(around, columns, findings.around(around, town))

changes = outlook.of_town(snapshot.forecast, town)
if len(changes):
    parts.heading(findings.next_change(changes))
    tables.show(changes, ("date", "before", "after", "lost", "gained"), f"{town}'s points from now on")

left, right = st.columns(2, gap="large")
with left:
    parts.heading(f"{town}'s neighbors")
    beside = snapshot.everywhere[snapshot.everywhere["town"].isin(places.neighbours(town))]
    tables.show(beside, ("town", "cog", "points", "mentees", "mentors"), f"The towns that border {town}")
with right:
    parts.heading(findings.recognition(town))
    parts.awards(recognition.awards_of(town))
    story = recognition.story_of(town)
    if story:
        st.markdown(plain(story))
    st.caption(recognition.CAVEAT)
