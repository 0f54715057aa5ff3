"""For which nations and days a file has every council, by the register's own dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from arrangements.choices import BodyKind, Nation, Tier
from arrangements.models import Body
from arrangements.register import Register

SINCE = dt.date(2005, 1, 1)  # before that the register does not know who there was
DAY = dt.timedelta(days=1)
NATIONS = (Nation.ENGLAND, Nation.SCOTLAND, Nation.WALES, Nation.NORTHERN_IRELAND)
TIERS = (Tier.LOWER, Tier.UPPER)
# No outline but the finest knows them.
NOT_NEEDED = {"E06000053"}  # Isles of Scilly


@dataclass(frozen=True)
class Cover:
    """A stretch of days on which a set has every council of one tier, single ones with it."""

    nation: str
    tier: str
    first: dt.date
    last: dt.date

    def away(self, day: dt.date) -> int:
        """How many days it is from its nearest day."""
        return max((self.first - day).days, (day - self.last).days, 0)

    def as_list(self) -> list[str]:
        return [self.nation, self.tier, self.first.isoformat(), self.last.isoformat()]

    @classmethod
    def from_list(cls, row: list[str]) -> Cover:
        return cls(row[0], row[1], dt.date.fromisoformat(row[2]), dt.date.fromisoformat(row[3]))


def councils(register: Register) -> list[Body]:
    return [
        body
        for body in register.bodies.values()
        if body.tier and body.kind != BodyKind.GROUP and body.nation in NATIONS
    ]


def exists(body: Body, day: dt.date) -> bool:
    return body.first_day <= day <= body.last_day


def needed(register: Register, nation: str, tier: str, day: dt.date) -> list[Body]:
    """The councils that tile a nation on a day: those of one tier, and the single ones."""
    return [
        body
        for body in councils(register)
        if body.nation == nation and body.tier in (tier, Tier.SINGLE) and exists(body, day)
    ]


def days_of_change(register: Register) -> list[dt.date]:
    """The first day of each stretch on which the same councils existed, in order."""
    days = {SINCE}
    for body in councils(register):
        days.add(body.first_day)
        if body.last_day < dt.date.max:
            days.add(body.last_day + DAY)
    return sorted(day for day in days if day >= SINCE)


def stretches(register: Register) -> Iterator[tuple[dt.date, dt.date]]:
    """The stretches of days on which the same councils existed; the first has no beginning."""
    starts = days_of_change(register)
    ends = [day - DAY for day in starts[1:]] + [dt.date.max]
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        yield dt.date.min if number == 0 else first, last


def covers(
    register: Register, bodies: Collection[int], between: tuple[dt.date, dt.date] | None = None
) -> list[Cover]:
    """Where and when these bodies are all the councils there were; between two days alone."""
    first_asked, last_asked = between or (dt.date.min, dt.date.max)
    found: list[Cover] = []
    for nation in NATIONS:
        for tier in TIERS:
            runs: list[tuple[dt.date, dt.date]] = []
            for first, last in stretches(register):
                wanted = needed(register, nation, tier, min(last, max(first, SINCE)))
                if not wanted or missing(wanted, bodies):
                    continue
                if runs and runs[-1][1] + DAY == first:
                    runs[-1] = (runs[-1][0], last)
                else:
                    runs.append((first, last))
            for first, last in runs:
                first, last = max(first, first_asked), min(last, last_asked)
                if first <= last:
                    found.append(Cover(nation, tier, first, last))
    return found


def missing(wanted: Iterable[Body], bodies: Collection[int]) -> list[Body]:
    return [body for body in wanted if body.pk not in bodies and body.code not in NOT_NEEDED]
