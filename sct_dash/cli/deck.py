"""``deck``: the meeting as slides, written to a file in one step."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sct_dash import rulebook, snapshot, story, words
from sct_dash.cli import shell, writing
from sct_dash.errors import UserError

if TYPE_CHECKING:
    from sct_dash.plan.result import Plan
    from sct_dash.snapshot import Snapshot
    from sct_dash.story import Story


def add_commands(commands: shell.Commands) -> None:
    sub = writing.add(commands, "deck", deck, ".pptx")
    sub.add_argument(
        "--introductions", type=int, default=story.PROPOSED, metavar="N", help="how many to propose; 0 for none"
    )
    sub.add_argument("--since", type=shell.iso_date, metavar="DATE", help="say what changed since that day")
    sub.add_argument("--steps", metavar="KEY,KEY", help="which steps, in which order, of: " + ", ".join(story.STEPS))


def deck(call: argparse.Namespace) -> int:
    """Write the meeting's slide deck (.pptx)."""
    from sct_dash.exports import deck as decks
    from sct_dash.figures.shapes import shapes

    return writing.write(call, ".pptx", lambda taken: decks.deck(_story(taken, call), shapes()))


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
