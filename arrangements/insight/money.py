"""What arrangements are said to save: one pattern and basis at a time, and never all of it."""

from __future__ import annotations

from statistics import median

from arrangements.insight.figures import ARRANGEMENTS, POUNDS, Cell, Column, Figure, Panel
from arrangements.insight.ground import Ground
from arrangements.sentences import counted
from arrangements.totals import KINDS, Totals, current_totals

NONE = "None of these arrangements has a figure that can be added to another."


def money(ground: Ground) -> Panel:
    totals = current_totals()
    with_figure = ground.having(lambda row: row.pk in totals.claimed)
    says = [
        f"{counted(len(with_figure), 'arrangement')} of {len(ground.rows):,}"
        f" {'has' if len(with_figure) == 1 else 'have'} a figure for money. Figures are added"
        " within one pattern and one basis only, and there is no grand total.",
    ]
    figure = by_kind(ground, totals)
    if not figure.rows:
        return Panel("money", "Savings, one basis at a time", [*says, NONE], [])
    return Panel("money", "Savings, one basis at a time", says, [figure])


def by_kind(ground: Ground, totals: Totals) -> Figure:
    """A row for each pattern and basis that is claimed; others are left out."""
    rows = []
    for code, label in KINDS.items():
        kind = totals.kinds[code]
        mine = {key: claim for key, claim in kind.counted.items() if key in ground.rows}
        left_out = kind.left_out & {*ground.rows}
        if not mine and not left_out:
            continue
        lows, highs = [c.low for c in mine.values()], [c.high for c in mine.values()]
        amounts: list[int | None] = (
            [sum(lows), sum(highs), round(median(lows)), min(lows), max(highs)]
            if mine
            else [None] * 5
        )
        rows.append(
            [
                Cell(label),
                ground.count(mine, total=code),
                ground.count(ground.rows),
                *map(Cell, amounts),
                ground.count(left_out, left_out=code),
            ]
        )
    columns = (
        Column("Pattern and basis"),
        Column("Counted", ARRANGEMENTS),
        Column("Of", ARRANGEMENTS),
        Column("Lowest together", POUNDS),
        Column("Highest together", POUNDS),
        Column("Median", POUNDS),
        Column("Smallest", POUNDS),
        Column("Largest", POUNDS),
        Column("Left out", ARRANGEMENTS),
    )
    return Figure(
        "savings",
        "Claims of savings, by pattern and basis",
        columns,
        rows,
        as_cards=True,
        note="An arrangement counts once in a row, with its lowest and its highest claim. Median"
        " and smallest are of the lowest, the largest is of the highest. Left out: the parts of an"
        " umbrella that claims the same, what was replaced, claims wider than the arrangement,"
        " income, dividends and losses prevented. Sums over a period are over periods of different"
        " length.",
    )
