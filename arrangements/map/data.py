"""What the map draws for a query: bodies, arrangements, and the links between pairs of bodies."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.core.cache import cache as held
from django.db.models import Q

from arrangements import wording
from arrangements.choices import RAN, BodyKind, Role, Sector, ServiceKind, Status
from arrangements.exports.files import kept
from arrangements.facets import Counts, counts
from arrangements.filters import Query
from arrangements.gonesince import gone_since
from arrangements.map.areas import areas_of
from arrangements.map.links import is_placed, links_of
from arrangements.map.loosen import loosened
from arrangements.map.packing import packed
from arrangements.map.parts import Part, as_planned, parts_of, planned_for, through
from arrangements.map.planned import areas_to_come, sentence_ahead, told_of
from arrangements.map.shown import Shown
from arrangements.models import Arrangement, ArrangementService, Body, DataStamp
from arrangements.register import Register, current_register
from arrangements.reorganisation.ahead import ahead_on

# What stands where in the lists of the answer, so that whoever reads them need not count.
FIELDS = {
    "services": ["code", "name", "kind"],
    "bodies": [
        "slug",
        "name",
        "label",
        "lat",
        "lon",
        "sector",
        "kind",
        "count",
        "areas",
        "until",
        "after",
    ],
    "arrangements": [
        "reference",
        "name",
        "services",
        "status",
        "started",
        "geography",
        "partners",
    ],
    "partners": ["body", "role", "remark", "before"],
    "before": ["slug", "name"],
    "links": ["a", "b", "geography", "arrangements"],
}
PLAIN = Shown()
KEPT_FOR = 3600
RUNNING = (Status.LIVE, Status.NOTICE_GIVEN)


def map_json(query: Query, shown: Shown = PLAIN) -> bytes:
    """The answer of map_data as packed JSON, gzipped, held until the data changes.

    That of the whole catalogue is kept in a file too, for all processes of the server.
    """
    key = f"map-{etag(query, shown)}"
    found: bytes | None = held.get(key)
    if found is None:
        if query.string or shown != PLAIN:
            found = _made(query, shown)
        else:
            found = b"".join(kept(key, lambda: [_made(query, shown)]))
        held.set(key, found, KEPT_FOR)
    return found


def _made(query: Query, shown: Shown) -> bytes:
    answer = packed(map_data(query, shown))
    text = json.dumps(answer, separators=(",", ":"), ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)


def etag(query: Query, shown: Shown = PLAIN) -> str:
    """Changes with the data, with what is asked, and with the code that makes the answer."""
    parts = f"{DataStamp.current().version} {_code()} {shown} {query.string}"
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


@cache
def _code() -> str:
    here = Path(__file__).parent
    files = [*here.glob("*.py"), *here.parent.glob("reorganisation/*.py"), Path(wording.__file__)]
    files.sort()
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def map_data(query: Query, shown: Shown = PLAIN) -> dict[str, Any]:
    """The map's data for a query: see FIELDS. A constant number of database queries.

    Of the arrangements, those past `count` are not known to have run on the day asked about.
    """
    now = register = current_register()
    arrangements = list(query.arrangements)
    mine = Q(arrangement__in=query.arrangements.order_by().values("pk"))
    if shown.not_known:
        arrangements += query.not_known.order_by("sort_name", "reference")
        mine |= Q(arrangement__in=query.not_known.order_by().values("pk"))
    parts = parts_of(query, mine)
    # The day whose areas are drawn; without one, those of all times.
    ground = shown.through or query.date
    ahead = None
    if day := planned_for(query):
        ground, ahead = day, ahead_on(day)
        register = ahead.register
        parts = {key: as_planned(each, day, ahead) for key, each in parts.items()}
    elif shown.through:
        parts = {key: through(each, shown.through, register) for key, each in parts.items()}
    services = _services(mine)
    used = {service for row in services.values() for service in row}
    numbers = {service: n for n, service in enumerate(sorted(used))}
    bodies = _busiest_first(parts.values(), register)
    places = {body: n for n, (body, _) in enumerate(bodies)}
    former = {body: n for n, body in enumerate(_former(parts.values()))}
    links: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows = []
    for number, arrangement in enumerate(arrangements):
        here = parts.get(arrangement.pk, [])
        for a, b in links_of(here, register):
            links[min(places[a], places[b]), max(places[a], places[b])].append(number)
        rows.append(
            [
                arrangement.reference,
                arrangement.name,
                [numbers[service] for service in services[arrangement.pk]],
                wording.status(arrangement),
                _started(arrangement),
                arrangement.geography,
                [_partner(part, places, former) for part in here],
            ]
        )
    kinds = list(ServiceKind)
    coming = ahead.coming if ahead else {}
    areas = {
        body: areas_to_come(coming[body], now, ground)
        if body in coming and ground
        else areas_of(body, now, ground)
        for body, _ in bodies
    }
    facets = _facets(query, shown)
    gone = gone_since(query, facets.get("status", {}))
    return {
        **_of_query(query),
        "facets": facets,
        "gone": gone and [gone.words, gone.string],
        "through": bool(shown.through) and not ahead,
        "fields": FIELDS,
        "service_kinds": ServiceKind.choices,
        "sectors": dict(Sector.choices),
        "body_kinds": dict(BodyKind.choices),
        "roles": dict(Role.choices),
        "services": [[code, name, kinds.index(ServiceKind(kind))] for code, name, kind in numbers],
        "ground": ground.isoformat() if ground else "",
        "bodies": [_body(register, body, count, areas[body]) for body, count in bodies],
        "before": [[register.bodies[key].slug, register.bodies[key].name] for key in former],
        "arrangements": rows,
        "links": [
            [a, b, register.geography_of_pair(*sorted((bodies[a][0], bodies[b][0]))), carried]
            for (a, b), carried in sorted(links.items())
        ],
        # By their place among the bodies; nothing of it where nothing planned is asked for.
        **(
            {"planned": {places[b]: told_of(ahead, b) for b in coming if b in places}}
            if ahead
            else {}
        ),
    }


def _of_query(query: Query) -> dict[str, Any]:
    """What the page around the map says of the query, and its form of each filter."""
    running = query.running
    return {
        "count": query.count,
        "query": query.string,
        "sentence": sentence(query),
        "running": running and [running.known, running.not_running, running.may_be],
        "chips": [[chip.label, chip.value, chip.without] for chip in query.chips],
        "loosen": [[chip.label, chip.value, chip.without, n] for chip, n in loosened(query)],
    }


def sentence(query: Query) -> str:
    """What is counted and how old it is; where there is a day, the three numbers alone."""
    if planned := planned_for(query):
        return sentence_ahead(query, planned)
    running = query.running
    if running is None:
        return query.sentence
    days = " or ".join(f"{day.day} {day:%B %Y}" for day in query.dates)
    return (
        f"On {days}: {running.known:,} known running,"
        f" {running.not_running:,} not running, {running.may_be:,} not known."
    )


def _started(arrangement: Arrangement) -> str:
    """When it began, where it ever ran. To the month: days would double what it costs; they are
    in the details."""
    if arrangement.status not in RAN:
        return ""
    if not arrangement.start:
        return "Start not known"
    word = "Since" if arrangement.status in RUNNING else "From"
    return f"{word} {wording.date(arrangement.start[:7])}"


def _partner(part: Part, places: dict[int, int], former: dict[int, int]) -> list[Any]:
    before = [former[body] for body in part.before]
    return _without_end([places[part.body], part.role, part.remark, before])


def _former(parts: Iterable[Sequence[Part]]) -> list[int]:
    """The bodies in whose place others stand."""
    return list(dict.fromkeys(body for mine in parts for part in mine for body in part.before))


def _services(arrangements: Q) -> dict[int, list[tuple[str, str, str]]]:
    """Code, name and kind of each service of each arrangement, in the arrangement's order."""
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    rows = ArrangementService.objects.filter(arrangements).order_by("arrangement", "position")
    for key, *service in rows.values_list(
        "arrangement", "service__code", "service__name", "service__kind"
    ):
        found[key].append((service[0], service[1], service[2]))
    return found


def _busiest_first(parts: Iterable[Sequence[Part]], register: Register) -> list[tuple[int, int]]:
    """Each body with the number of its arrangements."""
    counts = Counter(part.body for mine in parts for part in mine)
    return sorted(counts.items(), key=lambda item: (-item[1], register.bodies[item[0]].name))


def _body(register: Register, key: int, count: int, areas: list[str]) -> list[Any]:
    body = register.bodies[key]
    placed = is_placed(body)
    label = body.short_name if body.sector == Sector.COUNCIL else body.name
    # On the map its mark and the line around it say that it is planned.
    sign = " (planned)" if body.planned else ""
    return _without_end(
        [
            body.slug,
            body.name + sign,
            label or body.name.removesuffix(" Council"),
            round(body.lat or 0, 4) if placed else None,
            round(body.lon or 0, 4) if placed else None,
            body.sector,
            body.kind,
            count,
            areas,
            *_end(register, body),
        ]
    )


def _end(register: Register, body: Body) -> tuple[str, list[str]]:
    """The last day of a body that is gone, and who stands in its place today."""
    if body.last_day == dt.date.max:
        return "", []
    after = (register.bodies[key].slug for key in register.followed(body.pk))
    return body.last_day.isoformat(), sorted(after)


def _facets(query: Query, shown: Shown) -> Counts:
    """The counts beside the filters. Where none asks for bodies they are in the rows of bodies,
    unless those are others than the filters count; partners together are not counted then."""
    found = counts(query)
    if not query.values("body") and not query.values("with"):
        found.pop("with", None)
        if shown == PLAIN and not planned_for(query):
            found.pop("body", None)
    return found


def _without_end(row: list[Any]) -> list[Any]:
    """The row without the empty values that it ends with."""
    while row and row[-1] in ("", []):
        row.pop()
    return row
