"""Dates with the precision that a source gives: a year, a month or a day.

Stored, compared and exported as text ("2010", "2010-10", "2010-10-01"), so a day is never made up.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1800, 2100
BEGINNING, END = dt.date.min, dt.date.max

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class PartialDate(str):
    """A year, month or day in ISO form. Raises ValueError for anything else."""

    __slots__ = ()

    def __new__(cls, text: str) -> PartialDate:
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a year, a month or a day")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"{text!r} is not between {FIRST_YEAR} and {LAST_YEAR}")
        dt.date(year, month, day)
        return super().__new__(cls, text)

    @property
    def first_day(self) -> dt.date:
        """The earliest day it can mean."""
        year, month, day = (int(part) for part in (*self.split("-"), "1", "1")[:3])
        return dt.date(year, month, day)

    @property
    def last_day(self) -> dt.date:
        """The latest day it can mean."""
        parts = [int(part) for part in self.split("-")]
        if len(parts) == 3:
            return dt.date(*parts)
        year, month = (*parts, 12)[:2]
        return dt.date(year, month, calendar.monthrange(year, month)[1])

    @property
    def in_words(self) -> str:
        """ "2010", "October 2010" or "1 October 2010"."""
        parts = self.split("-")
        words = [parts[0]]
        if len(parts) > 1:
            words.insert(0, calendar.month_name[int(parts[1])])
        if len(parts) > 2:
            words.insert(0, str(int(parts[2])))
        return " ".join(words)


@lru_cache(maxsize=10_000)
def first_day(value: str) -> dt.date:
    """The earliest day a partial date can mean; the beginning of time where there is none."""
    return PartialDate(value).first_day if value else BEGINNING


@lru_cache(maxsize=10_000)
def last_day(value: str) -> dt.date:
    """The latest day a partial date can mean; the end of time where there is none."""
    return PartialDate(value).last_day if value else END
