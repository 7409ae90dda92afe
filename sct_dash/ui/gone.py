"""The records that a sheet does not have any more: they stay unless somebody ticks them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from sct_dash import words
from sct_dash.records import memory
from sct_dash.records.readers import Reading
from sct_dash.ui import keeping, more
from sct_dash.ui.keeping import Opened
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records import store
    from sct_dash.records.store import Conflict


@dataclass(frozen=True)
class Lost:
    """What was decided about records that a sheet does not have any more.

    Attributes
    ----------
    stay
        How many stay among the records.
    ticked
        The names of those that saving takes off.
    version
        The version of the store in which they were seen.
    subject
        What they were opened as.
    """

    stay: int = 0
    ticked: tuple[str, ...] = ()
    version: str = ""
    subject: str = ""

    @property
    def others(self) -> str:
        """What becomes of the others where one of those that are ticked was changed meanwhile."""
        return "The others that you ticked are taken off too." if len(self.ticked) > 1 else ""

    def is_met_by(self, conflict: "Conflict | None") -> bool:
        """Whether somebody changed one of the ticked ones meanwhile."""
        return conflict is not None and not {one.name for one in conflict.differences}.isdisjoint(self.ticked)

    def as_seen_in(self, version: str) -> "store.Gone":
        """What the saving takes off, as it was seen in this version of the store."""
        from sct_dash.records import store

        return store.Gone(self.ticked, version)


def no_longer(names: Collection[str], reading: Reading, stamp: str) -> Lost:
    """Show them; those that are ticked are taken off with the saving.

    Parameters
    ----------
    names
        The records of the sheet's last version that are not in this one.
    stamp
        Tells this file from another.
    """
    kept = keeping.the_store()
    subject = f"gone {stamp} {memory.row_key(sorted(names))}"
    opened = keeping.opened(subject, lambda: _read(names)) if names else None
    if opened is None or opened.rows.empty:
        return Lost()
    there = set(keeping.records_now()["record_id"]) if kept.version() != opened.version else set(names)
    rows = [row for row in opened.rows.itertuples() if row.record_id in there]
    if not rows:
        return Lost()
    with st.container(border=True, gap="small", key="no_longer"):
        st.markdown(f"**No longer in this sheet: {len(rows):,}**")
        waiting = " One of the rows still to look at may be it." if reading.to_look_at else ""
        st.caption(f"Ticked, a record is taken off the list when you save. Not ticked, it stays.{waiting}")
        drawn = [(row, _ticked(row)) for row in more.each(rows, f"gone-{stamp}")]
        ticked = tuple(row.record_id for row, its in drawn if its)
        left = [_key(row) for row, its in drawn if not its]
        more.tick_all(left, len(drawn) == len(rows), f"tick-{stamp}")
    return Lost(len(rows) - len(ticked), ticked, opened.version, subject)


def _read(names: Collection[str]) -> Opened:
    """The records as they are now. The version is asked first: a step in between is then a conflict, not unseen."""
    version = keeping.the_store().version()
    records = keeping.records_now()
    return Opened(version, records[records["record_id"].isin(names)])


def _ticked(record: Any) -> bool:
    said = f"{record.mentor} mentors {record.mentee} on {record.action}, since {words.day(record.started)}"
    return st.checkbox(plain(said), key=_key(record))


def _key(record: Any) -> str:
    """A tick is for the record as it was seen: one that became another is asked about anew."""
    return f"gone-{memory.row_key(list(map(str, record[1:])))}"
