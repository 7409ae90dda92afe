"""Present: the region's story for the meeting, one idea a step, and the documents that go with it."""

import streamlit as st

from sct_dash.ui import frame, presenting

view = frame.open_page("present")
shown = st.container()
with st.container(horizontal=True, vertical_alignment="center"):
    told = presenting.choose_story(view)
    presenting.take_away(told)
    presenting.stage()
with shown:
    step = presenting.turn(told)
    frame.title(step.title, view)
    presenting.show(view, step)
    presenting.note(step)
