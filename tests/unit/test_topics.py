"""Topics in a few words offer the listed actions whose titles say them; nonsense and general words offer none."""

import pytest

from sct_dash import actions, facts, places
from sct_dash.records import topics


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("pollinators", ("3.12",)),
        ("purchasing", ("2.2",)),
        ("purchase", ("2.2",)),
        ("permits", ("5.2", "5.6")),
        ("snow", ("3.14",)),
        ("equity", ("1.1", "1.2", "1.3")),
        ("open space", ("3.4",)),
        ("watershed plan", ("3.2",)),
        ("solar on schools", ("5.6",)),
        ("flood insurance", ("5.9",)),
    ],
)
def test_topic_is_found_in_titles_whatever_its_plural_or_ing_form(said, numbers):
    assert topics.about(said, 2024) == numbers


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("trees", ("3.9",)),
        ("street trees", ("3.9",)),
        ("POCD", ("5.1",)),
        ("LID", ("3.8",)),
        ("EV chargers", ("6.4",)),
        ("NFIP", ("5.9",)),
        ("bike lanes", ("6.1",)),
        ("biking", ("6.1",)),
        ("composting", ("9.4",)),
        ("vehicles", ("6.4", "6.6")),
    ],
)
def test_abbreviation_and_other_word_are_found_by_the_table_of_words(said, numbers):
    assert topics.about(said, 2024) == numbers


def test_topic_is_of_the_numbering_of_its_year():
    assert [topics.about("trees", year) for year in (2019, 2024)] == [("2.9",), ("3.9",)]
    assert [topics.about("farms", year) for year in (2019, 2024)] == [("4.3",), ("5.3",)]


def test_each_of_several_topics_is_found_in_their_order():
    assert topics.about("native plants/pollinators", 2024) == ("3.12",)
    assert topics.about("pollinators, invasives and dark skies", 2024) == ("3.12", "3.10", "3.13")
    assert topics.about("snow; watershed plan", 2024) == ("3.14", "3.2")


def test_title_that_says_all_of_a_topic_goes_before_those_that_say_a_part():
    assert topics.about("arts and culture", 2024) == ("4.2", "4.4")
    assert topics.about("water conservation", 2024) == ("3.7",)
    assert topics.about("water", 2024) == ("3.6", "3.7")


def test_topic_of_which_less_than_half_is_in_any_title_offers_none():
    assert topics.about("pollinator garden", 2024) == ("3.12",)
    assert topics.about("pollinator garden planning", 2024) == ("3.12",)  # planning tells nothing
    assert topics.about("pollinator garden fence", 2024) == ()


def test_topic_of_more_than_four_actions_offers_none():
    assert topics.about("homelessness", 2024) == ()
    assert topics.about("equity, water", 2024) == ()
    assert topics.about("equity, snow", 2024) == ("1.1", "1.2", "1.3", "3.14")


def test_misspelled_topic_is_found_and_another_word_alike_is_not():
    assert topics.about("polinator gardens", 2024) == ("3.12",)
    assert topics.about("brownfeilds", 2024) == ("2.1",)
    assert [topics.about(word, 2024) for word in ("round", "trails", "snob")] == [(), (), ()]


@pytest.mark.parametrize("said", ["parks", "trains", "houses", "buildings", "meetings", "bring", "spring"])
def test_word_that_only_begins_as_one_ending_in_ing_is_another(said):
    assert topics.about(said, 2024) == ()


@pytest.mark.parametrize("said", ["municipal", "program", "plan", "management plan", "education", "support", "and", ""])
def test_general_words_offer_none(said):
    assert [topics.about(said, year) for year in (2019, 2024)] == [(), ()]
    assert topics.only(said, 2024) == ""


@pytest.mark.parametrize(
    "said", ["xyzzy", "budget", "king", "n/a", "tbd", "12", "???", "the usual", "police dog", "a" * 300]
)
def test_nonsense_offers_none(said):
    assert topics.about(said, 2024) == ()


def test_no_town_and_no_cog_is_a_topic():
    names = [*places.towns().index, *places.cogs().index, *places.cogs()["name"]]
    assert [(name, year) for name in names for year in (2019, 2024) if topics.about(name, year)] == []


def test_every_row_of_the_table_of_words_offers_an_action_or_is_of_one_without_a_number():
    said = facts.read_facts("action_words.csv")["said"]
    none = {one for one in said if not (topics.about(one, 2024) or topics.about(one, 2019))}
    assert none == {"PAYT", "pay as you throw"}


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("solar", "5.6"),
        ("Dark sky", "3.13"),
        ("business", "2.4"),
        ("natural resource inventory", "3.5"),
        ("trees", ""),  # by the table of words
        ("water", ""),  # several
        ("public transit", ""),  # also a title without its number
        ("snow plowing", ""),  # in part
        ("roofing", ""),  # another form of roofs
        ("affordable housing", ""),
    ],
)
def test_whole_topic_in_one_title_and_in_no_other_is_told(said, number):
    assert topics.only(said, 2024) == number


@pytest.mark.parametrize(
    ("note", "numbers"),
    [
        ("dark skies", ("3.13",)),
        ("Talked about invasives at the pond with the land trust last May", ("3.10",)),
        ("Ann called; EV chargers at town hall, then snow", ("6.4", "3.14")),
        ("asked about trees", ("3.9",)),
        ("wants a natural resource inventory. soon", ()),  # among others, general words tell nothing
        ("natural resource inventory. soon", ("3.5",)),
        ("met near the parking lot", ()),
        ("parking", ("6.2",)),
        ("we spoke about equity with staff", ()),
        ("met in May", ()),
        ("", ()),
    ],
)
def test_note_names_the_actions_whose_topic_it_says_however_long_it_is(note, numbers):
    assert topics.named(note, 2024) == numbers


def test_topic_is_of_the_official_list_once_it_is_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr(facts, "LOCAL", tmp_path)
    assert topics.about("housing", 2024) == ()
    try:
        official = b"programme_year,action,title\n2024,11.1,Implement an Affordable Housing Plan\n"
        actions.keep_official(actions.read_official("actions.csv", official))
        assert [topics.about(said, 2024) for said in ("housing", "snow")] == [("11.1",), ()]
    finally:
        (tmp_path / actions.OFFICIAL).unlink(missing_ok=True)
        actions.forget()
