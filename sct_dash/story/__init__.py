"""The meeting's steps as data: what Present shows and the deck writes, so that screen and slide agree.

A step is one idea: a finding sentence, its numbers, a few sentences, the table behind them, the name of the
picture that shows it (whoever draws chooses how), and what the speaker says with the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sct_dash.snapshot import Snapshot
from sct_dash.story.parts import FLOWS, MOST_BARS, ROWS, STEPS, Number, Step, cog_full_name, sources
from sct_dash.story.since import Since
from sct_dash.story.steps import TELL, Ground

if TYPE_CHECKING:
    import pandas as pd

    from sct_dash.plan.problem import Options
    from sct_dash.plan.result import Plan

__all__ = [
    "FLOWS",
    "MOST_BARS",
    "PROPOSED",
    "ROWS",
    "STEPS",
    "LeftOut",
    "Number",
    "Since",
    "Step",
    "Story",
    "cog_full_name",
    "proposal",
    "sources",
    "tell",
]

PROPOSED = 6
"""How many introductions a meeting can talk over."""
_OF_ROWS = frozenset(("mentors", "flows", "table"))
"""Pictures that show nothing without a row, as the map and the points of towns do."""


@dataclass(frozen=True)
class LeftOut:
    """A step that was asked for and cannot be told, and why."""

    key: str
    why: str


@dataclass(frozen=True, eq=False)
class Story:
    """What a region's meeting is shown.

    Attributes
    ----------
    left_out
        Steps that were asked for and have nothing to rest on.
    """

    snapshot: Snapshot
    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]

    def place(self, step: Step) -> str:
        """Where a step stands, the same on screen and slide: ``5 of 9``."""
        return f"{self.steps.index(step) + 1} of {len(self.steps)}"

    def step(self, key: str) -> Step:
        """The step of that key.

        Raises
        ------
        KeyError
            When the story does not have it.
        """
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)


def tell(
    snapshot: Snapshot,
    plan: Plan | None = None,
    earlier: Snapshot | None = None,
    keys: Sequence[str] = tuple(STEPS),
    planned_for: str = "",
) -> Story:
    """Tell a region's story.

    Parameters
    ----------
    plan
        What to propose; without it the story has no introductions.
    earlier
        The same records and region on an earlier date, to say what changed since.
    keys
        Which steps, in which order.
    planned_for
        Which towns alone `plan` is for, in words; '' for every town.
    """
    ground = Ground(snapshot, plan, earlier, planned_for)
    without = {left.key: left for left in _cannot_tell(ground)}
    return Story(
        snapshot,
        tuple(_drawable(TELL[key](ground)) for key in keys if key not in without),
        tuple(without[key] for key in keys if key in without),
    )


def proposal(
    snapshot: Snapshot,
    introductions: int = PROPOSED,
    listed: pd.DataFrame | None = None,
    needs: pd.DataFrame | None = None,
    wishes: Options | None = None,
    asked: pd.DataFrame | None = None,
) -> Plan:
    """The introductions to propose at a meeting, from what towns are known to have put into practice.

    Parameters
    ----------
    listed
        The experience list, as `records.lists.read_experience` gives it; with the store's, the proposal agrees with
        the Plan page.
    needs
        The list of needs, for the reasons.
    wishes
        The limit for one mentor, and what was agreed (at least that many are proposed) or ruled out.
    asked
        The towns and actions to plan for, as a list of needs; None for every town.

    Raises
    ------
    UserError
        When the wishes contradict each other.
    """
    from sct_dash import experience
    from sct_dash.plan import problem, result

    records = snapshot.source.records
    known = experience.known(records, snapshot.application_date, listed)
    options = wishes or problem.Options()
    no_more = problem.impossible(snapshot.scorecard, known, snapshot.region, options.locks, records)
    locks = tuple(lock for lock in options.locks if lock not in no_more)
    options = replace(options, introductions=max(introductions, len(locks)), locks=locks)
    posed = problem.pose(snapshot.scorecard, known, snapshot.region, options, asked, records)
    return result.best(posed, needs, records, snapshot.source.sample)


def _drawable(step: Step) -> Step:
    """The step; by its numbers and sentences alone where its picture is made of rows and there are none."""
    return replace(step, picture="numbers") if step.picture in _OF_ROWS and step.table.empty else step


def _cannot_tell(ground: Ground) -> Iterable[LeftOut]:
    if ground.plan is None:
        yield LeftOut("introductions", "No plan of introductions was given.")
    elif not ground.plan.introductions:
        yield LeftOut("introductions", "The plan proposes no introduction.")
    if ground.earlier is None:
        yield LeftOut("since", "No earlier date was chosen.")
