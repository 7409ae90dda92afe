"""What became different since an earlier date, such as the last meeting."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sct_dash import network, outlook
from sct_dash.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Since:
    """What became different between two application dates, by the same records.

    Attributes
    ----------
    begun, implemented
        Mentorships of the region that began, and those whose action was implemented, after `before`'s date
        and up to `now`'s.
    towns
        Who gained or lost, as `outlook.compare` gives them.
    """

    before: Snapshot
    now: Snapshot

    @property
    def points(self) -> int:
        return self.now.numbers.points - self.before.numbers.points

    @property
    def begun(self) -> int:
        return self._happened("started")

    @property
    def implemented(self) -> int:
        return self._happened("implemented_on")

    @cached_property
    def towns(self) -> pd.DataFrame:
        return outlook.compare(self.before.scorecard, self.now.scorecard, self.now.region)

    def _happened(self, column: str) -> int:
        days = network.touching(self.now.mentorships, self.now.region)[column]
        after = days > pd.Timestamp(self.before.application_date)
        return int((after & (days <= pd.Timestamp(self.now.application_date))).sum())
