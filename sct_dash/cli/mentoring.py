"""``mentors`` and ``plan``: whom to call, and the best set of introductions."""

import argparse
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from sct_dash import experience, places, scoring, snapshot, words
from sct_dash.cli import shell
from sct_dash.errors import UserError
from sct_dash.experience import Experience
from sct_dash.mentors import candidates, settings
from sct_dash.mentors.candidates import Search
from sct_dash.plan import problem, result
from sct_dash.plan.problem import Options, Triple
from sct_dash.plan.result import Plan
from sct_dash.records import lists
from sct_dash.records.lists import Listed


def add_commands(commands: shell.Commands) -> None:
    sub = shell.add(commands, "mentors", mentors)
    shell.add_file(sub)
    shell.add_date(sub)
    sub.add_argument("--town", required=True, metavar="T", help="the town that looks for a mentor")
    sub.add_argument("--action", default="", metavar="A", help="the action, as in 3.12; default: any")
    _add_experience(sub)
    sub = shell.add(commands, "plan", plan)
    shell.add_file(sub)
    shell.add_date(sub)
    sub.add_argument("--cog", help="plan for this COG's towns, such as CRCOG; default: all Connecticut")
    sub.add_argument("--introductions", type=_number, metavar="N", help="the most introductions; default: no limit")
    sub.add_argument("--mentor-limit", type=_number, default=2, metavar="K", help="the most for one mentor; default: 2")
    sub.add_argument("--mentee-limit", type=_number, metavar="M", help="the most for one mentee; default: no limit")
    sub.add_argument("--needs", type=Path, metavar="FILE", help="plan only for these needs (town,action,note)")
    _add_experience(sub)
    sub.add_argument(
        "--lock", action="append", default=[], metavar="M,T,A", help="agreed already: mentor,mentee,action"
    )
    sub.add_argument("--forbid", action="append", default=[], metavar="M,T[,A]", help="will not happen")
    sub.add_argument("--seconds", type=_number, default=30, metavar="S", help="time for each level; default: 30")


def mentors(call: argparse.Namespace) -> int:
    """Rank the towns that could mentor a town, each with its reasons."""
    town = experience.check_town(call.town)
    action = experience.check_action(call.action, call.as_of) if call.action else ""
    edition = shell.chosen_edition(call)
    source = shell.records_of(call)
    answer = snapshot.take(source, edition, call.as_of)
    search = candidates.search(answer, _known(call, source.records), settings.settings(), town, action)
    print(shell.as_json(_mentors_answer(search)) if call.json else _mentors_text(search))
    return shell.CLEAN


def plan(call: argparse.Namespace) -> int:
    """Find the best introductions for a region, proven."""
    cog = places.cog_name(call.cog) if call.cog else None
    options = Options(
        call.introductions,
        call.mentor_limit,
        tuple(_triple(text, "--lock", 3) for text in call.lock),
        tuple(_triple(text, "--forbid", 2) for text in call.forbid),
        float(call.seconds),
        call.mentee_limit,
    )
    edition = shell.chosen_edition(call)
    needs = _told(lists.read_needs_file(call.needs)) if call.needs else None
    records = shell.records_of(call).records
    scorecard = scoring.score(records, edition, call.as_of)
    posed = problem.pose(scorecard, _known(call, records), cog, options, needs, records)
    found = result.best(posed, needs, records)
    print(shell.as_json(_plan_answer(found)) if call.json else _plan_text(found, result.crowded_sentence(posed, found)))
    return shell.CLEAN


def _add_experience(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--experience",
        type=Path,
        metavar="FILE",
        help="what towns know beside the records (town,action,programme_year,source)",
    )


def _known(call: argparse.Namespace, records: pd.DataFrame) -> Experience:
    """What towns know by the records, and by the file of experience or, where the store is used, the store's."""
    listed = None
    if call.experience:
        listed = _told(lists.read_experience_file(call.experience))
    elif call.file is None:
        from sct_dash.records.store import open_store  # SQLAlchemy, 150 ms that a file need not pay

        listed = open_store().experience()
    return experience.known(records, call.as_of, listed)


def _told(read: Listed) -> pd.DataFrame:
    """The rows of a list; which of them were joined is said beside the answer."""
    for sentence in read.joined:
        print(sentence, file=sys.stderr)
    return read.table


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise UserError(f"{text!r} is not a whole number.") from error


def _triple(text: str, option: str, least: int) -> Triple:
    """``Windsor,Kent,3.12``; a forbid may leave the action out."""
    parts = [part.strip() for part in text.split(",")]
    if not least <= len(parts) <= 3 or not all(parts):
        form = "MENTOR,MENTEE,ACTION" if least == 3 else "MENTOR,MENTEE or MENTOR,MENTEE,ACTION"
        raise UserError(f"{option} {text!r} must be {form}, as in Windsor,Kent,3.12.")
    return Triple(*parts, *[""] * (3 - len(parts)))


def _mentors_answer(search: Search) -> dict[str, Any]:
    return {
        "town": search.town,
        "action": search.action,
        "candidates": [
            {"town": one.town, "score": one.score, "reasons": list(one.reasons)} for one in search.candidates
        ],
    }


def _mentors_text(search: Search) -> str:
    lines = [search.sentence]
    for place, one in enumerate(search.candidates, start=1):
        lines.append(f"{place}. {one.town} ({one.cog}), score {one.score:g}")
        lines += [f"   {reason}" for reason in one.reasons]
    return "\n".join(lines)


def _plan_answer(found: Plan) -> dict[str, Any]:
    return {
        "status": found.status,
        "points_gained": found.points_gained,
        "upper_bound": found.upper_bound,
        "introductions": [
            {
                "mentor": one.mentor,
                "mentee": one.mentee,
                "action": one.action,
                "mentor_gain": one.mentor_gain,
                "mentee_gain": one.mentee_gain,
                "km": one.km,
                "reasons": list(one.reasons),
            }
            for one in found.introductions
        ],
    }


def _plan_text(found: Plan, crowded: str) -> str:
    lines = [found.sentence, *(result.level_sentence(found, level) for level in found.levels if not level.proven)]
    if kept := result.kept_sentence(found):
        lines.append(kept)
    if crowded:
        lines.append(crowded)
    if elsewhere := found.points_statewide - found.points_gained:
        lines.append(f"Mentors of other regions gain {elsewhere} points beside.")
    for place, one in enumerate(found.introductions, start=1):
        gains = f"+{one.mentor_gain} and +{one.mentee_gain} points, {words.miles(one.km)}"
        lines.append(f"{place}. {one.mentor} mentors {one.mentee} with {one.action}: {gains}")
        lines += [f"   {reason}" for reason in one.reasons]
    return "\n".join(lines)
