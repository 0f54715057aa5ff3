"""How many there are of what, for the home page and the footer. Kept until the data changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, TextChoices
from django.utils import timezone

from arrangements.choices import Geography, Mix, Model, Sector, ServiceKind, SourceKind
from arrangements.models import (
    Arrangement,
    ArrangementService,
    Body,
    DataStamp,
    Partner,
    Service,
    Source,
)
from arrangements.sentences import STILL_RUNNING
from arrangements.versions import once_a_version

# Models of cases that are no arrangements in our sense, and are kept because sources list them.
EDGE = (Model.JOINT_AUTHORITY.value, Model.CO_LOCATION.value)

# How many years each age spans, from the newest report back; one more holds all before them.
SPANS = (3, 4, 5)


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
    still_words: str
    edge: list[Way]


@once_a_version
def counts() -> Counts:
    """Everything that the home page counts."""
    facts = ("status", "status_as_of", "mixes", "geography", "model")
    rows = list(Arrangement.objects.values_list(*facts))
    still = [year for status, year, *_ in rows if status in STILL_RUNNING]
    years = [year for year in still if year]
    models = Counter(row[4] for row in rows)
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
        still_words=last_reported(len(still), years),
        edge=ways("model", Model, models, EDGE),
    )


def last_reported(still: int, years: list[int]) -> str:
    """ "375 were last reported running (2006 to 2026, 47 undated)."."""
    if not still:
        return "None of them was last reported running."
    ages = [" to ".join(str(year) for year in sorted({min(years), max(years)}))] if years else []
    ages += [f"{still - len(years):,} undated"] if still > len(years) else []
    verb = "was" if still == 1 else "were"
    return f"{still:,} {verb} last reported running ({', '.join(ages)})."


def ways(
    parameter: str,
    options: type[TextChoices],
    numbers: Counter[str],
    only: tuple[str, ...] = (),
) -> list[Way]:
    """The ways by one parameter, those that lead nowhere left out."""
    return [
        Way(str(option.label), numbers[option.value], urlencode({parameter: option.value}))
        for option in options
        if numbers[option.value] and (not only or option.value in only)
    ]


def sectors() -> Counter[str]:
    rows = Partner.objects.order_by().values("body__sector")
    return Counter(dict(rows.values_list("body__sector", Count("arrangement", distinct=True))))


def kinds() -> list[Way]:
    """The four kinds of service, each with its groups, the largest first.

    A group stands under the kind that most of its services have; a service of another kind
    stands under its own kind by itself. So every number is that of the query it leads to.
    """
    number = Count("arrangement", distinct=True)
    rows = ArrangementService.objects.order_by()
    by_kind = dict(rows.values_list("service__kind").annotate(number))
    by_group = dict(rows.values_list("service__group_slug").annotate(number))
    by_service = dict(rows.values_list("service__code").annotate(number))
    services = list(Service.objects.all())
    main: dict[str, str] = {}
    sizes = Counter((service.group_slug, service.kind) for service in services)
    for (slug, kind), _ in sizes.most_common():
        main.setdefault(slug, kind)
    found: dict[str, set[tuple[str, int, str]]] = defaultdict(set)
    for service in services:
        slug = service.group_slug
        if service.kind == main[slug]:
            way = (service.group, by_group.get(slug, 0), urlencode({"service_group": slug}))
        else:
            query = urlencode({"service": service.code})
            way = (service.name, by_service.get(service.code, 0), query)
        found[service.kind].add(way)
    return [
        Way(
            str(kind.label),
            by_kind.get(kind.value, 0),
            urlencode({"service_kind": kind.value}),
            kind.value,
            [Way(*each) for each in sorted(found[kind.value], key=lambda way: (-way[1], way[0]))],
        )
        for kind in ServiceKind
    ]


def ages(years: list[int], undated: int) -> list[Age]:
    """When the arrangements that were still running when last reported were so reported."""
    found: list[tuple[str, int]] = []
    last = max(years, default=0)
    for span in SPANS if years else ():
        first = last - span + 1
        found.append((f"{first} to {last}", sum(first <= year <= last for year in years)))
        last = first - 1
    if years:
        found.append((f"Before {last + 1}", sum(year <= last for year in years)))
    found.append(("Year not known", undated))
    most = max(count for _, count in found) or 1
    return [Age(label, count, round(100 * count / most, 1)) for label, count in found]


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
