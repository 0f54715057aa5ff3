"""A workbook of plain tables, one a sheet, for an answer that is not the catalogue itself."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from arrangements.exports.workbook import HEADING

WRAPPED = Alignment(wrap_text=True, vertical="top")
LONGEST = 32_000


@dataclass(frozen=True)
class Table:
    """One sheet: its name, its columns with their widths in characters, and its rows of texts."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]


def workbook_of(tables: Sequence[Table]) -> bytes:
    """The workbook. Every text stays text, however it begins."""
    book = Workbook(write_only=True)
    for table in tables:
        page = book.create_sheet(table.name)
        page.freeze_panes = "A2"
        headings = []
        for at, (heading, width) in enumerate(table.columns, 1):
            page.column_dimensions[get_column_letter(at)].width = width
            cell = WriteOnlyCell(page, heading)
            for name, style in HEADING.items():
                setattr(cell, name, style)
            headings.append(cell)
        page.append(headings)
        for row in table.rows:
            cells = [WriteOnlyCell(page, text[:LONGEST]) for text in row]
            for cell in cells:
                cell.data_type, cell.alignment = "s", WRAPPED
            page.append(cells)
        page.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
