"""The meaning of a query string about bodies: the list of bodies and its download ask here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from arrangements import choices
from arrangements.filterfields import BodiesFilter, DaysFilter, SearchedSet, WordsFilter
from arrangements.filters import QueriesFilter, Query
from arrangements.models import Body, Partner, Standing
from arrangements.pages.sidebar import Group, Layout, field, laid_out
from arrangements.querystring import QueryString
from arrangements.sentences import counted
from arrangements.sorting import best_first

SORTS = {"relevance": "Best match", "name": "Name", "most": "Most arrangements"}
LAYOUT: Layout = (
    ("Kind of body", ("sector", "tier", "body_kind")),
    ("Place", ("nation", "region")),
    ("Sharing and standing", ("sharing", "existing")),
)
YES_NO = [("yes", "Yes"), ("no", "No")]


class BodyFilters(SearchedSet):
    """Every parameter. Any of the values within one, all of them across."""

    body_kind = WordsFilter("Kind of body", choices.BodyKind, field_name="kind")
    tier = WordsFilter("Tier of council", choices.Tier, field_name="tier")
    sector = WordsFilter("Sector", choices.Sector, field_name="sector")
    nation = WordsFilter("Nation", choices.Nation, field_name="nation")
    region = WordsFilter("Region", choices.Region, field_name="region")
    existing = WordsFilter("Exists today", YES_NO, "by_existing")
    sharing = WordsFilter("Takes part in an arrangement", YES_NO, "by_sharing")
    on = DaysFilter(label="Existed on", method="by_day")
    among = QueriesFilter(label="Takes part in an arrangement of the query", method="by_query")
    reached = QueriesFilter(
        label="District or single tier that takes part, or whose county does, in the query",
        method="by_reach",
    )
    population = WordsFilter("Population known", YES_NO, "by_population")
    besides = BodiesFilter("Other than", "by_others")
    sort = WordsFilter("Sort by", list(SORTS.items()), "nothing_alone")

    class Meta:
        model = Body
        fields: Sequence[str] = ()

    def by_text(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(pk__listed=self.search.bodies) if self.search else queryset

    def by_existing(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        if len(set(values)) != 1:
            return queryset
        today = Body.objects.current().values("pk")
        return queryset.filter(pk__in=today) if "yes" in values else queryset.exclude(pk__in=today)

    def by_sharing(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        if not values:
            return queryset
        asked = {"yes": Q(partnerships__isnull=False), "no": Q(partnerships__isnull=True)}
        keys = Body.objects.filter(reduce(or_, (asked[value] for value in values))).values("pk")
        return queryset.filter(pk__in=keys)

    def by_day(self, queryset: QuerySet, name: str, days: list[dt.date]) -> QuerySet:
        return queryset.filter(reduce(or_, (Q(first_day__lte=d, last_day__gte=d) for d in days)))

    def by_query(self, queryset: QuerySet, name: str, queries: list[Query]) -> QuerySet:
        return queryset.filter(self._takes_part("pk__in", queries))

    def _takes_part(self, field: str, queries: list[Query]) -> Q:
        """Recorded partners; with a day, those who took part then, by succession too."""
        found = Q()
        for query in queries:
            asked = query.arrangements.order_by().values("pk")
            for day in self.form.cleaned_data["on"]:
                rows = Standing.objects.filter(first_day__lte=day, last_day__gte=day)
                found |= Q(**{field: rows.filter(arrangement__in=asked).values("body")})
            if not self.form.cleaned_data["on"]:
                partners = Partner.objects.filter(arrangement__in=asked)
                found |= Q(**{field: partners.values("body")})
        return found

    def by_reach(self, queryset: QuerySet, name: str, queries: list[Query]) -> QuerySet:
        """Every resident lives in one of these: they have no council below them."""
        if not queries:
            return queryset
        local = queryset.filter(tier__in=[choices.Tier.LOWER, choices.Tier.SINGLE])
        here, above = (self._takes_part(field, queries) for field in ("pk__in", "parent__in"))
        return local.exclude(kind=choices.BodyKind.GROUP).filter(here | above)

    def by_population(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        if len(set(values)) != 1:
            return queryset
        return queryset.filter(population__isnull="no" in values)

    def by_others(self, queryset: QuerySet, name: str, bodies: list[Body]) -> QuerySet:
        return queryset.exclude(pk__in=[body.pk for body in bodies])

    def nothing_alone(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """For the order, which leaves nothing out."""
        return queryset


class BodyQuery(QueryString):
    """A query string about bodies. Raises BadQuery for a name or value that means nothing."""

    filterset = BodyFilters
    unoffered = ("on", "among", "reached", "population", "besides")

    @property
    def sort(self) -> str:
        chosen = self.form.cleaned_data["sort"]
        return chosen[0] if chosen else "relevance" if self.values("q") else "name"

    @property
    def sorts(self) -> list[tuple[str, str, str]]:
        """Each order with the query string that asks for it; best match only for a search."""
        return [
            (code, label, self.string_sorted(code))
            for code, label in SORTS.items()
            if code != "relevance" or self.values("q")
        ]

    def string_sorted(self, sort: str) -> str:
        """The query string in another order."""
        copy = QueryDict(self.string, mutable=True)
        copy["sort"] = sort
        return copy.urlencode()

    @cached_property
    def bodies(self) -> QuerySet[Body]:
        """The bodies asked for, each with the number of its arrangements as `shares`."""
        found = self._filters.filter_queryset(Body.objects.all())
        found = found.annotate(shares=Count("partnerships"))
        if self.sort == "relevance":
            points = self.search.bodies if self.search else {}
            return best_first(found, points, "name", "-last_day", "slug")
        first = ["-shares"] if self.sort == "most" else []
        return found.order_by(*first, "name", "-last_day", "slug")

    @cached_property
    def count(self) -> int:
        return self._filters.filter_queryset(Body.objects.all()).count()

    @cached_property
    def sentence(self) -> str:
        """What is counted, in words."""
        return f"{counted(self.count, 'body', 'bodies')}."

    @property
    def groups(self) -> list[Group]:
        """The filter form's groups of fields."""
        return laid_out(LAYOUT, lambda name: field(self, name, ()))
