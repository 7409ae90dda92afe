"""An edition's rules on the screen, as they stand in its file."""

from collections.abc import Sequence

import pandas as pd

from sct_dash import words
from sct_dash.rulebook import SUPPORT, Edition
from sct_dash.ui import tables

INFERRED = " :orange-badge[inferred]"
ONLY_ONE = (
    "Only the {edition} edition is known: the wording of action 8.5 before 2024 could not be found. "
    "Put another edition beside it as a file in `data/rules/`, and the two stand here side by side."
)


def finding(edition: Edition) -> str:
    """What the edition asks, in one sentence."""
    each, most = edition.points_per_action.value, edition.maximum_points
    return f"Help another town put an action into practice: {each} points each, {most} at most"


def side_by_side(editions: Sequence[Edition], key: str) -> None:
    """The rules of one or more editions side by side, each value with unit, clause and source.

    Parameters
    ----------
    key
        Tells this table from others on the page.
    """
    rows = []
    for name in editions[0].rules if editions else ():
        first = editions[0].rules[name]
        values = {f"Edition {e.edition}": said(e.rules[name].value) for e in editions}
        evidence = {"Unit": first.unit, "Clause": first.clause, "Basis": first.status, "Source": first.source}
        checked = {"Last checked": words.day(first.last_checked_on)}
        rule = words.sentence(name.replace("_", " ").replace("connecticut", "Connecticut"))
        rows.append({"Rule": rule} | values | evidence | checked)
    tables.read(pd.DataFrame(rows), "The rules of action 8.5 as applied here", f"rules-{key}")


def said(value: object) -> str:
    """A rule's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return words.listing((SUPPORT[form] for form in value), "or")
    return str(value)
