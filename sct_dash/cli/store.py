"""``import``, ``history``, ``undo``, ``export``, ``backup``, ``restore``: the records that are kept, from the shell."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sct_dash import words
from sct_dash.cli import shell
from sct_dash.errors import UserError
from sct_dash.exports import records as files
from sct_dash.records import exact_starts, last_sheet, learned, local_files, losses, no_more, schema
from sct_dash.records.corrections import NONE

if TYPE_CHECKING:
    from sct_dash.records.readers import Reading
    from sct_dash.records.store import Correction, Difference, LeftOpen, Step, StepResult, Store, ToldStep, Version


def add_commands(commands: shell.Commands) -> None:
    sub = shell.add(commands, "import", import_)
    shell.add_file(sub, needed=True)
    shell.add_by(sub)
    sub.add_argument("--why", metavar="TEXT", help="what for, kept with the step; default: the file's name")
    sub.add_argument(
        "--bring-back", action="store_true", help="also the rows of records that somebody took off the list by hand"
    )
    sub.add_argument(
        "--empty-blanks",
        action="store_true",
        help="also empty the fields that the sheet leaves blank; default: they stay",
    )
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
    from sct_dash.records.store import OpenSheet

    reading = shell.reading_of(call)
    if not reading.accepted:
        raise UserError(f"{reading.name}: none of its {words.count(reading.rows_in, 'row')} could be read.")
    store, read = _store(), reading.says
    records = store.records()
    rows = exact_starts.known(reading, records, store.started_by_hand())
    known = last_sheet.decisions(reading.layout)
    # In our own file an emptied cell is a correction; a coordinator's sheet may just not have known it.
    keep = not (reading.layout.canonical or call.empty_blanks)
    back = store.taken_off(store.plan_import(rows, read))
    off = [] if call.bring_back else [one.name for one in back]
    plan = store.plan_import(rows, read, off=off, keep_blanks=keep)
    found = store.corrections(plan, no_more.no_more(reading, known, plan.names, records))
    if same := [(one.new, one.old) for one in found if one.sure]:
        plan = store.plan_import(rows, read, same=same, off=off, keep_blanks=keep)
    why = reading.name if call.why is None else call.why
    sheet = OpenSheet.of(reading, call.file.read_bytes())
    replaced = store.plan_open(sheet, plan.names).replaced
    result = store.import_records(
        rows, call.by, why, plan.version, read, same=same, off=off, keep_blanks=keep, sheet=sheet
    )
    answer = _answer(result)
    del answer["removed"]
    _print(call, answer | {"quarantined": reading.quarantined}, _sentence(result))
    told = [f"{one.sentence}; it {'stays off without --bring-back' if off else 'is back'}." for one in back]
    told += [
        *map(_corrected, found),
        *map(_clash, plan.clashes),
        *(_blank(one, keep) for one in plan.blanks),
        *(loss.sentence for loss in losses.told(plan, losses.brought_before(known), named=None)),
        *filter(None, [losses.edited(plan, named=None)]),
        *_gone(reading, records, no_more.no_more(reading, known, plan.names, records)),
        *map(_waited, replaced),
        *([_waits(reading.to_look_at)] if reading.to_look_at else []),
    ]
    for line in told:
        print(line, file=sys.stderr)
    if not reading.layout.canonical:
        last_sheet.remember(
            reading.layout, reading.mapping, lambda known: learned.after(known, reading, NONE, plan.names)
        )
    return shell.CLEAN


def _waits(rows: int) -> str:
    return f"{words.count(rows, 'row waits', 'rows wait')} for an answer under Bring in a sheet on the Records page."


def _waited(one: "LeftOpen") -> str:
    rows = words.count(one.rows, "row")
    return f"{rows} of {one.file} {'waits' if one.rows == 1 else 'wait'} no more: this sheet stands for it."


def _corrected(one: "Correction") -> str:
    if one.sure:
        return f"Changed, as a correction: {one.sentence}."
    return f"Looks like {one.sentence}; taken in as a new record, and the old one stays."


def _clash(one: "Difference") -> str:
    ours, sheets = (schema.said(one.field, cell) if cell else "empty" for cell in (one.theirs, one.mine))
    return (
        f"Changed here and in the sheet, and kept: {one.subject}: {schema.label(one.field)} stays {ours}, not {sheets}."
    )


def _blank(one: "Difference", kept: bool) -> str:
    done = "Empty in the sheet, and kept" if kept else "Emptied, as in the sheet"
    said = schema.said(one.field, one.theirs)
    hint = " without --empty-blanks" if kept else ""
    return f"{done}: {one.subject}: {schema.label(one.field)} {'stays' if kept else 'was'} {said}{hint}."


def _gone(reading: "Reading", records: pd.DataFrame, names: frozenset[str]) -> Iterator[str]:
    """Which records of the sheet's last version it does not have any more; they stay."""
    waiting = " One of the rows that were left out may be it." if reading.quarantined else ""
    for one in records[records["record_id"].isin(names)].itertuples():
        told = f"{one.mentor}'s mentorship of {one.mentee} on {one.action} since {words.day(one.started)}"
        yield f"No longer in this sheet, and still among the records: {told} ({one.record_id}).{waiting}"


def history(call: argparse.Namespace) -> int:
    """List the steps that were done, or what they did to one record, the newest first."""
    if call.record is None:
        steps = _store().last_steps()
        _print(call, [_step(one.step) for one in steps], "\n".join(map(_line, steps)) or "Nothing was done yet.")
    else:
        versions = _store().history_of(call.record)
        _print(call, [_version(version) for version in versions], "\n".join(map(_version_lines, versions)))
    return shell.CLEAN


def undo(call: argparse.Namespace) -> int:
    """Take a step back; the undo is a step itself and can be undone by its number."""
    result = _store().undo(call.step, call.by)
    _print(call, _answer(result), _sentence(result))
    for line in result.files:
        print(line, file=sys.stderr)
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
    """Write everything as one zip: records with their history, the official action list, decisions about sheets."""
    if call.out.suffix.casefold() != ".zip":
        raise UserError(f"{call.out.name}: a backup is a .zip; name the file to write so.")
    shell.write_out(call.out, _store().backup())
    print(f"{call.out}: backup written.")
    if names := local_files.left_out():
        print(f"Not in it, to be kept beside it: {words.listing(names)} of data/local.", file=sys.stderr)
    return shell.CLEAN


def restore(call: argparse.Namespace) -> int:
    """Bring a backup back, as a step that can be undone; its lists and decisions only add to those here, and stay."""
    try:
        content = call.backup.read_bytes()
    except OSError as error:
        raise UserError(f"{call.backup}: cannot be read: {error.strerror}.") from error
    result = _store().restore(content, call.by)
    _print(call, _answer(result), _sentence(result))
    for line in result.files:
        print(line, file=sys.stderr)
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
    real = result.added or result.changed or result.removed
    counts = [f"{count:,} {name}" for name, count in list(_answer(result).items())[1:] if count]
    return f"Step {result.step}: {words.listing(counts) if real else 'nothing changed'}."


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


def _line(one: "ToldStep | Version") -> str:
    step = one.step
    marks: Sequence[str] = [f"undone by step {step.undone_by}"] * step.undone + ["from a backup"] * step.archived
    return f"{step.number}  {one.sentence}" + (f" [{', '.join(marks)}]" if marks else "")


def _version_lines(version: "Version") -> str:
    fields = "".join(f"\n     {field}" for field in version.fields if version.change == "changed")
    return f"{_line(version)}{fields}"
