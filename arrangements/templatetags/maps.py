"""What the map's templates need beside their query."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Count, F, Q
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse

from arrangements.choices import ServiceKind
from arrangements.facets import counts
from arrangements.filters import Query
from arrangements.gonesince import GoneSince, gone_since
from arrangements.map.boundaries.shapes import LEVELS
from arrangements.map.boundaries.tiling import tilings_of
from arrangements.map.data import map_data, sentence
from arrangements.map.parts import planned_for
from arrangements.map.sources import of_boundaries, sources
from arrangements.models import Body
from arrangements.querystring import Chip
from arrangements.register import current_register

register = template.Library()

IMPORTED = re.compile(r'^import .*?from "sharedmap/([^"]+)"', re.MULTILINE | re.DOTALL)


register.filter("map_sentence", sentence)
register.filter("planned_for", planned_for)


@register.simple_tag
def tile_layers() -> str:
    """The operator's tile servers as JSON; an empty list where there are none."""
    return json.dumps(settings.LEAFLET_CONFIG["TILES"])


@register.simple_tag
def backdrop_source() -> dict[str, Any]:
    """Where the backdrop is, up to which zooms its levels of detail serve, and whose data it is."""
    register = current_register()
    tilings = tilings_of(register)
    said = {
        "sources": sources(register, tilings),
        "boundaries": of_boundaries(register, tilings),
    }
    if tilings.sets:
        levels = json.dumps([level.up_to for level in LEVELS[:-1]])
        return {"address": reverse("map-backdrop"), "levels": levels, **said}
    return {"address": static("lib/backdrop.json"), "levels": "[]", **said}


@register.simple_tag
@cache
def map_modules() -> dict[str, list[str]]:
    """The addresses of the map's JavaScript modules, for a browser to fetch all at once.

    `first` are those that draw it, `later` those that are asked for when it has been drawn.
    """
    root = Path(settings.BASE_DIR, "static", "js")
    drawing = ["map/index.js"]
    for module in drawing:
        found = re.findall(IMPORTED, (root / module).read_text())
        drawing += [name for name in found if name not in drawing]
    every = sorted(path.relative_to(root).as_posix() for path in root.glob("map/*.js"))
    return {
        "first": [static(f"js/{module}") for module in drawing[1:]],
        "later": [static(f"js/{module}") for module in every if module not in drawing],
    }


@register.simple_tag
def gone(query: Query) -> GoneSince | None:
    """What of those that ran on the day asked about is over since."""
    return gone_since(query, counts(query).get("status", {})) if query.dates else None


@register.simple_tag
def service_kinds() -> list[tuple[str, str]]:
    return list(ServiceKind.choices)


@register.simple_tag
def busiest(query: Query, number: int) -> list[Any]:
    """The bodies in most of the query's arrangements, as rows of a table. One database query, or as
    planned those of the map's data."""
    if planned_for(query):
        return _busiest_as_planned(query, number)
    mine = query.arrangements.order_by().values("pk")
    if query.date:
        part = "standings"
        condition = Q(
            standings__arrangement__in=mine,
            standings__first_day__lte=query.date,
            standings__last_day__gte=query.date,
        )
    else:
        part = "partnerships"
        condition = Q(partnerships__arrangement__in=mine)
    counted = Body.objects.filter(condition).annotate(
        shared=Count(F(f"{part}__arrangement"), distinct=True)
    )
    return list(counted.order_by("-shared", "name")[:number])


def _busiest_as_planned(query: Query, number: int) -> list[dict[str, Any]]:
    data = map_data(query)
    rows = (dict(zip(data["fields"]["bodies"], row, strict=False)) for row in data["bodies"])
    return [
        {**row, "get_kind_display": data["body_kinds"][row["kind"]], "shared": row["count"]}
        for row in islice(rows, number)
    ]


@register.filter
def pairs_but(query: Query, name: str) -> list[tuple[str, str]]:
    """Every parameter of the query with each of its values, without some parameters."""
    asked = QueryDict(query.string)
    left_out = name.split()
    return [
        (each, value) for each, values in asked.lists() if each not in left_out for value in values
    ]


@register.filter
def string_but(query: Query, name: str) -> str:
    """The query string without some parameters."""
    asked = QueryDict(query.string, mutable=True)
    for each in name.split():
        asked.pop(each, None)
    return asked.urlencode()


@register.filter
def chips_beside_the_day(query: Query) -> list[Chip]:
    """The filters in use, without the day where there is only one."""
    days = {name for name in ("on", "planned") if len(query.values(name)) == 1}
    return [chip for chip in query.chips if days <= QueryDict(chip.without).keys()]
