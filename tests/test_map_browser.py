"""The map in Chromium, on the real catalogue."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import independent
from tests.sight import axe_finds_nothing, nothing_hangs_over
from tests.site import Site

pytestmark = pytest.mark.browser

CHART = "[data-map-chart]"
DRAWN = ".leaflet-drawn-pane"  # the map itself, without its insets
PANEL = "[data-map-panel]"
LIVE = "[data-map-live]"


def opened(page: Page, address: str = "/map/") -> Page:
    """A page whose map has been drawn and can be worked."""
    page.goto(address)
    expect(page.locator(CHART)).to_have_attribute("data-bodies", re.compile(r"\d+"))
    expect(page.locator("[data-map][aria-busy=false]")).to_be_attached()
    expect(page.locator("path.map-land")).to_be_attached()
    return page


def drawn(page: Page) -> tuple[int, int]:
    """How many marks and links there are."""
    chart = page.locator(CHART)
    marks, links = chart.get_attribute("data-bodies"), chart.get_attribute("data-links")
    assert lines(page, f"{DRAWN} .map-layer--marks path.map-mark") == int(marks or 0)
    return int(marks or 0), int(links or 0)


def lines(page: Page, paths: str, sign: str = "M") -> int:
    """How many lines or marks there are in paths that hold many: one M for each, a Q where one
    bends."""
    return sum((path.get_attribute("d") or "").count(sign) for path in page.locator(paths).all())


def title(page: Page) -> str:
    return page.locator(f"{PANEL} h3").inner_text()


def find(page: Page, text: str) -> None:
    page.get_by_label("Find on the map").fill(text)
    page.keyboard.press("Enter")


def point_of(page: Page, name: str) -> tuple[float, float]:
    """Where on the screen a body's mark is, by what the map says when it is pointed at."""
    for box in (mark.bounding_box() for mark in page.locator(f"{DRAWN} path.map-mark--busy").all()):
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.wait_for_timeout(60)
        if page.locator(".map-tip").is_visible() and name in page.locator(".map-tip").inner_text():
            return x, y
    raise AssertionError(f"{name} is not under any of the busiest marks")


@pytest.mark.parametrize("address", ["/", "/map/"])
def test_bodies_and_lines_are_drawn(page: Page, address: str) -> None:
    marks, links = drawn(opened(page, address))
    placed = {
        row["Body code"]
        for row in independent.table("catalogue/Partners")
        if independent.bodies()[row["Body code"]]["lat"]
    }
    assert marks == len(placed)
    assert links > 500
    # Those that are not neighbours are arcs on a map that nobody has touched; neighbours straight.
    assert lines(page, f"{DRAWN} path.map-link--separate", "Q") == lines(
        page, f"{DRAWN} path.map-link--separate"
    )
    assert (
        lines(page, f"{DRAWN} path.map-link--adjoining", "Q")
        == 0
        < lines(page, f"{DRAWN} path.map-link--adjoining")
    )


def test_the_ten_busiest_councils_can_be_told_at_rest(page: Page) -> None:
    opened(page)
    labels = page.locator(".map-label").all_inner_texts()
    labels += page.locator(".map-inset__label").all_text_contents()
    assert {"Maidstone", "Swale", "Hammersmith and Fulham", "Plymouth"} <= set(labels)
    assert len(labels) == 10
    # Long lines stand before the others, in colour.
    assert lines(page, f"{DRAWN} .map-layer--arcs path.map-link--long") > 50
    assert page.locator(f"{DRAWN} .map-layer--arcs path.map-link--plain").count() == 0
    assert page.locator(f"{DRAWN} .map-layer--links path:not(.map-link--plain)").count() == 0


def test_a_filtered_map_names_the_busiest_of_what_it_shows(page: Page) -> None:
    opened(page, "/map/?sector=police")
    labels = page.locator(".map-label").all_inner_texts()
    labels += page.locator(".map-inset__label").all_text_contents()
    assert {"Bedfordshire Police", "Hertfordshire Constabulary", "Kent Police"} <= set(labels)
    busiest = page.locator(f"{PANEL} ol").first.locator("li")
    assert busiest.first.inner_text().split("\n")[0] == "Bedfordshire Police"
    assert "Council" not in "".join(busiest.all_inner_texts())


def test_choosing_slough_shows_essex(page: Page) -> None:
    opened(page)
    find(page, "Slough Borough")
    assert title(page) == "Slough Borough Council"
    assert page.url.endswith("/map/#body=slough-borough-council")
    shared = independent.with_body(["E06000039"])
    assert page.locator(f"{PANEL} .map-card").count() == len(shared)
    expect(page.locator(PANEL)).to_contain_text("Essex and Slough library service partnership")
    expect(page.locator(PANEL)).to_contain_text("Essex County Council")
    # Each says what is shared and since when, in words.
    cards = page.locator(f"{PANEL} .map-card").all_inner_texts()
    for row in (independent.arrangements()[reference] for reference in shared):
        card = next(text for text in cards if row["Name"] in text)
        services = independent.listed(row["Services"])
        assert all(name in card for name in services[:4])
        since = row["Status"] in independent.STILL and row["Start"][:4]
        assert not since or re.search(rf"Since (\w+ )?{since}\. ", card)
    partners = {row["Body code"] for ref in shared for row in independent.partners(ref)}
    assert page.locator(f"{DRAWN} path.map-mark.is-on").count() == len(partners)
    assert page.locator(f"{DRAWN} path.map-mark.is-on.is-centre").count() == 1
    expect(page.locator(".map-label", has_text=re.compile("^Essex$"))).to_be_visible()
    expect(page.locator("[data-map-rows] tbody tr")).to_have_count(min(25, len(partners)))
    expect(page.locator(LIVE)).to_contain_text("Slough Borough Council chosen")


def test_from_a_body_to_an_arrangement_to_its_page(page: Page) -> None:
    opened(page, "/map/#body=slough-borough-council")
    page.get_by_role("button", name="Essex and Slough library service partnership").click()
    reference = next(
        ref
        for ref, row in independent.arrangements().items()
        if row["Name"] == "Essex and Slough library service partnership"
    )
    assert page.url.endswith(f"#{reference}")
    panel = page.locator(PANEL)
    for words in ("Libraries", "Running in 2011", "Neighbours", "No", "2 partners"):
        expect(panel).to_contain_text(words)
    assert page.locator(f"{DRAWN} path.map-mark.is-on").count() == 2
    panel.get_by_role("link", name="Everything we know of it").click()
    page.wait_for_url(f"**/arrangements/{reference}/")


def test_a_click_on_a_mark_chooses_it_and_on_the_sea_lets_go(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 1400})
    opened(page)
    x, y = point_of(page, "Plymouth City Council")
    page.mouse.click(x, y)
    assert title(page) == "Plymouth City Council"
    box = page.locator(CHART).bounding_box()
    assert box
    page.mouse.click(box["x"] + 30, box["y"] + 250)
    assert title(page) == "On this map"
    assert "#" not in page.url


def test_a_click_on_nothing_lets_go_and_leaves_the_view(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.emulate_media(reduced_motion="reduce")
    opened(page)
    find(page, "Slough Borough")
    land = page.locator("path.map-land").bounding_box()
    # Whatever has faded there takes no click.
    clear = page.evaluate(
        """() => {
          const chart = document.querySelector("[data-map-chart]").getBoundingClientRect();
          const boxes = (paths) => [...document.querySelectorAll(paths)]
            .map((path) => path.getBoundingClientRect());
          const lit = boxes(".leaflet-drawn-pane path.is-on");
          const away = (box) => lit.every((each) =>
            box.right < each.left - 20 || box.left > each.right + 20
            || box.bottom < each.top - 20 || box.top > each.bottom + 20);
          const { left, top } = new DOMRect(chart.left + 80, chart.top + 80);
          const { x, y, width, height } = boxes(
            ".leaflet-drawn-pane .map-layer--marks path.map-mark").find((box) => away(box)
            && box.left > left && box.right < chart.right - 80
            && box.top > top && box.bottom < chart.bottom - 80);
          return [x + width / 2, y + height / 2];
        }"""
    )
    page.mouse.click(*clear)
    assert title(page) == "On this map"
    assert page.locator("path.map-land").bounding_box() == land
    # A copied link leads to what is in sight.
    expect(page).to_have_url(re.compile("#view="))
    page.reload()
    opened(page, page.url)
    assert page.locator("path.map-land").bounding_box() == pytest.approx(land, abs=3)


def test_a_pair_is_chosen_from_the_list_of_the_farthest(page: Page) -> None:
    opened(page)
    button = page.locator(PANEL).get_by_role("button", name=re.compile(" and ")).last
    button.click()
    assert page.locator(f"{DRAWN} path.map-mark.is-on.is-centre").count() == 2
    expect(page.locator(PANEL)).to_contain_text("km apart, not neighbours")


def test_filtering_by_service_changes_map_count_and_address(page: Page) -> None:
    opened(page)
    before = drawn(page)
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    wanted = independent.with_service("kind", "management")
    page.locator("summary", has_text=re.compile("^Service")).click()
    with page.expect_response(re.compile(r"/map/data\.json\?service_kind=management$")):
        page.get_by_label(re.compile("^Management")).check()
    sentence = page.locator("[data-map-sentence]")
    expect(sentence).to_contain_text(f"{len(wanted)} arrangements")
    assert drawn(page) < before
    assert page.url.endswith("/map/?service_kind=management")
    assert all("?" not in url or url == page.url for url in loads)
    expect(page.locator(LIVE)).to_have_text(sentence.inner_text())
    expect(page.locator(".chosen")).to_contain_text("Management")
    expect(page.locator("summary", has_text="Service").first).to_contain_text("1 chosen")
    # The list that the page leads to is of the same arrangements.
    page.get_by_role("link", name="See as a list").click()
    expect(page.locator(".sentence")).to_contain_text(f"{len(wanted)} arrangements")


def test_what_is_ticked_before_the_map_can_be_worked_counts(page: Page) -> None:
    held: list[Route] = []
    page.route("**/js/map/desk*.js", lambda route: held.append(route))
    page.goto("/map/?service_kind=management")
    expect(page.locator(CHART)).to_have_attribute("data-bodies", re.compile(r"\d+"))
    page.get_by_label(re.compile("^Back office")).check()
    wanted = {
        *independent.with_service("kind", "management"),
        *independent.with_service("kind", "back_office"),
    }
    page.wait_for_timeout(600)
    for route in held:
        route.continue_()
    assert held
    expect(page).to_have_url(re.compile(r"\?service_kind=management&service_kind=back_office$"))
    expect(page.locator("[data-map-sentence]")).to_contain_text(f"{len(wanted)} arrangements")


def test_a_second_service_can_be_chosen_beside_the_first(page: Page) -> None:
    opened(page, "/map/")
    page.locator("summary", has_text=re.compile("^Service")).click()
    page.locator("#filter-service-1").select_option("legal")
    page.locator("#filter-service-2").select_option("waste-disposal")
    wanted = independent.with_service("code", "legal", "waste-disposal")
    expect(page.locator("[data-map-sentence]")).to_contain_text(f"{len(wanted)} arrangements")


def test_what_qualifies_a_body_is_offered_and_counted_as_soon_as_one_is_chosen(page: Page) -> None:
    opened(page)
    page.evaluate("document.body.dataset.sameDocument = 'yes'")
    page.locator("summary", has_text=re.compile("^Body")).click()
    together = page.locator("select[name=with]")
    lineage = page.locator("#filter-lineage-yes")
    expect(together).to_have_count(0)
    expect(lineage).to_have_count(0)
    page.locator("#filter-body-1").select_option("slough-borough-council")
    codes = independent.by_slug()
    essex = together.nth(0).locator("option[value=essex-county-council]")
    both = independent.with_body([codes["slough-borough-council"]]) & independent.with_body(
        [codes["essex-county-council"]]
    )
    expect(essex).to_have_text(f"Essex County Council ({len(both)})")
    together.nth(0).select_option("essex-county-council")
    expect(page.locator("[data-map-sentence]")).to_contain_text(f"{len(both)} arrangement")
    page.locator("label[for=filter-lineage-yes]").click()
    page.wait_for_url("**body=slough-borough-council&lineage=yes&with=essex-county-council*")
    assert together.nth(0).input_value() == "essex-county-council"
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("[data-map-sentence]")).to_contain_text("562 arrangements")
    expect(together).to_have_count(0)
    expect(lineage).to_have_count(0)
    assert page.locator("body[data-same-document]").count() == 1


def test_a_filter_keeps_the_choice_where_it_can(page: Page) -> None:
    opened(page, "/map/#body=slough-borough-council")
    page.locator("summary", has_text=re.compile("^Service")).click()
    page.get_by_label(re.compile("^Front office")).check()
    expect(page.locator("[data-map-sentence]")).not_to_contain_text("562")
    assert title(page) == "Slough Borough Council"
    assert page.url.endswith("?service_kind=front_office#body=slough-borough-council")


def test_a_filter_that_leaves_nothing_says_so(page: Page) -> None:
    opened(page)
    page.locator("#filter-q").fill("nothing has these words")
    expect(page.locator(PANEL)).to_contain_text("Nothing matches")
    assert drawn(page) == (0, 0)


def test_data_that_does_not_come_is_asked_for_again(page: Page) -> None:
    opened(page)
    page.context.route("**/map/data.json?*", lambda route: route.abort())
    page.locator("#filter-q").fill("legal")
    expect(page.locator(PANEL)).to_contain_text("could not be fetched")
    page.context.unroute("**/map/data.json?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(PANEL)).to_contain_text("On this map")


def test_a_copied_link_restores_filters_and_choice(page: Page) -> None:
    opened(page, "/map/?region=south-east#body=slough-borough-council")
    assert title(page) == "Slough Borough Council"
    assert page.get_by_label("South East").is_checked()
    wanted = independent.with_fact("region", "South East")
    expect(page.locator("[data-map-sentence]")).to_contain_text(f"{len(wanted)} arrangements")


def test_the_map_by_keyboard_alone(page: Page) -> None:
    opened(page)
    search = page.get_by_label("Find on the map")
    search.focus()
    page.keyboard.type("south holl")
    page.keyboard.press("ArrowDown")
    assert search.get_attribute("aria-activedescendant") == "map-found-0"
    page.keyboard.press("Enter")
    assert title(page) == "South Holland District Council"
    # The reader goes on from the title, to the ways from it and into an arrangement.
    assert page.evaluate("document.activeElement.tagName") == "H3"
    page.locator(f"{PANEL} .map-card button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_contain_text("Everything we know of it")
    page.keyboard.press("Escape")
    assert title(page) == "On this map"
    assert page.evaluate("document.activeElement.tagName") == "H3"
    # Arrows move the map, plus brings it closer.
    page.locator(CHART).focus()
    before = page.locator("path.map-land").get_attribute("d")
    page.keyboard.press("+")
    page.wait_for_timeout(600)
    assert page.locator("path.map-land").get_attribute("d") != before


def test_the_table_chooses_too(page: Page) -> None:
    opened(page)
    rows = page.locator("[data-map-rows] tbody tr")
    expect(rows).to_have_count(25)
    page.get_by_role("button", name=re.compile("^Show .* more$")).click()
    assert rows.count() == len({r["Body code"] for r in independent.table("catalogue/Partners")})
    page.get_by_role("button", name="Show Torbay Council on the map").click()
    assert title(page) == "Torbay Council"


def test_the_wheel_and_one_finger_move_the_page(page: Page) -> None:
    opened(page)
    page.locator(CHART).hover()
    land = page.locator("path.map-land").get_attribute("d")
    above = page.evaluate("scrollY")
    page.mouse.wheel(0, 100)
    page.wait_for_timeout(400)
    assert page.evaluate("scrollY") == above + 100
    assert page.locator("path.map-land").get_attribute("d") == land
    assert page.locator(CHART).evaluate("e => getComputedStyle(e).touchAction") == "pan-x pan-y"
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(800)
    page.keyboard.up("Control")
    assert page.locator("path.map-land").get_attribute("d") != land


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize(
    "address",
    [
        "/map/",
        "/map/#body=slough-borough-council",
        "/map/#SS0423",
        "/map/?q=zzz",
        "/map/?on=2012-06-30",
    ],
)
def test_nobody_is_shut_out(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, address)
    axe_finds_nothing(page)
    nothing_hangs_over(page)


def test_without_scripts_there_is_a_picture_and_a_table(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/map/?region=wales")
    assert not page.locator(CHART).is_visible()
    assert page.locator(".map-picture__map").is_visible()
    assert page.locator("[data-map-rows] tbody tr").count() == 25
    page.goto("/")
    assert page.locator("table.map-table tbody tr").count() == 10
    context.close()
