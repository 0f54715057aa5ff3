"""The meaning of a query string about bodies: the list of bodies and its download ask here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from arrangements import choices
from arrangements.filterfields import TextsFilter
from arrangements.filters import Query
from arrangements.folding import fold
from arrangements.models import Body, BodyCode, BodyName
from arrangements.pages.sidebar import Group, field
from arrangements.register import Register, current_register
from arrangements.sentences import counted

SORTS = {"name": "Name", "most": "Most arrangements"}
LAYOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Kind of body", ("sector", "tier", "body_kind")),
    ("Place", ("nation", "region")),
    ("Sharing and standing", ("sharing", "existing")),
)
YES_NO = [("yes", "Yes"), ("no", "No")]


@lru_cache(maxsize=1)
def search_texts(register: Register) -> dict[int, str]:
    """Every name and code that a body has or had, folded, by its primary key."""
    texts = {
        key: [body.name, body.short_name, body.code, body.town]
        for key, body in register.bodies.items()
    }
    for key, name in BodyName.objects.values_list("body", "name"):
        texts[key].append(name)
    for key, code in BodyCode.objects.values_list("body", "code"):
        texts[key].append(code)
    return {key: " | ".join(fold(part) for part in parts if part) for key, parts in texts.items()}


def _words(label: str, options: Any, name: str) -> df.MultipleChoiceFilter:
    return df.MultipleChoiceFilter(
        label=label,
        choices=options.choices if hasattr(options, "choices") else options,
        field_name=name,
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
    )


class BodyFilters(df.FilterSet):
    """Every parameter. Any of the values within one, all of them across."""

    q = TextsFilter(label="Search", method="by_text")
    body_kind = _words("Kind of body", choices.BodyKind, "kind")
    tier = _words("Tier of council", choices.Tier, "tier")
    sector = _words("Sector", choices.Sector, "sector")
    nation = _words("Nation", choices.Nation, "nation")
    region = _words("Region", choices.Region, "region")
    existing = df.MultipleChoiceFilter(
        label="Exists today",
        choices=YES_NO,
        method="by_existing",
        widget=forms.CheckboxSelectMultiple,
    )
    sharing = df.MultipleChoiceFilter(
        label="Takes part in an arrangement",
        choices=YES_NO,
        method="by_sharing",
        widget=forms.CheckboxSelectMultiple,
    )
    sort = df.MultipleChoiceFilter(
        label="Sort by", choices=list(SORTS.items()), method="nothing_alone"
    )

    class Meta:
        model = Body
        fields: Sequence[str] = ()

    def by_text(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        searches = [words for value in values if (words := fold(value).split())]
        if not searches:
            return queryset
        texts = search_texts(current_register())
        found = [
            key
            for key, text in texts.items()
            if any(all(word in text for word in words) for words in searches)
        ]
        return queryset.filter(pk__in=found)

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

    def nothing_alone(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """For the order, which leaves nothing out."""
        return queryset


class BodyQuery(Query):
    """A query string about bodies. Raises BadQuery for a name or value that means nothing."""

    filterset = BodyFilters

    @property
    def sort(self) -> str:
        chosen = self.form.cleaned_data["sort"]
        return chosen[0] if chosen else "name"

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
        return [Group(title, [field(self, name, ()) for name in names]) for title, names in LAYOUT]
