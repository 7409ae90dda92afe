"""The outlines of towns and COGs that maps are drawn from.

Two sources, one form. The shipped file is a schematic map that `tools/make_town_shapes.py` infers from
areas, positions and neighbours. A COG that has official boundaries puts them at
`data/local/town_shapes.geojson`, and they are used instead.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from sct_dash import facts, places
from sct_dash.errors import UserError
from sct_dash.places import project

Point = tuple[float, float]
Ring = tuple[Point, ...]

CONNECTICUT_LON = (-73.8, -71.7)
CONNECTICUT_LAT = (40.9, 42.1)
LOCAL_DECIMALS = 1  # vertices of a local file are rounded to 0.1 km: finer than a pixel of a state map

# Eight counties and some regions share their name with a town: Avon's county, Hartford, is not Avon's name.
OTHER_AREA = re.compile(r"count|cog|region|planning|state|district|rpo|mpo", re.IGNORECASE)


@dataclass(frozen=True)
class Shapes:
    """What a map draws.

    Attributes
    ----------
    towns
        Each town's rings, closed, in kilometres as `sct_dash.places.project` gives them.
    cog_borders
        Each COG's outline as closed lines: what its towns do not share among themselves.
    schematic
        True for the shipped shapes, False for official boundaries.
    source
        Where the shapes come from, in words for the map's caption.
    """

    towns: Mapping[str, tuple[Ring, ...]]
    cog_borders: Mapping[str, tuple[Ring, ...]]
    schematic: bool
    source: str


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    """The towns' shapes: a COG's own official ones if it has put any into ``data/local``."""
    own = facts.LOCAL / "town_shapes.geojson"
    return load_shapes(places.towns().reset_index(), facts.DATA / "town_shapes.json", own)


def load_shapes(towns: pd.DataFrame, shipped: Path, local: Path) -> Shapes:
    """Load official boundaries if there are any, else the shipped shapes.

    Parameters
    ----------
    towns
        One row per town: `town`, `cog`, `geoid_2020`, `geoid_2022` (text, ten digits).
    shipped
        The project's `data/town_shapes.json`.
    local
        A GeoJSON FeatureCollection in WGS 84; it need not exist. A feature is a town's when one of its
        properties is the town's GEOID, or else its name. Features of no town (open water) are left out, and
        so are holes; several features of one town are put together.

    Raises
    ------
    UserError
        If `local` exists but is not GeoJSON, is not in degrees, or does not have every town.
    """
    if local.exists():
        rings, schematic, source = read_local(towns, local), False, f"Official boundaries from {local.name}"
    else:
        content = json.loads(shipped.read_text(encoding="utf-8"))
        rings = {town: tuple(map(as_ring, content["towns"][town])) for town in towns["town"]}
        schematic, source = True, content["about"]["source"]
    members = towns.groupby("cog")["town"]
    borders = {str(cog): outline(ring for town in names for ring in rings[town]) for cog, names in members}
    return Shapes(rings, borders, schematic, source)


def as_ring(points: Iterable[Iterable[float]]) -> Ring:
    """A ring from JSON's lists."""
    return tuple((x, y) for x, y in points)


# --- COG borders --------------------------------------------------------------------------------------------


def outline(rings: Iterable[Ring]) -> tuple[Ring, ...]:
    """The border around an area made of rings, as closed lines.

    A segment that two rings share lies inside the area and cancels out; what is left is chained.

    Examples
    --------
    >>> left = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    >>> right = ((1, 0), (2, 0), (2, 1), (1, 1), (1, 0))
    >>> outline([left, right])
    (((0, 0), (0, 1), (1, 1), (2, 1), (2, 0), (1, 0), (0, 0)),)
    """
    single: set[tuple[Point, Point]] = set()
    for ring in rings:
        for a, b in pairwise(ring):
            if a != b:
                single ^= {(min(a, b), max(a, b))}
    return chain(single)


def chain(segments: Iterable[tuple[Point, Point]]) -> tuple[Ring, ...]:
    """Join segments end to end into closed lines.

    Every point has an even number of segments (they come from closed rings), so a walk that never takes a
    segment twice ends only where it began.
    """
    ends: dict[Point, list[Point]] = defaultdict(list)
    for a, b in sorted(segments, reverse=True):  # the last is taken first
        ends[a].append(b)
        ends[b].append(a)
    lines = []
    for start in sorted(ends):
        while ends[start]:
            line = [start]
            while len(line) == 1 or line[-1] != start:
                here = line[-1]
                following = ends[here].pop()
                ends[following].remove(here)
                line.append(following)
            lines.append(tuple(line))
    return tuple(lines)


# --- A COG's own boundaries ---------------------------------------------------------------------------------


def read_local(towns: pd.DataFrame, path: Path) -> dict[str, tuple[Ring, ...]]:
    """Each town's rings from a GeoJSON file; see `load_shapes`."""
    names = town_names(towns)
    found: dict[str, list[Ring]] = defaultdict(list)
    for number, feature in enumerate(read_features(path), start=1):
        town = town_of(feature, names, f"{path}, feature {number}")
        if town is not None:
            found[town] += local_rings(feature.get("geometry"), f"{path}, feature {number} ({town})")
    missing = [town for town in towns["town"] if not found[town]]
    if missing:
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
        raise UserError(
            f"{path}: no shape for {shown}; the file needs all {len(towns)} towns, each with its name "
            "or GEOID as a property. Complete it, or take it away to use the schematic map."
        )
    return {town: tuple(found[town]) for town in towns["town"]}


def read_features(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:  # not JSON, or not text at all
        content = None
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise UserError(
            f"{path}: not a GeoJSON FeatureCollection. Export the town layer as GeoJSON, WGS 84 (EPSG:4326)."
        )
    return features


def town_names(towns: pd.DataFrame) -> dict[str, str]:
    """What a property may say, in `plain` spelling, and the town that it means."""
    names = {}
    for row in towns.itertuples():
        names |= {plain(row.town): row.town, row.geoid_2020: row.town, row.geoid_2022: row.town}
    return names


def plain(value: object) -> str:
    """A property's value as `town_names` spells it: `Town of Avon` -> `avon`, 900302060 -> `0900302060`.

    A GEOID loses its first zero in a spreadsheet and gains a prefix (`0600000US`) in Census tables.
    """
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = re.sub(r"^\d+US", "", " ".join(text.split()))
    if text.isdigit():
        return text.zfill(10)
    return re.sub(r"^town of | town$", "", text.casefold())


def town_of(feature: dict[str, Any], names: Mapping[str, str], where: str) -> str | None:
    """The town that a feature's properties name: by GEOID if there is one, else by name; None if neither."""
    properties = feature.get("properties") or {}
    values = {key: plain(value) for key, value in properties.items() if not OTHER_AREA.search(key)}
    by_geoid = {names[value] for value in values.values() if value.isdigit() and value in names}
    by_name = {names[value] for value in values.values() if value in names}
    towns = sorted(by_geoid or by_name)
    if len(towns) > 1:
        raise UserError(f"{where}: may be {' or '.join(towns)}. Keep one property with the town's name.")
    return towns[0] if towns else None


def local_rings(geometry: Any, where: str) -> Iterator[Ring]:
    """The outer rings of a Polygon or MultiPolygon, in km, without those too small to be seen."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise UserError(f"{where}: its geometry is {kind or 'missing'}, not a Polygon or MultiPolygon.")
    try:
        polygons = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
        outer = [[(float(point[0]), float(point[1])) for point in polygon[0]] for polygon in polygons]
    except (KeyError, IndexError, TypeError, ValueError):
        raise UserError(f"{where}: its coordinates are not those of a {kind}. Export the layer again.") from None
    for ring in outer:
        check_degrees(ring, where)
        small = local_ring(ring)
        if small is not None:
            yield small


def check_degrees(ring: list[Point], where: str) -> None:
    """Refuse coordinates that are not longitude and latitude in Connecticut."""
    for lon, lat in ring:
        in_box = CONNECTICUT_LON[0] <= lon <= CONNECTICUT_LON[1] and CONNECTICUT_LAT[0] <= lat <= CONNECTICUT_LAT[1]
        if not in_box:
            raise UserError(
                f"{where}: ({lon:g}, {lat:g}) is not a longitude and latitude in Connecticut. "
                "Export the layer as GeoJSON in WGS 84 (EPSG:4326)."
            )


def local_ring(degrees: list[Point]) -> Ring | None:
    """A ring in km with few points; None if nothing is left of it.

    Rounding is safe where towns meet: a vertex that two towns share is rounded alike for both.
    """
    points: list[Point] = []
    for lon, lat in degrees:
        x, y = project(lat, lon)
        point = (round(x, LOCAL_DECIMALS) + 0.0, round(y, LOCAL_DECIMALS) + 0.0)  # + 0.0 makes -0.0 a 0.0
        if not points or point != points[-1]:
            points.append(point)
    if points and points[0] != points[-1]:
        points.append(points[0])
    doubled_area = math.fsum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(points))
    return tuple(points) if abs(doubled_area) > 1e-6 else None
