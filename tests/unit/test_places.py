"""Messy names of municipalities: each understood as exactly one town, or asked about; never guessed."""

import math

import pytest

from sct_dash import places
from sct_dash.errors import UserError
from sct_dash.places import Place, UnclearPlace, place

LOOK_ALIKES = (
    "Canaan, North Canaan, New Canaan, Windsor, East Windsor, South Windsor, Windsor Locks, Stonington, "
    "North Stonington, Haddam, East Haddam, Lyme, Old Lyme, East Lyme, Hartford, New Hartford, East Hartford, "
    "West Hartford, Branford, North Branford, Milford, New Milford, New Haven, North Haven, East Haven, West Haven, "
    "Granby, East Granby, Hampton, East Hampton, Fairfield, New Fairfield"
).split(", ")


def refusal(text):
    with pytest.raises(UnclearPlace) as refused:
        place(text)
    return str(refused.value), refused.value.suggestion


# --- Connecticut towns ---------------------------------------------------------------------------------


def test_every_town_is_itself_without_a_note():
    assert [place(town) for town in places.towns().index] == [Place(town, True) for town in places.towns().index]


@pytest.mark.parametrize("town", LOOK_ALIKES)
@pytest.mark.parametrize("form", ["{}", "Town of {}", "{}, CT", "the town of {}, Connecticut", "  {}  "])
def test_look_alike_name_is_exactly_itself_in_every_form(town, form):
    assert place(form.format(town)).name == town
    assert place(form.format(town).upper()).name == town


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("simsbury", "Simsbury"),
        ("SIMSBURY", "Simsbury"),
        ("Old   Lyme", "Old Lyme"),
        ("old-lyme", "Old Lyme"),
        ("Town of Simsbury", "Simsbury"),
        ("The Town of Simsbury", "Simsbury"),
        ("City of Hartford", "Hartford"),
        ("Borough of Naugatuck", "Naugatuck"),
        ("Simsbury, CT", "Simsbury"),
        ("Simsbury , ct", "Simsbury"),
        ("Simsbury, Conn.", "Simsbury"),
        ("Simsbury, Connecticut", "Simsbury"),
        ("Town of Simsbury, CT", "Simsbury"),
        ("Simsbury CT", "Simsbury"),
        ("Simsbury, CT 06070", "Simsbury"),
        ("Simsbury (Town)", "Simsbury"),
        ("Simsbury - town", "Simsbury"),
        ("Simsbury.", "Simsbury"),
        ("Sims\u00adbury\u00a0", "Simsbury"),
        ("Newhaven", "New Haven"),
        ("Hartford, West", "West Hartford"),
        ("Lyme (Old)", "Old Lyme"),
        ("town of no. canaan", "North Canaan"),
        ("N. Branford", "North Branford"),
        ("E Hartford", "East Hartford"),
        ("No. Haven", "North Haven"),
        ("W. Haven", "West Haven"),
        ("City of Groton", "Groton"),
        ("Winsted", "Winchester"),
        ("Storrs", "Mansfield"),
        ("Willimantic", "Windham"),
        ("Rockville", "Vernon"),
        ("Niantic", "East Lyme"),
        ("South Lyme", "Old Lyme"),
        ("North Granby", "Granby"),
        ("Stonington Borough", "Stonington"),
    ],
)
def test_other_way_to_write_a_town_is_understood_and_noted(text, town):
    assert place(text) == Place(town, True, f"{text!r} read as {town}")


@pytest.mark.parametrize(
    ("village", "line"),
    [
        ("Mystic", "Mystic lies in Groton and Stonington; name the town"),
        ("old mystic", "old mystic lies in Groton and Stonington; name the town"),
        ("Georgetown", "Georgetown lies in Redding, Weston and Wilton; name the town"),
        ("Hadlyme", "Hadlyme lies in East Haddam and Lyme; name the town"),
    ],
)
def test_village_in_several_towns_asks_and_suggests_none(village, line):
    assert refusal(village) == (line, "")


UNKNOWN = "no Connecticut town has this name; a place in another state is written 'Northampton, MA'"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Darren", "Darien"),
        ("Simsbery", "Simsbury"),
        ("Hrtford", "Hartford"),
        ("N. London", "New London"),
        ("Windsor, Locks", "Windsor Locks"),
        ("Knet", "Kent"),
        ("Springfield", ""),
        ("Stors", "Mansfield"),
        ("", ""),
        ("?", ""),
    ],
)
def test_unknown_name_is_refused_with_a_suggestion_where_one_is_near(text, suggestion):
    assert refusal(text) == (UNKNOWN, suggestion)


def test_place_of_another_state_written_without_it_is_not_taken_for_a_connecticut_one():
    assert refusal("Northampton") == (UNKNOWN, "")


# --- other states --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Northampton, MA", "Northampton, MA"),
        ("Northampton,ma", "Northampton, MA"),
        ("  Northampton ,  MA ", "Northampton, MA"),
        ("Hartford, VT", "Hartford, VT"),
        ("St. Albans, VT", "St. Albans, VT"),
        ("Manchester-by-the-Sea, MA", "Manchester-by-the-Sea, MA"),
        ("Washington, DC", "Washington, DC"),
        ("NORTHAMPTON, MA", "Northampton, MA"),
        ("Westerly RI", "Westerly, RI"),
    ],
)
def test_place_with_another_state_lies_outside_connecticut(text, name):
    assert place(text) == Place(name, False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Northampton, Massachusetts", "Northampton, MA"),
        ("Northampton Massachusetts", "Northampton, MA"),
        ("Springfield (Mass.)", "Springfield, MA"),
        ("City of Northampton, MA", "Northampton, MA"),
        ("Providence, Rhode Island", "Providence, RI"),
        ("Westerly R.I.", "Westerly, RI"),
    ],
)
def test_other_way_to_write_a_place_outside_connecticut_is_understood_and_noted(text, name):
    assert place(text) == Place(name, False, f"{text!r} read as {name}")


@pytest.mark.parametrize("text", ["Port Washington", "West New York", "Fairfield CO", "northampton ma"])
def test_name_that_only_seems_to_end_in_a_state_asks(text):
    assert refusal(text)[0].startswith(UNKNOWN)


# --- what is no town -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("CRCOG", "CRCOG is a COG, not a town; put it in partners and name the town"),
        ("Capitol Region Council of Governments", "CRCOG is a COG, not a town; put it in partners and name the town"),
        ("Ledge Light Health District", "Ledge Light Health District is an organization, not a town; put it in "
         "partners and name the town"),
        ("Simsbury Land Trust", "Simsbury Land Trust is an organization, not a town; put it in partners and name "
         "the town"),
    ],
)  # fmt: skip
def test_organization_in_the_place_of_a_town_is_told_apart(text, line):
    with pytest.raises(UnclearPlace) as refused:
        place(text)
    begins = ("Simsbury",) if text.startswith("Simsbury") else ()
    assert (str(refused.value), refused.value.organization, refused.value.options) == (line, True, begins)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Morris (their sustainability team)", "Morris"),
        ("Salisbury (their conservation commission)", "Salisbury"),
        ("Town of Avon (P&Z)", "Avon"),
        ("Avon - Planning Dept.", "Avon"),
        ("E. Lyme, land use office", "East Lyme"),
        ("Hartford: Mayor's office", "Hartford"),
        ("Falls Village [first selectman’s office]", "Canaan"),
        ("Bolton — Board of Selectmen", "Bolton"),
        ("Kent (Parks & Rec)", "Kent"),
        ("Avon (town council)", "Avon"),
    ],
)
def test_office_of_a_town_beside_its_name_is_the_town(text, town):
    assert place(text) == Place(town, True, f"{text!r} read as {town}")


@pytest.mark.parametrize(
    "text",
    [
        "Kent (land trust)",
        "Lyme (garden club)",
        "Avon (not their land use office)",
        "Avon (with Canton)",
        "Avon (MetroCOG)",
        "Avon (school board)",
        "Avon (library)",
        "Avon (arts council)",
        "Mansfield (UConn)",
        "Mystic (town hall)",
        "Avon Conservation Commission",
        "Farmington Valley Health District",
        "New Haven County Conservation District",
    ],
)
def test_what_stands_beside_a_town_and_is_not_its_own_office_asks(text):
    with pytest.raises(UnclearPlace):
        place(text)


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Haddam or E. Haddam?", ("Haddam", "East Haddam")),
        ("Haddam or E. Haddam", ("Haddam", "East Haddam")),
        ("Avon or the Housatonic", ()),
        ("Avon or Northampton, MA", ("Avon", "Northampton, MA")),
        ("East or West Hartford", ("East Hartford", "West Hartford")),
        ("Ivoryton or Centerbrook", ("Essex",)),
        ("Warren and Goshen together", ("Warren", "Goshen")),
        ("both Warren & Goshen", ("Warren", "Goshen")),
    ],
)
def test_one_of_two_towns_or_both_are_offered(text, towns):
    with pytest.raises(UnclearPlace) as refused:
        place(text)
    assert refused.value.options == towns


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("UConn", ("Mansfield",)),
        ("uconn?", ("Mansfield",)),
        ("U-Conn", ("Mansfield",)),
        ("UConn Extension", ("Mansfield",)),
        ("UConn, Storrs", ("Mansfield",)),
        ("Storrs (UConn)", ("Mansfield",)),
        ("University of Connecticut", ("Mansfield",)),
        ("Univ. of Connecticut, Storrs, CT 06269", ("Mansfield",)),
        ("UConn Stamford", ("Stamford",)),
        ("UConn - West Hartford", ("West Hartford",)),
        ("UConn, Avon and Bolton", ("Avon", "Bolton")),
        ("UConn Health", ("Farmington",)),
        ("Quinnipiac University", ("Hamden",)),
    ],
)
def test_organization_known_by_its_name_is_no_town_and_offers_the_town_beside_it_or_its_own(text, towns):
    with pytest.raises(UnclearPlace) as refused:
        place(text)
    asked = refused.value
    assert (asked.organization, asked.suggestion, asked.options) == (True, "", towns)
    assert str(asked) == f"{text.rstrip('?')} is an organization, not a town; put it in partners and name the town"


def test_misspelled_university_is_still_no_town():
    with pytest.raises(UnclearPlace) as refused:
        place("Quinipiac University")
    assert (refused.value.organization, refused.value.options) == (True, ())


def test_name_that_only_begins_like_an_organization_is_none():
    assert refusal("Uconnect") == (UNKNOWN, "")


@pytest.mark.parametrize("text", ["Simsbury and Avon", "Simsbury, Avon", "Simsbury / Avon", "Simsbury & Avon"])
def test_two_towns_in_one_cell_ask_for_two_rows(text):
    with pytest.raises(UnclearPlace) as refused:
        place(text)
    assert str(refused.value) == "names Simsbury and Avon; write a row for each town"
    assert refused.value.options == ("Simsbury", "Avon")


def test_question_mark_asks_to_confirm():
    assert refusal("Avon?") == ("the question mark says that it is not certain; confirm the town", "Avon")


def test_misspelled_village_in_two_towns_and_a_name_between_two_towns_offer_both():
    for text, towns in (("Mistic", ("Groton", "Stonington")), ("Stamfford", ("Stafford", "Stamford"))):
        with pytest.raises(UnclearPlace) as refused:
            place(text)
        assert str(refused.value) == f"{UNKNOWN}; it may be {towns[0]} or {towns[1]}"
        assert (refused.value.suggestion, refused.value.options) == ("", towns)


# --- towns of one name ---------------------------------------------------------------------------------

HAVENS = ("East Haven", "New Haven", "North Haven", "West Haven")
CANAANS = ("Canaan", "New Canaan", "North Canaan")
LYMES = ("Lyme", "East Lyme", "Old Lyme")
WINDSORS = ("Windsor", "Windsor Locks", "East Windsor", "South Windsor")


@pytest.mark.parametrize("text", ["N. {}", "N {}", "n.{}", "N{}", "Town of N. {}", "N. {}, CT", "N/{}"])
@pytest.mark.parametrize("town", ["Canaan", "Haven"])
def test_n_of_two_towns_may_be_new_as_well_as_north(text, town):
    with pytest.raises(UnclearPlace) as refused:
        place(text.format(town))
    asked = refused.value
    assert (asked.suggestion, asked.options) == ("", (f"New {town}", f"North {town}"))


def test_n_of_two_towns_is_told_as_a_name_and_not_as_a_village_in_both():
    assert refusal("N. Canaan") == ("N. Canaan may be New Canaan or North Canaan; name the town", "")


@pytest.mark.parametrize(
    ("text", "suggestion", "options"),
    [
        ("Haven", "", HAVENS),
        ("Havn", "", HAVENS),
        ("Canan", "", CANAANS),
        ("Lymes", "", LYMES),
        ("Lyme(s)", "", LYMES),
        ("Windsor (S)", "", WINDSORS),
        ("N. Windsor", "", WINDSORS),
        ("West Windsor", "", WINDSORS),
        ("N. Lyme", "", LYMES),
        ("N. Canan", "", ("New Canaan", "North Canaan", "Canaan")),
        ("Canaan, N.", "", ("New Canaan", "North Canaan", "Canaan")),
        ("Haven, N", "", ("New Haven", "North Haven")),
        ("No. Canan", "North Canaan", ("North Canaan", "Canaan")),
        ("N. Milford", "New Milford", ("New Milford", "Milford")),
        ("No. Milford", "New Milford", ("New Milford", "Milford")),
        ("E. Hartfrd", "East Hartford", ("East Hartford", "Hartford")),
        ("Hartford (E)", "East Hartford", ("East Hartford", "Hartford")),
        ("Stonington (N)", "North Stonington", ("North Stonington", "Stonington")),
        ("Est Haven", "East Haven", HAVENS),
        ("New Canan", "New Canaan", ("New Canaan",)),
        ("Hrtford", "Hartford", ("Hartford", "East Hartford", "New Hartford", "West Hartford")),
        ("Hartford: parks", "Hartford", ("Hartford", "East Hartford", "New Hartford", "West Hartford")),
        ("Winsor", "Windsor", WINDSORS),
        ("Hampten", "", ("Hampton", "East Hampton")),
        ("London", "New London", ("New London",)),
        ("Saybrok", "Old Saybrook", ("Old Saybrook",)),
        ("Niantc", "East Lyme", ("East Lyme",)),
    ],
)
def test_name_of_several_towns_offers_them_and_suggests_one_only_where_it_is_written_or_the_largest(
    text, suggestion, options
):
    with pytest.raises(UnclearPlace) as refused:
        place(text)
    assert (refused.value.suggestion, refused.value.options) == (suggestion, options)


def test_village_with_the_name_of_another_town_suggests_none():
    assert refusal("Canaan (Village)") == (UNKNOWN, "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Northampton, XX", "XX is not a US state; write a place outside Connecticut as 'Northampton, MA'"),
        (
            "12 Main St; MA, MA",
            "a place outside Connecticut is written with letters and its state: 'Northampton, MA'",
        ),
        (
            "=cmd(), MA",
            "a place outside Connecticut is written with letters and its state: 'Northampton, MA'",
        ),
    ],
)
def test_place_outside_connecticut_needs_a_plain_name_and_a_real_state(text, line):
    assert refusal(text) == (line, "")


# --- COGs, borders, distance ---------------------------------------------------------------------------


def test_169_towns_stand_in_nine_cogs():
    assert places.towns()["cog"].value_counts().to_dict() == {
        "CRCOG": 38,
        "NHCOG": 21,
        "NVCOG": 19,
        "SCCOG": 19,
        "WestCOG": 18,
        "RiverCOG": 17,
        "NECCOG": 16,
        "SCRCOG": 15,
        "MetroCOG": 6,
    }


@pytest.mark.parametrize(
    ("town", "cog"),
    [
        ("Lyme", "RiverCOG"),
        ("Old Lyme", "RiverCOG"),
        ("Windham", "SCCOG"),
        ("Voluntown", "NECCOG"),
        ("Bristol", "NVCOG"),
        ("Stafford", "CRCOG"),
        ("New Milford", "WestCOG"),
        ("Bridgewater", "WestCOG"),
    ],
)
def test_town_is_in_the_cog_that_intuition_gets_wrong(town, cog):
    assert places.cog_of()[town] == cog


def test_cog_is_found_in_any_case():
    assert places.cog_name(" rivercog ") == "RiverCOG"


def test_cog_that_is_none_is_refused_with_the_nine():
    with pytest.raises(UserError) as refused:
        places.cog_name("ABC")
    assert str(refused.value) == (
        "There is no COG 'ABC'; the nine are CRCOG, MetroCOG, RiverCOG, NVCOG, NECCOG, NHCOG, SCRCOG, SCCOG and "
        "WestCOG."
    )


def test_neighbours_are_the_towns_across_a_land_border():
    assert places.neighbours("Canaan") == {"Cornwall", "Norfolk", "North Canaan", "Salisbury"}
    assert places.neighbours("Union") == {"Ashford", "Eastford", "Stafford", "Willington", "Woodstock"}


def test_neighbours_are_mutual_and_nobody_is_its_own():
    towns = places.towns().index
    assert [(a, b) for a in towns for b in places.neighbours(a) if a == b or a not in places.neighbours(b)] == []


def test_distance_is_in_kilometres_and_the_same_both_ways():
    assert places.distance_km("Hartford", "West Hartford") == pytest.approx(5.51, abs=0.01)
    assert places.distance_km("Greenwich", "Thompson") == pytest.approx(178.31, abs=0.01)
    assert places.distance_km("Thompson", "Greenwich") == places.distance_km("Greenwich", "Thompson")
    assert places.distance_km("Avon", "Avon") == 0


def test_distance_to_a_place_outside_connecticut_is_not_known():
    assert math.isnan(places.distance_km("Hartford", "Northampton, MA"))


def test_map_begins_in_the_middle_of_the_state_and_is_in_kilometres():
    assert places.project(41.6, -72.7) == (0, 0)
    assert places.project(42.6, -71.7) == pytest.approx((83.24, 110.95), abs=0.01)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Ffld", ("Fairfield",)), ("B'port", ("Bridgeport",)), ("Bpt", ("Bridgeport",)), ("Trmbl", ("Trumbull",)),
        ("W Htfd", ("West Hartford",)), ("Stfd", ("Stafford", "Stamford", "Stratford")),
        ("lunch", ()), ("staff", ()), ("red", ()), ("nd", ()), ("sd", ()),
    ],
)  # fmt: skip
def test_name_without_most_of_its_letters_offers_the_towns_that_it_is_short_for(said, meant):
    with pytest.raises(UnclearPlace) as told:
        places.place(said)
    assert told.value.options == meant
    assert told.value.suggestion == (meant[0] if len(meant) == 1 else "")
