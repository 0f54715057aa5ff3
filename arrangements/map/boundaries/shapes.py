"""The areas of a set as they are kept: arcs of ranked points, and each area's rings of arcs.

A point's rank is the first level at which it is drawn: 0 from afar, up to the closest. Whatever
the level, an area keeps its largest ring, and that ring three points or more.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from arrangements.map.boundaries.simplify import ALWAYS, weights
from arrangements.map.boundaries.topology import GRID, Points, topology, unpack
from arrangements.map.steps import points_of, steps_of

Line: TypeAlias = list[tuple[int, int]]


@dataclass(frozen=True)
class Level:
    """How finely the map is drawn up to a zoom."""

    up_to: float  # Leaflet's zoom
    grid: int  # steps to a degree
    least: float  # metres: half its square is the least triangle that a point may stand for
    at_most: int  # points, where a file has more of them than it needs
    islet: float  # square metres: smaller islands are left out


LEVELS = (
    Level(6.9, 2_000, 450, 38_000, 2e6),
    Level(8.9, 5_000, 130, 100_000, 2e5),
    Level(99, 10_000, 25, 145_000, 0),
)


def packed(areas: Mapping[str, Sequence[Points]]) -> bytes:
    """The rings of each body's area as bytes."""
    owners = [body for body, rings in areas.items() for _ in rings]
    found = topology([ring for rings in areas.values() for ring in rings])
    weighed = [weights(arc) for arc in found.arcs]
    for body_rings in _rings_by_owner(owners, found.rings).values():
        _protect(max(body_rings, key=lambda ring: _size(ring, found.arcs)), found.arcs, weighed)
    least = _thresholds(weighed)
    arcs, ranks = [], []
    for arc, weight in zip(found.arcs, weighed, strict=True):
        here = [(point, _rank(each, least)) for point, each in zip(arc, weight, strict=True)]
        kept = [(unpack(point), rank) for point, rank in here if rank < len(LEVELS)]
        arcs.append(steps_of([place for place, _ in kept]))
        ranks.append("".join(str(rank) for _, rank in kept))
    whole = {
        "arcs": arcs,
        "ranks": ranks,
        "areas": _rings_by_owner(owners, found.rings),
    }
    return zlib.compress(json.dumps(whole, separators=(",", ":")).encode(), 9)


def _rings_by_owner(
    owners: Sequence[str], rings: Sequence[list[int]]
) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = {}
    for owner, ring in zip(owners, rings, strict=True):
        found.setdefault(owner, []).append(ring)
    return found


def _size(ring: Sequence[int], arcs: Sequence[Points]) -> float:
    line: list[tuple[int, int]] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += [unpack(point) for point in arc[:-1]]
    return area(line)


def area(line: Sequence[tuple[float, float]]) -> float:
    """The area inside a line that comes back to its start, in square steps."""
    total, (x1, y1) = 0.0, line[-1]
    for x2, y2 in line:
        total += x1 * y2 - x2 * y1
        x1, y1 = x2, y2
    return abs(total) / 2


def _protect(ring: Sequence[int], arcs: Sequence[Points], weighed: Sequence[list[float]]) -> None:
    """Makes points of a ring stay at every level until three of them are left for certain."""
    step = GRID // LEVELS[0].grid
    points = [
        (-weighed[arc][n], arc, n)
        for arc in {number if number >= 0 else ~number for number in ring}
        for n in range(len(arcs[arc]))
    ]
    seen: set[tuple[int, int]] = set()
    for weight, arc, n in sorted(points):
        if len(seen) >= 4 and -weight < ALWAYS:
            return
        x, y = unpack(arcs[arc][n])
        place = (round(x / step), round(y / step))
        if place not in seen:
            seen.add(place)
            weighed[arc][n] = ALWAYS


def _thresholds(weighed: Sequence[list[float]]) -> list[float]:
    """The least weight of a point at each level."""
    falling = sorted((each for line in weighed for each in line), reverse=True)
    return [
        max(level.least**2 / 2, falling[level.at_most] if len(falling) > level.at_most else 0)
        for level in LEVELS
    ]


def _rank(weight: float, least: Sequence[float]) -> int:
    return next((rank for rank, each in enumerate(least) if weight >= each), len(least))


class Shapes:
    """A set's areas, unpacked, at one level: lines in steps of the level's grid."""

    def __init__(self, content: bytes, level: int) -> None:
        whole: dict[str, Any] = json.loads(zlib.decompress(content))
        self.grid = LEVELS[level].grid
        self.lines = [
            _line(steps, ranks, level, GRID // self.grid)
            for steps, ranks in zip(whole["arcs"], whole["ranks"], strict=True)
        ]
        self.areas = {
            body: self._drawable(rings, LEVELS[level].islet)
            for body, rings in whole["areas"].items()
        }

    def points(self, ring: Sequence[int]) -> Line:
        """A ring's points, the first not repeated."""
        found: Line = []
        for number in ring:
            line = self.lines[number] if number >= 0 else self.lines[~number][::-1]
            found += line[:-1]
        return found

    def _drawable(self, rings: list[list[int]], islet: float) -> list[list[int]]:
        """The rings that have an inside, without islets beside the largest."""
        sized = [(self._square_metres(ring), ring) for ring in rings]
        largest = max((size for size, _ in sized), default=0)
        return [
            ring
            for size, ring in sized
            if size and (size == largest or len(ring) > 1 or size >= islet)
        ]

    def _square_metres(self, ring: list[int]) -> float:
        points = self.points(ring)
        if len(set(points)) < 3:
            return 0
        step = 111_320 / self.grid
        return area(points) * step * step * 0.58  # a degree eastwards, in the middle of the UK


def _line(steps: list[int], ranks: str, level: int, coarser: int) -> Line:
    line: Line = []
    for (x, y), rank in zip(points_of(steps), ranks, strict=True):
        if int(rank) <= level:
            place = (round(x / coarser), round(y / coarser))
            if not line or line[-1] != place:
                line.append(place)
    # An arc that comes back to its start has both ends, even where nothing is left between.
    return line if len(line) > 1 else [*line, *line]
