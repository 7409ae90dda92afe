"""Where the shipped facts are, and the one way to read them: every cell is text, a blank is ''."""

from pathlib import Path

import pandas as pd

DATA = Path(__file__).resolve().parent.parent / "data"
LOCAL = DATA / "local"


def read_facts(name: str) -> pd.DataFrame:
    """Read ``data/<name>``, one of the shipped tables that ``data/README.md`` describes."""
    return pd.read_csv(DATA / name, dtype=str, keep_default_na=False)
