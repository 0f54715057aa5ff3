"""The backdrop: TopoJSON decoded, simplified and written small, and the file that is built."""

import gzip
import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from arrangements.map.backdrop import GRID, BadTopology, Topology, area, backdrop, simplified
from tests import independent
from tests.boundaries import points_in

BUILT = Path("static/lib/backdrop.json")

# Two squares side by side, one step a degree: the left is A, the right B; arc 0 is between them.
SQUARES: dict[str, Any] = {
    "transform": {"scale": [1, 1], "translate": [-5, 50]},
    "arcs": [
        [[1, 0], [0, 1]],
        [[1, 1], [-1, 0], [0, -1], [1, 0]],
        [[1, 0], [1, 0], [0, 1], [-1, 0]],
    ],
    "objects": {
        "units": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "A"}},
                {"type": "Polygon", "arcs": [[2, ~0]], "properties": {"name": "B"}},
            ]
        }
    },
}


def world(*names: str) -> dict[str, Any]:
    shapes = [
        shape | {"properties": {"name": name}}
        for shape, name in zip(SQUARES["objects"]["units"]["geometries"], names, strict=True)
    ]
    return SQUARES | {"objects": {"countries": {"geometries": shapes}}}


def points(drawn: dict[str, Any], ring: list[int]) -> list[tuple[float, float]]:
    """A ring of the written file in degrees, read as its description says."""
    return [(x / drawn["grid"], y / drawn["grid"]) for x, y in points_in(drawn, ring)]


def draw(a: str = "england", b: str = "england") -> dict[str, Any]:
    nations = {"A1": a, "B1": b}
    return backdrop(world("United Kingdom", "Ireland"), SQUARES, {0: "A1", 1: "B1"}, nations)


def test_rings_are_put_together_from_arcs_forwards_and_backwards() -> None:
    drawn = draw()
    assert points(drawn, drawn["areas"]["A1"][0]) == [
        (-4, 50),
        (-4, 51),
        (-5, 51),
        (-5, 50),
        (-4, 50),
    ]
    assert points(drawn, drawn["areas"]["B1"][0]) == [
        (-4, 50),
        (-3, 50),
        (-3, 51),
        (-4, 51),
        (-4, 50),
    ]
    assert points(drawn, drawn["land"][0])[0] == (-4, 50)


def test_a_coast_is_no_border_and_a_border_no_coast() -> None:
    drawn = draw()
    assert len(drawn["coast"]) == 1
    assert points(drawn, drawn["coast"]) == [(-4, 51), (-5, 51), (-5, 50), (-4, 50)]
    assert [points(drawn, [arc]) for arc in drawn["borders"]] == [[(-4, 50), (-4, 51)]]
    # The one with Ireland.
    assert [points(drawn, [arc]) for arc in drawn["nations"]] == [[(-4, 50), (-4, 51)]]


def test_a_border_between_nations_is_told_apart() -> None:
    drawn = draw("england", "wales")
    assert drawn["borders"] == []
    assert len(drawn["nations"]) == 2


def test_a_polygon_of_no_council_is_left_out() -> None:
    drawn = backdrop(world("United Kingdom", "Ireland"), SQUARES, {0: "A1"}, {"A1": "england"})
    assert set(drawn["areas"]) == {"A1"}
    assert drawn["borders"] == []


def test_simplifying_keeps_within_its_tolerance_and_keeps_the_ends() -> None:
    line = [(x / 10, math.sin(x / 10)) for x in range(64)]
    kept = simplified(line, 0.05)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    assert 3 < len(kept) < 20
    for x, y in line:
        start, end = next((a, b) for a, b in pairwise(kept) if a[0] <= x <= b[0])
        along = (x - start[0]) / (end[0] - start[0])
        assert abs(start[1] + along * (end[1] - start[1]) - y) < 0.1
    assert simplified(line, 5) == [line[0], line[-1]]


def test_a_ring_that_comes_back_to_its_start_can_be_simplified() -> None:
    ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.01), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    assert simplified(ring, 0.1) == [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]


def test_the_area_of_a_ring() -> None:
    assert area([(0, 0), (2, 0), (2, 3), (0, 3)]) == 6


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, "transform"),
        (SQUARES | {"objects": {}}, "countries"),
        (world("France", "Spain"), "United Kingdom"),
    ],
)
def test_a_file_that_is_something_else_is_refused(data: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadTopology, match=reason):
        backdrop(data, SQUARES, {}, {})
    with pytest.raises(BadTopology, match="nothing"):
        Topology.read(SQUARES, "nothing")


def test_missing_packages_are_a_sentence(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "fixtures/register").mkdir(parents=True)
    for name in ("map_areas.csv", "register/bodies.csv"):
        (tmp_path / "fixtures" / name).write_text("code,nation,polygon,body\n")
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match="run npm ci"):
        call_command("build_backdrop")


@pytest.fixture(scope="module")
def built() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(BUILT.read_text())
    return found


def test_the_built_file_is_small() -> None:
    assert BUILT.stat().st_size < 400_000
    assert len(gzip.compress(BUILT.read_bytes())) < 130_000


def test_every_polygon_of_a_council_is_in_the_built_file(built: dict[str, Any]) -> None:
    polygons = [row for row in independent.table("map_areas") if row["body"]]
    # The outline knows the Isles of Scilly by name only.
    assert set(built["areas"]) == {row["body"] for row in polygons} - {"E06000053"}
    assert built["grid"] == GRID


def test_areas_lie_where_their_councils_are(built: dict[str, Any]) -> None:
    """The point of a council is inside the box of its area, give or take what the outline lacks."""
    for code, rings in built["areas"].items():
        corners = [point for ring in rings for point in points(built, ring)]
        body = independent.bodies()[code]
        lon, lat = float(body["lon"]), float(body["lat"])
        assert min(x for x, _ in corners) - 0.05 < lon < max(x for x, _ in corners) + 0.05, code
        assert min(y for _, y in corners) - 0.05 < lat < max(y for _, y in corners) + 0.05, code


def test_every_ring_is_closed(built: dict[str, Any]) -> None:
    rings = [*built["land"], *built["context"]]
    rings += [ring for each in built["areas"].values() for ring in each]
    for ring in rings:
        line = points(built, ring)
        assert line[0] == line[-1]
        assert len(line) > 3


def test_the_land_reaches_from_cornwall_to_shetland(built: dict[str, Any]) -> None:
    land = [point for ring in built["land"] for point in points(built, ring)]
    assert min(y for _, y in land) < 50
    assert max(y for _, y in land) > 60.7
    assert min(x for x, _ in land) < -8
    assert max(x for x, _ in land) > 1.7
