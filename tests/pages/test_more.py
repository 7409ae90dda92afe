"""Long lists of things to decide."""

import pytest
from streamlit.testing.v1 import AppTest


def listed(number):
    def script(number):
        import streamlit as st

        from sct_dash.ui import more

        for item in more.each(list(range(number)), "list", first=3, step=10):
            st.checkbox(f"item {item}", key=f"item-{item}")

    return AppTest.from_function(script, args=(number,)).run()


@pytest.mark.parametrize(
    ("number", "drawn", "label"), [(7, 7, None), (8, 3, "Show all 8"), (20, 3, "Show 10 more of 17")]
)
def test_few_more_are_shown_at_once_and_many_by_a_click(number, drawn, label):
    app = listed(number)
    assert (len(app.checkbox), [button.label for button in app.button]) == (drawn, [label] if label else [])


def test_more_are_added_below_and_what_was_ticked_stays():
    app = listed(20)
    app.checkbox(key="item-1").check().run()
    app.button[0].click().run()
    assert [box.label for box in app.checkbox] == [f"item {item}" for item in range(13)]
    assert [button.label for button in app.button] == ["Show all 20"]
    assert app.checkbox(key="item-1").value
