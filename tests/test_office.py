"""Our workbooks in LibreOffice: what it shows of them when it has opened and saved them again.

It is started twice for all of these tests. Frozen headings are not in what it saves without a
window, so those are looked for in our own file alone.
"""

import csv
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.core.management import call_command
from openpyxl.utils import get_column_letter

from arrangements.columns import ARRANGEMENTS, SHEETS
from arrangements.exports.answers import Table, workbook_of
from arrangements.exports.template import template
from arrangements.exports.workbookback import annotated
from arrangements.imports.plan import plan_file
from arrangements.models import Body, Service
from tests import independent as own
from tests.libreoffice import saved_again
from tests.messy import councils
from tests.ooxml import faults, fonts
from tests.sheets import HEADINGS, TWO

pytestmark = pytest.mark.django_db

LIMIT = 20 * 1024 * 1024
LIVE = ("=1+1", "+44 20 7946 0000", "-5%", "@clerk")
BOOKS = ("template", "all", "marked", "messy", "answer")
OWN = ("template", "all", "marked", "answer")
UNKNOWN = "Essex County Council; Slugh BC"
LIST = [
    ("A list of ours",),
    HEADINGS,
    (None, LIVE[0], "Legal services", UNKNOWN, "Running", 2025, 2020),
    (None, LIVE[1], "Payroll", TWO, "Running", 2025, "31/02/2011"),
    (None, "Estuary", "Payroll", TWO, "Running", 2025, "2011"),
]
MARKED = {"D3": "Slugh BC", "G4": "31/02/2011"}
CODED = {
    "Status": ("Proposed", "Not known"),
    "Model": ("Lead or host authority", "Not known"),
    "All partners listed": ("yes", "no"),
}


@pytest.fixture(scope="module")
def ours(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with each of the workbooks that we make."""
    folder = tmp_path_factory.mktemp("ours")
    with django_db_blocker.unblock():
        (folder / "template.xlsx").write_bytes(template())
        call_command("export_catalogue", folder / "all.xlsx", verbosity=0)
        with (folder / "Our list.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(LIST)
        for name, upload in (
            ("marked", folder / "Our list.csv"),
            ("messy", councils.national_sheet(folder)),
        ):
            plan = plan_file(upload, limit_bytes=LIMIT)
            _, data = annotated(upload, upload.name, plan, LIMIT)
            upload.unlink()
            (folder / f"{name}.xlsx").write_bytes(data)
    table = Table("Answer", (("What", 20), ("Text", 40)), [("live", text) for text in LIVE])
    (folder / "answer.xlsx").write_bytes(workbook_of([table]))
    return folder


@pytest.fixture(scope="module")
def saved(ours: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as LibreOffice saves them, as .xlsx and as .ods."""
    folder, home = tmp_path_factory.mktemp("saved"), tmp_path_factory.mktemp("home")
    saved_again(sorted(ours.glob("*.xlsx")), folder, home)
    return folder


def opened(folder: Path, name: str) -> Any:
    return openpyxl.load_workbook(folder / f"{name}.xlsx")


def headings(page: Any) -> dict[str, str]:
    """The letter of each heading."""
    return {cell.value: cell.column_letter for cell in page[1]}


def listed(book: Any, formula: str) -> list[str]:
    """The words at which a rule points."""
    sheet, _, area = formula.partition("!")
    page = book[sheet.strip("$'")]
    return [cell.value for row in page[area.replace("$", "")] for cell in row]


def rules(book: Any, name: str) -> dict[str, Any]:
    """Each column's letter → its drop-down and the last row that has it."""
    found = {}
    for rule in book[name].data_validations.dataValidation:
        for area in rule.sqref.ranges:
            assert (area.min_row, area.min_col) == (2, area.max_col)
            found[get_column_letter(area.min_col)] = (rule, area.max_row)
    return found


# What we write ourselves


@pytest.mark.parametrize("name", BOOKS)
def test_excel_finds_nothing_to_repair(ours: Path, name: str) -> None:
    assert faults(ours / f"{name}.xlsx") == []


@pytest.mark.parametrize("name", OWN)
def test_every_font_is_named(ours: Path, name: str) -> None:
    assert fonts(ours / f"{name}.xlsx") <= {"Calibri 11", "Calibri 20"}


@pytest.mark.parametrize("name", ["template", "all"])
def test_headings_are_frozen_and_filtered(ours: Path, name: str) -> None:
    book = opened(ours, name)
    for sheet in SHEETS:
        page = book[sheet.name]
        assert page.freeze_panes in {"C2", "D2"}
        assert page.auto_filter.ref.startswith("A1:")


# What LibreOffice makes of it


@pytest.mark.parametrize("name", ["template", "all"])
def test_coded_columns_have_drop_downs_that_only_advise(saved: Path, name: str) -> None:
    book = opened(saved, name)
    assert book["Lists"].sheet_state == "hidden"
    found, letters = rules(book, "Arrangements"), headings(book["Arrangements"])
    for heading, (first, last) in CODED.items():
        rule, last_row = found[letters[heading]]
        words = listed(book, rule.formula1)
        assert (words[0], words[-1]) == (first, last)
        assert None not in words
        assert rule.type == "list"
        assert not rule.showErrorMessage
        assert last_row >= book["Arrangements"].max_row + (500 if name == "all" else 0)
    services = listed(book, found[letters["Services"]][0].formula1)
    assert services == list(Service.objects.values_list("name", flat=True))
    rule, _ = rules(book, "Partners")[headings(book["Partners"])["Body"]]
    current = Body.objects.current().values_list("name", flat=True)
    assert sorted(listed(book, rule.formula1)) == sorted(current)


def test_every_heading_of_the_template_is_explained_where_it_stands(saved: Path) -> None:
    book = opened(saved, "template")
    for sheet in SHEETS:
        for cell in book[sheet.name][1]:
            column = next(each for each in sheet.columns if each.heading == cell.value)
            assert column.help in cell.comment.text
            assert column.example in cell.comment.text
    assert book.sheetnames[0] == "How to fill in"
    explained = {
        (row[0], row[1]): row for row in book["How to fill in"].iter_rows(8, values_only=True)
    }
    wanted = {(s.name, cell.value) for s in SHEETS for cell in book[s.name][1]}
    assert explained.keys() == wanted
    assert explained["Arrangements", "Status"][5] == "Running"


def test_the_catalogue_keeps_its_links_numbers_and_dates(saved: Path) -> None:
    book = opened(saved, "all")
    page = book["Sources"]
    letters, linked = headings(page), 0
    # The program respells an address, but does not change whose it is.
    for cell in page[letters["Address"]][1:]:
        if 0 < len(cell.value or "") <= 255:
            assert urlsplit(cell.hyperlink.target).netloc == urlsplit(cell.value).netloc
            linked += 1
    addresses = [row["Address"] for row in own.table("catalogue/Sources")]
    assert linked == sum(0 < len(address) <= 255 for address in addresses)
    amounts = book["Savings"][headings(book["Savings"])["Amount (£)"]][1:]
    assert {cell.number_format for cell in amounts if cell.value} == {"#,##0"}
    starts = book["Arrangements"][headings(book["Arrangements"])["Start"]][1:]
    days = [cell for cell in starts if cell.is_date]
    assert days
    assert {cell.number_format for cell in days} <= {"d\\ mmm\\ yyyy", "d mmm yyyy"}
    parts = [cell.hyperlink.location for cell in book["About"]["A"] if cell.hyperlink]
    assert parts == [f"'{sheet.name}'!A1" for sheet in SHEETS]


def test_text_is_wrapped_in_rows_that_are_tall_enough(saved: Path) -> None:
    page = opened(saved, "all")["Arrangements"]
    letters = headings(page)
    widths = {column.heading: column.width for column in ARRANGEMENTS.columns}
    shown = {
        at: each.width
        for each in page.column_dimensions.values()
        for at in range(each.min, each.max + 1)
    }
    for at, cell in enumerate(page[1], 1):
        assert shown[at] == pytest.approx(widths[cell.value], abs=0.5)
    for number in range(2, page.max_row + 1):
        cell = page[f"{letters['Partners']}{number}"]
        assert cell.alignment.wrap_text
        needed = 15 * min(len(cell.value) // (widths["Partners"] * 1.3) + 1, 27)
        assert page.row_dimensions[number].height >= needed - 1


def test_the_marked_workbook_keeps_comments_colours_and_links(saved: Path) -> None:
    book = opened(saved, "marked")
    page, problems = book["Our list"], book["Problems"]
    for place, text in MARKED.items():
        assert text in page[place].comment.text
        assert page[place].fill.start_color.rgb == "FFFBD5B5"
    assert {
        cell.coordinate for row in page.iter_rows() for cell in row if cell.comment
    } == MARKED.keys()
    links = [cell.hyperlink.location for cell in problems["B"][5:]]
    assert links == [f"'Our list'!{place}" for place in MARKED]


def test_a_messy_list_is_marked_at_every_problem(ours: Path, saved: Path) -> None:
    book = opened(saved, "messy")
    places = [cell.value for cell in book["Problems"]["B"][5:]]
    assert places == [cell.value for cell in opened(ours, "messy")["Problems"]["B"][5:]]
    assert len(places) == 5
    for row in book["Problems"].iter_rows(min_row=6, values_only=True):
        assert row[3] in book[row[0]][row[1]].comment.text
    assert len(book[row[0]].merged_cells.ranges) == 1


@pytest.mark.parametrize(
    ("name", "sheet", "texts"), [("answer", "Answer", LIVE), ("marked", "Our list", LIVE[:2])]
)
def test_text_that_begins_like_a_formula_stays_text(
    saved: Path, name: str, sheet: str, texts: tuple[str, ...]
) -> None:
    cells = [cell for row in opened(saved, name)[sheet].iter_rows() for cell in row]
    assert {*texts} <= {cell.value for cell in cells}
    assert not any(cell.data_type == "f" for cell in cells)


def test_it_is_the_same_in_open_document(saved: Path) -> None:
    found = {}
    for name in BOOKS:
        with zipfile.ZipFile(saved / f"{name}.ods") as archive:
            text = archive.read("content.xml").decode()
        marks = ("<table:content-validation ", "<office:annotation ", "<text:a ", "table:formula=")
        found[name] = [text.count(mark) for mark in marks]
        hidden = 'table:display="false"' in text
        assert hidden is (name in {"template", "all"})
    columns = [c for s in SHEETS for c in s.columns if not c.shown_only and not c.shorthand]
    assert found["template"][0] >= len(CODED)
    assert found["template"][1] == len(columns)
    addresses = [row["Address"] for row in own.table("catalogue/Sources")]
    assert found["all"][0] >= len(CODED)
    assert found["all"][2] >= sum(0 < len(each) <= 255 for each in addresses)
    assert found["marked"][1:3] == [len(MARKED), len(MARKED)]
    assert found["messy"][1:3] == [5, 5]
    assert {formulas for *_, formulas in found.values()} == {0}
