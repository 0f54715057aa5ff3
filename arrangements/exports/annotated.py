"""Mark the problems in a workbook. Run as a process of its own, under limits.

Reads {"name", "sheets", "problems"} as JSON from standard input; see workbookback.py.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from arrangements.exports.celltext import cell_text
from arrangements.exports.problemsheet import add_problems, remove_problems
from arrangements.exports.rebuilt import rebuilt

MEMORY_BYTES, CPU_SECONDS = 1024 * 1024 * 1024, 60
COLOUR = "FBD5B5"
MARK = PatternFill("solid", start_color=COLOUR)
UNMARKED = PatternFill()
# Programs drop the author of a comment, so the text itself says whose it is.
OURS = "Sharedmap: "
_DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")
# What a person had noted in the cell comes after our words.
BEFORE = "\n\nNoted before: "
# Each is a drawing; Excel takes some 65,000 on a sheet and is slow with far fewer.
MOST_COMMENTS = 10_000


def mark(book: Any, titles: dict[str, str], given: dict[str, Any], lost: list[str]) -> None:
    """Colour and comment each problem's cell, and list all problems on a sheet of their own.

    `titles` are the names that the tabs have in this workbook, where these had to be changed.
    """
    if remove_problems(book):
        for page in book.worksheets:
            _unmark(page)
    said: dict[tuple[str, str], list[str]] = {}
    for problem in given["problems"]:
        problem["title"] = titles.get(problem["tab"], problem["tab"])
        problem["place"] = f"{problem['column'] or 'A'}{problem['row']}"
        problem["there"] = problem["title"] in book.sheetnames
        if problem["there"]:
            sentence = f"{problem['message']} {problem['suggestion']}".strip()
            said.setdefault((problem["title"], problem["place"]), []).append(sentence)
    for done, ((title, place), sentences) in enumerate(said.items()):
        cell = _shown(book[title], place)
        cell.fill = MARK
        if done < MOST_COMMENTS:
            _comment(cell, "\n".join(sentences))
    add_problems(book, given["name"], given["problems"], lost)


def _shown(page: Any, place: str) -> Any:
    """The cell itself, or the one in whose corner a merged cell is shown."""
    cell = page[place]
    if isinstance(cell, MergedCell):
        for area in page.merged_cells.ranges:
            if place in area:
                return page.cell(area.min_row, area.min_col)
    return cell


def _comment(cell: Any, text: str) -> None:
    theirs = cell.comment.text if cell.comment else ""
    if theirs:
        text += f"{BEFORE}{theirs}"
    cell.comment = Comment(cell_text(f"{OURS}{text}"), "Sharedmap", height=140, width=320)


def _unmark(page: Any) -> None:
    """Take off the marks of an earlier round, so that what was mended is not coloured still."""
    # Asking for rows would make a cell of every place between the corners.
    for cell in page._cells.values():
        if isinstance(cell, MergedCell):
            continue
        if cell.fill.fill_type == "solid" and str(cell.fill.start_color.rgb)[2:] == COLOUR:
            cell.fill = UNMARKED
        if cell.comment and cell.comment.text.startswith(OURS):
            _, _, theirs = cell.comment.text.partition(BEFORE)
            cell.comment = Comment(theirs, "") if theirs else None


def _lost(path: Path) -> list[str]:
    """What the workbook holds that this copy cannot keep."""
    lost = []
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if any(name.startswith("xl/media/") for name in names):
            lost.append("pictures")
        drawings = (name for name in names if _DRAWING.fullmatch(name))
        if any(re.search(rb"<xdr:sp[ >]", archive.read(name)) for name in drawings):
            lost.append("shapes")
    return lost


def main(source: str, target: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    given = json.load(sys.stdin)
    path = Path(source)
    if given["sheets"] is None:
        book = load_workbook(path, keep_vba=path.suffix == ".xlsm")
        mark(book, {}, given, _lost(path))
    else:
        book, titles = rebuilt(given["sheets"])
        mark(book, titles, given, [])
    book.save(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
