"""The parameters `reorganisation` and `becomes`: what a plan touches, and what comes of it; and
`planned`: what was last reported running, for a day to come."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from arrangements.choices import Becomes
from arrangements.figurefilters import FigureFilters
from arrangements.filterfields import DaysFilter, WordsFilter
from arrangements.models import Plan
from arrangements.querysets import ArrangementQuerySet
from arrangements.reorganisation.outlook import current_outlook


def _plans() -> list[tuple[str, str]]:
    return [(plan.slug, str(plan)) for plan in Plan.objects.only("slug", "name", "option")]


class ReorganisationFilters(FigureFilters):
    """Both ask one thing together: of a class, under a plan."""

    reorganisation = WordsFilter("Area", _plans, "by_plan")
    becomes = WordsFilter("What would become of it", Becomes, "by_plan")
    planned = DaysFilter(label="As planned for", method="by_planned_day")

    def by_planned_day(
        self, queryset: ArrangementQuerySet, name: str, values: list[dt.date]
    ) -> ArrangementQuerySet:
        """Of several days the last: who takes part is looked at then."""
        return queryset.may_run_on(max(values)) if values else queryset

    def by_plan(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        plans = self.form.cleaned_data["reorganisation"]
        classes = self.form.cleaned_data["becomes"]
        if not values or (name == "reorganisation" and classes):
            return queryset
        return queryset.filter(pk__listed=current_outlook().keys(plans, classes))
