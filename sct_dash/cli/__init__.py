"""The same engine from the shell, with JSON for machines. Never imports Streamlit.

Each module of this room adds its commands with `add_commands`; `shell` holds what they share, `writing` what
those share that write a document.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from sct_dash import words
from sct_dash.cli.shell import UNREADABLE
from sct_dash.errors import UserError

ROOMS = {
    "check": ("check",),
    "points": ("points",),
    "mentoring": ("mentors", "plan"),
    "deck": ("deck",),
    "documents": ("board", "workbook", "picture", "worksheet"),
    "store": ("import", "history", "undo", "export", "backup", "restore"),
}
"""Module and its commands. A module is imported when one of its commands is asked for: what a plan of introductions
needs, a worksheet need not wait for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a mistake of the user's ends with one line and exit code 2."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        call = parser(given[0] if given else "").parse_args(given)
        return call.command(call)
    except UserError as error:
        print(error, file=sys.stderr)
        return UNREADABLE


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line like every other."""

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{words.sentence(message)}. See: {self.prog} --help")


def parser(command: str = "") -> argparse.ArgumentParser:
    """The whole command line; no more than the module of `command` where there is such a command."""
    top = _Parser(prog="python -m sct_dash", description="Who mentors whom, and each town's points.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for room in [room for room, its in ROOMS.items() if command in its] or ROOMS:
        import_module(f"{__name__}.{room}").add_commands(commands)
    return top
