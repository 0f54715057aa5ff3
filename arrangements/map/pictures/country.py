"""A network drawn on its ground in one window, with the looks that the map itself has at rest."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from arrangements.choices import Geography, Sector, ServiceKind
from arrangements.map.pictures import pen
from arrangements.map.pictures.crowd import Mark, gathered, spread
from arrangements.map.pictures.drawing import borders, course, land
from arrangements.map.pictures.frame import Frame, Point
from arrangements.map.pictures.ground import ground_of
from arrangements.map.pictures.labels import Box, placed
from arrangements.map.pictures.network import Link, Network, Place
from arrangements.map.pictures.sizes import Sizes
from arrangements.register import Register

SEVERAL, PLAIN, PLAIN_ARC, UNKNOWN = "#43565b", "#97a5a5", "#748a8c", "#6b7577"
KINDS: dict[str, str] = {
    ServiceKind.MANAGEMENT: "#2e2a6e",
    ServiceKind.BACK_OFFICE: "#2474c2",
    ServiceKind.FRONT_OFFICE: "#a66700",
    ServiceKind.FRONTLINE: "#c0265f",
}
COUNCIL, OTHER = "#6f8185", "#52656a"
ACROSS, SUCCEEDED = "4 3", "1.5 2.5"
PLANNED = {
    "fill": "#ffffff",
    "stroke": pen.BRAND,
    "stroke_width": "1.5",
    "stroke_dasharray": "2.5 1.5",
}
NAMED = 60  # bodies up to which all are named where there is room, however far away
NAMED_FROM = 7.0  # the zoom from which they are in any case

Shapes = dict[tuple[str, str, str, float], list[str]]


class Country:
    """One window onto a network. `within` leaves out the bodies, and links between such, that
    it refuses; `zoom` tells how large things are drawn, if not as close as the window is."""

    def __init__(
        self,
        network: Network,
        frame: Frame,
        *,
        within: Callable[[Place], bool] | None = None,
        zoom: float | None = None,
    ) -> None:
        self.network, self.frame = network, frame
        self.zoom = frame.zoom if zoom is None else zoom
        self.sizes = Sizes(network.places, self.zoom)
        self.links = [
            link for link in network.links if within is None or within(link.a) or within(link.b)
        ]
        held = [place for place in network.places if within is None or within(place)]
        self.marks = {place: self._mark(place) for place in held}
        for link in self.links:
            for place in (link.a, link.b):
                self.marks.setdefault(place, self._mark(place))
        for together in gathered(network.places):
            some = [self.marks[place] for place in together if place in self.marks]
            if len(some) > 1:
                spread(some)
        self.shown = [self.marks[place] for place in held]

    def _mark(self, place: Place) -> Mark:
        at = self.frame.at(place.lon, place.lat)
        return Mark(place, at, at, self.sizes.radius(place.count))

    def draw(self, root: Element, register: Register, *, on_land: bool = False) -> None:
        """Ground, links and marks; on_land: where nothing but land is in sight."""
        day = dt.date.fromisoformat(self.network.ground) if self.network.ground else None
        ground = ground_of(register, day, self.frame.zoom)
        if on_land:
            pen.rect(root, 0, 0, self.frame.width, self.frame.height, fill=pen.LAND)
            for kind in ("districts", "borders", "nations"):
                pen.line(root, ground.lines(kind, self.frame), pen.BORDER, 0.7)
        else:
            land(root, ground, self.frame)
            borders(root, ground, self.frame)
        self._draw_links(root)
        self._draw_stems(root)
        self._draw_marks(root)

    def _draw_links(self, root: Element) -> None:
        """Links of one look make one path: where they cross they do not grow darker."""
        near: Shapes = defaultdict(list)
        far: Shapes = defaultdict(list)
        for link in self.links:
            one, other = self.marks[link.a], self.marks[link.b]
            (x1, y1), (x2, y2) = one.at, other.at
            length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
            if length <= one.radius + other.radius:
                continue
            bend = min(0.28, 0.16 + 14 / length) if link.is_bent else 0.0
            shapes = far if link.is_long and not link.is_faint else near
            for colour, opacity, width, aside in self._strands(link):
                moved = _aside((one.at, other.at), aside)
                shapes[colour, opacity, _dashes(link), width].append(course(*moved, bend))
        for shapes in (near, far):
            for (colour, opacity, dashes, width), paths in sorted(
                shapes.items(), key=lambda item: item[0][3]
            ):
                look = {"stroke_opacity": opacity} | (
                    {"stroke_dasharray": dashes} if dashes else {}
                )
                pen.line(root, "".join(paths), colour, width, **look)

    def _strands(self, link: Link) -> list[tuple[str, str, float, float]]:
        """Colour, opacity, width, and how far from the middle. From afar a link is one line, and
        but for long ones without colour."""
        if not self.sizes.is_close:
            width = self.sizes.width(link.count)
            if not link.is_long:
                plain = PLAIN_ARC if link.is_bent else PLAIN
                return [(plain, _opacity(link, "0.6"), width, 0.0)]
            kinds = [KINDS[kind] for kind, _ in link.strands] or [UNKNOWN]
            return [(kinds[0] if len(kinds) == 1 else SEVERAL, _opacity(link, "0.85"), width, 0.0)]
        strands = link.strands or (("", link.count),)
        widths = [self.sizes.width(count) for _, count in strands]
        opacity = _opacity(link, "0.85" if link.is_long else "0.6")
        found, edge = [], -sum(widths) / 2
        for (kind, _), width in zip(strands, widths, strict=True):
            found.append((KINDS.get(kind, UNKNOWN), opacity, width, edge + width / 2))
            edge += width
        return found

    def _draw_stems(self, root: Element) -> None:
        """Hairlines from marks that were moved aside to where they belong."""
        moved = "".join(
            f"M{mark.home[0]:.1f} {mark.home[1]:.1f}L{mark.at[0]:.1f} {mark.at[1]:.1f}"
            for mark in self.shown
            if _far(mark.home, mark.at) > mark.radius + 1
        )
        pen.line(root, moved, pen.INK, 0.8, stroke_opacity="0.55")

    def _draw_marks(self, root: Element) -> None:
        busiest = self.network.busiest
        order = [mark for mark in self.shown if mark.place not in busiest]
        order += [self.marks[place] for place in reversed(busiest) if place in self.marks]
        for mark in order:
            look = {"fill": COUNCIL, "stroke": pen.LAND, "stroke_width": "0.7"}
            if mark.place.is_planned:
                look = PLANNED
            elif mark.place in busiest:
                look["fill"] = pen.INK
            elif mark.place.sector == Sector.OTHER:
                look = {"fill": "#ffffff", "stroke": OTHER, "stroke_width": "1.1"}
            if mark.place.is_faint:
                look = {**look, "fill_opacity": "0.3"}
            pen.mark(root, mark.place.sector, mark.at, mark.radius, **look)

    def name(self, root: Element, kept: Sequence[Box], leave: Callable[[Place], bool]) -> None:
        """The busiest by name, and others where there is room for many; keeps boxes
        free, and leaves out bodies that are named elsewhere."""
        wanted = [
            self.marks[place]
            for place in self.network.busiest
            if place in self.marks and not leave(place)
        ]
        crowd = [mark.at for mark in self.shown]
        marks = [_box(mark) for mark in wanted]
        labels = list(
            placed(map(_wanted, wanted), [*kept, *marks], self.frame, crowd=crowd, at_any_cost=True)
        )
        if self.zoom >= NAMED_FROM or len(self.shown) <= NAMED:
            taken = [*kept, *map(_box, self.shown), *(label.box for label in labels)]
            others = [mark for mark in self.shown if mark not in wanted and not leave(mark.place)]
            labels += placed(map(_wanted, others), taken, self.frame)
        for label in labels:
            pen.label(root, label)


def _wanted(mark: Mark) -> tuple[str, Point, float]:
    return mark.place.label, mark.at, mark.radius


def _box(mark: Mark) -> Box:
    (x, y), radius = mark.at, mark.radius
    return x - radius, y - radius, x + radius, y + radius


def _opacity(link: Link, usual: str) -> str:
    if link.is_faint:
        return "0.28"
    return usual if link.geography else "0.3"


def _dashes(link: Link) -> str:
    if link.is_succeeded:
        return SUCCEEDED
    return ACROSS if link.geography == Geography.ACROSS_WATER else ""


def _far(a: Point, b: Point) -> float:
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


def _aside(ends: tuple[Point, Point], aside: float) -> tuple[Point, Point]:
    """Two points moved across the line between them."""
    (x1, y1), (x2, y2) = sorted(ends)
    length = _far(*ends) or 1.0
    across, down = aside * (y2 - y1) / length, -aside * (x2 - x1) / length
    return (x1 + across, y1 + down), (x2 + across, y2 + down)
