"""What towns were publicly recognised for: awards seen, and success stories of action 8.5.

The award lists are complete for some years only, so an award is shown with its year and never as today's
status.
"""

import re
from datetime import date
from functools import lru_cache

import pandas as pd

from sct_dash.facts import read_facts

CAVEAT = (
    "Award lists are complete for 2018, 2019 and 2022 only. An award tells what a town had earned in that year, "
    "not what it holds today."
)
_WEB = re.compile(r"https?://(?:www\.)?(?P<site>[^/\s]+)[^\s()<>]*")


@lru_cache(maxsize=1)
def awards() -> pd.DataFrame:
    """Every award seen, columns as in ``data/awards.csv``, by town and then year, unknown years last."""
    return read_facts("awards.csv").sort_values(
        ["town", "year", "level"], key=lambda column: column.replace("", "9999"), ignore_index=True
    )


@lru_cache(maxsize=1)
def success_stories() -> pd.DataFrame:
    """Towns with a published success story of action 8.5, columns as in ``data/success_stories.csv``."""
    return read_facts("success_stories.csv")


def awards_of(town: str) -> pd.DataFrame:
    """A town's awards, one row each, columns as in ``data/awards.csv`` and two to read in place of ``source``.

    Returns
    -------
    DataFrame
        ``year`` in words where no source gives it; ``seen_in``, the kind of source and its site; ``address``, the
        source's web address or ''.
    """
    own = awards()[awards()["town"] == town]
    own = own[own["level"] != ""].drop_duplicates(["level", "year"])
    found = [_WEB.match(source) for source in own["source"]]
    return own.assign(
        year=own["year"].replace("", "year not seen"),
        seen_in=[
            f"{kind}, {address['site'] if address else source}"
            for kind, source, address in zip(own["evidence"], own["source"], found, strict=True)
        ],
        address=[address[0] if address else "" for address in found],
    )


def story_of(town: str) -> str:
    """A sentence on the town's published success story of action 8.5; '' when it has none."""
    own = success_stories()[success_stories()["town"] == town]
    if own.empty:
        return ""
    month = date.fromisoformat(f"{own['certification'].iloc[0]}-01")
    return (
        f"{town} has a published success story for action 8.5, certified in {month:%B %Y}. "
        "The page does not say which role it had, nor with whom."
    )
