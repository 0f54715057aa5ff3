"""Bodies as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from arrangements.exports.texts import lines
from arrangements.models import Body

COLUMNS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("Code", lambda body: body.code),
    ("Address", lambda body: body.slug),
    ("Name", lambda body: body.name),
    ("Kind", lambda body: body.get_kind_display()),
    ("Tier", lambda body: body.get_tier_display()),
    ("Sector", lambda body: body.get_sector_display()),
    ("Nation", lambda body: body.get_nation_display()),
    ("Region", lambda body: body.get_region_display()),
    ("Start", lambda body: body.start),
    ("End", lambda body: body.end),
    ("Population", lambda body: body.population),
    ("Population year", lambda body: body.population_year),
    ("Area (km²)", lambda body: body.area_km2),
    ("Latitude", lambda body: body.lat),
    ("Longitude", lambda body: body.lon),
    ("Arrangements", lambda body: body.shares),
)


def as_csv(bodies: QuerySet[Body]) -> Iterator[bytes]:
    """The bodies of a query, a line each, with a mark by which Excel knows that it is UTF-8."""
    yield "\ufeff".encode()
    headings = [heading for heading, _ in COLUMNS]
    rows: Iterable[list[Any]] = ([get(body) for _, get in COLUMNS] for body in bodies.iterator())
    for line in lines(headings, rows):
        yield line.encode()
