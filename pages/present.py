"""Present: the region's story for the meeting, one idea a step, and the documents that go with it."""

import streamlit as st

from sct_dash.ui import documents, frame, presenting

view = frame.open_page("present")
presenting.stage()
shown = st.container()
with st.container(horizontal=True, vertical_alignment="center", key="tools"):
    told = presenting.choose_story(view)
    documents.take_away(told)
    presenting.hide_button()
with shown:
    step = presenting.turn(told)
    frame.title(step.title, view)
    presenting.show(view, step)
    presenting.folds(step)
