"""The orders in which a list of arrangements can stand."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar

from django.db.models import (
    Case,
    IntegerField,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)

from arrangements.choices import SavingBasis, SavingPattern, SavingScope
from arrangements.models import Saving
from arrangements.querysets import ArrangementQuerySet
from arrangements.search.find import Asked, Points

Found = TypeVar("Found", bound=QuerySet[Any])

SORTS = {
    "relevance": "Best match",
    "name": "Name",
    "newest": "Newest first",
    "longest": "Longest known running",
    "partners": "Most partners",
    "seen": "Last reported or checked",
    "saving": "Largest annual saving forecast",
}
RANKS = 100
_COLUMN = {
    "newest": "-start",
    "longest": "-days_known",
    "partners": "-partner_count",
    "seen": "-last_seen",
}


def in_order(found: ArrangementQuerySet, sort: str, search: Asked | None) -> ArrangementQuerySet:
    """The arrangements in the order of one of SORTS; names settle what is equal."""
    if sort == "saving":
        return _by_saving(found)
    if sort == "relevance":
        points = search.arrangements if search else {}
        return best_first(found, points, "sort_name", "reference")
    first = [_COLUMN[sort]] if sort in _COLUMN else []
    return found.order_by(*first, "sort_name", "reference")


def _by_saving(found: ArrangementQuerySet) -> ArrangementQuerySet:
    """Within one pattern and basis only: forecasts of a saving a year for this arrangement."""
    claims = Saving.objects.filter(
        arrangement=OuterRef("pk"),
        pattern=SavingPattern.ANNUAL,
        basis=SavingBasis.FORECAST,
    ).exclude(scope=SavingScope.WIDER)
    largest = claims.order_by().values("arrangement").annotate(most=Max("amount")).values("most")
    return found.annotate(
        largest=Subquery(largest), has_none=Case(When(largest=None, then=1), default=0)
    ).order_by("has_none", "-largest", "sort_name", "reference")


def best_first(found: Found, points: Points, *then: str) -> Found:
    """Those with the most points first. Past so many numbers of points the rest are as one."""
    if not points:
        return found.order_by(*then)
    with_points: dict[int, list[int]] = defaultdict(list)
    for key, number in points.items():
        with_points[number].append(key)
    best = sorted(with_points, reverse=True)[:RANKS]
    ranks = [When(pk__listed=with_points[number], then=rank) for rank, number in enumerate(best)]
    rank = Case(*ranks, default=RANKS, output_field=IntegerField())
    return found.annotate(rank=rank).order_by("rank", *then)
