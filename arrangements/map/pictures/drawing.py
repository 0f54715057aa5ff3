"""A scene as SVG: nothing in it is fetched from elsewhere, and every look is an attribute."""

from __future__ import annotations

import math
from xml.etree.ElementTree import Element, SubElement, tostring

from arrangements.choices import Geography, Sector
from arrangements.map.areas import areas_of
from arrangements.map.pictures.frame import Frame, Point
from arrangements.map.pictures.ground import Ground, ground_of
from arrangements.map.pictures.labels import SIZE, placed
from arrangements.map.pictures.scene import Scene, label_of
from arrangements.models import Body
from arrangements.register import Register

WIDTH, HEIGHT = 640, 440
FONT = "Arial, Helvetica, sans-serif"
INK, BRAND, MARK = "#17262a", "#0d4f54", "#4f6469"
SEA, LAND, CONTEXT = "#e2eaec", "#f6f1e7", "#ebe8e1"
COAST, BORDER, NATION = "#aab6b5", "#ddd6c6", "#a9a292"
MANY = 14  # bodies from which marks are smaller
BEND = 0.2  # of a link's length: how far an arc leaves the straight line


def svg(scene: Scene, register: Register) -> bytes:
    """The picture. Its size is WIDTH by HEIGHT pixels, and it scales."""
    frame = Frame.around([(body.lon or 0, body.lat or 0) for body in scene.bodies], WIDTH, HEIGHT)
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "width": str(WIDTH),
            "height": str(HEIGHT),
            "role": "img",
            "font-family": FONT,
        },
    )
    SubElement(root, "title").text = scene.title
    SubElement(root, "desc").text = scene.words
    _ground(root, ground_of(register, None), scene, frame, register)
    places = {body.pk: frame.at(body.lon or 0, body.lat or 0) for body in scene.bodies}
    _links(root, scene, places, register)
    radius = 4.5 if len(scene.bodies) > MANY else 6.0
    for body in reversed(scene.bodies):
        _mark(root, body, places[body.pk], radius, is_centre=body.pk in scene.centres)
    _names(root, scene, places, radius, frame)
    _rule(root, frame)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root)


def _ground(root: Element, ground: Ground, scene: Scene, frame: Frame, register: Register) -> None:
    SubElement(root, "rect", {"width": str(WIDTH), "height": str(HEIGHT), "fill": SEA})
    _area(root, ground.of_kind("context", frame), CONTEXT)
    _area(root, ground.of_kind("land", frame), LAND)
    for body in scene.bodies:
        tint = "0.26" if body.pk in scene.centres else "0.14"
        paths = (ground.area(code, frame) for code in areas_of(body.pk, register))
        _area(root, "".join(paths), BRAND, tint)
    for kind, colour, width in (
        ("districts", BORDER, 0.6),
        ("borders", BORDER, 0.9),
        ("nations", NATION, 1.2),
        ("coast", COAST, 0.9),
    ):
        _line(root, ground.lines(kind, frame), colour, width)


def _area(root: Element, path: str, colour: str, opacity: str = "1") -> None:
    if path:
        look = {"d": path, "fill": colour, "fill-rule": "evenodd"}
        SubElement(root, "path", look | ({} if opacity == "1" else {"fill-opacity": opacity}))


def _line(root: Element, path: str, colour: str, width: float, **more: str) -> None:
    if path:
        look = {"d": path, "fill": "none", "stroke": colour, "stroke-width": f"{width:g}"}
        SubElement(root, "path", look | {name.replace("_", "-"): v for name, v in more.items()})


def _links(root: Element, scene: Scene, places: dict[int, Point], register: Register) -> None:
    for (a, b), count in sorted(scene.links.items(), key=lambda item: -item[1]):
        geography = register.geography_of_pair(a, b)
        more = {"stroke_opacity": "0.75"}
        if geography == Geography.ACROSS_WATER:
            more["stroke_dasharray"] = "5 4"
        width = min(7.0, 1.6 + 0.8 * (count - 1))
        path = _course(places[a], places[b], is_bent=geography == Geography.SEPARATE)
        _line(root, path, BRAND, width, **more)


def _course(a: Point, b: Point, *, is_bent: bool) -> str:
    """Straight, or bent to its left when it goes east."""
    (x1, y1), (x2, y2) = sorted((a, b))
    if not is_bent:
        return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
    bend = 2 * BEND
    cx, cy = (x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 - (x2 - x1) * bend
    return f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}"


def _mark(root: Element, body: Body, at: Point, radius: float, *, is_centre: bool) -> None:
    """Its shape tells the sector. Each has the area of the circle of that radius."""
    x, y = at
    look = {"fill": INK if is_centre else MARK, "stroke": LAND, "stroke-width": "1.2"}
    if is_centre:
        radius *= 1.25
    if body.sector == Sector.COUNCIL:
        SubElement(root, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:g}", **look})
        return
    corners, grow, turn = {
        Sector.HEALTH: (4, 1.253, math.pi / 4),
        Sector.POLICE: (3, 1.555, -math.pi / 2),
        Sector.FIRE: (4, 1.253, 0.0),
    }.get(Sector(body.sector), (6, 1.1, 0.0))
    points = " ".join(
        f"{x + radius * grow * math.cos(turn + n * math.tau / corners):.1f},"
        f"{y + radius * grow * math.sin(turn + n * math.tau / corners):.1f}"
        for n in range(corners)
    )
    SubElement(root, "polygon", {"points": points, **look})


def _names(
    root: Element, scene: Scene, places: dict[int, Point], radius: float, frame: Frame
) -> None:
    wanted = [(label_of(body), places[body.pk], radius * 1.25) for body in scene.bodies]
    marks = ((x - radius, y - radius, x + radius, y + radius) for x, y in places.values())
    corner = (0, HEIGHT - 34.0, WIDTH / 4 + 30, float(HEIGHT))
    for label in placed(wanted, [corner, *marks], frame):
        look = {
            "x": f"{label.x:.1f}",
            "y": f"{label.y:.1f}",
            "font-size": str(SIZE),
            "font-weight": "bold",
            "text-anchor": label.anchor,
        }
        # Not every program draws an edge behind letters, so the edge is a text of its own.
        edge = {"fill": LAND, "stroke": LAND, "stroke-width": "3.5", "stroke-linejoin": "round"}
        SubElement(root, "text", look | edge | {"aria-hidden": "true"}).text = label.text
        SubElement(root, "text", look | {"fill": INK}).text = label.text


def _rule(root: Element, frame: Frame) -> None:
    """The scale, in the lower left corner."""
    km, pixels = frame.rule()
    y = HEIGHT - 14
    _line(root, f"M14 {y - 5}V{y}H{14 + pixels:.1f}V{y - 5}", INK, 1.2)
    text = SubElement(root, "text", {"x": "14", "y": str(y - 8), "font-size": "11", "fill": INK})
    text.text = f"{km} km"
