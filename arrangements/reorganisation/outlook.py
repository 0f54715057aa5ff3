"""All plans and all arrangements through the rule, kept in memory for each version of the data."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from arrangements.choices import Becomes, BodyKind, PlanStatus, Status
from arrangements.models import Arrangement, Body, Plan, PlanSuccession, Standing
from arrangements.partialdate import END, first_day
from arrangements.reorganisation.rule import (
    Goes,
    becomes,
    gathered,
    in_succession,
    stand_after,
)
from arrangements.versions import once_a_version

OVER = (Status.ENDED, Status.SUPERSEDED, Status.ABANDONED)
ONE_DAY = dt.timedelta(days=1)
ALL = ""  # all plans together, options apart


@dataclass(frozen=True)
class Scheme:
    """A plan with where it takes each body, and the last day before it.

    A plan without a day is looked at on the latest day before any other plan.
    """

    plan: Plan
    goes: dict[int, Goes]
    eve: dt.date

    @property
    def councils(self) -> set[int]:
        """The bodies that it would make."""
        return {key for each in self.goes.values() for key in each.successors}

    @property
    def is_settled(self) -> bool:
        return self.plan.status != PlanStatus.PROPOSED


Row = tuple[int, int | None, str]  # predecessor, successor, extent


def plans_held() -> list[tuple[Plan, list[Row]]]:
    """Every plan that we hold with its rows. Two queries."""
    rows: dict[int, list[Row]] = defaultdict(list)
    for plan, before, after, extent in PlanSuccession.objects.values_list(
        "plan", "predecessor", "successor", "extent"
    ):
        rows[plan].append((before, after, extent))
    return [(each, rows[each.pk]) for each in Plan.objects.all()]


class Outlook:
    """A snapshot, by the plans that we hold or by others. Bodies, plans and arrangements go by
    primary key or slug. Six queries."""

    def __init__(self, plans: Iterable[tuple[Plan, Iterable[Row]]] | None = None) -> None:
        self.bodies = {body.pk: body for body in Body.with_planned.all()}
        schemes = list(plans_held() if plans is None else plans)
        days = [first_day(plan.vesting_date) for plan, _ in schemes if plan.vesting_date]
        self.last_eve = max(days) - ONE_DAY if days else END
        self.schemes = {
            plan.slug: Scheme(
                plan,
                gathered(rows),
                first_day(plan.vesting_date) - ONE_DAY if plan.vesting_date else self.last_eve,
            )
            for plan, rows in schemes
        }
        self.arrangements = set(Arrangement.objects.values_list("pk", flat=True))
        over = set(Arrangement.objects.filter(status__in=OVER).values_list("pk", flat=True))
        self._standing: dict[int, list[tuple[int, dt.date, dt.date]]] = defaultdict(list)
        first = min((scheme.eve for scheme in self.schemes.values()), default=END)
        for key, body, begins, ends in Standing.objects.filter(last_day__gte=first).values_list(
            "arrangement", "body", "first_day", "last_day"
        ):
            if key not in over:
                self._standing[key].append((body, begins, ends))
        self._of_body: dict[int, set[int]] = defaultdict(set)
        for key, held in self._standing.items():
            for body, _, _ in held:
                self._of_body[body].add(key)

    @cached_property
    def areas(self) -> list[Scheme]:
        """One for each area: what is decided there, or that nothing is."""
        return [scheme for scheme in self.schemes.values() if not scheme.plan.option]

    def options(self, area: str) -> list[Scheme]:
        return [
            scheme
            for scheme in self.schemes.values()
            if scheme.plan.option and scheme.plan.area == area
        ]

    def others(self, area: str) -> dict[int, Plan]:
        """The plan that each body of another area is in."""
        return {
            body: scheme.plan
            for scheme in self.areas
            if scheme.plan.area != area
            for body in scheme.goes
        }

    def partners(self, arrangement: int, day: dt.date) -> frozenset[int]:
        """The bodies that take part on a day, themselves or by succession."""
        held = self._standing.get(arrangement, ())
        return frozenset(body for body, begins, ends in held if begins <= day <= ends)

    def with_any(self, bodies: Iterable[int]) -> set[int]:
        """The arrangements, of those that may still run, with any of these."""
        return set().union(*(self._of_body.get(body, set()) for body in bodies))

    @cached_property
    def together(self) -> dict[int, Goes]:
        """All areas' plans, one after the other."""
        return in_succession(scheme.goes for scheme in sorted(self.areas, key=lambda s: s.eve))

    def _before(self, scheme: Scheme) -> dict[int, Goes]:
        earlier = (
            each
            for each in self.areas
            if each.eve < scheme.eve and each.plan.area != scheme.plan.area
        )
        return in_succession(each.goes for each in sorted(earlier, key=lambda s: s.eve))

    @cached_property
    def classes(self) -> dict[str, dict[int, Becomes]]:
        """For each plan, by slug, and for all areas' together what becomes of those it touches."""
        found = {ALL: self._classified(self.together, {}, self.last_eve)}
        for slug, scheme in self.schemes.items():
            found[slug] = self.under(scheme.goes, scheme)
        return found

    def _classified(
        self, goes: dict[int, Goes], earlier: dict[int, Goes], eve: dt.date
    ) -> dict[int, Becomes]:
        touched: dict[int, Becomes] = {}
        origins = {body for body, each in earlier.items() if each.successors & goes.keys()}
        for key in self.with_any(goes.keys() | origins):
            partners = self.partners(key, eve)
            # A class of bodies stands for several, none of which can be named.
            classes = [b for b in partners if self.bodies[b].kind == BodyKind.GROUP]
            after = stand_after(partners, earlier)
            told = becomes([*after, *(-body for body in classes)], goes)
            if told != Becomes.NOT_TOUCHED:
                touched[key] = told
        return touched

    def under(self, goes: dict[int, Goes], scheme: Scheme) -> dict[int, Becomes]:
        """What becomes of those that it touches if, in place of this plan, bodies went so."""
        return self._classified(goes, self._before(scheme), scheme.eve)

    def keys(self, plans: Iterable[str], classes: Iterable[str]) -> set[int]:
        """The arrangements of these classes under any of these plans: under all together where
        none is named; of any class but "not touched" where none is."""
        wanted, found = set(classes), set[int]()
        for slug in list(plans) or [ALL]:
            held = self.classes[slug]
            found |= {key for key, told in held.items() if not wanted or told in wanted}
            if Becomes.NOT_TOUCHED in wanted:
                found |= self.arrangements - held.keys()
        return found


@once_a_version
def current_outlook() -> Outlook:
    """As it is now, read again only when the data stamp has changed."""
    return Outlook()
