"""The plan as pictures and files: same numbers, marked when fictional, text stays text."""

import io
from datetime import date

import openpyxl
import pandas as pd
import pytest

from sct_dash import experience, rulebook, scoring
from sct_dash.exports import plan as plan_files
from sct_dash.figures import curve as curves
from sct_dash.figures import introductions as maps
from sct_dash.figures.style import LIGHT
from sct_dash.plan import problem, result
from sct_dash.plan.problem import Options
from sct_dash.records import source as sources

DAY = sources.SAMPLE_DATE


@pytest.fixture(scope="module")
def made():
    records = sources.sample().records
    scorecard = scoring.score(records, rulebook.edition("2024"), DAY)
    posed = problem.pose(scorecard, experience.known(records, DAY), "NHCOG", Options(6))
    found = result.best(posed, records=records, sample=True)
    return scorecard, found, result.curve(posed, found)


def test_csv_has_a_row_an_introduction_and_says_that_it_is_fictional(made):
    _, found, _ = made
    table = pd.read_csv(io.BytesIO(plan_files.to_csv(found)), dtype=str)
    assert list(table["mentor"]) == [one.mentor for one in found.introductions]
    assert set(table["sample"]) == {"Sample: fictional records"}


def test_workbook_has_the_plan_and_the_points_and_the_same_bytes_each_time(made):
    _, found, _ = made
    content = plan_files.to_xlsx(found, DAY)
    assert content == plan_files.to_xlsx(found, DAY)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Introductions", "Points"]
    rows = list(book["Introductions"].iter_rows(values_only=True))
    assert rows[0][0] == found.sentence
    assert rows[1][0] == "Sample: fictional records"
    assert rows[2][:3] == ("Mentor", "Mentor's COG", "Mentee")
    assert [(row[0], row[2], row[4]) for row in rows[3:]] == [one.triple for one in found.introductions]
    points = list(book["Points"].iter_rows(values_only=True))[3:]
    assert sum(row[4] for row in points) == found.points_statewide


def test_distance_is_in_miles_and_its_heading_says_so(made):
    _, found, _ = made
    sheet = openpyxl.load_workbook(io.BytesIO(plan_files.to_xlsx(found, DAY)))["Introductions"]
    (column,) = (column for column in sheet.iter_cols(min_row=3, values_only=True) if column[0] == "Distance, miles")
    assert column[1:] == tuple(round(one.km / 1.609344, 1) for one in found.introductions)
    table = pd.read_csv(io.BytesIO(plan_files.to_csv(found)))
    assert tuple(table["miles"]) == column[1:]


def test_action_stays_text_in_the_workbook(made):
    _, found, _ = made
    sheet = openpyxl.load_workbook(io.BytesIO(plan_files.to_xlsx(found, date(2026, 1, 1))))["Introductions"]
    assert {cell.data_type for cell in sheet["E"][3:]} == {"s"}
    assert {cell.number_format for cell in sheet["E"][3:]} == {"@"}


def test_curve_draws_the_table(made):
    _, _, points = made
    apart = points.assign(best=points["best"] + 5)
    figure = curves.points_curve(apart, LIGHT)
    best, own = figure.data
    assert list(own.x) == list(points["introductions"]) == list(range(7))
    assert list(own.y) == list(points["points"])
    assert list(best.y) == list(apart["best"])
    assert figure.layout.showlegend
    assert figure.layout.legend.y > 1


def test_curve_is_one_line_where_no_other_choice_brings_more(made):
    _, _, points = made
    figure = curves.points_curve(points.assign(best=points["points"]), LIGHT)
    (own,) = figure.data
    assert list(own.y) == list(points["points"])
    assert not figure.layout.showlegend


def test_map_draws_an_arrow_for_each_pair_and_says_introduced(made):
    scorecard, found, _ = made
    figure = maps.introductions_map(scorecard.towns, result.as_table(found), LIGHT, "NHCOG")
    arrows = next(trace for trace in figure.data if trace.name == "Arrows")
    pairs = {(one.mentor, one.mentee) for one in found.introductions}
    assert {(b, c) for _, b, c in arrows.customdata} == pairs
    assert all(" is introduced to " in text for text in arrows.hovertext)
    gathered = maps.gathered(result.as_table(found))
    assert gathered["gain"].sum() == found.points_statewide


def test_map_names_first_the_towns_that_gain_most(made):
    scorecard, found, _ = made
    table = result.as_table(found)
    gains = found.towns.set_index("town")["change"]
    crowded = pd.concat([table.assign(mentor=town) for town in scorecard.towns.index[:40]])
    crowded = pd.concat([crowded.assign(mentor_gain=0, mentee_gain=0), table])
    figure = maps.introductions_map(scorecard.towns, crowded, LIGHT)
    named = [note.text for note in figure.layout.annotations]
    assert gains[named[0]] == gains.max()
    assert [gains.get(name, 0) for name in named] == sorted((gains.get(name, 0) for name in named), reverse=True)


def test_map_of_the_state_names_towns_in_every_quarter(made):
    scorecard, _, _ = made
    records = sources.sample().records
    found = result.best(problem.pose(scorecard, experience.known(records, DAY)), records=records, sample=True)
    figure = maps.introductions_map(scorecard.towns, result.as_table(found), LIGHT)
    middle = sum(figure.layout.xaxis.range) / 2, sum(figure.layout.yaxis.range) / 2
    quarters = {(note.x > middle[0], note.y > middle[1]) for note in figure.layout.annotations}
    assert len(quarters) == 4
