"""Tables that leave as CSV: safe to open in a spreadsheet."""

import pandas as pd
import pytest

from sct_dash.exports import sheets


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_is_disarmed(text):
    written = sheets.to_csv(pd.DataFrame({"notes": [text]})).decode("utf-8-sig")
    assert written.splitlines()[1].strip('"').startswith("'")


def test_dates_are_iso_and_numbers_stay_numbers():
    table = pd.DataFrame({"town": ["Avon"], "day": pd.to_datetime(["2026-11-01"]), "change": [-5]})
    assert sheets.to_csv(table).decode("utf-8-sig") == "town,day,change\nAvon,2026-11-01,-5\n"


def test_file_begins_with_the_mark_that_excel_knows_utf8_by():
    assert sheets.to_csv(pd.DataFrame({"a": ["é"]})).startswith(b"\xef\xbb\xbf")


def test_every_row_made_from_the_sample_says_so():
    table = pd.DataFrame({"town": ["Avon", "Canton"]})
    assert sheets.to_csv(table, sample=True).decode("utf-8-sig").splitlines() == [
        "town,sample",
        "Avon,Sample: fictional records",
        "Canton,Sample: fictional records",
    ]
    assert "sample" not in table.columns
