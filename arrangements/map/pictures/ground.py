"""The backdrop's lines and areas, cut to what a picture shows of them."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from arrangements.map.boundaries.drawing import backdrop_gz, backdrop_key, shipped_path
from arrangements.map.boundaries.shapes import LEVELS
from arrangements.map.boundaries.tiling import tilings_of
from arrangements.map.pictures.frame import Box, Frame, Point
from arrangements.map.steps import points_of
from arrangements.register import Register

BEYOND = 40  # pixels outside the window to which whatever is farther out is drawn in
FINE = 1.2  # pixels: points nearer to each other than that are one
SPECK = 2.0  # pixels: an island smaller than that is left out


class Ground:
    """A backdrop unpacked: each arc in degrees, with the box around it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        grid = data["grid"]
        self.arcs = [[(x / grid, y / grid) for x, y in points_of(arc)] for arc in data["arcs"]]
        # An arc can have lost all its points to the level of detail.
        self.boxes = [_around(arc) if arc else None for arc in self.arcs]

    def lines(self, name: str, frame: Frame) -> str:
        """The path of those lines of a kind that come into the window."""
        shown = (
            n
            for n in self.data.get(name, ())
            if (box := self.boxes[n]) is not None and _meets(box, frame)
        )
        return "".join(_path(self.arcs[n], frame) for n in shown)

    def rings(self, rings: Iterable[list[int]], frame: Frame) -> str:
        """The path of areas; one that lies wholly outside the window leaves nothing."""
        return "".join(
            f"{_path(self._ring(ring), frame)}Z" for ring in rings if self._is_seen(ring, frame)
        )

    def of_kind(self, name: str, frame: Frame) -> str:
        return self.rings(self.data.get(name, ()), frame)

    def area(self, code: str, frame: Frame) -> str:
        """The path of a council's area; "" where the backdrop has none."""
        return self.rings(self.data["areas"].get(code, ()), frame)

    def edges(self, codes: Iterable[str], frame: Frame) -> str:
        """The path of the lines around areas taken together, without those between them."""
        rings = (ring for code in codes for ring in self.data["areas"].get(code, ()))
        times = Counter(n if n >= 0 else ~n for ring in rings for n in ring)
        return "".join(_path(self.arcs[n], frame) for n, count in times.items() if count == 1)

    def _ring(self, ring: list[int]) -> list[Point]:
        found: list[Point] = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            found += arc[1:] if found else arc
        return found

    def _is_seen(self, ring: list[int], frame: Frame) -> bool:
        boxes = [box for n in ring if (box := self.boxes[n if n >= 0 else ~n]) is not None]
        if not boxes:
            return False
        west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
        east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
        if max(east - west, north - south) * frame.scale < SPECK:
            return False
        return _meets((west, south, east, north), frame)


def ground_of(register: Register, day: dt.date | None, zoom: float) -> Ground:
    """The backdrop of a day: true boundaries where they are loaded, else the shipped outline."""
    tilings = tilings_of(register)
    if not tilings.sets:
        return _shipped()
    tiling = tilings.on(day)
    level = next(n for n, each in enumerate(LEVELS) if zoom <= each.up_to)
    return _loaded(
        backdrop_key(tilings, tiling, level), lambda: backdrop_gz(tilings, tiling, level)
    )


@lru_cache(maxsize=1)
def _shipped() -> Ground:
    return Ground(json.loads(shipped_path().read_text("utf-8")))


_unpacked: dict[str, Ground] = {}
MOST_UNPACKED = 4


def _loaded(key: str, packed: Any) -> Ground:
    if key not in _unpacked:
        if len(_unpacked) >= MOST_UNPACKED:
            _unpacked.clear()
        _unpacked[key] = Ground(json.loads(gzip.decompress(packed())))
    return _unpacked[key]


def _around(arc: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in arc], [y for _, y in arc]
    return min(xs), min(ys), max(xs), max(ys)


def _meets(box: Box, frame: Frame) -> bool:
    west, south, east, north = box
    left, top = frame.at(west, north)
    right, bottom = frame.at(east, south)
    return (
        right >= -BEYOND
        and left <= frame.width + BEYOND
        and bottom >= -BEYOND
        and top <= frame.height + BEYOND
    )


def _path(line: Iterable[Point], frame: Frame) -> str:
    """A line in pixels as steps, with no more points than can be told apart."""
    steps: list[str] = []
    here = (0, 0)
    for lon, lat in line:
        x, y = frame.at(lon, lat)
        there = (
            round(10 * min(max(x, -BEYOND), frame.width + BEYOND)),
            round(10 * min(max(y, -BEYOND), frame.height + BEYOND)),
        )
        dx, dy = there[0] - here[0], there[1] - here[1]
        if not steps or abs(dx) + abs(dy) >= 10 * FINE:
            steps.append(f"{dx / 10:g} {dy / 10:g}")
            here = there
    return f"M{steps[0]}l{' '.join(steps[1:])}" if len(steps) > 1 else ""
