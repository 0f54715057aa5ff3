"""Arrangements worth reading, chosen by a rule that the page states, never by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from arrangements.models import Arrangement
from arrangements.pages.counts import EDGE
from arrangements.querysets import ArrangementQuerySet

HOW_MANY = 3


@dataclass(frozen=True)
class Pick:
    title: str
    rule: str
    arrangements: ArrangementQuerySet


def picks() -> list[Pick]:
    lines = Arrangement.objects.for_list().prefetch_related("savings__source")
    lessons = lines.annotate(lesson_count=Count("lessons")).order_by("-lesson_count", "sort_name")
    longest = (
        lines.filter(days_known__gt=0).exclude(model__in=EDGE).order_by("-days_known", "sort_name")
    )
    return [
        Pick("Most lessons", "The three with the most lessons recorded.", lessons[:HOW_MANY]),
        Pick(
            "Longest known to have run",
            "The three with the longest time in which they are known to have run, statutory bodies"
            " and shared buildings aside.",
            longest[:HOW_MANY],
        ),
    ]
