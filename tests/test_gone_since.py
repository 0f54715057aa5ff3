"""What ran on a day and is over since: one link away, on map and list, and in every download."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import QueryDict
from django.test import Client
from playwright.sync_api import Page, expect

from arrangements.filters import Query
from arrangements.gonesince import gone_since
from tests import independent as own
from tests.mapdata import unpacked
from tests.sight import axe_finds_nothing
from tests.test_map_browser import PANEL, opened

pytestmark = pytest.mark.django_db

DAY = "2010-03-31"
OVER = ("Ended", "Replaced or merged")


def gone(day: str = DAY) -> set[str]:
    return {ref for ref in own.running(day) if own.arrangements()[ref]["Status"] in OVER}


def link(client: Client, address: str) -> Tag | None:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return page.find("a", string=lambda words: bool(words and "replaced since" in words))


@pytest.mark.parametrize("page", ["/map/", "/arrangements/"])
def test_one_link_finds_what_ran_then_and_is_over(client: Client, page: str) -> None:
    found = link(client, f"{page}?on={DAY}")
    assert found
    ran = len(own.running(DAY))
    assert found.text == f"{len(gone())} of the {ran} have ended or been replaced since"
    string = str(found["href"]).partition("?")[2]
    listed = json.loads(client.get(f"/arrangements.json?{string}").getvalue())["arrangements"]
    assert {each["reference"] for each in listed} == gone()
    mapped = unpacked(client.get(f"/map/data.json?{string}").json())
    assert {each["reference"] for each in mapped["arrangements"]} == gone()
    assert mapped["gone"] is None
    # It is asked for already, so it is not offered again.
    assert client.get(f"{page}?{string}").status_code == 200
    assert not getattr(link(client, f"{page}?{string}"), "text", "")


def test_other_filters_stay(client: Client) -> None:
    found = client.get(f"/map/data.json?on={DAY}&region=south-east").json()["gone"]
    there = own.with_fact("region", "South East", on=DAY)
    wanted = gone() & there
    assert wanted
    words, string = found
    assert words.startswith(f"{len(wanted)} of the {len(own.running(DAY) & there)} have")
    assert QueryDict(string).getlist("region") == ["south-east"]
    assert QueryDict(string).getlist("on") == [DAY]


@pytest.mark.parametrize("query", ["", f"on={DAY}&status=live", "on=1901-01-01"])
def test_without_a_day_or_anything_gone_nothing_is_offered(client: Client, query: str) -> None:
    assert client.get(f"/map/data.json?{query}").json()["gone"] is None
    assert not getattr(link(client, f"/map/?{query}"), "text", "")


@pytest.mark.parametrize(
    ("number", "of", "words"),
    [
        (1, 1, "It has ended or been replaced since"),
        (7, 7, "All 7 have ended or been replaced since"),
        (1, 7, "1 of the 7 has ended or been replaced since"),
        (1200, 4000, "1,200 of the 4,000 have ended or been replaced since"),
    ],
)
def test_the_words_fit_the_number(number: int, of: int, words: str) -> None:
    query = Query(QueryDict(f"on={DAY}"))
    query.count = of
    found = gone_since(query, {"ended": number, "live": 3})
    assert found
    assert found.words == words


@pytest.mark.browser
def test_what_ran_in_2010_and_is_gone_takes_two_steps(page: Page) -> None:
    opened(page)
    page.evaluate("window.stayed = true")
    page.get_by_role("button", name="31 March 2010").click()
    page.get_by_role("link", name="have ended or been replaced since").click()
    expect(page.locator(PANEL)).to_contain_text(f"{len(gone())} arrangements between")
    expect(page.locator("[data-map-sentence]")).to_contain_text(f"{len(gone())} known running")
    expect(page.locator("[data-map-gone]")).to_be_hidden()
    assert page.evaluate("window.stayed") is True
    assert f"on={DAY}&status=ended&status=superseded" in "&".join(
        sorted(page.url.partition("?")[2].split("&"))
    )
    axe_finds_nothing(page)
    page.get_by_role("link", name="Remove Status: Ended").click()
    merged = {ref for ref in gone() if own.arrangements()[ref]["Status"] == OVER[1]}
    expect(page.locator("[data-map-sentence]")).to_contain_text(f"{len(merged)} known running")
    assert date.fromisoformat(DAY).isoformat() in page.url


@pytest.mark.browser
def test_the_lines_of_a_chosen_body_stand_before_those_between_its_partners(page: Page) -> None:
    opened(page, "/map/#body=essex-county-council")
    seen = page.locator(".leaflet-drawn-pane .map-layer--seen-links path")
    expect(seen.first).to_be_attached()
    look = """paths => paths.map(path => [
        path.classList.contains("is-between"),
        Number(path.getAttribute("stroke-width")),
        Number(getComputedStyle(path).strokeOpacity)])"""
    looks = seen.evaluate_all(look)
    between = [(width, opacity) for is_between, width, opacity in looks if is_between]
    its_own = [(width, opacity) for is_between, width, opacity in looks if not is_between]
    assert between
    assert its_own
    assert min(width for width, _ in its_own) > min(width for width, _ in between)
    assert max(opacity for _, opacity in between) < min(opacity for _, opacity in its_own)
    legend = page.locator(".map-legend")
    for words in ("Between its partners", "Of its partners", "as they are today"):
        expect(legend).to_contain_text(words)
    # Of an arrangement every line is its own.
    opened(page, "/map/#SS0001")
    expect(seen.first).to_be_attached()
    assert not [is_between for is_between, _, _ in seen.evaluate_all(look) if is_between]
