"""Whom a body could share a service with: arrangements to join and bodies to start with, ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import ClassVar

from arrangements.choices import Model, Status
from arrangements.finding import asking, reasons
from arrangements.finding.ranking import OPEN, RUNNING, UNSURE, Asked, Ranking
from arrangements.finding.reasons import Point
from arrangements.likeness import likeness
from arrangements.models import Arrangement, Body, BodyCode, Plan, PlanSuccession, Service, Source
from arrangements.wording import in_mid_sentence, listed, status

HOW_MANY, TO_RING, SHARING = 10, 3, 2


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
        self.asked = asked
        self._ranking = ranking = Ranking(asked, most)
        near = {body.pk for body in ranking.bodies}
        near |= {body.pk for _, each in ranking.arrangements for body in ranking.today(each)}
        self._plans: dict[int, list[Plan]] = defaultdict(list)
        rows = PlanSuccession.objects.filter(predecessor__in=near | {asked.body.pk})
        for row in rows.select_related("plan"):
            self._plans[row.predecessor_id].append(row.plan)
        self._names = dict(Service.objects.values_list("code", "name"))
        self._pages = dict(
            BodyCode.objects.filter(scheme="gov_uk", body__in=near).values_list("body", "code")
        )

    @cached_property
    def to_join(self) -> list[ToJoin]:
        return [self._to_join(score, each) for score, each in self._ranking.arrangements]

    @cached_property
    def to_start_with(self) -> list[ToStartWith]:
        return [self._to_start_with(body) for body in self._ranking.bodies]

    @cached_property
    def to_ring(self) -> list[ToJoin | ToStartWith]:
        """Three to begin with, each at another body: by turns from both lists, the better first.

        Two of them share it, where there are such, and come before who is not known to.
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
        first = [each for each in found.values() if each in chosen][:TO_RING]
        return sorted(first, key=lambda each: not each.shares)

    @cached_property
    def already(self) -> list[Arrangement]:
        """Arrangements about the service that the asker takes, or took, part in."""
        keys = self._ranking.known.of(self.asked.body.pk) & self._ranking.about
        return sorted((self._ranking.held[key] for key in keys), key=lambda each: each.name)

    @cached_property
    def plans_for_asker(self) -> list[Point]:
        return list(reasons.planned(self._plans[self.asked.body.pk]))

    @property
    def shared_by_none(self) -> bool:
        return not self._ranking.about

    @property
    def sector_shares_it(self) -> bool:
        return self._ranking.sector_shares_it

    def _ring(self, arrangement: Arrangement, partners: list[Body]) -> Body:
        """Its lead, or who stands in the lead's place; else the best-placed partner."""
        lead = asking.lead_of(arrangement)
        today = {body.pk: body for body in partners}
        if lead is not None:
            for key in self._ranking.register.followed(lead.pk, self.asked.today):
                if key in today:
                    return today[key]
        return partners[0]

    def _to_join(self, score: float, a: Arrangement) -> ToJoin:
        partners, asker = self._ranking.today(a), self.asked.body
        best = partners[0]
        near = reasons.nearness(asker, best, self._ranking.register)
        why = reasons.said_of(best, [*near, *reasons.together(self._together(best))])
        if began := self._ranking.grown(a, partners):
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
        keys = self._ranking.known.together(self.asked.body.pk, body.pk)
        return [self._ranking.held[key] for key in keys if key in self._ranking.held]

    def _to_start_with(self, body: Body) -> ToStartWith:
        asker = self.asked.body
        mine = self._ranking.known.of(asker.pk)
        held = [
            self._ranking.held[key]
            for key in self._ranking.known.of(body.pk) & self._ranking.about - mine
        ]
        held.sort(key=lambda a: (a.status in UNSURE, -(a.status_as_of or 0), a.name))
        alike = likeness(asker, body, self._ranking.register, self._ranking.known)
        running = [
            each for each in held if each.status in OPEN and body in self._ranking.today(each)
        ]
        why = [
            *reasons.nearness(asker, body, self._ranking.register),
            *reasons.together(self._together(body)),
            *reasons.likeness(asker, alike, self._names),
        ]
        for each in running:
            others = [other.name for other in self._ranking.today(each) if other.pk != body.pk]
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
        once = not self._ranking.known.of(body.pk).isdisjoint(self._ranking.about)
        against = [
            *([] if shares else [reasons.stranger(self.asked.what, once)]),
            *reasons.planned(self._plans[body.pk]),
            *reasons.ended(held),
            *reasons.distance(asker, body),
        ]
        office = asking.office(body, self.asked.what, self._pages)
        score = self._ranking.score_to_start(body)
        ask_for = asking.to_ask_for(None) if shares else asking.to_explore(self.asked.what)
        return ToStartWith(body, score, why, against, running, office, ask_for)


def _model(arrangement: Arrangement) -> str:
    return str(Model(arrangement.model).label)
