"""What is known to be shared: who takes or took part in what, in memory.

Read once for each state of the data and shared by everything that asks.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from arrangements.models import Arrangement, ArrangementService, Replacement, Standing
from arrangements.partialdate import last_day
from arrangements.register import Register


class Days(NamedTuple):
    """When a body takes part: the day by which it certainly did, and the last."""

    by: dt.date
    last: dt.date


@dataclass(frozen=True)
class Share:
    """One arrangement: who takes or took part, when, and in what.

    `since` is the day by which it had certainly begun, or been seen; the last of days where no
    source says. `related` are the arrangements that it is part of, has as parts or took over from.
    """

    key: int
    since: dt.date
    members: dict[int, Days]
    services: frozenset[str]
    groups: frozenset[str]
    related: frozenset[int]

    def members_on(self, day: dt.date) -> list[int]:
        return [body for body, days in self.members.items() if days.by <= day <= days.last]


class Known:
    """Arrangements by who takes or took part, themselves or by succession."""

    def __init__(self, shares: Iterable[Share]) -> None:
        self.shares = {share.key: share for share in shares}
        self._of: dict[int, set[int]] = defaultdict(set)
        for share in self.shares.values():
            for body in share.members:
                self._of[body].add(share.key)

    def of(self, body: int) -> set[int]:
        """The arrangements in which a body takes or took part."""
        return self._of.get(body, set())

    def together(self, a: int, b: int) -> set[int]:
        return self.of(a) & self.of(b)

    def services_of(self, body: int) -> frozenset[str]:
        return frozenset().union(*(self.shares[key].services for key in self.of(body)))

    def groups_in(self, keys: Iterable[int]) -> frozenset[str]:
        """The groups of services that some arrangements are about."""
        return frozenset().union(*(self.shares[key].groups for key in keys))

    def before(self, day: dt.date, hidden: Collection[int]) -> Known:
        """Only what had certainly begun before a day, with who was certainly in it by then."""
        return Known(
            replace(share, members={b: days for b, days in share.members.items() if days.by < day})
            for share in self.shares.values()
            if share.since < day and share.key not in hidden
        )

    def chain(self, key: int) -> set[int]:
        """An arrangement with all that it hangs together with, by parts and by replacement."""
        found, edge = {key}, [key]
        while edge:
            new = self.shares[edge.pop()].related - found
            found |= new
            edge += new
        return found


@lru_cache(maxsize=1)
def known_now(register: Register) -> Known:
    """All that the catalogue knows, read again when the register in memory is. Four queries."""
    services: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = ArrangementService.objects.values_list(
        "arrangement", "service__code", "service__group_slug"
    )
    for key, code, group in rows:
        services[key].add((code, group))
    members: dict[int, dict[int, Days]] = defaultdict(dict)
    for key, body, first, last, joined in Standing.objects.values_list(
        "arrangement", "body", "first_day", "last_day", "partner__joined"
    ):
        by = max(first, last_day(joined)) if joined else first
        held = members[key].get(body, Days(by, last))
        members[key][body] = Days(min(by, held.by), max(last, held.last))
    related: dict[int, set[int]] = defaultdict(set)
    arrangements = Arrangement.objects.values_list(
        "pk", "start", "first_seen_running", "status_as_of", "part_of"
    )
    for a, b in [
        *((key, whole) for key, *_, whole in arrangements if whole),
        *Replacement.objects.values_list("arrangement", "replaced"),
    ]:
        related[a].add(b)
        related[b].add(a)
    return Known(
        Share(
            key,
            last_day(str(start or seen or as_of or "")),
            members[key],
            frozenset(code for code, _ in services[key]),
            frozenset(group for _, group in services[key]),
            frozenset(related[key]),
        )
        for key, start, seen, as_of, _ in arrangements
    )
