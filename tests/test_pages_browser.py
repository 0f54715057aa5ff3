"""The pages in Chromium: no faults that axe can find, at both widths, and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.sight import axe_finds_nothing, nothing_hangs_over
from tests.site import Site

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/",
    "/arrangements/",
    "/arrangements/?q=library&service_kind=frontline&body=essex-county-council&on=2012-06-30",
    "/arrangements/SS0246/",
    "/arrangements/SS0166/",
    "/compare/?arrangement=SS0252&arrangement=SS0391&arrangement=legal",
    "/is-sharing-right/",
    "/lists/",
    "/lessons/?q=legal&topic=ending",
    "/bodies/teignbridge-district-council/",
    "/finder/",
    "/finder/?body=teignbridge-district-council&service=legal",
    "/finder/?body=essex-police&service=libraries&within=50",
    "/finder/?body=Slugh&service=",
    "/about/",
    "/accounts/login/",
    "/no-such-page/",
    "/arrangements/?nonsense=1",
    "/arrangements/?page=999",
]
WIDTHS = (1280, 375)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    axe_finds_nothing(page)
    nothing_hangs_over(page)


def test_the_filters_fold_away_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto("/arrangements/?sector=council")
    search = page.get_by_label("Search", exact=True)
    expect(search).to_be_hidden()
    page.get_by_text("Search and filter").click()
    expect(search).to_be_visible()


def test_an_answers_address_holds_only_what_was_asked(page: Page) -> None:
    page.goto("/arrangements/")
    page.get_by_label("Search", exact=True).fill("library")
    page.get_by_text("Kind of partner").click()
    page.locator("#filter-sector-police").check()
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url("**/arrangements/?q=library&sector=police")
    page.go_back()
    expect(page.get_by_label("Search", exact=True)).to_be_enabled()
    expect(page.locator("#filter-on")).to_be_enabled()


def test_a_filter_is_taken_away_by_its_chip(page: Page) -> None:
    page.goto("/arrangements/?sector=police&region=london")
    page.get_by_role("link", name="Remove Region: London").click()
    page.wait_for_url("**/arrangements/?sector=police")


def test_one_can_skip_to_the_content(page: Page) -> None:
    page.goto("/about/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page's content")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_everything_can_be_read_and_filtered_without_javascript(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Search by body, service or place").fill("library")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".line").first).to_be_visible()
    page.get_by_text("Kind of partner").click()
    page.locator("#filter-sector-council").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("link", name="Remove Sector: Council")).to_be_visible()
    page.locator(".line__name a").first.click()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    context.close()


def test_a_record_prints_with_its_sources_addresses(page: Page) -> None:
    page.goto("/arrangements/SS0246/")
    page.emulate_media(media="print")
    expect(page.locator(".site-nav")).to_be_hidden()
    after = page.locator(".sources a").first.evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "http" in after
