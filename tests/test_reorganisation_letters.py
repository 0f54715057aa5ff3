"""Whom a pack asks, the letters that go with it, and a pack without them."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import Page

from arrangements.models import Arrangement, DataStamp
from tests import independent as own
from tests.site import Site
from tests.test_reorganisation_pages import pack, soup_of, text_of
from tests.test_reorganisation_rule import goes_to, take_part

pytestmark = pytest.mark.django_db

FINDER = "/finder/?body=teignbridge-district-council&service=legal"


def whom_to_ask(reference: str, slug: str) -> set[str]:
    """By the CSV: the lead, else the host; else, or where that is the council whose pack it is,
    its other partners. In a pack of more than one council: all that the plan has."""
    where, day = goes_to("Surrey")
    partners = {c for c in take_part(reference, day) if own.bodies()[c]["kind"] != "group"}
    own_code = "E07000209" if slug == "guildford-borough-council" else ""
    for role in ("Lead", "Host"):
        named = [row["Body code"] for row in own.partners(reference) if row["Role"] == role]
        if named:
            if named[0] in partners - {own_code}:
                return {named[0]}
            break
    return partners - {own_code} if own_code else partners & where.keys()


@pytest.mark.parametrize("slug", ["surrey", "west-surrey-council", "guildford-borough-council"])
def test_a_letter_is_ready_for_each_that_is_to_be_asked(slug: str) -> None:
    shown = pack(slug)
    written: dict[str, set[str]] = {e.arrangement.reference: set() for e in shown.entries}
    assert len({body.pk for body, _, _ in shown.letters}) == len(shown.letters)
    for body, entries, letter in shown.letters:
        for entry in entries:
            written[entry.arrangement.reference].add(body.code)
            assert entry.arrangement.name in letter.text
            assert entry.arrangement.get_absolute_url() in letter.text
        assert "planned for 1 April 2027" in letter.text
        assert "{" not in letter.text
        assert letter.text.replace("\n", "\r\n") in unquote(letter.link)
    assert written == {reference: whom_to_ask(reference, slug) for reference in written}
    assert any(len(asked) > 1 for asked in written.values())
    for entry in shown.entries:
        rung = {each.body.code for each in entry.offices}
        assert rung == written[entry.arrangement.reference]


def test_nobody_is_told_to_ring_or_write_to_themselves(stranger: Client) -> None:
    name = "Guildford Borough Council"
    soup = soup_of(stranger, "/reorganisation/guildford-borough-council/")
    rung = [text_of(each) for each in soup.select(".pack-rung")]
    assert len(rung) == len(pack("guildford-borough-council").entries)
    assert not [each for each in rung if each.startswith(name) or f" {name}" in each]
    assert not [each for each in soup.select(".pack-letters summary") if name in each.text]
    assert "to each of the other partners" in text_of(soup.select_one(".pack-letters"))
    answer = stranger.get("/reorganisation/guildford-borough-council.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    for sheet, heading in (("Arrangements", "Bodies to ring"), ("Letters", "Body to write to")):
        [headings, *rows] = book[sheet].iter_rows(values_only=True)
        asked_for = [str(row[headings.index(heading)]).split("\n") for row in rows]
        assert asked_for
        assert not [names for names in asked_for if name in names]


def test_one_that_leads_itself_asks_its_partners() -> None:
    """Their mailbox and page may be its own, so the partners' own are given."""
    Arrangement.objects.filter(reference="SS0230").update(contact_mailbox="a@guildford.example")
    held = Arrangement.objects.get(reference="SS0230").partners
    held.update(role="partner")
    held.filter(body__slug="guildford-borough-council").update(role="lead")
    DataStamp.change()
    [entry] = [
        e for e in pack("guildford-borough-council").entries if e.arrangement.reference == "SS0230"
    ]
    others = {place.body.code for place in entry.places} - {"E07000209"}
    assert {each.body.code for each in entry.offices} == others != set()
    assert {each.mailbox for each in entry.offices} == {""}


def own_computers() -> list[str]:
    return ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"]


@pytest.mark.parametrize("host", own_computers())
def test_letters_from_a_copy_on_ones_own_computer_have_no_links(
    stranger: Client, settings: Any, host: str
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    notice = "runs on your own computer, and its addresses work there alone"
    for address in ("/reorganisation/west-surrey-council/", FINDER):
        soup = BeautifulSoup(stranger.get(address, headers={"host": host}).content, "html.parser")
        letters = [letter.text for letter in soup.select("pre")]
        assert letters
        assert not [text for text in letters if "http" in text or host in text]
    soup = BeautifulSoup(
        stranger.get("/reorganisation/surrey/", headers={"host": host}).content, "html.parser"
    )
    assert notice in text_of(soup.select_one(".pack-letters"))
    answer = stranger.get("/reorganisation/surrey.xlsx", headers={"host": host})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert notice in dict(book["About"].iter_rows(values_only=True))["Whom to ring and write to"]
    [_, *rows] = book["Letters"].iter_rows(values_only=True)
    assert not [row for row in rows if "http" in str(row[3])]


@pytest.mark.parametrize("secure", [True, False])
def test_letters_carry_the_host_and_the_scheme_that_were_asked(
    stranger: Client, settings: Any, secure: bool
) -> None:
    settings.ALLOWED_HOSTS = ["shared.example.gov.uk"]
    start = f"{'https' if secure else 'http'}://shared.example.gov.uk/"
    for address in ("/reorganisation/west-surrey-council/", FINDER):
        answer = stranger.get(address, headers={"host": "shared.example.gov.uk"}, secure=secure)
        for letter in BeautifulSoup(answer.content, "html.parser").select("pre"):
            links = re.findall(r"https?://\S+", letter.text)
            assert links
            assert all(link.startswith(start) for link in links)
    answer = stranger.get("/reorganisation/surrey/", headers={"host": "shared.example.gov.uk"})
    assert "your own computer" not in answer.content.decode()


def test_what_began_after_the_decision_is_asked_whether_it_ends_with_the_change(
    stranger: Client,
) -> None:
    decided = next(row for row in own.table("register/plans") if row["name"] == "Surrey")
    began = {ref: row["Start"] for ref, row in own.arrangements().items()}
    held = pack("surrey")
    later = {
        entry.arrangement.reference
        for entry in held.entries
        if began[entry.arrangement.reference] > decided["decision_date"]
    }
    assert "SS0190" in later
    question = "after the decision: does it exist for the change alone, and end with it?"
    for entry in held.entries:
        asks = any(gap.endswith(question) for gap in entry.gaps)
        assert asks == (entry.arrangement.reference in later)
    letters = [
        text.text
        for _, entries, text in held.letters
        if {"SS0190"} & {entry.arrangement.reference for entry in entries}
    ]
    assert letters
    assert all(f"It began in January 2026, {question}" in text for text in letters)
    soup = soup_of(stranger, "/reorganisation/surrey/")
    assert f"It began in January 2026, {question}" in text_of(soup.select_one("#SS0190"))


def test_a_pack_can_be_had_without_the_letters(stranger: Client) -> None:
    whole = soup_of(stranger, "/reorganisation/west-surrey-council/")
    [short] = [link["href"] for link in whole.select(".links-row a") if "letters=" in link["href"]]
    soup = soup_of(stranger, f"/reorganisation/west-surrey-council/{short}")
    assert whole.select("pre.letter")
    assert not soup.select("pre.letter, #letters, a[href='#letters']")
    assert soup.select(".pack-entries li")
    assert soup.select_one(".links-row a[href='/reorganisation/west-surrey-council/']")
    answer = stranger.get("/reorganisation/west-surrey-council/?letters=maybe")
    assert answer.status_code == 400
    assert "“letters” can only be “no”" in text_of(BeautifulSoup(answer.content, "html.parser"))
    assert stranger.get("/reorganisation/west-surrey-council/?leters=no").status_code == 400
    assert stranger.get("/reorganisation/west-surrey-council/?utm_source=x").status_code == 200


@pytest.mark.browser
def test_on_paper_a_page_to_ring_by_is_its_address_alone(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/reorganisation/west-surrey-council/")
    ring = page.locator(".pack-rung li", has_text="Elmbridge Borough Council").first
    assert "by way of GOV.UK" in ring.inner_text()
    page.emulate_media(media="print")
    assert "by way of GOV.UK" not in ring.inner_text()
    assert "gov.uk/find-local-council/elmbridge" in ring.inner_text()
    after = "each => getComputedStyle(each, '::after').content"
    assert ring.get_by_role("link").first.evaluate(after) == "none"
