"""Rings cut into arcs where areas meet, each arc once, so that neighbours share their border.

Points are steps of a grid, packed into one number each: see `pack`. Two rings that run over the
same points share an arc there; whatever is done to the arc is then done to both.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

GRID = 20_000  # steps to a degree: 5.6 m northwards, 3.2 m eastwards
_HALF, _BITS = 1 << 20, 21

Points: TypeAlias = "array[int]"


def pack(x: int, y: int) -> int:
    return (x + _HALF) << _BITS | y


def unpack(point: int) -> tuple[int, int]:
    return (point >> _BITS) - _HALF, point & ((1 << _BITS) - 1)


def closed_up(points: Iterable[int]) -> Points:
    """A ring without repeated points, the first at its end among them, and without going back
    at once the way it came.
    """
    ring: Points = array("q")
    for point in points:
        if ring and ring[-1] == point:
            continue
        if len(ring) > 1 and ring[-2] == point:
            ring.pop()
            continue
        ring.append(point)
    while len(ring) > 2 and (ring[0] == ring[-1] or ring[1] == ring[-1]):
        ring.pop(0 if ring[1] == ring[-1] else -1)
    return ring


@dataclass
class Topology:
    """Arcs, and rings as lists of them by number, where ~n is arc n read backwards."""

    arcs: list[Points] = field(default_factory=list)
    rings: list[list[int]] = field(default_factory=list)

    def line(self, number: int) -> Points:
        """An arc's points in the direction in which it is read."""
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]


def topology(rings: Sequence[Points]) -> Topology:
    """The arcs of rings, which must be closed up and have three points or more."""
    meeting = _where_rings_part(rings)
    found = Topology()
    numbers: dict[bytes, int] = {}
    for ring in rings:
        found.rings.append([_numbered(piece, numbers, found.arcs) for piece in _cut(ring, meeting)])
    return found


def _where_rings_part(rings: Sequence[Points]) -> set[int]:
    """The points that have other points beside them in one ring than in another."""
    beside: dict[int, int] = {}
    meeting: set[int] = set()
    for ring in rings:
        before, here = ring[-2], ring[-1]
        for after in ring:
            sides = hash((before, after) if before < after else (after, before))
            if beside.setdefault(here, sides) != sides:
                meeting.add(here)
            before, here = here, after
    return meeting


def _cut(ring: Points, meeting: set[int]) -> Iterable[Points]:
    places = [place for place, point in enumerate(ring) if point in meeting]
    # An island begins where any copy of it would.
    start = places[0] if places else min(range(len(ring)), key=ring.__getitem__)
    turned = ring[start:] + ring[: start + 1]
    ends = [place - start for place in places[1:]] + [len(ring)]
    first = 0
    for last in ends:
        yield turned[first : last + 1]
        first = last


def _numbered(piece: Points, numbers: dict[bytes, int], arcs: list[Points]) -> int:
    forward, backward = piece.tobytes(), piece[::-1].tobytes()
    is_forward = forward <= backward
    key = forward if is_forward else backward
    if key not in numbers:
        numbers[key] = len(arcs)
        arcs.append(piece if is_forward else piece[::-1])
    return numbers[key] if is_forward else ~numbers[key]
