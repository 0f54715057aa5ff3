"""The vocabulary of services with counts, and what one service's arrangements are like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from arrangements.choices import Region, ServiceKind, Status
from arrangements.filters import Query
from arrangements.models import Arrangement, Partner, Service
from arrangements.pages.serviceways import Ways, nowhere
from arrangements.sentences import STILL_RUNNING


@dataclass(frozen=True)
class ServiceGroup:
    """Services of one group and kind, each with `arrangements` and `running`."""

    name: str
    slug: str
    services: list[Service] = field(default_factory=list)


@dataclass(frozen=True)
class KindOfService:
    code: str
    label: str
    groups: list[ServiceGroup]


def counted_services() -> QuerySet[Service]:
    """Services with how many arrangements have them, and how many were last reported running."""
    still = Q(arrangement_rows__arrangement__status__in=STILL_RUNNING)
    return Service.objects.annotate(
        arrangements=Count("arrangement_rows"), running=Count("arrangement_rows", filter=still)
    )


def services_by_kind(found: Mapping[int, str] | None = None) -> list[KindOfService]:
    """Every service under its kind and group, or those found, each with its `also`. One query."""
    order = [kind.value for kind in ServiceKind]
    rows = [each for each in counted_services() if found is None or each.pk in found]
    for each in rows:
        each.also = found[each.pk] if found else ""  # type: ignore[attr-defined]
    ordered = sorted(rows, key=lambda each: (order.index(each.kind), each.group, each.name))
    return [
        KindOfService(
            kind,
            str(ServiceKind(kind).label),
            [
                ServiceGroup(name, slug, list(services))
                for (name, slug), services in groupby(
                    of_kind, key=lambda each: (each.group, each.group_slug)
                )
            ],
        )
        for kind, of_kind in groupby(ordered, key=lambda each: each.kind)
    ]


@dataclass(frozen=True)
class Share:
    """One value, how many arrangements have it, and the query for them. `width` is in 100."""

    label: str
    count: int
    query: str
    width: int


@dataclass(frozen=True)
class Breakdown:
    """How the arrangements of a service divide by one fact."""

    title: str
    heading: str
    note: str
    shares: list[Share]


class ServicePage:
    """Everything that one page shows of a service. A constant number of queries."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.query = Query(QueryDict(urlencode({"service": service.code})))
        self.synonyms = [row.name for row in service.synonyms.all() if row.name != service.name]
        others = counted_services().filter(group=service.group).exclude(pk=service.pk)
        self.others = others.order_by("name")
        found = Arrangement.objects.filter(pk__in=self.query.arrangements.order_by().values("pk"))
        regions = (
            Partner.objects.filter(arrangement__in=found)
            .exclude(body__region="")
            .order_by()
            .values_list("body__region")
            .annotate(count=Count("arrangement", distinct=True))
        )
        self.ways = Ways(service.code, found)
        self.nowhere = nowhere(region for region, _ in regions)
        self.breakdowns = [
            self._breakdown("Status", "status", Status, self._counts(found, "status")),
            self._breakdown(
                "Region",
                "region",
                Region,
                dict(regions),
                "An arrangement counts in every region that a partner is in.",
            ),
        ]

    @staticmethod
    def _counts(found: QuerySet[Arrangement], name: str) -> dict[str, int]:
        """Arrangements by a coded word; those that do not say count as not known."""
        counts: dict[str, int] = {}
        for code, count in found.order_by().values_list(name).annotate(count=Count("pk")):
            counts[code or "unknown"] = counts.get(code or "unknown", 0) + count
        return counts

    def _breakdown(
        self, title: str, name: str, words: Any, counts: dict[str, int], note: str = ""
    ) -> Breakdown:
        most = max(counts.values(), default=0)
        shares = [
            Share(
                str(words(code).label),
                count,
                urlencode({"service": self.service.code, name: code}),
                round(100 * count / most),
            )
            for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]
        return Breakdown(f"By {title.lower()}", title, note, shares)
