"""Figures: what they show is what the tables say; text from records stays text."""

from base64 import b64decode
from dataclasses import replace
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from builders import record, records

from sct_dash import network, outlook, places, rulebook, scoring
from sct_dash.figures import arrows, bars, cog_layout, matrix, meeting, shapes, style, tie_traces, timeline, town_map
from sct_dash.figures.style import DARK, LIGHT

TODAY = date(2026, 11, 1)
ROWS = (
    record(record_id="R1", mentor="Avon", mentee="Canton", action="3.1"),
    record(record_id="R2", mentor="Canton", mentee="Essex", action="3.2", support="webinar"),
    record(record_id="R3", mentor="Northampton, MA", mentee="Avon", action="3.3"),
)


@pytest.fixture(scope="module")
def scorecard():
    return scoring.score(records(*ROWS), rulebook.edition("2024"), TODAY)


@pytest.fixture(scope="module")
def ties(scorecard):
    return network.ties(network.mentorships(records(*ROWS), scorecard))


def trace(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def gaps(trace):
    """How many separate lines a trace draws: each ends in a gap."""
    return int(np.isnan(trace.x).sum())


def under(figure):
    """The paths of the picture that a map's traces stand on, by class, and where on the axes the picture lies."""
    (image,) = figure.layout.images
    kind, _, encoded = image.source.partition(";base64,")
    assert (kind, image.layer, image.sizing) == ("data:image/svg+xml", "below", "stretch")
    drawn = ElementTree.fromstring(b64decode(encoded))
    box = image.x, image.x + image.sizex, image.y - image.sizey, image.y
    return {path.get("class"): path for path in drawn}, drawn.get("viewBox"), box


def rings(path):
    """Each line of a path, as points in the picture's units."""
    return [[tuple(map(int, at.split())) for at in line.split("L")] for line in path.get("d").split("M")[1:]]


def test_map_puts_every_town_and_every_outside_place_where_a_click_finds_it(scorecard, ties):
    points = trace(town_map.town_map(scorecard.towns, ties, LIGHT), "Towns")
    assert sorted(name for _, name, _ in points.customdata) == sorted([*scorecard.towns.index, "Northampton, MA"])


def test_map_fills_each_town_with_the_colour_of_its_points(scorecard, ties):
    drawn, _, _ = under(town_map.town_map(scorecard.towns, ties, LIGHT))
    outlines = shapes.shapes().towns
    assert set(drawn) == {"step-0", "step-5", "step-10", "borders"}
    assert len(rings(drawn["step-10"])) == len(outlines["Avon"])
    assert len(rings(drawn["step-5"])) == len(outlines["Canton"])
    assert [drawn[f"step-{step}"].get("fill") for step in (0, 5, 10)] == list(LIGHT.points[:3])
    assert len(rings(drawn["borders"])) == sum(map(len, shapes.shapes().cog_borders.values()))


@pytest.mark.parametrize("region", [None, "MetroCOG"])
def test_towns_lie_under_their_own_dots(scorecard, ties, region):
    figure = town_map.town_map(scorecard.towns, ties, LIGHT, region)
    drawn, view_box, box = under(figure)
    assert box == pytest.approx((*figure.layout.xaxis.range, *figure.layout.yaxis.range))
    width, height = map(int, view_box.split()[2:])
    towns, unit = trace(figure, "Towns"), (box[1] - box[0]) / width
    assert height * unit == pytest.approx(box[3] - box[2], abs=unit)
    town, name = ("Fairfield", "step-0") if region else ("Avon", "step-10")
    place = [shown for _, shown, _ in towns.customdata].index(town)
    at = ((towns.x[place] - box[0]) / unit, (box[3] - towns.y[place]) / unit)
    assert any(holds(ring, at) for ring in rings(drawn[name]))


def holds(ring, at):
    """Whether a point lies inside a ring, by counting the edges to the right of it."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    x, y = at
    crossed = [x < x0 + (y - y0) / (y1 - y0) * (x1 - x0) for (x0, y0), (x1, y1) in pairs if (y0 > y) != (y1 > y)]
    return sum(crossed) % 2 == 1


def test_map_draws_a_tie_that_counts_for_nobody_dotted(scorecard, ties):
    figure = town_map.town_map(scorecard.towns, ties, LIGHT)
    dotted, solid = trace(figure, "Mentorships that count for nobody"), trace(figure, "Mentorships that count")
    assert (dotted.line.dash, solid.line.dash) == ("dot", "solid")
    assert (gaps(dotted), gaps(solid)) == (1, 2)


def test_map_keeps_its_traces_in_place_whatever_is_filtered(scorecard, ties):
    names = [[t.name for t in town_map.town_map(scorecard.towns, part, LIGHT).data] for part in (ties, ties.iloc[:0])]
    assert names[0] == names[1]


def test_map_of_a_region_shows_the_region_and_fades_the_rest(scorecard, ties):
    whole, region = (town_map.town_map(scorecard.towns, ties, LIGHT, cog) for cog in (None, "MetroCOG"))
    span = [figure.layout.xaxis.range[1] - figure.layout.xaxis.range[0] for figure in (whole, region)]
    assert span[1] < span[0] / 3
    (all_towns, _, _), (own, _, _) = under(whole), under(region)
    assert set(all_towns) == {"step-0", "step-5", "step-10", "borders"}  # nothing fades
    assert set(own) == {"step-0", "step-0 faded", "borders", "border-of-region"}
    assert float(own["step-0 faded"].get("opacity")) < 0.5
    assert own["step-0"].get("opacity") is None
    assert own["border-of-region"].get("stroke") == LIGHT.accent


def test_map_of_a_region_holds_only_what_is_in_the_picture(scorecard, ties):
    whole, region = (town_map.town_map(scorecard.towns, ties, LIGHT, cog) for cog in (None, "MetroCOG"))
    named = [{name for _, name, _ in trace(figure, "Towns").customdata} for figure in (whole, region)]
    assert len(named[0] & set(places.towns().index)) == 169
    assert {"Bridgeport", "Fairfield", "Milford"} <= named[1]
    assert "Woodstock" not in named[1]
    drawn, view_box, _ = under(region)
    width, height = map(int, view_box.split()[2:])
    for line in (line for path in drawn.values() for line in rings(path)):
        xs, ys = zip(*line, strict=True)
        assert min(xs) < width
        assert max(xs) > 0
        assert min(ys) < height
        assert max(ys) > 0


def test_names_make_way_for_arrows_that_run_to_their_dots(scorecard, ties):
    usual, cleared = (
        town_map.town_map(scorecard.towns, ties, LIGHT, labels=town_map.busiest(ties), arrows_first=first)
        for first in (False, True)
    )
    lines = [trace(figure, "Halo") for figure in (usual, cleared)]
    length = [np.nansum(np.hypot(np.diff(line.x), np.diff(line.y))) for line in lines]
    assert length[1] > length[0]
    pixel = (cleared.layout.xaxis.range[1] - cleared.layout.xaxis.range[0]) / 350
    along = [*zip(lines[1].x, lines[1].y, strict=True)][::2]
    assert cleared.layout.annotations
    for note in cleared.layout.annotations:
        y = note.y + (note.yshift or 0) * pixel
        assert not [at for at in along if abs(at[1] - y) < 5 * pixel and abs(at[0] - note.x) < 5 * pixel]


def test_hover_text_shows_a_name_as_text(scorecard):
    nasty = network.ties(network.mentorships(records(*ROWS), scorecard)).assign(mentor="<b>x</b>, MA")
    assert "&lt;b&gt;x&lt;/b&gt;, MA" in tie_traces.tie_words(next(nasty.itertuples()))


def boxes(figure, width_px):
    """Where a figure's names stand when it is drawn so wide: left, bottom, right, top, px; a letter is 6 px wide."""
    left, right = figure.layout.xaxis.range
    pixel = (right - left) / width_px
    for note in figure.layout.annotations:
        wide = len(note.text) * 6
        x = note.x / pixel + (note.xshift or 0) - {"center": wide / 2, "left": 0, "right": wide}[note.xanchor]
        y = note.y / pixel + (note.yshift or 0)
        yield x, y - 8, x + wide, y + 8


@pytest.mark.parametrize("region", [None, "CRCOG", "MetroCOG"])
def test_labels_never_cover_each_other_nor_leave_the_picture(scorecard, ties, region):
    figure = town_map.town_map(scorecard.towns, ties, LIGHT, region, labels=list(scorecard.towns.index))
    placed = list(boxes(figure, 350))
    assert len(placed) > 10
    apart = [a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1] for a, b in combinations(placed, 2)]
    assert all(apart)
    (left, right), (bottom, top) = figure.layout.xaxis.range, figure.layout.yaxis.range
    pixel = (right - left) / 350
    assert all(left <= box[0] * pixel and box[2] * pixel <= right for box in placed)
    assert all(bottom <= box[1] * pixel and box[3] * pixel <= top for box in placed)


def test_picture_of_a_few_ties_names_every_end(scorecard, ties):
    for figure in (
        town_map.town_map(scorecard.towns, ties, LIGHT, labels=town_map.busiest(ties)),
        cog_layout.cog_layout(scorecard.towns, ties, LIGHT, town_map.busiest(ties)),
    ):
        named = {note.text for note in figure.layout.annotations}
        assert {"Avon", "Canton", "Essex", "Northampton, MA"} <= named


def test_gathered_layout_stays_put_when_nothing_lies_outside_connecticut(scorecard, ties):
    every, few = (cog_layout.cog_layout(scorecard.towns, part, LIGHT) for part in (ties, ties.iloc[:1]))
    assert every.layout.xaxis.range == few.layout.xaxis.range
    assert every.layout.yaxis.range == few.layout.yaxis.range


def names_of_cogs(figure, width_px):
    """Where the names of COGs stand when the gathered layout is drawn so wide: left, bottom, right, top, px."""
    left, right = figure.layout.xaxis.range
    for note in figure.layout.annotations:
        if note.text.startswith("<b>"):
            wide, up = len(note.text[3:-4]) * 7.4, {"bottom": 0, "top": -18}[note.yanchor]
            x, y = note.x * width_px / (right - left), note.y * width_px / (right - left) + up
            yield x - wide / 2, y, x + wide / 2, y + 18


@pytest.mark.parametrize("width_px", [350, 500])
def test_name_of_a_cog_stands_on_no_disc_and_on_no_other_name(scorecard, ties, width_px):
    figure = cog_layout.cog_layout(scorecard.towns, ties, LIGHT)
    names = list(names_of_cogs(figure, width_px))
    assert len(names) == 9
    pixel = (figure.layout.xaxis.range[1] - figure.layout.xaxis.range[0]) / width_px
    for left, bottom, right, top in names:
        for disc in figure.layout.shapes:
            x, y, radius = (disc.x0 + disc.x1) / 2 / pixel, (disc.y0 + disc.y1) / 2 / pixel, (disc.x1 - disc.x0) / 2
            away = np.hypot(x - np.clip(x, left, right), y - np.clip(y, bottom, top))
            assert away >= radius / pixel - 0.01
    assert all(a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1] for a, b in combinations(names, 2))


@pytest.mark.parametrize("width_px", [350, 500])
def test_no_arrow_between_cogs_runs_through_the_name_of_one(scorecard, width_px):
    firsts = scorecard.towns.groupby("cog").head(2).index
    every = [record(record_id=f"{a} {b}", mentor=a, mentee=b, action="3.1") for a in firsts for b in firsts if a != b]
    card = scoring.score(records(*every), rulebook.edition("2024"), TODAY)
    figure = cog_layout.cog_layout(card.towns, network.ties(network.mentorships(records(*every), card)), LIGHT)
    line = trace(figure, "Halo")
    assert gaps(line) == 18 * 17
    pixel = (figure.layout.xaxis.range[1] - figure.layout.xaxis.range[0]) / width_px
    at = np.arange(0, len(line.x) - 1, 0.02)  # points between points; those beside a gap are none
    xs, ys = (np.interp(at, np.arange(len(line.x)), values) / pixel for values in (line.x, line.y))
    for left, bottom, right, top in names_of_cogs(figure, width_px):
        assert not ((left < xs) & (xs < right) & (bottom < ys) & (ys < top)).any()


def test_name_of_a_cog_has_a_ground_under_it_since_no_way_leads_around_it_to_a_place_right_behind(scorecard, ties):
    figure = cog_layout.cog_layout(scorecard.towns, ties, DARK)
    names = [note for note in figure.layout.annotations if note.text.startswith("<b>")]
    assert {(note.bgcolor, note.opacity) for note in names} == {(DARK.ground, None)}


def test_gathered_layout_draws_dotted_what_the_map_draws_dotted_and_rings_the_focus(scorecard, ties):
    figure = cog_layout.cog_layout(scorecard.towns, ties, LIGHT, focus="Avon")
    assert [gaps(trace(figure, f"Mentorships that count{who}")) for who in (" for nobody", "")] == [1, 2]
    at = list(trace(figure, "CRCOG").hovertext).index("<b>Avon</b><br>10 points, 2 ties")
    assert (trace(figure, "Focus").x[0], trace(figure, "Focus").y[0]) == (
        trace(figure, "CRCOG").x[at],
        trace(figure, "CRCOG").y[at],
    )


def test_arrow_starts_and_stops_short_of_both_points():
    points = arrows.curve((0, 0), (100, 0), gap=2)
    assert points[0] == (2, 0)
    assert points[-1] == pytest.approx((98, 0))
    assert arrows.middle(points)[1] > 5


def test_opposite_arrows_bow_to_opposite_sides():
    there, back = arrows.curve((0, 0), (100, 0), 2), arrows.curve((100, 0), (0, 0), 2)
    assert arrows.middle(there)[1] > 0 > arrows.middle(back)[1]


@pytest.mark.parametrize(
    ("box", "bows_to"),
    [
        ((40, 20, 60, 30), 8),  # in nobody's way
        ((40, 5, 60, 10), 15),
        ((40, 5, 60, 40), 2),
        ((40, -1, 60, 40), -5),
        ((-5, -50, 105, 50), 8),  # no way leads around it
    ],
)
def test_arrow_goes_around_a_box_by_the_way_that_is_least_unlike_its_own(box, bows_to):
    points = arrows.curve_around((0, 0), (100, 0), 2, [(200, 200, 210, 210), box])
    assert (points[0], points[-1]) == ((2, 0), (98, 0))
    assert arrows.middle(points)[1] == pytest.approx(bows_to)


def test_line_runs_through_a_box_between_two_of_its_points_but_not_where_it_touches_its_edge():
    box = (4, 4, 6, 6)
    assert arrows.runs_through([(0, 0), (10, 10)], box)
    assert arrows.runs_through([(5, 0), (5, 10)], box)
    assert not arrows.runs_through([(0, 0), (10, 0), (10, 10)], box)
    assert not arrows.runs_through([(0, 4), (10, 4)], box)
    assert not arrows.runs_through([(0, 8), (8, 0)], box)  # it meets a corner


def test_joined_lines_have_a_gap_after_each():
    drawn = arrows.joined([[(0, 1), (2, 3)], [(4, 5), (6, 7)]])
    assert [list(map(str, drawn[axis])) for axis in ("x", "y")] == [
        ["0.0", "2.0", "nan", "4.0", "6.0", "nan"],
        ["1.0", "3.0", "nan", "5.0", "7.0", "nan"],
    ]


def test_heads_stand_at_the_ends_and_point_the_way_of_the_last_stretch():
    up, right, down_left = [(0, 0), (0, 5)], [(9, 9), (1, 2), (4, 2)], [(3, 3), (1, 1)]
    ends = arrows.heads([up, right, down_left])
    assert (list(ends["x"]), list(ends["y"])) == ([0, 4, 1], [5, 2, 1])
    assert list(ends["angles"]) == [0, 90, -135]


def test_map_gives_every_tie_one_head_in_the_tone_of_its_line(scorecard, ties):
    figure = town_map.town_map(scorecard.towns, ties, LIGHT)
    heads = [trace(figure, f"Mentorships that count{kind}, heads") for kind in (" for nobody", "")]
    assert [len(each.x) for each in heads] == [1, 2]
    assert [len(each.marker.angle) for each in heads] == [1, 2]


def test_gathered_layout_keeps_every_town_in_place_and_inside_its_cogs_disc(scorecard, ties):
    first, second = (cog_layout.cog_layout(scorecard.towns, part, DARK) for part in (ties, ties.iloc[:1]))
    assert list(trace(first, "CRCOG").x) == list(trace(second, "CRCOG").x)
    disc = first.layout.shapes[0]
    xs, ys = trace(first, "CRCOG").x, trace(first, "CRCOG").y
    centre, radius = ((disc.x0 + disc.x1) / 2, (disc.y0 + disc.y1) / 2), (disc.x1 - disc.x0) / 2
    assert all((x - centre[0]) ** 2 + (y - centre[1]) ** 2 < radius**2 for x, y in zip(xs, ys, strict=True))


def test_cogs_differ_in_hue_and_in_symbol(scorecard):
    marks = [style.cog_mark(cog) for cog in scorecard.towns["cog"].unique()]
    assert (len({mark.colour for mark in marks}), len({mark.symbol for mark in marks})) == (9, 9)


def test_dark_hues_of_cogs_are_lightened_on_the_dark_ground_also_under_an_edition(scorecard):
    for palette in (DARK, DARK.of_edition(scorecard.edition)):
        assert style.cog_mark("CRCOG", palette).colour == "#8F83E0"
    assert style.cog_mark("CRCOG", LIGHT.of_edition(scorecard.edition)).colour == "#332288"


def test_matrix_writes_the_number_of_every_flow(scorecard):
    flows = network.flows(network.mentorships(records(*ROWS), scorecard))
    figure = matrix.flow_matrix(flows, LIGHT)
    written = {(note.y, note.x): note.text for note in figure.layout.annotations}
    assert written == {
        ("CRCOG", "CRCOG"): "<b>1</b>",
        ("CRCOG", "RiverCOG"): "1",
        ("Outside Connecticut", "CRCOG"): "1",
    }


def test_matrix_names_every_cog_and_has_cells_as_wide_as_their_numbers_on_a_phone(scorecard):
    flows = network.flows(network.mentorships(records(*ROWS), scorecard))
    layout = matrix.flow_matrix(flows, LIGHT).layout
    cogs = list(places.cogs().index)
    assert list(layout.xaxis.ticktext) == cogs
    assert list(layout.yaxis.ticktext) == [*cogs, "Outside<br>Connecticut"]
    assert (350 - layout.margin.l - layout.margin.r) / (len(cogs) + 1) > 22


def test_bars_count_each_cogs_towns_by_step(scorecard):
    figure = bars.points_by_cog(scorecard.towns, LIGHT, "CRCOG")
    crcog = {t.name: t.text[list(t.y).index("CRCOG")] for t in figure.data}
    assert crcog == {"15 points": "", "10 points": "1", "5 points": "1", "0 points": "36"}
    assert "<b>CRCOG</b>" in figure.layout.yaxis.ticktext


def test_timeline_marks_every_loss_on_its_day():
    lapsing = record(mentor="Avon", mentee="Canton", last_active=date(2024, 3, 1), implemented_on=date(2023, 6, 1))
    told = outlook.forecast(scoring.score(records(lapsing), rulebook.edition("2024"), TODAY))
    figure = timeline.points_timeline(told, TODAY, date(2029, 11, 1), LIGHT)
    marks = trace(figure, "Loss")
    assert list(marks.hovertext) == [
        "Avon loses 5 points on March 2, 2027",
        "Canton loses 5 points on March 2, 2027",
    ]
    assert marks.marker.color == LIGHT.loss


def test_every_bar_of_the_timeline_has_its_points_unless_it_is_too_short_for_them():
    lapsing = record(mentor="Avon", mentee="Canton", last_active=date(2023, 11, 10), implemented_on=date(2023, 6, 1))
    told = outlook.forecast(scoring.score(records(lapsing), rulebook.edition("2024"), TODAY))
    figure = timeline.points_timeline(told, TODAY, date(2029, 11, 1), LIGHT)
    bars_of = [(bar.y[0], bar.text[0].strip()) for bar in figure.data if bar.type == "bar"]
    assert bars_of == [("Avon", "5"), ("Avon", "0"), ("Canton", "5"), ("Canton", "0")]
    assert figure.layout.uniformtext.mode == "hide"
    assert {bar.constraintext for bar in figure.data if bar.type == "bar"} == {"inside"}


def test_statewide_map_is_small_enough_to_send():
    import plotly.io

    chain = [record(record_id=f"R{n}", mentor="Avon", mentee="Canton") for n in range(150)]
    card = scoring.score(records(*chain), rulebook.edition("2024"), TODAY)
    figure = town_map.town_map(card.towns, network.ties(network.mentorships(records(*chain), card)), LIGHT)
    assert len(plotly.io.to_json(figure)) < 110_000


def test_figures_do_not_bring_the_template_of_every_chart_there_is(scorecard, ties):
    figure = town_map.town_map(scorecard.towns, ties, LIGHT)
    assert set(figure.layout.template.to_plotly_json()) == {"layout"}


def test_pictures_follow_an_edition_with_other_points(scorecard, ties):
    edition = replace(scorecard.edition, points_per_action=replace(scorecard.edition.points_per_action, value=20))
    palette = LIGHT.of_edition(edition)
    assert palette.point_steps == (0, 20, 40, 60)
    assert [palette.of_points(points) for points in (0, 20, 40, 60)] == list(LIGHT.points)
    towns = scorecard.towns.assign(points=scorecard.towns["points"] * 4)
    drawn, _, _ = under(town_map.town_map(towns, ties, palette))
    assert len(rings(drawn["step-40"])) == len(shapes.shapes().towns["Avon"])
    crcog = {t.name: t.text[list(t.y).index("CRCOG")] for t in bars.points_by_cog(towns, palette).data}
    assert crcog == {"60 points": "", "40 points": "1", "20 points": "1", "0 points": "36"}
    assert list(meeting.points(towns, palette).data[0].x) == ["0 points", "20 points", "40 points", "60 points"]
    assert sum(meeting.points(towns, palette).data[0].y) == 169


def test_every_bar_of_the_meeting_is_named_however_large_the_letters():
    flows = pd.DataFrame({"cog": [f"COG {place}" for place in range(9)], "given_out": range(9), "received": range(9)})
    axis = meeting.flows(flows, ("given_out", "received"), LIGHT, 4 / 3).layout.yaxis
    assert (axis.dtick, axis.tickfont.size) == (1, 24)


def test_ramp_reaches_its_last_colour_also_with_six_steps(scorecard):
    edition = replace(scorecard.edition, maximum_actions=replace(scorecard.edition.maximum_actions, value=5))
    palette = LIGHT.of_edition(edition)
    assert (palette.of_points(0), palette.of_points(25)) == (LIGHT.points[0], LIGHT.points[-1])
