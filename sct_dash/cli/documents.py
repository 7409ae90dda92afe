"""``worksheet``, ``board``, ``workbook``, ``picture``: the documents, written to a file in one step."""

from __future__ import annotations

import argparse

from sct_dash import places
from sct_dash.cli import shell, writing
from sct_dash.errors import UserError


def add_commands(commands: shell.Commands) -> None:
    writing.add(commands, "board", board, ".docx")
    writing.add(commands, "workbook", workbook, ".xlsx")
    writing.add(commands, "picture", picture, ".svg").add_argument(
        "--kind", choices=("map", "network"), default="map", help="the map (default), or COG to COG"
    )
    sub = writing.add(commands, "worksheet", worksheet, ".docx or, for all towns, .zip")
    sub.add_argument("--town", help="the town; without it, all towns (of the COG) as one .zip")


def board(call: argparse.Namespace) -> int:
    """Write the one-page table for the board packet (.docx)."""
    from sct_dash.exports import board as boards

    return writing.write(call, ".docx", boards.board)


def workbook(call: argparse.Namespace) -> int:
    """Write points, receipts, records and flows as a workbook (.xlsx)."""
    from sct_dash.exports import workbook as workbooks

    return writing.write(call, ".xlsx", workbooks.workbook)


def picture(call: argparse.Namespace) -> int:
    """Write the map or the network as a picture (.svg)."""
    from sct_dash.exports import picture as pictures
    from sct_dash.figures.shapes import shapes

    return writing.write(call, ".svg", lambda taken: pictures.picture(taken, shapes(), call.kind))


def worksheet(call: argparse.Namespace) -> int:
    """Write a town's draft worksheet (.docx), or those of all towns (.zip)."""
    from sct_dash.exports import worksheet as worksheets

    if not call.town:
        return writing.write(call, ".zip", worksheets.worksheets)
    town = places.place(call.town)
    if not town.connecticut:
        raise UserError(f"{town.name} is not in Connecticut, so it has no worksheet; name one of the 169 towns.")
    return writing.write(call, ".docx", lambda taken: worksheets.worksheet(taken, town.name))
