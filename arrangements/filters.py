"""The one meaning of a query string. The list, the map, every download and every feed ask here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import combinations_with_replacement
from operator import or_
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from arrangements import choices
from arrangements.facts import CODES, OF_BODIES, OF_SERVICES, UNCOUNTED, UNKNOWN
from arrangements.figurefilters import Years
from arrangements.filterfields import BodiesFilter, Days, DaysFilter, RepeatedInput, Texts
from arrangements.models import Arrangement, Body, Service
from arrangements.querysets import ArrangementQuerySet
from arrangements.register import current_register
from arrangements.reorganisation.filters import ReorganisationFilters
from arrangements.search.find import Asked
from arrangements.sentences import Reported, Running, in_words, on_days, reported
from arrangements.sorting import SORTS, in_order

IGNORED = re.compile(r"utm_\w+")
YES = [("yes", "Yes")]
QUERIES_WITHIN = 2


class BadQuery(ValueError):
    """A query string that we do not understand; the text says what is wrong in a sentence."""


class Queries(forms.MultipleChoiceField):
    """Whole query strings, each with a meaning of its own."""

    widget = RepeatedInput

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


def _words(label: str, options: Any, method: str) -> df.MultipleChoiceFilter:
    return df.MultipleChoiceFilter(
        label=label,
        choices=options.choices if hasattr(options, "choices") else options,
        method=method,
        widget=forms.CheckboxSelectMultiple,
    )


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

    service = _words("Service", _services, "by_service_fact")
    service_group = _words("Group of services", _service_groups, "by_service_fact")
    service_kind = _words("Kind of service", choices.ServiceKind, "by_service_fact")
    body = BodiesFilter("Body", "by_body")
    lineage = _words("With predecessors and successors", YES, "nothing_alone")
    body_kind = _words("Kind of body", choices.BodyKind, "by_body_fact")
    tier = _words("Tier of council", choices.Tier, "by_body_fact")
    sector = _words("Sector", choices.Sector, "by_body_fact")
    nation = _words("Nation", choices.Nation, "by_body_fact")
    region = _words("Region", choices.Region, "by_body_fact")
    model = _words("Model", choices.Model, "by_word")
    status = _words("Status", choices.Status, "by_word")
    geography = _words("Neighbours", choices.Geography, "by_word")
    mix = _words("Mix of partners", choices.Mix, "by_code")
    pairing = _words("Who shares with whom", pairings, "by_code")
    motive = _words("Motive", choices.Motive, "by_code")
    savings = _words("Has a figure for savings", [*YES, ("no", "No")], "by_savings")
    why = _words("Why it ended", choices.EndedWhy, "by_code")
    among = QueriesFilter(label="Among those of another query", method="by_query")
    on = DaysFilter(label="Running on", method="nothing_alone")
    sort = _words("Sort by", list(SORTS.items()), "nothing_alone")

    class Meta:
        model = Arrangement
        fields: Sequence[str] = ()

    date: dt.date | None = None

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

NOT_FILTERS = frozenset({"page", "sort"})


def keys_of(body: Body, *, lineage: bool) -> set[int]:
    """The bodies a named one stands for: itself, or with all it succeeded and that succeeded it."""
    return current_register().lineage(body.pk) if lineage else {body.pk}


@dataclass(frozen=True)
class Chip:
    """One chosen value: what it is of, what it is, and the query string without it."""

    label: str
    value: str
    without: str


class Query:
    """A query string understood. Raises BadQuery for a name or value that means nothing."""

    filterset: Any = ArrangementFilters
    unoffered: Sequence[str] = UNCOUNTED

    def __init__(self, data: QueryDict) -> None:
        self._data = QueryDict(mutable=True)
        for name, values in data.lists():
            if not IGNORED.fullmatch(name):
                self._data.setlist(name, [value for value in values if value])
        self._filters = self.filterset(self._data)
        known = {*self._filters.filters, "page"}
        for name in self._data:
            if name not in known:
                raise BadQuery(
                    f"“{name[:40]}” is not something that can be asked for here. The names that"
                    f" can be are: {', '.join(sorted(known))}."
                )
        self.form = self._filters.form
        if not self.form.is_valid():
            name, errors = next(iter(self.form.errors.items()))
            raise BadQuery(self._sentence_for(name, str(errors[0])))

    def _sentence_for(self, name: str, message: str) -> str:
        field = self.form.fields[name]
        if not isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
            return message
        if isinstance(field, Texts | Days | Years | Queries) and "Select a valid" not in message:
            return message
        options = getattr(field, "choices", [])
        if isinstance(field, forms.ModelMultipleChoiceField):
            bad = ", ".join(self._data.getlist(name))[:100]
            return f"No body has the address “{bad}”. The list of bodies has all of them."
        good = [str(value) for value, _ in options]
        bad = next((v for v in self._data.getlist(name) if v not in good), "")
        return f"“{bad[:40]}” is not a value of {name}. The values are: {', '.join(good)}."

    @property
    def _cleaned(self) -> dict[str, Any]:
        return self.form.cleaned_data

    def values(self, name: str) -> list[str]:
        """What was asked for under a name, as it stands in an address."""
        values = self._cleaned.get(name) or []
        return [value.slug if isinstance(value, Body) else str(value) for value in values]

    def keys_of(self, body: Body) -> set[int]:
        """The bodies that one named in this query stands for."""
        return keys_of(body, lineage=bool(self.values("lineage")))

    @property
    def search(self) -> Asked | None:
        """The words searched for, with what they find whatever else is asked."""
        found: Asked | None = self._filters.search
        return found

    @property
    def uncounted(self) -> QuerySet | None:
        """What the parameters leave that no value is counted of; None where there are none."""
        chosen = {name: self._cleaned[name] for name in UNCOUNTED if self._cleaned.get(name)}
        found: QuerySet | None = None
        for name, values in chosen.items():
            found = self._filters.filters[name].filter(
                Arrangement.objects.all() if found is None else found, values
            )
        return found

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a form of the others must hand on: names and values that it does not offer."""
        return [(name, value) for name in self.unoffered for value in self._data.getlist(name)]

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

    @property
    def page(self) -> str:
        return self._data.get("page") or "1"

    @cached_property
    def string(self) -> str:
        """The canonical query string, without the page."""
        return self._string({"page"})

    def _string(self, leave_out: set[str], name: str = "", value: str = "") -> str:
        copy = QueryDict(mutable=True)
        for each in (*self._filters.filters, "page"):
            if each in leave_out or each not in self._data:
                continue
            kept = [v for v in self._data.getlist(each) if (each, v) != (name, value)]
            copy.setlist(each, list(dict.fromkeys(kept)))
        return copy.urlencode()

    def string_searching(self, text: str) -> str:
        """The query string with another search in place of this one's, from its first page."""
        copy = QueryDict(self.string, mutable=True)
        copy["q"] = text
        return copy.urlencode()

    @cached_property
    def chips(self) -> list[Chip]:
        """Every chosen value, each with the way to take it back."""
        found = []
        for name, field in self.form.fields.items():
            if name in NOT_FILTERS or name not in self._data:
                continue
            labels = self._labels(name, field)
            for value in dict.fromkeys(self._data.getlist(name)):
                without = self._string({"page"}, name, value)
                found.append(Chip(str(field.label), labels.get(value, value), without))
        return found

    @property
    def words(self) -> str:
        """Everything that was chosen, in words; "" where nothing was."""
        return "; ".join(f"{chip.label}: {chip.value}" for chip in self.chips)

    def _labels(self, name: str, field: forms.Field) -> dict[str, str]:
        if isinstance(field, forms.ModelMultipleChoiceField):
            return {body.slug: body.name for body in self._cleaned[name]}
        if isinstance(field, Queries):
            words = (query.words or "all arrangements" for query in self._cleaned[name])
            return dict(zip(self._data.getlist(name), words, strict=True))
        if isinstance(field, Days):
            return {f"{day}": f"{day.day} {day:%B %Y}" for day in self._cleaned[name]}
        return {str(v): str(label) for v, label in getattr(field, "choices", [])}

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
