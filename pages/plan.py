"""Plan: the introductions that bring the region most points, proven, and what to do with them."""

import streamlit as st

from sct_dash import findings
from sct_dash.ui import agreed, begun, frame, keeping, mentoring, parts, planning
from sct_dash.ui.text import plain

view = frame.open_page("plan")
lists = mentoring.kept_lists()
knows = mentoring.known(view, lists)
heading = st.container()
wishes = planning.choose(view)
made = planning.planned(view, lists, knows, wishes)
if made is None:
    with heading:
        frame.title("What was agreed contradicts what is asked for", view)
    st.stop()

plan = made.plan
with heading:
    frame.title(plan.sentence.removesuffix("."), view)
    keeping.report_done(view.link(), findings.points(view.snapshot))
if cost := planning.cost_of_filter(view, lists, knows, wishes, plan):
    st.markdown(plain(cost))
planning.counted_in(view, made)
who = begun.planned_list(view)
agreed.take_back(view, agreed.FORBIDS)
if not plan.introductions:
    st.stop()

planning.numbers(plan)
planning.proof(plan)
planning.compare_with_last(view, plan)
parts.heading("Tick what is agreed, rule out what will not happen; the rest is planned anew")
planning.agree(view, made)
planning.why_each(plan)
planning.downloads(view, plan, who)

left, right = st.columns([1.7, 1], gap="large")
with left:
    parts.heading("Who would be introduced to whom")
    planning.draw_map(view, plan)
with right:
    planning.draw_curve(view, made)
    planning.gaining(plan)
