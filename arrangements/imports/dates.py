"""Dates as people write them, read the British way and kept with the precision that they have."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata

from arrangements.folding import fold
from arrangements.imports.problems import CellProblem
from arrangements.imports.unsaid import SAYS_NOTHING
from arrangements.partialdate import FIRST_YEAR, LAST_YEAR, PartialDate

_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_GAP = r"[\s,./-]+"
_YEAR = r"(\d{4}|['’]?\d{2})"
_FORMS = (
    (re.compile(r"(\d{4})(?:\.0)?"), "y"),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), "ym"),
    (re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"), "y-md"),
    (re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})"), "d-my"),
    (re.compile(r"(\d{1,2})[/.](\d{4})"), "my"),
    (re.compile(rf"{_MONTH}(?:{_GAP}|\s?(?=['’])){_YEAR}"), "my"),
    (re.compile(rf"{_DAY}{_GAP}(?:of\s+)?{_MONTH}{_GAP}{_YEAR}"), "dmy"),
    (re.compile(rf"{_MONTH}\s+{_DAY},?\s+(\d{{4}})"), "mdy"),
)
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+|^the\s+(?=\d)"
)
_SINCE = re.compile(r"^(?:since|from|in)\s+|\s+onwards?$")
_TIME = re.compile(r"[t ]0?0:00(?::00(?:\.0+)?)?z?$")
_FINANCIAL_YEAR = re.compile(r"(?:fy\s*)?(\d{4})\s*[/–-]\s*(\d{2}|\d{4})")
_SHORT_FINANCIAL_YEAR = re.compile(r"(?:fy\s*)?(\d{2})\s*/\s*(\d{2})")
_QUARTER = re.compile(r"(?:q|quarter )([1-4])[\s,/-]+(\d{4})|(\d{4})[\s,/-]+q([1-4])")
_QUARTER_OF_FINANCIAL_YEAR = re.compile(
    r"(?:q|quarter )([1-4])[\s,]+(?:of\s+)?(?:fy\s*)?(\d{4})\s*[/–-]\s*(\d{2})"
)
_SOMEWHEN_IN = re.compile(
    r"(?:early|mid|late|(?:the )?(?:start|beginning|middle|end) of)"
    r"[\s-]+(?:in\s+)?(\d{4})"
)
_TWO_YEARS = re.compile(r"\d{4}\s*(?:-|–|—|to|until)\s*(?:\d{4}|date|present|now)")
# Days since the end of 1899, as spreadsheets count them, for 1950 to 2050.
_SERIAL_START, _SERIALS = dt.date(1899, 12, 30), range(18264, 54790)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
ADVICE = "Give a year (2010), a month (2010-10 or October 2010) or a day (1/10/2010)."
NO_DATE = SAYS_NOTHING | {"ongoing", "present", "current"}


def says_no_date(text: str) -> bool:
    """Whether a text says that there is no date, or none yet ("TBC", "ongoing", "-")."""
    return fold(text) in NO_DATE or not any(char.isalnum() for char in text)


def parse_partial_date(raw: object) -> str:
    """A year, month or day from a cell. Raises CellProblem where it cannot be known."""
    if isinstance(raw, dt.datetime | dt.date):
        return _checked(f"{raw.year:04d}-{raw:%m-%d}", raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _of_number(raw)
    text = str(raw).strip()
    said = "".join(str(unicodedata.decimal(char, char)) for char in text.casefold())
    if _SERIAL.fullmatch(said) and int(float(said)) in _SERIALS:
        return _of_number(float(said))
    _refuse_financial_years(said, text)
    said = _TIME.sub("", _WEEKDAY.sub("", _SINCE.sub("", " ".join(said.split()))))
    for pattern, order in _FORMS:
        match = pattern.fullmatch(said)
        if match:
            return _assembled(dict(zip(order, match.groups(), strict=True)), text)
    quarter = _year_of_quarter(said, text) or _SOMEWHEN_IN.fullmatch(said)
    if quarter:
        return _checked(quarter if isinstance(quarter, str) else quarter[1], text)
    if _TWO_YEARS.fullmatch(said):
        raise CellProblem(
            "two_dates", f"“{text}” is a stretch of time.", "Give its start and its end apart."
        )
    raise CellProblem("not_a_date", f"“{text[:60]}” is not a date that we can read.", ADVICE)


def _of_number(raw: float) -> str:
    """A year, or a day as spreadsheets count them."""
    if float(raw).is_integer() and FIRST_YEAR <= raw <= LAST_YEAR:
        return str(int(raw))
    if _SERIALS[0] <= raw <= _SERIALS[-1]:
        return (_SERIAL_START + dt.timedelta(days=int(raw))).isoformat()
    raise CellProblem("not_a_date", f"“{raw}” is not a date.", ADVICE)


def _refuse_financial_years(said: str, text: str) -> None:
    match = _FINANCIAL_YEAR.fullmatch(said) or _SHORT_FINANCIAL_YEAR.fullmatch(said)
    if match is None or int(match[2]) % 100 != (int(match[1]) + 1) % 100:
        return
    if _FORMS[1][0].fullmatch(said):
        return  # 2010-11 is the month of November in our own sheets
    first = int(match[1]) if len(match[1]) == 4 else int(_full_year(match[1]))
    raise CellProblem(
        "financial_year",
        f"“{text}” is a financial year, which lies in two years.",
        f"Write {first} or {first + 1}, or the month if you know it.",
    )


def _year_of_quarter(said: str, text: str) -> str:
    """The year in which a quarter lies, whichever way the quarters are counted."""
    match = _QUARTER_OF_FINANCIAL_YEAR.fullmatch(said)
    if match and int(match[3]) == (int(match[2]) + 1) % 100:
        return str(int(match[2]) + (match[1] == "4"))
    match = _QUARTER.fullmatch(said)
    if match is None:
        return ""
    quarter, in_year = match[1] or match[4], match[2] or match[3]
    if quarter == "4":
        raise CellProblem(
            "financial_year",
            f"“{text}” is the end of {in_year} or, in a financial year, the start of the next.",
            "Write the month if you know it, or the year.",
        )
    return str(in_year)


def _full_year(year: str) -> str:
    """ "10" is 2010 and "85" is 1985."""
    digits = year.strip("'’")
    if len(digits) == 4:
        return digits
    return f"{'19' if int(digits) > 69 else '20'}{digits}"


def _assembled(parts: dict[str, str], text: str) -> str:
    month = parts.get("m", "")
    number = _MONTHS.get(month.rstrip("."), None) or (int(month) if month else None)
    iso = _full_year(parts["y"])
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
