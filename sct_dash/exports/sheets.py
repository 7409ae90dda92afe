"""Tables as CSV files that a spreadsheet program opens safely."""

import pandas as pd

from sct_dash import words
from sct_dash.formulas import disarmed


def to_csv(table: pd.DataFrame, sample: bool = False) -> bytes:
    """A table as CSV for a spreadsheet: UTF-8 with a mark that Excel knows it by, ISO dates, no formulas.

    Text that a spreadsheet would take for a formula gets an apostrophe in front, as Excel itself shows it. What is
    made from the sample says so in a last column, which stays with every row wherever it is copied.
    """
    safe = table.copy()
    for name in safe.columns:
        if pd.api.types.is_datetime64_any_dtype(safe[name]):
            safe[name] = safe[name].dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_string_dtype(safe[name]):
            safe[name] = safe[name].map(disarmed, na_action="ignore")
    if sample:
        safe["sample"] = words.SAMPLE_MARK
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
