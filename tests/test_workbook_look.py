"""A downloaded workbook prints well, says what was asked for, and has savings to read."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS
from arrangements.models import Arrangement
from arrangements.wording import saving_labelled

pytestmark = pytest.mark.django_db

QUERY = "service=legal&tier=lower"


@pytest.fixture
def book(stranger: Client) -> Any:
    answer = stranger.get(f"/arrangements.xlsx?{QUERY}")
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]


A4, A3 = 9, 8
PAPER = {
    "About": A4,
    "Arrangements": A3,
    "Partners": A4,
    "Savings": A3,
    "Sources": A3,
    "Lessons": A4,
}


def test_every_sheet_prints_one_page_wide_on_paper_that_it_can_be_read_on(book: Any) -> None:
    assert book.sheetnames == [*PAPER, "Lists"]
    for name, paper in PAPER.items():
        page = book[name]
        assert page.page_setup.orientation == "landscape"
        assert int(page.page_setup.paperSize) == paper
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert "&P" in page.oddFooter.right.text
    assert all(
        book[sheet.name].print_title_rows == "$1:$1" for sheet in (ARRANGEMENTS, *CHILD_SHEETS)
    )


def test_the_columns_that_people_read_are_printed(book: Any) -> None:
    page = book[ARRANGEMENTS.name]
    printed = page[page.print_area.partition("!")[2]]
    assert [cell.value for cell in printed[0]][-1] == "End"
    assert len(printed) == page.max_row


def test_a_row_is_as_tall_as_its_longest_text(book: Any) -> None:
    page = book[ARRANGEMENTS.name]
    at = [cell.value for cell in page[1]].index("Partners")
    short = min(page.iter_rows(min_row=2), key=lambda row: len(row[at].value))
    tall = max(page.iter_rows(min_row=2), key=lambda row: len(row[at].value))
    heights = [page.row_dimensions[row[0].row].height for row in (short, tall)]
    assert 15 <= heights[0] < heights[1] <= 409


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
