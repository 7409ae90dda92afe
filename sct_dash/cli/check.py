"""``check``: what became of every row of a file."""

import argparse
from typing import Any

from sct_dash import words
from sct_dash.cli import shell
from sct_dash.records import schema
from sct_dash.records.readers import Fault, Reading, read_file


def add_commands(commands: shell.Commands) -> None:
    shell.add_file(shell.add(commands, "check", check), needed=True)


def check(call: argparse.Namespace) -> int:
    """Report what became of every row of a file."""
    reading = read_file(call.file)
    print(shell.as_json(_answer(reading)) if call.json else _text(reading))
    return shell.QUARANTINED if reading.quarantined else shell.CLEAN


def _answer(reading: Reading) -> dict[str, Any]:
    records = schema.cells(reading.records).to_dict("records")
    problems = [
        {"row": f.row, "column": f.column, "value": f.value, "reason": f.reason, "suggestion": f.suggestion}
        for f in _problems(reading)
    ]
    return {**_sums(reading), "records": records, "problems": problems}


def _problems(reading: Reading) -> list[Fault]:
    """Why rows are quarantined; one that was set aside on the Records page, in an earlier version, says that."""
    why = "was set aside as last time; it can be taken back on the Records page"
    set_aside = [Fault(row.row, "", "", why) for row in reading.set_aside]
    return sorted([*reading.faults, *set_aside], key=lambda fault: fault.row)


def _sums(reading: Reading) -> dict[str, int]:
    return {
        "rows_in": reading.rows_in,
        "accepted": reading.accepted,
        "merged": len(reading.merged),
        "quarantined": reading.quarantined,
    }


def _text(reading: Reading) -> str:
    sums = _sums(reading)
    lines = [
        f"{reading.name}: {words.count(sums['rows_in'], 'row')} = {sums['accepted']} accepted "
        f"+ {sums['merged']} merged + {sums['quarantined']} quarantined."
    ]
    lines += [str(fault) for fault in _problems(reading)]
    lines += [f"Row {row} says the same as row {earlier} and was merged into it." for row, earlier in reading.merged]
    lines += [str(note) for note in reading.notes]
    return "\n".join(lines)
