"""Who is rung and written to about an arrangement of a pack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from arrangements.choices import BodyKind
from arrangements.models import Body


@dataclass(frozen=True)
class Place:
    """A partner and where it ends; `moves` where it does not stay."""

    body: Body
    words: str
    moves: bool


def asked(lead: Body | None, places: Iterable[Place], own: Body | None) -> list[Body]:
    """The lead, or else each partner that is in the plan; in a council's own pack, where it leads
    itself or nobody does, each of the others. A class of bodies has nobody to ring."""
    held = [place for place in places if place.body.kind != BodyKind.GROUP]
    if lead and lead != own and any(place.body == lead for place in held):
        return [lead]
    return [place.body for place in held if (place.body != own if own else place.moves)]


def rule(own: Body | None) -> str:
    """The same, said to the reader."""
    if own is None:
        return (
            "To the lead or host; where nobody is named as that, to each partner that is in the"
            " plan."
        )
    return (
        f"To the lead or host; where nobody is named as that, or it is {own.name} itself, to each"
        " of the other partners."
    )
