"""A made-up catalogue of any size, always the same, for benchmarks and tests of scale.

Its bodies and services are real, its arrangements are not. How often each fact is there, how many
partners an arrangement has and how long texts are follows the shipped catalogue.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from arrangements.choices import (
    BodyKind,
    EndedWhy,
    Model,
    Motive,
    Qualifier,
    Role,
    SavingBasis,
    SavingPattern,
    SourceKind,
    Status,
    Topic,
)
from arrangements.columns import LESSONS, PARTNERS, SAVINGS, SOURCES
from arrangements.documents import Document, empty_document, empty_row
from arrangements.folding import fold
from arrangements.models import Adjacency, Body, Service

Weights = dict[Any, int]

KINDS: Weights = {
    BodyKind.DISTRICT: 56,
    BodyKind.UNITARY: 23,
    BodyKind.POLICE_FORCE: 21,
    BodyKind.LONDON_BOROUGH: 17,
    BodyKind.COUNTY: 14,
    BodyKind.METROPOLITAN_BOROUGH: 13,
    BodyKind.WELSH_COUNCIL: 12,
    BodyKind.SCOTTISH_COUNCIL: 11,
    BodyKind.FIRE_AND_RESCUE: 7,
    BodyKind.NI_DISTRICT: 6,
    BodyKind.NHS_TRUST: 2,
    BodyKind.INTEGRATED_CARE_BOARD: 1,
}
PARTNERS_EACH: Weights = {2: 256, 3: 138, 4: 51, 5: 42, 6: 31, 7: 14, 8: 10, 10: 6, 12: 3, 16: 1}
SERVICES_EACH: Weights = {1: 346, 2: 100, 3: 52, 4: 28, 5: 13, 6: 7}
SOURCES_EACH: Weights = {1: 245, 2: 126, 3: 134, 4: 42, 5: 10}
SAVINGS_EACH: Weights = {0: 416, 1: 91, 2: 37, 3: 13, 4: 4}
LESSONS_EACH: Weights = {0: 245, 1: 130, 2: 115, 3: 48, 4: 16}
STATUSES: Weights = {
    Status.LIVE: 363,
    Status.ENDED: 52,
    Status.IN_DEVELOPMENT: 42,
    Status.UNKNOWN: 35,
    Status.PROPOSED: 29,
    Status.SUPERSEDED: 22,
    Status.NOTICE_GIVEN: 12,
    Status.ABANDONED: 7,
}
MODELS: Weights = {
    Model.UNKNOWN: 110,
    Model.LEAD_AUTHORITY: 96,
    Model.JOINT_COMMITTEE: 85,
    Model.SHARED_STAFF: 74,
    Model.INFORMAL: 55,
    Model.POLICE_COLLABORATION: 37,
    Model.JOINT_COMPANY: 27,
    Model.OUTSOURCED: 20,
    Model.JOINT_AUTHORITY: 13,
    Model.JOINT_PROCUREMENT: 11,
    Model.CO_LOCATION: 9,
}
MOTIVES: Weights = {
    Motive.SAVINGS: 259,
    Motive.RESILIENCE: 103,
    Motive.SPECIALISTS: 53,
    Motive.QUALITY: 52,
    Motive.REQUIRED: 30,
    Motive.INCOME: 18,
}
ROLES: Weights = {Role.PARTNER: 66, "": 17, Role.LEAD: 5, Role.HOST: 5, Role.CLIENT: 4}
BASES: Weights = {SavingBasis.FORECAST: 136, SavingBasis.REPORTED: 90}
QUALIFIERS: Weights = {"": 174, Qualifier.ABOUT: 23, Qualifier.AT_LEAST: 21, Qualifier.UP_TO: 8}
PATTERNS: Weights = {
    SavingPattern.ANNUAL: 99,
    SavingPattern.CUMULATIVE: 95,
    "": 27,
    SavingPattern.ONE_OFF: 5,
}
SOURCE_KINDS: Weights = {
    SourceKind.PRESS: 511,
    SourceKind.OWN_PAGE: 250,
    SourceKind.COMMITTEE_PAPER: 198,
    SourceKind.COPY: 144,
    SourceKind.OFFICIAL_RECORD: 24,
    SourceKind.EVALUATION: 22,
}
THOUGHTS = (
    "Agree early how costs are split, and write it down.",
    "Staff needed longer to settle than the plan allowed.",
    "One system for both took twice the time that was set aside for it.",
    "Members met often in the first year, and that kept them on board.",
    "Small teams gained most, because illness no longer stopped the work.",
    "The partners kept their own branding, so residents noticed little.",
    "A clear way out made it easier to go in.",
)
NEAR = 0.75
FIRST_YEAR, LAST_YEAR = 2006, 2025


def sample(count: int, first: int = 1, seed: int = 2011) -> Iterator[Document]:
    """This many arrangements, with references from the number `first` on.

    The same arguments and the same register give the same arrangements.
    """
    sampler = _Sampler(Random(f"{seed} {first}"))  # noqa: S311 - nothing here is secret
    for number in range(first, first + count):
        yield sampler.arrangement(number, first)


class _Sampler:
    def __init__(self, random: Random) -> None:
        self.random = random
        bodies = list(Body.objects.order_by("code"))
        named = Counter(fold(body.name) for body in bodies)
        self.bodies = {body.pk: body for body in bodies if named[fold(body.name)] == 1}
        self.by_kind: dict[str, list[Body]] = defaultdict(list)
        self.by_region: dict[tuple[str, str], list[Body]] = defaultdict(list)
        for body in self.bodies.values():
            self.by_kind[body.kind].append(body)
            self.by_region[body.region, body.sector].append(body)
        self.near: dict[int, list[Body]] = defaultdict(list)
        for a, b in Adjacency.objects.order_by("pk").values_list("body_a", "body_b"):
            if a in self.bodies and b in self.bodies:
                self.near[a].append(self.bodies[b])
                self.near[b].append(self.bodies[a])
        self.services = list(Service.objects.order_by("code"))

    def one(self, weights: Weights) -> Any:
        """One of these, as often as its weight says; as plain text where it is a coded word."""
        value = self.random.choices(list(weights), weights=list(weights.values()))[0]
        return str(value) if isinstance(value, str) else value

    def some(self, chance: float) -> bool:
        return self.random.random() < chance

    def date(self, year: int) -> str:
        """A partial date in that year: a half of them years, the rest months and days."""
        precision = self.one({4: 177, 7: 83, 10: 88})
        day = dt.date(year, 1, 1) + dt.timedelta(days=self.random.randrange(365))
        return day.isoformat()[:precision]

    def arrangement(self, number: int, first: int) -> Document:
        document = empty_document(f"SS{number:04d}")
        began = self.random.randint(FIRST_YEAR, LAST_YEAR)
        seen = self.random.randint(began, LAST_YEAR)
        partners = self.partners(began, seen)
        services = self.random.sample(self.services, self.one(SERVICES_EACH))
        shared = ", ".join(service.name.lower() for service in services[:2])
        places = [body.short_name or body.name for body in partners[:2]]
        document |= {
            "name": f"{' and '.join(places)} {shared} {number}"[:300],
            "summary": f"{partners[0].name} and {len(partners) - 1} other"
            f" {'body' if len(partners) == 2 else 'bodies'} share {shared},"
            f" first discussed in {began - 1} and set up to last.",
            "services": [service.code for service in services],
            "model": self.one(MODELS),
            "status": self.one(STATUSES),
            "status_as_of": seen if self.some(0.87) else None,
            "start": self.date(began) if self.some(0.62) else "",
            "partners": self.partner_rows(partners, began),
            "sources": [self.source(at, seen) for at in self.counted(SOURCES_EACH)],
        }
        if document["status"] in {Status.ENDED, Status.SUPERSEDED} and seen > began:
            document["end"] = self.date(seen)
            document["ended_why"] = [str(self.random.choice(list(EndedWhy)))]
        if self.some(0.6):
            motives = [self.one(MOTIVES) for _ in range(self.random.randint(1, 2))]
            document["motives"] = list(dict.fromkeys(motives))
            document["motives_text"] = f"{motives[0].replace('_', ' ')}; keep the service going"
        if self.some(0.05):
            document["setup_cost"] = self.random.randrange(10_000, 2_000_000, 5_000)
        if self.some(0.12):
            document["contact_page"] = f"https://www.example.org/shared/{number}"
        if number > first and self.some(0.05):
            document["part_of"] = f"SS{self.random.randrange(first, number):04d}"
        if number > first and self.some(0.03):
            document["replaces"] = [f"SS{self.random.randrange(first, number):04d}"]
        document["savings"] = [
            self.saving(at, began, document) for at in self.counted(SAVINGS_EACH)
        ]
        document["lessons"] = [self.lesson(at, document) for at in self.counted(LESSONS_EACH)]
        return document

    def counted(self, weights: Weights) -> range:
        return range(1, self.one(weights) + 1)

    def partners(self, began: int, seen: int) -> list[Body]:
        """A body that stood all that time, with others that did: mostly near ones of its kind."""
        wanted = self.one(PARTNERS_EACH)
        chosen: list[Body] = []
        while len(chosen) < wanted:
            around = self.company(chosen)
            body = self.random.choice(around or self.by_kind[self.one(KINDS)])
            stood = body.first_day.year < began and body.last_day.year > seen
            if stood and body not in chosen:
                chosen.append(body)
        return chosen

    def company(self, chosen: list[Body]) -> Sequence[Body]:
        if not chosen or not self.some(NEAR):
            return ()
        here = self.random.choice(chosen)
        near = self.near[here.pk] if self.some(NEAR) else None
        return near or self.by_region[here.region, here.sector]

    def partner_rows(self, bodies: list[Body], began: int) -> list[Document]:
        rows = []
        for at, body in enumerate(bodies, 1):
            row = empty_row(PARTNERS, at) | {"body": body.code, "role": self.one(ROLES)}
            rows.append(row | ({"joined": str(began)} if self.some(0.36) else {}))
        return rows

    def source(self, at: int, seen: int) -> Document:
        kind = self.one(SOURCE_KINDS)
        about = self.random.choice(self.services).name.lower()
        return empty_row(SOURCES, at) | {
            "title": f"Sharing {about}: report {self.random.randrange(10_000)}",
            "url": f"https://www.example.org/{kind}/{seen}/{self.random.randrange(10**9)}",
            "published": seen if self.some(0.72) else None,
            "kind": kind,
        }

    def from_source(self, document: Document) -> int | None:
        """The number of one of the arrangement's sources, about every other time."""
        return self.random.randint(1, len(document["sources"])) if self.some(0.5) else None

    def saving(self, at: int, began: int, document: Document) -> Document:
        return empty_row(SAVINGS, at) | {
            "amount": self.random.randrange(5_000, 5_000_000, 5_000),
            "qualifier": self.one(QUALIFIERS),
            "pattern": self.one(PATTERNS),
            "basis": self.one(BASES),
            "period": f"{began}/{(began + 1) % 100:02d}",
            "note": "As the partners put it, before the costs of setting up.",
            "source": self.from_source(document),
        }

    def lesson(self, at: int, document: Document) -> Document:
        return empty_row(LESSONS, at) | {
            "text": self.random.choice(THOUGHTS),
            "topic": str(self.random.choice(list(Topic))),
            "source": self.from_source(document),
        }
