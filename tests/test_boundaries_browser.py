"""True boundaries in the browser: detail that comes with the zoom, districts that light up."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.boundaries import collection, councils_of, square, written
from tests.site import Site
from tests.test_boundaries import IN_2024

pytestmark = pytest.mark.browser

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


def press(page: Page, name: str, times: int) -> None:
    for _ in range(times):
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(500)
    page.wait_for_load_state("networkidle")
