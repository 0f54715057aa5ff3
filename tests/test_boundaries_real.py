"""True boundaries loaded from real files: what is said, what is drawn on which day, whose it is."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from arrangements.filters import Query
from arrangements.map.boundaries.loading import changed
from arrangements.map.boundaries.shapes import LEVELS, Shapes
from arrangements.map.data import map_data
from arrangements.map.pictures.frame import Frame
from arrangements.map.pictures.ground import Ground
from arrangements.models import Boundary, BoundarySet
from arrangements.register import current_register
from tests import independent
from tests.boundaries import (
    areas,
    councils_of,
    loaded,
    points_in,
    real,
    shapes,
    tiling,
)
from tests.pictures import SVG, drawn

SOUTH_HOLLAND, KINGS_LYNN, BRECKLAND = "E07000140", "E07000146", "E07000143"
OLD, NEW, COUNTIES = (
    "councils_2010_lower.geojson",
    "councils_2025_lower.geojson",
    "counties_2010.geojson",
)
IN_2010, IN_2024 = dt.date(2010, 6, 30), dt.date(2024, 6, 30)


@pytest.fixture(scope="module")
def files(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """Three real files of different vintage and tier, loaded; what was said of each."""
    paths = [real(name) for name in (OLD, NEW, COUNTIES)]
    with django_db_blocker.unblock():
        said = {path.name: loaded(path) for path in paths}
        yield said
        BoundarySet.objects.all().delete()
        changed()


@pytest.fixture
def sets(files: dict[str, str], db: None) -> dict[str, str]:
    return files


def test_it_says_what_it_did(sets: dict[str, str]) -> None:
    assert "380 areas: District council 201" in sets[OLD]
    assert "England: every council from 1 April 2009 to 31 March 2019" in sets[OLD]
    assert "Scotland: every council of all times" in sets[OLD]
    assert "Northern Ireland" not in sets[OLD]
    assert "England: every council since 1 April 2023" in sets[NEW]
    assert "Northern Ireland: every council since 1 April 2015" in sets[NEW]
    assert "27 areas: County council 27" in sets[COUNTIES]
    assert "Without an area: Barnsley" in sets[COUNTIES]
    assert "No nation is whole in this file" in sets[COUNTIES]
    assert Boundary.objects.count() == 380 + 361 + 27


def test_a_day_takes_the_file_that_has_its_councils(sets: dict[str, str]) -> None:
    drawn = {
        day: {nation: held.name for nation, (held, _) in tiling(day).chosen.items()}
        for day in (IN_2010, IN_2024)
    }
    assert set(drawn[IN_2010].values()) - {NEW} == {OLD}
    assert drawn[IN_2010]["england"] == OLD
    assert drawn[IN_2010]["scotland"] == drawn[IN_2010]["wales"] == OLD
    assert set(drawn[IN_2024].values()) == {NEW}
    codes = {tiling(IN_2010).register.bodies[tile].code for tile in tiling(IN_2010).tiles}
    england = councils_of("england", IN_2010, {"lower", "single"})
    assert england <= codes


def test_a_day_between_the_files_takes_the_nearest_and_knows_whose_the_areas_are(
    sets: dict[str, str],
) -> None:
    """In 2020 Dorset was one, and Northamptonshire still had its districts."""
    there = tiling(dt.date(2020, 6, 30))
    assert there.chosen["england"][0].name == OLD
    register = current_register()
    west_dorset = register.by_code["E07000052"].pk
    assert register.bodies[there.holder(west_dorset)].name == "Dorset Council"
    assert "E07000052" in areas("E06000059", dt.date(2020, 6, 30))
    daventry = register.by_code["E07000151"].pk
    assert there.holder(daventry) == daventry
    assert there.county(daventry) == register.by_code["E10000021"].pk


def test_counties_are_their_districts_and_abolished_ones_what_became_of_them(
    sets: dict[str, str],
) -> None:
    norfolk = areas("E10000020", IN_2010)
    assert {KINGS_LYNN, BRECKLAND} < set(norfolk)
    assert len(norfolk) == 7
    assert areas("E10000021", None) == ["E06000061", "E06000062"]  # Northamptonshire
    assert areas("E06000061", IN_2024) == ["E06000061"]
    # A district that is gone has its own area, from the older file.
    assert areas("E07000151", None) == ["E07000151"]
    assert areas("E07000151", IN_2024) == []


def test_a_police_force_is_the_councils_that_it_covers(sets: dict[str, str]) -> None:
    kent = {"E06000035", *(c for c in areas("E10000016", IN_2010))}
    assert set(areas("police-kent", IN_2010)) == kent
    assert areas("police-avon-and-somerset", IN_2024)


def test_south_holland_and_breckland_are_drawn_apart_with_kings_lynn_between(
    sets: dict[str, str],
) -> None:
    for name in (OLD, NEW):
        for level in range(len(LEVELS)):
            found = shapes(name, level)
            south_holland, kings_lynn, breckland = (
                lines_of(found, code) for code in (SOUTH_HOLLAND, KINGS_LYNN, BRECKLAND)
            )
            assert not south_holland & breckland
            assert south_holland & kings_lynn
            assert kings_lynn & breckland
            points = [points_of(found, code) for code in (SOUTH_HOLLAND, BRECKLAND)]
            nearest = min(
                ((x1 - x2) * 0.6) ** 2 + (y1 - y2) ** 2
                for x1, y1 in points[0]
                for x2, y2 in points[1]
            )
            # More than fifteen kilometres apart.
            assert nearest**0.5 / found.grid > 0.14


def lines_of(found: Shapes, code: str) -> set[int]:
    return {n if n >= 0 else ~n for ring in found.areas[code] for n in ring}


def points_of(found: Shapes, code: str) -> set[tuple[int, int]]:
    return {point for ring in found.areas[code] for point in found.points(ring)}


def test_what_is_drawn_is_small_and_whole(sets: dict[str, str], stranger: Client) -> None:
    limits = (150_000, 300_000, 500_000)
    for on in ("", "2010-06-30", "2024-06-30"):
        for level, limit in enumerate(limits):
            address = f"/map/backdrop.json?level={level}" + (f"&on={on}" if on else "")
            answer = stranger.get(address, headers={"Accept-Encoding": "gzip"})
            assert answer.headers["Content-Encoding"] == "gzip"
            assert len(answer.content) < limit
    drawn = stranger.get("/map/backdrop.json?on=2010-06-30&level=1").json()
    assert (drawn["from"], drawn["until"]) == ("2009-04-01", "2015-03-31")
    assert drawn["levels"] == [level.up_to for level in LEVELS[:-1]]
    england = councils_of("england", IN_2010, {"lower", "single"})
    assert england <= drawn["areas"].keys()
    used = {n if n >= 0 else ~n for rings in drawn["areas"].values() for r in rings for n in r}
    for kind in ("borders", "districts", "nations"):
        assert drawn[kind]
    assert set(drawn["districts"]) <= used
    assert not set(drawn["districts"]) & set(drawn["borders"])
    for rings in (drawn["land"], *drawn["areas"].values()):
        for ring in rings:
            line = points_in(drawn, ring)
            assert line[0] == line[-1]
            assert len(line) >= 4


def test_a_border_between_districts_goes_when_they_become_one(
    sets: dict[str, str], stranger: Client
) -> None:
    """Taunton Deane and West Somerset were one from April 2019."""
    between = {}
    for on in ("2018-06-30", "2020-06-30"):
        drawn = stranger.get(f"/map/backdrop.json?on={on}&level=0").json()
        one, other = (
            {n if n >= 0 else ~n for ring in drawn["areas"][code] for n in ring}
            for code in ("E07000190", "E07000191")
        )
        between[on] = bool(one & other & {*drawn["districts"], *drawn["borders"]})
    assert between == {"2018-06-30": True, "2020-06-30": False}


def test_the_backdrop_is_not_sent_again_unchanged(sets: dict[str, str], stranger: Client) -> None:
    address = "/map/backdrop.json?on=2024-06-30&level=0"
    first = stranger.get(address)
    assert "no-cache" in first.headers["Cache-Control"]
    assert "Accept-Encoding" in first.headers["Vary"]
    tag = first.headers["ETag"]
    assert stranger.get(address, headers={"If-None-Match": tag}).status_code == 304
    # Another day of the same councils is the same backdrop, a day of others is not.
    assert stranger.get(address.replace("06-30", "07-01")).headers["ETag"] == tag
    assert stranger.get(address.replace("2024", "2014")).headers["ETag"] != tag


def test_the_map_knows_the_areas_of_its_day(sets: dict[str, str]) -> None:
    def drawn(string: str) -> dict[str, list[str]]:
        data = map_data(Query(QueryDict(string)))
        fields = data["fields"]["bodies"]
        rows = [dict(zip(fields, row, strict=False)) for row in data["bodies"]]
        return {row["slug"]: row.get("areas", []) for row in rows}

    then = drawn("on=2012-06-30")
    assert then["breckland-district-council"] == [BRECKLAND]
    without = [
        slug
        for slug, codes in drawn("").items()
        if not codes and independent.bodies()[independent.by_slug()[slug]]["tier"]
    ]
    assert len(without) <= 4, without


def test_pictures_are_drawn_on_them(sets: dict[str, str], stranger: Client) -> None:
    arrangement = drawn(stranger, "/arrangements/SS0001/map.svg")
    tints = [each for each in arrangement.iter(f"{SVG}path") if each.get("fill-opacity")]
    assert len(tints) == 4
    for query in ("", "on=2010-06-30", "on=2024-06-30&width=narrow", "region=east-of-england"):
        whole = drawn(stranger, f"/map/picture.svg?{query}")
        lines = [each.get("d", "") for each in whole.iter(f"{SVG}path")]
        assert sum(line.count("M") for line in lines) > 400


def test_an_arc_that_lost_all_its_points_is_no_line() -> None:
    frame = Frame.around([(0.0, 52.0), (1.0, 53.0)], 640, 440)
    steps = [0, 5200, 100, 0, 0, 100, -100, -100]
    ground = Ground(
        {"grid": 100, "arcs": [steps, []], "borders": [0, 1], "areas": {"A": [[0, 1], [1]]}}
    )
    assert ground.lines("borders", frame).count("M") == 1
    assert ground.area("A", frame).count("Z") == 1
