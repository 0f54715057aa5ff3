"""What the picture of a query shows: the bodies on the ground, and the links between them.

It is made from the very data that the map draws, so that the two never say different things.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from arrangements.choices import Geography, Sector
from arrangements.filters import Query
from arrangements.map.data import map_data
from arrangements.map.shown import Shown

EARTH = 6371.0  # kilometres
LONG = 60.0  # kilometres: from there on a link that leaps over others stands out
BUSIEST = 10
FACTS = ("slug", "name", "label", "lat", "lon", "sector", "kind", "count")


@dataclass(frozen=True, eq=False)
class Place:
    """A body with a place on the ground; faint if nothing of it is known to run on the day."""

    name: str
    label: str
    lat: float
    lon: float
    sector: str
    count: int
    is_faint: bool
    is_planned: bool = False


@dataclass(frozen=True)
class Link:
    """Two bodies and what they share. A strand is a kind of service, and how many are of it."""

    a: Place
    b: Place
    geography: str
    count: int
    strands: tuple[tuple[str, int], ...]
    is_faint: bool
    is_succeeded: bool

    @property
    def is_bent(self) -> bool:
        return self.geography == Geography.SEPARATE

    @property
    def is_long(self) -> bool:
        leaps = self.is_bent or self.geography == Geography.ACROSS_WATER
        return leaps and kilometres(self.a, self.b) >= LONG


@dataclass(frozen=True)
class Network:
    sentence: str
    filters: str  # those in use, in words; "" where there are none
    is_narrowed: bool  # by more than a day
    ground: str  # the day whose areas are drawn, as YYYY-MM-DD; "" for all times
    arrangements: int
    bodies: int  # on the ground or not
    places: list[Place]  # busiest first
    links: list[Link]

    @property
    def busiest(self) -> list[Place]:
        """Of the sector that takes part most: councils, unless the query is about others."""
        clear = [each for each in self.places if not each.is_faint]
        parts: Counter[str] = Counter()
        for each in clear:
            parts[each.sector] += each.count
        most = max(parts.values(), default=0)
        return [each for each in clear if parts[each.sector] == most][:BUSIEST]

    @property
    def busiest_are(self) -> str:
        """What to call them: "councils", or nothing where they are others."""
        return "councils" if self.busiest and self.busiest[0].sector == Sector.COUNCIL else ""


def of_query(query: Query, shown: Shown) -> Network:
    """All that a query finds. A constant number of database queries."""
    data = map_data(query, shown)
    kinds = [code for code, _ in data["service_kinds"]]
    rows = data["arrangements"]
    kinds_of = [
        sorted({data["services"][service][2] for service in services})
        for _, _, services, *_ in rows
    ]
    is_faint = [number >= data["count"] for number in range(len(rows))]
    sure = {
        partner[0] for number, row in enumerate(rows) if not is_faint[number] for partner in row[-1]
    }
    planned = data.get("planned", {})
    places: dict[int, Place] = {}
    for number, row in enumerate(data["bodies"]):
        facts = dict(zip(FACTS, row, strict=False))
        if facts["lat"] is not None:
            known = {name: facts[name] for name in Place.__annotations__ if name in facts}
            places[number] = Place(
                **known, is_faint=number not in sure, is_planned=number in planned
            )
    links = []
    for a, b, geography, carried in data["links"]:
        counts = Counter(kind for number in carried for kind in kinds_of[number])
        links.append(
            Link(
                places[a],
                places[b],
                geography,
                len(carried),
                tuple((kinds[kind], counts[kind]) for kind in sorted(counts)),
                all(is_faint[number] for number in carried),
                all(_has_successor(rows[number][-1], a, b) for number in carried),
            )
        )
    asked = query.form.cleaned_data
    return Network(
        sentence=data["sentence"],
        filters="; ".join(f"{label}: {value}" for label, value, _ in data["chips"]),
        is_narrowed=any(
            value for name, value in asked.items() if name not in ("on", "sort", "page")
        ),
        ground=data["ground"],
        arrangements=len(rows),
        bodies=len(data["bodies"]),
        places=list(places.values()),
        links=links,
    )


def _has_successor(partners: list[list[Any]], a: int, b: int) -> bool:
    """Whether one of the two takes part in the place of another body."""
    return any(partner[0] in (a, b) and len(partner) > 3 for partner in partners)


def kilometres(a: Place, b: Place) -> float:
    middle = math.radians((a.lat + b.lat) / 2)
    across = math.radians(b.lon - a.lon) * math.cos(middle)
    return EARTH * math.hypot(across, math.radians(b.lat - a.lat))
