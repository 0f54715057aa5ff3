"""Between which bodies an arrangement is drawn.

Where some partners lead or host, each other partner is linked to the nearest of those. Where none
does, the partners hang together by the fewest and shortest links, neighbours first: joining all
with all would draw 45 lines for ten partners and say no more. Bodies without a place on the ground
are listed and never drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from arrangements.choices import Geography, Role
from arrangements.map.parts import Part
from arrangements.models import Body
from arrangements.register import Register

HUB_ROLES = (Role.LEAD, Role.HOST)
FARNESS = {Geography.ADJOINING: 0, Geography.ACROSS_WATER: 1, "": 1, Geography.SEPARATE: 2}


def is_placed(body: Body) -> bool:
    return body.lat is not None and body.lon is not None


def hubs_of(parts: Iterable[Part]) -> list[int]:
    """The bodies that lead; where none does, those that host."""
    held = list(parts)
    for role in HUB_ROLES:
        if found := [part.body for part in held if part.role == role]:
            return found
    return []


def links_of(parts: Sequence[Part], register: Register) -> Iterator[tuple[int, int]]:
    """The pairs of bodies between which an arrangement is drawn, lower key first."""
    placed = [part for part in parts if is_placed(register.bodies[part.body])]
    hubs = hubs_of(placed)
    yield from _tree(hubs or [part.body for part in placed], register)
    if hubs:
        for part in placed:
            if part.body not in hubs:
                yield _pair(part.body, min(hubs, key=lambda hub: _far(part.body, hub, register)))


def _tree(bodies: Sequence[int], register: Register) -> Iterator[tuple[int, int]]:
    """The fewest, nearest links that hang bodies together, grown from the first of them."""
    if not bodies:
        return
    nearest = dict.fromkeys(bodies[1:], bodies[0])
    while nearest:
        body = min(nearest, key=lambda each: _far(each, nearest[each], register))
        yield _pair(body, nearest.pop(body))
        for other, held in nearest.items():
            if _far(other, body, register) < _far(other, held, register):
                nearest[other] = body


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _far(a: int, b: int, register: Register) -> tuple[int, float]:
    """How far apart two bodies are, to compare: neighbours before others, then by distance."""
    one, two = register.bodies[a], register.bodies[b]
    north = (one.lat or 0) - (two.lat or 0)
    east = ((one.lon or 0) - (two.lon or 0)) * math.cos(math.radians(one.lat or 0))
    return FARNESS[register.geography_of_pair(*_pair(a, b))], math.hypot(north, east)
