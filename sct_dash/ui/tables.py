"""Tables on the screen: each column's words and form, once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from typing import Any

import pandas as pd
import streamlit as st

from sct_dash import network, rulebook, words
from sct_dash.exports import columns as as_text
from sct_dash.scoring import VERDICTS, support_said
from sct_dash.ui.menu import page
from sct_dash.ui.text import plain

_DAY = "MMM D, YYYY"
_text, _number, _date = (
    st.column_config.TextColumn,
    st.column_config.NumberColumn,
    st.column_config.DateColumn,
)


_NAME_PX = 124
"""How wide a column of towns is at least: all 169 names fit. By itself it would fit those of the rows seen first."""
_town = partial(_text, width=_NAME_PX)
_NOTHING = ""
"""Stands where a cell is empty; Streamlit would write None."""
_BARS = {"points": "Points", "ready_points": "Ready"}
"""Columns drawn as bars, as long as the most points that any edition gives."""
_COLUMNS: dict[str, Any] = {
    "record_id": _text("Record", width="small"),
    "town": _town("Town"),
    "other": _town("Other town"),
    "cog": _text("COG", width="small"),
    "other_cog": _text("Other COG", width="small"),
    "mentor": _town("Mentor"),
    "mentee": _town("Mentee"),
    "mentor_cog": _text("Mentor's COG", width="small"),
    "mentee_cog": _text("Mentee's COG", width="small"),
    "partner": _town("Partner"),
    "role": _text("Role", width="small"),
    "action": _text("Action"),
    "actions": _text("Actions"),
    "label": _text("About"),
    "category": _text("Category"),
    "support": _text("Support"),
    "started": _date("Started", format=_DAY),
    "last_active": _date("Last active", format=_DAY, help="Empty while still active"),
    "implemented_on": _date("Implemented", format=_DAY),
    "documented": st.column_config.CheckboxColumn("Documented", width="small"),
    "papers": _text("Documented", width=96, help="Which of the two towns documented its part"),
    "partners": _text("Partners"),
    "evidence": _text("Evidence"),
    "notes": _text("Notes"),
    "documented_by": _town("Documented by"),
    "missing_from": _town("Missing from"),
    "verdict": _text("Verdict"),
    "mentor_verdict": _text("For the mentor"),
    "mentee_verdict": _text("For the mentee"),
    "reason": _text("Why", width="large"),
    "before": _number("Before", width="small"),
    "after": _number("After", width="small"),
    "change": _number("Change", width="small", format="%+d"),
    "date": _date("From", format=_DAY),
    "next_loss": _date("Next loss", format=_DAY),
    "at_risk": _number("At risk", width="small", help="Points lost within six months"),
    "subject": _text("Record", width="large"),
    "field": _text("Field"),
    "day": _date("Day", format=_DAY),
    "by": _text("By"),
    "why": _text("Why"),
    "details": _text("Details", width="large"),
    "step": _number("Step", width="small"),
    "lost": _text("Actions lost"),
    "gained": _text("Actions gained"),
    "counting": _number("In ways that count", width="small"),
    "claims": _number("Claims", width="small"),
    "mentees": _number("Mentors", width="small", help="Towns it mentors"),
    "mentors": _number("Mentored by", width="small", help="Towns that mentor it"),
    "mentorships": _number("Mentorships", width="small"),
    "counts": _number("That count", width="small"),
    "km": _number("Distance", width="small", format="%.0f mi"),
    "towns": _number("Towns", width="small"),
    "with_points": _number("With points", width="small"),
    "inside": _number("Inside", width="small", help="Mentorships inside the COG"),
    "given_out": _number("Given", width="small", help="Mentorships given to other COGs"),
    "received": _number("Received", width="small", help="Mentorships received from other COGs"),
    "without_tie": _number("No tie", width="small"),
    "mentors_next_door": _text("Neighbors that mentor"),
    "directly": _number("Directly", width="small"),
    "reached": _number("Reached", width="small"),
    "rank": _number("Rank", width="small"),
    "score": _number("Score", width="small", format="%.1f"),
    "part": _text("Part of the score"),
    "worth": _number("Worth", width="small", format="%.1f"),
    "of": _number("Of", width="small", format="%.1f"),
    "reasons": _text("Why", width="large"),
    "fairness": _text("Fairness", width="medium"),
    "population": _number("Residents", width="small", format="localized"),
    "title": _text("Title"),
    "mentor_gain": _number("Mentor gains", format="%+d"),
    "mentee_gain": _number("Mentee gains", format="%+d"),
    "introductions": _number("Introductions", width="small"),
    "best": _number("At most", width="small", help="No set of so many introductions brings more"),
    "year": _text("Year", width="small"),
    "note": _text("Note"),
}
_WORDED = {
    "support": support_said,
    "verdict": VERDICTS.__getitem__,
    "mentor_verdict": network.verdict_words,
    "mentee_verdict": network.verdict_words,
    "km": words.in_miles,
}


_ROW_PX, _FRAME_PX = 35, 37
"""How high Streamlit draws a row of a table, and its header with its edges."""
_MOST_ROWS = 19
"""Rows of a table beside something that changes with every click: its height stays."""
_SEEN_AT_ONCE = 10
"""Rows that Streamlit shows of a table whose height is its own choice."""
_MOST_ON_PAPER = 200
"""Rows of a table that are printed; of more it is said how many they are."""
_READ_PX = 420
"""How high a table that is read stands among others at most, and so many of its rows fill it."""
_FILLS_IT = 6
_AROUND_PX = 430
"""What stands over and under a table that fills the rest of a window."""
_LEAST_PX = 400
"""How high that table is however low the window: Streamlit draws one of many rows no lower."""


_SAID_OF_FIELDS = frozenset({"subject", "field"})
"""Columns of a table of texts of any length, which is read line by line."""
_CARDS = """
@media (max-width: 640px) {
  .KEY thead { display: none; }
  .KEY :is(table, tbody, tr) { display: block; }
  .KEY tr { padding: .5rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
  .KEY td { display: grid; grid-template-columns: 5.5rem 1fr; gap: .5rem; padding: .1rem 0; border: 0; }
  .KEY td:first-child { display: block; font-weight: 600; }
  .KEY td::before { opacity: .75; }
  LABELS
}
"""
"""The look of a table that is read: on a phone a card for each row, each value with its label."""


@dataclass(frozen=True)
class _Picked:
    """The selected row of a table: which table, the row's name, and the positions it was drawn with at first."""

    stamp: str = ""
    name: str | None = None
    first: list[int] = field(default_factory=list)


def show(
    table: pd.DataFrame,
    columns: Sequence[str],
    alt: str,
    key: str | None = None,
    select: bool = False,
    remember: str | None = None,
    height: int | str = "auto",
    **relabel: Any,
) -> list[int]:
    """Draw a sortable table and return the positions of the rows the user has selected.

    Parameters
    ----------
    columns
        Which columns, in order; their words come from this module.
    alt
        What the table shows, for a screen reader.
    remember
        The column that names a row: a row stays selected by its name while the table becomes another.
    relabel
        A column configuration to use here in place of the usual one.
    """
    shown = table[list(columns)].assign(**{c: table[c].map(say) for c, say in _WORDED.items() if c in columns})
    config = {name: relabel[name] if name in relabel else column(name) for name in columns}
    if set(columns) > _SAID_OF_FIELDS and len(shown) <= _MOST_ON_PAPER:
        labeled = shown.set_axis([config[name]["label"] for name in columns], axis=1)
        with st.container(height=_READ_PX if len(shown) > _FILLS_IT else "content", border=False):
            read(labeled, alt, sha256(alt.encode()).hexdigest()[:12])
        return []
    if not select:
        st.dataframe(
            shown, hide_index=True, column_config=config, alt=alt, key=key, height=height, placeholder=_NOTHING
        )
        lay_on_paper(shown, config, height)
        return []
    # Streamlit keeps positions by key: in a table with other rows they would be other rows.
    stamp = sha256(pd.util.hash_pandas_object(shown, index=False).to_numpy().tobytes()).hexdigest()[:12]
    names = table[remember].tolist() if remember else []
    kept: _Picked = st.session_state.get(f"{key}-picked", _Picked())
    if kept.stamp != stamp:
        kept = _Picked(stamp, kept.name, [names.index(kept.name)] if kept.name in names else [])
    event = st.dataframe(
        shown,
        hide_index=True,
        column_config=config,
        alt=alt,
        key=f"{key}-{stamp}",
        height=height,
        placeholder=_NOTHING,
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": kept.first}},
    )
    lay_on_paper(shown, config, height)
    rows = list(event.selection.rows)
    st.session_state[f"{key}-picked"] = replace(kept, name=names[rows[0]] if rows and names else None)
    return rows


def read(table: pd.DataFrame, alt: str, key: str) -> None:
    """Draw a table of texts with every word in sight; on a phone as cards, which are read without pushing it aside.

    Parameters
    ----------
    table
        Its columns' names are their labels; the first one's cells head the cards.
    key
        Tells it from other tables on the page.
    """
    written = table.astype(str).map(plain).rename(columns=plain)
    with st.container(key=f"cards-{key}"):
        st.html(f"<style>{_cards(f'st-key-cards-{key}', list(table.columns[1:]))}</style>")
        st.table(written, hide_index=True, border="horizontal", alt=alt)


def _cards(key: str, labels: Sequence[str]) -> str:
    """`_CARDS` for the container with this class; a label may be text from a file, and stays text."""
    quoted = ("".join(f"\\{ord(letter):x} " for letter in label) for label in labels)
    said = (f'.KEY td:nth-child({place})::before {{ content: "{text}"; }}' for place, text in enumerate(quoted, 2))
    return _CARDS.replace("LABELS", "\n  ".join(said)).replace("KEY", key)


def pick(table: pd.DataFrame, columns: Sequence[str], alt: str, name: str, into: str) -> None:
    """Draw a sortable table of which a click on any cell chooses its row for a widget that stands below or beside.

    Parameters
    ----------
    columns, alt
        As `show` takes them.
    name
        The column that names a row.
    into
        The widget's key, which takes the name.
    """
    key = f"{into}-table"
    names = table[name].tolist()

    def take() -> None:
        if cells := st.session_state[key].selection.cells:
            st.session_state[into] = names[cells[0][0]]

    shown, config = table[list(columns)], {name: column(name) for name in columns}
    height = _FRAME_PX + _ROW_PX * min(len(table), _MOST_ROWS)
    st.dataframe(
        shown, hide_index=True, column_config=config, alt=alt, key=key, placeholder=_NOTHING,
        height="content" if len(table) <= _MOST_ROWS else height, on_select=take, selection_mode="single-cell",
    )  # fmt: skip
    lay_on_paper(shown, config, height)


def lay_on_paper(shown: pd.DataFrame, config: Mapping[str, Any], height: int | str) -> None:
    """The rows of the table drawn just before, for print alone: on the screen it is a picture of the rows in sight.

    Parameters
    ----------
    shown, config
        What was drawn, and its columns' words and form.
    height
        How high it was drawn; one of which all rows are in sight is printed as it is.
    """
    in_sight = (height - _FRAME_PX) // _ROW_PX if isinstance(height, int) else _SEEN_AT_ONCE
    with st.container():  # a place of its own: a browser would build anew all that is under a table that grows
        if len(shown) <= in_sight:
            return
        cells = {
            name: [_written(name, value, config[name]) for value in shown[name][:_MOST_ON_PAPER]] for name in shown
        }
        written = pd.DataFrame(cells).set_axis([config[name]["label"] for name in shown], axis=1)
        more = len(shown) - len(written)
        beside = f"<p>And {words.count(more, 'more row')}.</p>" if more else ""
        st.html(written.to_html(index=False, border=0, classes="sct-paper") + beside)


def _written(name: str, value: object, config: Mapping[str, Any]) -> str:
    """A cell as its column shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if pd.isna(value):
        return _NOTHING
    form = (config.get("type_config") or {}).get("format") or ""
    if form == "localized":
        return f"{value:,}"
    return form % value if "%" in form else as_text.said(name, value)


@contextmanager
def in_window(rows: int, key: str) -> Iterator[None]:
    """A place for a table of so many rows with ``height="stretch"``: as high as they are, up to the window's end.

    It is low while the page has a container with the key ``under-`` and this key, so that this is seen as well.
    """
    high, here = _FRAME_PX + _ROW_PX * rows, f".st-key-in-window-{key}"
    room = f"min({high}px, max({_LEAST_PX}px, 100vh - {_AROUND_PX}px))"
    low = f".stMain:has(.st-key-under-{key}) {here} {{ height: min({high}px, {_LEAST_PX}px); }}"
    with st.container(key=f"in-window-{key}"):
        st.html(f"<style>{here} {{ flex: none; height: {room}; }} {low}</style>")
        yield


def column(name: str) -> Any:
    """A column's words and form."""
    if name not in _BARS:
        return _COLUMNS[name]
    most = max(edition.maximum_points for edition in rulebook.editions())
    return st.column_config.ProgressColumn(_BARS[name], min_value=0, max_value=most, format="%d", width="small")


def without_cog(columns: Sequence[str], region: str | None) -> list[str]:
    """The columns of a table of a region's towns: their COG is told only where they belong to several."""
    return [name for name in columns if name != "cog" or region is None]


def town_link(town: str, query: dict[str, str], label: str | None = None) -> None:
    """A link to a town's page."""
    st.page_link(page("town").file, label=label or town, icon=page("town").icon, query_params=query | {"town": town})
