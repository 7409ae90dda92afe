from sct_dash.ui import frame

view = frame.open_page("guide")
