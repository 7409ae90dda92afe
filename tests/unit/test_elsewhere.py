"""Places outside Connecticut that are not written as 'Northampton, MA': offered by one click, never taken."""

import pytest
from builders import csv_of

from sct_dash.records import values
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.readers import look, read
from sct_dash.records.values import Understood

HEADER = ["Mentor", "Mentee", "Action", "Support", "Started"]
ROW = ["Avon", "3.12", "staff time", "2024-05-01"]
NOT_HERE = "is no Connecticut town"


@pytest.mark.parametrize(
    "said",
    [
        "Springfield, MA",
        "Springfield MA",
        "Springfield, Mass.",
        "Springfield (MA)",
        "City of Springfield, Massachusetts",
    ],
)
def test_place_with_its_state_is_understood_directly(said):
    assert values.place(said).value == "Springfield, MA"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("springfield ma", "Springfield, MA"),
        ("Springfield/MA", "Springfield, MA"),
        ("MA - Springfield", "Springfield, MA"),
        ("MA: Springfield", "Springfield, MA"),
        ("Springfield, MA (PVPC)", "Springfield, MA"),
        ("Springfield, MA, USA", "Springfield, MA"),
        ("Springfield, Massachussetts", "Springfield, MA"),
        ("Worcester, MA DPW", "Worcester, MA"),
        ("Providence", "Providence, RI"),
        ("westerly", "Westerly, RI"),
        ("Northampton?", "Northampton, MA"),
    ],
)
def test_place_written_in_another_way_is_suggested_with_its_state(said, meant):
    asked = values.place(said)
    assert (asked.suggestion, asked.options) == (meant, (meant,))


def test_place_of_two_states_and_one_like_a_town_here_are_only_offered():
    asked = values.place("Springfield")
    assert (asked.suggestion, asked.options) == ("", ("Springfield, MA", "Springfield, VT"))
    assert asked.reason == f"{NOT_HERE}; it may be Springfield, MA or Springfield, VT"
    asked = values.place("Boston")
    assert (asked.suggestion, asked.options) == ("", ("Boston, MA", "Bolton"))
    assert asked.reason == f"{NOT_HERE}; it may be Boston, MA or Bolton"


def test_question_mark_behind_a_place_with_its_state_is_what_is_asked():
    asked = values.place("Springfield, MA?")
    assert (asked.reason.split(";")[0], asked.options) == (
        "the question mark says that it is not certain", ("Springfield, MA",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "towns"),
    [
        ("Springfield, MA and Agawam, MA", ("Springfield, MA", "Agawam, MA")),
        ("Southwick, MA / Suffield", ("Southwick, MA", "Suffield")),
        ("Springfield, MA; Avon", ("Springfield, MA", "Avon")),
    ],
)
def test_several_places_with_their_states_are_a_row_each(said, towns):
    asked = values.place(said)
    assert (asked.options, asked.several) == (towns, True)


def test_organization_elsewhere_is_a_partner_and_offers_its_place():
    asked = values.place("Springfield, MA - Planning Dept")
    assert (asked.partner, asked.suggestion, asked.options) == (
        "Springfield, MA - Planning Dept", "", ("Springfield, MA",),
    )  # fmt: skip


@pytest.mark.parametrize(
    "said", ["Springville", "Ma-dison", "Totals for MA towns", "see email", "Notes: MA", "NYC", "Ma Bell"]
)
def test_other_texts_are_no_place_of_another_state(said):
    asked = values.place(said)
    assert isinstance(asked, Understood) or not [one for one in asked.options if "," in one]


def test_offered_place_becomes_the_mentor_and_a_column_of_such_places_is_one_of_towns():
    content = csv_of(HEADER, ["Springfield", *ROW])
    reading = read("r.csv", content, corrections=Corrections((Correction(2, "mentor", "Springfield, MA"),)))
    assert (reading.faults, reading.records["mentor"].tolist()) == ((), ["Springfield, MA"])
    named = csv_of(["From", "To", *HEADER[2:]], *[[town, *ROW] for town in ("Holyoke", "Westerly", "Agawam")])
    assert look("r.csv", named).mapping.fields[:2] == ("mentor", "mentee")
