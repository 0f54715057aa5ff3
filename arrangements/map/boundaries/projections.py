"""Coordinates on the ground in the projections that British and Irish boundaries come in.

The change of datum is the seven-parameter one that the surveys publish, good to about 5 m in
Great Britain and 3 m in Ireland: well below what the map can show.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

Convert = Callable[[float, float], tuple[float, float]]

WGS84 = (6378137.0, 6356752.314245)
AIRY = (6377563.396, 6356256.909)
AIRY_MODIFIED = (6377340.189, 6356034.448)


@dataclass(frozen=True)
class Shift:
    """From a national datum to WGS 84: metres, seconds of arc, parts in a million."""

    x: float
    y: float
    z: float
    turn_x: float
    turn_y: float
    turn_z: float
    scale: float

    def apply(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        rx, ry, rz = (math.radians(t / 3600) for t in (self.turn_x, self.turn_y, self.turn_z))
        s = 1 + self.scale / 1e6
        return (
            self.x + s * x - rz * y + ry * z,
            self.y + rz * x + s * y - rx * z,
            self.z - ry * x + rx * y + s * z,
        )


@dataclass(frozen=True)
class TransverseMercator:
    """A national grid: where its true origin is, its scale there, and its datum."""

    ellipsoid: tuple[float, float]
    scale: float
    lat: float
    lon: float
    east: float
    north: float
    shift: Shift | None = None

    def __call__(self, east: float, north: float) -> tuple[float, float]:
        """Longitude and latitude, WGS 84, of a point of the grid."""
        a, b = self.ellipsoid
        lat, lon = self._unprojected(east, north)
        if self.shift is None:
            return math.degrees(lon), math.degrees(lat)
        e2 = 1 - (b / a) ** 2
        nu = a / math.sqrt(1 - e2 * math.sin(lat) ** 2)
        x, y, z = self.shift.apply(
            nu * math.cos(lat) * math.cos(lon),
            nu * math.cos(lat) * math.sin(lon),
            nu * (1 - e2) * math.sin(lat),
        )
        a, b = WGS84
        e2 = 1 - (b / a) ** 2
        p = math.hypot(x, y)
        lat = math.atan2(z, p * (1 - e2))
        for _ in range(4):
            nu = a / math.sqrt(1 - e2 * math.sin(lat) ** 2)
            lat = math.atan2(z + e2 * nu * math.sin(lat), p)
        return math.degrees(math.atan2(y, x)), math.degrees(lat)

    def _unprojected(self, east: float, north: float) -> tuple[float, float]:
        """Latitude and longitude in radians on the grid's own ellipsoid."""
        a, b = self.ellipsoid
        f0, lat0 = self.scale, math.radians(self.lat)
        e2 = 1 - (b / a) ** 2
        lat = lat0
        for _ in range(9):
            missing = north - self.north - self._meridian(lat)
            lat += missing / (a * f0)
            if abs(missing) < 1e-5:
                break
        sin2 = math.sin(lat) ** 2
        nu = a * f0 / math.sqrt(1 - e2 * sin2)
        rho = nu * (1 - e2) / (1 - e2 * sin2)
        eta2 = nu / rho - 1
        t = math.tan(lat)
        t2, sec = t * t, 1 / math.cos(lat)
        d = (east - self.east) / nu
        d2 = d * d
        lat_out = lat - t * nu / rho * d2 * (
            1 / 2
            - d2 / 24 * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
            + d2 * d2 / 720 * (61 + 90 * t2 + 45 * t2 * t2)
        )
        lon_out = math.radians(self.lon) + sec * d * (
            1
            - d2 / 6 * (nu / rho + 2 * t2)
            + d2 * d2 / 120 * (5 + 28 * t2 + 24 * t2 * t2)
            - d2 * d2 * d2 / 5040 * (61 + 662 * t2 + 1320 * t2 * t2 + 720 * t2 * t2 * t2)
        )
        return lat_out, lon_out

    def _meridian(self, lat: float) -> float:
        """Metres along the meridian from the true origin."""
        a, b = self.ellipsoid
        n = (a - b) / (a + b)
        lat0 = math.radians(self.lat)
        less, more = lat - lat0, lat + lat0
        return (
            b
            * self.scale
            * (
                (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
                - (3 * n + 3 * n**2 + 21 / 8 * n**3) * math.sin(less) * math.cos(more)
                + 15 / 8 * (n**2 + n**3) * math.sin(2 * less) * math.cos(2 * more)
                - 35 / 24 * n**3 * math.sin(3 * less) * math.cos(3 * more)
            )
        )


def degrees(x: float, y: float) -> tuple[float, float]:
    return x, y


def degrees_swapped(x: float, y: float) -> tuple[float, float]:
    return y, x


def web_mercator(x: float, y: float) -> tuple[float, float]:
    radius = WGS84[0]
    return (
        math.degrees(x / radius),
        math.degrees(2 * math.atan(math.exp(y / radius)) - math.pi / 2),
    )


british_grid = TransverseMercator(
    AIRY, 0.9996012717, 49, -2, 400_000, -100_000,
    Shift(446.448, -125.157, 542.060, 0.1502, 0.2470, 0.8421, -20.4894),
)  # fmt: skip
irish_grid = TransverseMercator(
    AIRY_MODIFIED, 1.000035, 53.5, -8, 200_000, 250_000,
    Shift(482.530, -130.596, 564.557, -1.042, -0.214, -0.631, 8.150),
)  # fmt: skip
irish_transverse_mercator = TransverseMercator(WGS84, 0.99982, 53.5, -8, 600_000, 750_000)


@dataclass(frozen=True)
class Projection:
    """A projection by the name a person knows, its EPSG numbers, and how it is undone."""

    name: str
    numbers: frozenset[int]
    convert: Convert

    @property
    def in_metres(self) -> bool:
        return self.convert not in (degrees, degrees_swapped)


DEGREES = Projection("longitude and latitude", frozenset({4326, 84, 83, 4258, 4269, 4979}), degrees)
SWAPPED = Projection("latitude and longitude, in that order", frozenset(), degrees_swapped)
BRITISH_GRID = Projection("British National Grid", frozenset({27700}), british_grid)
WEB_MERCATOR = Projection(
    "Web Mercator", frozenset({3857, 3785, 900913, 102100, 102113}), web_mercator
)
IRISH_GRID = Projection("Irish Grid", frozenset({29900, 29901, 29902, 29903}), irish_grid)
IRISH_TM = Projection("Irish Transverse Mercator", frozenset({2157}), irish_transverse_mercator)

KNOWN = (DEGREES, BRITISH_GRID, WEB_MERCATOR, IRISH_GRID, IRISH_TM, SWAPPED)
