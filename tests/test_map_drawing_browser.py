"""The map in Chromium: its insets, its marks by keyboard, and what is saved or printed of it."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, Route, expect

from tests import independent as own
from tests.sight import axe_finds_nothing
from tests.test_gone_since import DAY
from tests.test_gone_since import gone as those_gone
from tests.test_map_browser import CHART, DRAWN, LIVE, PANEL, lines, opened, title

pytestmark = pytest.mark.browser

INSET = ".map-inset"
FOCUS = f"{DRAWN} .map-layer--focus path"
HINTS = f"{DRAWN} :is(.map-layer--hint-links, .map-layer--hint-marks) path"
CENTRE = f"{DRAWN} path.map-mark.is-on.is-centre"


def test_insets_show_where_bodies_crowd_and_choose_as_the_map_does(page: Page) -> None:
    opened(page)
    expect(page.locator(INSET)).to_have_count(2)
    london = page.locator(INSET).first
    expect(london).to_be_visible()
    marks = london.locator(".map-layer--marks path")
    assert 40 < marks.count() < 100
    assert (
        lines(page, f"{INSET} .map-layer--arcs path") + lines(page, f"{INSET} path.map-link") > 60
    )
    # The busiest that are in an inset have their names there and not on the map too.
    names = london.locator("text").all_text_contents()
    assert "Sutton" in names
    assert "Sutton" not in page.locator(".map-label").all_inner_texts()
    # In the sea: no mark of the map lies under an inset.
    for inset in page.locator(INSET).all():
        box = inset.bounding_box()
        assert box
        for mark in page.locator(f"{DRAWN} path.map-mark--busy").all():
            at = mark.bounding_box()
            assert at
            beside = at["x"] > box["x"] + box["width"] or at["x"] + at["width"] < box["x"]
            assert beside or at["y"] > box["y"] + box["height"] or at["y"] + at["height"] < box["y"]
    london.locator("path.map-mark--busy").first.click(force=True)
    expect(page.locator(CENTRE)).to_have_count(1)
    assert "#body=london-borough-of-" in page.url


def test_an_inset_shades_what_is_chosen_as_one_area_and_is_gone_without_a_crowd(
    page: Page,
) -> None:
    opened(page, "/map/#body=greater-manchester-police")
    expect(page.locator("[data-map-panel] h3").first).to_have_text("Greater Manchester Police")
    page.wait_for_timeout(500)  # the map moves there
    page.get_by_role("button", name="Show the whole UK").click()
    manchester = page.locator(INSET).nth(1)
    expect(manchester).to_be_visible()
    # Ten boroughs, and no border between them.
    area = manchester.locator(".map-layer--areas path.map-area--centre")
    expect(area).to_have_count(1)
    assert (area.get_attribute("d") or "").count("Z") == 1
    page.goto("/map/?on=2024-03-31")
    expect(page.locator(INSET).first).to_be_visible()
    expect(manchester).to_be_hidden()


def test_insets_go_when_the_map_comes_closer_and_buttons_lead_there(page: Page) -> None:
    opened(page)
    page.locator(INSET).first.get_by_role("button", name="London").click()
    expect(page.locator(INSET).first).to_be_hidden()
    expect(page.locator(".map-label", has_text="Croydon")).to_be_visible()
    page.get_by_role("button", name="Show the whole UK").click()
    expect(page.locator(INSET).first).to_be_visible()
    page.set_viewport_size({"width": 375, "height": 800})
    expect(page.locator(INSET).first).to_be_hidden()
    page.get_by_role("button", name="Show Manchester").click()
    expect(page.locator(".map-label", has_text="Rochdale")).to_be_visible()


def test_every_mark_can_be_reached_and_chosen_by_arrow_keys(page: Page) -> None:
    opened(page)
    page.locator(CHART).focus()
    page.keyboard.press("ArrowRight")
    # The first arrow goes to the busiest in sight.
    expect(page.locator(LIVE)).to_have_text("Maidstone Borough Council, 13 arrangements")
    expect(page.locator(FOCUS)).to_have_count(2)
    ring = page.locator(FOCUS).first.bounding_box()
    page.keyboard.press("ArrowLeft")
    after = page.locator(FOCUS).first.bounding_box()
    assert ring
    assert after
    assert after["x"] < ring["x"]
    said = page.locator(LIVE).inner_text()
    assert not said.startswith("Maidstone")
    # What has the focus shows its links before it is chosen.
    assert page.locator(f"{DRAWN} path.map-mark.is-hint").count() > 1
    page.keyboard.press("Enter")
    assert title(page) == said.partition(", ")[0]
    # Among the chosen body's partners only.
    partners = page.locator(f"{DRAWN} path.map-mark.is-on").count()
    heard = set()
    for key in ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"] * 3:
        page.keyboard.press(key)
        heard.add(page.locator(".map-tip").inner_text())
    assert 1 < len(heard) <= partners
    page.keyboard.press("Escape")
    assert title(page) == "On this map"
    page.locator("#map-search").focus()
    expect(page.locator(FOCUS)).to_have_count(0)


def test_keys_bring_the_map_closer_around_what_has_the_focus(page: Page) -> None:
    opened(page)
    page.locator(CHART).focus()
    page.keyboard.press("ArrowRight")
    for _ in range(4):
        page.keyboard.press("+")
        page.wait_for_timeout(500)
    expect(page.locator(FOCUS).first).to_be_in_viewport()
    expect(page.locator(".map-label", has_text=re.compile("^Swale$"))).to_be_visible()
    land = page.locator("path.map-land").bounding_box()
    page.keyboard.press("Shift+ArrowLeft")
    page.wait_for_timeout(500)
    assert page.locator("path.map-land").bounding_box() != land
    axe_finds_nothing(page)


def test_what_is_saved_is_a_whole_picture_by_itself(page: Page, tmp_path: Path) -> None:
    opened(page, "/map/?region=south-east#body=slough-borough-council")
    with page.expect_download() as told:
        page.get_by_role("button", name="Save this map").click()
    name = told.value.suggested_filename
    assert re.fullmatch(r"sharedmap-slough-borough-council-\d{4}-\d\d-\d\d\.svg", name)
    told.value.save_as(tmp_path / name)
    text = (tmp_path / name).read_text()
    # Nothing in it is fetched or styled from elsewhere.
    for sign in ("href=", "url(http", "<style", "class=", "<script", "<image", "var("):
        assert sign not in text, sign
    picture = ElementTree.fromstring(text)
    words = " ".join(
        "".join(part.itertext()) for part in picture.iter() if part.tag.endswith("text")
    )
    for sentence in (
        "Slough Borough Council",
        "Region: South East",
        "Back office",
        "Not neighbours",
        "Fire and rescue",
        "Milton Keynes",
        "Open Government Licence v3.0",
        "Natural Earth",
        "#body=slough-borough-council",
    ):
        assert sentence in words, sentence
    assert text.count("<path") > 40


@pytest.mark.parametrize("landscape", [False, True])
def test_it_prints_on_one_page(page: Page, tmp_path: Path, *, landscape: bool) -> None:
    opened(page)
    assert sheets_of(page, tmp_path, landscape=landscape) == 1


def test_a_body_prints_with_its_arrangements_without_blanks(page: Page, tmp_path: Path) -> None:
    opened(page, "/map/#body=slough-borough-council")
    said = page.locator(f"{PANEL} p").first.inner_text()
    assert re.search(r"In \d+ arrangements here, with \d+ other bodies", said)
    cards = page.locator(f"{PANEL} .map-card button").all_inner_texts()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    printed = page.locator(".map__print")
    for card in cards:
        expect(printed.get_by_text(card, exact=True)).to_be_visible()
    picture = " ".join(printed.locator("svg text").all_text_contents())
    assert said in picture
    assert "562 arrangements" not in picture
    assert sheets_of(page, tmp_path) == 2


def sheets_of(page: Page, folder: Path, *, landscape: bool = False) -> int:
    page.pdf(path=folder / "map.pdf", format="A4", landscape=landscape)
    return len(re.findall(rb"/Type\s*/Page\b", (folder / "map.pdf").read_bytes()))


def test_a_map_says_that_what_is_late_is_on_its_way(page: Page) -> None:
    opened(page)
    held: list[Route] = []
    page.context.route("**/map/data.json?*", lambda route: held.append(route))
    page.locator("#filter-q").fill("legal")
    expect(page.locator("[data-map][aria-busy=true]")).to_be_attached()
    style = f"getComputedStyle(document.querySelector('{CHART}'), '::before')"
    page.wait_for_timeout(600)
    assert page.evaluate(f"[{style}.content.includes('on its way'), {style}.visibility]") == [
        True,
        "visible",
    ]
    axe_finds_nothing(page)
    held[0].continue_()
    expect(page.locator("[data-map][aria-busy=false]")).to_be_attached()
    assert page.evaluate(f"{style}.content") == "none"


def test_where_arrangements_are_few_the_panel_names_them_all(page: Page) -> None:
    opened(page, f"/map/?on={DAY}")
    page.locator("[data-map-gone]").click()
    gone = page.locator(f"{PANEL} .map-panel__named .map-card")
    names = {own.arrangements()[reference]["Name"] for reference in those_gone()}
    expect(gone).to_have_count(len(names))
    assert set(gone.locator(".map-choose").all_inner_texts()) == names
    expect(gone.first).to_contain_text(re.compile(r"between .+ and .+|of .+"))
    button = gone.first.get_by_role("button")
    name = button.inner_text()
    button.click()
    assert title(page) == name
    page.keyboard.press("Escape")
    page.goto("/map/")
    opened(page)
    expect(page.locator(f"{PANEL} .map-panel__named")).to_have_count(0)


def test_what_was_pointed_at_is_not_left_behind_when_it_is_chosen(page: Page) -> None:
    opened(page)
    button = page.locator(PANEL).get_by_role("button", name="Essex County Council")
    button.hover()
    expect(page.locator(HINTS).first).to_be_attached()
    button.click()
    assert title(page) == "Essex County Council"
    page.mouse.move(640, 20)
    expect(page.locator(HINTS)).to_have_count(0)
    # What is pointed at moves with the map.
    page.locator(PANEL).locator(".map-line button").first.hover()
    expect(page.locator(HINTS).first).to_be_attached()
    before = page.locator(HINTS).first.get_attribute("d")
    page.evaluate("document.querySelector('.leaflet-control-zoom-in').click()")
    page.wait_for_timeout(600)
    assert page.locator(HINTS).first.get_attribute("d") != before
