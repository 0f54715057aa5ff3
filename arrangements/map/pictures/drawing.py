"""A scene as SVG, in which nothing is fetched from elsewhere."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from arrangements.choices import Geography
from arrangements.map.areas import areas_of
from arrangements.map.boundaries.tiling import tilings_of
from arrangements.map.pictures import pen
from arrangements.map.pictures.frame import Frame, Point
from arrangements.map.pictures.ground import Ground, ground_of
from arrangements.map.pictures.labels import placed
from arrangements.map.pictures.pen import BRAND, INK, LAND, MARK
from arrangements.map.pictures.scene import Scene, label_of
from arrangements.map.sources import credit
from arrangements.register import Register

WIDE = (640, 440)  # pixels
NARROW = (360, 320)  # for a small screen, on which the lettering of the wide one is too small
MANY = 14  # bodies from which marks are smaller
BEND = 0.2  # of a link's length: how far an arc leaves the straight line
BORDERS = (
    ("districts", pen.BORDER, 0.6),
    ("borders", pen.BORDER, 0.9),
    ("nations", pen.NATION, 1.2),
    ("coast", pen.COAST, 0.9),
)


def svg(scene: Scene, register: Register, size: tuple[int, int] = WIDE) -> bytes:
    """The picture. It scales."""
    width, height = size
    frame = Frame.around([(body.lon or 0, body.lat or 0) for body in scene.bodies], width, height)
    root = pen.sheet(width, height, scene.title, scene.words)
    ground = ground_of(register, None, frame.zoom)
    land(root, ground, frame)
    _areas(root, scene, ground, frame, register)
    places = {body.pk: frame.at(body.lon or 0, body.lat or 0) for body in scene.bodies}
    _links(root, scene, places, register)
    radius = 4.5 if len(scene.bodies) > MANY else 6.0
    for body in reversed(scene.bodies):
        is_centre = body.pk in scene.centres
        large, fill = (radius * 1.25, INK) if is_centre else (radius, MARK)
        pen.mark(
            root, body.sector, places[body.pk], large, fill=fill, stroke=LAND, stroke_width="1.2"
        )
    said = credit(tilings_of(register))
    _names(root, scene, places, radius, frame, 5.0 * len(said))
    rule(root, frame)
    if said:
        look = {"text_anchor": "end", "fill": pen.SOFT}
        pen.text(root, said, width - 6, height - 6, 9, **look)
    return pen.written(root)


def _areas(root: Element, scene: Scene, ground: Ground, frame: Frame, register: Register) -> None:
    """The areas of those who take part, each with its edge unless there are borders within it."""
    edges = []
    for body in scene.bodies:
        tint = "0.26" if body.pk in scene.centres else "0.14"
        paths = [ground.area(code, frame) for code in areas_of(body.pk, register)]
        pen.area(root, "".join(paths), BRAND, tint)
        edges += paths if len(paths) == 1 else []
    borders(root, ground, frame)
    pen.line(root, "".join(edges), pen.EDGE, 0.8)


def land(root: Element, ground: Ground, frame: Frame) -> None:
    pen.rect(root, 0, 0, frame.width, frame.height, fill=pen.SEA)
    pen.area(root, ground.of_kind("context", frame), pen.CONTEXT)
    pen.line(root, ground.lines("coast", frame), pen.SHALLOWS, 5)
    pen.area(root, ground.of_kind("land", frame), LAND)


def borders(root: Element, ground: Ground, frame: Frame) -> None:
    for kind, colour, width in BORDERS:
        pen.line(root, ground.lines(kind, frame), colour, width)


def course(a: Point, b: Point, bend: float) -> str:
    """Straight, or bent to its left when it goes east, by so much of its length."""
    (x1, y1), (x2, y2) = sorted((a, b))
    if not bend:
        return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
    cx, cy = (x1 + x2) / 2 + (y2 - y1) * 2 * bend, (y1 + y2) / 2 - (x2 - x1) * 2 * bend
    return f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}"


def rule(root: Element, frame: Frame) -> None:
    """The scale, in the lower left corner."""
    km, pixels = frame.rule()
    y = frame.height - 14
    pen.line(root, f"M14 {y - 5}V{y}H{14 + pixels:.1f}V{y - 5}", INK, 1.2)
    pen.text(root, f"{km} km", 14, y - 8, 11)


def _links(root: Element, scene: Scene, places: dict[int, Point], register: Register) -> None:
    for (a, b), count in sorted(scene.links.items(), key=lambda item: -item[1]):
        geography = register.geography_of_pair(a, b)
        more = {"stroke_opacity": "0.75"}
        if geography == Geography.ACROSS_WATER:
            more["stroke_dasharray"] = "5 4"
        width = min(7.0, 1.6 + 0.8 * (count - 1))
        bend = BEND if geography == Geography.SEPARATE else 0
        pen.line(root, course(places[a], places[b], bend), BRAND, width, **more)


def _names(
    root: Element,
    scene: Scene,
    places: dict[int, Point],
    radius: float,
    frame: Frame,
    credited: float,
) -> None:
    """credited: how wide a corner is kept for the words of a licence."""
    wanted = [(label_of(body), places[body.pk], radius * 1.25) for body in scene.bodies]
    marks = ((x - radius, y - radius, x + radius, y + radius) for x, y in places.values())
    corners = [
        (0, frame.height - 34.0, frame.width / 4 + 30, frame.height),
        (frame.width - credited, frame.height - 18.0, frame.width, frame.height),
    ]
    for label in placed(wanted, [*corners, *marks], frame):
        pen.label(root, label)
