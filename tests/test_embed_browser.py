"""The embedded map in Chromium: it draws, fits, and its code follows the filters."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.sight import axe_finds_nothing, nothing_hangs_over
from tests.test_map_browser import opened

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [900, 375])
def test_the_embedded_map_draws_and_axe_finds_nothing(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    opened(page, "/map/embed/?service=legal")
    nothing_hangs_over(page)
    axe_finds_nothing(page)


def test_the_code_to_copy_follows_the_filters(page: Page) -> None:
    opened(page, "/map/?service=legal")
    page.get_by_text("Put this map on your own site").click()
    code = page.get_by_label("Copy this into your page.")
    assert 'src="http' in code.input_value()
    assert '/map/embed/?service=legal"' in code.input_value()
    page.locator("#filter-q").fill("audit")
    expect(code).to_have_value(re.compile(r'/map/embed/\?q=audit&amp;service=legal"'))
