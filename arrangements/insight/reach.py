"""Reach: how many residents have a council that shares a service, where populations are known."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from arrangements.choices import BodyKind, Tier
from arrangements.insight.councils import COUNCIL_KINDS, councils_among, words_of
from arrangements.insight.figures import (
    ARRANGEMENTS,
    COUNCILS,
    IN_TEN,
    RESIDENTS,
    Cell,
    Column,
    Figure,
    Panel,
    number_of,
)
from arrangements.insight.ground import Asked, Ground, bodies_of, body_address, narrowed
from arrangements.models import Body
from arrangements.sentences import STILL_RUNNING

TITLE = "Reach"
NOTHING = "No council is known to take part in any of these arrangements."
LOCAL = (Tier.LOWER, Tier.SINGLE)
KINDS = [str(kind) for kind in COUNCIL_KINDS]


def reach(ground: Ground) -> Panel:
    """Of what is known to have run on the day, or else was last reported running."""
    day = ground.day or ground.today
    there = local_councils(ground)
    known = [body for body in there.values() if body.population]
    whole = sum(body.population or 0 for body in known)
    still: dict[str, Asked] = {} if ground.day else {"status": [*map(str, STILL_RUNNING)]}
    running = ground.having(lambda row: ground.day or row.status in STILL_RUNNING)
    taking_part = ground.taking_part(day)
    rows = []
    for code, keys in ground.with_service.items():
        mine = keys & running
        councils = councils_among(ground, mine, taking_part)
        near = reached(there, councils)
        if not near:
            continue
        asked = narrowed(ground.base, service=code, **still)
        counted = [body for body in near if body.population]
        residents = sum(body.population or 0 for body in counted)
        rows.append(
            [
                Cell(ground.services[code].name),
                Cell(round(10 * residents / whole, 1) if whole else None),
                Cell(residents if counted else None),
                Cell(len(near), _reached(ground, asked)),
                Cell(len(counted), _reached(ground, asked, population="yes") if counted else ""),
                Cell(len(councils), bodies_of(asked, day, body_kind=KINDS)),
                ground.listed(len(mine), asked),
            ]
        )
    if not rows:
        return Panel("reach", TITLE, [NOTHING], [])
    rows.sort(key=lambda row: (-number_of(row[2]), str(row[0].value)))
    when = f"on {words_of(day)}" if ground.day else "today"
    says = [
        f"Of the {len(there):,} district and single-tier councils that"
        f" {'there were ' if ground.day else 'there are '}{when}{_place(ground)},"
        f" populations are known for {len(known):,}"
        f" ({round(100 * len(known) / len(there))}%), with {whole:,} residents. A resident counts"
        " once, where the district, the single-tier council or the county council over it shares"
        " the service.",
        _what(ground),
    ]
    return Panel("reach", TITLE, says, [_figure(rows, known)])


def local_councils(ground: Ground) -> dict[int, Body]:
    """The councils without one below them that there were on the day, where the query looks."""
    day = ground.day or ground.today
    nations, regions = ground.query.values("nation"), ground.query.values("region")
    return {
        key: body
        for key, body in ground.register.bodies.items()
        if body.tier in LOCAL
        and body.kind != BodyKind.GROUP
        and ground.is_there(body, day)
        and (not nations or body.nation in nations)
        and (not regions or body.region in regions)
    }


def reached(there: dict[int, Body], councils: Collection[int]) -> list[Body]:
    """Those that share, or whose county does."""
    return [body for key, body in there.items() if key in councils or body.parent_id in councils]


def _reached(ground: Ground, string: str, **asked: str) -> str:
    """The address of the councils that are reached."""
    day = ground.day or ground.today
    places = [(name, each) for name in ("nation", "region") for each in ground.query.values(name)]
    return body_address(
        urlencode([*places, *asked.items(), ("on", day.isoformat()), ("reached", string)])
    )


def _place(ground: Ground) -> str:
    asked = any(ground.query.values(name) for name in ("nation", "region"))
    return " in these places" if asked else ""


def _what(ground: Ground) -> str:
    if ground.day:
        return "Counted is what is known to have been running that day."
    return (
        "Counted is what was last reported running, however long ago, with today’s councils in"
        " place of those that are gone."
    )


def _figure(rows: list[list[Cell]], known: list[Body]) -> Figure:
    years = {body.population_year for body in known if body.population_year}
    span = " to ".join(str(year) for year in sorted({min(years), max(years)})) if years else ""
    return Figure(
        "reach",
        "Residents whose council shares each service",
        (
            Column("Service"),
            Column("Residents", IN_TEN),
            Column("Residents", RESIDENTS),
            Column("Local councils reached", COUNCILS),
            Column("Population known", COUNCILS),
            Column("Councils taking part", COUNCILS),
            Column("Arrangements", ARRANGEMENTS),
        ),
        rows,
        note="Local councils are districts and single-tier councils: everybody lives in one. In 10:"
        " of those residents whose council’s population is known."
        + (f" Populations are of {span}, whatever the day." if span else ""),
        picture="bars",
        most=15,
    )
