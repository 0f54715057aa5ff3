"""Their workbook back: marked, mended where it is marked, and uploaded again it carries on."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from arrangements.exports.workbookback import annotated
from arrangements.imports.plan import Plan, plan_file
from tests.badfiles import office
from tests.ooxml import faults
from tests.sheets import HEADINGS, TWO, workbook
from tests.uploading import planned

pytestmark = pytest.mark.django_db

LIMIT = 20 * 1024 * 1024
NAME, UNKNOWN = "Audit of the estuary", "Essex County Council; Slugh Borough Council"
ROWS: list[tuple[Any, ...]] = [
    (None, NAME, "Internal audit", UNKNOWN, "Running", 2025, "2024-04"),
    (None, "Law of the estuary", "Legal services", TWO, "Running", 2025, "31/02/2011"),
    (None, "Pay of the estuary", "Payroll", TWO, "Running", 2025, "2020"),
]
LIST = [HEADINGS, *ROWS]
MARKED = {"D2": "Slugh", "G3": "31/02/2011"}
MENDED = {"D2": TWO, "G3": "28/02/2011"}
CODE = b"\xd0\xcf\x11\xe0 a macro of theirs"


def xlsx(path: Path) -> Path:
    path.write_bytes(workbook({"Our list": LIST}))
    return path


def xlsm(path: Path) -> Path:
    """As Excel keeps a workbook with a macro."""
    with (
        zipfile.ZipFile(io.BytesIO(workbook({"Our list": LIST}))) as plain,
        zipfile.ZipFile(path, "w") as book,
    ):
        for name in plain.namelist():
            text = plain.read(name).decode()
            if name == "[Content_Types].xml":
                text = text.replace(
                    "openxmlformats-officedocument.spreadsheetml.sheet.main",
                    "ms-excel.sheet.macroEnabled.main",
                ).replace(
                    "<Default ",
                    '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                    "<Default ",
                    1,
                )
            if name == "xl/_rels/workbook.xml.rels":
                text = text.replace(
                    "</Relationships>",
                    '<Relationship Id="code" Target="vbaProject.bin" Type="http://schemas.microsoft'
                    '.com/office/2006/relationships/vbaProject"/></Relationships>',
                )
            book.writestr(name, text)
        book.writestr("xl/vbaProject.bin", CODE)
    return path


def comma(path: Path) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(LIST)
    return path


def ods(path: Path, *more: str) -> Path:
    """Its sheet is called List. `more` are cells that stand in the last columns of the last row."""
    rows = [[str(value or "") for value in row] for row in LIST]
    rows[-1][len(HEADINGS) - len(more) :] = more
    return office.ods(path.parent, "".join(map(office.ods_row, rows)))


MAKERS = {"xlsx": xlsx, "xlsm": xlsm, "csv": comma, "ods": ods}
TABS = {"xlsx": "Our list", "xlsm": "Our list", "csv": "list", "ods": "List"}


def plan_of(path: Path) -> Plan:
    return plan_file(path, limit_bytes=LIMIT)


def marked(path: Path) -> Path:
    """The workbook that comes back for this file."""
    ending, data = annotated(path, path.name, plan_of(path), LIMIT)
    back = path.with_name(f"back.{ending}")
    back.write_bytes(data)
    return back


def comments(page: Any) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


def coloured(page: Any) -> set[str]:
    return {
        cell.coordinate
        for row in page.iter_rows()
        for cell in row
        if cell.fill.fill_type and cell.fill.start_color.rgb.endswith("FBD5B5")
    }


@pytest.mark.parametrize("ending", MAKERS)
def test_what_is_mended_where_it_is_marked_carries_on(tmp_path: Path, ending: str) -> None:
    path = MAKERS[ending](tmp_path / f"list.{ending}")
    assert plan_of(path).totals == {"new": 1, "changed": 0, "same": 0, "problem": 2}
    back = marked(path)
    assert back.suffix == (".xlsm" if ending == "xlsm" else ".xlsx")
    assert faults(back) == []
    book = openpyxl.load_workbook(back, keep_vba=ending == "xlsm")
    page, listed = book.worksheets
    assert page.title == TABS[ending]
    assert {place for place, text in MARKED.items() if text in comments(page)[place]} == {*MARKED}
    assert comments(page).keys() == coloured(page) == {*MARKED}
    assert [
        (row[0].value, row[1].value, row[1].hyperlink.location)
        for row in listed.iter_rows(min_row=6)
    ] == [(page.title, place, f"'{page.title}'!{place}") for place in MARKED]
    assert plan_of(back).totals == plan_of(path).totals
    for place, value in MENDED.items():
        page[place] = value
    book.save(back)
    assert plan_of(back).totals == {"new": 3, "changed": 0, "same": 0, "problem": 0}


def test_it_opens_on_the_list_of_problems(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(marked(xlsx(tmp_path / "list.xlsx")))
    tab, listed = book.worksheets
    assert listed.title == book.active.title == "Problems"
    assert not tab.sheet_view.tabSelected
    assert listed.freeze_panes == "A6"
    for row in listed.iter_rows(min_row=6, max_col=5):
        assert all(cell.value and cell.alignment.wrap_text for cell in row)


def test_a_macro_is_kept(tmp_path: Path) -> None:
    back = marked(xlsm(tmp_path / "list.xlsm"))
    with zipfile.ZipFile(back) as archive:
        assert archive.read("xl/vbaProject.bin") == CODE
        types = archive.read("[Content_Types].xml").decode()
    assert "ms-excel.sheet.macroEnabled.main" in types


def test_a_workbook_with_a_macro_is_sent_as_one(editor: Client, tmp_path: Path) -> None:
    record = planned(editor, xlsm(tmp_path / "list.xlsm").read_bytes(), "list.xlsm")
    answer = editor.get(f"/imports/{record.pk}/marked/")
    assert answer["Content-Type"] == "application/vnd.ms-excel.sheet.macroEnabled.12"
    assert 'filename="list with problems marked.xlsm"' in answer["Content-Disposition"]


def test_marks_of_an_earlier_round_go_when_it_is_mended(tmp_path: Path) -> None:
    back = marked(xlsx(tmp_path / "list.xlsx"))
    book = openpyxl.load_workbook(back)
    book["Our list"]["D2"] = MENDED["D2"]
    second = tmp_path / "second.xlsx"
    book.save(second)
    book = openpyxl.load_workbook(marked(second))
    assert book.sheetnames == ["Our list", "Problems"]
    assert comments(book["Our list"]).keys() == coloured(book["Our list"]) == {"G3"}
    assert book["Problems"].max_row == 6


def test_what_is_theirs_is_left(tmp_path: Path) -> None:
    """A comment, a colour, and a sheet that happens to be called Problems."""
    path = xlsx(tmp_path / "list.xlsx")
    book = openpyxl.load_workbook(path)
    page = book["Our list"]
    page["D2"].comment = Comment("Ask Slough.", "A clerk")
    page["A4"].fill = PatternFill("solid", start_color="FBD5B5")
    book.create_sheet("Problems").append(["What went wrong in May"])
    book.save(path)
    book = openpyxl.load_workbook(marked(path))
    assert book.sheetnames == ["Our list", "Problems", "Problems1"]
    assert book["Problems"]["A1"].value == "What went wrong in May"
    assert comments(book["Our list"])["D2"].endswith("Noted before: Ask Slough.")
    assert "A4" in coloured(book["Our list"])
    again = tmp_path / "again.xlsx"
    book.save(again)
    book = openpyxl.load_workbook(marked(again))
    assert book.sheetnames == ["Our list", "Problems", "Problems1"]
    assert comments(book["Our list"])["D2"].count("Ask Slough.") == 1
    assert comments(book["Our list"])["D2"].count("Slugh") == 1


def test_a_merged_cell_is_marked_where_it_shows(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "list.xlsx")
    book = openpyxl.load_workbook(path)
    book["Our list"].merge_cells("G3:G4")
    book["Our list"].merge_cells("C2:D2")
    book.save(path)
    places = comments(openpyxl.load_workbook(marked(path))["Our list"]).keys()
    assert {"C2", "G3"} <= places


def test_a_picture_that_is_not_in_the_copy_is_told_of(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "list.xlsx")
    said = openpyxl.load_workbook(marked(path))["Problems"]["A3"].value
    assert "Not in this copy" not in said
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG")
    said = openpyxl.load_workbook(marked(path))["Problems"]["A3"].value
    assert said.endswith("Not in this copy, but in your own: pictures.")


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("history", "history 2"),
        ("List [draft] of all that we share with anybody", "List  draft  of all that we sha"),
        ("'Ours'", "Ours"),
        ("problems", "problems"),
    ],
)
def test_a_file_of_any_name_becomes_a_sheet(tmp_path: Path, stem: str, title: str) -> None:
    back = marked(comma(tmp_path / f"{stem}.csv"))
    assert faults(back) == []
    book = openpyxl.load_workbook(back)
    assert book.sheetnames[0] == title
    assert comments(book[title]).keys() == {*MARKED}


def test_cells_of_any_text_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    odd = ["'=1+1", "'+44 20", "'-5%", "'@clerk", "a\x07b_x0041_", "x" * 40_000]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([*LIST, [None, "Odd", *odd]])
    back = marked(path)
    assert faults(back) == []
    cells = openpyxl.load_workbook(back)["list"][5][2:]
    assert [cell.value for cell in cells[:5]] == [
        "=1+1",
        "+44 20",
        "-5%",
        "@clerk",
        "ab_x005F_x0041_",
    ]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert len(cells[5].value) == 32_767


def test_a_date_keeps_the_precision_that_it_was_shown_with(tmp_path: Path) -> None:
    month = office.ods_cell('office:value-type="date" office:date-value="2010-04-01"', "Apr 2010")
    path = ods(tmp_path / "list.ods", month)
    back = marked(path)
    assert openpyxl.load_workbook(back)["List"]["G4"].number_format == "mmm yyyy"
    for each in (path, back):
        starts = [change.after["start"] for change in plan_of(each).changes if change.after]
        assert starts == ["2010-04"]
