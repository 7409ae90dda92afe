"""The folder of a COG's own files is looked up when it is used, so that tests can name another."""

import pytest
from builders import csv_of, record
from meetings import sample

from sct_dash import actions, facts, story
from sct_dash.errors import UserError
from sct_dash.exports.deck import deck
from sct_dash.figures import town_map
from sct_dash.records import action_lists, mappings, readers
from sct_dash.records.headers import Mapping


@pytest.fixture
def lists_forgotten():
    yield
    actions.forget()


@pytest.mark.usefixtures("lists_forgotten")
def test_tests_write_below_their_own_folder_and_not_into_the_checkout(tmp_path):
    shipped = facts.DATA / "local"
    before = sorted(shipped.iterdir()) if shipped.exists() else []
    mappings.remember("a", Mapping(("mentor", "mentee")))
    action_lists.load("list.csv", b"programme_year,action,title\n2025,3.1,Plant Trees\n")
    assert facts.LOCAL.is_relative_to(tmp_path)
    written = sorted(path.name for path in facts.LOCAL.iterdir() if path.suffix != ".lock")
    assert written == ["actions.csv", "mappings.json"]
    assert mappings.remembered("a") == Mapping(("mentor", "mentee"))
    assert (sorted(shipped.iterdir()) if shipped.exists() else []) == before
    assert readers.read("r.csv", csv_of(record())).accepted == 1


@pytest.mark.usefixtures("lists_forgotten")
def test_a_list_of_a_year_before_the_programme_is_refused_and_nothing_of_it_is_kept():
    with pytest.raises(UserError, match="row 2: Sustainable CT had no actions in 2010; its first list is of 2018"):
        action_lists.load("list.csv", b"programme_year,action,title\n2010,3.1,Plant Trees\n")
    assert actions.official_years() == ()


def test_template_and_shapes_are_those_of_the_folder_in_use():
    facts.LOCAL.mkdir()
    shapes = town_map.shapes()
    (facts.LOCAL / "template.pptx").write_bytes(b"none")
    with pytest.raises(UserError, match=r"template\.pptx"):
        deck(story.tell(sample("MetroCOG")), shapes)
    (facts.LOCAL / "town_shapes.geojson").write_bytes(b"{")
    with pytest.raises(UserError, match=r"town_shapes\.geojson"):
        town_map.shapes.__wrapped__()
