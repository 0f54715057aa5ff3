"""The slider past today, in Chromium: who would take part if plans go ahead."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests import independent as own
from tests.sight import axe_finds_nothing, nothing_hangs_over
from tests.test_map_browser import DRAWN, LIVE, PANEL, drawn, lines, opened, title
from tests.test_map_time_browser import SENTENCE, SLIDER

pytestmark = pytest.mark.browser

WORDS = "output.asat__words"
PLANNED = f"{DRAWN} .map-layer--marks path.is-planned"
AROUND = "path.map-area--planned"


def test_the_slider_runs_on_to_what_is_planned(page: Page) -> None:
    opened(page)
    page.locator(SLIDER).focus()
    page.keyboard.press("End")
    expect(page.locator(WORDS)).to_have_text("1 April 2028, planned")
    expect(page.locator(SENTENCE)).to_contain_text("If plans go ahead, on 1 April 2028:")
    expect(page.locator(LIVE)).to_contain_text("If plans go ahead, on 1 April 2028:")
    assert page.url.endswith("/map/?planned=2028-04-01")
    assert page.locator(SLIDER).get_attribute("aria-valuetext") == "1 April 2028, planned"
    # Dashed, and so are the lines around those that they are to replace.
    marks = page.locator(PLANNED)
    expect(marks.first).to_be_attached()
    planned = lines(page, PLANNED)
    assert planned == int(
        re.findall(r"(\d+) bodies that are planned", page.locator(PANEL).inner_text())[0]
    )
    assert drawn(page)[0] > planned
    assert page.locator(AROUND).count() >= planned - 1
    dashes = "each => getComputedStyle(each).strokeDasharray"
    assert marks.first.evaluate(dashes) != "none"
    assert page.locator(AROUND).first.evaluate(dashes) != "none"
    expect(page.locator(PANEL)).to_contain_text("What will run then is not known.")
    # Bodies of today have given way already, and nothing was asked about running.
    assert not page.get_by_label("Today’s bodies in place of those that are gone").is_visible()
    assert not page.get_by_label("not known, faint").is_visible()
    axe_finds_nothing(page)
    link = page.get_by_role("link", name="See as a list")
    assert str(link.get_attribute("href")).endswith("/arrangements/?planned=2028-04-01")
    # A step back is the plan before, then today, which is a day like those that have been.
    page.get_by_role("button", name="A year back").click()
    expect(page.locator(WORDS)).to_have_text("1 April 2027, planned")
    page.get_by_role("button", name="A year back").click()
    expect(page.locator(SENTENCE)).to_contain_text("known running")
    assert "planned" not in page.url
    expect(page.locator(PLANNED)).to_have_count(0)
    expect(page.locator(AROUND)).to_have_count(0)
    page.get_by_role("button", name="A year forward").click()
    expect(page.locator(WORDS)).to_have_text("1 April 2027, planned")
    page.get_by_role("button", name="All times").click()
    expect(page.locator(SENTENCE)).to_contain_text("562 arrangements")
    assert "planned" not in page.url


def test_the_panel_says_what_is_planned_and_by_whom(page: Page) -> None:
    opened(page, "/map/?planned=2027-04-01#body=west-surrey-council")
    panel = page.locator(PANEL)
    assert title(page) == "West Surrey Council (planned)"
    expect(panel).to_contain_text("Planned for 1 April 2027. Order made; decided on 28 October")
    expect(panel).to_contain_text("parts of Surrey County Council")
    source = panel.get_by_role("link", name="Source")
    assert str(source.get_attribute("href")).startswith("https://www.legislation.gov.uk/")
    assert panel.get_by_role("link", name="As a list").count() == 0
    axe_finds_nothing(page)
    # One of its arrangements: who would take part, in whose place.
    panel.locator(".map-card button", has_text="Trading Standards").first.click()
    expect(panel).to_contain_text("planned, for a part, in place of Surrey County Council")
    expect(panel).to_contain_text("on 1 April 2027, as planned")
    expect(panel.locator("dt", has_text="Running then")).to_be_visible()
    # A council that has given way says who would come.
    opened(page, "/map/?planned=2027-04-01#body=surrey-county-council")
    expect(panel).to_contain_text("Not there on 1 April 2027, as planned.")
    expect(panel).to_contain_text("In its place, if plans go ahead:")
    panel.get_by_role("button", name="West Surrey Council (planned)").click()
    panel.get_by_role("link", name="What it would take over").click()
    page.wait_for_url("**/reorganisation/west-surrey-council/")


def test_a_day_to_come_offers_what_is_planned(page: Page) -> None:
    opened(page, "/map/?on=2027-06-01")
    expect(page.locator(SENTENCE)).to_contain_text("0 known running")
    page.get_by_role("button", name="Show who would take part, if plans go ahead").click()
    expect(page.locator(SENTENCE)).to_contain_text("If plans go ahead, on 1 June 2027:")
    assert page.url.endswith("/map/?planned=2027-06-01")
    expect(page.locator(PLANNED).first).to_be_attached()


def test_a_year_under_the_slider_takes_one_there(page: Page) -> None:
    opened(page)
    years = page.get_by_role("group", name="Years").get_by_role("button")
    assert [each.inner_text() for each in years.all()] == [
        *(str(year) for year in (2005, 2010, 2015, 2020)),
        "today",
        "2028",
    ]
    page.get_by_role("button", name="31 March 2010").click()
    expect(page.locator(WORDS)).to_have_text("31 March 2010")
    expect(page.locator(SENTENCE)).to_contain_text(
        f"{len(own.running('2010-03-31'))} known running"
    )
    assert page.locator(SLIDER).input_value() == "5"
    last = page.get_by_role("button", name="1 April 2028, planned")
    last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(SENTENCE)).to_contain_text("If plans go ahead, on 1 April 2028:")


def test_on_a_phone_nothing_hangs_over(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    opened(page, "/map/?planned=2028-04-01#body=mid-essex")
    nothing_hangs_over(page)
    boxes = [
        box
        for each in page.get_by_role("group", name="Years").get_by_role("button").all()
        if (box := each.bounding_box())
    ]
    assert len(boxes) == 6
    assert all(box["height"] >= 24 and box["width"] >= 24 for box in boxes)
    for one, other in pairwise(boxes):
        assert one["x"] + one["width"] <= other["x"] + 1
    axe_finds_nothing(page)


def test_the_panel_says_of_a_council_that_stays_why_it_does(page: Page) -> None:
    opened(page, "/map/?planned=2028-04-01#body=teignbridge-district-council")
    panel = page.locator(PANEL)
    assert title(page) == "Teignbridge District Council"
    expect(panel).to_contain_text("It stays on this map, though it is to be divided")
    link = panel.get_by_role("link", name="What is planned for it")
    assert str(link.get_attribute("href")).endswith("/bodies/teignbridge-district-council/")
