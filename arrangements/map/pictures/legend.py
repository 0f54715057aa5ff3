"""What the signs of a picture mean: those that it has, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from arrangements.choices import Geography, Sector, ServiceKind
from arrangements.map.pictures import pen
from arrangements.map.pictures.country import (
    ACROSS,
    COUNCIL,
    KINDS,
    OTHER,
    PLANNED,
    SEVERAL,
    SUCCEEDED,
)
from arrangements.map.pictures.network import Link, Network
from arrangements.map.pictures.page import Entry, Group
from arrangements.map.pictures.sizes import CLOSE

STRAIGHT, ARC = "M2 8H34", "M2 14Q18 -6 34 14"


def legend(network: Network, zoom: float, *, has_insets: bool) -> list[Group]:
    """For a map that is so close; empty where nothing is linked."""
    if not network.links:
        return []
    note = "Larger with more arrangements."
    if len(network.places) > len(network.busiest):
        note += f" Dark: the {len(network.busiest)} busiest {network.busiest_are}".rstrip() + "."
    groups = [
        Group("Line: how the two lie", [*_lines(network)], "Wider with more arrangements."),
        Group("Mark: sector", [*_marks(network)], note),
    ]
    if colours := _colours(network, zoom, has_insets=has_insets):
        groups.insert(1, colours)
    return groups


def _colours(network: Network, zoom: float, *, has_insets: bool) -> Group | None:
    """None where no link is coloured."""
    note = "Side by side where a pair shares several kinds."
    coloured = network.links
    if zoom < CLOSE:
        note = "Only lines of 60 km and more that leap over others are coloured"
        note += ", and all in the insets." if has_insets else "."
        if not has_insets:
            coloured = [link for link in network.links if link.is_long]
    used = {kind for link in coloured for kind, _ in link.strands}
    entries = [Entry(kind.label, _bar(KINDS[kind])) for kind in ServiceKind if kind in used]
    if zoom < CLOSE and any(len(link.strands) > 1 and link.is_long for link in coloured):
        entries.append(Entry("Several kinds", _bar(SEVERAL)))
    return Group("Colour: kind of service", entries, note) if entries else None


def _lines(network: Network) -> Iterator[Entry]:
    signs: list[tuple[str, str, dict[str, str], Callable[[Link], bool]]] = [
        ("Neighbours", STRAIGHT, {}, lambda link: link.geography == Geography.ADJOINING),
        ("Not neighbours", ARC, {}, lambda link: link.geography == Geography.SEPARATE),
        (
            "Across water",
            STRAIGHT,
            {"stroke_dasharray": ACROSS},
            lambda link: link.geography == Geography.ACROSS_WATER,
        ),
        ("Not known", STRAIGHT, {"stroke_opacity": "0.3"}, lambda link: not link.geography),
        (
            "By succession",
            STRAIGHT,
            {"stroke_dasharray": SUCCEEDED},
            lambda link: link.is_succeeded,
        ),
        (
            "Not known to run that day",
            STRAIGHT,
            {"stroke_opacity": "0.28"},
            lambda link: link.is_faint,
        ),
    ]
    for words, path, look, has in signs:
        if any(map(has, network.links)):
            yield Entry(words, _line(path, look))


def _marks(network: Network) -> Iterator[Entry]:
    used = {place.sector for place in network.places}
    for sector in Sector:
        if sector in used:
            yield Entry(sector.label, _mark(sector))
    if any(place.is_planned for place in network.places):
        yield Entry("Planned, on a day to come", _planned)


def _line(path: str, look: dict[str, str]) -> Callable[[Element], None]:
    return lambda root: pen.line(root, path, pen.INK, 2, **look)


def _bar(colour: str) -> Callable[[Element], None]:
    return lambda root: pen.rect(root, 0, 5.5, 36, 5, fill=colour)


def _planned(root: Element) -> None:
    pen.mark(root, Sector.COUNCIL, (18, 8.5), 6, **PLANNED)


def _mark(sector: Sector) -> Callable[[Element], None]:
    if sector == Sector.OTHER:
        look = {"fill": "#ffffff", "stroke": OTHER, "stroke_width": "1.1"}
    else:
        look = {"fill": COUNCIL}
    return lambda root: pen.mark(root, sector, (18, 8.5), 6, **look)
