"""The one meaning of a query string. The list, the map, every download and every feed ask here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property, reduce
from itertools import combinations_with_replacement
from operator import or_
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from arrangements import choices
from arrangements.badquery import BadQuery
from arrangements.facts import CODES, OF_BODIES, OF_SERVICES, UNCOUNTED, UNKNOWN
from arrangements.filterfields import BodiesFilter, DaysFilter, Repeated, WordsFilter
from arrangements.models import Arrangement, Body, Service
from arrangements.querysets import ArrangementQuerySet
from arrangements.querystring import QueryString
from arrangements.register import current_register
from arrangements.reorganisation.filters import ReorganisationFilters
from arrangements.sentences import Reported, Running, in_words, on_days, reported
from arrangements.sorting import SORTS, in_order

YES = [("yes", "Yes")]
QUERIES_WITHIN = 2


class Queries(Repeated):
    """Whole query strings, each with a meaning of its own."""

    def label_of(self, value: Query) -> str:
        return value.words or "all arrangements"

    def clean(self, value: Any) -> list[Query]:
        return [self._query(text) for text in value or [] if text]

    @staticmethod
    def _query(text: str) -> Query:
        if text.count("among") > QUERIES_WITHIN:
            raise forms.ValidationError(
                f"Up to {QUERIES_WITHIN + 1} queries can stand one within another. Ask for less."
            )
        try:
            return Query(QueryDict(text))
        except BadQuery as error:
            raise forms.ValidationError(f"In the query “{text[:60]}”: {error}") from None


class QueriesFilter(df.MultipleChoiceFilter):
    field_class = Queries


def _services() -> list[tuple[str, str]]:
    return list(Service.objects.values_list("code", "name"))


def _service_groups() -> list[tuple[str, str]]:
    groups = Service.objects.order_by("group").values_list("group_slug", "group")
    return list(groups.distinct())


def pairings() -> list[tuple[str, str]]:
    tiers = combinations_with_replacement(("district", "county", "single"), 2)
    sectors = combinations_with_replacement(("council", "health", "police", "fire", "other"), 2)
    words = {"single": "single tier", "fire": "fire and rescue", "other": "other body"}
    return [
        (f"{a}-{b}", f"{words.get(a, a)} with {words.get(b, b)}".capitalize())
        for a, b in (*tiers, *sectors)
        if (a, b) != ("council", "council")
    ]


class ArrangementFilters(ReorganisationFilters):
    """Every parameter. Any of the values within one, all of them across."""

    service = WordsFilter("Service", _services, "by_service_fact")
    service_group = WordsFilter("Group of services", _service_groups, "by_service_fact")
    service_kind = WordsFilter("Kind of service", choices.ServiceKind, "by_service_fact")
    body = BodiesFilter("Body", "by_body")
    lineage = WordsFilter("With predecessors and successors", YES, "nothing_alone")
    body_kind = WordsFilter("Kind of body", choices.BodyKind, "by_body_fact")
    tier = WordsFilter("Tier of council", choices.Tier, "by_body_fact")
    sector = WordsFilter("Sector", choices.Sector, "by_body_fact")
    nation = WordsFilter("Nation", choices.Nation, "by_body_fact")
    region = WordsFilter("Region", choices.Region, "by_body_fact")
    model = WordsFilter("Model", choices.Model, "by_word")
    status = WordsFilter("Status", choices.Status, "by_word")
    geography = WordsFilter("Neighbours", choices.Geography, "by_word")
    mix = WordsFilter("Mix of partners", choices.Mix, "by_code")
    pairing = WordsFilter("Who shares with whom", pairings, "by_code")
    motive = WordsFilter("Motive", choices.Motive, "by_code")
    savings = WordsFilter("Has a figure for savings", [*YES, ("no", "No")], "by_savings")
    why = WordsFilter("Why it ended", choices.EndedWhy, "by_code")
    among = QueriesFilter(label="Among those of another query", method="by_query")
    on = DaysFilter(label="Running on", method="nothing_alone")
    sort = WordsFilter("Sort by", list(SORTS.items()), "nothing_alone")

    class Meta:
        model = Arrangement
        fields: Sequence[str] = ()

    def nothing_alone(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """For a parameter that only says how others are meant."""
        return queryset

    def narrowed(self, date: dt.date | None) -> ArrangementQuerySet:
        """Everything that the filters let through, partners taken as they were on a date."""
        self.date = date
        return super().filter_queryset(Arrangement.objects.all())

    def by_text(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        asked = self.search
        return queryset.filter(pk__listed=asked.arrangements) if asked else queryset

    def by_service_fact(
        self, queryset: ArrangementQuerySet, name: str, values: list[str]
    ) -> QuerySet:
        if not values:
            return queryset
        return queryset.with_service(Q(**{f"service__{OF_SERVICES[name]}__in": values}))

    def by_body(self, queryset: ArrangementQuerySet, name: str, values: Any) -> QuerySet:
        """`body` alone: any of them. Together with `with`: every one that is named."""
        together = self.form.cleaned_data.get("with") or []
        lineage = bool(self.form.cleaned_data["lineage"])
        sets = [keys_of(body, lineage=lineage) for body in values]
        if name == "body" and not together:
            sets = [set().union(*sets)] if sets else []
        for keys in sets:
            queryset = queryset.with_partner(Q(body__in=keys), self.date)
        return queryset

    def by_body_fact(self, queryset: ArrangementQuerySet, name: str, values: list[str]) -> QuerySet:
        if not values:
            return queryset
        return queryset.with_partner(Q(**{f"body__{OF_BODIES[name]}__in": values}), self.date)

    def by_word(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        if not values:
            return queryset
        unsaid = [""] if UNKNOWN in values else []
        return queryset.filter(**{f"{name}__in": [*values, *unsaid]})

    def by_code(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        if not values:
            return queryset
        codes = (Q(**{f"{CODES[name]}__has": value}) for value in values)
        return queryset.filter(reduce(or_, codes))

    def by_query(self, queryset: QuerySet, name: str, queries: list[Query]) -> QuerySet:
        found = (Q(pk__in=query.arrangements.order_by().values("pk")) for query in queries)
        return queryset.filter(reduce(or_, found))

    def by_savings(self, queryset: ArrangementQuerySet, name: str, values: list[str]) -> QuerySet:
        if len(set(values)) != 1:
            return queryset
        has = queryset.with_saving()
        return has if values[0] == "yes" else queryset.exclude(pk__in=has.values("pk"))


# "with" is a keyword of Python, so it cannot be declared as the others are.
ArrangementFilters.base_filters["with"] = BodiesFilter("Together with", "by_body")


def keys_of(body: Body, *, lineage: bool) -> set[int]:
    """The bodies a named one stands for: itself, or with all it succeeded and that succeeded it."""
    return current_register().lineage(body.pk) if lineage else {body.pk}


class Query(QueryString):
    """A query string about arrangements. Raises BadQuery for what means nothing."""

    filterset: Any = ArrangementFilters
    unoffered: Sequence[str] = UNCOUNTED

    def keys_of(self, body: Body) -> set[int]:
        """The bodies that one named in this query stands for."""
        return keys_of(body, lineage=bool(self.values("lineage")))

    def uncounted(self, day: dt.date | None) -> QuerySet | None:
        """What the parameters leave, on a day if there is one, that no value is counted of; None
        where there are none.
        """
        self._filters.date = day
        chosen = {name: self._cleaned[name] for name in UNCOUNTED if self._cleaned.get(name)}
        found: QuerySet | None = None
        for name, values in chosen.items():
            found = self._filters.filters[name].filter(
                Arrangement.objects.all() if found is None else found, values
            )
        return found

    @property
    def dates(self) -> list[dt.date]:
        return list(self._cleaned["on"])

    @property
    def date(self) -> dt.date | None:
        """The day asked about, where there is one."""
        return self.dates[0] if self.dates else None

    @property
    def sort(self) -> str:
        chosen = self._cleaned["sort"]
        return chosen[0] if chosen else "relevance" if self._cleaned["q"] else "name"

    @cached_property
    def arrangements(self) -> ArrangementQuerySet:
        """The arrangements asked for, sorted."""
        if not self.dates:
            return in_order(self._filters.narrowed(None), self.sort, self.search)
        found = self._on_any_date(lambda each, date: each.on(date))
        return in_order(found, self.sort, self.search)

    def _on_any_date(
        self, narrow: Callable[[ArrangementQuerySet, dt.date], ArrangementQuerySet]
    ) -> ArrangementQuerySet:
        sets = [narrow(self._filters.narrowed(date), date) for date in self.dates]
        if len(sets) == 1:
            return sets[0]
        return Arrangement.objects.filter(
            reduce(or_, (Q(pk__in=each.order_by().values("pk")) for each in sets))
        )

    @cached_property
    def count(self) -> int:
        return self.arrangements.count()

    @cached_property
    def sentence(self) -> str:
        """What is counted and how old it is, in words."""
        if self.running:
            return on_days(self.running, self.dates)
        return in_words(self.count, self._reported)

    @cached_property
    def _reported(self) -> Reported:
        return reported(self.arrangements.order_by())

    def told(self, count: int, facts: Reported) -> None:
        """Takes what was counted elsewhere, so that the database need not count it again."""
        self.count, self._reported = count, facts

    @cached_property
    def not_known(self) -> ArrangementQuerySet:
        """Those that may have run on the date asked about, or not; none where there is no date."""
        if not self.dates:
            return Arrangement.objects.none()
        found = self._on_any_date(lambda each, date: each.may_have_run_on(date))
        if len(self.dates) > 1:
            found = found.exclude(pk__in=self.arrangements.order_by().values("pk"))
        return found

    @cached_property
    def running(self) -> Running | None:
        """The three numbers for the date asked about; None where there is none."""
        if self.date is None:
            return None
        neither = self._filters.narrowed(None).did_not_run_on(self.dates).count()
        return Running(self.count, self.not_known.count(), neither)
