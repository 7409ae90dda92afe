"""What each town knows: the actions it has put into practice by a day, and how that is known.

A town knows an action when a record shows it implemented there, on either side, on or before the day, or when
the experience list says so. An action is its number under one numbering, as in scoring.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from sct_dash import actions, places, words
from sct_dash.errors import UserError
from sct_dash.records import lists

COLUMNS = ("town", "numbering", "action", "latest", "record_id", "how")
_KNOWS = ["town", "numbering", "action"]


@dataclass(frozen=True, eq=False)
class Experience:
    """Which towns know which actions on a day.

    Attributes
    ----------
    table
        One row a town and action, by town, numbering and number: columns `COLUMNS`. ``latest`` is the last day it was
        implemented (NaT where only the list says so) and ``record_id`` the record of that day: who did it again knows
        it as freshly as that. ``how`` has a sentence for each source, the freshest first.
    """

    application_date: date
    table: pd.DataFrame

    @property
    def numbering(self) -> int:
        """The numbering in use on the day, the only one an introduction can be about."""
        return actions.numbering(self.application_date.year)

    def current(self) -> pd.DataFrame:
        """The rows of the numbering in use on the day."""
        return self.table[self.table["numbering"] == self.numbering]

    def of(self, town: str) -> pd.DataFrame:
        """What one town knows."""
        return self.table[self.table["town"] == town]


def known(records: pd.DataFrame, application_date: date, listed: pd.DataFrame | None = None) -> Experience:
    """Gather what every Connecticut town knows.

    Parameters
    ----------
    records
        As `records.schema.frame` shapes them.
    application_date
        Only what was implemented on or before this day is known.
    listed
        The experience list, as `records.lists.read_experience` gives it.
    """
    table = pd.concat([_from_records(records, application_date), _from_list(listed)], ignore_index=True)
    order = table["action"].map(_rank(table["action"]))
    table = table.assign(order=order).sort_values(
        ["town", "numbering", "order", "latest", "record_id"],
        ascending=[True, True, True, False, True],
        na_position="last",
        kind="stable",
    )
    said: dict[tuple[str, int, str], dict[str, None]] = {}
    for *knows, how in table[[*_KNOWS, "how"]].itertuples(index=False, name=None):
        said.setdefault(tuple(knows), {})[how] = None
    freshest = table.drop_duplicates(_KNOWS, ignore_index=True)
    freshest["how"] = pd.Series([" ".join(each_once) for each_once in said.values()], dtype="str")
    return Experience(application_date, freshest[list(COLUMNS)])


def check_action(action: str, application_date: date) -> str:
    """The action, when it is one of the list in use on the day.

    Raises
    ------
    UserError
        When it cannot be an action's number.
    """
    if problem := actions.problem(action, application_date.year):
        raise UserError(f"Action {action!r}: {problem}.")
    return action


def check_town(name: str) -> str:
    """The Connecticut town that a name means.

    Raises
    ------
    UserError
        When it means none.
    """
    try:
        place = places.place(name)
    except places.UnclearPlace as problem:
        hint = f" Did you mean {problem.suggestion}?" if problem.suggestion else ""
        raise UserError(f"{name!r}: {problem}.{hint}") from problem
    if not place.connecticut:
        raise UserError(f"{name!r} is not one of Connecticut's 169 towns.")
    return place.name


def _from_records(records: pd.DataFrame, application_date: date) -> pd.DataFrame:
    done = records[records["implemented_on"] <= pd.Timestamp(application_date)]
    sides = []
    for role, other in (("mentee", "mentor"), ("mentor", "mentee")):
        side = done.rename(columns={role: "town", other: "partner"})
        sides.append(side[side["town"].isin(places.towns().index)].assign(role=role))
    table = pd.concat(sides, ignore_index=True)
    numbering = table["programme_year"].map(actions.numbering).astype("int64")
    how = [
        f"Implemented with {partner} on {words.day(day)} (record {record_id})."
        for partner, day, record_id in table[["partner", "implemented_on", "record_id"]].itertuples(index=False)
    ]
    table = table.assign(numbering=numbering, latest=table["implemented_on"], how=pd.Series(how, dtype="str"))
    return table[list(COLUMNS)]


def _from_list(listed: pd.DataFrame | None) -> pd.DataFrame:
    table = lists.no_experience() if listed is None else listed
    how = [
        f"Known from {row.source.rstrip('.')}." if row.source else "Stands in the experience list."
        for row in table.itertuples()
    ]
    return pd.DataFrame(
        {
            "town": table["town"],
            "numbering": table["programme_year"].map(actions.numbering).astype("int64"),
            "action": table["action"],
            "latest": pd.Series(pd.NaT, index=table.index, dtype="datetime64[s]"),
            "record_id": pd.Series("", index=table.index, dtype="str"),
            "how": pd.Series(how, index=table.index, dtype="str"),
        }
    )


def _rank(numbers: pd.Series) -> dict[str, int]:
    return {number: place for place, number in enumerate(sorted(set(numbers), key=actions.natural_key))}
