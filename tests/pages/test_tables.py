"""Tables: what of them is printed, and those that are read line by line."""

import re
from datetime import date

import pandas as pd
import pytest
import streamlit as st

from sct_dash.ui import tables

NAMES = ("town", "change", "km", "date", "documented", "score")


@pytest.fixture
def written(monkeypatch):
    """What is handed to a browser as HTML."""
    drawn: list[str] = []
    monkeypatch.setattr(st, "html", drawn.append)
    return drawn


def rows(number):
    row = {"town": "<b>Avon</b>", "change": 5, "km": 16.1, "date": date(2026, 3, 1), "documented": True, "score": 7.26}
    return pd.DataFrame([row] * number)


def cells(html, tag="td"):
    return re.findall(f"<{tag}>(.*?)</{tag}>", html)


def test_rows_that_are_not_in_sight_are_printed_as_their_columns_say_them(written):
    tables.show(rows(11), NAMES, "Eleven towns")
    (html,) = written
    assert cells(html, "th") == ["Town", "Change", "Distance", "From", "Documented", "Score"]
    assert cells(html) == ["&lt;b&gt;Avon&lt;/b&gt;", "+5", "10 mi", "Mar 1, 2026", "yes", "7.3"] * 11


@pytest.mark.parametrize(("height", "in_sight"), [("auto", 10), ("stretch", 10), (37 + 35 * 4, 4)])
def test_table_is_printed_as_it_is_where_all_rows_are_in_sight(written, height, in_sight):
    tables.show(rows(in_sight), NAMES, "Towns", height=height)
    assert not written
    tables.show(rows(in_sight + 1), NAMES, "Towns", height=height)
    assert len(cells(written[0])) == (in_sight + 1) * len(NAMES)


def test_of_a_very_long_table_it_is_printed_how_many_rows_more_there_are(written):
    for number, told in ((200, []), (201, ["And 1 more row."]), (1300, ["And 1,100 more rows."])):
        written.clear()
        tables.show(rows(number), ("town",), "Many towns")
        assert (len(cells(written[0])), cells(written[0], "p")) == (200, told)


def test_empty_cells_are_printed_empty_and_large_numbers_with_commas(written):
    table = pd.DataFrame({"km": [None, 16.1], "date": [pd.NaT, pd.Timestamp(2026, 3, 1)], "population": [3216, 94]})
    tables.show(pd.concat([table] * 6), ("km", "date", "population"), "Few words")
    assert cells(written[0])[:6] == ["", "", "3,216", "10 mi", "Mar 1, 2026", "94"]


@pytest.fixture
def drawn(monkeypatch, written):  # noqa: ARG001 (beside it, nothing is drawn)
    """The tables that are read."""
    shown: list[pd.DataFrame] = []
    monkeypatch.setattr(st, "table", lambda table, **_: shown.append(table))
    return shown


def test_what_becomes_of_fields_is_read_as_text_whatever_it_holds(written, drawn):
    change = {"subject": "Avon's mentorship", "field": "notes", "before": "**b** [x](http://e.example)", "after": ""}
    text = st.column_config.TextColumn
    names = ("subject", "field", "before", "after")
    tables.show(pd.DataFrame([change]), names, "What changes", before=text("As it is"), after=text("After"))
    (table,) = drawn
    assert [*table.columns] == ["Record", "Field", "As it is", "After"]
    shown = [cell.replace("\\", "").replace("\u2060", "") for cell in table.iloc[0]]
    assert shown == [*change.values()]
    assert r"\*\*b\*\*" in table.iloc[0, 2]
    assert "paper" not in "".join(written)


def test_so_many_changes_that_reading_them_would_take_a_browser_long_are_a_table_to_scroll_in(written, drawn):
    change = {"subject": "Avon's mentorship", "field": "notes", "before": "", "after": "x"}
    for number in (200, 201):
        tables.show(pd.DataFrame([change] * number), tuple(change), "What changes")
    assert [len(table) for table in drawn] == [200]
    assert "And 1 more row." in written[-1]


def test_labels_of_cards_are_text_in_the_look_that_names_them(written, drawn):
    tables.read(pd.DataFrame({"Rule": ["a"], 'Ed"} </style> 2': ["b"]}), "Rules", "here")
    (look,) = written
    assert len(drawn) == 1
    (label,) = re.findall(r'st-key-cards-here td:nth-child\(2\)::before { content: "(.*?)"; }', look)
    assert "".join(chr(int(code, 16)) for code in label.replace("\\", "").split()) == 'Ed"} </style> 2'
    assert look.count("</style>") == 1
