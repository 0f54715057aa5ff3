"""Downloads as an Excel workbook that looks as if somebody cared, and imports again."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from arrangements.columns import SHEETS, Column, Sheet
from arrangements.documents import Document
from arrangements.exports.sheetxml import Filling, Style, fill
from arrangements.exports.tables import Words, columns_written, rows_of
from arrangements.imports.cells import Address

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


def as_xlsx(
    documents: Iterable[Document], words: Words, *, query: str, count: int, asked: str = ""
) -> Iterator[bytes]:
    """A cover sheet and our five sheets: headings frozen, real dates and numbers, live links."""
    held = list(documents)
    book = Workbook(write_only=True)
    _cover(book, query, asked, count)
    fillings = {
        # Sheets are numbered in their order, from the cover on.
        f"xl/worksheets/sheet{number}.xml": _dressed(book, sheet, held, words)
        for number, sheet in enumerate(SHEETS, start=2)
    }
    with tempfile.TemporaryFile() as empty, tempfile.TemporaryFile() as full:
        book.save(empty)
        fill(empty, full, fillings)
        full.seek(0)
        while block := full.read(1 << 16):
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


def _dressed(book: Any, sheet: Sheet, documents: list[Document], words: Words) -> Filling:
    """A sheet with its headings, widths and filter, and what is to be filled in below."""
    page = book.create_sheet(sheet.name)
    columns = columns_written(sheet)
    _for_print(page)
    page.print_title_rows = "1:1"
    page.freeze_panes = "C2" if sheet is SHEETS[0] else "D2"
    headings = []
    for at, column in enumerate(columns, 1):
        dimension = page.column_dimensions[get_column_letter(at)]
        dimension.width, dimension.alignment = column.width, BODY
        cell = WriteOnlyCell(page, column.heading)
        for name, style in HEADING.items():
            setattr(cell, name, style)
        headings.append(cell)
    page.append(headings)
    own = [documents] if sheet is SHEETS[0] else [facts[sheet.key] for facts in documents]
    last_row = 1 + sum(map(len, own))
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last_row}"
    styles = [_styles(page, column) for column in columns]
    return Filling(styles, lambda: rows_of(sheet, documents, words))


def _styles(page: Any, column: Column) -> Style:
    money = {"number_format": MONEY_FORMAT} if column.key in MONEY else {}
    is_link = isinstance(column.cell, Address)
    return Style(
        body=_style(page, **money),
        date=_style(page, number_format=DATE_FORMAT),
        link=_style(page, font=LINK) if is_link else None,
    )


def _style(page: Any, **look: Any) -> int:
    """The number under which the workbook knows a look."""
    cell = WriteOnlyCell(page)
    cell.alignment = BODY
    for name, value in look.items():
        setattr(cell, name, value)
    return cell.style_id


def _for_print(page: Any) -> None:
    """A4 on its side, all columns on one page's width, as many pages down as it takes."""
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
