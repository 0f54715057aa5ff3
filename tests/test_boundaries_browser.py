"""True boundaries in the browser: detail that comes with the zoom, districts that light up."""

from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from playwright.sync_api import Page, expect

from tests.boundaries import collection, councils_of, square, written
from tests.pictures import SVG
from tests.site import Site
from tests.test_boundaries import IN_2024

pytestmark = pytest.mark.browser

CREDIT = "Contains OS data © Crown copyright and database right {}"
DRAWN = "[data-map-chart][data-bodies]"


def test_detail_comes_with_the_zoom_and_a_chosen_district_lights_up(
    own_site: Site, page: Page, tmp_path: Path
) -> None:
    """Squares around the councils of Britain, for which no real file is needed."""
    codes = [
        code
        for nation in ("england", "scotland", "wales")
        for code in sorted(councils_of(nation, IN_2024, {"lower", "single"}))
    ]
    squares = [square(code, 0.004 * (5 + n % 7)) for n, code in enumerate(codes)]
    path = written(tmp_path, collection(*squares), "LAD_May_2024.geojson")
    own_site.manage("load_boundaries", str(path))
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "backdrop.json" in r.url else None)
    page.goto(f"{own_site.url}/map/")
    page.wait_for_selector(DRAWN)
    page.wait_for_load_state("networkidle")
    assert [url.rpartition("?")[2] for url in asked] == ["level=0"]
    press(page, "Closer", 3)
    press(page, "Closer", 3)
    levels = [url.rpartition("?")[2] for url in asked]
    assert levels == ["level=0", "level=1", "level=2"]
    # Back where it was nothing is asked for again.
    press(page, "Farther", 3)
    assert len(asked) == 3
    page.goto(f"{own_site.url}/map/?on=2012-06-30")
    page.wait_for_selector(DRAWN)
    page.wait_for_load_state("networkidle")
    assert {url.rpartition("?")[2] for url in asked[3:]} == {"on=2012-06-30&level=0"}
    page.goto(f"{own_site.url}/map/?region=east-of-england#body=breckland-district-council")
    page.wait_for_selector(".map-area--centre", state="attached")


def test_the_closest_view_has_the_detail_for_it(own_site: Site, page: Page, tmp_path: Path) -> None:
    """The shipped outline ends where its coasts become corners; loaded boundaries go on."""
    closer = page.get_by_role("button", name="Closer")
    page.goto(f"{own_site.url}/map/#view=52.5,0.5,10.5")
    page.wait_for_selector(DRAWN)
    expect(closer).to_have_attribute("aria-disabled", "true")
    load(own_site, tmp_path, "LAD_May_2024.geojson")
    page.reload()
    page.wait_for_selector(DRAWN)
    expect(closer).to_have_attribute("aria-disabled", "false")


def test_whoever_drew_the_boundaries_is_named_wherever_they_are_shown(
    own_site: Site, page: Page, tmp_path: Path
) -> None:
    address = f"{own_site.url}/map/?service=legal"
    page.goto(address)
    page.wait_for_selector(DRAWN)
    assert CREDIT.format("2024") not in page.content()
    load(own_site, tmp_path, "LAD_May_2024.geojson")
    for shown in (address, f"{own_site.url}/map/embed/?service=legal"):
        page.goto(shown)
        page.wait_for_selector(DRAWN)
        source = page.locator(".map-legend__source")
        expect(source).to_be_visible()
        expect(source).to_contain_text(CREDIT.format("2024"))
        expect(source).to_contain_text("Office for National Statistics licensed under the Open")
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save this map").click()
        assert CREDIT.format("2024") in words(saved.value.path())
    load(own_site, tmp_path, "LAD_December_2025.geojson")
    page.goto(address)
    expect(page.locator(".map-legend__source")).to_contain_text(CREDIT.format("2024 and 2025"))
    for picture in ("/map/picture.svg?service=legal", "/arrangements/SS0001/map.svg"):
        answer = page.request.get(f"{own_site.url}{picture}")
        path = tmp_path / "picture.svg"
        path.write_bytes(answer.body())
        assert CREDIT.format("2024 and 2025") in words(path)


def load(site: Site, folder: Path, name: str) -> None:
    """Squares around a few councils, for which no real file is needed."""
    squares = [square(code, 0.05) for code in ("E07000146", "E07000143", "E07000140")]
    site.manage("load_boundaries", str(written(folder, collection(*squares), name)))


def words(picture: Path) -> str:
    root = fromstring(picture.read_bytes())
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


def press(page: Page, name: str, times: int) -> None:
    for _ in range(times):
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(500)
    page.wait_for_load_state("networkidle")
