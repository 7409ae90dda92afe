"""``points``: every town's points with the claims they rest on."""

import argparse
from typing import Any

import pandas as pd

from sct_dash import places, scoring
from sct_dash.cli import shell
from sct_dash.scoring import VERDICTS, Scorecard, counting_first

_CLAIM = ["record_id", "role", "partner", "action", "verdict", "reason"]


def add_commands(commands: shell.Commands) -> None:
    sub = shell.add(commands, "points", points)
    shell.add_file(sub)
    shell.add_date(sub)
    sub.add_argument("--cog", help="only this COG's towns, such as CRCOG")


def points(call: argparse.Namespace) -> int:
    """Print every town's points with the claims they rest on."""
    cog = places.cog_name(call.cog) if call.cog else None
    edition = shell.chosen_edition(call)
    scorecard = scoring.score(shell.records_of(call).records, edition, call.as_of)
    print(shell.as_json(_answer(scorecard, cog)) if call.json else _text(scorecard, cog))
    return shell.CLEAN


def _answer(scorecard: Scorecard, cog: str | None) -> dict[str, Any]:
    receipts: dict[str, list[dict[str, str]]] = {}
    for town, claim in zip(scorecard.claims["town"], scorecard.claims[_CLAIM].to_dict("records"), strict=True):
        receipts.setdefault(town, []).append(claim)
    return {
        "edition": scorecard.edition.edition,
        "as_of": scorecard.application_date.isoformat(),
        "towns": [
            {
                "town": town.Index,
                "cog": town.cog,
                "points": town.points,
                "ready_points": town.ready_points,
                "claims": receipts.get(town.Index, []),
            }
            for town in _towns(scorecard, cog).itertuples()
        ],
    }


def _text(scorecard: Scorecard, cog: str | None) -> str:
    receipts: dict[str, list[str]] = {}
    for claim in counting_first(scorecard.claims).astype(object).itertuples():
        partner = f"{claim.role} of" if claim.role == "mentor" else "mentored by"
        receipts.setdefault(claim.town, []).append(
            f"  {claim.action} {partner} {claim.partner} ({claim.record_id}): {VERDICTS[claim.verdict]}. {claim.reason}"
        )
    lines = []
    for town in _towns(scorecard, cog).itertuples():
        lines.append(f"{town.Index} ({town.cog}): {town.points} points, {town.ready_points} ready")
        lines += receipts.get(town.Index, [])
    return "\n".join(lines)


def _towns(scorecard: Scorecard, cog: str | None) -> pd.DataFrame:
    return scorecard.towns if cog is None else scorecard.towns[scorecard.towns["cog"] == cog]
