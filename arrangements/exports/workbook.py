"""Downloads as an Excel workbook that looks as if somebody cared, and imports again."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from arrangements.columns import SHEETS, Sheet
from arrangements.documents import Document
from arrangements.exports.tables import Words, columns_written, rows_of
from arrangements.imports.cells import Address, Written

TEAL = "0B5D66"
HEADING = {
    "font": Font(bold=True, color="FFFFFF"),
    "fill": PatternFill("solid", start_color=TEAL),
    "alignment": Alignment(wrap_text=True, vertical="top"),
}
BODY = Alignment(wrap_text=True, vertical="top")
LINK = Font(color=TEAL, underline="single")
DATE_FORMAT, MONEY_FORMAT = "d mmm yyyy", "#,##0"
MONEY = frozenset({"amount", "amount_high", "setup_cost"})
# Excel takes some 65,000 links a sheet; LibreOffice cuts the text of a link at 255 characters.
MOST_LINKS, LONGEST_LINK = 60_000, 255
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def as_xlsx(
    documents: Iterable[Document], words: Words, *, query: str, count: int, asked: str = ""
) -> Iterator[bytes]:
    """A cover sheet and our five sheets: headings frozen, real dates and numbers, live links."""
    held = list(documents)
    book = Workbook(write_only=True)
    _cover(book, query, asked, count)
    for sheet in SHEETS:
        _write(book, sheet, held, words)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while block := file.read(1 << 16):
            yield block


def _cover(book: Any, query: str, asked: str, count: int) -> None:
    page = book.create_sheet("About")
    page.column_dimensions["A"].width = 22
    page.column_dimensions["B"].width = 90
    _for_print(page)
    today = dt.date.today()
    lines = (
        ("Sharedmap", "Who shares what in UK public services, and what they learned"),
        ("Arrangements", count),
        ("Asked for", asked or query or "everything"),
        *((("As a query", query),) if query and asked else ()),
        ("Made on", today),
        ("Licence", "Free to use, copy and change; attributions are on the site's About page"),
        ("How to read it", "A status was true in the year beside it, not necessarily today."),
        ("", "A saving is one claim on the basis named beside it. Do not add claims up."),
        ("", "Change what you like and upload the workbook: only what differs is changed."),
        ("", "An empty cell changes nothing; write (clear) to empty what we hold."),
        *((sheet.name, sheet.help) for sheet in SHEETS),
    )
    for label, text in lines:
        left, right = WriteOnlyCell(page, label), WriteOnlyCell(page, text)
        left.font, right.alignment = (
            Font(bold=True, color=TEAL),
            Alignment(wrap_text=True, horizontal="left"),
        )
        if isinstance(text, dt.date):
            right.number_format = DATE_FORMAT
        page.append([left, right])


def _write(book: Any, sheet: Sheet, documents: list[Document], words: Words) -> None:
    page = book.create_sheet(sheet.name)
    columns = columns_written(sheet)
    _for_print(page)
    page.print_title_rows = "1:1"
    page.freeze_panes = "C2" if sheet is SHEETS[0] else "D2"
    for at, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(at)].width = column.width
    headings = []
    for column in columns:
        cell = WriteOnlyCell(page, column.heading)
        for name, style in HEADING.items():
            setattr(cell, name, style)
        headings.append(cell)
    page.append(headings)
    links, last_row = 0, 1
    for row in rows_of(sheet, documents, words):
        last_row += 1
        cells = []
        for column, value in zip(columns, row, strict=True):
            cell = _cell(page, value, column.key)
            is_link = isinstance(column.cell, Address) and isinstance(value, str)
            if is_link and len(str(value)) <= LONGEST_LINK and links < MOST_LINKS:
                cell.hyperlink, cell.font = value, LINK
                links += 1
            cells.append(cell)
        page.append(cells)
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last_row}"


def _for_print(page: Any) -> None:
    """A4 on its side, all columns on one page's width, as many pages down as it takes."""
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _cell(page: Any, value: Written, key: str) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(page, _ESCAPE.sub("_x005F_", value))
        cell.data_type = "s"
    else:
        cell = WriteOnlyCell(page, value)  # type: ignore[arg-type]
    cell.alignment = BODY
    if isinstance(value, dt.date):
        cell.number_format = DATE_FORMAT
    elif key in MONEY:
        cell.number_format = MONEY_FORMAT
    return cell
