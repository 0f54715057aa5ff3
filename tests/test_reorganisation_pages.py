"""The overview, and the pack that somebody takes to Monday's meeting."""

from __future__ import annotations

import datetime as dt
import io
import re

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import Page

from arrangements.choices import Becomes
from arrangements.models import Arrangement, DataStamp, Plan
from arrangements.pages.pack import Pack
from arrangements.pages.reorganisation import Overview
from arrangements.reorganisation.notice import last_day_for_notice
from tests import independent as own
from tests.asking import asked
from tests.sight import everybody_can_read
from tests.site import Site
from tests.test_reorganisation_rule import AREAS, class_of, goes_to, take_part

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)


def soup_of(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def text_of(soup: BeautifulSoup) -> str:
    return " ".join(soup.text.split())


def pack(slug: str, today: dt.date = TODAY) -> Pack:
    return Pack(slug, today, lambda path: f"https://catalogue.example{path}")


def test_the_overview_has_every_area_with_its_state_and_day(stranger: Client) -> None:
    soup = soup_of(stranger, "/reorganisation/")
    shown = {row.th.text.strip(): text_of(row) for row in soup.select("tbody tr")}
    assert shown.keys() == {row["name"] for row in own.table("register/plans") if not row["option"]}
    assert "Order made" in shown["Surrey"]
    assert "Planned for 1 April 2027" in shown["Surrey"]
    assert "Government decision announced on 25 March 2026" in shown["Essex"]
    assert "Planned for 1 April 2028" in shown["Lancashire"]
    for row in soup.select("tbody tr"):
        assert row.select("a[rel=noopener]"), "a source for every line"


def test_days_are_counted_from_the_day_that_is_given() -> None:
    left = {area.plan.name: area.left for area in Overview(TODAY).decided}
    assert left["Surrey"] == (dt.date(2027, 4, 1) - TODAY).days == 130
    assert left["Essex"] == (dt.date(2028, 4, 1) - TODAY).days
    later = {area.plan.name: area.left for area in Overview(dt.date(2027, 4, 1)).decided}
    assert later["Surrey"] is None


@pytest.mark.parametrize("slug", AREAS)
def test_the_parameters_find_what_the_csv_says(client: Client, slug: str) -> None:
    told = {reference: class_of(reference, AREAS[slug]) for reference in own.arrangements()}
    for value in ("split", "straddling", "carried", "absorbed", "not-touched"):
        found = asked(client, f"reorganisation={slug}&becomes={value}")
        assert set(found) == {ref for ref, each in told.items() if each == value}, value
    touched = {ref for ref, each in told.items() if each != "not-touched"}
    assert set(asked(client, f"reorganisation={slug}")) == touched
    area = next(a for a in Overview(TODAY).decided if a.plan.slug == slug)
    assert area.touched == len(touched)


def test_a_plan_gone_the_counts_follow(client: Client) -> None:
    assert asked(client, "reorganisation=surrey&becomes=absorbed") == ["SS0230"]
    Plan.objects.get(slug="surrey").successions.all().delete()
    DataStamp.change()
    assert asked(client, "reorganisation=surrey") == []


def test_a_new_councils_pack_is_what_its_councils_bring() -> None:
    where, day = goes_to("Surrey")
    brought = {code for code, ends in where.items() if "West Surrey Council" in ends}
    expected = {ref for ref in own.arrangements() if take_part(ref, day) & brought}
    shown = pack("west-surrey-council")
    found = {entry.arrangement.reference: entry for entry in shown.entries}
    assert found.keys() == {ref for ref in expected if class_of(ref, "Surrey") != "not-touched"}
    for reference, entry in found.items():
        assert entry.told == class_of(reference, "Surrey")
        assert {place.body.code for place in entry.places} == take_part(reference, day)
    listed = [entry for group in shown.groups for entry in group.entries]
    assert sorted(entry.arrangement.reference for entry in listed) == sorted(found)


def test_a_pack_says_what_it_must_of_each(stranger: Client) -> None:
    soup = soup_of(stranger, "/reorganisation/west-surrey-council/")
    text = text_of(soup)
    assert "West Surrey Council (planned)" in text
    assert "Order made" in text
    assert "planned for 1 April 2027" in text
    assert "Guildford Borough Council is to be part of West Surrey Council" in text
    assert "Surrey County Council is to be divided between" in text
    for entry in soup.select(".found__one"):
        said = text_of(entry)
        labels = {label.text for label in entry.select(".found__label")}
        assert labels >= {"Partners", "Model", "Term and notice", "To be asked", "Whom to ring"}
        assert "Sources" in labels
        assert entry.select(".pack-sources li")
        assert re.search(r"\((\d{4}|no date)\)", said)
    assert "What would stand twice" in text
    assert "SI 2008/2176" in text


def test_no_day_in_2028_is_said_without_planned(stranger: Client) -> None:
    for address in (
        "/reorganisation/",
        "/reorganisation/mid-essex/",
        "/reorganisation/lancashire/",
    ):
        text = text_of(soup_of(stranger, address).main)
        found = re.findall(r".{40}1 April 2028", text)
        assert found
        assert all("lanned for 1 April 2028" in each for each in found)


def test_the_last_day_for_notice_lets_it_run_out_on_the_eve() -> None:
    assert last_day_for_notice(6, "2027-04-01") == dt.date(2026, 9, 30)
    assert last_day_for_notice(12, "2028-04-01") == dt.date(2027, 3, 31)
    assert last_day_for_notice(0, "2027-04-01") == dt.date(2027, 3, 31)
    assert last_day_for_notice(1, "2027-03-31") == dt.date(2027, 2, 27)
    assert last_day_for_notice(None, "2027-04-01") is None
    assert last_day_for_notice(6, "") is None


def test_notice_that_can_no_longer_be_given_is_said(stranger: Client) -> None:
    Arrangement.objects.filter(reference="SS0230").update(notice_months=6)
    DataStamp.change()
    [entry] = [e for e in pack("surrey").entries if e.arrangement.reference == "SS0230"]
    assert (entry.notice_by, entry.notice_gone) == (dt.date(2026, 9, 30), True)
    [entry] = [
        e
        for e in pack("surrey", dt.date(2026, 9, 30)).entries
        if e.arrangement.reference == "SS0230"
    ]
    assert not entry.notice_gone
    assert "30 September 2026" in text_of(soup_of(stranger, "/reorganisation/surrey/"))


def test_the_workbook_holds_the_same(stranger: Client) -> None:
    answer = stranger.get("/reorganisation/west-surrey-council.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [
        "About",
        "Councils",
        "Arrangements",
        "Would stand twice",
        "Letters",
        "Law",
    ]
    [headings, *rows] = book["Arrangements"].iter_rows(values_only=True)
    shown = pack("west-surrey-council")
    assert {row[0] for row in rows} == {e.arrangement.reference for e in shown.entries}
    at = headings.index("Why")
    said = {entry.arrangement.reference: entry.sentence for entry in shown.entries}
    assert {row[0]: row[at] for row in rows} == said
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["Day"] == "planned for 1 April 2027"
    assert about["Source"] == "https://www.legislation.gov.uk/uksi/2026/264/made"


def test_a_printed_pack_says_what_it_is(stranger: Client) -> None:
    soup = soup_of(stranger, "/reorganisation/guildford-borough-council/")
    title = "Reorganisation pack: Guildford Borough Council"
    assert text_of(soup.h1) == title
    assert soup.title is not None
    assert soup.title.text == f"{title} – Sharedmap"


def test_a_council_to_be_replaced_has_its_own_list(stranger: Client) -> None:
    shown = pack("guildford-borough-council")
    assert {e.arrangement.reference for e in shown.entries} >= {"SS0230"}
    for entry in shown.entries:
        assert "E07000209" in {place.body.code for place in entry.places}
    body = text_of(soup_of(stranger, "/bodies/guildford-borough-council/"))
    classes = [
        class_of(reference, "Surrey")
        for reference in own.arrangements()
        if "E07000209" in take_part(reference, goes_to("Surrey")[1])
    ]
    touched = [told for told in classes if told != "not-touched"]
    assert f"Reorganisation touches {len(touched)} of the arrangements that it is in:" in body
    assert f"in {touched.count('split')} a partner is divided; " in body
    assert f"in {touched.count('absorbed')} all partners end in one council." in body
    kent = text_of(soup_of(stranger, "/bodies/ashford-borough-council/"))
    assert re.search(r"in \d+ it is not decided\.", kent)


def test_an_area_without_a_decision_says_what_it_can(stranger: Client) -> None:
    soup = soup_of(stranger, "/reorganisation/kent/")
    text = text_of(soup)
    assert "Proposed, not decided" in text
    assert "no day yet" in text
    assert {group.told for group in pack("kent").groups} == {Becomes.NOT_DECIDED}
    assert pack("kent").left is None
    [row] = soup.select("section[aria-labelledby=proposals] tbody tr")
    assert [cell.text.split(":")[0] for cell in row.select("td")] == ["1", "0", "0", "5", "19", "0"]
    option = text_of(soup_of(stranger, "/reorganisation/kent-one-council/").main)
    assert "would be part of One council for Kent" in option
    # What is said of partners that another area's plan replaces hangs on that plan.
    assert "is to be" not in re.sub(r"by that for \w+ \([^)]*\) it is to be", "", option)
    assert "are to end" not in option
    told = {group.told for group in pack("kent-one-council").groups}
    assert told == {Becomes.CARRIED, Becomes.ABSORBED}
    said = text_of(soup_of(stranger, "/reorganisation/watford-borough-council/"))
    assert "is to be part of a new council; which one was not found" in said


def test_a_record_says_what_becomes_of_it(stranger: Client) -> None:
    said = text_of(soup_of(stranger, "/arrangements/SS0134/").select_one("#reorganisation"))
    assert "Essex, planned for 1 April 2028: a partner is replaced whole" in said
    assert "When all of these are done: partners end in different councils" in said
    assert not soup_of(stranger, "/arrangements/SS0252/").select("#reorganisation")


def test_what_has_no_plan_is_told_so(stranger: Client) -> None:
    for slug in ("slough-borough-council", "atlantis"):
        for ending in ("/", ".xlsx"):
            assert stranger.get(f"/reorganisation/{slug}{ending}").status_code == 404
    said = text_of(soup_of(stranger, "/reorganisation/slough-borough-council/", 404))
    assert "No plan known to us replaces Slough Borough Council" in said


def test_a_planned_councils_address_leads_to_its_pack(stranger: Client) -> None:
    answer = stranger.get("/bodies/west-surrey-council/")
    assert (answer.status_code, answer["Location"]) == (302, "/reorganisation/west-surrey-council/")


def test_addresses_of_plans_and_of_bodies_never_meet() -> None:
    plans = set(Plan.objects.values_list("slug", flat=True))
    assert not plans & set(own.by_slug())
    assert len(plans) == len(own.table("register/plans"))


def test_everybody_may_read_a_pack(stranger: Client, reader: Client, editor: Client) -> None:
    for person in (stranger, reader, editor):
        for address in (
            "/reorganisation/",
            "/reorganisation/surrey/",
            "/reorganisation/surrey.xlsx",
        ):
            assert person.get(address).status_code == 200


def test_what_is_asked_of_all_is_said_once_on_the_page(stranger: Client) -> None:
    soup = soup_of(stranger, "/reorganisation/west-surrey-council/")
    asked_of_all = [text_of(each) for each in soup.select("section.pack ul li")]
    assert "When does the agreement end?" in asked_of_all
    held = pack("west-surrey-council")
    assert asked_of_all == held.asked_of_all
    for item, entry in zip(
        soup.select(".pack-entries > li"),
        [entry for group in held.groups for entry in group.entries],
        strict=True,
    ):
        for gap in entry.gaps:
            assert (gap in text_of(item)) == (gap not in asked_of_all)


def test_a_sheet_with_nothing_on_it_says_so(stranger: Client) -> None:
    answer = stranger.get("/reorganisation/guildford-borough-council.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    for sheet in book:
        assert sheet.max_row > 1, sheet.title


@pytest.mark.browser
def test_on_paper_the_letters_are_there_and_the_sites_footer_is_not(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/reorganisation/west-surrey-council/")
    assert page.locator(".site-footer").is_visible()
    assert not page.locator("pre.letter").first.is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".site-footer").is_visible()
    for letter in page.locator("pre.letter").all():
        box = letter.bounding_box()
        assert box is not None
        assert box["height"] > 100


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["", "west-surrey-council/", "kent/", "guildford-borough-council/"]
)
def test_everybody_can_read_it(page: Page, site: Site, path: str) -> None:
    page.goto(f"{site.url}/reorganisation/{path}")
    everybody_can_read(page)


@pytest.mark.browser
def test_on_a_narrow_screen_nothing_of_the_overview_is_cut_off(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{site.url}/reorganisation/")
    for table in page.locator("table.plans").all():
        assert table.evaluate("each => each.parentElement.scrollWidth") <= 375
    for cell in page.locator("table.plans [data-is]").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 375
    first = page.locator("table.plans [data-is]").first
    assert "days left" in first.evaluate("each => getComputedStyle(each, '::after').content")
