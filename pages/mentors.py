"""Find mentors: which towns need one, whom to call, and on whom too much rests."""

import streamlit as st

from sct_dash.mentors import needs
from sct_dash.ui import frame, keeping, lists_editor, mentoring, parts, planning
from sct_dash.ui.text import plain

view = frame.open_page("mentors")
snapshot = view.snapshot
lists = mentoring.kept_lists()
knows = mentoring.known(view, lists)
heading = st.container()

until, need_weights, fair_only = mentoring.choose_needs(view)
listed = mentoring.needy_towns(view, lists, until, need_weights)
shown = needs.fairness_only(listed) if fair_only else listed
with heading:
    frame.title(needs.finding(snapshot, listed, fair_only), view)
    keeping.report_done(view.link(), snapshot)
if need_weights.equity or fair_only:
    usual = mentoring.needy_towns(view, lists, until, mentoring.usual_needs())
    st.caption(plain(planning.fairness_cost(view, lists, knows, usual, shown)))
first = (
    mentoring.needs_table(shown, needs.finding(snapshot, listed, fair_only))
    if shown
    else snapshot.towns["town"].iloc[0]
)

parts.heading("Whom to call")
town, action = mentoring.choose_town_and_action(view, knows, first)
weights = mentoring.choose_weights()
found = mentoring.ranked(view, lists, knows, town, action, weights)
st.markdown(f"**{plain(found.sentence)}**")
if found.candidates:
    left, right = st.columns([1.6, 1], gap="large")
    with left:
        chosen = mentoring.candidates_table(found)
        mentoring.why_not(found, knows)
    with right:
        mentoring.candidate_card(view, lists, found, chosen)

overloaded = mentoring.overloaded(view)
parts.heading(mentoring.reliance_finding(overloaded))
mentoring.overloaded_cards(overloaded)
mentoring.mentor_stops(view)

with st.expander("Needs and experience", icon=":material/edit_note:"):
    lists_editor.edit_lists(lists, view)
