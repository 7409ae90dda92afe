"""Whether a step can be undone, and what that does."""

from collections.abc import Iterable

import sqlalchemy as sql

from sct_dash.errors import UserError
from sct_dash.records import memory
from sct_dash.records.store import ledger, left_open, matching
from sct_dash.records.store.steps import EntryChange, Step, ToldStep
from sct_dash.records.store.tables import BROUGHT, FILES, OPEN, Table

_SUBJECTS = 2
"""Entries that a step is told by."""
_STAYS = "What was decided about the sheet is kept."


def told(connection: sql.Connection, most: int | None) -> tuple[ToldStep, ...]:
    """The last steps, or all; see `Store.last_steps`."""
    steps = {step.number: step for step in ledger.steps(connection)}
    return tuple(
        ToldStep(
            steps[number],
            ledger.first_subjects(connection, number, _SUBJECTS),
            why_not(steps, number, ledger.later_touching(connection, number)),
        )
        for number in sorted(steps, reverse=True)[:most]
    )


def undo(connection: sql.Connection, number: int | None) -> tuple[Step, list[EntryChange]]:
    """The step to undo and what that does to each entry; see `Store.undo`."""
    steps = {step.number: step for step in ledger.steps(connection)}
    chosen = _last(steps.values()) if number is None else number
    if reason := why_not(steps, chosen, ledger.later_touching(connection, chosen)):
        raise UserError(reason)
    touched = ledger.touched(connection, chosen)
    waiting = left_open.undone(connection, touched.pop(OPEN, []), _standing(steps, chosen))
    touched.pop(FILES, None)
    back = [entry for table, names in touched.items() for entry in _back(connection, table, names, chosen)]
    if not (back or matching.really(waiting)):
        raise UserError(f"Step {chosen} changes nothing any more: what it left open was settled since.")
    return steps[chosen], [*back, *waiting]


def _standing(steps: dict[int, Step], chosen: int) -> set[int]:
    """The steps that stand once the chosen one is undone, undos themselves left aside."""
    standing = {number for number, step in steps.items() if not (step.undone or step.archived or step.undoes)}
    root = chosen
    while steps[root].undoes:
        root = steps[root].undoes
    return standing ^ {root}


def staying(undone: Step, entries: Iterable[EntryChange]) -> tuple[str, ...]:
    """What waits for an answer now, and what stays beside the store of an import that was undone; a sentence each."""
    waits = tuple(left_open.told(entry) for entry in entries if entry.table is OPEN and entry.before != entry.after)
    names = {entry.name for entry in entries if entry.table is BROUGHT and undone.kind == "import"}
    try:
        return (*waits, _STAYS) if memory.is_decided_about(names) else waits
    except UserError as error:  # the undo stands, whatever is wrong with that file
        return (*waits, str(error))


def _last(steps: Iterable[Step]) -> int:
    standing = [step.number for step in steps if not step.undone and step.undoes is None and not step.archived]
    if not standing:
        raise UserError("There is nothing left to undo.")
    return standing[-1]


def why_not(steps: dict[int, Step], number: int, later: set[int]) -> str:
    """Why the step cannot be undone, '' when it can; `later` are those that touched the same entries."""
    if number not in steps:
        return f"There is no step {number}; the last one is {max(steps, default=0)}."
    step = steps[number]
    if step.archived:
        return f"Step {number} came with a backup as history; undo the step that restored it."
    if step.undone:
        return f"Step {number} is undone already, by step {step.undone_by}."
    # A later step that was undone, and the undo of it, cancel each other.
    building = [s for s in map(steps.get, sorted(later)) if not s.undone and not (s.undoes and s.undoes > number)]
    building = [s for s in building if not s.archived]
    if not building:
        return ""
    return f"Undo step {building[-1].number} first: it builds on this one."


def _back(connection: sql.Connection, table: Table, names: Iterable[str], number: int) -> list[EntryChange]:
    """What makes these entries again what they were before a step."""
    state, before = ledger.state(connection, table), ledger.state(connection, table, number - 1)
    chosen = set(names)
    others = {name: cells for name, cells in state.items() if name not in chosen}
    if table is not BROUGHT:  # two sheets may have said the same, and a hand told them apart
        matching.refuse_doubles(table, others | {name: before[name] for name in names if name in before})
    return [EntryChange(table, name, state.get(name), before.get(name)) for name in names]
