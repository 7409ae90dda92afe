"""Plan: the introductions that bring the region most points, proven, and what to do with them."""

from sct_dash.ui import frame, replanning

view = frame.open_page("plan")
replanning.plan_anew(view)
