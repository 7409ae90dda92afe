"""The same engine from the shell, with JSON for machines. Never imports Streamlit."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from sct_dash import places, rulebook, scoring, words
from sct_dash.errors import UserError
from sct_dash.records import schema
from sct_dash.records.readers import Reading, read_file
from sct_dash.scoring import VERDICTS, Scorecard

CLEAN, QUARANTINED, UNREADABLE = 0, 1, 2
"""Exit codes: nothing wrong; some rows left out; a mistake in the call or a file that cannot be read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a mistake of the user's ends with one line and exit code 2."""
    call = _parser().parse_args(arguments)
    try:
        return call.command(call)
    except UserError as error:
        print(error, file=sys.stderr)
        return UNREADABLE


def check(call: argparse.Namespace) -> int:
    """Report what became of every row of a file."""
    reading = read_file(call.file)
    print(_json(_check_answer(reading)) if call.json else _check_text(reading))
    return QUARANTINED if reading.quarantined else CLEAN


def points(call: argparse.Namespace) -> int:
    """Print every town's points with the claims they rest on."""
    cog = places.cog_name(call.cog) if call.cog else None
    edition = rulebook.edition(call.edition) if call.edition else rulebook.edition_on(call.as_of)
    reading = read_file(call.file)
    scorecard = scoring.score(reading.records, edition, call.as_of)
    print(_json(_points_answer(scorecard, cog)) if call.json else _points_text(scorecard, cog))
    if reading.quarantined:
        left_out = words.count(reading.quarantined, "row was", "rows were")
        print(f"{left_out} left out; see: python -m sct_dash check {call.file}", file=sys.stderr)
    return CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sct_dash", description=__doc__.split(".")[0] + ".")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (check, points):
        sub = commands.add_parser(command.__name__, help=command.__doc__, description=command.__doc__)
        sub.add_argument("file", type=Path, metavar="FILE", help="records as .csv or .xlsx")
        sub.add_argument("--json", action="store_true", help="print JSON for machines")
        sub.set_defaults(command=command)
        if command is points:
            sub.add_argument("--as-of", type=_date, required=True, metavar="DATE", help="application date, 2026-11-01")
            sub.add_argument("--edition", help="edition of the rules; default: the one in force on that date")
            sub.add_argument("--cog", help="only this COG's towns, such as CRCOG")
    return parser


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2026-11-01") from error


def _json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _check_answer(reading: Reading) -> dict[str, Any]:
    records = schema.cells(reading.records).to_dict("records")
    problems = [
        {"row": f.row, "column": f.column, "value": f.value, "reason": f.reason, "suggestion": f.suggestion}
        for f in reading.faults
    ]
    return {**_sums(reading), "records": records, "problems": problems}


def _sums(reading: Reading) -> dict[str, int]:
    return {
        "rows_in": reading.rows_in,
        "accepted": reading.accepted,
        "merged": len(reading.merged),
        "quarantined": reading.quarantined,
    }


def _check_text(reading: Reading) -> str:
    sums = _sums(reading)
    lines = [
        f"{reading.name}: {words.count(sums['rows_in'], 'row')} = {sums['accepted']} accepted "
        f"+ {sums['merged']} merged + {sums['quarantined']} quarantined."
    ]
    lines += [str(fault) for fault in reading.faults]
    lines += [f"Row {row} says the same as row {earlier} and was merged into it." for row, earlier in reading.merged]
    lines += [f"Row {note.row}, {note.column}: {note.text}." for note in reading.notes]
    return "\n".join(lines)


def _points_answer(scorecard: Scorecard, cog: str | None) -> dict[str, Any]:
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


def _points_text(scorecard: Scorecard, cog: str | None) -> str:
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
