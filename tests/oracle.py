"""The rule of action 8.5 on paper: slow, row by row, with its numbers written out.

It shares nothing with the engine, so that the two can check each other. A record is a mapping as
`builders.record` makes it; a claim is what one Connecticut municipality asks for from one record.
"""

import re
from datetime import date

POINTS = 5
MAXIMUM_ACTIONS = 3
WINDOW_YEARS = 3
ELIGIBLE_SUPPORT = ("presentation", "staff_time")
LAST_YEAR_OF_THE_OLD_NUMBERS = 2020

COUNTS = "counts"


def score(records, application_date):
    """What every claim gets and what every town earns.

    Returns
    -------
    verdicts, towns
        (record_id, role) -> verdict, and town -> (points, ready points) for each town with a claim.
    """
    claims = [claim for record in records for claim in claims_of(record)]
    verdicts = {name_of(claim): verdict_alone(claim, application_date) for claim in claims}
    towns = {}
    for town in sorted({claim["town"] for claim in claims}):
        eligible = [c for c in claims if c["town"] == town and verdicts[name_of(c)] is None]
        counting = counting_claims(eligible, application_date)
        counting_actions = [action_of(claim) for claim in counting]
        for claim in eligible:
            if claim in counting:
                verdicts[name_of(claim)] = COUNTS
            elif action_of(claim) in counting_actions:
                verdicts[name_of(claim)] = "same_action"
            else:
                verdicts[name_of(claim)] = "over_cap"
        documented = [claim for claim in counting if claim["documented"]]
        towns[town] = (POINTS * len(counting), POINTS * len(documented))
    return verdicts, towns


def claims_of(record):
    """The mentor's and the mentee's claim; a municipality of another state has none."""
    for role in ("mentor", "mentee"):
        if in_connecticut(record[role]):
            yield {
                "town": record[role],
                "role": role,
                "documented": record[f"{role}_documented"],
                "record": record,
            }


def verdict_alone(claim, application_date):
    """The first verdict that applies to the claim whatever else the town has; None when all is well."""
    record = claim["record"]
    if not in_connecticut(record["mentee"]):
        return "outside_program"
    if not any(form in ELIGIBLE_SUPPORT for form in record["support"].split("; ")):
        return "not_meaningful"
    if record["started"] > application_date:
        return "not_started"
    if last_active(claim, application_date) < first_day(application_date):
        return "lapsed"
    if record["implemented_on"] is None or record["implemented_on"] > application_date:
        return "not_implemented"
    return None


def counting_claims(eligible, application_date):
    """One claim for each action, then the three best of these."""
    best_of_action = {}
    for claim in eligible:
        rival = best_of_action.get(action_of(claim))
        if rival is None or claim_order(claim, application_date) < claim_order(rival, application_date):
            best_of_action[action_of(claim)] = claim
    best_first = sorted(best_of_action.values(), key=lambda claim: action_order(claim, application_date))
    return best_first[:MAXIMUM_ACTIONS]


def claim_order(claim, application_date):
    """Documented, then latest active, then the smallest record_id."""
    return (*better_first(claim, application_date), natural(claim["record"]["record_id"]))


def action_order(claim, application_date):
    """Documented, then latest active, then the smallest action number.

    The specification ends there. One number of both numberings can still tie: the old one goes first.
    """
    number, numbers = action_of(claim)
    return (*better_first(claim, application_date), natural(number), 0 if numbers == "old" else 1)


def better_first(claim, application_date):
    return (0 if claim["documented"] else 1, -last_active(claim, application_date).toordinal())


def last_active(claim, application_date):
    """Blank means still active on the application date; nothing later is looked at."""
    day = claim["record"]["last_active"]
    if day is None or day > application_date:
        return application_date
    return day


def first_day(application_date):
    """The window's first day: the same date three years earlier, 28 February for a 29th that is not there."""
    year = application_date.year - WINDOW_YEARS
    if (application_date.month, application_date.day) == (2, 29) and not is_leap(year):
        return date(year, 2, 28)
    return date(year, application_date.month, application_date.day)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def action_of(claim):
    """The action itself: the numbers up to 2020 and those since 2021 name different actions."""
    numbers = "old" if claim["record"]["programme_year"] <= LAST_YEAR_OF_THE_OLD_NUMBERS else "new"
    return (claim["record"]["action"], numbers)


def natural(text):
    """R2 before R10, 3.2 before 3.12: runs of digits compare as numbers."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|\D+", text)]


def in_connecticut(municipality):
    """A municipality of another state is written with it, as in 'Northampton, MA'."""
    return ", " not in municipality


def name_of(claim):
    return (claim["record"]["record_id"], claim["role"])
