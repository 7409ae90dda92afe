"""What was decided about the last sheet of a shape, done again with the rows of the next one, and told."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from sct_dash import words
from sct_dash.records import ended, schema, support, values
from sct_dash.records.corrections import Corrections, each_of
from sct_dash.records.ditto import is_ditto
from sct_dash.records.intake import fields
from sct_dash.records.intake.alike import Alike
from sct_dash.records.intake.found import Record
from sct_dash.records.intake.mapped import Mapped
from sct_dash.records.memory import Decision, Memory, row_key
from sct_dash.records.reading import CORRECTED, REMEMBERED, Applied, Note
from sct_dash.records.schema import KINDS
from sct_dash.records.sheets import Row
from sct_dash.records.values import Unclear


class LastTime:
    """The decisions that are remembered for a sheet, less those that are asked about again.

    Attributes
    ----------
    known
        What misspellings were corrected to wherever they stand, and the form that a word for the help always meant.
    """

    def __init__(self, mapped: Mapped, corrections: Corrections, memory: Memory) -> None:
        self._mapped = mapped
        known = [one for one in memory.cells if one.about not in corrections.anew]
        # Also what is asked again counts: another answer must not become the only one, and hold everywhere, by it.
        answers = {(one.field, one.value, one.text) for one in memory.cells}
        only = Counter((name, value) for name, value, _ in answers)
        alone = [one for one in known if only[one.field, one.value] == 1]
        self.known = fields.Known(
            {(one.field, one.value): one for one in alone if not one.row and KINDS[one.field] == "place"},
            {(one.field, one.value): one.text for one in alone if _is_word_for_help(one)},
        )
        self._for_rows: dict[str, list[Decision]] = {}
        for one in known:
            if one.row:
                self._for_rows.setdefault(one.row, []).append(one)
        self._fields = sorted({one.field for one in known if one.row})
        self._aside = frozenset(memory.aside)
        self._corrections = corrections
        self._alike: Alike | None = None
        if corrections.cells or memory.cells or memory.aside:
            self._tell_apart(corrections)

    def _tell_apart(self, corrections: Corrections) -> None:
        """Leave out what several rows of this sheet could be: it could be the one or the other."""
        self._alike = Alike(self._mapped, corrections.by_row())
        same = Counter(row_key(row) for _, row in self._mapped.rows)
        self._aside = frozenset(key for key in self._aside if same[key] == 1)

    def set_aside(self, cells: Row) -> bool:
        """Whether this row was set aside."""
        return bool(self._aside) and row_key(cells) in self._aside

    def decided(self, number: int, cells: Row) -> dict[str, str]:
        """What was decided for the fields of this very mentorship, where the cells still say the same."""
        return {one.field: one.text for one in self._of_its_own(number, cells)}

    def tell(
        self,
        number: int,
        cells: Row,
        decided: dict[str, str],
        now: Collection[str],
        row: Record,
        understood: Collection[str],
        notes: list[Note],
    ) -> list[Applied]:
        """Note the corrections of a row; one that was understood is to be remembered, as widely as it can hold.

        Parameters
        ----------
        decided
            The new texts by field.
        now
            The fields that were corrected now and not as last time.
        row, understood
            What was read of the row, and the fields of it that were understood.
        """
        applied = []
        for name, answer in decided.items():
            text = self._lasting(name, answer, row)
            said, again = self._mapped.said(name, cells), name not in now
            notes.append(_told(number, name, said, schema.said(name, text) if name in row else text, again))
            if name not in understood:
                continue
            known = self._decided_before(number, name, cells) if again else None
            decision, lasting = (known, True) if known else self._decision(number, name, text, cells, row)
            applied.append(Applied(number, decision, again, lasting, self._mapped.told(name, cells)))
        return applied

    def _lasting(self, name: str, answer: str, row: Record) -> str:
        """An answer as it is to be remembered: the day on which the help ended may be put off, what was done not."""
        day = row.get(name)
        return day.isoformat() if answer == ended.AT_ITS_END and isinstance(day, date) else answer

    def _decision(self, number: int, name: str, text: str, cells: Row, row: Record) -> tuple[Decision, bool]:
        """A correction as it holds, everywhere or for its own mentorship, and whether it is to be remembered."""
        said = self._mapped.said(name, cells)
        if self._holds_everywhere(name, text, cells, row):
            return Decision(name, said, text), True
        own = self._alike.mentorship(number, cells)
        return Decision(name, said, text, self._key(number, own, name)), self._alike.is_sure(own, name, said)

    def _decided_before(self, number: int, name: str, cells: Row) -> Decision | None:
        """The decision by which a field was corrected as last time: its own mentorship's, or the one for everywhere."""
        said = self._mapped.said(name, cells)
        own = (one for one in self._of_its_own(number, cells) if one.field == name)
        return next(own, self.known.everywhere.get((name, said)))

    def _of_its_own(self, number: int, cells: Row) -> list[Decision]:
        """The decisions for this very mentorship whose cells still say the same."""
        if not self._for_rows:
            return []
        own = self._alike.mentorship(number, cells)
        known = (one for name in self._fields for one in self._for_rows.get(self._key(number, own, name), ()))
        held = (one for one in dict.fromkeys(known) if one.row == self._key(number, own, one.field))
        return [one for one in held if self._mapped.said(one.field, cells) == one.value]

    def _key(self, number: int, mentorship: str, name: str) -> str:
        """What a decision about a field is known by; a mark that says "same" is known below the same text alone."""
        key, above = self._alike.key(mentorship, name), self._mapped.above.get((number, name))
        return key if above is None else row_key([key, name, above])

    def _holds_everywhere(self, name: str, text: str, cells: Row, row: Record) -> bool:
        """Whether a correction is of the cell itself, such as a misspelled town, and not of what this row means."""
        filled = self._mapped.filled(name, cells)
        said = values.text(filled)
        if not filled or is_ditto(said):
            return False
        meant = fields.meaning(self._mapped, name, filled, row, False)
        if not isinstance(meant, Unclear) or meant.partner or meant.several:
            return False
        return KINDS[name] == "place" and text == meant.suggestion and not said.endswith("?")


def _is_word_for_help(one: Decision) -> bool:
    """Whether it says which form of help a word meant that may stand in other rows too; "none" means none there."""
    return KINDS[one.field] == "support" and bool(one.value) and support.says_any(one.value)


def _told(number: int, name: str, said: str, value: str, again: bool) -> Note:
    kind = REMEMBERED if again else CORRECTED
    each = each_of(name, value)
    if len(each) > 1:
        made = f"{said!r} made into {words.count(len(each), 'record')}, for {words.listing(each)}"
        return Note(number, name, f"{made}, as last time" if again else made, kind)
    if again:
        return Note(number, name, f"{said!r} corrected to {value!r}, as last time", kind)
    return Note(number, name, f"corrected to {value!r}", kind)
