"""What the page of a body says: what it is and was, who came before and after, and who is near."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from arrangements.choices import BodyKind, NameKind, Sector
from arrangements.finding.known import known_now
from arrangements.likeness import Likeness, missing, most_like
from arrangements.map.pictures.scene import words_for
from arrangements.models import (
    Arrangement,
    Body,
    BodyCode,
    BodyName,
    GroupMember,
    Service,
    Succession,
)
from arrangements.pages.reorganisation import Prospects, prospects_of
from arrangements.pages.sharing import Sharing
from arrangements.register import current_register
from arrangements.statutes import law_of
from arrangements.wording import date, in_mid_sentence, listed, when

SCHEMES = {
    "gss": "Office for National Statistics",
    "former_gss": "Office for National Statistics, before a change of boundary",
    "ons_legacy": "Office for National Statistics, before 2011",
    "register": "Register of councils",
    "nhs": "NHS",
    "gov_uk": "GOV.UK page",
}

MOST_NAMED, MOST_ELSEWHERE = 3, 5


@dataclass(frozen=True)
class Follower:
    """A body that came before or after, since when, and what is known of how."""

    body: Body
    since: str
    note: str


@dataclass(frozen=True)
class Neighbour:
    """A body whose area adjoins, and in how many arrangements both are partners."""

    body: Body
    shared: int


@dataclass(frozen=True)
class Alike:
    """A body like it, and what it is like it in."""

    body: Body
    why: str


@dataclass(frozen=True)
class Elsewhere:
    """A service that bodies like it share and it does not, and how many of them do or did."""

    service: Service
    count: int


@dataclass(frozen=True)
class Under:
    """A law and the arrangements that it usually stands behind; "" where none is known."""

    law: str
    arrangements: list[Arrangement]


class BodyPage:
    """Everything that one page shows of a body. A constant number of queries."""

    def __init__(self, body: Body, today: dt.date) -> None:
        self.body = body
        self.today = today
        self._register = current_register()
        self.sharing = Sharing(body, self._register, today)

    @property
    def sentence(self) -> str:
        """What it is, where, and when it existed."""
        body = self.body
        region, nation = body.get_region_display(), body.get_nation_display()
        place = f"{region}, {nation}" if region and region != nation else nation
        what = f"{body.get_kind_display()}, {place}."
        if body.start and body.end:
            return f"{what} It existed from {date(body.start)} to {date(body.end)}."
        if body.end:
            return f"{what} It existed until {date(body.end)}."
        return f"{what} It has existed since {date(body.start)}." if body.start else what

    @cached_property
    def picture(self) -> str:
        """What its small map shows, in words; "" where it has none."""
        return words_for([self.body, *(other.body for other in self.sharing.partners)])

    @cached_property
    def statutes(self) -> list[Under]:
        """What a police, fire or health body is in, by statute, those of no known one last."""
        if self.body.sector not in (Sector.POLICE, Sector.FIRE, Sector.HEALTH):
            return []
        by_law: dict[str, list[Arrangement]] = {}
        for line in (line for group in self.sharing.groups for line in group.lines):
            by_law.setdefault(law_of(line.arrangement), []).append(line.arrangement)
        order = sorted(by_law, key=lambda law: (not law, -len(by_law[law]), law))
        return [Under(law, sorted(by_law[law], key=lambda a: a.sort_name)) for law in order]

    @cached_property
    def names(self) -> list[BodyName]:
        """Its other names; one that is only the official name again is left out."""
        rows = [row for row in self.body.names.all() if row.kind != NameKind.ONS]
        return [row for row in rows if row.name != self.body.name]

    @cached_property
    def codes(self) -> list[tuple[str, str]]:
        rows: Iterable[BodyCode] = self.body.codes.all()
        return [(SCHEMES.get(row.scheme, row.scheme), row.code) for row in rows]

    @cached_property
    def predecessors(self) -> list[Follower]:
        rows: Iterable[Succession] = self.body.came_by.select_related("predecessor")
        return [Follower(row.predecessor, when(row.date), row.note) for row in rows]

    @cached_property
    def successors(self) -> list[Follower]:
        rows: Iterable[Succession] = self.body.went_by.select_related("successor")
        return [Follower(row.successor, when(row.date), row.note) for row in rows]

    @cached_property
    def stand_today(self) -> list[Body]:
        """The bodies in its place today, where those are not the ones that followed it directly."""
        last = self._bodies(self._register.followed(self.body.pk))
        direct = {each.body.pk for each in self.successors}
        return [] if {each.pk for each in last} <= {*direct, self.body.pk} else last

    @cached_property
    def earlier(self) -> list[Body]:
        """The bodies before its direct predecessors."""
        direct = {each.body.pk for each in self.predecessors}
        return self._bodies(self._register.ancestors(self.body.pk) - direct)

    @cached_property
    def prospects(self) -> Prospects | None:
        return prospects_of(self.body)

    @cached_property
    def members(self) -> list[GroupMember]:
        return list(self.body.members.select_related("member"))

    @cached_property
    def groups(self) -> list[GroupMember]:
        return list(self.body.member_of.select_related("group"))

    @cached_property
    def districts(self) -> list[Body]:
        return sorted(self.body.districts.all(), key=lambda each: (each.name, each.last_day))

    @cached_property
    def area(self) -> list[Body]:
        """The councils whose areas, as drawn in 2010, make up its own."""
        return list(self.body.area_councils.all())

    @cached_property
    def neighbours(self) -> list[Neighbour]:
        """Bodies like it that adjoin it today, or on its last day."""
        body, day = self.body, min(self.today, self.body.last_day)
        counts = {each.body.pk: each.count for each in self.sharing.partners}
        inside = {each.pk for each in self.districts} | {body.parent_id}
        return [
            Neighbour(other, counts.get(other.pk, 0))
            for other in self._register.neighbours(body.pk)
            if other.first_day <= day <= other.last_day
            and other.pk not in inside
            and (other.kind == body.kind or (body.tier and other.tier))
            and other.kind != BodyKind.GROUP
        ]

    @cached_property
    def _most_like(self) -> list[Likeness]:
        day = min(self.today, self.body.last_day)
        return most_like(self.body, self._register, known_now(self._register), day)

    @cached_property
    def _services(self) -> dict[str, Service]:
        return {service.code: service for service in Service.objects.all()}

    @cached_property
    def alike(self) -> list[Alike]:
        """The bodies most like it today, or on its last day, each with why."""
        return [Alike(each.body, self._why(each)) for each in self._most_like]

    def _why(self, like: Likeness) -> str:
        told = [] if like.same_kind else [like.body.get_kind_display()]
        if like.same_region:
            told.append("same region")
        if like.size:
            told.append(f"{like.body.population:,} people")
        if like.services:
            names = sorted(in_mid_sentence(self._services[code].name) for code in like.services)
            few = len(names) <= MOST_NAMED
            told.append(
                f"in common: {listed(names)}" if few else f"{len(names)} services in common"
            )
        return "; ".join(told)

    @cached_property
    def elsewhere(self) -> list[Elsewhere]:
        """What most of them share or shared and it never did, for a body of today."""
        if not self.body.is_current:
            return []
        found = missing(self.body, self._most_like, known_now(self._register))
        return [Elsewhere(self._services[each.code], each.count) for each in found[:MOST_ELSEWHERE]]

    def _bodies(self, keys: Iterable[int]) -> list[Body]:
        return sorted((self._register.bodies[key] for key in keys), key=lambda each: each.name)
