"""Who is asked first: bodies to start with and arrangements to join, by their points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from arrangements.choices import BodyKind, Geography, Sector, Status
from arrangements.distances import kilometres
from arrangements.finderquery import ANYWHERE, NEIGHBOURS
from arrangements.finding import asking
from arrangements.finding.known import known_now
from arrangements.finding.points import Clue, amounts, total
from arrangements.finding.reasons import OLD_YEARS
from arrangements.models import Arrangement, Body, Service
from arrangements.partialdate import first_day, last_day
from arrangements.register import current_register

UNSURE = {Status.PROPOSED, Status.AGREED, Status.IN_DEVELOPMENT, Status.UNKNOWN}
RUNNING = {Status.LIVE, Status.NOTICE_GIVEN}
OPEN = RUNNING | UNSURE
SEVERAL, PREFERRED_MODEL = 3, 6

JOINING = (
    Clue("grown", "It has taken in partners since it began", 6),
    Clue("recent", "It was reported in the last eight years", 6),
    Clue("several", "It has three partners or more", 3),
    Clue("model", "It runs a model that you prefer", 15),
    Clue("unsure", "It was never reported running", -6),
    Clue("notice", "Notice has been given", -20),
)
JOINING_POINTS = {clue.code: clue.points for clue in JOINING}


@dataclass(frozen=True)
class Asked:
    """A question: for whom, about which services, how far, and which models are preferred."""

    body: Body
    services: list[Service]
    today: dt.date
    within: str = ANYWHERE
    models: frozenset[str] = frozenset()

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(service.code for service in self.services)

    @property
    def groups(self) -> frozenset[str]:
        return frozenset(service.group_slug for service in self.services)

    @property
    def what(self) -> str:
        return asking.in_words(service.name for service in self.services)


class Ranking:
    """Bodies and arrangements for one question, the best first, up to `most` of each."""

    def __init__(self, asked: Asked, most: int) -> None:
        self.asked, self.most = asked, most
        self.register = current_register()
        self.known = known_now(self.register)
        self._scores: dict[int, float] = {}
        self.about = {
            key for key, share in self.known.shares.items() if share.services & asked.codes
        }

    @cached_property
    def held(self) -> dict[int, Arrangement]:
        """Arrangements about the services, and those that the asker has with the best bodies."""
        mine = self.known.of(self.asked.body.pk)
        shared = {key for body in self.bodies for key in mine & self.known.of(body.pk)}
        rows = Arrangement.objects.filter(pk__in=self.about | shared)
        return {each.pk: each for each in rows.for_list().prefetch_related("sources")}

    @cached_property
    def sector_shares_it(self) -> bool:
        """Whether any body of the asker's sector is or was in an arrangement about it."""
        sector = self.asked.body.sector
        return any(
            self.register.bodies[body].sector == sector
            for key in self.about
            for body in self.known.shares[key].members
        )

    def _score(self, body: Body) -> float:
        if body.pk not in self._scores:
            held = amounts(self.asked.body, body, self.register, self.known, self.asked.groups)
            self._scores[body.pk] = total(held)
        return self._scores[body.pk]

    def _in_reach(self, body: Body) -> bool:
        within, asker = self.asked.within, self.asked.body
        if within == ANYWHERE:
            return True
        lies = self.register.geography_of_pair(asker.pk, body.pk)
        if lies in (Geography.ADJOINING, Geography.ACROSS_WATER):
            return True
        km = kilometres(asker, body)
        return within != NEIGHBOURS and km is not None and km <= int(within)

    def _can_be_asked(self, body: Body) -> bool:
        """A council by a council, others by their own kind; standing today, and with a place."""
        asker, today = self.asked.body, self.asked.today
        return (
            body.pk != asker.pk
            and (body.kind == asker.kind or body.sector == asker.sector == Sector.COUNCIL)
            and body.kind not in (BodyKind.GROUP, BodyKind.OTHER)
            and body.first_day <= today <= body.last_day
            and body.lat is not None
        )

    @cached_property
    def bodies(self) -> list[Body]:
        """None where only other sorts of bodies share this."""
        asker = self.asked.body
        if self.about and not self.sector_shares_it:
            return []
        with_asker = self.known.of(asker.pk) & self.about
        partners = {
            body
            for key in with_asker
            for body in self.known.shares[key].members_on(self.asked.today)
        }
        found = [
            body
            for body in self.register.bodies.values()
            if body.pk not in partners and self._can_be_asked(body) and self._in_reach(body)
        ]
        return sorted(
            found,
            key=lambda body: (
                -self.score_to_start(body),
                kilometres(asker, body) or 0,
                body.name,
            ),
        )[: self.most]

    def score_to_start(self, body: Body) -> float:
        return self._score(body) + PREFERRED_MODEL * (body.pk in self._preferred)

    @cached_property
    def _preferred(self) -> set[int]:
        """Bodies in an arrangement about the service of a model that is preferred."""
        if not self.asked.models:
            return set()
        keys = Arrangement.objects.filter(
            pk__in=self.about, model__in=self.asked.models, status__in=OPEN
        ).values_list("pk", flat=True)
        return {body for key in keys for body in self.known.shares[key].members}

    def today(self, arrangement: Arrangement) -> list[Body]:
        """The bodies in it today, the best placed first."""
        there = self.known.shares[arrangement.pk].members_on(self.asked.today)
        bodies = [self.register.bodies[key] for key in there]
        return sorted(bodies, key=lambda body: (-self._score(body), body.name))

    @cached_property
    def arrangements(self) -> list[tuple[float, Arrangement]]:
        found = []
        mine = self.known.of(self.asked.body.pk)
        for key in self.about - mine:
            arrangement = self.held[key]
            partners = self.today(arrangement)
            is_class = any(body.kind == BodyKind.GROUP for body in partners)
            alike = any(body.sector == self.asked.body.sector for body in partners)
            if (
                arrangement.status in OPEN
                and (len(partners) > 1 or is_class)
                and (alike or not self.sector_shares_it)
                and any(map(self._in_reach, partners))
            ):
                clues = dict(self._of_joining(arrangement, partners))
                score = self._score(partners[0]) + total(clues, JOINING_POINTS)
                found.append((score, arrangement))
        found.sort(key=lambda item: (-item[0], item[1].name))
        return found[: self.most]

    def _of_joining(self, a: Arrangement, partners: list[Body]) -> Iterator[tuple[str, float]]:
        recent = a.status_as_of and self.asked.today.year - a.status_as_of <= OLD_YEARS
        yield "grown", self.grown(a, partners) > 0
        yield "recent", bool(recent)
        yield "several", len(partners) >= SEVERAL
        yield "model", bool(a.model) and a.model in self.asked.models
        yield "unsure", a.status in UNSURE
        yield "notice", a.status == Status.NOTICE_GIVEN

    @staticmethod
    def grown(arrangement: Arrangement, partners: list[Body]) -> int:
        """With how many it began, where it has more today; else 0."""
        rows = list(arrangement.partners.all())
        later = [
            row
            for row in rows
            if row.joined
            and (not arrangement.start or first_day(row.joined) > last_day(arrangement.start))
        ]
        began = len(rows) - len(later)
        return began if later and 1 < began < len(partners) else 0
