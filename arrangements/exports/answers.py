"""A workbook of plain tables, one a sheet, for an answer that is not the catalogue itself."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from arrangements.exports.celltext import cell_text, cut
from arrangements.exports.columnlook import dress
from arrangements.exports.look import (
    AMOUNT,
    BODY,
    HEADING,
    PLAIN,
    for_print,
    heading_points,
    lines,
    points,
)

NUMBER_FORMAT = "#,##0.##"

Value = str | int | float | None


@dataclass(frozen=True)
class Table:
    """One sheet: its name, its columns with their widths in characters, and its rows.

    Numbers stay numbers; None is an empty cell.
    """

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Value]]


def workbook_of(tables: Sequence[Table]) -> bytes:
    """The workbook. Every text stays text, however it begins."""
    book = Workbook(write_only=True)
    for table in tables:
        _sheet(book, table)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet(book: Any, table: Table) -> None:
    page = book.create_sheet(table.name)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    for_print(page, sum(width for _, width in table.columns))
    headings = []
    for at, (heading, width) in enumerate(table.columns, 1):
        page.column_dimensions[get_column_letter(at)].width = width
        headings.append(WriteOnlyCell(page, heading))
        dress(headings[-1], HEADING)
    page.row_dimensions[1].height = heading_points(table.columns)
    page.append(headings)
    for number, values in enumerate(table.rows, 2):
        widths = (width for _, width in table.columns)
        texts = ("" if value is None else str(value) for value in values)
        page.row_dimensions[number].height = points(max(map(lines, texts, widths)))
        page.append([_cell(page, value) for value in values])


def _cell(page: Any, value: Value) -> Any:
    if isinstance(value, int | float):
        cell = WriteOnlyCell(page, value)
        dress(cell, {"font": PLAIN, "alignment": AMOUNT, "number_format": NUMBER_FORMAT})
        return cell
    cell = WriteOnlyCell(page, cut(cell_text(value or "")) or None)
    dress(cell, {"font": PLAIN, "alignment": BODY})
    if value:
        cell.data_type = "s"
    return cell
