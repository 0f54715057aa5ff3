"""What the finder's page and its workbook say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from django.db.models import Count
from django.template.loader import render_to_string
from django.utils.text import slugify

from arrangements.choices import BodyKind, Model, ServiceKind
from arrangements.exports.answers import Table
from arrangements.finderquery import WITHIN, FinderQuery
from arrangements.finding.finder import Finder, ToJoin, ToStartWith
from arrangements.finding.points import CLUES, TRIED, Clue, Tried
from arrangements.finding.ranking import JOINING, PREFERRED_MODEL, Asked
from arrangements.finding.reasons import Point
from arrangements.folding import fold
from arrangements.models import Body, Service
from arrangements.pages.bodyaddresses import Meant, meant_by
from arrangements.register import current_register
from arrangements.reorganisation.sources import cited
from arrangements.wording import in_mid_sentence, listed, status

Address = Callable[[str], str]
Found = TypeVar("Found", ToJoin, ToStartWith, covariant=True)
# A body that is gone stands in the form with its last year: "Durham County Council (to 2009)".
AS_IN_THE_FORM = re.compile(r"(.+) \(to ((?:19|20)\d\d)\)")
ON_PAGE, IN_WORKBOOK, MOST_OFFERED = 8, 30, 6
PREFERENCE = Clue("model", "It is in an arrangement of a model that you prefer", PREFERRED_MODEL)


@dataclass(frozen=True)
class Letter:
    """An e-mail ready to send."""

    to: str
    subject: str
    text: str

    @property
    def link(self) -> str:
        body = self.text.replace("\n", "\r\n")
        return f"mailto:{quote(self.to)}?subject={quote(self.subject)}&body={quote(body)}"


@dataclass(frozen=True)
class Entry(Generic[Found]):
    """One suggestion, and the e-mail that goes with it."""

    found: Found
    letter: Letter


@dataclass(frozen=True)
class Offer:
    """Another question that has an answer, as an address."""

    words: str
    query: str


def understood(text: str) -> Meant:
    """The body that somebody named, by any name, code or address, or as the form itself has it."""
    text = text.replace("\x00", "")
    if written := AS_IN_THE_FORM.fullmatch(text):
        gone = Body.objects.filter(name=written[1], last_day__year=int(written[2])).first()
        return Meant(gone)
    slug = slugify(text)
    body = Body.objects.filter(slug=slug).first()
    return Meant(body) if body else meant_by(slug) if slug else Meant()


def read_as(text: str, body: Body | None) -> str:
    """The text, where it is another name for the body: neither its own nor its address or code."""
    if body is None or not is_another_name(text, body) or understood(text).body != body:
        return ""
    return text


def is_another_name(text: str, body: Body) -> bool:
    """Whether a text that means a body is neither its own name nor its address or code."""
    own = {fold(body.name), fold(body.slug), fold(body.code)}
    return bool(text) and fold(text) not in own and not AS_IN_THE_FORM.fullmatch(text)


class FinderPage:
    """Everything that one page shows. A constant number of queries."""

    def __init__(
        self, query: FinderQuery, today: dt.date, address: Address, most: int = ON_PAGE
    ) -> None:
        self.query, self.today = query, today
        self._address, self._most = address, most

    @cached_property
    def kinds_of_service(self) -> list[tuple[str, list[Service]]]:
        """Every service by its kind, for the drop-down."""
        order = [kind.value for kind in ServiceKind]
        held = sorted(Service.objects.all(), key=lambda each: (order.index(each.kind), each.name))
        return [
            (str(ServiceKind(kind).label), list(services))
            for kind, services in groupby(held, key=lambda each: each.kind)
        ]

    @property
    def ways_far(self) -> list[tuple[str, str]]:
        return WITHIN

    @property
    def models(self) -> list[tuple[str, str]]:
        return [(code, str(label)) for code, label in Model.choices if code != Model.UNKNOWN]

    @property
    def what(self) -> str:
        return listed(in_mid_sentence(service.name) for service in self.query.services)

    @cached_property
    def stand_today(self) -> list[Body]:
        """Who is in the place of a body that is gone."""
        if self.query.body is None:
            return []
        register = current_register()
        held = register.followed(self.query.body.pk, self.today)
        return sorted((register.bodies[key] for key in held), key=lambda each: each.name)

    @property
    def is_gone(self) -> bool:
        return self.query.body is not None and self.query.body.last_day < self.today

    @property
    def is_class(self) -> bool:
        return self.query.body is not None and self.query.body.kind == BodyKind.GROUP

    @property
    def members(self) -> list[Body]:
        if self.query.body is None:
            return []
        return [row.member for row in self.query.body.members.select_related("member")]

    @property
    def has_answer(self) -> bool:
        return self.query.is_whole and not self.is_gone and not self.is_class

    @cached_property
    def finder(self) -> Finder | None:
        if not self.has_answer or self.query.body is None:
            return None
        asked = Asked(
            self.query.body,
            self.query.services,
            self.today,
            self.query.within,
            frozenset(self.query.models),
        )
        return Finder(asked, self._most)

    @cached_property
    def to_join(self) -> list[Entry[ToJoin]]:
        if self.finder is None:
            return []
        return [Entry(each, self._letter(each, "joining")) for each in self.finder.to_join]

    @cached_property
    def to_start_with(self) -> list[Entry[ToStartWith]]:
        if self.finder is None:
            return []
        return [Entry(each, self._letter(each, "starting")) for each in self.finder.to_start_with]

    @property
    def to_ring(self) -> list[Entry[Any]]:
        """The entries of the first three offices, in their order."""
        entries: list[Entry[Any]] = [*self.to_join, *self.to_start_with]
        held = {each.found.anchor: each for each in entries}
        return [held[each.anchor] for each in self.finder.to_ring] if self.finder else []

    def _letter(self, found: ToJoin | ToStartWith, name: str) -> Letter:
        context = {
            "asker": self.query.body,
            "what": self.what,
            "found": found,
            "address": self._address(found.about.get_absolute_url()),
        }
        text = render_to_string(f"finder/{name}.txt", context).strip() + "\n"
        asker = self.query.body.name if self.query.body else ""
        subject = f"{self.what[:1].upper()}{self.what[1:]}: a question from {asker}"
        return Letter(found.office.mailbox, subject, text)

    @cached_property
    def other_services(self) -> list[Offer]:
        """What the body's sector shares most, where it does not share what was asked for."""
        if self.query.body is None:
            return []
        sector = self.query.body.sector
        shared = (
            Service.objects.filter(arrangement_rows__arrangement__partners__body__sector=sector)
            .exclude(code__in=self.query.values("service"))
            .annotate(count=Count("arrangement_rows__arrangement", distinct=True))
            .order_by("-count", "name")
        )
        return [
            Offer(each.name, urlencode({"body": self.query.body.slug, "service": each.code}))
            for each in shared[:MOST_OFFERED]
        ]

    @property
    def points(self) -> list[Clue]:
        return [*CLUES, PREFERENCE]

    @property
    def tried(self) -> Tried:
        return TRIED

    @property
    def joining_points(self) -> tuple[Clue, ...]:
        return JOINING


def tables(page: FinderPage) -> list[Table]:
    """The answer as a workbook's sheets."""
    to_ring, asked = (("Role", 24), ("Page", 30), ("Mailbox", 18)), ("What to ask for", 30)
    return [
        Table("Question", (("What", 24), ("Answer", 80)), _question(page)),
        Table(
            "To join",
            (
                ("Place", 6),
                ("Reference", 10),
                ("Arrangement", 30),
                ("Status", 16),
                ("Partners today", 36),
                ("Points", 7),
                ("For", 36),
                ("Against", 40),
                ("Body to ring", 24),
                *to_ring,
                asked,
            ),
            [_to_join(place, entry) for place, entry in enumerate(page.to_join, 1)],
        ),
        Table(
            "To start with",
            (
                ("Place", 6),
                ("Body", 30),
                ("Points", 7),
                ("For", 36),
                ("Against", 40),
                *to_ring,
                asked,
            ),
            [_to_start(place, entry) for place, entry in enumerate(page.to_start_with, 1)],
        ),
        Table(
            "E-mails",
            (("To join or start", 36), ("Body to write to", 36), ("Subject", 40), ("Text", 100)),
            [*map(_email, page.to_join), *map(_email, page.to_start_with)],
        ),
        Table(
            "What counts",
            (("What counts", 60), ("Points", 10), ("For", 30)),
            [
                *([clue.what, str(clue.points), "Two bodies"] for clue in page.points),
                *([clue.what, str(clue.points), "Arrangements, besides"] for clue in JOINING),
            ],
        ),
    ]


def _question(page: FinderPage) -> list[list[str]]:
    query = page.query
    models = [str(Model(code).label) for code in query.models]
    return [
        ["Body", query.body.name if query.body else ""],
        ["Service", "; ".join(service.name for service in query.services)],
        ["How far", dict(WITHIN)[query.within]],
        ["Model preferred", "; ".join(models) or "None"],
        ["Asked on", f"{page.today.day} {page.today:%B %Y}"],
    ]


def _points(points: list[Point]) -> str:
    return "\n".join(
        f"{each.text} ({cited(each.source)})" if each.source else each.text for each in points
    )


def _to_join(place: int, entry: Entry[ToJoin]) -> list[str]:
    found = entry.found
    return [
        str(place),
        found.arrangement.reference,
        found.arrangement.name,
        status(found.arrangement),
        "; ".join(body.name for body in found.partners),
        f"{found.score:.0f}",
        _points(found.reasons),
        _points(found.against),
        found.office.body.name,
        *_office(entry),
    ]


def _to_start(place: int, entry: Entry[ToStartWith]) -> list[str]:
    found = entry.found
    reasons, against = _points(found.reasons), _points(found.against)
    return [str(place), found.body.name, f"{found.score:.0f}", reasons, against, *_office(entry)]


def _office(entry: Entry[Any]) -> list[str]:
    office = entry.found.office
    return [office.role, office.page, office.mailbox, entry.found.to_ask_for]


def _email(entry: Entry[Any]) -> list[str]:
    found, letter = entry.found, entry.letter
    return [found.about.name, found.office.body.name, letter.subject, letter.text]
