"""Pictures of figures as SVG for a page: every look is a class, and the table says more."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from arrangements.insight.figures import Figure, number_of

WIDE, NARROW = 720, 345  # of a page on a desk, and on a phone: letters are as large on either
HEIGHT = 260
LEFT, RIGHT, TOP, BOTTOM = 44, 20, 12, 28
LABEL_EVERY_PIXELS = 46
GAP = 0.18


def years(figure: Figure) -> str:
    """The same in two widths, of which a page shows the one that it has room for."""
    return _years(figure, WIDE, "wide") + _years(figure, NARROW, "narrow")


def _years(figure: Figure, width: int, look: str) -> str:
    """A column for each row: the first number, and on top of it the second, which is not known."""
    top = _scale(max(number_of(row[1]) + number_of(row[2]) for row in figure.rows))
    root = _sheet(figure, width, look)
    plain = width - LEFT - RIGHT
    step = plain / len(figure.rows)
    every = max(1, round(LABEL_EVERY_PIXELS / step + 0.5))

    def height(value: float) -> float:
        return (HEIGHT - TOP - BOTTOM) * value / top

    base = HEIGHT - BOTTOM
    for part in range(5):
        value = top * part / 4
        y = base - height(value)
        _line(root, LEFT, y, width - RIGHT, y)
        _text(root, LEFT - 8, y + 4, f"{value:,.0f}", "figure__number")
    for number, row in enumerate(figure.rows):
        x = LEFT + step * (number + GAP / 2)
        known, unknown = number_of(row[1]), number_of(row[2])
        _rect(root, x, base, step * (1 - GAP), height(known), "figure__known")
        above = base - height(known)
        _rect(root, x, above, step * (1 - GAP), height(unknown), "figure__unknown")
        if unknown:
            y = above - height(unknown)
            _line(root, x, y, x + step * (1 - GAP), y, "figure__edge")
        last = len(figure.rows) - 1
        if number == last or (number % every == 0 and last - number >= every):
            middle = x + step * (1 - GAP) / 2
            _text(root, middle, HEIGHT - 8, str(row[0].value), "figure__year")
    return tostring(root, encoding="unicode")


def _scale(most: float) -> int:
    """The least round number that is enough and has whole quarters: 4, 8, 12 … 40, 60, 80, 100."""
    size = 1
    while True:
        for step in (*range(4, 41, 4), 60, 80, 100):
            if size * step >= most:
                return size * step
        size *= 10


def _sheet(figure: Figure, width: int, look: str) -> Element:
    return Element(
        "svg",
        {
            "class": f"figure__picture figure__picture--{look}",
            "viewBox": f"0 0 {width} {HEIGHT}",
            "role": "img",
            "aria-label": f"{figure.title}. The numbers are in the table.",
        },
    )


def _line(
    root: Element, x1: float, y1: float, x2: float, y2: float, look: str = "figure__rule"
) -> None:
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    SubElement(root, "line", {"class": look, **{k: f"{v:.1f}" for k, v in ends.items()}})


def _rect(root: Element, x: float, base: float, width: float, height: float, look: str) -> None:
    if height:
        box = {"x": x, "y": base - height, "width": width, "height": height}
        SubElement(root, "rect", {"class": look, **{k: f"{v:.1f}" for k, v in box.items()}})


def _text(root: Element, x: float, y: float, text: str, look: str) -> None:
    SubElement(root, "text", {"class": look, "x": f"{x:.1f}", "y": f"{y:.1f}"}).text = text
