"""What is wrong with a plan, in sentences. Pure: bodies go by their code, dates are as written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from arrangements.choices import Extent, PlanStatus
from arrangements.partialdate import first_day, last_day
from arrangements.wording import date, listed


@dataclass(frozen=True)
class Row:
    """One line of a plan; `successor` is "" where it was not found."""

    predecessor: str
    successor: str
    extent: str


@dataclass(frozen=True)
class Planned:
    """A plan as it is written down."""

    name: str
    option: str
    status: str
    decision_date: str
    vesting_date: str
    rows: Sequence[Row] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.name}, option “{self.option}”" if self.option else self.name


@dataclass(frozen=True)
class Known:
    """What the register knows of one body. `until` is "" while it stands; `parent` its county."""

    name: str
    until: str = ""
    parent: str = ""
    planned: bool = False


def faults(plans: Sequence[Planned], register: Mapping[str, Known]) -> Iterator[str]:
    """A sentence for everything that is wrong: which plan, what, and what to do."""
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    for plan in plans:
        seen[plan.name, plan.option, plan.vesting_date] += 1
        yield from _of_dates(plan)
        yield from _of_bodies(plan, register)
        yield from _of_shares(plan, register)
        yield from _left_out(plan, register)
    for (name, option, day), times in seen.items():
        if times > 1:
            what = f"{name}, option “{option}”" if option else name
            when = date(day) or "a day not set"
            yield f"{what}: there are {times} plans for {when}. Keep one of them."
    yield from _cycles(plans, register)


def _of_dates(plan: Planned) -> Iterator[str]:
    if plan.status not in PlanStatus.values:
        words = listed((label.lower() for label in PlanStatus.labels), "or")
        yield f"{plan}: “{plan.status}” is not the state of a plan. It is {words}."
    dated = plan.decision_date and plan.vesting_date
    if dated and last_day(plan.vesting_date) < first_day(plan.decision_date):
        yield (
            f"{plan}: its day, {date(plan.vesting_date)}, is before its decision,"
            f" {date(plan.decision_date)}. Correct one of them."
        )
    if plan.status == PlanStatus.ORDER_MADE and not plan.vesting_date:
        yield f"{plan}: an order sets a day, and none is given. Give it."


def _of_bodies(plan: Planned, register: Mapping[str, Known]) -> Iterator[str]:
    for code in sorted({row.predecessor for row in plan.rows}):
        body = register.get(code)
        if body is None:
            yield f"{plan}: no body has the code “{code}”. Use a code from the register."
        elif body.until and (
            not plan.vesting_date or last_day(body.until) < first_day(plan.vesting_date)
        ):
            yield (
                f"{plan}: {body.name} has been gone since {date(body.until)}."
                " Name the council in its place."
            )
    for code in sorted({row.successor for row in plan.rows if row.successor}):
        if code not in register:
            yield f"{plan}: no body has the code “{code}”. Add it to the planned bodies first."


def _of_shares(plan: Planned, register: Mapping[str, Known]) -> Iterator[str]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in plan.rows:
        rows[row.predecessor].append(row)
    for code, mine in rows.items():
        name = register[code].name if code in register else code
        extents = {row.extent for row in mine}
        if strange := extents - {"", *Extent.values}:
            yield f"{plan}: {name} goes “{min(strange)}”. Write whole or part, or leave it empty."
        if extents == {Extent.WHOLE} and len(mine) > 1:
            yield (
                f"{plan}: {name} is given whole to {len(mine)} councils."
                " Give it whole to one, or to each in part."
            )
        elif len(extents) > 1:
            yield f"{plan}: {name} goes both whole and in part. Say one of them."
        if len({row.successor for row in mine}) < len(mine):
            yield f"{plan}: {name} goes to the same council twice. Keep one row."
        alone = extents == {Extent.PART} and len(mine) == 1 and mine[0].successor
        if alone:
            yield (
                f"{plan}: only a part of {name} is given away, and nothing is said of the rest."
                " Add where the rest goes, with an empty successor if that is not known."
            )
        if "" in extents and any(row.successor for row in mine):
            yield f"{plan}: {name} has a successor. Say whether it goes to it whole or in part."


def _left_out(plan: Planned, register: Mapping[str, Known]) -> Iterator[str]:
    """A county does not go without its districts, nor are all of its districts replaced alone."""
    there = {row.predecessor for row in plan.rows}
    districts: dict[str, set[str]] = defaultdict(set)
    for code, body in register.items():
        if body.parent and not body.until:
            districts[body.parent].add(code)
    for county, under in districts.items():
        if county in there and (out := under - there):
            names = listed(sorted(register[code].name for code in out))
            yield (
                f"{plan}: {register[county].name} is replaced, and {names} left out."
                " Add a row for each, with an empty successor if that is not known."
            )
        elif county not in there and county in register and under and under <= there:
            yield (
                f"{plan}: every district of {register[county].name} is replaced, and the county"
                " left out. Add a row for it."
            )


def _cycles(plans: Sequence[Planned], register: Mapping[str, Known]) -> Iterator[str]:
    after: dict[str, set[str]] = defaultdict(set)
    for plan in plans:
        for row in plan.rows:
            if row.successor:
                after[row.predecessor].add(row.successor)
    for start in after:
        waiting, seen = [*after[start]], set[str]()
        while waiting:
            here = waiting.pop()
            if here == start:
                name = register[start].name if start in register else start
                yield f"{name}: its successors lead back to it. Take out the row that does so."
                break
            if here not in seen:
                seen.add(here)
                waiting += after.get(here, ())
