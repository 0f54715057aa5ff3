"""How like two bodies are, and in what: kind, tier, place, size and what they share."""

from __future__ import annotations

import datetime as dt
import heapq
import math
from collections import Counter
from dataclasses import dataclass

from arrangements.choices import BodyKind, Geography
from arrangements.finding.known import Known
from arrangements.models import Body
from arrangements.register import Register

HOW_MANY, IN_COMMON_AT_LEAST = 6, 2
# Kind and size say most of what a council can do; what it shares says what it wants to do.
KIND, TIER, REGION, NATION, SIZE, ADJOINS, SERVICES = 6, 3, 3, 3, 6, 2, 6
ALIKE_IN_SIZE, ROUGHLY = 0.8, 0.5


@dataclass(frozen=True)
class Likeness:
    """What another body has in common with one. `size` is 1, 0.5 or 0; `services` are codes."""

    body: Body
    score: float
    same_kind: bool
    same_tier: bool
    same_region: bool
    adjoins: bool
    size: float
    services: frozenset[str]


@dataclass(frozen=True)
class Missing:
    """A service that a body does not share, and how many of those like it do or did."""

    code: str
    count: int


def ratio_of_sizes(a: Body, b: Body) -> float | None:
    """The smaller population as a part of the larger; None where one is not known."""
    if not a.population or not b.population:
        return None
    return min(a.population, b.population) / max(a.population, b.population)


def likeness_in_size(a: Body, b: Body) -> float:
    """1 for populations within a quarter of each other, 0.5 for within half, else 0."""
    ratio = ratio_of_sizes(a, b) or 0
    return 1 if ratio >= ALIKE_IN_SIZE else 0.5 if ratio >= ROUGHLY else 0


def likeness(a: Body, b: Body, register: Register, known: Known) -> Likeness:
    """How like a second body is to the first."""
    mine, theirs = known.services_of(a.pk), known.services_of(b.pk)
    both, either = mine & theirs, mine | theirs
    ratio = ratio_of_sizes(a, b)
    same_tier = bool(a.tier) and a.tier == b.tier
    same_region = bool(a.region) and a.region == b.region
    adjoins = register.geography_of_pair(a.pk, b.pk) == Geography.ADJOINING
    score = (
        (KIND if a.kind == b.kind else TIER if same_tier else 0)
        + REGION * same_region
        + NATION * (a.nation == b.nation)
        + SIZE * (max(1 + math.log2(ratio), 0) if ratio else 0)
        + ADJOINS * adjoins
        + SERVICES * (len(both) / len(either) if either else 0)
    )
    return Likeness(
        b, score, a.kind == b.kind, same_tier, same_region, adjoins, likeness_in_size(a, b), both
    )


def most_like(
    body: Body, register: Register, known: Known, day: dt.date, most: int = HOW_MANY
) -> list[Likeness]:
    """The bodies of its sector most like one, of those that stood on a day; most like first."""
    if body.kind in (BodyKind.GROUP, BodyKind.OTHER):
        return []
    alike = (
        likeness(body, other, register, known)
        for other in register.bodies.values()
        if other.pk != body.pk
        and (other.kind == body.kind or (body.tier and other.tier == body.tier))
        and other.kind != BodyKind.GROUP
        and other.first_day <= day <= other.last_day
    )
    return heapq.nsmallest(most, alike, key=lambda each: (-each.score, each.body.name))


def missing(body: Body, alike: list[Likeness], known: Known) -> list[Missing]:
    """What at least two of those like a body share or shared and it never did; most first."""
    mine = known.services_of(body.pk)
    counts = Counter(
        code for each in alike for code in known.services_of(each.body.pk) if code not in mine
    )
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Missing(code, count) for code, count in ordered if count >= IN_COMMON_AT_LEAST]
