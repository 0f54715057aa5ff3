"""How every picture draws areas, lines, marks and words: each look is an attribute of its own.

Programs that show SVG differ in what they know of style sheets, variables and outlined letters.
"""

from __future__ import annotations

import math
from xml.etree.ElementTree import Element, SubElement, tostring

from arrangements.choices import Sector
from arrangements.map.pictures.frame import Point
from arrangements.map.pictures.labels import SIZE, Label

FONT = "Arial, Helvetica, sans-serif"
INK, SOFT, MARK = "#17262a", "#4a5a5e", "#4f6469"
BRAND, EDGE = "#0d4f54", "#86a7a6"
SEA, SHALLOWS, LAND, CONTEXT = "#e2eaec", "#edf3f4", "#f6f1e7", "#ebe8e1"
COAST, BORDER, NATION = "#aab6b5", "#ddd6c6", "#a9a292"


def sheet(width: float, height: float, title: str, words: str) -> Element:
    """An empty picture with what it says to who cannot see it."""
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width:g} {height:g}",
            "width": f"{width:g}",
            "height": f"{height:g}",
            "role": "img",
            "font-family": FONT,
        },
    )
    SubElement(root, "title").text = title
    SubElement(root, "desc").text = words
    return root


def written(root: Element) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root)


def group(root: Element, x: float = 0, y: float = 0, **more: str) -> Element:
    look = {"transform": f"translate({x:g} {y:g})"} if x or y else {}
    return SubElement(root, "g", look | _attributes(more))


def rect(root: Element, x: float, y: float, width: float, height: float, **more: str) -> None:
    box = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}"}
    SubElement(root, "rect", box | _attributes(more))


def window(root: Element, name: str, width: float, height: float) -> Element:
    """A group of which no more is seen than a box of that size in its corner."""
    clip = SubElement(root, "clipPath", {"id": name})
    rect(clip, 0, 0, width, height)
    return group(root, clip_path=f"url(#{name})")


def area(root: Element, path: str, colour: str, opacity: str = "1") -> None:
    if path:
        look = {"d": path, "fill": colour, "fill-rule": "evenodd"}
        SubElement(root, "path", look | ({} if opacity == "1" else {"fill-opacity": opacity}))


def line(root: Element, path: str, colour: str, width: float, **more: str) -> None:
    if path:
        look = {"d": path, "fill": "none", "stroke": colour, "stroke-width": f"{width:g}"}
        SubElement(root, "path", look | _attributes(more))


def mark(root: Element, sector: str, at: Point, radius: float, **look: str) -> None:
    """Its shape tells the sector. Each has the area of the circle of that radius."""
    x, y = at
    shown = _attributes(look)
    if sector == Sector.COUNCIL:
        SubElement(
            root, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:g}", **shown}
        )
        return
    corners, grow, turn = {
        Sector.HEALTH: (4, 1.253, math.pi / 4),
        Sector.POLICE: (3, 1.555, -math.pi / 2),
        Sector.FIRE: (4, 1.253, 0.0),
    }.get(Sector(sector), (6, 1.1, 0.0))
    points = " ".join(
        f"{x + radius * grow * math.cos(turn + n * math.tau / corners):.1f},"
        f"{y + radius * grow * math.sin(turn + n * math.tau / corners):.1f}"
        for n in range(corners)
    )
    SubElement(root, "polygon", {"points": points, **shown})


def text(root: Element, words: str, x: float, y: float, size: float, **more: str) -> None:
    look = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": f"{size:g}", "fill": INK}
    SubElement(root, "text", look | _attributes(more)).text = words


def label(root: Element, at: Label) -> None:
    """Words on the map, with a pale edge, and the line to what they name where that is farther.

    Not every program draws an edge behind letters, so the edge is a text of its own.
    """
    if at.leader:
        (x1, y1), (x2, y2) = at.leader
        line(root, f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", INK, 0.8, stroke_opacity="0.7")
    look = {"font_weight": "bold", "text_anchor": at.anchor}
    edge = {"fill": LAND, "stroke": LAND, "stroke_width": "3.5", "stroke_linejoin": "round"}
    text(root, at.text, at.x, at.y, SIZE, **look, **edge, aria_hidden="true")
    text(root, at.text, at.x, at.y, SIZE, **look)


def _attributes(names: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in names.items()}
