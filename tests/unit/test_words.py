"""How dates, counts and lists are said."""

from datetime import date

import pytest

from sct_dash import words


def test_day_is_said_as_people_here_write_it():
    assert words.day(date(2026, 11, 1)) == "November 1, 2026"


@pytest.mark.parametrize(("number", "said"), [(0, "0 towns"), (1, "1 town"), (2, "2 towns"), (1240, "1,240 towns")])
def test_count_says_the_noun_in_its_number(number, said):
    assert words.count(number, "town") == said


def test_count_takes_a_plural_of_its_own():
    assert (words.count(1, "entry", "entries"), words.count(2, "entry", "entries")) == (
        "1 entry",
        "2 entries",
    )


@pytest.mark.parametrize(
    ("value", "said"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (1240, "1,240"), (-1, "-1")]
)
def test_number_is_spelled_below_ten(value, said):
    assert words.number(value) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_listing_joins_names_for_a_sentence(names, said):
    assert words.listing(names) == said
    assert words.listing(iter(names)) == said


def test_listing_takes_another_conjunction():
    assert words.listing(["A", "B", "C"], "or") == "A, B or C"


def test_listing_counts_what_is_beyond_the_limit():
    assert words.listing("ABCDE", limit=2) == "A, B and 3 more"
    assert words.listing("AB", limit=2) == "A and B"


def test_sentence_begins_with_a_capital_and_leaves_the_rest():
    assert words.sentence("still in New London") == "Still in New London"
    assert words.sentence("") == ""


@pytest.mark.parametrize(
    ("km", "said"), [(0.0, "less than a mile"), (0.8, "less than a mile"), (1.6, "1 mile"), (20, "12 miles")]
)
def test_distance_is_said_in_miles(km, said):
    assert words.miles(km) == said
