"""What a filtered map shows, how it finds what it leaves out, and how fingers use it."""

import re

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.sight import nothing_hangs_over
from tests.site import Site
from tests.test_map_browser import CHART, DRAWN, LIVE, PANEL, drawn, opened, title

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 375, "height": 740}
IN_SIGHT = """() => {
  const chart = document.querySelector("[data-map-chart]").getBoundingClientRect();
  return [...document.querySelectorAll(".leaflet-drawn-pane .map-layer--marks path.map-mark")]
    .map((mark) => mark.getBoundingClientRect())
    .filter((box) => box.left >= chart.left && box.right <= chart.right
      && box.top >= chart.top && box.bottom <= chart.bottom).length;
}"""


def size(page: Page) -> float:
    """How wide the land is drawn, in pixels: wider as the map is closer."""
    width: float = page.evaluate(
        "[...document.querySelectorAll('path.map-border--nation')]"
        ".reduce((most, path) => Math.max(most, path.getTotalLength()), 0)"
    )
    return width


def test_a_filtered_map_shows_its_part_of_the_country(page: Page) -> None:
    opened(page, "/map/?nation=northern-ireland&sector=council&q=building")
    marks, _ = drawn(page)
    assert 0 < marks == page.evaluate(IN_SIGHT)
    near = size(page)
    page.get_by_role("button", name="Show the whole UK").click()
    page.wait_for_timeout(300)
    assert size(page) < near / 1.5


def test_a_change_of_filter_moves_the_map_and_its_end_moves_it_back(page: Page) -> None:
    opened(page)
    whole = size(page)
    page.locator("summary", has_text=re.compile("^Place")).click()
    nation = page.get_by_role("group", name="Nation").get_by_label("Northern Ireland")
    nation.check()
    expect(page.locator("[data-map-sentence]")).to_contain_text("11 arrangements")
    assert page.evaluate(IN_SIGHT) == drawn(page)[0]
    assert size(page) > whole * 1.2
    nation.uncheck()
    expect(page.locator("[data-map-sentence]")).to_contain_text("562 arrangements")
    assert size(page) == pytest.approx(whole, rel=0.02)


def test_what_the_filters_leave_out_is_found_and_led_to(page: Page) -> None:
    opened(page, "/map/?region=wales")
    page.get_by_label("Find on the map").fill("Torbay Coun")
    option = page.get_by_role("option", name="Torbay Council left out by the filters")
    expect(option).to_be_visible()
    page.keyboard.press("Enter")
    assert title(page) == "Torbay Council"
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("Not on this map: the filters leave it out.")
    expect(page.locator(LIVE)).to_contain_text("Not on this map")
    expect(panel.get_by_role("link", name="Page of this body")).to_have_attribute(
        "href", "/bodies/torbay-council/"
    )
    panel.get_by_role("link", name="Show it without the filters").click()
    page.wait_for_url("**/map/#body=torbay-council")
    expect(page.locator(f"{PANEL} .map-card").first).to_be_visible()
    assert title(page) == "Torbay Council"


def test_an_address_of_what_is_left_out_says_so_and_can_be_let_go(page: Page) -> None:
    opened(page, "/map/?region=wales#body=torbay-council")
    expect(page.locator(f"{PANEL} h3")).to_have_text("Torbay Council")
    page.get_by_role("button", name="Back to this map").click()
    assert title(page) == "On this map"


def test_a_name_that_the_map_lacks_leads_to_the_register(page: Page) -> None:
    opened(page)
    page.get_by_label("Find on the map").fill("mendip hills zzz")
    expect(page.get_by_text("No such name on this map")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#map-found [aria-selected=true]")).to_contain_text("Search all bodies")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bodies/?q=mendip+hills+zzz")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Tiegnbridge", "Teignbridge District Council"), ("Slogh", "Slough Borough Council")],
)
def test_a_slip_of_the_keys_is_asked_about_on_the_map(page: Page, typed: str, meant: str) -> None:
    opened(page)
    page.get_by_label("Find on the map").fill(typed)
    expect(page.get_by_text("Did you mean:")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#map-found [aria-selected=true]")).to_contain_text(meant)
    page.keyboard.press("Enter")
    expect(page.locator("[data-map-panel] h3")).to_have_text(meant)


def test_the_panel_and_the_table_count_the_same_bodies(page: Page) -> None:
    opened(page)
    said = page.locator(PANEL).inner_text()
    bodies = re.search(
        r"562 arrangements between (\d+) bodies\. (\d+) of these bodies have no mark", said
    )
    assert bodies
    expect(page.locator("[data-map-caption]")).to_have_text(
        f"All who take part, busiest first: {bodies[1]} bodies"
    )
    assert drawn(page)[0] == int(bodies[1]) - int(bodies[2])


def test_a_tap_comes_closer_and_leaves_no_note(browser: Browser, site: Site) -> None:
    context = browser.new_context(
        base_url=site.url, viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = opened(context.new_page())
    chart = page.locator(CHART)
    chart.scroll_into_view_if_needed()
    box = page.locator(f"{DRAWN} path.map-mark--busy").first.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(f"{DRAWN} path.map-mark.is-on.is-centre")).to_have_count(1)
    assert "#body=" in page.url
    # Marks grow as the map comes closer.
    after = page.locator(f"{DRAWN} path.map-mark.is-on.is-centre").bounding_box()
    assert after
    assert after["width"] > box["width"] * 1.3
    assert page.locator(".map-tip").count() == 0
    # What is said of it is in sight.
    expect(page.locator(f"{PANEL} h3")).to_be_in_viewport(ratio=1)
    context.close()


def test_a_note_stays_within_the_map(page: Page) -> None:
    page.set_viewport_size(PHONE)
    opened(page)
    page.locator(CHART).scroll_into_view_if_needed()
    chart = page.locator(CHART).bounding_box()
    assert chart
    seen = 0
    for mark in page.locator(f"{DRAWN} path.map-mark--busy").all():
        box = mark.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(60)
        if page.locator(".map-tip").is_visible():
            note = page.locator(".map-tip").bounding_box()
            assert note
            assert chart["x"] <= note["x"]
            assert note["x"] + note["width"] <= chart["x"] + chart["width"]
            seen += 1
    assert seen


@pytest.mark.parametrize("address", ["/map/", "/"])
def test_without_scripts_the_numbers_are_on_a_narrow_screen(
    browser: Browser, site: Site, address: str
) -> None:
    context = browser.new_context(base_url=site.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    box = page.locator("table.map-table tbody tr").first.locator("td").last.bounding_box()
    assert box
    assert box["x"] + box["width"] <= PHONE["width"]
    context.close()


@pytest.mark.parametrize("address", ["/services/", "/map/", "/arrangements/", "/"])
def test_nothing_sticks_out_at_320(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    nothing_hangs_over(page)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address", ["/arrangements/", "/map/", "/bodies/"])
def test_apply_is_in_reach_with_every_group_open(
    browser: Browser, site: Site, address: str, scripts: bool
) -> None:
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": 1280, "height": 700},
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.goto(address)
    for title_of_group in page.locator("summary.filters__title").all():
        title_of_group.click()
    form, button = page.locator("form.filters"), page.get_by_role("button", name="Apply filters")
    page.evaluate("scrollTo(0, 0)")
    tall = form.bounding_box()
    assert tall
    assert tall["height"] > 800
    # Wherever on the form a reader is, from its beginning to its end.
    for offset in range(0, int(tall["height"]) - 600, 150):
        page.evaluate(f"scrollTo(0, {tall['y']} + {offset})")
        box = button.bounding_box()
        assert box
        assert 0 <= box["y"] <= 700 - box["height"]
    context.close()


def test_a_focused_title_covers_no_other_and_a_long_one_wraps_beside_its_mark(page: Page) -> None:
    opened(page)
    titles = page.locator("summary.filters__title")
    first = titles.first
    first.focus()
    shadow = first.evaluate("e => getComputedStyle(e).boxShadow")
    assert "inset" in shadow
    text = page.locator("summary.filters__title span:first-child", has_text="Who shares with whom")
    lefts = text.evaluate("e => [...e.getClientRects()].map((box) => Math.round(box.left))")
    assert len(lefts) > 1
    assert len(set(lefts)) == 1
