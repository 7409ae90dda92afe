"""The sheet that is being brought in: kept, with every decision about it, until it is saved or put away."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

import streamlit as st

from sct_dash.records.corrections import NONE, Corrections
from sct_dash.records.headers import JOINED

_KEY, _TURN = "sheet_at_hand", "sheet_turn"


@dataclass(frozen=True)
class AtHand:
    """A sheet and what was decided about it.

    Attributes
    ----------
    name, content
        The file.
    stamp
        Tells this file from another.
    sheet
        The one of its sheets that was chosen; '' for the likeliest.
    fields
        What each column is read as, where a person changed it; None as long as nobody did.
    left
        The columns that a person left out.
    corrections
        Decisions about its rows.
    one_by_one
        The problems, by `reading.Problem.name`, that are asked about row by row.
    alone
        The problems of which what is suggested is not what was meant: each is asked about by itself.
    no_column
        The needed fields of which somebody said that no column says them.
    decisions
        How often something was decided about its rows.
    swept
        Which of these decisions was the last that answered a whole list.
    saved
        What was decided when its records were last saved; None as long as they were not.
    """

    name: str
    content: bytes
    stamp: str
    sheet: str = ""
    fields: tuple[str, ...] | None = None
    left: frozenset[int] = frozenset()
    corrections: Corrections = NONE
    one_by_one: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    no_column: frozenset[str] = frozenset()
    decisions: int = 0
    swept: int = 0
    saved: tuple[object, ...] | None = None

    @property
    def decided(self) -> tuple[object, ...]:
        """Everything that was decided about its columns and rows."""
        return self.sheet, self.fields, self.no_column, self.corrections


def now() -> AtHand | None:
    """The sheet at hand."""
    return st.session_state.get(_KEY)


def uploader_key() -> str:
    """The name of the place to drop a file; another after each file, so that it is empty again."""
    return f"sheet_file-{turn()}"


def turn() -> int:
    """How many files were dropped in this session: what is remembered may have changed since the last one."""
    return st.session_state.get(_TURN, 0)


def take() -> None:
    """Take the file that was dropped (the uploader's callback)."""
    if file := st.session_state[uploader_key()]:
        begin(file.name, file.getvalue())


def begin(name: str, content: bytes, sheet: str = "") -> None:
    """Have a file at hand of which nothing was decided in this session."""
    st.session_state[_KEY] = AtHand(name, content, sha256(content + name.encode()).hexdigest()[:12], sheet)
    st.session_state[_TURN] = turn() + 1


def take_up(sheet: AtHand) -> None:
    """Go on with a sheet and what was decided about it."""
    st.session_state[_KEY] = sheet


def put_away() -> None:
    """Forget the sheet; nothing that was saved is touched."""
    st.session_state.pop(_KEY, None)


def change(**what: object) -> None:
    """Decide something about the sheet (a widget's callback)."""
    st.session_state[_KEY] = replace(st.session_state[_KEY], **what)


def choose_sheet(key: str) -> None:
    """Read another sheet of the file, whose columns and rows are decided about anew."""
    at = now()
    st.session_state[_KEY] = AtHand(at.name, at.content, at.stamp, st.session_state[key], decisions=at.decisions)


def read_as(fields: tuple[str, ...], place: int, field: str) -> None:
    """Read a column as a field, which no other column then is; '' leaves it out."""
    only = field and field not in JOINED
    others = tuple("" if only and name == field else name for name in fields)
    at: AtHand = st.session_state[_KEY]
    left = at.left - {place} if field else at.left | {place}
    change(fields=(*others[:place], field, *others[place + 1 :]), left=left)


def set_aside(*rows: int) -> None:
    """Have rows become no records."""
    decide(lambda known: known.without(*rows))


def ask_row_by_row(*problems: str) -> None:
    """Ask about problems, told by their names, row by row."""
    change(one_by_one=now().one_by_one | set(problems), decisions=now().decisions + 1)


def ask_together(*problems: str) -> None:
    """Ask about problems at once again."""
    change(one_by_one=now().one_by_one - set(problems), decisions=now().decisions + 1)


def ask_alone(*problems: str) -> None:
    """Ask about problems each by itself: what is suggested is not what was meant."""
    change(alone=now().alone | set(problems), decisions=now().decisions + 1)


def bring_back(*rows: int) -> None:
    """Have rows read that were set aside or taken for no record."""
    decide(lambda known: known.back(*rows))


def decide(how: Callable[[Corrections], Corrections]) -> None:
    """Change the decisions about its rows (a widget's callback)."""
    at: AtHand = st.session_state[_KEY]
    change(corrections=how(at.corrections), decisions=at.decisions + 1)


def sweep(how: Callable[[Corrections], Corrections]) -> None:
    """Decide about a whole list of questions (a widget's callback)."""
    decide(how)
    change(swept=now().decisions)
