"""Bad files of boundaries: each a sentence that says what, where and what to do, nothing loaded."""

import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from arrangements.map.boundaries.reading import BadBoundaries, read
from arrangements.models import Boundary, BoundarySet, DataStamp
from tests.boundaries import collection, loaded, square, written

pytestmark = pytest.mark.django_db

SLOUGH, BRECKLAND, ADUR = "E06000039", "E07000143", "E07000223"
WHOLE = json.dumps(collection(square(SLOUGH), square(BRECKLAND)))


def geometry(feature: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    return feature | {"geometry": {"type": kind, "coordinates": coordinates}}


def moved(feature: dict[str, Any], by: float) -> dict[str, Any]:
    ring = feature["geometry"]["coordinates"][0]
    return geometry(feature, "Polygon", [[[x + by, y + by] for x, y in ring]])


REFUSED: dict[str, tuple[Any, str]] = {
    "empty": (b"", "is empty. Download it again"),
    "text": ("LAD23CD,LAD23NM\nE06000039,Slough\n", "neither GeoJSON nor TopoJSON.*press Download"),
    "utf-16": (WHOLE.encode("utf-16"), "neither GeoJSON nor TopoJSON"),
    "latin-1": (WHOLE.replace("Slough", "Ynys Môn").encode("latin-1"), "not text in UTF-8"),
    "truncated": (WHOLE[: len(WHOLE) // 2], r"not whole.*\(at character \d+\)\. Download it again"),
    "truncated at the end": (WHOLE[:-1], "not whole"),
    "two in one": (WHOLE + WHOLE, "something after the end"),
    "not JSON": (WHOLE.replace("},", "} ", 1), "is not JSON.*at character"),
    "deep": ('{"features": ' + "[" * 200_000, "brackets within brackets|not whole"),
    "web page": ("<!DOCTYPE html><html>", "is a web page or XML"),
    "another JSON": ({"status": "Pending"}, "no map: it has no type"),
    "a point": ({"type": "Point", "coordinates": [0, 50]}, "its type is “Point”"),
    "no features": (collection(), "has no areas in it"),
    "part of the features": (
        collection(square(SLOUGH), exceededTransferLimit=True),
        "only the first part.*exceededTransferLimit",
    ),
    "Esri JSON": ({"geometryType": "esriGeometryPolygon", "features": []}, "is Esri JSON"),
    "no arcs": ({"type": "Topology", "objects": {}}, "no arcs or no objects"),
    "no codes, no names": (
        collection(square(SLOUGH) | {"properties": {"OBJECTID": 1, "AREA": 5.5}}),
        "none of them has the code or the certain name.*OBJECTID, AREA",
    ),
    "regions": (
        collection(square(SLOUGH, LAD23CD="E12000008", LAD23NM="South East")),
        "has regions, and those are no bodies",
    ),
    "unknown codes": (
        collection(square(SLOUGH), square(ADUR, LAD23CD="E07999999", LAD23NM="Nowhere")),
        r"1 areas of bodies that we do not know: E07999999 Nowhere \(feature 2\).*--skip-unknown",
    ),
    "no code and a name of two": (
        collection(square(SLOUGH), square(ADUR, LAD23CD="", LAD23NM="Newcastle")),
        "no code Newcastle",
    ),
    "twice": (
        collection(square(SLOUGH), square(ADUR), square(SLOUGH)),
        "E06000039 stands twice in the file: feature 1 and feature 3",
    ),
    "somewhere else": (
        collection(*(moved(square(code), 5) for code in (SLOUGH, ADUR, BRECKLAND))),
        "do not lie where their councils are.*British National Grid",
    ),
    "a projection that is not read": (
        collection(square(SLOUGH), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::32630"}}),
        "“urn:ogc:def:crs:EPSG::32630”, which is not read. Choose",
    ),
    "no geometry at all": (
        collection(square(SLOUGH) | {"geometry": None}),
        "No area of .* can be drawn",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_whole(name: str, tmp_path: Path) -> None:
    content, sentence = REFUSED[name]
    stamp = DataStamp.current().version
    with pytest.raises(CommandError, match=sentence) as refusal:
        call_command("load_boundaries", written(tmp_path, content))
    assert "Traceback" not in str(refusal.value)
    assert str(refusal.value).endswith((".", "them.", "area.", "known."))
    assert not BoundarySet.objects.exists()
    assert not Boundary.objects.exists()
    assert DataStamp.current().version == stamp


def test_what_is_no_file_of_text_is_named_with_the_right_button(tmp_path: Path) -> None:
    archive = tmp_path / "LAD.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("LAD.shp", "")
    package = tmp_path / "LAD.gpkg"
    with sqlite3.connect(package) as database:
        database.execute("CREATE TABLE gpkg_contents (name)")
    for path, sentence in (
        (archive, "is a zip archive. Unpack it.*press Download, then GeoJSON"),
        (package, "is a GeoPackage or another database.*press Download, then GeoJSON"),
        (written(tmp_path, b"\x00\x00\x27\x0a" + bytes(96), "LAD.shp"), "is part of a shapefile"),
        (written(tmp_path, b"\x00\x00\x27\x0a" + bytes(96), "LAD"), "is a shapefile"),
        (written(tmp_path, b"\x1f\x8b\x08", "LAD.geojson.gz"), "is a compressed file"),
        (tmp_path, "is a folder. Give one"),
        (tmp_path / "none.geojson", "There is no file"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("load_boundaries", path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "LAD_BFC.geojson"
    with path.open("wb") as file:
        file.write(b'{"type": "FeatureCollection"')
        file.truncate(3_000_000)
    with pytest.raises(BadBoundaries, match=r"is 3 MB, and at most 2 MB are read.*BGC \(20 m\)"):
        read(path, limit_mb=2)


def test_unknown_codes_can_be_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, collection(square(SLOUGH), square(ADUR, LAD23CD="E07999999")))
    said = loaded(path, skip_unknown=True)
    assert "Left out, not known to the register: E07999999 Adur (feature 2)" in said
    assert list(Boundary.objects.values_list("body__code", flat=True)) == [SLOUGH]


def test_broken_rings_are_left_out_and_said(tmp_path: Path) -> None:
    good = square(SLOUGH)["geometry"]["coordinates"]
    nan = [[0.0, 51.0], [float("nan"), 51.0], [0.1, 51.1], [0.0, 51.0]]
    features = [
        geometry(square(SLOUGH), "MultiPolygon", [good, [[[0, 51]]], [], [nan]]),
        geometry(square(ADUR), "MultiPolygon", []),
        geometry(square(BRECKLAND), "LineString", [[0, 51], [1, 52]]),
        square("E07000026") | {"geometry": {"type": "Polygon", "coordinates": [[["a", "b"]]]}},
        "nothing",
    ]
    said = loaded(written(tmp_path, collection(*features)), skip_unknown=True)
    assert said.splitlines()[1] == "1 areas: Unitary council 1"
    assert "feature 1: a ring with fewer than three points, a ring with a point that is" in said
    assert "feature 2: has an empty geometry" in said
    assert "feature 3: is no area but a LineString" in said
    assert "feature 4: a ring with a point that is no pair of numbers" in said
    assert "feature 5: is no feature" in said


def test_a_ring_that_crosses_itself_is_drawn_all_the_same(tmp_path: Path) -> None:
    (ring,) = square(SLOUGH)["geometry"]["coordinates"]
    ring[1], ring[2] = ring[2], ring[1]
    path = written(tmp_path, collection(geometry(square(SLOUGH), "Polygon", [ring])))
    assert "Left out" not in loaded(path)
    assert Boundary.objects.count() == 1


def test_a_file_that_fails_leaves_the_one_before_it(tmp_path: Path) -> None:
    loaded(written(tmp_path, collection(square(SLOUGH))))
    with pytest.raises(CommandError):
        call_command("load_boundaries", written(tmp_path, WHOLE[:-30]))
    assert list(Boundary.objects.values_list("body__code", flat=True)) == [SLOUGH]


def test_dates_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, collection(square(SLOUGH)))
    for asked, sentence in (
        ({"on": "2010-13"}, "“2010-13” is not a date"),
        ({"first": "2012", "last": "2010"}, "--from 2012 is after --to 2010"),
        ({"on": "2012", "last": "2013"}, "either --on or --from and --to"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("load_boundaries", path, **asked)
