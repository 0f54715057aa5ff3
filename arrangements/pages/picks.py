"""Arrangements worth reading, chosen by a rule that the page states, never by hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from arrangements.models import Arrangement
from arrangements.pages.counts import EDGE
from arrangements.pages.lines import Line, lines_of

HOW_MANY = 3


@dataclass(frozen=True)
class Pick:
    title: str
    rule: str
    lines: list[Line]


def picks() -> list[Pick]:
    held = Arrangement.objects.all()
    lessons = held.annotate(lesson_count=Count("lessons")).order_by("-lesson_count", "sort_name")
    longest = (
        held.filter(days_known__gt=0).exclude(model__in=EDGE).order_by("-days_known", "sort_name")
    )
    return [
        Pick(
            "Most lessons",
            "The three with the most lessons recorded.",
            lines_of(lessons[:HOW_MANY]),
        ),
        Pick(
            "Longest known to have run",
            "The three with the longest time in which they are known to have run, statutory bodies"
            " and shared buildings aside.",
            lines_of(longest[:HOW_MANY]),
        ),
    ]
