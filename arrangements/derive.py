"""What follows from an arrangement's facts: its days, its partners' days, its kinds, its words.

The rules are in docs/rules.md.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from arrangements import bulk
from arrangements.choices import BodyKind, Mix, Sector, Status, Tier
from arrangements.folding import fold
from arrangements.models import (
    Arrangement,
    ArrangementService,
    Body,
    Lesson,
    Partner,
    RunningPeriod,
    Service,
    Standing,
)
from arrangements.partialdate import BEGINNING, END, first_day, last_day
from arrangements.querysets import ArrangementQuerySet
from arrangements.register import Register, current_register

RAN = {Status.LIVE, Status.NOTICE_GIVEN, Status.ENDED, Status.SUPERSEDED}
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


TOLD_BY = (
    "reference",
    "name",
    "summary",
    "partners_complete",
    "status",
    "status_as_of",
    "first_seen_running",
    "start",
    "end",
    "checked_on",
)
DERIVED = (
    "partner_count",
    "mixes",
    "pairings",
    "geography",
    "days_known",
    "last_seen",
    "sort_name",
    "search_text",
)


def derive(arrangements: ArrangementQuerySet) -> None:
    """Work out and store all that is derived for these. Queries grow with the batches alone."""
    wanted = list(arrangements.values_list("pk", flat=True))
    register, words = current_register(), Words()
    for start in range(0, len(wanted), bulk.BATCH):
        _derive_some(wanted[start : start + bulk.BATCH], register, words)


def _derive_some(keys: list[int], register: Register, words: Words) -> None:
    batch = list(Arrangement.objects.filter(pk__in=keys).only(*TOLD_BY))
    partners_of: dict[int, list[Partner]] = defaultdict(list)
    for partner in Partner.objects.filter(arrangement__in=keys):
        partners_of[partner.arrangement_id].append(partner)
    words_of = words.of(batch, partners_of)
    standings: list[Standing] = []
    periods: list[RunningPeriod] = []
    for arrangement in batch:
        partners = partners_of[arrangement.pk]
        bodies = [register.bodies[partner.body_id] for partner in partners]
        mine = [row for partner in partners for row in standings_of(arrangement, partner, register)]
        standings += mine
        ran = list(running_periods(arrangement, mine, register))
        periods += ran
        arrangement.days_known = sum(
            (period.last_day - period.first_day).days + 1 for period in ran if period.known
        )
        arrangement.last_seen = max(
            str(arrangement.status_as_of or ""), str(arrangement.checked_on)
        )
        arrangement.sort_name = fold(arrangement.name)[:300]
        arrangement.partner_count = len(bodies)
        arrangement.mixes = mixes(bodies)
        arrangement.pairings = pairings(bodies)
        arrangement.geography = (
            ""
            if arrangement.partners_complete is False
            else register.geography(body.pk for body in bodies)
        )
        arrangement.search_text = words_of[arrangement.pk]
    Standing.objects.filter(arrangement__in=keys).delete()
    RunningPeriod.objects.filter(arrangement__in=keys).delete()
    bulk.insert(Standing, standings)
    bulk.insert(RunningPeriod, periods)
    bulk.write(Arrangement, batch, DERIVED)


def standings_of(
    arrangement: Arrangement, partner: Partner, register: Register
) -> Iterator[Standing]:
    """The days on which a partner, or whoever followed it, takes part."""
    opens = max(first_day(partner.joined), first_day(arrangement.start))
    closes = min(last_day(partner.left), last_day(arrangement.end))
    waiting, seen = [(partner.body_id, False)], set()
    while waiting:
        key, by_succession = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        body = register.bodies[key]
        first, last = max(opens, body.first_day), min(closes, body.last_day)
        if first <= last:
            yield Standing(
                arrangement_id=arrangement.pk,
                body_id=key,
                partner_id=partner.pk,
                first_day=first,
                last_day=last,
                by_succession=by_succession,
            )
        if body.last_day < closes and arrangement.status in RAN:
            waiting += [(after, True) for after in register.successors(key)]


def running_periods(
    arrangement: Arrangement, standings: list[Standing], register: Register
) -> Iterator[RunningPeriod]:
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
            yield RunningPeriod(
                arrangement_id=arrangement.pk, known=False, first_day=may[0], last_day=may[1]
            )
            continue
        yield RunningPeriod(
            arrangement_id=arrangement.pk, known=True, first_day=ran[0], last_day=ran[1]
        )
        if may[0] < ran[0]:
            yield RunningPeriod(
                arrangement_id=arrangement.pk,
                known=False,
                first_day=may[0],
                last_day=ran[0] - ONE_DAY,
            )
        if ran[1] < may[1]:
            yield RunningPeriod(
                arrangement_id=arrangement.pk,
                known=False,
                first_day=ran[1] + ONE_DAY,
                last_day=may[1],
            )


def known_span(arrangement: Arrangement) -> Span | None:
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


def days_shared(standings: list[Standing], register: Register) -> Iterator[Span]:
    """The spans of days on which at least two distinct bodies took part. A group counts as two."""
    edges = {BEGINNING}
    for row in standings:
        edges.add(row.first_day)
        if row.last_day < END:
            edges.add(row.last_day + ONE_DAY)
    open_since: dt.date | None = None
    for here in sorted(edges):
        present = {row.body_id for row in standings if row.first_day <= here <= row.last_day}
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


class Words:
    """Everything a person may look for, folded so that accents and case do not matter."""

    def __init__(self) -> None:
        self.of_bodies: dict[int, list[str]] = defaultdict(list)
        for body in Body.objects.prefetch_related("names"):
            names = [body.name, body.get_region_display(), *(row.name for row in body.names.all())]
            self.of_bodies[body.pk] = [fold(name) for name in names]
        self.of_services: dict[int, list[str]] = defaultdict(list)
        for service in Service.objects.prefetch_related("synonyms"):
            names = [service.name, *(row.name for row in service.synonyms.all())]
            self.of_services[service.pk] = [fold(name) for name in names]

    def of(
        self, batch: Iterable[Arrangement], partners_of: Mapping[int, list[Partner]]
    ) -> dict[int, str]:
        """The words of each arrangement, by its key."""
        found: dict[int, list[str]] = {}
        for each in batch:
            found[each.pk] = [fold(part) for part in (each.reference, each.name, each.summary)]
            for partner in partners_of[each.pk]:
                found[each.pk] += self.of_bodies[partner.body_id]
        services = ArrangementService.objects.filter(arrangement__in=found)
        for key, service in services.values_list("arrangement", "service"):
            found[key] += self.of_services[service]
        lessons = Lesson.objects.filter(arrangement__in=found)
        for key, text in lessons.values_list("arrangement", "text"):
            found[key].append(fold(text))
        return {key: f" {' '.join(filter(None, words))} " for key, words in found.items()}
