"""Files of boundaries for tests: real ones where they are, and ones made up by script."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from arrangements.imports.catalogue import names
from arrangements.map.areas import areas_of
from arrangements.map.boundaries.loading import Asked, load
from arrangements.map.boundaries.shapes import Shapes
from arrangements.map.boundaries.tiling import Tiling, current_tilings
from arrangements.models import BoundarySet
from arrangements.register import current_register
from sharedmap.settings import BASE_DIR
from tests import independent

REAL = BASE_DIR.parent / "shared/testdata/boundaries"


def real(name: str) -> Path:
    """A real file, or the test is skipped where it is not."""
    if not (REAL / name).exists():
        pytest.skip(f"needs ../shared/testdata: {name}")
    return REAL / name


def loaded(path: Path, **asked: Any) -> str:
    """Loads a file; what was said."""
    known = names()

    def resolve(name: str, day: Any) -> str | None:
        match = known.resolve(name, near=False)
        return match.body.code if match.body else None

    return "\n".join(load(path, resolve, Asked(**asked)))


def square(code: str, half: float = 0.1, **properties: Any) -> dict[str, Any]:
    """A square around the point of a council, as a feature."""
    body = independent.bodies()[code]
    x, y = float(body["lon"]), float(body["lat"])
    ring = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    return {
        "type": "Feature",
        "properties": {"LAD23CD": code, "LAD23NM": body["short_name"], **properties},
        "geometry": {"type": "Polygon", "coordinates": [[list(p) for p in [*ring, ring[0]]]]},
    }


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def written(folder: Path, content: Any, name: str = "areas.geojson") -> Path:
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def shapes(name: str, level: int = 2) -> Shapes:
    return Shapes(bytes(BoundarySet.objects.get(name=name).shapes), level)


def corners(found: Shapes, code: str) -> tuple[float, float, float, float]:
    """West, south, east and north of an area, in degrees."""
    points = [point for ring in found.areas[code] for point in found.points(ring)]
    xs, ys = [x / found.grid for x, _ in points], [y / found.grid for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def tiling(day: dt.date | None) -> Tiling:
    return current_tilings().on(day)


def areas(code: str, day: dt.date | None) -> list[str]:
    register = current_register()
    return areas_of(register.by_code[code].pk, register, day)


def councils_of(nation: str, day: dt.date, tiers: set[str]) -> set[str]:
    """The councils of a nation on a day, by the fixtures alone."""
    return {
        code
        for code, body in independent.bodies().items()
        if body["nation"].lower().replace(" ", "-") == nation
        and body["tier"] in tiers
        and body["kind"] != "group"
        and (not body["start"] or dt.date.fromisoformat(body["start"]) <= day)
        and (not body["end"] or dt.date.fromisoformat(body["end"]) >= day)
    }


def points_in(drawn: dict[str, Any], ring: list[int]) -> list[tuple[int, int]]:
    """A ring of a written backdrop, in steps of its grid, read as its description says."""
    found: list[tuple[int, int]] = []
    for number in ring:
        steps = drawn["arcs"][number if number >= 0 else ~number]
        x = y = 0
        line = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x, y))
        found += (line if number >= 0 else line[::-1])[1 if found else 0 :]
    return found
