"""Why two bodies would go together, and what speaks against it, in plain words."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from arrangements.choices import EndedWhy, Geography, PlanStatus, Status
from arrangements.distances import kilometres
from arrangements.finding.points import FARTHEST_KM, same_county
from arrangements.likeness import Likeness
from arrangements.models import Arrangement, Body, Plan
from arrangements.register import Register
from arrangements.wording import date, in_mid_sentence, listed, when

OVER = (Status.ENDED, Status.SUPERSEDED)
# What may run comes first, then what was planned, then what is over.
STANDING = {Status.LIVE: 0, Status.NOTICE_GIVEN: 0, **dict.fromkeys((*OVER, Status.ABANDONED), 2)}
OLD_YEARS, FAR_KM, FEW = 8, 100, 3
PLANS = {
    PlanStatus.ORDER_MADE: "planned to be abolished {day}: the order is made",
    PlanStatus.DECISION_ANNOUNCED: (
        "planned to be abolished {day}: the government has announced its decision"
    ),
    PlanStatus.PROPOSED: "proposed to be abolished {day}: not decided",
}


@dataclass(frozen=True)
class Point:
    """One reason, for or against: the page of ours that it is about, or its source elsewhere."""

    text: str
    page: str = ""
    source: str = ""


def said_of(body: Body, points: Iterable[Point]) -> list[Point]:
    """The same, each with the name of the body that it is about."""
    return [Point(f"{body.name}: {in_mid_sentence(each.text)}", each.page) for each in points]


def services_of(arrangement: Arrangement, only: Iterable[str] = ()) -> str:
    """Its services in words, or those of them that are asked about."""
    wanted = set(only)
    names = [
        in_mid_sentence(row.service.name)
        for row in arrangement.service_rows.all()
        if not wanted or row.service.code in wanted
    ]
    return listed(names) if len(names) <= 3 else f"{', '.join(names[:2])} and {len(names) - 2} more"


def nearness(a: Body, b: Body, register: Register) -> Iterator[Point]:
    """Where the one lies as the other sees it."""
    geography = register.geography_of_pair(a.pk, b.pk)
    km = kilometres(a, b)
    if geography == Geography.ADJOINING:
        inside = register.area(a.pk) & register.area(b.pk)
        yield Point("Its area and yours overlap" if inside else "Adjoins you")
    elif geography == Geography.ACROSS_WATER:
        yield Point("Faces you across water")
    elif km is not None and km <= FAR_KM:
        yield Point(f"{km:.0f} km away")
    if same_county(a, b):
        county = b.met_county or register.bodies[b.parent_id or b.pk].short_name
        yield Point(f"In {county}, like you")


def likeness(asker: Body, like: Likeness, names: Mapping[str, str]) -> Iterator[Point]:
    """What another body is alike in; `names` are those of services by code."""
    body = like.body
    if like.same_kind:
        yield Point(f"{body.get_kind_display()}, like you")
    elif like.same_tier:
        yield Point("Of your tier")
    if like.size:
        people = f"{body.population:,} people; you have {asker.population:,}"
        how = "Like you in size" if like.size == 1 else "Roughly of your size"
        yield Point(f"{how} ({people})")
    if like.services:
        shared = sorted(in_mid_sentence(names[code]) for code in like.services)
        more = f" and {len(shared) - FEW} more" if len(shared) > FEW else ""
        what = ", ".join(shared[:FEW]) + more if more else listed(shared)
        yield Point(f"Shares or shared with anybody, like you: {what}")


def together(held: Iterable[Arrangement]) -> list[Point]:
    """What two bodies share, or shared, already: the first few, what may still run first."""
    ordered = sorted(
        held,
        key=lambda each: (STANDING.get(Status(each.status or Status.UNKNOWN), 1), each.name),
    )
    found = [Point(_shared(each), each.get_absolute_url()) for each in ordered[:FEW]]
    if len(ordered) > FEW:
        found.append(Point(f"Together with you in {len(ordered) - FEW} more"))
    return found


def _shared(each: Arrangement) -> str:
    what = services_of(each) or "a service"
    if each.status == Status.ABANDONED:
        return f"Planned to share {what} with you, and did not go on"
    if each.status in OVER:
        return f"Shared {what} with you{f' until {each.end[:4]}' if each.end else ''}"
    if each.status in (Status.LIVE, Status.NOTICE_GIVEN):
        seen = f", by a report of {each.status_as_of}" if each.status_as_of else ""
        return f"Shares {what} with you already{seen}"
    return f"Named with you in plans to share {what}"


def stranger(what: str, once: bool) -> Point:
    """Of a body not known to share this; `once` if it did, or was named in plans to."""
    return Point(f"Not known to share {what} with anybody{' today' if once else ''}")


def distance(a: Body, b: Body) -> Iterator[Point]:
    km = kilometres(a, b)
    if km is not None and km > FAR_KM:
        far = f"More than {FARTHEST_KM}" if km > FARTHEST_KM else f"{km:.0f}"
        yield Point(f"{far} km away")
    if a.nation != b.nation:
        yield Point(f"In {b.get_nation_display()}, where other law may apply")


def plan(plans: Iterable[Plan]) -> tuple[str, str]:
    """The surest plan to replace a body, with its day and the state of the decision; its source."""
    order = list(PLANS)
    still = [each for each in plans if each.status in PLANS]
    if not still:
        return "", ""
    surest = min(still, key=lambda each: order.index(PlanStatus(each.status)))
    day = when(surest.vesting_date) or "on a day not yet set"
    decided = f" ({date(surest.decision_date)})" if surest.decision_date else ""
    return PLANS[PlanStatus(surest.status)].format(day=day) + decided, surest.source_url


def planned(plans: Iterable[Plan]) -> Iterator[Point]:
    words, source = plan(plans)
    if words:
        yield Point(f"{words[:1].upper()}{words[1:]}", source=source)


def planned_for(bodies: Mapping[str, Iterable[Plan]]) -> Iterator[Point]:
    """What is planned for several bodies, by name; those with one plan in one sentence."""
    alike: dict[str, list[str]] = defaultdict(list)
    sources: dict[str, set[str]] = defaultdict(set)
    for name, plans in bodies.items():
        words, source = plan(plans)
        if words:
            alike[words].append(name)
            sources[words].add(source)
    for words, names in alike.items():
        more = f"{names[0]} and {len(names) - 1} other partners"
        who = listed(names) if len(names) <= FEW + 1 else more
        source = sources[words].pop() if len(sources[words]) == 1 else ""
        yield Point(f"{who}: {words}", source=source)


def ended(held: Iterable[Arrangement]) -> Iterator[Point]:
    """Arrangements about the service that a body was in and that came to an end."""
    for each in held:
        if each.status == Status.ENDED:
            why = [EndedWhy(code).label.lower() for code in each.ended_why if code != "unknown"]
            because = f" ({listed(why)})" if why else ""
            day = f" {when(each.end)}" if each.end else ""
            yield Point(f"Ended one{day}: {each.name}{because}", each.get_absolute_url())
        elif each.status == Status.ABANDONED:
            as_of = f" (as of {each.status_as_of})" if each.status_as_of else ""
            yield Point(f"Did not go on with one{as_of}: {each.name}", each.get_absolute_url())


def age(arrangement: Arrangement, today: dt.date) -> Iterator[Point]:
    """How sure one can be that it still runs."""
    year = arrangement.status_as_of
    if year is None:
        yield Point("No source says when it was last seen, so ask whether it still runs")
    elif today.year - year > OLD_YEARS:
        yield Point(f"Last reported in {year}, so ask whether it still runs")
