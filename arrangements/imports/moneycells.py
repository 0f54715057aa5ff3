"""Cells that hold money: one amount in pounds, or a claim as people write it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

from arrangements.choices import SavingBasis, SavingPattern
from arrangements.folding import fold
from arrangements.imports.cells import Raw, Vocabulary, Written, canonical_text
from arrangements.imports.money import ADVICE, Claim, parse_claim, unit_of
from arrangements.imports.problems import CellProblem


def _claim(raw: Raw, unit: int) -> Claim | None:
    text = canonical_text(raw)
    if isinstance(raw, dt.date | dt.time | dt.timedelta):
        raise CellProblem("not_money", f"“{text}” is a date or a time, not money.", ADVICE)
    return parse_claim(text, unit)


@dataclass(frozen=True)
class Pounds:
    """One amount in whole pounds; bare numbers count in the heading's unit."""

    unit: int = 1
    empty: Any = None

    def under(self, heading: str) -> Pounds:
        return replace(self, unit=unit_of(heading))

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> int | None:
        claim = _claim(raw, self.unit)
        if claim and claim.amount_high is not None:
            raise CellProblem(
                "range_not_amount",
                f"“{canonical_text(raw)}” is a range, and one amount is wanted here.",
                "Give the lower end here and the upper end in its own column.",
            )
        return claim.amount if claim else None

    def write(self, value: int | None, vocabulary: Vocabulary) -> Written:
        return value


_PATTERNS = (
    (
        SavingPattern.ANNUAL,
        re.compile(r"\b(?:annual|annually|pa|p a|(?:per|a|each) (?:annum|year))\b"),
    ),
    (SavingPattern.CUMULATIVE, re.compile(r"\b(?:cumulative|to date)\b")),
    (SavingPattern.ONE_OFF, re.compile(r"\bone off\b")),
)
_BASES = (
    (
        SavingBasis.FORECAST,
        re.compile(r"\b(?:predicted|forecast|expected|estimated|projected|planned|target)\b"),
    ),
    (SavingBasis.REPORTED, re.compile(r"\b(?:actual|achieved|made|realised|to date)\b")),
)


@dataclass(frozen=True)
class Money:
    """What is claimed to be saved, as people write it, with what the heading says of it."""

    unit: int = 1
    pattern: str = ""
    basis: str = ""
    empty: Any = None

    def under(self, heading: str) -> Money:
        said = fold(heading)
        return Money(
            unit_of(heading),
            str(next((code for code, words in _PATTERNS if words.search(said)), "")),
            str(next((code for code, words in _BASES if words.search(said)), "")),
        )

    def parse(self, raw: Raw, vocabulary: Vocabulary) -> dict[str, Any] | None:
        claim = _claim(raw, self.unit)
        if claim is None:
            return None
        facts = claim.as_facts()
        return facts | {
            "pattern": facts["pattern"] or str(self.pattern),
            "basis": str(self.basis),
        }

    def write(self, value: Any, vocabulary: Vocabulary) -> Written:
        raise TypeError("a shorthand is never written")
