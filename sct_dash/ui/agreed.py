"""What was agreed and what was ruled out on Plan: kept for each region in the session, and held in the link."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.experience import check_action, check_town
from sct_dash.plan.problem import Triple
from sct_dash.ui.frame import View
from sct_dash.ui.text import plain

LOCKS, FORBIDS = "locks", "forbids"
_IN_LINK = {LOCKS: "agreed", FORBIDS: "ruled_out"}
"""Each kind's name in the link, where it stands as ``Avon,Canton,3.12;Avon,Kent,5.4``, as on the command line."""


def kept(kind: str, region: str | None) -> set[Triple]:
    """The introductions of a kind, `LOCKS` or `FORBIDS`, for a region."""
    return st.session_state.setdefault(f"{kind} {region}", set())


def follow_link(view: View) -> None:
    """Take over what the link says where this session did not write it; then let the link say what is kept."""
    region, day = view.choice.region, view.choice.application_date
    for kind, name in _IN_LINK.items():
        given, written = st.query_params.get(name, ""), f"{name} written"
        if given and given != st.session_state.get(written):
            read, lost = _read(given, kind, day)
            st.session_state[f"{kind} {region}"] = read
            st.session_state[_lost(kind, region)] = lost
        text = ";".join(",".join(part for part in triple if part) for triple in sorted(kept(kind, region)))
        st.session_state[written] = text
        if text:
            st.query_params[name] = text
        else:
            st.query_params.pop(name, None)


def lost_sentences(region: str | None) -> list[str]:
    """What the link named that is not there any more, in sentences."""
    said = {LOCKS: "agreed", FORBIDS: "ruled out"}
    return [
        f"The link has {words.listing(lost)} as {said[kind]}, which cannot be read any more and was left out."
        for kind in _IN_LINK
        if (lost := st.session_state.get(_lost(kind, region)))
    ]


def release(region: str | None) -> None:
    """Forget what was agreed and ruled out (a button's callback)."""
    for kind in _IN_LINK:
        kept(kind, region).clear()
        st.session_state.pop(_lost(kind, region), None)


@dataclass(frozen=True)
class Boxes:
    """The list of introductions with its boxes: what it was drawn with, before anything was ticked in it.

    Attributes
    ----------
    key
        Of the widget.
    rows
        The introductions.
    locked
        Those that were agreed.
    """

    key: str = "introductions 0"
    rows: tuple[Triple, ...] = ()
    locked: frozenset[Triple] = frozenset()

    def ticked(self) -> tuple[frozenset[Triple], frozenset[Triple]]:
        """Which of them are ticked by now as agreed, and which as ruled out."""
        edits = st.session_state.get(self.key, {}).get("edited_rows", {})
        boxes = {self.rows[int(row)]: edited for row, edited in edits.items()}
        locked = {row for row in self.rows if boxes.get(row, {}).get("locked", row in self.locked)}
        dropped = frozenset(row for row, edited in boxes.items() if edited.get("dropped"))
        return frozenset(locked) - dropped, dropped


def tick(boxes: Boxes, region: str | None) -> None:
    """Keep what was ticked, and what is ticked no longer (the list's callback)."""
    locked, dropped = boxes.ticked()
    kept(LOCKS, region).difference_update(boxes.rows)
    kept(LOCKS, region).update(locked)
    kept(FORBIDS, region).update(dropped)


def take_back(view: View, kind: str) -> None:
    """What was agreed, or ruled out, each to be taken back."""
    region = view.choice.region
    if listed := sorted(kept(kind, region)):
        key = f"take back {kind}"
        st.session_state[key] = listed
        label = "Agreed" if kind == LOCKS else "Ruled out"
        st.multiselect(label, listed, format_func=said, key=key, on_change=_keep_only, args=(key, kind, region))


def said(triple: Triple) -> str:
    """An introduction in short; a forbid without an action is of every action."""
    return f"{triple.mentor} to {triple.mentee}, {triple.action or 'any action'}"


def tell(sentences: list[str]) -> None:
    """Lines about what was left out."""
    for sentence in sentences:
        st.markdown(f":material/link_off: {plain(sentence)}")


def _keep_only(key: str, kind: str, region: str | None) -> None:
    kept(kind, region).intersection_update(st.session_state[key])


def _lost(kind: str, region: str | None) -> str:
    return f"lost {kind} {region}"


def _read(text: str, kind: str, day: date) -> tuple[set[Triple], list[str]]:
    """The introductions that a link names, and those parts of it that mean none."""
    read, lost = set(), []
    for entry in text.split(";"):
        try:
            read.add(_triple(entry, kind, day))
        except UserError:
            lost.append(entry)
    return read, lost


def _triple(entry: str, kind: str, day: date) -> Triple:
    parts = [part.strip() for part in entry.split(",")]
    if not (3 if kind == LOCKS else 2) <= len(parts) <= 3:
        raise UserError(f"{entry!r} must be mentor, mentee and action.")
    mentor, mentee, action = [*parts, ""][:3]
    return Triple(check_town(mentor), check_town(mentee), check_action(action, day) if action else "")
