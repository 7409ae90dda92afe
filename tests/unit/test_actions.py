"""Action numbers: the same number is another action in another numbering."""

import pytest

from sct_dash import actions
from sct_dash.errors import UserError

NOT_A_NUMBER = "is not an action number; write category and number, as in 3.12"


@pytest.mark.parametrize(("year", "first"), [(2018, 2018), (2020, 2018), (2021, 2021), (2024, 2021), (2030, 2021)])
def test_numbering_changed_in_2021(year, first):
    assert actions.numbering(year) == first


def test_year_before_the_programme_is_refused():
    with pytest.raises(UserError) as refused:
        actions.numbering(2017)
    assert str(refused.value) == "Sustainable CT had no actions in 2017; its first list is from 2018."


@pytest.mark.parametrize(
    ("number", "year", "problem"),
    [
        ("3.12", 2024, ""),
        ("13.1", 2024, ""),
        ("1.99", 2024, ""),
        ("10.1", 2020, ""),
        ("14.1", 2024, "there is no category 14 in 2024; categories run from 1 to 13"),
        ("11.1", 2020, "there is no category 11 in 2020; categories run from 1 to 10"),
        ("3", 2024, NOT_A_NUMBER),
        ("3.0", 2024, NOT_A_NUMBER),
        ("0.1", 2024, NOT_A_NUMBER),
        ("03.1", 2024, NOT_A_NUMBER),
        ("3.100", 2024, NOT_A_NUMBER),
        ("3,12", 2024, NOT_A_NUMBER),
        ("3.12 ", 2024, NOT_A_NUMBER),
        ("", 2024, NOT_A_NUMBER),
    ],
)
def test_number_is_plausible_or_told_what_is_wrong_with_it(number, year, problem):
    assert actions.problem(number, year) == problem


def test_title_is_of_the_numbering_of_its_year():
    assert actions.title("3.1", 2024) == "Provide Watershed Education"
    assert actions.title("3.1", 2019) == "Map Tourism and Cultural Assets"


@pytest.mark.parametrize(
    ("year", "title"),
    [
        (2021, "Provide Education on Water Conservation"),
        (2022, "Provide Education on Water Conservation"),
        (2024, "Provide Education on Responsible Water Usage"),
        (2026, "Provide Education on Responsible Water Usage"),
    ],
)
def test_title_is_that_of_the_nearest_list(year, title):
    assert actions.title("3.7", year) == title


def test_action_in_no_list_has_no_title_and_is_no_error():
    assert actions.title("7.99", 2024) == ""
    assert actions.label("7.99", 2024) == "7.99"


def test_label_of_an_old_number_tells_its_year():
    assert actions.label("3.12", 2022) == "3.12 Enhance Pollinator Pathways"
    assert actions.label("3.1", 2019) == "3.1 (2019 list) Map Tourism and Cultural Assets"


@pytest.mark.parametrize(
    ("number", "year", "name"),
    [
        ("3.12", 2024, "Well-Stewarded Land and Natural Resources"),
        ("3.12", 2019, "Vibrant and Creative Cultural Ecosystems"),
        ("12.1", 2024, "Effective, Compassionate Homelessness Prevention"),
        ("12.1", 2019, ""),
    ],
)
def test_category_is_of_the_numbering_of_its_year(number, year, name):
    assert actions.category(number, year) == name


def test_number_is_listed_when_any_list_of_its_numbering_has_it():
    assert actions.is_listed("3.10", 2026)
    assert not actions.is_listed("8.50", 2024)
    assert not actions.is_listed("3.12", 2019)


def test_natural_order_puts_3_2_before_3_12_and_9_1_before_10_1():
    assert sorted(["10.1", "3.12", "9.1", "3.2"], key=actions.natural_key) == ["3.2", "3.12", "9.1", "10.1"]


def test_number_far_beyond_the_highest_place_of_its_numbering_is_doubted():
    assert [actions.doubt(number, 2024) == "" for number in ("3.19", "3.20", "13.19")] == [True, False, True]
    assert [actions.doubt(number, 2019) == "" for number in ("2.16", "2.17")] == [True, False]
    assert actions.near("3.99", 2024) == ("3.9",)
