"""The orders in which a list of arrangements can stand."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Max, OuterRef, Subquery, Value, When

from arrangements.choices import SavingBasis, SavingPattern, SavingScope
from arrangements.folding import fold
from arrangements.models import Saving
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
    """Arrangements with the words in their name come first."""
    words = {word for search in searches for word in fold(search).split()}
    score: Any = Value(0)
    for word in sorted(words)[:12]:
        score = score + Case(
            When(sort_name__contains=word, then=1), default=0, output_field=IntegerField()
        )
    return found.annotate(score=score).order_by("-score", "sort_name", "reference")
