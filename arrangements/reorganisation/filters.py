"""The parameters `reorganisation` and `becomes`: what a plan touches, and what comes of it."""

from __future__ import annotations

from django.db.models import QuerySet

from arrangements.choices import Becomes
from arrangements.figurefilters import FigureFilters
from arrangements.filterfields import WordsFilter
from arrangements.models import Plan
from arrangements.reorganisation.outlook import current_outlook


def _plans() -> list[tuple[str, str]]:
    return [(plan.slug, str(plan)) for plan in Plan.objects.only("slug", "name", "option")]


class ReorganisationFilters(FigureFilters):
    """Both ask one thing together: of a class, under a plan."""

    reorganisation = WordsFilter("Area", _plans, "by_plan")
    becomes = WordsFilter("What would become of it", Becomes, "by_plan")

    def by_plan(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        plans = self.form.cleaned_data["reorganisation"]
        classes = self.form.cleaned_data["becomes"]
        if not values or (name == "reorganisation" and classes):
            return queryset
        return queryset.filter(pk__listed=current_outlook().keys(plans, classes))
