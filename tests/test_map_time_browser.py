"""The map's time, panel, search, filters and addresses in Chromium: whole journeys."""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import independent as own
from tests.sight import axe_finds_nothing, nothing_hangs_over
from tests.site import Site
from tests.test_map_browser import CHART, DRAWN, LIVE, PANEL, drawn, find, lines, opened, title

pytestmark = pytest.mark.browser

SENTENCE = "[data-map-sentence]"
SLIDER = "#asat-slider"
SECONDS = 1000
COUNTY = "northamptonshire-county-council"


def numbers(day: str) -> str:
    """The three numbers in the words of the page, by the second reading of the fixtures."""
    answers = [own.ran(reference, date.fromisoformat(day)) for reference in own.arrangements()]
    yes, no, not_known = (answers.count(word) for word in ("yes", "no", "not known"))
    return f"{yes} known running, {no} not running, {not_known} not known."


def placed(references: set[str], day: str) -> set[str]:
    """The bodies with a mark in these arrangements on a day."""
    there = date.fromisoformat(day)
    codes = {code for reference in references for code in own.taking_part(reference, there)}
    return {code for code in codes if own.bodies()[code]["lat"]}


def slide_to(page: Page, year: int) -> None:
    page.locator(SLIDER).fill(str(year - 2005))
    expect(page.locator("output.asat__words")).to_have_text(f"31 March {year}")


def test_the_slider_goes_through_the_years(page: Page) -> None:
    opened(page)
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    for year in (2008, 2012, 2024):
        day = f"{year}-03-31"
        slide_to(page, year)
        expect(page.locator(SENTENCE)).to_contain_text(numbers(day))
        expect(page.locator(SENTENCE)).to_contain_text(f"31 March {year}")
        assert page.url.endswith(f"/map/?on={day}")
        assert drawn(page)[0] == len(placed(own.running(day), day))
        assert page.locator("#filter-on").input_value() == day
        assert page.locator(SLIDER).get_attribute("aria-valuetext") == f"31 March {year}"
        expect(page.locator(LIVE)).to_contain_text(numbers(day))
    # The same day in the list, by one click.
    link = page.get_by_role("link", name="See as a list")
    assert str(link.get_attribute("href")).endswith("/arrangements/?on=2024-03-31")
    # What is not known is shown faint, and counted apart.
    page.get_by_label("not known, faint").check()
    there = date.fromisoformat("2024-03-31")
    unknown = own.that(lambda ref: own.ran(ref, there) == "not known")
    faint = placed(unknown, "2024-03-31") - placed(own.running("2024-03-31"), "2024-03-31")
    expect(page.locator(f"{DRAWN} .map-layer--marks path.is-faint").first).to_be_attached()
    expect(page.locator(SENTENCE)).to_contain_text(numbers("2024-03-31"))
    assert lines(page, f"{DRAWN} .map-layer--marks path.is-faint") == len(faint)
    assert page.url.endswith("?on=2024-03-31#known=all")
    axe_finds_nothing(page)
    page.get_by_role("button", name="A year back").click()
    expect(page.locator(SENTENCE)).to_contain_text(numbers("2023-03-31"))
    page.get_by_role("button", name="All times").click()
    expect(page.locator(SENTENCE)).to_contain_text("562 arrangements")
    assert "on=" not in page.url
    assert not [url for url in loads if "/arrangements/" in url]


def test_an_exact_day_is_given_by_the_field(page: Page) -> None:
    opened(page)
    page.locator("#filter-on").fill("2012-06-30")
    expect(page.locator(SENTENCE)).to_contain_text(numbers("2012-06-30"))
    expect(page.locator("output.asat__words")).to_have_text("30 June 2012")
    assert page.locator(SLIDER).input_value() == str(2012 - 2005)
    page.get_by_role("button", name="A year forward").click()
    expect(page.locator("output.asat__words")).to_have_text("31 March 2013")


def test_northamptonshire_is_gone_after_march_2021(page: Page) -> None:
    opened(page, f"/map/?on=2021-03-31#body={COUNTY}")
    assert title(page) == "Northamptonshire County Council"
    expect(page.locator(f"{PANEL} .map-card").first).to_be_visible()
    page.wait_for_timeout(SECONDS)  # until the map has come closer
    view = page.locator("path.map-land").get_attribute("d")
    page.get_by_role("button", name="A year forward").click()
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("Gone on 31 March 2022: it stood until 31 March 2021.")
    # Another day does not move the map, nor take the focus from the button.
    assert page.locator("path.map-land").get_attribute("d") == view
    assert page.evaluate("document.activeElement.textContent").endswith("A year forward")
    assert page.url.endswith(f"?on=2022-03-31#body={COUNTY}")
    panel.get_by_role("button", name="West Northamptonshire Council").click()
    assert title(page) == "West Northamptonshire Council"
    # A past day through the bodies of today.
    slide_to(page, 2012)
    page.get_by_label("Today’s bodies in place of those that are gone").check()
    expect(panel).to_contain_text("Stands here for", timeout=15 * SECONDS)
    expect(panel).to_contain_text("Northamptonshire County Council.")
    expect(page.locator(SENTENCE)).to_contain_text(numbers("2012-03-31"))
    page.get_by_role("button", name=re.compile(r"^Arrangements \(")).click()
    expect(page.locator("[data-map-rows]")).to_contain_text(
        "(in place of Northamptonshire County Council)"
    )
    assert "through=today" in page.url
    axe_finds_nothing(page)


def test_the_panel_of_an_arrangement_has_all_that_is_asked(page: Page) -> None:
    # The tri-borough: three partners stand out, and their areas.
    reference = next(
        ref
        for ref, row in sorted(own.arrangements().items())
        if "tri-borough" in row["Name"].lower()
    )
    partners = own.partners(reference)
    opened(page, f"/map/#{reference}")
    panel = page.locator(PANEL)
    expect(panel.locator(".map-line--partner")).to_have_count(len(partners))
    for row in partners:
        expect(panel).to_contain_text(own.bodies()[row["Body code"]]["name"])
    assert page.locator(f"{DRAWN} path.map-mark.is-on").count() == len(partners)
    assert page.locator("path.map-area").count() >= 3
    sources = own.of_arrangement("Sources")[reference]
    expect(panel).to_contain_text(f"{len(sources)} source")
    expect(panel).to_contain_text(sources[0]["Title"])
    for words in ("Status", "Model", "Money", "Start"):
        expect(panel).to_contain_text(words)
    axe_finds_nothing(page)
    # A pair: what they share, and the list of it.
    one, other = (own.bodies()[row["Body code"]]["name"] for row in partners[:2])
    opened(page, f"/map/#body={own.slug(one)}&with={own.slug(other)}")
    shared = own.with_body([partners[0]["Body code"]]) & own.with_body([partners[1]["Body code"]])
    expect(panel.locator(".map-card")).to_have_count(len(shared))
    panel.get_by_role("link", name="As a list").click()
    expect(page.locator(".sentence")).to_contain_text(f"{len(shared)} arrangement")


def test_details_that_do_not_come_are_asked_for_again(page: Page) -> None:
    page.context.route("**/map/SS0001.json", lambda route: route.abort())
    opened(page, "/map/#SS0001")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("Its dates, money and sources are on its page.")
    page.context.unroute("**/map/SS0001.json")
    panel.get_by_role("button", name="Try again").click()
    expect(panel).to_contain_text("Model")


def test_the_search_finds_old_names_and_services(page: Page) -> None:
    opened(page)
    box = page.get_by_label("Find on the map")
    box.focus()
    with page.expect_response("**/map/names.json"):
        page.keyboard.type("shepway")
    box.fill("")
    page.keyboard.type("shepway")
    page.keyboard.press("Enter")
    assert title(page) == "Folkestone and Hythe District Council"
    box.fill("legal serv")
    page.locator("#map-found li", has_text="service: filter the map by it").first.click()
    wanted = own.with_service("code", "legal")
    expect(page.locator(SENTENCE)).to_contain_text(f"{len(wanted)} arrangements")
    assert "service=legal" in page.url
    # The filter is taken away where it is shown, without a page load.
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Remove Service: Legal services").click()
    expect(page.locator(SENTENCE)).to_contain_text("562 arrangements")
    assert page.evaluate("window.stayed") is True
    assert page.locator("#filter-service-1").input_value() == ""


def test_a_filter_that_leaves_nothing_offers_to_loosen(page: Page) -> None:
    opened(page, "/map/?region=wales&q=slough")
    panel = page.locator(PANEL)
    wales = own.with_fact("region", "Wales")
    expect(panel).to_contain_text("This is what there is with one of them taken away:")
    axe_finds_nothing(page)
    panel.get_by_role("button", name="Without “Search: slough”").click()
    expect(page.locator(SENTENCE)).to_contain_text(f"{len(wales)} arrangements")
    assert page.url.endswith("/map/?region=wales")
    assert page.locator("#filter-q").input_value() == ""
    assert page.locator("#filter-region-wales").is_checked()


def test_an_address_with_nonsense_says_so_and_keeps_the_map(browser: Browser, site: Site) -> None:
    page = browser.new_context(base_url=site.url).new_page()
    page.goto("/map/?region=atlantis")
    expect(page.locator("path.map-land")).to_be_attached()
    expect(page.locator(SENTENCE)).to_contain_text("“atlantis” is not a value of region.")
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(SENTENCE)).to_contain_text("562 arrangements")
    assert page.url.endswith("/map/")
    page.goto("about:blank")
    page.goto("/map/#view=1,2,300&through=tomorrow&body=nobody")
    notice = page.locator("[data-map-notice]")
    expect(notice).to_contain_text("“1,2,300” is no place on the map")
    expect(notice).to_contain_text("“through=tomorrow” in the address means nothing")
    expect(page.locator(PANEL)).to_contain_text("nothing by the name in the address")
    assert drawn(page)[0] > 500
    page.context.close()


def test_a_copied_link_restores_everything_elsewhere(
    page: Page, browser: Browser, site: Site
) -> None:
    opened(page)
    page.locator("summary", has_text=re.compile("^Place")).click()
    page.get_by_role("group", name="Region").get_by_label("South East").check()
    slide_to(page, 2012)
    expect(page.locator(SENTENCE)).to_contain_text("31 March 2012")
    assert "view=" not in page.url
    find(page, "Slough Borough")
    assert title(page) == "Slough Borough Council"
    page.get_by_label("not known, faint").check()
    page.locator(CHART).focus()
    page.keyboard.press("-")
    page.wait_for_url("**view=**")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    land = page.locator("path.map-land").get_attribute("d")
    marks = drawn(page)
    context = browser.new_context(base_url=site.url, viewport=page.viewport_size)
    other = opened(context.new_page(), page.url)
    expect(other.locator(f"{PANEL} h3")).to_have_text("Slough Borough Council")
    assert other.locator(SENTENCE).inner_text() == page.locator(SENTENCE).inner_text()
    assert other.get_by_label("not known, faint").is_checked()
    assert other.locator(SLIDER).input_value() == str(2012 - 2005)
    assert drawn(other) == marks
    assert other.locator("path.map-land").get_attribute("d") == land
    assert other.url == page.url
    context.close()


def test_time_by_keyboard_alone(page: Page) -> None:
    opened(page)
    page.get_by_label("Find on the map").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").endswith("A year back")
    page.keyboard.press("Enter")
    expect(page.locator(SENTENCE)).to_contain_text("known running")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "asat-slider"
    page.keyboard.press("Home")
    expect(page.locator(SENTENCE)).to_contain_text(numbers("2005-03-31"))
    page.keyboard.press("ArrowRight")
    expect(page.locator(SENTENCE)).to_contain_text(numbers("2006-03-31"))
    assert page.evaluate("document.activeElement.id") == "asat-slider"
    # From the tables too: a pair, then back to the whole with Escape.
    pairs = page.get_by_role("button", name=re.compile(r"^Pairs \("))
    pairs.focus()
    page.keyboard.press("Enter")
    assert pairs.get_attribute("aria-pressed") == "true"
    page.locator("[data-map-rows] tbody button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_contain_text("with both")
    page.keyboard.press("Escape")
    assert title(page) == "On this map"


def test_the_page_is_of_use_before_the_data_comes(browser: Browser, site: Site) -> None:
    page = browser.new_context(base_url=site.url).new_page()

    late: list[Route] = []
    page.route("**/map/data.json*", lambda route: late.append(route))
    page.goto("/map/?on=2012-03-31", wait_until="commit")
    expect(page.locator(SENTENCE)).to_contain_text(numbers("2012-03-31"))
    expect(page.locator("[data-map-rows] tbody tr")).to_have_count(25)
    expect(page.locator(PANEL)).to_contain_text("on its way")
    expect(page.locator("output.asat__words")).to_have_text("31 March 2012")
    # A later question overtakes the one that is under way.
    expect(page.locator("[data-map].is-alive")).to_be_attached()
    page.locator(SLIDER).fill(str(2024 - 2005))
    patience = 15 * SECONDS
    while not late[1:] and patience:
        page.wait_for_timeout(50)
        patience -= 50
    for route in late:
        route.continue_()
    expect(page.locator(SENTENCE)).to_contain_text(numbers("2024-03-31"), timeout=15 * SECONDS)
    page.wait_for_timeout(500)
    assert page.url.endswith("?on=2024-03-31")
    page.context.close()


@pytest.mark.parametrize("width", [1280, 375])
def test_the_map_is_in_sight_without_scrolling(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900 if width > 400 else 800})
    opened(page, "/map/?on=2012-03-31#known=all&through=today")
    box = page.locator(CHART).bounding_box()
    assert box
    assert box["y"] < (270 if width > 400 else 560)
    if width > 400:
        assert box["y"] + box["height"] <= 900
    nothing_hangs_over(page)
    axe_finds_nothing(page)


def test_without_scripts_the_day_is_asked_by_a_form(browser: Browser, site: Site) -> None:
    page = browser.new_context(base_url=site.url, java_script_enabled=False).new_page()
    page.goto("/map/?region=wales")
    assert not page.locator(SLIDER).is_visible()
    form = page.locator("form.asat-day")
    form.get_by_label("As at").fill("2012-03-31")
    form.get_by_role("button", name="Show").click()
    page.wait_for_url("**/map/?region=wales&on=2012-03-31")
    there = date.fromisoformat("2012-03-31")
    wanted = own.running("2012-03-31") & own.with_fact("region", "Wales", on="2012-03-31")
    expect(page.locator(SENTENCE)).to_contain_text(f"{len(wanted)} known running")
    rows = page.locator(".map-lines tbody tr")
    assert rows.count() == min(25, len(wanted))
    assert {own.ran(ref, there) for ref in wanted} == {"yes"}
    page.context.close()


def test_a_key_pressed_while_the_map_is_still_moving_counts(page: Page) -> None:
    """Coming closer takes a moment: what is pressed meanwhile happens after it."""
    opened(page)
    find(page, "Slough Borough")
    page.locator(".leaflet-zoom-anim").first.wait_for(state="attached")
    page.evaluate(
        """() => {
            const press = new KeyboardEvent("keydown", { key: "-", bubbles: true });
            document.querySelector("[data-map-chart]").dispatchEvent(press);
        }"""
    )
    page.wait_for_url("**view=**")
