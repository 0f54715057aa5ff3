"""What the last such catalogue published, beside what ours knows of the same days."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.http import QueryDict

from arrangements.choices import Nation
from arrangements.insight.councils import COUNCIL_KINDS, councils_among
from arrangements.insight.figures import Cell, Column, Figure
from arrangements.insight.ground import Ground, bodies_of

NUMBER = "number"


class Published(NamedTuple):
    """`of` is what its number counts; `query` asks ours for the same, on `day`, by services and
    pairings alone.
    """

    edition: str
    figure: str
    published: str
    unit: str
    of: str
    day: str
    query: str
    source: str


@cache
def published() -> list[Published]:
    with (settings.BASE_DIR / "fixtures" / "published.csv").open(encoding="utf-8") as file:
        return [Published(**row) for row in csv.DictReader(file)]


def beside_ours(ground: Ground) -> Figure:
    """For the whole catalogue alone: the old figures were of a whole country."""
    rows = [
        [
            Cell(f"{each.edition}: {each.figure.lower()}"),
            Cell(int(each.published)),
            _ours(ground, each),
            Cell(each.source),
        ]
        for each in published()
    ]
    return Figure(
        "published",
        "What was published from 2011 to 2019, and what ours knows of the same days",
        (
            Column("Edition and what it counted"),
            Column("Published", NUMBER),
            Column("Known to us", NUMBER),
            Column("Published by"),
        ),
        rows,
        as_cards=True,
        note="Not the same thing twice. Theirs were lists of England's councils by other rules of"
        " inclusion, and counted what was said to operate. Ours counts what sources show to have"
        " been running on that day, over the United Kingdom, police and health too, and the"
        " councils of England that took part in it. The sums of money that came with theirs, up to"
        " £1.34 billion, mixed forecasts, results and running totals; ours has no such sum.",
    )


def _ours(ground: Ground, each: Published) -> Cell:
    day = dt.date.fromisoformat(each.day)
    query = QueryDict(each.query, mutable=True)
    held = {"service": ground.with_service, "pairing": ground.by_pairing}
    keys = ground.running(day)
    for name, values in query.lists():
        keys &= set().union(*(held[name].get(value, ()) for value in values))
    query["on"] = each.day
    if each.of == "arrangements":
        return ground.listed(len(keys), query.urlencode())
    bodies = ground.register.bodies
    councils = councils_among(ground, keys, ground.taking_part(day))
    here = [body for body in councils if bodies[body].nation == Nation.ENGLAND]
    kinds = [str(kind) for kind in COUNCIL_KINDS]
    asked = bodies_of(query.urlencode(), day, body_kind=kinds, nation=Nation.ENGLAND.value)
    return Cell(len(here), asked if here else "")
