"""A district's new head of legal services has an hour to find three councils to ring."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("Teignbridge", "Legal services"),
        ("Melton", "Internal audit"),
        ("St Helens", "Building control"),
    ],
)
def test_three_offices_pages_and_emails_by_keyboard_without_scripts(
    browser: Browser, shared_site: Site, name: str, service: str
) -> None:
    context = browser.new_context(base_url=shared_site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("nav.site-nav").get_by_role("link", name="Find a partner").press("Enter")
    field = page.get_by_label("Your body")
    field.focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(service)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Find partners").press("Enter")
    expect(page.get_by_role("heading", name="Three to ring first")).to_be_visible()
    cards = page.locator(".ring__one")
    assert cards.count() == 3
    offices = {card.locator(".ring__body").inner_text() for card in cards.all()}
    assert len(offices) == 3
    for card in cards.all():
        assert f"Whoever is responsible for {service.lower()}" in card.inner_text()
        assert card.locator("a[href^='http']").count() == 1
        letter = unquote(card.locator("a[href^='mailto:']").get_attribute("href") or "")
        assert "Dear colleague," in letter
        assert f"We are looking at sharing {service.lower()}" in letter
    context.close()


def test_the_email_can_be_read_and_copied_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto("/finder/?body=teignbridge-district-council&service=legal")
    first = page.locator(".found__one").first
    first.locator("summary").press("Enter")
    text = first.locator("pre")
    expect(text).to_be_visible()
    text.focus()
    expect(text).to_be_focused()


def test_on_paper_there_are_the_answers_without_the_form(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto("/finder/?body=teignbridge-district-council&service=legal")
    expect(page.get_by_role("heading", name="Three to ring first")).to_be_visible()
    expect(page.locator(".finder-form")).to_be_hidden()
    expect(page.locator(".found__one").first).to_be_visible()


def test_a_body_is_suggested_while_it_is_typed_and_fills_the_field(page: Page) -> None:
    page.goto("/finder/")
    field = page.get_by_role("combobox", name="Your body")
    field.press_sequentially("shepw")
    found = page.get_by_role("listbox", name="Suggestions")
    expect(found.get_by_role("option").first).to_contain_text("Folkestone and Hythe")
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("Folkestone and Hythe District Council")
    expect(found).to_be_hidden()
    page.get_by_label("Service to share").select_option("legal")
    page.get_by_role("button", name="Find partners").click()
    expect(page.get_by_role("heading", name="Three to ring first")).to_be_visible()
    assert "body=folkestone-and-hythe-district-council" in page.url
