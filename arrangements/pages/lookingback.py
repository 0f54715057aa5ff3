"""Rounds of reorganisation that are done: what the rule tells, beside what became of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from arrangements.choices import Becomes, Extent, Nation, Sector
from arrangements.models import Arrangement, Body, RunningPeriod, Standing, Succession
from arrangements.partialdate import first_day, last_day
from arrangements.register import current_register
from arrangements.reorganisation.rule import Goes, becomes, gathered

ONE_DAY = dt.timedelta(days=1)
WENT_ON, NOT_KNOWN, NO_MORE = "Went on", "Not known", "Shared no more"
OUTCOMES = (WENT_ON, NOT_KNOWN, NO_MORE)


@dataclass(frozen=True)
class Past:
    """An arrangement known to have run the day before, and what became of it on the day."""

    arrangement: Arrangement
    told: Becomes
    outcome: str


@dataclass(frozen=True)
class Round:
    """All councils of England that were replaced on one day."""

    day: dt.date
    replaced: list[Body]
    made: list[Body]
    lines: list[Past]

    @property
    def rows(self) -> list[tuple[Becomes, list[int], int]]:
        """For each class how many had each outcome, and how many there were."""
        held = Counter((line.told, line.outcome) for line in self.lines)
        found = []
        for told in Becomes:
            numbers = [held[told, outcome] for outcome in OUTCOMES]
            if any(numbers):
                found.append((told, numbers, sum(numbers)))
        return found


class LookingBack:
    """Every round that is done, the newest first. A constant number of queries."""

    outcomes = OUTCOMES

    def __init__(self) -> None:
        self._register = current_register()

    @cached_property
    def rounds(self) -> list[Round]:
        bodies = self._register.bodies
        rows: dict[dt.date, list[tuple[int, int]]] = defaultdict(list)
        for before, after, date in Succession.objects.filter(
            predecessor__sector=Sector.COUNCIL, predecessor__nation=Nation.ENGLAND
        ).values_list("predecessor", "successor", "date"):
            rows[first_day(date)].append((before, after))
        standing = list(
            Standing.objects.values_list("arrangement", "body", "first_day", "last_day")
        )
        periods = list(
            RunningPeriod.objects.values_list("arrangement", "known", "first_day", "last_day")
        )
        told = {day: self._told(day, _goes(some), standing, periods) for day, some in rows.items()}
        keys = {key for some in told.values() for key, _, _ in some}
        held = Arrangement.objects.in_bulk(list(keys))
        return [
            Round(
                day,
                _named(bodies[before] for before, _ in rows[day]),
                _named(bodies[after] for _, after in rows[day]),
                sorted(
                    (
                        Past(held[key], each, _in_the_end(held[key], day, outcome))
                        for key, each, outcome in told[day]
                    ),
                    key=lambda line: (list(Becomes).index(line.told), line.arrangement.sort_name),
                ),
            )
            for day in sorted(rows, reverse=True)
        ]

    @staticmethod
    def _told(
        day: dt.date,
        goes: dict[int, Goes],
        standing: list[tuple[int, int, dt.date, dt.date]],
        periods: list[tuple[int, bool, dt.date, dt.date]],
    ) -> list[tuple[int, Becomes, str]]:
        eve = day - ONE_DAY
        partners: dict[int, set[int]] = defaultdict(set)
        for key, body, begins, ends in standing:
            if begins <= eve <= ends:
                partners[key].add(body)
        ran = {key for key, known, a, b in periods if known and a <= eve <= b}
        after = {key: known for key, known, a, b in periods if a <= day <= b}
        found: list[tuple[int, Becomes, str]] = []
        for key in ran:
            told = becomes(partners[key], goes)
            if told != Becomes.NOT_TOUCHED:
                known = after.get(key)
                outcome = NO_MORE if known is None else WENT_ON if known else NOT_KNOWN
                found.append((key, told, outcome))
        return found


def _in_the_end(arrangement: Arrangement, day: dt.date, outcome: str) -> str:
    """An end in "2019" may be the day in 2019 or one after it, so that it is not known which."""
    end = arrangement.end
    if outcome != WENT_ON or not end or first_day(end) > day:
        return outcome
    return NO_MORE if last_day(end) == day else NOT_KNOWN


def _goes(rows: list[tuple[int, int]]) -> dict[int, Goes]:
    several = Counter(before for before, _ in rows)
    return gathered(
        (before, after, Extent.PART if several[before] > 1 else Extent.WHOLE)
        for before, after in rows
    )


def _named(bodies: Iterable[Body]) -> list[Body]:
    return sorted(set(bodies), key=lambda body: body.name)
