"""Rows of a sheet that seem to be one mentorship, and what a decision about one of them is known again by."""

from collections.abc import Mapping
from dataclasses import dataclass

from sct_dash.records.intake.mapped import Mapped, NumberedRow
from sct_dash.records.memory import row_key
from sct_dash.records.sheets import Row

_IDENTITY = ("mentor", "mentee", "action", "started")
"""Fields whose cells as they stand tell a mentorship from the others of its sheet."""


@dataclass(frozen=True)
class _Field:
    """A field of rows that are alike.

    Attributes
    ----------
    key
        Names all that these rows say there: once one of them says something else, it is another key.
    answers
        What the rows with the same text there were corrected to now, by that text; None for one that was not.
    """

    key: str
    answers: dict[str, set[str | None]]


class Alike:
    """Tells the mentorships of a sheet apart.

    Parameters
    ----------
    now
        The new texts of each corrected row, by field.
    """

    def __init__(self, mapped: Mapped, now: Mapping[int, Mapping[str, str]]) -> None:
        self._mapped, self._now = mapped, now
        rows: dict[str, list[NumberedRow]] = {}
        for number, cells in mapped.rows:
            rows.setdefault(self.mentorship(number, cells), []).append((number, cells))
        self._rows = {key: alike for key, alike in rows.items() if len(alike) > 1}
        self._fields: dict[tuple[str, str], _Field] = {}

    def mentorship(self, number: int, cells: Row) -> str:
        """The key by which a row is known again, whatever was added to it: its needed cells as they stand.

        A mark that says again what stands above, or no mentor at all, is another mentorship's below something else.
        """
        said = [self._mapped.said(name, cells) for name in _IDENTITY]
        above = [text for name in _IDENTITY if (text := self._mapped.above.get((number, name))) is not None]
        return row_key([*said, *above])

    def key(self, mentorship: str, name: str) -> str:
        """What a decision about a field is known by; of rows that are alike it is about what they all say there."""
        return self._field(mentorship, name).key if mentorship in self._rows else mentorship

    def is_sure(self, mentorship: str, name: str, said: str) -> bool:
        """Whether a correction of this text can be meant for no other row: all that say it were corrected alike."""
        return mentorship not in self._rows or len(self._field(mentorship, name).answers[said]) == 1

    def _field(self, mentorship: str, name: str) -> _Field:
        if found := self._fields.get((mentorship, name)):
            return found
        answers: dict[str, set[str | None]] = {}
        texts = []
        for number, cells in self._rows[mentorship]:
            texts.append(self._mapped.said(name, cells))
            answers.setdefault(texts[-1], set()).add(self._now.get(number, {}).get(name))
        made = self._fields[mentorship, name] = _Field(row_key([mentorship, name, *sorted(texts)]), answers)
        return made
