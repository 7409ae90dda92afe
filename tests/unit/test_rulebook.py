"""Editions: read strictly, chosen by date, with a window that is exact around 29 February."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sct_dash import rulebook
from sct_dash.errors import UserError

TEXT = (rulebook.RULES / "2024.toml").read_text(encoding="utf-8")
EDITION = rulebook.edition("2024")


def refusal(folder, text, name="2024.toml"):
    """The one line that a folder with this file is refused with."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        rulebook.editions(folder)
    return str(refused.value)


def changed(old, new):
    assert TEXT.count(old) >= 1
    return TEXT.replace(old, new, 1)


# --- the edition of 2024 -------------------------------------------------------------------------------


def test_edition_2024_has_the_numbers_of_the_action_page():
    assert {name: rule.value for name, rule in EDITION.rules.items()} == {
        "points_per_action": 5,
        "maximum_actions": 3,
        "window_years": 3,
        "window_counted_from": "application date",
        "eligible_support": ("presentation", "staff_time"),
        "implementation_required": True,
        "mentee_in_connecticut": True,
        "roles_share_the_maximum": True,
    }
    assert EDITION.maximum_points == 15


def test_what_was_concluded_and_not_read_is_marked_inferred():
    assert {name for name, rule in EDITION.rules.items() if rule.status == "inferred"} == {
        "window_counted_from",
        "mentee_in_connecticut",
        "roles_share_the_maximum",
    }


def test_every_shipped_edition_gives_a_source_and_a_clause_for_every_value():
    for edition in rulebook.editions():
        assert [name for name, rule in edition.rules.items() if not rule.source or not rule.clause] == []


# --- a strict loader -----------------------------------------------------------------------------------

HEADER_KEYS = (
    "edition, title, in_force_from, in_force_note, points_per_action, maximum_actions, window_years, "
    "window_counted_from, eligible_support, implementation_required, mentee_in_connecticut and "
    "roles_share_the_maximum"
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(
            'colour = "green"\n' + TEXT,
            f"2024.toml: unknown key 'colour'; allowed: {HEADER_KEYS}.",
            id="unknown key",
        ),
        pytest.param(
            changed('unit = "points"', 'unit = "points"\nnote = "x"'),
            "2024.toml: points_per_action: unknown key 'note'; "
            "allowed: value, unit, source, clause, status and last_checked_on.",
            id="unknown key of a rule",
        ),
        pytest.param(
            changed('title = "Action 8.5 as revised in 2024"\n', ""),
            "2024.toml: 'title' is missing.",
            id="missing key",
        ),
        pytest.param(
            changed('unit = "points"\n', ""),
            "2024.toml: points_per_action: 'unit' is missing.",
            id="missing key of a rule",
        ),
        pytest.param(
            changed("in_force_from = 2024-01-01", 'in_force_from = "2024-01-01"'),
            "2024.toml: in_force_from is '2024-01-01'; it must be a date such as 2024-01-01.",
            id="text for a date",
        ),
        pytest.param(
            changed("value = 5", 'value = "5"'),
            "2024.toml: points_per_action.value is '5'; it must be a whole number.",
            id="text for a number",
        ),
        pytest.param(
            changed("value = 5", "value = true"),
            "2024.toml: points_per_action.value is True; it must be a whole number.",
            id="true for a number",
        ),
        pytest.param(
            changed("value = 5", "value = 5.0"),
            "2024.toml: points_per_action.value is 5.0; it must be a whole number.",
            id="fraction for a whole number",
        ),
        pytest.param(
            changed("value = true", "value = 1"),
            "2024.toml: implementation_required.value is 1; it must be true or false.",
            id="number for true",
        ),
        pytest.param(
            changed('value = ["presentation", "staff_time"]', 'value = "presentation"'),
            "2024.toml: eligible_support.value is 'presentation'; it must be a list of forms of support.",
            id="text for a list",
        ),
        pytest.param(
            changed('unit = "points"', "unit = 5"),
            "2024.toml: points_per_action.unit is 5; it must be text.",
            id="number for text",
        ),
        pytest.param(
            changed("last_checked_on = 2026-11-22", 'last_checked_on = "today"'),
            "2024.toml: points_per_action.last_checked_on is 'today'; it must be a date such as 2024-01-01.",
            id="text for the day it was checked",
        ),
        pytest.param(
            changed("value = 5", "value = 0"),
            "2024.toml: points_per_action.value is 0; it must be 1 or more.",
            id="nothing per action",
        ),
        pytest.param(
            changed('\nstatus = "seen"', '\nstatus = "guessed"'),
            "2024.toml: points_per_action.status is 'guessed'; allowed: seen or inferred.",
            id="wrong status",
        ),
        pytest.param(
            changed('value = "application date"', 'value = "award date"'),
            "2024.toml: window_counted_from.value is 'award date'; allowed: application date.",
            id="window counted from another day",
        ),
        pytest.param(
            changed('"staff_time"]', '"letters"]'),
            "2024.toml: eligible_support.value names 'letters'; "
            "allowed: presentation, staff_time, conference, webinar or other.",
            id="unknown form of support",
        ),
        pytest.param(
            changed('edition = "2024"', 'edition = "2023"'),
            "2024.toml: edition is '2023'; it must be the file's name, '2024'.",
            id="wrong file name",
        ),
        pytest.param(
            'points_per_action = 5\nedition = "2024"\n'
            + TEXT[TEXT.index("title =") :].replace(
                TEXT[TEXT.index("[points_per_action]") : TEXT.index("[maximum_actions]")], ""
            ),
            "2024.toml: points_per_action: must be a table with "
            "value, unit, source, clause, status and last_checked_on.",
            id="bare number for a rule",
        ),
    ],
)
def test_file_that_is_not_exactly_of_the_form_is_refused_with_one_line(tmp_path, text, line):
    assert refusal(tmp_path, text) == line


def test_file_that_is_not_toml_is_refused_with_the_place(tmp_path):
    assert refusal(tmp_path, "edition = \n") == (
        "2024.toml: is not readable TOML: Invalid value (at line 1, column 11)."
    )


def test_two_editions_that_begin_on_one_day_are_refused(tmp_path):
    (tmp_path / "2025.toml").write_text(changed('edition = "2024"', 'edition = "2025"'), encoding="utf-8")
    line = refusal(tmp_path, TEXT)
    both_orders = [
        f"{tmp_path.name}: editions {a} and {b} both begin on January 1, 2024; each needs a day of its own."
        for a, b in (("2024", "2025"), ("2025", "2024"))
    ]
    assert line in both_orders


# --- which edition -------------------------------------------------------------------------------------


def two_editions(folder):
    later = changed('edition = "2024"', 'edition = "2030"').replace("2024-01-01", "2030-07-01", 1)
    (folder / "2024.toml").write_text(TEXT, encoding="utf-8")
    (folder / "2030.toml").write_text(later, encoding="utf-8")


def test_editions_stand_in_the_order_of_their_days_whatever_their_names(tmp_path):
    two_editions(tmp_path)
    earliest = changed('edition = "2024"', 'edition = "pilot"').replace("2024-01-01", "2022-01-01", 1)
    (tmp_path / "pilot.toml").write_text(earliest, encoding="utf-8")
    assert [edition.edition for edition in rulebook.editions(tmp_path)] == ["pilot", "2024", "2030"]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 1, 1), "2024"),
        (date(2030, 6, 30), "2024"),
        (date(2030, 7, 1), "2030"),
        (date(2040, 1, 1), "2030"),
    ],
)
def test_edition_in_force_is_the_latest_that_began(tmp_path, day, name):
    two_editions(tmp_path)
    assert rulebook.edition_on(day, tmp_path).edition == name


def test_day_before_the_first_edition_is_refused_with_what_is_known():
    with pytest.raises(UserError) as refused:
        rulebook.edition_on(date(2023, 12, 31))
    assert str(refused.value) == (
        "No edition of action 8.5 is known for December 31, 2023: the earliest, 2024, begins on "
        "January 1, 2024. Choose that day or a later one."
    )


def test_edition_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    two_editions(tmp_path)
    with pytest.raises(UserError) as refused:
        rulebook.edition("2018", tmp_path)
    assert str(refused.value) == "There is no edition '2018' of action 8.5; known: 2024 and 2030."


# --- the window ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("application_date", "first"),
    [
        (date(2026, 11, 22), date(2023, 11, 22)),
        (date(2026, 1, 1), date(2023, 1, 1)),
        (date(2024, 2, 28), date(2021, 2, 28)),
        (date(2024, 2, 29), date(2021, 2, 28)),
        (date(2024, 3, 1), date(2021, 3, 1)),
        (date(2027, 2, 28), date(2024, 2, 28)),
        (date(2027, 3, 1), date(2024, 3, 1)),
    ],
)
def test_window_begins_three_calendar_years_before_and_ends_on_the_application_date(application_date, first):
    assert EDITION.window(application_date) == rulebook.Window(first, application_date)


@pytest.mark.parametrize(
    ("last_active", "until"),
    [
        (date(2023, 11, 22), date(2026, 11, 22)),
        (date(2021, 2, 27), date(2024, 2, 27)),
        (date(2021, 2, 28), date(2024, 2, 29)),
        (date(2021, 3, 1), date(2024, 3, 1)),
        (date(2024, 2, 28), date(2027, 2, 28)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2022, 2, 28), date(2025, 2, 28)),
    ],
)
def test_activity_is_good_until_the_same_day_three_years_later(last_active, until):
    assert EDITION.active_until(last_active) == until


def last_day_by_trying(edition, last_active):
    """Try every day for some years and keep the last whose window holds `last_active`."""
    days = [last_active + timedelta(days=n) for n in range(370 * edition.window_years.value + 40)]
    return max(day for day in days if edition.window(day).first <= last_active)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dates(date(1996, 1, 1), date(2090, 12, 31)), st.integers(1, 5))
def test_active_until_is_the_last_application_date_whose_window_holds_the_day(last_active, years):
    edition = replace(EDITION, window_years=replace(EDITION.window_years, value=years))
    assert edition.active_until(last_active) == last_day_by_trying(edition, last_active)


@pytest.mark.parametrize("first_of_march", [date(year, 3, 1) for year in range(2020, 2029)], ids=str)
def test_active_until_is_exact_at_the_end_of_every_february(first_of_march):
    days = [first_of_march - timedelta(days=n) for n in range(4)]
    assert [EDITION.active_until(day) for day in days] == [last_day_by_trying(EDITION, day) for day in days]
