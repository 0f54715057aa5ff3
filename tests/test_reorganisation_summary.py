"""The short table at the head of a pack: every arrangement in a line."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from playwright.sync_api import Page

from arrangements.models import Arrangement, DataStamp
from tests.site import Site
from tests.test_reorganisation_pages import pack, soup_of, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["", "?letters=no"])
@pytest.mark.parametrize("slug", ["surrey", "west-surrey-council", "guildford-borough-council"])
def test_each_arrangement_has_a_line_with_what_the_meeting_asks(
    stranger: Client, slug: str, query: str
) -> None:
    soup = soup_of(stranger, f"/reorganisation/{slug}/{query}")
    rows = soup.select("section[aria-labelledby=at-a-glance] tbody tr")
    entries = [entry for group in pack(slug).groups for entry in group.entries]
    assert entries
    for row, entry in zip(rows, entries, strict=True):
        assert text_of(row.th) == entry.arrangement.name
        assert soup.select_one(row.th.a["href"]), "the line leads to the entry"
        becomes, lead, notice, ring = (text_of(cell) for cell in row.select("td"))
        assert becomes == entry.told.label
        assert lead == (entry.lead.name if entry.lead else "Not named")
        assert (notice == "Not known") == (not entry.notice_by and not entry.notice)
        rung = [office.body.name for office in entry.offices]
        assert all(name in ring for name in rung[:3])
        assert (f"and {len(rung) - 3} more" in ring) == (len(rung) > 3)


def test_it_stands_before_the_entries_and_has_the_last_day_for_notice(stranger: Client) -> None:
    Arrangement.objects.filter(reference="SS0230").update(notice_months=6)
    DataStamp.change()
    soup = soup_of(stranger, "/reorganisation/surrey/")
    [row] = soup.select("#at-a-glance ~ div tr:has(a[href='#SS0230'])")
    [entry] = [e for e in pack("surrey").entries if e.arrangement.reference == "SS0230"]
    assert entry.notice_by == dt.date(2026, 9, 30)
    assert "30 September 2026, which has passed" in text_of(row)
    sections = [each["aria-labelledby"] for each in soup.select("section[aria-labelledby]")]
    assert sections[:2] == ["counts", "at-a-glance"]


def test_notice_without_a_day_is_given_as_it_is_known(stranger: Client) -> None:
    slug = "kent"
    first = pack(slug).entries[0].arrangement
    Arrangement.objects.filter(pk=first.pk).update(notice_months=12)
    DataStamp.change()
    soup = soup_of(stranger, f"/reorganisation/{slug}/")
    [row] = soup.select(f"#at-a-glance ~ div tr:has(a[href='#{first.reference}'])")
    assert "12 months of notice" in text_of(row)


@pytest.mark.browser
def test_it_fits_a_phone_and_a_sheet_of_paper(page: Page, site: Site) -> None:
    for width, media in ((375, "screen"), (718, "print")):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{site.url}/reorganisation/west-surrey-council/")
        page.emulate_media(media=media)
        table = page.locator("section[aria-labelledby=at-a-glance] table")
        assert table.is_visible()
        for cell in table.locator("td:visible").all():
            box = cell.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
