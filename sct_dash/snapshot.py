"""One frozen answer for (records, edition, application date, region).

What screens, slides and documents read, so that they cannot disagree. Its tables are shared: not to be
changed.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from threading import RLock
from typing import Any, TypeVar

import pandas as pd

from sct_dash import actions, measures, network, outlook, places, scoring, words
from sct_dash.measures import Measure
from sct_dash.records import planned
from sct_dash.records.source import Source
from sct_dash.rulebook import Edition, Window
from sct_dash.scoring import Scorecard

_Part = TypeVar("_Part")

HORIZON_MONTHS = 6
"""How far ahead 'about to be lost' looks: there are two application rounds a year."""


@dataclass(frozen=True)
class Numbers:
    """The region in numbers, on the application date."""

    towns: int
    with_points: int
    points: int
    ready_points: int
    mentorships: int
    without_tie: int
    losing_towns: int
    points_at_risk: int


@dataclass(frozen=True)
class Attention:
    """Something a coordinator should act on.

    Attributes
    ----------
    kind
        ``lapsing``, ``undocumented``, ``one_sided`` or ``no_tie``.
    finding
        How many, a sentence.
    next_thing
        The nearest concrete case, a sentence.
    table
        Every case.
    """

    kind: str
    finding: str
    next_thing: str
    table: pd.DataFrame


def _made_once(make: Callable[["Whole"], _Part]) -> Callable[["Whole"], _Part]:
    """A part of a `Whole`: who asks for it while another session makes it waits, and nobody else does.

    `cached_property` has one lock for all instances up to Python 3.11, and none from 3.12 on.
    """

    @wraps(make)
    def part(whole: "Whole") -> _Part:
        with whole._lock:
            if make.__name__ not in whole._parts:
                whole._parts[make.__name__] = make(whole)
            return whole._parts[make.__name__]

    return part


@dataclass(frozen=True, eq=False)
class Whole:
    """What holds for all Connecticut, each part made when it is first asked for and the same for every region.

    Sessions share it.
    """

    source: Source
    edition: Edition
    application_date: date
    _lock: RLock = field(default_factory=RLock, init=False, repr=False)
    _parts: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    @_made_once
    def scorecard(self) -> Scorecard:
        return scoring.score(self.source.records, self.edition, self.application_date)

    @property
    @_made_once
    def mentorships(self) -> pd.DataFrame:
        return network.mentorships(self.source.records, self.scorecard)

    @property
    @_made_once
    def forecast(self) -> pd.DataFrame:
        return outlook.forecast(self.scorecard)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Everything the product says about a region on an application date.

    Attributes
    ----------
    whole
        What it sees from the region; snapshots of other regions may share it.
    region
        A COG's abbreviation, or None for all Connecticut.
    """

    whole: Whole
    region: str | None

    @property
    def source(self) -> Source:
        return self.whole.source

    @property
    def edition(self) -> Edition:
        return self.whole.edition

    @property
    def scorecard(self) -> Scorecard:
        return self.whole.scorecard

    @property
    def mentorships(self) -> pd.DataFrame:
        """All of the state, whenever active, as `network.mentorships` gives them."""
        return self.whole.mentorships

    @property
    def forecast(self) -> pd.DataFrame:
        """All of the state, as `outlook.forecast` gives it."""
        return self.whole.forecast

    @property
    def application_date(self) -> date:
        return self.whole.application_date

    @property
    def window(self) -> Window:
        return self.edition.window(self.application_date)

    @property
    def region_name(self) -> str:
        return self.region or "Connecticut"

    @property
    def horizon(self) -> date:
        """The last day that counts as 'about to be lost'."""
        return (pd.Timestamp(self.application_date) + pd.DateOffset(months=HORIZON_MONTHS)).date()

    @cached_property
    def own_records(self) -> pd.DataFrame:
        """The records with at least one side in the region, whatever they count; no point need be counted for it."""
        return network.records_of(self.source.records, self.region)

    @cached_property
    def active(self) -> pd.DataFrame:
        """The mentorships of the whole state that were active in the window."""
        return self.mentorships[self.mentorships["active"]]

    @cached_property
    def own_active(self) -> pd.DataFrame:
        """The active mentorships with at least one side in the region."""
        return network.touching(self.active, self.region)

    @cached_property
    def ties(self) -> pd.DataFrame:
        """`own_active` gathered by pair, as `network.ties` gives them."""
        return network.ties(self.own_active)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims of the region's towns."""
        claims = self.scorecard.claims
        return claims if self.region is None else claims[claims["cog"] == self.region]

    @cached_property
    def all_losses(self) -> pd.DataFrame:
        """What any town of the state will lose by the horizon, one row a change."""
        return outlook.losses(self.forecast, self.horizon)

    @cached_property
    def losses(self) -> pd.DataFrame:
        """What the region's towns will lose by the horizon, one row a change."""
        return self._own(self.all_losses)

    @cached_property
    def towns(self) -> pd.DataFrame:
        """The region's towns.

        Returns
        -------
        DataFrame
            By name: ``town``, ``cog``, ``points``, ``ready_points``, ``counting``, ``claims``, ``mentees``,
            ``mentors`` (how many towns it mentors, and is mentored by), ``next_loss`` (date, NaT for never),
            ``at_risk`` (points lost by the horizon).
        """
        return self._own(self.everywhere).reset_index(drop=True)

    @cached_property
    def first_town(self) -> str:
        """The region's town to show while none was asked for: the first by name with points, else with a record."""
        return str(
            self.towns.sort_values(["points", "claims"], key=lambda most: most == 0, kind="stable")["town"].iloc[0]
        )

    def town(self, name: str) -> Any:
        """One town's row of `everywhere`, its columns as attributes."""
        return next(self.everywhere[self.everywhere["town"] == name].itertuples())

    @cached_property
    def everywhere(self) -> pd.DataFrame:
        """All 169 towns, columns as in `towns`."""
        table = self.scorecard.towns.reset_index()
        losses = self.all_losses
        ever = outlook.losses(self.forecast, date.max)
        mentees = self.active.groupby("mentor")["mentee"].nunique()
        mentors = self.active.groupby("mentee")["mentor"].nunique()
        lost = (losses["before"] - losses["after"]).groupby(losses["town"]).sum()
        return table.assign(
            mentees=table["town"].map(mentees).fillna(0).astype(int),
            mentors=table["town"].map(mentors).fillna(0).astype(int),
            next_loss=pd.to_datetime(table["town"].map(ever.groupby("town")["date"].min())),
            at_risk=table["town"].map(lost).fillna(0).astype(int),
        )

    @cached_property
    def ranked_towns(self) -> pd.DataFrame:
        """`towns`, those with the most points first."""
        order = ["points", "ready_points", "town"]
        return self.towns.sort_values(order, ascending=[False, False, True], ignore_index=True)

    @cached_property
    def own_forecast(self) -> pd.DataFrame:
        """Every future change of the region's towns, as `outlook.forecast` gives them."""
        return self._own(self.forecast)

    @cached_property
    def receipts(self) -> pd.DataFrame:
        """The region's claims as people read them: words for codes, titles, points; for a sheet."""
        claims = self.claims
        each = self.scorecard.edition.points_per_action.value
        labels = [actions.label(a, y) for a, y in zip(claims["action"], claims["programme_year"], strict=True)]
        return pd.DataFrame(
            {
                "town": claims["town"],
                "cog": claims["cog"],
                "role": claims["role"],
                "partner": claims["partner"],
                "action": labels,
                "support": claims["support"].map(scoring.support_said),
                "started": claims["started"],
                "last_active": claims["last_active"],
                "implemented_on": claims["implemented_on"],
                "documented": claims["documented"].map({True: "yes", False: "no"}),
                "verdict": claims["verdict"].map(scoring.VERDICTS),
                "points": (claims["verdict"] == "counts") * each,
                "reason": claims["reason"],
                "record_id": claims["record_id"],
            }
        )

    @cached_property
    def numbers(self) -> Numbers:
        towns = self.towns
        return Numbers(
            towns=len(towns),
            with_points=int((towns["points"] > 0).sum()),
            points=int(towns["points"].sum()),
            ready_points=int(towns["ready_points"].sum()),
            mentorships=len(self.own_active),
            without_tie=len(network.towns_without_tie(self.active, self.region)),
            losing_towns=self.losses["town"].nunique(),
            points_at_risk=int(towns["at_risk"].sum()),
        )

    @cached_property
    def cogs(self) -> pd.DataFrame:
        """The nine COGs side by side: ``cog``, ``towns``, ``with_points``, ``points``, ``ready_points``,
        ``inside``, ``given_out``, ``received`` (mentorships), ``without_tie``."""
        towns = self.scorecard.towns
        by_cog = towns.groupby("cog")
        table = by_cog[["points", "ready_points"]].sum()
        table.insert(0, "towns", by_cog.size())
        table.insert(1, "with_points", (towns["points"] > 0).groupby(towns["cog"]).sum())
        table = table.join(measures.by_cog(self.active).set_index("cog")).loc[list(places.cogs().index)]
        alone = Counter(places.cog_of()[town] for town in network.towns_without_tie(self.active))
        return table.assign(without_tie=[alone[cog] for cog in table.index]).reset_index()

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Everything that can be read off the network, as the page of the network shows it."""
        return tuple(self.measure(name) for name in measures.NAMES)

    def measure(self, name: str) -> Measure:
        """One of `measures`, by its name; made when it is first asked for."""
        if name not in self._measured:
            self._measured[name] = measures.measure(name, self.active, self.region)
        return self._measured[name]

    @cached_property
    def _measured(self) -> dict[str, Measure]:
        return {}

    @cached_property
    def introduced(self) -> frozenset[str]:
        """The towns with an introduction that was kept from a plan and has not come to anything yet."""
        kept = planned.standing(self.source.records, self.application_date)
        return frozenset({*kept["mentor"], *kept["mentee"]})

    @cached_property
    def without_partner(self) -> pd.DataFrame:
        """The region's towns with neither a tie nor an introduction on its way, as `measures.WITHOUT_TIE` has them."""
        table = self.measure(measures.WITHOUT_TIE).table
        return table[~table["town"].isin(self.introduced)].reset_index(drop=True)

    @cached_property
    def attention(self) -> tuple[Attention, ...]:
        return (self._lapsing(), self._undocumented(), self._one_sided(), self._no_tie())

    def _own(self, table: pd.DataFrame) -> pd.DataFrame:
        return table if self.region is None else table[table["cog"] == self.region]

    def _lapsing(self) -> Attention:
        table, until = self.losses, words.day(self.horizon)
        if table.empty:
            return Attention("lapsing", f"No town loses points by {until}.", "", table)
        first = table.iloc[0]
        return Attention(
            "lapsing",
            f"{words.count(self.numbers.losing_towns, 'town loses', 'towns lose')} points by {until} unless renewed.",
            f"Next: {first['town']}, {first['before'] - first['after']} points on {words.day(first['date'])}.",
            table,
        )

    def _undocumented(self) -> Attention:
        claims = self.claims
        table = claims[(claims["verdict"] == "counts") & ~claims["documented"]]
        if table.empty:
            counts = (claims["verdict"] == "counts").any()
            done = (
                "Every counting claim is documented." if counts else "No claim counts yet, so none is to be documented."
            )
            return Attention("undocumented", done, "", table)
        each = self.scorecard.edition.points_per_action.value
        waiting = len(table) * each
        most = table["town"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
        return Attention(
            "undocumented",
            f"{words.count(len(table), 'claim is', 'claims are')} implemented but not documented.",
            f"{waiting} points wait for a worksheet, {most.iloc[0] * each} of them in {most.index[0]}.",
            table,
        )

    def _one_sided(self) -> Attention:
        able = self.mentorships[self.mentorships["counts"]]
        both_claim = (able["mentor_verdict"] != "") & (able["mentee_verdict"] != "")
        one = able[both_claim & (able["mentor_documented"] != able["mentee_documented"])]
        one = network.touching(one, self.region)
        wrote = one["mentor"].where(one["mentor_documented"], one["mentee"])
        owes = one["mentee"].where(one["mentor_documented"], one["mentor"])
        table = one.assign(documented_by=wrote, missing_from=owes)
        if table.empty:
            return Attention("one_sided", "No mentorship is documented by one side only.", "", table)
        first = table.iloc[0]
        return Attention(
            "one_sided",
            f"{words.count(len(table), 'mentorship is', 'mentorships are')} documented by one side only.",
            f"{first['documented_by']} wrote it up, {first['missing_from']} did not.",
            table,
        )

    def _no_tie(self) -> Attention:
        table = self.measure(measures.WITHOUT_TIE).table
        if table.empty:
            return Attention("no_tie", "Every town mentors or is mentored.", "", table)
        near = int((table["mentors_next_door"] != "").sum())
        return Attention(
            "no_tie",
            f"{words.count(len(table), 'town has', 'towns have')} no mentor and no mentee.",
            f"{words.sentence(words.of_them(near))} {'border' if near > 1 else 'borders'} a town that mentors.",
            table,
        )


def take(source: Source, edition: Edition, application_date: date, region: str | None = None) -> Snapshot:
    """Answer for the given records, edition, date and region.

    Parameters
    ----------
    region
        A COG's abbreviation, or None for all Connecticut.
    """
    return Snapshot(Whole(source, edition, application_date), region)
