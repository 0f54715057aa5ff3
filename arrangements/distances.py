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


def kilometres(a: Body, b: Body) -> float | None:
    """From the one's point to the other's; None where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north_a, north_b, east = map(math.radians, (a.lat, b.lat, b.lon - a.lon))
    bow = (
        math.sin((north_b - north_a) / 2) ** 2
        + math.cos(north_a) * math.cos(north_b) * math.sin(east / 2) ** 2
    )
    return EARTH_KM * math.asin(math.sqrt(bow))


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
    placed: dict[int, list[int]] = defaultdict(list)
    for key, body in Partner.objects.order_by().values_list("arrangement", "body"):
        if key not in incomplete and register.bodies[body].lat is not None:
            placed[key].append(body)
    held: dict[tuple[int, int], float] = {}
    found = {}
    for key, bodies in placed.items():
        farthest: Apart | None = None
        for a, b in combinations(sorted(bodies), 2):
            km = held.get((a, b))
            if km is None:
                held[a, b] = km = kilometres(register.bodies[a], register.bodies[b]) or 0
            if farthest is None or km > farthest.km:
                farthest = Apart(km, a, b)
        if farthest:
            found[key] = farthest
    return found
