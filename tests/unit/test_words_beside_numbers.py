"""The words beside an action's number: those of another action ask, what people write of its own never."""

import pytest

from sct_dash import actions
from sct_dash.records import short_titles, topics, values
from sct_dash.records.values import Understood

PLAUSIBLE = """
1.1 Equity; 1.1 equity toolkit; 1.1 Optimize equity; 1.1 DEI; 1.1 DEI toolkit 2; 1.1 Optimise for Equity; 1.1 eqity
1.1 toolkit with Bolton; 1.2 equity training; 1.2 DEI training; 1.2 Participate in Equity Trainng; 1.2 training
1.2 staff training, April; 1.3 equity statement; 1.3 statement; 1.3 adopt statement on equity; 1.3 draft resolution
2.1 brownfields; 2.1 Brownfield redevelopment; 2.1 brownfeilds; 2.1 mill site; 2.1 EPA grant; 2.2 purchasing
2.2 green purchasing; 2.2 procurement policy; 2.2 sust. purchasing; 2.2 EPP; 2.2 recycled paper; 2.3 local products
2.3 farmers market; 2.3 buy local; 2.3 local farms; 2.3 farm map; 2.3 local food; 2.3 Inventory and Promote Local
2.4 businesses; 2.4 small business; 2.4 business resources; 2.4 downtown merchants; 2.4 Support to local businesses
2.5 workforce; 2.5 job fair; 2.5 youth jobs; 2.5 workforce develpment; 2.5 green jobs; 2.5 internships
3.1 watershed; 3.1 watershed ed; 3.1 Watershed Education; 3.1 Provide Watershed Educ.; 3.1 watershd education
3.1 stormwater; 3.1 water quality; 3.1 river cleanup; 3.1 stream walk; 3.1 MS4; 3.1 provide education
3.1 Farmington River Watershed Association; 3.2 watershed plan; 3.2 watershed mgmt plan; 3.2 Watershed Managment
3.2 WMP; 3.2 nine-element plan; 3.3 watershed; 3.3 watershed protection; 3.3 restoration; 3.3 stream restoration
3.3 riparian buffers; 3.3 dam removal; 3.3 protect watershed; 3.4 open space; 3.4 Open Space Plan; 3.4 open sp. plan
3.4 land acquisition; 3.4 OSP; 3.5 NRI; 3.5 natural resources; 3.5 wildlife inventory; 3.5 NRI update; 3.5 nat res inv
3.5 habitat map; 3.5 wildlife; 3.6 drought; 3.6 drought plan; 3.6 water use; 3.6 leak detection; 3.6 droughts
3.7 water usage; 3.7 water conservation; 3.7 rain barrels; 3.7 Responsible Water; 3.7 water saving tips
3.8 LID; 3.8 rain gardens; 3.8 bioswale; 3.8 parking lot; 3.8 green roofs; 3.8 low-impact dev.; 3.8 green infrastructure
3.8 parking lot bioswale; 3.8 stormwater; 3.8 porous pavement; 3.8 Low Impact; 3.9 trees; 3.9 street trees; 3.9 forests
3.9 urban forestry; 3.9 woodlands; 3.9 tree planting; 3.9 woodland mgmt; 3.9 tree inventory; 3.9 Arbor Day
3.9 town forest; 3.10 invasives; 3.10 invasive species; 3.10 knotweed; 3.10 hydrilla; 3.10 habitat restoration
3.10 Invasive Species Ed; 3.10 invasve plants; 3.10 water chestnut pull; 3.10 IS mgmt; 3.10 invasives on open space
3.11 green grounds; 3.11 organic lawns; 3.11 pesticides; 3.11 school grounds; 3.11 mowing; 3.11 native plants
3.12 pollinators; 3.12 pollinator pathway; 3.12 Polinator Pathwys; 3.12 bees; 3.12 butterfly garden; 3.12 meadow
3.12 PP; 3.12 phase 2; 3.12 with Avon; 3.12 rain garden; 3.12 garden; 3.12 community garden; 3.12 wildlife
3.12 wildlife habitat; 3.12 habitat; 3.12 native plants; 3.12 library garden; 3.12 school grounds; 3.12 plantings
3.12 pollinators on farmland; 3.12 pollinator garden at the solar farm; 3.12 historic district; 3.12 Quaker Farms
3.12 (see email); 3.12 2nd meeting; 3.12 follow-up; 3.12 PZC; 3.12 - done; 3.12 Pathways; 3.12 pathway signs
3.12 plan; 3.12 program; 3.12 education; 3.12 workshop; 3.12 meeting with Simsbury; 3.12 Enhance; 3.12 TBD; 3.12 ??
3.13 dark sky; 3.13 dark skies; 3.13 lighting; 3.13 street lights; 3.13 lighting ordinance; 3.13 LED street lights
3.13 night sky; 3.13 parking lot lights; 3.13 shielded fixtures; 3.14 snow; 3.14 road salt; 3.14 brine; 3.14 snow mgmt
3.14 deicing products; 3.14 plows; 3.14 salt purchase; 3.14 Green Snow Pro; 3.14 sustainable snow; 4.1 tourism
4.1 cultural assets; 4.1 asset map; 4.1 trail map; 4.1 tourism map; 4.1 museums; 4.2 arts; 4.2 arts council; 4.2 culture
4.2 public art; 4.2 creative culture; 4.2 concert series; 4.3 placemaking; 4.3 murals; 4.3 creative placemaking
4.3 downtown plan; 4.4 youth arts; 4.4 youth theater; 4.4 arts for youth; 4.4 summer camp; 4.4 kids; 5.1 POCD
5.1 POCD update; 5.1 plan of conservation; 5.1 Sustainability in POCD; 5.1 P.O.C.D.; 5.2 permitting; 5.2 zoning regs
5.2 permit process; 5.2 sustainable development; 5.2 online permits; 5.3 farms; 5.3 agriculture; 5.3 right to farm
5.3 ag-friendly; 5.3 ag commission; 5.3 local food; 5.4 climate; 5.4 climate vulnerability; 5.4 vulnerability assess.
5.4 resilience; 5.4 flooding; 5.4 flood maps; 5.4 sea level rise; 5.4 hazard mitigation; 5.4 CIRCA; 5.5 historic
5.5 historic resources; 5.5 historic barns; 5.5 historic buildings survey; 5.5 SHPO; 5.6 solar; 5.6 SolSmart
5.6 solar permits; 5.6 solar permitting; 5.6 rooftop solar; 5.6 PV; 5.6 solar on roofs; 5.7 recovery; 5.7 disaster
5.7 long term recovery; 5.7 resilience; 5.7 hurricane plan; 5.7 long-term recov.; 5.8 cool roofs; 5.8 white roof
5.8 roofing; 5.8 school roof; 5.9 flood insurance; 5.9 NFIP; 5.9 FEMA; 5.9 CRS; 6.1 complete streets; 6.1 bike lanes
6.1 sidewalks; 6.1 street trees; 6.1 pedestrian safety; 6.1 crosswalks; 6.1 Compl. Streets; 6.1 road diet; 6.2 parking
6.2 parking study; 6.2 parking mgmt; 6.2 shared parking; 6.3 commuting; 6.3 carpool; 6.3 bike to work; 6.3 bikes
6.3 CTrides; 6.3 smart commutes; 6.4 EV; 6.4 EVs; 6.4 EV chargers; 6.4 charging stations; 6.4 ZEV; 6.4 electric vehicles
6.4 zero emission; 6.4 solar EV chargers; 6.5 transit; 6.5 bus; 6.5 microtransit; 6.5 bike share; 6.5 bus shelters
6.5 public transit; 6.5 mobility; 6.6 fleet; 6.6 fleets; 6.6 EVs; 6.6 electric vehicles; 6.6 hybrid police cars
6.6 vehicle replacement; 8.6 collaborate
8.6 Collaborate with Other Municipalities: EV chargers; 8.6 regional collaboration; 9.4 food scraps; 9.4 composting
9.4 food waste; 9.4 organics; 9.4 food scrap recovery; 9.4 transfer station; 9.4 compost bins; 12.1 homelessness
12.1 awareness; 12.3 homeless data; 12.3 data; 12.4 services; 12.5 food pantry; 12.5 shelter; 12.5 warming center
12.6 outcomes; 7.4 solar; 10.2 EV charging; 11.1 affordable housing; 9.1 recycling; 10.3 solar on schools; 13.1 pilot
"""
SMALL = {"and", "for", "with", "to", "on", "of", "into", "in"}
CELLS = [cell.strip() for cell in PLAUSIBLE.replace("\n", ";").split(";") if cell.strip()]


def asked(*cells, **more):
    meant = values.action(cells, 2024, **more)
    return (meant.suggestion, meant.options) if isinstance(meant, values.Unclear) else (meant.value, ())


def test_no_plausible_remark_of_an_action_asks():
    cells = [cell for cell in CELLS if "?" not in cell]
    assert len(cells) > 300
    wrong = [(cell, asked(cell)) for cell in cells if asked(cell) != (cell.split()[0], ())]
    assert wrong == []


def test_remark_without_its_number_is_its_own_action_or_asks_and_suggests_no_other_by_half_a_title():
    alone = {cell: cell.partition(" ")[::2] for cell in CELLS}
    meant = {cell: values.action([words], 2024) for cell, (_, words) in alone.items()}
    understood = {cell: one.value for cell, one in meant.items() if isinstance(one, Understood)}
    assert len(understood) == 27
    likely = {cell: short_titles.partly(words, 2024) for cell, (_, words) in alone.items()}
    told = [*understood.items(), *((cell, number) for cell, number in likely.items() if number)]
    assert [(cell, number) for cell, number in told if number != alone[cell][0]] == []


MENTORING = topics.mentoring(2024, actions.revision())


@pytest.mark.parametrize(
    "number", [one for one in actions.numbers(2024) if actions.title(one, 2024) and one not in MENTORING]
)
def test_no_part_of_a_title_and_no_slip_in_it_asks_beside_its_own_number(number):
    words = actions.title(number, 2024).rstrip("…").split()
    parts = [words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    slips = [[word[:2] + word[3:] if len(word) > 4 else word for word in part] for part in parts]
    said = [" ".join(part) for part in parts + slips]
    assert [(one, asked(number, one)) for one in said if asked(number, one) != (number, ())] == []


@pytest.mark.parametrize("number", ["3.12", "6.1", "5.6"])
def test_each_part_of_two_words_or_more_of_another_title_asks_where_no_other_title_has_it(number):
    silent = []
    for other in set(actions.numbers(2024)) - {number}:
        words = actions.title(other, 2024).rstrip("…").split()
        parts = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 2, len(words) + 1)}
        alone = {part for part in parts if topics.only(part, 2024) == other and not SMALL & set(part.split())}
        silent += [(part, other) for part in alone if other not in asked(f"{number} {part}")[1]]
    assert silent == []


def doubted(*cells, **more):
    meant = values.action(cells, 2024, **more)
    assert isinstance(meant, values.Unclear), cells
    return meant.reason, meant.suggestion, meant.options


def has_words_of(number, other):
    return f"has the number of {number} and the words of {other}; write the one that is meant"


@pytest.mark.parametrize(
    ("cell", "other"),
    [
        ("3.1 Facilitate Invasive Species Education", "3.10"),
        ("3.1 - invasive species mgmt", "3.10"),
        ("3.1 invasives", "3.10"),
        ("3.1 invasves at the pond", "3.10"),
        ("3.1 knotweed removal", "3.10"),
        ("3.1 invasives?", "3.10"),
        ("Invasive species 3.1", "3.10"),
        ("3.7 Facilitate Invasive Species Education", "3.10"),
        ("3.2 Engage in Watershed Protection", "3.3"),
        ("3.2 watershed education", "3.1"),
        ("3.4 Create a Natural Resource inventory", "3.5"),
        ("2.4 Promote Local Products and Services", "2.3"),
        ("5.2 solar permitting", "5.6"),
        ("3.12 snow", "3.14"),
        ("3.12 flood insurance", "5.9"),
        ("5.4 food waste", "9.4"),
        ("7.4 Facilitate Invasive Species Education", "3.10"),
    ],
)
def test_words_of_another_action_ask_and_suggest_it_where_all_stand_in_its_title_or_a_zero_was_lost(cell, other):
    number = next(word for word in cell.split() if word[0].isdigit())
    assert doubted(cell) == (has_words_of(number, other), other, (other, number))


@pytest.mark.parametrize(
    ("cell", "other"),
    [
        ("3.12 trees", "3.9"),
        ("3.12 tree planting", "3.9"),
        ("3.4 tree canopy", "3.9"),
        ("3.12 solar panels", "5.6"),
        ("3.12 EV chargers", "6.4"),
        ("3.2 Engage in Watershd Protecton", "3.3"),
        ("3.7 invasives removal", "3.10"),
        ("3.7 invasives pulled at Tyler Pond with Ann", "3.10"),
        ("6.2 POCD chapter", "5.1"),
    ],
)
def test_words_of_another_action_that_are_not_all_of_its_title_ask_without_a_suggestion(cell, other):
    number = cell.split()[0]
    assert doubted(cell) == (has_words_of(number, other), "", (other, number))


def test_words_in_a_column_of_their_own_ask_on_either_side_of_the_number():
    expected = (has_words_of("3.1", "3.10"), "3.10", ("3.10", "3.1"))
    assert doubted("3.1", "invasive species mgmt") == doubted("invasive species mgmt", "3.1") == expected


def test_words_beside_a_number_that_may_have_lost_its_zero_suggest_the_one_that_they_are_of():
    lost = "may have been 3.10: spreadsheets drop the last zero; choose the one meant"
    assert doubted(3.1, "invasive species mgmt") == (lost, "3.10", ("3.1", "3.10"))
    assert doubted("3.1", "invasives", zeros_lost=True) == (lost, "3.10", ("3.1", "3.10"))
    assert doubted(3.1, "dark skies")[1:] == ("", ("3.13", "3.1", "3.10"))


@pytest.mark.parametrize("words", ["watershed educ", "Watershed education", "watersheds", "provide watersh. educ."])
def test_words_of_its_own_title_settle_that_a_number_lost_no_zero(words):
    assert values.action([3.1, words], 2024) == Understood("3.1", f"'3.1 {words}' read as 3.1")


@pytest.mark.parametrize(
    ("words", "likely"),
    [
        ("education", ""),
        ("community educ", ""),
        ("water educ", ""),
        ("wat educ", ""),
        ("watershed trees", ""),
        ("provide education", "3.1"),
        ("invasive spec", "3.10"),
        ("invas educ", "3.10"),
        ("invasive spec. mgmt", "3.10"),
    ],
)
def test_words_that_do_not_tell_its_own_title_alone_ask_whether_a_number_lost_a_zero(words, likely):
    assert doubted(3.1, words)[1:] == (likely, ("3.1", "3.10"))


@pytest.mark.parametrize("cell", ["3.12 pollinators", "3.9 trees", "6.1 street trees", "3.12 pollinators under trees"])
def test_trees_are_no_doubt_beside_the_number_whose_words_are_there_too(cell):
    assert asked(cell) == (cell.split()[0], ())


def test_words_of_several_other_actions_are_only_words():
    assert topics.elsewhere("arts", "3.12", 2024) == ()
    assert topics.elsewhere("homelessness", "3.12", 2024) == ()


def test_words_beside_a_number_of_the_list_before_2021_ask_only_by_whole_titles_as_before():
    assert values.action(("2.4 equity training",), 2019) == Understood("2.4", "'2.4 equity training' read as 2.4")
    assert values.action(("3.1 invasives",), 2019).value == "3.1"


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("14.2; EV chargers", ("6.4",)),
        ("14.2 dark skies", ("3.13",)),
        ("3.0 dark skies", ("3.13",)),
        ("3.31 dark skies", ("3.13", "3.1", "3.3", "3.11", "3.31")),
        ("3.31 phase 2", ("3.1", "3.3", "3.11", "3.31")),
        ("14.2", ()),
    ],
)
def test_number_that_cannot_be_right_offers_the_action_of_the_words_beside_it_first(cell, options):
    assert doubted(cell)[1:] == ("", options)
