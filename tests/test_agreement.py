"""The list, the map and every download answer about the same arrangements, at a known cost."""

import csv
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from urllib.parse import urlencode

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from arrangements.filters import Query
from tests import independent as own
from tests.asking import asked

pytestmark = pytest.mark.django_db


def values() -> dict[str, list[str]]:
    """Some values of every parameter that a random query can have."""
    return {
        "service": [row["code"] for row in own.table("services")],
        "service_kind": ["management", "back_office", "front_office", "frontline"],
        "body": random.Random(1).sample(sorted(own.by_slug()), 60),
        "body_kind": ["district", "county", "unitary", "police_force", "fire_and_rescue"],
        "tier": ["upper", "lower", "single"],
        "sector": ["council", "health", "police", "fire", "other"],
        "nation": ["england", "wales", "scotland"],
        "region": ["london", "south-east", "east-of-england", "north-west"],
        "model": ["lead_authority", "joint_committee", "shared_staff", "unknown"],
        "status": ["live", "ended", "proposed", "superseded"],
        "geography": ["adjoining", "across-water", "separate"],
        "mix": ["same-tier", "across-tiers", "with-health", "with-other"],
        "pairing": ["district-district", "district-county", "single-single", "police-police"],
        "motive": ["savings", "resilience", "income"],
        "savings": ["yes", "no"],
        "reorganisation": ["surrey", "essex", "kent-one-council"],
        "becomes": ["split", "carried", "absorbed", "not-touched"],
        "on": ["2008-03-31", "2009-01-01", "2012-06-30", "2018-12-31", "2024-03-31"],
        "q": ["shared", "council", "audit", "police"],
    }


def random_query(number: int) -> str:
    chance = random.Random(number)
    known = values()
    chosen = chance.sample(sorted(known), chance.choice([2, 2, 3]))
    pairs = [
        (name, value)
        for name in chosen
        for value in chance.sample(known[name], min(len(known[name]) - 1, chance.choice([1, 2, 3])))
    ]
    return urlencode([*pairs, ("sort", chance.choice(["name", "newest", "partners", "seen"]))])


def references_in_text(data: bytes) -> list[str]:
    return [row["Reference"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))]


def references_in_zip(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {f"{name}.csv" for name in own.SHEETS} == set(archive.namelist())
        return references_in_text(archive.read("Arrangements.csv"))


def references_in_workbook(data: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True)["Arrangements"]
    return [str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True)]


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "csv": references_in_text,
    "zip": references_in_zip,
    "xlsx": references_in_workbook,
    "geojson": lambda data: [each["id"] for each in json.loads(data)["features"]],
}


@pytest.mark.parametrize("number", range(50))
def test_page_map_and_downloads_answer_about_the_same_arrangements(
    client: Client, number: int
) -> None:
    query = random_query(number)
    expected = asked(client, query)
    for ending, read in READERS.items():
        assert read(client.get(f"/arrangements.{ending}?{query}").getvalue()) == expected, ending
    drawn = json.loads(client.get(f"/map/data.json?{query}").getvalue())
    assert drawn["count"] == len(expected)
    assert drawn["arrangements"][0] == expected
    table = BeautifulSoup(client.get(f"/map/?{query}").content, "html.parser").select_one(
        ".map-lines"
    )
    assert table
    rows = [str(link["href"]).split("/")[2] for link in table.select("tbody th a")]
    assert rows == expected[:25]
    assert f"All {len(expected)} in the list" in table.text or len(expected) <= 25
    pages = max(1, -(-len(expected) // 25))
    for page in {1, pages}:
        text = client.get(f"/arrangements/?{query}&page={page}").content.decode()
        listed = re.findall(r'href="/arrangements/(SS\d+)/"', text)
        assert listed == expected[(page - 1) * 25 : page * 25]


def test_the_random_queries_find_a_few_and_a_lot() -> None:
    counts = [Query(QueryDict(random_query(number))).count for number in range(50)]
    assert sum(count > 0 for count in counts) > 25
    assert max(counts) > 100


# A query each for the services that can be asked for, the count and the keys, three for names, and
# seven for each five hundred arrangements with all that hangs on them.
QUERIES = {
    "/arrangements.json?service=legal": 13,
    "/arrangements.csv?service=legal": 13,
    "/arrangements.geojson?service=legal": 13,
    "/arrangements.zip?service=legal": 13,
    # Its cover says the query in words, with the services by their names.
    "/arrangements.xlsx?service=legal": 14,
    "/arrangements.json": 19,
}


@pytest.mark.parametrize("address", QUERIES)
def test_the_queries_of_an_answer(
    client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(address).getvalue()  # the register is read once for each state of the data
    with django_assert_num_queries(QUERIES[address]):
        client.get(address).getvalue()
