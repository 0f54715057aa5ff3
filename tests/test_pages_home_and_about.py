"""The home page counts truly and leads on; the page about the catalogue says how old it is."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from arrangements.models import Arrangement, DataStamp
from arrangements.pages.counts import ages, counts, last_reported
from tests import independent as own

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_the_first_sentence_counts_what_there_is(stranger: Client) -> None:
    text = " ".join(page(stranger, "/").select_one(".home-lede").text.split())
    bodies = {row["Body code"] for row in own.table("catalogue/Partners")}
    still = [row for row in own.arrangements().values() if row["Status"] in own.STILL]
    years = sorted(row["Status as of"] for row in still if row["Status as of"])
    assert text == (
        f"{len(own.arrangements())} arrangements between {len(bodies)} bodies, from"
        f" {len(own.table('catalogue/Sources')):,} sources. {len(still)} were last reported"
        f" running ({years[0]} to {years[-1]}, {len(still) - len(years)} undated)."
    )


def test_the_search_asks_the_list(stranger: Client) -> None:
    form = page(stranger, "/").select_one("form.home-search")
    assert (form["method"], form["action"]) == ("get", "/arrangements/")
    assert form.select_one("input")["name"] == "q"


def test_every_way_in_leads_to_as_many_as_it_says(stranger: Client) -> None:
    soup = page(stranger, "/")
    ways = soup.select(".kinds__title, .kinds__list li, .ways li:has(a)")
    assert len(ways) > 30
    for way in ways:
        query = urlsplit(way.a["href"]).query
        answer = stranger.get(f"/arrangements.json?{query}")
        assert f'"count": {int(way.span.text)},' in b"".join(answer)[:200].decode(), way.text


def test_neighbours_or_not_or_not_known_are_all(stranger: Client) -> None:
    soup = page(stranger, "/")
    title = next(each for each in soup.select(".ways__title") if each.text == "Neighbours")
    ways = title.find_next("ul").select("li")
    assert sum(int(way.span.text) for way in ways) == len(own.arrangements())
    assert "Not known" in ways[-1].text
    assert ways[-1].a is None


def test_the_home_page_leads_to_your_list(stranger: Client) -> None:
    assert page(stranger, "/").select_one("main a[href='/your-list/']")


def test_the_ages_add_up_to_those_last_reported_running(stranger: Client) -> None:
    table = page(stranger, "/").select_one("table.bars")
    numbers = [int(cell.text) for cell in table.select(".number")]
    still = sum(row["Status"] in own.STILL for row in own.arrangements().values())
    assert sum(numbers) == still
    assert str(still) in table.caption.text


def test_ages_move_with_the_data() -> None:
    found = ages([2030, 2027, 2010], undated=2)
    assert [(age.label, age.count) for age in found] == [
        ("2028 to 2030", 1),
        ("2024 to 2027", 1),
        ("2019 to 2023", 0),
        ("Before 2019", 1),
        ("Year not known", 2),
    ]
    assert ages([], undated=0)[0].count == 0


@pytest.mark.parametrize(
    ("still", "years", "words"),
    [
        (0, [], "None of them was last reported running."),
        (1, [2014], "1 was last reported running (2014)."),
        (3, [2014, 2016], "3 were last reported running (2014 to 2016, 1 undated)."),
        (2, [], "2 were last reported running (2 undated)."),
    ],
)
def test_how_old_the_reports_are(still: int, years: list[int], words: str) -> None:
    assert last_reported(still, years) == words


def test_what_is_worth_reading_follows_from_the_stated_rule(stranger: Client) -> None:
    columns = page(stranger, "/").select(".home-two > div:has(.picked)")
    assert [column.h3.text for column in columns] == ["Most lessons", "Longest known to have run"]
    lessons = own.of_arrangement("Lessons")
    shown = [line.a["href"].split("/")[2] for line in columns[0].select(".picked li")]
    most = sorted((len(rows) for rows in lessons.values()), reverse=True)[:3]
    assert [len(lessons[reference]) for reference in shown] == most
    aside = {"Separate statutory body", "Co-location"}
    longest = sorted(
        own.days_known(reference)
        for reference, facts in own.arrangements().items()
        if facts["Model"] not in aside
    )[-3:]
    shown = [line.a["href"].split("/")[2] for line in columns[1].select(".picked li")]
    assert sorted(own.days_known(reference) for reference in shown) == longest


def test_counts_are_counted_again_when_the_data_change() -> None:
    before = counts().arrangements
    Arrangement.objects.get(reference="SS0001").delete()
    assert counts().arrangements == before
    DataStamp.change()
    assert counts().arrangements == before - 1


@pytest.mark.usefixtures("empty_catalogue")
def test_without_arrangements_the_pages_still_stand(stranger: Client) -> None:
    DataStamp.change()
    for address in ("/", "/about/", "/arrangements/"):
        page(stranger, address)
    assert "None of them was last reported running." in page(stranger, "/").text


def test_the_page_about_the_catalogue_says_how_old_it_is(stranger: Client) -> None:
    text = " ".join(page(stranger, "/about/").main.get_text(" ").split())
    years = sorted(row["Year"] for row in own.table("catalogue/Sources") if row["Year"])
    assert f"Its dated sources are from {years[0]} to {years[-1]}." in text
    assert f"{len(own.table('catalogue/Sources')):,} published sources" in text
    kinds = [row["Kind"] for row in own.table("catalogue/Sources")]
    assert f"Press {kinds.count('Press')}" in text
    models = [row["Model"] for row in own.arrangements().values()]
    assert f"separate statutory body ({models.count('Separate statutory body')})" in text
    assert f"co-location ({models.count('Co-location')})" in text


def test_every_page_names_those_whose_data_it_carries(stranger: Client) -> None:
    footer = page(stranger, "/about/").footer.text
    for name in ("Office for National Statistics", "mySociety", "GeoNames", "Natural Earth"):
        assert name in footer
