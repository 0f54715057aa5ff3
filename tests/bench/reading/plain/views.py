"""Every filter that ours has and counts for, with the fields that django-filter gives for them."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django.db.models import QuerySet
from django_filters.views import FilterView

from arrangements import choices
from arrangements.facts import CODES
from arrangements.models import Arrangement, Body, Service


def of_bodies(request: Any) -> QuerySet[Body]:
    return Body.objects.filter(partnerships__isnull=False).distinct()


def words(options: Any, field: str, lookup: str = "exact") -> df.MultipleChoiceFilter:
    return df.MultipleChoiceFilter(choices=options, field_name=field, lookup_expr=lookup)


def groups() -> list[tuple[str, str]]:
    found = Service.objects.order_by("group").values_list("group_slug", "group")
    return list(found.distinct())


def pairings() -> list[tuple[str, str]]:
    from arrangements.filters import pairings as ours

    return ours()


class PlainFilters(df.FilterSet):
    service = df.ModelMultipleChoiceFilter(
        queryset=Service.objects.all(), field_name="services__code", to_field_name="code"
    )
    service_group = words(groups, "services__group_slug")
    service_kind = words(choices.ServiceKind.choices, "services__kind")
    body = df.ModelMultipleChoiceFilter(
        queryset=of_bodies, field_name="bodies__slug", to_field_name="slug"
    )
    body_kind = words(choices.BodyKind.choices, "bodies__kind")
    tier = words(choices.Tier.choices, "bodies__tier")
    sector = words(choices.Sector.choices, "bodies__sector")
    nation = words(choices.Nation.choices, "bodies__nation")
    region = words(choices.Region.choices, "bodies__region")
    mix = words(choices.Mix.choices, CODES["mix"], "has")
    pairing = words(pairings, CODES["pairing"], "has")
    motive = words(choices.Motive.choices, CODES["motive"], "has")
    savings = df.BooleanFilter(field_name="savings", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Arrangement
        fields = ("model", "status", "geography")


class PlainList(FilterView):
    filterset_class = PlainFilters
    queryset = Arrangement.objects.prefetch_related(
        "partners__body", "service_rows__service", "savings__source"
    )
    paginate_by = 25
    template_name = "plain.html"
