"""How far apart bodies are: between the points of the register, over the ground."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

from arrangements.models import Arrangement, Body, Partner
from arrangements.register import current_register
from arrangements.versions import once_a_version

EARTH_KM = 12_742  # through the middle


Point = tuple[float, float, float]


def point(body: Body) -> Point | None:
    """Where it is on a ball whose radius is 1; None where the register has no point."""
    if body.lat is None or body.lon is None:
        return None
    north, east = math.radians(body.lat), math.radians(body.lon)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def over_ground(a: Point, b: Point) -> float:
    """Kilometres from the one to the other: the bow over the straight line through the ball."""
    return EARTH_KM * math.asin(math.dist(a, b) / 2)


def kilometres(a: Body, b: Body) -> float | None:
    """From the one's point to the other's; None where one has no point."""
    here, there = point(a), point(b)
    return over_ground(here, there) if here and there else None


class Apart(NamedTuple):
    """The two of an arrangement's partners that are farthest apart, and how far, in kilometres."""

    km: float
    a: int
    b: int


# Each code with from how many kilometres to below how many, and its words.
BANDS: dict[str, tuple[float, float, str]] = {
    "0-25": (0, 25, "Under 25 km"),
    "25-50": (25, 50, "25 to 50 km"),
    "50-100": (50, 100, "50 to 100 km"),
    "100-200": (100, 200, "100 to 200 km"),
    "200-": (200, math.inf, "200 km and more"),
}
UNKNOWN = "unknown"


def band_of(apart: Apart | None) -> str:
    """The code of a distance, or of one that is not known."""
    if apart is None:
        return UNKNOWN
    return next(code for code, (least, most, _) in BANDS.items() if least <= apart.km < most)


@once_a_version
def current_distances() -> dict[int, Apart]:
    """For each arrangement its partners that are farthest apart. Two queries.

    Over the partners as recorded, like the neighbours; not known where fewer than two have a point
    or the source names only some.
    """
    register = current_register()
    incomplete = {*Arrangement.objects.filter(partners_complete=False).values_list("pk", flat=True)}
    points = {key: at for key, body in register.bodies.items() if (at := point(body))}
    placed: dict[int, list[int]] = defaultdict(list)
    for key, body in Partner.objects.order_by().values_list("arrangement", "body"):
        if key not in incomplete and body in points:
            placed[key].append(body)
    found = {}
    for key, bodies in placed.items():
        if len(bodies) > 1:
            pairs = combinations(sorted(bodies), 2)
            a, b = max(pairs, key=lambda pair: math.dist(points[pair[0]], points[pair[1]]))
            found[key] = Apart(over_ground(points[a], points[b]), a, b)
    return found
