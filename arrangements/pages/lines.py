"""Arrangements as the lines of a list: what a line shows, fetched for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from arrangements import wording
from arrangements.choices import Geography, Model, Role, ServiceKind
from arrangements.models import Arrangement, ArrangementService, Lesson, Partner, Saving, Service
from arrangements.search.find import Asked
from arrangements.search.marks import PARTNERS_NAMED, Match, words_to_mark
from arrangements.sentences import counted

FIRST = (Role.LEAD, Role.HOST)


@dataclass(frozen=True)
class Named:
    """A partner's name, and what is said behind it: that it leads, or that it is gone."""

    name: SafeString | str
    remark: str


class Line:
    """What a list shows of one arrangement; after a search with what was found marked."""

    def __init__(self, arrangement: Arrangement, held: _Held) -> None:
        self.of = arrangement
        self._partners = held.partners[arrangement.pk]
        self._services = held.services[arrangement.pk]
        self._savings = held.savings[arrangement.pk]
        self.match: Match | None = None
        if held.asked:
            self.match = Match(
                arrangement,
                [each.body for each in self._partners],
                self._services,
                lambda: held.lessons[arrangement.pk],
                held.words,
                held.asked.finder.index,
            )

    def _marked(self, text: str) -> SafeString | str:
        return self.match.mark(text) if self.match else text

    @property
    def name(self) -> SafeString | str:
        return self._marked(self.of.name)

    @property
    def reference(self) -> SafeString | str:
        return self._marked(self.of.reference)

    @property
    def services(self) -> list[tuple[Service, SafeString | str, str]]:
        """Each with its name and what kind of service it is."""
        return [
            (each, self._marked(each.name), ServiceKind(each.kind).label.lower())
            for each in self._services
        ]

    @property
    def partners(self) -> list[Named]:
        return [
            Named(self._marked(each.body.name), _remark(each))
            for each in self._partners[:PARTNERS_NAMED]
        ]

    @property
    def all_partners(self) -> list[str]:
        return [each.body.name for each in self._partners]

    @property
    def more_partners(self) -> int:
        return max(len(self._partners) - PARTNERS_NAMED, 0)

    @property
    def status(self) -> str:
        return wording.status(self.of)

    @property
    def facts(self) -> list[str]:
        """When it began, how it is governed, and whether its partners are neighbours."""
        is_said = self.of.model not in ("", Model.UNKNOWN)
        near = Geography(self.of.geography).label.lower() if self.of.geography else "not known"
        return [
            wording.started(self.of),
            str(Model(self.of.model).label) if is_said else "Model not known",
            f"Neighbours: {near}",
        ]

    @property
    def saving(self) -> str:
        shown = wording.headline_saving(self._savings)
        return wording.saving_labelled(shown) if shown else ""

    @property
    def other_savings(self) -> str:
        """ "2 other figures"; nothing where the one is all there is."""
        others = len(self._savings) - 1
        return counted(others, "other figure") if others > 0 else ""


def _remark(partner: Partner) -> str:
    gone = "" if partner.body.is_current else f"(to {partner.body.last_day.year})"
    role = f"({partner.get_role_display().lower()})" if partner.role in FIRST else ""
    return f"{gone} {role}".strip()


class _Held:
    """What all lines of a list show. A query each for partners, services and savings."""

    def __init__(self, keys: list[int], asked: Asked | None) -> None:
        self.asked = asked
        self.words = words_to_mark(asked.texts) if asked else ()
        self._keys = keys
        of_these = {"arrangement__in": keys}
        partners = Partner.objects.filter(**of_these).select_related("body").order_by("number")
        self.partners: dict[int, list[Partner]] = _gathered(
            partners.only("arrangement", "number", "role", "body__name", "body__last_day")
        )
        rows = ArrangementService.objects.filter(**of_these).select_related("service")
        self.services: dict[int, list[Service]] = defaultdict(list)
        for row in rows:
            self.services[row.arrangement_id].append(row.service)
        self.savings: dict[int, list[Saving]] = _gathered(
            Saving.objects.filter(**of_these).select_related("source").order_by("number")
        )

    @cached_property
    def lessons(self) -> dict[int, list[str]]:
        """Their texts; asked for only where a word is found nowhere else."""
        found: dict[int, list[str]] = defaultdict(list)
        rows = Lesson.objects.filter(arrangement__in=self._keys).order_by("number")
        for key, text in rows.values_list("arrangement", "text"):
            found[key].append(text)
        return found


def _gathered(rows: QuerySet[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.arrangement_id].append(row)
    return found


def lines_of(arrangements: Iterable[Arrangement], asked: Asked | None = None) -> list[Line]:
    """Arrangements for a list, in their order."""
    found = list(arrangements)
    held = _Held([each.pk for each in found], asked)
    return [Line(each, held) for each in found]
