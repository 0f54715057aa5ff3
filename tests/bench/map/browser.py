"""What a page takes in Chromium, from going to it to seeing it drawn, and while it is moved."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

# When what is asked for has been painted: a message that a frame posts comes after its painting.
WATCH = """
window.benchDrawn = [];
window.benchFrames = [];
let seen = null;
let last = performance.now();
const look = (now) => {
  window.benchFrames.push(now - last);
  last = now;
  const drawn = document.querySelector("[data-bodies][data-map-chart], html[data-bodies]");
  if (drawn && drawn.dataset.bodies !== seen) {
    seen = drawn.dataset.bodies;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.benchDrawn.push(performance.now());
    port2.postMessage(null);
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
CHANGE = """(value) => {
  const box = document.querySelector(`input[name="service_kind"][value="${value}"]`);
  window.benchChanged = performance.now();
  box.click();
}"""
SLIDE = """() => {
  const slider = document.querySelector("input[type=range]");
  if (!slider) return false;
  const years = Number(slider.max) - Number(slider.min);
  for (let step = 0; step < 60; step += 1) {
    setTimeout(() => {
      slider.value = Number(slider.min) + Math.round((years * step) / 60);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }, step * 40);
  }
  return true;
}"""
LONG_MS = 50
PATIENCE_S = 120
ASKED_EACH_S = 0.5


@dataclass
class Moved:
    """Milliseconds from a filter to its drawing, and how many frames took more than LONG_MS."""

    panned: int
    change: float = 0
    slid: int = 0


@contextmanager
def visited(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose marks and lines have just been drawn, in a browser that had seen nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    wait_for_drawing(page, 0)
    # What follows the drawing is not to stand in the way of the next visit.
    page.wait_for_timeout(1_000)
    yield page
    context.close()


def first(browser: Browser, address: str) -> float:
    """Milliseconds from going to a page to its drawing."""
    with visited(browser, address) as page:
        took: float = page.evaluate("benchDrawn[0]")
    return took


def move(browser: Browser, address: str, *, ours: bool) -> Moved:
    with visited(browser, address) as page:
        seen = Moved(panned(page, "[data-map-chart]" if ours else "#map"))
        if ours:
            seen.change = changed(page)
            page.wait_for_timeout(500)
            seen.slid = slid(page)
    return seen


def wait_for_drawing(page: Page, before: int) -> None:
    """Until there is one more than before, asked from outside: the page lets no eval in.

    Asked seldom: the page has to share the machine with who asks.
    """
    limit = time.monotonic() + PATIENCE_S
    time.sleep(ASKED_EACH_S)
    while page.evaluate("benchDrawn.length") <= before:
        if time.monotonic() > limit:
            raise TimeoutError(f"nothing was drawn in {PATIENCE_S} s")
        time.sleep(ASKED_EACH_S)


def panned(page: Page, chart: str) -> int:
    page.locator(chart).scroll_into_view_if_needed()
    box = page.locator(chart).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"], 600) / 2
    page.evaluate("benchFrames.length = 0")
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(x + 2 * step, y + step)
        page.wait_for_timeout(10)
    page.mouse.up()
    page.wait_for_timeout(500)
    return long_frames(page)


def changed(page: Page) -> float:
    before: int = page.evaluate("benchDrawn.length")
    page.evaluate(CHANGE, "management")
    wait_for_drawing(page, before)
    took: float = page.evaluate("benchDrawn.at(-1) - benchChanged")
    return took


def slid(page: Page) -> int:
    page.evaluate("benchFrames.length = 0")
    if not page.evaluate(SLIDE):
        return 0
    page.wait_for_timeout(4_000)
    return long_frames(page)


def long_frames(page: Page) -> int:
    count: int = page.evaluate(f"benchFrames.filter((took) => took > {LONG_MS}).length")
    return count
