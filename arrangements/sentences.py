"""Counts in words: what is counted, and how old the facts behind it are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q

from arrangements.choices import Status
from arrangements.querysets import ArrangementQuerySet

STILL_RUNNING = (Status.LIVE, Status.NOTICE_GIVEN)


@dataclass(frozen=True)
class Running:
    """How many arrangements are known to have run on a day, may have, or did not."""

    known: int
    may_be: int
    not_running: int


def counted(number: int, singular: str, plural: str = "") -> str:
    """ "1 arrangement", "1,204 arrangements"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


@dataclass(frozen=True)
class Reported:
    """How many were last reported running; of these how many with notice given or no year, and
    which years.
    """

    running: int
    noticed: int
    undated: int
    oldest: int | None
    newest: int | None


def reported(found: ArrangementQuerySet) -> Reported:
    """What a set of arrangements was last reported as. One query."""
    still = Q(status__in=STILL_RUNNING)
    return Reported(
        **found.aggregate(
            running=Count("pk", filter=still),
            noticed=Count("pk", filter=Q(status=Status.NOTICE_GIVEN)),
            undated=Count("pk", filter=still & Q(status_as_of=None)),
            oldest=Min("status_as_of", filter=still),
            newest=Max("status_as_of", filter=still),
        )
    )


def in_words(count: int, facts: Reported) -> str:
    """One or two sentences on a set of arrangements."""
    if not count:
        return "No arrangements match."
    sentence = f"{counted(count, 'arrangement')}."
    if not facts.running:
        return f"{sentence} None of them was last reported running."
    return f"{sentence} {facts.running:,} {last_reported(facts)}."


def last_reported(facts: Reported) -> str:
    """ "last reported running (2009 to 2025, 6 undated), 2 of them with notice given"."""
    ages = []
    if facts.oldest and facts.newest:
        span = {facts.oldest, facts.newest}
        ages.append(" to ".join(str(year) for year in sorted(span)))
    if facts.undated:
        ages.append(f"{facts.undated:,} undated")
    noticed = f", {facts.noticed:,} of them with notice given" if facts.noticed else ""
    return f"last reported running ({', '.join(ages)}){noticed}"


def on_days(running: Running, dates: Sequence[dt.date]) -> str:
    """The three numbers for the days that are asked about, in words."""
    days = " or ".join(f"{day.day} {day:%B %Y}" for day in dates)
    return (
        f"{counted(running.known, 'arrangement')} known to have been running on {days}."
        f" Not known: {running.may_be:,}. Not running: {running.not_running:,}."
    )
