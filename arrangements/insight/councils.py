"""Councils that take part, beside those that existed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import urlencode

from arrangements.choices import BodyKind, Tier
from arrangements.insight.figures import COUNCILS, PER_CENT, Cell, Column, Figure
from arrangements.insight.ground import Ground, bodies_of, body_address

# A class of councils has a tier too, and is no council.
KINDS_OF_TIER = {
    Tier.UPPER: (BodyKind.COUNTY,),
    Tier.LOWER: (BodyKind.DISTRICT,),
    Tier.SINGLE: (
        BodyKind.UNITARY,
        BodyKind.METROPOLITAN_BOROUGH,
        BodyKind.LONDON_BOROUGH,
        BodyKind.CITY_CORPORATION,
        BodyKind.SCOTTISH_COUNCIL,
        BodyKind.WELSH_COUNCIL,
        BodyKind.NI_DISTRICT,
    ),
}
COUNCIL_KINDS = tuple(kind for kinds in KINDS_OF_TIER.values() for kind in kinds)


def words_of(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def councils_among(
    ground: Ground, keys: Iterable[int], there: Mapping[int, Collection[int]]
) -> set[int]:
    """The councils in any of these arrangements, where `there` are the bodies in each."""
    found = set().union(*(there.get(key, ()) for key in keys))
    return {body for body in found if ground.register.bodies[body].kind in COUNCIL_KINDS}


def share(part: int, whole: int) -> Cell:
    return Cell(round(100 * part / whole, 1) if whole else None)


def councils(ground: Ground) -> Figure:
    """By tier, how many take part of those that there were on the day, or are today."""
    day = ground.day or ground.today
    taking = councils_among(ground, ground.rows, ground.taking_part(day))
    rows = []
    tiers = [(str(tier.label), kinds) for tier, kinds in KINDS_OF_TIER.items()]
    for label, kinds in (*tiers, ("All councils", COUNCIL_KINDS)):
        codes = [str(kind) for kind in kinds]
        there = [
            body.pk
            for body in ground.register.bodies.values()
            if body.kind in codes and ground.is_there(body, day)
        ]
        part = taking & set(there)
        asked = [("body_kind", code) for code in codes]
        existed = body_address(urlencode([*asked, ("on", day.isoformat())]))
        rows.append(
            [
                Cell(label),
                Cell(len(part), bodies_of(ground.base, day, body_kind=codes) if part else ""),
                Cell(len(there), existed if there else ""),
                share(len(part), len(there)),
            ]
        )
    when = f"on {words_of(day)}" if ground.day else "today"
    return Figure(
        "councils",
        f"Councils that take part, {when}",
        (
            Column("Tier"),
            Column("Take part", COUNCILS),
            Column("Existed" if ground.day else "Exist", COUNCILS),
            Column("Share", PER_CENT),
        ),
        rows,
        note=""
        if ground.day
        else "In anything that these arrangements record, running or not, themselves or in the"
        " place of a council that is gone. Give a day to count those in what ran then.",
        picture="bars",
        bar_of=3,
    )
