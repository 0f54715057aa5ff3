"""The picture of the areas of reorganisation, and what its signs mean."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from arrangements.choices import PlanStatus
from arrangements.map.pictures.plans import PlannedArea, sign, svg
from arrangements.pages.reorganisation import Area, Overview
from arrangements.register import current_register
from arrangements.reorganisation.words import STATES
from arrangements.sentences import counted


@dataclass(frozen=True)
class Sign:
    """What an area of a plan in one state looks like, the state, and how many are in it."""

    drawn: SafeString
    words: str
    areas: str


@dataclass(frozen=True)
class PlansPicture:
    drawn: SafeString
    signs: list[Sign]


def picture_of(shown: Overview) -> PlansPicture:
    """Markup of our own: what it takes from the data stands in it as text."""
    areas = [*shown.decided, *shown.undecided]
    drawn = svg([_drawn(area) for area in areas if area.replaced], current_register())
    held = [PlanStatus(area.plan.status) for area in areas]
    signs = [
        Sign(mark_safe(sign(status)), STATES[status], counted(held.count(status), "area"))
        for status in reversed(PlanStatus)
        if status in held
    ]
    return PlansPicture(mark_safe(drawn), signs)


def _drawn(area: Area) -> PlannedArea:
    words = f"{area.state}; {area.day}. {counted(area.touched, 'arrangement')} touched."
    plan = area.plan
    return PlannedArea(plan.name, plan.get_absolute_url(), words, plan.status, area.replaced)
