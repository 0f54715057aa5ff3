"""Which claims of savings may be added up: within one pattern and basis, and no saving twice.

The rules are in docs/rules.md. Nothing here depends on what is asked for, so that two lists without
an arrangement in common have totals without a saving in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from arrangements.choices import SavingBasis, SavingNature, SavingPattern, SavingScope
from arrangements.models import Arrangement, Replacement, Saving
from arrangements.versions import once_a_version

NO_SAVING = (SavingNature.INCOME, SavingNature.DIVIDEND, SavingNature.LOSS_PREVENTED)

_YEAR = r"((?:19|20)\d\d)(?:/(\d\d))?"
_ONE_YEAR = re.compile(_YEAR)
_FROM_TO = re.compile(rf"{_YEAR}\s*(?:to|-|–)\s*(?:about |end |mid )*{_YEAR}")

Years = tuple[int, int]


def kind_of(pattern: str, basis: str) -> str:
    """The code of one pattern and basis, such as "annual-forecast"."""
    return f"{pattern}-{basis}"


KINDS = {
    kind_of(pattern, basis): f"{pattern.label}, {basis.label.lower()}"
    for pattern in SavingPattern
    for basis in SavingBasis
}


def years_of(period: str, pattern: str) -> Years | None:
    """The years that a claim is of, where its period says both ends. A rate has one year."""
    if match := _FROM_TO.fullmatch(period.strip()):
        first, _, last, ends = match.groups()
        return int(first), int(last) + bool(ends)
    match = _ONE_YEAR.fullmatch(period.strip())
    if match and pattern == SavingPattern.ANNUAL:
        return int(match[1]), int(match[1]) + bool(match[2])
    return None


@dataclass
class Claimed:
    """What one arrangement claims of one kind: the lowest and the highest, in pounds.

    `years` are empty unless every one of its claims says which it is of.
    """

    low: int
    high: int
    years: list[Years | None] = field(default_factory=list)

    def take(self, low: int, high: int, years: Years | None) -> None:
        self.low, self.high = min(self.low, low), max(self.high, high)
        self.years.append(years)

    def is_apart_from(self, other: Claimed) -> bool:
        """Whether no year of the one is a year of the other; not so where one is unsaid."""
        return all(
            a and b and (a[1] < b[0] or b[1] < a[0]) for a in self.years for b in other.years
        )


@dataclass
class Kind:
    """The claims of one pattern and basis by arrangement: counted, or why they are not."""

    counted: dict[int, Claimed] = field(default_factory=dict)
    in_umbrella: set[int] = field(default_factory=set)
    replaced: set[int] = field(default_factory=set)
    wider: set[int] = field(default_factory=set)
    no_saving: set[int] = field(default_factory=set)

    @property
    def left_out(self) -> set[int]:
        """Who claims something of this kind, and nothing that is counted."""
        return (self.in_umbrella | self.replaced | self.wider | self.no_saving) - {*self.counted}


class Totals:
    """Every kind with what is counted in its total. Three queries."""

    def __init__(self) -> None:
        self.kinds = {code: Kind() for code in KINDS}
        self.claimed: set[int] = set()  # every arrangement with a claim
        self.unsaid: set[int] = set()  # those with a claim of no known pattern or basis
        claimed: dict[str, dict[int, Claimed]] = {code: {} for code in KINDS}
        rows = Saving.objects.exclude(amount=None).values_list(
            "arrangement", "pattern", "basis", "nature", "scope", "amount", "amount_high", "period"
        )
        for key, pattern, basis, nature, scope, low, high, period in rows:
            self.claimed.add(key)
            kind = kind_of(pattern, basis)
            if kind not in claimed:
                self.unsaid.add(key)
            elif nature in NO_SAVING:
                self.kinds[kind].no_saving.add(key)
            elif scope == SavingScope.WIDER:
                self.kinds[kind].wider.add(key)
            elif low is not None:
                most = low if high is None else high
                held = claimed[kind].setdefault(key, Claimed(low, most))
                held.take(low, most, years_of(period, pattern))
        parts = Arrangement.objects.order_by().values_list("pk", "part_of")
        umbrella = {part: whole for part, whole in parts if whole}
        followers: dict[int, list[int]] = defaultdict(list)
        for new, old in Replacement.objects.order_by().values_list("arrangement", "replaced"):
            followers[old].append(new)
        for code, claims in claimed.items():
            self._settle(self.kinds[code], claims, umbrella, followers)

    @staticmethod
    def _settle(
        kind: Kind,
        claimed: dict[int, Claimed],
        umbrella: dict[int, int],
        followers: dict[int, list[int]],
    ) -> None:
        for key, claim in claimed.items():
            covered = _covered_by(key, claimed, umbrella, followers)
            if covered is None:
                kind.counted[key] = claim
            else:
                (kind.replaced if covered else kind.in_umbrella).add(key)


def _covered_by(
    key: int,
    claimed: dict[int, Claimed],
    umbrella: dict[int, int],
    followers: dict[int, list[int]],
) -> bool | None:
    """How the saving is already in another's claim: False as its part, True as what it replaced.

    None where it is in no other: nothing over it or after it claims the same kind, or what came
    after claims it for other years.
    """
    waiting, seen = [(key, False)], {(key, False)}
    while waiting:
        here, replaced = waiting.pop()
        above = [(umbrella[here], replaced)] if here in umbrella else []
        for other, after in (*above, *((each, True) for each in followers.get(here, ()))):
            held = claimed.get(other) if other != key else None
            if held and not (after and claimed[key].is_apart_from(held)):
                return after
            if (other, after) not in seen:
                seen.add((other, after))
                waiting.append((other, after))
    return None


@once_a_version
def current_totals() -> Totals:
    """What may be added up now, worked out again only when the data stamp has changed."""
    return Totals()
