"""What is drawn on a day: which sets tile which nation, and whose every tile is.

A nation is tiled by the set that has all its councils on that day, districts before counties; by
the nearest in time where none has, and there by the latest loaded. A tile is a council's area. It
belongs on that day to the council that stands in its council's place. Nations without a set keep
the areas of the shipped outline, which are the counties and single-tier councils of 2010.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings

from arrangements.choices import BodyKind, Nation, Tier
from arrangements.map.boundaries.coverage import (
    DAY,
    Cover,
    days_of_change,
    exists,
    needed,
)
from arrangements.models import Body, Boundary, BoundarySet
from arrangements.register import Register, current_register

BRITAIN = (Nation.ENGLAND, Nation.SCOTLAND, Nation.WALES)


@dataclass(frozen=True)
class LoadedSet:
    """A set without its shapes."""

    pk: int
    name: str
    loaded_at: dt.datetime
    covers: tuple[Cover, ...]
    bodies: frozenset[int]
    year: int  # of its data, or that it was loaded in


@dataclass
class Tiling:
    """The tiles of a stretch of days; `day` is None for a map of all times, drawn as of today."""

    register: Register
    sets: list[LoadedSet]
    day: dt.date | None
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max
    chosen: dict[str, tuple[LoadedSet, Cover]] = field(default_factory=dict)
    tiles: dict[int, LoadedSet | None] = field(default_factory=dict)
    _ground: dict[int, frozenset[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = self.day or dt.date.today()
        for nation in (*BRITAIN, Nation.NORTHERN_IRELAND):
            best = self._best(nation)
            if best:
                self.chosen[nation] = best
                loaded, cover = best
                then = min(max(self.at, cover.first), cover.last)
                for body in needed(self.register, nation, cover.tier, then):
                    if body.pk in loaded.bodies:
                        self.tiles[body.pk] = loaded
        for code in shipped_areas():
            council = self.register.by_code.get(code)
            if council and council.nation not in self.chosen:
                self.tiles[council.pk] = None

    def _best(self, nation: str) -> tuple[LoadedSet, Cover] | None:
        """What tiles a nation: the set that tiles its neighbours if that has all of it too."""
        beside = {held[0].pk for held in self.chosen.values()}
        found = [
            (
                cover.tier != Tier.LOWER,
                cover.away(self.at),
                loaded.pk not in beside,
                -loaded.loaded_at.timestamp(),
                number,
            )
            for number, loaded in enumerate(self.sets)
            for cover in loaded.covers
            if cover.nation == nation
        ]
        if not found:
            return None
        tier, away, _, _, number = min(found)
        loaded = self.sets[number]
        return loaded, next(
            cover
            for cover in loaded.covers
            if cover.nation == nation
            and (cover.tier != Tier.LOWER) == tier
            and cover.away(self.at) == away
        )

    @property
    def has_britain(self) -> bool:
        """Whether one set has all of Great Britain, so that its outline is the coast."""
        sets = {self.chosen[nation][0].pk for nation in BRITAIN if nation in self.chosen}
        return len(sets) == 1 and all(nation in self.chosen for nation in BRITAIN)

    @property
    def has_northern_ireland(self) -> bool:
        return Nation.NORTHERN_IRELAND in self.chosen

    def holder(self, tile: int) -> int:
        """The council that a tile belongs to on the day; its own where nobody knows better."""
        if self.register.gone(tile) and not exists(self.register.bodies[tile], self.at):
            after = self.register.followed(tile, self.at)
            return next(iter(after)) if len(after) == 1 else tile
        return tile

    def county(self, tile: int) -> int:
        """The county around a tile on the day, or the council that holds it alone."""
        held = self.holder(tile)
        body = self.register.bodies[held]
        if body.parent_id and exists(self.register.bodies[body.parent_id], self.at):
            return body.parent_id
        return held

    def ground(self, key: int) -> frozenset[int]:
        """The tiles that make up a body's area; none where they would leave some of it out."""
        if key not in self._ground:
            self._ground[key] = frozenset()  # a body is no part of itself
            self._ground[key] = self._ground_of(self.register.bodies[key])
        return self._ground[key]

    def _ground_of(self, body: Body) -> frozenset[int]:
        register = self.register
        if body.pk in self.tiles:
            return frozenset([body.pk])
        if body.tier and body.kind != BodyKind.GROUP:
            became = frozenset(
                tile
                for tile in register.ancestors(body.pk) & self.tiles.keys()
                if register.followed(tile, max(body.first_day, _after(register, tile))) == {body.pk}
            )
            return became or (self._county(body) if body.kind == BodyKind.COUNTY else became)
        return self._all_of([self._council(part) for part in register.area_councils(body.pk)])

    def _county(self, body: Body) -> frozenset[int]:
        """A county is its districts; of one that is gone, what became of it and nothing else."""
        then = min(max(self.at, body.first_day), body.last_day)
        districts = [
            each.pk
            for each in self.register.bodies.values()
            if each.parent_id == body.pk and exists(each, then)
        ]
        if found := self._all_of([self.ground(each) for each in districts]):
            return found
        after = self.register.successors(body.pk)
        alone = all(
            before == body.pk or self.register.bodies[before].tier == Tier.LOWER
            for each in after
            for before in self.register.predecessors(each)
        )
        return self._all_of([self.ground(each) for each in after]) if alone else frozenset()

    def _council(self, key: int) -> frozenset[int]:
        """The tiles of a council that another body serves, whatever has become of it."""
        own = self.ground(key)
        if own or not self.register.gone(key):
            return own
        return self._all_of([self.ground(each) for each in self.register.followed(key)])

    @staticmethod
    def _all_of(parts: list[frozenset[int]]) -> frozenset[int]:
        return frozenset().union(*parts) if all(parts) else frozenset()

    def own_shape(self, key: int) -> LoadedSet | None:
        """The set that draws a body by itself, where tiles do not or it is no council."""
        body = self.register.bodies[key]
        if body.tier and self.ground(key):
            return None
        if self.day and not exists(body, self.day):
            return None
        having = [loaded for loaded in self.sets if key in loaded.bodies]
        return max(having, key=lambda loaded: loaded.loaded_at, default=None)

    def shipped_shape(self, key: int) -> bool:
        """Whether the shipped outline draws a council that neither tiles nor sets do."""
        body = self.register.bodies[key]
        return bool(
            body.code in shipped_areas()
            and not self.ground(key)
            and not self.own_shape(key)
            and (self.day is None or exists(body, self.day))
        )

    def areas(self, key: int) -> list[str]:
        """The codes of the backdrop's areas that make up a body's."""
        if self.own_shape(key) or self.shipped_shape(key):
            return [self.register.bodies[key].code]
        return sorted(self.register.bodies[tile].code for tile in self.ground(key))


def _after(register: Register, body: int) -> dt.date:
    """The first day on which it was no more."""
    last = register.bodies[body].last_day
    return last if last == dt.date.max else last + DAY


@cache
def shipped_areas() -> frozenset[str]:
    """The codes of the councils in the outline that comes with the site."""
    path = Path(settings.BASE_DIR, "fixtures/map_areas.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["body"] for row in csv.DictReader(file) if row["body"])


class Tilings:
    """The tilings of every day, for one state of the data."""

    def __init__(self, register: Register) -> None:
        self.register = register
        bodies: dict[int, set[int]] = defaultdict(set)
        for number, body in Boundary.objects.values_list("set", "body"):
            bodies[number].add(body)
        self.sets = [
            LoadedSet(
                pk,
                name,
                loaded_at,
                tuple(map(Cover.from_list, rows)),
                frozenset(bodies[pk]),
                year or loaded_at.year,
            )
            for pk, name, loaded_at, rows, year in BoundarySet.objects.order_by("pk").values_list(
                "pk", "name", "loaded_at", "covers", "year"
            )
        ]
        days = set(days_of_change(self.register))
        for loaded in self.sets:
            for cover in loaded.covers:
                days |= {cover.first, *([cover.last + DAY] if cover.last < dt.date.max else [])}
        self.starts = sorted(day for day in days if day > dt.date.min)
        self._held: dict[dt.date | None, Tiling] = {}

    def on(self, day: dt.date | None) -> Tiling:
        """The tiling of the stretch of days in which a day lies; without one, of all times."""
        if day is None:
            if None not in self._held:
                self._held[None] = Tiling(self.register, self.sets, None)
            return self._held[None]
        place = bisect_right(self.starts, day)
        first = self.starts[place - 1] if place else dt.date.min
        last = self.starts[place] - DAY if place < len(self.starts) else dt.date.max
        if first not in self._held:
            at = first if place else last
            self._held[first] = Tiling(self.register, self.sets, at, first, last)
        return self._held[first]

    @property
    def key(self) -> str:
        """Changes with what is loaded and with the councils of the register."""
        parts = [f"{each.pk} {each.loaded_at.isoformat()}" for each in self.sets]
        parts += [
            f"{body.code} {body.first_day} {body.last_day} {body.parent_id} {body.nation}"
            for body in self.register.bodies.values()
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


_held: tuple[Register, Tilings] | None = None


def tilings_of(register: Register) -> Tilings:
    """What is loaded, read again only with the register, which goes by the same stamp."""
    global _held
    held = _held
    if held is None or held[0] is not register:
        held = _held = (register, Tilings(register))
    return held[1]


def current_tilings() -> Tilings:
    return tilings_of(current_register())
