"""Shapes: projections undone, files read piece by piece, borders shared whatever is left out."""

import io
import json
import math
import random
from array import array
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrangements.map.boundaries.lines import Along, joined, once
from arrangements.map.boundaries.mending import mended
from arrangements.map.boundaries.placing import converter
from arrangements.map.boundaries.projections import (
    BRITISH_GRID,
    IRISH_GRID,
    IRISH_TM,
    british_grid,
    irish_grid,
    irish_transverse_mercator,
    web_mercator,
)
from arrangements.map.boundaries.shapes import LEVELS, Shapes, packed
from arrangements.map.boundaries.simplify import weights
from arrangements.map.boundaries.stream import BadJson, Members
from arrangements.map.boundaries.topology import GRID, Points, closed_up, pack, topology, unpack

METRES_NORTH = 111_200


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    across = math.cos(math.radians(one[1]))
    return math.hypot((one[0] - other[0]) * across, one[1] - other[1]) * METRES_NORTH


@pytest.mark.parametrize(
    ("found", "longitude", "latitude", "within"),
    [
        # Ordnance Survey's worked example, Caister water tower, as its own exact transform has it.
        (british_grid(651409.903, 313177.270), 1.7160740, 52.6580078, 5),
        # The Airy transit at Greenwich: zero on the old datum, 5.3 seconds west on the new.
        (british_grid(538_890, 177_320), -0.0014750, 51.4778, 15),
        # Belfast City Hall in both Irish grids.
        (irish_grid(333_800, 374_000), -5.9303, 54.5965, 60),
        (irish_transverse_mercator(733_720, 874_010), -5.9303, 54.5965, 60),
        (web_mercator(-222_638.98, 7_170_156.29), -2.0, 54.0, 1),
    ],
)
def test_a_point_of_a_grid_is_where_the_surveys_say(
    found: tuple[float, float], longitude: float, latitude: float, within: float
) -> None:
    assert metres(found, (longitude, latitude)) < within


@pytest.mark.parametrize("projection", [BRITISH_GRID, IRISH_GRID, IRISH_TM])
def test_undoing_a_grid_by_cells_is_as_good_as_point_by_point(projection: Any) -> None:
    by_cells = converter(projection)
    chance = random.Random(4)
    for _ in range(300):
        point = chance.uniform(150_000, 650_000), chance.uniform(100_000, 900_000)
        assert metres(by_cells(*point), projection.convert(*point)) < 0.5


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES, max_size=4), st.lists(VALUES, max_size=5))
def test_a_stream_reads_what_json_reads(others: dict[str, Any], features: list[Any]) -> None:
    whole = {**others, "features": features}
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    found = list(Members(io.StringIO(text), frozenset({"features"})))
    assert [value for name, value in found if name == "features"] == features
    assert {n: v for n, v in found if n != "features"} == {
        n: v for n, v in whole.items() if n != "features"
    }


def test_a_stream_reads_on_where_a_value_is_longer_than_a_piece(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("arrangements.map.boundaries.stream.PIECE", 7)
    whole = {"number": 1234567890123, "features": [{"long": "x" * 99}, -0.5e-3, 12], "end": True}
    found = list(Members(io.StringIO(json.dumps(whole)), frozenset({"features"})))
    assert found[0] == ("number", 1234567890123)
    assert [value for name, value in found if name == "features"] == whole["features"]
    assert found[-1] == ("end", True)
    for cut in range(1, len(json.dumps(whole))):
        with pytest.raises(BadJson):
            list(Members(io.StringIO(json.dumps(whole)[:cut]), frozenset({"features"})))


def mesh(chance: random.Random, wide: int, high: int, bends: int) -> dict[str, list[Points]]:
    """Areas side by side over a rectangle, with jagged borders, each begun and turned at will."""
    step = 4_000

    def corner(column: int, row: int) -> tuple[int, int]:
        return column * step - 40_000, row * step + 52 * GRID

    edges: dict[tuple[int, int, int, int], list[tuple[int, int]]] = {}

    def edge(a: tuple[int, int], b: tuple[int, int]) -> list[tuple[int, int]]:
        low, high_end = min(a, b), max(a, b)
        key = (*low, *high_end)
        if key not in edges:
            (x1, y1), (x2, y2) = corner(*low), corner(*high_end)
            edges[key] = [
                (
                    x1 + (x2 - x1) * n // bends + chance.randint(-300, 300) * (0 < n < bends),
                    y1 + (y2 - y1) * n // bends + chance.randint(-300, 300) * (0 < n < bends),
                )
                for n in range(bends + 1)
            ]
        return edges[key] if a == low else edges[key][::-1]

    areas: dict[str, list[Points]] = {}
    for column in range(wide):
        for row in range(high):
            around = [
                (column, row),
                (column + 1, row),
                (column + 1, row + 1),
                (column, row + 1),
                (column, row),
            ]
            line = [point for a, b in pairwise(around) for point in edge(a, b)[:-1]]
            begin = chance.randrange(len(line))
            line = line[begin:] + line[:begin]
            if chance.random() < 0.5:
                line.reverse()
            areas[f"{column}-{row}"] = [array("q", (pack(x, y) for x, y in line))]
    return areas


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 4), st.integers(1, 40))
def test_neighbours_keep_one_border_at_every_level(
    seed: int, wide: int, high: int, bends: int
) -> None:
    areas = mesh(random.Random(seed), wide, high, bends)
    content = packed(areas)
    for level in range(len(LEVELS)):
        found = Shapes(content, level)
        assert found.areas.keys() == areas.keys()
        numbers = [n for rings in found.areas.values() for ring in rings for n in ring]
        times = Counter(n if n >= 0 else ~n for n in numbers)
        # Each border between two areas is one arc that both have; the rest is the edge of it all.
        shared = sum(count == 2 for count in times.values())
        assert max(times.values()) <= 2
        assert shared >= 2 * wide * high - wide - high
        (outline,) = joined(once(numbers), found.lines)
        # Together the areas fill the outline: no gap, no overlap.
        assert sum(size(found.points(r)) for rings in found.areas.values() for r in rings) == (
            pytest.approx(size(found.points(outline)))
        )
        for rings in found.areas.values():
            for ring in rings:
                # With the first repeated at its end, four.
                assert len(set(found.points(ring))) >= 3


def size(points: list[tuple[int, int]]) -> float:
    ring = [*points, points[0]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def test_from_afar_there_are_fewer_points_and_no_islets_but_each_area_has_its_largest_ring() -> (
    None
):
    areas = mesh(random.Random(1), 3, 3, 60)
    islet = array("q", (pack(x, 55 * GRID + y) for x, y in ((0, 0), (40, 0), (40, 40), (0, 40))))
    areas["1-1"].append(islet)
    areas["islet"] = [array("q", (point + (1 << 30) for point in islet))]
    levels = [Shapes(packed(areas), level) for level in range(len(LEVELS))]
    points = [sum(map(len, level.lines)) for level in levels]
    assert points[0] < points[1] < points[2]
    assert [len(level.areas["1-1"]) for level in levels] == [1, 1, 2]
    assert [len(level.areas["islet"]) for level in levels] == [1, 1, 1]
    for level in levels:
        assert len(set(level.points(level.areas["islet"][0]))) >= 3


def test_too_many_points_for_a_level_are_thinned_to_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scarce = tuple(
        type(level)(level.up_to, level.grid, level.least, 200, level.islet) for level in LEVELS
    )
    monkeypatch.setattr("arrangements.map.boundaries.shapes.LEVELS", scarce)
    content = packed(mesh(random.Random(2), 3, 3, 60))
    assert sum(map(len, Shapes(content, 2).lines)) <= 200 + 40


def test_the_point_that_matters_least_goes_first() -> None:
    line = [pack(x, 55 * GRID + y) for x, y in ((0, 0), (100, 5), (200, 400), (300, 0), (400, 0))]
    found = weights(line)
    assert found[0] == found[-1] == math.inf
    # The one on the straight line, then the little bend, then the peak.
    assert found[3] <= found[2]
    assert found[1] < found[2]


def test_rings_are_closed_up() -> None:
    a, b, c, d = (pack(x, y) for x, y in ((0, 0), (9, 0), (9, 9), (5, 5)))
    assert list(closed_up([a, a, b, c, c, a])) == [a, b, c]
    # There and back again is no shape.
    assert list(closed_up([a, b, c, d, c, a])) == [a, b, c]
    assert len(closed_up([a, b, a])) < 3


def test_a_border_drawn_twice_becomes_one() -> None:
    """The right side has its points 3 m off, and lacks a bend that the left one has."""
    left = [(0, 0), (2000, 0), (2002, 500), (1990, 700), (2000, 1000), (2000, 2000), (0, 2000)]
    right = [(2000, 0), (4000, 0), (4000, 2000), (2000, 2000), (2001, 1000), (2001, 500)]
    areas = {
        name: [array("q", (pack(x, 52 * GRID + y) for x, y in ring))]
        for name, ring in (("left", left), ("right", right))
    }
    apart = topology([*areas["left"], *areas["right"]])
    assert shared(apart.rings) == 0
    one = mended(areas)
    together = topology([*one["left"], *one["right"]])
    assert shared(together.rings) == 1
    (border,) = (arc for n, arc in enumerate(together.arcs) if uses(together.rings)[n] == 2)
    assert {unpack(border[0]), unpack(border[-1])} == {(2000, 52 * GRID), (2000, 52 * GRID + 2000)}
    # The fuller of the two lines is kept.
    assert (1990, 52 * GRID + 700) in map(unpack, border)


def test_a_river_mouth_is_no_border_drawn_twice() -> None:
    """400 m of water between two banks that meet at the head: both banks stay."""
    left = [(0, 0), (2000, 0), (2000, 4000), (0, 4000)]
    right = [(2000, 0), (4000, 0), (4000, 4000), (2000, 4000), (2120, 2000)]
    areas = {
        name: [array("q", (pack(x, 52 * GRID + y) for x, y in ring))]
        for name, ring in (("left", left), ("right", right))
    }
    one = mended(areas)
    assert shared(topology([*one["left"], *one["right"]]).rings) == 0


def uses(rings: list[list[int]]) -> Counter[int]:
    return Counter(n if n >= 0 else ~n for ring in rings for n in ring)


def shared(rings: list[list[int]]) -> int:
    return sum(count > 1 for count in uses(rings).values())


def test_a_line_is_parted_where_it_leaves_another() -> None:
    along = Along([[(0, 0), (1000, 0)]], reach=50)
    parts = along.parts([(0, 20), (500, 30), (900, 10), (1200, 400), (1300, 800)])
    assert [where for where, _ in parts] == [True, False]
    assert parts[0][1][-1] == parts[1][1][0]
    assert parts[1][1][-1] == (1300, 800)
