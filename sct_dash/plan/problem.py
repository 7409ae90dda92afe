"""Who may be introduced to whom, and what a plan may not do.

An introduction is a mentor, a mentee and an action: the mentor knows the action; the mentee, in the region, has
less than the maximum of points, does not know the action and has no counting claim for it. An introduction that
was kept as a planned record (`experience.is_planned`) is not proposed again, whoever the mentor; other open
mentorships do not keep a pair of mentee and action out.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from sct_dash import actions, places, words
from sct_dash.errors import UserError
from sct_dash.experience import Experience, check_action, check_town, is_planned
from sct_dash.scoring import Scorecard

TEN_METERS = 100
"""Distances are whole numbers of 10 m, 100 to a km, so that sums and ties are exact."""


class Triple(NamedTuple):
    """Mentor, mentee and action; in a forbid, an empty action stands for every action."""

    mentor: str
    mentee: str
    action: str


@dataclass(frozen=True)
class Options:
    """What the coordinator asks of a plan.

    Attributes
    ----------
    introductions
        The most there may be; None for no limit.
    mentor_limit
        The most new ones for one mentor.
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
        How many more actions can count for each town.
    fresh
        Towns by actions: whether the action would be new among the town's counting ones.
    own
        Whether each town is in the region.
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
    fresh: np.ndarray
    own: np.ndarray
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
        All records: the mentees and actions of the planned ones among them are left out.

    Raises
    ------
    UserError
        When a limit is below zero, or locks contradict a rule, a limit, a forbid or each other.
    """
    options = _checked(options or Options(), experience)
    towns = tuple(places.towns().index)
    place = {town: number for number, town in enumerate(towns)}
    knows = experience.current()
    names = tuple(sorted({*knows["action"]}, key=actions.natural_key))
    order = {name: number for number, name in enumerate(names)}
    known = np.zeros((len(towns), len(names)), bool)
    known[knows["town"].map(place).to_numpy(int), knows["action"].map(order).to_numpy(int)] = True
    fresh = _fresh(scorecard, experience.numbering, place, order)
    edition = scorecard.edition
    each = edition.points_per_action.value
    points = scorecard.towns["points"].reindex(list(towns)).to_numpy()
    room = np.maximum(edition.maximum_points - points, 0) // each
    own = np.array([region in (None, places.cog_of()[town]) for town in towns])
    lacks = ~known & fresh & (own & (room > 0))[:, None]
    waiting = _waiting(records, experience.numbering, place, order)
    _check_locks(options, region, place, order, known, fresh, room, waiting, scorecard)
    possible = known[:, None, :] & (lacks & ~waiting & _asked(needs, towns, names))[None, :, :]
    possible[_positions(options.forbids, place, order)] = False
    locked = np.zeros_like(possible)
    locked[_positions(options.locks, place, order)] = True
    if options.mentor_limit == 0 or options.introductions == 0:
        possible[:] = False
    mentor, mentee, action = np.nonzero(possible | locked)
    return Problem(
        scorecard,
        experience,
        region,
        options,
        towns,
        names,
        mentor,
        mentee,
        action,
        _distances(towns)[mentor, mentee],
        locked[mentor, mentee, action],
        room,
        fresh,
        own,
        "" if len(mentor) else _why_nothing(scorecard, experience, region, options, room[own].any(), needs),
    )


def _checked(options: Options, experience: Experience) -> Options:
    """The options with every name in the product's own words."""
    if options.introductions is not None and options.introductions < 0:
        raise UserError(f"The number of introductions is {options.introductions}; it must be 0 or more.")
    if options.mentor_limit < 0:
        raise UserError(f"The limit for one mentor is {options.mentor_limit}; it must be 0 or more.")
    day = experience.application_date

    def named(triple: Triple) -> Triple:
        action = check_action(triple.action, day) if triple.action else ""
        return Triple(check_town(triple.mentor), check_town(triple.mentee), action)

    locks = tuple(sorted({named(lock) for lock in options.locks}))
    forbids = tuple(sorted({named(forbid) for forbid in options.forbids}))
    return Options(options.introductions, options.mentor_limit, locks, forbids, options.seconds)


def _fresh(scorecard: Scorecard, numbering: int, place: dict[str, int], order: dict[str, int]) -> np.ndarray:
    fresh = np.ones((len(place), len(order)), bool)
    claims = scorecard.claims
    counting = claims[(claims["verdict"] == "counts") & (claims["numbering"] == numbering)]
    for town, action in zip(counting["town"], counting["action"], strict=True):
        if action in order:
            fresh[place[town], order[action]] = False
    return fresh


def _waiting(records: pd.DataFrame | None, numbering: int, place: dict[str, int], order: dict[str, int]) -> np.ndarray:
    """Towns by actions: which ones a planned record has a mentor for."""
    waiting = np.zeros((len(place), len(order)), bool)
    if records is None:
        return waiting
    planned = records[is_planned(records)]
    planned = planned[planned["programme_year"].map(actions.numbering) == numbering]
    for town, action in zip(planned["mentee"], planned["action"], strict=True):
        if town in place and action in order:
            waiting[place[town], order[action]] = True
    return waiting


def _asked(needs: pd.DataFrame | None, towns: tuple[str, ...], names: tuple[str, ...]) -> np.ndarray:
    """Towns by actions: what the needs list asks for; everything without one."""
    if needs is None:
        return np.ones((len(towns), len(names)), bool)
    pairs = set(zip(needs["town"], needs["action"], strict=True))
    asked = [[(town, "") in pairs or (town, name) in pairs for name in names] for town in towns]
    return np.array(asked, bool).reshape(len(towns), len(names))


def _positions(
    triples: tuple[Triple, ...], place: dict[str, int], order: dict[str, int]
) -> tuple[list[int], list[int], list[int]]:
    """Where triples stand in an array of mentors by mentees by actions; an empty action stands everywhere."""
    at = [
        (place[triple.mentor], place[triple.mentee], order[action])
        for triple in triples
        for action in ((triple.action,) if triple.action else order)
        if action in order
    ]
    return tuple([position[axis] for position in at] for axis in range(3))


def _distances(towns: tuple[str, ...]) -> np.ndarray:
    """Between every two towns, in whole tens of meters."""
    at = np.array([places.points()[town] for town in towns])
    return np.rint(np.hypot(*(at[:, None, :] - at[None, :, :]).transpose(2, 0, 1)) * TEN_METERS).astype(int)


def _check_locks(
    options: Options,
    region: str | None,
    place: dict[str, int],
    order: dict[str, int],
    known: np.ndarray,
    fresh: np.ndarray,
    room: np.ndarray,
    waiting: np.ndarray,
    scorecard: Scorecard,
) -> None:
    day = words.day(scorecard.application_date)
    for lock in options.locks:
        said = f"{lock.mentor} cannot be locked as mentor of {lock.mentee} for {lock.action}"
        mentor, mentee, action = place[lock.mentor], place[lock.mentee], order.get(lock.action)
        if lock.mentor == lock.mentee:
            raise UserError(f"{said}: a town cannot be its own mentor.")
        if {lock, lock._replace(action="")} & set(options.forbids):
            raise UserError(f"{said}: the same introduction is forbidden. Remove the lock or the forbid.")
        if region not in (None, places.cog_of()[lock.mentee]):
            raise UserError(f"{said}: {lock.mentee} is not in {region}.")
        if action is None or not known[mentor, action]:
            raise UserError(f"{said}: nothing shows that {lock.mentor} knows it on {day}.")
        if known[mentee, action]:
            raise UserError(f"{said}: {lock.mentee} knows it already.")
        if not fresh[mentee, action]:
            raise UserError(f"{said}: it counts for {lock.mentee} already.")
        if waiting[mentee, action]:
            raise UserError(f"{said}: a planned record has {lock.mentee} and {lock.action} already. Remove the lock.")
        if not room[mentee]:
            raise UserError(f"{said}: {lock.mentee} has the maximum of {scorecard.edition.maximum_points} points.")
    _check_limits(options)


def _check_limits(options: Options) -> None:
    locks = options.locks
    if options.introductions is not None and len(locks) > options.introductions:
        only = words.count(options.introductions, "introduction")
        raise UserError(
            f"{words.count(len(locks), 'introduction is', 'introductions are')} locked and only {only} asked."
        )
    for mentor, number in sorted(Counter(lock.mentor for lock in locks).items()):
        if number > options.mentor_limit:
            raise UserError(
                f"{mentor} is locked for {words.count(number, 'introduction')}; the limit for one mentor is "
                f"{options.mentor_limit}."
            )
    for (mentee, action), number in sorted(Counter((lock.mentee, lock.action) for lock in locks).items()):
        if number > 1:
            mentors = words.listing(lock.mentor for lock in locks if (lock.mentee, lock.action) == (mentee, action))
            raise UserError(f"{mentors} are all locked for {mentee} and {action}; one mentor is enough. Keep one lock.")


def _why_nothing(
    scorecard: Scorecard,
    experience: Experience,
    region: str | None,
    options: Options,
    below: bool,
    needs: pd.DataFrame | None,
) -> str:
    """Why no introduction is possible, in a sentence."""
    where, day = region or "Connecticut", words.day(scorecard.application_date)
    if options.introductions == 0:
        return "The plan may hold no introduction, so it gains no points."
    if options.mentor_limit == 0:
        return "A mentor may take on no introduction, so the plan gains no points."
    if experience.current().empty:
        return f"No town is known to have put an action into practice by {day}, so nobody can mentor yet."
    if not below:
        most = scorecard.edition.maximum_points
        return f"Every town in {where} has the maximum of {most} points on {day}; an introduction would add none."
    if needs is not None:
        return f"No town that is known to have the experience can meet a need of a town in {where} on {day}."
    return f"No town below the maximum in {where} lacks an action that another town is known to have put into practice."
