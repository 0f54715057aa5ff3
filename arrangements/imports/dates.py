"""Dates as people write them, read the British way and kept with the precision that they have."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from arrangements.imports.problems import CellProblem
from arrangements.partialdate import FIRST_YEAR, LAST_YEAR, PartialDate

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
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), "ym"),
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?"), "ymd"),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), "dmy"),
    (re.compile(r"(\d{1,2})[/.](\d{4})"), "my"),
    (re.compile(_MONTH + r"[\s,-]+(\d{4})"), "my"),
    (re.compile(_DAY + r"[\s-]+(?:of\s+)?" + _MONTH + r"[\s,-]+(\d{4})"), "dmy"),
)
_SHORT_YEAR = re.compile(_MONTH + r"[\s'’-]+(\d{2})")
_FINANCIAL_YEAR = re.compile(r"(?:fy\s*)?(\d{4})\s*[/–-]\s*(\d{2}|\d{4})")
_QUARTER = re.compile(r"(?:q|quarter )([1-4])[\s,/-]+(\d{4})|(\d{4})[\s,/-]+q([1-4])")
# Days since the end of 1899, as spreadsheets count them, for 1950 to 2050.
_SERIAL_START, _SERIALS = dt.date(1899, 12, 30), range(18264, 54790)
ADVICE = "Give a year (2010), a month (2010-10 or October 2010) or a day (1/10/2010)."


def parse_partial_date(raw: object) -> str:
    """A year, month or day from a cell. Raises CellProblem where it cannot be known."""
    if isinstance(raw, dt.datetime | dt.date):
        return _checked(f"{raw:%Y-%m-%d}", raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if float(raw).is_integer() and FIRST_YEAR <= raw <= LAST_YEAR:
            return str(int(raw))
        if float(raw).is_integer() and raw in _SERIALS:
            return (_SERIAL_START + dt.timedelta(days=int(raw))).isoformat()
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
    match = _FINANCIAL_YEAR.fullmatch(folded)
    if match and int(match[2]) % 100 == (int(match[1]) + 1) % 100:
        raise CellProblem(
            "financial_year",
            f"“{text}” is a financial year, which lies in two years.",
            f"Write {match[1]} or {int(match[1]) + 1}, or the month if you know it.",
        )
    match = _QUARTER.fullmatch(folded)
    if match:
        quarter, in_year = match[1] or match[4], match[2] or match[3]
        if quarter == "4":
            raise CellProblem(
                "financial_year",
                f"“{text}” is the end of {in_year} or, in a financial year, the start of the next.",
                "Write the month if you know it, or the year.",
            )
        return str(in_year)
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
