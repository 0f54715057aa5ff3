"""Whom a body could share a service with: arrangements to join and bodies to start with, ranked."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import ClassVar

from arrangements.choices import BodyKind, Geography, Model, Sector, Status
from arrangements.finderquery import ANYWHERE, NEIGHBOURS
from arrangements.finding import asking, reasons
from arrangements.finding.known import known_now
from arrangements.finding.points import Clue, amounts, kilometres, total
from arrangements.finding.reasons import Point
from arrangements.likeness import likeness
from arrangements.models import Arrangement, Body, BodyCode, PlannedChange, Service, Source
from arrangements.partialdate import first_day, last_day
from arrangements.register import current_register
from arrangements.wording import in_mid_sentence, listed, status

UNSURE = {Status.PROPOSED, Status.AGREED, Status.IN_DEVELOPMENT, Status.UNKNOWN}
RUNNING = {Status.LIVE, Status.NOTICE_GIVEN}
OPEN = RUNNING | UNSURE
HOW_MANY, TO_RING, SHARING, SEVERAL, PREFERRED_MODEL = 10, 3, 2, 3, 6

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


@dataclass(frozen=True)
class ToJoin:
    """An arrangement that one could join. `partners` take part today."""

    joins: ClassVar = True

    arrangement: Arrangement
    partners: list[Body]
    score: float
    reasons: list[Point]
    against: list[Point]
    office: asking.Office
    to_read: list[Source]
    to_ask_for: str

    @property
    def shares(self) -> bool:
        return self.arrangement.status in RUNNING

    @property
    def about(self) -> Arrangement:
        return self.arrangement

    @property
    def anchor(self) -> str:
        return f"join-{self.arrangement.reference.lower()}"


@dataclass(frozen=True)
class ToStartWith:
    """A body that one could start with. `held` are its arrangements about it that may run."""

    joins: ClassVar = False

    body: Body
    score: float
    reasons: list[Point]
    against: list[Point]
    held: list[Arrangement]
    office: asking.Office
    to_ask_for: str

    @property
    def shares(self) -> bool:
        return any(each.status in RUNNING for each in self.held)

    @property
    def about(self) -> Body:
        return self.body

    @property
    def anchor(self) -> str:
        return f"start-{self.body.slug}"


class Finder:
    """The answer to one question. A constant number of queries."""

    def __init__(self, asked: Asked, most: int = HOW_MANY) -> None:
        self.asked, self.most = asked, most
        self._register = current_register()
        self._known = known_now(self._register)
        self._scores: dict[int, float] = {}
        self._about = {
            key for key, share in self._known.shares.items() if share.services & asked.codes
        }
        self._best = self._best_bodies()
        self._shown = {body.pk for body in self._best}
        mine = self._known.of(asked.body.pk)
        wanted = self._about | {key for body in self._shown for key in mine & self._known.of(body)}
        rows = Arrangement.objects.filter(pk__in=wanted).for_list().prefetch_related("sources")
        self._held = {each.pk: each for each in rows}
        self._joinable = self._best_arrangements()
        near = self._shown | {body.pk for _, each in self._joinable for body in self._today(each)}
        self._plans: dict[int, list[PlannedChange]] = defaultdict(list)
        for plan in PlannedChange.objects.filter(predecessor__in=near | {asked.body.pk}):
            self._plans[plan.predecessor_id].append(plan)
        self._names = dict(Service.objects.values_list("code", "name"))
        self._pages = dict(
            BodyCode.objects.filter(scheme="gov_uk", body__in=near).values_list("body", "code")
        )

    @cached_property
    def to_join(self) -> list[ToJoin]:
        return [self._to_join(score, each) for score, each in self._joinable]

    @cached_property
    def to_start_with(self) -> list[ToStartWith]:
        return [self._to_start_with(body) for body in self._best]

    @cached_property
    def to_ring(self) -> list[ToJoin | ToStartWith]:
        """Three to begin with, each at another body: by turns from both lists, the better first.

        Two of them share it, where there are such.
        """
        lists: list[Sequence[ToJoin | ToStartWith]] = [self.to_join, self.to_start_with]
        lists.sort(key=lambda each: -each[0].score if each else 0)
        found: dict[int, ToJoin | ToStartWith] = {}
        for pair in zip_longest(*lists):
            for each in filter(None, pair):
                found.setdefault(each.office.body.pk, each)
        sharing = [each for each in found.values() if each.shares]
        others = [each for each in found.values() if not each.shares]
        chosen = [*sharing, *others[: TO_RING - min(len(sharing), SHARING)]]
        return [each for each in found.values() if each in chosen][:TO_RING]

    @cached_property
    def already(self) -> list[Arrangement]:
        """Arrangements about the service that the asker takes, or took, part in."""
        keys = self._known.of(self.asked.body.pk) & self._about
        return sorted((self._held[key] for key in keys), key=lambda each: each.name)

    @cached_property
    def plans_for_asker(self) -> list[Point]:
        return list(reasons.planned(self._plans[self.asked.body.pk]))

    @property
    def shared_by_none(self) -> bool:
        return not self._about

    @cached_property
    def sector_shares_it(self) -> bool:
        """Whether any body of the asker's sector is or was in an arrangement about it."""
        sector = self.asked.body.sector
        return any(
            self._register.bodies[body].sector == sector
            for key in self._about
            for body in self._known.shares[key].members
        )

    def _score(self, body: Body) -> float:
        if body.pk not in self._scores:
            held = amounts(self.asked.body, body, self._register, self._known, self.asked.groups)
            self._scores[body.pk] = total(held)
        return self._scores[body.pk]

    def _in_reach(self, body: Body) -> bool:
        within, asker = self.asked.within, self.asked.body
        if within == ANYWHERE:
            return True
        lies = self._register.geography_of_pair(asker.pk, body.pk)
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

    def _best_bodies(self) -> list[Body]:
        """None where only other sorts of bodies share this."""
        asker = self.asked.body
        if self._about and not self.sector_shares_it:
            return []
        with_asker = self._known.of(asker.pk) & self._about
        partners = {
            body
            for key in with_asker
            for body in self._known.shares[key].members_on(self.asked.today)
        }
        found = [
            body
            for body in self._register.bodies.values()
            if body.pk not in partners and self._can_be_asked(body) and self._in_reach(body)
        ]
        return sorted(
            found,
            key=lambda body: (
                -self._score_to_start(body),
                kilometres(asker, body) or 0,
                body.name,
            ),
        )[: self.most]

    def _score_to_start(self, body: Body) -> float:
        return self._score(body) + PREFERRED_MODEL * (body.pk in self._preferred)

    @cached_property
    def _preferred(self) -> set[int]:
        """Bodies in an arrangement about the service of a model that is preferred."""
        if not self.asked.models:
            return set()
        keys = Arrangement.objects.filter(
            pk__in=self._about, model__in=self.asked.models, status__in=OPEN
        ).values_list("pk", flat=True)
        return {body for key in keys for body in self._known.shares[key].members}

    def _today(self, arrangement: Arrangement) -> list[Body]:
        """The bodies in it today, the best placed first."""
        there = self._known.shares[arrangement.pk].members_on(self.asked.today)
        bodies = [self._register.bodies[key] for key in there]
        return sorted(bodies, key=lambda body: (-self._score(body), body.name))

    def _best_arrangements(self) -> list[tuple[float, Arrangement]]:
        found = []
        mine = self._known.of(self.asked.body.pk)
        for key in self._about - mine:
            arrangement = self._held[key]
            partners = self._today(arrangement)
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
        recent = a.status_as_of and self.asked.today.year - a.status_as_of <= reasons.OLD_YEARS
        yield "grown", self._grown(a, partners) > 0
        yield "recent", bool(recent)
        yield "several", len(partners) >= SEVERAL
        yield "model", bool(a.model) and a.model in self.asked.models
        yield "unsure", a.status in UNSURE
        yield "notice", a.status == Status.NOTICE_GIVEN

    @staticmethod
    def _grown(arrangement: Arrangement, partners: list[Body]) -> int:
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

    def _ring(self, arrangement: Arrangement, partners: list[Body]) -> Body:
        """Its lead, or who stands in the lead's place; else the best-placed partner."""
        lead = asking.lead_of(arrangement)
        today = {body.pk: body for body in partners}
        if lead is not None:
            for key in self._register.followed(lead.pk, self.asked.today):
                if key in today:
                    return today[key]
        return partners[0]

    def _to_join(self, score: float, a: Arrangement) -> ToJoin:
        partners, asker = self._today(a), self.asked.body
        best = partners[0]
        near = reasons.nearness(asker, best, self._register)
        why = reasons.said_of(best, [*near, *reasons.together(self._together(best))])
        if began := self._grown(a, partners):
            why.append(Point(f"Has grown from {began} to {len(partners)} partners"))
        if a.model and a.model in self.asked.models:
            why.append(Point(f"Runs the model that you prefer: {_model(a)}"))
        like = [body for body in partners if asker.tier and body.tier == asker.tier]
        if len(like) == len(partners):
            why.append(Point("All of its partners are of your tier"))
        elif like:
            verb = "is" if len(like) == 1 else "are"
            why.append(Point(f"{len(like)} of its {len(partners)} partners {verb} of your tier"))
        ring = self._ring(a, partners)
        against = list(self._against_joining(a, partners, ring))
        office = asking.office(ring, self.asked.what, self._pages, a)
        return ToJoin(
            a, partners, score, why, against, office, asking.to_read(a), asking.to_ask_for(a)
        )

    def _against_joining(self, a: Arrangement, partners: list[Body], ring: Body) -> Iterator[Point]:
        """What weighs most comes first; of partners, the one to ring."""
        if a.status in (*UNSURE, Status.NOTICE_GIVEN):
            yield Point(status(a))
        yield from reasons.age(a, self.asked.today)
        yield from reasons.planned_for({b.name: self._plans[b.pk] for b in (ring, *partners)})
        best = partners[0]
        yield from reasons.said_of(best, reasons.distance(self.asked.body, best))
        if a.model == Model.JOINT_AUTHORITY:
            yield Point("A body set up by statute: joining may need an order")
        if a.partners_complete is False:
            yield Point("Our sources name only some of its partners")

    def _together(self, body: Body) -> list[Arrangement]:
        keys = self._known.together(self.asked.body.pk, body.pk)
        return [self._held[key] for key in keys if key in self._held]

    def _to_start_with(self, body: Body) -> ToStartWith:
        asker = self.asked.body
        mine = self._known.of(asker.pk)
        held = [self._held[key] for key in self._known.of(body.pk) & self._about - mine]
        held.sort(key=lambda a: (a.status in UNSURE, -(a.status_as_of or 0), a.name))
        alike = likeness(asker, body, self._register, self._known)
        running = [each for each in held if each.status in OPEN and body in self._today(each)]
        why = [
            *reasons.nearness(asker, body, self._register),
            *reasons.together(self._together(body)),
            *reasons.likeness(asker, alike, self._names),
        ]
        for each in running:
            others = [other.name for other in self._today(each) if other.pk != body.pk]
            with_whom = listed(others) if len(others) <= reasons.FEW else f"{len(others)} others"
            model = (
                f"; it runs the model that you prefer, {in_mid_sentence(_model(each))}"
                if each.model in self.asked.models
                else ""
            )
            why.append(
                Point(
                    f"In {each.name} with {with_whom or 'others'}"
                    f" ({in_mid_sentence(status(each))}){model}",
                    each.get_absolute_url(),
                )
            )
        shares = any(each.status in RUNNING for each in running)
        once = not self._known.of(body.pk).isdisjoint(self._about)
        against = [
            *([] if shares else [reasons.stranger(self.asked.what, once)]),
            *reasons.planned(self._plans[body.pk]),
            *reasons.ended(held),
            *reasons.distance(asker, body),
        ]
        office = asking.office(body, self.asked.what, self._pages)
        score = self._score_to_start(body)
        ask_for = asking.to_ask_for(None) if shares else asking.to_explore(self.asked.what)
        return ToStartWith(body, score, why, against, running, office, ask_for)


def _model(arrangement: Arrangement) -> str:
    return str(Model(arrangement.model).label)
