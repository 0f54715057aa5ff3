"""The vocabulary of services and the page of each: every number is that of the list it links to."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client

from arrangements.filters import Query
from arrangements.models import Service
from tests.independent import arrangements, listed, table

pytestmark = pytest.mark.django_db


def soup_of(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_the_list_has_every_service_with_its_counts(stranger: Client) -> None:
    soup = soup_of(stranger, "/services/")
    found = {
        row.select_one("th a").text: tuple(int(cell.text) for cell in row.select("td"))
        for row in soup.select("tbody tr")
    }
    every, running = Counter(), Counter()
    for row in arrangements().values():
        every.update(listed(row["Services"]))
        if row["Status"] in {"Running", "Notice given"}:
            running.update(listed(row["Services"]))
    assert found == {
        row["name"]: (every[row["name"]], running[row["name"]]) for row in table("services")
    }


def test_services_stand_under_their_kind_and_group(stranger: Client) -> None:
    for section in soup_of(stranger, "/services/").select("section.service-kind"):
        label = section.select_one("h2").text.strip()
        for group in section.select("table"):
            for link in group.select("th a"):
                service = Service.objects.get(name=link.text)
                assert service.get_kind_display() == label
                assert service.group == group.select_one("caption").text


@pytest.mark.parametrize("code", ["legal", "libraries", "chief-executive", "police-dogs"])
def test_every_number_is_that_of_the_list_it_links_to(stranger: Client, code: str) -> None:
    soup = soup_of(stranger, f"/services/{code}/")
    rows = soup.select("table.bars tbody tr")
    assert rows
    for row in rows:
        query = urlsplit(row.select_one("a")["href"]).query
        assert Query(QueryDict(query)).count == int(row.select_one(".number").text), query


def test_each_status_and_model_counts_an_arrangement_once(stranger: Client) -> None:
    soup = soup_of(stranger, "/services/legal/")
    number = sum("Legal services" in listed(row["Services"]) for row in arrangements().values())
    for title in ("by-status", "by-model"):
        section = soup.select_one(f"section[aria-labelledby={title}]")
        assert sum(int(cell.text) for cell in section.select(".number")) == number
    assert soup.select_one(".sentence").text.startswith(f"{number} arrangements.")


def test_the_words_that_an_upload_understands_are_shown(stranger: Client) -> None:
    text = " ".join(soup_of(stranger, "/services/legal/").text.split())
    words = next(row["synonyms"] for row in table("services") if row["code"] == "legal")
    assert listed(words)
    for word in listed(words):
        assert word in text


def test_every_service_has_a_page(stranger: Client) -> None:
    for service in Service.objects.all():
        assert stranger.get(service.get_absolute_url()).status_code == 200, service


def test_an_unknown_service_is_not_found(stranger: Client) -> None:
    assert stranger.get("/services/alchemy/").status_code == 404
