"""What became of a file: its records, what was merged, what is quarantined and why, how cells were understood."""

from dataclasses import dataclass

import pandas as pd

from sct_dash.records.corrections import Correction
from sct_dash.records.headers import Layout, Mapping
from sct_dash.records.sheets import Cell, shown


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one row, said so that the person who filled it in can put it right.

    Attributes
    ----------
    row
        The sheet's own row number, from 1.
    column, value
        The field's name and the cell as it stood.
    reason
        What is wrong, in plain words.
    suggestion
        What was probably meant; empty when nobody can tell. Never applied by itself.
    options
        Everything that may be meant, the likeliest first.
    partner
        The organization that stands where a town should; it can be moved to ``partners``.
    """

    row: int
    column: str
    value: str
    reason: str
    suggestion: str = ""
    options: tuple[str, ...] = ()
    partner: str = ""

    def __str__(self) -> str:
        hint = f" Did you mean {self.suggestion}?" if self.suggestion else ""
        where = f"Row {self.row}, {self.column}" if self.column else f"Row {self.row}"
        return f"{where}: {self.value!r}: {self.reason}.{hint}"


@dataclass(frozen=True, slots=True)
class Note:
    """How a cell was understood that did not say it in the product's own words."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column}: {self.text}." if self.column else f"Row {self.row}: {self.text}."


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row that did not become a record.

    Attributes
    ----------
    row
        The sheet's own row number, from 1.
    cells
        As they stood.
    faults
        Everything wrong with it; none when a person set it aside.
    """

    row: int
    cells: tuple[Cell, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Reading:
    """What became of a file.

    Attributes
    ----------
    records
        The accepted records, as `schema.frame` shapes them.
    merged
        For each row that said the same as an earlier one: (its row, the earlier row).
    faults, notes
        In the order of the rows.
    quarantine
        The rows behind the faults, and those that were set aside.
    rows
        The sheet row of each accepted record.
    sheet
        The name of the sheet that was read.
    layout, mapping
        Where its table begins and what each column was read as.
    """

    name: str
    rows_in: int
    records: pd.DataFrame
    merged: tuple[tuple[int, int], ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    quarantine: tuple[Quarantined, ...]
    rows: tuple[int, ...]
    sheet: str
    layout: Layout
    mapping: Mapping

    @property
    def accepted(self) -> int:
        return len(self.records)

    @property
    def quarantined(self) -> int:
        return len(self.quarantine)

    def alike(self, fault: Fault) -> tuple[Fault, ...]:
        """The faults with the same cell in the same column for the same reason, this one among them."""
        same = (fault.column, fault.value, fault.reason)
        return tuple(other for other in self.faults if (other.column, other.value, other.reason) == same)

    def for_all_like(self, fault: Fault, text: str) -> tuple[Correction, ...]:
        """One correction for every row with the same fault: apply to all 14 rows like this."""
        return tuple(Correction(other.row, other.column, text) for other in self.alike(fault))

    def moved_to_partners(self, fault: Fault) -> tuple[Correction, ...]:
        """The corrections that put an organization where it belongs; the town's cell is emptied and asks."""
        row = next(row for row in self.quarantine if row.row == fault.row)
        there = [shown(row.cells[place]) for place in self.mapping.places("partners") if place < len(row.cells)]
        partners = "; ".join(text for text in (*there, fault.partner) if text)
        return Correction(fault.row, "partners", partners), Correction(fault.row, fault.column, "")
