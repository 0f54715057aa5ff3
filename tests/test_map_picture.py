"""The map of a query as one picture from the server, and where it stands in for the map."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from arrangements.map.pictures.labels import SIZE
from arrangements.models import Arrangement, DataStamp
from tests import independent as own
from tests.mapdata import unpacked
from tests.pictures import SVG, drawn, marks, words
from tests.site import Site
from tests.test_map_browser import opened

pytestmark = pytest.mark.django_db

ADDRESS = "/map/picture.svg"


def data(client: Client, query: str = "") -> dict[str, Any]:
    return unpacked(json.loads(client.get(f"/map/data.json?{query}").content))


def chart(picture: Element) -> Element:
    """What is drawn in the map itself, without insets and legend."""
    found = [
        each for each in picture.iter(f"{SVG}g") if each.get("clip-path") == "url(#map-window)"
    ]
    assert len(found) == 1
    return found[0]


def courses(picture: Element, **look: str) -> str:
    """Every course of the links that look so, one after the other."""
    wanted = {name.replace("_", "-"): value for name, value in look.items()}
    return "".join(
        path.get("d", "")
        for path in chart(picture).iter(f"{SVG}path")
        if path.get("stroke-opacity") and wanted.items() <= path.attrib.items()
    )


@pytest.mark.parametrize(
    "query", ["", "region=wales", "sector=police", "on=2012-06-30", "service=legal&width=narrow"]
)
def test_it_has_every_body_on_the_ground_and_names_the_busiest(
    stranger: Client, query: str
) -> None:
    picture = drawn(stranger, f"{ADDRESS}?{query}")
    held = data(stranger, query.replace("&width=narrow", ""))
    placed = [body for body in held["bodies"] if body["lat"] is not None]
    assert len(marks(chart(picture))) == len(placed)
    sector = "police" if "police" in query else "council"
    busiest = [body["label"] for body in placed if body["sector"] == sector][:10]
    assert set(busiest) <= words(picture)
    assert held["sentence"] in " ".join(text.text or "" for text in picture.iter(f"{SVG}text"))
    assert held["sentence"] in (picture.findtext(f"{SVG}desc") or "")


def test_essex_and_slough_are_joined_by_an_arc_and_scilly_by_dashes(stranger: Client) -> None:
    one = "body=essex-county-council&with=slough-borough-council"
    picture = drawn(stranger, f"{ADDRESS}?{one}")
    assert re.sub(r"[^A-Z]", "", courses(picture)) == "MQ"
    whole = drawn(stranger, ADDRESS)
    held = data(stranger)
    signs = Counter(link["geography"] for link in held["links"])
    assert courses(whole).count("Q") <= signs["separate"]
    assert courses(whole).count("Q") > 0.8 * signs["separate"]
    dashed = courses(whole, stroke_dasharray="4 3").count("M")
    assert 0 < dashed <= signs["across-water"]
    assert "Across water" in words(whole)


def test_size_tells_how_much_is_shared_and_shape_the_sector(stranger: Client) -> None:
    picture = drawn(stranger, f"{ADDRESS}?region=wales")
    held = data(stranger, "region=wales")
    placed = [body for body in held["bodies"] if body["lat"] is not None]
    circles = [float(each.get("r", "")) for each in chart(picture).iter(f"{SVG}circle")]
    councils = sorted(body["count"] for body in placed if body["sector"] == "council")
    assert len(circles) == len(councils)
    assert max(circles) / min(circles) == pytest.approx(
        (councils[-1] / councils[0]) ** 0.5, rel=0.05
    )
    assert len([*chart(picture).iter(f"{SVG}polygon")]) == len(placed) - len(councils)


def test_on_a_day_successors_are_dotted_and_the_not_known_are_faint(stranger: Client) -> None:
    picture = drawn(stranger, f"{ADDRESS}?on=2024-03-31&known=all")
    assert courses(picture, stroke_dasharray="1.5 2.5")
    assert courses(picture, stroke_opacity="0.28")
    assert {"By succession", "Not known to run that day"} <= words(picture)
    assert "By succession" not in words(drawn(stranger, ADDRESS))
    plain = len(marks(chart(drawn(stranger, f"{ADDRESS}?on=2024-03-31"))))
    assert plain < len(marks(chart(picture)))


def test_london_and_manchester_crowd_in_insets_unless_only_a_part_is_in_sight(
    stranger: Client,
) -> None:
    assert {"London", "Greater Manchester", "Sutton"} <= words(drawn(stranger, ADDRESS))
    assert "Greater Manchester" not in words(drawn(stranger, f"{ADDRESS}?region=south-west"))


def test_labels_keep_clear_of_each_other(stranger: Client) -> None:
    for query in ("", "width=narrow"):
        held = chart(drawn(stranger, f"{ADDRESS}?{query}"))
        texts = [each for each in held.iter(f"{SVG}text") if each.get("stroke")]
        assert len(texts) >= 7
        lines = [(float(each.get("x", "")), float(each.get("y", ""))) for each in texts]
        for n, (x, y) in enumerate(lines):
            assert all(abs(y - b) > SIZE * 0.9 or abs(x - a) > 20 for a, b in lines[n + 1 :])


def test_it_needs_nothing_from_elsewhere(stranger: Client) -> None:
    content = stranger.get(ADDRESS).content.decode()
    assert "href" not in content
    assert "<style" not in content
    assert set(re.findall(r"url\(([^)]*)\)", content)) == {
        "#map-window",
        "#map-london",
        "#map-manchester",
    }
    said = content.replace("http://www.w3.org/2000/svg", "").replace("http://testserver/map/", "")
    assert "http" not in said
    assert len(stranger.get(ADDRESS, headers={"Accept-Encoding": "gzip"}).content) < 100_000


def test_it_says_whose_data_it_is_and_where_the_map_is(stranger: Client) -> None:
    picture = drawn(stranger, f"{ADDRESS}?service=legal&width=narrow")
    said = " ".join(text.text or "" for text in picture.iter(f"{SVG}text"))
    assert "http://testserver/map/?service=legal" in said
    assert "Service: Legal services" in said
    assert "MIT licence" in said
    assert "Contains OS data © Crown copyright and database right." in said
    assert float(picture.get("width", "")) < 400


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("service=nonsense", "“nonsense” is not a value of service."),
        ("colour=red", "“colour” is not something that can be asked for here."),
        ("width=wide", "“wide” is not a value of width. The value is: narrow."),
        ("on=yesterday", "yesterday"),
    ],
)
def test_nonsense_is_a_sentence_and_no_picture(stranger: Client, query: str, says: str) -> None:
    answer = stranger.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/plain")
    assert says in answer.content.decode()


def test_a_query_that_leaves_nothing_says_so(stranger: Client) -> None:
    picture = drawn(stranger, f"{ADDRESS}?on=1950-01-01")
    assert "No arrangement matches all of these filters." in words(picture)
    assert not marks(picture)
    assert not {"London", "Greater Manchester"} & words(picture)


def test_bodies_without_a_place_are_said_to_have_none(stranger: Client) -> None:
    placeless = {code for code, body in own.bodies().items() if not body["lat"]}
    found = [
        reference
        for reference in own.arrangements()
        if all(row["Body code"] in placeless for row in own.partners(reference))
    ]
    name = Arrangement.objects.get(reference=found[0]).name
    answer = stranger.get(ADDRESS, {"q": f'"{name}"'})
    if b"No arrangement matches" in answer.content:
        pytest.fail(f"nothing is found by the name {name}")
    assert b"None of those who take part has a place on a map." in answer.content


def test_it_is_sent_again_only_when_the_data_has_changed(stranger: Client) -> None:
    tag = stranger.get(ADDRESS)["ETag"]
    assert stranger.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 304
    assert stranger.get(f"{ADDRESS}?width=narrow")["ETag"] != tag
    DataStamp.change()
    assert stranger.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["/map/", "/map/embed/"])
def test_pages_name_it_for_those_without_scripts_alone(stranger: Client, address: str) -> None:
    html = stranger.get(f"{address}?service=legal&tier=lower").content.decode()
    without = re.search(r'<noscript>(<div class="map__without">.*?)</noscript>', html, re.S)
    assert without
    assert 'src="/map/picture.svg?service=legal&amp;tier=lower"' in without[1]
    assert 'srcset="/map/picture.svg?width=narrow&amp;service=legal&amp;tier=lower"' in without[1]
    assert "picture.svg" not in html.replace(without[0], "")
    none = stranger.get(f"{address}?on=1950-01-01").content.decode()
    assert "picture.svg" not in none
    assert "No arrangement matches all of these filters, so there is no picture of them." in none


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/map/?service=legal", "/map/embed/?service=legal"])
@pytest.mark.parametrize("width", [1280, 375])
def test_without_scripts_the_picture_is_seen(
    browser: Browser, site: Site, address: str, width: int
) -> None:
    context = browser.new_context(
        base_url=site.url, java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    picture = page.get_by_role("img", name="Map. 37 arrangements.")
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] > 400
    pictures = [url for url in asked if "picture.svg" in url]
    assert len(pictures) == 1
    assert ("width=narrow" in pictures[0]) == (width < 600)
    context.close()


@pytest.mark.browser
def test_with_scripts_the_picture_is_never_asked_for(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page)
    assert not [url for url in asked if "picture.svg" in url]
