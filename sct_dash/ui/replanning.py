"""The Plan page: what is asked for, the plan for it, and what to do with it; planned anew at each click."""

import streamlit as st

from sct_dash.ui import agreed, begun, frame, keeping, mentoring, parts, planning
from sct_dash.ui.frame import View
from sct_dash.ui.text import plain


@frame.part
def plan_anew(view: View) -> None:
    """All but the frame, since every click here changes the plan and nothing around it."""
    lists = mentoring.kept_lists()
    knows = mentoring.known(view, lists)
    heading = st.container()
    wishes = planning.choose(view)
    made = planning.planned(view, lists, knows, wishes)
    if made is None:
        with heading:
            frame.title("What was agreed contradicts what is asked for", view)
        return

    plan = made.plan
    with heading:
        frame.title(plan.headline.removesuffix("."), view)
        keeping.report_done(view.link(), view.snapshot)
    with st.container():  # a place of its own: a browser would build anew all that is under a line that appears
        if cost := planning.cost_of_filter(view, lists, knows, wishes, plan):
            st.markdown(plain(cost))
        planning.counted_in(view, made)
        who = begun.planned_list(view)
        agreed.take_back(view, agreed.FORBIDS)
    if not plan.introductions:
        return

    planning.numbers(plan)
    planning.proof(plan)
    with st.container():
        planning.compare_with_last(view, plan)
    parts.heading("Tick what is agreed, rule out what will not happen; the other introductions are then chosen again")
    planning.agree(view, made)
    planning.why_each(plan)
    planning.downloads(view, plan, who)

    left, right = st.columns([1.6, 1], gap="large")
    with left:
        parts.heading("Who would be introduced to whom")
        planning.draw_map(view, plan)
    with right:
        planning.draw_curve(view, made)
        planning.gaining(plan)
