"""The whole journey in Chromium: a messy list, its questions, applied, seen, taken back."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.answering import messy
from tests.sheets import HEADINGS, TWO, workbook
from tests.sight import everybody_can_read
from tests.site import Site

pytestmark = pytest.mark.browser


def uploaded(page: Page, data: bytes, folder: Path, name: str = "messy.xlsx") -> None:
    file = folder / name
    file.write_bytes(data)
    page.goto("/imports/new/")
    page.get_by_label("Spreadsheet").set_input_files(file)


def question(page: Page, text: str):
    return page.get_by_role("group", name=text)


def test_a_messy_list_from_upload_to_map_and_back(
    own_site: Site, editor_page: Page, tmp_path: Path
) -> None:
    page = editor_page
    uploaded(page, messy(), tmp_path)
    page.get_by_label("Who says so?").fill("Partnerships officer, Essex County Council")
    page.get_by_label("As of which year?").fill("2025")
    everybody_can_read(page)
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.locator(".totals")).to_contain_text("4 with problems")
    everybody_can_read(page)

    cash = question(page, "“Cash released”")
    cash.get_by_label("It is").select_option(label="Saving")
    cash.get_by_label("Remember this").check()
    question(page, "“Slugh Borough Council”").get_by_label("Slough Borough Council").check()
    firm = question(page, "“Estuary Digital Ltd”")
    firm.get_by_label("Its name or code").fill("Estuary")
    expect(firm.get_by_label("A body of the register")).to_be_checked()
    save = page.get_by_role("button", name="Save answers")
    save.click()
    error = page.get_by_role("alert").get_by_role("link")
    expect(error).to_contain_text("“Estuary Digital Ltd”: “Estuary” does not say for certain")
    expect(cash.get_by_label("It is")).to_have_value("claim")
    everybody_can_read(page)
    error.click()
    expect(firm.locator(".govuk-error-message").first).to_be_in_viewport()
    expect(firm.get_by_label("Full name")).to_be_hidden()
    firm.get_by_label("a new body").check()
    firm.get_by_label("Full name").fill("Estuary Digital Limited")
    firm.get_by_label("Nation").select_option(label="England")
    everybody_can_read(page)
    save.click()
    expect(page.get_by_text("The heading “Cash released” is “Saving”").first).to_be_visible()
    expect(page.locator(".totals")).to_contain_text("1 with problems")

    beside = question(page, "3C Building Control")
    expect(beside.get_by_role("table")).to_contain_text("South Cambridgeshire")
    beside.get_by_label("It is another").check()
    page.locator("summary", has_text="Check or change").click()
    everybody_can_read(page)
    save.click()
    expect(page.locator(".totals")).to_contain_text("0 with problems")

    # Left, and taken up again.
    page.goto("/imports/")
    everybody_can_read(page)
    page.get_by_role("link", name="messy.xlsx").click()
    page.locator("article", has_text="3C Building").get_by_role("button").click()
    expect(page.locator("section[aria-labelledby=left-out]")).to_contain_text("Row 5 of “Our list”")
    everybody_can_read(page)
    page.get_by_role("button", name="Apply 4 arrangements").click()
    expect(page.get_by_text("Applied: 4 arrangements added or changed.")).to_be_visible()
    everybody_can_read(page)

    page.goto("/arrangements/?q=estuary+payroll")
    expect(page.locator(".line")).to_have_count(1)
    expect(page.locator(".line")).to_contain_text("£120,000 a year")
    page.goto("/map/?q=estuary+payroll")
    expect(page.get_by_text("Estuary payroll").first).to_be_attached()
    page.goto("/bodies/estuary-digital-limited/")
    expect(page.get_by_role("link", name="Estuary ICT").first).to_be_visible()

    page.goto("/imports/")
    page.get_by_role("link", name="messy.xlsx").click()
    page.get_by_role("link", name="Take it back").click()
    everybody_can_read(page)
    page.get_by_role("button", name="Take this import back").click()
    expect(page.get_by_text("Taken back.").first).to_be_visible()
    page.goto("/arrangements/?q=estuary+payroll")
    expect(page.locator(".line")).to_have_count(0)
    assert "Estuary payroll" not in page.request.get("/map/data.json?q=estuary").text()
    assert page.request.get("/bodies/estuary-digital-limited/").status == 404


def test_a_long_list_shows_its_progress_and_then_itself(
    own_site: Site, editor_page: Page, tmp_path: Path
) -> None:
    rows = [
        (None, f"Audit number {n} of the estuary", "Internal audit", TWO, "Running", 2025, n)
        for n in range(1800, 2100)
    ]
    text = "\n".join(
        ",".join("" if cell is None else str(cell) for cell in row) + "," + "x" * 900
        for row in [HEADINGS, *rows]
    )
    page = editor_page
    uploaded(page, text.encode(), tmp_path, "long.csv")
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.locator(".totals")).to_contain_text("300 new", timeout=60_000)
    assert list((own_site.folder / "progress").glob("import-*.lock"))
    everybody_can_read(page, 1280)


def test_the_questions_need_no_script(
    own_site: Site, editor_page: Page, context: BrowserContext, tmp_path: Path
) -> None:
    bare = context.browser.new_context(
        base_url=own_site.url, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = bare.new_page()
    uploaded(page, messy(), tmp_path)
    page.get_by_role("button", name="Upload and preview").click()
    question(page, "“Slugh Borough Council”").get_by_label("Slough Borough Council").check()
    firm = question(page, "“Estuary Digital Ltd”")
    firm.get_by_label("a new body").check()
    expect(firm.get_by_label("Full name")).to_be_visible()
    firm.get_by_label("Decide later").check()
    page.get_by_role("button", name="Save answers").click()
    expect(page.locator(".totals")).to_contain_text("3 new")
    page.get_by_role("button", name="Leave row 5").first.click()
    expect(page.locator("section[aria-labelledby=left-out]")).to_contain_text("Row 5")
    bare.close()


def test_a_list_against_ours(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "ours.xlsx"
    rows = [
        (None, "Audit of the estuary", "Internal audit", TWO, "Running", 2025, 2024),
        ("SS0002", None, None, None, "Ended", 2020),
        (None, "Bad date", "Legal services", TWO, "Running", 2025, "31/02/2011"),
    ]
    file.write_bytes(workbook({"Ours": [HEADINGS, *rows]}))
    page.goto("/about/")
    page.get_by_role("link", name="Your list against ours").click()
    everybody_can_read(page)
    page.get_by_label("Spreadsheet").set_input_files(file)
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ours.xlsx against ours")
    everybody_can_read(page)
    page.go_back()
    page.get_by_label("Spreadsheet").set_input_files(file)
    with page.expect_download() as loaded:
        page.get_by_role("button", name="Compare and download as a workbook").click()
    assert loaded.value.suggested_filename == "your-list-against-ours.xlsx"
