"""Every ending explained: what is over or never began, how long it ran, why, and what came next."""

from __future__ import annotations

from collections import defaultdict
from statistics import median

from arrangements.choices import EndedWhy, Model, Status
from arrangements.figurefilters import OVER
from arrangements.insight.figures import ARRANGEMENTS, YEARS, Cell, Column, Figure, Panel
from arrangements.insight.ground import Ground, Row, list_address, narrowed
from arrangements.models import Replacement
from arrangements.partialdate import first_day, last_day
from arrangements.sentences import counted
from arrangements.wording import date, listed
from arrangements.wording import status as status_words

ENDINGS = (*OVER, Status.ABANDONED)
NOTHING = "None of these arrangements is known to have ended, been replaced or not been pursued."
DAYS_IN_A_YEAR = 365.25


def endings(ground: Ground) -> Panel:
    title = "Every ending explained"
    keys = ground.having(lambda row: row.status in ENDINGS)
    if not keys:
        return Panel("endings", title, [NOTHING], [])
    lengths = [each for key in keys if (each := length(ground.rows[key])) is not None]
    says = [
        f"{counted(len(keys), 'arrangement')} of {len(ground.rows):,}"
        f" {'is' if len(keys) == 1 else 'are'} over or never began."
    ]
    if lengths:
        says.append(
            f"Of {len(lengths):,} both start and end are known: half of them ran for"
            f" {median(lengths):.1f} years or less."
        )
    figures = [by_why(ground, keys), by_model(ground), every(ground, keys)]
    return Panel("endings", title, says, [figure for figure in figures if figure.rows])


def length(row: Row) -> float | None:
    """How many years it ran, from the middle of the start to the middle of the end."""
    if not row.start or not row.end or row.status not in OVER:
        return None
    starts = first_day(row.start).toordinal() + last_day(row.start).toordinal()
    ends = first_day(row.end).toordinal() + last_day(row.end).toordinal()
    return round(max(0, ends - starts) / 2 / DAYS_IN_A_YEAR, 1)


def by_why(ground: Ground, keys: set[int]) -> Figure:
    held: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        for code in ground.rows[key].ended_why:
            held[code].add(key)
    status = [each.value for each in ENDINGS]
    whys = sorted((why for why in EndedWhy if held[why]), key=lambda why: -len(held[why]))
    rows = [
        [Cell(str(why.label)), ground.count(held[why], why=why.value, status=status)]
        for why in whys
    ]
    unsaid = {key for key in keys if not ground.rows[key].ended_why}
    if unsaid:
        rows.append([Cell("Nothing said"), ground.count(unsaid, lacks="why", status=status)])
    return Figure(
        "endings-by-why",
        "Why they ended, or were not pursued",
        (Column("Why"), Column("Arrangements", ARRANGEMENTS)),
        rows,
        note="One with several reasons counts under each.",
        picture="bars",
    )


def by_model(ground: Ground) -> Figure:
    held: dict[str, set[int]] = defaultdict(set)
    for key, row in ground.rows.items():
        if row.status in OVER:
            held[row.model or str(Model.UNKNOWN)].add(key)
    status = [each.value for each in OVER]
    rows = []
    for code, keys in sorted(held.items(), key=lambda item: (-len(item[1]), item[0])):
        known = {key for key in keys if length(ground.rows[key]) is not None}
        lengths = [each for key in known if (each := length(ground.rows[key])) is not None]
        rows.append(
            [
                Cell(str(Model(code).label)),
                ground.count(keys, model=code, status=status),
                ground.count(known, model=code, status=status, has="length"),
                Cell(round(median(lengths), 1) if lengths else None),
                Cell(min(lengths, default=None)),
                Cell(max(lengths, default=None)),
            ]
        )
    return Figure(
        "length-by-model",
        "How long they ran, by model",
        (
            Column("Model"),
            Column("Ended or replaced", ARRANGEMENTS),
            Column("Length known", ARRANGEMENTS),
            Column("Median", YEARS),
            Column("Shortest", YEARS),
            Column("Longest", YEARS),
        ),
        rows,
        note="Years from start to end, each taken in the middle of what it can mean. Only what is"
        " over is counted, so these are the shorter lives: what still runs has no length yet.",
    )


def every(ground: Ground, keys: set[int]) -> Figure:
    followers: dict[int, list[str]] = defaultdict(list)
    rows = Replacement.objects.filter(replaced__in=keys).order_by("arrangement__sort_name")
    for key, name in rows.values_list("replaced", "arrangement__name"):
        followers[key].append(name)
    return Figure(
        "endings",
        f"Every one of them ({counted(len(keys), 'arrangement')})",
        (
            Column("Arrangement"),
            Column("How it stands"),
            Column("Start"),
            Column("End"),
            Column("Ran for", YEARS),
            Column("Why"),
            Column("What came next"),
            Column("How it ended, and what it cost to leave, where a source says"),
        ),
        [_ending(ground, key, followers[key]) for key in _latest_first(ground, keys)],
        note="The latest to end first; those of which no end is known come last, by name.",
        as_cards=True,
        address=list_address(narrowed(ground.base, status=[each.value for each in ENDINGS])),
    )


def _latest_first(ground: Ground, keys: set[int]) -> list[int]:
    def days(key: int) -> int:
        end = ground.rows[key].end
        return -last_day(end).toordinal() if end else 0

    return sorted((key for key in ground.rows if key in keys), key=days)


def _ending(ground: Ground, key: int, followers: list[str]) -> list[Cell]:
    row = ground.rows[key]
    return [
        ground.named(key),
        Cell(status_words(row)),
        Cell(date(row.start) or "Not known"),
        Cell(date(row.end) or ("" if row.status == Status.ABANDONED else "Not known")),
        Cell(length(row)),
        Cell("; ".join(str(EndedWhy(code).label) for code in row.ended_why)),
        Cell(listed(followers)),
        Cell(row.ended_note),
    ]
