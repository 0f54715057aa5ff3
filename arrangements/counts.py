"""How many there are of what, for the home page and the footer. Kept until the data changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Max, Min, TextChoices
from django.utils import timezone

from arrangements.choices import Geography, Mix, Sector, ServiceKind, SourceKind
from arrangements.models import (
    Arrangement,
    ArrangementService,
    Body,
    DataStamp,
    Partner,
    Source,
)
from arrangements.sentences import STILL_RUNNING

T = TypeVar("T")

# The ages into which "last reported running" falls: a first year and how it is called.
AGES = ((2024, "2024 or later"), (2020, "2020 to 2023"), (2015, "2015 to 2019"), (0, "Before 2015"))


def once_a_version(make: Callable[[], T]) -> Callable[[], T]:
    """Keep an answer until the data stamp changes. One query where it is kept."""
    held: dict[UUID, T] = {}

    @wraps(make)
    def answer() -> T:
        version = DataStamp.current().version
        if version not in held:
            held.clear()
            held[version] = make()
        return held[version]
    return answer


@dataclass(frozen=True)
class Way:
    """One way into the catalogue: what it is, how many arrangements, and the query for them."""

    label: str
    count: int
    query: str
    code: str = ""
    ways: list[Way] = field(default_factory=list)


@dataclass(frozen=True)
class Age:
    """How many arrangements were last reported running in some years, and their share in 100."""

    label: str
    count: int
    share: float


@dataclass(frozen=True)
class Counts:
    arrangements: int
    bodies: int
    sources: int
    kinds: list[Way]
    sectors: list[Way]
    mixes: list[Way]
    geographies: list[Way]
    ages: list[Age]
    still: int
    oldest: int | None
    newest: int | None


@once_a_version
def counts() -> Counts:
    """Everything that the home page counts."""
    rows = list(Arrangement.objects.values_list("status", "status_as_of", "mixes", "geography"))
    still = [year for status, year, *_ in rows if status in STILL_RUNNING]
    years = [year for year in still if year]
    return Counts(
        arrangements=len(rows),
        bodies=Body.objects.filter(partnerships__isnull=False).distinct().count(),
        sources=Source.objects.count(),
        kinds=kinds(),
        sectors=ways("sector", Sector, sectors()),
        mixes=ways("mix", Mix, Counter(code for row in rows for code in row[2])),
        geographies=ways("geography", Geography, Counter(row[3] for row in rows)),
        ages=ages(years, undated=len(still) - len(years)),
        still=len(still),
        oldest=min(years, default=None),
        newest=max(years, default=None),
    )


def ways(parameter: str, options: type[TextChoices], numbers: Counter[str]) -> list[Way]:
    """The ways by one parameter, those that lead nowhere left out."""
    return [
        Way(str(option.label), numbers[option.value], urlencode({parameter: option.value}))
        for option in options
        if numbers[option.value]
    ]


def sectors() -> Counter[str]:
    rows = Partner.objects.order_by().values("body__sector")
    return Counter(dict(rows.values_list("body__sector", Count("arrangement", distinct=True))))


def kinds() -> list[Way]:
    """The four kinds of service, each with its groups, the largest first."""
    number = Count("arrangement", distinct=True)
    rows = ArrangementService.objects.order_by()
    by_kind = dict(rows.values("service__kind").values_list("service__kind", number))
    groups: dict[str, list[Way]] = defaultdict(list)
    named = rows.values("service__kind", "service__group", "service__group_slug")
    for kind, name, slug, count in named.values_list(
        "service__kind", "service__group", "service__group_slug", number
    ):
        query = urlencode({"service_kind": kind, "service_group": slug})
        groups[kind].append(Way(name, count, query, slug))
    return [
        Way(
            str(kind.label),
            by_kind.get(kind.value, 0),
            urlencode({"service_kind": kind.value}),
            kind.value,
            sorted(groups[kind.value], key=lambda way: (-way.count, way.label)),
        )
        for kind in ServiceKind
    ]


def ages(years: list[int], undated: int) -> list[Age]:
    """When the arrangements that were still running when last reported were so reported."""
    numbers: Counter[str] = Counter()
    for year in years:
        numbers[next(label for first, label in AGES if year >= first)] += 1
    numbers["Year not known"] = undated
    most = max(numbers.values(), default=0) or 1
    labels = [*(label for _, label in AGES), "Year not known"]
    return [Age(label, numbers[label], round(100 * numbers[label] / most, 1)) for label in labels]


@once_a_version
def data_age() -> str:
    """When the catalogue last changed, and from which years its sources are."""
    years = Source.objects.aggregate(first=Min("published"), last=Max("published"))
    changed = timezone.localtime(DataStamp.current().changed_at)
    sentence = f"The catalogue was last changed on {changed.day} {changed:%B %Y}."
    if years["first"]:
        sentence += f" Its dated sources are from {years['first']} to {years['last']}."
    return f"{sentence} Nothing in it says that an arrangement is running today."


def sources_by_kind() -> list[tuple[str, int]]:
    """How many sources there are of each kind, the most first."""
    rows = Source.objects.order_by().values_list("kind").annotate(number=Count("pk"))
    named = [(str(SourceKind(kind).label) if kind else "Kind not said", n) for kind, n in rows]
    return sorted(named, key=lambda row: (-row[1], row[0]))
