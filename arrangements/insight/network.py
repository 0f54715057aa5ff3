"""The edge list: every pair of bodies in every arrangement, with when both were in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from arrangements.choices import Geography
from arrangements.distances import kilometres
from arrangements.insight.ground import Ground, Row
from arrangements.models import Body, Partner, Standing
from arrangements.partialdate import first_day, last_day


class Stay(NamedTuple):
    """From when until when a body was in an arrangement, as partial dates; "" is not known."""

    since: str
    until: str


class Edge(NamedTuple):
    """Two bodies in one arrangement, in the order of their names. `km` is between their points."""

    arrangement: Row
    services: Sequence[str]
    a: Body
    b: Body
    since: str
    until: str
    km: float | None
    neighbours: str


def edges(ground: Ground) -> Iterator[Edge]:
    """By arrangement, then by name."""
    held = _services(ground)
    stays = _stays(ground)
    for key, row in ground.rows.items():
        mine = stays.get(key, {})
        here = sorted(mine, key=lambda body: (body.name, body.code))
        for a, b in combinations(here, 2):
            km = kilometres(a, b)
            yield Edge(
                row,
                held.get(key, ()),
                a,
                b,
                _latest([mine[a].since, mine[b].since]),
                _earliest([mine[a].until, mine[b].until]),
                None if km is None else round(km, 1),
                _neighbours(ground.register.geography_of_pair(a.pk, b.pk)),
            )


def _services(ground: Ground) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for code, keys in ground.with_service.items():
        for key in keys:
            found[key].append(ground.services[code].name)
    return {key: sorted(names) for key, names in found.items()}


def _stays(ground: Ground) -> dict[int, dict[Body, Stay]]:
    """For each arrangement its bodies, as recorded or on the day, with when each was in it."""
    told: Iterable[tuple[int, int, str, str]]
    if ground.day:
        rows = Standing.objects.filter(first_day__lte=ground.day, last_day__gte=ground.day)
        asked = rows.filter(arrangement__in=ground.found).order_by("partner__number")
        told = asked.values_list("arrangement", "body", "partner__joined", "partner__left")
    else:
        partners = Partner.objects.filter(arrangement__in=ground.found).order_by("number")
        told = partners.values_list("arrangement", "body", "joined", "left")
    found: dict[int, dict[Body, Stay]] = defaultdict(dict)
    for key, pk, joined, left in told:
        body = ground.register.bodies[pk]
        stay = _stay(ground.rows[key], body, joined, left)
        held = found[key].get(body)
        if held:  # it stands in the place of two that merged
            stay = Stay(
                _earliest([held.since, stay.since]) if held.since and stay.since else "",
                _latest([held.until, stay.until]),
            )
        found[key][body] = stay
    return found


def _stay(row: Row, body: Body, joined: str, left: str) -> Stay:
    """Since the latest of joining, the start and the body's own start; not known without the first
    two. Until the earliest of what is known of leaving, the end and the body's own end.
    """
    began = [each for each in (joined, row.start) if each]
    since = _latest([*began, body.start or began[0]]) if began else ""
    return Stay(since, _earliest([left, row.end, body.end]))


def _latest(dates: Sequence[str]) -> str:
    """Not known where one of them is not."""
    return max(dates, key=first_day) if all(dates) else ""


def _earliest(dates: Sequence[str]) -> str:
    """Of those that are known."""
    return min(filter(None, dates), key=last_day, default="")


def _neighbours(code: str) -> str:
    return str(Geography(code).label) if code else "Not known"
