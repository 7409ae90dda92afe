"""Texts that name organizations are told from remarks, towns and persons."""

import pytest

from sct_dash.records import organizations


@pytest.mark.parametrize(
    "text",
    [
        "land trust",
        "YMCA; garden club",
        "UConn",
        "Friends of the Sea",
        "Planning & Zoning Commission",
        "CRCOG",
        "UConn Extension",
        "Quinnipiac University",
    ],
)
def test_organizations_are_known_by_their_own_words(text):
    assert organizations.are_named(text)


@pytest.mark.parametrize("text", ["Rotary", "Save the Sound", "Rotary and Lions", "Audubon Connecticut, land trust"])
def test_names_may_be_organizations(text):
    assert (organizations.are_named(text), organizations.may_be_named(text)) == (False, True)


@pytest.mark.parametrize(
    "text",
    ["", " ; ", "&", "2", "3 schools", "see notes", "needs board approval", "garden club helped", "Avon", "x",
     "waiting", "the planning commission and the council of the other town wrote a letter on it", "yes", "N/A"],
)  # fmt: skip
def test_counts_remarks_and_towns_are_none(text):
    assert not organizations.may_be_named(text)
