"""What several councils share, as one register: each arrangement once, and what stands twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from arrangements.badquery import BadQuery
from arrangements.exports.answers import Table, Value
from arrangements.folding import fold
from arrangements.models import Arrangement, Body, Service
from arrangements.querystring import refuse_others
from arrangements.reorganisation.outlook import Outlook, current_outlook
from arrangements.search.find import current_finder
from arrangements.search.suggest import bodies_named, councils_of_today
from arrangements.search.words import words_of
from arrangements.wording import NOT_SAID, status

MOST_COUNCILS, MOST_OFFERED = 40, 10


@dataclass(frozen=True)
class Line:
    """One arrangement, with those of the councils that take part in it.

    `beside` are others of the register for a service of its own with other partners; `same` those
    with the very same partners, which may be one arrangement recorded twice.
    """

    arrangement: Arrangement
    councils: list[Body]
    partners: list[Body]
    beside: list[Arrangement]
    same: list[Arrangement]

    @property
    def is_in_several(self) -> bool:
        return len(self.councils) > 1


class MergedRegister:
    """Everything that the page shows. A constant number of queries. Raises BadQuery.

    It holds what may still run, by the records, as packs do.
    """

    def __init__(self, asked: QueryDict, today: dt.date) -> None:
        self.today = today
        self.outlook: Outlook = current_outlook()
        refuse_others(asked, {"body", "add"})
        self.councils = self._chosen(asked.getlist("body"))
        self.added = asked.get("add", "").strip()[:100]
        self.offered = self._offered()
        self.read_as: tuple[str, Body] | None = None
        if len(self.offered) == 1:
            body = self.offered.pop()
            self.councils.append(body)
            if fold(self.added) != fold(body.name):
                self.read_as = self.added, body
            self.added = ""
        if len(self.councils) > MOST_COUNCILS:
            raise BadQuery(f"A register can be of {MOST_COUNCILS} councils at most. Take some out.")

    def _chosen(self, slugs: Iterable[str]) -> list[Body]:
        by_slug = {body.slug: body for body in self.outlook.bodies.values() if not body.planned}
        found: dict[str, Body] = {}
        for slug in filter(None, slugs):
            if slug not in by_slug:
                raise BadQuery(f"No council has the address “{slug[:80]}”.")
            found[slug] = by_slug[slug]
        return sorted(found.values(), key=lambda body: body.name)

    def _offered(self) -> list[Body]:
        """The councils that a name typed in may mean, but for those that are there already."""
        words = words_of(self.added)
        if not words:
            return []
        index = current_finder().index
        there = {body.pk for body in self.councils}
        found = bodies_named(words, index, councils_of_today(index) - there)
        return [b for b in found if fold(b.name) == fold(self.added)] or found[:MOST_OFFERED]

    @cached_property
    def lines(self) -> list[Line]:
        """By name."""
        wanted = {body.pk: body for body in self.councils}
        partners = {
            key: self.outlook.partners(key, self.today) for key in self.outlook.with_any(wanted)
        }
        keys = [key for key, bodies in partners.items() if bodies & wanted.keys()]
        held = list(Arrangement.objects.filter(pk__listed=keys).for_page().order_by("sort_name"))
        by_service: dict[Service, list[Arrangement]] = defaultdict(list)
        for each in held:
            for row in each.service_rows.all():
                by_service[row.service].append(each)
        found = []
        for each in held:
            others = {
                other.pk: other
                for row in each.service_rows.all()
                for other in by_service[row.service]
                if other.pk != each.pk
            }
            alike = [o for o in others.values() if partners[o.pk] == partners[each.pk]]
            found.append(
                Line(
                    each,
                    self._named(partners[each.pk] & wanted.keys()),
                    self._named(partners[each.pk]),
                    [other for other in others.values() if other not in alike],
                    alike,
                )
            )
        return found

    def _named(self, keys: Iterable[int]) -> list[Body]:
        return sorted((self.outlook.bodies[key] for key in keys), key=lambda body: body.name)

    @property
    def in_several(self) -> int:
        return sum(line.is_in_several for line in self.lines)

    @property
    def standing_twice(self) -> int:
        return sum(bool(line.beside or line.same) for line in self.lines)

    @property
    def string(self) -> str:
        query = QueryDict(mutable=True)
        query.setlist("body", [body.slug for body in self.councils])
        return query.urlencode()


def register_tables(register: MergedRegister) -> list[Table]:
    """The register as a workbook; a row each, with what stands twice marked."""
    columns = (
        ("Reference", 10),
        ("Arrangement", 34),
        ("In the lists of", 34),
        ("How many of them", 10),
        ("Services", 26),
        ("All partners", 44),
        ("Model", 22),
        ("Status", 18),
        ("Same service, other partners", 40),
        ("Same service and partners: perhaps one", 40),
    )
    rows: list[list[Value]] = [
        [
            line.arrangement.reference,
            line.arrangement.name,
            "\n".join(body.name for body in line.councils),
            len(line.councils),
            "\n".join(row.service.name for row in line.arrangement.service_rows.all()),
            "\n".join(body.name for body in line.partners),
            line.arrangement.get_model_display() or NOT_SAID,
            status(line.arrangement),
            _named(line.beside),
            _named(line.same),
        ]
        for line in register.lines
    ]
    names: list[list[Value]] = [[body.name] for body in register.councils]
    return [
        Table("Register", columns, rows or [["None in our catalogue.", *([""] * 9)]]),
        Table("Councils", (("Council", 44),), names or [["None was chosen."]]),
    ]


def _named(arrangements: Iterable[Arrangement]) -> str:
    return "\n".join(f"{each.reference} {each.name}" for each in arrangements)
