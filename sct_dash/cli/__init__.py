"""The same engine from the shell, with JSON for machines. Never imports Streamlit.

Each module of this room adds its commands with `add_commands`; `shell` holds what they share.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from sct_dash import words
from sct_dash.cli import check, documents, mentoring, points, store
from sct_dash.cli.shell import UNREADABLE
from sct_dash.errors import UserError

ROOMS = (check, points, mentoring, documents, store)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a mistake of the user's ends with one line and exit code 2."""
    try:
        call = parser().parse_args(arguments)
        return call.command(call)
    except UserError as error:
        print(error, file=sys.stderr)
        return UNREADABLE


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line like every other."""

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{words.sentence(message)}. See: {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(prog="python -m sct_dash", description="Who mentors whom, and each town's points.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for room in ROOMS:
        room.add_commands(commands)
    return top
