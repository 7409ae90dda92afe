"""Shortened titles: each is its own action's or nobody's, and a word too many or too few asks."""

from itertools import combinations

import pytest

from sct_dash import actions, facts
from sct_dash.records import short_titles

SHORTENED = """
1.1: Optimize Equity; Equity Optimization; Optimizing for equity
1.2: Equity Training; Equity Trainings; Participation in Equity Training
1.3: Equity Statement; Statement on Equity; Adopt Equity Statement; statement - equity
2.1: Brownfield Redevelopment; Redevelopment of Brownfields; Brownfield Sites Redevelopment; Brownfield Redev.
2.2: Sustainable Purchasing; Implement Purchasing; Sust. Purchasing; Sust Purch; sustainable purchasing program
2.3: Local Products and Services; Local Products & Services Inventory; Promote Local Prod. & Services
2.4: Local Businesses (Resources & Supports); Resources and Supports to Local Business; Local biz res & supports
2.5: Workforce Development; Sustainable Workforce Dev; Sust. Workforce Dev.; Promote Workforce Development
3.1: Watershed Education; Watershed Ed; Watershed Educ.; Education (Watershed); Provide Watershed Ed.
3.2: Watershed Management Plan; Watershed Mgmt Plan; Watershed Management Planning; Create Watershed Mgt. Plan
3.3: Watershed Protection and Restoration; Watershed Protection/Restoration; Watershed Prot. & Restoration
3.4: Open Space Plan; Open Space Planning; Open Space Plan Development; Plan (Open Space)
3.5: Natural Resource and Wildlife Inventory; Natural Resources & Wildlife Inv.; Wildlife and Natural Resource Inventory
3.6: Drought and Municipal Water Use; Drought & Water Use; Drought Mgmt and Water Usage
3.7: Responsible Water Usage (education); Education on Responsible Water Use; Water Conservation Education
3.8: Low Impact Development; Low-Impact Dev.; LID; Implement LID; low impact developments
3.9: Woodlands and Urban Forests; Woodland & Urban Forest Management; Woodlands w/ Urban Forest
3.10: Invasive Species Education & Mgmt; Invasive Species Mgmt. & Ed.; Invasive species management/education
3.11: Green Grounds & Maintenance; Green Grounds and Maint. Program; Green Grounds, Maintenance
3.12: Pollinator Pathways; Pollinator Pathway; pollinator pathways program; Pollin. Pathways; POLLINATOR PATHWAYS.
3.13: Dark Skies; Dark Sky; Promoting Dark Skies; Dark Skies Initiative; "Dark Skies"
3.14: Implement Sustainable Snow Mgmt; Sustainable Snow Management; Snow Management; Snow Mgt.
4.1: Tourism and Cultural Assets; Tourism & Cultural Asset Mapping; Cultural Assets / Tourism
4.2: Arts and Creative Culture; Creative Arts & Culture; Creative Culture, Arts
4.3: Creative Placemaking Plan; Creative Placemaking Planning; Develop Creative Placemaking Plan
4.4: Arts & Culture Program for Youth; Youth Arts and Culture; Arts/Culture for Youth; Youth Arts & Culture Prog.
5.1: Sustainability in the POCD; POCD Sustainability; Sustainability into Plan of Conservation & Development
5.2: Permitting for Sustainable Development; Permitting Process to Promote Sust. Development
5.3: Agriculture-Friendly Practices; Ag-Friendly Practices; Agric. friendly practices; Agricultural-Friendly Practices
5.4: Climate Vulnerability; Climate Vulnerability Assessment; Assessing Climate Vuln.
5.5: Historic Resources; Historic Resources Inventory; Inventory of Historic Resources; Hist. Resources Assessment
5.6: Solar Permitting; Solar Permitting for Small Solar Installations; Solar Permitting (Streamlining)
5.7: Long-Term Recovery; Long Term Recovery Plan; Long-term recovery planning
5.8: Cool Roofs; Cool Roof; Cool Roofs Program; Promotion of Cool Roofs
6.1: Complete Streets; Complete Street; Complete Streets program
6.2: Parking Management; Effective Parking Mgmt; Promote Parking Management
6.3: Smart Commuting; Smart Commuting Initiative
6.4: Zero Emission Vehicle Deployment; ZEV Deployment; EV Deployment; Deployment of Zero-Emission Vehicles
6.5: Public Transit and Other Mobility Strategies; Public Transit & Mobility Strategies
6.6: Municipal Fleets; Manage Fleets; Fleet Management; Fleet Mgmt; Municipal Fleet Management
"""
CASES = [
    (number, said.strip())
    for number, each in (line.split(": ", 1) for line in SHORTENED.strip().splitlines())
    for said in each.split("; ")
]


@pytest.mark.parametrize(("number", "said"), CASES)
def test_title_as_a_person_shortens_it_is_its_own_action(number, said):
    assert short_titles.titled(said, 2024) == (number,)


def test_every_numbered_title_of_2024_that_is_whole_and_no_draft_has_its_shortened_ones_above():
    itself = {"8.5", "8.6", "9.4"}
    numbers = {number for number in actions.numbers(2024) if actions.title(number, 2024)} - itself
    whole = {number for number in numbers if not actions.title(number, 2024).endswith("…")}
    assert {number for number, _ in CASES} == {one for one in whole if not actions.is_of_draft(one, 2024)}


@pytest.mark.parametrize(("year", "understood"), [(2019, 37), (2024, 48)])
def test_no_choice_of_words_of_a_title_is_another_action(year, understood):
    wrong, right = [], set()
    for title, numbers in actions.full_titles(year).items():
        words = title.split()[:9]
        for size in range(1, len(words) + 1):
            for said in map(" ".join, combinations(words, size)):
                found, partly = short_titles.titled(said, year), short_titles.partly(said, year)
                right |= set(found)
                if found not in ((), numbers) or partly not in ("", *numbers):
                    wrong.append((said, found, partly, numbers))
    assert wrong == []
    assert len(right - {""}) == understood


def without_its_verb(title):
    return " ".join(title.split()[1:])


@pytest.mark.parametrize("year", [2019, 2024])
@pytest.mark.parametrize("between", [" and ", " / ", ", ", " not ", " or "])
def test_two_titles_in_one_cell_are_none(year, between):
    titles = {title: numbers for title, numbers in actions.full_titles(year).items() if title != "innovation action"}
    found = [
        (said, number)
        for one, numbers in titles.items()
        for other, others in titles.items()
        if numbers != others
        for said in [f"{without_its_verb(one)}{between}{without_its_verb(other)}"]
        if (number := short_titles.titled(said, year))
    ]
    assert found == []


@pytest.mark.parametrize(
    "frame",
    ["not {}", "no {}", "{} instead", "{}?", "{} (?)", "non-{}", "{} 2", "{} 2019", "{} phase 2", "{} (not done)",
     "{} tbd", "anti {}", "without {}", "{} vs budget", "{} and trees", "{}; {}", "{} {}", "{} -> done", "{}\n{}",
     "stop {}", "{} & more", "unlike {}", "{} ordinance", "never {}", "~{}", "other than {}", "{} or not"],
)  # fmt: skip
def test_shortened_title_with_a_word_or_a_sign_that_says_more_is_none(frame):
    assert [said for _, said in CASES if short_titles.titled(frame.format(said, said), 2024)] == []


@pytest.mark.parametrize(
    "said",
    ["Watershed", "Energy", "Trees", "Equity", "Snow", "Solar", "Purchasing", "Fleets", "Parking", "Climate", "Roofs",
     "Recovery", "EV", "POCD", "Arts", "Culture", "Plan", "Program", "Sustainable Program", "Municipal Program",
     "Equity Program", "Purchasing Program", "Fleet Program", "Promote", "Develop and Adopt", "Water", "", "the"],
)  # fmt: skip
def test_single_word_of_a_title_is_none_whatever_general_words_stand_beside_it(said):
    assert (short_titles.titled(said, 2024), short_titles.partly(said, 2024)) == ((), "")


@pytest.mark.parametrize(
    "said",
    [
        "Arts and Culture",  # 4.2 or 4.4
        "Creative Arts and Culture Program",  # 4.2, and only 4.4 is a program
        "Creative Arts & Culture Prog.",
        "Sustainable Development",  # 5.2 or 2.5
        "Public Transit",  # 6.5, or an action whose number was not seen
        "Water Use",  # 3.6 or 3.7
        "Water Education",  # 3.7 or 3.1
        "Natural Resources",  # 3.5, or all of category 3
        "Equity and Training",
        "Equity / Training",
        "Equity, Training",
        "Equity & Statement",
        "Homelessness Resources",
        "Sustainable Snow Removal",
        "Green Purchasing",
        "Manage Pollinator Pathways",
        "Pollin Pathways",  # no full stop tells that it is short for a word
        "Po. Pathways",
        "Wat. Ed.",  # 3.1 or 3.7
    ],
)  # fmt: skip
def test_words_that_may_be_of_another_action_or_of_none_are_nobodys(said):
    assert (short_titles.titled(said, 2024), short_titles.partly(said, 2024)) == ((), "")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Invasive Species", "3.10"),
        ("Open Space", "3.4"),
        ("Watershed Protection", "3.3"),
        ("Watershed Plan", "3.2"),
        ("Watershed Mgmt", "3.2"),
        ("Creative Placemaking", "4.3"),
        ("Natural Resource Inventory", "3.5"),
        ("Zero Emission Vehicles", "6.4"),
        ("Sustainable Snow", "3.14"),
        ("Responsible Water Usage", "3.7"),
        ("Flood Insurance", "5.9"),
        ("National Flood Insurance Program", "5.9"),  # nobody saw the end of its title
        ("Homelessness Data", "12.3"),
    ],
)
def test_half_of_a_title_or_more_is_only_likely(said, number):
    assert (short_titles.titled(said, 2024), short_titles.partly(said, 2024)) == ((), number)


@pytest.mark.parametrize(
    "said",
    ["Youth Program", "Municipal Water", "Food Waste", "Business Resources and Zoning", "Local", "NRI", "Street",
     "Solar Installations", "Sustainability Plan", "Conservation Plan", "Local Services"],
)  # fmt: skip
def test_less_than_half_of_a_title_and_half_that_may_be_another_thing_are_not_even_likely(said):
    assert short_titles.partly(said, 2024) == ""


def test_title_whose_number_was_not_seen_has_none_when_it_is_shortened():
    assert short_titles.titled("Affordable Housing Plan", 2024) == ("",)
    assert short_titles.partly("Affordable Housing Plan", 2024) == ""


def test_shortened_title_is_of_the_numbering_of_its_year():
    assert [short_titles.titled("Cool Roofs", year) for year in (2019, 2024)] == [(), ("5.8",)]
    assert [short_titles.titled("Brownfield Redevelopment", year) for year in (2019, 2024)] == [("1.1",), ("2.1",)]


OFFICIAL = b"""programme_year,action,title
2026,3.1,Promote Dark Skies
2026,3.2,Adopt a Dark Skies Ordinance
2026,3.3,Develop an Affordable Housing Plan
2026,3.4,Implement an Affordable Housing Plan
2026,3.5,Train Staff for Equity
2026,3.6,Participate in Equity Training
2026,3.7,Improve Stormwater Infrastructure
2026,3.8,Hold a Sustainability Fair
2026,3.9,Support Sustainable Fairs and Markets
"""


@pytest.fixture
def official(tmp_path, monkeypatch):
    monkeypatch.setattr(facts, "LOCAL", tmp_path)
    actions.keep_official(actions.read_official("actions.csv", OFFICIAL))
    yield
    (tmp_path / actions.OFFICIAL).unlink(missing_ok=True)
    actions.forget()


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("Dark Skies", ()),
        ("Dark Skies Ordinance", ("3.2",)),
        ("Affordable Housing Plan", ()),
        ("Implementation of Affordable Housing Plan", ("3.4",)),
        ("Equity Training", ()),
        ("Stormwater Infra", ("3.7",)),
        ("Sustainability Fair", ()),
        ("Hold Sustainability Fairs", ("3.8",)),
        ("Pollinator Pathways", ()),
    ],
)
@pytest.mark.usefixtures("official")
def test_official_list_of_a_year_tells_what_a_shortened_title_may_be_in_it(said, numbers):
    assert short_titles.titled(said, 2026) == numbers


@pytest.mark.usefixtures("official")
def test_official_list_of_one_year_makes_doubtful_what_is_another_action_in_it():
    assert short_titles.titled("Dark Skies", 2024) == ()
    assert short_titles.titled("Pollinator Pathways", 2024) == ("3.12",)
