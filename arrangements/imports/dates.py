"""Dates as people write them, read the British way and kept with the precision that they have."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from arrangements.imports.problems import CellProblem
from arrangements.partialdate import PartialDate

_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    (re.compile(r"(\d{4})"), "y"),
    (re.compile(r"(\d{4})-(\d{1,2})"), "ym"),
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?"), "ymd"),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), "dmy"),
    (re.compile(r"(\d{1,2})[/.](\d{4})"), "my"),
    (re.compile(_MONTH + r"[\s,-]+(\d{4})"), "my"),
    (re.compile(_DAY + r"[\s-]+(?:of\s+)?" + _MONTH + r"[\s,-]+(\d{4})"), "dmy"),
)
_SHORT_YEAR = re.compile(_MONTH + r"[\s'’-]+(\d{2})")
ADVICE = "Give a year (2010), a month (2010-10 or October 2010) or a day (1/10/2010)."


def parse_partial_date(raw: object) -> str:
    """A year, month or day from a cell. Raises CellProblem where it cannot be known."""
    if isinstance(raw, dt.datetime | dt.date):
        return _checked(f"{raw:%Y-%m-%d}", raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if float(raw).is_integer() and 1800 <= raw <= 2100:
            return str(int(raw))
        raise CellProblem("not_a_date", f"“{raw}” is not a date.", ADVICE)
    text = str(raw).strip()
    folded = text.casefold()
    for pattern, order in _FORMS:
        match = pattern.fullmatch(folded)
        if match:
            parts = dict(zip(order, match.groups(), strict=True))
            return _assembled(parts, text)
    match = _SHORT_YEAR.fullmatch(folded)
    if match:
        year = int(match[2])
        return _assembled({"m": match[1], "y": str(year + (1900 if year > 69 else 2000))}, text)
    raise CellProblem("not_a_date", f"“{text[:60]}” is not a date that we can read.", ADVICE)


def _assembled(parts: dict[str, str], text: str) -> str:
    month = parts.get("m", "")
    number = _MONTHS.get(month.rstrip("."), None) or (int(month) if month else None)
    iso = parts["y"]
    if number is not None:
        iso += f"-{number:02d}"
    if "d" in parts:
        iso += f"-{int(parts['d']):02d}"
    return _checked(iso, text)


def _checked(iso: str, raw: object) -> str:
    try:
        return str(PartialDate(iso))
    except ValueError:
        raise CellProblem(
            "no_such_date", f"“{raw}” is not a date in the calendar from 1800 to 2100.", ADVICE
        ) from None
