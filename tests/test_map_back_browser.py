"""What the browser's Back does on the map."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.test_map_browser import CHART, PANEL, find, opened

pytestmark = pytest.mark.browser


def test_back_undoes_what_was_chosen_step_by_step(page: Page) -> None:
    opened(page, "/map/?service_kind=management#view=52.5,-1.5,6.5")
    rest = page.url
    find(page, "Breckland")
    expect(page.locator(f"{PANEL} h3")).to_have_text("Breckland District Council")
    page.locator(f"{PANEL} .map-choose", has_text="South Holland").first.click()
    expect(page.locator(f"{PANEL} h3")).to_contain_text("South Holland")
    page.get_by_role("link", name="Kind of service: Management").click()
    expect(page).not_to_have_url(re.compile("service_kind"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?service_kind=management#.*with=|SS\d+"))
    expect(page.locator(f"{PANEL} h3")).to_contain_text("South Holland")
    expect(page.get_by_role("link", name="Kind of service: Management")).to_be_visible()
    page.go_back()
    expect(page.locator(f"{PANEL} h3")).to_have_text("Breckland District Council")
    page.go_back()
    expect(page).to_have_url(rest)
    expect(page.locator(f"{CHART}.is-choosing")).to_have_count(0)
    page.go_forward()
    expect(page.locator(f"{PANEL} h3")).to_have_text("Breckland District Council")


def test_moving_the_map_is_no_step_of_its_own(page: Page) -> None:
    page.goto("/about/")
    opened(page)
    page.get_by_role("button", name="Show London", exact=True).click()
    expect(page).to_have_url(re.compile("view="))
    page.go_back()
    expect(page).to_have_url(re.compile("/about/$"))


def test_back_from_another_day_leads_to_what_was_chosen_before(page: Page) -> None:
    opened(page)
    find(page, "Maidstone Borough")
    chosen = page.url
    slider = page.locator("#asat-slider")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"\?on="))
    expect(page.locator("[data-map-sentence]")).to_contain_text("known running")
    # However many years were gone through, they are one step.
    page.go_back()
    expect(page).to_have_url(chosen)
    expect(page.locator("[data-map-sentence]")).to_contain_text("562 arrangements")
    expect(page.locator(f"{PANEL} h3")).to_have_text("Maidstone Borough Council")
    page.go_forward()
    expect(page).to_have_url(re.compile(r"\?on="))
