"""``points``: every town's points with the claims they rest on."""

import argparse
from typing import Any

import pandas as pd

from sct_dash import places, scoring
from sct_dash.cli import shell
from sct_dash.scoring import VERDICTS, Scorecard


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
    receipts = dict(list(scorecard.claims.groupby("town")))
    nothing = scorecard.claims.iloc[:0]
    return {
        "edition": scorecard.edition.edition,
        "as_of": scorecard.application_date.isoformat(),
        "towns": [
            {
                "town": town.Index,
                "cog": town.cog,
                "points": town.points,
                "ready_points": town.ready_points,
                "claims": _claims(receipts.get(town.Index, nothing)),
            }
            for town in _towns(scorecard, cog).itertuples()
        ],
    }


def _claims(claims: pd.DataFrame) -> list[dict[str, str]]:
    return claims[["record_id", "role", "partner", "action", "verdict", "reason"]].to_dict("records")


def _text(scorecard: Scorecard, cog: str | None) -> str:
    lines = []
    for town in _towns(scorecard, cog).itertuples():
        lines.append(f"{town.Index} ({town.cog}): {town.points} points, {town.ready_points} ready")
        for claim in scorecard.receipt(town.Index).itertuples():
            partner = f"{claim.role} of" if claim.role == "mentor" else "mentored by"
            lines.append(
                f"  {claim.action} {partner} {claim.partner} ({claim.record_id}): "
                f"{VERDICTS[claim.verdict]}. {claim.reason}"
            )
    return "\n".join(lines)


def _towns(scorecard: Scorecard, cog: str | None) -> pd.DataFrame:
    return scorecard.towns if cog is None else scorecard.towns[scorecard.towns["cog"] == cog]
