"""Choosing arrangements to compare: ticked in the list, or named with suggestions."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.sight import everybody_can_read
from tests.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 375])
def test_two_are_ticked_by_keyboard_and_compared(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/arrangements/?service=legal")
    for name in ("Compare 3C Legal Practice", "Compare Barking & Dagenham and Thurrock"):
        box = page.get_by_role("checkbox", name=name)
        box.focus()
        page.keyboard.press("Space")
        expect(box).to_be_checked()
    expect(page.locator(".picks__said")).to_have_text("2 ticked, up to 5 can be.")
    expect(page.get_by_role("button", name="Compare those ticked")).to_be_in_viewport()
    everybody_can_read(page, width)
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/?arrangement=SS0004&arrangement=*")
    expect(page.locator("table.compared thead th")).to_have_count(2)


def test_a_sixth_is_refused_with_a_sentence(page: Page) -> None:
    page.goto("/arrangements/?service=legal")
    boxes = page.locator(".picks [type=checkbox]")
    for number in range(6):
        boxes.nth(number).check()
    said = page.get_by_text("6 are ticked. Up to 5 can be compared: take 1 away.")
    expect(said).to_be_visible()
    page.get_by_role("button", name="Compare those ticked").click()
    expect(page).to_have_url(page.url)
    boxes.nth(0).uncheck()
    page.get_by_role("button", name="Compare those ticked").click()
    expect(page.locator("table.compared thead th")).to_have_count(5)


def test_ticks_of_several_pages_are_compared_together(page: Page) -> None:
    page.goto("/arrangements/?service=legal")
    page.get_by_role("checkbox", name="Compare 3C Legal Practice").check()
    page.get_by_role("link", name="Page 2", exact=True).click()
    said = page.locator(".picks__said")
    expect(said).to_have_text("1 ticked, 1 of them not on this page, up to 5 can be.")
    everybody_can_read(page)
    page.locator(".picks [type=checkbox]").first.check()
    page.go_back()
    expect(page.get_by_role("checkbox", name="Compare 3C Legal Practice")).to_be_checked()
    expect(said).to_have_text("2 ticked, 1 of them not on this page, up to 5 can be.")
    page.get_by_role("button", name="Compare those ticked").click()
    expect(page.locator("table.compared thead th")).to_have_count(2)
    page.go_back()
    page.get_by_role("button", name="Untick all").click()
    expect(said).to_have_text("Tick up to 5.")
    expect(page.locator(".picks :checked")).to_have_count(0)
    page.reload()
    expect(page.locator(".picks :checked")).to_have_count(0)


def test_they_are_ticked_and_compared_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/arrangements/?service=legal")
    expect(page.get_by_text("Tick up to 5 on this page of the list.")).to_be_visible()
    boxes = page.locator(".picks [type=checkbox]")
    for number in range(3):
        boxes.nth(number).check()
    page.get_by_role("button", name="Compare those ticked").click()
    expect(page.locator("table.compared thead th")).to_have_count(3)
    page.go_back()
    for number in range(6):
        boxes.nth(number).check()
    page.get_by_role("button", name="Compare those ticked").click()
    expect(page.get_by_text("Up to 5 arrangements can be compared; these are 6")).to_be_visible()
    context.close()


def test_ticks_are_not_printed(page: Page) -> None:
    page.goto("/arrangements/?service=legal")
    page.emulate_media(media="print")
    expect(page.locator(".picks__bar")).to_be_hidden()
    expect(page.locator(".picks__one").first).to_be_hidden()


def test_an_arrangement_to_compare_is_suggested_and_filled_in(page: Page) -> None:
    page.goto("/compare/")
    first = page.get_by_role("combobox", name="First arrangement")
    first.press_sequentially("lgs")
    option = page.get_by_role("option", name="LGSS (Local Government Shared Services)")
    expect(option).to_be_visible()
    everybody_can_read(page)
    first.press("ArrowDown")
    first.press("Enter")
    expect(first).to_have_value("LGSS (Local Government Shared Services)")
    second = page.get_by_role("combobox", name="Second arrangement")
    second.press_sequentially("essex slough library")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("table.compared thead th")).to_have_count(2)
