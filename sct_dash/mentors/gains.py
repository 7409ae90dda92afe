"""What helping with an action could bring each side by the rules, as the points stand."""

from collections.abc import Iterable

import pandas as pd

from sct_dash import actions
from sct_dash.scoring import Scorecard


def can_gain(scorecard: Scorecard, town: str, role: str, taught: Iterable[str]) -> bool:
    """Whether one of some actions would bring a town points: it is below the maximum and does not count it already.

    Parameters
    ----------
    role
        ``mentor`` or ``mentee``: an edition may count each by itself.
    taught
        Numbers of the list in use on the application date.
    """
    own = _counting(scorecard, town, role)
    current = own[own["numbering"] == actions.numbering(scorecard.application_date.year)]
    return len(own) < scorecard.edition.maximum_actions.value and not set(taught) <= set(current["action"])


def at_maximum(scorecard: Scorecard, town: str, role: str) -> str:
    """That a town has all the points it can have in a role, the beginning of a sentence; '' when it has not."""
    edition = scorecard.edition
    if len(_counting(scorecard, town, role)) < edition.maximum_actions.value:
        return ""
    most = edition.maximum_actions.value * edition.points_per_action.value
    by_role = "" if edition.roles_share_the_maximum.value else f" as a {role}"
    return f"{town} has the maximum of {most} points{by_role} already"


def _counting(scorecard: Scorecard, town: str, role: str) -> pd.DataFrame:
    """The claims that count beside a new one of this role."""
    claims = scorecard.claims
    own = claims[(claims["town"] == town) & (claims["verdict"] == "counts")]
    return own if scorecard.edition.roles_share_the_maximum.value else own[own["role"] == role]
