"""The last day on which notice can be given, so that it has run out before a day. Pure."""

from __future__ import annotations

import calendar
import datetime as dt

from arrangements.partialdate import first_day

ONE_DAY = dt.timedelta(days=1)


def last_day_for_notice(months: int | None, vesting: str) -> dt.date | None:
    """None where the notice or the day is not known.

    Notice of six months before 1 April 2027 is given by 30 September 2026: it runs out with 31
    March, on the eve.
    """
    if months is None or not vesting:
        return None
    day = first_day(vesting)
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    within = min(day.day, calendar.monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, within) - ONE_DAY
