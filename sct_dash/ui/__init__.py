"""The only room that knows Streamlit: frame, menu, shared choices, caches, tables."""
