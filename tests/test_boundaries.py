"""True boundaries: which files are taken, for which days, and what the page asks for."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from arrangements.map.boundaries.placing import converter, projection_of
from arrangements.map.boundaries.projections import BRITISH_GRID, british_grid
from arrangements.map.boundaries.reading import BadBoundaries, read
from arrangements.models import Boundary, BoundarySet
from arrangements.register import current_register
from tests import independent
from tests.boundaries import (
    areas,
    collection,
    corners,
    councils_of,
    loaded,
    real,
    shapes,
    square,
    tiling,
    written,
)

KINGS_LYNN, BRECKLAND = "E07000146", "E07000143"
COUNTIES = "counties_2010.geojson"
IN_2010, IN_2024 = dt.date(2010, 6, 30), dt.date(2024, 6, 30)


def test_nonsense_in_the_address_of_the_backdrop_is_a_sentence(db: None, stranger: Client) -> None:
    for query, sentence in (
        ("on=soon", "“soon” is not a day. Give one as in 2012-06-30."),
        ("level=9", "“9” is not a level. The levels are 0 to 2."),
        ("zoom=1", "“zoom” is not known here. Known are: on, level."),
    ):
        answer = stranger.get(f"/map/backdrop.json?{query}")
        assert (answer.status_code, answer.json()) == (400, {"error": sentence})


def test_the_same_file_in_british_national_grid_gives_the_same_areas(
    db: None, tmp_path: Path
) -> None:
    whole = json.loads(real(COUNTIES).read_text("utf-8"))
    original = {f["properties"]["code"]: f for f in whole["features"]}
    wanted = dict(list(original.items())[::4])
    loaded(written(tmp_path, collection(*wanted.values()), "degrees.geojson"))
    for feature in wanted.values():
        feature["geometry"]["coordinates"] = on_the_grid(feature["geometry"]["coordinates"])
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    for name, more in (("grid.geojson", {"crs": crs}), ("said-nothing.geojson", {})):
        path = written(tmp_path, collection(*wanted.values(), **more), name)
        assert "GeoJSON in British National Grid" in loaded(path)
        one, other = shapes("degrees.geojson"), shapes(name)
        for code in wanted:
            for a, b in zip(corners(one, code), corners(other, code), strict=True):
                assert abs(a - b) * 111_200 < 12  # one step of the grid, at most
            sizes = [sum(map(len, map(each.points, each.areas[code]))) for each in (one, other)]
            assert abs(sizes[0] - sizes[1]) < 0.02 * sizes[0]


def on_the_grid(coordinates: Any) -> Any:
    """Coordinates in degrees as British National Grid, by asking which point comes out right."""
    if not isinstance(coordinates[0], float | int):
        return [on_the_grid(each) for each in coordinates]
    lon, lat = coordinates
    east, north = 400_000 + (lon + 2) * 66_000, 500_000 + (lat - 54.4) * 111_200
    for _ in range(4):
        found_lon, found_lat = british_grid(east, north)
        east += (lon - found_lon) * 66_000
        north += (lat - found_lat) * 111_200
    assert abs(found_lat - lat) * 111_200 < 3
    return [round(east, 2), round(north, 2)]


def test_the_projection_is_seen_from_where_the_areas_lie() -> None:
    reading = read(real(COUNTIES))
    points = {
        code: (float(body["lon"]), float(body["lat"]))
        for code, body in independent.bodies().items()
        if body["lat"]
    }
    found = {shape.properties["code"]: shape for shape in reading.shapes}
    assert projection_of("", found, points).name == "longitude and latitude"
    # What the file says is wrong: the areas tell.
    assert projection_of("EPSG:27700", found, points).name == "longitude and latitude"
    for shape in found.values():
        for ring in shape.rings:
            ring[::2], ring[1::2] = ring[1::2], ring[::2]
    assert "in that order" in projection_of("EPSG:4326", found, points).name
    with pytest.raises(BadBoundaries, match="EPSG:32630"):
        projection_of("EPSG:32630", found, points)
    assert converter(BRITISH_GRID) is not british_grid


@pytest.mark.parametrize(
    ("column", "name"),
    [("LAD13CD", "LAD13NM"), ("CTYUA24CD", "x"), ("areacd", "areanm"), ("id", "n")],
)
def test_any_column_of_codes_will_do(db: None, tmp_path: Path, column: str, name: str) -> None:
    features = []
    for code in (BRECKLAND, KINGS_LYNN, "E06000039"):
        feature = square(code)
        feature["properties"] = {"OBJECTID": 4, name: "Somewhere", column: code, "old": "33UB"}
        features.append(feature)
    assert f"codes from {column}" in loaded(written(tmp_path, collection(*features)))
    assert Boundary.objects.count() == 3


def test_a_former_code_and_a_certain_name_will_do(db: None, tmp_path: Path) -> None:
    register = independent.bodies()
    assert "E06000057" in register
    path = written(
        tmp_path,
        collection(
            square("E06000057", LAD23CD="E06000048"),  # Northumberland, as it was coded to 2013
            square("E06000039", LAD23CD=None),
        ),
    )
    assert "Without a code, taken by name: Slough" in loaded(path)
    found = set(Boundary.objects.values_list("body__code", flat=True))
    assert found == {"E06000057", "E06000039"}


def test_a_file_of_several_years_has_each_body_once(db: None) -> None:
    said = loaded(real("ons_uk_2014_2025.topo.json"))
    assert "TopoJSON in longitude and latitude, codes from areacd" in said
    assert "Left out, being no bodies: " in said
    assert "England: every council since 1 April 2009" in said
    found = tiling(dt.date(2024, 6, 30)).tiles
    codes = {current_register().bodies[tile].code for tile in found}
    for nation in ("england", "scotland", "wales", "northern-ireland"):
        here = councils_of(nation, dt.date(2024, 6, 30), {"lower", "single"})
        before = councils_of(nation, IN_2010, {"lower"})
        assert here == {code for code in codes if code in here | before}


def test_counties_and_unitaries_alone_are_drawn_as_such(db: None, tmp_path: Path) -> None:
    codes = councils_of("wales", IN_2024, {"single"})
    assert "Wales: every council of all times" in loaded(
        written(tmp_path, collection(*map(square, codes)), "wales.geojson")
    )
    codes = councils_of("england", IN_2024, {"upper", "single"})
    said = loaded(written(tmp_path, collection(*map(square, codes)), "ctyua.geojson"))
    assert "England: every county and single-tier council since 1 April 2023" in said
    there = tiling(IN_2024)
    assert there.chosen["england"][1].tier == "upper"
    assert areas("E10000020", IN_2024) == ["E10000020"]
    assert areas(BRECKLAND, IN_2024) == []
    assert not there.has_britain


def test_dates_say_for_which_days_a_file_is_used(db: None, tmp_path: Path) -> None:
    codes = councils_of("wales", IN_2024, {"single"})
    path = written(tmp_path, collection(*map(square, codes)), "wales.geojson")
    said = loaded(path, between=(dt.date(2010, 1, 1), dt.date(2012, 12, 31)))
    assert "Wales: every council from 1 January 2010 to 31 December 2012" in said
    other = written(tmp_path, collection(*map(square, codes)), "wales-new.geojson")
    loaded(other, between=(dt.date(2023, 1, 1), dt.date.max))
    drawn = {
        year: tiling(dt.date(year, 6, 30)).chosen["wales"][0].name
        for year in (2006, 2011, 2015, 2021, 2024)
    }
    assert drawn == {
        2006: "wales.geojson",
        2011: "wales.geojson",
        2015: "wales.geojson",
        2021: "wales-new.geojson",
        2024: "wales-new.geojson",
    }
    ni = councils_of("northern-ireland", IN_2024, {"single"})
    late = written(tmp_path, collection(*(square(code) for code in ni)), "ni.geojson")
    with pytest.raises(BadBoundaries, match=r"lacks councils that existed.*since 1 April 2015"):
        loaded(late, between=(IN_2010, IN_2010))


def test_a_file_of_the_same_name_takes_the_place_of_the_one_before(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded(written(tmp_path, collection(square(BRECKLAND), square(KINGS_LYNN))))
    said = loaded(written(tmp_path, collection(square(BRECKLAND))))
    assert "in place of the one of that name" in said
    assert Boundary.objects.count() == 1
    call_command("load_boundaries")
    assert "areas.geojson: 1 areas, loaded" in capsys.readouterr().out
    call_command("load_boundaries", remove="areas.geojson")
    assert not BoundarySet.objects.exists()
    with pytest.raises(Exception, match=r"No boundaries of the name areas.geojson.*Loaded: none"):
        call_command("load_boundaries", remove="areas.geojson")


def test_without_boundaries_the_outline_that_comes_with_the_site_serves(
    db: None, stranger: Client
) -> None:
    page = stranger.get("/map/").text
    assert 'data-levels="[]"' in page
    assert "lib/backdrop" in page
    drawn = stranger.get("/map/backdrop.json").json()
    shipped = json.loads(Path("static/lib/backdrop.json").read_text())
    assert len(drawn["land"]) == len(shipped["land"])
    assert drawn["areas"].keys() == shipped["areas"].keys()
    assert len(drawn["borders"]) == len(shipped["borders"])
    assert areas("E10000020", IN_2024) == ["E10000020"]


def test_the_page_asks_for_true_boundaries_where_there_are_some(
    db: None, stranger: Client, tmp_path: Path
) -> None:
    loaded(written(tmp_path, collection(square(BRECKLAND))))
    page = stranger.get("/map/").text
    assert 'data-backdrop="/map/backdrop.json" data-levels="[6.9, 8.9]"' in page
    # One district is not enough to draw England by, but enough to show it where it is chosen.
    assert areas(BRECKLAND, None) == [BRECKLAND]
    assert BRECKLAND in stranger.get("/map/backdrop.json").json()["areas"]
