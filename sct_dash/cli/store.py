"""``import``, ``history``, ``undo``, ``export``, ``backup``, ``restore``: the records that are kept, from the shell."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sct_dash import words
from sct_dash.cli import shell
from sct_dash.errors import UserError
from sct_dash.exports import records as files
from sct_dash.records import memory

if TYPE_CHECKING:
    from sct_dash.records.readers import Reading
    from sct_dash.records.store import Step, StepResult, Store, Version


def add_commands(commands: shell.Commands) -> None:
    sub = shell.add(commands, "import", import_)
    shell.add_file(sub, needed=True)
    shell.add_by(sub)
    sub.add_argument("--why", metavar="TEXT", help="what for, kept with the step; default: the file's name")
    sub = shell.add(commands, "history", history)
    sub.add_argument("--record", metavar="ID", help="only this record, with what each step changed")
    sub = shell.add(commands, "undo", undo)
    sub.add_argument("step", type=int, nargs="?", metavar="STEP", help="its number; default: the last one that stands")
    shell.add_by(sub)
    sub = shell.add(commands, "export", export, json_too=False)
    shell.add_file(sub)
    shell.add_out(sub, ".xlsx or .csv")
    shell.add_out(shell.add(commands, "backup", backup, json_too=False), ".zip")
    sub = shell.add(commands, "restore", restore)
    sub.add_argument("backup", type=Path, metavar="BACKUP", help="a .zip that backup made")
    shell.add_by(sub)


def import_(call: argparse.Namespace) -> int:
    """Take a file's accepted rows into the records as one step that can be undone."""
    reading = shell.reading_of(call)
    if not reading.accepted:
        raise UserError(f"{reading.name}: none of its {words.count(reading.rows_in, 'row')} could be read.")
    store = _store()
    plan = store.plan_import(reading.records)
    result = store.import_records(reading.records, call.by, reading.name if call.why is None else call.why)
    _tell_gone(reading, plan.names)
    answer = _answer(result)
    del answer["removed"]
    _print(call, answer | {"quarantined": reading.quarantined}, _sentence(result))
    return shell.CLEAN


def _tell_gone(reading: "Reading", names: frozenset[str]) -> None:
    """Say on stderr which records of the sheet's last version it does not have any more; they stay."""
    if reading.layout.canonical:
        return
    known = memory.remembered(reading.layout.shape)
    kept = set(_store().records()["record_id"])
    if gone := sorted(known.gone(names) & kept):
        print(f"No longer in this sheet, and still among the records: {words.listing(gone)}.", file=sys.stderr)
    memory.remember(reading.layout.shape, known.after((), (), memory.NOTHING, names))


def history(call: argparse.Namespace) -> int:
    """List the steps that were done, or what they did to one record, the newest first."""
    if call.record is None:
        steps = _store().history()
        _print(call, [_step(step) for step in steps], "\n".join(map(_line, steps)) or "Nothing was done yet.")
    else:
        versions = _store().history_of(call.record)
        _print(call, [_version(version) for version in versions], "\n".join(map(_version_lines, versions)))
    return shell.CLEAN


def undo(call: argparse.Namespace) -> int:
    """Take a step back; the undo is a step itself and can be undone by its number."""
    result = _store().undo(call.step, call.by)
    _print(call, _answer(result), _sentence(result))
    return shell.CLEAN


def export(call: argparse.Namespace) -> int:
    """Write the records as a workbook or a CSV file."""
    make = {".xlsx": files.to_xlsx, ".csv": files.to_csv}.get(call.out.suffix.casefold())
    if make is None:
        raise UserError(f"{call.out.name}: is neither .xlsx nor .csv; name the file to write with one of these.")
    source = shell.records_of(call)
    shell.write_out(call.out, make(source))
    print(f"{call.out}: {words.count(len(source.records), 'record')} written.")
    return shell.CLEAN


def backup(call: argparse.Namespace) -> int:
    """Write everything with its whole history as one zip file."""
    if call.out.suffix.casefold() != ".zip":
        raise UserError(f"{call.out.name}: a backup is a .zip; name the file to write so.")
    shell.write_out(call.out, _store().backup())
    print(f"{call.out}: backup written.")
    return shell.CLEAN


def restore(call: argparse.Namespace) -> int:
    """Bring a backup back; into a store with records it is one step that can be undone."""
    try:
        content = call.backup.read_bytes()
    except OSError as error:
        raise UserError(f"{call.backup}: cannot be read: {error.strerror}.") from error
    result = _store().restore(content, call.by)
    _print(call, _answer(result), _sentence(result))
    return shell.CLEAN


def _store() -> "Store":
    from sct_dash.records.store import open_store  # SQLAlchemy, 150 ms that other commands need not pay

    return open_store()


def _print(call: argparse.Namespace, answer: object, text: str) -> None:
    print(shell.as_json(answer) if call.json else text)


def _answer(result: "StepResult") -> dict[str, Any]:
    counts = {"added": result.added, "changed": result.changed, "removed": result.removed}
    return {"step": result.step, **counts, "unchanged": result.unchanged}


def _sentence(result: "StepResult") -> str:
    if result.step is None:
        return f"Nothing to do: {words.count(result.unchanged, 'row')} unchanged."
    counts = [f"{count:,} {name}" for name, count in list(_answer(result).items())[1:] if count]
    return f"Step {result.step}: {words.listing(counts)}."


def _step(step: "Step") -> dict[str, Any]:
    return {
        "step": step.number,
        "at": step.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "by": step.by,
        "why": step.why,
        "added": step.added,
        "changed": step.changed,
        "undone": step.undone,
    }


def _version(version: "Version") -> dict[str, Any]:
    here = {name: int(version.change == name) for name in ("added", "changed")}
    return _step(version.step) | here


def _line(step: "Step") -> str:
    marks: Sequence[str] = [f"undone by step {step.undone_by}"] * step.undone + ["from a backup"] * step.archived
    return f"{step.number}  {step.sentence}" + (f" [{', '.join(marks)}]" if marks else "")


def _version_lines(version: "Version") -> str:
    fields = "".join(f"\n     {field}" for field in version.fields if version.change == "changed")
    return f"{_line(version.step)}{fields}"
