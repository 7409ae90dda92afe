"""Pages run as the product runs them: from app.py, with nothing left over from another test."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).resolve().parents[2] / "app.py")


@pytest.fixture(autouse=True)
def clear_caches():
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def open_page():
    """Open the product and go to a page, with a session's state and a link's parameters."""

    def opened(file: str, query: dict[str, str] | None = None, **state: object) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=30)
        app.user = {}  # as without a login
        for key, value in state.items():
            app.session_state[key] = value
        for key, value in (query or {}).items():
            app.query_params[key] = value
        if file != "app.py":
            app.switch_page(file)
        return app.run()

    return opened


@pytest.fixture
def bring(open_page):
    """Drop a sheet in, as Ana."""

    def bring(content: bytes, name: str = "sheet.csv") -> AppTest:
        app = open_page("pages/records.py", {"task": "Bring in a sheet"}, who="Ana")
        app.get("file_uploader")[0].set_value([(name, content, "text/csv")]).run()
        assert not app.exception
        return app

    return bring
