"""Mark the problems in a workbook. Run as a process of its own, under limits.

Reads {"sheets": …, "problems": …} as JSON from standard input; see workbookback.py.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

MEMORY_BYTES, CPU_SECONDS = 1024 * 1024 * 1024, 60
MARK = PatternFill("solid", start_color="FBE3D6")
STRONG, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
PROBLEMS_SHEET = "Problems"
HEADINGS = ("Sheet", "Cell", "What it says", "What is wrong", "What to do")
WIDTHS = (18, 8, 40, 60, 60)


def opened(path: Path, sheets: list[dict[str, Any]] | None) -> Any:
    """Their own workbook; or a new one with the same sheets, rows and columns."""
    if sheets is None:
        return load_workbook(path, keep_vba=path.suffix.casefold() == ".xlsm")
    book = Workbook()
    del book["Sheet"]
    for sheet in sheets:
        page = book.create_sheet(sheet["name"][:31])
        for row, cells in enumerate(sheet["rows"], 1):
            for column, value in enumerate(cells, 1):
                if value not in (None, ""):
                    cell = page.cell(row, column, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
    return book


def mark(book: Any, problems: list[dict[str, Any]]) -> None:
    """Colour and comment each problem's cell, and list all problems on a sheet of their own."""
    if PROBLEMS_SHEET in book.sheetnames:
        del book[PROBLEMS_SHEET]
    listed = book.create_sheet(PROBLEMS_SHEET)
    listed.append(HEADINGS)
    for cell, width in zip(listed[1], WIDTHS, strict=True):
        cell.font = STRONG
        listed.column_dimensions[cell.column_letter].width = width
    said: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        place = f"{problem['column'] or 'A'}{problem['row']}"
        page = book[problem["tab"]] if problem["tab"] in book.sheetnames else None
        sentence = f"{problem['message']} {problem['suggestion']}".strip()
        if page is not None:
            said.setdefault((problem["tab"], place), []).append(sentence)
        listed.append(
            [problem["tab"], place, problem["value"], problem["message"], problem["suggestion"]]
        )
        row = listed[listed.max_row]
        for cell in row:
            cell.alignment = WRAPPED
            if isinstance(cell.value, str):
                cell.data_type = "s"
        if page is not None:
            row[1].hyperlink = f"#'{problem['tab']}'!{place}"
    for (tab, place), sentences in said.items():
        cell = book[tab][place]
        if type(cell).__name__ == "MergedCell":
            continue
        cell.fill = MARK
        cell.comment = Comment("\n".join(sentences), "Sharedmap", height=140, width=320)
    listed.freeze_panes = "A2"


def main(source: str, target: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    given = json.load(sys.stdin)
    book = opened(Path(source), given["sheets"])
    mark(book, given["problems"])
    book.save(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
