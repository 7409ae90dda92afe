"""The shipped sample: the tool's own bytes, read without a fault, and rich enough to show every screen."""

import importlib.util
import re
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from sct_dash import actions, places, rulebook
from sct_dash.records import readers, schema, source
from sct_dash.records.readers import Reading
from sct_dash.scoring import Scorecard, score

ROOT = Path(__file__).parents[2]
HALF_A_YEAR_LATER = date(2027, 5, 1)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sample", ROOT / "tools" / "make_sample.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reading() -> Reading:
    return readers.read_file(source.SAMPLE)


@pytest.fixture(scope="module")
def records(reading: Reading) -> pd.DataFrame:
    return reading.records


def scored(records: pd.DataFrame, application_date: date) -> Scorecard:
    return score(records, rulebook.edition("2024"), application_date)


@pytest.fixture(scope="module")
def card(records: pd.DataFrame) -> Scorecard:
    return scored(records, source.SAMPLE_DATE)


@pytest.fixture(scope="module")
def changes(records: pd.DataFrame, card: Scorecard) -> pd.Series:
    """Each town's points half a year later, less its points today."""
    return scored(records, HALF_A_YEAR_LATER).towns["points"] - card.towns["points"]


def ties_between(records: pd.DataFrame, one: str, other: str) -> set[tuple[str, str]]:
    cogs = zip(schema.cog_of(records["mentor"]), schema.cog_of(records["mentee"]), strict=True)
    pairs = zip(records["mentor"], records["mentee"], strict=True)
    return {pair for pair, ends in zip(pairs, cogs, strict=True) if set(ends) == {one, other}}


def test_the_tool_makes_exactly_the_shipped_bytes(tool):
    assert tool.make_sample() == source.SAMPLE.read_bytes()


def test_another_seed_makes_other_records_that_read_as_well(tool):
    content = tool.make_sample(seed=1)
    reading = readers.read("other.csv", content)
    assert content != source.SAMPLE.read_bytes()
    assert (reading.rows_in, reading.accepted, reading.faults) == (150, 150, ())


def test_150_records_are_read_without_a_fault_a_merge_or_a_note(reading):
    assert (reading.rows_in, reading.accepted) == (150, 150)
    assert (reading.faults, reading.merged, reading.notes) == ((), (), ())


def test_the_file_is_canonical(records):
    assert schema.to_csv(records) == source.SAMPLE.read_bytes()
    assert source._sample_contents() == source._contents(schema.cells(records))


def test_records_are_numbered_in_the_order_of_their_first_days(records):
    assert list(records["record_id"]) == [f"S{number:03}" for number in range(1, 151)]
    assert records["started"].is_monotonic_increasing
    assert (records["started"].dt.year.min(), records["started"].dt.year.max()) == (2021, 2026)


def test_every_verdict_occurs_several_times(card):
    assert Counter(card.claims["verdict"]) == {
        "outside_program": 3,
        "not_meaningful": 28,
        "not_started": 8,
        "lapsed": 59,
        "not_implemented": 60,
        "same_action": 14,
        "over_cap": 7,
        "counts": 113,
    }


def test_the_169_towns_are_spread_over_all_four_steps_of_points(card):
    # 36 x 5 + 19 x 10 + 13 x 15 = 565
    assert Counter(card.towns["points"]) == {0: 101, 5: 36, 10: 19, 15: 13}
    assert (card.towns["points"].sum(), card.towns["ready_points"].sum()) == (565, 385)


def test_64_towns_have_no_tie(card):
    assert (card.towns["claims"] == 0).sum() == 64


def test_16_towns_lose_points_within_half_a_year_and_7_gain(card, changes):
    lost = card.towns.loc[changes < 0, "cog"]
    assert Counter(lost) == Counter(CRCOG=7, NHCOG=3, MetroCOG=2, NECCOG=1, NVCOG=1, SCRCOG=1, WestCOG=1)
    assert list(changes[changes > 0].index) == [
        *("Colchester", "East Lyme", "Hebron", "North Canaan", "Rocky Hill", "Waterford", "Woodbury"),
    ]


def test_all_nine_cogs_give_take_and_have_points(records, card):
    nine = set(places.cogs().index)
    assert set(schema.cog_of(records["mentor"])) - {places.OUTSIDE} == nine
    assert set(schema.cog_of(records["mentee"])) - {places.OUTSIDE} == nine
    tied = card.towns[card.towns["claims"] > 0]
    assert Counter(tied["cog"]) == Counter(
        CRCOG=24, NHCOG=14, SCCOG=13, WestCOG=13, RiverCOG=12, NECCOG=10, SCRCOG=8, NVCOG=7, MetroCOG=4
    )
    assert Counter(tied.loc[tied["points"] > 0, "cog"]) == Counter(
        CRCOG=17, RiverCOG=9, SCCOG=9, WestCOG=9, NECCOG=7, SCRCOG=6, NHCOG=5, MetroCOG=3, NVCOG=3
    )


def test_three_mentors_and_two_mentees_are_in_other_states(records):
    outside = {role: {name for name in records[role] if "," in name} for role in ("mentor", "mentee")}
    assert outside == {
        "mentor": {"Beacon, NY", "Northampton, MA", "Westerly, RI"},
        "mentee": {"Great Barrington, MA", "Rye, NY"},
    }


def test_five_hubs_have_six_to_ten_mentees_and_no_other_town_has_more_than_five(records):
    mentees = records.groupby("mentor")["mentee"].nunique().sort_values(ascending=False)
    assert mentees[mentees > 5].to_dict() == {
        "West Hartford": 10,
        "New Haven": 8,
        "Fairfield": 7,
        "Old Saybrook": 7,
        "Bristol": 6,
    }


def test_west_hartford_alone_leads_the_mentors_of_crcog(records):
    own = records[schema.cog_of(records["mentor"]) == "CRCOG"]
    mentees = own.groupby("mentor")["mentee"].nunique().sort_values(ascending=False)
    assert (mentees.index[0], *mentees.iloc[:2]) == ("West Hartford", 10, 5)


def test_new_haven_alone_links_its_region_with_the_northwest_hills(records):
    assert ties_between(records, "NHCOG", "SCRCOG") == {
        ("New Haven", "Litchfield"),
        ("New Haven", "Torrington"),
    }


def test_ten_pairs_of_towns_help_each_other(records):
    ties = set(zip(records["mentor"], records["mentee"], strict=True))
    assert sorted((a, b) for a, b in ties if (b, a) in ties and a < b) == [
        ("Coventry", "Mansfield"),
        ("Deep River", "Essex"),
        ("East Haddam", "Essex"),
        ("East Haddam", "Lyme"),
        ("Glastonbury", "Manchester"),
        ("Groton", "Stonington"),
        ("Mansfield", "Windham"),
        ("New Haven", "West Haven"),
        ("New London", "Waterford"),
        ("Westport", "Wilton"),
    ]


def test_most_help_goes_to_a_town_within_30_km_and_some_across_the_state(records):
    pairs = zip(records["mentor"], records["mentee"], strict=True)
    km = pd.Series([places.distance_km(mentor, mentee) for mentor, mentee in pairs]).dropna()
    assert (len(km), (km <= 30).sum(), (km > 60).sum()) == (142, 121, 7)


def test_simsbury_has_10_points_of_which_5_are_ready_and_5_lapse(card, changes):
    receipt = card.receipt("Simsbury")
    shown = receipt[["record_id", "role", "partner", "action", "verdict", "documented"]]
    assert [tuple(row) for row in shown.itertuples(index=False)] == [
        ("S047", "mentee", "Northampton, MA", "5.6", "counts", False),
        ("S062", "mentor", "Granby", "3.12", "counts", True),
        ("S009", "mentee", "Bloomfield", "2.2", "lapsed", True),
        ("S050", "mentor", "Canton", "3.12", "same_action", False),
        ("S092", "mentor", "Avon", "3.13", "not_meaningful", True),
        ("S119", "mentee", "West Hartford", "5.4", "not_implemented", False),
    ]
    assert tuple(card.towns.loc["Simsbury", ["points", "ready_points"]]) == (10, 5)
    assert changes["Simsbury"] == -5


def test_every_action_has_a_title_that_was_seen(records):
    numbers = zip(records["action"], records["programme_year"], strict=True)
    assert [number for number, year in numbers if not actions.title(number, year)] == []
    assert Counter(records["programme_year"]) == {2024: 143, 2021: 4, 2022: 3}


def test_nothing_happens_on_a_weekend(records):
    days = pd.concat([records[name] for name in ("started", "last_active", "implemented_on")]).dropna()
    assert days[days.dt.day_of_week >= 5].empty


def test_partners_and_evidence_are_kinds_and_never_names(records):
    for column in ("partners", "evidence"):
        named = [text for text in records[column] if re.search("[A-Z]", text)]
        assert named == []


def test_notes_say_that_the_record_is_fictional(records, tool):
    noted = records.loc[records["notes"] != "", "notes"]
    assert len(noted) == 68
    assert noted.str.startswith(tool.FICTIONAL).all()


def test_the_readme_says_that_the_records_are_fictional():
    text = " ".join((source.SAMPLE.parent / "README.md").read_text(encoding="utf-8").split())
    assert "**All of them are fictional.**" in text
