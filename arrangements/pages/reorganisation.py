"""The overview of reorganisation: each area with what is decided, when, and what it touches."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from arrangements.choices import Becomes
from arrangements.models import Arrangement, Body, Plan, PlanSuccession
from arrangements.partialdate import first_day
from arrangements.reorganisation.outlook import ALL, Outlook, Scheme, current_outlook
from arrangements.reorganisation.words import (
    MEANING,
    day_of,
    days_left,
    place_of,
    sentence,
    some,
    state_of,
    told_as,
)

SHOWN = tuple(told for told in Becomes if told != Becomes.NOT_TOUCHED)


@dataclass(frozen=True)
class Count:
    """How many arrangements come to a class, and under which plan, where under one."""

    told: Becomes
    number: int
    plan: str = ""


class OfAPlan:
    """What is about a plan says its state and its day, which is always planned, in one way."""

    plan: Plan

    @property
    def state(self) -> str:
        return state_of(self.plan)

    @property
    def day(self) -> str:
        return day_of(self.plan)


def state_and_day(plan: Plan) -> str:
    """ "Order made; decided on 28 October 2025; planned for 1 April 2027"."""
    return f"{state_of(plan)}; {day_of(plan)}"


@dataclass(frozen=True)
class Area(OfAPlan):
    """One line of the overview, or one proposal for an area."""

    plan: Plan
    councils: list[Body]
    replaced: list[Body]
    counts: list[Count]
    left: int | None

    @property
    def touched(self) -> int:
        return sum(each.number for each in self.counts)


def count_of(outlook: Outlook, scheme: Scheme) -> list[Count]:
    held = Counter(outlook.classes[scheme.plan.slug].values())
    return [Count(told, held[told], scheme.plan.slug) for told in SHOWN]


def area_of(scheme: Scheme, outlook: Outlook, today: dt.date) -> Area:
    return Area(
        scheme.plan,
        _named(outlook, scheme.councils),
        _named(outlook, scheme.goes.keys()),
        count_of(outlook, scheme),
        days_left(scheme.plan, today),
    )


def _named(outlook: Outlook, keys: Iterable[int]) -> list[Body]:
    found = (outlook.bodies[key] for key in keys)
    return sorted(found, key=lambda body: body.name)


@dataclass(frozen=True)
class Fate(OfAPlan):
    """What becomes of one arrangement under one plan."""

    plan: Plan
    told: Becomes
    sentence: str


@dataclass(frozen=True)
class Fates:
    """What becomes of it under each area's plan, and in the end where there are several."""

    each: list[Fate]
    together: Becomes


def fates_of(arrangement: Arrangement) -> Fates | None:
    """None where no plan touches it. One query, and what the outlook asks for once."""
    outlook, found = current_outlook(), []
    for scheme in outlook.areas:
        told = outlook.classes[scheme.plan.slug].get(arrangement.pk)
        if told is not None:
            partners = outlook.partners(arrangement.pk, scheme.eve)
            others = outlook.others(scheme.plan.area)
            words = sentence(told, partners, scheme.goes, outlook.bodies, others)
            if arrangement.partners_complete is False:
                words += " Its source names only some of the partners."
            found.append(Fate(scheme.plan, told, told_as(scheme.plan, words)))
    if not found:
        return None
    together = outlook.classes[ALL].get(arrangement.pk, Becomes.NOT_TOUCHED)
    return Fates(found, together)


@dataclass(frozen=True)
class Prospect(OfAPlan):
    """What one plan, or one proposal for an area, has in store for a body."""

    plan: Plan
    place: str
    notes: list[str]
    source: str


@dataclass(frozen=True)
class Prospects:
    """What all plans have in store for a body, and how many of its arrangements that touches."""

    each: list[Prospect]
    touched: list[Count]

    @property
    def touched_in_all(self) -> int:
        return sum(count.number for count in self.touched)


def prospects_of(body: Body) -> Prospects | None:
    """An area's plan before the proposals for it; None where no plan names it. One query, and
    what the outlook asks for once."""
    rows: dict[int, list[PlanSuccession]] = defaultdict(list)
    lines = PlanSuccession.objects.filter(predecessor=body).select_related("plan")
    for row in lines.order_by("plan__name", "plan__option", "pk"):
        rows[row.plan_id].append(row)
    if not rows:
        return None
    outlook = current_outlook()
    each = [_prospect(body, held, outlook) for held in rows.values()]
    return Prospects(each, _touched(body, outlook))


def _prospect(body: Body, rows: list[PlanSuccession], outlook: Outlook) -> Prospect:
    plan = rows[0].plan
    place = place_of(body.pk, outlook.schemes[plan.slug].goes, outlook.bodies)
    notes = [*dict.fromkeys(row.note for row in rows), plan.note]
    return Prospect(
        plan,
        told_as(plan, place),
        [note for note in notes if note],
        rows[0].source_url or plan.source_url,
    )


def _touched(body: Body, outlook: Outlook) -> list[Count]:
    """How many of a body's arrangements come to each class under the plan that replaces it."""
    for scheme in outlook.areas:
        if body.pk in scheme.goes:
            held = Counter(
                told
                for key, told in outlook.classes[scheme.plan.slug].items()
                if body.pk in outlook.partners(key, scheme.eve)
            )
            return [Count(told, held[told]) for told in SHOWN if held[told]]
    return []


class Overview:
    """Everything that the page shows. A constant number of queries."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.outlook = current_outlook()

    @cached_property
    def decided(self) -> list[Area]:
        """Those with a day, the nearest first."""
        areas = [
            area_of(scheme, self.outlook, self.today)
            for scheme in self.outlook.areas
            if scheme.is_settled
        ]
        return sorted(areas, key=lambda area: (first_day(area.plan.vesting_date), area.plan.name))

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What is noted of the new councils that are decided, such as of their names."""
        held: dict[str, list[str]] = defaultdict(list)
        for area in self.decided:
            for council in area.councils:
                if council.planned and council.note:
                    held[council.note.rstrip(".")].append(council.name)
        return [(note, some(names, "other council")) for note, names in held.items()]

    @cached_property
    def undecided(self) -> list[Area]:
        return [
            area_of(scheme, self.outlook, self.today)
            for scheme in self.outlook.areas
            if not scheme.is_settled
        ]

    def proposals(self, area: Area) -> list[Area]:
        """The proposals for an area of which it is known which council would go where."""
        return [
            area_of(scheme, self.outlook, self.today)
            for scheme in self.outlook.options(area.plan.area)
        ]

    @cached_property
    def with_proposals(self) -> list[tuple[Area, list[Area]]]:
        return [(area, self.proposals(area)) for area in self.undecided]

    @cached_property
    def together(self) -> list[Count]:
        """What all areas' plans would make of the whole catalogue."""
        held = Counter(self.outlook.classes[ALL].values())
        return [Count(told, held[told]) for told in SHOWN]

    @property
    def touched(self) -> int:
        return sum(each.number for each in self.together)

    @property
    def classes(self) -> list[tuple[str, str]]:
        return [(str(told.label), words) for told, words in MEANING.items()]
