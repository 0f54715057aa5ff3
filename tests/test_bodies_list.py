"""The list of bodies and its download: what they hold, how they are narrowed, what they refuse."""

import csv
import datetime as dt
import io
from collections import Counter
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import independent
from tests.independent import bodies, table

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "", status: int = 200) -> BeautifulSoup:
    answer = client.get(f"/bodies/?{query}")
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def names(client: Client, query: str) -> list[str]:
    return [link.text for link in page(client, query).select(".register__body a")]


def downloaded(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/bodies.csv?{query}")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def codes(client: Client, query: str) -> set[str]:
    rows = downloaded(client, query)
    found = {row["Code"] for row in rows}
    assert len(found) == len(rows)
    return found


def test_the_list_counts_every_body_and_shows_fifty(stranger: Client) -> None:
    soup = page(stranger)
    assert f"{len(bodies()):,} bodies." in soup.select_one(".sentence").text
    assert len(soup.select(".register__body")) == 50


def test_the_download_holds_every_body_with_its_facts(stranger: Client) -> None:
    rows = {row["Code"]: row for row in downloaded(stranger)}
    assert {code: row["Name"] for code, row in rows.items()} == {
        code: row["name"] for code, row in bodies().items()
    }
    shares = Counter(row["Body code"] for row in table("catalogue/Partners"))
    assert {code: int(row["Arrangements"]) for code, row in rows.items()} == {
        code: shares[code] for code in bodies()
    }
    assert rows["E06000039"]["Address"] == "slough-borough-council"
    assert rows["E06000039"]["Start"] == bodies()["E06000039"]["start"]


@pytest.mark.parametrize("day", ["2008-06-30", "2019-03-31", "2024-01-01"])
def test_who_took_part_in_what_another_query_finds_on_a_day(stranger: Client, day: str) -> None:
    date = dt.date.fromisoformat(day)
    there = {code for code in bodies() if independent.exists(code, date)}
    assert codes(stranger, f"on={day}") == there
    asked = independent.with_service("code", "legal") & independent.running(day)
    part = set().union(*(independent.taking_part(each, date) for each in asked))
    among = quote(f"service=legal&on={day}")
    assert codes(stranger, f"on={day}&among={among}") == part
    recorded = {
        row["Body code"]
        for each in independent.with_service("code", "legal")
        for row in independent.partners(each)
    }
    assert codes(stranger, f"among={quote('service=legal')}") == recorded


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("body_kind=police_force", lambda row: row["kind"] == "police_force"),
        ("sector=health", lambda row: row["sector"] == "health"),
        ("tier=lower&tier=upper", lambda row: row["tier"] in {"lower", "upper"}),
        (
            "nation=wales&sector=council",
            lambda row: (row["nation"], row["sector"]) == ("Wales", "council"),
        ),
        (
            "region=south-east&body_kind=district",
            lambda row: (row["region"], row["kind"]) == ("South East", "district"),
        ),
        ("existing=yes", lambda row: not row["end"]),
        ("existing=no", lambda row: bool(row["end"])),
        ("existing=yes&existing=no", lambda row: True),
    ],
)
def test_a_filter_lets_through_what_the_fixture_says(
    stranger: Client, query: str, wanted: object
) -> None:
    expected = {code for code, row in bodies().items() if wanted(row)}
    assert expected
    assert codes(stranger, query) == expected
    assert f"{len(expected):,} bod" in page(stranger, query).select_one(".sentence").text


def test_those_that_share_are_the_partners(stranger: Client) -> None:
    partners = {row["Body code"] for row in table("catalogue/Partners")}
    assert codes(stranger, "sharing=yes") == partners
    assert codes(stranger, "sharing=no") == set(bodies()) - partners


@pytest.mark.parametrize(
    ("search", "name"),
    [
        ("slough", "Slough Borough Council"),
        ("SHEPWAY", "Folkestone and Hythe District Council"),
        ("hammersmith and fulham", "London Borough of Hammersmith & Fulham"),
        ("E10000012", "Essex County Council"),
        ("ynys mon", "Isle of Anglesey County Council"),
        ("king's lynn", "Borough Council of Kings Lynn and West Norfolk"),
    ],
)
def test_a_search_looks_at_former_names_and_codes_too(
    stranger: Client, search: str, name: str
) -> None:
    assert name in names(stranger, f"q={quote(search)}")


def test_every_word_of_a_search_must_be_there(stranger: Client) -> None:
    assert names(stranger, "q=slough+essex") == []
    assert "No body in the register matches" in page(stranger, "q=slough+essex").text
    assert {"Slough Borough Council"} < set(names(stranger, "q=slough&q=essex"))


def test_the_most_sharing_come_first(stranger: Client) -> None:
    soup = page(stranger, "sort=most")
    numbers = [int(cell.text) for cell in soup.select("td.govuk-table__cell--numeric")]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == max(
        Counter(row["Body code"] for row in table("catalogue/Partners")).values()
    )


def test_a_body_that_is_gone_says_so(stranger: Client) -> None:
    text = page(stranger, "q=somerset+county").select_one(".register").text
    assert "(to 2023)" in " ".join(text.split())


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("colour=red", 400, "“colour” is not something that can be asked for here."),
        ("tier=middle", 400, "“middle” is not a value of tier."),
        ("page=two", 400, "“two” is not a page number."),
        ("page=400", 404, "There is no page 400: the last page is 25."),
    ],
)
def test_what_it_does_not_understand_is_refused_with_a_sentence(
    stranger: Client, query: str, status: int, sentence: str
) -> None:
    soup = page(stranger, query, status)
    assert sentence in " ".join(soup.text.split())
    assert not soup.select(".register")


def test_a_value_that_is_none_is_told_those_that_are(stranger: Client) -> None:
    codes = [each.text for each in page(stranger, "tier=middle", 400).select("details code")]
    assert codes == ["upper", "lower", "single"]


def test_a_download_refuses_the_same(stranger: Client) -> None:
    answer = stranger.get("/bodies.csv?colour=red")
    assert answer.status_code == 400
    assert answer.content.decode().startswith("“colour” is not something")


def test_a_download_is_named_by_its_day(stranger: Client) -> None:
    answer = stranger.get("/bodies.csv?q=slough")
    assert f"sharedmap-bodies-{dt.date.today()}.csv" in answer["Content-Disposition"]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
