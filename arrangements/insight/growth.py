"""How many bodies arrangements have, and which of them grew."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from arrangements.figurefilters import SIZES, size_of
from arrangements.insight.figures import ARRANGEMENTS, BODIES, Cell, Column, Figure
from arrangements.insight.ground import Ground, Row
from arrangements.partialdate import END, first_day, last_day
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
    found = {}
    for key, parts in ground.parts.items():
        began, later = _joinings(ground, ground.rows[key], {part.joined for part in parts} - {""})
        if later:
            mine = {part.body: Stay(part.joined, part.left) for part in parts}
            grew = _growth(_founders(ground, mine), began, later)
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


def _joinings(ground: Ground, row: Row, joined: set[str]) -> tuple[str, list[str]]:
    """When it began, and when others joined later, in order."""
    if not joined:
        return row.start, []
    began = row.start or min(joined, key=first_day)
    last = ground.day or END
    later = [each for each in joined if last_day(began) < first_day(each) <= last]
    return began, sorted(later, key=first_day)


def _growth(stays: list[Stay], began: str, later: list[str]) -> Growth:
    first = most = _there(stays, began)
    since = began
    for each in later:
        if (number := _there(stays, each)) > most:
            most, since = number, each
    return Growth(first, began, most, since)


def _there(stays: list[Stay], moment: str) -> int:
    """How many had joined by the end of what a date can mean, and had not left before it."""
    return sum(
        first_day(stay.joined) <= last_day(moment) and last_day(stay.left) >= first_day(moment)
        for stay in stays
    )
