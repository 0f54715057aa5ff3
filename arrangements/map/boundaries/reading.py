"""A file of boundaries as shapes: GeoJSON or TopoJSON, and a sentence for anything else."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from arrangements.map.boundaries.stream import BadJson, Members

LIMIT_MB = 80  # takes 0.6 GB of memory
PORTAL = "On the ONS Open Geography portal press Download, then GeoJSON"
SMALLER = "one of those whose names end in BGC (20 m), BSC (200 m) or BUC (500 m)"

# How files begin that people take for GeoJSON.
BEGINNINGS = (
    (b"PK\x03\x04", "a zip archive", "Unpack it and give the .geojson in it. If it holds a shapefile instead"),  # noqa: E501
    (b"PK\x05\x06", "an empty zip archive", "Download it again"),
    (b"SQLite format 3", "a GeoPackage or another database", "That is not read here"),
    (b"\x00\x00\x27\x0a", "a shapefile", "That is not read here"),
    (b"\x1f\x8b", "a compressed file", "Unpack it first, with gunzip. Else"),
    (b"%PDF", "a PDF", "That is not read here"),
    (b"<", "a web page or XML (KML, GML)", "That is not read here"),
)  # fmt: skip
OF_A_SHAPEFILE = {".shp", ".dbf", ".shx", ".prj", ".cpg", ".gdb"}

Ring: TypeAlias = "array[float]"


class BadBoundaries(ValueError):
    """The file cannot be loaded; the text says what, where, and what to do."""


@dataclass
class Shape:
    """One feature: what it says of itself, and its rings as x, y, x, y …, closed."""

    place: str
    layer: str
    properties: dict[str, Any]
    rings: list[Ring] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass
class Reading:
    """What a file holds, before anybody has asked what its shapes are."""

    name: str
    form: str
    crs: str = ""
    shapes: list[Shape] = field(default_factory=list)


def read(path: Path, limit_mb: int = LIMIT_MB) -> Reading:
    """Every shape in a file. Raises BadBoundaries."""
    _refuse_what_is_none(path, limit_mb)
    reading = Reading(path.name, "")
    try:
        with path.open(encoding="utf-8-sig") as file:
            _read_members(Members(file, frozenset({"features"})), reading)
    except UnicodeDecodeError:
        raise BadBoundaries(
            f"{path.name} is not text in UTF-8, which GeoJSON always is. {PORTAL}."
        ) from None
    except BadJson as error:
        cut = "too early" in str(error)
        raise BadBoundaries(
            f"{path.name} is not whole: {error}. Download it again."
            if cut
            else f"{path.name} is not JSON: {error}. {PORTAL}."
        ) from None
    except OSError as error:
        raise BadBoundaries(f"{path.name} cannot be read: {error.strerror}.") from None
    return reading


def _refuse_what_is_none(path: Path, limit_mb: int) -> None:
    if path.is_dir():
        raise BadBoundaries(f"{path} is a folder. Give one .geojson or .json file in it.")
    if not path.is_file():
        raise BadBoundaries(f"There is no file {path}.")
    size = path.stat().st_size
    if not size:
        raise BadBoundaries(f"{path.name} is empty. Download it again.")
    if size > limit_mb * 1_000_000:
        raise BadBoundaries(
            f"{path.name} is {size / 1e6:,.0f} MB, and at most {limit_mb} MB are read. The map "
            f"shows no more than a generalised file has: take {SMALLER}."
        )
    if path.suffix.lower() in OF_A_SHAPEFILE:
        raise BadBoundaries(f"{path.name} is part of a shapefile. {PORTAL}.")
    with path.open("rb") as file:
        start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, what, advice in BEGINNINGS:
        if start.startswith(beginning):
            raise BadBoundaries(
                f"{path.name} is {what}. {advice}: {PORTAL[0].lower()}{PORTAL[1:]}."
            )
    if not start.startswith(b"{"):
        raise BadBoundaries(
            f"{path.name} is neither GeoJSON nor TopoJSON: those begin with a brace. {PORTAL}."
        )


def _read_members(members: Members, reading: Reading) -> None:
    whole: dict[str, Any] = {}
    for name, value in members:
        if name == "features":
            reading.shapes.append(_feature(value, len(reading.shapes) + 1))
        else:
            whole[name] = value
    kind = whole.get("type")
    if whole.get("exceededTransferLimit") or _inner(whole, "properties").get(
        "exceededTransferLimit"
    ):
        raise BadBoundaries(
            f"{reading.name} holds only the first part of the areas (exceededTransferLimit): the "
            f"service gives no more in one answer. {PORTAL}, which gives all."
        )
    if "geometryType" in whole or "spatialReference" in whole:
        raise BadBoundaries(f"{reading.name} is Esri JSON. {PORTAL}.")
    if kind == "Topology":
        reading.form = "TopoJSON"
        reading.shapes = list(_topology(whole))
    elif kind == "FeatureCollection":
        reading.form = "GeoJSON"
    elif kind == "Feature":
        reading.form = "GeoJSON"
        reading.shapes = [_feature(whole, 1)]
    else:
        found = f"its type is “{kind}”" if kind else "it has no type"
        raise BadBoundaries(f"{reading.name} is JSON, but no map: {found}. {PORTAL}.")
    crs = _inner(whole, "crs")
    reading.crs = str(_inner(crs, "properties").get("name") or crs.get("name") or "")
    if not reading.shapes:
        raise BadBoundaries(f"{reading.name} has no areas in it. Download it again.")


def _inner(value: dict[str, Any], name: str) -> dict[str, Any]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _feature(value: Any, number: int) -> Shape:
    shape = Shape(f"feature {number:,}", "", {})
    if not isinstance(value, dict):
        shape.left_out.append("is no feature")
        return shape
    shape.properties = dict(_inner(value, "properties"))
    if "id" in value:
        shape.properties.setdefault("id", value["id"])
    geometry = value.get("geometry")
    if not isinstance(geometry, dict) or not geometry:
        shape.left_out.append("has no geometry")
        return shape
    for polygon in _polygons(geometry, "coordinates", shape):
        _add(shape, (_flat(ring) for ring in polygon if isinstance(ring, list)))
    _note_if_empty(shape)
    return shape


def _polygons(geometry: dict[str, Any], name: str, shape: Shape) -> Iterable[Any]:
    kind, held = geometry.get("type"), geometry.get(name)
    if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
        parts = [part for part in geometry["geometries"] if isinstance(part, dict)]
        return [polygon for part in parts for polygon in _polygons(part, name, shape)]
    if kind not in {"Polygon", "MultiPolygon"}:
        shape.left_out.append(f"is no area but a {kind}" if kind else "has a geometry without type")
        return []
    polygons = [held] if kind == "Polygon" else held
    if not isinstance(polygons, list):
        return []
    return [polygon for polygon in polygons if isinstance(polygon, list)]


def _flat(ring: list[Any]) -> Ring | None:
    """A ring's points one after the other; None where one of them is none."""
    flat: Ring = array("d")
    try:
        for point in ring:
            flat.append(point[0])
            flat.append(point[1])
    except (TypeError, IndexError, KeyError):
        return None
    return flat if all(map(math.isfinite, flat)) else None


def _add(shape: Shape, rings: Iterable[Ring | None]) -> None:
    """The rings that can be drawn; of the others it is said why not."""
    for ring in rings:
        if ring is None:
            shape.left_out.append("a ring with a point that is no pair of numbers")
            continue
        if ring and ring[:2] != ring[-2:]:
            ring += ring[:2]
        if len(set(zip(ring[::2], ring[1::2], strict=True))) < 3:
            shape.left_out.append("a ring with fewer than three points")
            continue
        shape.rings.append(ring)


def _note_if_empty(shape: Shape) -> None:
    if not shape.rings and not shape.left_out:
        shape.left_out.append("has an empty geometry")


def _topology(whole: dict[str, Any]) -> Iterator[Shape]:
    try:
        arcs = list(_arcs(whole))
        objects = whole["objects"].items()
    except (KeyError, TypeError, AttributeError, IndexError, ValueError):
        raise BadBoundaries(
            "This TopoJSON has no arcs or no objects that can be read. Download it again."
        ) from None
    for layer, held in objects:
        held = held if isinstance(held, dict) else {}
        listed = held.get("geometries") if held.get("type") == "GeometryCollection" else [held]
        for number, geometry in enumerate(listed or [], 1):
            shape = Shape(f"{layer} {number:,}", layer, {})
            if isinstance(geometry, dict):
                shape.properties = dict(_inner(geometry, "properties"))
                if "id" in geometry:
                    shape.properties.setdefault("id", geometry["id"])
                if geometry.get("type"):
                    for polygon in _polygons(geometry, "arcs", shape):
                        _add(shape, (_joined(ring, arcs) for ring in polygon))
            _note_if_empty(shape)
            yield shape


def _arcs(whole: dict[str, Any]) -> Iterator[Ring]:
    transform = whole.get("transform")
    scale, shift = (transform["scale"], transform["translate"]) if transform else ((1, 1), (0, 0))
    for arc in whole["arcs"]:
        line: Ring = array("d")
        x = y = 0
        for point in arc:
            x, y = (x + point[0], y + point[1]) if transform else (point[0], point[1])
            line.append(x * scale[0] + shift[0])
            line.append(y * scale[1] + shift[1])
        yield line


def _joined(numbers: Any, arcs: list[Ring]) -> Ring | None:
    ring: Ring = array("d")
    try:
        for number in numbers:
            line = arcs[number if number >= 0 else ~number]
            if number < 0:
                line = array(
                    "d", (c for n in range(len(line) - 2, -1, -2) for c in line[n : n + 2])
                )
            ring += line[2:] if ring else line
    except (TypeError, IndexError):
        return None
    return ring if all(map(math.isfinite, ring)) else None


def years_in(name: str) -> list[int]:
    """The years in the name of a file or a column: LAD23CD, “… (December 2013)”."""
    if found := re.findall(r"(?<!\d)(19[7-9]\d|20[0-4]\d)(?!\d)", name):
        return [int(year) for year in found]
    if short := re.fullmatch(r"[A-Za-z]+(\d\d)(CDO?|NMW?|cdo?|nmw?)", name):
        return [2000 + int(short[1])]
    return []


def year_in(name: str) -> int | None:
    return next(iter(years_in(name)), None)
