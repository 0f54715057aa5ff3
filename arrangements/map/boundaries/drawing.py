"""The backdrop of a day with true boundaries, in the form that map/backdrop.py describes, and

    districts   arcs between districts of one county, which are drawn fainter than `borders`
    levels      up to which zoom each level of detail serves
    from, until the days for which this backdrop is right, if it was asked for a day

Where Great Britain or Northern Ireland is not whole, the shipped outline stands in.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from arrangements.map.boundaries.lines import Along, Point, joined, once, plain
from arrangements.map.boundaries.loading import drawn_folder
from arrangements.map.boundaries.shapes import LEVELS, Shapes, area
from arrangements.map.boundaries.tiling import Tiling, Tilings, current_tilings
from arrangements.map.steps import points_of, steps_of
from arrangements.models import BoundarySet

# Northern Ireland in the shipped outline: a ring lies in it by its middle.
IN_NORTHERN_IRELAND = (-8.5, 53.9, -5.35, 55.33)
GAP = 1e5  # square metres
NEAR_BORDER = 60  # parts of a degree that two drawings of the Irish border lie apart at most


def shipped_path() -> Path:
    return Path(settings.BASE_DIR, "static/lib/backdrop.json")


def backdrop_gz(tilings: Tilings, tiling: Tiling, level: int) -> bytes:
    """The backdrop as gzipped JSON, drawn once and kept on disk."""
    name = f"{backdrop_key(tilings, tiling, level)}.json.gz"
    kept = drawn_folder() / name
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        pass
    drawn = backdrop(tiling, level, json.loads(shipped_path().read_text("utf-8")))
    content = gzip.compress(json.dumps(drawn, separators=(",", ":")).encode(), 9, mtime=0)
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_name(f"{name}.{id(drawn)}.draft")
    draft.write_bytes(content)
    draft.replace(kept)
    return content


def draw_ahead() -> None:
    """The backdrop that most people see first, so that nobody waits for it."""
    tilings = current_tilings()
    for level in range(len(LEVELS)):
        backdrop_gz(tilings, tilings.on(None), level)


def backdrop_key(tilings: Tilings, tiling: Tiling, level: int) -> str:
    """Changes with all that the backdrop is made from, the code too."""
    when = tiling.first.isoformat() if tiling.day else f"all-{tiling.at.year}"
    return f"{when}-{level}-{tilings.key}-{_code()}"


@cache
def _code() -> str:
    files = [*sorted(Path(__file__).parent.glob("*.py")), shipped_path()]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def backdrop(tiling: Tiling, level: int, shipped: dict[str, Any]) -> dict[str, Any]:
    """The content of the backdrop file of a tiling, at a level of detail."""
    drawn = Drawn(tiling, level, shipped)
    whole: dict[str, Any] = {
        "grid": drawn.grid,
        "levels": [each.up_to for each in LEVELS[:-1]],
        "arcs": [steps_of(line) for line in drawn.lines],
        "land": drawn.land,
        "context": drawn.context,
        "coast": drawn.coast,
        "nations": drawn.nations,
        "borders": drawn.borders,
        "districts": drawn.districts,
        "areas": drawn.areas,
    }
    if tiling.day:
        whole |= {"from": tiling.first.isoformat(), "until": tiling.last.isoformat()}
    return whole


class Drawn:
    """Collects arcs and what is made of them: from loaded sets, and from the shipped outline."""

    def __init__(self, tiling: Tiling, level: int, shipped: dict[str, Any]) -> None:
        self.tiling, self.shipped = tiling, shipped
        self.grid = LEVELS[level].grid
        self.lines: list[list[Point]] = []
        self.numbers: dict[tuple[int, int], int] = {}
        self.areas: dict[str, list[list[int]]] = {}
        self.land: list[list[int]] = []
        self.coast: list[int] = []
        self.nations: list[int] = []
        self.borders: list[int] = []
        self.districts: list[int] = []
        self.irish: list[int] = []
        self.codes = {key: body.code for key, body in tiling.register.bodies.items()}
        own = {key: loaded for key in self.codes if (loaded := tiling.own_shape(key))}
        wanted = {loaded.pk for loaded in (*tiling.tiles.values(), *own.values()) if loaded}
        self.shapes = {
            pk: Shapes(bytes(content), level)
            for pk, content in BoundarySet.objects.filter(pk__in=wanted).values_list("pk", "shapes")
        }
        self.shipped_lines = list(self._read_shipped())
        self.context = [self._shipped_ring(ring) for ring in shipped["context"]]
        self._draw_tiles()
        self._draw_shipped()
        for key, loaded in own.items():
            if self.codes[key] not in self.areas and (rings := self._rings(key, loaded.pk)):
                self.areas[self.codes[key]] = rings
        for key, code in self.codes.items():
            if tiling.shipped_shape(key) and code in shipped["areas"]:
                self.areas[code] = [self._shipped_ring(ring) for ring in shipped["areas"][code]]

    def _read_shipped(self) -> Iterator[list[Point]]:
        finer = self.grid / self.shipped["grid"]
        for steps in self.shipped["arcs"]:
            yield [(round(x * finer), round(y * finer)) for x, y in points_of(steps)]

    def _arc(self, source: int, number: int) -> int:
        """The number here of an arc of a set, or of the shipped outline (0)."""
        forward = plain(number)
        key = (source, forward)
        if key not in self.numbers:
            lines = self.shapes[source].lines if source else self.shipped_lines
            self.numbers[key] = len(self.lines)
            self.lines.append(lines[forward])
        here = self.numbers[key]
        return here if number >= 0 else ~here

    def _shipped_ring(self, ring: Iterable[int]) -> list[int]:
        return [self._arc(0, number) for number in ring]

    def _rings(self, key: int, source: int) -> list[list[int]]:
        rings = self.shapes[source].areas.get(self.codes[key], [])
        return [[self._arc(source, number) for number in ring] for ring in rings]

    def _draw_tiles(self) -> None:
        """The tiles from sets: their areas, the lines between them, and where whole the land."""
        tiling = self.tiling
        beside: dict[int, set[int]] = defaultdict(set)
        ends: dict[bool, list[list[int]]] = {True: [], False: []}
        for key, loaded in tiling.tiles.items():
            if loaded is None or not (rings := self._rings(key, loaded.pk)):
                continue
            self.areas[self.codes[key]] = rings
            irish = tiling.register.bodies[key].nation == "northern-ireland"
            ends[irish] += rings
            for ring in rings:
                for number in ring:
                    beside[plain(number)].add(key)
        for number, keys in sorted(beside.items()):
            if len(keys) > 1:
                self._draw_border(number, keys)
        for irish, whole in ((False, tiling.has_britain), (True, tiling.has_northern_ireland)):
            if whole:
                self._draw_land(ends[irish], irish)

    def _draw_border(self, number: int, keys: set[int]) -> None:
        tiling = self.tiling
        if len({tiling.holder(key) for key in keys}) == 1:
            return
        if len({tiling.register.bodies[key].nation for key in keys}) > 1:
            self.nations.append(number)
        elif len({tiling.county(key) for key in keys}) > 1:
            self.borders.append(number)
        else:
            self.districts.append(number)

    def _draw_land(self, rings: list[list[int]], irish: bool) -> None:
        """Tiles without the borders between them."""
        edges = once(number for ring in rings for number in ring)
        outline = [ring for ring in joined(edges, self.lines) if self._is_land(ring)]
        edges = [plain(number) for ring in outline for number in ring]
        if not irish:
            self.land += outline
            self.coast += edges
            return
        border = self._shipped_irish_border()
        along = Along([self.shipped_lines[number] for number in border], self.grid // NEAR_BORDER)
        parts = {number: self._parted(number, along) for number in edges}
        self.land += [_with_parts(ring, parts) for ring in outline]
        for ring in rings:
            ring[:] = _with_parts(ring, parts)
        self.nations += self.irish
        self._fill_along_the_border(border)

    def _is_land(self, ring: list[int]) -> bool:
        """Whether a ring is more than a gap that is left between borders drawn apart."""
        points = [
            point
            for number in ring
            for point in (self.lines[number] if number >= 0 else self.lines[~number][::-1])
        ]
        metres = (111_320 / self.grid) ** 2 * 0.58
        return len(set(points)) > 2 and (len(ring) == 1 or area(points) * metres > GAP)

    def _parted(self, number: int, along: Along) -> list[int]:
        """The arcs of an outer edge, one for each stretch of coast or of border."""
        parts = along.parts(self.lines[number])
        if len(parts) == 1:
            (self.irish if parts[0][0] else self.coast).append(number)
            return [number]
        self.lines[number] = []
        numbers = []
        for is_border, line in parts:
            numbers.append(len(self.lines))
            (self.irish if is_border else self.coast).append(len(self.lines))
            self.lines.append(line)
        return numbers

    def _shipped_irish_border(self) -> list[int]:
        mine = {plain(number) for ring in self.shipped["land"] for number in ring}
        return sorted(mine.intersection(self.shipped["nations"]))

    def _fill_along_the_border(self, border: list[int]) -> None:
        """The land of Ireland reaches to where the border truly is: a ring between the two."""
        true = joined(self.irish, self.lines, closed=False)
        shipped = joined(border, self.shipped_lines, closed=False)
        if not true or not shipped:
            return
        ring = max(true, key=len)
        back = [self._arc(0, number) for number in max(shipped, key=len)]
        _, end = self._ends(ring)
        first, last = self._ends(back)
        if _apart(end, first) > _apart(end, last):
            back = [~number for number in reversed(back)]
        self.context.append(ring + back)

    def _ends(self, chain: list[int]) -> tuple[Point, Point]:
        first, last = self.lines[plain(chain[0])], self.lines[plain(chain[-1])]
        return first[0 if chain[0] >= 0 else -1], last[-1 if chain[-1] >= 0 else 0]

    def _draw_shipped(self) -> None:
        """The outline that comes with the site, for the part of the country without a set."""
        tiling, shipped = self.tiling, self.shipped
        kept: set[int] = set()
        for ring in shipped["land"]:
            irish = self._is_irish(ring)
            if not (tiling.has_northern_ireland if irish else tiling.has_britain):
                self.land.append(self._shipped_ring(ring))
                kept |= {plain(n) for n in ring}
        self.coast += [self._arc(0, n) for n in shipped["coast"] if n in kept]
        shown = {
            code: rings
            for code, rings in shipped["areas"].items()
            if (body := tiling.register.by_code.get(code)) and tiling.tiles.get(body.pk, 0) is None
        }
        around = {plain(n) for rings in shown.values() for ring in rings for n in ring}
        self.areas |= {
            code: [self._shipped_ring(ring) for ring in rings] for code, rings in shown.items()
        }
        self.borders += [self._arc(0, n) for n in shipped["borders"] if n in around]
        irish_border = kept.intersection(shipped["nations"])
        self.nations += [
            self._arc(0, n) for n in shipped["nations"] if n in around or n in irish_border
        ]

    def _is_irish(self, ring: Sequence[int]) -> bool:
        points = [point for n in ring for point in self.shipped_lines[plain(n)]]
        x = sum(point[0] for point in points) / len(points) / self.grid
        y = sum(point[1] for point in points) / len(points) / self.grid
        west, south, east, north = IN_NORTHERN_IRELAND
        return west < x < east and south < y < north


def _with_parts(ring: list[int], parts: dict[int, list[int]]) -> list[int]:
    """A ring with the arcs that were parted in the place of what they were."""
    found: list[int] = []
    for number in ring:
        pieces = parts.get(plain(number), [plain(number)])
        found += pieces if number >= 0 else [~piece for piece in reversed(pieces)]
    return found


def _apart(a: Point, b: Point) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
