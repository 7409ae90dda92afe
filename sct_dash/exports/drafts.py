"""What a town's worksheet 1 can be filled in with, as data: one entry for each counting action."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sct_dash import actions, words
from sct_dash.findings import complementary_action, mentions
from sct_dash.guide import Complementary
from sct_dash.scoring import Claim, support_said
from sct_dash.snapshot import Snapshot

FILL_IN = "To be filled in: "
"""How a gap in a draft begins, for the eye and for the search."""


@dataclass(frozen=True)
class Entry:
    """One entry of the worksheet: one action that counts for the town.

    Attributes
    ----------
    others
        Municipalities of the town's further records on the same action, which count with this one or not at all.
    further
        What was done with each of `others`: the town's role, the dates, the form of support.
    missing
        What a person has to add, each in words.
    complementary
        Whether the record speaks of the complementary action, so that it may be reported there too.
    """

    record_id: str
    action: str
    role: str
    partner: str
    others: tuple[str, ...]
    further: tuple[str, ...]
    organizations: tuple[str, ...]
    support: str
    dates: str
    implemented: str
    evidence: str
    notes: str
    documented: bool
    partners_box: str
    missing: tuple[str, ...]
    complementary: bool


@dataclass(frozen=True, eq=False)
class Draft:
    """A town's draft.

    Attributes
    ----------
    left_out
        The town's claims that do not count, as `Scorecard.receipt` gives them.
    """

    town: str
    entries: tuple[Entry, ...]
    left_out: tuple[Claim, ...]
    complementary: Complementary


def draft(snapshot: Snapshot, town: str) -> Draft:
    """Gather what the records say for a town's worksheet."""
    return drafts(snapshot, [town])[0]


def drafts(snapshot: Snapshot, towns: Iterable[str]) -> list[Draft]:
    """Drafts for many towns; the records are walked through once."""
    records = {record.record_id: record for record in snapshot.mentorships.astype(object).itertuples()}
    receipts: dict[str, list[Claim]] = {}
    for claim in snapshot.scorecard.claims.astype(object).itertuples():
        receipts.setdefault(claim.town, []).append(claim)
    return [_draft(town, receipts.get(town, []), records) for town in towns]


def _draft(town: str, receipt: list[Claim], records: dict[str, Any]) -> Draft:
    other = complementary_action()
    entries = tuple(
        _entry(claim, records[claim.record_id], receipt, other) for claim in receipt if claim.verdict == "counts"
    )
    return Draft(town, entries, tuple(claim for claim in receipt if claim.verdict != "counts"), other)


def _entry(claim: Claim, record: Any, receipt: list[Claim], complementary: Complementary) -> Entry:
    same = [c for c in receipt if c.verdict == "same_action" and _subject(c) == _subject(claim)]
    others = {c.partner: c for c in reversed(same) if c.partner != claim.partner}  # each by its first record
    others = dict(reversed(others.items()))
    organizations = tuple(name for name in str(record.partners).split("; ") if name)
    action = actions.label(claim.action, claim.programme_year)
    support = words.sentence(support_said(claim.support))
    implemented = "" if pd.isna(claim.implemented_on) else words.day(claim.implemented_on)
    return Entry(
        claim.record_id,
        action,
        _role(claim),
        claim.partner,
        tuple(others),
        tuple(f"{_role(c)}. {_dates(c)}. {words.sentence(support_said(c.support))}." for c in others.values()),
        organizations,
        support,
        _dates(claim),
        implemented,
        str(record.evidence).strip(),
        str(record.notes).strip(),
        bool(claim.documented),
        _partners_box(claim, action, tuple(others.values()), organizations),
        tuple(_missing(claim, record)),
        mentions(record, complementary.action),
    )


def _subject(claim: Claim) -> tuple[str, int, str]:
    return claim.pool, claim.numbering, claim.action


def _role(claim: Claim) -> str:
    return "Mentor: it gave support" if claim.role == "mentor" else "Mentee: it received support"


def _dates(claim: Claim) -> str:
    until = "still active" if pd.isna(claim.last_active) else f"last active on {words.day(claim.last_active)}"
    return f"Began on {words.day(claim.started)}; {until}"


def _partners_box(claim: Claim, action: str, others: tuple[Claim, ...], organizations: tuple[str, ...]) -> str:
    """The text of the action's "Partners" box: who took part, and the town's role with each in brief."""
    partners = words.listing([claim.partner, *(other.partner for other in others), *organizations])
    further = "".join(f" {_advised(other, 'it as well')}" for other in others)
    return f"Partners: {partners}. Role of {claim.town}: {claim.role}. {_advised(claim, f'action {action}')}{further}"


def _advised(claim: Claim, about: str) -> str:
    """What the two towns of a claim did, and since when it is in place."""
    mentor, mentee = (claim.town, claim.partner) if claim.role == "mentor" else (claim.partner, claim.town)
    until = "" if pd.isna(claim.last_active) else f" to {words.day(claim.last_active)}"
    done = (
        ""
        if pd.isna(claim.implemented_on)
        else f" {mentee} put the action in place on {words.day(claim.implemented_on)}."
    )
    return (
        f"{mentor} advised {mentee} on {about}, by {support_said(claim.support)}, from {words.day(claim.started)}"
        f"{until}.{done}"
    )


def _missing(claim: Claim, record: Any) -> list[str]:
    missing = ["in a sentence or two, what was put in place"]
    if not str(record.evidence).strip():
        missing.append("minutes, slides, sign-in sheet or a summary of staff hours")
    if not claim.documented:
        missing.append(f"{claim.town}'s own account of its part; the records do not mark it as documented")
    if pd.isna(claim.implemented_on):
        missing.append("the day the action was implemented")
    return missing
