"""The register as it would be on a day to come, if plans go ahead. The rules: docs/rules.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from copy import copy
from dataclasses import dataclass

from arrangements.choices import Extent, Tier
from arrangements.models import Body, Plan
from arrangements.partialdate import first_day
from arrangements.register import Register, current_register
from arrangements.reorganisation.outlook import Outlook, Scheme, current_outlook
from arrangements.reorganisation.rule import Goes, in_succession
from arrangements.reorganisation.words import place_of
from arrangements.versions import once_a_version


@dataclass(frozen=True)
class Coming:
    """A planned body: by which plan, which councils would be part of it whole, which in part."""

    plan: Plan
    whole: list[Body]
    parts: list[Body]


@dataclass(frozen=True)
class Ahead:
    """Bodies go by primary key. `waiting` says of those that stay though they are to be replaced
    why nothing stands in their place."""

    register: Register
    coming: Mapping[int, Coming]
    waiting: Mapping[int, str]


def planned_days(today: dt.date) -> list[dt.date]:
    """The days to come on which bodies would be replaced. The outlook's queries."""
    days = {first_day(scheme.plan.vesting_date) for scheme in _dated(current_outlook())}
    return sorted(day for day in days if day > today)


def ahead_on(day: dt.date) -> Ahead:
    """As all plans with a day up to this one would have it. Made once for each version."""
    outlook, held = current_outlook(), _kept()
    due = sorted(
        (each for each in _dated(outlook) if first_day(each.plan.vesting_date) <= day),
        key=lambda each: (each.eve, each.plan.slug),
    )
    key = tuple(each.plan.slug for each in due)
    if key not in held:
        held[key] = _ahead(outlook, due, current_register())
    return held[key]


@once_a_version
def _kept() -> dict[tuple[str, ...], Ahead]:
    return {}


def _dated(outlook: Outlook) -> list[Scheme]:
    return [each for each in outlook.areas if each.plan.vesting_date]


def _ahead(outlook: Outlook, due: list[Scheme], register: Register) -> Ahead:
    places = in_succession(scheme.goes for scheme in due)
    moved = {body: goes for body, goes in places.items() if goes.successors and not goes.lacks}
    undated = (each.goes for each in outlook.areas if not each.plan.vesting_date)
    waiting = {
        body: place_of(body, held, outlook.bodies)
        for held in (*undated, places)
        for body in held
        if body not in moved
    }
    plans = {key: scheme.plan for scheme in due for key in scheme.councils}
    coming = {
        key: Coming(
            plans[key],
            [outlook.bodies[body] for body in _going(moved, key, Extent.WHOLE)],
            [outlook.bodies[body] for body in _going(moved, key, Extent.PART)],
        )
        for key in sorted(set().union(*(goes.successors for goes in moved.values())))
        if outlook.bodies[key].planned
    }
    eves = {body: scheme.eve for scheme in due for body in scheme.goes}
    return Ahead(
        register.with_coming(
            [_placed(outlook.bodies[key], told) for key, told in coming.items()],
            {body: sorted(goes.successors) for body, goes in moved.items()},
            {body: eves[body] for body in moved},
            set(_beside(moved, coming.keys(), register)),
        ),
        coming,
        waiting,
    )


def _going(moved: Mapping[int, Goes], key: int, extent: Extent) -> list[int]:
    return sorted(
        body for body, goes in moved.items() if key in goes.successors and goes.extent == extent
    )


def _placed(body: Body, told: Coming) -> Body:
    """With a point: the middle of the people of the councils that would be part of it."""
    held = told.whole or [each for each in told.parts if each.tier != Tier.UPPER] or told.parts
    points = [
        (each.lat, each.lon, each.population or 1)
        for each in held
        if each.lat is not None and each.lon is not None
    ]
    made = copy(body)
    if points:
        people = sum(many for _, _, many in points)
        made.lat = sum(lat * many for lat, _, many in points) / people
        made.lon = sum(lon * many for _, lon, many in points) / people
    return made


def _beside(
    moved: Mapping[int, Goes], coming: Collection[int], register: Register
) -> Iterator[tuple[int, int]]:
    """A planned body adjoins what the councils adjoin that would be part of it whole, and who else
    gets a part of a district that is divided. Where else the parts of one lie is not known."""
    for body, goes in moved.items():
        if register.bodies[body].tier == Tier.UPPER:
            continue
        for key in goes.successors & set(coming):
            yield from ((key, other) for other in goes.successors - {key})
            if goes.extent != Extent.WHOLE:
                continue
            for near in register.next_to(body):
                there = moved.get(near)
                if there is None:
                    yield key, near
                elif there.extent == Extent.WHOLE:
                    yield from ((key, other) for other in there.successors - {key})
