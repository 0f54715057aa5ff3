"""Searching in Chromium: suggestions by keyboard and mouse, without scripts, and what axe finds."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.sight import axe_finds_nothing, nothing_hangs_over
from tests.site import Site

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/arrangements/?q=Shepway",
    "/arrangements/?q=Teignbrige",
    "/arrangements/?q=slough+crematorium&region=wales",
    "/arrangements/?q=bins&sort=name",
    "/bodies/?q=Teignbrige",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    axe_finds_nothing(page)
    nothing_hangs_over(page)


@pytest.mark.parametrize("width", [1280, 375])
def test_a_suggestion_is_taken_with_the_keyboard(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    box = page.get_by_role("combobox", name="Search by body, service or place")
    box.press_sequentially("shepw")
    option = page.get_by_role("option", name="Folkestone and Hythe District Council")
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    axe_finds_nothing(page)
    nothing_hangs_over(page)
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    box.press("Enter")
    page.wait_for_url("**/bodies/folkestone-and-hythe-district-council/")


def test_escape_closes_and_enter_searches_for_what_was_typed(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Search by body, service or place")
    box.press_sequentially("slough")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    expect(box).to_have_value("slough")
    box.press("Enter")
    page.wait_for_url("**/arrangements/?q=slough")


def test_a_suggestion_is_taken_with_the_mouse(page: Page) -> None:
    page.goto("/arrangements/")
    page.get_by_role("combobox", name="Search").press_sequentially("bins")
    found = page.get_by_role("listbox", name="Suggestions")
    found.get_by_role("option", name="Waste collection and recycling").click()
    page.wait_for_url("**/services/waste-collection/")


def test_what_was_meant_can_be_followed_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Search by body, service or place").fill("Teignbrige")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Teignbridge", exact=True).click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        "Teignbridge and Torridge shared chief executive"
    )
    context.close()


def test_what_is_typed_before_the_script_has_come_is_answered_when_it_comes(
    page: Page, site: Site
) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/suggest[^/]*\.js"), lambda route: held.append(route))
    page.goto(f"{site.url}/reorganisation/register/")
    page.get_by_label("Add a council").press_sequentially("waverl")
    assert not page.get_by_role("combobox").count()
    held[0].continue_()
    page.get_by_role("option", name="Waverley Borough Council").click()
    assert page.get_by_label("Add a council").input_value() == "Waverley Borough Council"
