"""The finder tried on every old arrangement, its partners hidden, against chance and the nearest.

docs/finder.md says what is hidden and what came of it; `python -m tests.bench.finder` prints it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from arrangements.choices import BodyKind, Geography, Sector
from arrangements.distances import kilometres
from arrangements.finding.known import Known, known_now
from arrangements.finding.points import CLUES, amounts, total
from arrangements.models import Arrangement, Body
from arrangements.partialdate import first_day
from arrangements.register import Register, current_register

BEFORE, FEWEST, MOST = 2013, 2, 4
IN_FIRST = (3, 10)
UNIT = 0.2  # What a point is worth in the logarithm of the odds, in which points are chosen.
DAMPING, PASSES = 0.001, 30

Score = Callable[["Candidate"], float]


@dataclass(frozen=True)
class Candidate:
    """A council that might have been asked: how it stood to the asker, and whether it shared."""

    true: bool
    km: float
    amounts: dict[str, float]


@dataclass(frozen=True)
class Case:
    """One partner of an old arrangement as the asker, and every council that then stood."""

    reference: str
    asker: str
    separate: bool
    candidates: list[Candidate]

    @cached_property
    def chosen_on(self) -> bool:
        """Even references are those that the points were chosen on."""
        return int(self.reference[2:]) % 2 == 0

    def rank(self, score: Score) -> int:
        """The place of the first true partner; of equal ones the nearer comes first."""
        ordered = sorted(self.candidates, key=lambda each: (-score(each), each.km))
        return next(place for place, each in enumerate(ordered, 1) if each.true)

    def by_chance(self) -> tuple[list[float], float]:
        """What to expect of any order: a true partner in the first 3 and 10, and 1/its place."""
        size, true = len(self.candidates), sum(each.true for each in self.candidates)
        # The chance that the first true one is at each place, one after the other.
        chances, none_yet = [], 1.0
        for place in range(size - true + 1):
            hit = none_yet * true / (size - place)
            chances.append(hit)
            none_yet -= hit
        reciprocal = sum(chance / place for place, chance in enumerate(chances, 1))
        return [sum(chances[:first]) for first in IN_FIRST], reciprocal


@dataclass(frozen=True)
class Result:
    """How one way of ranking did on some cases: shares from 0 to 1."""

    cases: int
    in_three: float
    in_ten: float
    reciprocal: float

    def __str__(self) -> str:
        shares = (f"{100 * share:.0f} %" for share in (self.in_three, self.in_ten))
        return f"{self.cases} | {' | '.join(shares)} | {self.reciprocal:.2f}"


def finder(each: Candidate) -> float:
    return total(each.amounts)


def nearest(each: Candidate) -> float:
    return -each.km


def result(cases: list[Case], score: Score | None) -> Result:
    """`score` is None for chance."""
    if score is None:
        expected = [case.by_chance() for case in cases]
        shares = [sum(hits[at] for hits, _ in expected) for at in range(len(IN_FIRST))]
        reciprocal = sum(each for _, each in expected)
    else:
        places = [case.rank(score) for case in cases]
        shares = [sum(place <= first for place in places) for first in IN_FIRST]
        reciprocal = sum(1 / place for place in places)
    three, ten, each = (number / len(cases) for number in (*shares, reciprocal))
    return Result(len(cases), three, ten, each)


def is_council(body: Body) -> bool:
    return body.sector == Sector.COUNCIL and body.kind != BodyKind.GROUP and bool(body.tier)


def cases(register: Register | None = None) -> list[Case]:
    """Every case of the catalogue as it is."""
    register = register or current_register()
    known = known_now(register)
    councils = [body for body in register.bodies.values() if is_council(body)]
    found = []
    for arrangement in Arrangement.objects.order_by("reference").prefetch_related("partners"):
        began = arrangement.start or str(
            arrangement.first_seen_running or arrangement.status_as_of or ""
        )
        partners = {row.body_id for row in arrangement.partners.all()}
        inside = [body for body in councils if body.pk in partners]
        if not began or int(began[:4]) >= BEFORE or not FEWEST <= len(inside) <= MOST:
            continue
        day = first_day(began)
        past = known.before(day, known.chain(arrangement.pk))
        groups = known.shares[arrangement.pk].groups
        separate = register.geography(body.pk for body in inside) == Geography.SEPARATE
        for asker in inside:
            candidates = list(_candidates(asker, inside, councils, day, register, past, groups))
            if any(each.true for each in candidates):
                found.append(Case(arrangement.reference, asker.name, separate, candidates))
    return found


def _candidates(
    asker: Body,
    inside: Iterable[Body],
    councils: Iterable[Body],
    day: dt.date,
    register: Register,
    past: Known,
    groups: frozenset[str],
) -> Iterable[Candidate]:
    true = {body.pk for body in inside}
    for body in councils:
        km = kilometres(asker, body)
        if body.pk != asker.pk and km is not None and body.first_day <= day <= body.last_day:
            yield Candidate(body.pk in true, km, amounts(asker, body, register, past, groups))


def table(found: list[Case]) -> str:
    """The figures, as docs/finder.md has them."""
    halves = {
        "Held back": [case for case in found if not case.chosen_on],
        "Chosen on": [case for case in found if case.chosen_on],
        "All": found,
    }
    ways = {"Chance": None, "Nearest first": nearest, "Finder": finder}
    lines = [
        "| Cases | Ranked by | Askings | In the first 3 | In the first 10 | Mean 1/place |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for half, some in halves.items():
        for words, chosen in (
            (half, some),
            (f"{half}, partners not neighbours", [case for case in some if case.separate]),
        ):
            lines += [f"| {words} | {way} | {result(chosen, by)} |" for way, by in ways.items()]
    return "\n".join(lines)


def choose(found: list[Case]) -> dict[str, int]:
    """Whole points, one clue after the other, that make the partners of these cases likeliest."""
    rows = [
        (
            [[each.amounts[clue.code] for clue in CLUES] for each in case.candidates],
            [at for at, each in enumerate(case.candidates) if each.true],
        )
        for case in found
    ]
    points = [0 for _ in CLUES]
    scores = [[0.0 for _ in candidates] for candidates, _ in rows]

    def likely(clue: int, step: int) -> float:
        sum_of = (
            -DAMPING
            * len(rows)
            * UNIT
            * (sum(each**2 for each in points) + 2 * step * points[clue] + step**2)
            * UNIT
        )
        for (candidates, true), held in zip(rows, scores, strict=True):
            odds = [
                math.exp(UNIT * (score + step * each[clue]))
                for score, each in zip(held, candidates, strict=True)
            ]
            sum_of += math.log(sum(odds[at] for at in true) / sum(odds))
        return sum_of

    for _ in range(PASSES):
        before = list(points)
        for clue in range(len(CLUES)):
            best = max((-4, -1, 0, 1, 4), key=lambda step: likely(clue, step))
            points[clue] += best
            scores = [
                [score + best * each[clue] for score, each in zip(held, candidates, strict=True)]
                for (candidates, _), held in zip(rows, scores, strict=True)
            ]
        if points == before:
            break
    return {clue.code: value for clue, value in zip(CLUES, points, strict=True)}


def the_other_way(found: list[Case]) -> str:
    """Points chosen on what was held back, tried on what the points in use were chosen on."""
    held_back = [case for case in found if not case.chosen_on]
    others = choose(held_back)
    tried = [case for case in found if case.chosen_on]
    lines = []
    for words, some in (
        ("The other way round", tried),
        ("The other way round, partners not neighbours", [case for case in tried if case.separate]),
    ):
        lines.append(
            f"| {words} | Finder | {result(some, lambda each: total(each.amounts, others))} |"
        )
    return "\n".join(lines)
