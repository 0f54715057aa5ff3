"""Fixtures for tests in Chromium.

`page` belongs to a stranger and `editor_page` to a signed-in editor. Both see the shared site,
whose catalogue tests must leave as it is, or the test's own if it asks for `own_site`. A test
fails if the page asked another host for anything, logged an error, broke the content security
policy, or met an answer of 500.
"""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    Response,
    ViewportSize,
    sync_playwright,
)

from sharedmap.setup.machine import chromium
from tests.site import PASSWORD, Site

FLAGS = [
    # No name leads anywhere. To intercept requests instead would switch the browser's cache off.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    if not program:
        pytest.fail("The browser tests need Chromium: install the package chromium.")
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=program, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    site.stop()


@pytest.fixture
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that the test may change as it likes."""
    site = Site(tmp_path_factory.mktemp("own-site"))
    yield site
    site.stop()


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Site:
    """The site that `page` is on."""
    own = "own_site" in request.fixturenames
    found: Site = request.getfixturevalue("own_site" if own else "shared_site")
    return found


class Watch:
    """Collects what a page must not do."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.host = urlsplit(site.url).netloc
        self.complaints: list[str] = []
        context.on("request", self.see_request)
        context.on("response", self.see_response)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("console", lambda message: self.see_console(message.type, message.text))

    def see_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.complaints.append(f"asked another host: {request.url}")

    def see_response(self, response: Response) -> None:
        expected = 500 if response.request.is_navigation_request() else 400
        if response.status >= expected:
            self.complaints.append(f"answer {response.status}: {response.url}")

    def see_console(self, kind: str, text: str) -> None:
        # Failed loads are seen as responses, which tell a page's own 404 from a missing file.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {text}")


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    opened = browser.new_context(
        base_url=site.url, viewport=DESKTOP, locale="en-GB", timezone_id="Europe/London"
    )
    opened.set_default_timeout(15_000)
    watch = Watch(opened, site)
    yield opened
    opened.close()
    if watch.complaints:
        pytest.fail("\n".join([*watch.complaints, site.log[-3_000:]]))


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def editor_page(page: Page) -> Page:
    page.goto("/accounts/login/")
    page.fill("input[name=username]", "editor")
    page.fill("input[name=password]", PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    return page
