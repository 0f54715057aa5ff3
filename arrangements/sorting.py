"""The orders in which a list of arrangements can stand."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat

from arrangements.choices import SavingBasis, SavingPattern, SavingScope
from arrangements.folding import fold, said
from arrangements.models import ArrangementService, Saving, Service, ServiceName
from arrangements.querysets import ArrangementQuerySet

SORTS = {
    "relevance": "Best match",
    "name": "Name",
    "newest": "Newest first",
    "longest": "Longest known running",
    "partners": "Most partners",
    "seen": "Last reported or checked",
    "saving": "Largest annual saving forecast",
}
_COLUMN = {
    "newest": "-start",
    "longest": "-days_known",
    "partners": "-partner_count",
    "seen": "-last_seen",
}


def in_order(found: ArrangementQuerySet, sort: str, searches: list[str]) -> ArrangementQuerySet:
    """The arrangements in the order of one of SORTS; names settle what is equal."""
    if sort == "saving":
        return _by_saving(found)
    if sort == "relevance":
        return _by_relevance(found, searches)
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


def _by_relevance(found: ArrangementQuerySet, searches: list[str]) -> ArrangementQuerySet:
    """First those of a service that is called so, and those with the words in their name."""
    words = {word for search in searches for word in fold(search).split()}
    services = _called({fold(search) for search in searches})
    of_service = ArrangementService.objects.filter(arrangement=OuterRef("pk"), service__in=services)
    score: Any = _one_if(Exists(of_service)) if services else Value(0)
    for word in sorted(words)[:12]:
        score = score + _one_if(Q(spoken_name__contains=said(word)))
    return found.annotate(
        spoken_name=Concat(Value(" "), "sort_name", Value(" ")), score=score
    ).order_by("-score", "sort_name", "reference")


def _one_if(condition: Any) -> Case:
    return Case(When(condition, then=1), default=0, output_field=IntegerField())


def _called(words: set[str]) -> list[int]:
    """The services that have one of these for a name."""
    named = [
        *Service.objects.values_list("pk", "name"),
        *ServiceName.objects.values_list("service", "name"),
    ]
    return sorted({key for key, name in named if fold(name) in words})
