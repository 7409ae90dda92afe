"""Pictures: a snapshot's tables in, Plotly figures out. A function builds its figure and stops."""
