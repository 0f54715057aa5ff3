"""The areas of planned reorganisation as a picture in a page, each a link to its plan.

The state of a plan is told by how its area is filled and edged, so that no colour is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from xml.etree.ElementTree import Element, SubElement, tostring

from arrangements.choices import PlanStatus, Tier
from arrangements.map.areas import areas_of
from arrangements.map.pictures import pen
from arrangements.map.pictures.drawing import land
from arrangements.map.pictures.frame import Box, Frame, Point
from arrangements.map.pictures.ground import ground_of
from arrangements.models import Body
from arrangements.register import Register

SHOWN = (-4.9, 50.12, 1.95, 54.35)  # west, south, east, north: wherever there is a plan
WIDTH = 520
SIZE, ADVANCE = 11.5, 0.64  # of a name's letters: pixels, and the width of one
ASIDE = (
    0,
    -7,
    7,
    -14,
    14,
    -21,
    21,
    -28,
    28,
)  # pixels from its middle
GROUPS = ("decided", "open")
SOLID, STRIPED, OPEN = "solid", "striped", "open"
LOOKS = {
    PlanStatus.ORDER_MADE: SOLID,
    PlanStatus.VESTED: SOLID,
    PlanStatus.DECISION_ANNOUNCED: STRIPED,
    PlanStatus.PROPOSED: OPEN,
}


@dataclass(frozen=True)
class PlannedArea:
    """An area, where its page is, what is planned in words, and the councils to be replaced."""

    name: str
    address: str
    words: str
    status: str
    councils: Sequence[Body]


def svg(areas: Sequence[PlannedArea], register: Register) -> str:
    """The picture as an element of a page. The table beside it says the same to who cannot see it,
    and has the same links for the keyboard."""
    frame = Frame.of_box(SHOWN, WIDTH)
    size = {"viewBox": f"0 0 {frame.width} {frame.height}", "width": f"{frame.width}"}
    root = Element("svg", {**size, "class": "plans-map", "aria-hidden": "true"})
    _stripes(root)
    ground = ground_of(register, None, frame.zoom)
    land(root, ground, frame)
    for area in areas:
        codes = sorted({c for body in area.councils for c in areas_of(body.pk, register)})
        link = SubElement(root, "a", {"href": area.address, "tabindex": "-1"})
        SubElement(link, "title").text = f"{area.name}. {area.words}"
        fill = "".join(ground.area(code, frame) for code in codes)
        _area(link, LOOKS[PlanStatus(area.status)], fill, ground.edges(codes, frame))
    decided, others = (SubElement(root, "g", {"class": f"plans-map__{name}"}) for name in GROUPS)
    held: list[Box] = []
    for area in sorted(areas, key=_is_open):
        at = _free(area.name, frame.at(*_middle(area.councils)), held)
        _name(others if _is_open(area) else decided, area.name, at)
    return tostring(root, encoding="unicode")


def _is_open(area: PlannedArea) -> bool:
    return LOOKS[PlanStatus(area.status)] == OPEN


def _free(name: str, at: Point, held: list[Box]) -> Point:
    """The middle of a name, over its area or a little beside, where it covers no other."""
    places = sorted(product(ASIDE, ASIDE), key=lambda each: abs(each[0]) + 1.5 * abs(each[1]))
    boxes = [_box(name, (at[0] + across, at[1] + down)) for across, down in places]
    free = [n for n, box in enumerate(boxes) if not any(_touch(box, other) for other in held)]
    best = free[0] if free else 0
    held.append(boxes[best])
    return at[0] + places[best][0], at[1] + places[best][1]


def _box(name: str, at: Point) -> Box:
    half = len(name) * SIZE * ADVANCE / 2
    return at[0] - half, at[1] - SIZE / 2, at[0] + half, at[1] + SIZE / 2


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _name(root: Element, name: str, at: Point) -> None:
    look = {"font_weight": "bold", "text_anchor": "middle"}
    edge = {"fill": pen.LAND, "stroke": pen.LAND, "stroke_width": "3", "stroke_linejoin": "round"}
    for more in ({**look, **edge}, look):
        pen.text(root, name, at[0], at[1] + SIZE * 0.35, SIZE, **more)


def sign(status: str) -> str:
    """What an area of a plan in that state looks like, for a legend."""
    root = Element(
        "svg", {"viewBox": "0 0 36 20", "class": "plans-map__sign", "aria-hidden": "true"}
    )
    box = "M2 2H34V18H2Z"
    _area(root, LOOKS[PlanStatus(status)], box, box)
    return tostring(root, encoding="unicode")


def _stripes(root: Element) -> None:
    look = {"id": "plans-stripes", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
    pattern = SubElement(root, "pattern", {**look, "patternTransform": "rotate(45)"})
    pen.rect(pattern, 0, 0, 6, 6, fill="#ffffff", fill_opacity="0.55")
    pen.rect(pattern, 0, 0, 2.2, 6, fill=pen.BRAND, fill_opacity="0.75")


def _area(root: Element, look: str, path: str, edge: str) -> None:
    fill = {SOLID: pen.BRAND, STRIPED: "url(#plans-stripes)", OPEN: "#ffffff"}[look]
    pen.area(root, path, fill, "0.75" if look == SOLID else "1" if look == STRIPED else "0.6")
    dashes = {"stroke_dasharray": "4 3"} if look == OPEN else {}
    pen.line(root, edge, pen.BRAND, 1.3, **dashes)


def _middle(councils: Sequence[Body]) -> tuple[float, float]:
    """Amid the councils that are no counties, in degrees."""
    held = [each for each in councils if each.tier != Tier.UPPER] or list(councils)
    points = [
        (each.lon, each.lat) for each in held if each.lon is not None and each.lat is not None
    ]
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
