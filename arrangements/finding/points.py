"""How well two bodies go together: what counts, and how much.

The points were chosen on half of the old arrangements and tried on the other half
(tests/bench/finder.py; docs/finder.md has what came of it).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from arrangements.choices import Geography
from arrangements.distances import kilometres
from arrangements.finding.known import Known
from arrangements.likeness import likeness_in_size
from arrangements.models import Body
from arrangements.register import Register

NEAREST_KM, FARTHEST_KM = 4, 512
MOST_TOGETHER = 3


@dataclass(frozen=True)
class Clue:
    """One thing that counts: a word for it in code, what it is in plain words, and its points."""

    code: str
    what: str
    points: int


CLUES = (
    Clue("near", "Each time the distance between the two halves, from 512 km down to 4 km", 6),
    Clue("adjoins", "Their areas adjoin", 10),
    Clue("tier", "The same tier of council, or for others the same kind of body", 8),
    Clue("nation", "The same nation", 12),
    Clue("county", "The same county", 5),
    Clue("size", "Like in size: within a quarter in full, within half for half the points", 2),
    Clue("together", "Each thing that they share or shared already, three at most", 2),
    Clue("group", "One of these is in the same group of services", 1),
)


@dataclass(frozen=True)
class Tried:
    """Of 100 askings on arrangements held back, how many had a partner in the first 3 and 10."""

    in_three: int
    in_ten: int
    nearest_three: int
    nearest_ten: int


TRIED = Tried(in_three=79, in_ten=93, nearest_three=62, nearest_ten=88)
POINTS = {clue.code: clue.points for clue in CLUES}


def same_county(a: Body, b: Body) -> bool:
    if a.met_county or b.met_county:
        return a.met_county == b.met_county
    return a.parent_id is not None and a.parent_id == b.parent_id


def amounts(
    a: Body, b: Body, register: Register, known: Known, groups: frozenset[str]
) -> dict[str, float]:
    """How much of each clue there is in two bodies, where one asks about a group of services."""
    km = kilometres(a, b)
    together = known.together(a.pk, b.pk)
    return {
        "near": 0 if km is None else max(math.log2(FARTHEST_KM / max(km, NEAREST_KM)), 0),
        "adjoins": register.geography_of_pair(a.pk, b.pk) == Geography.ADJOINING,
        "tier": a.tier == b.tier if a.tier else a.kind == b.kind,
        "nation": a.nation == b.nation,
        "county": same_county(a, b),
        "size": likeness_in_size(a, b),
        "together": min(len(together), MOST_TOGETHER),
        "group": bool(groups & known.groups_in(together)),
    }


def total(amounts: dict[str, float], points: dict[str, int] = POINTS) -> float:
    return sum(points[code] * amount for code, amount in amounts.items())
