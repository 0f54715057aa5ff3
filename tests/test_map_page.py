"""The map's page as the server sends it, for those with and without JavaScript."""

import gzip
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.templatetags.static import static
from django.test import Client

from tests import independent

pytestmark = pytest.mark.django_db


def soup(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def rows(page: BeautifulSoup) -> list[tuple[str, int]]:
    body = page.select_one("table.map-table tbody")
    assert body
    return [(row.select("th")[0].text, int(row.select("td")[-1].text)) for row in body.select("tr")]


@pytest.mark.parametrize("address", ["/", "/map/", "/map/embed/"])
def test_what_draws_the_map_is_asked_for_first(stranger: Client, address: str) -> None:
    page = soup(stranger, address)
    first = [link["href"] for link in page.select("head link[rel=modulepreload]")]
    [section] = page.select("[data-map]")
    later = str(section["data-later"]).split()
    every = [static(f"js/map/{path.name}") for path in Path("static/js/map").glob("*.js")]
    assert sorted([*first, *later, static("js/map/index.js")]) == sorted(every)
    assert {static("js/map/chart.js"), static("js/map/scene.js")} <= set(first)
    waiting = ["desk", "panel", "backdrop", "ground"]
    assert {static(f"js/map/{name}.js") for name in waiting} <= set(later)
    scripts = [script["src"] for script in page.select("script[src]")]
    ours = ["js/site.js", "js/map/index.js"]
    assert sorted(scripts) == sorted(static(name) for name in ["leaflet/leaflet.js", *ours])


@pytest.mark.parametrize("address", ["/", "/map/"])
def test_a_page_kept_for_strangers_is_the_same_page(stranger: Client, address: str) -> None:
    made, kept = stranger.get(address), stranger.get(address)
    assert kept.content == made.content
    squeezed = stranger.get(address, headers={"Accept-Encoding": "gzip"})
    assert squeezed["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed.content) == made.content
    assert set(squeezed["Vary"].split(", ")) == {"Accept-Encoding", "Cookie"}
    again = stranger.get(address, headers={"If-None-Match": kept["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(("address", "number"), [("/", 10), ("/map/", 25)])
def test_without_scripts_the_busiest_bodies_are_there(
    stranger: Client, address: str, number: int
) -> None:
    counts = Counter(row["Body code"] for row in independent.table("catalogue/Partners"))
    expected = sorted(
        ((independent.bodies()[code]["name"], count) for code, count in counts.items()),
        key=lambda row: (-row[1], row[0]),
    )
    assert rows(soup(stranger, address)) == expected[:number]


def test_what_is_in_closed_groups_of_filters_waits_until_the_map_is_drawn(
    stranger: Client,
) -> None:
    groups = soup(stranger, "/map/?region=wales").select("details.filters__group")
    [chosen] = [group for group in groups if not group.noscript]
    assert chosen.select("input[checked]")
    closed = [group for group in groups if not group.has_attr("open")]
    controls = [control for group in closed for control in group.select("input, select")]
    assert controls
    assert all(control.find_parent("noscript") for control in controls)
    assert not soup(stranger, "/arrangements/").select(".filters noscript")


def test_the_table_is_of_the_query(stranger: Client) -> None:
    wanted = independent.with_fact("region", "Wales")
    counts = Counter(
        row["Body code"] for reference in wanted for row in independent.partners(reference)
    )
    found = rows(soup(stranger, "/map/?region=wales"))
    assert [count for _, count in found] == sorted(counts.values(), reverse=True)[:25]


def test_the_table_is_of_the_day(stranger: Client) -> None:
    day = independent.first("2012-06-30")
    counts = Counter(
        independent.bodies()[code]["name"]
        for reference in independent.running("2012-06-30")
        for code in independent.taking_part(reference, day)
    )
    found = rows(soup(stranger, "/map/?on=2012-06-30"))
    assert [count for _, count in found] == sorted(counts.values(), reverse=True)[:25]
    assert all(counts[name] == count for name, count in found)


def test_the_map_keeps_the_query(stranger: Client) -> None:
    page = soup(stranger, "/map/?region=wales&utm_source=letter")
    section = page.select_one("[data-map]")
    assert section
    assert section["data-query"] == "region=wales"
    assert section["data-data"] == "/map/data.json"
    link = page.select_one("a[data-map-keeps-query]")
    assert link
    assert link["href"] == "/arrangements/?region=wales"
    assert page.select_one("input[name=region][value=wales][checked]")


def test_a_filter_that_leaves_nothing_says_so(stranger: Client) -> None:
    page = soup(stranger, "/map/?q=nothing+has+these+words")
    table = page.select_one("table.map-table tbody")
    assert table
    assert "No arrangement matches" in table.text


def test_a_query_that_means_nothing_is_a_page_that_says_why(stranger: Client) -> None:
    answer = stranger.get("/map/?region=atlantis")
    assert answer.status_code == 400
    assert "atlantis" in answer.content.decode()


def test_no_tile_server_unless_the_operator_names_one(stranger: Client, settings) -> None:
    section = soup(stranger, "/map/?sector=police").select_one("[data-map]")
    assert section
    assert section["data-tiles"] == "[]"
    tiles = ("Map", "https://tiles.example/{z}/{x}/{y}.png", {"attribution": "© Somebody"})
    settings.LEAFLET_CONFIG = {**settings.LEAFLET_CONFIG, "TILES": [tiles]}
    section = soup(stranger, "/map/?sector=police").select_one("[data-map]")
    assert section
    assert "tiles.example" in section["data-tiles"]
