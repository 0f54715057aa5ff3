"""Over the years: what is known to have run on each 31 March, and what began and ended."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection
from itertools import accumulate

from arrangements.choices import RAN
from arrangements.figurefilters import OVER
from arrangements.insight.councils import words_of
from arrangements.insight.figures import ARRANGEMENTS, Cell, Column, Figure, Panel
from arrangements.insight.ground import Ground, Period, narrowed
from arrangements.insight.growth import by_size, grown
from arrangements.sentences import counted

NOTHING = "None of these arrangements is known to have run on any day."
AGES = (
    "The numbers fall towards today because sources age: an arrangement that nobody has reported"
    " on since 2014 is not known to run in 2015."
)


def step(year: int) -> dt.date:
    """The day of a year on which the catalogue is counted, as on the map's slider."""
    return dt.date(year, 3, 31)


def running_in(
    ground: Ground, keys: Collection[int], *, known: bool = True
) -> dict[int, list[int]]:
    """For each year the arrangements known to have run (or that may have) on its 31 March."""
    found: dict[int, list[int]] = defaultdict(list)
    for period in ground.periods:
        if period.known is known and period.arrangement in keys:
            first, last = _steps(ground, period)
            for year in range(first, last + 1):
                found[year].append(period.arrangement)
    return found


def number_running(ground: Ground, *, known: bool = True) -> dict[int, int]:
    """For each year how many are known to have run (or may have) on its 31 March."""
    change: Counter[int] = Counter()
    for period in ground.periods:
        if period.known is known:
            first, last = _steps(ground, period)
            if first <= last:
                change[first] += 1
                change[last + 1] -= 1
    if not change:
        return {}
    span = range(min(change), max(change) + 1)
    counts = accumulate(change[year] for year in span)
    return {year: number for year, number in zip(span, counts, strict=True) if number}


def _steps(ground: Ground, period: Period) -> tuple[int, int]:
    """The first and the last year on whose 31 March a period stands, up to today."""
    first = period.first_day.year + (period.first_day > step(period.first_day.year))
    last = period.last_day.year - (period.last_day < step(period.last_day.year))
    return max(first, 1800), min(last, ground.today.year)


def years(ground: Ground) -> Panel:
    known = number_running(ground)
    grew = grown(ground)
    partners = [by_size(ground), *([grew] if grew.rows else [])]
    if not known:
        return Panel("time", "Time", [NOTHING], partners)
    year = busiest(known)
    says = [
        f"{counted(known[year], 'arrangement')} known to have been running on"
        f" {words_of(step(year))}, the most of any 31 March.",
        AGES,
    ]
    return Panel("time", "Time", says, [by_year(ground, known), *partners])


def busiest(known: dict[int, int]) -> int:
    """The latest of the years with the most."""
    return max(known, key=lambda year: (known[year], year))


def by_year(ground: Ground, known: dict[int, int]) -> Figure:
    may = number_running(ground, known=False)
    began: dict[int, set[int]] = defaultdict(set)
    ended: dict[int, set[int]] = defaultdict(set)
    for key, row in ground.rows.items():
        if row.start and row.status in RAN:
            began[int(row.start[:4])].add(key)
        if row.end and row.status in OVER:
            ended[int(row.end[:4])].add(key)
    there = {*known, *(year for year in (*began, *ended) if year <= ground.today.year)}
    return Figure(
        "by-year",
        "Known running on 31 March, begun and ended, by year",
        (
            Column("Year"),
            Column("Known running on 31 March", ARRANGEMENTS),
            Column("Not known on 31 March", ARRANGEMENTS),
            Column("Began in the year", ARRANGEMENTS),
            Column("Ended or replaced in the year", ARRANGEMENTS),
        ),
        [
            [
                Cell(str(year)),
                ground.listed(known.get(year, 0), narrowed(ground.base, on=step(year).isoformat())),
                Cell(may.get(year, 0)),
                ground.count(began[year], began=str(year)),
                ground.count(ended[year], ended=str(year)),
            ]
            for year in range(min(there), max(there) + 1)
        ],
        note="A start or an end that only has a year counts in that year, and on 31 March as the"
        " first or the last day that it can mean. Not known: it may have run that day; no list"
        " holds those, but the map can show them.",
        picture="years",
    )
