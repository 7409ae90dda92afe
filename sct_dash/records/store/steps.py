"""What a store tells: its steps, an entry's versions, what an import would do, who was in the way."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.records import schema
from sct_dash.records.store.tables import Cells, Table, to_frame

ZONE = ZoneInfo("America/New_York")
"""A day is a day in Connecticut, wherever the program runs."""

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
CHANGES = (ADDED, CHANGED, REMOVED)
_VERBS = {"import": "imported", "edit": "edited", "undo": "undid", "restore": "restored a backup"}
KINDS = tuple(_VERBS)
_FREE = ("partners", "evidence", "notes", "note", "source")
"""Fields of free text, which a sentence quotes."""


@dataclass(frozen=True)
class Step:
    """One thing that somebody did to the store.

    Attributes
    ----------
    number
        Counts from 1.
    at
        When, in UTC.
    kind
        ``import``, ``edit``, ``undo`` or ``restore``.
    added, changed, removed
        How many entries of any table.
    undoes
        The step that this one takes back, or None.
    undone_by
        The step that took this one back and still stands, or None.
    archived
        Whether it is history that a backup brought along, and never changed the records here.
    """

    number: int
    at: datetime
    by: str
    why: str
    kind: str
    added: int
    changed: int
    removed: int
    undoes: int | None = None
    undone_by: int | None = None
    archived: bool = False

    @property
    def undone(self) -> bool:
        return self.undone_by is not None

    @property
    def day(self) -> date:
        """The day in Connecticut."""
        return self.at.astimezone(ZONE).date()

    @property
    def sentence(self) -> str:
        """The step for a person: ``Ana imported on November 3, 2026: 12 added, 2 changed (fall sheet).``"""
        counts = [f"{count:,} {change}" for change, count in self._counts() if count]
        return self.doing(", ".join(counts) or "no record changed")

    def doing(self, what: str) -> str:
        """The step for a person, with what it did: ``Ana imported on November 3, 2026: changed (fall sheet).``"""
        verb = f"undid step {self.undoes}" if self.undoes else _VERBS[self.kind]
        why = f" ({self.why})" if self.why else ""
        return f"{self.by} {verb} on {words.day(self.day)}: {what}{why}."

    def cause(self, change: str) -> str:
        """Why it did that to an entry, where that is known: an import takes off what its sheet has no more."""
        return "no longer in the sheet" if (self.kind, change) == ("import", REMOVED) else ""

    @property
    def hour(self) -> str:
        """The time of the day in Connecticut: ``4:05 PM``."""
        return self.at.astimezone(ZONE).strftime("%I:%M %p").removeprefix("0")

    def _counts(self) -> tuple[tuple[str, int], ...]:
        return (ADDED, self.added), (CHANGED, self.changed), (REMOVED, self.removed)


@dataclass(frozen=True)
class ToldStep:
    """A step with what tells it from others like it.

    Attributes
    ----------
    subjects
        The first entries that it touched; `Step` counts all.
    why_not
        Why it cannot be undone; '' when it can.
    """

    step: Step
    subjects: tuple[str, ...]
    why_not: str

    @property
    def sentence(self) -> str:
        """``Ben edited on November 3, 2026 at 4:05 PM: Avon's mentorship of Canton on 3.2 (1 changed; a call).``"""
        on = f" on {words.day(self.step.day)}"
        done, told = self.step.sentence.rstrip(".").split(f"{on}: ", 1)
        every = self.step.added + self.step.changed + self.step.removed
        more = f" and {every - len(self.subjects):,} more" if every > len(self.subjects) else ""
        what = f"{', '.join(self.subjects)}{more}: " if self.subjects else ""
        return f"{done}{on} at {self.step.hour}: {what}{told}."


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; '' where empty."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{schema.label(self.field)} from {self._said(self.before)} to {self._said(self.after)}"

    def _said(self, cell: str) -> str:
        if not cell:
            return "empty"
        return f"“{cell}”" if self.field in _FREE else schema.said(self.field, cell)


@dataclass(frozen=True)
class Version:
    """What one step did to one entry; `fields` are those that it changed."""

    step: Step
    change: str
    fields: tuple[FieldChange, ...]

    @property
    def sentence(self) -> str:
        """What the step did to this entry, whatever else it did."""
        cause = self.step.cause(self.change)
        return self.step.doing(f"{self.change}, {cause}" if cause else self.change)


@dataclass(frozen=True)
class EntryChange:
    """One entry before and after; `before` is None when it is new, `after` when it goes."""

    table: Table
    name: str
    before: Cells | None
    after: Cells | None

    @property
    def change(self) -> str:
        if self.before is None:
            return ADDED
        return REMOVED if self.after is None else CHANGED

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        nothing = ("",) * len(self.table.columns)
        pairs = zip(self.table.columns, self.before or nothing, self.after or nothing, strict=True)
        return tuple(FieldChange(*field) for field in pairs if field[1] != field[2])

    @property
    def subject(self) -> str:
        return self.table.say(self.after or self.before)


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do, before it does anything.

    Attributes
    ----------
    version
        The store's version that the plan was made for; give it to the import, and a change that
        somebody makes in between is a `Conflict`.
    added, changed
        The entries that would be new or other; each tells its fields before and after.
    unchanged
        How many entries already stand there as they are.
    names
        Of every entry that the rows speak of.
    clashes
        Fields changed both here and in the sheet since its last import: `mine` is the sheet's. They stay as they
        are here unless the import is told to take them.
    kept
        Fields that were changed here and not in the sheet; they stay.
    blanks
        Fields that are filled here as the last sheet said them, and that this one leaves blank: emptied, or kept where
        the plan was told so.
    restarted
        New entries that may be one that is here and that no row speaks of, with another start.
    set_back
        Fields that would be again what they were before.
    """

    table: Table
    version: str
    added: tuple[EntryChange, ...]
    changed: tuple[EntryChange, ...]
    unchanged: int
    names: frozenset[str] = frozenset()
    clashes: tuple["Difference", ...] = ()
    kept: tuple["Difference", ...] = ()
    blanks: tuple["Difference", ...] = ()
    restarted: tuple["Correction", ...] = ()
    set_back: tuple["SetBack", ...] = ()

    @property
    def added_rows(self) -> pd.DataFrame:
        """The new entries as a table, records as `schema.frame` shapes them."""
        return to_frame(self.table, [entry.after for entry in self.added])

    @property
    def changed_fields(self) -> pd.DataFrame:
        """One row a changed field: ``name``, ``subject``, ``field``, ``before``, ``after``."""
        rows = [(e.name, e.subject, f.field, f.before, f.after) for e in self.changed for f in e.fields]
        return pd.DataFrame(rows, columns=["name", "subject", "field", "before", "after"], dtype="str")

    @property
    def kept_fields(self) -> pd.DataFrame:
        """One row a field that stays as it was edited: the sheet's as ``before``, ours as ``after``."""
        rows = [(d.name, d.subject, d.field, d.mine, d.theirs) for d in self.kept]
        return pd.DataFrame(rows, columns=["name", "subject", "field", "before", "after"], dtype="str")


@dataclass(frozen=True)
class SetBack:
    """A field that an import would make what it was before.

    Attributes
    ----------
    name, subject
        The record, and how a sentence speaks of it.
    change
        The field, as it is and as it would be again.
    since
        The step that made it other than that.
    """

    name: str
    subject: str
    change: FieldChange
    since: Step


@dataclass(frozen=True)
class StepResult:
    """What became of a call; `step` is None when there was nothing to do."""

    step: int | None
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    joined: tuple[str, ...] = ()
    """The fields that somebody else changed meanwhile, and that stay so."""
    files: tuple[str, ...] = ()
    """What became of the files beside the store, a sentence each."""


@dataclass(frozen=True)
class RestorePlan:
    """What bringing a backup back would do, before it does anything.

    Attributes
    ----------
    steps
        How many the backup has.
    fresh
        Whether it comes with its whole history, into a store that has none.
    added, changed, removed
        How many entries of any table.
    files
        What would become of the files beside the store, a sentence each.
    """

    steps: int
    fresh: bool
    added: int
    changed: int
    removed: int
    files: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One field that two people see differently: as it was, as I want it, as it stands now; of whom a sentence says."""

    name: str
    field: str
    base: str
    mine: str
    theirs: str
    subject: str = ""


@dataclass(frozen=True)
class Correction:
    """A new row that looks like a record of which no row of its sheet speaks.

    Attributes
    ----------
    new
        The name that the row would have as a new record.
    old
        The record.
    subject
        The record in a sentence, as it was.
    fields
        The identifying fields in which they differ: one or two.
    sure
        Whether it is taken as a change unless somebody says otherwise.
    """

    new: str
    old: str
    subject: str
    fields: tuple[FieldChange, ...]
    sure: bool

    @property
    def sentence(self) -> str:
        """``Simsbury's mentorship of Granby on 5.8, with another start (May 14, 2024 instead of May 1, 2024)``"""
        called = {"started": "start"}
        told = [
            f"another {called.get(f.field, f.field)} ({schema.said(f.field, f.after)} instead of "
            f"{schema.said(f.field, f.before)})"
            for f in self.fields
        ]
        return f"{self.subject}, with {words.listing(told)}"


class Conflict(UserError):
    """Somebody changed an entry after it was read; nothing was saved.

    Attributes
    ----------
    differences
        Every field that stands otherwise now than it was to be saved; of a record's edit and of an import only
        those that both sides changed.
    step
        The newest step that came in between.
    version
        The store's version now: what saving again, knowingly, names.
    """

    def __init__(self, subject: str, step: Step, differences: tuple[Difference, ...], version: str) -> None:
        self.differences, self.step, self.version = differences, step, version
        now = [
            f"{schema.label(d.field)} is now {schema.said(d.field, d.theirs) if d.theirs else 'empty'}"
            for d in differences
            if d.base != d.theirs
        ]
        told = words.listing(now, limit=4) if any(d.theirs for d in differences) else "it is not there any more"
        super().__init__(
            f"{subject} was changed by {step.by} on {words.day(step.day)} after you opened it: {told}. "
            "Nothing was saved; look at it again and choose."
        )


def moment(value: date | datetime) -> datetime:
    """The moment that is meant: a day's last one in Connecticut, a time without a zone one there."""
    if not isinstance(value, datetime):
        return beginning(value + timedelta(days=1)) - timedelta(microseconds=1)
    return (value if value.tzinfo else value.replace(tzinfo=ZONE)).astimezone(UTC)


def beginning(day: date) -> datetime:
    """A day's first moment in Connecticut, in UTC."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC)


def stamp(at: datetime) -> str:
    """A moment as text whose order is the order of time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def unstamped(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
