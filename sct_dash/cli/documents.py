"""``deck``, ``worksheet``, ``board``, ``workbook``, ``picture``: the documents, written to a file in one step."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from sct_dash import places, rulebook, snapshot, story, words
from sct_dash.cli import shell
from sct_dash.errors import UserError

if TYPE_CHECKING:
    from sct_dash.plan.result import Plan
    from sct_dash.snapshot import Snapshot
    from sct_dash.story import Story


def add_commands(commands: shell.Commands) -> None:
    sub = _add(commands, "deck", deck, ".pptx")
    sub.add_argument(
        "--introductions", type=int, default=story.PROPOSED, metavar="N", help="how many to propose; 0 for none"
    )
    sub.add_argument("--since", type=shell.iso_date, metavar="DATE", help="say what changed since that day")
    sub.add_argument("--steps", metavar="KEY,KEY", help="which steps, in which order, of: " + ", ".join(story.STEPS))
    _add(commands, "board", board, ".docx")
    _add(commands, "workbook", workbook, ".xlsx")
    _add(commands, "picture", picture, ".svg").add_argument(
        "--kind", choices=("map", "network"), default="map", help="the map (default), or COG to COG"
    )
    sub = _add(commands, "worksheet", worksheet, ".docx or, for all towns, .zip")
    sub.add_argument("--town", help="the town; without it, all towns (of the COG) as one .zip")


def deck(call: argparse.Namespace) -> int:
    """Write the meeting's slide deck (.pptx)."""
    from sct_dash.exports import deck as decks
    from sct_dash.figures.shapes import shapes

    return _write(call, ".pptx", lambda taken: decks.deck(_story(taken, call), shapes()))


def board(call: argparse.Namespace) -> int:
    """Write the one-page table for the board packet (.docx)."""
    from sct_dash.exports import board as boards

    return _write(call, ".docx", boards.board)


def workbook(call: argparse.Namespace) -> int:
    """Write points, receipts, records and flows as a workbook (.xlsx)."""
    from sct_dash.exports import workbook as workbooks

    return _write(call, ".xlsx", workbooks.workbook)


def picture(call: argparse.Namespace) -> int:
    """Write the map or the network as a picture (.svg)."""
    from sct_dash.exports import picture as pictures
    from sct_dash.figures.shapes import shapes

    return _write(call, ".svg", lambda taken: pictures.picture(taken, shapes(), call.kind))


def worksheet(call: argparse.Namespace) -> int:
    """Write a town's draft worksheet (.docx), or those of all towns (.zip)."""
    from sct_dash.exports import worksheet as worksheets

    if not call.town:
        return _write(call, ".zip", worksheets.worksheets)
    town = places.place(call.town)
    if not town.connecticut:
        raise UserError(f"{town.name} is not in Connecticut, so it has no worksheet; name one of the 169 towns.")
    return _write(call, ".docx", lambda taken: worksheets.worksheet(taken, town.name))


def _add(commands: shell.Commands, name: str, command: shell.Command, endings: str) -> argparse.ArgumentParser:
    sub = shell.add(commands, name, command, json_too=False)
    shell.add_file(sub)
    shell.add_date(sub)
    sub.add_argument("--cog", help="for this COG, such as CRCOG; default: all Connecticut")
    shell.add_out(sub, endings)
    return sub


def _write(call: argparse.Namespace, ending: str, make: Callable[[Snapshot], bytes]) -> int:
    if call.out.suffix.lower() != ending:
        raise UserError(f"{call.out.name}: this command writes a {ending}; name the file so.")
    shell.write_out(call.out, make(_snapshot(call)))
    print(call.out)
    return shell.CLEAN


def _story(taken: Snapshot, call: argparse.Namespace) -> Story:
    keys = [key.strip() for key in call.steps.split(",")] if call.steps else tuple(story.STEPS)
    if unknown := [key for key in keys if key not in story.STEPS]:
        raise UserError(f"{unknown[0]!r} is no step; the steps are {words.listing(story.STEPS)}.")
    plan = _proposal(taken, call) if call.introductions > 0 else None
    earlier = None
    if call.since:
        if call.since >= call.as_of:
            raise UserError(f"--since {call.since} is not before --as-of {call.as_of}; name an earlier day.")
        edition = shell.chosen_edition(call) if call.edition else rulebook.edition_on(call.since)
        earlier = snapshot.take(taken.source, edition, call.since, taken.region)
    return story.tell(taken, plan, earlier, keys)


def _proposal(taken: Snapshot, call: argparse.Namespace) -> Plan:
    """The introductions for the deck; where the store is used, by its experience and needs too, as in ``plan``."""
    if call.file is not None:
        return story.proposal(taken, call.introductions)
    from sct_dash.records.store import open_store  # SQLAlchemy, 150 ms that a file need not pay

    store = open_store()
    return story.proposal(taken, call.introductions, store.experience(), store.needs())


def _snapshot(call: argparse.Namespace) -> Snapshot:
    cog = places.cog_name(call.cog) if call.cog else None
    edition = shell.chosen_edition(call)
    return snapshot.take(shell.records_of(call), edition, call.as_of, cog)
