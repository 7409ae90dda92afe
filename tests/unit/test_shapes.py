"""The map's outlines: the shipped schematic ones, a COG's own, and the borders drawn around COGs."""

import importlib.util
import json
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pandas as pd
import pytest
import shapely

from sct_dash.errors import UserError
from sct_dash.figures.shapes import load_shapes, outline
from sct_dash.places import project

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "data" / "town_shapes.json"
TOWNS = pd.read_csv(ROOT / "data" / "towns.csv", dtype={"geoid_2020": str, "geoid_2022": str})
BORDERS = pd.read_csv(ROOT / "data" / "town_borders.csv")
LAND_BORDERS_FOUND = 448  # of 448: what the last run of tools/make_town_shapes.py reached
VISIBLE_KM = 0.1


def polygons(rings):
    return shapely.MultiPolygon([shapely.Polygon(ring) for ring in rings])


def contains(ring, x, y):
    """Whether a ray from the point to the east crosses the ring an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def tool():
    """tools/make_town_shapes.py as a module: tools are scripts, not a package."""
    spec = importlib.util.spec_from_file_location("make_town_shapes", ROOT / "tools" / "make_town_shapes.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def shipped():
    return load_shapes(TOWNS, SHIPPED, ROOT / "no such file")


@pytest.fixture(scope="module")
def geometries(shipped):
    return {town: polygons(rings) for town, rings in shipped.towns.items()}


@pytest.fixture(scope="module")
def shared_km(geometries):
    """How many km every two towns share on the map, where they meet at all."""
    return {
        (a, b): geometries[a].intersection(geometries[b]).length
        for a, b in combinations(sorted(geometries), 2)
        if geometries[a].intersects(geometries[b])
    }


# --- The shipped shapes -------------------------------------------------------------------------------------


def test_every_town_has_a_shape_and_every_cog_a_border(shipped):
    assert list(shipped.towns) == TOWNS["town"].tolist()
    assert sorted(shipped.cog_borders) == sorted(TOWNS["cog"].unique())
    assert shipped.schematic is True
    assert "not official boundaries" in shipped.source


def test_every_ring_is_closed_and_every_shape_simple(shipped, geometries):
    assert all(ring[0] == ring[-1] for rings in shipped.towns.values() for ring in rings)
    assert [town for town, shape in geometries.items() if not shape.is_valid] == []


def test_every_label_lies_inside_its_own_town(shipped):
    outside = [
        row.town
        for row in TOWNS.itertuples()
        if not any(contains(ring, *project(row.label_lat, row.label_lon)) for ring in shipped.towns[row.town])
    ]
    assert outside == []


def test_towns_do_not_overlap_and_leave_no_gap(geometries):
    whole = shapely.union_all(list(geometries.values()))
    # Ten metres of rounding along a straight county line are the only slack.
    assert sum(shape.area for shape in geometries.values()) - whole.area < 0.5
    gaps = [shapely.Polygon(hole).area for part in shapely.get_parts(whole) for hole in part.interiors]
    assert sum(gaps) < 0.5


def test_towns_of_one_county_share_their_borders_point_by_point(shipped, geometries):
    county = dict(zip(TOWNS["town"], TOWNS["county"], strict=True))
    segments = {
        town: {frozenset(pair) for ring in rings for pair in pairwise(ring)} for town, rings in shipped.towns.items()
    }
    for a, b in combinations(sorted(county), 2):
        if county[a] == county[b] and geometries[a].intersects(geometries[b]):
            assert geometries[a].intersection(geometries[b]).area == 0, (a, b)
            common = sum(shapely.LineString(segment).length for segment in segments[a] & segments[b])
            assert common == pytest.approx(geometries[a].intersection(geometries[b]).length), (a, b)


def test_total_area_is_within_one_percent_of_the_counties(geometries):
    module = tool()
    stem = Path(importlib.util.find_spec("_plotly_geo").submodule_search_locations[0]) / "package_data"
    counties = sum(
        shapely.Polygon([project(lat, lon) for lon, lat in ring]).area
        for attributes, rings in module.read_shapefile(stem / "cb_2016_us_county_500k")
        if attributes["STATEFP"] == "09"
        for ring in rings
    )
    assert sum(shape.area for shape in geometries.values()) == pytest.approx(counties, rel=0.01)


def test_towns_that_border_each_other_do_so_on_the_map(shared_km):
    land = BORDERS[BORDERS["kind"] == "land"]
    true = {tuple(sorted(pair)) for pair in zip(land["town_a"], land["town_b"], strict=True)}
    drawn = {pair for pair, km in shared_km.items() if km >= VISIBLE_KM}
    assert len(true) == 448
    assert len(true & drawn) >= LAND_BORDERS_FOUND
    assert drawn - true == set()


def test_areas_are_near_the_towns_land_areas(geometries):
    errors = [abs(geometries[row.town].area / (row.land_sq_mi * 2.589988) - 1) for row in TOWNS.itertuples()]
    assert max(errors) < 0.10
    assert pd.Series(errors).median() < 0.04


def test_the_file_is_small_and_has_one_line_per_town():
    text = SHIPPED.read_text(encoding="utf-8")
    assert len(text.encode()) < 150_000
    starts = [line.strip().split('": [[[')[0].strip('"') for line in text.splitlines() if '": [[[' in line]
    assert starts == TOWNS["town"].tolist()


def test_the_tool_uses_the_same_plane_as_the_product():
    assert tool().project(41.3, -73.5) == pytest.approx(project(41.3, -73.5))


# --- COG borders --------------------------------------------------------------------------------------------


def square(x, y):
    return ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y))


def test_the_outline_of_a_grid_of_squares_leaves_its_inner_lines_out():
    grid = [square(0, 0), square(1, 0), square(0, 1), square(1, 1)]
    assert outline(grid) == (((0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0)),)


def test_two_squares_that_touch_in_a_corner_or_not_at_all_keep_all_their_sides():
    assert outline([square(0, 0), square(3, 0)]) == (
        ((0, 0), (0, 1), (1, 1), (1, 0), (0, 0)),
        ((3, 0), (3, 1), (4, 1), (4, 0), (3, 0)),
    )
    sides = {frozenset(pair) for line in outline([square(0, 0), square(1, 1)]) for pair in pairwise(line)}
    assert sides == {frozenset(pair) for ring in (square(0, 0), square(1, 1)) for pair in pairwise(ring)}


def test_direction_of_the_rings_does_not_matter():
    assert outline([square(0, 0), square(1, 0)[::-1]]) == outline([square(0, 0), square(1, 0)])


def test_shipped_cog_borders_are_the_outlines_of_their_towns(shipped, geometries):
    for cog, towns in TOWNS.groupby("cog")["town"]:
        drawn = shapely.union_all([shapely.LineString(line) for line in shipped.cog_borders[cog]])
        around = shapely.union_all([geometries[town] for town in towns]).boundary
        assert drawn.hausdorff_distance(around) < 0.02, cog


# --- A COG's own boundaries ---------------------------------------------------------------------------------

TWO_TOWNS = pd.DataFrame(
    {
        "town": ["Avon", "Hartford"],
        "cog": ["CRCOG", "CRCOG"],
        "geoid_2020": ["0900302060", "0900337070"],
        "geoid_2022": ["0911002060", "0911037070"],
    }
)
AVON = [[-72.9, 41.7], [-72.8, 41.7], [-72.8, 41.8], [-72.9, 41.8], [-72.9, 41.7]]
HARTFORD = [[-72.8, 41.7], [-72.7, 41.7], [-72.7, 41.8], [-72.8, 41.8], [-72.8, 41.7]]
# x = (lon + 72.7) * 83.244, y = (lat - 41.6) * 110.95, to 0.1 km
AVON_KM = ((-16.6, 11.1), (-8.3, 11.1), (-8.3, 22.2), (-16.6, 22.2), (-16.6, 11.1))
HARTFORD_KM = ((-8.3, 11.1), (0.0, 11.1), (0.0, 22.2), (-8.3, 22.2), (-8.3, 11.1))


def feature(ring, kind="Polygon", **properties):
    coordinates = {"Polygon": [ring], "MultiPolygon": [[ring]]}.get(kind, ring)
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


@pytest.fixture
def local(tmp_path):
    """A writer of a COG's own file."""
    path = tmp_path / "town_shapes.geojson"

    def write(*features):
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
        return path

    return write


def refusal(path, towns=TWO_TOWNS):
    with pytest.raises(UserError) as caught:
        load_shapes(towns, SHIPPED, path)
    return str(caught.value)


def test_official_boundaries_are_used_instead_of_the_shipped_ones(local):
    shapes = load_shapes(TWO_TOWNS, SHIPPED, local(feature(AVON, NAME="Avon"), feature(HARTFORD, NAME="Hartford")))
    assert shapes.towns == {"Avon": (AVON_KM,), "Hartford": (HARTFORD_KM,)}
    assert shapes.cog_borders == {
        "CRCOG": (
            (
                (-16.6, 11.1),
                (-16.6, 22.2),
                (-8.3, 22.2),
                (0.0, 22.2),
                (0.0, 11.1),
                (-8.3, 11.1),
                (-16.6, 11.1),
            ),
        )
    }
    assert shapes.schematic is False
    assert shapes.source == "Official boundaries from town_shapes.geojson"


@pytest.mark.parametrize(
    "properties",
    [
        {"TOWN": "AVON"},
        {"town_name": "  Town of  Avon "},
        {"NAMELSAD": "Avon town"},
        {"GEOID20": "0900302060"},
        {"GEOID": "0911002060"},
        {"GEOID": 900302060},
        {"geoid": 900302060.0},
        {"GEO_ID": "0600000US0900302060"},
        {"NAME": "Avon", "COUNTY": "Hartford", "fid": 7, "note": None},
    ],
)
def test_a_feature_is_matched_by_any_usual_way_to_name_a_town(local, properties):
    path = local(feature(AVON, **properties), feature(HARTFORD, kind="MultiPolygon", NAME="Hartford"))
    assert load_shapes(TWO_TOWNS, SHIPPED, path).towns == {"Avon": (AVON_KM,), "Hartford": (HARTFORD_KM,)}


def test_parts_of_one_town_are_put_together_and_open_water_is_left_out(local):
    island = [[-72.6, 41.7], [-72.59, 41.7], [-72.59, 41.71], [-72.6, 41.7]]
    path = local(
        feature(AVON, NAME="Avon"),
        feature(HARTFORD, NAME="Hartford"),
        feature(island, NAME="Hartford"),
        feature(island, NAME="County subdivisions not defined"),
    )
    assert load_shapes(TWO_TOWNS, SHIPPED, path).towns["Hartford"] == (
        HARTFORD_KM,
        ((8.3, 11.1), (9.2, 11.1), (9.2, 12.2), (8.3, 11.1)),
    )


def test_points_nearer_than_the_rounding_and_rings_without_area_are_dropped(local):
    avon = [AVON[0], [-72.8999, 41.7001], *AVON[1:]]
    rock = [[-72.75, 41.65], [-72.7501, 41.65], [-72.7501, 41.6501], [-72.75, 41.65]]
    path = local(feature(avon, NAME="Avon"), feature(rock, NAME="Avon"), feature(HARTFORD, NAME="Hartford"))
    assert load_shapes(TWO_TOWNS, SHIPPED, path).towns["Avon"] == (AVON_KM,)


@pytest.mark.parametrize("content", ["lon,lat\n1,2\n", '{"type": "Topology"}', "[]", '{"features": [1]}', "\xff"])
def test_a_file_that_is_not_geojson_is_refused(tmp_path, content):
    path = tmp_path / "town_shapes.geojson"
    path.write_bytes(content.encode("latin-1"))
    assert refusal(path) == (
        f"{path}: not a GeoJSON FeatureCollection. Export the town layer as GeoJSON, WGS 84 (EPSG:4326)."
    )


def test_a_missing_town_is_named(local):
    path = local(feature(AVON, NAME="Avon"))
    assert refusal(path) == (
        f"{path}: no shape for Hartford; the file needs all 2 towns, each with its name or GEOID as a "
        "property. Complete it, or take it away to use the schematic map."
    )


def test_of_many_missing_towns_five_are_named(local):
    path = local(feature(AVON, NAME="Avon"))
    assert refusal(path, TOWNS) == (
        f"{path}: no shape for Andover, Ansonia, Ashford, Barkhamsted, Beacon Falls and 163 more; the file "
        "needs all 169 towns, each with its name or GEOID as a "
        "property. Complete it, or take it away to use the schematic map."
    )


@pytest.mark.parametrize(
    ("point", "shown"),
    [
        ([1012345.5, 823456.5], "(1.01235e+06, 823456)"),  # State Plane feet
        ([-8115000.0, 5120000.0], "(-8.115e+06, 5.12e+06)"),  # Web Mercator
        ([41.7, -72.9], "(41.7, -72.9)"),  # latitude first
    ],
)
def test_coordinates_outside_connecticut_are_refused(local, point, shown):
    path = local(feature(HARTFORD, NAME="Hartford"), feature([point, *AVON], NAME="Avon"))
    assert refusal(path) == (
        f"{path}, feature 2 (Avon): {shown} is not a longitude and latitude in Connecticut. "
        "Export the layer as GeoJSON in WGS 84 (EPSG:4326)."
    )


def test_a_feature_that_names_two_towns_is_refused(local):
    path = local(feature(AVON, NAME="Avon", LABEL="Hartford"))
    assert refusal(path) == (f"{path}, feature 1: may be Avon or Hartford. Keep one property with the town's name.")


def test_a_town_that_is_a_point_is_refused(local):
    path = local(feature([-72.8, 41.7], kind="Point", NAME="Avon"))
    assert refusal(path) == (f"{path}, feature 1 (Avon): its geometry is Point, not a Polygon or MultiPolygon.")


@pytest.mark.parametrize("ring", [[["a", "b"]], [[]], [None], None])
def test_broken_coordinates_are_refused(local, ring):
    path = local(feature(ring, NAME="Avon"))
    assert refusal(path) == (
        f"{path}, feature 1 (Avon): its coordinates are not those of a Polygon. Export the layer again."
    )
