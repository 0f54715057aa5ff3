"""Shared chief executives: every one that we know of, and how many there were when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from django.db.models import F

from arrangements.choices import RAN, EndedWhy
from arrangements.insight.councils import COUNCIL_KINDS, councils_among, words_of
from arrangements.insight.figures import ARRANGEMENTS, COUNCILS, Cell, Column, Figure, Panel
from arrangements.insight.ground import Ground, bodies_of, list_address, narrowed
from arrangements.insight.years import running_in, step
from arrangements.models import Source, Standing
from arrangements.sentences import counted
from arrangements.wording import date, listed
from arrangements.wording import status as status_words

SERVICE = "chief-executive"
NOTHING = "None of these arrangements shares a chief executive."
NO_DAY = "None of them is known to have run on any day."
AGES = (
    "A later fall is one of what is known: where a source last saw it running in 2014, later years"
    " are not known. Source: Sharedmap, with a source for each arrangement below."
)
HEADINGS = ("Arrangement", "Between", "Start", "End", "Status", "Why", "Newest source")
KINDS = [str(kind) for kind in COUNCIL_KINDS]


class Year(NamedTuple):
    """A 31 March: arrangements and councils known to share, and those of which it is not known.

    No council is in both: one that is known to share is not counted again.
    """

    known: list[int]
    councils: set[int]
    may: list[int]
    may_councils: set[int]


class Stands(NamedTuple):
    """When a body takes part in an arrangement, itself or by succession."""

    arrangement: int
    body: int
    first_day: dt.date
    last_day: dt.date


def chiefs(ground: Ground) -> Panel:
    keys = ground.with_service.get(SERVICE, set())
    title = "Shared chief executives"
    if not keys:
        return Panel("chief-executives", title, [NOTHING], [])
    years = counted_by_year(ground, keys)
    figures = [by_year(ground, years)] if years else []
    says = [quote(years), AGES] if years else [NO_DAY]
    links = links_to_lists(ground, years)
    return Panel("chief-executives", title, says, [*figures, every(ground, keys)], links)


def counted_by_year(ground: Ground, keys: set[int]) -> dict[int, Year]:
    """From the first to the last year in which any is known to run."""
    known, may = running_in(ground, keys), running_in(ground, keys, known=False)
    standings = _standings(ground)
    found = {}
    for year in range(min(known), max(known) + 1) if known else ():
        here, perhaps = known.get(year, []), may.get(year, [])
        there = _there(standings, step(year))
        councils = councils_among(ground, here, there)
        others = councils_among(ground, perhaps, there) - councils
        found[year] = Year(here, councils, perhaps, others)
    return found


def _standings(ground: Ground) -> list[Stands]:
    rows = Standing.objects.filter(arrangement__services__code=SERVICE).order_by()
    return [Stands(*row) for row in ground.mine(rows).values_list(*Stands._fields)]


def _there(standings: list[Stands], day: dt.date) -> dict[int, set[int]]:
    """For each arrangement who takes part in it on a day."""
    found: dict[int, set[int]] = defaultdict(set)
    for stands in standings:
        if stands.first_day <= day <= stands.last_day:
            found[stands.arrangement].add(stands.body)
    return found


def quote(years: dict[int, Year]) -> str:
    """How many there were at last, what is not known of it, and the most that are known."""
    most = max(len(year.councils) for year in years.values())
    if not most:
        return "No council is known to have shared a chief executive on any 31 March."
    latest = max(years)
    now, may = len(years[latest].councils), len(years[latest].may_councils)
    text = (
        f"On {words_of(step(latest))}, {counted(now, 'council')} {'was' if now == 1 else 'were'}"
        " known to share a chief executive"
    )
    if may:
        text += f", and of {may:,} more it is not known: between {now:,} and {now + may:,}"
    text += f". The most known was {most:,}, on 31 March of {listed(spans(_peaks(years)))}."
    if not may:
        return text
    if now + may < most:
        return f"{text} So there are fewer in any case."
    return f"{text} So whether the number is rising cannot be said."


def _peaks(years: dict[int, Year]) -> list[int]:
    """Every year that had as many as there ever were."""
    most = max(len(year.councils) for year in years.values())
    return [number for number, year in years.items() if len(year.councils) == most]


def links_to_lists(ground: Ground, years: dict[int, Year]) -> list[tuple[str, str]]:
    """To the councils behind the numbers of the sentence: those of the last year and of a peak."""
    named = dict.fromkeys([max(years), _peaks(years)[-1]] if years else [])
    return [
        (f"The {counted(len(years[each].councils), 'council')} of {each}", _councils(ground, each))
        for each in named
        if years[each].councils
    ]


def _councils(ground: Ground, year: int) -> str:
    """The address of the councils known to share a chief executive on 31 March of a year."""
    then = narrowed(narrowed(ground.base, service=SERVICE), on=step(year).isoformat())
    return bodies_of(then, step(year), body_kind=KINDS)


def spans(years: list[int]) -> list[str]:
    """Years in order; three or more in a row as one, such as "2012 to 2015"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    parts = [[f"{run[0]} to {run[-1]}"] if len(run) > 2 else [*map(str, run)] for run in runs]
    return [part for each in parts for part in each]


def by_year(ground: Ground, years: dict[int, Year]) -> Figure:
    rows = []
    for number, year in years.items():
        asked = narrowed(ground.base, service=SERVICE)
        behind = _councils(ground, number) if year.councils else ""
        rows.append(
            [
                Cell(str(number)),
                Cell(len(year.councils), behind),
                Cell(len(year.may_councils)),
                ground.within(year.known, asked, on=step(number).isoformat()),
                Cell(len(year.may)),
            ]
        )
    return Figure(
        "chief-executives-by-year",
        "Councils that shared a chief executive on 31 March",
        (
            Column("Year"),
            Column("Councils in those known running", COUNCILS),
            Column("Councils only in those not known", COUNCILS),
            Column("Arrangements known running", ARRANGEMENTS),
            Column("Arrangements not known", ARRANGEMENTS),
        ),
        rows,
        note="The columns drawn count councils. Not known: they take part only in what may have"
        " run that day; no list holds those.",
        picture="years",
    )


def every(ground: Ground, keys: set[int]) -> Figure:
    """What ran between councils first; then what never did, and what others take part in."""
    rows = []
    ran = {key for key in keys if ground.rows[key].status in RAN}
    alone = {key for key in keys if _councils_alone(ground, key)}
    here = [key for key in ground.rows if key in keys]
    sources = _latest_sources(ground)
    for key in sorted(here, key=lambda key: (key not in ran, key not in alone)):
        row = ground.rows[key]
        names = sorted(ground.register.bodies[body].name for body in ground.bodies.get(key, ()))
        rows.append(
            [
                ground.named(key),
                Cell(listed(names)),
                Cell(date(row.start) or "Not known"),
                Cell(date(row.end)),
                Cell(status_words(row)),
                Cell("; ".join(str(EndedWhy(code).label) for code in row.ended_why)),
                sources.get(key, Cell("None recorded")),
            ]
        )
    return Figure(
        "chief-executives",
        f"Every one that we know of ({counted(len(rows), 'arrangement')})",
        [Column(each) for each in HEADINGS],
        rows,
        note=f"{len(ran & alone):,} of them ran between councils alone, {len(ran - alone):,} with"
        f" others too, such as health bodies; {len(keys - ran):,} were proposed, agreed or not"
        " pursued, or it is not known that they ever ran. They stand in this order.",
        as_cards=True,
        is_open=True,
        address=list_address(narrowed(ground.base, service=SERVICE)),
    )


def _latest_sources(ground: Ground) -> dict[int, Cell]:
    """For each arrangement the newest of its sources; its page has all of them."""
    rows = Source.objects.filter(arrangement__services__code=SERVICE).order_by(
        F("published").asc(nulls_first=True), "-number"
    )
    told = ground.mine(rows).values_list("arrangement", "title", "published", "url")
    return {
        key: Cell(f"{title} ({published or 'no date'})", url) for key, title, published, url in told
    }


def _councils_alone(ground: Ground, key: int) -> bool:
    bodies = (ground.register.bodies[body] for body in ground.bodies.get(key, ()))
    return all(body.kind in COUNCIL_KINDS for body in bodies)
