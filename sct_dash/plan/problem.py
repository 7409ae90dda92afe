"""Who may be introduced to whom, and what a plan may not do.

An introduction is a mentor, a mentee and an action: the mentor knows the action; the mentee, in the region, has
less than the maximum of points, does not know the action and has no counting claim for it. Introductions that
were kept as records by an earlier plan (`records.planned`) are counted in as if agreed, planned or begun, until they
are implemented: none is proposed again, whoever the mentor; what they will earn is taken off both towns' room, and each
takes one off its mentor's limit. Other open mentorships do not keep a pair of mentee and action out.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sct_dash import places, words
from sct_dash.errors import UserError
from sct_dash.experience import Experience, check_action, check_town
from sct_dash.plan.ground import Ground, Triple, agreed_said
from sct_dash.scoring import Scorecard

TEN_METERS = 100
"""Distances are whole numbers of 10 m, 100 to a km, so that sums and ties are exact."""


_PLANNED, _FULL, _DONE, _NOBODY, _CLOSED = "planned", "full", "done", "nobody", "closed"
_FATES = {
    _PLANNED: ("has a planned introduction", "have a planned introduction"),
    _FULL: ("is of a town at the maximum", "are of towns at the maximum"),
    _DONE: ("is for what the town knows or has points for", "are for what the town knows or has points for"),
    _NOBODY: ("asks for what no other town is known to know", "ask for what no other town is known to know"),
    _CLOSED: (
        "has only mentors that are ruled out or at their limit",
        "have only mentors that are ruled out or at their limit",
    ),
}
"""What keeps needs from a new introduction: said of one, and of several."""


@dataclass(frozen=True)
class Options:
    """What the coordinator asks of a plan.

    Attributes
    ----------
    introductions
        The most there may be; None for no limit.
    mentor_limit
        The most new ones for one mentor.
    mentee_limit
        The most for one mentee; None for no limit.
    locks
        Introductions that are agreed already and stay in the plan.
    forbids
        Introductions that will not happen.
    seconds
        Time for each level of the objective.
    """

    introductions: int | None = None
    mentor_limit: int = 2
    locks: tuple[Triple, ...] = ()
    forbids: tuple[Triple, ...] = ()
    seconds: float = 30.0
    mentee_limit: int | None = None


@dataclass(frozen=True, eq=False)
class Problem:
    """Everything the optimiser needs, as arrays; towns and actions are positions in `towns` and `actions`.

    Attributes
    ----------
    mentor, mentee, action, tens
        One entry a candidate, in the order of mentor, mentee and action: positions, and the distance in 10 m.
    locked
        Which candidates must be in the plan.
    room
        How many more actions can count for each town, those of planned introductions set aside.
    coming
        How many actions planned introductions will add to each town's counting ones.
    takes
        How many new introductions each town may take on as mentor.
    gets
        How many new introductions each town may have as mentee; None for no limit.
    fresh
        Towns by actions: whether the action would be new among the town's counting ones, and those planned.
    promised
        Towns by actions: whether a planned introduction will bring the town this action.
    kept, begun
        How many introductions of the region's towns are kept from earlier plans, and how many of these have begun.
    own
        Whether each town is in the region.
    narrowed
        Whether only some towns and actions are planned for.
    sentence
        Why there is nothing to plan; '' when there is.
    """

    scorecard: Scorecard
    experience: Experience
    region: str | None
    options: Options
    towns: tuple[str, ...]
    actions: tuple[str, ...]
    mentor: np.ndarray
    mentee: np.ndarray
    action: np.ndarray
    tens: np.ndarray
    locked: np.ndarray
    room: np.ndarray
    coming: np.ndarray
    takes: np.ndarray
    gets: np.ndarray | None
    fresh: np.ndarray
    promised: np.ndarray
    own: np.ndarray
    kept: int
    begun: int
    narrowed: bool
    sentence: str

    @property
    def each(self) -> int:
        """Points for one action."""
        return self.scorecard.edition.points_per_action.value

    def __len__(self) -> int:
        return len(self.mentor)

    def triple(self, candidate: int) -> Triple:
        """A candidate by its names."""
        return Triple(
            self.towns[self.mentor[candidate]],
            self.towns[self.mentee[candidate]],
            self.actions[self.action[candidate]],
        )


def pose(
    scorecard: Scorecard,
    experience: Experience,
    region: str | None = None,
    options: Options | None = None,
    needs: pd.DataFrame | None = None,
    records: pd.DataFrame | None = None,
) -> Problem:
    """Put the question: which introductions are possible, under which limits.

    Parameters
    ----------
    region
        A COG whose towns are to be mentored, or None for all Connecticut.
    needs
        As `records.lists.read_needs` gives it; only its towns and actions are planned for.
    records
        All records: the planned ones among them are counted in.

    Raises
    ------
    UserError
        When a limit is below zero, or locks contradict a rule, a limit, a forbid or each other.
    """
    options = _checked(options or Options(), experience)
    ground = Ground.of(scorecard, experience, region, records)
    for lock in options.locks:
        if fault := ground.fault(lock) or _ruled_out(lock, options):
            raise UserError(fault)
    takes = np.maximum(options.mentor_limit - ground.carried, 0)
    gets = None if options.mentee_limit is None else np.maximum(options.mentee_limit - ground.taught, 0)
    _check_limits(options, ground)
    able = ground.known & (takes > 0)[:, None] & (options.introductions != 0)
    lacks = ground.lacks & _asked(needs, ground.towns, ground.actions)
    served = np.zeros(len(ground.towns), bool) if gets is None else gets == 0
    possible = able[:, None, :] & (lacks & ~served[:, None])[None, :, :]
    possible[ground.positions(options.forbids)] = False
    locked = np.zeros_like(possible)
    locked[ground.positions(options.locks)] = True
    mentor, mentee, action = np.nonzero(possible | locked)
    return Problem(
        scorecard,
        experience,
        region,
        options,
        ground.towns,
        ground.actions,
        mentor,
        mentee,
        action,
        _distances(ground.towns)[mentor, mentee],
        locked[mentor, mentee, action],
        ground.room,
        ground.coming,
        takes,
        gets,
        ground.fresh,
        ground.promised,
        ground.own,
        ground.kept,
        ground.begun,
        needs is not None,
        "" if len(mentor) else _why_nothing(ground, options, needs, not able.any(), lacks[~served].any()),
    )


def impossible(
    scorecard: Scorecard,
    experience: Experience,
    region: str | None,
    locks: tuple[Triple, ...],
    records: pd.DataFrame | None = None,
) -> dict[Triple, str]:
    """The locks among some that no plan can hold on this day, by the records or the region, each with the reason."""
    if not locks:
        return {}
    ground = Ground.of(scorecard, experience, region, records)
    return {lock: fault for lock in locks if (fault := ground.fault(lock))}


def _ruled_out(lock: Triple, options: Options) -> str:
    if {lock, lock._replace(action="")}.isdisjoint(options.forbids):
        return ""
    return f"{agreed_said(lock)}: the same introduction is ruled out. Take one of the two back."


def _checked(options: Options, experience: Experience) -> Options:
    """The options with every name in the product's own words."""
    if options.introductions is not None and options.introductions < 0:
        raise UserError(f"The number of introductions is {options.introductions}; it must be 0 or more.")
    if options.mentor_limit < 0:
        raise UserError(f"The limit for one mentor is {options.mentor_limit}; it must be 0 or more.")
    if options.mentee_limit is not None and options.mentee_limit < 0:
        raise UserError(f"The limit for one mentee is {options.mentee_limit}; it must be 0 or more.")
    if options.seconds < 0:
        raise UserError(f"The time for each level is {options.seconds:g} seconds; it must be 0 or more.")
    day = experience.application_date

    def named(triple: Triple) -> Triple:
        action = check_action(triple.action, day) if triple.action else ""
        return Triple(check_town(triple.mentor), check_town(triple.mentee), action)

    locks = tuple(sorted({named(lock) for lock in options.locks}))
    forbids = tuple(sorted({named(forbid) for forbid in options.forbids}))
    return replace(options, locks=locks, forbids=forbids)


def _asked(needs: pd.DataFrame | None, towns: tuple[str, ...], names: tuple[str, ...]) -> np.ndarray:
    """Towns by actions: what the needs list asks for; everything without one."""
    if needs is None:
        return np.ones((len(towns), len(names)), bool)
    pairs = set(zip(needs["town"], needs["action"], strict=True))
    asked = [[(town, "") in pairs or (town, name) in pairs for name in names] for town in towns]
    return np.array(asked, bool).reshape(len(towns), len(names))


def _distances(towns: tuple[str, ...]) -> np.ndarray:
    """Between every two towns, in whole tens of meters."""
    at = np.array([places.points()[town] for town in towns])
    return np.rint(np.hypot(*(at[:, None, :] - at[None, :, :]).transpose(2, 0, 1)) * TEN_METERS).astype(int)


def _check_limits(options: Options, ground: Ground) -> None:
    locks, asked = options.locks, options.introductions
    if asked is not None and len(locks) > asked:
        raise UserError(
            f"You marked {words.count(len(locks), 'introduction')} as agreed but asked for {asked}: ask for at least "
            f"{len(locks)}, or take back what is not agreed."
        )
    _check_limit("mentor", options.mentor_limit, (lock.mentor for lock in locks), ground.towns, ground.carried)
    if options.mentee_limit is not None:
        _check_limit("mentee", options.mentee_limit, (lock.mentee for lock in locks), ground.towns, ground.taught)
    for (mentee, action), number in sorted(Counter((lock.mentee, lock.action) for lock in locks).items()):
        if number > 1:
            mentors = words.listing(lock.mentor for lock in locks if (lock.mentee, lock.action) == (mentee, action))
            raise UserError(
                f"{mentors} are {'both' if number == 2 else 'all'} agreed as mentor of {mentee} for {action}; one is "
                "enough. Keep one of them."
            )


def _check_limit(role: str, limit: int, agreed: Iterable[str], towns: tuple[str, ...], kept: np.ndarray) -> None:
    for town, number in sorted(Counter(agreed).items()):
        already = int(kept[towns.index(town)])
        if number + already > limit:
            beside = f" beside {already} planned" if already else ""
            raise UserError(
                f"{town} is agreed as {role} for {words.count(number, 'introduction')}{beside}, but the limit for "
                f"one {role} is {limit}: raise the limit to {number + already}, or take back what is not agreed."
            )


def _why_nothing(ground: Ground, options: Options, needs: pd.DataFrame | None, full: bool, lacking: bool) -> str:
    """Why no introduction is possible, in a sentence."""
    where, day = ground.region or "Connecticut", words.day(ground.scorecard.application_date)
    if options.introductions == 0:
        return "The plan may hold no introduction, so it gains no points."
    if options.mentor_limit == 0:
        return "A mentor may take on no introduction, so the plan gains no points."
    if options.mentee_limit == 0:
        return "A mentee may have no introduction, so the plan gains no points."
    if ground.experience.current().empty:
        return f"No town is known to have put an action into practice by {day}, so nobody can mentor yet."
    if full:
        return f"Every town that could mentor has its limit of {options.mentor_limit} with planned introductions."
    if not lacking and (ground.lacks & _asked(needs, ground.towns, ground.actions)).any():
        return f"Every town that could be mentored has its limit of {options.mentee_limit} with planned introductions."
    if not ground.room[ground.own].any():
        most = ground.scorecard.edition.maximum_points
        reach = f"has the maximum of {most} points on {day}"
        if ground.coming[ground.own].any():
            reach = f"has the maximum of {most} points, or will have it by planned introductions"
        return f"Every town in {where} {reach}; an introduction would add none."
    if needs is not None:
        return _why_no_need(ground, needs, where, day)
    beside = [
        *(["those that it has a planned introduction for"] if ground.waiting[ground.own].any() else []),
        *(["what was ruled out"] if options.forbids else []),
    ]
    return (
        f"No town below the maximum in {where} lacks an action that another town is known to have put into practice"
        f"{', beside ' + words.listing(beside) if beside else ''}."
    )


def _why_no_need(ground: Ground, needs: pd.DataFrame, where: str, day: str) -> str:
    """Why no introduction can meet one of the needs, in a sentence that says what became of each."""
    place = {town: number for number, town in enumerate(ground.towns)}
    own = [row for row in needs.itertuples() if ground.own[place[row.town]]]
    if not own:
        return f"No town in {where} has asked for help."
    fates = Counter(_fate(ground, place[row.town], row.action) for row in own)
    if set(fates) == {_NOBODY}:
        return f"No other town is known to have put into practice by {day} what a town in {where} asked for."
    if set(fates) == {_PLANNED}:
        every = "The one need of a town" if len(own) == 1 else f"Each of the {len(own)} needs of towns"
        return f"{every} in {where} has a planned introduction already."
    if len(own) == 1:
        (fate,) = fates
        return f"No new introduction can meet the one need of a town in {where} on {day}: it {_FATES[fate][0]}."
    told = "; ".join(f"{fates[fate]} {said[fates[fate] > 1]}" for fate, said in _FATES.items() if fates[fate])
    return f"No new introduction can meet a need of a town in {where} on {day}: of {len(own)}, {told}."


def _fate(ground: Ground, town: int, asked: str) -> str:
    """What keeps a need of a town for an action, or for any, from a new introduction."""
    wanted = [number for number, name in enumerate(ground.actions) if asked in ("", name)]
    if ground.waiting[town, wanted].any():
        return _PLANNED
    if not ground.room[town]:
        return _FULL
    if not ground.known[:, wanted].any():
        return _NOBODY
    return _CLOSED if ground.lacks[town, wanted].any() else _DONE
