"""Neighbours whose borders were drawn apart are brought together, so that no gap shows between.

Files put together from several sources, and those made smaller shape by shape, have two lines for
one border: points a few metres apart, or a bend that one side has and the other has not.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence

from arrangements.map.boundaries.topology import (
    GRID,
    Points,
    Topology,
    closed_up,
    pack,
    topology,
    unpack,
)

STEP = 111_320 / GRID  # metres northwards
SAME_PLACE = 8.0  # metres within which points of two areas are one
SAME_LINE = 60.0  # metres that two lines between the same ends lie apart, on average, to be one
ACROSS = 0.58  # of a degree eastwards to one northwards, in the middle of the country


def mended(areas: Mapping[str, Sequence[Points]]) -> dict[str, list[Points]]:
    """The areas with one line for each border."""
    welded = _welded(areas)
    owners = [body for body, rings in welded.items() for _ in rings]
    found = topology([ring for rings in welded.values() for ring in rings])
    _join_lines(found, owners)
    mended: dict[str, list[Points]] = {body: [] for body in areas}
    for owner, numbers in zip(owners, found.rings, strict=True):
        ring = closed_up(point for number in numbers for point in found.line(number)[:-1])
        if len(ring) > 2:
            mended[owner].append(ring)
    return {body: rings for body, rings in mended.items() if rings}


def _welded(areas: Mapping[str, Sequence[Points]]) -> dict[str, list[Points]]:
    """The areas, each point that one of them has alone moved to another's that is close by."""
    owner: dict[int, str] = {}
    for body, rings in areas.items():
        for ring in rings:
            for point in ring:
                if owner.setdefault(point, body) != body:
                    owner[point] = ""
    moved = _moves(owner)
    return {
        body: [
            made
            for ring in rings
            if len(made := closed_up(moved.get(point, point) for point in ring)) > 2
        ]
        for body, rings in areas.items()
    }


def _moves(owner: dict[int, str]) -> dict[int, int]:
    reach = SAME_PLACE / STEP
    cell_x, cell_y = math.ceil(reach / ACROSS), math.ceil(reach)
    cells: dict[int, tuple[int, ...]] = {}
    moved: dict[int, int] = {}
    shared = [point for point, body in owner.items() if not body]
    alone = [point for point, body in owner.items() if body]
    for point in (*shared, *alone):
        x, y = unpack(point)
        column, row = x // cell_x, y // cell_y
        mine = owner[point]
        best, least = point, reach
        if mine:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    for other in cells.get(pack(column + dx, row + dy), ()):
                        if owner[other] == mine:
                            continue
                        other_x, other_y = unpack(other)
                        away = math.hypot((other_x - x) * ACROSS, other_y - y)
                        if away < least:
                            best, least = other, away
        if best == point:
            cell = pack(column, row)
            cells[cell] = (*cells.get(cell, ()), point)
        else:
            moved[point] = best
    return moved


def _join_lines(found: Topology, owners: Sequence[str]) -> None:
    """Makes one arc of two that run from end to end beside each other, each of another area."""
    users: dict[int, list[str]] = defaultdict(list)
    for owner, ring in zip(owners, found.rings, strict=True):
        for number in ring:
            users[number if number >= 0 else ~number].append(owner)
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, arc in enumerate(found.arcs):
        if len(users[number]) == 1 and arc[0] != arc[-1]:
            between[min(arc[0], arc[-1]), max(arc[0], arc[-1])].append(number)
    for numbers in between.values():
        while len(numbers) > 1:
            one = numbers.pop()
            for other in numbers:
                if users[one] != users[other] and _lie_close(found.arcs[one], found.arcs[other]):
                    fuller, barer = sorted((one, other), key=lambda n: -len(found.arcs[n]))
                    forward = found.arcs[fuller][0] == found.arcs[barer][0]
                    line = found.arcs[fuller]
                    found.arcs[barer] = line if forward else line[::-1]
                    numbers.remove(other)
                    break


def _lie_close(one: Points, other: Points) -> bool:
    """Whether the ground between two lines is narrow for its length."""
    back = other[::-1] if one[0] == other[0] else other
    around = [unpack(point) for point in array("q", [*one, *back])]
    twice, length = 0.0, 0.0
    for (x1, y1), (x2, y2) in zip(around, [*around[1:], around[0]], strict=True):
        twice += x1 * y2 - x2 * y1
        length += math.hypot((x2 - x1) * ACROSS, y2 - y1)
    return abs(twice) / 2 * ACROSS * STEP < SAME_LINE * length / 2
