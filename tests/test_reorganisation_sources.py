"""A plan whose source is no official page is told to be so wherever that source is shown."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client

from arrangements.reorganisation.sources import is_second_hand
from tests import independent as own
from tests.test_finder_page import soup_of as followed
from tests.test_reorganisation_pages import pack, soup_of, text_of

pytestmark = pytest.mark.django_db

CAUTION = "Second-hand, not an official page: check before relying on it."
IN_A_CELL = "(second-hand, not an official page: check before relying on it)"


@pytest.mark.parametrize(
    ("address", "second_hand"),
    [
        ("https://www.legislation.gov.uk/uksi/2026/264/made", False),
        ("https://news.lancashire.gov.uk/news/x", False),
        ("https://www.gov.uk/government/collections/x", False),
        ("https://gov.uk", False),
        ("https://questions-statements.parliament.uk/x", False),
        ("https://www.gov.wales/x", False),
        ("https://www.gov.scot/x", False),
        ("https://WWW.TORBAY.GOV.UK:443/news/", False),
        ("https://www.essexlgrhub.org/proposals", False),
        ("https://github.com/mampfes/x/pull/6596", True),
        ("https://en.wikipedia.org/wiki/X", True),
        ("https://www.parallelparliament.co.uk/question/HL14186/x", True),
        ("https://notgov.uk/", True),
        ("https://www.gov.uk.example.com/", True),
        ("https://www.gov.uk@example.com/", True),
        ("", False),
    ],
)
def test_what_is_official_is_told_by_the_host(address: str, second_hand: bool) -> None:
    assert is_second_hand(address) is second_hand


def test_the_overview_cautions_in_each_line_that_wants_it(stranger: Client) -> None:
    rows = soup_of(stranger, "/reorganisation/").select("table.plans tbody tr")
    sources = {
        row["name"]: row["source_url"] for row in own.table("register/plans") if not row["option"]
    }
    cautioned = {text_of(row.th) for row in rows if CAUTION in text_of(row)}
    assert cautioned == {
        name
        for name, address in sources.items()
        if not (".gov.uk/" in address or "//gov.uk/" in address)
    }
    assert {"Essex", "Hampshire", "Norfolk", "Suffolk"} <= cautioned
    assert not {"Surrey", "Lancashire", "Devon"} & cautioned


@pytest.mark.parametrize("slug", ["essex", "mid-essex", "chelmsford-city-council"])
def test_a_pack_cautions_on_page_in_workbook_and_in_letters(stranger: Client, slug: str) -> None:
    soup = soup_of(stranger, f"/reorganisation/{slug}/")
    assert CAUTION in text_of(soup.select_one(".govuk-inset-text"))
    answer = stranger.get(f"/reorganisation/{slug}.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    about = {str(row[0]): str(row[1]) for row in book["About"].iter_rows(values_only=True)}
    assert about["Source"].endswith(IN_A_CELL)
    letters = pack(slug).letters
    assert letters
    for _, _, letter in letters:
        assert "; our source for this is second-hand: github.com)" in letter.text


def test_of_each_council_it_is_said_whose_page_bears_it_out(stranger: Client) -> None:
    soup = soup_of(stranger, "/reorganisation/essex/")
    said = {
        each.a.text: text_of(each)
        for each in soup.select("section[aria-labelledby=councils] > ul > li")
    }
    assert "second-hand" in said["Chelmsford City Council"]
    assert "second-hand" not in said["Brentwood Borough Council"]
    book = openpyxl.load_workbook(io.BytesIO(stranger.get("/reorganisation/essex.xlsx").content))
    cells = {str(row[0]): str(row[3]) for row in book["Councils"].iter_rows(values_only=True)}
    assert cells["Chelmsford City Council"].endswith(IN_A_CELL)
    assert cells["Brentwood Borough Council"] == "https://www.essexlgrhub.org/proposals"


def test_an_official_source_is_shown_without_a_word(stranger: Client) -> None:
    for address in ("/reorganisation/surrey/", "/reorganisation/lancashire/"):
        assert "econd-hand" not in text_of(
            soup_of(stranger, address).select_one(".govuk-inset-text")
        )
    assert "econd-hand" not in "".join(letter.text for _, _, letter in pack("surrey").letters)
    assert "econd-hand" not in stranger.get("/bodies/guildford-borough-council/").content.decode()


def test_a_body_and_a_record_caution_too(stranger: Client) -> None:
    assert CAUTION in text_of(soup_of(stranger, "/bodies/chelmsford-city-council/").main)
    shown = soup_of(stranger, "/arrangements/SS0134/").select_one("#reorganisation")
    assert text_of(shown).count(CAUTION) == 2


def test_the_finder_cautions_beside_what_is_planned(stranger: Client) -> None:
    soup = followed(stranger, "/finder/?body=chelmsford-city-council&service=legal")
    assert CAUTION in text_of(soup.select_one(".finder-note"))
    links = soup.select(".found__points a[href*='github.com']")
    assert links
    for link in links:
        assert "second-hand: github.com" in text_of(link.parent)
