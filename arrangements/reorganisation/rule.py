"""The rule: what becomes of an arrangement whose partners are replaced. Pure, bodies are keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from arrangements.choices import Becomes, Extent


@dataclass(frozen=True)
class Goes:
    """Where a plan takes one body.

    `successors` are those that are known. `lacks` says that another, or the only one, is not.
    Extent "" says that not even whether it goes whole is known.
    """

    successors: frozenset[int]
    extent: str = Extent.WHOLE
    lacks: bool = False


Places = Mapping[int, Goes]


def becomes(partners: Iterable[int], plan: Places) -> Becomes:
    """The one class of an arrangement with these partners."""
    standing = set(partners)
    moved = [plan[body] for body in standing if body in plan]
    if len(standing) < 2 or not moved:
        return Becomes.NOT_TOUCHED
    if any(goes.extent == Extent.PART for goes in moved):
        return Becomes.SPLIT
    if any(not goes.extent for goes in moved):
        return Becomes.NOT_DECIDED
    known = frozenset().union(*(goes.successors for goes in moved))
    # A partner that stays may itself be what another goes to: Torbay, when it is enlarged.
    if len(known) > 1:
        return Becomes.STRADDLING
    if len(moved) > 1 and any(goes.lacks for goes in moved):
        return Becomes.NOT_DECIDED
    stay = {body for body in standing if body not in plan} - known
    return Becomes.CARRIED if stay else Becomes.ABSORBED


def onward(goes: Goes, then: Places) -> Goes:
    """Where a body ends whose successors are themselves replaced by a later plan."""
    if not goes.successors & then.keys():
        return goes
    steps = [then.get(body, Goes(frozenset([body]))) for body in goes.successors]
    ends = frozenset().union(*(step.successors for step in steps))
    lacks = goes.lacks or any(step.lacks for step in steps)
    if any(not step.extent for step in steps) or not goes.extent:
        return Goes(ends, "", lacks=True)
    together = len(ends) == 1 and not lacks
    divided = Extent.PART in {goes.extent, *(step.extent for step in steps)}
    return Goes(ends, Extent.PART if divided and not together else Extent.WHOLE, lacks)


def in_succession(plans: Iterable[Places]) -> dict[int, Goes]:
    """Several plans as one, the earlier first: where each body ends when all are done."""
    joined: dict[int, Goes] = {}
    for plan in plans:
        joined = {body: onward(goes, plan) for body, goes in joined.items()}
        joined |= {body: goes for body, goes in plan.items() if body not in joined}
    return joined


def stand_after(partners: Iterable[int], earlier: Places) -> frozenset[int]:
    """Who stands in these bodies' place once earlier plans are done; themselves where unknown."""
    found: set[int] = set()
    for body in partners:
        goes = earlier.get(body)
        found |= goes.successors if goes and goes.successors else {body}
    return frozenset(found)


def gathered(rows: Iterable[tuple[int, int | None, str]]) -> dict[int, Goes]:
    """A plan from its rows: predecessor, successor (None where it was not found), extent."""
    held: dict[int, Goes] = {}
    for before, after, extent in rows:
        so_far = held.get(before, Goes(frozenset(), extent))
        some = frozenset() if after is None else frozenset([after])
        held[before] = Goes(so_far.successors | some, extent, so_far.lacks or after is None)
    return held
