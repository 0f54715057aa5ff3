"""The map of a query as one picture that needs nothing beside it: what it shows in words, the map
with its insets, the legend, and whose data it is."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from arrangements.map.pictures import pen
from arrangements.map.pictures.country import Country
from arrangements.map.pictures.drawing import rule
from arrangements.map.pictures.frame import Box, Frame
from arrangements.map.pictures.legend import legend
from arrangements.map.pictures.network import Network, Place
from arrangements.map.pictures.page import Page
from arrangements.register import Register

TITLE = "Map of shared services"
NOTHING = "No arrangement matches all of these filters."
NOWHERE = "None of those who take part has a place on a map."
UK = (-8.2, 49.85, 1.8, 60.85)
INSETS = (
    ("Greater Manchester", (-2.76, 53.31, -1.88, 53.7)),
    ("London", (-0.53, 51.27, 0.35, 51.71)),
)
INSET_ZOOM = 6.8  # how large things are drawn in an inset, however close it is
CROWD = 3  # bodies from which there is something to pull apart
LOWEST = 52.4  # degrees north: labels of the south east stand out into the sea below that
GAP = 12


@dataclass(frozen=True)
class Layout:
    """How wide it is; how high maps of the whole country and of a part are; how much of the sea
    is in sight; how wide insets are. They stand in the North Sea, or below the map."""

    width: int
    whole: int
    part: int
    sea: Box
    inset: int
    in_sea: bool


WIDE = Layout(820, 900, 720, (-9.6, UK[1], 7.5, UK[3]), 240, in_sea=True)
NARROW = Layout(350, 640, 400, UK, 169, in_sea=False)


@dataclass(frozen=True)
class Inset:
    title: str
    box: Box
    frame: Frame
    left: float
    top: float

    def holds(self, place: Place) -> bool:
        return self.frame.holds(place.lon, place.lat)

    @property
    def bounds(self) -> Box:
        return self.left, self.top, self.left + self.frame.width, self.top + self.frame.height


def svg(
    network: Network, register: Register, layout: Layout, *, address: str, sources: str
) -> bytes:
    """address: where the map of the same query is; sources: in the words of their licences."""
    page = Page(layout.width)
    page.write(TITLE, 22, font_weight="bold")
    page.write(network.sentence, 14)
    page.write(network.filters, 14)
    page.gap(8)
    frame = _frame(network, layout)
    insets = _insets(network, frame, layout) if frame == _whole(layout) else []
    below = max((i.bounds[3] for i in insets), default=0)
    _map(page.put(max(frame.height, below)), network, register, frame, insets)
    page.gap(12)
    page.columns(legend(network, frame.zoom, has_insets=bool(insets)))
    page.write(address, 11)
    page.write(sources, 10, fill=pen.SOFT)
    return page.finished(
        f"{TITLE}: {network.filters}" if network.filters else TITLE, words(network)
    )


def words(network: Network) -> str:
    """The same for who cannot see it."""
    found = [network.sentence]
    if network.busiest:
        held = "; ".join(f"{place.name}, {place.count}" for place in network.busiest)
        what = f"{network.busiest_are} in most arrangements".strip().capitalize()
        found.append(f"{what}: {held}.")
    return " ".join(found)


def _frame(network: Network, layout: Layout) -> Frame:
    whole = _whole(layout)
    if not network.is_narrowed or not network.places:
        return whole
    places = [(place.lon, place.lat) for place in network.places]
    part = Frame.around(places, layout.width, layout.part)
    return part if part.scale > whole.scale else whole


def _whole(layout: Layout) -> Frame:
    return Frame.of_box(layout.sea, layout.width, layout.whole)


def _insets(network: Network, frame: Frame, layout: Layout) -> list[Inset]:
    """Those in which bodies crowd."""
    found: list[Inset] = []
    left, (_, bottom) = 0.0, frame.at(0, LOWEST)
    for title, box in reversed(INSETS):
        inner = Frame.of_box(box, layout.inset)
        if sum(inner.holds(place.lon, place.lat) for place in network.places) < CROWD:
            continue
        if layout.in_sea:
            bottom -= inner.height
            found.append(Inset(title, box, inner, layout.width - layout.inset - GAP, bottom))
            bottom -= GAP
        else:
            found.append(Inset(title, box, inner, left, frame.height + GAP))
            left = layout.width - layout.inset
    return found


def _map(
    root: Element, network: Network, register: Register, frame: Frame, insets: list[Inset]
) -> None:
    inside = pen.window(root, "map-window", frame.width, frame.height)
    country = Country(network, frame)
    country.draw(inside, register)
    for inset in insets:
        west, south, east, north = inset.box
        (left, top), (right, bottom) = frame.at(west, north), frame.at(east, south)
        look = {"fill": "none", "stroke": pen.INK, "stroke_opacity": "0.5", "stroke_width": "0.8"}
        pen.rect(inside, left, top, right - left, bottom - top, **look)
    kept = [inset.bounds for inset in insets]
    country.name(inside, kept, lambda place: any(inset.holds(place) for inset in insets))
    if not network.places:
        _say(inside, frame, NOWHERE if network.arrangements else NOTHING)
    else:
        rule(inside, frame)
    _edge(root, frame)
    for inset in insets:
        _inset(pen.group(root, inset.left, inset.top), network, register, inset)


def _inset(root: Element, network: Network, register: Register, inset: Inset) -> None:
    name = f"map-{inset.title.split()[-1].lower()}"
    inside = pen.window(root, name, inset.frame.width, inset.frame.height)
    country = Country(network, inset.frame, within=inset.holds, zoom=INSET_ZOOM)
    country.draw(inside, register, on_land=True)
    width = 7.1 * len(inset.title) + 12
    country.name(inside, [(0, 0, width, 22)], lambda place: not inset.holds(place))
    pen.rect(inside, 0, 0, width, 22, fill="#ffffff", fill_opacity="0.85")
    pen.text(inside, inset.title, 6, 15.5, 13, font_weight="bold")
    _edge(root, inset.frame)


def _edge(root: Element, frame: Frame) -> None:
    pen.rect(root, 0, 0, frame.width, frame.height, fill="none", stroke="#9aa5a5")


def _say(root: Element, frame: Frame, sentence: str) -> None:
    y = frame.height / 2
    pen.rect(root, 0, y - 24, frame.width, 40, fill="#ffffff", fill_opacity="0.9")
    look = {"text_anchor": "middle", "font_weight": "bold"}
    pen.text(root, sentence, frame.width / 2, y + 1, 15 if frame.width > 500 else 13, **look)
