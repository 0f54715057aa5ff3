"""Bodies at one place, or nearly: where their marks would lie over each other they stand in a ring.

The same rule as the map's module fan.js, so that a place looks the same in both.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from arrangements.map.pictures.frame import Point
from arrangements.map.pictures.network import Place, kilometres

SAME_PLACE = 2.0  # kilometres
GAP = 1.0  # pixels
CELLS = 20  # to a degree: neighbours of one hold all that is as near as SAME_PLACE


@dataclass
class Mark:
    """A body in a picture: where it belongs, where it stands, and how large it is."""

    place: Place
    home: Point
    at: Point
    radius: float


def gathered(places: Iterable[Place]) -> list[list[Place]]:
    """Those within SAME_PLACE of a busier one stand together with it."""
    cells: dict[tuple[int, int], list[list[Place]]] = defaultdict(list)
    found: list[list[Place]] = []
    for place in sorted(places, key=lambda each: -each.count):
        row, column = round(place.lat * CELLS), round(place.lon * CELLS)
        near = (
            some
            for down in (-1, 0, 1)
            for across in (-1, 0, 1)
            for some in cells[row + down, column + across]
            if kilometres(some[0], place) < SAME_PLACE
        )
        together = next(near, None)
        if together is None:
            together = []
            cells[row, column].append(together)
            found.append(together)
        together.append(place)
    return [_in_order(some) for some in found if len(some) > 1]


def _in_order(places: Sequence[Place]) -> list[Place]:
    """Round the compass by where they lie from their middle; those at one point by name."""
    lon, lat = _middle([(place.lon, place.lat) for place in places])
    return sorted(places, key=lambda each: (math.atan2(each.lon - lon, each.lat - lat), each.label))


def spread(marks: Sequence[Mark]) -> None:
    """Moves marks apart where they overlap."""
    if not any(
        math.dist(one.home, other.home) < one.radius + other.radius
        for n, one in enumerate(marks)
        for other in marks[n + 1 :]
    ):
        return
    x, y = _middle([mark.home for mark in marks])
    widest = max(mark.radius for mark in marks)
    ring = (2 * widest + GAP) / (2 * math.sin(math.pi / len(marks)))
    for n, mark in enumerate(marks):
        angle = n * math.tau / len(marks) - math.pi / 2
        mark.at = x + ring * math.cos(angle), y + ring * math.sin(angle)


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
