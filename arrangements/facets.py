"""How many arrangements each value of each parameter would leave, under all the other filters.

A set of arrangements is a whole number with a bit for each of them. The sets of all values are
made once for each version of the data, and once more for a day that is asked about, on which
other bodies may take part; after that a count is one "and" and one counting of bits.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import reduce
from operator import and_, or_
from typing import TypeVar

from django.db.models import TextField
from django.db.models.functions import Cast

from arrangements.choices import Becomes, Status
from arrangements.facts import CODES, OF_BODIES, OF_SERVICES, UNKNOWN, WORDS
from arrangements.filters import Query
from arrangements.models import (
    Arrangement,
    ArrangementService,
    Body,
    Partner,
    Saving,
    Service,
    Standing,
)
from arrangements.models.fields import CodesField
from arrangements.register import Register, current_register
from arrangements.reorganisation.outlook import ALL, current_outlook
from arrangements.sentences import STILL_RUNNING, Reported
from arrangements.versions import once_a_version

DAYS_KEPT = 60
# Two parameters that ask one thing: of a class, under a plan.
PLAN, CLASS = "reorganisation", "becomes"

V = TypeVar("V", bound=Hashable)
Sets = dict[str, int]
Counts = dict[str, dict[str, int]]


class Places:
    """Which bit stands for which arrangement."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.of = {key: place for place, key in enumerate(keys)}
        self.everything = (1 << len(self.of)) - 1

    def gathered(self, pairs: Iterable[tuple[V, int]]) -> dict[V, int]:
        """For each value the set of the arrangements that have it."""
        marks: dict[V, bytearray] = defaultdict(lambda: bytearray(len(self.of) // 8 + 1))
        for value, key in pairs:
            place = self.of[key]
            marks[value][place >> 3] |= 1 << (place & 7)
        return {value: int.from_bytes(found, "little") for value, found in marks.items()}

    def one(self, keys: Iterable[int]) -> int:
        return self.gathered(("", key) for key in keys).get("", 0)


def _united(pairs: Iterable[tuple[str, int]]) -> Sets:
    """For each value the union of its sets."""
    found: dict[str, int] = defaultdict(int)
    for value, some in pairs:
        found[value] |= some
    return dict(found)


class Index:
    """The sets of every value, but those of bodies, which depend on the day."""

    def __init__(self) -> None:
        self.places = Places(Arrangement.objects.order_by("pk").values_list("pk", flat=True))
        self.sets: dict[str, Sets] = {**self._own(), **self._of_services()}
        claims = Saving.objects.order_by().values_list("arrangement", flat=True)
        claimed = self.places.one(claims.distinct())
        self.sets["savings"] = {"yes": claimed, "no": self.places.everything & ~claimed}
        still = Arrangement.objects.order_by().filter(status__in=STILL_RUNNING)
        # Those without a year stand under 0.
        self.years = sorted(
            self.places.gathered(
                (year or 0, key) for key, year in still.values_list("pk", "status_as_of")
            ).items()
        )

        self.plans = self._of_plans()

    def _of_plans(self) -> dict[str, Sets]:
        """For each plan, and for all together, what comes to each class."""
        outlook = current_outlook()
        found = {
            plan: self.places.gathered((told.value, key) for key, told in held.items())
            for plan, held in outlook.classes.items()
        }
        for sets in found.values():
            touched = reduce(or_, sets.values(), 0)
            sets[Becomes.NOT_TOUCHED] = self.places.everything & ~touched
        return found

    def of_plans(self, plans: Iterable[str], classes: Iterable[str]) -> int:
        """The set that `keys` of the outlook gives as keys."""
        wanted = set(classes) or set(Becomes) - {Becomes.NOT_TOUCHED}
        held = (self.plans[plan] for plan in list(plans) or [ALL])
        return reduce(or_, (sets.get(told, 0) for sets in held for told in wanted), 0)

    def _own(self) -> dict[str, Sets]:
        """Of words and lists of codes. A list is taken apart once, however many have it."""
        found: dict[str, Sets] = {}
        rows = Arrangement.objects.order_by()
        for name in WORDS:
            words = self.places.gathered(rows.values_list(name, "pk"))
            found[name] = _united((word or UNKNOWN, some) for word, some in words.items())
        for name, field in CODES.items():
            lists = self.places.gathered(rows.values_list(Cast(field, TextField()), "pk"))
            found[name] = _united(
                (code, some)
                for text, some in lists.items()
                for code in CodesField().to_python(text)
            )
        return found

    def _of_services(self) -> dict[str, Sets]:
        rows = ArrangementService.objects.order_by().values_list("service", "arrangement")
        held = self.places.gathered(rows)
        services = Service.objects.in_bulk(list(held))
        return {
            name: _united((getattr(services[key], field), some) for key, some in held.items())
            for name, field in OF_SERVICES.items()
        }


class Company:
    """The sets of every body and of what bodies are: as recorded, or as it stood on a day."""

    def __init__(self, places: Places, day: dt.date | None, register: Register) -> None:
        self.register = register
        self.running = places.everything
        rows: Iterable[tuple[int, int]]
        rows = Partner.objects.order_by().values_list("body", "arrangement")
        if day is not None:
            standing = Standing.objects.order_by().filter(first_day__lte=day, last_day__gte=day)
            rows = standing.values_list("body", "arrangement")
            ran = Arrangement.objects.order_by().on(day)
            self.running = places.one(ran.values_list("pk", flat=True))
        self.bodies = places.gathered(rows)
        self.sets = {
            name: _united(
                (value, found)
                for body, found in self.bodies.items()
                if (value := getattr(register.bodies[body], field))
            )
            for name, field in OF_BODIES.items()
        }


class _Kept:
    """What was made for one version of the data."""

    def __init__(self) -> None:
        self.register = current_register()
        self.index = Index()
        self.companies: dict[dt.date | None, Company] = {}
        partners = (self.register.bodies[key] for key in self.company(None).bodies)
        self.partners = sorted((_with_its_end(body), body.slug) for body in partners)

    def company(self, day: dt.date | None) -> Company:
        if day not in self.companies:
            if len(self.companies) >= DAYS_KEPT:
                self.companies.clear()
            self.companies[day] = Company(self.index.places, day, self.register)
        return self.companies[day]


@once_a_version
def _current() -> _Kept:
    return _Kept()


def _with_its_end(body: Body) -> str:
    return body.name if body.is_current else f"{body.name} (to {body.last_day.year})"


def partners() -> list[tuple[str, str]]:
    """The slug of every body that takes part in an arrangement, and its name, by name."""
    return [(slug, label) for label, slug in _current().partners]


def tally(query: Query) -> tuple[int, Reported]:
    """How many arrangements are asked for, and what they were last reported as."""
    kept = _current()
    found = 0
    for company, start in _days(query, kept):
        any_of, _ = _of_bodies(query, company)
        found |= reduce(and_, _chosen(query, kept.index, company).values(), start & any_of)
    running = {year: each.bit_count() for year, some in kept.index.years if (each := some & found)}
    years = [year for year in running if year]
    oldest, newest = (years[0], years[-1]) if years else (None, None)
    noticed = kept.index.sets["status"].get(Status.NOTICE_GIVEN, 0) & found
    facts = Reported(
        running=sum(running.values()),
        noticed=noticed.bit_count(),
        undated=running.get(0, 0),
        oldest=oldest,
        newest=newest,
    )
    return found.bit_count(), facts


def counts(query: Query) -> Counts:
    """For each parameter that offers values: each value that would leave something, and how much.

    Other values of the same parameter do not narrow it, except for bodies asked for together.
    """
    kept = _current()
    first, *others = (
        _on(query, kept.index, company, start) for company, start in _days(query, kept)
    )
    for other in others:
        for name, sets in other.items():
            first[name] = _united((*first[name].items(), *sets.items()))
    return {
        name: {value: number for value, some in sets.items() if (number := some.bit_count())}
        for name, sets in first.items()
    }


def _days(query: Query, kept: _Kept) -> Iterable[tuple[Company, int]]:
    """For each day asked about who took part, and the set that ran then and has the words."""
    text = kept.index.places.everything
    if query.search:
        text = kept.index.places.one(query.search.arrangements)
    days: list[dt.date | None] = [*query.dates] or [None]
    for day in days:
        company = kept.company(day)
        start = text & company.running
        if (uncounted := query.uncounted(day)) is not None:
            start &= kept.index.places.one(uncounted.order_by().values_list("pk", flat=True))
        yield company, start


def _chosen(query: Query, index: Index, company: Company) -> Sets:
    """For each parameter asked for, but bodies, the set that has any of its values."""
    chosen = {
        name: reduce(or_, (sets.get(value, 0) for value in values))
        for name, sets in {**index.sets, **company.sets}.items()
        if (values := query.values(name))
    }
    plans, classes = query.values(PLAN), query.values(CLASS)
    if plans or classes:
        chosen[PLAN] = chosen[CLASS] = index.of_plans(plans, classes)
    return chosen


def _of_bodies(query: Query, company: Company) -> tuple[int, int]:
    """The set of what the query's bodies take part in as it means them, and that of all of them."""
    named = _named(query, company, "body")
    together = _named(query, company, "with")
    all_of = reduce(and_, (*named, *together), company.running)
    return (all_of if together or not named else reduce(or_, named)), all_of


def _on(query: Query, index: Index, company: Company, start: int) -> dict[str, Sets]:
    """The set that each value of each parameter would leave on one day."""
    chosen = _chosen(query, index, company)
    any_of, all_of = _of_bodies(query, company)
    together = bool(query.values("with"))
    offered = {**index.sets, **company.sets}
    plans, classes = query.values(PLAN), query.values(CLASS)
    offered[PLAN] = {each: index.of_plans([each], classes) for each in index.plans if each}
    offered[CLASS] = {each: index.of_plans(plans, [each]) for each in Becomes.values}
    found: dict[str, Sets] = {}
    for name, sets in offered.items():
        own = {PLAN, CLASS} if name in (PLAN, CLASS) else {name}
        others = (each for other, each in chosen.items() if other not in own)
        left = reduce(and_, others, start & any_of)
        found[name] = {value: some & left for value, some in sets.items()}
    left = reduce(and_, chosen.values(), start)
    by_slug = _by_slug(query, company)
    found["with"] = {slug: some & left & all_of for slug, some in by_slug}
    found["body"] = found["with"]
    if query.values("body") and not together:
        found["body"] = {slug: some & left for slug, some in by_slug}
    return found


def _named(query: Query, company: Company, name: str) -> list[int]:
    bodies: list[Body] = query.form.cleaned_data.get(name) or []
    return [
        reduce(or_, (company.bodies.get(key, 0) for key in query.keys_of(body))) for body in bodies
    ]


def _by_slug(query: Query, company: Company) -> list[tuple[str, int]]:
    register = company.register
    if not query.values("lineage"):
        return [(register.bodies[key].slug, some) for key, some in company.bodies.items()]
    keys = {other for key in company.bodies for other in register.lineage(key)}
    return [
        (
            register.bodies[key].slug,
            reduce(or_, (company.bodies.get(each, 0) for each in register.lineage(key))),
        )
        for key in keys
    ]
