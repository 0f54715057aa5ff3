"""The register in memory: who followed whom, whose area is where, and who lies next to whom.

Read once for each state of the data (a handful of queries) and shared by everything that asks.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from functools import lru_cache

from arrangements.choices import AdjacencyKind, BodyKind, Geography
from arrangements.models import Adjacency, Body, Succession
from arrangements.versions import once_a_version

ISLAND_CROSSINGS = (
    ("E06000053", "E06000052"),  # Isles of Scilly, Cornwall
    ("S12000023", "S12000017"),  # Orkney, Highland
    ("S12000023", "S12000027"),  # Orkney, Shetland
    ("S12000013", "S12000017"),  # Na h-Eileanan Siar, Highland
)


class Register:
    """A snapshot of the register. Bodies go by their primary key."""

    def __init__(self) -> None:
        self.bodies = {body.pk: body for body in Body.objects.all()}
        self.by_code = {body.code: body for body in self.bodies.values()}
        self._successors: dict[int, list[int]] = defaultdict(list)
        self._predecessors: dict[int, list[int]] = defaultdict(list)
        for before, after in Succession.objects.values_list("predecessor", "successor"):
            self._successors[before].append(after)
            self._predecessors[after].append(before)
        self._districts: dict[int, list[int]] = defaultdict(list)
        for body in self.bodies.values():
            if body.parent_id:
                self._districts[body.parent_id].append(body.pk)
        self._area_councils: dict[int, list[int]] = defaultdict(list)
        for whole, part in Body.area_councils.through.objects.values_list("from_body", "to_body"):
            self._area_councils[whole].append(part)
        self._joined: dict[int, set[int]] = defaultdict(set)
        self._facing: dict[int, set[int]] = defaultdict(set)
        for a, b, kind in Adjacency.objects.values_list("body_a", "body_b", "kind"):
            if kind == AdjacencyKind.FACING:
                self._link(self._facing, a, b)
            elif kind != AdjacencyKind.CONTAINS:
                self._link(self._joined, a, b)
        for code_a, code_b in ISLAND_CROSSINGS:
            if code_a in self.by_code and code_b in self.by_code:
                self._link(self._facing, self.by_code[code_a].pk, self.by_code[code_b].pk)
        self._remember()

    def _remember(self) -> None:
        """Keeps each answer to what is asked again and again."""
        self.area = lru_cache(maxsize=None)(self._area)
        self.reach = lru_cache(maxsize=None)(self._reach)
        self.geography_of_pair = lru_cache(maxsize=None)(self._geography_of_pair)

    @staticmethod
    def _link(links: dict[int, set[int]], a: int, b: int) -> None:
        links[a].add(b)
        links[b].add(a)

    def with_coming(
        self,
        coming: Iterable[Body],
        follows: Mapping[int, Iterable[int]],
        last_days: Mapping[int, dt.date],
        beside: Iterable[tuple[int, int]],
    ) -> Register:
        """The register as it would be if bodies came in the place of others.

        `follows` has who would follow each that is replaced, `last_days` the last day of those, and
        `beside` the bodies that would lie next to each other.
        """
        made = copy(self)
        made.bodies = self.bodies | {body.pk: body for body in coming}
        for key, last in last_days.items():
            made.bodies[key] = copy(made.bodies[key])
            made.bodies[key].last_day = last
        for name in ("_successors", "_predecessors"):
            held = getattr(self, name).items()
            setattr(made, name, defaultdict(list, {key: list(others) for key, others in held}))
        for before, after in follows.items():
            made._successors[before] += after
            for key in after:
                made._predecessors[key].append(before)
        joined = {key: set(others) for key, others in self._joined.items()}
        made._joined = defaultdict(set, joined)
        for a, b in beside:
            self._link(made._joined, a, b)
        made._remember()
        return made

    def next_to(self, council: int) -> set[int]:
        """The councils whose areas adjoin its own, in either vintage."""
        return self._joined.get(council, set())

    def gone(self, body: int) -> bool:
        return self.bodies[body].last_day < dt.date.max

    def successors(self, body: int) -> list[int]:
        """The bodies that took over directly."""
        return self._successors[body]

    def predecessors(self, body: int) -> list[int]:
        """The bodies that it took over from directly."""
        return self._predecessors[body]

    def area_councils(self, body: int) -> list[int]:
        """The councils, of 2010, whose areas make up its own."""
        return self._area_councils[body]

    def followed(self, body: int, date: dt.date = dt.date.max) -> set[int]:
        """The bodies that stand in this one's place on a day: itself, or whoever followed."""
        if self.bodies[body].last_day >= date:
            return {body}
        return {last for after in self._successors[body] for last in self.followed(after, date)}

    def ancestors(self, body: int) -> set[int]:
        """Every body that this one, directly or not, took over from."""
        direct = self._predecessors[body]
        return set(direct).union(*(self.ancestors(before) for before in direct))

    def descendants(self, body: int) -> set[int]:
        """Every body that, directly or not, took over from this one."""
        direct = self._successors[body]
        return set(direct).union(*(self.descendants(after) for after in direct))

    def lineage(self, body: int) -> set[int]:
        return {body} | self.ancestors(body) | self.descendants(body)

    def _area(self, body: int) -> frozenset[int]:
        """The district and single-tier councils that make up a body's area; empty without one."""
        kind = self.bodies[body].kind
        if kind == BodyKind.COUNTY:
            return frozenset(self._districts[body])
        if self.bodies[body].tier and kind != BodyKind.GROUP:
            return frozenset([body])
        return frozenset().union(*(self.area(part) for part in self._area_councils[body]))

    def _reach(self, council: int, *, across_water: bool) -> frozenset[int]:
        """The councils that one is linked to; through successors where one of two is gone."""
        near = {council} | self._next_to(council, across_water=across_water)
        if self.gone(council):
            for today in self.followed(council):
                around = {today} | self._next_to(today, across_water=across_water)
                near |= {other for other in around if not self.gone(other)}
        else:
            for other in list(near):
                if not self.gone(other):
                    near |= {before for before in self.ancestors(other) if self.gone(before)}
        return frozenset(near)

    def _next_to(self, council: int, *, across_water: bool) -> set[int]:
        joined = self._joined[council]
        return joined | self._facing[council] if across_water else joined

    def _geography_of_pair(self, a: int, b: int) -> str:
        """How two bodies lie to each other; "" where one of them has no area."""
        area_a, area_b = self.area(a), self.area(b)
        if not area_a or not area_b:
            return ""
        if b in self.descendants(a) or a in self.descendants(b):
            return Geography.ADJOINING
        for across_water, answer in ((False, Geography.ADJOINING), (True, Geography.ACROSS_WATER)):
            if any(
                not area_b.isdisjoint(self.reach(council, across_water=across_water))
                for council in area_a
            ):
                return answer
        return Geography.SEPARATE

    def geography(self, bodies: Iterable[int]) -> str:
        """Whether links hang all bodies with an area together; "" for fewer than two of them."""
        placed = sorted({body for body in bodies if self.area(body)})
        if len(placed) < 2:
            return ""
        for accepted, answer in (
            ({Geography.ADJOINING}, Geography.ADJOINING),
            ({Geography.ADJOINING, Geography.ACROSS_WATER}, Geography.ACROSS_WATER),
        ):
            seen, edge = {placed[0]}, [placed[0]]
            while edge:
                here = edge.pop()
                for other in placed:
                    if other not in seen and self.geography_of_pair(here, other) in accepted:
                        seen.add(other)
                        edge.append(other)
            if len(seen) == len(placed):
                return answer
        return Geography.SEPARATE

    def neighbours(self, body: int) -> list[Body]:
        """Bodies of the same kind, standing at some time that this one did, that adjoin it."""
        me = self.bodies[body]
        return [
            other
            for other in self.bodies.values()
            if other.pk != body
            and other.sector == me.sector
            and other.first_day <= me.last_day
            and other.last_day >= me.first_day
            and self.geography_of_pair(body, other.pk) == Geography.ADJOINING
        ]


@once_a_version
def current_register() -> Register:
    """The register as it is now, read again only when the data stamp has changed."""
    return Register()
