"""The page of figures as people see it: on wide and narrow screens, on paper, and by axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.sight import everybody_can_read, nothing_hangs_over

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


WIDER_THAN_PAPER = """edge => [...document.querySelectorAll("main table, main svg")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > edge)
    .map(one => one.closest(".figure").id)"""

CUES = """() => {
    document.querySelectorAll("details").forEach(one => { one.open = true; });
    return [...document.querySelectorAll(".figure .scrolls")].map(box => {
        const before = box.previousElementSibling;
        const said = before.matches(".scrolls-cue") && before.checkVisibility();
        const figure = box.closest(".figure").id;
        return [figure, said, box.scrollWidth > box.clientWidth];
    });
}"""


def test_everybody_can_read_the_figures_of_all(page: Page) -> None:
    """As long as it is, axe reads it once; what a narrow screen does to it, in a shorter one."""
    page.goto("/insight/")
    everybody_can_read(page, 1280)
    nothing_hangs_over(page, 375)


def test_everybody_can_read_the_figures_of_some(page: Page) -> None:
    page.goto("/insight/?service=chief-executive")
    expect(page.locator(".figure__picture:visible")).to_have_count(2)
    nothing_hangs_over(page, 1280)
    everybody_can_read(page, 375)


def test_everybody_can_read_that_there_is_nothing_to_count(page: Page) -> None:
    page.goto("/insight/?on=1700-01-01")
    everybody_can_read(page)


def test_on_a_narrow_screen_what_scrolls_sideways_says_so(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 900})
    page.goto("/insight/")
    boxes = page.evaluate(CUES)
    assert any(scrolls for _, _, scrolls in boxes)
    assert [figure for figure, said, scrolls in boxes if said != scrolls] == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not any(said for _, said, _ in page.evaluate(CUES))


def test_everybody_can_read_why_there_is_no_total(page: Page) -> None:
    page.goto("/insight/why-no-total/")
    everybody_can_read(page)


def test_a_journalist_finds_how_many_councils_share_a_chief_executive(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Figures").click()
    page.get_by_role("link", name="Shared chief executives", exact=True).click()
    panel = page.get_by_role("region", name="Shared chief executives")
    expect(panel).to_contain_text("councils were known to share a chief executive")
    sources = panel.locator("#figure-chief-executives td a[rel*=external]")
    expect(sources.first).to_be_visible()
    panel.get_by_text("The numbers").click()
    row = panel.locator("#figure-chief-executives-by-year").get_by_role("row", name="2012")
    number = row.get_by_role("link").nth(1).inner_text()
    row.get_by_role("link").nth(1).click()
    expect(page.locator(".sentence")).to_contain_text(
        f"{number} arrangements known to have been running on 31 March 2012"
    )


def test_a_day_is_asked_for_and_the_query_stays(page: Page) -> None:
    page.goto("/insight/?service_kind=back_office")
    page.get_by_label("Only what is known to have been running on").fill("2012-06-30")
    page.get_by_role("button", name="Count that day").click()
    expect(page.locator(".figures-cover")).to_contain_text("Kind of service: Back office")
    expect(page.locator(".figures-cover")).to_contain_text("Running on: 30 June 2012")


def test_paper_has_the_numbers_that_the_screen_folds(page: Page) -> None:
    page.goto("/insight/")
    page.emulate_media(media="print")
    expect(page.locator(".figures-cover")).to_be_visible()
    expect(page.locator(".figures-day")).to_be_hidden()
    numbers = page.locator("#figure-by-year tbody tr").last
    assert numbers.evaluate("row => row.getBoundingClientRect().height") > 0


def test_on_paper_the_report_is_short_and_nothing_hangs_over(page: Page) -> None:
    page.goto("/insight/")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))
    assert 8 < len(sheets) <= 20
    page.set_viewport_size({"width": 718, "height": 1000})  # what A4 has between its margins
    page.emulate_media(media="print")
    box = page.locator("main").bounding_box()
    assert box
    assert page.evaluate(WIDER_THAN_PAPER, box["x"] + box["width"] + 1) == []
