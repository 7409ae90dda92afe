"""Text that a spreadsheet would run is kept text, and comes back as it was."""

import pytest
from builders import csv_of, record
from hypothesis import given
from hypothesis import strategies as st

from sct_dash.formulas import disarmed, rearmed
from sct_dash.records.readers import read


@pytest.mark.parametrize(
    ("text", "written"),
    [("=1+1", "'=1+1"), ("-5", "'-5"), ("@x", "'@x"), ("+1", "'+1"), ("'=x", "''=x"), ("it's", "it's"), ("'", "'")],
)
def test_text_that_would_run_gets_an_apostrophe(text, written):
    assert disarmed(text) == written
    assert rearmed(written) == text


@given(st.text(alphabet="'=+-@\ta1"))
def test_disarming_is_undone_by_rearming(text):
    assert rearmed(disarmed(text)) == text


def test_a_canonical_file_holds_no_formula_and_reads_back_as_it_was():
    written = csv_of(record(notes="=HYPERLINK(1)", evidence="'-x"))
    assert b",'=HYPERLINK(1)\n" in written
    row = read("r.csv", written).records.iloc[0]
    assert (row["notes"], row["evidence"]) == ("=HYPERLINK(1)", "'-x")
