"""Cells that hold money: one amount in pounds, or a claim as people write it."""

from __future__ import annotations

import datetime as dt
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


@dataclass(frozen=True)
class Money:
    """What is claimed to be saved, as people write it, with what the heading says of it."""

    unit: int = 1
    pattern: str = ""
    basis: str = ""
    empty: Any = None

    def under(self, heading: str) -> Money:
        words = set(fold(heading).split())
        return Money(
            unit_of(heading),
            SavingPattern.ANNUAL if words & {"annual", "year", "annum", "pa"} else "",
            SavingBasis.FORECAST
            if words & {"predicted", "forecast", "expected", "estimated", "projected", "planned"}
            else SavingBasis.REPORTED
            if words & {"actual", "achieved", "made", "date"}
            else "",
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
