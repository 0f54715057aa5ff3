"""An empty workbook to fill in, made from the table of columns: drop-downs, help and an example."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from arrangements.columns import SHEETS, Column, Sheet
from arrangements.columns.help import sheets_help
from arrangements.imports.cells import Bodies, Coded, CodedList, Services, YesNo
from arrangements.models import Body, Service

TEAL = "0B5D66"
HEADING_FONT, HEADING_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", start_color=TEAL)
WRAPPED = Alignment(wrap_text=True, vertical="top")
ROWS_TO_FILL = 1000
YES_NO = ("yes", "no")


def template() -> bytes:
    """The workbook. Its drop-downs advise and do not forbid: other words are read too."""
    book = Workbook()
    del book["Sheet"]
    lists = _Lists(book)
    for sheet in SHEETS:
        _sheet(book, sheet, lists)
    _help(book)
    book.move_sheet("How to fill in", offset=-len(book.sheetnames) + 1)
    book.active = book.sheetnames.index(SHEETS[0].name)
    lists.page.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Lists:
    """The hidden sheet that drop-downs point at: a list written into a cell's rule is cut short."""

    def __init__(self, book: Any) -> None:
        self.page = book.create_sheet("Lists")
        self._ranges: dict[tuple[str, ...], str] = {}
        self._bodies = tuple(Body.objects.current().values_list("name", flat=True))
        self._services = tuple(Service.objects.values_list("name", flat=True))

    def words(self, column: Column) -> tuple[str, ...]:
        cell = column.cell
        match cell:
            case CodedList():
                return tuple(str(word.label) for word in cell.word.words)
            case Coded():
                return tuple(str(word.label) for word in cell.words)
            case YesNo():
                return YES_NO
            case Services():
                return self._services
            case Bodies() if column.key in {"body", "lead", "host"}:
                return self._bodies
        return ()

    def range_of(self, words: tuple[str, ...]) -> str:
        """Where on the hidden sheet these words stand, as a formula."""
        if words not in self._ranges:
            at = len(self._ranges) + 1
            for row, word in enumerate(words, 1):
                self.page.cell(row, at, word)
            letter = get_column_letter(at)
            self._ranges[words] = f"Lists!${letter}$1:${letter}${len(words)}"
        return self._ranges[words]


def _sheet(book: Any, sheet: Sheet, lists: _Lists) -> None:
    page = book.create_sheet(sheet.name)
    columns = [c for c in sheet.columns if not c.shown_only and not c.shorthand]
    for at, column in enumerate(columns, 1):
        letter = get_column_letter(at)
        heading = page.cell(1, at, column.heading)
        heading.font, heading.fill, heading.alignment = HEADING_FONT, HEADING_FILL, WRAPPED
        example = f" For example: {column.example}" if column.example else ""
        heading.comment = Comment(f"{column.help}{example}", "Sharedmap", height=120, width=260)
        page.column_dimensions[letter].width = column.width
        words = lists.words(column)
        if words:
            rule = DataValidation("list", formula1=lists.range_of(words), allow_blank=True)
            rule.showErrorMessage = False
            rule.add(f"{letter}2:{letter}{ROWS_TO_FILL}")
            page.add_data_validation(rule)
    page.freeze_panes = "C2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"


def _help(book: Any) -> None:
    page = book.create_sheet("How to fill in")
    for letter, width in zip("ABCDE", (16, 24, 60, 50, 40), strict=True):
        page.column_dimensions[letter].width = width
    page.append(
        ["One row for each arrangement on the first sheet is enough. The others add to it."]
    )
    page.append(
        [
            "Empty cells are left alone. What we cannot read is shown to you before anything"
            " is changed."
        ]
    )
    page.append([])
    page.append(["Sheet", "Column", "What goes in", "Words", "Example"])
    for cell in page[4]:
        cell.font, cell.fill = HEADING_FONT, HEADING_FILL
    for sheet in sheets_help():
        for column in sheet.columns:
            words = ", ".join(column.words)
            page.append([sheet.name, column.heading, column.help, words, column.example])
    for row in page.iter_rows(min_row=5):
        for cell in row:
            cell.alignment = WRAPPED
            if isinstance(cell.value, str) and cell.value[:1] in "=+-@":
                cell.data_type = "s"
    page.freeze_panes = "A5"
