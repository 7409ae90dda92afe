"""Make data/town_shapes.json: a schematic map of Connecticut's 169 towns, drawn from facts alone.

No package registry ships town boundaries, so this tool works them out from what is known about each town:
its land area, where it lies, whom it borders and for how many kilometres. The county lines are real (Census
cartographic boundaries of 2016, from the PyPI package plotly-geo); the town lines inside them are inferred.

The method has four steps.

1. *Start.* Inside each county, a power diagram (a Voronoi diagram with weights) around the towns' points,
   with weights that bring each cell near its town's land area.
2. *Relax.* A map of towns is a planar graph: nodes where three towns meet, joined by borders. Nodes are moved
   at random, and a move is kept when it lowers the map's cost: wrong areas, wrong positions, wrong border
   lengths, sharp corners (`town_cost`, `border_cost`). Nodes on a county line slide along it, and borders
   across county lines count too.
3. *Swap.* Where a short border separates two towns that should touch, the border is turned by a quarter
   (the T1 step of foam physics): the two towns beside it let go and the two at its ends meet.
4. *Finish.* Long borders get a bend, borders that should be a mere corner shrink to one, and nodes are
   rounded.

Run from the project's root (well under a minute)::

    python -m pip install -r requirements-dev.txt
    python tools/make_town_shapes.py

The same input gives the same file: the random numbers are seeded, and nothing depends on the clock.

References
----------
Aurenhammer, F. (1987). Power diagrams: properties, algorithms and applications. SIAM J. Comput. 16(1).
Weaire, D. and Rivier, N. (1984). Soap, cells and statistics: random patterns in two dimensions.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parent.parent
OUTSIDE = "(outside)"  # the region beyond the county line, treated as one more town of each county
SQ_KM_PER_SQ_MI = 2.589988
SEED = 85

OUTLINE_TOLERANCE_KM = 0.35  # detail of the coast and the county lines
SMALLEST_ISLAND_SQ_KM = 0.15
VISIBLE_KM = 0.1  # two towns border each other on the map when they share at least this much
SWAP_BELOW_KM = 1.5
BEND_ABOVE_KM = 3.5
CORNER_BELOW_KM = 0.5
LABEL_MARGIN_KM = 0.5

Point = tuple[float, float]
Pair = tuple[str, str]


def project(lat: float, lon: float) -> Point:
    """Kilometres east and north of 41.6 N, 72.7 W (local equirectangular projection)."""
    return (lon + 72.7) * 111.32 * math.cos(math.radians(41.6)), (lat - 41.6) * 110.95


def pair_of(one: str, other: str) -> Pair:
    """Two towns in alphabetical order: the key of their border."""
    return (one, other) if one < other else (other, one)


# --- Facts ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Town:
    """What is known of a town: positions in km, area in square km."""

    name: str
    county: str
    area: float
    middle: Point
    label: Point


@dataclass(frozen=True)
class Facts:
    """The towns and the true borders between them, in km; a corner that two towns share has 0 km."""

    towns: dict[str, Town]
    borders: dict[Pair, float]
    corners: frozenset[Pair]

    neighbours: dict[str, frozenset[str]]


def read_facts(data: Path) -> Facts:
    """Read towns.csv and town_borders.csv of a folder."""
    towns = {}
    for row in pd.read_csv(data / "towns.csv").itertuples():
        label = project(row.label_lat, row.label_lon)
        inner = project(row.lat, row.lon)
        middle = ((label[0] + inner[0]) / 2, (label[1] + inner[1]) / 2)
        towns[row.town] = Town(row.town, row.county, row.land_sq_mi * SQ_KM_PER_SQ_MI, middle, label)
    rows = pd.read_csv(data / "town_borders.csv")
    land = rows[rows["kind"] == "land"]
    borders = {pair_of(a, b): km for a, b, km in zip(land.town_a, land.town_b, land.shared_km, strict=True)}
    point = rows[rows["kind"] == "point"]
    neighbours = {town: frozenset(a if b == town else b for a, b in borders if town in (a, b)) for town in towns}
    corners = frozenset(pair_of(a, b) for a, b in zip(point.town_a, point.town_b, strict=True))
    return Facts(towns, borders, corners, neighbours)


# --- County outlines --------------------------------------------------------------------------------------


def read_shapefile(stem: Path) -> Iterator[tuple[dict[str, str], list[np.ndarray]]]:
    """Attributes and rings (lon, lat) of each record of a polygon shapefile.

    References
    ----------
    ESRI Shapefile Technical Description (1998), pages 2-9; dBASE III table layout.
    """
    dbf, shp = stem.with_suffix(".dbf").read_bytes(), stem.with_suffix(".shp").read_bytes()
    header, width = struct.unpack("<HH", dbf[8:12])
    columns, start = [], 1  # a record's first byte is its deletion mark
    for offset in range(32, header - 1, 32):
        name, length = dbf[offset : offset + 11].split(b"\0")[0].decode("ascii"), dbf[offset + 16]
        columns.append((name, start, start + length))
        start += length
    offset, row = 100, 0
    while offset < len(shp):
        size = 2 * struct.unpack(">i", shp[offset + 4 : offset + 8])[0]
        content = shp[offset + 8 : offset + 8 + size]
        record = dbf[header + row * width : header + (row + 1) * width]
        parts, count = struct.unpack("<2i", content[36:44])
        starts = [*struct.unpack(f"<{parts}i", content[44 : 44 + 4 * parts]), count]
        points = np.frombuffer(content, "<f8", 2 * count, 44 + 4 * parts).reshape(-1, 2)
        yield (
            {name: record[a:b].decode("latin-1").strip() for name, a, b in columns},
            [points[a:b] for a, b in pairwise(starts)],
        )
        offset, row = offset + 8 + size, row + 1


def county_outlines() -> dict[str, list[np.ndarray]]:
    """Each county's rings in km, main land first, counter-clockwise, simplified alike on both sides."""
    package = importlib.util.find_spec("_plotly_geo")
    if package is None or not package.submodule_search_locations:
        sys.exit("plotly-geo is not installed: python -m pip install -r requirements-dev.txt")
    stem = Path(package.submodule_search_locations[0]) / "package_data" / "cb_2016_us_county_500k"
    counties = {}
    for attributes, rings in read_shapefile(stem):
        if attributes["STATEFP"] == "09":
            polygons = [shapely.Polygon([project(lat, lon) for lon, lat in ring]) for ring in rings]
            counties[attributes["NAME"]] = shapely.MultiPolygon(polygons)
    simple = shapely.coverage_simplify(list(counties.values()), OUTLINE_TOLERANCE_KM)
    outlines = {}
    for name, shape in zip(counties, simple, strict=True):
        parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
        parts = [part for part in parts if part.area >= SMALLEST_ISLAND_SQ_KM]
        outlines[name] = [shapely.get_coordinates(shapely.orient_polygons(part)) for part in parts]
    return dict(sorted(outlines.items()))


# --- Step 1: the power diagram ----------------------------------------------------------------------------


def half_plane(site: np.ndarray, other: np.ndarray, lead: float, reach: float = 300.0) -> shapely.Polygon:
    """The side of a site's border with another; `lead` is its weight minus the other's, in square km."""
    distance = np.hypot(*(other - site))
    along = (other - site) / distance
    middle = site + along * (distance / 2 + lead / (2 * distance))
    across = np.array([-along[1], along[0]])
    near, far = reach * across, -2 * reach * along
    return shapely.Polygon([middle - near, middle + near, middle + near + far, middle - near + far])


def power_cells(land: shapely.Polygon, sites: np.ndarray, weights: np.ndarray) -> list[shapely.Geometry]:
    """Cut a county into one cell per site."""
    cells = []
    for i, site in enumerate(sites):
        cell = land
        for j in np.argsort(np.hypot(*(sites - site).T))[1:]:
            if cell.hausdorff_distance(shapely.Point(site)) < np.hypot(*(sites[j] - site)) / 4:
                break  # the remaining sites are too far away to matter
            cell = cell & half_plane(site, sites[j], weights[i] - weights[j])
        cells.append(cell)
    return cells


def power_diagram(land: shapely.Polygon, towns: list[Town], rounds: int = 12) -> dict[str, shapely.Polygon]:
    """Cells of about the towns' areas; each is one piece and together they fill the county."""
    sites = np.array([town.middle for town in towns])
    areas = np.array([town.area for town in towns])
    areas *= land.area / areas.sum()
    weights = np.zeros(len(towns))
    for _ in range(rounds):
        cells = power_cells(land, sites, weights)
        weights += 0.4 * (areas - [cell.area for cell in cells])
    pieces = [sorted(shapely.get_parts(cell), key=lambda part: -part.area) for cell in cells]
    whole = [parts[0] for parts in pieces]
    for crumb in (crumb for parts in pieces for crumb in parts[1:]):  # cut off by a bend of the county line
        host = max(range(len(whole)), key=lambda i: whole[i].buffer(1e-6).intersection(crumb.boundary).length)
        whole[host] = shapely.union_all([whole[host], crumb], grid_size=1e-6)
    return {town.name: cell for town, cell in zip(towns, whole, strict=True)}


# --- The map as a planar graph ----------------------------------------------------------------------------


@dataclass
class County:
    """The towns of one county as rings of shared nodes.

    Attributes
    ----------
    outline, km
        The county line, counter-clockwise and closed, and the distance along it at each of its points.
    spot
        Each node's position.
    along
        The distance along the county line of the nodes that lie on it.
    rings
        Each town's nodes, counter-clockwise; for `OUTSIDE`, the nodes on the county line, clockwise. Between
        two nodes the border is straight, or follows the county line where `OUTSIDE` is on its other side.
    """

    name: str
    outline: np.ndarray
    islands: list[np.ndarray]
    km: np.ndarray = field(init=False)
    spot: dict[int, Point] = field(default_factory=dict)
    along: dict[int, float] = field(default_factory=dict)
    rings: dict[str, list[int]] = field(default_factory=dict)
    left: dict[tuple[int, int], str] = field(default_factory=dict)
    around: dict[int, list[str]] = field(default_factory=dict)
    shores: list[tuple[float, float, str, float]] = field(default_factory=list)
    _frontage: list[tuple[float, float, str]] | None = None

    def __post_init__(self) -> None:
        self.km = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(self.outline, axis=0).T))])

    def index(self) -> None:
        """Rebuild what follows from the rings: the town left of each border, the towns around each node."""
        self.left, around = {}, defaultdict(list)
        for region, ring in self.rings.items():
            for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
                self.left[a, b] = region
                around[a].append(region)
        self.around = dict(around)
        self._frontage = None

    def on_line(self, km: float) -> Point:
        """The point that many km along the county line."""
        km %= self.km[-1]
        x, y = (float(np.interp(km, self.km, column)) for column in self.outline.T)
        return x, y

    def stretch(self, start: float, end: float) -> np.ndarray:
        """The county line's own points strictly between two distances along it."""
        first, last = np.searchsorted(self.km, start + 1e-9), np.searchsorted(self.km, end - 1e-9)
        if start <= end:
            return self.outline[first:last]
        return np.concatenate([self.outline[first:-1], self.outline[:last]])

    def borders(self, town: str) -> Iterator[tuple[int, int, str]]:
        """Node, next node and the town on the other side, around a town."""
        ring = self.rings[town]
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            yield a, b, self.left[b, a]

    def towns(self) -> list[str]:
        """The county's towns."""
        return [region for region in self.rings if region != OUTSIDE]

    def points(self, town: str) -> tuple[np.ndarray, list[int]]:
        """A town's ring with the county line's points in it, and where in it the town's nodes are."""
        parts, places, count = [], [], 0
        for a, b, other in self.borders(town):
            places.append(count)
            parts.append([self.spot[a]])
            count += 1
            if other == OUTSIDE:
                between = self.stretch(self.along[a], self.along[b])
                if len(between):
                    parts.append(between)
                    count += len(between)
        return np.concatenate(parts), places

    def way(self, a: int, b: int) -> list[tuple[float, float]]:
        """The way along the county line from node to node, in two parts if it passes the line's start."""
        start, end = self.along[a], self.along[b]
        return [(start, end)] if start <= end else [(start, self.km[-1]), (0.0, end)]

    def frontage(self) -> list[tuple[float, float, str]]:
        """Which stretch of the county line belongs to which town, as distances along it."""
        if self._frontage is None:
            self._frontage = []
            line = self.rings[OUTSIDE]
            for b, a in zip(line, line[1:] + line[:1], strict=True):
                self._frontage += [(low, high, self.left[a, b]) for low, high in self.way(a, b)]
        return self._frontage

    def put(self, node: int, place: Point | float) -> None:
        """Move a node to a position or, given a distance, along the county line."""
        if isinstance(place, tuple):
            self.along.pop(node, None)
            self.spot[node] = place
        else:
            self.along[node] = place % self.km[-1]
            self.spot[node] = self.on_line(place)
        self._frontage = None

    def place(self, node: int) -> Point | float:
        """Where a node is, in the form that `put` takes."""
        return self.along.get(node, self.spot[node])


def first_county(name: str, outline: list[np.ndarray], towns: list[Town]) -> County:
    """A county's map as the power diagram gives it."""
    county = County(name, outline[0], outline[1:])
    cells = power_diagram(shapely.Polygon(outline[0]), towns)
    line = shapely.LinearRing(outline[0])
    nodes: list[Point] = []
    touching: list[set[str]] = []
    corners: dict[str, list[int]] = {}
    for town, cell in cells.items():
        corners[town] = []
        for x, y in shapely.get_coordinates(shapely.orient_polygons(cell).exterior)[:-1].tolist():
            near = [i for i, (u, v) in enumerate(nodes) if math.hypot(x - u, y - v) < 1e-3]
            if not near:
                near = [len(nodes)]
                nodes.append((x, y))
                touching.append({OUTSIDE} if line.distance(shapely.Point(x, y)) < 1e-3 else set())
            touching[near[0]].add(town)
            corners[town].append(near[0])
    for i, spot in enumerate(nodes):
        if len(touching[i]) >= 3:
            county.spot[i] = spot
            if OUTSIDE in touching[i]:
                county.put(i, line.project(shapely.Point(spot)))
    for town, ring in corners.items():
        county.rings[town] = list(dict.fromkeys(node for node in ring if node in county.spot))
    county.rings[OUTSIDE] = sorted(county.along, key=lambda node: -county.along[node])
    hold_small_rings(county)
    county.index()
    return county


def hold_small_rings(county: County) -> None:
    """Give each town of two nodes, in a corner of the county, a third one on the county line."""
    for town, ring in county.rings.items():
        if len(ring) == 2:
            start, end = ring
            if (county.along[end] - county.along[start]) % county.km[-1] > county.km[-1] / 2:
                start, end = end, start  # a corner town has the shorter way round
            gap = (county.along[end] - county.along[start]) % county.km[-1]
            node = 1 + max(county.spot)
            county.put(node, county.along[start] + gap / 2)
            county.rings[town] = [start, node, end]
            county.rings[OUTSIDE] = sorted(county.along, key=lambda node: -county.along[node])


def join_counties(counties: dict[str, County]) -> None:
    """Note for each county line which stretch is which other county's line, run the other way.

    A shore (start, end, other, turn) says: distance d along this line, start <= d <= end, is distance
    turn - d along the other's.
    """
    owner = {}
    for county in counties.values():
        line = [tuple(point) for point in county.outline.tolist()]
        for i, (p, q) in enumerate(pairwise(line)):
            owner[p, q] = (county.name, i)
    for county in counties.values():
        line = [tuple(point) for point in county.outline.tolist()]
        for i, (p, q) in enumerate(pairwise(line)):
            if (q, p) in owner:
                other, j = owner[q, p]
                start, end, turn = county.km[i], county.km[i + 1], counties[other].km[j + 1] + county.km[i]
                last = county.shores[-1] if county.shores else None
                if last and last[2] == other and last[1] == start and abs(last[3] - turn) < 1e-6:
                    county.shores[-1] = (last[0], end, other, last[3])
                else:
                    county.shores.append((start, end, other, turn))


# --- What a good map is -----------------------------------------------------------------------------------


def town_cost(town: Town, area: float, county: County) -> float:
    """How wrong a town's shape is: its area, its position, its label's distance to the edge, its corners.

    Infinite when the ring crosses itself, or would once its points are rounded.
    """
    ring, places = county.points(town.name)
    shape = shapely.polygons(np.round(ring, 2))  # as it will be written
    if not shapely.is_valid(shape) or not shapely.is_ccw(shapely.get_exterior_ring(shape)):
        return math.inf
    middle = shapely.get_coordinates(shapely.centroid(shape))[0]
    cost = 6 * (float(shapely.area(shape)) / area - 1) ** 2
    cost += 2 * math.dist(middle, town.middle) ** 2 / area
    label = shapely.points(*town.label)
    depth = float(shapely.distance(shapely.get_exterior_ring(shape), label))
    depth = depth if shapely.contains(shape, label) else -depth
    cost += 2 * max(0.0, 1 - depth / LABEL_MARGIN_KM) ** 2
    points = ring.tolist()
    for place, node in zip(places, county.rings[town.name], strict=True):
        cost += corner_cost(points[place - 1], points[place], points[(place + 1) % len(points)], county, node)
    return cost


def corner_cost(before: Point, here: Point, after: Point, county: County, node: int) -> float:
    """How ugly a town's corner is: sharp or jutting out where towns meet, far from straight at a bend."""
    (px, py), (qx, qy), (rx, ry) = before, here, after
    angle = math.degrees(math.atan2(py - qy, px - qx) - math.atan2(ry - qy, rx - qx)) % 360
    if len(county.around[node]) > 2:
        return 0.3 * (max(0.0, 60 - angle) / 30) ** 2 + 0.3 * (max(0.0, angle - 190) / 40) ** 2
    return 0.0 if node in county.along else 0.03 * ((angle - 180) / 30) ** 2


def border_cost(km: float, true_km: float | None) -> float:
    """How wrong a border is: far from its true length, missing though true, or there though false."""
    if true_km is None:
        return 0.6 * (1 - math.exp(-km / 0.4)) + 0.15 * km
    true_km = max(true_km, 0.7)
    return 1.5 * ((km - true_km) / (true_km + 2)) ** 2 + max(0.0, 1 - km / 0.5)


@dataclass(frozen=True)
class Measures:
    """The cost of each town and the km it shares with each town that it meets."""

    costs: dict[str, float] = field(default_factory=dict)
    shared: dict[str, dict[str, float]] = field(default_factory=dict)


class Map:
    """All counties, and how good they are now."""

    def __init__(self, facts: Facts, outlines: dict[str, list[np.ndarray]]) -> None:
        self.facts = facts
        by_county = defaultdict(list)
        for town in facts.towns.values():
            by_county[town.county].append(town)
        self.counties = {name: first_county(name, rings, by_county[name]) for name, rings in outlines.items()}
        join_counties(self.counties)
        self.areas: dict[str, float] = {}
        for name, towns in by_county.items():
            scale = shapely.Polygon(outlines[name][0]).area / sum(town.area for town in towns)
            self.areas |= {town.name: town.area * scale for town in towns}
        self.now = Measures()
        self.refresh()

    def refresh(self) -> None:
        """Measure everything anew."""
        self.now = Measures()
        for county in self.counties.values():
            found = self.measure(county, county.towns())
            self.now.costs.update(found.costs)
            self.now.shared.update(found.shared)

    def measure(self, county: County, towns: Iterable[str]) -> Measures:
        """Measure some towns of a county."""
        found = Measures()
        for name in towns:
            town, area = self.facts.towns[name], self.areas[name]
            found.costs[name] = town_cost(town, area, county)
            shared: dict[str, float] = defaultdict(float)
            for a, b, other in county.borders(name):
                if other != OUTSIDE:
                    shared[other] += math.dist(county.spot[a], county.spot[b])
                else:
                    self.add_across(county, a, b, shared)
            found.shared[name] = shared
        return found

    def add_across(self, county: County, a: int, b: int, shared: dict[str, float]) -> None:
        """Add what a stretch of the county line, from node to node, shares with towns of other counties."""
        for start, end in county.way(a, b):
            for low, high, other, turn in county.shores:
                low, high = max(low, start), min(high, end)
                if low < high:
                    for near, far, town in self.counties[other].frontage():
                        km = min(far, turn - low) - max(near, turn - high)
                        if km > 0:
                            shared[town] += km

    def cost(self, towns: Iterable[str], found: Measures) -> float:
        """The cost of some towns and of all their borders."""
        total, pairs = 0.0, set()
        for town in towns:
            total += found.costs[town]
            for other in sorted(found.shared[town].keys() | self.facts.neighbours[town]):
                pair = pair_of(town, other)
                if pair not in pairs:
                    pairs.add(pair)
                    total += border_cost(found.shared[town].get(other, 0.0), self.facts.borders.get(pair))
        return total

    def accept(self, found: Measures) -> None:
        """Make some towns' new measures the current ones."""
        for town, shared in found.shared.items():
            for other in self.now.shared[town].keys() - shared.keys():
                self.now.shared[other].pop(town, None)
            for other, km in shared.items():
                self.now.shared[other][town] = km
        self.now.costs.update(found.costs)
        self.now.shared.update(found.shared)

    def nodes(self) -> list[tuple[County, int]]:
        """Every node with its county."""
        return [(county, node) for county in self.counties.values() for node in sorted(county.around)]


# --- Step 2: relax ----------------------------------------------------------------------------------------


def proposal(county: County, node: int, step: float, random: np.random.Generator) -> Point | float | None:
    """A place near a node's own; None if it would overtake another node on the county line."""
    if node not in county.along:
        x, y = county.spot[node]
        return x + step * random.standard_normal(), y + step * random.standard_normal()
    line, length = county.rings[OUTSIDE], county.km[-1]
    i, move = line.index(node), step * random.standard_normal()
    ahead = (county.along[line[i - 1]] - county.along[node]) % length
    behind = (county.along[node] - county.along[line[(i + 1) % len(line)]]) % length
    return county.along[node] + move if -behind < move < ahead else None


def nudge(drawn: Map, county: County, node: int, step: float, heat: float, random: np.random.Generator) -> None:
    """Try to move a node; keep the move if the map gets better, or hardly worse while it is hot."""
    place, old = proposal(county, node, step, random), county.place(node)
    if place is None:
        return
    towns = [town for town in county.around[node] if town != OUTSIDE]
    before = drawn.cost(towns, drawn.now)
    county.put(node, place)
    found = drawn.measure(county, towns)
    after = drawn.cost(towns, found)
    if after < before + heat * random.exponential():
        drawn.accept(found)
    else:
        county.put(node, old)


def relax(drawn: Map, sweeps: int, steps: tuple[float, float], heat: float, random: np.random.Generator) -> None:
    """Nudge every node once per sweep, with steps (km) that shrink from the first size to the second."""
    for sweep in range(sweeps):
        left = 1 - sweep / sweeps
        step = steps[1] * (steps[0] / steps[1]) ** left
        for county, node in drawn.nodes():
            nudge(drawn, county, node, step, heat * left, random)


# --- Step 3: swap -----------------------------------------------------------------------------------------


def quarter_turn(county: County, a: int, b: int) -> list[str] | None:
    """Turn the border from a to b: the regions beside it let go, the regions at its ends meet.

    Either may be `OUTSIDE`: then a town gains or loses its place at the county line. Returns the four
    regions, or None (and changes nothing) where no turn is possible.
    """
    beside, opposite = county.left[a, b], county.left[b, a]
    if len(county.around[a]) != 3 or len(county.around[b]) != 3:
        return None
    (start,) = set(county.around[a]) - {beside, opposite}
    (end,) = set(county.around[b]) - {beside, opposite}
    if start == end or min(len(county.rings[beside]), len(county.rings[opposite])) <= 3:
        return None
    (x1, y1), (x2, y2) = county.spot[a], county.spot[b]
    mx, my, length = (x1 + x2) / 2, (y1 + y2) / 2, math.dist((x1, y1), (x2, y2)) or 1.0
    half = max(0.3, length / 2)
    nx, ny = -(y2 - y1) / length * half, (x2 - x1) / length * half  # towards `beside`
    line = [county.along[node] for node in (a, b) if node in county.along]

    rings = county.rings
    rings[beside] = [node for node in rings[beside] if node != b]
    rings[opposite] = [node for node in rings[opposite] if node != a]
    rings[start] = [new for node in rings[start] for new in ((b, a) if node == a else (node,))]
    rings[end] = [new for node in rings[end] for new in ((a, b) if node == b else (node,))]
    county.put(a, (mx + nx, my + ny))
    county.put(b, (mx - nx, my - ny))
    if start == OUTSIDE:
        county.put(a, line[0] - half)
        county.put(b, line[0] + half)
    elif end == OUTSIDE:
        county.put(a, line[0] + half)
        county.put(b, line[0] - half)
    elif opposite == OUTSIDE:
        county.put(b, line[0] + ((line[1] - line[0]) % county.km[-1]) / 2)
    elif beside == OUTSIDE:
        county.put(a, line[0] - ((line[0] - line[1]) % county.km[-1]) / 2)
    county.index()
    return [beside, opposite, start, end]


def in_order(county: County) -> bool:
    """Whether the nodes on the county line follow each other clockwise, once around."""
    line, length = county.rings[OUTSIDE], county.km[-1]
    steps = [(county.along[a] - county.along[b]) % length for a, b in zip(line, line[1:] + line[:1], strict=True)]
    return abs(sum(steps) - length) < 1e-6


def try_turn(drawn: Map, county: County, a: int, b: int, random: np.random.Generator) -> bool:
    """Turn a border, let its surroundings settle, and keep the turn if the map is better for it."""
    rings = {region: list(ring) for region, ring in county.rings.items()}
    spot, along = dict(county.spot), dict(county.along)
    costs = dict(drawn.now.costs)
    shared = {town: dict(others) for town, others in drawn.now.shared.items()}

    turned = quarter_turn(county, a, b)
    if turned is not None and in_order(county):
        regions = [region for region in turned if region != OUTSIDE]
        near = sorted({node for region in regions for node in county.rings[region]})
        towns = sorted({town for node in near for town in county.around[node]} - {OUTSIDE})
        before = drawn.cost(towns, drawn.now)
        drawn.accept(drawn.measure(county, regions))
        for sweep in range(12):
            for node in [a, b, *near]:
                nudge(drawn, county, node, 0.6 / (1 + sweep / 4), 0.0, random)
        if drawn.cost(towns, drawn.now) < before - 1e-9:
            return True
    county.rings, county.spot, county.along = rings, spot, along
    county.index()
    drawn.now = Measures(costs, shared)
    return False


def swap(drawn: Map, random: np.random.Generator) -> int:
    """Try to turn every border that is short or false; return how many were turned."""
    turns = 0
    for county in drawn.counties.values():
        for a, b in sorted(county.left):
            if a < b and (a, b) in county.left and worth_turning(drawn, county, a, b):
                turns += try_turn(drawn, county, a, b, random)
    return turns


def worth_turning(drawn: Map, county: County, a: int, b: int) -> bool:
    """Whether a border is false or short, so that turning it may help."""
    pair = pair_of(county.left[a, b], county.left[b, a])
    short = math.dist(county.spot[a], county.spot[b]) < SWAP_BELOW_KM
    return short or (OUTSIDE not in pair and pair not in drawn.facts.borders)


# --- Step 4: finish ---------------------------------------------------------------------------------------


def bend_long_borders(drawn: Map) -> None:
    """Give each long border inside a county a node in its middle, so that it need not be straight."""
    for county in drawn.counties.values():
        for (a, b), region in sorted(county.left.items()):
            inside = OUTSIDE not in (region, county.left[b, a])
            if a < b and inside and math.dist(county.spot[a], county.spot[b]) > BEND_ABOVE_KM:
                (x1, y1), (x2, y2) = county.spot[a], county.spot[b]
                bend = 1 + max(county.spot)
                county.put(bend, ((x1 + x2) / 2, (y1 + y2) / 2))
                for town, before in ((region, b), (county.left[b, a], a)):
                    ring = county.rings[town]
                    ring.insert(ring.index(before), bend)
        county.index()
    drawn.refresh()


def close_false_borders(drawn: Map) -> None:
    """Shrink short borders between towns that share none to the corner where four towns meet."""
    for county in drawn.counties.values():
        for a, b in sorted(county.left):
            if (a, b) not in county.left or math.dist(county.spot[a], county.spot[b]) > CORNER_BELOW_KM:
                continue
            pair = pair_of(county.left[a, b], county.left[b, a])
            if OUTSIDE in pair or pair in drawn.facts.borders or a in county.along:
                continue
            for region, ring in county.rings.items():
                county.rings[region] = list(dict.fromkeys(b if node == a else node for node in ring))
            county.index()
    drawn.refresh()


def close_false_borders_across(drawn: Map) -> None:
    """Let two borders that reach a county line from its two sides, almost at one point, meet there."""
    for county in drawn.counties.values():
        for node in sorted(county.along):
            for start, end, other, turn in county.shores:
                if start <= county.along[node] <= end and other > county.name:
                    meet(drawn, drawn.counties[other], turn - county.along[node])


def meet(drawn: Map, county: County, km: float) -> None:
    """Move a county's node to that distance along its line if one is near and the map is no worse for it."""
    for node in sorted(county.along):
        if 0 < abs(county.along[node] - km) < CORNER_BELOW_KM and len(county.around[node]) > 2:
            towns = [town for town in county.around[node] if town != OUTSIDE]
            before, old = drawn.cost(towns, drawn.now), county.place(node)
            county.put(node, km)
            found = drawn.measure(county, towns)
            if in_order(county) and drawn.cost(towns, found) < before + 0.1:
                drawn.accept(found)
            else:
                county.put(node, old)


def share_nodes(counties: dict[str, County]) -> None:
    """Make every node on a county line a point of the line, on both of its sides."""
    marks = defaultdict(list)
    for county in counties.values():
        for node, km in county.along.items():
            marks[county.name].append((km, county.spot[node]))
            for start, end, other, turn in county.shores:
                if start <= km <= end:
                    marks[other].append((turn - km, county.spot[node]))
    for name, points in marks.items():
        line = counties[name]
        points = [*zip(line.km.tolist(), map(tuple, line.outline.tolist()), strict=True), *points]
        points.sort()
        line.km = np.array([km for km, _ in points])
        line.outline = np.array([spot for _, spot in points])


def rounded(ring: np.ndarray) -> list[list[float]]:
    """A closed ring with coordinates to 10 m and no point twice in a row."""
    points = [[round(float(x), 2) + 0.0, round(float(y), 2) + 0.0] for x, y in ring]
    points = [point for point, last in zip(points, [points[-1], *points[:-1]], strict=True) if point != last]
    return [*points, points[0]]


def town_rings(drawn: Map) -> dict[str, list[list[list[float]]]]:
    """Each town's rings: its land and the islands nearest to it."""
    share_nodes(drawn.counties)
    rings = {}
    for county in drawn.counties.values():
        for town in county.towns():
            rings[town] = [rounded(county.points(town)[0])]
        land = {town: shapely.Polygon(rings[town][0]) for town in county.towns()}
        for island in county.islands:
            town = min(land, key=lambda town: land[town].distance(shapely.Polygon(island)))
            rings[town].append(rounded(island[:-1]))
    return dict(sorted(rings.items()))


# --- The report and the file ------------------------------------------------------------------------------


def quality(facts: Facts, rings: dict[str, list[list[list[float]]]]) -> dict[str, float | int]:
    """How good the finished shapes are, measured on what is written."""
    shapes = {town: shapely.MultiPolygon([shapely.Polygon(ring) for ring in parts]) for town, parts in rings.items()}
    broken = [town for town, shape in shapes.items() if not shape.is_valid]
    if broken:
        sys.exit(f"the outlines of {', '.join(broken)} cross themselves after rounding: try another SEED")
    names, geometries = list(shapes), list(shapes.values())
    drawn, touching = set(), set()
    for i, j in shapely.STRtree(geometries).query(geometries, predicate="intersects").T.tolist():
        if i < j:
            pair = pair_of(names[i], names[j])
            touching.add(pair)
            if geometries[i].intersection(geometries[j]).length >= VISIBLE_KM:
                drawn.add(pair)
    errors = [abs(shapes[town.name].area / town.area - 1) for town in facts.towns.values()]
    lengths = [
        abs(shapes[a].intersection(shapes[b]).length - km) for (a, b), km in facts.borders.items() if (a, b) in drawn
    ]
    inside = [shapes[town.name].contains(shapely.Point(town.label)) for town in facts.towns.values()]
    return {
        "land_borders_true": len(facts.borders),
        "land_borders_found": len(drawn & facts.borders.keys()),
        "land_borders_false": len(drawn - facts.borders.keys()),
        "shared_corners_true": len(facts.corners),
        "shared_corners_found": len(facts.corners & (touching - drawn)),
        "area_error_median": round(float(np.median(errors)), 3),
        "area_error_largest": round(max(errors), 3),
        "border_length_error_median_km": round(float(np.median(lengths)), 2),
        "labels_inside": sum(inside),
        "points": sum(len(ring) for parts in rings.values() for ring in parts),
    }


ABOUT = {
    "title": "Schematic shapes of Connecticut's 169 towns",
    "source": (
        "County lines: US Census Bureau, cartographic boundary file cb_2016_us_county_500k, simplified. "
        "Town lines: inferred from towns.csv and town_borders.csv; they are not official boundaries."
    ),
    "method": (
        "tools/make_town_shapes.py: a planar map inside each county, fitted to the towns' land areas, "
        "positions, neighbours and shared border lengths"
    ),
    "licence": "Census cartographic boundaries are a work of the US government, in the public domain.",
    "units": "km; x = (lon + 72.7) * 111.32 * cos(41.6 deg), y = (lat - 41.6) * 110.95; rounded to 0.01 km",
}


def as_json(about: dict[str, object], rings: dict[str, list[list[list[float]]]]) -> str:
    """The file's text: sorted keys, one town per line."""
    head = json.dumps(about, indent=2, sort_keys=True).replace("\n", "\n  ")
    lines = [f"    {json.dumps(town)}: {json.dumps(parts, separators=(',', ':'))}" for town, parts in rings.items()]
    return f'{{\n  "about": {head},\n  "towns": {{\n' + ",\n".join(lines) + "\n  }\n}\n"


def draw(facts: Facts) -> Map:
    """Go through the four steps."""
    random = np.random.default_rng(SEED)
    drawn = Map(facts, county_outlines())
    relax(drawn, 20, (0.8, 0.3), 0.05, random)
    for _ in range(6):
        swap(drawn, random)
        relax(drawn, 20, (0.6, 0.2), 0.03, random)
    bend_long_borders(drawn)
    relax(drawn, 150, (0.6, 0.05), 0.03, random)
    close_false_borders(drawn)
    relax(drawn, 60, (0.2, 0.02), 0.0, random)
    close_false_borders_across(drawn)
    return drawn


def main() -> None:
    """Draw the map, print how good it is, write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="folder of towns.csv and town_borders.csv")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "town_shapes.json")
    options = parser.parse_args()
    facts = read_facts(options.data)
    rings = town_rings(draw(facts))
    report = quality(facts, rings)
    for name, value in report.items():
        print(f"{name.replace('_', ' '):32}{value}")
    options.out.write_text(as_json({**ABOUT, "quality": report}, rings), encoding="utf-8", newline="\n")
    print(f"wrote {options.out} ({options.out.stat().st_size / 1024:.0f} KB)")


if __name__ == "__main__":
    main()
