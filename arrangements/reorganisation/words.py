"""Plans and what becomes of arrangements under them, in sentences."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from arrangements.choices import Becomes, Extent, PlanStatus
from arrangements.models import Body, Plan
from arrangements.partialdate import first_day
from arrangements.reorganisation.rule import Goes, Places
from arrangements.wording import date, listed

IN_FULL = 4

STATES = {
    PlanStatus.PROPOSED: "Proposed, not decided",
    PlanStatus.DECISION_ANNOUNCED: "Government decision announced",
    PlanStatus.ORDER_MADE: "Order made",
    PlanStatus.VESTED: "Done",
}
MEANING = {
    Becomes.SPLIT: "A partner is to be divided, so its part has to be divided too, or given to"
    " one.",
    Becomes.STRADDLING: "The partners are to end in different councils, which must go on sharing"
    " or part.",
    Becomes.CARRIED: "A partner is to be replaced whole and others are not in the plan: its"
    " successor takes its place, or leaves.",
    Becomes.ABSORBED: "All partners are to end in one council, so that nothing is shared any more.",
    Becomes.NOT_DECIDED: "It is not decided, or was not found, which councils come into a"
    " partner’s place.",
}


def some(names: Iterable[str], noun: str = "other") -> str:
    """ "A, B and C", or the first few and how many more."""
    held = sorted(names)
    if len(held) <= IN_FULL + 1:
        return listed(held)
    return f"{', '.join(held[:IN_FULL])} and {len(held) - IN_FULL} {noun}s"


def day_of(plan: Plan) -> str:
    """ "planned for 1 April 2028" or "no day yet"; whether an order is made is its state. Of one
    that is done "on 1 April 2028"."""
    is_done = plan.status == PlanStatus.VESTED
    if plan.vesting_date:
        return f"{'on' if is_done else 'planned for'} {date(plan.vesting_date)}"
    return "day not known" if is_done else "no day yet"


def state_of(plan: Plan) -> str:
    """What is decided, and since when."""
    decided = f" on {date(plan.decision_date)}" if plan.decision_date else ""
    if plan.status in (PlanStatus.ORDER_MADE, PlanStatus.VESTED) and decided:
        return f"{STATES[PlanStatus(plan.status)]}; decided{decided}"
    return f"{STATES[PlanStatus(plan.status)]}{decided}"


def days_left(plan: Plan, today: dt.date) -> int | None:
    """Days from today to the planned day; None where there is none or it has come."""
    if not plan.vesting_date:
        return None
    left = (first_day(plan.vesting_date) - today).days
    return left if left > 0 else None


PROPOSED = (
    ("is to be", "would be"),
    ("are to end", "would end"),
    ("To be replaced", "Would be replaced"),
    ("a part goes", "a part would go"),
)
DONE = (
    ("is to be part of", "became part of"),
    ("is to be", "was"),
    ("are to end", "ended"),
    ("To be replaced", "Replaced"),
    ("a part goes", "a part went"),
    ("the rest stays", "the rest stayed"),
    ("has to be", "had to be"),
)


def as_proposed(text: str) -> str:
    """A sentence about what is to be as one about what would be: nobody has decided it."""
    return _retold(text, PROPOSED)


def told_as(plan: Plan, text: str) -> str:
    """A sentence about what a plan is to do, as the plan's state lets one say it."""
    if plan.status == PlanStatus.PROPOSED:
        return as_proposed(text)
    return _retold(text, DONE) if plan.status == PlanStatus.VESTED else text


def _retold(text: str, words: Iterable[tuple[str, str]]) -> str:
    for before, after in words:
        text = text.replace(before, after)
    return text


def place_of(body: int, places: Places, bodies: Mapping[int, Body]) -> str:
    """Where one partner ends: "is to be part of West Surrey Council", "is not in this plan"."""
    goes = places.get(body)
    if goes is None:
        return "is not in this plan"
    ends = listed(sorted(bodies[key].name for key in goes.successors))
    if goes.extent == Extent.PART:
        if not ends:
            return "is to be divided; between which councils was not found"
        if body in goes.successors:
            ends = listed(sorted(bodies[key].name for key in goes.successors - {body}))
            return f"is to be divided: a part goes to {ends}, and the rest stays"
        if goes.lacks:
            return f"is to be divided: a part goes to {ends}, and where the rest goes was not found"
        return f"is to be divided between {ends}"
    if goes.extent == Extent.WHOLE:
        if ends:
            return f"is to be part of {ends}"
        return "is to be part of a new council; which one was not found"
    return "may be replaced; by which council is not decided, or was not found"


def sentence(
    told: Becomes,
    partners: Iterable[int],
    places: Places,
    bodies: Mapping[int, Body],
    others: Mapping[int, Plan],
) -> str:
    """What becomes of an arrangement and why, with the partners that decide it by name. `others`
    are the plans of other areas that bodies are in."""
    held = list(partners)
    moved = [body for body in held if body in places]
    names = {body: bodies[body].name for body in held}
    rest = _rest([body for body in held if body not in places], names, others)
    if told == Becomes.SPLIT:
        divided = [body for body in moved if places[body].extent == Extent.PART]
        return " ".join(
            f"{names[body]} {place_of(body, places, bodies)}."
            for body in sorted(divided, key=lambda body: names[body])
        )
    if told == Becomes.NOT_DECIDED:
        verb = "is" if len(moved) == 1 else "are"
        return (
            f"{some(names[body] for body in moved)} {verb} in an area of reorganisation; in which"
            f" council each would end is not decided, or was not found.{rest}"
        )
    ends: dict[str, list[str]] = defaultdict(list)
    for body in moved:
        ends[_end(places[body], bodies)].append(names[body])
    if told == Becomes.STRADDLING:
        where = "; ".join(f"{some(of)} in {end}" for end, of in sorted(ends.items()))
        return f"Its partners are to end in different councils: {where}.{rest}"
    if told == Becomes.CARRIED:
        who = "; ".join(f"{some(of)} by {end}" for end, of in sorted(ends.items()))
        return f"To be replaced whole: {who}.{rest}"
    if told == Becomes.ABSORBED:
        return f"All its partners are to end in {next(iter(ends), 'one council')}."
    return "None of its partners is replaced by this plan."


def _rest(held: Iterable[int], names: Mapping[int, str], others: Mapping[int, Plan]) -> str:
    """Of the partners that a plan leaves: who stays, and whom another area's plan replaces when."""
    by_plan: dict[Plan, list[str]] = defaultdict(list)
    stay: list[str] = []
    for body in held:
        (by_plan[others[body]] if body in others else stay).append(names[body])
    said = [f"{some(stay)} {'stays' if len(stay) == 1 else 'stay'}."] if stay else []
    for plan in sorted(by_plan, key=str):
        who = some(by_plan[plan])
        if plan.status == PlanStatus.PROPOSED:
            verb = "stays" if len(by_plan[plan]) == 1 else "stay"
            said.append(f"Whether {who} {verb} is not decided: see {plan.name}.")
        else:
            said.append(f"The plan for {plan.name} ({day_of(plan)}) replaces {who}.")
    return "".join(f" {each}" for each in said)


def _end(goes: Goes, bodies: Mapping[int, Body]) -> str:
    return listed(sorted(bodies[key].name for key in goes.successors)) or (
        "a new council that was not found"
    )
