"""What every figure of one query stands on, read once in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cache, cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from arrangements.badquery import BadQuery
from arrangements.filters import Query
from arrangements.insight.figures import Cell
from arrangements.models import (
    Arrangement,
    ArrangementService,
    Body,
    Partner,
    RunningPeriod,
    Service,
    Standing,
)
from arrangements.register import current_register

# Parameters whose meaning follows the day that is asked about.
TOGETHER = ("body", "with", "lineage")  # these say together what one of them means
OF_THE_DAY = ("body", "with", "lineage", "body_kind", "tier", "sector", "nation", "region", "size")

EVERYTHING = "sort=name"  # a query that narrows nothing, where an empty one would be no query

Asked = str | Collection[str]


class Row(NamedTuple):
    """The facts of one arrangement that figures ask for."""

    pk: int
    reference: str
    name: str
    status: str
    status_as_of: int | None
    start: str
    end: str
    model: str
    pairings: list[str]
    ended_why: list[str]
    ended_note: str
    last_seen: str
    partners_complete: bool | None
    no_figure_reason: str
    geography: str


class Period(NamedTuple):
    arrangement: int
    known: bool
    first_day: dt.date
    last_day: dt.date


class Part(NamedTuple):
    arrangement: int
    body: int
    joined: str
    left: str


def narrowed(base: str, **more: Asked) -> str:
    """The query string of what `base` finds and what the rest asks for besides.

    Where the two would mean something else in one string, `base` goes into `among`.
    """
    asked = {name: [each] if isinstance(each, str) else [*each] for name, each in more.items()}
    query = QueryDict(base, mutable=True)
    clash = any(name in query and not {*v} <= {*query.getlist(name)} for name, v in asked.items())
    if any(name in asked for name in TOGETHER):
        clash = clash or any(name in query for name in TOGETHER)
    if "on" in asked and query.getlist("on") != asked["on"]:
        clash = clash or any(name in query for name in OF_THE_DAY)
    if clash:
        days = query.getlist("on")
        query = QueryDict(mutable=True)
        query["among"] = base
        if days and "on" not in asked:
            query.setlist("on", days)
    for name, values in asked.items():
        query.setlist(name, values)
    return query.urlencode()


_address = cache(reverse)  # thousands of numbers lead to the same page


def list_address(string: str) -> str:
    return f"{_address('arrangement-list')}?{string}" if string else _address("arrangement-list")


def body_address(string: str) -> str:
    return f"{_address('body-list')}?{string}"


class Ground:
    """The arrangements of a query with what is counted of them. Raises BadQuery for two days."""

    def __init__(self, query: Query) -> None:
        if len(query.dates) > 1:
            raise BadQuery("Figures are of one day. Give “on” once.")
        self.query = query
        self.base = _without_order(query)
        self.day = query.date
        self.today = dt.date.today()
        self.found = query.arrangements.order_by().values("pk")
        self.register = current_register()
        mine = Arrangement.objects.filter(pk__in=self.found).order_by("sort_name", "reference")
        rows = map(Row._make, mine.values_list(*Row._fields))
        self.rows = {row.pk: row for row in rows}
        self._there: dict[dt.date, dict[int, set[int]]] = {}

    @property
    def is_whole(self) -> bool:
        """Whether nothing is asked for, so that these are the figures of the whole catalogue."""
        return not self.base

    def mine(self, rows: QuerySet) -> QuerySet:
        """Those of rows about arrangements that are about these."""
        return rows if self.is_whole else rows.filter(arrangement__in=self.found)

    def count(self, keys: Collection[int], **asked: Asked) -> Cell:
        """How many these are, with the list that has them: what the query narrowed so finds."""
        return self.within(keys, self.base, **asked)

    def within(self, keys: Collection[int], base: str, **asked: Asked) -> Cell:
        """The same, of what a narrower query finds."""
        return self.listed(len(keys), narrowed(base, **asked))

    def listed(self, number: int, string: str) -> Cell:
        """A number, with the list of a whole query string; nought leads nowhere."""
        return Cell(number, list_address(string) if number else "")

    def having(self, wanted: Callable[[Row], object]) -> set[int]:
        return {key for key, row in self.rows.items() if wanted(row)}

    def named(self, key: int) -> Cell:
        """An arrangement by its name."""
        row = self.rows[key]
        return Cell(row.name, f"{_address('arrangement-list')}{row.reference}/")

    @cached_property
    def services(self) -> dict[str, Service]:
        return {service.code: service for service in Service.objects.all()}

    @cached_property
    def with_service(self) -> dict[str, set[int]]:
        """For each service that any has, who has it."""
        found: dict[str, set[int]] = defaultdict(set)
        rows = self.mine(ArrangementService.objects.order_by())
        for code, key in rows.values_list("service__code", "arrangement"):
            found[code].add(key)
        return dict(found)

    @cached_property
    def bodies(self) -> dict[int, set[int]]:
        """For each arrangement its partners: as recorded, or who took part on the day."""
        if self.day:
            there = self.taking_part(self.day)
            return {key: there.get(key, set()) for key in self.rows}
        return {key: {part.body for part in parts} for key, parts in self.parts.items()}

    @cached_property
    def parts(self) -> dict[int, list[Part]]:
        """For each arrangement its partners as recorded."""
        found: dict[int, list[Part]] = defaultdict(list)
        rows = self.mine(Partner.objects.order_by())
        for part in map(Part._make, rows.values_list(*Part._fields)):
            found[part.arrangement].append(part)
        return found

    @cached_property
    def periods(self) -> list[Period]:
        rows = self.mine(RunningPeriod.objects.order_by())
        return [Period(*row) for row in rows.values_list(*Period._fields)]

    def running(self, day: dt.date) -> set[int]:
        """What is known to have run on a day."""
        return {
            period.arrangement
            for period in self.periods
            if period.known and period.first_day <= day <= period.last_day
        }

    def taking_part(self, day: dt.date) -> dict[int, set[int]]:
        """For each arrangement who takes part in it on a day, themselves or by succession.

        A query for each day.
        """
        if day not in self._there:
            found: dict[int, set[int]] = defaultdict(set)
            rows = Standing.objects.filter(first_day__lte=day, last_day__gte=day).order_by()
            for key, body in self.mine(rows).values_list("arrangement", "body"):
                found[key].add(body)
            self._there[day] = dict(found)
        return self._there[day]

    @cached_property
    def by_pairing(self) -> dict[str, set[int]]:
        """For each pairing, the arrangements whose partners as recorded make it."""
        found: dict[str, set[int]] = defaultdict(set)
        for key, row in self.rows.items():
            for code in row.pairings:
                found[code].add(key)
        return dict(found)

    @cached_property
    def by_region(self) -> dict[str, set[int]]:
        """For each region, the arrangements with a partner in it."""
        found: dict[str, set[int]] = defaultdict(set)
        for key, bodies in self.bodies.items():
            for body in bodies:
                if value := self.register.bodies[body].region:
                    found[value].add(key)
        return dict(found)

    def is_there(self, body: Body, day: dt.date) -> bool:
        return body.first_day <= day <= body.last_day


def _without_order(query: Query) -> str:
    asked = QueryDict(query.string, mutable=True)
    asked.pop("sort", None)
    return asked.urlencode()


def bodies_of(string: str, day: dt.date | None, **asked: Asked) -> str:
    """The address of the bodies that take part, on a day if there is one, in what a query finds."""
    parts = [("on", day.isoformat())] if day else []
    more = [
        (name, value)
        for name, values in asked.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    return body_address(urlencode([*more, *parts, ("among", string or EVERYTHING)]))
