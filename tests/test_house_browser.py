"""The watch over the browser tests sees what it is there to see."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Watch
from tests.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("location.href = 'http://elsewhere.example/'", "asked another host"),
        ("fetch('/static/missing.js')", "answer 404"),
        ("console.error('broken')", "console: broken"),
        ("setTimeout(() => { throw new Error('broken') })", "broken"),
        (
            "document.head.append(Object.assign(document.createElement('style'), "
            "{textContent: 'p {color: red}'}))",
            "Content Security Policy",
        ),
    ],
)
def test_a_page_that_misbehaves_is_seen(
    browser: Browser, site: Site, script: str, complaint: str
) -> None:
    context = browser.new_context(base_url=site.url)
    watch = Watch(context, site)
    page = context.new_page()
    page.goto("/about/")
    assert watch.complaints == []
    page.evaluate(script)
    page.wait_for_timeout(500)
    context.close()
    assert any(complaint in line for line in watch.complaints), watch.complaints


def test_an_editor_can_sign_in(editor_page: Page) -> None:
    editor_page.goto("/imports/")
    assert editor_page.url.endswith("/imports/")


def test_a_page_that_does_not_exist_is_no_complaint(page: Page) -> None:
    answer = page.goto("/no-such-page/")
    assert answer
    assert answer.status == 404
