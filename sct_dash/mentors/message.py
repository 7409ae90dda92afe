"""A short message to a candidate, drafted for the coordinator to copy and change."""

from sct_dash import actions, words
from sct_dash.mentors.candidates import Candidate, Search
from sct_dash.scoring import support_said
from sct_dash.snapshot import Snapshot


def draft(snapshot: Snapshot, search: Search, candidate: Candidate) -> str:
    """The message, plain text of a few lines; it says so when it rests on the fictional sample."""
    edition = snapshot.scorecard.edition
    year = snapshot.application_date.year
    action = f"action {actions.label(search.action, year)}" if search.action else "a Sustainable CT action"
    evidence = {part.name: part.sentence for part in candidate.parts}
    support = support_said("; ".join(edition.eligible_support.value), "or")
    each = edition.points_per_action.value
    both = _gains(snapshot, candidate.town, search.action)
    lines = [
        f"Dear colleagues in {candidate.town},",
        "",
        f"{search.town} is looking for a mentor for {action}. {evidence['experience']} {evidence['near']}",
        "",
        f"Would you share what you learned? Under action 8.5 a {support} given to {search.town} itself counts. "
        f"Once {search.town} has put the action into practice, "
        f"{f'both towns can earn {each} points' if both else f'{search.town} can earn {each} points'}.",
        "",
        "May we introduce you?",
    ]
    if snapshot.source.sample:
        lines += ["", "Sample: drafted from fictional records."]
    return "\n".join(lines)


def _gains(snapshot: Snapshot, mentor: str, action: str) -> bool:
    """Whether helping with an action would bring the mentor points."""
    scorecard = snapshot.scorecard
    if scorecard.towns.at[mentor, "points"] >= scorecard.edition.maximum_points:
        return False
    own = scorecard.claims[(scorecard.claims["town"] == mentor) & (scorecard.claims["verdict"] == "counts")]
    numbering = actions.numbering(snapshot.application_date.year)
    return not ((own["action"] == action) & (own["numbering"] == numbering)).any()


def subject(search: Search) -> str:
    """The message's subject line."""
    return words.sentence(f"a mentor for {search.town}{f' on action {search.action}' if search.action else ''}")
