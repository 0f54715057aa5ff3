"""Parameters that open the list behind a figure: what is dated, claimed, said or missing."""

from __future__ import annotations

import datetime as dt
import re
from functools import reduce
from operator import or_
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from arrangements import choices
from arrangements.distances import BANDS, UNKNOWN, band_of, current_distances
from arrangements.filterfields import Repeated, SearchedSet, WordsFilter
from arrangements.models import Saving, Source, Standing
from arrangements.totals import KINDS, current_totals

OVER = (choices.Status.ENDED, choices.Status.SUPERSEDED)

SAID = {
    "start": "Start",
    "length": "Start and end",
    "why": "Why it ended",
    "source": "Source",
    "figure": "Figure for savings, or why there is none",
    "model": "Model",
    "partners": "Partners, none of them said to be missing",
    "seen": "Year in which its status was true, or a check",
}


UNSAID = {**SAID, "partners": "All of its partners: its source names only some"}

# What follows from a record, which it says or not without anybody having to.
FOLLOWS = {
    "geography": "Whether its partners are neighbours",
    "distance": "How far apart its partners are",
}

# How many bodies: each code with the fewest and the most, and its words.
SIZES: dict[str, tuple[int, int, str]] = {
    "1": (0, 1, "1, or none"),
    **{str(number): (number, number, str(number)) for number in (2, 3, 4, 5)},
    "6-9": (6, 9, "6 to 9"),
    "10-19": (10, 19, "10 to 19"),
    "20-": (20, 10**6, "20 or more"),
}


def size_of(number: int) -> str:
    """The code of a number of bodies."""
    return next(code for code, (least, most, _) in SIZES.items() if least <= number <= most)


def said(name: str) -> Q:
    """The condition under which a record says one of SAID, or of FOLLOWS."""
    if name == "distance":
        return Q(pk__listed=current_distances())
    mine = {"arrangement": OuterRef("pk")}
    conditions = {
        "start": ~Q(start=""),
        "length": ~Q(start="") & ~Q(end=""),
        "why": ~Q(ended_why=[]),
        "source": Q(Exists(Source.objects.filter(**mine))),
        "figure": Q(Exists(Saving.objects.filter(**mine))) | ~Q(no_figure_reason=""),
        "model": ~Q(model__in=["", choices.Model.UNKNOWN]),
        # Null is not False: nobody has said that any is missing.
        "partners": Q(partners_complete=True) | Q(partners_complete=None),
        "seen": ~Q(last_seen=""),
        "geography": ~Q(geography=""),
    }
    return conditions[name]


class Years(Repeated):
    """Years in the form 2012."""

    def validate(self, value: Any) -> None:
        for text in value:
            if not re.fullmatch(r"\d{4}", text, re.ASCII):
                raise forms.ValidationError(f"“{text[:40]}” is not a year. Write it as 2012.")


class YearsFilter(df.MultipleChoiceFilter):
    field_class = Years


class FigureFilters(SearchedSet):
    """Every parameter that no filter form offers and figures link to."""

    date: dt.date | None = None  # partners are taken as they were on it, where there is one

    began = YearsFilter(label="Began in", method="by_beginning")
    ended = YearsFilter(label="Ended, or was replaced, in", method="by_ending")
    seen = YearsFilter(label="Last reported or checked in", method="by_last_sight")
    basis = WordsFilter("Has a figure that is", choices.SavingBasis.choices, "by_basis")
    total = WordsFilter("Counted in the total of", list(KINDS.items()), "by_total")
    left_out = WordsFilter("Left out of the total of", list(KINDS.items()), "by_left_out")
    apart = WordsFilter(
        "Distance between the two partners that are farthest apart",
        [*((code, one[2]) for code, one in BANDS.items()), (UNKNOWN, "Not known")],
        "by_distance",
    )
    size = WordsFilter("Number of bodies", [(c, one[2]) for c, one in SIZES.items()], "by_size")
    has = WordsFilter("Says", list({**SAID, **FOLLOWS}.items()), "by_said")
    lacks = WordsFilter("Does not say", list({**UNSAID, **FOLLOWS}.items()), "by_unsaid")

    def by_beginning(self, queryset: QuerySet, name: str, years: list[str]) -> QuerySet:
        return queryset.filter(_in_any(years, "start"), status__in=choices.RAN)

    def by_ending(self, queryset: QuerySet, name: str, years: list[str]) -> QuerySet:
        return queryset.filter(_in_any(years, "end"), status__in=OVER)

    def by_last_sight(self, queryset: QuerySet, name: str, years: list[str]) -> QuerySet:
        return queryset.filter(_in_any(years, "last_seen"))

    def by_basis(self, queryset: Any, name: str, values: list[str]) -> QuerySet:
        found: QuerySet = queryset.with_saving(basis__in=values)
        return found

    def by_total(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        kinds = current_totals().kinds
        return queryset.filter(pk__listed=set().union(*(kinds[each].counted for each in values)))

    def by_left_out(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        kinds = current_totals().kinds
        return queryset.filter(pk__listed=set().union(*(kinds[each].left_out for each in values)))

    def by_distance(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Of partners as recorded, whatever the day, like the neighbours."""
        apart = current_distances()
        found = Q(pk__listed=[key for key, each in apart.items() if band_of(each) in values])
        return queryset.filter(found | ~Q(pk__listed=apart) if UNKNOWN in values else found)

    def by_size(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        """Of partners as recorded; with a day, of the bodies that take part on it."""
        number: Any = F("partner_count")
        if self.date:
            there = Standing.objects.filter(first_day__lte=self.date, last_day__gte=self.date)
            mine = there.order_by().filter(arrangement=OuterRef("pk")).values("arrangement")
            number = Coalesce(Subquery(mine.values(n=Count("body", distinct=True))), 0)
        sizes = [SIZES[value][:2] for value in values]
        return queryset.annotate(bodies_in=number).filter(
            reduce(or_, (Q(bodies_in__gte=least, bodies_in__lte=most) for least, most in sizes))
        )

    def by_said(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(reduce(or_, map(said, values)))

    def by_unsaid(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(reduce(or_, (~said(each) for each in values)))


def _in_any(years: list[str], field: str) -> Q:
    return reduce(or_, (Q(**{f"{field}__startswith": year}) for year in years))
