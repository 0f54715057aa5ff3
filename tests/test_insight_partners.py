"""The figures on partners, worked out again from the fixtures with the csv module alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from functools import cache
from itertools import combinations, pairwise
from math import asin, cos, radians, sin, sqrt
from statistics import median

import pytest

from tests import independent as own
from tests.figures import Numbers
from tests.independent import arrangements, bodies

pytestmark = pytest.mark.django_db

DAYS = ("2008-06-30", "2012-06-30", "2019-04-01")
EVERY = ("", *DAYS)


@cache
def company(day: str) -> dict[str, frozenset[str]]:
    """For each arrangement (on a day: known to run then) the codes of who is in it."""
    if not day:
        return {
            ref: frozenset(row["Body code"] for row in own.partners(ref)) for ref in arrangements()
        }
    date = dt.date.fromisoformat(day)
    return {ref: frozenset(own.taking_part(ref, date)) for ref in own.running(day)}


def called(code: str) -> str:
    body = bodies()[code]
    return f"{body['name']} (to {body['end'][:4]})" if body["end"] else body["name"]


def met(companies: Collection[frozenset[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for codes in companies:
        for a, b in combinations(codes, 2):
            found[a].add(b)
            found[b].add(a)
    return found


def first(numbers: dict[str, int]) -> list[str]:
    def place(code: str) -> tuple[int, str, str]:
        return (-numbers[code], bodies()[code]["name"], code)

    return sorted(numbers, key=place)[:20]


@pytest.mark.parametrize("day", EVERY)
def test_bodies_in_most_arrangements(figure: Callable[..., Numbers], day: str) -> None:
    held = company(day)
    shares = Counter(code for codes in held.values() for code in codes)
    partners = met(held.values())
    wanted = {called(code): [str(shares[code]), str(len(partners[code]))] for code in first(shares)}
    shown = figure("in-most-arrangements", f"on={day}" if day else "")
    assert list(shown.items()) == list(wanted.items())
    assert len(shown) == 20


@pytest.mark.parametrize("day", EVERY)
def test_hubs_among_arrangements_of_up_to_nine(figure: Callable[..., Numbers], day: str) -> None:
    few = {ref: codes for ref, codes in company(day).items() if len(codes) < 10}
    shares = Counter(code for codes in few.values() for code in codes)
    partners = met(few.values())
    numbers = {code: len(others) for code, others in partners.items()}
    wanted = {called(code): [str(numbers[code]), str(shares[code])] for code in first(numbers)}
    shown = figure("hubs", f"on={day}" if day else "")
    assert list(shown.items()) == list(wanted.items())


@pytest.mark.parametrize("day", EVERY)
def test_pairs_that_share_most(figure: Callable[..., Numbers], day: str) -> None:
    pairs = Counter(
        pair for codes in company(day).values() for pair in combinations(sorted(codes), 2)
    )

    def in_order(pair: tuple[str, ...]) -> list[str]:
        return sorted(pair, key=lambda code: (bodies()[code]["name"], code))

    def place(pair: tuple[str, ...]) -> tuple[int, list[str]]:
        return (-pairs[pair], [bodies()[code]["name"] for code in in_order(pair)])

    wanted = {
        " and ".join(map(called, in_order(pair))): [str(pairs[pair])]
        for pair in sorted(pairs, key=place)[:20]
    }
    shown = figure("pairs", f"on={day}" if day else "")
    assert list(shown.items()) == list(wanted.items())


def here(day: str) -> set[str]:
    return set(own.running(day)) if day else set(arrangements())


def asked(day: str) -> str:
    return f"on={day}" if day else ""


def kilometres(a: str, b: str) -> float:
    (north_a, east_a), (north_b, east_b) = (
        [radians(float(bodies()[code][name])) for name in ("lat", "lon")] for code in (a, b)
    )
    bow = sin((north_a - north_b) / 2) ** 2
    bow += cos(north_a) * cos(north_b) * sin((east_a - east_b) / 2) ** 2
    return 12_742 * asin(sqrt(bow))


@cache
def width(reference: str) -> float | None:
    """Between the two that are farthest apart; not known where some partners are not named."""
    codes = [row["Body code"] for row in own.partners(reference)]
    placed = [code for code in codes if bodies()[code]["lat"]]
    if arrangements()[reference]["All partners listed"] == "no" or len(placed) < 2:
        return None
    return max(kilometres(a, b) for a, b in combinations(placed, 2))


def wide(references: Collection[str]) -> list[float]:
    return [km for ref in references if (km := width(ref)) is not None]


def median_and_widest(references: Collection[str]) -> list[str]:
    some = wide(references)
    return [f"{round(median(some)):,}", f"{round(max(some)):,}"] if some else ["", ""]


LYING = {
    "Neighbours": "adjoining",
    "Neighbours across water": "across-water",
    "Apart: no chain of neighbours": "separate",
    "Not known": "",
}


@pytest.mark.parametrize("day", EVERY)
def test_neighbours_and_distance(figure: Callable[..., Numbers], day: str) -> None:
    there = here(day)
    held = {
        words: {ref for ref in there if own.geography(ref) == code} for words, code in LYING.items()
    }
    assert figure("by-geography", asked(day)) == {
        words: [str(len(some)), *median_and_widest(some)] for words, some in held.items() if some
    }
    edges = (0, 25, 50, 100, 200, 10**6)
    counts = [sum(a <= km < b for km in wide(there)) for a, b in pairwise(edges)]
    shown = figure("by-distance", asked(day))
    assert [*shown.values()][:5] == [[str(number)] for number in counts]
    unknown = len(there) - sum(counts)
    assert shown.get("Not known", ["0"]) == [str(unknown)]


@pytest.mark.parametrize("day", EVERY)
def test_distance_by_service(figure: Callable[..., Numbers], day: str) -> None:
    shown = figure("distance-by-service", asked(day))
    offered = {name for ref in here(day) for name in own.listed(arrangements()[ref]["Services"])}
    assert set(shown) == offered
    for service in offered:
        mine = own.in_cell("Services", service) & here(day)
        lying = Counter(own.geography(ref) for ref in mine)
        assert shown[service] == [
            *median_and_widest(mine),
            str(len(wide(mine))),
            *(str(lying[code]) for code in ("adjoining", "across-water", "separate")),
        ]


def test_the_widest(figure: Callable[..., Numbers]) -> None:
    widths = {arrangements()[ref]["Name"]: km for ref in arrangements() if (km := width(ref))}
    shown = figure("widest")
    most = sorted(widths.values(), reverse=True)[:10]
    assert [cells[0] for cells in shown.values()] == [f"{round(km):,}" for km in most]
    assert all(f"{round(widths[name]):,}" == cells[0] for name, cells in shown.items())


LOCAL = {"lower", "single"}


def over(reference: str, date: dt.date) -> bool:
    """Last reported running, with a day for its end that has passed since."""
    end = arrangements()[reference]["End"]
    return bool(end) and own.last(end) < date


@pytest.mark.parametrize("day", EVERY)
def test_reach(figure: Callable[..., Numbers], day: str) -> None:
    date = dt.date.fromisoformat(day) if day else dt.date.today()
    there = here(day)
    if not day:
        there = {ref for ref in there if arrangements()[ref]["Status"] in own.STILL}
    local = {
        code: body
        for code, body in bodies().items()
        if body["tier"] in LOCAL and body["kind"] != "group" and own.exists(code, date)
    }
    whole = sum(int(body["population"] or 0) for body in local.values())
    shown = figure("reach", asked(day))
    reached_by: dict[str, list[str]] = {}
    for service in {name for ref in there for name in own.listed(arrangements()[ref]["Services"])}:
        mine = own.in_cell("Services", service) & there
        part = {code for ref in mine if not over(ref, date) for code in own.taking_part(ref, date)}
        councils = {
            code for code in part if bodies()[code]["tier"] and bodies()[code]["kind"] != "group"
        }
        near = [
            body for code, body in local.items() if code in councils or body["parent"] in councils
        ]
        if near:
            known = [int(body["population"]) for body in near if body["population"]]
            reached_by[service] = [
                f"{round(10 * sum(known) / whole, 1)}",
                f"{sum(known):,}" if known else "",
                str(len(near)),
                str(len(known)),
                str(len(councils)),
                str(len(mine)),
            ]
    assert shown == reached_by
    assert len(shown) > 15


@pytest.mark.parametrize("day", EVERY)
def test_from_two_to_twenty(figure: Callable[..., Numbers], day: str) -> None:
    numbers = [len(codes) for codes in company(day).values()]
    wanted = {str(size): numbers.count(size) for size in (2, 3, 4, 5)}
    wanted["6 to 9"] = sum(6 <= number <= 9 for number in numbers)
    wanted["10 to 19"] = sum(10 <= number <= 19 for number in numbers)
    wanted["20 or more"] = sum(number >= 20 for number in numbers)
    if fewer := sum(number < 2 for number in numbers):
        wanted["1, or none"] = fewer
    assert figure("by-size", asked(day)) == {
        words: [str(number)] for words, number in wanted.items()
    }


def test_those_that_grew(figure: Callable[..., Numbers]) -> None:
    """Some worked out by hand from the sheet of partners, and one that only changed its bodies."""
    shown = figure("grown")
    assert shown["HB Public Law"] == ["2", "3 September 2012", "5", "2018"]
    assert shown["Adopt South West"] == ["4", "1 October 2018", "5", "2024"]
    assert shown["oneSource"] == ["2", "April 2014", "3", "2016"]
    assert shown["Pathfinder Legal Services (formerly LGSS Law)"][0:3:2] == ["2", "3"]
    assert "Northamptonshire Children's Trust" not in shown
    assert "arc21" not in shown
    later = defaultdict(set)
    for row in own.table("catalogue/Partners"):
        if row["Joined"]:
            later[row["Reference"]].add(row["Joined"])
    may = {arrangements()[ref]["Name"] for ref, dates in later.items() if dates}
    assert set(shown) <= may
