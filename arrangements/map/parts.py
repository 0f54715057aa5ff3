"""Who takes part in each arrangement that the map shows: as recorded, on a day, seen through
today's bodies, or as planned for a day to come.

Seen through today's bodies, each partner gives way to whoever stands in its place today; one that
is gone with nobody in its place stays. As planned, it gives way to who would come in its place;
where that is not known of all of it, it stays and says so.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import Q

from arrangements import wording
from arrangements.choices import Role
from arrangements.filters import Query
from arrangements.models import Partner, Standing
from arrangements.register import Register
from arrangements.reorganisation.ahead import Ahead

BY_SUCCESSION = "by succession"
NOBODY_AFTER = "is gone, with nobody in its place"
PLANNED, PLANNED_IN_PART = "planned", "planned, for a part"
WEIGHT = [Role.LEAD, Role.HOST, Role.PARTNER, Role.CLIENT, ""]


@dataclass(frozen=True)
class Part:
    """A body's part in an arrangement: its role, what there is to say of its time in it, and the
    bodies in whose place it stands there."""

    body: int
    role: str
    remark: str
    before: tuple[int, ...] = ()


def parts_of(query: Query, arrangements: Q) -> dict[int, list[Part]]:
    """The parts in those arrangements, of partners as recorded or as they stand on the day."""
    planned = planned_for(query)
    if planned or query.dates:
        return _on([planned] if planned else query.dates, arrangements)
    found: dict[int, list[Part]] = defaultdict(list)
    rows = Partner.objects.filter(arrangements).order_by("arrangement", "number")
    for key, body, role, joined, left in rows.values_list(
        "arrangement", "body", "role", "joined", "left"
    ):
        found[key].append(Part(body, role, _times(joined, left)))
    return found


def planned_for(query: Query) -> dt.date | None:
    """The day to come for which a query asks who would take part; of several the last."""
    days = query.values("planned")
    return dt.date.fromisoformat(max(days)) if days else None


def _on(dates: Iterable[dt.date], arrangements: Q) -> dict[int, list[Part]]:
    days = reduce(or_, (Q(first_day__lte=day, last_day__gte=day) for day in dates))
    standing = Standing.objects.filter(arrangements, days).order_by(
        "arrangement", "partner__number"
    )
    found: dict[int, list[Part]] = defaultdict(list)
    for key, body, role, succeeded, partner in standing.values_list(
        "arrangement", "body", "partner__role", "by_succession", "partner__body"
    ):
        remark, before = (BY_SUCCESSION, (partner,)) if succeeded else ("", ())
        found[key].append(Part(body, role, remark, before))
    return {key: merged(parts) for key, parts in found.items()}


def merged(parts: Iterable[Part]) -> list[Part]:
    """A body that stands for two partners is one partner, in the weightier role."""
    held: dict[int, Part] = {}
    for part in parts:
        other = held.get(part.body)
        if other is None:
            held[part.body] = part
            continue
        held[part.body] = Part(
            part.body,
            min(part.role, other.role, key=WEIGHT.index),
            part.remark if part.remark == other.remark else "",
            tuple(dict.fromkeys([*other.before, *part.before])),
        )
    return list(held.values())


def through(parts: Iterable[Part], day: dt.date, register: Register) -> list[Part]:
    """The same parts, each body replaced by those that stand in its place on a day."""
    found = []
    for part in parts:
        if register.bodies[part.body].last_day >= day:
            found.append(part)
            continue
        after = register.followed(part.body, day)
        if not after:
            found.append(Part(part.body, part.role, NOBODY_AFTER, part.before))
        names = sorted(after, key=lambda key: register.bodies[key].name)
        found += [Part(body, part.role, "", (part.body,)) for body in names]
    return merged(found)


def as_planned(parts: Iterable[Part], day: dt.date, ahead: Ahead) -> list[Part]:
    """The same parts, with who would come in the place of those that are to be replaced."""
    found = []
    for part in through(parts, day, ahead.register):
        coming = ahead.coming.get(part.body)
        if coming:
            whole = {body.pk for body in coming.whole}
            is_whole = not whole.isdisjoint(part.before)
            found.append(replace(part, remark=PLANNED if is_whole else PLANNED_IN_PART))
        elif words := ahead.waiting.get(part.body):
            found.append(replace(part, remark=words))
        else:
            found.append(part)
    return found


def _times(joined: str, left: str) -> str:
    times = [("joined", joined), ("left", left)]
    return ", ".join(f"{word} {wording.when(day)}" for word, day in times if day)
