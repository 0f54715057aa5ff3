"""Bodies as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from arrangements.exports.texts import csv_of
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
    """The bodies of a query, a line each."""
    return csv_of(COLUMNS, bodies.iterator())
