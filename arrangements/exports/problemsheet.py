"""The sheet that lists the problems of a workbook, each with a link to its cell."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink

from arrangements.exports.celltext import cell_text, cut
from arrangements.exports.look import (
    BODY,
    HEADING,
    LINK,
    PLAIN,
    TITLE,
    TITLE_POINTS,
    for_print,
    heading_points,
    lines,
    points,
)

NAME = "Problems"
HEADINGS = (
    ("Sheet", 18),
    ("Cell", 9),
    ("What it says", 40),
    ("What is wrong", 54),
    ("What to do", 60),
)
TOP, MOST_LINKS = 5, 60_000


def remove_problems(book: Any) -> bool:
    """Take away the list of an earlier round, if there is one; a sheet of theirs is not touched."""
    ours = [
        page
        for page in book.worksheets
        if page.title.startswith(NAME)
        and [page.cell(TOP, at).value for at in range(1, len(HEADINGS) + 1)]
        == [heading for heading, _ in HEADINGS]
    ]
    for page in ours:
        book.remove(page)
    return bool(ours)


def add_problems(book: Any, filename: str, problems: list[dict[str, Any]], lost: list[str]) -> None:
    """List the problems behind the other sheets, and let the workbook open on the list.

    Each problem has its `title` and `place`, and `there` says that the workbook has that sheet.
    """
    page = book.create_sheet(NAME)
    page.sheet_view.showGridLines = False
    _top(page, filename, len(problems), lost)
    for number, problem in enumerate(problems, TOP + 1):
        texts = [
            problem["title"],
            problem["place"],
            problem["value"],
            problem["message"],
            problem["suggestion"],
        ]
        for at, text in enumerate(texts, 1):
            if text:
                cell = page.cell(number, at, cut(cell_text(str(text))))
                cell.data_type, cell.font, cell.alignment = "s", PLAIN, BODY
        widths = (width for _, width in HEADINGS)
        tallest = max(map(lines, map(str, texts), widths))
        page.row_dimensions[number].height = points(tallest)
        if problem["there"] and number - TOP <= MOST_LINKS:
            place, tab = page.cell(number, 2), problem["title"].replace("'", "''")
            place.font = LINK
            place.hyperlink = Hyperlink(ref=place.coordinate, location=f"'{tab}'!{place.value}")
    page.freeze_panes = f"A{TOP + 1}"
    page.auto_filter.ref = f"A{TOP}:E{TOP + len(problems)}"
    for_print(page, sum(width for _, width in HEADINGS), headings=f"{TOP}:{TOP}")
    # Two sheets selected at once would be written to together.
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is page
    book.active = page


def _top(page: Any, filename: str, many: int, lost: list[str]) -> None:
    page.cell(1, 1, "Problems to mend").font = TITLE
    page.row_dimensions[1].height = TITLE_POINTS
    counted = "1 problem was" if many == 1 else f"{many:,} problems were"
    sentences = [
        f"{counted} found in {cell_text(filename)}. Each cell is coloured and has a comment.",
        "Mend them where they stand, save, and upload this workbook: it goes on from there."
        " This sheet is not read.",
    ]
    if lost:
        sentences[1] += f" Not in this copy, but in your own: {' and '.join(lost)}."
    for number, sentence in enumerate(sentences, 2):
        cell = page.cell(number, 1, sentence)
        cell.data_type, cell.font = "s", PLAIN
    for at, (heading, width) in enumerate(HEADINGS, 1):
        cell = page.cell(TOP, at, heading)
        for name, style in HEADING.items():
            setattr(cell, name, style)
        page.column_dimensions[cell.column_letter].width = width
    page.row_dimensions[TOP].height = heading_points(HEADINGS)
