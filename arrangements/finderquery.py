"""The meaning of a query string that asks the finder; its names mean what they mean in a list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import django_filters as df
from django.db.models import QuerySet

from arrangements import choices
from arrangements.filterfields import BodiesFilter, WordsFilter
from arrangements.models import Body, Service
from arrangements.querystring import QueryString
from arrangements.register import current_register

NEIGHBOURS, ANYWHERE = "neighbours", "anywhere"
WITHIN = [
    (ANYWHERE, "Anywhere, the nearer the better"),
    (NEIGHBOURS, "Neighbours only"),
    *((str(km), f"Within {km} km") for km in (25, 50, 100, 200)),
]


def _services() -> list[tuple[str, str]]:
    return list(Service.objects.values_list("code", "name"))


class FinderFilters(df.FilterSet):
    """Every parameter. Of body and distance the first counts."""

    body = BodiesFilter("Your body", "nothing_alone")
    service = WordsFilter("Service", _services, "nothing_alone")
    within = WordsFilter("How far", WITHIN, "nothing_alone")
    model = WordsFilter("Model that you prefer", choices.Model, "nothing_alone")

    class Meta:
        model = Body
        fields: Sequence[str] = ()

    def nothing_alone(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """The finder ranks; it does not filter bodies."""
        return queryset


class FinderQuery(QueryString):
    """A question to the finder. Raises BadQuery for a name or value that means nothing."""

    filterset = FinderFilters

    @cached_property
    def body(self) -> Body | None:
        found = list(self._cleaned["body"])
        return current_register().bodies[found[0].pk] if found else None

    @cached_property
    def services(self) -> list[Service]:
        wanted = self.values("service")
        return list(Service.objects.filter(code__in=wanted)) if wanted else []

    @property
    def within(self) -> str:
        return next(iter(self.values("within")), ANYWHERE)

    @property
    def models(self) -> list[str]:
        return self.values("model")

    @property
    def is_whole(self) -> bool:
        """Whether it says for whom and for what."""
        return bool(self.body and self.services)
