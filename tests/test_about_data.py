"""The page of the columns says everything that the tables of columns and of filters hold."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client

from arrangements.columns import SHEETS
from arrangements.filters import Query

pytestmark = pytest.mark.django_db


@pytest.fixture
def soup(stranger: Client) -> BeautifulSoup:
    answer = stranger.get("/about/data/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(tag: object) -> str:
    return " ".join(tag.text.split())  # type: ignore[attr-defined]


def test_every_column_of_every_sheet_is_explained(soup: BeautifulSoup) -> None:
    for sheet in SHEETS:
        section = soup.select_one(f"section[aria-labelledby=sheet-{sheet.name.lower()}]")
        rows = section.select(".column-help__one")
        assert len(rows) == len(sheet.columns)
        for column, row in zip(sheet.columns, rows, strict=True):
            text = words(row)
            assert text.startswith(column.heading)
            assert " ".join(column.help.split()) in text
            for name in column.names:
                assert name in text


def test_the_words_of_a_coded_column_are_listed(soup: BeautifulSoup) -> None:
    section = soup.select_one("section[aria-labelledby=sheet-arrangements]")
    status = next(
        words(row) for row in section.select(".column-help__one") if words(row).startswith("Status")
    )
    assert "Proposed, Agreed, Being set up, Running, Notice given, Ended, Not pursued" in status


def test_every_parameter_is_explained_with_its_values(soup: BeautifulSoup) -> None:
    rows = {
        row.select_one("dt code").text: row
        for row in soup.select(".column-help__one")
        if row.select_one("dt code")
    }
    form = Query(QueryDict()).form
    assert set(rows) == set(form.fields)
    assert {code.text for code in rows["geography"].select("dd code")} == {
        "adjoining",
        "across-water",
        "separate",
    }
    for name, row in rows.items():
        assert words(row.select_one("dd")), name


def test_its_downloads_are_there(soup: BeautifulSoup, stranger: Client) -> None:
    links = [link["href"] for link in soup.select("main ul a") if "." in link["href"]]
    assert {"/arrangements.xlsx", "/arrangements.csv", "/bodies.csv"} <= set(links)
    for link in links:
        assert stranger.head(link).status_code == 200, link
