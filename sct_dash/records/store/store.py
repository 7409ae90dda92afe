"""The store of records: append-only, every step told, any step undone. See `Store`."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import sqlalchemy as sql

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.records import local_files
from sct_dash.records.store import backup as backups
from sct_dash.records.store import (
    changes,
    conflicts,
    documenting,
    editing,
    ledger,
    left_open,
    matching,
    restoring,
    set_back,
    taken_off,
    taking_in,
    typed,
    undoing,
)
from sct_dash.records.store.changes import Changes
from sct_dash.records.store.database import Database
from sct_dash.records.store.left_open import LeftOpen, OpenPlan, OpenSheet
from sct_dash.records.store.steps import (
    ADDED,
    CHANGED,
    REMOVED,
    Correction,
    EntryChange,
    ImportPlan,
    RestorePlan,
    Step,
    StepResult,
    ToldStep,
    Version,
    moment,
)
from sct_dash.records.store.tables import (
    BROUGHT,
    EXPERIENCE,
    NEEDS,
    OPEN,
    RECORDS,
    UNTOLD,
    State,
    Table,
    to_cells,
    to_frame,
)
from sct_dash.records.store.taken_off import TakenOff
from sct_dash.records.store.taking_in import Gone, Wanted


def open_store(url: str | None = None) -> "Store":
    """The store at `url`, or the one the environment names, or else the local file.

    Parameters
    ----------
    url
        ``postgresql://user@host/name`` or ``sqlite:///file``; None for ``SCT_DASH_DATABASE_URL`` and,
        where that is not set, ``data/local/records.db``. Nothing is made before the first write.

    Raises
    ------
    UserError
        When the URL is not of these two kinds.
    """
    return Store(Database(url))


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """Records, needs and experience with all that ever happened to them.

    Every change is one step, done by somebody and in one transaction: kept whole or not at all, also when
    the program is killed. Nothing is overwritten: a step appends versions, the newest version of an entry
    is the entry, and undoing a step appends what was before. Writers wait for each other.

    Every method raises `UserError` when the database cannot be reached or a newer program wrote it.

    Parameters
    ----------
    database
        Where it is kept.
    now
        The clock.
    """

    def __init__(self, database: Database, now: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._now = now

    @property
    def name(self) -> str:
        """Where the records are, for a sentence."""
        return self._database.name

    @property
    def url(self) -> str:
        """What opens this store again; holds its password, not to be shown."""
        return self._database.url.render_as_string(hide_password=False)

    # Reading

    def version(self) -> str:
        """A name for what the store holds, other after every step; what caches go by. One small query."""
        if not self._database.exists():
            return ledger.NEVER
        with self._database.read() as connection:
            return ledger.version(connection)

    def is_empty(self) -> bool:
        """Whether it holds no record now: nothing was imported yet, or all was undone or removed."""
        if not self._database.exists():
            return True
        with self._database.read() as connection:
            return not ledger.has_entries(connection, RECORDS)

    def records(self, as_of: date | datetime | None = None) -> pd.DataFrame:
        """The records as `schema.frame` shapes them, by start, mentor, mentee and action.

        Parameters
        ----------
        as_of
            As they were at the end of that day in Connecticut, or at that moment; None for now.
        """
        return self._rows(RECORDS, as_of)

    def needs(self, as_of: date | datetime | None = None) -> pd.DataFrame:
        """What towns look for a mentor for: ``town``, ``action`` ('' for any), ``note``, all text."""
        return self._rows(NEEDS, as_of)

    def experience(self, as_of: date | datetime | None = None) -> pd.DataFrame:
        """What towns have done: ``town``, ``action``, ``programme_year`` (int), ``source``."""
        return self._rows(EXPERIENCE, as_of)

    def _rows(self, table: Table, as_of: date | datetime | None) -> pd.DataFrame:
        if not self._database.exists():
            return to_frame(table, [])
        with self._database.read() as connection:
            upto = None if as_of is None else ledger.step_at(connection, moment(as_of))
            return to_frame(table, ledger.state(connection, table, upto).values())

    def history(self) -> tuple[Step, ...]:
        """Every step, the newest first."""
        if not self._database.exists():
            return ()
        with self._database.read() as connection:
            return tuple(reversed(ledger.steps(connection)))

    def last_steps(self, most: int | None = None) -> tuple[ToldStep, ...]:
        """The last steps, or all, the newest first, each with its first entries and why it cannot be undone."""
        if not self._database.exists():
            return ()
        with self._database.read() as connection:
            return undoing.told(connection, most)

    def last_import(self) -> Step | None:
        """The newest import that stands."""
        done = (step for step in self.history() if step.kind == "import" and not (step.undone or step.archived))
        return next(done, None)

    def history_of(self, name: str, table: Table = RECORDS) -> tuple[Version, ...]:
        """What every step did to one entry, the newest first.

        Parameters
        ----------
        name
            The ``record_id``; for a need ``town|action``, for an experience ``town|action|programme_year``.

        Raises
        ------
        UserError
            When the store never had such an entry.
        """
        found: list[Version] = []
        if self._database.exists():
            with self._database.read() as connection:
                found = ledger.versions(connection, table, name)
        if not found:
            raise UserError(f"There is no {table.name} {name!r} in the store, and never was.")
        return tuple(reversed(found))

    def changes_since(self, since: date | Step) -> Changes:
        """What is other now than at the beginning of a day in Connecticut, or right before a step.

        What was undone since is not told.
        """
        step = since if isinstance(since, Step) else None
        day = step.day if step else since
        if not self._database.exists():
            return Changes(day, first=step)
        with self._database.read() as connection:
            return changes.since(connection, day, step)

    def left_open(self) -> tuple[LeftOpen, ...]:
        """The sheets with rows that nobody answered yet, the one that was saved last first."""
        if not self._database.exists():
            return ()
        with self._database.read() as connection:
            return left_open.every(connection)

    def file_left_open(self, name: str) -> bytes:
        """The file of one of these sheets.

        Raises
        ------
        UserError
            When the sheet does not wait any more, or its file was too large to be kept.
        """
        with self._database.read() as connection:
            return left_open.content(connection, name)

    def plan_open(self, sheet: OpenSheet, records: Collection[str]) -> OpenPlan:
        """What importing a sheet that becomes these records would make of those that wait."""
        if not self._database.exists():
            return OpenPlan(sheet.rows > 0, ())
        with self._database.read() as connection:
            return left_open.plan(connection, sheet, records)

    # Writing

    def plan_import(
        self,
        rows: pd.DataFrame,
        columns: Collection[str] | None = None,
        take: Wanted = (),
        same: Wanted = (),
        off: Collection[str] = (),
        gone: Collection[str] = (),
        keep_blanks: bool = False,
    ) -> ImportPlan:
        """What importing these records would do; nothing is written.

        A row is the record that has its name, or else the one with the same mentor, mentee, action,
        programme year and start, now or in the last sheet. A record that no row speaks of stays as it is.
        A field that the sheet says as its last import said it stays as it was edited since; one that was
        changed here and in the sheet is a clash and stays too, unless it is taken.

        Parameters
        ----------
        rows
            Records as `schema.frame` shapes them.
        columns
            The columns that the file had; a record keeps what it has in the others where its row says nothing there.
            None: those in which any row says anything, so that a sheet without ``notes`` empties no notes.
        take
            (record, field) of the clashes in which the sheet's is wanted.
        same
            (name as a new record, record) of the rows that correct a record; see `corrections`.
        off
            New records that are left out; see `taken_off`.
        gone
            The records that the sheet may not have any more: a row may become what one of them is, since the import
            can take that off. Saving is refused where it does not.
        keep_blanks
            Whether a field that is filled here and blank in the sheet stays filled, instead of being emptied.

        Raises
        ------
        UserError
            When two records would become the same mentorship, or one would contradict itself.
        """
        incoming = to_cells(RECORDS, rows)
        if not self._database.exists():
            return taking_in.taken_in({}, {}, incoming, columns).plan(ledger.NEVER)
        with self._database.read() as connection:
            state, brought = ledger.state(connection, RECORDS), ledger.state(connection, BROUGHT)
            found = taking_in.taken_in(state, brought, incoming, columns, take, same, off, gone, keep_blanks)
            plan = found.plan(ledger.version(connection))
            return replace(plan, set_back=set_back.among(connection, plan.changed))

    def started_by_hand(self) -> frozenset[str]:
        """The records whose start was edited since their last sheet said it."""
        if not self._database.exists():
            return frozenset()
        start = RECORDS.columns.index("started")
        with self._database.read() as connection:
            now, brought = (ledger.state(connection, table) for table in (RECORDS, BROUGHT))
        return frozenset(name for name in now.keys() & brought if now[name][start] != brought[name][start])

    def corrections(self, plan: ImportPlan, gone: Collection[str]) -> tuple[Correction, ...]:
        """Which of a plan's new records look like a correction of a record.

        First of those that the sheet has no more, then of any other that differs in its start alone.

        Parameters
        ----------
        gone
            The records that were in the sheet's last version and are not in this one.
        """
        found: tuple[Correction, ...] = ()
        if plan.added and gone and self._database.exists():
            with self._database.read() as connection:
                state, brought = ledger.state(connection, RECORDS), ledger.state(connection, BROUGHT)
            left = sorted(name for name in gone if name in state and name not in plan.names)
            found = taking_in.corrections(plan.added, {name: brought.get(name, state[name]) for name in left})
        paired = {name for one in found for name in (one.new, one.old)}
        return found + tuple(one for one in plan.restarted if paired.isdisjoint((one.new, one.old)))

    def taken_off(self, plan: ImportPlan) -> tuple[TakenOff, ...]:
        """Which of a plan's new records somebody took off the list by hand: they come back unless they are left out."""
        if not (plan.added and self._database.exists()):
            return ()
        with self._database.read() as connection:
            return taken_off.among(connection, plan.added)

    def import_records(
        self,
        rows: pd.DataFrame,
        by: str,
        why: str = "",
        base_version: str | None = None,
        columns: Collection[str] | None = None,
        table: Table = RECORDS,
        take: Wanted = (),
        same: Wanted = (),
        off: Collection[str] = (),
        gone: Gone | None = None,
        keep_blanks: bool = False,
        sheet: OpenSheet | None = None,
    ) -> StepResult:
        """Take rows in as one step that does what `plan_import` says; rows of another table replace what is there.

        Parameters
        ----------
        by, why
            Who does it, never blank, and what for.
        base_version
            The version that the plan was shown for; None to import whatever is there.
        columns, take, same, off, keep_blanks
            As `plan_import` takes them.
        gone
            The records that the sheet does not have any more and that are taken off by the same step; None for none.
        sheet
            Where the records are from, kept by the same step as long as rows of it ask; None for nowhere.

        Raises
        ------
        UserError
            When two records would become the same mentorship, or `by` is blank.
        Conflict
            When somebody changed, after `base_version`, what the sheet changes too, or one of the `gone` after it
            was seen.
        """
        incoming = to_cells(table, rows)
        if table is not RECORDS:
            return self._step(
                "import", table, lambda state: matching.matched(table, state, incoming, columns), base_version, by, why
            )
        by, why = typed.signed(by, why)
        with self._database.write() as connection:
            state, brought = ledger.state(connection, RECORDS), ledger.state(connection, BROUGHT)
            names = gone.names if gone else ()
            found = taking_in.taken_in(state, brought, incoming, columns, take, same, off, names, keep_blanks)
            lost = taking_in.lost(state, found, names)
            if gone and lost:
                conflicts.refuse_overwriting(connection, RECORDS, lost, state, gone.version)
            if base_version is not None:
                conflicts.refuse_unseen(connection, found, base_version)
            # A sheet that says what is there is no step; one of which anything was decided must not ask again.
            new = found.brought if found.clashes or found.blanks or matching.really(found.entries) else []
            left = left_open.changes(connection, sheet, found.names) if sheet else []
            return self._append(connection, "import", [*found.entries, *lost, *new, *left], by, why)

    def edit(
        self,
        row: pd.DataFrame,
        base_version: str,
        by: str,
        why: str = "",
        table: Table = RECORDS,
        over: str | None = None,
    ) -> StepResult:
        """Save one entry as it stands in a form: a new one, or another version of one that is there.

        What somebody else changed meanwhile in other fields stays.

        Parameters
        ----------
        row
            One row as `schema.frame` shapes it, or of `table`; a blank ``record_id`` makes a new record.
        base_version
            `version()` when the form was opened.
        over
            The version of a `Conflict` that was met and decided for this row.

        Raises
        ------
        UserError
            When a cell does not fit its column, the mentorship is there already under another name, or
            `by` is blank.
        Conflict
            When somebody changed, after `base_version`, a field that this changes too, or removed the entry.
        """
        is_new = table is RECORDS and not row["record_id"].iloc[0]
        cells = to_cells(table, typed.valid(table, row))
        by, why = typed.signed(by, why)
        with self._database.write() as connection:
            entry, joined = editing.edited(connection, table, cells, is_new, base_version, over)
            return replace(self._append(connection, "edit", [entry], by, why), joined=joined)

    def document(
        self, said: documenting.Said, base_version: str, by: str, why: str = "", over: str | None = None
    ) -> StepResult:
        """Say of many records at once who has documented its part, as one step.

        Whatever else somebody changed of them meanwhile stays.

        Parameters
        ----------
        said
            (record, ``mentor_documented`` or ``mentee_documented``, whether that town has).
        base_version
            `version()` when they were seen.
        over
            The version of a `Conflict` that was met and decided: it is said of the records as they stood then.

        Raises
        ------
        UserError
            When there is no such record, or `by` is blank.
        Conflict
            When somebody removed one of them after `base_version`, or made another mentorship of it.
        """
        by, why = typed.signed(by, why)
        with self._database.write() as connection:
            entries = documenting.documented(connection, said, base_version, over)
            return self._append(connection, "edit", entries, by, why)

    def remove(
        self, names: Sequence[str], base_version: str, by: str, why: str = "", table: Table = RECORDS
    ) -> StepResult:
        """Take entries off the table, as one step; their history stays and the step can be undone.

        Raises
        ------
        UserError
            When an entry is not there, or `by` is blank.
        Conflict
            When somebody changed one of them after `base_version`.
        """
        return self._step("edit", table, lambda state: matching.removed(table, state, names), base_version, by, why)

    def replace(
        self, rows: pd.DataFrame, base_version: str, by: str, why: str = "", table: Table = NEEDS
    ) -> StepResult:
        """Make a whole list what `rows` say, as one step: new, changed, and removed where no row speaks of it.

        Raises
        ------
        UserError
            When `by` is blank.
        Conflict
            When somebody changed, after `base_version`, an entry that this would change or remove.
        """
        cells = to_cells(table, typed.valid(table, rows))
        return self._step("edit", table, lambda state: matching.replaced(table, state, cells), base_version, by, why)

    def undo(self, step: int | None = None, by: str = "", why: str = "") -> StepResult:
        """Take a step back by appending what was before it. An undo can be undone like any other step.

        Parameters
        ----------
        step
            Its number; None for the last step that stands and is not itself an undo, so that undoing
            again goes further back.

        Returns
        -------
        StepResult
            With a sentence about what stays beside the store, where it was an import, or about what is wrong there.

        Raises
        ------
        UserError
            When there is no such step, it is undone already, or a later step builds on it (it is named).
        """
        by, why = typed.signed(by, why)
        if not self._database.exists():
            raise UserError("There is nothing to undo: the store is empty.")
        with self._database.write() as connection:
            chosen, entries = undoing.undo(connection, step)
            result = self._append(connection, "undo", entries, by, why, undoes=chosen.number)
        return replace(result, files=undoing.staying(chosen, entries))

    def wait(self, sheet: OpenSheet, records: Collection[str], by: str, why: str = "") -> StepResult:
        """Keep which rows of a sheet that changes no record wait, as one step.

        Parameters
        ----------
        records
            The names of the records that the sheet became.

        Raises
        ------
        UserError
            When `by` is blank.
        """
        by, why = typed.signed(by, why)
        with self._database.write() as connection:
            return self._append(connection, "import", left_open.changes(connection, sheet, records), by, why)

    def close_open(self, name: str, by: str, why: str = "") -> StepResult:
        """Say that the rows which a sheet left open are not needed; as a step, which can be undone.

        Raises
        ------
        UserError
            When the sheet does not wait any more, or `by` is blank.
        """
        by, why = typed.signed(by, why)
        with self._database.write() as connection:
            state = ledger.state(connection, OPEN, only=[name])
            return self._append(connection, "edit", left_open.closed(state, name), by, why)

    def _step(
        self,
        kind: str,
        table: Table,
        entries: Callable[[State], list[EntryChange]],
        base_version: str | None,
        by: str,
        why: str,
    ) -> StepResult:
        by, why = typed.signed(by, why)
        with self._database.write() as connection:
            state = ledger.state(connection, table)
            found = entries(state)
            if base_version is not None:
                conflicts.refuse_overwriting(connection, table, matching.really(found), state, base_version)
            return self._append(connection, kind, found, by, why)

    def _append(
        self,
        connection: sql.Connection,
        kind: str,
        entries: Sequence[EntryChange],
        by: str,
        why: str,
        undoes: int | None = None,
    ) -> StepResult:
        """Write what really changes as one step; nothing when nothing does."""
        real = matching.really(entries)
        told = [entry for entry in real if entry.table not in UNTOLD]
        unchanged = sum(entry.table not in UNTOLD for entry in entries) - len(told)
        if not real:
            return StepResult(None, unchanged=unchanged)
        step = Step(0, self._now(), by, why, kind, 0, 0, 0, undoes)
        number = ledger.append(connection, step, real)
        counts = {change: sum(entry.change == change for entry in told) for change in (ADDED, CHANGED, REMOVED)}
        return StepResult(number, counts[ADDED], counts[CHANGED], unchanged, counts[REMOVED])

    # Out and back in

    def backup(self) -> bytes:
        """Everything with its history as a zip of CSV files, and the files beside it that `local_files` names.

        The same content always gives the same bytes.

        Raises
        ------
        UserError
            When the store is empty, or a file beside it is damaged.
        """
        if not self._database.exists():
            raise UserError("There is nothing to back up: the store is empty.")
        local = local_files.taken_along()
        with self._database.read() as connection:
            return backups.pack(replace(restoring.everything(connection), local=local))

    def plan_restore(self, content: bytes) -> RestorePlan:
        """What bringing a backup back would do; nothing is written.

        Raises
        ------
        UserError
            As `restore` does.
        """
        brought = backups.unpack(content)
        files = local_files.told(brought.local)
        if not self._database.exists():
            return restoring.plan(None, brought, files)
        with self._database.read() as connection:
            return restoring.plan(restoring.everything(connection), brought, files)

    def restore(self, content: bytes, by: str) -> StepResult:
        """Bring a backup back.

        Into a store without any step it comes with its whole history, as it was. In a store with steps
        the records become what they are in the backup, by one step that can be undone; steps of the
        backup that this store does not know are kept as archived history.

        The files beside the store come after that: as they were where there are none, else only what they add to
        those that are there. Undoing the step leaves them.

        Raises
        ------
        UserError
            When it is no backup, a newer program made it, or a file beside the store is damaged: nothing is
            written then. When such a file cannot be written: the records are back, and it can be done again.
        """
        brought = backups.unpack(content)
        by, why = typed.signed(by, f"a backup of {words.count(len(brought.steps), 'step')}")
        files = local_files.told(brought.local)
        with self._database.write() as connection:
            ours = restoring.everything(connection)
            if ours.steps:
                restoring.archive(connection, ours, brought)
                result = self._append(connection, "restore", restoring.differences(ours, brought), by, why)
            else:
                result = restoring.take_over(connection, brought)
        try:
            local_files.bring(brought.local)
        except UserError as error:
            raise UserError(f"The records are back, but {error} Then bring the backup back once more.") from error
        return replace(result, files=files)
