"""Small maps: who takes part, how they lie to each other, and nothing fetched from elsewhere."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from arrangements.map.pictures import drawing, pen
from arrangements.map.pictures.frame import Frame
from arrangements.map.pictures.labels import placed
from arrangements.map.pictures.scene import of_arrangement, of_body
from arrangements.models import Arrangement, Body, DataStamp, Partner
from arrangements.register import current_register
from tests.pictures import SVG, drawn, marks, words

pytestmark = pytest.mark.django_db


def links(picture: Element) -> list[Element]:
    return [path for path in picture.iter(f"{SVG}path") if path.get("stroke") == pen.BRAND]


def test_an_arrangements_picture_shows_its_partners_and_names_them(stranger: Client) -> None:
    arrangement = Arrangement.objects.get(reference="SS0001")
    picture = drawn(stranger, "/arrangements/SS0001/map.svg")
    names = [row.body.short_name for row in arrangement.partners.select_related("body")]
    assert len(marks(picture)) == len(names)
    assert set(names) <= words(picture)
    assert picture.findtext(f"{SVG}title") == arrangement.name
    described = picture.findtext(f"{SVG}desc") or ""
    assert all(row.body.name in described for row in arrangement.partners.all())


def test_neighbours_are_joined_straight_and_others_by_an_arc(stranger: Client) -> None:
    essex, slough = "essex-county-council", "slough-borough-council"
    far = Arrangement.objects.filter(partners__body__slug=essex).filter(
        partners__body__slug=slough, partner_count=2
    )
    assert far
    courses = [
        path.get("d", "") for path in links(drawn(stranger, f"{far[0].get_absolute_url()}map.svg"))
    ]
    assert [re.sub(r"[^A-Z]", "", course) for course in courses] == ["MQ"]
    near = Arrangement.objects.filter(geography="adjoining", partner_count=2)[0]
    courses = [
        path.get("d", "") for path in links(drawn(stranger, f"{near.get_absolute_url()}map.svg"))
    ]
    assert [re.sub(r"[^A-Z]", "", course) for course in courses] == ["ML"]


def test_across_water_is_dashed(stranger: Client) -> None:
    picture = drawn(stranger, "/bodies/orkney-islands-council/map.svg")
    dashed = [path for path in links(picture) if path.get("stroke-dasharray")]
    assert dashed
    assert len(dashed) < len(links(picture))


def test_a_bodys_picture_joins_it_to_everybody_it_shares_with(stranger: Client) -> None:
    body = Body.objects.get(slug="slough-borough-council")
    mine = Partner.objects.filter(body=body).values("arrangement")
    others = Body.objects.filter(
        partnerships__arrangement__in=mine, lat__isnull=False
    ).exclude(pk=body.pk)  # fmt: skip
    picture = drawn(stranger, "/bodies/slough-borough-council/map.svg")
    number = others.distinct().count()
    assert len(links(picture)) == number
    assert len(marks(picture)) == number + 1


def test_a_police_force_is_named_in_full_and_is_no_circle(stranger: Client) -> None:
    picture = drawn(stranger, "/arrangements/SS0057/map.svg")
    assert "Cambridgeshire Constabulary" in words(picture)
    assert len([*picture.iter(f"{SVG}polygon")]) == 3
    assert not [*picture.iter(f"{SVG}circle")]


def test_every_arrangement_and_body_has_a_picture_or_a_reason() -> None:
    register = current_register()
    scenes = [of_arrangement(each, register) for each in Arrangement.objects.all()]
    sharing = Body.objects.filter(partnerships__isnull=False).distinct()
    scenes += [of_body(each, register) for each in sharing[:150]]
    assert sum(scene is None for scene in scenes) < len(scenes) / 10
    for scene in scenes:
        if scene is None:
            continue
        places = [(body.lon or 0, body.lat or 0) for body in scene.bodies]
        for width, height in (drawing.WIDE, drawing.NARROW):
            frame = Frame.around(places, width, height)
            for x, y in (frame.at(*place) for place in places):
                assert 0 < x < width
                assert 0 < y < height


@pytest.mark.parametrize("address", ["/arrangements/SS0208/", "/bodies/essex-county-council/"])
def test_a_picture_is_small_and_fetches_nothing(stranger: Client, address: str) -> None:
    content = stranger.get(f"{address}map.svg").content.decode()
    assert len(content) < 150_000
    assert "href" not in content
    assert "url(" not in content
    assert "<style" not in content
    assert content.count("http") == content.count("http://www.w3.org/2000/svg")


@pytest.mark.parametrize("address", ["/arrangements/SS0001/", "/bodies/slough-borough-council/"])
def test_a_page_shows_its_picture_with_words_for_who_cannot_see_it(
    stranger: Client, address: str
) -> None:
    html = stranger.get(address).content.decode()
    assert f'src="{address}map.svg"' in html
    assert re.search(r'alt="Map with [^"]+\. See it on the map\."', html)
    assert f'<meta property="og:image" content="http://testserver{address}map.svg">' in html


@pytest.mark.parametrize("address", ["/arrangements/SS0001/", "/bodies/slough-borough-council/"])
def test_a_small_screen_has_a_picture_of_its_own_with_lettering_as_large(
    stranger: Client, address: str
) -> None:
    wide, narrow = (drawn(stranger, f"{address}map.svg{query}") for query in ("", "?width=narrow"))
    assert (wide.get("width"), narrow.get("width")) == ("640", "360")
    assert len(marks(narrow)) == len(marks(wide))
    assert words(narrow) <= words(wide)
    html = stranger.get(address).content.decode()
    assert f'<source media="(max-width: 40em)" srcset="{address}map.svg?width=narrow"' in html


def test_a_picture_is_asked_for_again_only_when_the_data_has_changed(stranger: Client) -> None:
    address = "/arrangements/SS0001/map.svg"
    tag = stranger.get(address)["ETag"]
    assert stranger.get(address, headers={"If-None-Match": tag}).status_code == 304
    DataStamp.change()
    assert stranger.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/arrangements/SS9999/map.svg", "No arrangement has the reference SS9999."),
        ("/bodies/nowhere/map.svg", "No body has the address nowhere."),
        ("/bodies/police-forces-of-england-and-wales/map.svg", "There is no picture of this"),
    ],
)
def test_what_has_no_picture_says_so(stranger: Client, address: str, says: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 404
    assert says in answer.content.decode()


def test_names_keep_clear_of_each_other_and_of_the_edge() -> None:
    frame = Frame.around([(-1.0, 52.0), (0.0, 53.0)], 640, 440)
    crowd = [(f"Borough {n}", (300.0 + n % 5, 200.0 + n % 7), 5.0) for n in range(30)]
    labels = list(placed([*crowd, ("At the edge", (636.0, 200.0), 5.0)], [], frame))
    assert 4 <= len(labels) <= 10
    assert "At the edge" in {label.text for label in labels}
    boxes = [label.box for label in labels]
    for n, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= 640
        for other in boxes[n + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_the_scale_is_true() -> None:
    frame = Frame.around([(-1.0, 52.0), (0.0, 52.0)], 640, 440)
    km, pixels = frame.rule()
    # Along 52 degrees north a degree of longitude is 68.5 km.
    (west, _), (east, _) = frame.at(-1.0, 52.0), frame.at(0.0, 52.0)
    assert pixels / km == pytest.approx((east - west) / 68.5, rel=0.01)
