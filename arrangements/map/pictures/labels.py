"""Names beside marks, where there is room for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arrangements.map.pictures.frame import Frame, Point

SIZE = 13
ADVANCE = 0.63  # of the size: the width of a letter, of the widest fonts that are likely
GAP = 4
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    text: str
    x: float
    y: float
    anchor: str

    @property
    def box(self) -> Box:
        width = len(self.text) * SIZE * ADVANCE
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        return left, self.y - SIZE * 0.8, left + width, self.y + SIZE * 0.25


def placed(
    wanted: Iterable[tuple[str, Point, float]], taken: Iterable[Box], frame: Frame
) -> Iterator[Label]:
    """A label for each name that finds room, first come first served.

    wanted: a name, the middle of its mark and the mark's radius. taken: what may not be covered.
    """
    held = list(taken)
    for text, point, radius in wanted:
        for label in _choices(text, point, radius + GAP):
            box = label.box
            if _is_inside(box, frame) and not any(_touch(box, other) for other in held):
                held.append(box)
                yield label
                break


def _choices(text: str, point: Point, away: float) -> Iterator[Label]:
    x, y = point
    yield Label(text, x + away, y + SIZE * 0.35, "start")
    yield Label(text, x - away, y + SIZE * 0.35, "end")
    yield Label(text, x, y - away, "middle")
    yield Label(text, x, y + away + SIZE * 0.8, "middle")
    yield Label(text, x + away * 0.8, y - away * 0.7, "start")
    yield Label(text, x + away * 0.8, y + away * 0.7 + SIZE * 0.7, "start")
    yield Label(text, x - away * 0.8, y - away * 0.7, "end")
    yield Label(text, x - away * 0.8, y + away * 0.7 + SIZE * 0.7, "end")


def _is_inside(box: Box, frame: Frame) -> bool:
    left, top, right, bottom = box
    return left >= 3 and top >= 3 and right <= frame.width - 3 and bottom <= frame.height - 3


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
