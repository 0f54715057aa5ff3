"""Which part of the country a picture shows, and where a place stands in it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # west, south, east, north

LEAST = 1.1  # degrees of longitude across: closer than that the outline has nothing to show
MARGIN = 0.16  # of what is shown, on each side
KILOMETRES = 111.32  # in a degree of longitude on the equator
RULES = (5, 10, 20, 50, 100, 200)


def upward(lat: float) -> float:
    """Mercator's way up, in degrees of longitude."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


@dataclass(frozen=True)
class Frame:
    """A window of `width` by `height` pixels, `scale` of them to a degree of longitude."""

    west: float
    top: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, places: Iterable[Point], width: int, height: int) -> Frame:
        """The window in which all places (longitude, latitude) have room about them."""
        xs, ys = zip(*((lon, upward(lat)) for lon, lat in places), strict=True)
        across = max(max(xs) - min(xs), LEAST * (1 - 2 * MARGIN)) / (1 - 2 * MARGIN)
        up = (max(ys) - min(ys)) / (1 - 2 * MARGIN)
        scale = min(width / across, height / up if up else math.inf)
        middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        return cls(
            middle[0] - width / 2 / scale, middle[1] + height / 2 / scale, scale, width, height
        )

    @classmethod
    def of_box(cls, box: Box, width: int, height: int = 0) -> Frame:
        """The largest window that holds a box, in its middle; as high as it, if not told."""
        west, south, east, north = box
        bottom, top = upward(south), upward(north)
        scale = width / (east - west)
        height = height or round((top - bottom) * scale)
        scale = min(scale, height / (top - bottom))
        return cls(
            (west + east) / 2 - width / 2 / scale,
            (top + bottom) / 2 + height / 2 / scale,
            scale,
            width,
            height,
        )

    @property
    def zoom(self) -> float:
        """How close this is, as the map counts it."""
        return math.log2(self.scale * 360 / 256)

    def holds(self, lon: float, lat: float) -> bool:
        x, y = self.at(lon, lat)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def at(self, lon: float, lat: float) -> Point:
        return (lon - self.west) * self.scale, (self.top - upward(lat)) * self.scale

    def rule(self) -> tuple[int, float]:
        """A round number of kilometres for the scale, and how many pixels long it is."""
        middle = self.top - self.height / 2 / self.scale
        lat = 2 * math.degrees(math.atan(math.exp(math.radians(middle)))) - 90
        pixels = self.scale / (KILOMETRES * math.cos(math.radians(lat)))
        fitting = [km for km in RULES if km * pixels <= self.width / 4]
        km = fitting[-1] if fitting else RULES[0]
        return km, km * pixels
