"""Arrangements that one can learn from beside another: the same services, shared by like bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from arrangements.choices import Geography, Region
from arrangements.models import Arrangement, ArrangementService, Partner
from arrangements.querysets import line_parts
from arrangements.wording import in_mid_sentence, listed

SHOWN = 4
LOOKED_AT = 80  # of those with the most services in common, how many are compared in all else
ABOUT_AS_MANY = 1.5  # times the partners, at most, either way
# What counts how much. Services come first: without one in common there is nothing to compare.
SERVICES, COMPANY, MODEL, PLACE, SIZE, DISTANCE = 4.0, 1.0, 1.0, 0.6, 0.5, 0.3


@dataclass(frozen=True)
class Similar:
    """Another arrangement, and in words why it is like the first."""

    arrangement: Arrangement
    why: str


def similar_to(arrangement: Arrangement, shown: int = SHOWN) -> list[Similar]:
    """Those most like it, best first; its umbrella, its parts and what it replaced are left out.

    Six queries, however many there are.
    """
    own = {row.service_id for row in arrangement.service_rows.all()}
    kin = {
        arrangement.pk,
        arrangement.part_of_id,
        *(other.pk for other in arrangement.parts.all()),
        *(other.pk for other in arrangement.replaces.all()),
        *(other.pk for other in arrangement.replaced_by.all()),
    }
    common = _in_common(own) if own else {}
    nearest = sorted(
        (key for key in common if key not in kin), key=lambda key: (-common[key], key)
    )[:LOOKED_AT]
    regions = _regions([arrangement.pk, *nearest])
    scored = []
    for other in Arrangement.objects.filter(pk__in=nearest):
        points = list(_points(arrangement, other, regions))
        score = SERVICES * common[other.pk] + sum(worth for worth, _ in points)
        scored.append((-score, other.sort_name, other.reference, other, points))
    best = sorted(scored, key=lambda row: row[:3])[:shown]
    prefetch_related_objects([other for *_, other, _ in best], *line_parts())
    return [Similar(other, _said(_shared(other, own), points)) for *_, other, points in best]


def _shared(other: Arrangement, own: set[int]) -> list[str]:
    rows = (row for row in other.service_rows.all() if row.service_id in own)
    return [in_mid_sentence(row.service.name) for row in rows]


def _in_common(own: set[int]) -> dict[int, float]:
    """For every arrangement with one of these services: the part of both that is the same."""
    with_one = ArrangementService.objects.filter(service__in=own).values("arrangement")
    rows = ArrangementService.objects.filter(arrangement__in=with_one).order_by()
    services: dict[int, set[int]] = defaultdict(set)
    for key, service in rows.values_list("arrangement", "service"):
        services[key].add(service)
    return {key: len(own & held) / len(own | held) for key, held in services.items()}


def _regions(keys: list[int]) -> dict[int, set[str]]:
    rows = Partner.objects.filter(arrangement__in=keys).exclude(body__region="").order_by()
    found: dict[int, set[str]] = defaultdict(set)
    for key, region in rows.values_list("arrangement", "body__region"):
        found[key].add(region)
    return found


def _points(
    one: Arrangement, other: Arrangement, regions: dict[int, set[str]]
) -> Iterator[tuple[float, str]]:
    """What else is alike, each with its worth and its words."""
    pairs = set(one.pairings) & set(other.pairings)
    if pairs:
        both = set(one.pairings) | set(other.pairings)
        same = set(one.pairings) == set(other.pairings)
        yield COMPANY * len(pairs) / len(both), "the same kinds of partner" if same else ""
    if one.model and one.model == other.model and one.model != "unknown":
        yield MODEL, "the same model"
    if places := regions[one.pk] & regions[other.pk]:
        yield PLACE, f"{listed(sorted(str(Region(code).label) for code in places)[:2])} too"
    many, few = sorted((one.partner_count, other.partner_count), reverse=True)
    if few and many / few <= ABOUT_AS_MANY:
        yield SIZE, "about as many partners"
    if one.geography and one.geography == other.geography:
        apart = one.geography == Geography.SEPARATE
        yield DISTANCE, "partners far apart too" if apart else ""


def _said(services: list[str], points: list[tuple[float, str]]) -> str:
    why = [f"also {listed(services)}", *(word for _, word in points if word)]
    text = ", ".join(why)
    return f"{text[:1].upper()}{text[1:]}."
