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


@dataclass(frozen=True)
class Fault:
    """A sentence on what is wrong: with which plan, in which column, about which body ("" for the
    plan itself)."""

    plan: Planned
    kind: str
    column: str
    body: str
    text: str

    def __str__(self) -> str:
        return f"{self.plan}: {self.text}"


def faults(plans: Sequence[Planned], register: Mapping[str, Known]) -> Iterator[Fault]:
    """Everything that is wrong, each with what to do."""
    for plan in plans:
        yield from _of_dates(plan)
        yield from _of_bodies(plan, register)
        yield from _of_shares(plan, register)
        yield from _left_out(plan, register)
    yield from _twice(plans, register)
    yield from _cycles(plans, register)


def gone_to_by_nobody(plans: Sequence[Planned], register: Mapping[str, Known]) -> list[str]:
    """The names of planned councils that no plan makes."""
    made = {row.successor for plan in plans for row in plan.rows}
    return sorted(body.name for code, body in register.items() if body.planned and code not in made)


def _of_dates(plan: Planned) -> Iterator[Fault]:
    if plan.status not in PlanStatus.values:
        words = listed((label.lower() for label in PlanStatus.labels), "or")
        said = f"“{plan.status}” is not the state of a plan" if plan.status else "it has no state"
        yield Fault(plan, "plan_state", "plan_status", "", f"{said}. It is {words}.")
    dated = plan.decision_date and plan.vesting_date
    if dated and last_day(plan.vesting_date) < first_day(plan.decision_date):
        yield Fault(
            plan,
            "plan_dates",
            "vesting_date",
            "",
            f"its day, {date(plan.vesting_date)}, is before its decision,"
            f" {date(plan.decision_date)}. Correct one of them.",
        )
    if plan.status == PlanStatus.ORDER_MADE and not plan.vesting_date:
        said = "an order sets a day, and none is given. Give it."
        yield Fault(plan, "plan_dates", "vesting_date", "", said)


def _of_bodies(plan: Planned, register: Mapping[str, Known]) -> Iterator[Fault]:
    for code in sorted({row.predecessor for row in plan.rows}):
        body = register.get(code)
        if body is None:
            said = f"no body has the code “{code}”. Use a code from the register."
            yield Fault(plan, "plan_body", "predecessor", code, said)
        elif body.until and (
            not plan.vesting_date or last_day(body.until) < first_day(plan.vesting_date)
        ):
            said = (
                f"{body.name} has been gone since {date(body.until)}."
                " Name the council in its place."
            )
            yield Fault(plan, "plan_body", "predecessor", code, said)
    for code in sorted({row.successor for row in plan.rows if row.successor}):
        body = register.get(code)
        if body is None:
            said = f"no body has the code “{code}”. Add it to the planned bodies first."
            yield Fault(plan, "plan_body", "successor", code, said)
        elif body.until:
            said = (
                f"{body.name}, which others are to go to, has been gone since"
                f" {date(body.until)}. Name the council in its place."
            )
            yield Fault(plan, "plan_body", "successor", code, said)


def _of_shares(plan: Planned, register: Mapping[str, Known]) -> Iterator[Fault]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in plan.rows:
        rows[row.predecessor].append(row)
    for code, mine in rows.items():
        name = register[code].name if code in register else code
        for column, said in _shared_wrongly(name, mine):
            yield Fault(plan, "plan_shares", column, code, said)


def _shared_wrongly(name: str, mine: Sequence[Row]) -> Iterator[tuple[str, str]]:
    extents = {row.extent for row in mine}
    if strange := extents - {"", *Extent.values}:
        yield "extent", f"{name} goes “{min(strange)}”. Write whole or part, or leave it empty."
    if extents == {Extent.WHOLE} and len(mine) > 1:
        yield (
            "extent",
            f"{name} is given whole to {len(mine)} councils."
            " Give it whole to one, or to each in part.",
        )
    elif len(extents) > 1:
        yield "extent", f"{name} goes both whole and in part. Say one of them."
    if len({row.successor for row in mine}) < len(mine):
        yield "successor", f"{name} goes to the same council twice. Keep one row."
    if extents == {Extent.PART} and len(mine) == 1 and mine[0].successor:
        yield (
            "extent",
            f"only a part of {name} is given away, and nothing is said of the rest."
            " Add where the rest goes, with an empty successor if that is not known.",
        )
    if "" in extents and any(row.successor for row in mine):
        yield "extent", f"{name} has a successor. Say whether it goes to it whole or in part."


def _left_out(plan: Planned, register: Mapping[str, Known]) -> Iterator[Fault]:
    """A county does not go without its districts, nor are all of its districts replaced alone."""
    there = {row.predecessor for row in plan.rows}
    districts: dict[str, set[str]] = defaultdict(set)
    for code, body in register.items():
        if body.parent and not body.until:
            districts[body.parent].add(code)
    for county, under in districts.items():
        if county in there and (out := under - there):
            names = listed(sorted(register[code].name for code in out))
            said = (
                f"{register[county].name} is replaced, and {names} left out."
                " Add a row for each, with an empty successor if that is not known."
            )
            yield Fault(plan, "plan_left_out", "predecessor", county, said)
        elif county not in there and county in register and under and under <= there:
            said = (
                f"every district of {register[county].name} is replaced, and the county"
                " left out. Add a row for it."
            )
            yield Fault(plan, "plan_left_out", "predecessor", min(under), said)


def _twice(plans: Sequence[Planned], register: Mapping[str, Known]) -> Iterator[Fault]:
    """An area has one plan, its proposals apart, and a council is in one."""
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    plan_of: dict[str, Planned] = {}
    for plan in plans:
        here = (plan.name, plan.option, plan.vesting_date)
        seen[here] += 1
        if seen[here] == 2:
            when = date(plan.vesting_date) or "a day not set"
            said = f"there are two plans for {when}. Keep one of them."
            yield Fault(plan, "plan_twice", "area", "", said)
        if plan.option:
            continue
        for code in sorted({row.predecessor for row in plan.rows}):
            other = plan_of.setdefault(code, plan)
            if other is not plan and other.name != plan.name:
                name = register[code].name if code in register else code
                said = (
                    f"{name} is in the plan for {other.name} already."
                    " Take it out of one, or make one of them a proposal."
                )
                yield Fault(plan, "plan_twice", "predecessor", code, said)


def _cycles(plans: Sequence[Planned], register: Mapping[str, Known]) -> Iterator[Fault]:
    after: dict[str, set[str]] = defaultdict(set)
    of: dict[str, Planned] = {}
    for plan in plans:
        for row in plan.rows:
            if row.successor:
                after[row.predecessor].add(row.successor)
                of[row.predecessor] = plan
    for start in after:
        waiting, seen = [*after[start]], set[str]()
        while waiting:
            here = waiting.pop()
            if here == start:
                name = register[start].name if start in register else start
                said = f"the successors of {name} lead back to it. Take out the row that does so."
                yield Fault(of[start], "plan_cycle", "successor", start, said)
                break
            if here not in seen:
                seen.add(here)
                waiting += after.get(here, ())
