"""An empty workbook to fill in, made from the table of columns: drop-downs, help and an example."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from arrangements.columns import SHEETS, Column, Sheet
from arrangements.columns.help import sheets_help
from arrangements.exports.columnlook import dress, look_of
from arrangements.exports.dropdowns import DropDowns
from arrangements.exports.look import (
    BODY,
    HEADING,
    PLAIN,
    STRONG,
    TITLE,
    TITLE_POINTS,
    for_print,
    heading_points,
    lines,
    points,
)
from arrangements.models import Body, Service

ROWS_TO_FILL = 1000
INTRODUCTION = (
    "One row for each arrangement on the sheet Arrangements is enough. The other sheets add to it.",
    "Pick from the drop-downs, or use your own words: most ways of writing are understood. Several"
    " in one cell are parted by semicolons.",
    "Leave empty what you do not know: an empty cell changes nothing. Write (clear) to empty what"
    " we hold.",
    "Then upload the workbook. Everything is shown to you before anything is changed, and what"
    " cannot be read is marked.",
)
HELP_COLUMNS = (
    ("Sheet", 14),
    ("Column", 20),
    ("What goes in", 46),
    ("How to write it", 34),
    ("Words", 44),
    ("Example", 32),
)


def template() -> bytes:
    """The workbook. Its drop-downs advise and do not forbid: other words are read too."""
    book = Workbook()
    del book["Sheet"]
    _help(book)
    down = DropDowns(
        tuple(Body.objects.current().values_list("name", flat=True)),
        tuple(Service.objects.values_list("name", flat=True)),
    )
    for sheet in SHEETS:
        _sheet(book, sheet, down)
    down.write_lists(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _to_fill(column: Column) -> bool:
    return not column.shown_only and not column.shorthand


def _sheet(book: Any, sheet: Sheet, down: DropDowns) -> None:
    page = book.create_sheet(sheet.name)
    columns = [column for column in sheet.columns if _to_fill(column)]
    for at, column in enumerate(columns, 1):
        letter = get_column_letter(at)
        heading = page.cell(1, at, column.heading)
        dress(heading, HEADING)
        example = f" For example: {column.example}" if column.example else ""
        heading.comment = Comment(f"{column.help}{example}", "Sharedmap", height=120, width=260)
        page.column_dimensions[letter].width = column.width
        dress(page.column_dimensions[letter], look_of(column))
        down.add(page, column, letter, ROWS_TO_FILL)
    page.row_dimensions[1].height = heading_points((c.heading, c.width) for c in columns)
    page.freeze_panes = "C2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    for_print(page, sum(column.width for column in columns))


def _help(book: Any) -> None:
    page = book.create_sheet("How to fill in")
    page.sheet_view.showGridLines = False
    page.cell(1, 1, "How to fill in this workbook").font = TITLE
    page.row_dimensions[1].height = TITLE_POINTS
    for number, sentence in enumerate(INTRODUCTION, 2):
        page.cell(number, 1, sentence).font = PLAIN
    top = len(INTRODUCTION) + 3
    for at, (heading, width) in enumerate(HELP_COLUMNS, 1):
        dress(page.cell(top, at, heading), HEADING)
        page.column_dimensions[get_column_letter(at)].width = width
    number = top
    for sheet, explained in zip(SHEETS, sheets_help(), strict=True):
        for column, told in zip(sheet.columns, explained.columns, strict=True):
            if not _to_fill(column):
                continue
            number += 1
            words = ", ".join(told.words)
            texts = (sheet.name, column.heading, told.help, told.form, words, told.example)
            _help_row(page, number, texts)
    page.freeze_panes = f"A{top + 1}"
    for_print(page, sum(width for _, width in HELP_COLUMNS), headings=f"{top}:{top}")


def _help_row(page: Any, number: int, texts: tuple[str, ...]) -> None:
    tallest = 1
    for at, (text, (heading, width)) in enumerate(zip(texts, HELP_COLUMNS, strict=True), 1):
        if text:
            cell = page.cell(number, at, text)
            cell.data_type, cell.alignment = "s", BODY
            cell.font = STRONG if heading == "Column" else PLAIN
            tallest = max(tallest, lines(text, width))
    page.row_dimensions[number].height = points(tallest)
