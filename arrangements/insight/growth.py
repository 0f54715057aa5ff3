"""How many bodies arrangements have, and which of them grew."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from arrangements.figurefilters import SIZES, size_of
from arrangements.insight.figures import ARRANGEMENTS, BODIES, Cell, Column, Figure
from arrangements.insight.ground import Ground, Row
from arrangements.models import Partner
from arrangements.partialdate import first_day, last_day
from arrangements.wording import date


class Stay(NamedTuple):
    joined: str
    left: str


class Growth(NamedTuple):
    """With how many it began and when, and how many it had at most and since when."""

    first: int
    began: str
    most: int
    since: str


def by_size(ground: Ground) -> Figure:
    held: dict[str, set[int]] = defaultdict(set)
    for key in ground.rows:
        held[size_of(len(ground.bodies.get(key, ())))].add(key)
    when = "that day, by succession too" if ground.day else "as recorded"
    return Figure(
        "by-size",
        "From two to twenty: how many bodies share",
        (Column("Bodies"), Column("Arrangements", ARRANGEMENTS)),
        [
            [Cell(words), ground.count(held[code], size=code)]
            for code, (least, _, words) in SIZES.items()
            if least or held[code]
        ],
        note=f"Bodies {when}. A class of bodies counts as one. Where a source names only some, only"
        " these are counted.",
        picture="bars",
    )


def grown(ground: Ground) -> Figure:
    """Those that somebody joined later, by how much they grew."""
    found = growths(ground)
    ordered = sorted(found, key=lambda key: (found[key].first - found[key].most, key))
    return Figure(
        "grown",
        "Those that grew",
        (
            Column("Arrangement"),
            Column("At first", BODIES),
            Column("Began"),
            Column("At most", BODIES),
            Column("Since"),
        ),
        [
            [
                ground.named(key),
                Cell(found[key].first),
                Cell(date(found[key].began)),
                Cell(found[key].most),
                Cell(date(found[key].since)),
            ]
            for key in ordered
        ],
        note="From two or more, where a source says that somebody joined later. A partner without a"
        " date is taken to"
        " have been there from the start. A body that stands in the place of one that is gone is no"
        " growth.",
    )


def growths(ground: Ground) -> dict[int, Growth]:
    """For each arrangement that grew (up to the day, where there is one) how."""
    stays: dict[int, dict[int, Stay]] = defaultdict(dict)
    rows = Partner.objects.filter(arrangement__in=ground.found).order_by()
    for key, body, joined, left in rows.values_list("arrangement", "body", "joined", "left"):
        stays[key][body] = Stay(joined, left)
    found = {}
    for key, mine in stays.items():
        if any(stay.joined for stay in mine.values()):
            grew = _growth(ground, ground.rows[key], _founders(ground, mine))
            if 1 < grew.first < grew.most:
                found[key] = grew
    return found


def _founders(ground: Ground, stays: dict[int, Stay]) -> list[Stay]:
    """Each with its successors among the partners as one, who left when the last of them did."""
    ancestors = {body: ground.register.ancestors(body) & stays.keys() for body in stays}
    found = []
    for body, stay in stays.items():
        if not ancestors[body]:
            line = [body, *(each for each in stays if body in ancestors[each])]
            left = max((stays[each].left for each in line), key=last_day)
            found.append(Stay(stay.joined, left))
    return found


def _growth(ground: Ground, row: Row, stays: list[Stay]) -> Growth:
    dates = {stay.joined for stay in stays if stay.joined} | ({row.start} - {""})
    began = row.start or min(dates, key=first_day)
    later = [each for each in dates if first_day(each) > last_day(began)]
    if ground.day:
        later = [each for each in later if first_day(each) <= ground.day]
    first = most = _there(stays, began)
    since = began
    for each in sorted(later, key=first_day):
        if (number := _there(stays, each)) > most:
            most, since = number, each
    return Growth(first, began, most, since)


def _there(stays: list[Stay], moment: str) -> int:
    """How many had joined by the end of what a date can mean, and had not left before it."""
    return sum(
        first_day(stay.joined) <= last_day(moment) and last_day(stay.left) >= first_day(moment)
        for stay in stays
    )
