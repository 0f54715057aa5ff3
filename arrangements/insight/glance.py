"""At a glance: the figures with which the first such map made the news in 2011."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from arrangements.choices import ServiceKind, Status
from arrangements.filters import pairings
from arrangements.insight.councils import councils
from arrangements.insight.figures import ARRANGEMENTS, Cell, Column, Figure, Panel
from arrangements.insight.ground import Ground
from arrangements.insight.published import beside_ours
from arrangements.sentences import STILL_RUNNING

COUNTED = Column("Arrangements", ARRANGEMENTS)
MOST = 15


def glance(ground: Ground) -> Panel:
    figures = [by_status(ground), by_kind(ground), by_service(ground), by_pairing(ground)]
    figures.append(councils(ground))
    says = [ground.query.sentence]
    if ground.is_whole:
        figures.append(beside_ours(ground))
    else:
        says.append(
            "The figures published from 2011 to 2019 are of the whole country, and stand beside"
            " ours where nothing but figures is asked for."
        )
    return Panel("at-a-glance", "At a glance", says, figures)


def by_status(ground: Ground) -> Figure:
    held = defaultdict(set)
    for key, row in ground.rows.items():
        held[row.status or str(Status.UNKNOWN)].add(key)
    still = set().union(*(held[status] for status in map(str, STILL_RUNNING)))
    rows = [
        [Cell("All arrangements"), ground.count(ground.rows)],
        [Cell("Last reported running"), ground.count(still, status=[*map(str, STILL_RUNNING)])],
    ]
    rows += [
        [Cell(f"Status: {status.label}"), ground.count(held[status], status=status.value)]
        for status in Status
        if held[status.value]
    ]
    return Figure(
        "by-status",
        "How they stood when last reported",
        (Column("Status"), COUNTED),
        rows,
        note="A status was true in the year of its source, not necessarily today. Running and"
        " notice given are together those last reported running.",
        picture="bars",
    )


def by_kind(ground: Ground) -> Figure:
    held: dict[str, set[int]] = defaultdict(set)
    for code, keys in ground.with_service.items():
        held[ground.services[code].kind] |= keys
    kinds = [kind for kind in ServiceKind if held[kind.value]]
    return Figure(
        "by-kind",
        "Back office against front office and front line",
        (Column("Kind of service"), COUNTED),
        [
            [Cell(str(kind.label)), ground.count(held[kind], service_kind=kind.value)]
            for kind in kinds
        ],
        note="An arrangement counts under every kind of service that it has.",
        picture="bars",
        kinds=[str(kind) for kind in kinds],
    )


def by_service(ground: Ground) -> Figure:
    ordered = most_first(
        (ground.services[code].name, code, keys) for code, keys in ground.with_service.items()
    )
    return Figure(
        "by-service",
        "By service",
        (Column("Service"), COUNTED),
        [[Cell(name), ground.count(keys, service=code)] for name, code, keys in ordered],
        note="An arrangement counts under every service that it has.",
        picture="bars",
        most=MOST,
        kinds=[ground.services[code].kind for _, code, _ in ordered],
    )


def by_pairing(ground: Ground) -> Figure:
    words = dict(pairings())
    ordered = most_first((words[code], code, keys) for code, keys in ground.by_pairing.items())
    return Figure(
        "by-pairing",
        "Who shares with whom",
        (Column("Pairing"), COUNTED),
        [[Cell(label), ground.count(keys, pairing=code)] for label, code, keys in ordered],
        note="Partners as recorded. One with several kinds of pair counts under each.",
        picture="bars",
        most=MOST,
    )


def most_first(
    counted: Iterable[tuple[str, str, set[int]]],
) -> list[tuple[str, str, set[int]]]:
    return sorted(counted, key=lambda each: (-len(each[2]), each[0]))
