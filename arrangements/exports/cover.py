"""The first sheet of a download: what it is, of when, which query, its licence, how to read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink

from arrangements.columns import SHEETS
from arrangements.exports.look import (
    DATE_FORMAT,
    LINK,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    TITLE_POINTS,
    for_print,
    lines,
    points,
)

WIDTHS = (22, 96)
PLACED = Alignment(wrap_text=True, vertical="top", horizontal="left")


def add_cover(book: Any, query: str, asked: str, count: int, rows: dict[str, int]) -> None:
    """`asked` says the query in words; `rows` are the numbers of rows of each sheet, by name."""
    page = book.create_sheet("About")
    page.sheet_view.showGridLines = False
    for letter, width in zip("AB", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    for_print(page, sum(WIDTHS), headings=None)
    for number, (label, text) in enumerate(_lines(query, asked, count, rows), 1):
        left = WriteOnlyCell(page, label or None)
        right = WriteOnlyCell(page, None if text == "" else text)
        left.font, left.alignment, right.font, right.alignment = STRONG, PLACED, PLAIN, PLACED
        if number == 1:
            left.font, left.alignment = TITLE, Alignment(vertical="center")
            right.font, right.alignment = QUIET, Alignment(vertical="center")
        elif label in rows and isinstance(text, str):
            left.font = LINK
            left.hyperlink = Hyperlink(ref=f"A{number}", location=f"'{label}'!A1")
        if isinstance(text, dt.date):
            right.number_format = DATE_FORMAT
        tall = TITLE_POINTS if number == 1 else points(lines(str(text), WIDTHS[1]))
        page.row_dimensions[number].height = tall
        page.append([left, right])


def _lines(query: str, asked: str, count: int, rows: dict[str, int]) -> Iterator[tuple[str, Any]]:
    yield "Sharedmap", "Who shares what in UK public services, and what they learned"
    yield "", ""
    yield "Arrangements", count
    yield "Asked for", asked or query or "everything"
    if query and asked:
        yield "As a query", query
    yield "Made on", dt.date.today()
    yield "Licence", "Free to use, copy and change; attributions are on the site's About page"
    yield "", ""
    yield "How to read it", "A status was true in the year beside it, not necessarily today."
    yield "", "A saving is one claim on the basis named beside it. Do not add claims up."
    yield "", "A date is as exact as its source: 2010 and 2010-04 are a year and a month."
    yield "", ""
    yield "To correct it", "Change what you like and upload the workbook: only what differs counts."
    yield "", "An empty cell changes nothing; write (clear) to empty what we hold."
    yield "", ""
    for sheet in SHEETS:
        if sheet.name not in rows:
            continue
        many = rows[sheet.name]
        yield sheet.name, f"{sheet.help} {many:,} {'row' if many == 1 else 'rows'}."
    yield "", ""
    yield (
        "To print it",
        "Arrangements prints on A3 as far as its dates; the rest is for the screen.",
    )
