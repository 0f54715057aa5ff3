"""A downloaded workbook prints well, says what was asked for, and has savings to read."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from arrangements.columns import ARRANGEMENTS, SHEETS
from arrangements.models import Arrangement
from arrangements.wording import saving_labelled

pytestmark = pytest.mark.django_db

QUERY = "service=legal&tier=lower"


@pytest.fixture
def book(stranger: Client) -> Any:
    answer = stranger.get(f"/arrangements.xlsx?{QUERY}")
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]


def test_every_sheet_prints_on_a4_on_its_side_one_page_wide(book: Any) -> None:
    for page in book:
        assert page.page_setup.orientation == "landscape"
        assert int(page.page_setup.paperSize) == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert all(book[sheet.name].print_title_rows == "$1:$1" for sheet in SHEETS)


def test_the_cover_says_in_words_what_was_asked_for(book: Any) -> None:
    said = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert said["Asked for"] == "Service: Legal services; Tier of council: Lower tier (district)"
    assert said["As a query"] == QUERY


def test_savings_stand_in_words_beside_their_arrangement(book: Any) -> None:
    rows = list(book[ARRANGEMENTS.name].iter_rows(values_only=True))
    at = rows[0].index("Savings in words")
    told = 0
    for row in rows[1:]:
        savings = Arrangement.objects.get(reference=row[0]).savings.select_related("source")
        assert (row[at] or "") == "; ".join(saving_labelled(saving) for saving in savings)
        told += bool(row[at])
    assert told


def test_the_words_are_explained_as_not_read_back(stranger: Client) -> None:
    text = stranger.get("/about/data/").content.decode()
    assert "Savings in words" in text
    assert not any(column.key == "savings_in_words" for column in ARRANGEMENTS.stored)
