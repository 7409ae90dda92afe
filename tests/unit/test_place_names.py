"""Every town, every alias, and a thousand ways to write or misspell them: none is taken for another town."""

import pytest

from sct_dash import places
from sct_dash.facts import read_facts
from sct_dash.places import UnclearPlace, place

TOWNS = tuple(places.towns().index)
FORMS = (
    "Town of {}", "the town of {}", "{}, CT", "{} CT", "{}, Connecticut", "{}, Conn.", "{} (Town)", "{} - town",
    "{} Town", "  {} ", "{}.", "{},", "{}*", "{} CT 06001", "{}, C.T.", "TOWN OF {}", "{}\u00a0", "\u200b{}",
)  # fmt: skip
BOTH_WAYS = {f"{short} {name}" for short in ("N", "N.") for name in ("Canaan", "Haven")}
"""North or New."""
SHORT = {"East": ("E", "E."), "West": ("W", "W."), "North": ("N", "N.", "No."), "South": ("S", "S.", "So.")}


def answer(text):
    """(town or '', everything that was offered instead)"""
    try:
        return place(text).name, ()
    except UnclearPlace as asked:
        return "", asked.options


def misspellings(town):
    """Letters dropped, swapped and doubled, a vowel mistaken, and the ends of names that people mix up."""
    spots = range(0, len(town), 2)
    made = [town[:i] + town[i + 1 :] for i in spots]
    made += [town[:i] + town[i + 1] + town[i] + town[i + 2 :] for i in spots if i + 1 < len(town)]
    made += [town[: i + 1] + town[i:] for i in spots]
    made += [
        town.replace(a, b, 1) for a, b in (("e", "a"), ("i", "e"), ("bury", "berry"), ("ford", "furd")) if a in town
    ]
    same = town.replace(" ", "").casefold()
    return [name for name in dict.fromkeys(made) if name.replace(" ", "").casefold() != same]


def known(name):
    """Whether a name is some town's or village's own name, spaces aside."""
    names = {*TOWNS, *read_facts("place_aliases.csv")["alias"]}
    return name.strip().replace(" ", "").casefold() in {one.replace(" ", "").casefold() for one in names}


MISSPELLED = [(name, town) for town in TOWNS for name in misspellings(town)[::2]]


VILLAGES = (
    read_facts("place_aliases.csv")
    .query("kind not in ('abbrev', 'organization') and alias not in @BOTH_WAYS")
    .groupby("alias")["town"]
    .apply(set)
)
MISSPELLED_VILLAGES = [
    (name, towns) for village, towns in VILLAGES.items() if len(village) > 4 for name in misspellings(village)[::4]
]


@pytest.mark.parametrize("form", FORMS)
def test_every_town_is_itself_in_every_usual_form(form):
    assert [answer(form.format(town)) for town in TOWNS] == [(town, ()) for town in TOWNS]


def test_every_alias_is_its_town_or_asks_among_its_towns():
    table = read_facts("place_aliases.csv")
    for alias, rows in table.groupby("alias"):
        towns = tuple(rows["town"])
        certain = len(towns) == 1 and "organization" not in set(rows["kind"])
        expected = ((alias if alias in TOWNS else towns[0]), ()) if certain else ("", towns)
        assert answer(alias) == expected


def test_every_shortened_direction_is_written_out():
    shortened = [(town.replace(word, short, 1), town) for town in TOWNS for word, all_short in SHORT.items()
                 if town.startswith(f"{word} ") for short in all_short]  # fmt: skip
    assert len(shortened) == 33
    assert [(name, answer(name)[0]) for name, _ in shortened] == [
        (name, "" if name in BOTH_WAYS else town) for name, town in shortened
    ]


@pytest.mark.parametrize("short", ["N", "N."])
def test_no_n_is_written_out_where_both_north_and_new_are_names(short):
    names = {*TOWNS, *read_facts("place_aliases.csv")["alias"]}
    ends = {name.partition(" ")[2] for name in names if name.startswith(("North ", "New "))}
    both = {end for end in ends if {f"North {end}", f"New {end}"} <= names}
    assert (len(ends), both) == (23, {"Canaan", "Haven"})
    assert {end for end in both if answer(f"{short} {end}")[0]} == set()
    silent = {f"North {end}": answer(f"{short} {end}")[0] for end in ends - both if answer(f"{short} {end}")[0]}
    assert silent == {name: answer(name)[0] for name in silent}


def test_no_misspelling_is_silently_another_town():
    wrong = [(name, town, got) for name, town in MISSPELLED if (got := answer(name)[0]) not in ("", town)]
    assert [one for one in wrong if not known(one[0])] == []


def test_of_a_thousand_misspellings_97_in_100_are_resolved_or_offer_the_right_town():
    asked = [(name, town) for name, town in MISSPELLED if not known(name)]
    right = [town == answer(name)[0] or town in answer(name)[1] for name, town in asked]
    assert len(asked) > 1_000
    assert sum(right) / len(asked) >= 0.97


def test_misspelled_village_offers_its_town_and_is_never_silently_another():
    asked = [(name, towns) for name, towns in MISSPELLED_VILLAGES if not known(name)]
    answers = [(name, towns, *answer(name)) for name, towns in asked]
    assert [one for one in answers if one[2] and one[2] not in one[1]] == []
    offered = [towns <= {town, *options} for _, towns, town, options in answers]
    assert len(asked) > 1_000
    assert sum(offered) / len(asked) >= 0.97
