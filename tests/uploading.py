"""Sending a spreadsheet to the site, and reading what it answers."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from arrangements.models import Import
from tests.sheets import upload

SAID_BY = "Partnerships officer of the estuary"


def sent(
    client: Client, data: bytes, name: str = "list.xlsx", said_by: str = SAID_BY
) -> HttpResponse:
    return client.post("/imports/new/", {"file": upload(data, name), "said_by": said_by})


def planned(client: Client, data: bytes, name: str = "list.xlsx", said_by: str = SAID_BY) -> Import:
    answer = sent(client, data, name, said_by)
    assert answer.status_code == 302, words(soup_of(answer))
    record = Import.objects.latest("pk")
    assert answer["Location"] == f"/imports/{record.pk}/"
    return record


def soup_of(answer: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def words(tag: BeautifulSoup) -> str:
    return " ".join(tag.text.split())


def cells(soup: BeautifulSoup) -> list[list[str]]:
    return [[words(cell) for cell in row.select("th, td")] for row in soup.select("tbody tr")]


def preview(client: Client, record: Import, query: str = "") -> BeautifulSoup:
    answer = client.get(f"/imports/{record.pk}/{query}")
    assert answer.status_code == 200
    return soup_of(answer)


def section(soup: BeautifulSoup, name: str) -> BeautifulSoup:
    return soup.select_one(f"section[aria-labelledby={name}]")
