"""What the commands share that write a document: their arguments, and a file written whole or not at all."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from sct_dash import places, snapshot
from sct_dash.cli import shell
from sct_dash.errors import UserError

if TYPE_CHECKING:
    from sct_dash.snapshot import Snapshot


def add(commands: shell.Commands, name: str, command: shell.Command, endings: str) -> argparse.ArgumentParser:
    """Add a command that writes a document."""
    sub = shell.add(commands, name, command, json_too=False)
    shell.add_file(sub)
    shell.add_date(sub)
    sub.add_argument("--cog", help="for this COG, such as CRCOG; default: all Connecticut")
    shell.add_out(sub, endings)
    return sub


def write(call: argparse.Namespace, ending: str, make: Callable[[Snapshot], bytes]) -> int:
    """Write the document that `make` makes of the records, the region and the date that were asked for."""
    if call.out.suffix.lower() != ending:
        raise UserError(f"{call.out.name}: this command writes a {ending}; name the file so.")
    shell.write_out(call.out, make(_snapshot(call)))
    print(call.out)
    return shell.CLEAN


def _snapshot(call: argparse.Namespace) -> Snapshot:
    cog = places.cog_name(call.cog) if call.cog else None
    edition = shell.chosen_edition(call)
    return snapshot.take(shell.records_of(call), edition, call.as_of, cog)
