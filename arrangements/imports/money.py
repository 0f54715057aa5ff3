"""Money as people write it ("c. £500k p.a.", "£9m over 4 years") as one claim in whole pounds."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from decimal import Decimal

from arrangements.choices import GrossOrNet, Qualifier, SavingPattern
from arrangements.imports.problems import CellProblem

LARGEST = 10**12
# From here up, a number under "(£k)" is taken to be in pounds by mistake.
THOUSANDS, BEYOND_BELIEF = 1000, 10**9
ADVICE = "Give an amount in pounds, such as 325000, £325k or £1.2m a year."

_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9}
_NUMBER = (
    r"(?:£|gbp)?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*"
    r"(k\b|thousand\b|m\b|mn\b|mill\b|million\b|millions\b|bn\b|billion\b)?"
)
_YEARS = (
    r"(?:\d+[\s-]*|(?:two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-]+)"
    r"(?:years?|yrs?|y)\b"
)
_RANGE = re.compile(rf"{_NUMBER}\s*(?:-|–|—|to)\s*{_NUMBER}")
_BETWEEN = re.compile(rf"between\s+{_NUMBER}\s*and\s*{_NUMBER}")
_NEGATIVE = re.compile(r"^\s*(?:£\s*)?[-–(]\s*£?\s*\d|\bminus\b")
_TO_A_YEAR = re.compile(r"(?<=[km\d])\s(?:to|until) (?=(?:19|20)\d\d(?:\D|$))")
_ONE = re.compile(_NUMBER)
_NO_FIGURE = re.compile(
    r"(?:to be (?:confirmed|determined|agreed|decided)|tb[acd]|n\.?/?[ak]\.?|not (?:known|"
    r"available|applicable|yet known|published|disclosed|measured|quantified|yet)|unknown|"
    r"unquantified|none(?: yet| expected| to date)?|£?nil(?: return)?|no (?:savings?|figures?)"
    r"(?: (?:yet|known|expected|available|to date))?|[-–—?*.…]+|awaited|awaiting figures|"
    r"pending(?: review)?|various|see notes?|"
    r"(?:commercially |commercial in )?confiden(?:tial|ce))\.?"
)
_NO_POUNDS = re.compile(
    r"[€$¥]|\b(?:eur|euros?|usd|dollars?|fte|wte|posts?|staff|people|jobs?|hours?|days?|weeks?|"
    r"months?)\b"
)
_QUALIFIERS = (
    (
        Qualifier.ABOUT,
        r"c\.|ca?\.?\b|circa|approx(?:imately|\.)?|around|about|some|roughly|nearly|"
        r"almost|~|est(?:imated(?: (?:at|to be))?|\.)?|c(?=£?\s?\d)",
    ),
    (Qualifier.UP_TO, r"up to|no more than|at most|less than|under|below|max(?:imum)?(?: of)?|<"),
    (
        Qualifier.AT_LEAST,
        r"more than|at least|over(?=\s*£?\s*[\d.])|in excess of|"
        r"min(?:imum)?(?: of)?|>|upwards of|or (?:more|above)|plus$|\+",
    ),
)
_PATTERNS = (
    (
        SavingPattern.ANNUAL,
        r"p[./]?\s?a\.?(?=\W|$)|per (?:annum|year|yr)|(?:a|each|every) year|(?<=\w)\s?/\s?(?:yr|"
        r"year|annum)|annual(?:ly)?|yearly|(?<!non[\s-])recurring",
    ),
    (SavingPattern.ONE_OFF, r"one[\s-]off|non[\s-]recurring"),
    (
        SavingPattern.CUMULATIVE,
        rf"(?:over|in|across)(?: (?:the )?(?:first|next|last))? {_YEARS}|to date|"
        rf"in total|cumulative(?:ly)?|since (?:19|20)\d\d|by (?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?",
    ),
)
_PERIOD = re.compile(
    rf"(?:over|in|across)(?: the| a)? ((?:first |next |last )?{_YEARS})(?: period\b)?|"
    r"((?:since|by|in|from|for) (?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?)|"
    r"((?:19|20)\d\d\s?[/–-]\s?\d\d(?:\d\d)?)(?!\d)"
)
_OVER_YEARS = re.compile(rf"{_YEARS}$")
_EACH = re.compile(
    r"\b(?:each(?! year)(?: \w+)?|apiece|"
    r"per (?:council|partner|authority|district|member|body|force))\b"
)
_GROSS_OR_NET = ((GrossOrNet.GROSS, r"gross"), (GrossOrNet.NET, r"net"))
_FILLERS = re.compile(
    r"\b(?:savings?|saved|pounds|gbp|sterling|of|expected|forecast|a|in)\b|[\s().,;:+£]"
)


@dataclass(frozen=True)
class Claim:
    """An amount, or a range from `amount` to `amount_high`, in pounds, and what was said of it."""

    amount: int
    amount_high: int | None = None
    qualifier: str = ""
    pattern: str = ""
    gross_or_net: str = ""
    period: str = ""
    whose_share: str = ""
    note: str = ""

    def as_facts(self) -> dict[str, int | str | None]:
        return asdict(self)


def parse_claim(text: str, unit: int = 1) -> Claim | None:
    """The claim that a text makes; None where it says that there is no figure.

    `unit` is what the heading multiplies bare numbers by ("£000s" is 1,000).
    Raises CellProblem for a percentage, two amounts that are no range, or no amount at all.
    """
    said = " ".join(text.casefold().removeprefix("'").split())
    said = re.sub(r"(?<=\d)\s?\((k|m|bn)\)", r"\1", said)
    if _NO_FIGURE.fullmatch(said):
        return None
    if re.search(r"%|per ?cent|\d\s?pc\b", said):
        raise CellProblem(
            "percentage",
            f"“{text}” is a percentage; how many pounds it is cannot be known from it.",
            "Give the amount in pounds, or put the percentage into the note.",
        )
    if _NEGATIVE.search(said):
        raise CellProblem(
            "negative",
            f"“{text}” is less than nothing.",
            "Give what was saved; say in the note what it cost instead.",
        )
    if _NO_POUNDS.search(_PERIOD.sub("", said)) and "£" not in said:
        raise CellProblem("not_money", f"“{text[:60]}” is not an amount of pounds.", ADVICE)
    if re.search(r"£|[\dk]k\b|m\b", said):
        said = _TO_A_YEAR.sub(" by ", said)
    period, said = _take(_PERIOD, said)
    pattern, said = _first(_PATTERNS, f"{said} {period}" if period else said)
    said = said.removesuffix(period).strip() if period else said
    gross_or_net, said = _first(_GROSS_OR_NET, said)
    each = _EACH.search(said)
    said = _EACH.sub(" ", said)
    qualifier, said = _first(_QUALIFIERS, said)
    amounts, rest = _amounts(said, text, unit)
    if re.search(r"\d", rest):
        raise CellProblem(
            "several_amounts",
            f"“{text}” holds more than one amount.",
            "Put each into a row of the Savings sheet, or keep the one that counts here.",
        )
    if not pattern and _OVER_YEARS.search(period):
        pattern = SavingPattern.CUMULATIVE
    unexplained = _FILLERS.sub("", rest)
    return Claim(
        amounts[0],
        amounts[1] if len(amounts) > 1 else None,
        str(qualifier),
        str(pattern),
        gross_or_net,
        _in_the_text(period, text),
        each[0] if each else "",
        text if unexplained else "",
    )


def _take(pattern: re.Pattern[str], said: str) -> tuple[str, str]:
    match = pattern.search(said)
    if match is None:
        return "", said
    return next(group for group in match.groups() if group), said[: match.start()] + " " + said[
        match.end() :
    ]


def _first(words: tuple[tuple[str, str], ...], said: str) -> tuple[str, str]:
    """The first code one of whose words is said, and the text without those words."""
    for code, pattern in words:
        found = re.search(rf"(?:(?<![a-z])|(?=[/+]))(?:{pattern})", said)
        if found:
            return str(code), (said[: found.start()] + " " + said[found.end() :]).strip()
    return "", said


def _amounts(said: str, text: str, unit: int) -> tuple[list[int], str]:
    match = _BETWEEN.search(said) or _RANGE.search(said)
    if match:
        low, low_scale, high, high_scale = match.groups()
        pairs = [(low, low_scale or high_scale), (high, high_scale)]
    else:
        match = _ONE.search(said)
        if match is None:
            raise CellProblem("not_money", f"“{text[:60]}” is not an amount of money.", ADVICE)
        pairs = [(match[1], match[2])]
    amounts = [_pounds(number, scale, unit) for number, scale in pairs]
    if unit > 1 and not any(scale for _, scale in pairs):
        _refuse_counted_twice(amounts, unit, text)
    if max(amounts) > LARGEST:
        raise CellProblem("out_of_range", f"“{text[:60]}” is more than any council has.", ADVICE)
    if len(amounts) == 2 and amounts[0] > amounts[1]:
        raise CellProblem("range_backwards", f"“{text}” runs from more to less.", ADVICE)
    return amounts, said[: match.start()] + " " + said[match.end() :]


def _refuse_counted_twice(amounts: list[int], unit: int, text: str) -> None:
    """Whole pounds under a heading that says thousands: which of the two is meant?"""
    if ("£" in text and amounts[0] // unit >= THOUSANDS) or max(amounts) >= BEYOND_BELIEF:
        raise CellProblem(
            "unit_unclear",
            f"“{text[:60]}” stands under a heading that multiplies it by {unit:,}.",
            "If it is in pounds already, take the unit out of the heading; if not, write it with"
            " k or m.",
        )


def _pounds(number: str, scale: str | None, unit: int) -> int:
    factor = _SCALES[(scale or " ")[0]] if scale and scale[0] in _SCALES else None
    if scale and scale.startswith("t"):
        factor = 10**3
    return int(Decimal(number.replace(",", "")) * (factor or unit))


def _in_the_text(period: str, text: str) -> str:
    """The period with the capitals of the text."""
    at = text.casefold().find(period)
    return text[at : at + len(period)] if period and at >= 0 else period


_WORD = r"(['’]?000['’]?s?|k|thousands?|m|mn|millions?|bn|billions?)(?![a-z0-9])"
_UNITS = (
    re.compile(rf"(?:in\s+)?£\s*{_WORD}", re.IGNORECASE),
    re.compile(rf"(?<=[(\[])\s*(?:in\s+)?{_WORD}", re.IGNORECASE),
    re.compile(rf"\bin\s+{_WORD}", re.IGNORECASE),
    re.compile(r"\b(000s?|thousands|millions)\s*$", re.IGNORECASE),
)
_POUNDS = re.compile(r"(?:\bin\s+)?(?:£|\bgbp\b|\bpounds\b)", re.IGNORECASE)


def _unit(heading: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(heading) for pattern in _UNITS)), None)


def unit_of(heading: str) -> int:
    """What a heading multiplies the numbers below it by: "Saving (£k pa)" counts in thousands."""
    match = _unit(heading)
    if match is None:
        return 1
    word = match[1].casefold()
    if "000" in word or word.startswith(("k", "thousand")):
        return 10**3
    return 10**9 if word.startswith("b") else 10**6


def heading_without_unit(heading: str) -> str:
    """ "Saving (£k)" without its unit, and "Saving (£)" without its pounds."""
    match = _unit(heading)
    rest = heading if match is None else heading[: match.start()] + heading[match.end() :]
    return " ".join(re.sub(r"[(\[]\s*[)\]]", "", _POUNDS.sub("", rest)).split())
