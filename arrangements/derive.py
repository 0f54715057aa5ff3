"""What follows from an arrangement's facts: its days, its partners' days, its kinds.

The rules are in docs/rules.md.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from arrangements import bulk
from arrangements.choices import RAN, BodyKind, Mix, Sector, Status, Tier
from arrangements.folding import fold
from arrangements.models import (
    Arrangement,
    Body,
    Partner,
    RunningPeriod,
    Standing,
)
from arrangements.partialdate import BEGINNING, END, first_day, last_day
from arrangements.querysets import ArrangementQuerySet
from arrangements.register import Register, current_register

STILL_RUNNING = {Status.LIVE, Status.NOTICE_GIVEN}
ONE_DAY = dt.timedelta(days=1)

Span = tuple[dt.date, dt.date]

PAIRING_WORD = {Tier.LOWER: "district", Tier.UPPER: "county", Tier.SINGLE: "single"}
PAIRING_ORDER = ("district", "county", "single", "council", "health", "police", "fire", "other")
MIX_OF_SECTOR = {
    Sector.HEALTH: Mix.WITH_HEALTH,
    Sector.POLICE: Mix.WITH_POLICE,
    Sector.FIRE: Mix.WITH_FIRE,
    Sector.OTHER: Mix.WITH_OTHER,
}


class Told(NamedTuple):
    """What is entered of an arrangement, as far as anything follows from it."""

    pk: int
    name: str
    partners_complete: bool | None
    status: str
    status_as_of: int | None
    first_seen_running: int | None
    start: str
    end: str
    checked_on: str


class Part(NamedTuple):
    """What is entered of one partner."""

    pk: int
    arrangement: int
    body: int
    joined: str
    left: str


class Stands(NamedTuple):
    """A row of Standing."""

    arrangement: int
    body: int
    partner: int
    first_day: dt.date
    last_day: dt.date
    by_succession: bool


class Ran(NamedTuple):
    """A row of RunningPeriod."""

    arrangement: int
    known: bool
    first_day: dt.date
    last_day: dt.date


DERIVED = (
    "partner_count",
    "mixes",
    "pairings",
    "geography",
    "days_known",
    "last_seen",
    "sort_name",
)


def derive(arrangements: ArrangementQuerySet) -> None:
    """Work out and store all that is derived for these. Queries grow with the batches alone."""
    wanted = list(arrangements.values_list("pk", flat=True))
    register = current_register()
    for start in range(0, len(wanted), bulk.BATCH):
        _derive_some(wanted[start : start + bulk.BATCH], register)


def _derive_some(keys: list[int], register: Register) -> None:
    of_these = Arrangement.objects.order_by().filter(pk__in=keys)
    batch = [Told(*values) for values in of_these.values_list(*Told._fields)]
    partners_of: dict[int, list[Part]] = defaultdict(list)
    partners = Partner.objects.filter(arrangement__in=keys)
    for part in map(Part._make, partners.values_list(*Part._fields)):
        partners_of[part.arrangement].append(part)
    standings: list[Stands] = []
    periods: list[Ran] = []
    derived: list[tuple[object, ...]] = []
    for arrangement in batch:
        parts = partners_of[arrangement.pk]
        bodies = [register.bodies[part.body] for part in parts]
        mine = [row for part in parts for row in standings_of(arrangement, part, register)]
        ran = list(running_periods(arrangement, mine, register))
        standings += mine
        periods += ran
        follows = {
            "partner_count": len(bodies),
            "mixes": mixes(bodies),
            "pairings": pairings(bodies),
            "geography": ""
            if arrangement.partners_complete is False
            else register.geography(body.pk for body in bodies),
            "days_known": sum(
                (each.last_day - each.first_day).days + 1 for each in ran if each.known
            ),
            "last_seen": max(str(arrangement.status_as_of or ""), str(arrangement.checked_on)),
            "sort_name": fold(arrangement.name)[:300],
        }
        derived.append((*(follows[name] for name in DERIVED), arrangement.pk))
    Standing.objects.filter(arrangement__in=keys).delete()
    RunningPeriod.objects.filter(arrangement__in=keys).delete()
    bulk.insert(Standing, Stands._fields, standings)
    bulk.insert(RunningPeriod, Ran._fields, periods)
    bulk.write(Arrangement, DERIVED, derived)


def standings_of(arrangement: Told, partner: Part, register: Register) -> Iterator[Stands]:
    """The days on which a partner, or whoever followed it, takes part."""
    opens = max(first_day(partner.joined), first_day(arrangement.start))
    closes = min(last_day(partner.left), last_day(arrangement.end))
    waiting, seen = [(partner.body, False)], set()
    while waiting:
        key, by_succession = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        body = register.bodies[key]
        first, last = max(opens, body.first_day), min(closes, body.last_day)
        if first <= last:
            yield Stands(
                arrangement=arrangement.pk,
                body=key,
                partner=partner.pk,
                first_day=first,
                last_day=last,
                by_succession=by_succession,
            )
        if body.last_day < closes and arrangement.status in RAN:
            waiting += [(after, True) for after in register.successors(key)]


def running_periods(
    arrangement: Told, standings: list[Stands], register: Register
) -> Iterator[Ran]:
    """When it is known to have run, and when it may have; on all other days it did not."""
    if arrangement.status not in RAN:
        return
    possible = (first_day(arrangement.start), last_day(arrangement.end))
    known = known_span(arrangement)
    for shared in days_shared(standings, register):
        may = _overlap(shared, possible)
        if may is None:
            continue
        ran = _overlap(may, known) if known else None
        if ran is None:
            yield Ran(arrangement.pk, known=False, first_day=may[0], last_day=may[1])
            continue
        yield Ran(arrangement.pk, known=True, first_day=ran[0], last_day=ran[1])
        if may[0] < ran[0]:
            yield Ran(
                arrangement.pk,
                known=False,
                first_day=may[0],
                last_day=ran[0] - ONE_DAY,
            )
        if ran[1] < may[1]:
            yield Ran(
                arrangement.pk,
                known=False,
                first_day=ran[1] + ONE_DAY,
                last_day=may[1],
            )


def known_span(arrangement: Told) -> Span | None:
    """From its start, or the year first seen running, to its end or the year last seen so."""
    still = arrangement.status in STILL_RUNNING
    seen = arrangement.first_seen_running or (arrangement.status_as_of if still else None)
    if arrangement.start:
        begins = first_day(arrangement.start)
    elif seen:
        begins = dt.date(seen, 1, 1)
    else:
        return None
    if arrangement.end:
        ends = last_day(arrangement.end)
    elif still and arrangement.status_as_of:
        ends = dt.date(arrangement.status_as_of, 12, 31)
    else:
        return None
    return (begins, ends) if begins <= ends else None


def days_shared(standings: list[Stands], register: Register) -> Iterator[Span]:
    """The spans of days on which at least two distinct bodies took part. A group counts as two."""
    edges = {BEGINNING}
    for row in standings:
        edges.add(row.first_day)
        if row.last_day < END:
            edges.add(row.last_day + ONE_DAY)
    open_since: dt.date | None = None
    for here in sorted(edges):
        present = {row.body for row in standings if row.first_day <= here <= row.last_day}
        groups = sum(register.bodies[key].kind == BodyKind.GROUP for key in present)
        if len(present) + groups >= 2:
            open_since = open_since or here
        elif open_since:
            yield (open_since, here - ONE_DAY)
            open_since = None
    if open_since:
        yield (open_since, END)


def _overlap(a: Span, b: Span) -> Span | None:
    first, last = max(a[0], b[0]), min(a[1], b[1])
    return (first, last) if first <= last else None


def mixes(bodies: list[Body]) -> list[str]:
    """The coarse kinds of company that these bodies are in."""
    found: list[str] = []
    tiers = [body.tier for body in bodies if body.sector == Sector.COUNCIL and body.tier]
    if len(tiers) > 1:
        found.append(Mix.SAME_TIER if len(set(tiers)) == 1 else Mix.ACROSS_TIERS)
    if len({body.region for body in bodies if body.region}) > 1:
        found.append(Mix.ACROSS_REGIONS)
    sectors = {body.sector for body in bodies}
    if len(sectors) > 1:
        found += [
            MIX_OF_SECTOR[sector] for sector in Sector if sector in sectors & set(MIX_OF_SECTOR)
        ]
    return found


def pairings(bodies: list[Body]) -> list[str]:
    """Every kind of pair among these bodies, such as "district-county" or "council-health"."""
    found = set()
    for a, b in combinations(bodies, 2):
        if a.sector == b.sector == Sector.COUNCIL:
            words = [PAIRING_WORD.get(Tier(body.tier)) if body.tier else None for body in (a, b)]
        else:
            words = [a.sector, b.sector]
        if all(words):
            found.add("-".join(sorted((str(word) for word in words), key=PAIRING_ORDER.index)))
    return sorted(found)
