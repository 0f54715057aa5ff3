"""Is sharing right for us: the points to settle, each with what others found."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from arrangements.choices import Topic
from arrangements.exports.answers import Table
from arrangements.models import Lesson
from arrangements.pages.points import POINTS, Point


@dataclass(frozen=True)
class Borne:
    """A point, and those of its lessons that the catalogue holds today."""

    number: int
    point: Point
    lessons: list[Lesson]


@dataclass(frozen=True)
class Section:
    topic: Topic
    points: list[Borne]


def sections() -> list[Section]:
    """Every point under its topic, in the order of the topics. One query."""
    references = {name.split()[0] for point in POINTS for name in point.lessons}
    rows = Lesson.objects.filter(arrangement__reference__in=references)
    held = {
        f"{row.arrangement.reference} {row.number}": row
        for row in rows.select_related("arrangement", "source")
    }
    borne = [
        Borne(number, point, [held[name] for name in point.lessons if name in held])
        for number, point in enumerate(POINTS, start=1)
    ]
    by_topic = groupby(borne, key=lambda each: each.point.topic)
    return [Section(topic, list(some)) for topic, some in by_topic]


def table() -> Table:
    """The same as a sheet to fill in and take to a meeting."""
    columns = (
        ("Topic", 22),
        ("To be sure of", 44),
        ("Why", 50),
        ("Yes, no or not yet", 18),
        ("Who will see to it", 22),
        ("What others found", 80),
    )
    rows = [
        [
            str(section.topic.label),
            borne.point.claim,
            borne.point.why,
            "",
            "",
            "\n".join(f"{_said(lesson)}" for lesson in borne.lessons),
        ]
        for section in sections()
        for borne in section.points
    ]
    return Table("Is sharing right for us", columns, rows)


def _said(lesson: Lesson) -> str:
    text = lesson.text.rstrip(".")
    return f"{text} ({lesson.arrangement.name}, {lesson.arrangement.reference})"
