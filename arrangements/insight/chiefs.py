"""Shared chief executives: every one that we know of, and how many there were when."""

from __future__ import annotations

from arrangements.choices import EndedWhy
from arrangements.insight.councils import COUNCIL_KINDS, councils_among, words_of
from arrangements.insight.figures import ARRANGEMENTS, COUNCILS, Cell, Column, Figure, Panel
from arrangements.insight.ground import Ground, bodies_of, narrowed
from arrangements.insight.years import busiest, running_in, step
from arrangements.models import Arrangement
from arrangements.sentences import counted
from arrangements.wording import date, listed
from arrangements.wording import status as status_words

SERVICE = "chief-executive"
NOTHING = "None of these arrangements shares a chief executive."
NO_DAY = "None of them is known to have run on any day."
KINDS = [str(kind) for kind in COUNCIL_KINDS]


def chiefs(ground: Ground) -> Panel:
    keys = ground.with_service.get(SERVICE, set())
    title = "Shared chief executives"
    if not keys:
        return Panel("chief-executives", title, [NOTHING], [])
    known = running_in(ground, keys)
    figures = [by_year(ground, keys, known)] if known else []
    says = [NO_DAY] if not known else said(ground, keys, known)
    return Panel("chief-executives", title, says, [*figures, every(ground, keys)])


def said(ground: Ground, keys: set[int], known: dict[int, list[int]]) -> list[str]:
    """What can be quoted, with its day; and what it does not mean."""
    peak = busiest(known)
    there = councils_among(ground, known[peak], step(peak))
    may = running_in(ground, keys, known=False)
    quote = (
        f"On {words_of(step(peak))} {counted(len(there), 'council')} are known to have shared a"
        f" chief executive, in {counted(len(known[peak]), 'arrangement')}; of"
        f" {len(may.get(peak, [])):,} more it is not known. That is the most on any 31 March."
    )
    before = [year for year in known if year < peak]
    if before:
        first = max(min(before), peak - 5)
        earlier = len(councils_among(ground, known.get(first, ()), step(first)))
        quote += f" On {words_of(step(first))} it was {counted(earlier, 'council')}."
    return [
        quote,
        "A later fall is one of what is known: where a source last saw it running in 2014, later"
        " years are not known. Source: Sharedmap, with the sources of each arrangement below.",
    ]


def by_year(ground: Ground, keys: set[int], known: dict[int, list[int]]) -> Figure:
    may = running_in(ground, keys, known=False)
    rows = []
    for year in range(min(known), max(known) + 1):
        day = step(year)
        running = known.get(year, [])
        asked = narrowed(narrowed(ground.base, service=SERVICE), on=day.isoformat())
        there = councils_among(ground, running, day)
        rows.append(
            [
                Cell(str(year)),
                Cell(len(there), bodies_of(asked, day, body_kind=KINDS) if there else ""),
                ground.within(running, narrowed(ground.base, service=SERVICE), on=day.isoformat()),
                Cell(len(may.get(year, []))),
            ]
        )
    return Figure(
        "chief-executives-by-year",
        "Councils that are known to have shared a chief executive on 31 March",
        (
            Column("Year"),
            Column("Councils", COUNCILS),
            Column("Known running", ARRANGEMENTS),
            Column("Not known", ARRANGEMENTS),
        ),
        rows,
        picture="years",
    )


def every(ground: Ground, keys: set[int]) -> Figure:
    rows = []
    for key in ground.rows:
        if key not in keys:
            continue
        row = ground.rows[key]
        names = sorted(ground.register.bodies[body].name for body in ground.bodies.get(key, ()))
        stood = Arrangement(status=row.status, status_as_of=row.status_as_of, end=row.end)
        rows.append(
            [
                ground.named(key),
                Cell(listed(names)),
                Cell(date(row.start) or "Not known"),
                Cell(date(row.end)),
                Cell(status_words(stood)),
                Cell("; ".join(str(EndedWhy(code).label) for code in row.ended_why)),
            ]
        )
    return Figure(
        "chief-executives",
        f"Every one that we know of ({counted(len(rows), 'arrangement')})",
        [Column(each) for each in ("Arrangement", "Between", "Start", "End", "Status", "Why")],
        rows,
    )
