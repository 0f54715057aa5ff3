"""How a service is shared: by which models and how those went, in what company, for what money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlencode

from django.db.models import QuerySet

from arrangements.choices import Model, Region, Status
from arrangements.models import Arrangement, Lesson
from arrangements.sentences import STILL_RUNNING
from arrangements.totals import KINDS, current_totals
from arrangements.wording import listed, money

OVER = (Status.ENDED, Status.SUPERSEDED)
SIZES = ((2, 2, "2 partners"), (3, 4, "3 or 4"), (5, 9, "5 to 9"), (10, 0, "10 or more"))
LESSONS_SHOWN = 5


@dataclass
class Way:
    """A model, and how many of its arrangements stand how; each number with its query."""

    label: str
    code: str
    counts: Counter[str] = field(default_factory=Counter)
    service: str = ""

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def columns(self) -> list[tuple[int, str]]:
        """All of them, then running when last reported, ended or replaced, and not pursued."""
        groups: tuple[tuple[Status, ...], ...] = ((), STILL_RUNNING, OVER, (Status.ABANDONED,))
        return [(self._number(group), self._query(group)) for group in groups]

    def _number(self, group: Iterable[Status]) -> int:
        codes = [str(status) for status in group]
        return sum(self.counts[code] for code in codes) if codes else self.total

    def _query(self, group: Iterable[Status]) -> str:
        asked = {"service": self.service, "model": self.code, "status": [*map(str, group)]}
        return urlencode(asked, doseq=True)


@dataclass(frozen=True)
class Money:
    """Claims of one pattern and basis: how many arrangements have one, and between what."""

    label: str
    arrangements: int
    words: str


class Ways:
    """What one page shows of how a service is shared. Four queries."""

    TITLES = ("All", "Last reported running", "Ended or replaced", "Not pursued")

    def __init__(self, service: str, found: QuerySet[Arrangement]) -> None:
        rows = list(found.order_by().values_list("pk", "model", "status", "partner_count"))
        self._service = service
        self.models = self._models((model, status) for _, model, status, _ in rows)
        self.sizes = [
            (label, sum(least <= count <= (most or count) for *_, count in rows))
            for least, most, label in SIZES
        ]
        self.few = sum(count < SIZES[0][0] for *_, count in rows)
        self.money = _money([key for key, *_ in rows])
        lessons = Lesson.objects.filter(arrangement__in=found)
        self.lesson_count = lessons.count()
        self.lessons = lessons.select_related("arrangement").order_by(
            "-arrangement__last_seen", "arrangement__reference", "number"
        )[:LESSONS_SHOWN]

    def _models(self, rows: Iterable[tuple[str, str]]) -> list[Way]:
        ways: dict[str, Way] = {}
        for model, status in rows:
            code = model or str(Model.UNKNOWN)
            way = ways.setdefault(code, Way(str(Model(code).label), code, service=self._service))
            way.counts[status or str(Status.UNKNOWN)] += 1
        return sorted(ways.values(), key=lambda way: (-way.total, way.label))


def _money(keys: Collection[int]) -> list[Money]:
    """Of what may be added up, within one pattern and basis, the highest claim of each."""
    found = []
    for code, kind in current_totals().kinds.items():
        claims = sorted(kind.counted[key].high for key in keys if key in kind.counted)
        if claims:
            found.append(Money(KINDS[code], len(claims), _between(claims)))
    return found


def _between(amounts: list[int]) -> str:
    if len(amounts) == 1:
        return money(amounts[0])
    span = f"{money(amounts[0])} to {money(amounts[-1])}"
    return (
        f"{span}, half of them up to {money(round(median(amounts)))}" if len(amounts) > 2 else span
    )


def nowhere(regions: Iterable[str]) -> str:
    """The regions in which nobody has it, in words; "" where there is none."""
    held = set(regions)
    return listed(str(region.label) for region in Region if region not in held)
