"""Make data/sample/records.csv: fictional mentorships between real towns, to try the dashboard with.

Nobody published who mentors whom, so the product has to be shown with invented records. They are invented to
look like a state where action 8.5 has been worked on for some years: towns that won awards mentor more, most
help goes to a neighbor, a few towns help many, and every verdict of the rule occurs on `SAMPLE_DATE`.

The tool works in three steps.

1. *Ties.* Who helped whom: first the written ones (`WRITTEN`), then the mentees of each hub, then a mentor
   for each town that has no tie yet, then more ties until there are enough.
2. *Courses.* What became of each tie: `COURSES` says how many still count, lapse, lapsed, and so on.
3. *Particulars.* Days, action, support, documentation, partners and notes, drawn to fit the course.

Run from the project's root::

    python -m tools.make_sample

The same facts give the same file: the random numbers are seeded, and nothing depends on the clock.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from random import Random

from pandas.tseries.holiday import USFederalHolidayCalendar

from sct_dash import places
from sct_dash.facts import read_facts
from sct_dash.records import schema
from sct_dash.records.source import SAMPLE, SAMPLE_DATE

SEED = 213  # of 1 to 1000, the one whose towns come nearest to 60, 22, 11, 7% at 0, 5, 10, 15 points
FIRST_DAY = date(2021, 1, 4)  # older records could not matter on SAMPLE_DATE, and few towns had begun

HUBS = {"West Hartford": 10, "New Haven": 8, "Fairfield": 7, "Old Saybrook": 7, "Bristol": 6}
"""Towns that help many, and how many; one region each, so that every hub is its region's only one."""
MOST_MENTEES = 5  # of a town that is no hub, so that a hub stands out
WITHOUT_TIE = 64  # towns that appear in no record: they need a mentor most
BRIDGE = frozenset({"NHCOG", "SCRCOG"})
"""Two regions linked by one town alone (New Haven, in `WRITTEN`); nothing else is drawn between them."""

NEAR_KM = 9.0  # a tie becomes e times rarer with every 9 km
FAR_SHARE = 0.004  # what is left of that at any distance: some help does cross the state
NEIGHBOR_FACTOR, SAME_COG_FACTOR = 2.5, 2.0

ACTIONS = (
    {"1.1": 3, "1.2": 3, "1.3": 2}
    | {"2.1": 3, "2.2": 5, "2.3": 3, "2.4": 4, "2.5": 2}
    | {"3.1": 5, "3.2": 2, "3.3": 3, "3.4": 4, "3.5": 4, "3.7": 4, "3.8": 6, "3.9": 3, "3.10": 6, "3.11": 4}
    | {"3.12": 15, "3.13": 5, "3.14": 3}
    | {"4.1": 2, "4.2": 3, "4.3": 2}
    | {"5.1": 4, "5.2": 4, "5.3": 4, "5.4": 9, "5.5": 2, "5.6": 12, "5.7": 2, "5.8": 1}
)
"""How often towns ask for help with an action; only actions whose whole title was seen in the 2024 list."""
SPECIALTIES = (2, 3, 4)  # a town helps with the few actions it knows
HUB_SPECIALTIES = 6

SUPPORT = {
    "presentation": 44,
    "staff_time": 30,
    "presentation; staff_time": 22,
    "presentation; webinar": 2,
    "staff_time; conference": 2,
}
PASSING_SUPPORT = {"conference": 5, "webinar": 5, "other": 3, "conference; webinar": 1}
"""Support that is worthy and earns nothing: no partnership, or no deliberate one."""
DOCUMENTED = {"both": 50, "mentor": 14, "mentee": 18, "none": 18}
DOCUMENTED_EARLY = {"both": 4, "mentor": 14, "mentee": 14, "none": 68}  # before there is a result to show
OLD_LIST_SHARE = 0.2  # of the ties begun in 2021 and 2022 that are reported by the list of their own year

PARTNERS = {
    "1": ("public library", "social services agency", "regional health district"),
    "2": ("chamber of commerce", "economic development agency"),
    "3": ("land trust", "garden club", "watershed association", "conservation district"),
    "4": ("arts council", "historical society", "public library"),
    "5": ("regional council of governments", "regional health district", "land trust"),
    "9": ("regional health district", "food pantry"),
}
"""Kinds of organizations by category: kinds, since a real one would be said to have done what it did not."""
PARTNERS_SHARE, SECOND_PARTNER_SHARE = 0.22, 0.25

EVIDENCE = {
    "presentation": ("minutes of the meeting", "slides", "agenda and slides", "minutes and sign-in sheet"),
    "staff_time": ("summary of staff hours", "e-mail summary", "notes of the site visit", "work plan"),
    "conference": ("program of the conference",),
    "webinar": ("invitation to the webinar",),
    "other": ("letter of thanks",),
}
EVIDENCE_SHARE, EVIDENCE_SHARE_UNDOCUMENTED = 0.75, 0.08

FICTIONAL = "Fictional sample record."
NOTES = {
    FICTIONAL: 24,
    f"{FICTIONAL} Template sent.": 4,
    f"{FICTIONAL} Second meeting held online.": 3,
    f"{FICTIONAL} Checklist adapted.": 3,
    f"{FICTIONAL} Ask for the minutes.": 3,
    "": 63,
}


@dataclass(frozen=True)
class Course:
    """What became of a tie, on `SAMPLE_DATE`.

    Attributes
    ----------
    count
        How many ties are drawn with this course.
    lasted
        Days from the start to the end (to `SAMPLE_DATE` while active; negative: begins after it).
    ends
        Between which days the help ended; None when all are still active.
    active_share
        How many are still active instead, 0 to 1.
    implemented
        Between which days the action was implemented.
    implemented_share
        How many of the actions were, 0 to 1.
    eligible
        Whether the support was of a form that can earn points.
    """

    count: int
    lasted: tuple[int, int]
    ends: tuple[date, date] | None = None
    active_share: float = 0.0
    implemented: tuple[date, date] = (FIRST_DAY, date(2026, 10, 28))
    implemented_share: float = 1.0
    eligible: bool = True


COURSES = {
    "counting": Course(43, (90, 880), (date(2024, 5, 6), date(2026, 10, 23)), active_share=0.45),
    "lapsing": Course(10, (90, 760), (date(2023, 11, 6), date(2024, 4, 26))),
    "lapsed": Course(27, (60, 700), (date(2021, 9, 1), date(2023, 10, 20)), implemented_share=0.75),
    "open": Course(22, (60, 800), (date(2024, 11, 4), date(2026, 10, 16)), 0.7, implemented_share=0.0),
    "later": Course(5, (120, 600), implemented=(date(2026, 12, 1), date(2027, 4, 15))),
    "ahead": Course(4, (-46, -8), implemented_share=0.0),
    "once": Course(13, (0, 1), (date(2022, 3, 1), date(2026, 10, 16)), implemented_share=0.5, eligible=False),
}
"""The window begins on 2023-11-01, half a year later on 2024-05-01; what ended between is lapsing."""
IMPLEMENTED_AFTER = 30  # days: nothing is implemented in the month in which help begins
IMPLEMENTED_WITHIN = 200  # days after the help has ended: later, it would be the mentee's own doing


@dataclass(frozen=True)
class Tie:
    """A mentorship before its particulars are drawn; what is empty is still to be drawn."""

    mentor: str
    mentee: str
    action: str = ""
    course: str = ""
    documented: str = ""
    programme_year: int = 0


WRITTEN = (
    # Simsbury's receipt is the one the documents show: 10 points, 5 of them ready and 5 about to be lost.
    Tie("Simsbury", "Granby", "3.12", "counting", "both"),
    Tie("Simsbury", "Canton", "3.12", "counting", "mentee"),
    Tie("Northampton, MA", "Simsbury", "5.6", "lapsing", "none"),
    Tie("West Hartford", "Simsbury", "5.4", "open", "none"),
    Tie("Bloomfield", "Simsbury", "2.2", "lapsed", "both"),
    Tie("Simsbury", "Avon", "3.13", "once", "mentor"),
    # Other states: mentors may be anywhere, a mentee elsewhere earns its mentor nothing.
    Tie("Northampton, MA", "Mansfield", "5.6", "counting"),
    Tie("Westerly, RI", "Stonington", "5.4", "counting", "mentee"),
    Tie("Westerly, RI", "North Stonington", "3.1", "lapsed"),
    Tie("Beacon, NY", "Ridgefield", "3.10", "counting"),
    Tie("Westport", "Rye, NY", "3.12", "counting", "mentor"),
    Tie("Greenwich", "Rye, NY", "2.2", "counting", "none"),
    Tie("Cornwall", "Great Barrington, MA", "3.4", "lapsed", "mentor"),
    # Pairs that help each other.
    Tie("Mansfield", "Windham", "5.1", "counting"),
    Tie("Windham", "Mansfield", "4.2", "open"),
    Tie("Groton", "Stonington", "5.4", "counting", "both"),
    Tie("Stonington", "Groton", "3.1", "counting"),
    Tie("Westport", "Wilton", "3.12", "counting", "both"),
    Tie("Wilton", "Westport", "5.6", "lapsing"),
    Tie("Essex", "Deep River", "3.8", "counting"),
    Tie("Deep River", "Essex", "3.10", "open"),
    # The bridge between two regions.
    Tie("New Haven", "Torrington", "1.1", "counting", "mentee"),
    Tie("New Haven", "Litchfield", "5.2", "lapsing", "both"),
    # One from a list that was numbered alike and had other actions.
    Tie("Middletown", "Portland", "9.4", "lapsed", "both", 2022),
    # Quiet corners of the state, so that all nine regions give and take.
    Tie("Ashford", "Eastford", "3.12", "counting"),
    Tie("Pomfret", "Woodstock", "5.3", "counting"),
)


def main() -> None:
    """Write the sample where the product looks for it."""
    SAMPLE.write_bytes(make_sample())


def make_sample(seed: int = SEED) -> bytes:
    """The sample as a canonical file of records, in the order of their first days."""
    rng = Random(seed)
    ties = with_courses(rng, drawn_ties(rng))
    specialties = specialties_of(rng, ties)
    known = {(tie.mentor, tie.mentee, tie.action) for tie in ties}
    rows = []
    for tie in ties:
        if not tie.action:
            tie = replace(tie, action=drawn_action(rng, tie, specialties[tie.mentor], known))
            known.add((tie.mentor, tie.mentee, tie.action))
        rows.append(row_of(rng, tie))
    rows.sort(key=lambda row: (row["started"], row["mentor"], row["mentee"], row["action"]))
    for number, row in enumerate(rows, start=1):
        row["record_id"] = f"S{number:03}"
    return schema.to_csv(schema.frame(rows))


# --- Who helped whom ---------------------------------------------------------------------------------------


def drawn_ties(rng: Random) -> list[Tie]:
    """The written ties, then drawn ones until every course has its count."""
    ties = list(WRITTEN)
    experience = experience_by_town()
    tied = participants(rng, experience)
    for hub, most in HUBS.items():
        while len(mentees_of(hub, ties)) < most:
            ties.append(Tie(hub, drawn_mentee(rng, hub, tied, ties)))
    for town in tied:
        if not any(town in (tie.mentor, tie.mentee) for tie in ties):
            ties.append(Tie(drawn_mentor(rng, town, tied, experience, ties), town))
    mentors = [town for town in tied if town not in HUBS]
    while len(ties) < len(WRITTEN) + sum(course.count for course in COURSES.values()):
        mentor = pick(rng, {town: experience[town] for town in mentors if may_mentor(town, ties)})
        ties.append(Tie(mentor, drawn_mentee(rng, mentor, tied, ties)))
    return ties


def experience_by_town() -> dict[str, float]:
    """How likely a town is to be asked: 1, and 6 more for each year in which an award was seen."""
    awards = read_facts("awards.csv")
    years = Counter(dict(awards.groupby("town")["year"].nunique()))
    return {town: 1.0 + 6.0 * years[town] for town in places.towns().index}


def participants(rng: Random, experience: Mapping[str, float]) -> list[str]:
    """The towns that appear in a record, by name: the written ones, the rest drawn by experience."""
    chosen = {town for tie in WRITTEN for town in (tie.mentor, tie.mentee)} & set(experience) | set(HUBS)
    while len(chosen) < len(experience) - WITHOUT_TIE:
        chosen.add(pick(rng, {town: weight for town, weight in experience.items() if town not in chosen}))
    return sorted(chosen)


def mentees_of(mentor: str, ties: Iterable[Tie]) -> set[str]:
    return {tie.mentee for tie in ties if tie.mentor == mentor}


def may_mentor(town: str, ties: Iterable[Tie]) -> bool:
    """Whether a town that is no hub can take another mentee; Simsbury's ties are all written."""
    return town not in HUBS and town != "Simsbury" and len(mentees_of(town, ties)) < MOST_MENTEES


def drawn_mentor(
    rng: Random, mentee: str, tied: Iterable[str], experience: Mapping[str, float], ties: list[Tie]
) -> str:
    """A mentor for a town, near it and experienced."""
    able = (town for town in tied if may_tie(town, mentee) and may_mentor(town, ties))
    return pick(rng, {town: experience[town] * nearness(town, mentee) for town in able})


def drawn_mentee(rng: Random, mentor: str, tied: Iterable[str], ties: list[Tie]) -> str:
    """A new mentee for a mentor, near it."""
    taken = mentees_of(mentor, ties)
    able = (town for town in tied if may_tie(mentor, town) and town not in taken)
    return pick(rng, {town: nearness(mentor, town) for town in able})


def may_tie(mentor: str, mentee: str) -> bool:
    """Whether a tie may be drawn: never to itself, to Simsbury, or across the bridge."""
    return mentee not in (mentor, "Simsbury") and {places.cog_of()[mentor], places.cog_of()[mentee]} != BRIDGE


def nearness(a: str, b: str) -> float:
    """How likely two towns are to work together, by distance, border and region."""
    near = math.exp(-places.distance_km(a, b) / NEAR_KM) + FAR_SHARE
    if b in places.neighbours(a):
        near *= NEIGHBOR_FACTOR
    return near * SAME_COG_FACTOR if places.cog_of()[a] == places.cog_of()[b] else near


# --- What became of it -------------------------------------------------------------------------------------


def with_courses(rng: Random, ties: list[Tie]) -> list[Tie]:
    """Give each tie that has no course one, so that each course comes up as often as it should."""
    courses = list(chain.from_iterable([name] * course.count for name, course in COURSES.items()))
    rng.shuffle(courses)
    return [tie if tie.course else replace(tie, course=courses.pop()) for tie in ties]


def specialties_of(rng: Random, ties: list[Tie]) -> dict[str, list[str]]:
    """The few actions that each mentor helps with, the written ones first."""
    specialties: dict[str, list[str]] = {}
    for mentor in dict.fromkeys(tie.mentor for tie in ties):
        own = list(dict.fromkeys(tie.action for tie in ties if tie.mentor == mentor and tie.action))
        most = HUB_SPECIALTIES if mentor in HUBS else rng.choice(SPECIALTIES)
        while len(own) < most:
            own.append(pick(rng, {action: weight for action, weight in ACTIONS.items() if action not in own}))
        specialties[mentor] = own
    return specialties


def drawn_action(rng: Random, tie: Tie, specialties: Iterable[str], known: set[tuple[str, str, str]]) -> str:
    """One of the mentor's actions that the pair has no record of; any action when none is left."""
    own = [action for action in specialties if action in ACTIONS]
    new = {action: ACTIONS[action] for action in own if (tie.mentor, tie.mentee, action) not in known}
    return pick(rng, new or ACTIONS)


# --- Particulars -------------------------------------------------------------------------------------------


def row_of(rng: Random, tie: Tie) -> dict[str, object]:
    """A record of the tie, a value for each of `schema.NAMES` (the name itself is given later)."""
    course = COURSES[tie.course]
    started, last_active = drawn_days(rng, course)
    implemented_on = drawn_implementation(rng, course, started, last_active)
    support = pick(rng, SUPPORT if course.eligible else PASSING_SUPPORT)
    by = tie.documented or pick(rng, DOCUMENTED if implemented_on else DOCUMENTED_EARLY)
    programme_year = tie.programme_year or drawn_year(rng, started)
    partners = drawn_partners(rng, tie.action)
    evidence = drawn_evidence(rng, support, documented=by != "none")
    if started > SAMPLE_DATE:  # nothing to show yet
        by, evidence = "none", ""
    return {
        "record_id": "",
        "mentor": tie.mentor,
        "mentee": tie.mentee,
        "action": tie.action,
        "programme_year": programme_year,
        "support": support,
        "started": started,
        "last_active": last_active,
        "implemented_on": implemented_on,
        "mentor_documented": by in ("both", "mentor") and tie.mentor in places.cog_of(),
        "mentee_documented": by in ("both", "mentee") and tie.mentee in places.cog_of(),
        "partners": partners,
        "evidence": evidence,
        "notes": pick(rng, NOTES),
    }


def drawn_days(rng: Random, course: Course) -> tuple[date, date | None]:
    """The first and the last day of the help; no last day while it is active."""
    active = course.ends is None or rng.random() < course.active_share
    end = SAMPLE_DATE if active else drawn_workday(rng, *course.ends)
    shortest, longest = course.lasted
    earliest = max(FIRST_DAY, end - timedelta(longest))
    started = drawn_workday(rng, earliest, max(earliest, end - timedelta(shortest)))
    return started, None if active else end


def drawn_implementation(rng: Random, course: Course, started: date, last_active: date | None) -> date | None:
    """The day the mentee had implemented the action, if it has."""
    if rng.random() >= course.implemented_share:
        return None
    first, last = course.implemented
    if last_active:
        last = min(last, last_active + timedelta(IMPLEMENTED_WITHIN))
    return drawn_workday(rng, min(last, max(first, started + timedelta(IMPLEMENTED_AFTER))), last)


def drawn_workday(rng: Random, first: date, last: date) -> date:
    """A day between two days, both included, on which a town hall is open."""
    days = [first + timedelta(after) for after in range((last - first).days + 1)]
    working = [day for day in days if day.weekday() < 5 and day not in holidays()]
    return rng.choice(working or days)


@lru_cache(maxsize=1)
def holidays() -> frozenset[date]:
    """The federal holidays of the sample's years."""
    days = USFederalHolidayCalendar().holidays(FIRST_DAY, SAMPLE_DATE.replace(year=SAMPLE_DATE.year + 1))
    return frozenset(day.date() for day in days)


def drawn_year(rng: Random, started: date) -> int:
    """The programme year of the list: today's, or for some early ties that of their own year."""
    early = started.year < 2023 and rng.random() < OLD_LIST_SHARE
    return started.year if early else schema.DEFAULT_YEAR


def drawn_partners(rng: Random, action: str) -> str:
    """Kinds of organizations that took part, mostly none."""
    if rng.random() >= PARTNERS_SHARE:
        return ""
    kinds = PARTNERS[action.split(".")[0]]
    many = 2 if rng.random() < SECOND_PARTNER_SHARE else 1
    return "; ".join(rng.sample(kinds, many))


def drawn_evidence(rng: Random, support: str, documented: bool) -> str:
    """Where the proof of the first form of support is; '' when none is kept."""
    kept = rng.random() < (EVIDENCE_SHARE if documented else EVIDENCE_SHARE_UNDOCUMENTED)
    return rng.choice(EVIDENCE[support.split("; ")[0]]) if kept else ""


def pick(rng: Random, weights: Mapping[str, float]) -> str:
    """One of the names, each as likely as its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


if __name__ == "__main__":
    main()
