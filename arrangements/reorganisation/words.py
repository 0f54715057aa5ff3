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
    Becomes.CARRIED: "A partner is to be replaced whole and the rest stay: its successor takes its"
    " place, or leaves.",
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
    """ "planned for 1 April 2028" or "no day yet"; whether an order is made is its state."""
    return f"planned for {date(plan.vesting_date)}" if plan.vesting_date else "no day yet"


def state_of(plan: Plan) -> str:
    """What is decided, and since when."""
    decided = f" on {date(plan.decision_date)}" if plan.decision_date else ""
    if plan.status == PlanStatus.ORDER_MADE and decided:
        return f"Order made; decided{decided}"
    return f"{STATES[PlanStatus(plan.status)]}{decided}"


def days_left(plan: Plan, today: dt.date) -> int | None:
    """Days from today to the planned day; None where there is none or it has come."""
    if not plan.vesting_date:
        return None
    left = (first_day(plan.vesting_date) - today).days
    return left if left > 0 else None


def as_proposed(text: str) -> str:
    """A sentence about what is to be as one about what would be: nobody has decided it."""
    for to_be, would_be in (
        ("is to be", "would be"),
        ("are to end", "would end"),
        ("To be replaced", "Would be replaced"),
        ("a part goes", "a part would go"),
    ):
        text = text.replace(to_be, would_be)
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
        if goes.lacks:
            return f"is to be divided: a part goes to {ends}, and where the rest goes was not found"
        return f"is to be divided between {ends}"
    if goes.extent == Extent.WHOLE:
        if ends:
            return f"is to be part of {ends}"
        return "is to be part of a new council; which one was not found"
    return "may be replaced; by which council is not decided, or was not found"


def sentence(
    told: Becomes, partners: Iterable[int], places: Places, bodies: Mapping[int, Body]
) -> str:
    """What becomes of an arrangement and why, with the partners that decide it by name."""
    held = list(partners)
    moved = [body for body in held if body in places]
    names = {body: bodies[body].name for body in held}
    stay = [names[body] for body in held if body not in places]
    rest = f" {some(stay)} {'is' if len(stay) == 1 else 'are'} not in this plan." if stay else ""
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


def _end(goes: Goes, bodies: Mapping[int, Body]) -> str:
    return listed(sorted(bodies[key].name for key in goes.successors)) or (
        "a new council that was not found"
    )
