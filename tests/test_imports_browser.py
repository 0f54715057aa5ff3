"""The upload as an editor goes through it, in Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.sheets import five_rows
from tests.sight import axe_finds_nothing, nothing_hangs_over
from tests.site import Site

pytestmark = pytest.mark.browser


def test_five_rows_are_previewed_confirmed_and_seen(
    own_site: Site, editor_page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "five.xlsx"
    file.write_bytes(five_rows())
    page = editor_page
    page.goto("/imports/")
    page.get_by_role("button", name="Upload a spreadsheet").click()
    page.get_by_label("Spreadsheet").set_input_files(file)
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("five.xlsx")
    page.get_by_role("button", name="Apply 2 arrangements").click()
    error = page.get_by_role("alert").get_by_role("link")
    expect(error).to_contain_text("a new arrangement has no source")
    error.click()
    page.keyboard.type("Partnerships officer, Essex County Council")
    page.get_by_role("button", name="Save answers").click()
    expect(page.locator(".totals")).to_contain_text("1 new")
    expect(page.locator(".totals")).to_contain_text("2 with problems")
    expect(page.locator("section[aria-labelledby=problems]")).to_contain_text("Slugh")
    axe_finds_nothing(page)
    page.get_by_role("button", name="Apply 2 arrangements").click()
    expect(page.get_by_text("Applied: 2 arrangements added or changed.")).to_be_visible()
    axe_finds_nothing(page)
    page.get_by_role("link", name="Audit of the estuary", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Audit of the estuary")
    page.goto("/arrangements/?q=audit+of+the+estuary")
    expect(page.locator(".line")).to_have_count(1)
    data = page.request.get("/map/data.json?q=audit+of+the+estuary")
    assert "Audit of the estuary" in data.text()


def test_a_wrong_file_is_said_to_be_wrong(editor_page: Page, tmp_path: Path) -> None:
    file = tmp_path / "list.pdf"
    file.write_bytes(b"%PDF-1.4")
    editor_page.goto("/imports/new/")
    editor_page.get_by_label("Spreadsheet").set_input_files(file)
    editor_page.get_by_role("button", name="Upload and preview").click()
    expect(editor_page.get_by_role("alert")).to_contain_text("This is a PDF, not a spreadsheet.")
    assert editor_page.title().startswith("Error: ")
    axe_finds_nothing(editor_page)


PAGES = (
    "/bodies/",
    "/bodies/?q=slough&sort=most",
    "/bodies/essex-county-council/",
    "/bodies/taunton-deane-borough-council/",
    "/bodies/police-forces-of-england-and-wales/",
    "/bodies/slugh-council/",
    "/services/",
    "/services/legal/",
    "/about/data/",
)


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_and_nothing_hangs_over(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address in PAGES:
        page.goto(address)
        nothing_hangs_over(page)
        axe_finds_nothing(page)
