"""The look of our workbooks: type, colours, heights of rows and paper, the same in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TEAL, GREY = "0B5D66", "505A5F"
# A font without a name and a size is shown in whatever the program falls back on.
FACE, SIZE = "Calibri", 11
PLAIN = Font(name=FACE, size=SIZE)
STRONG = Font(name=FACE, size=SIZE, bold=True, color=TEAL)
QUIET = Font(name=FACE, size=SIZE, color=GREY)
TITLE = Font(name=FACE, size=20, bold=True, color=TEAL)
LINK = Font(name=FACE, size=SIZE, color=TEAL, underline="single")
# Years and dates are on the left like the words and part-known dates that they stand among.
BODY = Alignment(wrap_text=True, vertical="top", horizontal="left")
AMOUNT = Alignment(vertical="top", horizontal="right", indent=1)
HEADING = {
    "font": Font(name=FACE, size=SIZE, bold=True, color="FFFFFF"),
    "fill": PatternFill("solid", start_color=TEAL),
    "alignment": Alignment(wrap_text=True, vertical="center"),
}
DATE_FORMAT, MONEY_FORMAT = "d mmm yyyy", "#,##0"

LINE_POINTS, TITLE_POINTS, MOST_POINTS = 15, 30, 405
# Running text takes less room than the digits in which widths are counted, and a line is not full.
CHARACTERS_TO_A_DIGIT, LEFT_OVER = 1.15, 2
FILTER_BUTTON = 3

# About the most digits side by side that can be read once they are fitted to a page's width.
READABLE_ON_A4, READABLE_ON_A3, SMALLEST_SCALE = 190, 310, 60


def lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width, in digits."""
    room = width * CHARACTERS_TO_A_DIGIT - LEFT_OVER
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(part) / room)) for part in text.split("\n"))


def points(most_lines: int) -> int:
    """The height of a row whose longest cell has so many lines.

    LibreOffice shows one line where a file does not say a height; Excel takes 409 points at most.
    """
    return min(LINE_POINTS * most_lines, MOST_POINTS)


def heading_points(headings: Iterable[tuple[str, int]]) -> int:
    """The height of a row of headings with filters, from their texts and widths."""
    return points(max(lines(text, max(width - FILTER_BUTTON, 5)) for text, width in headings))


def for_print(page: Any, width: int, *, headings: str | None = "1:1") -> None:
    """On its side, headings repeated: one page wide on A4 where that can be read, else on A3.

    What is wider still goes over several pages, with the first two columns on each.
    """
    a4 = width <= READABLE_ON_A4
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4 if a4 else Worksheet.PAPERSIZE_A3
    page.page_setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
    if width <= READABLE_ON_A3:
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    else:
        page.page_setup.scale = SMALLEST_SCALE
        page.page_setup.pageOrder = "overThenDown"
        page.print_title_cols = "A:B"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.6
    page.oddFooter.left.text = "Sharedmap: &A"
    page.oddFooter.right.text = "Page &P of &N"
    if headings:
        page.print_title_rows = headings
