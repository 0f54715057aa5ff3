"""The map on a day, through today's bodies and with what is not known, against the fixtures."""

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client

from arrangements.badquery import BadQuery
from arrangements.map.shown import Shown, taken_from
from tests import independent as own
from tests.mapdata import unpacked

pytestmark = pytest.mark.django_db

DAYS = ["2008-03-31", "2012-03-31", "2024-03-31"]
COUNTY = "E10000021"  # Northamptonshire County Council, to 31 March 2021
SUCCESSORS = {"E06000061", "E06000062"}


def data(client: Client, query: str) -> dict[str, Any]:
    answer = client.get(f"/map/data.json?{query}")
    assert answer.status_code == 200, answer.content
    return unpacked(answer.json())


def bodies(found: dict[str, Any]) -> list[str]:
    return [own.by_slug()[body["slug"]] for body in found["bodies"]]


def parts(found: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """By reference and body: the remark, and the bodies in whose place it stands."""
    codes = bodies(found)
    before = [own.by_slug()[each["slug"]] for each in found["before"]]
    return {
        each["reference"]: {
            codes[part["body"]]: {**part, "before": {before[place] for place in part["before"]}}
            for part in each["partners"]
        }
        for each in found["arrangements"]
    }


def references_of(found: dict[str, Any]) -> list[str]:
    return [each["reference"] for each in found["arrangements"]]


def told(day: str) -> list[int]:
    """The three numbers, by the second reading of the fixtures."""
    date = dt.date.fromisoformat(day)
    answers = [own.ran(reference, date) for reference in own.arrangements()]
    return [answers.count(word) for word in ("yes", "no", "not known")]


@pytest.mark.parametrize("day", DAYS)
def test_the_three_numbers_are_said(client: Client, day: str) -> None:
    found = data(client, f"on={day}")
    assert found["running"] == told(day)
    known, not_running, not_known = told(day)
    words = f"{known} known running, {not_running} not running, {not_known} not known."
    assert found["sentence"].endswith(words)
    page = BeautifulSoup(client.get(f"/map/?on={day}").content, "html.parser")
    sentence = page.select_one("[data-map-sentence]")
    assert sentence
    assert sentence.text == found["sentence"]


@pytest.mark.parametrize("day", DAYS)
def test_the_not_known_are_given_after_the_known(client: Client, day: str) -> None:
    found = data(client, f"on={day}&known=all")
    references = references_of(found)
    date = dt.date.fromisoformat(day)
    assert set(references[: found["count"]]) == own.running(day)
    rest = own.that(lambda reference: own.ran(reference, date) == "not known")
    assert set(references[found["count"] :]) == rest
    assert {reference: set(found) for reference, found in parts(found).items()} == {
        reference: own.taking_part(reference, date) for reference in references
    }


def test_without_a_day_there_is_nothing_not_known(client: Client) -> None:
    found = data(client, "known=all")
    assert found["count"] == len(found["arrangements"]) == len(own.arrangements())
    assert found["running"] is None


def test_northamptonshire_gives_way_to_its_successors(client: Client) -> None:
    before = bodies(data(client, "on=2021-03-31&known=all"))
    after = bodies(data(client, "on=2021-04-01&known=all"))
    assert COUNTY in before
    assert COUNTY not in after
    assert not SUCCESSORS & set(before)
    assert set(after) >= SUCCESSORS


@pytest.mark.parametrize("day", ["2020-03-31", "2024-03-31"])
def test_who_came_by_succession_says_in_whose_place(client: Client, day: str) -> None:
    date = dt.date.fromisoformat(day)
    seen = 0
    for reference, found in parts(data(client, f"on={day}&known=all")).items():
        written = {row["Body code"] for row in own.partners(reference)}
        for code, part in found.items():
            for gone in part["before"]:
                assert gone in written
                assert not own.exists(gone, date)
                assert code in own.in_place_of(gone, date)
                seen += 1
            if code not in written:
                assert part["remark"] == "by succession"
                assert part["before"]
    assert seen > 10


def test_through_todays_bodies_each_that_is_gone_is_replaced(client: Client) -> None:
    today = dt.date.today()
    found = data(client, "through=today")
    assert found["through"] is True
    replaced = 0
    for reference, mine in parts(found).items():
        expected: dict[str, set[str]] = {}
        for row in own.partners(reference):
            gone = row["Body code"]
            for code in own.in_place_of(gone, today) or {gone}:
                expected.setdefault(code, set())
                if code != gone:
                    expected[code].add(gone)
        assert {code: part["before"] for code, part in mine.items()} == expected
        replaced += sum(len(each) for each in expected.values())
    assert replaced > 100


def test_through_todays_bodies_the_same_arrangements_are_found(client: Client) -> None:
    query = "region=east-midlands&on=2012-03-31"
    plain, through = data(client, query), data(client, f"{query}&through=today")
    assert references_of(through) == references_of(plain)
    assert COUNTY in bodies(plain)
    assert COUNTY not in bodies(through)
    assert set(bodies(through)) >= SUCCESSORS


@pytest.mark.parametrize(
    ("string", "shown"),
    [
        ("q=legal", Shown()),
        ("known=all&known=all", Shown(not_known=True)),
        ("through=&known=", Shown()),
    ],
)
def test_how_to_show_is_taken_from_the_query(string: str, shown: Shown) -> None:
    found, rest = taken_from(QueryDict(string))
    assert found == shown
    assert not {"known", "through"} & set(rest)


def test_through_today_is_of_this_day() -> None:
    before = dt.date.today()
    found, rest = taken_from(QueryDict("through=today"))
    assert not found.not_known
    assert found.through in {before, dt.date.today()}
    assert "through" not in rest


@pytest.mark.parametrize("string", ["known=some", "through=yesterday"])
def test_another_value_is_a_sentence(client: Client, string: str) -> None:
    with pytest.raises(BadQuery):
        taken_from(QueryDict(string))
    answer = client.get(f"/map/data.json?{string}")
    assert answer.status_code == 400
    assert "is not a value of" in answer.json()["error"]


@pytest.mark.parametrize("address", ["/arrangements/", "/arrangements.json", "/map/"])
def test_they_are_of_the_maps_data_alone(client: Client, address: str) -> None:
    assert client.get(f"{address}?known=all").status_code == 400


def test_a_body_says_when_it_ended_and_who_followed(client: Client) -> None:
    found = data(client, "")
    rows = {body["slug"]: body for body in found["bodies"]}
    county = rows["northamptonshire-county-council"]
    assert county["until"] == "2021-03-31"
    assert {own.by_slug()[slug] for slug in county["after"]} == SUCCESSORS
    assert not rows["essex-county-council"]["until"]


# What the panel says of one arrangement


def test_the_panel_has_dates_money_and_sources(client: Client) -> None:
    savings = [row for row in own.table("catalogue/Savings") if row["Amount (£)"]]
    reference = savings[0]["Reference"]
    facts = own.arrangements()[reference]
    found = client.get(f"/map/{reference}.json").json()
    mine = [row for row in own.table("catalogue/Savings") if row["Reference"] == reference]
    sources = own.of_arrangement("Sources")[reference]
    assert found["claims"] == len(mine)
    assert all("£" in claim or "not given" in claim for claim in found["money"])
    assert found["sources"]["count"] == len(sources)
    assert found["sources"]["title"] == sources[0]["Title"]
    assert found["summary"] == facts["Summary"]
    assert [each["slug"] for each in found["partners"]] == [
        next(slug for slug, code in own.by_slug().items() if code == row["Body code"])
        for row in own.partners(reference)
    ]


def test_the_panel_says_who_followed_a_partner(client: Client) -> None:
    reference = next(
        ref
        for ref in sorted(own.arrangements())
        if own.arrangements()[ref]["Status"] == "Running"
        and any(own.successions().get(row["Body code"]) for row in own.partners(ref))
    )
    found = json.loads(client.get(f"/map/{reference}.json").content)
    followed = {
        each["slug"]: {after["slug"] for after in each["after"]} for each in found["partners"]
    }
    for row in own.partners(reference):
        slug = next(slug for slug, code in own.by_slug().items() if code == row["Body code"])
        if own.successions().get(row["Body code"]) and not row["Left"]:
            codes = {own.by_slug()[each] for each in followed[slug]}
            assert set(own.successions()[row["Body code"]]) <= codes


def test_an_unknown_reference_is_a_sentence(client: Client) -> None:
    answer = client.get("/map/SS9999.json")
    assert answer.status_code == 404
    assert "SS9999" in answer.json()["error"]


def test_bodies_are_found_by_their_other_names(client: Client) -> None:
    answer = client.get("/map/names.json")
    names = answer.json()
    former = {
        row["body"]: row["name"] for row in own.table("register/names") if row["kind"] == "former"
    }
    shepway = next(code for code, name in former.items() if "Shepway" in name)
    slug = next(slug for slug, code in own.by_slug().items() if code == shepway)
    assert former[shepway] in names[slug]
    again = client.get("/map/names.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


# Filters that leave nothing, addresses that mean nothing, pages without scripts


def test_nothing_left_offers_what_to_take_away(client: Client) -> None:
    found = data(client, "region=wales&q=slough")
    assert found["count"] == 0
    assert [(label, value, n) for label, value, _, n in found["loosen"]] == [
        ("Search", "slough", len(own.with_fact("region", "Wales"))),
        ("Region", "Wales", len(own.that(lambda ref: "slough" in own.searched(ref)))),
    ]
    page = BeautifulSoup(client.get("/map/?region=wales&q=slough").content, "html.parser")
    ways = [link["href"] for link in page.select(".map-lines ul a")]
    assert ways == ["/map/?region=wales", "/map/?q=slough"]


def test_where_one_less_does_not_help_the_page_says_so(client: Client) -> None:
    found = data(client, "region=wales&q=slough&on=1900-01-01")
    assert found["loosen"] == []
    text = client.get("/map/?region=wales&q=slough&on=1900-01-01").content.decode()
    assert "Taking only one of them away does not help." in text


@pytest.mark.parametrize(
    ("string", "word"),
    [("region=atlantis", "atlantis"), ("colour=red", "colour"), ("on=tomorrow", "tomorrow")],
)
def test_an_address_that_means_nothing_leaves_the_map_there(
    client: Client, string: str, word: str
) -> None:
    answer = client.get(f"/map/?{string}")
    assert answer.status_code == 400
    page = BeautifulSoup(answer.content, "html.parser")
    sentence = page.select_one("[data-map-sentence]")
    assert sentence
    assert word in sentence.text
    assert page.select_one("[data-map][data-problem]")
    assert page.select_one("[data-map-filters] form")
    assert not page.select(".map-table tbody a")


def test_without_scripts_the_day_is_a_form_that_keeps_the_filters(client: Client) -> None:
    page = BeautifulSoup(client.get("/map/?region=wales&on=2012-03-31").content, "html.parser")
    form = page.select_one("form.asat-day")
    assert form
    fields = [(field["name"], field["value"]) for field in form.select("input")]
    assert fields == [("region", "wales"), ("on", "2012-03-31")]
    all_times = form.select_one("a")
    assert all_times
    assert all_times["href"] == "/map/?region=wales"
