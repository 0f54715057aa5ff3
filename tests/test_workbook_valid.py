"""The check of what Excel demands finds each fault, and the big sheets that we write have none."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from arrangements.exports import sheetxml
from arrangements.exports.sheetxml import Filling, Style, fill
from tests.ooxml import faults

SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
TYPES = "[Content_Types].xml"
GOOD = "https://example.org/a%20b?c=d&e=%2F#frag"
BAD = (
    "https://example.org/[draft]",
    "https://example.org/a|b",
    "https://example.org/100%",
    "https://example.org/#a#b",
    "https://example.org/Ynys Môn",
    "https://example.org/é",
    "https://example.org/" + "a" * 300,
)

FAULTS = {
    "out of order": (SHEET, "<hyperlinks", "<pageMargins/><hyperlinks"),
    "the count of its rules": (SHEET, '<dataValidations count="1"', '<dataValidations count="2"'),
    "empty or too long": (SHEET, "Lists!", "Lists!" + "$" * 255),
    "points at a sheet": (SHEET, "Lists!", "Gone!"),
    "is no area": (SHEET, 'sqref="B2:B9"', 'sqref="B9:B2"'),
    "row 2 is out of order, or too tall": (SHEET, 'r="2"', 'r="2" ht="410"'),
    "A2 is out of order": (SHEET, '<c r="A1"', '<c r="A2"'),
    "has a look that is not there": (SHEET, '<c r="A2"', '<c s="99" r="A2"'),
    "is text without a text": (SHEET, "</row>", '<c r="Z2" t="inlineStr"/></row>'),
    "holds what no cell can": (SHEET, "<t>one</t>", "<t>one_x0007_</t>"),
    "overlaps another": (SHEET, "<cols>", '<cols><col min="1" max="9" width="9"/>'),
    "which is not there": (SHEET, 'id="rId1"', 'id="rId7"'),
    "nothing that draws them": (SHEET, "legacyDrawing", "drawing"),
    "a cell has two links": (SHEET, "</hyperlinks>", '<hyperlink ref="A2"/></hyperlinks>'),
    "leads nowhere": (SHEET, "</hyperlinks>", '<hyperlink ref="A3"/></hyperlinks>'),
    "is no address": (RELATIONS, "https://example.org", "https://example.org/ "),
    "is not there": (RELATIONS, "comment1.xml", "comment9.xml"),
    "number format 190": (STYLES, '<cellXfs count="1">', '<cellXfs count="2"><xf numFmtId="190"/>'),
    "two sheets have one name": (BOOK, 'name="Lists"', 'name="LIST"'),
    "is no name for a sheet": (BOOK, 'name="Lists"', 'name="A: list"'),
    "opens on a sheet that is hidden": (BOOK, 'activeTab="0"', 'activeTab="1"'),
    "has no content type": (TYPES, 'Extension="vml"', 'Extension="vm"'),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with one of everything."""
    book = openpyxl.Workbook()
    page, lists = book.active, book.create_sheet("Lists")
    page.title = "List"
    lists.sheet_state = "hidden"
    lists["A1"] = "word"
    page.column_dimensions["A"].width = 20
    page["A1"], page["A2"] = "heading", "one"
    page["A1"].comment = openpyxl.comments.Comment("What goes in.", "Sharedmap")
    page["A2"].hyperlink = "https://example.org"
    rule = openpyxl.worksheet.datavalidation.DataValidation(
        "list", formula1="Lists!$A$1:$A$1", sqref="B2:B9"
    )
    page.add_data_validation(rule)
    path = tmp_path_factory.mktemp("good") / "good.xlsx"
    book.save(path)
    return path


def test_a_good_workbook_has_no_faults(good: Path) -> None:
    assert faults(good) == []


@pytest.mark.parametrize("words", FAULTS)
def test_each_fault_is_found(good: Path, tmp_path: Path, words: str) -> None:
    part, before, after = FAULTS[words]
    spoilt = tmp_path / "spoilt.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(spoilt, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == part:
                assert before in text
                text = text.replace(before, after, 1)
            target.writestr(name, text)
    assert any(words in fault for fault in faults(spoilt)), faults(spoilt)


def filled(path: Path, texts: list[str]) -> Path:
    """A workbook with a column of links, of which the rows are written by ourselves."""
    book, dressed = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Address"])
    book.save(dressed)
    style = Style(width=20, body=0, date=0, link=0)
    with path.open("wb") as target:
        rows = [[text] for text in texts]
        fill(dressed, target, {SHEET: Filling([style], lambda: rows)})
    return path


def test_only_a_proper_address_becomes_a_link(tmp_path: Path) -> None:
    path = filled(tmp_path / "links.xlsx", [GOOD, *BAD])
    assert faults(path) == []
    cells = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [GOOD, *BAD]
    assert [cell.hyperlink.target for cell in cells if cell.hyperlink] == [GOOD]


def test_there_are_no_more_links_than_excel_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sheetxml.MOST_LINKS <= 65_530
    monkeypatch.setattr(sheetxml, "MOST_LINKS", 3)
    path = filled(tmp_path / "links.xlsx", [GOOD] * 5)
    cells = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
    assert [bool(cell.hyperlink) for cell in cells] == [True] * 3 + [False] * 2


def test_a_very_long_text_is_no_taller_than_a_row_can_be(tmp_path: Path) -> None:
    path = filled(tmp_path / "tall.xlsx", ["word " * 6_000, "a\n" * 100, "short"])
    assert faults(path) == []
    page = openpyxl.load_workbook(path).active
    assert [page.row_dimensions[row].height for row in (2, 3, 4)] == [405, 405, 15]
