"""``worksheet``, ``board``, ``workbook``, ``picture``: the documents, written to a file in one step."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from sct_dash import places, snapshot
from sct_dash.cli import shell
from sct_dash.errors import UserError

if TYPE_CHECKING:
    from sct_dash.snapshot import Snapshot


def add_commands(commands: shell.Commands) -> None:
    add(commands, "board", board, ".docx")
    add(commands, "workbook", workbook, ".xlsx")
    add(commands, "picture", picture, ".svg").add_argument(
        "--kind", choices=("map", "network"), default="map", help="the map (default), or COG to COG"
    )
    sub = add(commands, "worksheet", worksheet, ".docx or, for all towns, .zip")
    sub.add_argument("--town", help="the town; without it, all towns (of the COG) as one .zip")


def board(call: argparse.Namespace) -> int:
    """Write the one-page table for the board packet (.docx)."""
    from sct_dash.exports import board as boards

    return write(call, ".docx", boards.board)


def workbook(call: argparse.Namespace) -> int:
    """Write points, receipts, records and flows as a workbook (.xlsx)."""
    from sct_dash.exports import workbook as workbooks

    return write(call, ".xlsx", workbooks.workbook)


def picture(call: argparse.Namespace) -> int:
    """Write the map or the network as a picture (.svg)."""
    from sct_dash.exports import picture as pictures
    from sct_dash.figures.shapes import shapes

    return write(call, ".svg", lambda taken: pictures.picture(taken, shapes(), call.kind))


def worksheet(call: argparse.Namespace) -> int:
    """Write a town's draft worksheet (.docx), or those of all towns (.zip)."""
    from sct_dash.exports import worksheet as worksheets

    if not call.town:
        return write(call, ".zip", worksheets.worksheets)
    town = places.place(call.town)
    if not town.connecticut:
        raise UserError(f"{town.name} is not in Connecticut, so it has no worksheet; name one of the 169 towns.")
    return write(call, ".docx", lambda taken: worksheets.worksheet(taken, town.name))


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
