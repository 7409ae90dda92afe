"""``check``: what became of every row of a file."""

import argparse
import sys
from typing import Any

from sct_dash import words
from sct_dash.cli import shell
from sct_dash.records import schema
from sct_dash.records.readers import Reading, read_file

_ROWS_NAMED = 6


def add_commands(commands: shell.Commands) -> None:
    shell.add_file(shell.add(commands, "check", check), needed=True)


def check(call: argparse.Namespace) -> int:
    """Report what became of every row of a file."""
    reading = read_file(call.file)
    print(shell.as_json(_answer(reading)) if call.json else _text(reading))
    if call.json:
        # Decided, so no problem of the answer, and yet not among its records.
        for line in _set_aside(reading):
            print(line, file=sys.stderr)
    return shell.QUARANTINED if reading.faults else shell.CLEAN


def _answer(reading: Reading) -> dict[str, Any]:
    records = schema.cells(reading.records).to_dict("records")
    problems = [
        {"row": f.row, "column": f.column, "value": f.value, "reason": f.reason, "suggestion": f.suggestion}
        for f in reading.faults
    ]
    return {**_sums(reading), "records": records, "problems": problems}


def _set_aside(reading: Reading) -> list[str]:
    """The line about rows that were set aside on the Records page, in an earlier version: decided, so no problem."""
    rows = [str(row.row) for row in reading.set_aside]
    if not rows:
        return []
    named = f"row{'s' if len(rows) > 1 else ''} {words.listing(rows, limit=_ROWS_NAMED)}"
    back = "it can be brought" if len(rows) == 1 else "they can be brought"
    return [f"Set aside as last time: {named}; {back} back on the Records page."]


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
        f"{reading.name}: {words.count(sums['rows_in'], 'row')} = {sums['accepted']:,} accepted "
        f"+ {sums['merged']:,} merged + {sums['quarantined']:,} quarantined."
    ]
    lines += _set_aside(reading)
    lines += [str(fault) for fault in reading.faults]
    lines += [f"Row {row} is one record with row {earlier}." for row, earlier in reading.merged]
    lines += [str(note) for note in reading.notes]
    return "\n".join(lines)
