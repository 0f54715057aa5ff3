"""Downloads as an Excel workbook that looks as if somebody cared, and imports again."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from arrangements.columns import ARRANGEMENTS, CHILD_SHEETS, REORGANISATION, Column, Sheet
from arrangements.documents import Document
from arrangements.exports.columnlook import columns_printed, dress, look_of
from arrangements.exports.cover import add_cover
from arrangements.exports.dropdowns import DropDowns
from arrangements.exports.look import DATE_FORMAT, HEADING, LINK, for_print, heading_points
from arrangements.exports.sheetxml import Filling, Style, fill
from arrangements.exports.tables import Words, columns_written, rows_of
from arrangements.imports.cells import Address, Written

ROWS_TO_ADD = 500


def as_xlsx(
    documents: Iterable[Document],
    words: Words,
    *,
    query: str,
    count: int,
    asked: str = "",
    plans: Sequence[list[Written]] = (),
) -> Iterator[bytes]:
    """A cover sheet and our sheets: headings frozen, real dates and numbers, live links.

    That of plans is there where there are rows of it.
    """
    held = list(documents)
    book = Workbook(write_only=True)
    rows = {
        sheet.name: len(held)
        if sheet is ARRANGEMENTS
        else sum(len(facts[sheet.key]) for facts in held)
        for sheet in (ARRANGEMENTS, *CHILD_SHEETS)
    }
    makers: list[tuple[Sheet, Callable[[], Iterator[list[Written]]]]] = [
        (sheet, partial(rows_of, sheet, held, words)) for sheet in (ARRANGEMENTS, *CHILD_SHEETS)
    ]
    if plans:
        rows[REORGANISATION.name] = len(plans)
        makers.append((REORGANISATION, partial(iter, plans)))
    add_cover(book, query, asked, count, rows)
    down = _drop_downs(words)
    fillings = {
        # Sheets are numbered in their order, from the cover on.
        f"xl/worksheets/sheet{number}.xml": _dressed(book, sheet, rows[sheet.name] + 1, down, make)
        for number, (sheet, make) in enumerate(makers, start=2)
    }
    down.write_lists(book)
    with tempfile.TemporaryFile() as empty, tempfile.TemporaryFile() as full:
        book.save(empty)
        fill(empty, full, fillings)
        full.seek(0)
        while block := full.read(1 << 16):
            yield block


def _drop_downs(words: Words) -> DropDowns:
    bodies = sorted(body.name for body in words.bodies.values() if body.last_day == dt.date.max)
    return DropDowns(tuple(bodies), tuple(words.vocabulary.service_names.values()))


def _dressed(
    book: Any,
    sheet: Sheet,
    last_row: int,
    down: DropDowns,
    rows: Callable[[], Iterator[list[Written]]],
) -> Filling:
    """A sheet with its headings, widths, filter and drop-downs, and what is to be filled in."""
    page = book.create_sheet(sheet.name)
    columns = columns_written(sheet)
    page.freeze_panes = "C2" if sheet is ARRANGEMENTS else "D2"
    headings = []
    for at, column in enumerate(columns, 1):
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = column.width
        dress(page.column_dimensions[letter], look_of(column))
        down.add(page, column, letter, last_row + ROWS_TO_ADD)
        headings.append(WriteOnlyCell(page, column.heading))
        dress(headings[-1], HEADING)
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last_row}"
    page.row_dimensions[1].height = heading_points((c.heading, c.width) for c in columns)
    printed = columns_printed(sheet, columns)
    page.print_area = f"A1:{get_column_letter(len(printed))}{last_row}"
    # Before the first row: the sheet's properties are written with it.
    for_print(page, sum(column.width for column in printed))
    page.append(headings)
    return Filling([_styles(page, column) for column in columns], rows)


def _styles(page: Any, column: Column) -> Style:
    look = look_of(column)
    is_link = isinstance(column.cell, Address)
    return Style(
        width=column.width,
        body=_style(page, look),
        date=_style(page, look | {"number_format": DATE_FORMAT}),
        link=_style(page, look | {"font": LINK}) if is_link else None,
    )


def _style(page: Any, look: dict[str, Any]) -> int:
    """The number under which the workbook knows a look."""
    cell = WriteOnlyCell(page)
    dress(cell, look)
    return cell.style_id
