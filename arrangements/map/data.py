"""What the map draws for a query: bodies, arrangements, and the links between pairs of bodies.

Links of one arrangement: where some partners lead or host, each other partner is linked to the
nearest of those. Where none does, the partners hang together by the fewest and shortest links,
neighbours first: joining all with all would draw 45 lines for ten partners and say no more.
Bodies without a place on the ground are listed and never drawn.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache as kept
from django.db.models import Q

from arrangements import wording
from arrangements.choices import BodyKind, Geography, Role, Sector, ServiceKind
from arrangements.filters import Query
from arrangements.models import ArrangementService, Body, DataStamp, Partner, Standing
from arrangements.register import Register, current_register

# What stands where in the lists of the answer, so that whoever reads them need not count.
FIELDS = {
    "services": ["code", "name", "kind"],
    "bodies": ["slug", "name", "label", "lat", "lon", "sector", "kind", "count", "areas"],
    "arrangements": ["reference", "name", "services", "status", "geography", "hub", "partners"],
    "partners": ["body", "role", "remark"],
    "links": ["a", "b", "geography", "arrangements"],
}
HUB_ROLES = (Role.LEAD, Role.HOST)
WEIGHT = [Role.LEAD, Role.HOST, Role.PARTNER, Role.CLIENT, ""]
FARNESS = {Geography.ADJOINING: 0, Geography.ACROSS_WATER: 1, "": 1, Geography.SEPARATE: 2}
KEPT_FOR = 3600


@dataclass(frozen=True)
class Part:
    """A body's part in an arrangement: its role, and what there is to say of its time in it."""

    body: int
    role: str
    remark: str


def map_json(query: Query) -> bytes:
    """The answer of map_data as JSON, kept until the data changes."""
    key = f"map-{etag(query)}"
    found: bytes | None = kept.get(key)
    if found is None:
        text = json.dumps(map_data(query), separators=(",", ":"), ensure_ascii=False)
        found = text.encode()
        kept.set(key, found, KEPT_FOR)
    return found


def etag(query: Query) -> str:
    """Changes with the data, with the query, and with the code that makes the answer."""
    parts = f"{DataStamp.current().version} {_code()} {query.string}"
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


@cache
def _code() -> str:
    written = Path(__file__).read_bytes() + Path(wording.__file__).read_bytes()
    return hashlib.sha256(written).hexdigest()


def map_data(query: Query) -> dict[str, Any]:
    """The map's data for a query: see FIELDS. A constant number of database queries."""
    register = current_register()
    arrangements = list(query.arrangements)
    parts = _parts(query)
    services = _services(query)
    used = {service for row in services.values() for service in row}
    numbers = {service: n for n, service in enumerate(sorted(used))}
    bodies = _busiest_first(parts.values(), register)
    places = {body: n for n, (body, _) in enumerate(bodies)}
    links: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows = []
    for number, arrangement in enumerate(arrangements):
        mine = parts[arrangement.pk]
        hubs = _hubs(mine)
        for pair in links_of(mine, register):
            links[pair].append(number)
        rows.append(
            [
                arrangement.reference,
                arrangement.name,
                [numbers[service] for service in services[arrangement.pk]],
                wording.status(arrangement),
                arrangement.geography,
                places[hubs[0]] if hubs else None,
                [_without_end([places[part.body], part.role, part.remark]) for part in mine],
            ]
        )
    kinds = list(ServiceKind)
    return {
        "count": len(rows),
        "query": query.string,
        "sentence": query.sentence,
        "chips": [[chip.label, chip.value, chip.without] for chip in query.chips],
        "fields": FIELDS,
        "service_kinds": ServiceKind.choices,
        "sectors": dict(Sector.choices),
        "body_kinds": dict(BodyKind.choices),
        "roles": dict(Role.choices),
        "services": [[code, name, kinds.index(ServiceKind(kind))] for code, name, kind in numbers],
        "bodies": [_body(register, body, count) for body, count in bodies],
        "arrangements": rows,
        "links": [
            [places[a], places[b], register.geography_of_pair(a, b), carried]
            for (a, b), carried in links.items()
        ],
    }


def _parts(query: Query) -> dict[int, list[Part]]:
    """Who takes part in each arrangement: as recorded, or as it stood on the day asked about."""
    found: dict[int, list[Part]] = defaultdict(list)
    mine = Q(arrangement__in=query.arrangements.order_by().values("pk"))
    if not query.dates:
        rows = Partner.objects.filter(mine).order_by("arrangement", "number")
        for key, body, role, joined, left in rows.values_list(
            "arrangement", "body", "role", "joined", "left"
        ):
            found[key].append(Part(body, role, _remark(joined, left)))
        return found
    days = reduce(or_, (Q(first_day__lte=day, last_day__gte=day) for day in query.dates))
    standing = Standing.objects.filter(mine, days).order_by("arrangement", "partner__number")
    best: dict[tuple[int, int], Part] = {}
    for key, body, role, succeeded in standing.values_list(
        "arrangement", "body", "partner__role", "by_succession"
    ):
        part = Part(body, role, "by succession" if succeeded else "")
        # A body that took over from two partners is one partner, in the weightier role.
        if (key, body) not in best or WEIGHT.index(role) < WEIGHT.index(best[key, body].role):
            best[key, body] = part
    for (key, _), part in best.items():
        found[key].append(part)
    return found


def _remark(joined: str, left: str) -> str:
    times = [("joined", joined), ("left", left)]
    return ", ".join(f"{word} {wording.when(day)}" for word, day in times if day)


def _services(query: Query) -> dict[int, list[tuple[str, str, str]]]:
    """Code, name and kind of each service of each arrangement, in the arrangement's order."""
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    rows = ArrangementService.objects.filter(
        arrangement__in=query.arrangements.order_by().values("pk")
    ).order_by("arrangement", "position")
    for key, *service in rows.values_list(
        "arrangement", "service__code", "service__name", "service__kind"
    ):
        found[key].append((service[0], service[1], service[2]))
    return found


def _busiest_first(parts: Iterable[Sequence[Part]], register: Register) -> list[tuple[int, int]]:
    """Each body with the number of its arrangements."""
    counts = Counter(part.body for mine in parts for part in mine)
    return sorted(counts.items(), key=lambda item: (-item[1], register.bodies[item[0]].name))


def _body(register: Register, key: int, count: int) -> list[Any]:
    body = register.bodies[key]
    placed = _is_placed(body)
    return _without_end(
        [
            body.slug,
            body.name,
            body.short_name if body.sector == Sector.COUNCIL else body.name,
            round(body.lat or 0, 4) if placed else None,
            round(body.lon or 0, 4) if placed else None,
            body.sector,
            body.kind,
            count,
            areas_of(key, register),
        ]
    )


def _without_end(row: list[Any]) -> list[Any]:
    """The row without the empty values that it ends with."""
    while row and row[-1] in ("", []):
        row.pop()
    return row


def _is_placed(body: Body) -> bool:
    return body.lat is not None and body.lon is not None


def areas_of(key: int, register: Register) -> list[str]:
    """The codes of the backdrop's areas that make up a body's: its own, or its predecessors'."""
    drawn = _drawn_areas()
    if register.bodies[key].code in drawn:
        return [register.bodies[key].code]
    before = (register.bodies[other] for other in register.ancestors(key))
    return sorted(
        other.code
        for other in before
        if other.code in drawn and register.followed(other.pk) == {key}
    )


@cache
def _drawn_areas() -> frozenset[str]:
    path = Path(settings.BASE_DIR, "fixtures/map_areas.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["body"] for row in csv.DictReader(file) if row["body"])


def _hubs(parts: Iterable[Part]) -> list[int]:
    """The bodies that lead; where none does, those that host."""
    held = list(parts)
    for role in HUB_ROLES:
        if found := [part.body for part in held if part.role == role]:
            return found
    return []


def links_of(parts: Sequence[Part], register: Register) -> Iterator[tuple[int, int]]:
    """The pairs of bodies between which an arrangement is drawn, lower key first."""
    placed = [part for part in parts if _is_placed(register.bodies[part.body])]
    hubs = _hubs(placed)
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
