"""The map's backdrop: coasts, borders and council areas from two TopoJSON files, as one small file.

Points are whole steps of a grid of GRID to a degree. An arc is a flat list: the first point, then
the step to each next one. A ring is a list of arcs by number, where ~n is arc n read backwards.

    land      rings of the United Kingdom          coast     arcs where it meets the sea
    context   rings of the countries around it     nations   arcs between nations
    areas     rings of a council's area, by code   borders   arcs between councils of one nation

Areas are as councils were in 2010: counties, unitary councils, boroughs; no districts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from arrangements.map.steps import steps_of

GRID = 2000
NEAR = {"United Kingdom", "Ireland", "Isle of Man"}
SEEN = (-26.0, 43.0, 21.0, 66.0)  # west, south, east, north: all that the widest screen shows
COARSE = 0.02  # degrees; how far a distant coast may be from where it is
LEAST_ISLAND = 0.02  # square degrees, on a distant coast

Point = tuple[float, float]
Ring = list[int]


class BadTopology(ValueError):
    """A file is not the TopoJSON that it should be; the text says why."""


@dataclass
class Topology:
    """Decoded TopoJSON: arcs in degrees, and for each shape its rings."""

    arcs: list[list[Point]]
    shapes: list[dict[str, Any]]

    @classmethod
    def read(cls, data: dict[str, Any], name: str) -> Topology:
        try:
            scale, shift = data["transform"]["scale"], data["transform"]["translate"]
            return cls(
                [list(_degrees(arc, scale, shift)) for arc in data["arcs"]],
                data["objects"][name]["geometries"],
            )
        except (KeyError, TypeError) as error:
            raise BadTopology(f"no quantized TopoJSON with an object “{name}”: {error}") from error

    def points(self, ring: Ring) -> list[Point]:
        found: list[Point] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            found += arc[1:] if found else arc
        return found


def _degrees(arc: Iterable[list[int]], scale: list[float], shift: list[float]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + shift[0], y * scale[1] + shift[1]


def rings(shape: dict[str, Any]) -> list[Ring]:
    """Every ring of a shape, holes too: filled by the even-odd rule they come out right.

    A shape can have none: the outline knows the Isles of Scilly by name only.
    """
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
    return [ring for polygon in polygons for ring in polygon]


def simplified(line: list[Point], tolerance: float) -> list[Point]:
    """The line with fewer points, none of those left out farther off than the tolerance."""
    kept = {0, len(line) - 1}
    pending = [(0, len(line) - 1)]
    while pending:
        first, last = pending.pop()
        distances = [_distance(line[i], line[first], line[last]) for i in range(first + 1, last)]
        if distances and max(distances) > tolerance:
            middle = first + 1 + distances.index(max(distances))
            kept.add(middle)
            pending += [(first, middle), (middle, last)]
    return [line[i] for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch of line, in degrees."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(start[0] + along * dx - point[0], start[1] + along * dy - point[1])


def area(points: list[Point]) -> float:
    """The area inside a ring, in square degrees."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


@dataclass
class Drawing:
    """Collects the arcs that are used, each once, in whole steps of the grid."""

    arcs: list[list[int]] = field(default_factory=list)
    numbers: dict[tuple[int, int], int] = field(default_factory=dict)

    def arc(self, topology: Topology, number: int, tolerance: float = 0.0) -> int:
        """The number here of an arc of a topology, reversed where that one is."""
        forward = number if number >= 0 else ~number
        key = (id(topology), forward)
        if key not in self.numbers:
            line = topology.arcs[forward]
            self.numbers[key] = len(self.arcs)
            self.arcs.append(_steps(simplified(line, tolerance) if tolerance else line))
        here = self.numbers[key]
        return here if number >= 0 else ~here

    def ring(self, topology: Topology, ring: Ring, tolerance: float = 0.0) -> Ring:
        return [self.arc(topology, number, tolerance) for number in ring]


def _steps(line: list[Point]) -> list[int]:
    """On the grid, where points that fall together are one."""
    places = ((round(lon * GRID), round(lat * GRID)) for lon, lat in line)
    return steps_of(place for place, _ in groupby(places))


def _owners(shapes: Iterable[tuple[str, dict[str, Any]]]) -> dict[int, set[str]]:
    """For each arc, the names of the shapes that it bounds."""
    owners: dict[int, set[str]] = defaultdict(set)
    for name, shape in shapes:
        for ring in rings(shape):
            for number in ring:
                owners[number if number >= 0 else ~number].add(name)
    return owners


def backdrop(
    world: dict[str, Any],
    councils: dict[str, Any],
    codes: dict[int, str],
    nations: dict[str, str],
) -> dict[str, Any]:
    """The content of the backdrop file.

    world and councils are the two files as JSON; codes gives the council of each polygon by its
    place in the second, nations the nation of each council. Raises BadTopology.
    """
    drawing = Drawing()
    countries = Topology.read(world, "countries")
    units = Topology.read(councils, "units")
    named = [(shape.get("properties", {}).get("name", ""), shape) for shape in countries.shapes]
    home = next((shape for name, shape in named if name == "United Kingdom"), None)
    if home is None:
        raise BadTopology("the countries have no United Kingdom among them")
    touching = _owners(named)
    coast: list[int] = []
    inland: list[int] = []
    for number in {n if n >= 0 else ~n for ring in rings(home) for n in ring}:
        (inland if len(touching[number]) > 1 else coast).append(drawing.arc(countries, number))
    drawn = {
        "land": [drawing.ring(countries, ring) for ring in rings(home)],
        "context": list(_around(drawing, countries, named)),
    }
    areas: dict[str, list[Ring]] = defaultdict(list)
    for place, code in codes.items():
        if drawn_rings := [drawing.ring(units, ring) for ring in rings(units.shapes[place])]:
            areas[code] += drawn_rings
    borders: list[int] = []
    shapes = [(code, units.shapes[place]) for place, code in codes.items()]
    for number, owners in sorted(_owners(shapes).items()):
        if len(owners) > 1:
            between = len({nations[code] for code in owners}) > 1
            (inland if between else borders).append(drawing.arc(units, number))
    return {
        "grid": GRID,
        "arcs": drawing.arcs,
        **drawn,
        "coast": sorted(coast),
        "nations": sorted(inland),
        "borders": borders,
        "areas": dict(areas),
    }


def _around(
    drawing: Drawing, countries: Topology, named: list[tuple[str, dict[str, Any]]]
) -> Iterator[Ring]:
    west, south, east, north = SEEN
    for name, shape in named:
        if name == "United Kingdom":
            continue
        for ring in rings(shape):
            points = countries.points(ring)
            if not any(west < x < east and south < y < north for x, y in points):
                continue
            if name in NEAR:
                yield drawing.ring(countries, ring)
            elif area(points) > LEAST_ISLAND:
                yield drawing.ring(countries, ring, COARSE)
