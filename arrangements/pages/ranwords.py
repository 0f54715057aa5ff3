"""When an arrangement is known to have run, in words no more precise than what is known.

The periods themselves are days (docs/rules.md). A day that only stands for a year or a month, or
for "a source of 2011 saw it running", is said as that, never as the first of January.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from arrangements.choices import Status
from arrangements.models import Arrangement, RunningPeriod
from arrangements.partialdate import first_day, last_day
from arrangements.wording import date, listed, when

FIRST_SEEN, LAST_SEEN = "when first seen running", "when last seen running"
NEVER_RAN = {Status.PROPOSED, Status.AGREED, Status.IN_DEVELOPMENT, Status.ABANDONED}
OVER = {Status.ENDED, Status.SUPERSEDED}


def known_running(arrangement: Arrangement, periods: Iterable[RunningPeriod]) -> str:
    """ "From 1 April 2010 to 2013, when last seen running"; "" where no day is known."""
    spans = [_span(arrangement, period) for period in periods if period.known]
    words = "; ".join(spans) if any("," in span for span in spans) else listed(spans)
    return words[:1].upper() + words[1:]


def _span(arrangement: Arrangement, period: RunningPeriod) -> str:
    start, first_seen = _beginning(arrangement, period)
    end, last_seen = _finish(arrangement, period)
    if start == end:
        if first_seen and last_seen:
            return f"{when(start)}, when a source saw it running"
        return when(start) + (f", {LAST_SEEN}" if last_seen else "")
    beginning = f"from {date(start)}"
    if first_seen:
        beginning += f", {FIRST_SEEN},"
    return f"{beginning} to {date(end)}" + (f", {LAST_SEEN}" if last_seen else "")


def _beginning(arrangement: Arrangement, period: RunningPeriod) -> tuple[str, bool]:
    """The date from which it is known to have run, and whether a source only saw it then."""
    day = period.first_day
    seen = arrangement.first_seen_running or arrangement.status_as_of
    if not arrangement.start and seen and day == dt.date(seen, 1, 1):
        return str(seen), True
    for said in (arrangement.start, *(each.joined for each in arrangement.partners.all())):
        if said and first_day(said) == day:
            return said, False
    return day.isoformat(), False


def _finish(arrangement: Arrangement, period: RunningPeriod) -> tuple[str, bool]:
    """The date to which it is known to have run, and whether a source only saw it then."""
    day = period.last_day
    seen = arrangement.status_as_of
    if not arrangement.end and seen and day == dt.date(seen, 12, 31):
        return str(seen), True
    for said in (arrangement.end, *(each.left for each in arrangement.partners.all())):
        if said and last_day(said) == day:
            return said, False
    return day.isoformat(), False


def why_no_day(arrangement: Arrangement) -> str:
    """Why there is no day on which it is known to have run."""
    status = Status(arrangement.status or Status.UNKNOWN)
    if status in NEVER_RAN:
        return "Not known to have run"
    if status == Status.UNKNOWN:
        return "Not known: its status is not known"
    if not arrangement.start and not arrangement.first_seen_running:
        return "Not known: its start has no date"
    if not arrangement.end and status in OVER:
        return "Not known: its end has no date"
    if not arrangement.end and not arrangement.status_as_of:
        return "Not known: its status has no year"
    return "No days are known"
