"""Lists as long as real ones are read whole; longer ones are refused with what we take."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from arrangements.imports.problems import FileProblem
from arrangements.imports.read import read
from tests.badfiles.parts import cell, packed, parts, row_xml
from tests.messy.others import PERCENT

LIMIT = 20 * 1024 * 1024
# Half as long as the limits allow took 4 s on an idle machine; this leaves room for a busy one.
LONG, COLUMNS = 20_000, 12
MONTH, SHARE = 1, 2


def long_list(path: Path, rows: int) -> Path:
    """Under one row of headings; a month, a percentage, an error and a formula in each row."""

    def sheet() -> Iterator[bytes]:
        before, _, after = parts(SHEET)["xl/worksheets/sheet1.xml"].partition("ROWS")
        yield before.encode()
        yield row_xml(1, [f"Heading {n}" for n in range(COLUMNS)]).encode()
        for row in range(2, rows + 2):
            odd = [
                f'<c r="A{row}" s="{MONTH}"><v>40299</v></c>',
                f'<c r="B{row}" s="{SHARE}"><v>0.2</v></c>',
                f'<c r="C{row}" t="e"><v>#REF!</v></c>',
                f'<c r="D{row}"><f>A1 &amp; "&lt;b"</f></c>',
            ]
            plain = (cell(row, at, f"Partner {row}") for at in range(len(odd), COLUMNS))
            yield f'<row r="{row}">{"".join((*odd, *plain))}</row>'.encode()
        yield after.encode()

    return packed(path, parts("", styles=PERCENT) | {"xl/worksheets/sheet1.xml": sheet()})


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET += "ROWS</sheetData></worksheet>"


def test_a_long_list_is_read_to_its_last_oddity(tmp_path: Path) -> None:
    (sheet,) = read(long_list(tmp_path / "long.xlsx", LONG), LIMIT)
    assert len(sheet.rows) == LONG + 1
    assert all(len(row) == COLUMNS for row in sheet.rows)
    assert len(sheet.oddities) == 4 * LONG
    assert {sheet.oddities[LONG, at] for at in range(4)} == {
        ("month", ""),
        ("percent", "20%"),
        ("error", "#REF!"),
        ("formula", '=A1 & "<b"'),
    }


def test_a_list_beyond_that_is_refused_with_what_we_take(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("Name,Partners\n" + "Estuary,Slough BC\n" * 100_000)
    with pytest.raises(FileProblem, match=r"split .* at most 100,000 rows") as refused:
        read(path, LIMIT)
    assert "more than 100,000 rows" in str(refused.value)


def test_a_workbook_beyond_that_says_how_far_it_reaches(tmp_path: Path) -> None:
    far = '<row r="100001"><c r="A100001"><v>1</v></c></row>'
    sheet = SHEET.replace("ROWS", row_xml(1, ["Name", "Partners"]) + far)
    with pytest.raises(FileProblem, match=r"reaches to row 100,001 .* split") as refused:
        read(packed(tmp_path / "far.xlsx", parts(sheet)), LIMIT)
    assert "at most 100,000 rows" in str(refused.value)
