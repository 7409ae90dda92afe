"""The records that a sheet does not have any more: they stay unless somebody ticks them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from sct_dash import words
from sct_dash.records import memory
from sct_dash.records.readers import Reading
from sct_dash.ui import keeping, more
from sct_dash.ui.keeping import Opened
from sct_dash.ui.text import plain


@dataclass(frozen=True)
class Gone:
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
        What taking them off writes, as `keeping.save` names it.
    asks
        Whether a conflict about them is to be decided first.
    """

    stay: int = 0
    ticked: tuple[str, ...] = ()
    version: str = ""
    subject: str = ""
    asks: bool = False

    def take_off(self, who: str, sheet: str) -> bool:
        """Take the ticked ones off, unless somebody else changed one of them meanwhile; whether that was done."""
        return not self.ticked or _take_off(self.ticked, self.version, who, sheet, self.subject)


def no_longer(names: Collection[str], reading: Reading, stamp: str, who: str) -> Gone:
    """Show them; those that are ticked are taken off with the saving.

    Parameters
    ----------
    names
        The records of the sheet's last version that are not in this one.
    stamp
        Tells this file from another.
    """
    store = keeping.the_store()
    subject = f"gone {stamp} {memory.row_key(sorted(names))}"
    opened = keeping.opened(subject, lambda: _read(names)) if names else None
    if opened is None or opened.rows.empty:
        return Gone()
    there = set(store.records()["record_id"]) if store.version() != opened.version else set(names)
    rows = [row for row in opened.rows.itertuples() if row.record_id in there]
    if not rows:
        return Gone()
    with st.container(border=True, gap="small", key="no_longer"):
        st.markdown(f"**No longer in this sheet: {len(rows):,}**")
        waiting = " One of the rows still to look at may be it." if reading.to_look_at else ""
        st.caption(f"Ticked, a record is taken off the list when you save. Not ticked, it stays.{waiting}")
        ticked = tuple(row.record_id for row in more.each(rows, f"gone-{stamp}") if _ticked(row))

        def anyway(version: str) -> None:
            if _take_off(ticked, version, who, reading.name, subject):
                st.rerun()

        others = "The others that you ticked are taken off too." if len(ticked) > 1 else ""
        asks = bool(ticked) and keeping.conflict(subject, anyway, "Take off anyway", hint=others)
    return Gone(len(rows) - len(ticked), ticked, opened.version, subject, asks)


def _take_off(names: Sequence[str], version: str, who: str, sheet: str, subject: str) -> bool:
    return keeping.save(
        lambda: keeping.the_store().remove(names, version, who, f"no longer in {sheet}"),
        lambda result: f"{words.count(result.removed, 'record was', 'records were')} taken off the list.",
        subject,
    )


def _read(names: Collection[str]) -> Opened:
    """The records as they are now. The version is asked first: a step in between is then a conflict, not unseen."""
    version = keeping.the_store().version()
    records = keeping.the_store().records()
    return Opened(version, records[records["record_id"].isin(names)])


def _ticked(record: object) -> bool:
    said = f"{record.mentor} mentors {record.mentee} on {record.action}, since {words.day(record.started)}"
    return st.checkbox(plain(said), key=f"gone-{record.record_id}")
