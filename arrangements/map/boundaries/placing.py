"""Where on the ground a file's coordinates are: found out by where the bodies are known to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from arrangements.map.boundaries.projections import (
    KNOWN,
    Convert,
    Projection,
)
from arrangements.map.boundaries.reading import BadBoundaries, Ring, Shape
from arrangements.map.boundaries.topology import GRID, Points, closed_up, pack

SLACK = 0.1  # degrees by which a body's point may lie beside its area
ENOUGH = 0.8
TRIED = 60
SEEN = (-15.0, 48.0, 5.0, 63.0)  # west, south, east, north
CELL = 2_000  # metres: inside, a projection is a plane to within 0.2 m
ADVICE = "Choose a file in British National Grid or in longitude and latitude (WGS 84)."


def projection_of(
    crs: str, shapes: Mapping[str, Shape], points: Mapping[str, tuple[float, float]]
) -> Projection:
    """The projection in which the areas lie where their bodies are. Raises BadBoundaries.

    `crs` is what the file says, which may be nothing; `points` are longitude and latitude.
    """
    said = _said(crs)
    known = [body for body in shapes if body in points and shapes[body].rings]
    some = known[:: max(1, len(known) // TRIED)]
    candidates = [*([said] if said else []), *(each for each in KNOWN if each is not said)]
    for candidate in candidates:
        fitting = sum(_holds(shapes[body], points[body], candidate.convert) for body in some)
        if fitting >= ENOUGH * len(some):
            return candidate
    raise BadBoundaries(
        "The areas do not lie where their councils are, neither in "
        + ", ".join(each.name for each in KNOWN[:5])
        + f" nor with the two turned round. {ADVICE}"
    )


def _said(crs: str) -> Projection | None:
    if not crs:
        return None
    numbers = re.findall(r"\d{2,6}(?!.*\d{2,6})", crs)
    number = int(numbers[-1]) if numbers else 0
    for each in KNOWN:
        if number in each.numbers:
            return each
    raise BadBoundaries(f"The file's coordinates are in “{crs}”, which is not read. {ADVICE}")


def _holds(shape: Shape, point: tuple[float, float], convert: Convert) -> bool:
    """Whether a point lies in the box around a shape."""
    west, south, east, north = box(shape.rings)
    try:
        corners = [convert(x, y) for x in (west, east) for y in (south, north)]
    except (OverflowError, ValueError, ZeroDivisionError):
        return False
    lons, lats = [lon for lon, _ in corners], [lat for _, lat in corners]
    return (
        min(lons) - SLACK < point[0] < max(lons) + SLACK
        and min(lats) - SLACK < point[1] < max(lats) + SLACK
        and max(lons) - min(lons) < 12
        and max(lats) - min(lats) < 8
    )


def box(rings: Iterable[Ring]) -> tuple[float, float, float, float]:
    whole = list(rings)
    return (
        min(min(ring[::2]) for ring in whole),
        min(min(ring[1::2]) for ring in whole),
        max(max(ring[::2]) for ring in whole),
        max(max(ring[1::2]) for ring in whole),
    )


def on_the_grid(shape: Shape, convert: Convert) -> list[Points]:
    """A shape's rings in steps of the grid; says of those that cannot be drawn why not."""
    rings: list[Points] = []
    west, south, east, north = SEEN
    for flat in shape.rings:
        places = [convert(flat[n], flat[n + 1]) for n in range(0, len(flat), 2)]
        if not all(west < lon < east and south < lat < north for lon, lat in places):
            shape.left_out.append("a ring that leaves the United Kingdom")
            continue
        ring = closed_up(pack(round(lon * GRID), round(lat * GRID)) for lon, lat in places)
        # An islet of less than a step of the grid has no shape.
        if len(ring) > 2:
            rings.append(ring)
    return rings


def converter(projection: Projection) -> Convert:
    """Undoes a projection; a grid in metres by cells, at a tenth of what each point would cost."""
    return _by_cells(projection.convert) if projection.in_metres else projection.convert


def _by_cells(convert: Convert) -> Callable[[float, float], tuple[float, float]]:
    corners: dict[tuple[int, int], tuple[float, float]] = {}

    def corner(column: int, row: int) -> tuple[float, float]:
        key = (column, row)
        if key not in corners:
            try:
                corners[key] = convert(column * CELL, row * CELL)
            except (OverflowError, ValueError, ZeroDivisionError):
                corners[key] = (999.0, 999.0)
        return corners[key]

    def by_cell(x: float, y: float) -> tuple[float, float]:
        column, row = int(x // CELL), int(y // CELL)
        right, up = x / CELL - column, y / CELL - row
        ax, ay = corner(column, row)
        bx, by = corner(column + 1, row)
        cx, cy = corner(column, row + 1)
        dx, dy = corner(column + 1, row + 1)
        left, down = 1 - right, 1 - up
        return (
            (ax * left + bx * right) * down + (cx * left + dx * right) * up,
            (ay * left + by * right) * down + (cy * left + dy * right) * up,
        )

    return by_cell
