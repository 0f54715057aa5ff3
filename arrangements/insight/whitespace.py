"""White space: each service with each pairing and each region, where many are and where nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from arrangements.choices import Region, ServiceKind
from arrangements.facts import OF_SERVICES
from arrangements.filters import pairings
from arrangements.insight.figures import ARRANGEMENTS, Cell, Column, Figure, Panel, number_of
from arrangements.insight.ground import Ground
from arrangements.models import Service

# Where few had gone when the last such map was drawn, and sharing is said to be hardest.
FRONTIER_SERVICES = (
    "adult-social-care",
    "childrens-services",
    "waste-collection",
    "waste-disposal",
)
FRONTIER_PAIRING = "county-single"
FRONTIER = (
    "What is marked “frontier” is where sharing is said to be hardest, and where the last such map"
    " found few: social care and children’s services, waste, and counties with single-tier"
    " councils. A nought there may be a chance, or a warning."
)
# In the order of the tiers first; pairs of other sectors stand after them where there are any.
ALWAYS = ("district-district", "district-county", "district-single", "county-county")


def white_space(ground: Ground) -> Panel:
    services = _services(ground)
    by_region = _grid(
        ground,
        "service-by-region",
        "Services by region",
        "region",
        [(str(region.label), region.value) for region in Region],
        ground.by_region,
        services,
        "An arrangement counts in every region that a partner is in.",
    )
    held = ground.by_pairing
    kept = (*ALWAYS, FRONTIER_PAIRING, "single-single")
    pairs = [(label, code) for code, label in pairings() if code in kept or held.get(code)]
    by_pairing = _grid(
        ground,
        "service-by-pairing",
        "Services by who shares with whom",
        "pairing",
        pairs,
        held,
        services,
        "Partners as recorded. One with several kinds of pair counts under each.",
    )
    says = [_said(by_region), FRONTIER]
    return Panel("white-space", "White space", says, [by_region, by_pairing])


def _services(ground: Ground) -> list[Service]:
    """All there are, so that gaps show; where services are asked for, those that are found."""
    every = sorted(
        ground.services.values(),
        key=lambda each: (ServiceKind.values.index(each.kind), each.group, each.name),
    )
    if any(ground.query.values(name) for name in OF_SERVICES):
        return [service for service in every if service.code in ground.with_service]
    return every


def _grid(
    ground: Ground,
    code: str,
    title: str,
    parameter: str,
    across: Sequence[tuple[str, str]],
    held: Mapping[str, set[int]],
    services: Sequence[Service],
    note: str,
) -> Figure:
    rows = []
    for service in services:
        mine = ground.with_service.get(service.code, set())
        cells = [
            ground.count(
                mine & held.get(value, set()), **{"service": service.code, parameter: value}
            )
            for _, value in across
        ]
        rows.append([Cell(service.name), *cells])
    frontier = {ground.services[each].name for each in FRONTIER_SERVICES if each in ground.services}
    frontier |= {label for label, value in across if value == FRONTIER_PAIRING}
    return Figure(
        code,
        title,
        (Column("Service"), *(Column(label, ARRANGEMENTS) for label, _ in across)),
        rows,
        note=f"{note} The darker, the more.",
        picture="grid",
        kinds=[service.kind for service in services],
        marked=frozenset(frontier),
    )


def _said(grid: Figure) -> str:
    cells = [cell for row in grid.rows for cell in row[1:]]
    empty = sum(not number_of(cell) for cell in cells)
    return (
        f"Of {len(cells):,} pairs of a service and a region, {empty:,} have no arrangement that we"
        " know of. That is no proof that there is none."
    )
