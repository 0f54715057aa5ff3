"""What a list says of its search: the pages that are called so, and what to do if nothing fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from arrangements.bodyfilters import BodyQuery
from arrangements.choices import BodyKind, Sector
from arrangements.filters import Query
from arrangements.map.loosen import loosened
from arrangements.models import Body, Service
from arrangements.pages.lines import Line, lines_of
from arrangements.querystring import QueryString
from arrangements.search.find import Asked, understood
from arrangements.search.near import Tiers, not_found, of_arrangements, of_bodies
from arrangements.search.words import name_key
from arrangements.sentences import counted
from arrangements.wording import listed

MOST_PAGES = 3
SHOWN_INSTEAD = 5


@dataclass(frozen=True)
class Page:
    """A page of the site that a search names."""

    kind: str
    name: str
    address: str
    remark: str


@dataclass(frozen=True)
class Offered:
    """Another search: its text, how much it finds, and the query string that runs it."""

    text: str
    count: int
    string: str


@dataclass(frozen=True)
class ForFinder:
    """A body and a service that a search names together."""

    body: Body
    service: Service


class Further:
    """What to search for where nothing is found: why not, what may be meant, with fewer words."""

    def __init__(self, query: QueryString, text: str, tiers: Tiers) -> None:
        found = not_found(text, tiers, lambda other: _searching(query, other).count)
        self.unknown = found.unknown
        self.meant, self.without = (
            [Offered(each.text, each.count, query.string_searching(each.text)) for each in nears]
            for nears in (found.meant, found.without)
        )


class SearchAnswer:
    """What stands beside the lines of a list: of its search, and of filters that leave nothing."""

    def __init__(self, query: Query) -> None:
        self.search = query.search
        self.pages = pages_named(self.search) if self.search else []
        self.loosened = loosened(query) if len(query.chips) > 1 else []
        self.further: Further | None = None
        self.instead: list[Line] = []
        self.finder: list[ForFinder] = []
        if self.search and not query.count:
            tiers = of_arrangements(self.search.finder.index)
            self.further = Further(query, self.search.texts[0], tiers)
            self.finder = for_finder(self.search)
            if self.further.meant:
                best = _searching(query, self.further.meant[0].text)
                self.instead = lines_of(best.arrangements[:SHOWN_INSTEAD], best.search)


def for_finder(asked: Asked) -> list[ForFinder]:
    """A body of today and a service that a search names and nothing else, if it shares no such."""
    index = asked.finder.index
    search = understood(asked.texts[0], index)
    rest = [word for word in search.words if word not in search.services]
    if len(rest) in (0, len(search.words)):
        return []
    named = (search.bodies.get(word, frozenset()) for word in rest)
    bodies = [index.register.bodies[key] for key in sorted(frozenset.intersection(*named))]
    there = [body for body in bodies if body.is_current and body.kind != BodyKind.GROUP]
    councils = [body for body in there if body.sector == Sector.COUNCIL]
    services = sorted(frozenset.intersection(*search.services.values()))
    return [
        ForFinder(body, index.service_of[key])
        for body in councils or there
        for key in services
        if not {*index.of_service.get(key, ())} & {*index.of_body.get(body.pk, ())}
    ][:MOST_PAGES]


def further_bodies(query: BodyQuery) -> Further | None:
    """For a list of bodies; None where it has some, or nothing was searched for."""
    if query.count or not query.search:
        return None
    return Further(query, query.search.texts[0], of_bodies(query.search.finder.index))


def _searching(query: QueryString, text: str) -> Any:
    return type(query)(QueryDict(query.string_searching(text)))


def pages_named(asked: Asked) -> list[Page]:
    """The pages of the bodies and the services that have the whole search for a name."""
    index = asked.finder.index
    search = understood(asked.texts[0], index)
    bodies, services = (
        frozenset.intersection(*(named.get(word, frozenset()) for word in search.words))
        for named in (search.bodies, search.services)
    )
    found = [
        Page("Service", each.name, each.get_absolute_url(), _count(index.of_service, each.pk))
        for each in (index.service_of[key] for key in sorted(services))
    ]
    shared = sorted(bodies, key=lambda key: (-len(index.of_body.get(key, ())), key))
    for key in shared:
        body = index.register.bodies[key]
        remark = _count(index.of_body, key)
        if not body.is_current:
            now = f", now {listed(index.now[key])}" if index.now[key] else ""
            remark = f"to {body.last_day.year}{now}; {remark}"
        found.append(Page("Body", body.name, body.get_absolute_url(), remark))
    planned = asked.finder.planned
    to_come = (planned.councils[key] for key in planned.names.whole.get(name_key(search.words), ()))
    found = [
        *(Page("Planned council", each.name, each.address, each.when) for each in to_come),
        *found,
    ]
    return found[:MOST_PAGES]


def _count(held: dict[int, list[int]], key: int) -> str:
    return counted(len(held.get(key, ())), "arrangement")
