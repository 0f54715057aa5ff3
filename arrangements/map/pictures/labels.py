"""Names beside marks, where there is room for them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from arrangements.map.pictures.frame import Frame, Point

SIZE = 13
ADVANCE = 0.7  # of the size: the width of a letter, of the widest fonts that are likely
GAP = 4
FARTHER = (28, 46, 64, 84, 106)  # pixels from its mark to a label that has no room beside it
APART = 6
DIRECTIONS = 16
EDGE = 3
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """Words and where they stand; the ends of a line to their mark where that is farther off."""

    text: str
    x: float
    y: float
    anchor: str
    leader: tuple[Point, Point] | None = None

    @property
    def box(self) -> Box:
        width = len(self.text) * SIZE * ADVANCE
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        return left, self.y - SIZE * 0.8, left + width, self.y + SIZE * 0.25


def placed(
    wanted: Iterable[tuple[str, Point, float]],
    taken: Iterable[Box],
    frame: Frame,
    *,
    crowd: Sequence[Point] = (),
    at_any_cost: bool = False,
) -> Iterator[Label]:
    """A label for each name that finds room, first come first served.

    wanted: a name, the middle of its mark and the mark's radius. taken: what may not be covered.
    crowd: what had better not be. At any cost: those without room beside their mark stand farther
    off, at the end of a line.
    """
    held = list(taken)

    def is_free(label: Label) -> bool:
        box = label.box
        return _is_inside(box, frame) and not any(_touch(box, other) for other in held)

    for text, point, radius in wanted:
        beside = [each for each in _choices(text, point, radius + GAP) if is_free(each)]
        found = min(beside, key=lambda each: _hidden(each.box, crowd), default=None)
        if found is None and at_any_cost:
            found = next(filter(is_free, _farther(text, point, frame)), None)
        if found:
            held.append(found.box)
            yield found


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


def _farther(text: str, point: Point, frame: Frame) -> Iterator[Label]:
    x, y = point
    for distance in FARTHER:
        for n in range(DIRECTIONS):
            across, down = math.cos(n * math.tau / DIRECTIONS), math.sin(n * math.tau / DIRECTIONS)
            end = x + distance * across, y + distance * down
            if abs(across) > 0.8:
                aside, anchor = (2, "start") if across > 0 else (-2, "end")
                yield Label(text, end[0] + aside, end[1] + SIZE * 0.35, anchor, (point, end))
                continue
            # Above or below, a label may lie to either side, as the edges of the window want it.
            width = len(text) * SIZE * ADVANCE
            wanted = end[0] - width * (0.5 - 0.5 * across)
            left = min(max(wanted, EDGE), frame.width - EDGE - width)
            rise = -SIZE * 0.3 if down < 0 else SIZE * 0.85
            yield Label(text, left, end[1] + rise, "start", (point, end))


def _hidden(box: Box, crowd: Sequence[Point]) -> int:
    left, top, right, bottom = box
    return sum(left < x < right and top < y < bottom for x, y in crowd)


def _is_inside(box: Box, frame: Frame) -> bool:
    left, top, right, bottom = box
    return (
        left >= EDGE
        and top >= EDGE
        and right <= frame.width - EDGE
        and bottom <= frame.height - EDGE
    )


def _touch(a: Box, b: Box) -> bool:
    """Side by side, two names that stand as close as words would read as one."""
    return a[0] < b[2] + APART and b[0] < a[2] + APART and a[1] < b[3] and b[1] < a[3]
