"""The documents to take away, each made when it is asked for."""

from collections.abc import Sequence

import streamlit as st

from sct_dash.exports import columns as say
from sct_dash.figures import town_map
from sct_dash.snapshot import Snapshot
from sct_dash.story import Story

_TAKE = {"on_click": "ignore", "icon": ":material/download:"}


def take_away(told: Story) -> None:
    """All documents of a story."""
    snapshot = told.snapshot
    with st.popover("Slides and documents", icon=":material/download:"):
        for label, kind, ending, make in _documents(told):
            st.download_button(label, make, _name(kind, snapshot, ending), width="stretch", **_TAKE)


def worksheet_button(snapshot: Snapshot, town: str) -> None:
    """A town's draft worksheet."""

    def made() -> bytes:
        from sct_dash.exports import worksheet

        return worksheet.worksheet(snapshot, town)

    stem = say.file_stem("worksheet", town, snapshot.application_date, snapshot.source.sample)
    st.download_button("Worksheet draft", made, f"{stem}.docx", **_TAKE)


def picture_button(snapshot: Snapshot) -> None:
    """The map for the newsletter."""
    st.download_button("Map as a picture", lambda: _svg(snapshot, "map"), _name("map", snapshot, "svg"), **_TAKE)


def _documents(told: Story) -> Sequence[tuple[str, str, str, object]]:
    snapshot = told.snapshot

    def deck() -> bytes:
        from sct_dash.exports import deck

        return deck.deck(told, town_map.shapes())

    def board() -> bytes:
        from sct_dash.exports import board

        return board.board(snapshot)

    def workbook() -> bytes:
        from sct_dash.exports import workbook

        return workbook.workbook(snapshot)

    def worksheets() -> bytes:
        from sct_dash.exports import worksheet

        return worksheet.worksheets(snapshot)

    return (
        ("Slide deck of these steps", "deck", "pptx", deck),
        ("Board page", "board", "docx", board),
        ("Workbook", "workbook", "xlsx", workbook),
        ("Map as a picture", "map", "svg", lambda: _svg(snapshot, "map")),
        ("COG to COG as a picture", "network", "svg", lambda: _svg(snapshot, "network")),
        ("Worksheet drafts of all towns", "worksheets", "zip", worksheets),
    )


def _svg(snapshot: Snapshot, kind: str) -> bytes:
    from sct_dash.exports import picture

    return picture.picture(snapshot, town_map.shapes(), kind)


def _name(kind: str, snapshot: Snapshot, ending: str) -> str:
    stem = say.file_stem(kind, snapshot.region_name, snapshot.application_date, snapshot.source.sample)
    return f"{stem}.{ending}"
