"""What the last such catalogue published, beside what ours knows of the same days."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict

from arrangements.bodyfilters import BodyQuery
from arrangements.choices import Nation
from arrangements.filters import Query
from arrangements.insight.councils import COUNCIL_KINDS
from arrangements.insight.figures import Cell, Column, Figure
from arrangements.insight.ground import body_address, list_address

NUMBER = "number"


class Published(NamedTuple):
    """`of` is what its number counts; `query` asks ours for the same, on `day`."""

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


def beside_ours() -> Figure:
    """For the whole catalogue alone: the old figures were of a whole country."""
    rows = [
        [
            Cell(f"{each.edition}: {each.figure.lower()}"),
            Cell(int(each.published)),
            _ours(each),
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
        note="Not the same thing twice. Theirs were lists of England's councils by other rules of"
        " inclusion, and counted what was said to operate. Ours counts what sources show to have"
        " been running on that day, over the United Kingdom, police and health too, and the"
        " councils of England that took part in it. The sums of money that came with theirs, up to"
        " £1.34 billion, mixed forecasts, results and running totals; ours has no such sum.",
    )


def _ours(each: Published) -> Cell:
    query = QueryDict(each.query, mutable=True)
    query["on"] = each.day
    if each.of == "arrangements":
        return Cell(Query(query).count, list_address(query.urlencode()))
    asked = [("body_kind", str(kind)) for kind in COUNCIL_KINDS]
    asked += [("nation", Nation.ENGLAND.value), ("on", each.day), ("among", query.urlencode())]
    string = urlencode(asked)
    return Cell(BodyQuery(QueryDict(string)).count, body_address(string))
