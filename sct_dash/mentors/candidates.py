"""Whom to call: every possible mentor for a town and an action, each with its reasons as evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from sct_dash import actions, places, words
from sct_dash.experience import Experience
from sct_dash.mentors import gains, ties
from sct_dash.mentors.settings import Limits, Settings, Weights
from sct_dash.recognition import awards_of
from sct_dash.snapshot import Snapshot

_IN_SHORT = 2
"""How many parts are told where there is room for few words."""
_MANY_ACTIONS = 5
"""Knowing this many actions that the other lacks is as good as it gets."""


@dataclass(frozen=True)
class Part:
    """One part of a candidate's score.

    Attributes
    ----------
    name
        A field of `settings.Weights`.
    weight
        What it is worth in full.
    value
        How far it is met, 0 to 1.
    sentence
        The evidence in words; '' where there is none.
    """

    name: str
    weight: float
    value: float
    sentence: str

    @property
    def worth(self) -> float:
        return self.weight * self.value


@dataclass(frozen=True)
class Candidate:
    """A town that could be the mentor.

    Attributes
    ----------
    teaches
        The actions asked for that it knows: one, or for any action all that the other town lacks.
    """

    town: str
    cog: str
    parts: tuple[Part, ...]
    teaches: tuple[str, ...]

    @property
    def score(self) -> float:
        """The sum of the parts, to two decimals."""
        return round(sum(part.worth for part in self.parts), 2)

    @property
    def most(self) -> float:
        """The score if every part were met in full."""
        return sum(part.weight for part in self.parts)

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(part.sentence for part in self.parts if part.sentence)


@dataclass(frozen=True, eq=False)
class Search:
    """The answer for a town and an action ('' for any).

    Attributes
    ----------
    candidates
        The best first.
    full
        Towns that know the action and carry their limit: (town, mentees now).
    found
        What was found, without who comes first.
    beside
        That the town cannot earn more; '' where it can.
    """

    town: str
    action: str
    candidates: tuple[Candidate, ...]
    full: tuple[tuple[str, int], ...]
    limit: int
    found: str
    beside: str

    @property
    def sentence(self) -> str:
        """What was found, and whether it would bring the town points."""
        first = f"; {_come_first(self.candidates)}." if self.candidates else ""
        return f"{self.found}{first} {self.beside}".strip()


def search(
    snapshot: Snapshot,
    experience: Experience,
    settings: Settings,
    town: str,
    action: str = "",
    weights: Weights | None = None,
    limits: Limits | None = None,
) -> Search:
    """Rank the possible mentors of a town.

    Parameters
    ----------
    town
        One of the 169 towns, by its own name.
    action
        A number of the list in use on the application date, or '' for any action.
    weights, limits
        In place of the settings' own.
    """
    weights, limits = weights or settings.weights, limits or settings.limits
    ground = _Ground.of(snapshot, experience, limits, town, action)
    knowing = [name for name in ground.teaches if name != town]
    full = [(name, len(ground.mentees(name))) for name in knowing if ground.is_full(name)]
    found = _ranked(_candidate(ground, name, weights) for name in knowing if not ground.is_full(name))
    beside = gains.at_maximum(snapshot.scorecard, town, "mentee") if found or full else ""
    beside = f"{beside}, so it would earn no more." if beside else ""
    return Search(town, action, found, tuple(full), limits.mentees_at_once, _found(ground, found, full), beside)


def weighed(search: Search, weights: Weights) -> Search:
    """The same candidates by other weights: what is known of them is not gathered anew."""
    found = _ranked(
        replace(one, parts=tuple(replace(part, weight=getattr(weights, part.name)) for part in one.parts))
        for one in search.candidates
    )
    return replace(search, candidates=found)


def why_not(search: Search, experience: Experience, other: str) -> str:
    """Why a town is not a candidate, or where it stands among them, in a sentence."""
    day = words.day(experience.application_date)
    what = _what(search.action, experience)
    if other == search.town:
        return f"{other} is the town that looks for a mentor."
    full = dict(search.full)
    if other in full:
        return (
            f"{other} mentors {words.count(full[other], 'town')} on {day}; the usual limit is {search.limit} at once."
        )
    ranked = [candidate.town for candidate in search.candidates]
    if other not in ranked:
        if search.action and search.action in set(_known_by(experience, search.town)):
            return f"{search.town} has put {what} into practice itself, so it needs no mentor for it."
        if not search.action:
            return f"Nothing shows that {other} has put into practice by {day} an action that {search.town} lacks."
        return f"Nothing shows that {other} has put {what} into practice by {day}."
    place = ranked.index(other)
    own = search.candidates[place]
    if not place:
        return f"{other} comes first of {len(ranked)} with a fit of {own.score:.1f}."
    first = search.candidates[0]
    stands = f"{other} is number {place + 1} of {len(ranked)} with a fit of {own.score:.1f}"
    if own.score == first.score:
        return f"{stands}, as good as {first.town}'s, which only the alphabet puts first."
    ahead, behind = max(zip(first.parts, own.parts, strict=True), key=lambda pair: pair[0].worth - pair[1].worth)
    return (
        f"{stands}; {first.town} comes first with {first.score:.1f}, most of all for this: "
        f"{_beside_each_other(search, experience, (first, ahead), (own, behind))}"
    )


def _beside_each_other(
    search: Search, experience: Experience, first: tuple[Candidate, Part], own: tuple[Candidate, Part]
) -> str:
    """One part of two candidates, what the better one has and what the other lacks."""
    (better, ahead), (other, behind) = first, own
    if ahead.name == "experience" and search.action:
        known = experience.current().set_index(["town", "action"])["latest"]
        days = [known[one.town, search.action] for one in (better, other)]
        return f"{better.town} last put it into practice {_on(days[0])}, {other.town} {_on(days[1])}."
    if ahead.name == "same_cog":
        return f"{better.town} and {search.town} both belong to {better.cog}, {other.town} to {other.cog}."
    what = _what(search.action, experience) if search.action else ""
    lacking = {
        "mentored_before": f"Nothing shows that {other.town} has mentored a town{f' with {what}' if what else ''}.",
        "together": f"No record shows {other.town} and {search.town} at work together.",
        "recognition": f"No award of {other.town} was seen in public.",
    }
    return f"{ahead.sentence} {behind.sentence or lacking[behind.name]}"


def _on(day: pd.Timestamp) -> str:
    return "on a day that is not known" if pd.isna(day) else f"on {words.day(day)}"


def moved(usual: Search, own: Search, first: int = 5) -> str:
    """What other weights change among the first candidates, in a sentence."""
    before, after = ([one.town for one in search.candidates[:first]] for search in (usual, own))
    if before == after:
        return f"With these weights the first {len(after)} stay the same."
    come, go = [town for town in after if town not in before], [town for town in before if town not in after]
    if not come:
        return f"The first {len(after)} are the same towns in another order: {words.listing(after)}."
    comes = f"{words.listing(come)} {'comes' if len(come) == 1 else 'come'}"
    return f"{comes} among the first {len(after)} in place of {words.listing(go)}."


def parts_table(candidate: Candidate, settings: Settings) -> pd.DataFrame:
    """A candidate's score by part: ``part`` (words), ``worth``, ``of`` (in full), ``reason``."""
    rows = [
        (settings.label("weights", part.name), round(part.worth, 2), part.weight, part.sentence)
        for part in candidate.parts
    ]
    return pd.DataFrame(rows, columns=["part", "worth", "of", "reason"])


def as_table(search: Search, settings: Settings) -> pd.DataFrame:
    """The candidates as rows: ``rank``, ``town``, ``cog``, ``score``, ``km``, ``why`` (in short)."""
    rows = [
        (place, c.town, c.cog, c.score, round(places.distance_km(c.town, search.town), 2), _in_short(c, settings))
        for place, c in enumerate(search.candidates, start=1)
    ]
    return pd.DataFrame(rows, columns=["rank", "town", "cog", "score", "km", "why"])


def _in_short(candidate: Candidate, settings: Settings) -> str:
    """The labels of the parts that are worth most in a candidate's score."""
    worthy = sorted((part for part in candidate.parts if part.worth), key=lambda part: -part.worth)[:_IN_SHORT]
    labels = (settings.label("weights", part.name) for part in worthy)
    return words.sentence("; ".join(label[:1].lower() + label[1:] for label in labels))


@dataclass(frozen=True, eq=False)
class _Ground:
    """What the parts of every candidate are made from.

    Attributes
    ----------
    known
        When each mentor last put the action asked for into practice, and how that is known.
    helped
        Each mentor's mentees, the earliest first; where an action is asked for, only those helped with it.
    shared
        The records that name the town, and where those of each pair stand among them.
    """

    experience: Experience
    known: dict[str, tuple[pd.Timestamp, str]]
    helped: dict[str, list[str]]
    shared: pd.DataFrame
    pairs: dict[frozenset[str], list[int]]
    carried: dict[str, tuple[str, ...]]
    recent: pd.Timestamp
    limits: Limits
    town: str
    action: str
    teaches: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, snapshot: Snapshot, experience: Experience, limits: Limits, town: str, action: str) -> "_Ground":
        records = ties.begun(snapshot.source.records, snapshot.application_date)
        own = set(_known_by(experience, town))
        current = experience.current()
        offered = current[~current["action"].isin(own)]
        if action:
            offered = offered[offered["action"] == action]
        known = dict(zip(offered["town"], zip(offered["latest"], offered["how"], strict=True), strict=True))
        teaches = {name: tuple(known) for name, known in offered.groupby("town")["action"]}
        recent = pd.Timestamp(snapshot.scorecard.window.first)
        carried = ties.carried(records, snapshot.application_date)
        shared = records[(records["mentor"] == town) | (records["mentee"] == town)]
        helped = _helped(records, experience.numbering, action)
        pairs = ties.by_pair(shared)
        return cls(experience, known, helped, shared, pairs, carried, recent, limits, town, action, teaches)

    def mentees(self, mentor: str) -> tuple[str, ...]:
        return self.carried.get(mentor, ())

    def is_full(self, mentor: str) -> bool:
        """Whether it carries its limit; a town that it mentors already is no further burden."""
        return len(self.mentees(mentor)) >= self.limits.mentees_at_once and self.town not in self.mentees(mentor)


def _helped(records: pd.DataFrame, numbering: int, action: str) -> dict[str, list[str]]:
    if action:
        records = records[records["action"] == action]
        records = records[records["programme_year"].map(actions.numbering) == numbering]
    helped: dict[str, dict[str, None]] = {}
    rows = records.sort_values(["started", "record_id"])
    for mentor, mentee in zip(rows["mentor"], rows["mentee"], strict=True):
        helped.setdefault(mentor, {})[mentee] = None
    return {mentor: list(mentees) for mentor, mentees in helped.items()}


def _ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda one: (-one.score, one.town)))


def _candidate(ground: _Ground, mentor: str, weights: Weights) -> Candidate:
    parts = tuple(
        Part(name, getattr(weights, name), *measure(ground, mentor))
        for name, measure in (
            ("experience", _experience),
            ("mentored_before", _mentored_before),
            ("near", _near),
            ("same_cog", _same_cog),
            ("similar_size", _similar_size),
            ("capacity", _capacity),
            ("together", _together),
            ("recognition", _recognition),
        )
    )
    return Candidate(mentor, places.cog_of()[mentor], parts, ground.teaches[mentor])


def _experience(ground: _Ground, mentor: str) -> tuple[float, str]:
    known = ground.teaches[mentor]
    if not ground.action:
        said = words.listing(known, limit=6)
        number = words.count(len(known), "action")
        return min(
            len(known), _MANY_ACTIONS
        ) / _MANY_ACTIONS, f"{mentor} knows {number} that {ground.town} lacks: {said}."
    latest, how = ground.known[mentor]
    value = 1.0 if latest >= ground.recent else 0.5
    return value, f"{mentor} has put {_what(ground.action, ground.experience)} into practice. {how}"


def _mentored_before(ground: _Ground, mentor: str) -> tuple[float, str]:
    helped = ground.helped.get(mentor)
    if not helped:
        return 0.0, ""
    with_what = f" with {_what(ground.action, ground.experience)}" if ground.action else ""
    return 1.0, f"{mentor} has mentored {words.listing(helped, limit=4)}{with_what}."


def _near(ground: _Ground, mentor: str) -> tuple[float, str]:
    km = places.distance_km(mentor, ground.town)
    said = ties.closeness(mentor, ground.town)
    if mentor in places.neighbours(ground.town):
        return 1.0, said
    return max(0.0, 1 - km / ground.limits.reach_km), said


def _same_cog(ground: _Ground, mentor: str) -> tuple[float, str]:
    return float(places.cog_of()[mentor] == places.cog_of()[ground.town]), ""  # `closeness` says it


def _similar_size(ground: _Ground, mentor: str) -> tuple[float, str]:
    theirs, own = (int(places.towns().at[name, "population_2020"]) for name in (mentor, ground.town))
    said = f"{mentor} has {theirs:,} residents, {ground.town} {own:,}."
    return min(theirs, own) / max(theirs, own), said


def _capacity(ground: _Ground, mentor: str) -> tuple[float, str]:
    mentees, limit = ground.mentees(mentor), ground.limits.mentees_at_once
    who = f" ({words.listing(mentees, limit=4)})" if mentees else ""
    number = words.count(len(mentees), "town") if mentees else "no town"
    said = f"{mentor} mentors {number} now{who}; the usual limit is {limit} at once."
    return max(0.0, 1 - len(mentees) / limit), said


def _together(ground: _Ground, mentor: str) -> tuple[float, str]:
    both = ground.pairs.get(frozenset((mentor, ground.town)))
    return (1.0, ties.together(ground.shared.iloc[both], mentor, ground.town)) if both else (0.0, "")


def _recognition(_: _Ground, mentor: str) -> tuple[float, str]:
    return _seen_with(mentor)


@lru_cache(maxsize=200)
def _seen_with(mentor: str) -> tuple[float, str]:
    seen = awards_of(mentor)
    if seen.empty:
        return 0.0, ""
    said = words.listing((f"{award.level} ({award.year})" for award in seen.itertuples()), limit=3)
    return 1.0, f"{mentor} was awarded {said}."


def _found(ground: _Ground, found: tuple[Candidate, ...], full: list[tuple[str, int]]) -> str:
    town, what = ground.town, _what(ground.action, ground.experience)
    if ground.action and ground.action in set(_known_by(ground.experience, town)):
        return f"{town} has put {what} into practice itself, so it needs no mentor for it."
    if found:
        could = words.count(len(found), "town")
        return f"{could} could mentor {town} with {what}"
    day = words.day(ground.experience.application_date)
    if full:
        limit = words.count(ground.limits.mentees_at_once, "town")
        mentors = "mentors" if len(full) == 1 else "mentor"
        return (
            f"{words.listing(name for name, _ in full)} could mentor {town} with {what}, but already {mentors} {limit} "
            "or more, the usual limit."
        )
    if not ground.action:
        return f"No town is known to have put into practice by {day} an action that {town} lacks."
    return f"No town is known to have put {what} into practice by {day}."


def _come_first(ranked: tuple[Candidate, ...]) -> str:
    return ties.come_first([one.town for one in ranked if one.score == ranked[0].score], len(ranked))


def _what(action: str, experience: Experience) -> str:
    return actions.label(action, experience.application_date.year) if action else "any action"


def _known_by(experience: Experience, town: str) -> list[str]:
    current = experience.current()
    return list(current.loc[current["town"] == town, "action"])
