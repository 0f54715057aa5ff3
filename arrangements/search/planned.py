"""Councils that plans would make, by name. They take part in nothing yet, so only lead to packs."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from arrangements.choices import PlanStatus
from arrangements.models import PlanSuccession
from arrangements.search.index import Names
from arrangements.wording import date


@dataclass(frozen=True)
class ToCome:
    """One council, with when it is to come in words: never as if it were there."""

    name: str
    slug: str
    when: str

    @property
    def address(self) -> str:
        return pack_of(self.slug)


def pack_of(slug: str) -> str:
    return reverse("reorganisation-pack", args=[slug])


class Planned:
    """All of them, and of each body that is to be replaced the area whose plan says so. One
    query."""

    def __init__(self) -> None:
        self.names, self.councils = Names(), dict[int, ToCome]()
        self.replaced: dict[int, str] = {}
        rows = PlanSuccession.objects.order_by("plan__option").values_list(
            "predecessor",
            "plan__name",
            "successor",
            "successor__name",
            "successor__slug",
            "successor__planned",
            "plan__status",
            "plan__vesting_date",
        )
        for replaced, area, key, name, slug, is_planned, status, day in rows:
            self.replaced.setdefault(replaced, area)
            if is_planned and key not in self.councils:
                self.councils[key] = ToCome(name, slug, _when(status, date(day)))
                self.names.add_name(key, name)


def _when(status: str, day: str) -> str:
    if status == PlanStatus.VESTED:
        return f"since {day}" if day else "there already"
    said = "proposed, not decided" if status == PlanStatus.PROPOSED else "planned"
    return f"{said} for {day}" if day else said
