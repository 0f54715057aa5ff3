"""A new workbook with the sheets, rows and columns of a file that cannot be marked itself."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter

from arrangements.exports.celltext import cell_text, cut
from arrangements.exports.look import BODY, LINK, PLAIN, lines, points

LONGEST_NAME, NARROWEST, WIDEST = 31, 9, 50
ROWS_TO_JUDGE_BY = 500
FORMATS = {"day": "dd/mm/yyyy", "month": "mmm yyyy", "year": "yyyy"}
_NOT_IN_NAMES = re.compile(r"[\\*?:/\[\]\x00-\x1f]")


def rebuilt(sheets: list[dict[str, Any]]) -> tuple[Workbook, dict[str, str]]:
    """The workbook, and the name that each sheet has in it.

    A sheet is {"name", "hidden", "rows", "links", "looks"}: a date in its rows is {"date": …};
    links and looks are [row, column, text] from 0, where a look is a key of FORMATS, "percent" or
    "error".
    """
    book = Workbook()
    del book["Sheet"]
    titles: dict[str, str] = {}
    for sheet in sheets:
        title = _title(sheet["name"], {each.casefold() for each in titles.values()})
        titles[sheet["name"]] = title
        page = book.create_sheet(title)
        if sheet["hidden"]:
            page.sheet_state = "hidden"
        _fill(page, sheet)
    return book, titles


def _title(name: str, taken: set[str]) -> str:
    """A name that a spreadsheet program takes, and that no other sheet has."""
    plain = cell_text(_NOT_IN_NAMES.sub(" ", name)).strip(" '")[:LONGEST_NAME].strip(" '")
    plain = plain or "Sheet"
    title, number = plain, 1
    while title.casefold() in taken or title.casefold() == "history":
        number += 1
        end = f" {number}"
        title = plain[: LONGEST_NAME - len(end)] + end
    return title


def _fill(page: Any, sheet: dict[str, Any]) -> None:
    widths = _widths(sheet["rows"])
    for at, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    looks = {(row, column): look for row, column, look in sheet["looks"]}
    for row, values in enumerate(sheet["rows"]):
        for column, value in enumerate(values):
            if value not in (None, ""):
                cell = page.cell(row + 1, column + 1)
                _write(cell, value, looks.get((row, column), ""))
        texts = [value if isinstance(value, str) else "" for value in values]
        if any(texts):
            page.row_dimensions[row + 1].height = points(max(map(lines, texts, widths)))
    for row, column, address in sheet["links"]:
        cell = page.cell(row + 1, column + 1)
        cell.hyperlink, cell.font = cell_text(address), LINK


def _widths(rows: list[list[Any]]) -> list[int]:
    widths = [NARROWEST] * max(map(len, rows), default=0)
    for row in rows[:ROWS_TO_JUDGE_BY]:
        if sum(value not in (None, "") for value in row) < 2:
            # A title or a note runs on over the cells beside it.
            continue
        for at, value in enumerate(row):
            if isinstance(value, str):
                widths[at] = min(WIDEST, max(widths[at], len(value) + 2))
            elif isinstance(value, dict):
                widths[at] = max(widths[at], 12)
    return widths


def _write(cell: Any, value: Any, look: str) -> None:
    cell.font, cell.alignment = PLAIN, BODY
    if isinstance(value, dict):
        cell.value = dt.datetime.fromisoformat(value["date"])
        cell.number_format = FORMATS.get(look, FORMATS["day"])
    elif isinstance(value, str):
        cell.value = cut(cell_text(value))
        cell.data_type = "e" if look == "error" and value in ERROR_CODES else "s"
    else:
        whole = isinstance(value, float) and value.is_integer()
        cell.value = int(value) if whole else value
        if look == "percent":
            cell.number_format = "0%" if round(value, 2) == value else "0.00%"
