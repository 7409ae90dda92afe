"""What the commands share: exit codes, arguments, the records they work on, JSON."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sct_dash import atomic, rulebook, words
from sct_dash.errors import UserError
from sct_dash.records import source as sources
from sct_dash.records.readers import Reading, read_file
from sct_dash.records.source import Source
from sct_dash.rulebook import Edition

CLEAN, QUARANTINED, UNREADABLE = 0, 1, 2
"""Exit codes: nothing wrong; some rows left out; a mistake in the call or a file that cannot be read."""

Command = Callable[[argparse.Namespace], int]
Commands = Any
"""What ``add_subparsers`` returns; its class is private to argparse."""


def add(commands: Commands, name: str, command: Command, json_too: bool = True) -> argparse.ArgumentParser:
    """Add a command whose first docstring line is its help."""
    about = (command.__doc__ or "").splitlines()[0]
    sub = commands.add_parser(name, help=about, description=about)
    sub.set_defaults(command=command)
    if json_too:
        sub.add_argument("--json", action="store_true", help="print JSON for machines")
    return sub


def add_file(sub: argparse.ArgumentParser, needed: bool = False) -> None:
    """The records to work on: a file, or those of the store where it may be left out."""
    about = "records as .xlsx, .xls, .ods or .csv" + ("" if needed else "; default: the records that were imported")
    sub.add_argument("file", type=Path, metavar="FILE", nargs=None if needed else "?", help=about)


def add_out(sub: argparse.ArgumentParser, endings: str) -> None:
    """The file to write."""
    sub.add_argument("--out", type=Path, required=True, metavar="FILE", help=f"the file to write, {endings}")


def add_by(sub: argparse.ArgumentParser) -> None:
    """Who does it."""
    sub.add_argument("--by", required=True, metavar="WHO", help="your name, kept with the step")


def add_date(sub: argparse.ArgumentParser) -> None:
    """The application date and the edition it is scored by."""
    sub.add_argument("--as-of", type=iso_date, required=True, metavar="DATE", help="application date, as in 2026-11-01")
    sub.add_argument("--edition", help="edition of the rules; default: the one in force on that date")


def chosen_edition(call: argparse.Namespace) -> Edition:
    """The edition that was asked for, or else the one in force on the application date.

    One that was asked for is used on any date; on a date before it began, a line on standard error says so.
    """
    if not call.edition:
        return rulebook.edition_on(call.as_of)
    edition = rulebook.edition(call.edition)
    if call.as_of < edition.in_force_from:
        begins = words.day(edition.in_force_from)
        print(f"Edition {edition.edition} begins on {begins}; used here as if in force before.", file=sys.stderr)
    return edition


def records_of(call: argparse.Namespace) -> Source:
    """The records to work on: the file's, or the store's where no file was named. Never the sample.

    Raises
    ------
    UserError
        When the file cannot be read at all, or none was named and nothing was imported yet.
    """
    if call.file is not None:
        return sources.of(reading_of(call))
    from sct_dash.records.store import open_store  # SQLAlchemy, 150 ms that a file need not pay

    store = open_store()
    if store.is_empty():
        raise UserError("Nothing was imported yet; name a FILE, or first: python -m sct_dash import FILE --by WHO")
    return sources.of_store(store)


def reading_of(call: argparse.Namespace) -> Reading:
    """Read the file; say on stderr how many rows had to be left out."""
    reading = read_file(call.file)
    if reading.quarantined:
        left_out = words.count(reading.quarantined, "row was", "rows were")
        print(f"{left_out} left out; see: python -m sct_dash check {call.file}", file=sys.stderr)
    return reading


def write_out(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    try:
        atomic.write(path, content)
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}.") from error


def iso_date(text: str) -> date:
    """An argument that is a day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{text!r} is not a date; write it as 2026-11-01.") from error


def as_json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2)
