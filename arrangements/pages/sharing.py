"""What a body shares: its arrangements as they stand for it today, and with whom it shares most."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from arrangements.choices import Role, Status
from arrangements.models import Arrangement, Body, Partner, RunningPeriod, Standing
from arrangements.register import Register
from arrangements.wording import listed, when

RUNNING, MAY_BE, TO_COME, OVER, NOT_KNOWN = "running", "may-be", "to-come", "over", "not-known"
GROUPS = {
    RUNNING: (
        "Known to be running",
        "A source of this year saw it running, or its end is still to come.",
    ),
    MAY_BE: (
        "Running when last reported",
        "No source says that it has ended. The year is that of the latest report.",
    ),
    TO_COME: ("Proposed, agreed or being set up", "As the latest source had it."),
    OVER: (
        "Over",
        "It ended, this body left it or was itself replaced, or too few partners are left.",
    ),
    NOT_KNOWN: ("Not pursued, or not known", ""),
}
STANDS_AS = {
    Status.PROPOSED: TO_COME,
    Status.AGREED: TO_COME,
    Status.IN_DEVELOPMENT: TO_COME,
    Status.ENDED: OVER,
    Status.SUPERSEDED: OVER,
    Status.LIVE: MAY_BE,
    Status.NOTICE_GIVEN: MAY_BE,
}
MOST_SHOWN = 10


@dataclass(frozen=True)
class Line:
    """One arrangement as this body has it. `part` says its part where that needs words."""

    arrangement: Arrangement
    part: str


@dataclass(frozen=True)
class Group:
    """Arrangements that stand alike today."""

    code: str
    title: str
    help: str
    lines: list[Line]


@dataclass(frozen=True)
class Inherited:
    """Arrangements of a body that this one took over from, in which it has no part itself."""

    body: Body
    arrangements: list[Arrangement]


@dataclass(frozen=True)
class With:
    """Another body, and in how many arrangements both are partners."""

    body: Body
    count: int


class Sharing:
    """Everything that a body shares. A constant number of queries."""

    def __init__(self, body: Body, register: Register, today: dt.date) -> None:
        self.body, self.today = body, today
        ancestors = register.ancestors(body.pk)
        rows = Partner.objects.filter(body__in={body.pk} | ancestors).select_related("body")
        mine = {row.arrangement_id: row for row in rows if row.body_id == body.pk}
        standings: dict[int, list[Standing]] = defaultdict(list)
        for standing in Standing.objects.filter(body=body).select_related("partner__body"):
            standings[standing.arrangement_id].append(standing)
        theirs = [row for row in rows if row.arrangement_id not in {*mine, *standings}]
        keys = {*mine, *standings, *(row.arrangement_id for row in theirs)}
        wanted = Arrangement.objects.filter(pk__in=keys).for_list()
        held = {each.pk: each for each in wanted.order_by("-status_as_of", "name")}
        self.direct = len(mine)
        self.by_succession = len(standings.keys() - mine.keys())
        self._states = self._running(standings)
        self.groups = self._grouped(
            [
                (
                    self._state(each, standings[key]),
                    Line(each, _part(mine.get(key), standings[key])),
                )
                for key, each in held.items()
                if key in mine or key in standings
            ]
        )
        self.inherited = _inherited(theirs, held)
        self.partners = self._shared_with(held[key] for key in mine)
        self.most = self.partners[:MOST_SHOWN]

    @property
    def total(self) -> int:
        return self.direct + self.by_succession

    def _running(self, standings: Iterable[int]) -> dict[int, bool]:
        """Of the arrangements with a period today: whether they are known to run."""
        return dict(
            RunningPeriod.objects.filter(
                arrangement__in=list(standings),
                first_day__lte=self.today,
                last_day__gte=self.today,
            ).values_list("arrangement", "known")
        )

    def _state(self, arrangement: Arrangement, standings: list[Standing]) -> str:
        state = STANDS_AS.get(Status(arrangement.status or Status.UNKNOWN), NOT_KNOWN)
        if state != MAY_BE:
            return state
        own = [row for row in standings if not row.by_succession]
        takes_part = any(row.first_day <= self.today <= row.last_day for row in own or standings)
        if not takes_part or arrangement.pk not in self._states:
            return OVER
        return RUNNING if self._states[arrangement.pk] else MAY_BE

    @staticmethod
    def _grouped(lines: Iterable[tuple[str, Line]]) -> list[Group]:
        by_code: dict[str, list[Line]] = defaultdict(list)
        for code, line in lines:
            by_code[code].append(line)
        return [
            Group(code, title, help_text, by_code[code])
            for code, (title, help_text) in GROUPS.items()
            if code in by_code
        ]

    def _shared_with(self, arrangements: Iterable[Arrangement]) -> list[With]:
        """The partners of its own arrangements, most frequent first."""
        bodies: dict[int, Body] = {}
        counts: Counter[int] = Counter()
        for arrangement in arrangements:
            for row in arrangement.partners.all():
                if row.body_id != self.body.pk:
                    bodies[row.body_id] = row.body
                    counts[row.body_id] += 1
        ordered = sorted(counts.items(), key=lambda item: (-item[1], bodies[item[0]].name))
        return [With(bodies[key], count) for key, count in ordered]


def _part(row: Partner | None, standings: list[Standing]) -> str:
    """A body's role and days in an arrangement, or in whose place it stands there."""
    if row is None:
        names = sorted({standing.partner.body.name for standing in standings})
        since = min(standing.first_day for standing in standings)
        return f"By succession from {listed(names)}, since {since.day} {since:%B %Y}"
    words = [str(Role(row.role).label)] if row.role and row.role != Role.PARTNER else []
    if row.joined:
        words.append(f"joined {when(row.joined)}")
    if row.left:
        words.append(f"left {when(row.left)}")
    told = ", ".join(words)
    return told[:1].upper() + told[1:]


def _inherited(rows: Iterable[Partner], held: dict[int, Arrangement]) -> list[Inherited]:
    by_body: dict[int, Inherited] = {}
    for row in rows:
        found = by_body.setdefault(row.body_id, Inherited(row.body, []))
        found.arrangements.append(held[row.arrangement_id])
    return sorted(by_body.values(), key=lambda each: each.body.name)
