"""What towns were publicly recognized for: each award with a source that can be read and opened."""

import pytest

from sct_dash import recognition


def test_award_names_its_kind_of_source_and_the_site():
    seen = recognition.awards_of("East Haddam").set_index("year")
    assert seen.loc["2024", "seen_in"] == "certification report, sustainablect.org"
    assert seen.loc["2024", "address"] == (
        "https://sustainablect.org/about/participating-communities/certification-report"
    )


@pytest.mark.parametrize("town", sorted(set(recognition.awards()["town"])))
def test_every_award_can_be_opened_where_it_was_seen(town):
    seen = recognition.awards_of(town)
    assert all(address.startswith(("https://", "http://")) for address in seen["address"])
    assert all("http" not in said and "(" not in said for said in seen["seen_in"])
