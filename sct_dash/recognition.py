"""What towns were publicly recognised for: awards seen, and success stories of action 8.5.

The award lists are complete for some years only, so an award is shown with its year and never as today's
status.
"""

from functools import lru_cache

import pandas as pd

from sct_dash.facts import read_facts

COMPLETE_YEARS = ("2018", "2019", "2022")
"""The years for which every award is known (``data/README.md``)."""


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
