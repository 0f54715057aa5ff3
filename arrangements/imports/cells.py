"""How a cell becomes a value, and how a value becomes a cell again.

Values are plain JSON: text, whole numbers, true or false, lists of codes; partial dates as text.
`parse` raises CellProblem for what cannot be known; nothing is guessed. Reading back what `write`
wrote gives the same value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import TextChoices
from rapidfuzz import fuzz, process

from arrangements.folding import fold
from arrangements.imports.dates import parse_partial_date
from arrangements.imports.problems import CellProblem
from arrangements.partialdate import FIRST_YEAR, LAST_YEAR, PartialDate

Raw = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
Written = str | int | dt.date | None

LONGEST_TEXT = 32_767
# Spreadsheet programs disagree on days before this one, so those are written as text.
FIRST_REAL_DATE = "1900-03-01"
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]"
)
_JOINED = re.compile(r",|\s+(?:&|and|/)\s+")
_SEPARATORS = re.compile(r"[;\n]")


@dataclass(frozen=True)
class Vocabulary:
    """Words whose meaning is kept in data: services by their folded names, codes and synonyms."""

    services: Mapping[str, str] = field(default_factory=dict)
    service_names: Mapping[str, str] = field(default_factory=dict)


LOOSE_WORDS = frozenset(
    [
        "commissioning",
        "health",
        "resilience",
        "appeals",
        "logistics",
        "enforcement",
        "roads",
        "transport",
        "fleet",
        "regulation",
        "community",
        "environment",
    ]
) | {"business support"}


class Cell(Protocol):
    """One kind of cell."""

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> Any: ...

    def write(self, value: Any, vocabulary: Vocabulary) -> Written: ...

    @property
    def empty(self) -> Any: ...


def canonical_text(raw: Raw) -> str:
    """The one form of a text: \\n line ends, no control characters, no space at either end."""
    if isinstance(raw, str) and raw.isprintable():
        return raw.strip()
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        return raw.date().isoformat()
    text = str(raw).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text.replace("\xa0", " ").replace("\t", " ")).strip()


def is_empty(raw: Raw) -> bool:
    return raw is None or raw == "" or (isinstance(raw, str) and not canonical_text(raw))


@dataclass(frozen=True)
class Text:
    """Any text up to a length in characters."""

    longest: int = LONGEST_TEXT
    empty: Any = ""

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> str:
        text = canonical_text(raw)
        if len(text) > self.longest:
            raise CellProblem(
                "too_long",
                f"This text has {len(text):,} characters; at most {self.longest:,} fit here.",
                "Shorten it.",
            )
        return text

    def write(self, value: str, vocabulary: Vocabulary) -> Written:
        return value or None


def _looks_like_a_date(raw: Raw) -> bool:
    if isinstance(raw, str):
        return bool(re.search(r"\d[^\d.]+\d|[^\W\d]", canonical_text(raw)))
    return isinstance(raw, dt.date)


@dataclass(frozen=True)
class Whole:
    """A whole number between two bounds; for years, that of a date will do."""

    what: str = "a whole number"
    least: int = 0
    most: int = 10**12
    of_a_date: bool = False
    empty: Any = None

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> int:
        if self.of_a_date and _looks_like_a_date(raw):
            return int(parse_partial_date(raw)[:4])
        text = canonical_text(raw).replace(",", "").removeprefix("£").strip()
        if isinstance(raw, bool) or not re.fullmatch(r"-?\d{1,15}(\.0+)?", text):
            raise CellProblem(
                "not_a_number", f"“{canonical_text(raw)}” is not {self.what}.", f"Give {self.what}."
            )
        number = int(text.split(".")[0])
        if not self.least <= number <= self.most:
            raise CellProblem(
                "out_of_range",
                f"“{canonical_text(raw)}” is not between {self.least:,} and {self.most:,}.",
                f"Give {self.what}.",
            )
        return number

    def write(self, value: int | None, vocabulary: Vocabulary) -> Written:
        return value


def Year() -> Whole:
    return Whole("a year such as 2014", FIRST_YEAR, LAST_YEAR, of_a_date=True)


@dataclass(frozen=True)
class Date:
    """A year, month or day, kept with the precision it was given in."""

    empty: Any = ""

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> str:
        return parse_partial_date(raw if not isinstance(raw, str) else canonical_text(raw))

    def write(self, value: str, vocabulary: Vocabulary) -> Written:
        if not value:
            return None
        if len(value) == 4:
            return int(value)
        if len(value) < 10 or value < FIRST_REAL_DATE:
            return value
        return PartialDate(value).first_day


@dataclass(frozen=True)
class YesNo:
    empty: Any = None

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> bool:
        answer = {"yes": True, "y": True, "true": True, "1": True}.get(fold(canonical_text(raw)))
        if answer is None and fold(canonical_text(raw)) in {"no", "n", "false", "0"}:
            answer = False
        if answer is None:
            raise CellProblem(
                "not_yes_or_no",
                f"“{canonical_text(raw)}” is neither yes nor no.",
                "Write yes or no.",
            )
        return answer

    def write(self, value: bool | None, vocabulary: Vocabulary) -> Written:
        return None if value is None else "yes" if value else "no"


@dataclass(frozen=True)
class Coded:
    """One word of a list, by its label, its code or another name for it.

    `perhaps` are words that may mean one of them: it is offered, and not taken.
    """

    words: type[TextChoices]
    synonyms: Mapping[str, str] = field(default_factory=dict)
    perhaps: Mapping[str, str] = field(default_factory=dict)
    empty: Any = ""

    @cached_property
    def _meanings(self) -> dict[str, str]:
        labels = {fold(str(word.label)): str(word.value) for word in self.words}
        return labels | {fold(word.value): str(word.value) for word in self.words}

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> str:
        text = canonical_text(raw)
        wanted = fold(text)
        meant = self._meanings.get(wanted) or self.synonyms.get(wanted)
        if meant:
            return meant
        near = self.perhaps.get(wanted)
        said = f"Write “{self.words(near).label}” if that is meant, or" if near else "Use"
        raise CellProblem(
            "unknown_word",
            f"“{text}” is not one of the words used here.",
            f"{said} one of: {', '.join(str(word.label) for word in self.words)}.",
        )

    def write(self, value: str, vocabulary: Vocabulary) -> Written:
        return str(self.words(value).label) if value else None


@dataclass(frozen=True)
class CodedList:
    """Several words of a list, separated by semicolons."""

    word: Coded
    empty: Any = field(default_factory=list)

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> list[str]:
        parts = [part.strip() for part in _SEPARATORS.split(canonical_text(raw)) if part.strip()]
        return list(dict.fromkeys(self.word.parse(part, vocabulary) for part in parts))

    def write(self, value: list[str], vocabulary: Vocabulary) -> Written:
        return "; ".join(str(self.word.words(code).label) for code in value) or None


@dataclass(frozen=True)
class Services:
    """Services of the vocabulary, by name, code or synonym, separated by semicolons."""

    empty: Any = field(default_factory=list)

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> list[str]:
        codes = []
        for part in _SEPARATORS.split(canonical_text(raw)):
            if part.strip():
                codes += self._codes(part.strip(), vocabulary)
        return list(dict.fromkeys(codes))

    def _codes(self, text: str, vocabulary: Vocabulary) -> list[str]:
        code = vocabulary.services.get(fold(text))
        if code:
            return [code]
        parts = [part for part in _JOINED.split(text) if part.strip()]
        if len(parts) > 1 and ("," in text or all(fold(p) in vocabulary.services for p in parts)):
            return [code for part in parts for code in self._codes(part.strip(), vocabulary)]
        if fold(text) in LOOSE_WORDS:
            raise CellProblem(
                "loose_service",
                f"“{text}” can mean several services.",
                "Say which service of the list at /services/ is meant.",
            )
        raise CellProblem(
            "unknown_service",
            f"“{text}” is not a service in our list.",
            self._nearest(text, vocabulary),
        )

    @staticmethod
    def _nearest(text: str, vocabulary: Vocabulary) -> str:
        """The services whose names are spelt most alike, to choose from."""
        near = process.extract(
            fold(text), vocabulary.services.keys(), scorer=fuzz.WRatio, limit=6, score_cutoff=75
        )
        codes = dict.fromkeys(vocabulary.services[word] for word, _, _ in near)
        names = [vocabulary.service_names[code] for code in codes][:3]
        offered = f"Nearest: {'; '.join(names)}. " if names else ""
        return f"{offered}All services are listed at /services/."

    def write(self, value: list[str], vocabulary: Vocabulary) -> Written:
        return "; ".join(vocabulary.service_names[code] for code in value) or None


@dataclass(frozen=True)
class Bodies:
    """Names or codes of bodies, as written; names.py says which bodies they are."""

    empty: Any = ""

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> str:
        return Text().parse(raw, vocabulary)

    def write(self, value: str, vocabulary: Vocabulary) -> Written:
        return value or None


@dataclass(frozen=True)
class Address:
    """A web address."""

    longest: int = 2000
    empty: Any = ""

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> str:
        text = canonical_text(raw)
        try:
            URLValidator(schemes=["http", "https"])(text)
        except ValidationError:
            raise CellProblem(
                "not_an_address",
                f"“{text[:100]}” is not a web address.",
                "Give an address that begins with https://.",
            ) from None
        if len(text) > self.longest:
            raise CellProblem(
                "too_long", f"This address is longer than {self.longest:,} characters."
            )
        return text

    def write(self, value: str, vocabulary: Vocabulary) -> Written:
        return value or None


def same_address(a: str, b: str) -> bool:
    """Whether two addresses differ in nothing but how their characters are spelt ("%20").

    Spreadsheet programs respell the text of a link without being asked.
    """
    return canonical_text(unquote(a)) == canonical_text(unquote(b))


@dataclass(frozen=True)
class Mailbox:
    """An e-mail address."""

    empty: Any = ""

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> str:
        text = canonical_text(raw)
        try:
            validate_email(text)
        except ValidationError:
            raise CellProblem(
                "not_a_mailbox",
                f"“{text[:100]}” is not an e-mail address.",
                "Give a role's mailbox such as legal@council.gov.uk.",
            ) from None
        return text

    def write(self, value: str, vocabulary: Vocabulary) -> Written:
        return value or None


_REFERENCE = re.compile(r"ss\s?0*(\d{1,6})\b.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Reference:
    """A public reference such as SS0012; a name may stand behind it."""

    empty: Any = ""

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> str:
        match = _REFERENCE.fullmatch(canonical_text(raw))
        if match is None or int(match[1]) == 0:
            raise CellProblem(
                "not_a_reference",
                f"“{canonical_text(raw)[:100]}” is not a reference.",
                "Give a reference such as SS0012, or leave the cell empty for a new arrangement.",
            )
        return f"SS{int(match[1]):04d}"

    def write(self, value: str, vocabulary: Vocabulary) -> Written:
        return value or None


@dataclass(frozen=True)
class References:
    """Several references, separated by semicolons."""

    empty: Any = field(default_factory=list)

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> list[str]:
        parts = [part for part in _SEPARATORS.split(canonical_text(raw)) if part.strip()]
        return sorted({Reference().parse(part.strip(), vocabulary) for part in parts})

    def write(self, value: list[str], vocabulary: Vocabulary) -> Written:
        return "; ".join(value) or None
