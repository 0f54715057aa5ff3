"""The map after today, if plans go ahead, against the fixtures read a second time."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache as held
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from arrangements.filters import Query
from arrangements.map.data import map_data
from tests import independent as own
from tests.mapdata import unpacked

pytestmark = pytest.mark.django_db

DAYS = ["2026-12-01", "2027-04-01", "2028-03-31", "2028-04-01", "2031-01-01"]
VESTED = "2028-04-01"


@cache
def plans() -> dict[str, str]:
    """The planned day of each area, "" without one; proposals apart."""
    return {
        row["area"]: row["vesting_date"] for row in own.table("register/plans") if not row["option"]
    }


def successors(day: str) -> dict[str, set[str]]:
    """Who would have taken over by a day from each council, where that is known of all of it."""
    rows = defaultdict(list)
    for row in own.table("register/plan_successions"):
        vesting = plans()[row["area"]]
        if not row["option"] and vesting and vesting <= day:
            rows[row["predecessor"]].append(row)
    return {
        code: {row["successor"] for row in mine}
        for code, mine in rows.items()
        if all(row["successor"] and row["extent"] for row in mine)
    }


def slug_of(code: str) -> str:
    names = {row["code"]: row["name"] for row in own.table("register/planned_bodies")}
    if code in names:
        return own.slug(names[code])
    return next(slug for slug, each in own.by_slug().items() if each == code)


def data(client: Client, query: str) -> dict[str, Any]:
    answer = client.get(f"/map/data.json?{query}")
    assert answer.status_code == 200, answer.content
    return unpacked(answer.json())


def wanted(day: str) -> set[str]:
    """Last reported running, and not known to be over by that day."""
    there = date.fromisoformat(day)
    return own.that(
        lambda ref: own.arrangements()[ref]["Status"] in own.STILL and own.ran(ref, there) != "no"
    )


def partners(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Reference, body's slug, and the part."""
    for each in found["arrangements"]:
        for part in each["partners"]:
            yield each["reference"], found["bodies"][part["body"]]["slug"], part


@pytest.mark.parametrize("day", DAYS)
def test_who_would_take_part_is_as_the_plans_say(client: Client, day: str) -> None:
    found = data(client, f"planned={day}")
    references = {each["reference"] for each in found["arrangements"]}
    assert references == wanted(day)
    assert found["count"] == len(references)
    after = successors(day)
    expected = {
        (reference, slug_of(stands))
        for reference in references
        for code in own.taking_part(reference, date.fromisoformat(day))
        for stands in after.get(code, {code})
    }
    assert {(reference, slug) for reference, slug, _ in partners(found)} == expected


def test_whoever_is_planned_says_so_and_in_whose_place(client: Client) -> None:
    found = data(client, f"planned={VESTED}")
    after = successors(VESTED)
    coming = {slug_of(code) for codes in after.values() for code in codes}
    seen = 0
    for _, slug, part in partners(found):
        name = found["bodies"][part["body"]]["name"]
        before = [found["before"][place]["slug"] for place in part["before"]]
        assert name.endswith(" (planned)") == (slug in coming)
        if slug in coming:
            seen += 1
            assert part["remark"] in ("planned", "planned, for a part")
            assert before
            assert all(slug in map(slug_of, after[own.by_slug()[each]]) for each in before)
    assert seen > 100
    west = next(
        told
        for place, told in found["planned"].items()
        if found["bodies"][int(place)]["slug"] == "west-surrey-council"
    )
    assert west["words"].startswith("Planned for 1 April 2027. Order made; decided on 28 October")
    assert "Guildford Borough Council" in west["words"]
    assert "parts of Surrey County Council" in west["words"]
    assert west["source"].startswith("https://www.legislation.gov.uk/")
    assert len(west["from"]) == 6  # the districts that would be part of it


def test_where_it_is_not_known_who_follows_the_old_council_stays_with_a_word(
    client: Client,
) -> None:
    found = data(client, f"planned={VESTED}")
    remarks = defaultdict(set)
    for _, slug, part in partners(found):
        remarks[slug].add(part["remark"])
    assert remarks["broxbourne-borough-council"] == {
        "is to be part of a new council; which one was not found"
    }
    assert remarks["kent-county-council"] == {
        "may be replaced; by which council is not decided, or was not found"
    }
    (teignbridge,) = remarks["teignbridge-district-council"]
    assert "where the rest goes was not found" in teignbridge
    # Nobody has decided between these proposals.
    assert not [slug for slug in remarks if slug.startswith(("council-a-of", "one-council"))]
    assert "guildford-borough-council" not in remarks
    assert "surrey-county-council" not in remarks


def test_a_day_before_the_plan_leaves_the_councils_there(client: Client) -> None:
    found = {slug for _, slug, _ in partners(data(client, "planned=2027-03-31"))}
    assert "surrey-county-council" in found
    assert "west-surrey-council" not in found


def test_planned_neighbours_are_known_by_what_they_are_made_of(client: Client) -> None:
    found = data(client, f"planned={VESTED}")
    lies = {
        frozenset(found["bodies"][link[end]]["slug"] for end in "ab"): link["geography"]
        for link in found["links"]
    }
    assert lies[frozenset({"east-surrey-council", "west-surrey-council"})] == "adjoining"
    assert lies[frozenset({"north-east-essex", "south-east-essex"})] == "separate"


@pytest.mark.parametrize("query", ["", "&region=south-east", "&service=legal&savings=yes"])
def test_list_map_and_downloads_agree(client: Client, query: str) -> None:
    asked = f"planned={VESTED}{query}"
    listed = json.loads(client.get(f"/arrangements.json?{asked}").getvalue())["arrangements"]
    mapped = data(client, asked)
    references = [each["reference"] for each in mapped["arrangements"]]
    assert [each["reference"] for each in listed] == references
    assert references
    page = BeautifulSoup(client.get(f"/arrangements/?{asked}").content, "html.parser")
    chips = [chip.text for chip in page.select(".chosen__one")]
    assert any("As planned for: 1 April 2028" in chip for chip in chips)


def test_the_sentence_says_what_is_counted_and_what_is_not_known(client: Client) -> None:
    found = data(client, f"planned={VESTED}")
    still = [own.arrangements()[ref] for ref in wanted(VESTED)]
    years = sorted(row["Status as of"] for row in still if row["Status as of"])
    undated = sum(not row["Status as of"] for row in still)
    said = (
        f"If plans go ahead, on 1 April 2028: {len(still)} arrangements last reported running"
        f" ({years[0]} to {years[-1]}, {undated} undated)"
    )
    assert found["sentence"].startswith(said)
    page = BeautifulSoup(client.get(f"/map/?planned={VESTED}").content, "html.parser")
    sentence = page.select_one("[data-map-sentence]")
    assert sentence
    assert sentence.text == found["sentence"]
    nothing = data(client, f"planned={VESTED}&q=nothingofthisname")
    assert nothing["sentence"] == "No arrangement that matches was last reported running."


def test_without_scripts_the_planned_days_are_links_and_the_table_is_as_planned(
    client: Client,
) -> None:
    page = BeautifulSoup(client.get("/map/?region=east-of-england").content, "html.parser")
    days = [link["href"] for link in page.select(".asat-day a") if "planned" in link["href"]]
    coming = sorted({day for day in plans().values() if day > date.today().isoformat()})
    assert days == [f"/map/?region=east-of-england&planned={day}" for day in coming]
    then = client.get(f"/map/?region=east-of-england&planned={VESTED}").content
    page = BeautifulSoup(then, "html.parser")
    rows = [row.text for row in page.select("[data-map-rows] tbody th")]
    assert "Mid Essex (planned)" in rows
    assert "Essex County Council" not in rows
    slider = page.select_one("[data-map-time] output")
    assert slider
    assert slider.text == "1 April 2028, planned"


def test_the_picture_marks_what_is_planned(client: Client) -> None:
    answer = client.get(f"/map/picture.svg?planned={VESTED}")
    root = ElementTree.fromstring(answer.content)
    dashed = [each for each in root.iter() if each.get("stroke-dasharray") == "2.5 1.5"]
    found = data(client, f"planned={VESTED}")
    assert len(dashed) > len(found["planned"])  # the legend has one too
    assert "Planned, on a day to come" in answer.content.decode()
    assert "Planned, on a day to come" not in client.get("/map/picture.svg").content.decode()


@pytest.mark.parametrize("day", ["tomorrow", "2028", "2028-13-01"])
def test_what_is_no_day_is_a_sentence(client: Client, day: str) -> None:
    answer = client.get(f"/map/data.json?planned={day}")
    assert answer.status_code == 400
    assert f"“{day}” is not a day." in answer.json()["error"]


def test_it_costs_a_constant_number_of_queries_and_is_small(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for day in ("2027-04-01", VESTED):
        map_data(Query(QueryDict(f"planned={day}")))
        query = Query(QueryDict(f"planned={day}"))
        # Four stamps, arrangements, partners, services; what the day leaves, to be counted beside
        # the filters and in the sentence.
        with django_assert_num_queries(10):
            map_data(query)
    held.clear()
    assert len(gzip.compress(client.get(f"/map/data.json?planned={VESTED}").content)) < 60_000


def test_a_map_of_today_carries_nothing_of_it(client: Client) -> None:
    assert "planned" not in client.get("/map/data.json").json()
