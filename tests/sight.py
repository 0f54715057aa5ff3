"""What every page owes everybody: nothing hangs over its edge and axe finds nothing."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LOOKS = 30
MILLISECONDS_BETWEEN = 100
HANGING = """() => [...document.body.querySelectorAll("*")]
    .filter(one => one.getBoundingClientRect().right > innerWidth)
    .map(one => one.outerHTML.slice(0, 120))
    .slice(0, 12)"""


def nothing_hangs_over(page: Page, width: int | None = None) -> None:
    """At `width` pixels, or as wide as it is, nobody has to scroll sideways.

    A page that was just made narrower is given three seconds to lay itself out again.
    """
    if width:
        page.set_viewport_size({"width": width, "height": 900})
    room = page.viewport_size
    assert room
    # A page that a link leads to has its address before it has any content.
    page.wait_for_load_state()
    for _ in range(LOOKS):
        taken = page.evaluate("document.documentElement.scrollWidth")
        if taken <= room["width"]:
            return
        page.wait_for_timeout(MILLISECONDS_BETWEEN)
    raise AssertionError((page.url, taken, page.evaluate(HANGING)))


def axe_finds_nothing(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, (page.url, found.generate_report())


def everybody_can_read(page: Page, *widths: int) -> None:
    """Both hold, on a wide and on a narrow screen unless `widths` says otherwise."""
    for width in widths or (375, 1280):
        nothing_hangs_over(page, width)
        axe_finds_nothing(page)
