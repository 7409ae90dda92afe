"""What a click changes, page by page, on the sample at its own application date."""

from datetime import date

import pytest
from builders import record, records

from sct_dash import clock
from sct_dash.records.store import open_store


def headings(app) -> list[str]:
    return [heading.value.replace("\\", "") for heading in app.subheader]


def toasts(app) -> list[str]:
    return [toast.value.replace("\\", "").replace("\u2060", "") for toast in app.toast]


def finding(app) -> str:
    return app.title[0].value.replace("\\", "")


def test_choosing_a_region_changes_the_finding_and_the_link(open_page):
    app = open_page("app.py")
    assert finding(app) == "68 of 169 towns earn points; 16 lose some by May 1, 2027 unless renewed"
    app.selectbox(key="region").select("CRCOG").run()
    assert finding(app) == "17 of CRCOG's 38 towns earn points; 7 lose some by May 1, 2027 unless renewed"
    assert app.query_params["region"] == "CRCOG"
    app.selectbox(key="region").select("All Connecticut").run()
    assert finding(app) == "68 of 169 towns earn points; 16 lose some by May 1, 2027 unless renewed"
    assert "region" not in app.query_params


def test_regions_are_listed_with_their_names_and_the_link_keeps_the_abbreviation(open_page):
    app = open_page("app.py", {"region": "nvcog"})
    region = app.selectbox(key="region")
    assert region.options[:2] == ["All Connecticut", "CRCOG, Capitol Region Council of Governments"]
    assert region.options[4] == "NVCOG, Naugatuck Valley Council of Governments"
    assert (region.value, app.query_params["region"]) == ("NVCOG", "NVCOG")


def test_choosing_a_date_moves_the_window(open_page):
    app = open_page("app.py")
    app.date_input(key="date").set_value(date(2027, 5, 1)).run()
    assert any("counted over May 1, 2024 to May 1, 2027" in caption.value for caption in app.caption)
    assert app.query_params["date"] == "2027-05-01"


def test_focusing_on_a_town_narrows_the_network_to_its_ties(open_page):
    app = open_page("pages/network.py")
    assert "111 mentorships between 90 towns and 4 outside Connecticut" in headings(app)
    app.selectbox(key="focus").select("Simsbury").run()
    assert "5 mentorships between 5 towns and 1 outside Connecticut around Simsbury" in headings(app)
    app.segmented_control(key="way").set_value("out").run()
    assert "3 mentorships between 4 towns around Simsbury" in headings(app)


def test_filters_that_nothing_passes_say_so(open_page):
    app = open_page("pages/network.py", focus="Andover")
    assert "No mentorship around Andover passes these filters" in headings(app)


@pytest.mark.parametrize("picture", ["map", "cogs", "matrix"])
def test_every_picture_of_the_network_is_drawn_for_every_reach(open_page, picture):
    app = open_page("pages/network.py", view=picture)
    for reach in ("inside", "across", "all"):
        app.segmented_control(key="reach").set_value(reach).run()
        assert not app.exception
        assert len(app.get("plotly_chart")) == 1


def test_another_application_date_names_losers_and_gainers(open_page):
    app = open_page("pages/points.py")
    said = "On May 1, 2027, 16 towns would lose 90 points in all and 7 towns would gain 35 points in all."
    assert f"**{said}**" in [text.value for text in app.markdown]
    app.date_input(key="then").set_value(date(2026, 11, 1)).run()
    same = "On November 1, 2026 every town would have the same points."
    assert f"**{same}**" in [text.value for text in app.markdown]


def test_what_changes_on_another_date_names_the_cog_only_where_there_are_several(open_page):
    columns = [
        list(open_page("pages/points.py", query).dataframe[-1].value.columns) for query in ({}, {"region": "CRCOG"})
    ]
    assert columns == [["town", "cog", "before", "after", "change"], ["town", "before", "after", "change"]]


def test_town_page_opens_on_the_town_of_the_link(open_page):
    app = open_page("pages/town.py", {"town": "Simsbury"})
    assert finding(app) == "Simsbury has 10 points, 5 of them ready to submit"
    app.selectbox(key="town").select("Roxbury").run()
    assert finding(app) == "Roxbury has no points yet"


@pytest.mark.parametrize(("region", "town"), [("WestCOG", "Darien"), ("CRCOG", "Avon")])
def test_town_page_opens_on_the_regions_first_town_with_points(open_page, region, town):
    app = open_page("pages/town.py", {"region": region})
    assert app.selectbox(key="town").value == town


def test_every_town_has_a_page(open_page):
    app = open_page("pages/town.py")
    for town in app.selectbox(key="town").options[::12]:
        app.selectbox(key="town").select(town).run()
        assert not app.exception, town


def test_own_records_replace_the_sample_and_its_mark(open_page):
    open_store().import_records(records(record(mentor="Avon", mentee="Canton")), "Ana")
    app = open_page("app.py")
    assert "These mentorships are fictional." not in [text.value for text in app.markdown]
    assert finding(app).startswith("2 of 169 towns earn points")
    assert app.date_input(key="date").value == clock.today()


def test_an_emptied_what_if_date_falls_back_to_the_horizon(open_page):
    app = open_page("pages/points.py")
    app.date_input(key="then").set_value(None).run()
    assert not app.exception
    assert any("On May 1, 2027, 16 towns would lose 90 points" in text.value for text in app.markdown)


def test_a_period_that_begins_after_the_application_date_is_no_error(open_page):
    app = open_page("pages/network.py", active="between", since=date(2028, 1, 1))
    assert not app.exception


@pytest.mark.parametrize("verdict", ["lapsed", "not_started"])
def test_mentorships_outside_the_window_are_found_by_their_verdict_alone(open_page, verdict):
    app = open_page("pages/network.py", verdict=[verdict])
    assert any("mentorship" in heading and " between " in heading for heading in headings(app))


def test_an_emptied_day_of_a_period_is_the_windows_own(open_page):
    app = open_page("pages/network.py", active="between")
    app.date_input(key="since").set_value(None).run()
    app.date_input(key="until").set_value(None).run()
    assert not app.exception
    assert "111 mentorships between 90 towns and 4 outside Connecticut" in headings(app)


def test_clear_lets_everything_through_again(open_page):
    app = open_page("pages/network.py", focus="Simsbury", reach="across")
    next(button for button in app.button if button.label == "Clear").click().run()
    assert "111 mentorships between 90 towns and 4 outside Connecticut" in headings(app)


def test_link_to_a_town_that_there_is_not_says_so_and_shows_another(open_page):
    app = open_page("pages/town.py", {"town": "Nowhere"})
    assert toasts(app) == ["The link's town was not used: 'Nowhere' is not among those here."]
    assert "points" in finding(app)


def test_link_to_a_town_opens_it_without_a_word(open_page):
    app = open_page("pages/town.py", {"town": "Simsbury"})
    assert finding(app).startswith("Simsbury has")
    assert not app.toast


@pytest.mark.parametrize(
    ("file", "query", "said"),
    [
        ("pages/network.py", {"focus": "Narnia"}, "The link's town was not used: 'Narnia' is not among those here."),
        (
            "pages/points.py",
            {"receipt": "Simsbury", "region": "WestCOG"},
            "The link's town was not used: 'Simsbury' is not among those here.",
        ),
        ("pages/records.py", {"task": "Bogus"}, "The link's task was not used: 'Bogus' is not among those here."),
        ("app.py", {"date": "abc"}, "The link's date was not used: 'abc' is no date such as 2026-11-01."),
    ],
)
def test_what_a_link_asks_for_in_vain_is_said(open_page, file, query, said):
    app = open_page(file, query)
    assert toasts(app) == [said]


def test_link_finds_a_town_however_it_is_cased(open_page):
    app = open_page("pages/town.py", {"town": "west HARTFORD"})
    assert finding(app).startswith("West Hartford has")
    assert not app.toast


def test_focus_shows_every_tie_of_the_town_also_those_outside_the_region(open_page):
    whole, region = (open_page("pages/network.py", {"focus": "Wilton"} | more) for more in ({}, {"region": "CRCOG"}))
    said = next(heading for heading in headings(whole) if "around Wilton" in heading)
    assert said in headings(region)


def test_matrix_of_nothing_is_not_drawn(open_page):
    app = open_page("pages/network.py", focus="Andover", view="matrix")
    assert "No mentorship around Andover passes these filters" in headings(app)
    assert len(app.get("plotly_chart")) == 0


def test_guide_says_when_a_rule_was_last_checked_as_dates_are_said_everywhere(open_page):
    rules = open_page("pages/guide.py").table[0].value
    assert set(rules["Last checked"]) == {"November 22, 2026"}


def test_markdown_in_a_link_stays_text(open_page):
    app = open_page("app.py", {"region": "[click](https://evil.example) **x**"})
    assert "[click]" not in app.toast[0].value
    assert "[click](https://evil.example) **x**" in toasts(app)[0]
