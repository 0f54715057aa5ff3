"""Lessons as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from arrangements.exports.texts import csv_of
from arrangements.models import Lesson

COLUMNS: tuple[tuple[str, Callable[[Lesson], Any]], ...] = (
    ("Reference", lambda lesson: lesson.arrangement.reference),
    ("Arrangement", lambda lesson: lesson.arrangement.name),
    (
        "Services",
        lambda lesson: "; ".join(row.service.name for row in lesson.arrangement.service_rows.all()),
    ),
    ("Number", lambda lesson: lesson.number),
    ("Lesson", lambda lesson: lesson.text),
    ("Topic", lambda lesson: lesson.get_topic_display()),
    ("Source", lambda lesson: lesson.source.title if lesson.source else None),
    ("Address of source", lambda lesson: lesson.source.url if lesson.source else None),
    ("Year of source", lambda lesson: lesson.source.published if lesson.source else None),
)
BATCH = 500


def as_csv(lessons: QuerySet[Lesson]) -> Iterator[bytes]:
    """The lessons of a query, a line each."""
    return csv_of(COLUMNS, lessons.iterator(BATCH))
